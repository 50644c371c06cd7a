"""A worker process that answers one request at a time, within limits of memory and time.

Code that may crash or never end runs there: the worker is killed or dies, and its parent goes on. It is started at
first use as a script, neither forked (which breaks threads) nor spawned by `multiprocessing` (which imports the user's
program again), and kept: a start takes 75 to 110 ms, a request less than a millisecond (2026-11-24). It has no
descriptor but three pipes and the null device, and ends with its parent, however that ends.
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
    """The worker ended during a request.

    Attributes:
        timed_out: it was killed because the time was over.
    """

    def __init__(self, timed_out: bool) -> None:
        super().__init__(timed_out)
        self.timed_out = timed_out


class WorkerProcess:
    """A script that answers requests, started when needed and restarted when it has died.

    Args:
        script: what it runs, with its memory limit and our `sys.path` as arguments.
        memory: in bytes, enforced where the system can limit it.
        seconds: time limit of a request.
    """

    def __init__(self, script: Path, memory: int, seconds: float) -> None:
        self.memory, self.seconds = memory, seconds
        self._script = script
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.stop)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._abandon)

    def request(self, *messages: bytes) -> bytes:
        """Send a request of several messages and return the answer. Threads wait for one another.

        Raises:
            WorkerDied: during its first request, or twice. A worker that dies at a later one is restarted and asked
                again, because an earlier request may be to blame.
        """
        with self._lock:
            is_used = self._process is not None and self._process.poll() is None
            try:
                return self._exchange(messages)
            except WorkerDied as error:
                if error.timed_out or not is_used:
                    raise
                return self._exchange(messages)

    def _exchange(self, messages: tuple[bytes, ...]) -> bytes:
        process = self._ensure_running()
        timed_out = threading.Event()

        def kill() -> None:
            timed_out.set()
            process.kill()

        timer = threading.Timer(self.seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin and process.stdout
            for message in messages:
                send(process.stdin, message)
            return receive(process.stdout)
        except (EOFError, OSError):
            self.stop()
            raise WorkerDied(timed_out.is_set()) from None
        except BaseException:  # Ctrl-C: the answer to this request must not be taken for the next one's
            self.stop()
            raise
        finally:
            timer.cancel()

    def _ensure_running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            # Isolated (-I) and without `site` (-S): nothing but our path decides what it imports.
            command = [sys.executable, "-I", "-S", str(self._script), str(self.memory), *sys.path]
            # In a session of its own: Ctrl-C is for the parent, and must not look like a fault of the file.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
        return self._process

    def stop(self) -> None:
        """Kill the worker, if it runs, and release its pipes."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError), process:  # waits, and closes the pipes
                pass

    def _abandon(self) -> None:
        """Forget the worker in a forked process: it is the parent's, and a thread that is gone may hold the lock."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None and process.stdin and process.stdout:
            process.returncode = 0  # else its end would be a ResourceWarning
            process.stdin.close()
            process.stdout.close()
