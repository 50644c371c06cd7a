"""Running our coroutines from code that has no event loop, or has one of its own (a notebook)."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

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
    producer = _Producer(items, ahead)
    producer.start()
    try:
        while not isinstance(item := producer.ready.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        producer.stop()


@dataclass(frozen=True, slots=True)
class _End:
    """Stands behind the last item."""

    error: BaseException | None = None


class _Producer(Generic[T]):
    """The thread that runs the loop. Items wait in `ready`."""

    def __init__(self, items: AsyncIterator[T], ahead: int) -> None:
        self.ready: queue.Queue[T | _End] = queue.Queue(maxsize=ahead)
        self._items = items
        self._thread = threading.Thread(target=self._work, name="summarizer", daemon=True)
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, also in the middle: a caller that goes away does not wait for a server that is slow."""
        while self._thread.is_alive():
            if self._running:
                loop, task = self._running
                with suppress(RuntimeError):   # the loop is closed: all is done
                    loop.call_soon_threadsafe(task.cancel)
            with suppress(queue.Empty):   # room for one that waits to be put
                self.ready.get(timeout=0.05)

    def _work(self) -> None:
        try:
            asyncio.run(self._produce())
        except BaseException as error:
            self.ready.put(_End(error))
        else:
            self.ready.put(_End())

    async def _produce(self) -> None:
        task: asyncio.Task[None] = asyncio.current_task()   # type: ignore[assignment]  # a coroutine runs in a task
        self._running = asyncio.get_running_loop(), task
        async for item in self._items:
            if self.ready.full():
                await asyncio.to_thread(self.ready.put, item)
            else:
                self.ready.put_nowait(item)   # nobody else puts
