"""Figures: expressions from the test suites of other libraries, read here, against the values that they expect.

    python -m benchmarks.figures [--data FOLDER] [--misses SUITE]

A row is *right* when a quantity has its value (and currency, where the suite names one), *wrong* when none has and one is
certain, *undecided* when none has and none is certain, *missed* when nothing is read. Rows on which our convention is
another (docs/figures.md), and rows that are no figure in either language, are counted apart by reason.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, NamedTuple

import regex

from summarizer.quantities import Quantity, find_quantities
from summarizer.quantities.currencies import AMBIGUOUS_CURRENCIES
from summarizer.quantities.units import base_unit

from .data import data_argument, need, rows

Verdict = Literal["right", "wrong", "undecided", "missed"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "undecided", "missed")
_EXPECTED = regex.compile(
    r"(?P<low>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?))?"
    r"(?: (?P<unit>\[.*?\]|\w+))? (?P<kind>number|money|percent|measure|ordinal|fraction|multiple)"
)
_UNIT_NAME = regex.compile(r"['\"](.+?)['\"](?=,|\])")
# Suites of prices in other languages, whose separators English and Chinese do not have.
_FOREIGN_SUITES = ("other locales", "comma/space", "foreign unit")
# Rows on which our convention is another, or which are no figure here, by the form of their text.
_CONVENTIONS = {
    "3000多 is a lower bound without an end": regex.compile(r"\d[\d万千百]*多"),
    "数十 and dozens tell an order of magnitude by its ends": regex.compile(
        r"数[十百千万]|几[十百千万]|dozens|hundreds|few", regex.IGNORECASE
    ),
    "two amounts are a range, not the first of them": regex.compile(
        r"\d\s?(?:-|to)\s?[$€£]?\d.*[$€£]|[$€£].*\d\s(?:-|to)\s[$€£]?\d", regex.IGNORECASE
    ),
    "from one to another tells two levels": regex.compile(r"^from\s", regex.IGNORECASE),
    "a dash alone before a number is a minus": regex.compile(r"-\s\S"),
    "a pair is two things, 五对 five pairs": regex.compile(r"[对對]$|^a (?:pair|couple)", regex.IGNORECASE),
    "an article is no number, nor is a currency alone": regex.compile(r"[^\d一二三四五六七八九十百千万两零半個]+"),
}


class Expected(NamedTuple):
    """What a suite expects of a row: the ends of the value, currencies or a physical unit, and the kind."""

    low: Fraction
    high: Fraction
    units: tuple[str, ...]
    kind: str


@dataclass
class Score:
    """The rows of one suite, by verdict."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def share(self, verdict: Verdict) -> float:
        return self.counts[verdict] / max(1, self.total)


def measure(data: Path) -> dict[str, float]:
    """The share of right rows of each suite, and of wrong ones (`!`: lower is better)."""
    scores = score(data)
    rates = {suite: round(s.share("right"), 4) for suite, s in scores.items()}
    return rates | {f"{suite} wrong!": round(s.share("wrong"), 4) for suite, s in scores.items()}


def score(data: Path) -> dict[str, Score]:
    """The score of each suite whose rows have values."""
    found: dict[str, Score] = {}
    for row in rows(need(data) / "figures", "peers"):
        expected = _parse(row)
        if expected is None or any(name in row["suite"] for name in _FOREIGN_SUITES):
            continue
        suite = found.setdefault(row["suite"], Score())
        quantities = [q for q in find_quantities(row["text"]) if q.low is not None]
        verdict = judge(quantities, expected)
        reason = None if verdict == "right" else _reason_apart(row["text"], expected)
        if reason is not None:
            suite.apart[reason] += 1
            continue
        suite.counts[verdict] += 1
        if verdict != "right":
            read = [(q.text, q.kind, str(q.low), q.unit) for q in quantities]
            suite.lines.append(f"{verdict:9s} {row['text']!r}: {row['expected']} | {read}")
    return dict(sorted(found.items()))


def _parse(row: dict[str, Any]) -> Expected | None:
    match = _EXPECTED.fullmatch(row["expected"].strip())
    if match is None:
        return None
    unit = match["unit"] or ""
    units = tuple(_UNIT_NAME.findall(unit)) if unit.startswith("[") else ((unit,) if unit else ())
    return Expected(Fraction(match["low"]), Fraction(match["high"] or match["low"]), units, match["kind"])


def _reason_apart(text: str, expected: Expected) -> str | None:
    """Why a row is counted apart, or None."""
    if expected.low > expected.high:
        return "the value expected is none: its end is before its beginning"
    for reason, pattern in _CONVENTIONS.items():
        if pattern.fullmatch(text) if reason.startswith("an article") else pattern.search(text):
            return reason
    return None


def judge(quantities: list[Quantity], expected: Expected) -> Verdict:
    """The verdict on a row, given what is read in it."""
    if any(_agrees(q, expected) for q in quantities):
        return "right"
    if not quantities:
        return "missed"
    return "wrong" if any(q.certain for q in quantities) else "undecided"


def _agrees(quantity: Quantity, expected: Expected) -> bool:
    assert quantity.low is not None
    assert quantity.high is not None
    low, high = quantity.low, quantity.high
    if expected.kind == "measure" and quantity.unit:
        base, factor = base_unit(quantity.unit)
        low, high = low * factor, high * factor
        if expected.units and base not in expected.units and quantity.unit not in expected.units:
            return False
    elif expected.units and not any(_names(unit, quantity.unit) for unit in expected.units):
        return False
    factors = (Fraction(1), Fraction(1, 100), Fraction(100)) if expected.kind == "percent" else (Fraction(1),)
    return any(_is_close(low * f, expected.low) and _is_close(high * f, expected.high) for f in factors)


def _is_close(value: Fraction, expected: Fraction) -> bool:
    """Whether values are the same but for the binary rounding of the suite."""
    return abs(value - expected) <= Fraction(1, 10**6) * max(1, abs(expected))


@functools.cache
def _names(name: str, unit: str | None) -> bool:
    """Whether a currency as a suite names it is the unit of a reading, or one that it may be."""
    if unit is None or name == unit or name in AMBIGUOUS_CURRENCIES.get(unit, ()):
        return True
    return any(q.unit == unit for q in find_quantities(f"1 {name}"))


def main() -> int:
    """Print a line for each suite, and what is counted apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--misses", metavar="SUITE", help="list the rows of a suite that are not right")
    options = parser.parse_args()
    scores = score(options.data)
    if options.misses:
        if options.misses not in scores:
            sys.exit(f"benchmarks.figures: no suite {options.misses!r}; there are {', '.join(scores)}")
        print(*scores[options.misses].lines, sep="\n")
        return 0
    print(f"{'suite':26s} {'rows':>5s} " + " ".join(f"{verdict:>9s}" for verdict in VERDICTS))
    for suite, s in scores.items():
        print(f"{suite:26s} {s.total:5d} " + " ".join(f"{s.share(verdict):9.1%}" for verdict in VERDICTS))
    total = sum(s.total for s in scores.values())
    sums = [sum(s.counts[verdict] for s in scores.values()) / max(1, total) for verdict in VERDICTS]
    print(f"{'all':26s} {total:5d} " + " ".join(f"{share:9.1%}" for share in sums) + "\n\ncounted apart:")
    apart = sum((s.apart for s in scores.values()), Counter[str]())
    for reason, count in apart.most_common():
        print(f"  {count:4d}  {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
