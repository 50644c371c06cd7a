"""A line of a batch's output: the summary of a document, or why it has none."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from .common import Model
from .summary import Summary


class BatchError(Model):
    """Why a document has no summary.

    Attributes:
        type: the name of the error, such as `InputError` or `RateLimitError`.
        hint: what the user can do about it, or an empty string.
        exit_code: 2 for a document that cannot be read: it fails again; 3 for a model or server: it may not.
    """

    type: str
    message: str
    hint: str = ""
    exit_code: int = 2
    retryable: bool = False


class BatchLine(Model):
    """One line of a batch's output. It has either a `summary` or an `error`; the other key is absent.

    Attributes:
        id: the record's own id, or the path of the file; no two lines have the same.
        source: where the document came from: a path, the `source` of its record, or the record's file and line.
        settings: the settings in short (hexadecimal digits); lines of one file share them.
        summary: with `run.seconds` null, so that the same documents always give the same bytes.
    """

    id: str
    source: str
    settings: str
    summary: Summary | None = None
    error: BatchError | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.summary is None) == (self.error is None):
            raise ValueError("a line has either a summary or an error")
        return self

    def json_line(self) -> bytes:
        """The line as it stands in the file, its end included."""
        other = "error" if self.error is None else "summary"
        return self.model_dump_json(exclude={other}).encode() + b"\n"
