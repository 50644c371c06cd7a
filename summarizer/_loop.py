"""Running our coroutines from code that has no event loop, or has one of its own (a notebook)."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[None, None, T]) -> T:
    """Run a coroutine to its end, in a thread of its own when the caller's thread already runs a loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def iterate(items: AsyncIterator[T], ahead: int) -> Iterator[T]:
    """The items of an asynchronous iterator, produced in a thread while the caller consumes.

    Args:
        ahead: how many finished items may wait for the caller.
    """
    done = object()
    stop = threading.Event()
    ready: queue.Queue[object] = queue.Queue(maxsize=ahead)

    async def produce() -> None:
        try:
            async for item in items:
                await asyncio.to_thread(ready.put, item)
                if stop.is_set():
                    break
            await asyncio.to_thread(ready.put, done)
        except BaseException as error:
            await asyncio.to_thread(ready.put, error)

    thread = threading.Thread(target=lambda: asyncio.run(produce()), name="summarizer", daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not done:
            if isinstance(item, BaseException):
                raise item
            yield item   # type: ignore[misc]  # the queue is typed for the two marks as well
    finally:
        stop.set()
        while thread.is_alive():
            try:
                ready.get(timeout=0.05)
            except queue.Empty:
                continue
