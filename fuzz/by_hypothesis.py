"""Fuzzing by hypothesis: cases are random, so that the plain ones are tried as often as the strange ones."""

from __future__ import annotations

import random
import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from .targets import checked, smallest

# hypothesis remembers the cases of a round, 50,000 of them in 100 MB; a slow target shows its number after one.
_ROUND = 2_000
# Bytes of a case, and cases of a draw: one for each case would take more time than some targets. Hypothesis draws bytes
# one by one, each as likely as the others, so that a few of them and a generator of numbers give the same cases sooner.
_SIZE, _TOGETHER = 128, 16
_SEEDS = st.binary(min_size=16, max_size=16)


def run(target: str, options: list[str]) -> None:
    """Run a target on `-runs=N` cases (1,000,000), beginning with `-seed=N` (1); exits with 1 when one fails."""
    numbers = dict(option.lstrip("-").split("=") for option in options)
    runs, first = int(numbers.get("runs", 1_000_000)), int(numbers.get("seed", 1))
    started, done = time.monotonic(), 0
    while done < runs:
        count = min(_ROUND, runs - done)
        failing = _round(target, count, first + done)
        if failing is not None:
            _report(target, smallest(target, failing))
            sys.exit(f"{target}: a case failed in the round of seed {first + done}")
        done += count
        print(f"{target}: {done:,} cases, {done / (time.monotonic() - started):,.0f} a second", flush=True)


def _round(target: str, count: int, start: int) -> bytes | None:
    """Run so many cases, or a few more; one that failed."""
    failing: list[bytes] = []

    # Failures are made smaller by `smallest`, which knows what a case is.
    @seed(start)
    @settings(
        max_examples=-(-count // _TOGETHER),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(_SEEDS)
    def cases(drawn: bytes) -> None:
        source = random.Random(drawn)
        for _ in range(_TOGETHER):
            raw = source.randbytes(_SIZE)
            try:
                checked(target, raw)
            except Exception:
                failing.append(raw)
                raise

    try:
        cases()
    except Exception:
        if not failing:
            raise
    return min(failing, key=len, default=None)


def _report(target: str, raw: bytes) -> None:
    try:
        checked(target, raw)
    except Exception:
        traceback.print_exc()
