"""The one run of an article: read → parse → write → ground → judge → repair → settle what remains unsupported.

`run_pipeline` is that run, whichever engine writes and whoever calls: `summarize`, a batch, a replay, and streaming,
which observes it. Without a model it awaits nothing, so `summarize_offline` needs no event loop. Of many articles each
run ends in a `Result`, its summary or its error, so that one bad article never stops the others.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from .errors import ContextError, InputError, StoppedError, SummarizerError, UsageError
from .grounding import SourceIndex
from .judging import judge_summary, open_judge
from .languages import LANGUAGES
from .models import Document, KindChoice, Summary
from .parsing import parse
from .readers import display_name, is_address, read
from .repair import may_repair, repair_summary
from .repair.policy import apply_unsupported_policy
from .settings import Settings
from .statement_feed import Observer, StatementFeed, ground_draft
from .telemetry import report_summary, start_span
from .text.foreign_languages import detect_foreign_language, is_unreadable
from .time_limit import limit_steps, limit_time

if TYPE_CHECKING:
    from .llm.client import ModelClient
    from .models.draft import DraftListener, DraftResult

S = TypeVar("S")
T = TypeVar("T")
Input: TypeAlias = str | Path | bytes | Document


def read_document(
    source: Input, spacy_pipeline: str | None = None, allow_private: bool = False, kind: KindChoice = "auto"
) -> Document:
    """Read and parse a source. A `Document` is returned as it is; a kind that is named replaces its own.

    Args:
        source: a path, an address, a text, bytes or a `Document`. A str that names an existing file is a path, one that
            begins with `https://` or `http://` and has no white space an address.
        spacy_pipeline: name or path of an installed spaCy pipeline to take sentences and key terms from.
        allow_private: whether an address may lead into a private network, this machine included.
        kind: what kind of article it is; `auto` to detect it.

    Raises:
        InputError: the source cannot be read or holds no text.
        AddressError: the address cannot be read.
        UsageError: there is no such pipeline, or the file format needs an extra that is not installed.
    """
    if isinstance(source, Document):
        return source if kind in ("auto", source.kind) else source.model_copy(update={"kind": kind})
    return parse(read(source, allow_private), spacy_pipeline, kind)


def summarize_offline(source: Input, settings: Settings) -> Summary:
    """Summarise one article without a server and without an event loop."""
    return run_without_loop(run_pipeline(source, settings))


def run_without_loop(run: Coroutine[None, None, T]) -> T:
    """The result of a coroutine that awaits nothing."""
    try:
        run.send(None)
    except StopIteration as finished:
        result: T = finished.value
        return result
    run.close()
    raise RuntimeError("a run without a server awaited something")


async def summarize_with_own_client(source: Input, settings: Settings, observer: Observer | None = None) -> Summary:
    """Summarise one article over a connection of its own, if the settings name a model."""
    if settings.offline:
        return await run_pipeline(source, settings, observer=observer)
    from .llm.client import ModelClient

    async with ModelClient(settings) as client:
        return await run_pipeline(source, settings, client, observer)


async def run_pipeline(
    source: Input, settings: Settings, client: ModelClient | None = None, observer: Observer | None = None
) -> Summary:
    """Summarise one article.

    Args:
        client: the connection to the model, which many runs may share; None with settings that are offline.
        observer: called with each statement of the summary, in order, as soon as it is final.

    Raises:
        InputError: the source cannot be read or holds no text.
        ModelError, ServerError: the model or its server failed.
        UnsupportedError: with `on_unsupported="fail"`, when the source does not support a statement.
    """
    started = time.perf_counter()
    with start_span("summarizer.summarize"):
        if client is not None:
            source = await _read_if_address(source, settings)
            await client.cpu_turn.acquire()
        document = read_document(source, settings.spacy_pipeline, settings.allow_private, settings.kind)
        _refuse_unreadable(document)
        _refuse_translation(document, settings)
        index, judge = SourceIndex(document, settings.glossary), open_judge(settings, client)
        if observer:
            async with StatementFeed(index, settings, observer, judge) as feed:
                result = await write_draft(document, settings, client, feed.add)
                summary = await feed.finish(result)
                if client is not None and feed.awaits_repair:
                    summary = await repair_summary(summary, result.draft, index, settings, client, judge)
                feed.release(summary)
        else:
            result = await write_draft(document, settings, client)
            summary = ground_draft(result, index)
            if judge is not None:
                summary = await judge_summary(summary, document, judge)
            if client is not None and may_repair(settings):
                summary = await repair_summary(summary, result.draft, index, settings, client, judge)
        summary = apply_unsupported_policy(summary, settings.on_unsupported)
        run = summary.run.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})
        summary = summary.model_copy(update={"run": run})
        report_summary(summary)
    return summary


async def _read_if_address(source: Input, settings: Settings) -> Input:
    """The document at an address, read in a thread while other coroutines run; any other source as it is."""
    if not is_address(source):
        return source
    from asyncio import to_thread

    return await to_thread(read_document, source, settings.spacy_pipeline, settings.allow_private)


def _refuse_unreadable(document: Document) -> None:
    """Raise `InputError` for a text with hardly a letter of a script that Chinese or English is written in."""
    if is_unreadable(document.text):
        name = display_name(document.origin)
        language = detect_foreign_language(document.text) or "neither Chinese nor English"
        raise InputError(f"{name}: the text is {language}", "give an article in Chinese or English, or a translation")


def _refuse_translation(document: Document, settings: Settings) -> None:
    """Raise `UsageError` if the summary is wanted in another language than the document's and no model would write."""
    if settings.model is None and settings.language not in ("auto", document.language):
        known = LANGUAGES[document.language].english_name
        raise UsageError(
            f"{display_name(document.origin)}: is in {known}, and only a model can write in another language",
            "name one (-m PROVIDER/MODEL, in Python model=), or leave the language out",
        )


async def write_draft(
    document: Document, settings: Settings, client: ModelClient | None, listener: DraftListener | None = None
) -> DraftResult:
    """Have the engine that the settings name write a draft.

    Args:
        listener: called with each statement as soon as the model has written it. The offline engine, and a document
            that is too long for one request, give their statements only when the draft is complete.

    Raises:
        UsageError: the settings ask of the offline engine what only a model can do.
    """
    if settings.model is None or client is None:
        refuse_wishes(settings)
        from .extractive import write_offline

        return write_offline(document, settings)
    from .llm.writer import write_with_model
    from .longdoc.map_reduce import halve_section_size, is_long, write_in_sections

    if is_long(document, settings, client.endpoint.model):
        return await write_in_sections(document, settings, client)
    try:
        return await write_with_model(document, settings, client, listener)
    except ContextError:  # the model's context is smaller than the settings say
        if len(document.blocks) == 1:
            raise
        return await write_in_sections(document, halve_section_size(document, settings, client.endpoint.model), client)


def refuse_wishes(settings: Settings) -> None:
    """Raise `UsageError` if the settings hold wishes in words, which no rule follows."""
    for name, wish in (("focus", settings.focus), ("audience", settings.audience)):
        if wish:
            raise UsageError(f"{name}: the offline engine follows no words", "name a model that can (-m)")


@dataclass(frozen=True, slots=True)
class Result(Generic[S]):
    """The summary of one source, or the error that prevented it."""

    source: S
    summary: Summary | None = None
    error: SummarizerError | None = None


def summarize_each(
    sources: Iterable[S], settings: Settings, concurrency: int, to_input: Callable[[S], Input]
) -> Iterator[Result[S]]:
    """Yield a result for each source, in order.

    Args:
        sources: drawn lazily; with a model a few more than `concurrency` are read ahead.
        concurrency: how many requests to a model are under way at a time.
        to_input: turns a source into what the pipeline reads; its errors are results too.
    """
    if settings.offline:
        return (try_summarize_offline(source, settings, to_input) for source in sources)
    from .concurrency import iterate_in_thread

    return iterate_in_thread(_summarize_each_with_model(sources, settings, concurrency, to_input), concurrency)


def try_summarize_offline(
    source: S, settings: Settings, to_input: Callable[[S], Input], catch_all: bool = False
) -> Result[S]:
    """Summarise a source with the offline engine, within `settings.document_timeout`. Returns the summary or the error.

    Args:
        to_input: turns the source into what the pipeline reads; its errors are results too.
        catch_all: return an exception that is not a `SummarizerError`, a bug of ours, as an internal error.
    """
    try:
        with limit_time(settings.document_timeout):
            return Result(source, summarize_offline(to_input(source), settings))
    except Exception as error:
        return Result(source, error=_result_error(error, catch_all))


async def try_summarize(
    source: S, settings: Settings, to_input: Callable[[S], Input], client: ModelClient, catch_all: bool = False
) -> Result[S]:
    """Summarise a source with a model. Returns the summary or the error; arguments as in `try_summarize_offline`.

    Raises:
        StoppedError: no further source can be summarised either.
    """

    async def run() -> Summary:
        return await run_pipeline(to_input(source), settings, client)

    try:
        return Result(source, await limit_steps(run(), settings.document_timeout))
    except Exception as error:
        return Result(source, error=_result_error(error, catch_all))


def unwrap_input(source: Input | SummarizerError) -> Input:
    """The input itself. Raises the error that stands in place of one that could not be parsed."""
    if isinstance(source, SummarizerError):
        raise source
    return source


async def _summarize_each_with_model(
    sources: Iterable[S], settings: Settings, concurrency: int, to_input: Callable[[S], Input]
) -> AsyncIterator[Result[S]]:
    from .concurrency import ConcurrencyLimiter, bounded_map
    from .llm.client import ModelClient

    async with ModelClient(settings, dispatcher=ConcurrencyLimiter(concurrency)) as client:

        async def summarize_one(source: S) -> Result[S]:
            return await try_summarize(source, settings, to_input, client)

        async for result in bounded_map(sources, summarize_one, concurrency, ordered=True):
            yield result


def _result_error(error: Exception, catch_all: bool) -> SummarizerError:
    """The error as the result of one source. Raises it if it concerns more than this source."""
    if isinstance(error, StoppedError):
        raise error
    if isinstance(error, SummarizerError):
        return error
    if not catch_all:
        raise error
    hint = "`summarizer FILE` with SUMMARIZER_DEBUG=1 tells more; report it"
    bug = SummarizerError(f"internal error: {type(error).__name__}: {error}", hint)
    bug.exit_code = 3  # another version may do better: --resume tries it again
    return bug
