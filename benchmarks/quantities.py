"""Quantities: accuracy on the Recognizers-Text specifications, and speed on news of both languages.

    python -m benchmarks.quantities [--data FOLDER] [--misses MODEL]

An expected result is *right* when a quantity that overlaps its span has its value (and unit), *wrong* when a certain
quantity overlaps it and none has the value, and *missed* otherwise. `extra` counts certain quantities in texts for which
the specification expects none. Results out of scope are counted by reason.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.quantities import find_quantities

from .data import data_argument, need, rows
from .quantity_specs import Judge, out_of_scope

MODELS = {
    "zh_number": "Number_Chinese_NumberModel",
    "en_number": "Number_English_NumberModel",
    "zh_percent": "Number_Chinese_PercentModel",
    "en_percent": "Number_English_PercentModel",
    "zh_currency": "NumberWithUnit_Chinese_CurrencyModel",
    "en_currency": "NumberWithUnit_English_CurrencyModel",
    "zh_datetime": "DateTime_Chinese_DateTimeModel",
    "en_datetime": "DateTime_English_DateTimeModel",
}
# Shares of the expected results that must be right.
TARGETS = {
    "zh_number": 0.90,
    "en_number": 0.75,
    "zh_percent": 0.90,
    "en_percent": 0.90,
    "zh_currency": 0.90,
    "en_currency": 0.75,
}
# Values given that are wrong, as a share of all values given.
MAX_WRONG_SHARE = 0.02
# Characters a second of processor time.
MIN_SPEED = 200_000
NEWS = ("sum_zh_xinhua_headline", "sum_zh_vcsum", "sum_en_bbc", "sum_en_cnndm_frank")


@dataclass
class Score:
    """The expected results of one model, by verdict."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    out_of_scope_reasons: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.right + len(self.missed) + len(self.wrong)

    @property
    def rate(self) -> float:
        return self.right / max(1, self.total)

    @property
    def wrong_share(self) -> float:
        """Wrong values as a share of all values given."""
        return len(self.wrong) / max(1, self.right + len(self.wrong))


def measure(data: Path) -> dict[str, float]:
    """The rate of each model, and the share of wrong values (`!`: lower is better)."""
    scores = {name: score(data, name) for name in MODELS}
    result = {name: round(s.rate, 4) for name, s in scores.items()}
    given = sum(s.right + len(s.wrong) for s in scores.values())
    result["silently_wrong!"] = round(sum(len(s.wrong) for s in scores.values()) / max(1, given), 4)
    return result


def score(data: Path, name: str) -> Score:
    """The score on one specification file."""
    path = need(data) / "quantity_specs" / f"{MODELS[name]}.json"
    result = Score()
    for row in json.loads(path.read_text(encoding="utf-8-sig")):
        judge = Judge(name, row["Input"])
        if not row["Results"]:
            result.extra += [f"{row['Input'][:60]!r}: {q.text!r} {q.kind} {q.value}" for q in judge.certain()]
        for expected in row["Results"]:
            reason = out_of_scope(name, row["Input"], expected)
            if reason:
                result.out_of_scope_reasons[reason] += 1
                continue
            verdict, found = judge.verdict(expected)
            line = f"{row['Input'][:70]!r}: {expected['Text']!r} {_short(expected)} | {found}"
            if verdict == "right":
                result.right += 1
            else:
                (result.wrong if verdict == "wrong" else result.missed).append(line)
    return result


def _short(expected: dict[str, Any]) -> str:
    resolution = expected.get("Resolution") or {}
    if "values" in resolution:
        return str(sorted({v.get("timex", "") for v in resolution["values"]}))
    return str({k: v for k, v in resolution.items() if k in ("value", "unit", "isoCurrency")})


# Printing.


def speed(data: Path, name: str) -> float:
    """Characters a second of processor time: the best of three passes over the articles of one set."""
    articles = [row["article"] for row in rows(data, name)]
    size = sum(map(len, articles))
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        for article in articles:
            find_quantities(article)
        best = max(best, size / (time.process_time() - started))
    return best


def main() -> int:
    """Print the tables; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--misses", metavar="MODEL", help="list what one model missed or read wrongly, e.g. zh_number")
    options = parser.parse_args()
    data = need(options.data)
    if options.misses:
        return _misses(score(data, options.misses))
    scores = {name: score(data, name) for name in MODELS}
    print(
        f"{'model':12s} {'results':>8s} {'right':>6s} {'rate':>7s} {'target':>7s} {'missed':>7s} {'wrong':>6s} {'silent':>7s} {'extra':>6s}"
    )
    failed = False
    for name, s in scores.items():
        target = TARGETS.get(name)
        failed |= target is not None and s.rate < target
        print(
            f"{name:12s} {s.total:8d} {s.right:6d} {s.rate:7.1%} {f'{target:.0%}' if target else '':>7s} {len(s.missed):7d} {len(s.wrong):6d} {s.wrong_share:7.1%} {len(s.extra):6d}"
        )
    given = sum(s.right + len(s.wrong) for s in scores.values())
    silent = sum(len(s.wrong) for s in scores.values()) / max(1, given)
    failed |= silent >= MAX_WRONG_SHARE
    print(f"\nsilently wrong {silent:.2%} of {given} values given (target below {MAX_WRONG_SHARE:.0%})\n\nleft out:")
    for name, s in scores.items():
        for reason, count in s.out_of_scope_reasons.most_common():
            print(f"  {name:12s} {count:4d}  {reason}")
    print("\ncharacters a second")
    for name in NEWS:
        rate = speed(data, name)
        failed |= rate < MIN_SPEED
        print(f"  {name:24s} {rate:12,.0f}   (target {MIN_SPEED:,})")
    return int(failed)


def _misses(result: Score) -> int:
    for title, lines in (("wrong", result.wrong), ("missed", result.missed), ("extra", result.extra)):
        print(f"--- {title} ({len(lines)})")
        print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
