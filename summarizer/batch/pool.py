"""The offline engine in several processes.

Each worker is a plain Python process that reads items from its standard input and answers with outcomes, one at a time.
When the process that started it is gone, however it went, its input ends, and so does it: nothing is left behind. A
worker that dies takes one document with it, whose line says so; another worker takes its place.
"""

from __future__ import annotations

import pickle
import queue
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

from ..errors import SummarizerError
from ..settings import Settings

if TYPE_CHECKING:
    from .inputs import Item
    from .work import Outcome, Work

_AHEAD = 4   # items under way or waiting for their turn, per worker: enough to keep all busy, few enough to stay flat


class _Worker:
    """One process at work."""

    def __init__(self, settings: Settings) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin and self._process.stdout
        self._to: BinaryIO = self._process.stdin   # type: ignore[assignment]  # IO[bytes] is a BinaryIO here
        self._from: BinaryIO = self._process.stdout   # type: ignore[assignment]  # see above
        self.process_id = self._process.pid
        _send(self._to, settings)

    def __call__(self, item: Item) -> Outcome:
        """Raises `EOFError` or `OSError` when the process is dead."""
        _send(self._to, item)
        outcome: Outcome = pickle.load(self._from)   # our own child's words
        return outcome

    def end(self, patience: float = 5.0) -> int:
        """Have it end. Returns its exit code, negative for a signal."""
        self._process.kill()
        return self._process.wait(patience)


class Pool:
    """Several workers. A context manager.

    Args:
        count: how many; they start when the first items come.
    """

    def __init__(self, work: Work, count: int) -> None:
        self._work = work
        self._count = count
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers: list[_Worker] = []
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._end_all()
        self._threads.shutdown()   # a thread may just have started one
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


def _send(stream: BinaryIO, value: object) -> None:
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def main() -> None:
    """A worker: items come in, outcomes go out, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)   # Ctrl-C is for the process that started this one
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr   # what a library prints must not get between the answers
    from .work import Work

    work = Work(pickle.load(incoming))
    while True:
        try:
            item: Item = pickle.load(incoming)
        except EOFError:
            return
        _send(outgoing, work.offline(item))


if __name__ == "__main__":
    main()
