"""The HTML page: rendering time and size, for a document of 200 blocks with a summary of 40 statements, and for a
digest of 40 such documents with 60 statements.

    python -m benchmarks.page [--rounds 50]

The first rendering of a process reads and compiles the templates; the median of the others is what a batch pays for
each page, in processor time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

from summarizer.render.html import to_html
from tests.page.pages import long, many_articles

MILLISECONDS, KILOBYTES = 50.0, 400.0


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    rounds: int = parser.parse_args().rounds
    summary, document = long()
    times = []
    for _ in range(rounds + 1):
        started = time.process_time()
        page = to_html(summary, document)
        times.append(1000 * (time.process_time() - started))
    size = len(page.encode()) / 1024
    warm = statistics.median(times[1:])
    print(f"{len(document.blocks)} blocks, {len(summary.statements())} statements, {len(document.text):,} characters")
    print(f"first {times[0]:6.1f} ms")
    print(f"warm  {warm:6.1f} ms   target {MILLISECONDS:.0f}   (best {min(times[1:]):.1f}, worst {max(times[1:]):.1f})")
    print(f"size  {size:6.1f} KB   target {KILOBYTES:.0f}")
    digest, articles = many_articles()
    digest_size = len(to_html(digest, articles).encode()) / 1024
    print(f"size  {digest_size:6.1f} KB   target {KILOBYTES:.0f}   of a digest of {len(articles)} such documents")
    return int(warm > MILLISECONDS or max(size, digest_size) > KILOBYTES)


if __name__ == "__main__":
    sys.exit(main())
