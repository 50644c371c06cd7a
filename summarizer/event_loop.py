"""Running our coroutines, also from code that has no event loop or has one of its own (a notebook); turns at work.

Our threads carry on the context of the caller: a span of tracing in which it stands is the parent of ours.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_AT_REST = 5e-5  # seconds of a round of the loop in which nothing was done
_MOST_ROUNDS = 30  # to send a request takes ten


def run(coroutine: Coroutine[None, None, T]) -> T:
    """Run a coroutine to its end, in a thread of its own when the caller's thread already runs a loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, coroutine).result()


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


class Turns:
    """Turns at work that takes milliseconds of the processor, such as reading a document or checking an answer.

    One at a time, and each after all that the network has ready: thirty answers that come at once would else be checked
    before the first of the next thirty requests is sent, and the server would wait meanwhile.
    """

    def __init__(self) -> None:
        self._line = asyncio.Lock()

    async def mine(self) -> None:
        """Return when it is the caller's turn, which lasts until it next awaits something."""
        async with self._line:
            for _ in range(_MOST_ROUNDS):
                started = time.perf_counter()
                await asyncio.sleep(0)
                if time.perf_counter() - started < _AT_REST:
                    return


@dataclass(frozen=True, slots=True)
class _End:
    """Stands behind the last item."""

    error: BaseException | None = None


class _Producer(Generic[T]):
    """The thread that runs the loop. Items wait in `ready`."""

    def __init__(self, items: AsyncIterator[T], ahead: int) -> None:
        self.ready: queue.Queue[T | _End] = queue.Queue(maxsize=ahead)
        self._items = items
        self._thread = threading.Thread(target=copy_context().run, args=(self._work,), name="summarizer", daemon=True)
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, also in the middle: a caller that goes away does not wait for a server that is slow."""
        while self._thread.is_alive():
            if self._running:
                loop, task = self._running
                with suppress(RuntimeError):  # the loop is closed: all is done
                    loop.call_soon_threadsafe(task.cancel)
            with suppress(queue.Empty):  # room for one that waits to be put
                self.ready.get(timeout=0.05)

    def _work(self) -> None:
        try:
            asyncio.run(self._produce())
        except BaseException as error:
            self.ready.put(_End(error))
        else:
            self.ready.put(_End())

    async def _produce(self) -> None:
        task: asyncio.Task[None] = asyncio.current_task()  # type: ignore[assignment]  # a coroutine runs in a task
        self._running = asyncio.get_running_loop(), task
        async for item in self._items:
            if self.ready.full():
                await asyncio.to_thread(self.ready.put, item)
            else:
                self.ready.put_nowait(item)  # nobody else puts
