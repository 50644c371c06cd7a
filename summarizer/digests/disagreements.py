"""Figures that articles of one matter give otherwise: the same owner, measure and period with another value.

The figures of two articles are compared by what stands around them, in either language: a figure of one is that of the
other where each fits the other's place best. A value that the other article has as well, anywhere, is no disagreement:
it knows both. Neither is a forecast beside a result, a figure of another period, or a tally that has risen since.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from ..grounding.binding import score_place
from ..grounding.figure_tolerance import is_compatible, significant_digits
from ..grounding.items import related_measures
from ..grounding.layout import Layout
from ..grounding.matching import Matching, Positions
from ..quantities import Quantity, compare
from ..quantities.conversion import to_common_unit
from .article_figures import Figure, are_far_apart, find_periods, has_same_figure, is_day
from .subjects import is_named


@dataclass(frozen=True, slots=True)
class DisagreementWeights:
    """What tells that two figures of different values are of the same thing.

    Added up as in a logistic model, but not fitted: set by hand on 2026-11-30, on the planted digests of
    `python -m benchmarks.digests` and on pairs of news articles on one matter that it reads; measured by that command.

    Attributes:
        bias: of a pair of figures of one kind.
        fit: for the share of what stands around each that stands around the other.
        same_measure, other_measure: where both name what they measure.
        same_unit, other_unit: where both count something.
        near, far: of two values, neither of which is twice the other; one of which is four times the other.
        only: where each is the only figure near the other in its article.
        exact: likewise, where both have four digits or more.
        measured: where both are in one unit of measure, such as square metres.
        shared: where their sentences have another figure in common.
        other_day: where their articles are of different days, or name different ones, and no common period.
        min_score: from which they are of the same thing.
    """

    bias: float = -2.6
    fit: float = 2.5
    same_measure: float = 1.0
    other_measure: float = -1.5
    same_unit: float = 0.5
    other_unit: float = -2.0
    near: float = 0.7
    far: float = -2.0
    only: float = 1.0
    exact: float = 1.0
    measured: float = 1.0
    shared: float = 0.8
    other_day: float = -2.0
    min_score: float = 0.0


WEIGHTS = DisagreementWeights()
# Ratio of two values up to which they are near one another.
_NEAR = 2.0
# Ratio from which they are far from one another.
_FAR = 4.0
# Digits from which a figure is an exact one.
_EXACT_DIGITS = 4
# Articles of one matter that are compared with one another, the newest ones.
_MAX_ARTICLES = 24


@dataclass(frozen=True)
class Disagreement:
    """A figure that articles give with different values: the figures of each value, the first article's first."""

    sides: tuple[tuple[Figure, ...], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them."""
        return tuple(figure for side in self.sides for figure in side)


def find_disagreements(articles: Sequence[Sequence[Figure]]) -> list[Disagreement]:
    """The figures of the same thing that articles of one matter give with different values.

    Args:
        articles: the figures of each article, in the order of publication.
    """
    pairs = [
        pair for first, second in combinations(articles[-_MAX_ARTICLES:], 2) for pair in pair_figures(first, second)
    ]
    return [_arrange(group) for group in _join(pairs)]


def pair_figures(first: Sequence[Figure], second: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures of two articles that are of the same thing and differ."""
    own, other = _find_unknown(first, second)
    pairs = [(a, b) for a, figure in enumerate(own) for b, its in enumerate(other) if may_disagree(figure, its)]
    alone = {a for a in {a for a, _ in pairs} if _count_near(own[a], other) == 1}
    other_alone = {b for b in {b for _, b in pairs} if _count_near(other[b], own) == 1}
    scores = {
        (a, b): score_pair(describe_pair(own[a], other[b], is_only=a in alone and b in other_alone)) for a, b in pairs
    }
    best_own: dict[int, float] = {}
    best_other: dict[int, float] = {}
    for (a, b), score in scores.items():
        best_own[a] = max(score, best_own.get(a, score))
        best_other[b] = max(score, best_other.get(b, score))
    for (a, b), score in scores.items():
        if score >= WEIGHTS.min_score and score == best_own[a] == best_other[b]:
            yield own[a], other[b]


def _find_unknown(first: Sequence[Figure], second: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures of each of two articles whose value the other one has nowhere.

    A rounded value is known by the figure that it rounds, unless that one stands in both articles as it is.
    """
    own, its = ({f.quantity.reading: f.quantity for f in each} for each in (first, second))
    ones, others = list(own.values()), list(its.values())
    pairs = [(a, b) for a, one in enumerate(ones) for b, two in enumerate(others) if not are_far_apart(one, two)]
    partners = {a: b for a, b in pairs if _is_equal(ones[a], others[b])}
    other_partners = {b: a for a, b in pairs if _is_equal(others[b], ones[a])}
    both, other_both = set(other_partners.values()), set(partners.values())
    same = [(a, b) for a, b in pairs if not (a in both and b in other_both) and _may_be_same(ones[a], others[b])]
    known = partners.keys() | {a for a, b in same if b not in other_both}
    other_known = other_partners.keys() | {b for a, b in same if a not in both}
    unknown = {reading for number, reading in enumerate(own) if number not in known}
    other_unknown = {reading for number, reading in enumerate(its) if number not in other_known}
    return (
        [figure for figure in first if figure.quantity.reading in unknown],
        [figure for figure in second if figure.quantity.reading in other_unknown],
    )


def _is_equal(quantity: Quantity, other: Quantity) -> bool:
    """Whether two figures have one value to the last digit, whatever their units."""
    own, its = to_common_unit(quantity, other), to_common_unit(other, quantity)
    return own is not None and its is not None and own.low == its.low and bool(compare(quantity, other))


def _may_be_same(quantity: Quantity, other: Quantity) -> bool:
    return any(_may_support(a, b) for a, b in ((quantity, other), (other, quantity)))


def _may_support(claim: Quantity, source: Quantity) -> bool:
    verdict = compare(claim, source).verdict
    return verdict == "same" or (verdict == "undecided" and is_compatible(source, claim, frozenset()))


def may_disagree(figure: Figure, other: Figure) -> bool:
    """Whether two figures that are not the same may be of the same thing, by their kind, frame, period and actor."""
    own, its = figure.quantity, other.quantity
    if figure.family != other.family:
        return False
    comparison = compare(own, its)
    is_other_value = comparison.verdict == "different" and comparison.aspect == "value"
    if not is_other_value and not (comparison.verdict == "undecided" and own.unit == its.unit):
        return False
    if None not in (own.change, its.change) and own.change != its.change:
        return False
    if any(one.is_possible and not two.may_be_possible for one, two in ((figure, other), (other, figure))):
        return False
    return _may_share_period(figure, other) and not _are_of_other_actors(figure, other)


def _may_share_period(figure: Figure, other: Figure) -> bool:
    """Whether two figures may be of one period: by the periods that they name, or the days of their articles."""
    if figure.own_periods and other.own_periods and not _share_period(figure.layout, other.layout):
        return False
    days = [[date for date in f.dates if date.when and date.when.day] for f in (figure, other)]
    if all(days) and not _any_same(*days):
        return False  # of two occasions, such as an earlier quake that an article recalls
    if figure.day is None or other.day is None or figure.day == other.day or figure.family != "count":
        return True
    earlier, later = sorted((figure, other), key=lambda f: f.day or datetime.date.min)
    return not (later.quantity.value or 0) > (earlier.quantity.value or 0)  # a tally that has risen


@lru_cache(maxsize=64)  # all figures of a sentence are compared with those of another, one after the other
def _share_period(layout: Layout, other: Layout) -> bool:
    """Whether two sentences may name one period, days apart."""
    return _any_same(find_periods(layout), find_periods(other))


def _any_same(dates: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    return any(compare(a, b).verdict in ("same", "undecided") for a in dates for b in others)


def describe_pair(figure: Figure, other: Figure, is_only: bool) -> dict[str, float]:
    """What tells whether two figures are of the same thing: a value for each of the weights.

    Args:
        is_only: whether each is the only figure near the other, of those whose value the other article does not have.
    """
    measures = figure.measures, other.measures
    units, ratio = (figure.unit, other.unit), _ratio(figure, other)
    digits = min(significant_digits(f.quantity.value or Fraction(0)) for f in (figure, other))
    related = bool(related_measures(measures[0]) & measures[1])
    return {
        "bias": 1.0,
        "fit": _fit(figure, other) + _fit(other, figure),
        "same_measure": float(related),
        "other_measure": float(all(measures) and not related),
        "same_unit": float(_same_unit(figure, other) and figure.family == "count"),
        "other_unit": float(figure.family == "count" and None not in units and not _same_unit(figure, other)),
        "near": float(ratio < _NEAR),
        "far": float(ratio >= _FAR),
        "only": float(is_only),
        "exact": float(is_only and digits >= _EXACT_DIGITS),
        "measured": float(figure.family == "measure"),
        "shared": float(_share_figure(figure.layout, other.layout)),
        "other_day": float(_are_of_other_days(figure, other)),
    }


def score_pair(features: dict[str, float]) -> float:
    """How surely two figures are of the same thing, as a log-odds."""
    return math.fsum(value * getattr(WEIGHTS, name) for name, value in features.items())


def _fit(figure: Figure, other: Figure) -> float:
    """The share of what stands around a figure that stands around another, close to it."""
    return score_place(figure.context, other.layout, other.number, _match(figure.layout, other.layout))


@lru_cache(maxsize=64)
def _match(layout: Layout, other: Layout) -> Positions:
    """For each item of a sentence, the numbers of the items of another that may be the same."""
    return Matching(layout, other, has_same_figure).positions


@lru_cache(maxsize=64)
def _share_figure(layout: Layout, other: Layout) -> bool:
    """Whether two sentences have a figure in common."""
    return any(has_same_figure(a, b) for a in layout.items for b in other.items if a.kind == "figure")


def _ratio(figure: Figure, other: Figure) -> float:
    """How many times the smaller of two values the larger is, in one unit."""
    values = [to_common_unit(a.quantity, b.quantity) for a, b in ((figure, other), (other, figure))]
    low, high = sorted(abs(float(value.low)) if value else 0.0 for value in values)
    return high / low if low else math.inf


def _count_near(figure: Figure, others: Sequence[Figure]) -> int:
    """How many figures of the other article are near a figure."""
    return sum(other.family == figure.family and _ratio(figure, other) < _NEAR for other in others)


def _are_of_other_days(figure: Figure, other: Figure) -> bool:
    """Whether two figures are of different days, as far as known, and no period is named for both."""
    if _any_same(figure.dates, other.dates):
        return False
    if _any_same(figure.own_periods, other.periods) or _any_same(other.own_periods, figure.periods):
        return False
    if figure.day is not None and other.day is not None:
        return figure.day != other.day
    return all(any(map(is_day, f.dates)) for f in (figure, other))


def _are_of_other_actors(figure: Figure, other: Figure) -> bool:
    """Whether two sentences in one language tell of others by name, neither of whom the other article names."""
    own, its = figure.actor, other.actor
    if own is None or its is None or figure.language != other.language:
        return False
    return not is_named(own, other.names) and not is_named(its, figure.names)


def _same_unit(figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same, as far as their units say; of one kind other than counts they do."""
    if figure.family != "count":
        return figure.quantity.unit == other.quantity.unit
    own, its = figure.unit, other.unit
    return (own is not None and own == its) or not figure.layout.items[figure.number].keys.isdisjoint(
        other.layout.items[other.number].keys
    )


# ------------------------------------------------------------------------------------------------ sides


def _join(pairs: Sequence[tuple[Figure, Figure]]) -> list[list[Figure]]:
    """The figures that pairs join, in order."""
    groups: list[list[Figure]] = []
    for pair in pairs:
        touching = [group for group in groups if any(f is g for f in pair for g in group)]
        merged = [figure for group in touching for figure in group]
        merged += [figure for figure in pair if not any(figure is known for known in merged)]
        groups = [group for group in groups if not any(group is other for other in touching)]
        groups.append(merged)
    return [sorted(group, key=lambda f: (f.article, f.sentence, f.number)) for group in groups]


def _arrange(figures: Sequence[Figure]) -> Disagreement:
    """The figures by their values."""
    sides: list[list[Figure]] = []
    for figure in figures:
        side = next((side for side in sides if _may_be_same(figure.quantity, side[0].quantity)), None)
        if side is None:
            sides.append(side := [])
        side.append(figure)
    return Disagreement(tuple(map(tuple, sides)))
