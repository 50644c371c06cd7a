"""Real processes, killed at random moments and inside writes: the resumed output is that of an uninterrupted run."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from . import forked
from .articles import write_records

DOCUMENTS = 60
pytestmark = pytest.mark.slow


class Batch:
    """One input and its output, run by processes of its own."""

    def __init__(self, folder: Path, *options: str, name: str = "out.jsonl") -> None:
        self.output = folder / name
        self._arguments = ["batch", str(folder / "in.jsonl"), "-o", str(self.output), "--resume", *options]

    def start(self, most_bytes: int | None = None) -> BaseProcess:
        return forked.start(self._arguments, most_bytes=most_bytes)

    def finish(self) -> bytes:
        assert forked.wait(self.start()) == 0
        return self.output.read_bytes()

    def size(self) -> int:
        return self.output.stat().st_size if self.output.exists() else 0

    def kill_when(self, size: int, pause: float) -> bool:
        """Kill a run that has come so far, a moment later. Returns whether it was still alive."""
        process = self.start()
        while self.size() < size and process.is_alive():
            time.sleep(0.0005)
        time.sleep(pause)
        process.kill()
        return forked.wait(process) == -signal.SIGKILL


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
        assert forked.wait(batch.start(limit)) == -signal.SIGXFSZ
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
        while batch.size() < part * len(whole) and process.is_alive():
            time.sleep(0.001)
        workers = _children(process.pid)
        process.kill()
        forked.wait(process)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert batch.finish() == whole


def test_interrupted_by_the_user(folder: Path) -> None:
    whole = _whole(folder)
    batch = Batch(folder)
    process = batch.start()
    while batch.size() < len(whole) // 20 and process.is_alive():
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGINT)
    assert forked.wait(process) == 130
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
