"""Accuracy of token counts estimated from characters, compared with real tokenizers.

    python -m benchmarks.tokens [--data FOLDER] [--ranks FILE…]

`o200k_base` and `cl100k_base` come from tiktoken, which fetches them once; `--ranks` names further files in tiktoken's
form (Qwen publishes its tokenizer so). Prints the estimate as a multiple of the count: a document below 1 might not
fit where it was thought to.
"""

from __future__ import annotations

import argparse
import base64
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import tiktoken

from summarizer.text.token_counts import estimate_tokens

from .data import data_argument, need, rows

SETS = (
    "sum_en_bbc",
    "sum_en_cnndm_frank",
    "sum_zh_vcsum",
    "sum_zh_xinhua_headline",
    "faith_zh_uhgeval",
    "faith_en_frank",
)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--ranks", type=Path, nargs="*", default=[], metavar="FILE")
    options = parser.parse_args()
    counters = [(name, tiktoken.get_encoding(name)) for name in ("o200k_base", "cl100k_base")]
    counters += [(path.stem, _encoding(path, counters[1][1])) for path in options.ranks]
    print(f"{'tokenizer':14s} {'set':24s} {'tokens a character':>18s} {'estimate/count':>20s}")
    for label, encoding in counters:
        for name in SETS:
            _print(
                label,
                name,
                list(_texts(need(options.data), name)),
                lambda text, e=encoding: len(e.encode_ordinary(text)),
            )
    return 0


def _print(label: str, name: str, texts: list[str], count: Callable[[str], int]) -> None:
    counts = [count(text) for text in texts]
    share = statistics.mean(n / len(text) for n, text in zip(counts, texts, strict=True))
    ratios = [estimate_tokens(text) / n for n, text in zip(counts, texts, strict=True)]
    print(
        f"{label:14s} {name:24s} {share:18.3f} {min(ratios):8.2f} {statistics.median(ratios):5.2f} {max(ratios):5.2f}"
    )


def _encoding(path: Path, like: tiktoken.Encoding) -> tiktoken.Encoding:
    ranks = {
        base64.b64decode(token): int(rank)
        for token, rank in (line.split() for line in path.read_bytes().splitlines() if line)
    }
    return tiktoken.Encoding(path.stem, pat_str=like._pat_str, mergeable_ranks=ranks, special_tokens={})


def _texts(folder: Path, name: str) -> Iterator[str]:
    for row in rows(folder, name):
        yield row.get("article") or row["source"]


if __name__ == "__main__":
    sys.exit(main())
