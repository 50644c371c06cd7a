"""Fuzzing by hypothesis: cases are random, so that the plain ones are tried as often as the strange ones."""

from __future__ import annotations

import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from .targets import checked, smallest

# hypothesis remembers the cases of a round; so many take 100 MB.
_ROUND = 50_000
_SIZE = 128  # bytes of a case, as one number: a draw for each would take more time than most targets
_CASES = st.integers(0, 256**_SIZE - 1)


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
    """Run so many cases; one that failed."""
    failing: list[bytes] = []

    # Failures are made smaller by `smallest`, which sees bytes where hypothesis sees one number.
    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(_CASES)
    def case(number: int) -> None:
        raw = number.to_bytes(_SIZE, "little").rstrip(b"\0")
        try:
            checked(target, raw)
        except Exception:
            failing.append(raw)
            raise

    try:
        case()
    except Exception:
        if not failing:
            raise
    return min(failing, key=len, default=None)


def _report(target: str, raw: bytes) -> None:
    try:
        checked(target, raw)
    except Exception:
        traceback.print_exc()
