"""The library's functions: one article, many articles, and the check of any summary."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Unpack

from pydantic import ValidationError

from .errors import SummarizerError, UsageError
from .models import CitationMode, Report, Summary
from .pipeline import Input, read_document, run_pipeline, summarize_connected, summarize_offline
from .settings import Choices, Settings


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one of many inputs: a summary, or the error that kept it from being one."""

    source: Input
    summary: Summary | None = None
    error: SummarizerError | None = None


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
        return summarize_offline(source, settings)
    from .concurrency import run_coroutine

    return run_coroutine(summarize_connected(source, settings))


async def asummarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """`summarize` for callers that run an event loop."""
    settings = resolve(settings, choices)
    return await summarize_connected(source, settings)


def summarize_many(
    sources: Iterable[Input], settings: Settings | None = None, concurrency: int = 8, **choices: Unpack[Choices]
) -> Iterator[Result]:
    """Summarise many articles, `concurrency` at a time; results come in the order of the sources.

    An error of one source is its result and does not stop the others. Sources are drawn as they are needed.

    Raises:
        UsageError: a setting is wrong, or `concurrency` is below 1.
    """
    if concurrency < 1:
        raise UsageError(f"concurrency: {concurrency}", "at least 1")
    settings = resolve(settings, choices)
    if settings.offline:
        return (_result_offline(source, settings) for source in sources)
    from .concurrency import iterate_in_thread

    return iterate_in_thread(_results_with_model(sources, settings, concurrency), buffer_size=concurrency)


def check(summary: Summary | str, document: Input, citations: CitationMode = "strict") -> Report:
    """Check every statement of a summary, whoever wrote it, against its document.

    Args:
        summary: a `Summary`, or one as text in either printed form or JSON.
        citations: `strict` takes `[n]` as our block numbers; `loose` looks for the support anywhere.

    Raises:
        InputError: the summary is none, or the document cannot be read.
    """
    from .grounding import SourceIndex, check_summary
    from .published.reader import parse_summary

    if not isinstance(summary, Summary):
        summary = parse_summary(summary)
    return check_summary(summary, SourceIndex(read_document(document)), citations=citations)


def resolve(settings: Settings | None, choices: Choices) -> Settings:
    """Settings with single choices laid over them. Raises `UsageError` for a wrong one."""
    base = {name: getattr(settings, name) for name in settings.model_fields_set} if settings else {}
    try:
        return Settings.model_validate({**base, **choices})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"])) or "settings"
        if first["type"] == "extra_forbidden":
            raise UsageError(f"{name}: no such setting", "see the documentation of Settings") from None
        ours = first["type"] == "value_error"
        message = first["msg"].removeprefix("Value error, ") if ours else first["msg"].lower()
        raise UsageError(f"{name}: {message}", f"see the documentation of `{name}` in Settings") from None


async def _results_with_model(sources: Iterable[Input], settings: Settings, concurrency: int) -> AsyncIterator[Result]:
    from .concurrency import ConcurrencyLimiter, bounded_map
    from .llm.client import ModelClient

    async with ModelClient(settings, dispatcher=ConcurrencyLimiter(concurrency)) as client:

        async def one(source: Input) -> Result:
            try:
                return Result(source, summary=await run_pipeline(source, settings, client))
            except SummarizerError as error:
                return Result(source, error=error)

        async for result in bounded_map(sources, one, concurrency, ordered=True):
            yield result


def _result_offline(source: Input, settings: Settings) -> Result:
    try:
        return Result(source, summary=summarize_offline(source, settings))
    except SummarizerError as error:
        return Result(source, error=error)
