"""Many things under way at once, few enough to stay flat, and their results in one stream."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Beside those that wait for the server, so many are read and parsed ahead, as a share of them: a place that becomes
# free is taken at once. In order, one slow document holds back the results of others, which need a place to wait.
AHEAD, AHEAD_IN_ORDER = 1.25, 4.0
_PAUSE = 0.005   # seconds before each that is read ahead at the beginning: about what reading one takes


async def windowed(
    items: Iterable[T], one: Callable[[T], Awaitable[R]], concurrency: int, ordered: bool
) -> AsyncIterator[R]:
    """The results of `one` for each item, in order or as they come. Items are drawn as there is room.

    An exception of `one` ends the stream after the results of what was under way.
    """
    size = int(concurrency * (AHEAD_IN_ORDER if ordered else AHEAD)) + 1
    waiting: deque[asyncio.Task[R]] = deque()
    done: asyncio.Queue[asyncio.Task[R]] = asyncio.Queue()
    try:
        for drawn, item in enumerate(items, 1):
            task = asyncio.ensure_future(one(item))
            waiting.append(task)
            if not ordered:
                task.add_done_callback(done.put_nowait)
            # The first ones get as far as their requests before others are read ahead: a server is not kept waiting.
            await asyncio.sleep(_PAUSE if concurrency <= drawn < size else 0)
            while len(waiting) >= size:
                yield await _next(waiting, None if ordered else done)
        while waiting:
            yield await _next(waiting, None if ordered else done)
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _next(waiting: deque[asyncio.Task[R]], done: asyncio.Queue[asyncio.Task[R]] | None) -> R:
    if done is None:
        task = waiting[0]
        await asyncio.wait([task])
        waiting.popleft()
    else:
        task = await done.get()
        waiting.remove(task)
    return task.result()
