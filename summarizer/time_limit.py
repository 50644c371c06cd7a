"""A limit on the time that this machine works on one document.

In the main thread a timer of the system interrupts the work, a slow regular expression included. Other threads, to
which Python delivers no signals, get an exception from one timer thread as soon as they are between two instructions.
Waiting for a server does not count: requests have limits of their own.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Coroutine, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Any, Generic, TypeVar

from .errors import TimeLimitError

T = TypeVar("T")

# Seconds between two interruptions: the first one may be swallowed by code that handles exceptions of any kind, or fall
# into an import, which would leave half a module behind.
_REPEAT = 0.5
_IDLE = 1.0  # seconds without a block after which the timer thread ends; set on 2026-11-30, not measured


class _TimeIsUp(BaseException):
    """Not an `Exception`: code that survives any of those must not survive this."""


def limit_time(seconds: float, allowed: float | None = None) -> AbstractContextManager[None]:
    """Limit a block to so many seconds.

    Args:
        allowed: what the error says was allowed, where that is more.

    Raises:
        TimeLimitError: the block took longer.
    """
    may_use_signals = (
        hasattr(signal, "SIGALRM")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)
    )
    limit = _limit_by_signal if may_use_signals else _limit_by_thread
    return limit(max(seconds, 1e-3), seconds if allowed is None else allowed)


@contextmanager
def limit_article(name: str, seconds: float) -> Iterator[None]:
    """Limit the work on one of several articles to so many seconds.

    Raises:
        TimeLimitError: it took longer; the message begins with the name.
    """
    with name_article(name), limit_time(seconds):
        yield


@contextmanager
def name_article(name: str) -> Iterator[None]:
    """Begin the message of a `TimeLimitError` with the name of an article."""
    try:
        yield
    except TimeLimitError as error:
        raise TimeLimitError(f"{name}: {error.message}", error.hint) from None


class limit_steps(Generic[T]):  # an awaitable, used like a function
    """Await a coroutine whose own work, without what it waits for, is limited to so many seconds.

    Raises:
        TimeLimitError: it took longer.
    """

    def __init__(self, coroutine: Coroutine[Any, Any, T], seconds: float) -> None:
        self._coroutine = coroutine
        self._seconds = seconds

    def __await__(self) -> Generator[Any, Any, T]:
        left, sent, thrown = self._seconds, None, None
        while True:
            started = time.perf_counter()
            with limit_time(left, self._seconds):
                try:
                    awaited = self._coroutine.send(sent) if thrown is None else self._coroutine.throw(thrown)
                except StopIteration as finished:
                    result: T = finished.value
                    return result
            left -= time.perf_counter() - started
            sent = thrown = None
            try:
                sent = yield awaited
            except BaseException as error:
                thrown = error


@contextmanager
def _limit_by_signal(seconds: float, allowed: float) -> Iterator[None]:
    is_active = True

    def interrupt(number: int, frame: FrameType | None) -> None:
        if is_active and not _is_importing(frame):
            raise _TimeIsUp

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, _REPEAT)
    try:
        try:
            yield
        finally:
            is_active = False
    except _TimeIsUp:
        is_active = False
        raise time_limit_error(allowed) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@dataclass(slots=True, eq=False)
class _Block:
    """A block of a thread that is to be left at a time of `time.monotonic`."""

    thread: int
    due: float
    is_interrupted: bool = False


class _Timer:
    """One thread that interrupts the blocks of all others; a thread for each block took a third of a batch's CPU time.

    It starts with the first block and ends when it has had none for a while. Measured on 2026-11-30 by
    `python -m benchmarks.llm_clients`: 200 documents, 32 at a time.
    """

    def __init__(self) -> None:
        # Neither is of Python code, in which an interruption could fall between taking a lock and holding it.
        self._lock = threading.Lock()
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._blocks: set[_Block] = set()
        self._wakes_at = 0.0
        self._is_running = False

    def add(self, block: _Block) -> None:
        """Interrupt a block from its time on, until it is removed."""
        with self._lock:
            self._blocks.add(block)
            if not self._is_running:
                threading.Thread(target=self._run, name="summarizer-limit", daemon=True).start()
                self._is_running = True
            elif block.due < self._wakes_at:
                self._woken.put(None)

    def remove(self, block: _Block) -> None:
        """Interrupt a block no more; an interruption that is on its way does not arrive."""
        with self._lock:
            self._blocks.discard(block)
            if block.is_interrupted:
                block.is_interrupted = False
                _raise_in_thread(block.thread, None)

    def _run(self) -> None:
        while True:
            with self._lock:
                self._is_running = bool(self._blocks)
                if not self._is_running:
                    return
                now = time.monotonic()
                for block in self._blocks:
                    if block.due <= now:
                        block.due = now + _REPEAT
                        self._interrupt(block)
                self._wakes_at = min(now + _IDLE, *(block.due for block in self._blocks))
            with suppress(Empty):
                self._woken.get(timeout=self._wakes_at - now)

    def _interrupt(self, block: _Block) -> None:
        if not _is_importing(sys._current_frames().get(block.thread)):
            block.is_interrupted = True
            _raise_in_thread(block.thread, _TimeIsUp)


_timer = _Timer()


def _forget_timer() -> None:
    """A process that is forked has none of its parent's threads, and locks as they were."""
    global _timer
    _timer = _Timer()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_timer)


@contextmanager
def _limit_by_thread(seconds: float, allowed: float) -> Iterator[None]:
    timer, block = _timer, _Block(threading.get_ident(), time.monotonic() + seconds)
    try:
        try:
            timer.add(block)
            yield
        finally:
            timer.remove(block)
    except _TimeIsUp:
        timer.remove(block)
        raise time_limit_error(allowed) from None


def _raise_in_thread(thread: int, exception: type[BaseException] | None) -> None:
    """Have an exception raised in a thread as soon as it is between two instructions; None for one no more."""
    import ctypes  # only here: it takes 10 ms

    raised = None if exception is None else ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def time_limit_error(seconds: float, what: str = "the document") -> TimeLimitError:
    """The error of a document that takes longer than so many seconds."""
    return TimeLimitError(f"{what} is not done after {seconds:g} s", "allow more with --document-timeout, or divide it")
