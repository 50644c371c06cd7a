"""Parquet in, summaries out, with Ray Data; a second run does what is not done yet.

python examples/parquet/ray_job.py ARTICLES SUMMARIES [--model PROVIDER/MODEL] [--workers 2]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import ray

from summarizer.integrations.rows import Rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Summarise the articles that have no summary yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("summaries", type=Path)
    parser.add_argument("--model", metavar="PROVIDER/MODEL", help="default: the offline engine")
    parser.add_argument("--workers", type=int, default=2, help="processes, each with requests of its own (default 2)")
    options = parser.parse_args(arguments)
    articles = ray.data.read_parquet(options.articles)
    if options.summaries.exists() and any(options.summaries.iterdir()):
        rows = ray.data.read_parquet(str(options.summaries), columns=["id"]).take_all()
        finished = ray.put(frozenset(row["id"] for row in rows))
        articles = articles.filter(lambda row: row["id"] not in ray.get(finished))
    summaries = articles.map_batches(
        Rows,
        fn_constructor_kwargs={"model": options.model},
        concurrency=options.workers,
        batch_size=64,
        num_cpus=0.5,  # they wait for a server most of the time, and reading needs a processor as well
    )
    summaries.write_parquet(str(options.summaries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
