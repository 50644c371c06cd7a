"""The library's functions: read → parse → write → ground, and a `Summary` that renders itself.

`asummarize` is the one path with a model; the offline engine never waits and needs no event loop.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Unpack

from pydantic import ValidationError

from .errors import SummarizerError, UsageError
from .ground import ground
from .models import Document, Report, Summary
from .observe import span, summarized
from .parse import parse
from .read import read
from .settings import Choices, Settings

if TYPE_CHECKING:
    from .write import Written
    from .write.client import ModelClient

Input: TypeAlias = str | Path | bytes | Document


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one of many inputs: a summary, or the error that kept it from being one."""

    source: Input
    summary: Summary | None = None
    error: SummarizerError | None = None


def load(source: Input, settings: Settings | None = None) -> Document:
    """Read and parse a source; a `Document` is taken as it is.

    Raises:
        InputError: it cannot be read or holds no text.
    """
    if isinstance(source, Document):
        return source
    return parse(read(source), settings.spacy_pipeline if settings else None)


def summarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """Summarise one article.

    Args:
        source: a path, a text, bytes or a `Document`. A str that names an existing file is a path.
        settings: how to do it; single fields may be given as keywords instead: `model="openai/gpt-5-mini"`.

    Raises:
        InputError: the source cannot be read or holds no text.
        UsageError: a setting is wrong.
        ModelError, ServerError: the model or its server failed.
        UnsupportedError: with `on_unsupported="fail"`, when a statement is not borne out.
    """
    settings = resolve(settings, choices)
    if settings.offline:
        return _summarize_offline(source, settings)
    from ._loop import run

    return run(_summarize_with_model(source, settings))


async def asummarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """`summarize` for callers that run an event loop."""
    settings = resolve(settings, choices)
    if settings.offline:
        return _summarize_offline(source, settings)
    return await _summarize_with_model(source, settings)


def summarize_many(
    sources: Iterable[Input], settings: Settings | None = None, concurrency: int = 8, **choices: Unpack[Choices]
) -> Iterator[Result]:
    """Summarise many articles, `concurrency` at a time; results come in the order of the sources.

    An error of one source is its result and does not stop the others. Sources are drawn as they are needed.
    """
    settings = resolve(settings, choices)
    if settings.offline:
        return (_result_offline(source, settings) for source in sources)
    from ._loop import iterate

    return iterate(_results_with_model(sources, settings, concurrency), ahead=concurrency)


def check(summary: Summary | str, document: Input, citations: str = "strict") -> Report:
    """Check every statement of a summary, whoever wrote it, against its document.

    Args:
        summary: a `Summary`, or one as text in either printed form or JSON.
        citations: `strict` takes `[n]` as our block numbers; `loose` looks for the support anywhere.

    Raises:
        InputError: the summary is none, or the document cannot be read.
    """
    from .ground import check_summary

    if not isinstance(summary, Summary):
        summary = Summary.parse(summary)
    return check_summary(summary, load(document), citations=citations)


def resolve(settings: Settings | None, choices: Choices) -> Settings:
    """Settings with single choices laid over them. Raises `UsageError` for a wrong one."""
    base = {name: getattr(settings, name) for name in settings.model_fields_set} if settings else {}
    try:
        return Settings.model_validate({**base, **choices})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"])) or "settings"
        raise UsageError(f"{name}: {first['msg'].lower()}", f"see the documentation of `{name}` in Settings") from None


def _summarize_offline(source: Input, settings: Settings) -> Summary:
    from .ground.repair import settle
    from .write import write_offline

    started = time.perf_counter()
    with span("summarizer.summarize"):
        document = load(source, settings)
        written = write_offline(document, settings)
        summary = settle(ground(written.draft, document, written.run), settings.on_unsupported)
        return _timed(summary, started)


async def _summarize_with_model(source: Input, settings: Settings) -> Summary:
    from .write.client import ModelClient

    async with ModelClient(settings) as client:
        return await summarize_with(client, source, settings)


async def summarize_with(client: ModelClient, source: Input, settings: Settings) -> Summary:
    """`asummarize` over a connection that many share."""
    from .ground.repair import repair, settle

    started = time.perf_counter()
    with span("summarizer.summarize"):
        document = load(source, settings)
        written = await _written(document, settings, client)
        summary = await repair(ground(written.draft, document, written.run), written.draft, document, settings, client)
        return _timed(settle(summary, settings.on_unsupported), started)


async def _written(document: Document, settings: Settings, client: ModelClient) -> Written:
    """The draft of the engine that the settings name; the offline one may have a second opinion."""
    if settings.model is None:
        from .write import write_offline

        return write_offline(document, settings)
    from .errors import ContextError
    from .longdoc.write import halved, is_long, write_long
    from .write.llm import write_with_model

    if is_long(document, settings, client.endpoint.model):
        return await write_long(document, settings, client)
    try:
        return await write_with_model(document, settings, client)
    except ContextError:   # the model has less room than the settings say
        if len(document.blocks) == 1:
            raise
        return await write_long(document, halved(document, settings, client.endpoint.model), client)


async def _results_with_model(
    sources: Iterable[Input], settings: Settings, concurrency: int
) -> AsyncIterator[Result]:
    from .batch.limits import Gate, Limits
    from .batch.window import windowed
    from .write.client import ModelClient

    async with ModelClient(settings, gate=Gate(Limits(concurrency))) as client:

        async def one(source: Input) -> Result:
            try:
                return Result(source, summary=await summarize_with(client, source, settings))
            except SummarizerError as error:
                return Result(source, error=error)

        async for result in windowed(sources, one, concurrency, ordered=True):
            yield result


def _result_offline(source: Input, settings: Settings) -> Result:
    try:
        return Result(source, summary=_summarize_offline(source, settings))
    except SummarizerError as error:
        return Result(source, error=error)


def _timed(summary: Summary, started: float) -> Summary:
    run = summary.run.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})
    summary = summary.model_copy(update={"run": run})
    summarized(summary)
    return summary
