"""Streaming: statements finished and checked, one by one, while the model still writes.

A statement has its place (`groups[1].points[0]`) and its citations when it appears, and keeps them. It is checked and,
where another citation bears it out, cited anew before it appears. One that its source still does not bear out waits,
with those behind it, until the model has ended and was asked for it again, as `summarize` does; so the statements that
appeared are those of the summary. With `repair_tokens=0` nothing is asked again, and nothing waits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Unpack

from .api import resolve
from .errors import UsageError
from .grounding import SourceIndex, document_info, ground
from .models import Document, DraftStatement, GlossaryEntry, Group, LanguageCode, Repair, Statement, Summary
from .pipeline import Input, read_document, written_with
from .repair import FAILING
from .settings import Choices, Settings
from .telemetry import span, summarized

if TYPE_CHECKING:
    from .models.draft import Written


@dataclass(frozen=True, slots=True)
class Streamed:
    """A statement as it appears.

    Attributes:
        place: `core_viewpoint` or `groups[i].points[j]`, counted from 0; it does not change any more.
        title: the title of its group; None for the Core Viewpoint.
    """

    place: str
    title: str | None
    statement: Statement


class AsyncStream(AsyncIterator[Streamed]):
    """The statements of one document as they appear.

    `async with` stops the model when the block is left, and so does the end of the last reference to it.

    Attributes:
        summary: the whole summary; None until the last statement appeared.
    """

    def __init__(self, source: Input, settings: Settings) -> None:
        self.summary: Summary | None = None
        self._settings = settings
        self._source = source
        self._items: asyncio.Queue[Streamed | None] = asyncio.Queue()
        self._task: asyncio.Task[Summary] | None = None

    def __aiter__(self) -> AsyncStream:
        return self

    async def __anext__(self) -> Streamed:
        """The next statement. Raises what `summarize` raises; a stream that ends early is an error."""
        if self._task is None:
            self._task = asyncio.create_task(_write(self._source, self._settings, self._items))
            self._task.add_done_callback(_seen)
        item = await self._items.get()
        if item is not None:
            return item
        self._items.put_nowait(None)  # asked once more, it ends once more
        self.summary = await self._task
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Stop the model, if it still writes."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def __aenter__(self) -> AsyncStream:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    def __del__(self) -> None:
        if self._task is not None and not self._task.done() and not self._task.get_loop().is_closed():
            self._task.cancel()


class Stream(Iterator[Streamed]):
    """`AsyncStream` for callers without an event loop, with `with` in place of `async with`."""

    def __init__(self, source: Input, settings: Settings) -> None:
        from .concurrency import iterate_in_thread

        self._stream = AsyncStream(source, settings)
        self._items = iterate_in_thread(_closing(self._stream), buffer_size=64)

    @property
    def summary(self) -> Summary | None:
        """The whole summary; None until the last statement appeared."""
        return self._stream.summary

    def __next__(self) -> Streamed:
        """The next statement. Raises what `summarize` raises; a stream that ends early is an error."""
        return next(self._items)

    def close(self) -> None:
        """Stop the model, if it still writes."""
        close = getattr(self._items, "close", None)
        if close:
            close()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def stream(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Stream:
    """Summarise one article and have each statement as soon as it is written and checked.

    Args:
        source: a path, a text, bytes or a `Document`. A str that names an existing file is a path.
        settings: as for `summarize`; a second opinion (`verify`) needs the whole summary and cannot be streamed.

    Raises:
        UsageError: a setting is wrong. All else is raised when the statements are asked for.
    """
    return Stream(source, _streamable(resolve(settings, choices)))


def astream(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> AsyncStream:
    """`stream` for callers that run an event loop."""
    return AsyncStream(source, _streamable(resolve(settings, choices)))


def so_far(items: Iterable[Streamed], document: Document, language: LanguageCode) -> Summary:
    """The statements that appeared, in the form of a summary: for showing them, not for keeping."""
    core: Statement | None = None
    groups: dict[str, Group] = {}
    for item in items:
        if item.title is None:
            core = item.statement
            continue
        group = item.place.partition(".")[0]
        before = groups[group].points if group in groups else ()
        groups[group] = Group(title=item.title, points=(*before, item.statement))
    return Summary(
        language=language, document=document_info(document), core_viewpoint=core, groups=tuple(groups.values())
    )


def _streamable(settings: Settings) -> Settings:
    if settings.verify is not None:
        raise UsageError("verify: a second opinion needs the whole summary", "summarize without streaming")
    return settings


async def _write(source: Input, settings: Settings, items: asyncio.Queue[Streamed | None]) -> Summary:
    """Write the summary and put its statements into the queue, and None behind the last or before the error.

    It knows nothing of the stream that is read from, which can so be given up while this runs.
    """
    from .repair import settle

    started = time.perf_counter()
    try:
        with span("summarizer.summarize"):
            document = read_document(source, settings.spacy_pipeline)
            told = _Told(SourceIndex(document), settings, items)
            summary = await _summary(document, settings, told)
            told.release(summary)
            summary = settle(summary, settings.on_unsupported)
            run = summary.run.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})
            summary = summary.model_copy(update={"run": run})
            summarized(summary)
    finally:
        items.put_nowait(None)
    return summary


def _seen(task: asyncio.Task[Summary]) -> None:
    """Let the error of a task that nobody asks any more go by in silence."""
    if not task.cancelled():
        task.exception()


async def _closing(items: AsyncStream) -> AsyncIterator[Streamed]:
    try:
        async for item in items:
            yield item
    finally:
        await items.aclose()


async def _summary(document: Document, settings: Settings, told: _Told) -> Summary:
    """The summary, its statements told as they are written; those of the offline engine, and of a document that is too
    long to be read at once, when it is whole."""
    from .llm.write import stream_with_model

    if settings.model is None:
        from .extractive import write_offline

        return told.summary(write_offline(document, settings))
    from .llm.client import ModelClient
    from .repair import repair

    async with ModelClient(settings) as client:
        written = await written_with(
            client,
            document,
            settings,
            lambda document, settings, client: stream_with_model(document, settings, client, told.tell),
        )
        whole = told.summary(written)
        return await repair(whole, written.draft, told.index, settings, client) if told.asks_again else whole


@dataclass(slots=True)
class _Told:
    """What was told so far: each statement grounded, checked and passed on in the moment it is told."""

    index: SourceIndex
    settings: Settings
    items: asyncio.Queue[Streamed | None]
    statements: dict[str, Statement] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    waiting: list[tuple[str, str | None]] = field(default_factory=list)

    def tell(self, place: str, title: str | None, drafted: DraftStatement, glossary: tuple[GlossaryEntry, ...]) -> None:
        """Ground a statement and pass it on, unless it waits or is to be dropped.

        Raises:
            UnsupportedError: it is not borne out, will not be asked for again, and is to fail.
        """
        from .repair import drafted_and_moved

        statement, repair = drafted_and_moved(place, drafted, self.index, glossary)
        self.statements[place] = statement
        self.repairs += [repair] if repair else []
        if self.waiting or (self.asks_again and statement.support.status in FAILING):
            self.waiting.append((place, title))
        else:
            self._pass_on(place, title, statement)

    def summary(self, written: Written) -> Summary:
        """The whole, of the statements that were told; those that were not yet are told now."""
        from .llm.write import drafted_statements
        from .repair import replaced

        draft, run = written.draft, written.run
        for place, title, drafted in drafted_statements(draft):
            if place not in self.statements:
                self.tell(place, title, drafted, draft.glossary)
        whole = ground(draft, self.index, run.model_copy(update={"repairs": tuple(self.repairs)}))
        return replaced(whole, self.statements)

    def release(self, summary: Summary) -> None:
        """Pass on the statements that waited, as the summary has them now. Raises as `tell`."""
        statements = dict(summary.statements())
        for place, title in self.waiting:
            self._pass_on(place, title, statements[place])

    def _pass_on(self, place: str, title: str | None, statement: Statement) -> None:
        from .repair import settled

        if settled(place, statement, self.settings.on_unsupported):
            self.items.put_nowait(Streamed(place, title, statement))

    @property
    def asks_again(self) -> bool:
        """Whether the model is asked again for statements that fail."""
        return self.settings.model is not None and self.settings.repair_tokens > 0
