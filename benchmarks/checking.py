"""Speed of the checks: a summary of ten statements against an article of at most twenty blocks.

    python -m benchmarks.checking [--rounds 30]

Warm: the same statements are checked once more against the same index, as a run does that repairs its draft; nothing is
remembered from one index to the next. First: an index is built and used for one check. Cold: the same in a fresh process,
with everything that is loaded once. Every figure is the median. Three summaries: the first ten statements a model wrote in English about a Chinese article, ten sentences of
that article shortened, and ten statements in English about an English article.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from summarizer.grounding import SourceIndex
from summarizer.grounding.report import check_summary
from summarizer.models import Document, Group, Statement, Summary

EXAMPLES = Path(__file__).parent.parent / "examples"
# Statements of each summary, and the most blocks that its article has.
STATEMENTS = 10
MAX_BLOCKS = 20
# Seconds of a warm check above which the command fails; `floors/checking.json` has the same.
TARGET = 0.010
# Rounds and fresh processes that the gate and the cold figure take.
GATE_ROUNDS = 25
COLD_PROCESSES = 3


def measure(_data: Path) -> dict[str, float]:
    """Milliseconds of a warm check, for the gate (lower is better): the fastest round, which a busy machine spares."""
    return {f"{name} ms!": 1000 * warm(*case, rounds=GATE_ROUNDS, average=min) for name, case in cases().items()}


def cases() -> dict[str, tuple[Summary, Document]]:
    """The three summaries with their documents."""
    chinese = _document("chinese_business")
    english = _document("english_economy")
    return {
        "zh-en": (_recorded("chinese_business", chinese), chinese),
        "zh-zh": (_shortened(chinese), chinese),
        "en-en": (_recorded("english_economy", english), english),
    }


def _document(name: str) -> Document:
    document = Document.from_file(EXAMPLES / name / "article.txt")
    assert len(document.blocks) <= MAX_BLOCKS
    return document


def _recorded(name: str, document: Document) -> Summary:
    """The first ten statements of the recorded answer, with the blocks of the sentences they cite."""
    answer = json.loads((EXAMPLES / name / "answer.en.json").read_text(encoding="utf-8"))["answer"]
    drafted = [answer["core_viewpoint"], *(point for group in answer["groups"] for point in group["points"])]
    return _summary([(d["text"], tuple(sorted({document.sentence(n).block for n in d["sentences"]}))) for d in drafted])


def _shortened(document: Document) -> Summary:
    """Ten sentences without their first clause, so that none is a copy of a source sentence."""
    long_sentences = [s for s in document.sentences if "，" in s.text[:-1]]
    return _summary([(s.text.split("，", 1)[1], (s.block,)) for s in long_sentences])


def _summary(statements: list[tuple[str, tuple[int, ...]]]) -> Summary:
    first, *rest = [Statement(text=text, citations=blocks) for text, blocks in statements[:STATEMENTS]]
    return Summary(language="en", core_viewpoint=first, groups=(Group(title="All", points=tuple(rest)),))


def warm(
    summary: Summary, document: Document, rounds: int, average: Callable[[list[float]], float] = statistics.median
) -> float:
    """Seconds of a check that repeats an earlier one of the same index."""
    index = SourceIndex(document)
    check_summary(summary, index)
    return average(_times(lambda: check_summary(summary, index), rounds))


def first(summary: Summary, document: Document, rounds: int) -> float:
    """Seconds of the first check of a document, in a process that has everything loaded."""
    check_summary(summary, SourceIndex(document))
    return statistics.median(_times(lambda: check_summary(summary, SourceIndex(document)), rounds))


def _times(action: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return times


def cold(name: str) -> float:
    """Seconds of the first check of a fresh process, imports included."""
    code = (
        "import time; from benchmarks.checking import cases; from summarizer.grounding import SourceIndex; from summarizer.grounding.report import check_summary;"
        f"summary, document = cases()[{name!r}]; started = time.perf_counter(); check_summary(summary, SourceIndex(document)); print(time.perf_counter() - started)"
    )
    return statistics.median(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(COLD_PROCESSES)
    )


def main() -> int:
    """Print the table. Exit code 1 when a warm check takes longer than the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    print(f"{'source-claim':14s} {'statements':>10s} {'blocks':>7s} {'warm ms':>9s} {'first ms':>9s} {'cold ms':>9s}")
    slow = False
    for name, (summary, document) in cases().items():
        seconds = warm(summary, document, options.rounds)
        slow |= seconds > TARGET
        row = (seconds, first(summary, document, options.rounds), cold(name))
        print(
            f"{name:14s} {len(summary.statements()):10d} {len(document.blocks):7d}"
            + "".join(f" {1000 * s:9.2f}" for s in row)
        )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
