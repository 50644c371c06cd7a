"""Parquet in, summaries out, on one machine or on a Ray cluster; a second run does what is not done yet.

    python examples/parquet/daft_job.py ARTICLES SUMMARIES [--ray] [--model PROVIDER/MODEL]

ARTICLES is a folder or a pattern of Parquet files with the columns `id` and `text` and, if known, `title`, `source` and
`published_at`. SUMMARIES is a folder; each run adds files to it with the columns `summary` (JSON) and `error`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import daft

from summarizer.integrations.rows import with_summaries


def main(arguments: Sequence[str] | None = None) -> int:
    """Summarise the articles that have no summary yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("summaries", type=Path)
    parser.add_argument("--ray", action="store_true", help="run on Ray (RAY_ADDRESS names a cluster)")
    parser.add_argument("--model", metavar="PROVIDER/MODEL", help="default: the offline engine")
    options = parser.parse_args(arguments)
    if options.ray:
        daft.set_runner_ray()
    articles = daft.read_parquet(options.articles)
    if options.summaries.exists() and any(options.summaries.iterdir()):
        finished = daft.read_parquet(str(options.summaries)).select("id")
        articles = articles.join(finished, on="id", how="anti")
    with_summaries(articles, model=options.model).write_parquet(str(options.summaries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
