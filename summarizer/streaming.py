"""Streaming: each statement as soon as it is written and checked, while the model still writes the next ones.

A statement has its final place (`groups[1].points[0]`) and citations when it appears. It is checked first and, where a
model judges, judged: the core viewpoint by itself, then a group or more at a time while the next ones are written, so
that statements appear in groups. One with a confirmed fault is held back, with all that follow it, until the model has
finished and was asked for it again, as in `summarize`; so the statements that appear are those of the summary. With
`repair_tokens=0` nothing is asked again and nothing is held back; with `verify="off"` nothing waits for a judge.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Unpack

from .concurrency import iterate_in_thread
from .grounding import build_document_info
from .models import Document, Group, LanguageCode, Statement, Summary, group_place
from .pipeline import Input, summarize_with_own_client
from .settings import Choices, Settings, resolve_settings


@dataclass(frozen=True, slots=True)
class Streamed:
    """A statement as it appears.

    Attributes:
        place: `core_viewpoint` or `groups[i].points[j]`, counted from 0; it does not change any more.
        title: the title of its group; None for the core viewpoint.
    """

    place: str
    title: str | None
    statement: Statement


class AsyncStream(AsyncIterator[Streamed]):
    """The statements of one document as they appear.

    Leaving an `async with` block stops the model, and so does dropping the last reference to the stream.

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
            self._task = asyncio.create_task(_summarize_into(self._items, self._source, self._settings))
            self._task.add_done_callback(_retrieve_exception)
        item = await self._items.get()
        if item is not None:
            return item
        self._items.put_nowait(None)  # a further call ends the iteration again
        self.summary = await self._task
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Stop the model if it still writes."""
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
        """Stop the model if it still writes."""
        close = getattr(self._items, "close", None)
        if close:
            close()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def stream(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Stream:
    """Summarise one article and yield each statement as soon as it is written and checked.

    Args:
        source: a path, a text, bytes or a `Document`. A str that names an existing file is a path.
        settings: as for `summarize`.

    Raises:
        UsageError: a setting is wrong. All other errors are raised by the iteration.
    """
    return Stream(source, resolve_settings(settings, choices))


def astream(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> AsyncStream:
    """`stream` for callers that run an event loop."""
    return AsyncStream(source, resolve_settings(settings, choices))


def partial_summary(items: Iterable[Streamed], document: Document, language: LanguageCode) -> Summary:
    """The statements that appeared so far as a summary, for display."""
    core: Statement | None = None
    groups: dict[str, Group] = {}
    for item in items:
        if item.title is None:
            core = item.statement
            continue
        group = group_place(item.place)
        before = groups[group].points if group in groups else ()
        groups[group] = Group(title=item.title, points=(*before, item.statement))
    return Summary(
        language=language, document=build_document_info(document), core_viewpoint=core, groups=tuple(groups.values())
    )


async def _summarize_into(items: asyncio.Queue[Streamed | None], source: Input, settings: Settings) -> Summary:
    """Summarise, and put the statements into the queue, and None after the last one or before an error.

    It holds no reference to the stream, so that dropping the stream can stop it.
    """

    def observe(place: str, title: str | None, statement: Statement) -> None:
        items.put_nowait(Streamed(place, title, statement))

    try:
        return await summarize_with_own_client(source, settings, observe)
    finally:
        items.put_nowait(None)


def _retrieve_exception(task: asyncio.Task[Summary]) -> None:
    """Mark the error of a task as seen: asyncio would log that of a stream that was dropped."""
    if not task.cancelled():
        task.exception()


async def _closing(stream: AsyncStream) -> AsyncIterator[Streamed]:
    try:
        async for item in stream:
            yield item
    finally:
        await stream.aclose()
