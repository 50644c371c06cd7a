"""Real processes, killed at random moments and inside writes: the resumed output is that of an uninterrupted run."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .articles import write_records

DOCUMENTS = 60
# A limit on the size of files kills the process by SIGXFSZ in the middle of the write that reaches it; Python ignores
# that signal unless told otherwise.
_MAIN = "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_DFL); from summarizer.cli.main import main; sys.exit(main())"

pytestmark = pytest.mark.slow


class Batch:
    """One input and its output, run by processes of its own."""

    def __init__(self, folder: Path, *options: str, name: str = "out.jsonl") -> None:
        self.output = folder / name
        self._command = [sys.executable, "-c", _MAIN, "batch", str(folder / "in.jsonl"), "-o", str(self.output), "--resume", *options]

    def start(self, most_bytes: int | None = None) -> subprocess.Popen[bytes]:
        def limit() -> None:
            if most_bytes is not None:
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

        return subprocess.Popen(self._command, stderr=subprocess.DEVNULL, preexec_fn=limit)

    def finish(self) -> bytes:
        assert self.start().wait(60) == 0
        return self.output.read_bytes()

    def size(self) -> int:
        return self.output.stat().st_size if self.output.exists() else 0

    def kill_when(self, size: int, pause: float) -> bool:
        """Kill a run that has come so far, a moment later. Returns whether it was still alive."""
        process = self.start()
        while self.size() < size and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(pause)
        alive = process.poll() is None
        process.kill()
        process.wait(10)
        return alive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_records(tmp_path / "in.jsonl", DOCUMENTS)
    return tmp_path


def _whole(folder: Path) -> bytes:
    batch = Batch(folder)
    whole = batch.finish()
    assert [json.loads(line)["id"] for line in whole.splitlines()] == [f"d{i}" for i in range(DOCUMENTS)]
    batch.output.unlink()
    return whole


def test_killed_at_random_moments(folder: Path) -> None:
    chance, batch, kills = random.Random(6), Batch(folder), 0
    whole = _whole(folder)
    while kills < 25:
        left = len(whole) - batch.size()
        kills += batch.kill_when(batch.size() + chance.randint(0, left // 4), chance.random() * 0.01)
        if left < len(whole) // 8:
            assert batch.finish() == whole
            batch.output.unlink()
    assert batch.finish() == whole


def test_killed_inside_writes(folder: Path) -> None:
    chance, batch, torn = random.Random(7), Batch(folder), 0
    whole = _whole(folder)
    for _ in range(25):
        limit = chance.randint(batch.size() + 1, len(whole) - 1)
        assert batch.start(limit).wait(60) == -signal.SIGXFSZ
        assert batch.output.read_bytes() == whole[:limit]
        torn += whole[limit - 1 : limit] != b"\n"
        if limit > 0.8 * len(whole):
            assert batch.finish() == whole
            batch.output.unlink()
    assert batch.finish() == whole
    assert torn > 20


def test_killed_with_workers_leaves_none_behind(folder: Path) -> None:
    whole = _whole(folder)
    batch = Batch(folder, "--workers", "2")
    for part in (0.1, 0.4, 0.7):
        process = batch.start()
        while batch.size() < part * len(whole) and process.poll() is None:
            time.sleep(0.001)
        workers = _children(process.pid)
        process.kill()
        process.wait(10)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert batch.finish() == whole


def test_interrupted_by_the_user(folder: Path) -> None:
    whole = _whole(folder)
    batch = Batch(folder)
    process = batch.start()
    while batch.size() < len(whole) // 20 and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert batch.output.read_bytes().endswith(b"\n") and whole.startswith(batch.output.read_bytes())
    assert batch.finish() == whole


def _children(pid: int) -> list[int]:
    """Processes whose parent is this one (Linux; elsewhere none are seen)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == pid:
            found.append(int(entry.parent.name))
    return found if os.name == "posix" else []
