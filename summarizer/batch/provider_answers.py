"""The files of answers that a provider returns for a batch: each line is read by itself.

A line that cannot be read is the loss of one answer. Lines end at line feeds only: U+2028 and the like may stand within
a JSON string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ..llm.openai_adapter import BatchState

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _AnswerId(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    custom_id: str


class AnswerResponse(BaseModel):
    """The response to one request."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    status_code: int
    body: Any = None

    @model_validator(mode="after")
    def _has_body(self) -> Self:
        if self.status_code == 200 and not isinstance(self.body, dict):
            raise ValueError("an answer without a body")
        return self


class Answer(_AnswerId):
    """One line: the response to the request of this id, or why there is none."""

    response: AnswerResponse | None = None
    error: Any = None

    @property
    def status(self) -> int:
        """The HTTP status; 500 where there was no response."""
        return self.response.status_code if self.response else 500

    @property
    def is_success(self) -> bool:
        """Whether the request was answered, and paid for."""
        return self.status == 200


@dataclass(slots=True)
class AnswerFiles:
    """What the files of a batch hold.

    Attributes:
        answers: by the id of the request; a success before a failure, the first before the second.
        unreadable: ids of the requests whose lines are no answers.
        nameless: how many lines do not even tell whose they are.
        is_torn: whether a file ends within a line.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    nameless: int = 0
    is_torn: bool = False

    def add_file(self, data: bytes) -> None:
        """Read the lines of a file."""
        lines = data.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
        for line in lines[:-1]:
            if line.strip():
                self._add_line(line)
        if lines[-1].strip() and not self._add_line(lines[-1], is_last=True):
            self.is_torn = True

    def give_up_torn_line(self) -> None:
        """Take a line at which a file ends, again and again, for one that cannot be read."""
        self.nameless += self.is_torn
        self.is_torn = False

    def _add_line(self, line: bytes, is_last: bool = False) -> bool:
        """Take in a line. Returns False for the last one if it is no answer: the file may have been cut there."""
        try:
            answer = Answer.model_validate_json(line)
        except ValidationError:
            if is_last:
                return False
            self._add_unreadable(line)
            return True
        known = self.answers.get(answer.custom_id)
        if known is None or (answer.is_success and not known.is_success):
            self.answers[answer.custom_id] = answer
        return True

    def _add_unreadable(self, line: bytes) -> None:
        try:
            self.unreadable.add(_AnswerId.model_validate_json(line).custom_id)
        except ValidationError:
            self.nameless += 1


@dataclass(frozen=True, slots=True)
class Missing:
    """The requests of a batch without an answer, by what became of them.

    Attributes:
        unanswered: the provider did not answer them, and charges nothing.
        unreadable: answered by a line that cannot be read.
        withheld: answered, as the provider counts, but not in its files.
    """

    unanswered: frozenset[str]
    unreadable: frozenset[str]
    withheld: frozenset[str]


def find_missing(requests: Iterable[str], batch: BatchState, files: AnswerFiles) -> Missing:
    """What became of the requests of a finished batch that its files do not answer."""
    ids = frozenset(requests)
    unreadable = ids & files.unreadable - files.answers.keys()
    rest = ids - files.answers.keys() - unreadable
    succeeded = sum(files.answers[name].is_success for name in ids & files.answers.keys())
    failed = len(ids) - len(rest) - len(unreadable) - succeeded
    received = succeeded + len(unreadable) + files.nameless
    none: frozenset[str] = frozenset()
    if rest and (files.is_torn or _count_claimed(len(ids), failed, batch) > received):
        return Missing(none, unreadable, rest)
    if files.nameless:  # one of them may be any of these
        return Missing(none, unreadable | rest, none)
    return Missing(rest, unreadable, none)


def _count_claimed(requests: int, failed: int, batch: BatchState) -> int:
    """How many requests the provider answered by its own account.

    A completed batch has answered all that did not fail, whatever its counts say; of one that ended otherwise, only its
    counts tell.
    """
    counted_failed = batch.request_counts.failed if batch.request_counts else 0
    if batch.status == "completed":
        return max(0, requests - max(failed, counted_failed))
    return min(requests, batch.request_counts.completed) if batch.request_counts else 0
