"""Figures that articles of one matter give otherwise: the same owner, measure and period with another value.

The figures of two articles are compared by what stands around them, in either language: a figure of one is that of the
other where each fits the other's place best. A value that the other article has as well, anywhere, is no disagreement:
it knows both. Neither is a forecast beside a result, a figure of another period, or a tally that has risen since.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import combinations

from ..grounding import SourceIndex
from ..grounding.binding import score_place
from ..grounding.figure_tolerance import is_compatible, significant_digits
from ..grounding.frames import MAY_BE_POSSIBILITY, POSSIBILITY
from ..grounding.items import Item, related_measures
from ..grounding.layout import COSTS, Layout, lay_out
from ..grounding.matching import Positions, match_items, match_loosely
from ..grounding.passage import find_words_together
from ..models import CLAIM_ROLES
from ..quantities import Quantity, compare
from ..quantities.units import to_common_unit


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
# Closeness from which an item belongs to what stands around a figure, as in `binding.BindingThresholds`.
_MIN_CLOSENESS = 0.05
# What a name there tells beside a word, likewise.
_NAME_WEIGHT = 1.5
# Units of counts that say nothing of what is counted.
_ANYTHING = ("item", "case", None)
# Articles of one matter that are compared with one another, the newest ones.
_MAX_ARTICLES = 24
# Families of figures that are compared. A place in a list, a score or a time of day is told in too many ways.
_FAMILIES = frozenset(["money", "percent", "count", "measure", "points", "duration", "age"])


@dataclass(frozen=True)
class Figure:
    """A figure of an article, where it stands.

    Attributes:
        article: the index of the article.
        sentence: the number of the sentence in it.
        layout, number: the items of the sentence, and the figure among them.
        day: that the article was published.
        periods: that the article names anywhere, days apart.
    """

    article: int
    sentence: int
    layout: Layout
    number: int
    day: datetime.date | None
    periods: tuple[Quantity, ...] = ()

    @property
    def quantity(self) -> Quantity:
        """The figure itself."""
        quantity = self.layout.items[self.number].quantity
        assert quantity is not None
        return quantity

    @property
    def family(self) -> str:
        """The kind of the figure, kinds that are written for one another taken together."""
        return self.layout.families[self.number]

    @cached_property
    def context(self) -> list[tuple[int, float]]:
        """The items around it, with what each tells, 1 together."""
        found = []
        for number, cost in enumerate(self.layout.costs_from(self.number)):
            weight = math.exp(-cost / COSTS.reach_claim)
            is_other = number != self.number and self.layout.families[number] != self.family
            if is_other and weight >= _MIN_CLOSENESS:
                is_name = self.layout.items[number].kind == "name"
                found.append((number, weight * (_NAME_WEIGHT if is_name else 1.0)))
        total = sum(weight for _, weight in found)
        return [(number, weight / total) for number, weight in found]

    @cached_property
    def measures(self) -> frozenset[int]:
        """The measures that its clause names."""
        layout = self.layout
        clause = (item for n, item in enumerate(layout.items) if layout.clauses[n] == layout.clauses[self.number])
        return frozenset(int(key.split()[1]) for item in clause for key in item.keys if key.startswith("measure "))

    @cached_property
    def dates(self) -> list[Quantity]:
        """The dates of its sentence."""
        return [q for item in self.layout.items if item.kind == "date" and (q := item.quantity)]

    @property
    def unit(self) -> str | None:
        """What it counts, unless that is anything: None for 一件, and where the text does not say."""
        unit = self.quantity.unit
        return None if unit in _ANYTHING else unit

    @cached_property
    def may_be_possible(self) -> bool:
        """Whether its sentence may tell what is not yet so."""
        passage = self.layout.passages[self.number]
        return MAY_BE_POSSIBILITY.search(passage.folded) is not None or any(map(self._is_to_come, self.dates))

    def _is_to_come(self, date: Quantity) -> bool:
        """Whether a date lies in a later year than the article."""
        when = date.when
        if when is None or self.day is None:
            return False
        return when.relative == "year+1" or (when.year or 0) > self.day.year

    @property
    def own_periods(self) -> list[Quantity]:
        """The periods that its sentence names, days apart."""
        return [date for date in self.dates if not _is_day(date)]

    @cached_property
    def is_possible(self) -> bool:
        """Whether its clause tells what may be, is planned or expected."""
        return POSSIBILITY.search(self.layout.clause_text(self.number)) is not None


@dataclass(frozen=True)
class Disagreement:
    """A figure that articles give with different values: the figures of each value, the first article's first."""

    sides: tuple[tuple[Figure, ...], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them."""
        return tuple(figure for side in self.sides for figure in side)


def find_figures(article: int, index: SourceIndex) -> list[Figure]:
    """The figures of an article's own claims that can be compared."""
    document = index.document
    day = datetime.date.fromisoformat(document.published_at[:10]) if document.published_at else None
    roles = {block.number: block.role for block in document.blocks}
    passages = [(n, p) for n, p in enumerate(index.sentences, 1) if roles[p.block] in CLAIM_ROLES and p.quantities]
    find_words_together(passage for _, passage in passages)
    dates = {q.reading: q for _, p in passages for q in p.quantities if q.when is not None and not _is_day(q)}
    periods = tuple(dates.values())
    return [
        Figure(article, number, layout, place, day, periods)
        for number, passage in passages
        for layout in [lay_out(passage)]
        for place, item in enumerate(layout.items)
        if layout.families[place] in _FAMILIES and item.quantity and _is_measured(item.quantity)
    ]


def _is_measured(quantity: Quantity) -> bool:
    """Whether a figure is a value, and not a share in words such as half, which is told of anything."""
    is_share = quantity.kind in ("fraction", "multiple", "percent")
    return quantity.value is not None and (not is_share or any(map(str.isdigit, quantity.text)))


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
    own, other = _without_known(first, second), _without_known(second, first)
    scores: dict[tuple[int, int], float] = {}
    for (a, figure), (b, its) in ((x, y) for x in enumerate(own) for y in enumerate(other)):
        if may_disagree(figure, its):
            scores[a, b] = score_pair(describe_pair(figure, its, own, other))
    best_own = {a: max(score for (x, _), score in scores.items() if x == a) for a, _ in scores}
    best_other = {b: max(score for (_, y), score in scores.items() if y == b) for _, b in scores}
    for (a, b), score in scores.items():
        if score >= WEIGHTS.min_score and score == best_own[a] == best_other[b]:
            yield own[a], other[b]


def _without_known(figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """The figures whose value another article has nowhere."""
    known = {other.quantity.reading: other.quantity for other in others}.values()
    return [f for f in figures if not any(_may_be_same(f.quantity, quantity) for quantity in known)]


def _may_be_same(quantity: Quantity, other: Quantity) -> bool:
    return any(_may_support(a, b) for a, b in ((quantity, other), (other, quantity)))


def _may_support(claim: Quantity, source: Quantity) -> bool:
    verdict = compare(claim, source).verdict
    return verdict == "same" or (verdict == "undecided" and is_compatible(source, claim, frozenset()))


def may_disagree(figure: Figure, other: Figure) -> bool:
    """Whether two figures that differ may be of the same thing, by their kind, frame and period."""
    own, its = figure.quantity, other.quantity
    if figure.family != other.family or _may_be_same(own, its):
        return False
    comparison = compare(own, its)
    is_other_value = comparison.verdict == "different" and comparison.aspect == "value"
    if not is_other_value and not (comparison.verdict == "undecided" and own.unit == its.unit):
        return False
    if None not in (own.change, its.change) and own.change != its.change:
        return False
    if any(one.is_possible and not two.may_be_possible for one, two in ((figure, other), (other, figure))):
        return False
    return _may_share_period(figure, other)


def _may_share_period(figure: Figure, other: Figure) -> bool:
    """Whether two figures may be of one period: by the periods that they name, or the days of their articles."""
    periods = [f.own_periods for f in (figure, other)]
    if all(periods) and not _any_same(*periods):
        return False
    if figure.day is None or other.day is None or figure.day == other.day or figure.family != "count":
        return True
    earlier, later = sorted((figure, other), key=lambda f: f.day or datetime.date.min)
    return not (later.quantity.value or 0) > (earlier.quantity.value or 0)  # a tally that has risen


def _is_day(date: Quantity) -> bool:
    when = date.when
    is_relative_day = when is not None and when.relative is not None and when.relative.startswith("day")
    return when is not None and (
        when.day is not None or when.weekday is not None or when.hour is not None or is_relative_day
    )


def _any_same(dates: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    return any(compare(a, b).verdict in ("same", "undecided") for a in dates for b in others)


def describe_pair(figure: Figure, other: Figure, own: Sequence[Figure], others: Sequence[Figure]) -> dict[str, float]:
    """What tells whether two figures are of the same thing: a value for each of the weights.

    Args:
        own, others: the figures of the two articles whose values the other one does not have.
    """
    measures = figure.measures, other.measures
    units, ratio = (figure.unit, other.unit), _ratio(figure, other)
    digits = min(significant_digits(f.quantity.value or Fraction(0)) for f in (figure, other))
    is_only = _count_near(figure, others) == _count_near(other, own) == 1
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
    weights = asdict(WEIGHTS)
    return math.fsum(value * weights[name] for name, value in features.items())


def _fit(figure: Figure, other: Figure) -> float:
    """The share of what stands around a figure that stands around another, close to it."""
    return score_place(figure.context, other.layout, other.number, _match(figure.layout, other.layout))


@lru_cache(maxsize=64)  # all figures of a sentence are compared with those of another, one after the other
def _match(layout: Layout, other: Layout) -> Positions:
    """For each item of a sentence, the numbers of the items of another that may be the same."""
    return match_loosely(layout, other, match_items(layout, other, _is_same_item))


def _is_same_item(item: Item, other: Item) -> bool:
    return item.quantity is not None and other.quantity is not None and bool(compare(item.quantity, other.quantity))


@lru_cache(maxsize=64)
def _share_figure(layout: Layout, other: Layout) -> bool:
    """Whether two sentences have a figure in common."""
    return any(_is_same_item(a, b) for a in layout.items for b in other.items if a.kind == "figure")


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
    return all(any(map(_is_day, f.dates)) for f in (figure, other))


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
