"""The offline engine in several processes.

Each worker is a Python process that reads items from a pipe and answers with outcomes, one at a time. When the parent
process is gone, for whatever reason, the pipe ends, and so does the worker: no process is left behind. A worker that
dies costs one document, whose line says so, and is replaced by another one.

The first workers are forks where that is safe, on Linux and before there are threads: a fork need not import the
package again, which takes longer than thirty articles. Elsewhere, and in place of a worker that died, they are new
processes.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Protocol

from ..errors import SummarizerError
from ..settings import Settings
from ..time_limit import time_limit_error
from .task import ItemProcessor

if TYPE_CHECKING:
    from .inputs import Item
    from .task import ItemProcessor, Outcome

# Items per worker that are under way or whose outcome waits for an earlier one: enough to keep every worker busy, few
# enough to bound the memory.
_READ_AHEAD = 4
# Seconds after which a worker is killed that does not end its work for a document by itself: it is within a library.
_GRACE = 5.0
# A file descriptor above all that a process may have open.
_MAX_DESCRIPTOR = 2**20


class _Process(Protocol):
    """The part of `subprocess.Popen` that a worker needs."""

    @property
    def pid(self) -> int: ...
    def kill(self) -> None: ...
    def wait(self) -> int: ...


class _Fork:
    """A fork of this process that runs a worker between two pipes.

    Attributes:
        pid: its process id.
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._code: int | None = None
        self._lock = threading.Lock()
        self.pid = os.fork()
        if self.pid == 0:
            _run_forked_worker(incoming, outgoing)

    def kill(self) -> None:
        """Kill it, unless it has been waited for: its id may belong to another process then."""
        with self._lock:
            if self._code is None:
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it is gone. Returns its exit code, negative for a signal."""
        with self._lock:
            if self._code is None:
                self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return self._code


class _Worker:
    """One worker process, seen from the parent.

    Args:
        fork: whether it is a fork of this process.
    """

    def __init__(self, settings: Settings, fork: bool = False) -> None:
        self._process, self._items, self._outcomes = _fork_worker() if fork else _spawn_worker()
        self.process_id = self._process.pid
        _send(self._items, settings)

    def run(self, item: Item) -> Outcome:
        """Summarise an item. Raises `EOFError` or `OSError` if the process is dead."""
        _send(self._items, item)
        outcome: Outcome = pickle.load(self._outcomes)  # safe: written by our own child process
        return outcome

    def stop(self) -> int:
        """Kill the process. Returns its exit code, negative for a signal."""
        self._process.kill()
        return self._process.wait()


class WorkerPool:
    """Several workers. A context manager.

    Args:
        count: how many; those that cannot be forked start when the first items come.
    """

    def __init__(self, task: ItemProcessor, count: int) -> None:
        self._task = task
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers = [_Worker(task.settings, fork=True) for _ in range(count if _may_fork() else 0)]
        for worker in self._workers:
            self._idle.put(worker)
        self._count = count
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *error: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._stop_workers()
        self._threads.shutdown()
        self._stop_workers()  # one that a thread has started meanwhile

    @property
    def processes(self) -> list[int]:
        """Process ids of all workers, dead ones included."""
        return [worker.process_id for worker in self._workers]

    def outcomes(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the outcomes of the items, in order. Items are drawn lazily, a few ahead."""
        pending: deque[Future[Outcome]] = deque()
        for item in items:
            pending.append(self._threads.submit(self._run_item, item))
            if len(pending) >= _READ_AHEAD * self._count:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def _stop_workers(self) -> None:
        for worker in list(self._workers):
            worker.stop()

    def _run_item(self, item: Item) -> Outcome:
        """Have an idle worker summarise an item. Runs in a thread, which waits while the worker works."""
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = _Worker(self._task.settings)
            self._workers.append(worker)
        allowed = self._task.settings.document_timeout
        is_late = threading.Event()

        def kill() -> None:
            is_late.set()
            worker.stop()

        timer = threading.Timer(allowed + _GRACE, kill)
        timer.start()
        try:
            outcome = worker.run(item)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = worker.stop()
            return self._task.error_outcome(item, time_limit_error(allowed) if is_late.is_set() else _crash_error(code))
        finally:
            timer.cancel()
        self._idle.put(worker)
        return outcome


def _crash_error(code: int) -> SummarizerError:
    """The error of an item whose worker died with this exit code."""
    reason = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    error = SummarizerError(f"the process that summarised it {reason}", "is the memory full? try fewer workers")
    error.exit_code, error.retryable = 3, True
    return error


def _may_fork() -> bool:
    """Whether forking is safe: a fork has all locks but not the threads that hold them, and macOS libraries break."""
    return sys.platform == "linux" and threading.active_count() == 1


def _fork_worker() -> tuple[_Process, BinaryIO, BinaryIO]:
    """Start a fork of this process. Returns it and the pipes to and from it."""
    incoming, items = os.pipe()
    outcomes, outgoing = os.pipe()
    process = _Fork(incoming, outgoing)
    os.close(incoming)
    os.close(outgoing)
    return process, open(items, "wb"), open(outcomes, "rb")


def _spawn_worker() -> tuple[_Process, BinaryIO, BinaryIO]:
    """Start a new process. Returns it and the pipes to and from it."""
    process = subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    return process, process.stdin, process.stdout  # type: ignore[return-value]  # IO[bytes] is a BinaryIO here


def _run_forked_worker(incoming: int, outgoing: int) -> NoReturn:
    """Run a worker in a fork, in place of everything that the parent would have gone on to do."""
    code = 1
    try:
        os.dup2(incoming, 0)
        os.dup2(outgoing, 1)
        os.closerange(3, _MAX_DESCRIPTOR)  # other workers' pipes too: each must end with the parent alone
        with open(0, "rb") as items, open(1, "wb") as outcomes:
            _run_worker(items, outcomes)
        code = 0
    finally:
        os._exit(code)


def _send(stream: BinaryIO, value: object) -> None:
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _run_worker(items: BinaryIO, outcomes: BinaryIO) -> None:
    """Read settings and then items, and write outcomes, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    sys.stdout = sys.stderr  # what a library prints must not mix with the outcomes

    task = ItemProcessor(pickle.load(items))
    while True:
        try:
            item: Item = pickle.load(items)
        except EOFError:
            return
        _send(outcomes, task.run_offline(item))


if __name__ == "__main__":
    _run_worker(sys.stdin.buffer, sys.stdout.buffer)
