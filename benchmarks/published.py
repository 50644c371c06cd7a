"""Reading published summaries: summaries a second, over the pages of `tests/published`.

    python -m benchmarks.published [--rounds 20]

Each page is read again in every round; the best round counts, because others only add what else the machine does.
"""

from __future__ import annotations

import argparse
import sys
import time

from summarizer.models import Summary
from tests.published import CASES

PER_SECOND = 2000.0


def main() -> int:
    """Measure, print, and return 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds: int = parser.parse_args().rounds
    texts = [case.text for case in CASES]
    times = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        for text in texts:
            Summary.parse(text)
        times.append(time.perf_counter() - started)
    best, worst = len(texts) / min(times[1:]), len(texts) / max(times[1:])
    print(f"{len(texts)} pages of {sum(map(len, texts)) // len(texts)} characters on average")
    print(f"{best:6.0f} summaries a second (worst round {worst:.0f}), target {PER_SECOND:.0f}")
    return int(best < PER_SECOND)


if __name__ == "__main__":
    sys.exit(main())
