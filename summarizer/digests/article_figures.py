"""The figures of an article that may be compared with those of another, each where it stands."""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ..grounding import SourceIndex
from ..grounding.figure_tolerance import TOLERANCE
from ..grounding.frames import MAY_BE_POSSIBILITY, POSSIBILITY
from ..grounding.items import Item
from ..grounding.layout import COSTS, Layout, lay_out
from ..grounding.passage import Passage, find_words_together
from ..models import CLAIM_ROLES, LanguageCode
from ..quantities import Quantity, compare
from ..text.header_fields import read_day
from .subjects import find_actor, find_names

# Closeness from which an item belongs to what stands around a figure, as in `binding.BindingThresholds`.
_MIN_CLOSENESS = 0.05
# What a name there tells beside a word, likewise.
_NAME_WEIGHT = 1.5
# Units of counts that say nothing of what is counted.
_ANYTHING = ("item", "case", None)
# Figures of an article that are compared with those of each other one, its first ones: pairs grow with their square.
# Of a long report, which may have hundreds, the first tell what it is about.
_MAX_FIGURES = 100
# Kinds whose figures in one unit have the same value where they are the same.
_PLAIN_KINDS = frozenset(["money", "percent", "count"])
# Ratio of two values above which neither rounds or bounds the other: the largest that `TOLERANCE` allows.
_FAR_APART = float(TOLERANCE.bounded)
# Families of figures that are compared. A place in a list, a score or a time of day is told in too many ways.
_FAMILIES = frozenset(["money", "percent", "count", "measure", "points", "duration", "age"])
# What follows an ordinal that is compared: a unit of time, as in the minute of a match or the day of a trial.
_TIME_UNIT = re.compile(r"[ -](?:second|minute|hour|day|week|month|year)\b|\s?(?:秒|分钟|小时|天|周|个月|年)")


@dataclass(frozen=True)
class Figure:
    """A figure of an article, where it stands.

    Attributes:
        article: the index of the article.
        sentence: the number of the sentence in it.
        layout, number: the items of the sentence, and the figure among them.
        day: that the article was published.
        periods: that the article names anywhere, days apart.
        actor: whom its sentence tells of first by name, or else the one before, unless it tells what is said.
        names: those of the article.
    """

    article: int
    sentence: int
    layout: Layout
    number: int
    day: datetime.date | None
    periods: tuple[Quantity, ...] = ()
    actor: str | None = None
    names: frozenset[str] = frozenset()

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

    @property
    def language(self) -> LanguageCode:
        """Of its sentence."""
        return self.layout.passages[self.number].language

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
        return frozenset[int]().union(*(item.measures for item in clause))

    @cached_property
    def dates(self) -> list[Quantity]:
        """The dates of its sentence."""
        return find_dates(self.layout)

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

    @cached_property
    def own_periods(self) -> list[Quantity]:
        """The periods that its sentence names, days apart."""
        return find_periods(self.layout)

    @cached_property
    def is_possible(self) -> bool:
        """Whether its clause tells what may be, is planned or expected."""
        return POSSIBILITY.search(self.layout.clause_text(self.number)) is not None


def find_figures(article: int, index: SourceIndex) -> list[Figure]:
    """The first figures of an article's own claims that can be compared."""
    document = index.document
    day = read_day(document.published_at)
    roles = {block.number: block.role for block in document.blocks}
    passages = [(n, p) for n, p in enumerate(index.sentences, 1) if roles[p.block] in CLAIM_ROLES and p.quantities]
    texts = (Passage(document.title or ""), *index.sentences)
    find_words_together(texts)
    dates = {q.reading: q for _, p in passages for q in p.quantities if q.when is not None and not is_day(q)}
    periods = tuple(dates.values())
    counts = Counter(name for passage in texts for name in set(find_names(passage)))
    names = frozenset(counts)
    figures = (
        Figure(article, number, layout, place, day, periods, actor, names)
        for number, passage in passages
        for layout, actor in [(lay_out(passage), _find_actor(index, number, counts))]
        for place, item in enumerate(layout.items)
        if item.quantity and (_is_measured(item.quantity, layout.families[place]) or _is_place_in_time(passage, item))
    )
    return list(islice(figures, _MAX_FIGURES))


def _find_actor(index: SourceIndex, number: int, counts: Mapping[str, int]) -> str | None:
    """Whom a sentence tells of by name, or the one before it in its block; a name that the article has once is none."""
    passage = index.sentences[number - 1]
    before = index.sentences[number - 2] if number > 1 else passage
    is_open = before.block == passage.block and next(find_names(passage), None) is None
    actor = find_actor(before if is_open else passage)
    return actor if actor is not None and counts.get(actor, 0) > 1 else None


def _is_measured(quantity: Quantity, family: str) -> bool:
    """Whether a figure is a value, and not a share in words such as half, which is told of anything."""
    is_share = quantity.kind in ("fraction", "multiple", "percent")
    is_value = quantity.value is not None and (not is_share or any(map(str.isdigit, quantity.text)))
    return is_value and family in _FAMILIES


def _is_place_in_time(passage: Passage, item: Item) -> bool:
    """Whether a figure is an ordinal of a unit of time."""
    quantity = item.quantity
    return quantity is not None and quantity.kind == "ordinal" and bool(_TIME_UNIT.match(passage.text, item.end))


def has_same_figure(item: Item, other: Item) -> bool:
    """Whether two items are figures of one value."""
    own, its = item.quantity, other.quantity
    return own is not None and its is not None and not are_far_apart(own, its) and bool(compare(own, its))


def are_far_apart(quantity: Quantity, other: Quantity) -> bool:
    """Whether two single figures in one unit differ by more than any rounding or bound allows; most do."""
    own, its = quantity.low, other.low
    if not own or not its or quantity.kind != other.kind or quantity.unit != other.unit:
        return False
    if quantity.kind not in _PLAIN_KINDS or quantity.per or other.per or quantity.is_range or other.is_range:
        return False
    low, high = sorted((abs(own.numerator / own.denominator), abs(its.numerator / its.denominator)))
    return high > low * _FAR_APART


def find_periods(layout: Layout) -> list[Quantity]:
    """The periods that a sentence names, days apart."""
    return [date for date in find_dates(layout) if not is_day(date)]


def find_dates(layout: Layout) -> list[Quantity]:
    """The dates of a sentence."""
    return [q for item in layout.items if item.kind == "date" and (q := item.quantity)]


def is_day(date: Quantity) -> bool:
    """Whether a date is a day or a time of one, and no longer period."""
    when = date.when
    is_relative_day = when is not None and when.relative is not None and when.relative.startswith("day")
    return when is not None and (
        when.day is not None or when.weekday is not None or when.hour is not None or is_relative_day
    )
