"""Parquet in, summaries out, with PySpark; a second run does what is not done yet.

python examples/parquet/spark_job.py ARTICLES SUMMARIES [--model PROVIDER/MODEL]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas
from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from summarizer.integrations.rows import Rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Summarise the articles that have no summary yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("summaries", type=Path)
    parser.add_argument("--model", metavar="PROVIDER/MODEL", help="default: the offline engine")
    options = parser.parse_args(arguments)
    spark = SparkSession.builder.appName("summaries").getOrCreate()
    articles = spark.read.parquet(options.articles)
    if options.summaries.exists() and any(options.summaries.iterdir()):
        finished = spark.read.parquet(str(options.summaries)).select("id")
        articles = articles.join(finished, on="id", how="left_anti")
    rows = Rows(model=options.model)

    def summarised(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        return map(rows.frame, batches)

    added = [StructField(name, StringType()) for name in ("summary", "error")]
    schema = StructType([*articles.schema.fields, *added])
    articles.mapInPandas(summarised, schema).write.mode("append").parquet(str(options.summaries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
