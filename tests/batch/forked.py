"""`summarizer` in real processes, forked from one that has loaded it: none spends its first second on loading."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import NamedTemporaryFile

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.batch.preloaded"])
_DEADLINE = 120  # seconds for one run, which takes less than one where no other test has the processor


def start(
    arguments: Sequence[str],
    environment: Mapping[str, str] = {},
    said: Path | str = os.devnull,
    most_bytes: int | None = None,
    prepare: Callable[[], None] | None = None,
) -> BaseProcess:
    """Start `summarizer ARGUMENTS`; what it prints on stderr is added to the file `said`.

    Args:
        environment: added to the environment of the test.
        most_bytes: the write that makes a file larger than this kills the process by SIGXFSZ, which Python ignores
            unless told otherwise.
        prepare: called in the process first.
    """
    process = _FORKS.Process(target=_run_main, args=(list(arguments), {**os.environ, **environment}, str(said), most_bytes, prepare))
    process.start()
    return process


def wait(process: BaseProcess) -> int:
    """The exit code of a process; the negative signal that killed it. One that hangs is killed."""
    process.join(_DEADLINE)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode or 0


def run(arguments: Sequence[str], environment: Mapping[str, str] = {}) -> CompletedProcess[str]:
    """Run `summarizer ARGUMENTS` to its end. Returns its exit code and what it said on stderr."""
    with NamedTemporaryFile() as said:
        code = wait(start(arguments, environment, said.name))
        return CompletedProcess(arguments, code, stderr=said.read().decode())


def _run_main(arguments: list[str], environment: dict[str, str], said: str, most_bytes: int | None, prepare: Callable[[], None] | None) -> None:
    from summarizer.cli.main import main

    os.environ.clear()
    os.environ.update(environment)
    for descriptor, path in ((1, os.devnull), (2, said)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, descriptor)
        os.close(opened)
    if most_bytes is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    if prepare:
        prepare()
    with open(1, "w", closefd=False) as sys.stdout, open(2, "w", closefd=False) as sys.stderr:
        sys.exit(main(arguments))
