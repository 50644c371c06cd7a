"""How likely the cited text supports a statement, from what the checks computed: a few signals with learned weights.

The weights are made by `python -m benchmarks.train_score`, which leaves each data set out in turn.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from .checks.interface import CheckContext
from .data import read_lines
from .frames import MAY_BE_POSSIBILITY, POSSIBILITY, find_unlimited
from .layout import Layout, lay_out
from .polarity_cues import find_negations, may_deny


@dataclass(frozen=True, slots=True)
class SignalLimits:
    """Where signals end. Set on 2026-11-30, before their weights were learned.

    Attributes:
        max_uncovered, max_undecided, max_items: counts from which more tell nothing more.
        min_bound: share of the context of a figure that stands close to it in the source, from which it is bound.
        max_distance: items between two that stand together.
        hedged_elsewhere: weight of a clause that the source hedges, in a statement with a hedge in another clause.
    """

    max_uncovered: int = 8
    max_undecided: int = 3
    max_items: int = 40
    min_bound: float = 0.1
    max_distance: int = 3
    hedged_elsewhere: float = 0.5


LIMITS = SignalLimits()


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells whether a statement is supported. Shares are from 0 to 1.

    Attributes:
        findings: 1 where any check found something.
        clear: 1 where no figure is rivalled, nothing undecided, unhedged, unlimited or denied.
        uncovered: items of the statement that the cited text has in no rendering, at most 8, as a share of 8.
        covered: share of its items that the cited text has.
        loose: share of its items that the cited text has only by a word of related meaning or by characters.
        aligned: share of its items that the clauses of the source that have most of each of its clauses have.
        gathered: share of its items that the two sentences with most of them have.
        together: share of its neighbouring items that stand close together in the cited text as well.
        unbound: share of its figures that the cited text lacks, or has far from their context.
        rivalled: share of its figures for which another figure of the cited text fits better.
        undecided: figures and names that could not be judged, at most 3, as a share of 3.
        unhedged: share of its clauses that the cited text has as what may be, and the statement as what is.
        unlimited: 1 for a superlative or a word such as `all` and `only` that the cited text has in no form.
        denied: 1 where one side denies, and the other has no word that may deny.
        across: 1 across languages.
        long: items of the statement, at most 40, as a share of 40.
    """

    findings: float
    clear: float
    uncovered: float
    covered: float
    loose: float
    aligned: float
    gathered: float
    together: float
    unbound: float
    rivalled: float
    undecided: float
    unhedged: float
    unlimited: float
    denied: float
    across: float
    long: float


def measure_signals(context: CheckContext, undecided: int, has_findings: bool) -> Signals:
    """The signals of a statement. `undecided` counts what its checks could not judge."""
    claim, binding = lay_out(context.claim), context.binding
    placed = [
        [(layout, n) for layout in binding.source for n in binding.positions_in(layout)[number]]
        for number in range(len(claim.items))
    ]
    items = len(claim.items) or 1
    missing = sum(not places for places in placed)
    rivalled = _share(bool(f.equal and f.other and f.other.score > f.equal.score) for f in binding.figures)
    loose = sum(bool(places) and not binding.find_sure_places(n) for n, places in enumerate(placed))
    unhedged, denied = _unhedged(context), _denied(context)
    unlimited = float(find_unlimited(context.claim.folded, context.stated_text) is not None)
    return Signals(
        findings=float(has_findings),
        clear=float(not (rivalled or undecided or unhedged or unlimited or denied)),
        uncovered=min(missing / LIMITS.max_uncovered, 1.0),
        covered=1 - missing / items,
        loose=loose / items,
        aligned=sum(len(pair.matched) for pair in context.clauses) / items,
        gathered=_gathered(placed),
        together=_together(placed),
        unbound=_share(f.equal is None or f.equal.score < LIMITS.min_bound for f in binding.figures),
        rivalled=rivalled,
        undecided=min(undecided / LIMITS.max_undecided, 1.0),
        unhedged=unhedged,
        unlimited=unlimited,
        denied=denied,
        across=float(not context.is_same_language),
        long=min(items / LIMITS.max_items, 1.0),
    )


def estimate_support(signals: Signals) -> float:
    """How likely the cited text supports a statement with these signals, 0 to 1."""
    weights = _weights()
    total = weights["bias"] + sum(weights[field.name] * getattr(signals, field.name) for field in fields(signals))
    return 1 / (1 + math.exp(-total))


@functools.cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in (line.split() for line in read_lines("score.txt"))}


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _gathered(placed: Sequence[Sequence[tuple[Layout, int]]]) -> float:
    """The share of items in the two sentences that have most of them."""
    by_sentence: dict[tuple[int, int], set[int]] = {}
    for number, places in enumerate(placed):
        for layout, n in places:
            by_sentence.setdefault((id(layout), layout.sentences[n]), set()).add(number)
    if not by_sentence:
        return 0.0
    best = max(by_sentence.values(), key=len)
    rest = max((len(numbers - best) for numbers in by_sentence.values()), default=0)
    return (len(best) + rest) / len(placed)


def _together(placed: Sequence[Sequence[tuple[Layout, int]]]) -> float:
    """The share of neighbouring items that stand close together in the source, in either order."""
    close = [
        any(a is b and abs(m - n) <= LIMITS.max_distance for a, m in left for b, n in right)
        for left, right in pairwise(placed)
    ]
    return sum(close) / len(close) if close else 0.0


def _unhedged(context: CheckContext) -> float:
    """The share of clauses whose best place in the source speaks of what may be, while the statement does not."""
    has_hedge = bool(MAY_BE_POSSIBILITY.search(context.claim.folded))
    found = 0.0
    for pair in context.clauses:
        if POSSIBILITY.search(pair.source_text) and not MAY_BE_POSSIBILITY.search(pair.text):
            found += LIMITS.hedged_elsewhere if has_hedge else 1.0
    return found / len(context.clauses) if context.clauses else 0.0


def _denied(context: CheckContext) -> float:
    """1 where a clause of the statement denies and its best place does not, or the other way round."""
    denies = bool(find_negations(context.claim))
    for pair in context.clauses:
        own, best = pair.passage, pair.source_passage
        if find_negations(own) and not may_deny(pair.surroundings):
            return 1.0
        if find_negations(best) and not may_deny(own) and not denies:
            return 1.0
    return 0.0
