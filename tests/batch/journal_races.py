"""Two processes that open one output at the same moment, over and over."""

from __future__ import annotations

import json
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from summarizer.batch.journal import Journal
from summarizer.errors import UsageError
from summarizer.models import BatchError, BatchLine

SETTINGS = "0123456789ab"
_DEADLINE = 30  # seconds after which a process that still waits is ended


def line_of(name: str, exit_code: int) -> bytes:
    """A line of output."""
    return BatchLine(id=name, source=name, settings=SETTINGS, error=BatchError(type="E", message="m", exit_code=exit_code)).json_line()


def race(folder: Path, seed: int) -> str:
    """Let two processes open an output. Returns what went wrong, or an empty text.

    The first to hold it keeps it until the other has been told; what both wrote, and what was there before, must be in
    the output or its backups.
    """
    chance = random.Random(seed)
    output = folder / f"{seed}.jsonl"
    before = [line_of(f"before{n}", chance.choice([1, 3])) for n in range(chance.randint(0, 3))]
    output.write_bytes(b"".join(before))
    kept = [line for line in before if b'"exit_code":1' in line]
    # With --resume, lines of failures of a server are dropped, which rewrites the file; without it, the file is moved.
    modes = [chance.random() < 0.6 for _ in range(2)]
    gate, told = os.pipe(), os.pipe()
    children = [_fork(lambda i=i: _contend(output, modes[i], f"child{i}", chance.random() * 2e-4, gate[0], told)) for i in range(2)]
    os.write(gate[1], b"go")
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    for descriptor in (*gate, *told):
        os.close(descriptor)
    files = [path for path in folder.glob(f"{seed}.jsonl*")]
    found = Counter(line for path in files for line in path.read_bytes().splitlines(keepends=True))
    written = [line_of(f"child{i}-{n}", 2) for i in range(2) for n in range(3)]
    for path in folder.glob(f"*{seed}.jsonl*"):
        path.unlink()
    if codes != [0, 7]:
        return f"race {seed}: ended with {codes}, not with one that works and one that is told"
    if missing := [line for line in kept if line not in found]:
        return f"race {seed}: lost {missing}"
    if sum(found[line] for line in written) != 3 or any(count > 1 for count in found.values()):
        return f"race {seed}: {json.dumps({line.decode(): n for line, n in found.items()})}"
    return ""


def _fork(act: Callable[[], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 9
    signal.alarm(_DEADLINE)
    try:
        code = act()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _contend(output: Path, resume: bool, name: str, delay: float, gate: int, told: tuple[int, int]) -> int:
    os.read(gate, 1)
    time.sleep(delay)
    try:
        journal = Journal(output, SETTINGS, resume)
    except UsageError as error:
        os.write(told[1], b"x")
        return 7 if "another batch is writing it" in str(error) else 8
    with closing(journal):
        os.read(told[0], 1)
        for n in range(3):
            journal.write(line_of(f"{name}-{n}", 2))
    return 0
