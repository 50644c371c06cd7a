"""The offline engine in several processes.

Each worker is a Python process that reads items from a pipe and answers with outcomes, one at a time. When the process
that started it is gone, however it went, the pipe ends, and so does the worker: nothing is left behind. A worker that
dies takes one document with it, whose line says so; another worker takes its place.

The first workers are forks where that is safe, on Linux and before there are threads: what is imported is not imported
again, which takes longer than thirty articles. Elsewhere, and in place of one that died, they are new processes.
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

if TYPE_CHECKING:
    from .inputs import Item
    from .task import Outcome, Work

_AHEAD = 4  # items under way or waiting for their turn, per worker: enough to keep all busy, few enough to stay flat
_ALL_FILES = 2**20  # more than a process may have open


class _Process(Protocol):
    """As much of `subprocess.Popen` as we need."""

    @property
    def pid(self) -> int: ...
    def kill(self) -> None: ...
    def wait(self) -> int: ...


class _Fork:
    """A copy of this process that runs a worker between two pipes.

    Attributes:
        pid: its process id.
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._code: int | None = None
        self._lock = threading.Lock()
        self.pid = os.fork()
        if self.pid == 0:
            _become_worker(incoming, outgoing)

    def kill(self) -> None:
        """End it."""
        with self._lock:
            if self._code is None:  # else its number may be another's by now
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code, negative for a signal, once it is gone."""
        with self._lock:
            if self._code is None:
                self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return self._code


class _Worker:
    """One process at work.

    Args:
        fork: whether it may be a copy of this process.
    """

    def __init__(self, settings: Settings, fork: bool = False) -> None:
        self._process, self._to, self._from = _forked() if fork else _started()
        self.process_id = self._process.pid
        _send(self._to, settings)

    def __call__(self, item: Item) -> Outcome:
        """Raises `EOFError` or `OSError` when the process is dead."""
        _send(self._to, item)
        outcome: Outcome = pickle.load(self._from)  # our own child's words
        return outcome

    def end(self) -> int:
        """Have it end. Returns its exit code, negative for a signal."""
        self._process.kill()
        return self._process.wait()


class Pool:
    """Several workers. A context manager.

    Args:
        count: how many; those that cannot be forked start when the first items come.
    """

    def __init__(self, work: Work, count: int) -> None:
        self._work = work
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers = [_Worker(work.settings, fork=True) for _ in range(count if _may_fork() else 0)]
        for worker in self._workers:
            self._idle.put(worker)
        self._count = count
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._end_all()
        self._threads.shutdown()  # a thread may just have started one
        self._end_all()

    @property
    def processes(self) -> list[int]:
        """The workers' process ids, those that are gone included."""
        return [worker.process_id for worker in self._workers]

    def outcomes(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """What becomes of the items, in their order. Few are drawn ahead."""
        waiting: deque[Future[Outcome]] = deque()
        for item in items:
            waiting.append(self._threads.submit(self._one, item))
            if len(waiting) >= _AHEAD * self._count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _end_all(self) -> None:
        for worker in list(self._workers):
            worker.end()

    def _one(self, item: Item) -> Outcome:
        """One item, by a worker that is idle. Runs in a thread, which waits while the worker works."""
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = _Worker(self._work.settings)
            self._workers.append(worker)
        try:
            outcome = worker(item)
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._work.failed(item, _death(worker.end()))
        self._idle.put(worker)
        return outcome


def _death(code: int) -> SummarizerError:
    how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    error = SummarizerError(f"the process that summarised it {how}", "is the memory full? try fewer workers")
    error.exit_code, error.retryable = 3, True
    return error


def _may_fork() -> bool:
    """A copy of a process with threads has their locks and not the threads; other systems' libraries do not bear it."""
    return sys.platform == "linux" and threading.active_count() == 1


def _forked() -> tuple[_Process, BinaryIO, BinaryIO]:
    """A worker that is a copy of this process, and the pipes to and from it."""
    incoming, to = os.pipe()
    back, outgoing = os.pipe()
    process = _Fork(incoming, outgoing)
    os.close(incoming)
    os.close(outgoing)
    return process, open(to, "wb"), open(back, "rb")


def _started() -> tuple[_Process, BinaryIO, BinaryIO]:
    """A worker that is a new process, and the pipes to and from it."""
    process = subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    return process, process.stdin, process.stdout  # type: ignore[return-value]  # IO[bytes] is a BinaryIO here


def _become_worker(incoming: int, outgoing: int) -> NoReturn:
    """What a copy does in place of everything that its original would have done."""
    code = 1
    try:
        os.dup2(incoming, 0)
        os.dup2(outgoing, 1)
        os.closerange(3, _ALL_FILES)  # the other workers' pipes among them: each is to end with its original alone
        with open(0, "rb") as items, open(1, "wb") as outcomes:
            _serve(items, outcomes)
        code = 0
    finally:
        os._exit(code)


def _send(stream: BinaryIO, value: object) -> None:
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Items come in, outcomes go out, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    from .task import Work

    work = Work(pickle.load(incoming))
    while True:
        try:
            item: Item = pickle.load(incoming)
        except EOFError:
            return
        _send(outgoing, work.offline(item))


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
