"""Offline batches: speed-up by a second worker, and peak memory for a hundred thousand documents.

    python -m benchmarks.batch [--documents 100000] [--rounds 3] [--only speed|memory]

The articles are made on the spot. Speed: one worker and two in turn on the same 600, then 2,400 articles of 3,000
characters (what is loaded before the first one is not divided); the ratio of the medians counts on a busy machine. Memory: peak of the whole process tree's largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.batch.articles import article

COUNTS = (600, 2_400)
RATIO, MEGABYTES = 1.8, 100.0
_DIFFERENT = 64  # articles; more would measure how fast they are made


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("speed", "memory"))
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.only != "memory":
            missed |= any([_speed(folder, options.rounds, count) for count in COUNTS])
        if options.only != "speed":
            missed |= _memory(folder, options.documents)
    return int(missed)


def _speed(folder: Path, rounds: int, count: int) -> bool:
    path = folder / "speed.jsonl"
    _write(path, count, 3_000)
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, taken in times.items():
            taken.append(_run(path, workers)[0])
    one, two = (statistics.median(taken) for taken in times.values())
    print(f"{count:,} documents, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"1 worker   {one:6.2f} s   {count / one:6.0f}/s")
    print(f"2 workers  {two:6.2f} s   {count / two:6.0f}/s   {one / two:.2f} times one   target {RATIO}")
    return one / two < RATIO


def _memory(folder: Path, documents: int) -> bool:
    path, sizes = folder / "memory.jsonl", []
    for count in (100, documents):
        _write(path, count, 400)
        seconds, megabytes = _run(path, 2)
        sizes.append(megabytes)
        print(f"{count:9,} documents   {megabytes:6.0f} MB   {count / seconds:6.0f}/s")
    print(f"{sizes[1] - sizes[0]:+9.0f} MB   target {MEGABYTES:.0f}")
    return sizes[1] - sizes[0] > MEGABYTES


def _run(path: Path, workers: int) -> tuple[float, float]:
    """Seconds, and megabytes at the peak."""
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "batch",
        str(path),
        "-o",
        str(path.with_suffix(".out")),
        "--workers",
        str(workers),
    ]
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _write(path: Path, count: int, characters: int) -> None:
    texts = [article(("en", "zh")[i % 2], characters, i) for i in range(_DIFFERENT)]
    with path.open("w", encoding="utf-8") as file:
        for i in range(count):
            text = f"{texts[i % _DIFFERENT]}\n\nDocument {i} ends here."
            file.write(json.dumps({"id": f"document-{i:07}", "text": text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
