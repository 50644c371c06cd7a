"""Real errors of real models: how well the checks distinguish supported from unsupported claims.

    python -m benchmarks.faithfulness [--data FOLDER] [--show SET/missed | SET/alarms]

Four public sets with labels by people. A claim counts as rejected when there is a finding about it. The baseline is
lexical overlap: the share of the claim's words (Han characters one by one) that the source has, with the threshold that
suits each set best, which no user would know. `figures` is the recall on the unsupported claims whose marked span
contains a digit.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import SummarizerError
from summarizer.grounding import SourceIndex
from summarizer.grounding.report import check_summary
from summarizer.models import Document, Finding, Statement, Summary

from .data import data_argument, need, rows

SETS = ("faith_en_frank", "faith_en_summedits", "faith_zh_uhgeval", "faith_x_mqm_news_zh2en")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d+(?:[.,]\d+)*|[\u3400-\u9fff]")


@dataclass(frozen=True)
class CheckedClaim:
    """A claim with its label, the verdict of the checks, and the score of the baseline."""

    claim: str
    source: str
    supported: bool
    figure: bool
    statement: Statement
    overlap: float

    @property
    def rejected(self) -> bool:
        return bool(self.statement.support.findings)


def checked_claims(data: Path, name: str) -> Iterator[CheckedClaim]:
    """The claims of a set, each checked against the whole of its source."""
    for row in rows(data, name):
        source = row["source_segment"] if "source_segment" in row else row["source"]
        try:
            document = Document.from_text(source)
        except SummarizerError:  # a headline alone is no article
            document = Document.from_text(row["source"])
        yield CheckedClaim(
            row["claim"],
            source,
            row["label"] == "supported",
            _marks_figure(row),
            _checked(row["claim"], document),
            lexical_overlap(row["claim"], source),
        )


def _checked(claim: str, document: Document) -> Statement:
    statement = Statement(text=claim, citations=tuple(b.number for b in document.blocks))
    summary = Summary(language="en", core_viewpoint=statement)
    return check_summary(summary, SourceIndex(document)).entries[0].statement


def _marks_figure(row: dict[str, Any]) -> bool:
    return any(re.search(r"\d", span["text"]) for span in row["spans"] if not span.get("ok", False))


def lexical_overlap(claim: str, source: str) -> float:
    """The share of the claim's words that the source has."""
    words, there = _WORD.findall(claim.lower()), set(_WORD.findall(source.lower()))
    return sum(word in there for word in words) / len(words) if words else 1.0


def balanced_accuracy(claims: list[CheckedClaim], rejects: Callable[[CheckedClaim], bool]) -> float:
    """The mean of the share of supported claims accepted and the share of unsupported claims rejected."""
    supported = [c for c in claims if c.supported]
    unsupported = [c for c in claims if not c.supported]
    return (
        sum(not rejects(c) for c in supported) / len(supported) + sum(map(rejects, unsupported)) / len(unsupported)
    ) / 2


def baseline(claims: list[CheckedClaim]) -> Callable[[CheckedClaim], bool]:
    """Rejection by lexical overlap, at the threshold that is best for these very claims."""
    thresholds = sorted({c.overlap for c in claims} | {1.01})
    best = max(thresholds, key=lambda t: balanced_accuracy(claims, lambda c: c.overlap < t))
    return lambda c: c.overlap < best


def scores(claims: list[CheckedClaim], rejects: Callable[[CheckedClaim], bool]) -> dict[str, float]:
    """Balanced accuracy, false alarms, and recall on all unsupported claims and on those with a wrong figure."""
    supported = [c for c in claims if c.supported]
    unsupported = [c for c in claims if not c.supported]
    figures = [c for c in unsupported if c.figure]
    return {
        "balanced": balanced_accuracy(claims, rejects),
        "false alarms": sum(map(rejects, supported)) / len(supported),
        "recall": sum(map(rejects, unsupported)) / len(unsupported),
        "figures": sum(map(rejects, figures)) / len(figures) if figures else 1.0,
    }


def measure(data: Path) -> dict[str, float]:
    """The scores of every set and their lead over the baseline, for the gate."""
    result: dict[str, float] = {}
    for name in SETS:
        claims = list(checked_claims(data, name))
        ours, theirs = scores(claims, lambda c: c.rejected), scores(claims, baseline(claims))
        result |= {f"{name} {metric}": ours[metric] for metric in ("balanced", "figures")}
        result[f"{name} ahead of overlap"] = ours["balanced"] - theirs["balanced"]
    return result


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--show", help="print claims: SET/missed or SET/alarms")
    options = parser.parse_args()
    print(f"{'set':26s} {'':9s} {'balanced':>9s} {'alarms':>9s} {'recall':>9s} {'figures':>9s}")
    for name in SETS:
        claims = list(checked_claims(need(options.data), name))
        for label, rejects in (("ours", lambda c: c.rejected), ("overlap", baseline(claims))):
            cells = "".join(f" {100 * value:8.1f}%" for value in scores(claims, rejects).values())
            print(f"{name if label == 'ours' else '':26s} {label:9s}{cells}")
        wrong = [c for c in claims if c.supported == c.rejected]
        if options.show and options.show.split("/")[0] == name:
            _print([c for c in wrong if c.supported == options.show.endswith("alarms")])


def _print(claims: list[CheckedClaim]) -> None:
    for item in claims:
        print(f"--- {item.statement.support.status}\nCLAIM  {item.claim}\nSOURCE {item.source[:700]}")
        findings: tuple[Finding, ...] = item.statement.support.findings
        for finding in findings:
            print(f"  ! {finding.kind}: {finding.claim} | {finding.message}")


if __name__ == "__main__":
    main()
