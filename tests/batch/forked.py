"""`summarizer` in real processes, forked from one that has loaded it: none spends its first second on loading."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import NamedTemporaryFile, TemporaryDirectory

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.batch.preloaded"])
_DEADLINE = 120  # seconds for one run, which takes less than one where no other test has the processor


def start(
    arguments: Sequence[str],
    environment: Mapping[str, str] = {},
    said: Path | str = os.devnull,
    most_bytes: int | None = None,
    prepare: Callable[[], object] | None = None,
    printed: Path | str = os.devnull,
) -> BaseProcess:
    """Start `summarizer ARGUMENTS`; what it prints on stdout and stderr is added to the files `printed` and `said`.

    Args:
        environment: added to the environment of the test.
        most_bytes: the write that makes a file larger than this kills the process by SIGXFSZ, which Python ignores
            unless told otherwise.
        prepare: called in the process first.
    """
    process = _FORKS.Process(target=_run_main, args=(list(arguments), {**os.environ, **environment}, (str(printed), str(said)), most_bytes, prepare))
    process.start()
    return process


def wait(process: BaseProcess) -> int:
    """The exit code of a process; the negative signal that killed it. One that hangs is killed."""
    process.join(_DEADLINE)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode or 0


def run(arguments: Sequence[str], environment: Mapping[str, str] = {}, prepare: Callable[[], object] | None = None) -> CompletedProcess[str]:
    """Run `summarizer ARGUMENTS` to its end. Returns its exit code and what it printed."""
    with NamedTemporaryFile() as printed, NamedTemporaryFile() as said:
        code = wait(start(arguments, environment, said.name, None, prepare, printed.name))
        return CompletedProcess(arguments, code, printed.read().decode(), said.read().decode())


@contextmanager
def serve() -> Iterator[str]:
    """Run what `tests/contract/forked_command.py` asks for, each command in a process. Gives the path of the socket."""
    with TemporaryDirectory(prefix="forks") as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(path := f"{folder}/socket")
        server.listen()
        process = _FORKS.Process(target=_accept_commands, args=(server,))
        process.start()
        yield path
        process.kill()
        process.join()


def _accept_commands(server: socket.socket) -> None:
    running: list[int] = []
    while True:
        connection, _ = server.accept()
        running = [child for child in running if os.waitpid(child, os.WNOHANG) == (0, 0)]
        if (child := os.fork()) == 0:
            os._exit(_run_command(connection))
        running.append(child)
        connection.close()


def _run_command(connection: socket.socket) -> int:
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile("rb") as request:
        arguments, folder, environment = json.loads(request.read())
    for descriptor, stream in enumerate(streams):
        os.dup2(stream, descriptor)
        os.close(stream)
    os.chdir(folder)
    with open(0, closefd=False) as sys.stdin:
        code = _run_in_environment(arguments, environment)
    connection.sendall(bytes([code]))
    return 0


def _run_main(arguments: list[str], environment: dict[str, str], outputs: tuple[str, str], most_bytes: int | None, prepare: Callable[[], object] | None) -> None:
    for descriptor, path in enumerate(outputs, 1):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, descriptor)
        os.close(opened)
    if most_bytes is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    if prepare:
        prepare()
    sys.exit(_run_in_environment(arguments, environment))


def _run_in_environment(arguments: list[str], environment: dict[str, str]) -> int:
    from summarizer.cli.main import main

    os.environ.clear()
    os.environ.update(environment)
    with open(1, "w", closefd=False) as sys.stdout, open(2, "w", closefd=False) as sys.stderr:
        return main(arguments)
