"""Learn the weights of `support.score`, and measure how well it is calibrated with each set left out in turn.

    python -m benchmarks.train_score [--rows 120] [--write]

The rows are the statements on articles (`statements/`, each article a set) and the faithfulness sets (`faith/`) of `../shared/data`.
Sets count alike, articles eight times, and true and false ones alike within each.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np

from summarizer.errors import InputError
from summarizer.grounding import SourceIndex
from summarizer.grounding.claim_checks import measure_statement
from summarizer.grounding.score import Signals
from summarizer.grounding.source import build_evidence_from_blocks
from summarizer.models import Document

from .data import data_argument, need

TARGET = Path(__file__).parent.parent / "summarizer/grounding/data/score.txt"
HEAD = """\
# Weights of the signals of `score.Signals`, learned by `python -m benchmarks.train_score --write`. Their sum with the bias
# is the logarithm of the odds that the cited text supports a statement.
"""
ARTICLE_WEIGHT = 8.0
RIDGE = 1e-3
STEPS = 60
BINS = 10
# Longest document that is read, in characters.
MAX_SOURCE = 60_000


class Row(NamedTuple):
    """A statement: its set, whether it is true, and its signals."""

    set: str
    is_true: bool
    signals: tuple[float, ...]


def read_rows(data: Path, rows: int) -> Iterator[Row]:
    """The rows of all sets whose statements are no copies."""
    for path in sorted(data.glob("statements/*.cases.jsonl")):
        name = path.name.split(".")[0]
        index = SourceIndex(Document.from_file(path.with_name(f"{name}.txt")))
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from _row(f"article {name}", row, row["text"], row["blocks"], index)
    for path in sorted(data.glob("faith/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[:rows]:
            row = json.loads(line)
            source = row.get("source_segment") or row["source"]
            try:
                index = SourceIndex(Document.from_text(source[:MAX_SOURCE]))
            except InputError:
                continue
            blocks = list(range(1, len(index.document.blocks) + 1))
            yield from _row(path.stem, row, " ".join(row["claim"].split()), blocks, index)


def _row(name: str, row: dict[str, str], text: str, blocks: list[int], index: SourceIndex) -> Iterator[Row]:
    signals = measure_statement(text, build_evidence_from_blocks(blocks, index.document), index)
    if signals is not None:
        yield Row(name, row["label"] == "supported", astuple(signals))


def weigh(rows: list[Row]) -> np.ndarray:
    """The weight of each row, 1 together."""
    counts: dict[tuple[str, bool], int] = {}
    for row in rows:
        counts[row.set, row.is_true] = counts.get((row.set, row.is_true), 0) + 1
    raw = [(ARTICLE_WEIGHT if r.set.startswith("article") else 1.0) / counts[r.set, r.is_true] for r in rows]
    return np.array(raw) / sum(raw)


def fit(rows: list[Row]) -> np.ndarray:
    """Logistic regression by Newton's method; the bias is the last weight and not drawn to zero."""
    inputs, truth, weights = _inputs(rows), np.array([r.is_true for r in rows], float), weigh(rows)
    ridge = np.full(inputs.shape[1], RIDGE)
    ridge[-1] = 0.0
    found = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        estimate = 1 / (1 + np.exp(-inputs @ found))
        gradient = inputs.T @ (weights * (estimate - truth)) + ridge * found
        curvature = (inputs * (weights * estimate * (1 - estimate))[:, None]).T @ inputs + np.diag(ridge + 1e-9)
        found -= np.linalg.solve(curvature, gradient)
    return found


def _inputs(rows: list[Row]) -> np.ndarray:
    return np.array([[*row.signals, 1.0] for row in rows])


def predict_left_out(rows: list[Row]) -> np.ndarray:
    """The score of each row by weights that were learned without its set."""
    scores = np.zeros(len(rows))
    for name in sorted({row.set for row in rows}):
        weights = fit([row for row in rows if row.set != name])
        numbers = [n for n, row in enumerate(rows) if row.set == name]
        scores[numbers] = 1 / (1 + np.exp(-_inputs([rows[n] for n in numbers]) @ weights))
    return scores


def reliability(rows: list[Row], scores: np.ndarray) -> tuple[float, list[tuple[float, float, float, float]]]:
    """The expected calibration error, and for each tenth its lower end, weight, mean score and share of true ones."""
    weights, truth = weigh(rows), np.array([row.is_true for row in rows], float)
    tenths = np.minimum((scores * BINS).astype(int), BINS - 1)
    table = []
    for tenth in range(BINS):
        inside = tenths == tenth
        if weight := float(weights[inside].sum()):
            mean = float(weights[inside] @ scores[inside]) / weight
            table.append((tenth / BINS, weight, mean, float(weights[inside] @ truth[inside]) / weight))
    return sum(weight * abs(mean - true) for _, weight, mean, true in table), table


def main() -> int:
    """Print the reliability and the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--rows", type=int, default=120, help="at most of each set of faith/")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    need(options.data / "statements")
    rows = list(read_rows(need(options.data), options.rows))
    error, table = reliability(rows, predict_left_out(rows))
    print(f"{len(rows)} rows of {len({row.set for row in rows})} sets, each left out in turn")
    print(f"{'score from':>10s} {'weight':>7s} {'mean':>6s} {'true':>6s}")
    for low, weight, mean, true in table:
        print(f"{low:10.1f} {weight:7.3f} {mean:6.3f} {true:6.3f}")
    print(f"expected calibration error {error:.3f}")
    weights = dict(zip([*(field.name for field in fields(Signals)), "bias"], fit(rows), strict=True))
    lines = "".join(f"{name} {weight:.2f}\n" for name, weight in weights.items())
    print(lines, end="")
    if options.write:
        TARGET.write_text(HEAD + lines, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
