"""Running our coroutines from code that has no event loop, or has one of its own (a notebook)."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
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
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[object] | None]] = []

    async def produce() -> None:
        running.append((asyncio.get_running_loop(), asyncio.current_task()))
        async for item in items:
            await asyncio.to_thread(ready.put, item)
            if stop.is_set():
                break

    def work() -> None:
        try:
            asyncio.run(produce())
        except BaseException as error:
            ready.put(error)
        else:
            ready.put(done)

    thread = threading.Thread(target=work, name="summarizer", daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not done:
            if isinstance(item, BaseException):
                raise item
            yield item   # type: ignore[misc]  # the queue is typed for the two marks as well
    finally:
        stop.set()
        for loop, task in running:   # a caller that goes away does not wait for a server that is slow
            with suppress(RuntimeError):   # the loop is closed: all is done
                loop.call_soon_threadsafe(task.cancel if task else stop.set)
        while thread.is_alive():
            try:
                ready.get(timeout=0.05)
            except queue.Empty:
                continue
