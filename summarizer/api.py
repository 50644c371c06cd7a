"""The public functions: summarise one article or many, and check any summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Unpack

from .errors import UsageError
from .grounding import SourceIndex, check_summary
from .models import CitationMode, Report, Summary
from .pipeline import (
    Input,
    Result,
    read_document,
    summarize_each,
    summarize_offline,
    summarize_with_own_client,
    unwrap_input,
)
from .settings import Choices, Settings, resolve_settings


def summarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """Summarise one article.

    Args:
        source: a path, a text, bytes or a `Document`. A str that names an existing file is a path.
        settings: how to do it; single fields may be given as keywords instead: `model="openai/gpt-5-mini"`.

    Raises:
        InputError: the source cannot be read or holds no text.
        UsageError: a setting is wrong.
        ModelError, ServerError: the model or its server failed.
        UnsupportedError: with `on_unsupported="fail"`, when the source does not support a statement.
    """
    settings = resolve_settings(settings, choices)
    if settings.offline:
        return summarize_offline(source, settings)
    from .concurrency import run_coroutine

    return run_coroutine(summarize_with_own_client(source, settings))


async def asummarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """`summarize` for callers that run an event loop."""
    settings = resolve_settings(settings, choices)
    return await summarize_with_own_client(source, settings)


def summarize_many(
    sources: Iterable[Input], settings: Settings | None = None, concurrency: int = 8, **choices: Unpack[Choices]
) -> Iterator[Result[Input]]:
    """Summarise many articles, `concurrency` at a time; results come in the order of the sources.

    An error of one source is its result and does not stop the others. Sources are drawn as they are needed.

    Raises:
        UsageError: a setting is wrong, or `concurrency` is below 1.
    """
    if concurrency < 1:
        raise UsageError(f"concurrency: {concurrency}", "at least 1")
    settings = resolve_settings(settings, choices)
    return summarize_each(sources, settings, concurrency, unwrap_input)


def check(summary: Summary | str, document: Input, citations: CitationMode = "strict") -> Report:
    """Check every statement of a summary, whoever wrote it, against its document.

    Args:
        summary: a `Summary`, or one as text in either printed form or JSON.
        citations: `strict` takes `[n]` as our block numbers; `loose` looks for the support anywhere.

    Raises:
        InputError: the summary is none, or the document cannot be read.
    """
    from .published.parser import parse_summary

    if not isinstance(summary, Summary):
        summary = parse_summary(summary)
    return check_summary(summary, SourceIndex(read_document(document)), citations=citations)
