"""A child process that does one thing at a time for us, within limits of memory and time.

What may crash or never end is put there: the child is killed or dies, and its parent goes on. It is started at first
use by its file, neither forked (threads) nor spawned by `multiprocessing` (which imports the user's program again), and
kept: a start takes a tenth of a second, a question less than a millisecond. It has no descriptor but three pipes and
the null device, and ends with its parent, however that ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

from .pdf_worker import receive, send


class WorkerDied(Exception):
    """The child ended over a request.

    Attributes:
        late: it was killed because the time was over.
    """

    def __init__(self, late: bool) -> None:
        super().__init__(late)
        self.late = late


class WorkerProcess:
    """A script that answers requests, started when it is needed and again when it is gone.

    Args:
        script: what it runs, with its memory and our `sys.path` as arguments.
        memory: in bytes, where the system can limit it.
        seconds: for an answer.
    """

    def __init__(self, script: Path, memory: int, seconds: float) -> None:
        self.memory, self.seconds = memory, seconds
        self._script = script
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def ask(self, *messages: bytes) -> bytes:
        """The answer to a request; of several threads one after another.

        Raises:
            Died: twice, or at its first request: none shall suffer for what one before it left behind.
        """
        with self._lock:
            used = self._process is not None and self._process.poll() is None
            try:
                return self._answer(messages)
            except WorkerDied as error:
                if error.late or not used:
                    raise
                return self._answer(messages)

    def _answer(self, messages: tuple[bytes, ...]) -> bytes:
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin and process.stdout
            for message in messages:
                send(process.stdin, message)
            return receive(process.stdout)
        except (EOFError, OSError):
            self.end()
            raise WorkerDied(late.is_set()) from None
        except BaseException:  # Ctrl-C: the answer to this request must not be taken for that to the next
            self.end()
            raise
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            # Alone with our path: no settings, no `site`, nothing of the folder it stands in.
            command = [sys.executable, "-I", "-S", str(self._script), str(self.memory), *sys.path]
            # A session of its own: Ctrl-C is for the parent, and a file is not to blame for it.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
        return self._process

    def end(self) -> None:
        """Stop the child, if there is one, and leave nothing of it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError), process:  # waits, and closes the pipes
                pass

    def _forget(self) -> None:
        """In a forked process: the child is the parent's, the lock may be held by a thread that is not here."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None and process.stdin and process.stdout:
            process.returncode = 0  # or its end would be a ResourceWarning
            process.stdin.close()
            process.stdout.close()
