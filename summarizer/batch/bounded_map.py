"""Many things under way at once, few enough to stay flat, and their results in one stream."""

from __future__ import annotations

import asyncio
import gc
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Beside those that wait for the server, so many are read and parsed ahead, as a share of them: a place that becomes
# free is taken at once. In order, one slow document holds back the results of others, which need a place to wait.
AHEAD, AHEAD_IN_ORDER = 2.0, 4.0
_GRACE = 5.0  # seconds: an answer that has come, and was paid for, is checked and kept


async def windowed(
    items: Iterable[T], one: Callable[[T], Awaitable[R]], concurrency: int, ordered: bool
) -> AsyncIterator[R]:
    """The results of `one` for each item, in order or as they come. Items are drawn as there is room.

    An exception of `one` ends the stream after the results of what was under way, which has a few seconds to end.
    """
    size = int(concurrency * (AHEAD_IN_ORDER if ordered else AHEAD)) + 1
    waiting: deque[asyncio.Task[R]] = deque()
    done: asyncio.Queue[asyncio.Task[R]] = asyncio.Queue()
    with _undisturbed():
        try:
            for item in items:
                task = asyncio.ensure_future(one(item))
                waiting.append(task)
                if not ordered:
                    task.add_done_callback(done.put_nowait)
                while len(waiting) >= size:
                    yield await _next(waiting, None if ordered else done)
            while waiting:
                yield await _next(waiting, None if ordered else done)
        except Exception:
            if waiting:
                await asyncio.wait(waiting, timeout=_GRACE)
            for task in waiting:
                if task.done() and task.exception() is None:
                    yield task.result()
            raise
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Look for garbage in what is made meanwhile and not in all that was there: 0.3 s in which no request is sent."""
    ours = gc.get_freeze_count() == 0
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()


async def _next(waiting: deque[asyncio.Task[R]], done: asyncio.Queue[asyncio.Task[R]] | None) -> R:
    if done is None:
        task = waiting[0]
        await asyncio.wait([task])
        waiting.popleft()
    else:
        task = await done.get()
        waiting.remove(task)
    return task.result()
