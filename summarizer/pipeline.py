"""The one run of an article: read → parse → write → ground → repair → apply the policy for unsupported statements.

`run_pipeline` is that run, whichever engine writes and whoever calls: `summarize`, a batch, a replay, and streaming,
which observes it. Without a model it awaits nothing, so `summarize_offline` needs no event loop. Of many articles each
run ends in a `Result`, its summary or its error, so that one bad article never stops the others.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from .errors import ContextError, StoppedError, SummarizerError
from .grounding import SourceIndex, ground
from .models import Document, DraftStatement, GlossaryEntry, Repair, Statement, Summary
from .parsing import parse
from .readers import read
from .repair import repair_summary
from .repair.policy import FAILING_STATUSES, apply_unsupported_policy, keeps_statement, replace_statements
from .repair.relocation import ground_and_relocate
from .settings import Settings
from .telemetry import report_summary, start_span

if TYPE_CHECKING:
    from .llm.client import ModelClient
    from .models.draft import DraftListener, DraftResult

Input: TypeAlias = str | Path | bytes | Document
# Called with the place of a statement, the title of its group (None for the core viewpoint) and the statement.
Observer: TypeAlias = Callable[[str, str | None, Statement], None]


def read_document(source: Input, spacy_pipeline: str | None = None) -> Document:
    """Read and parse a source. A `Document` is returned unchanged.

    Args:
        source: a path, a text, bytes or a `Document`. A str that names an existing file is a path.
        spacy_pipeline: name or path of an installed spaCy pipeline to take sentences and key terms from.

    Raises:
        InputError: the source cannot be read or holds no text.
        UsageError: there is no such pipeline, or the file format needs an extra that is not installed.
    """
    if isinstance(source, Document):
        return source
    return parse(read(source), spacy_pipeline)


def summarize_offline(source: Input, settings: Settings) -> Summary:
    """Summarise one article without a model and without an event loop."""
    run = run_pipeline(source, settings)
    try:
        run.send(None)
    except StopIteration as finished:
        summary: Summary = finished.value
        return summary
    run.close()
    raise RuntimeError("the offline pipeline awaited something")


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
            await client.cpu_turn.acquire()
        document = read_document(source, settings.spacy_pipeline)
        index = SourceIndex(document)
        feed = _StatementFeed(index, settings, observer) if observer else None
        result = await write_draft(document, settings, client, feed.add if feed else None)
        summary = feed.ground(result) if feed else ground(result.draft, index, result.run)
        if client is not None and (feed is None or feed.awaits_repair):
            summary = await repair_summary(summary, result.draft, index, settings, client)
        if feed:
            feed.release(summary)
        summary = apply_unsupported_policy(summary, settings.on_unsupported)
        run = summary.run.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})
        summary = summary.model_copy(update={"run": run})
        report_summary(summary)
    return summary


async def write_draft(
    document: Document, settings: Settings, client: ModelClient | None, listener: DraftListener | None = None
) -> DraftResult:
    """Have the engine that the settings name write a draft.

    Args:
        listener: called with each statement as soon as the model has written it. The offline engine, and a document
            that is too long for one request, give their statements only when the draft is complete.
    """
    if settings.model is None or client is None:
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


@dataclass(slots=True)
class _StatementFeed:
    """Grounds each statement as soon as it is drafted, and reports it to an observer as soon as it is final.

    Where its citations do not support it and others do, it is cited anew first. A statement that still fails its checks
    is held back, with all that follow it, until the repair has asked the model for it again.
    """

    index: SourceIndex
    settings: Settings
    report: Observer
    statements: dict[str, Statement] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    held_back: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def awaits_repair(self) -> bool:
        """Whether the model is asked again for statements that fail."""
        return self.settings.model is not None and self.settings.repair_tokens > 0

    def add(self, place: str, title: str | None, drafted: DraftStatement, glossary: tuple[GlossaryEntry, ...]) -> None:
        """Ground a drafted statement, and report it unless it is held back or dropped.

        Raises:
            UnsupportedError: the source does not support it, it is not held back, and the settings say to fail then.
        """
        statement, relocation = ground_and_relocate(place, drafted, self.index, glossary)
        self.statements[place] = statement
        self.repairs += [relocation] if relocation else []
        if self.held_back or (self.awaits_repair and statement.support.status in FAILING_STATUSES):
            self.held_back.append((place, title))
        else:
            self._report(place, title, statement)

    def ground(self, result: DraftResult) -> Summary:
        """The summary of a whole draft, with the statements as they were added; those that were not are added now."""
        draft, run = result.draft, result.run
        for place, title, drafted in draft.statements():
            if place not in self.statements:
                self.add(place, title, drafted, draft.glossary)
        summary = ground(draft, self.index, run.model_copy(update={"repairs": tuple(self.repairs)}))
        return replace_statements(summary, self.statements)

    def release(self, summary: Summary) -> None:
        """Report the statements that were held back, as they are in the repaired summary. Raises as `add`."""
        statements = dict(summary.statements())
        for place, title in self.held_back:
            self._report(place, title, statements[place])

    def _report(self, place: str, title: str | None, statement: Statement) -> None:
        if keeps_statement(place, statement, self.settings.on_unsupported):
            self.report(place, title, statement)


S = TypeVar("S")


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
    """Summarise a source with the offline engine. Returns the summary or the error.

    Args:
        to_input: turns the source into what the pipeline reads; its errors are results too.
        catch_all: return an exception that is not a `SummarizerError`, a bug of ours, as an internal error.
    """
    try:
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
    try:
        return Result(source, await run_pipeline(to_input(source), settings, client))
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
