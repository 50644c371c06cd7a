"""Concurrency: coroutines run from synchronous code, bounded maps over many inputs, and shares of one CPU.

The module imports asyncio (20 ms), so the offline engine never imports it and its users import it inside functions.
Threads started here copy the context of the caller, so that a tracing span of the caller is the parent of ours.
"""

from __future__ import annotations

import asyncio
import gc
import queue
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Scheduling:
    """How coroutines share the loop and the memory.

    The first four keep the wall time of `python -m benchmarks.llm_clients` near its ideal: idle_round and max_rounds
    brought it from 1.044 to 1.009 times the ideal on 2026-11-24; the read-ahead factors date from the same day and were
    not measured one by one.

    Attributes:
        read_ahead: documents read and parsed ahead of those that wait for the server, as a multiple of the concurrency:
            a free slot finds its next request ready.
        read_ahead_in_order: the same where results keep the order of the items: one slow document holds back results
            that are ready, and these occupy places meanwhile.
        idle_round: seconds; a round of the event loop that took less had nothing to do.
        max_rounds: rounds of the loop given to the network before CPU work begins; sending a request takes ten.
        grace: seconds for requests under way when a map fails: an answer that has arrived, and was paid for, is kept.
            A choice, not a measurement.
    """

    read_ahead: float = 2.0
    read_ahead_in_order: float = 4.0
    idle_round: float = 5e-5
    max_rounds: int = 30
    grace: float = 5.0


SCHEDULING = Scheduling()


def run_coroutine(coroutine: Coroutine[None, None, T]) -> T:
    """Run a coroutine to its end, in a thread of its own if the caller's thread already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, coroutine).result()


def iterate_in_thread(items: AsyncIterator[T], buffer_size: int) -> Iterator[T]:
    """Iterate over an asynchronous iterator, which a background thread runs.

    Args:
        buffer_size: how many finished items may wait for the caller.
    """
    producer = _ProducerThread(items, buffer_size)
    producer.start()
    try:
        while not isinstance(item := producer.buffer.get(), _EndOfItems):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        producer.stop()


async def bounded_map(
    items: Iterable[T], function: Callable[[T], Awaitable[R]], concurrency: int, ordered: bool
) -> AsyncIterator[R]:
    """Yield the results of `function` for each item, with a bounded number of calls and results in memory.

    An exception of `function` ends the stream after the results of the calls that were under way and end soon.

    Args:
        items: drawn lazily, as there is room.
        concurrency: how many calls get past their limiter at a time; some more are started to prepare their requests.
        ordered: yield results in the order of the items, not of completion.
    """
    factor = SCHEDULING.read_ahead_in_order if ordered else SCHEDULING.read_ahead
    max_pending = int(concurrency * factor) + 1
    pending: deque[asyncio.Task[R]] = deque()
    completed: asyncio.Queue[asyncio.Task[R]] | None = None if ordered else asyncio.Queue()
    with _frozen_garbage_collector():
        try:
            for item in items:
                task = asyncio.ensure_future(function(item))
                pending.append(task)
                if completed is not None:
                    task.add_done_callback(completed.put_nowait)
                while len(pending) >= max_pending:
                    yield await _next_result(pending, completed)
            while pending:
                yield await _next_result(pending, completed)
        except Exception:
            if pending:
                await asyncio.wait(pending, timeout=SCHEDULING.grace)
            for task in pending:
                if task.done() and task.exception() is None:
                    yield task.result()
            raise
        finally:
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)


async def _next_result(pending: deque[asyncio.Task[R]], completed: asyncio.Queue[asyncio.Task[R]] | None) -> R:
    if completed is None:
        task = pending[0]
        await asyncio.wait([task])
        pending.popleft()
    else:
        task = await completed.get()
        pending.remove(task)
    return task.result()


@contextmanager
def _frozen_garbage_collector() -> Iterator[None]:
    """Exempt all existing objects from garbage collection: a full one takes 0.3 s, in which no request is sent."""
    freezes = gc.get_freeze_count() == 0
    if freezes:
        gc.freeze()
    try:
        yield
    finally:
        if freezes:
            gc.unfreeze()


class ConcurrencyLimiter:
    """A dispatcher of requests that bounds how many are under way at once, and nothing else."""

    def __init__(self, concurrency: int) -> None:
        self._slots = asyncio.Semaphore(concurrency)

    async def send(self, send: Callable[[], Awaitable[T]], request: Mapping[str, Any], endpoint: object) -> T:
        """Send a request as soon as a slot is free. Raises what `send` raises."""
        async with self._slots:
            return await send()


class CpuTurn:
    """A lock for work that keeps the CPU busy for milliseconds, such as parsing a document or checking an answer.

    One coroutine works at a time, and only after everything that the network has ready. Otherwise thirty answers that
    arrive together would all be checked before the next thirty requests are sent, and the server would idle.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def acquire(self) -> None:
        """Wait for the caller's turn, which lasts until it next awaits something: there is nothing to release."""
        async with self._lock:
            for _ in range(SCHEDULING.max_rounds):
                started = time.perf_counter()
                await asyncio.sleep(0)
                if time.perf_counter() - started < SCHEDULING.idle_round:
                    return


@dataclass(frozen=True, slots=True)
class _EndOfItems:
    """Follows the last item in the buffer."""

    error: BaseException | None = None


class _ProducerThread(Generic[T]):
    """The thread that runs the event loop and puts items into `buffer`."""

    def __init__(self, items: AsyncIterator[T], buffer_size: int) -> None:
        self.buffer: queue.Queue[T | _EndOfItems] = queue.Queue(maxsize=buffer_size)
        self._items = items
        self._thread = threading.Thread(target=copy_context().run, args=(self._run,), name="summarizer", daemon=True)
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Cancel and join the thread: a caller that stops early does not wait for a slow server."""
        while self._thread.is_alive():
            if self._running:
                loop, task = self._running
                with suppress(RuntimeError):  # the loop is closed: the thread is about to end
                    loop.call_soon_threadsafe(task.cancel)
            with suppress(queue.Empty):  # make room for a `put` that blocks
                self.buffer.get(timeout=0.05)

    def _run(self) -> None:
        try:
            asyncio.run(self._produce())
        except BaseException as error:
            self.buffer.put(_EndOfItems(error))
        else:
            self.buffer.put(_EndOfItems())

    async def _produce(self) -> None:
        task: asyncio.Task[None] = asyncio.current_task()  # type: ignore[assignment]  # a coroutine runs in a task
        self._running = asyncio.get_running_loop(), task
        async for item in self._items:
            if self.buffer.full():
                await asyncio.to_thread(self.buffer.put, item)
            else:
                self.buffer.put_nowait(item)  # this thread is the only producer
