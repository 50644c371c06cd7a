"""Records: a summary with everything needed to produce it again without a model.

A record holds the document, the settings (never a key) and the model's answers, keyed by the digests of prompt and
schema. A replay runs the pipeline with these answers. A question without an answer in the record, because prompts or
schemas have changed since, is an error; it never gets another answer. A record is data from anywhere: no file that it
names is opened, be it a shape, a pipeline or a local model.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any, Literal, TypeVar, Unpack, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from . import errors
from .api import summarize
from .concurrency import run_coroutine
from .errors import InputError, ModelError, SummarizerError
from .files import read_bounded, write_atomically
from .llm.client import ModelClient, Question, UsageMeter
from .llm.providers import PROVIDERS, Endpoint
from .models import Document, Summary, Tokens
from .pipeline import Input, read_document, run_pipeline
from .readers import MAX_BYTES
from .settings import LOCAL_JUDGE, Choices, PromptVersion, Settings, resolve_settings
from .shapes import BUILT_IN, inline_shape_schema

T = TypeVar("T", bound=BaseModel)

# Bytes of a record: it holds its document twice, as text and as sentences, and once more in JSON escapes.
_MAX_BYTES = 4 * MAX_BYTES


class RecordedAnswer(BaseModel):
    """The answer to one question to a model, or the error in place of it.

    Attributes:
        prompt_hash, schema_hash: digests of the messages and of the answer's JSON Schema.
        answer: None if there was none after all attempts.
        error: then the name of the error's class; its message may quote the server and is left out.
    """

    model_config = ConfigDict(extra="forbid")

    model: str
    prompt_hash: str
    schema_hash: str
    answer: dict[str, Any] | None
    error: str | None = None
    attempts: int
    tokens: Tokens


class Recording(BaseModel):
    """A summary and everything it was made from."""

    model_config = ConfigDict(extra="forbid")

    record_version: Literal["1"] = "1"
    document: Document
    settings: dict[str, Any]
    answers: list[RecordedAnswer]
    summary: Summary

    @field_validator("document")
    @classmethod
    def _check_consistency(cls, document: Document) -> Document:
        """Refuse a document that was edited by hand before any stage relies on its offsets and numbers."""
        parts = (document.blocks, document.sentences)
        numbered = all([p.number for p in some] == [*range(1, len(some) + 1)] for some in parts)
        whole = all(document.text[p.start : p.end] == p.text for some in parts for p in some)
        placed = {s.block for s in document.sentences} <= {b.number for b in document.blocks}
        if not (document.sentences and numbered and whole and placed):
            raise ValueError("its blocks and sentences are not those of its text")
        return document

    @classmethod
    def from_file(cls, path: str | Path) -> Recording:
        """Read a record. Raises `InputError` if the file holds none."""
        try:
            return cls.model_validate_json(read_bounded(Path(path), _MAX_BYTES))
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}", "check the path") from None
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "file"
            raise InputError(f"{path}: no record: {where}: {first['msg'].lower()}", "make one with --record") from None

    def write(self, path: str | Path) -> None:
        """Write the record atomically. Raises `OSError` if it cannot be written."""
        write_atomically(Path(path), self.model_dump_json(indent=1) + "\n")


def record(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Recording:
    """Summarise one article and return the record. Arguments and errors are those of `summarize`."""
    settings = inline_shape_schema(resolve_settings(settings, choices))
    document = read_document(source, settings.spacy_pipeline, settings.allow_private, settings.kind)
    answers: list[RecordedAnswer] = []
    if settings.offline:
        summary = summarize(document, settings)
    else:
        summary = run_coroutine(_summarize_recording(document, settings, answers))
    kept = settings.model_dump(
        mode="json", exclude={"api_key", "cache", "timeout", "document_timeout"}, exclude_unset=True
    )
    return Recording(document=document, settings=kept, answers=answers, summary=summary)


def replay(source: Recording | str | Path, verify: str | None = None) -> Summary:
    """Produce the summary of a record again, without a model, a key or a network.

    Args:
        verify: the local model (`nli/…`) that judges again what one judged when the record was made.

    Raises:
        InputError: it is not a record, names a file, or has no answer to a question that this version asks.
        UnsupportedError: as in the recorded run.
    """
    kept = source if isinstance(source, Recording) else Recording.from_file(source)
    settings = _trusted_settings(kept, verify)
    if settings.offline:
        return summarize(kept.document, settings)
    return run_coroutine(run_pipeline(kept.document, settings, _ReplayingClient(settings, kept.answers)))


def _prompts_of(kept: Recording) -> str:
    """The family of prompts that a record answers, by the version that its run names."""
    first = (kept.summary.run.prompt_version or "").partition("+")[0]
    family = first.rpartition(".")[2]
    return family if family in get_args(PromptVersion) else "v1"


def _trusted_settings(kept: Recording, verify: str | None) -> Settings:
    """The settings of a record. Raises `InputError` if one of them would have a file opened."""
    if isinstance(kept.settings.get("glossary"), str):
        raise InputError("the record names a file as its glossary", "it was changed: record anew")
    # The document is parsed already, and nothing is asked of a server.
    named = {name: value for name, value in kept.settings.items() if name not in ("spacy_pipeline", "base_url")}
    settings = resolve_settings(None, {"prompts": _prompts_of(kept), **named})  # type: ignore[typeddict-item]  # checked by it
    if isinstance(settings.shape, str) and settings.shape not in BUILT_IN:
        raise InputError("the record names a file for its shape", "a record holds the schema itself: record anew")
    if (settings.judge or "").startswith(LOCAL_JUDGE):
        if not (verify or "").startswith(LOCAL_JUDGE):
            raise InputError("the record names a local model as its judge", f"name yours: --verify {LOCAL_JUDGE}NAME")
        settings = settings.model_copy(update={"verify": verify})
    return settings


def _error_class(name: str | None) -> type[SummarizerError]:
    kind = getattr(errors, name or "", None)
    return kind if isinstance(kind, type) and issubclass(kind, SummarizerError) else ModelError


def same_summary(one: Summary, other: Summary) -> bool:
    """Whether two summaries are equal apart from the time they took and the words of a server that failed."""
    return _without_circumstances(one) == _without_circumstances(other)


def _without_circumstances(summary: Summary) -> Summary:
    run = summary.run.model_copy(update={"seconds": None})
    if run.judging and run.judging.error:
        run = run.model_copy(update={"judging": run.judging.model_copy(update={"error": "failed"})})
    return summary.model_copy(update={"run": run})


async def _summarize_recording(document: Document, settings: Settings, answers: list[RecordedAnswer]) -> Summary:
    async with _RecordingClient(settings, answers) as client:
        return await run_pipeline(document, settings, client)


class _RecordingClient(ModelClient):
    """A client that records the answers it gets."""

    def __init__(self, settings: Settings, answers: list[RecordedAnswer], name: str | None = None) -> None:
        super().__init__(settings, name)
        self._answers_recorded = answers

    def _create_judge(self) -> ModelClient:
        return _RecordingClient(self.settings, self._answers_recorded, self.settings.judge)

    async def ask(self, question: Question[T], meter: UsageMeter) -> T:
        spent, failure = UsageMeter(), None
        kept: dict[str, Any] | None = None
        try:
            answer = await super().ask(question, spent)
            kept = answer.model_dump(mode="json", by_alias=True)
        except SummarizerError as error:
            failure = next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
            raise
        finally:
            meter.add(spent.attempts, spent.tokens)
            prompt_hash, schema_hash = question.hashes()
            self._answers_recorded.append(
                RecordedAnswer(
                    model=self.endpoint.name,
                    prompt_hash=prompt_hash,
                    schema_hash=schema_hash,
                    answer=kept,
                    error=failure,
                    attempts=spent.attempts,
                    tokens=spent.tokens,
                )
            )
        return answer


class _ReplayingClient(ModelClient):
    """A client that answers from a record. It opens no connection: its endpoint is only a name."""

    def __init__(self, settings: Settings, answers: list[RecordedAnswer], name: str | None = None) -> None:
        named = name or settings.model or settings.judge or ""
        provider, _, model = named.partition("/")
        if provider not in PROVIDERS or not model:  # as `endpoint_of` takes names
            provider, model = "", named
        super().__init__(
            settings.model_copy(update={"cache": False}),
            endpoint=Endpoint(
                name=named,
                provider=provider,
                model=model,
                url="",
                modes=("json_schema",),
                strict=False,
                key="",
            ),
        )
        self._recorded = answers
        self._by_question: defaultdict[tuple[str, str, str], list[RecordedAnswer]] = defaultdict(list)
        for recorded in reversed(answers):  # so that `pop` gives the first of several to the same question
            self._by_question[recorded.model, recorded.prompt_hash, recorded.schema_hash].append(recorded)

    def _create_judge(self) -> ModelClient:
        return _ReplayingClient(self.settings, self._recorded, self.settings.judge)

    async def ask(self, question: Question[T], meter: UsageMeter) -> T:
        known = self._by_question[self.endpoint.name, *question.hashes()]
        if not known:
            raise InputError(
                f"the record has no answer of {self.endpoint.name} to the prompt {question.prompt.version}",
                "it was made by another version, or changed since: record anew",
            )
        recorded = known.pop()
        meter.add(recorded.attempts, recorded.tokens)
        if recorded.answer is None:
            raise _error_class(recorded.error)("no answer came when it was recorded")
        try:
            return question.answer.model_validate(recorded.answer)
        except ValidationError:
            raise InputError("an answer in the record is none to its question", "it was changed: record anew") from None
