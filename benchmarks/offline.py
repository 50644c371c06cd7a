"""The offline engine's ROUGE at the reference's length, on the six development sets, without any peer.

    python -m benchmarks.offline [--data FOLDER]

`benchmarks.peers` compares these figures with those of other systems. A summary of a given length is the ranking's best
passages, the last one truncated, in reading order: the way the shared bench truncates every system.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from summarizer.extractive import rank_passages
from summarizer.models import Document

from .data import data_argument, need, rows
from .rouge import rouge

SETS = ("en_cnndm_frank", "en_summeval", "en_bbc", "zh_vcsum", "zh_vcsum_long", "zh_xinhua_headline")
MEASURES = ("rouge-1", "rouge-2", "rouge-l")


def measure(data: Path) -> dict[str, float]:
    """ROUGE in points, for each set, and the means of ROUGE-1 and ROUGE-2 over the sets."""
    figures: dict[str, float] = {}
    for name in SETS:
        for metric, value in zip(MEASURES, score_set(data, name), strict=True):
            figures[f"{name} {metric}"] = round(value, 2)
    for metric in MEASURES[:2]:
        figures[f"mean {metric}"] = round(sum(figures[f"{name} {metric}"] for name in SETS) / len(SETS), 2)
    return figures


def score_set(data: Path, name: str) -> tuple[float, ...]:
    """The mean of each measure over a set, in points."""
    scores = [
        rouge(row["summary"], summarize_to_length(row["article"], len(row["summary"]), row["lang"]), row["lang"])
        for row in rows(data, f"sum_{name}")
    ]
    return tuple(100 * sum(column) / len(scores) for column in zip(*scores, strict=True))


def summarize_to_length(article: str, length: int, language: str) -> str:
    """An offline summary of a given length in characters."""
    ranked = ((passage.position, passage.text) for passage in rank_passages(Document.from_text(article)))
    return cut_to_length(ranked, length, "" if language == "zh" else " ")


def cut_to_length(ranked: Iterable[tuple[int, str]], length: int, joint: str) -> str:
    """The best passages up to a length in characters, the last one truncated, in reading order."""
    chosen: list[tuple[int, str]] = []
    size = 0
    for position, text in ranked:
        room = length - size - (len(joint) if chosen else 0)
        if room <= 0:
            break
        size = length - room + len(text[:room])
        chosen.append((position, text[:room]))
    return joint.join(text for _, text in sorted(chosen))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    for name, value in measure(need(parser.parse_args().data)).items():
        print(f"{name:32} {value:7.2f}")


if __name__ == "__main__":
    main()
