"""What each figure of a claim is bound to, held against what the same figure is bound to in the source.

Every figure has a context: the names, words, dates and bases of comparison around it, the closest of which tell most. A
figure of the claim fits a place of the source as far as its context stands close to that place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal, TypeAlias

from ..quantities import compare
from .figure_tolerance import entails
from .items import Item, ItemKind
from .layout import COSTS, Layout, lay_out
from .matching import Matching, Positions
from .passage import Passage


@dataclass(frozen=True, slots=True)
class BindingThresholds:
    """What the context of a figure is.

    Set on 2026-11-30 with the costs of `layout.ClosenessCosts`, and measured with them.

    Attributes:
        min_closeness: closeness in the claim from which an item belongs to the context of a figure.
        basis_weight, name_weight: how much more these tell than words.
        max_figures: figures of a claim that are bound; of one with more none is, because each is held against each of
            the source. No statement of the development sets has half as many.
    """

    min_closeness: float = 0.05
    basis_weight: float = 2.0
    name_weight: float = 1.5
    max_figures: int = 60


THRESHOLDS = BindingThresholds()
# Items of a claim, by number, with what each tells of the item that they surround.
Context: TypeAlias = Sequence[tuple[int, float]]
_WEIGHTS: dict[ItemKind, float] = {"basis": THRESHOLDS.basis_weight, "name": THRESHOLDS.name_weight}


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of the source in whose place a figure of the claim may stand.

    Attributes:
        layout, number: of the item in its block.
        score: how far the context of the claim's figure stands close to it, 0 to 1.
        is_equal: whether it has all that the claim's figure has.
    """

    layout: Layout
    number: int
    score: float
    is_equal: bool

    @property
    def item(self) -> Item:
        """The figure as an item."""
        return self.layout.items[self.number]

    @property
    def passage(self) -> Passage:
        """The sentence that it stands in."""
        return self.layout.passages[self.number]


@dataclass(frozen=True)
class BoundFigure:
    """A figure of a claim with the places of the source that it may stand for, the best ones first."""

    number: int
    item: Item
    places: tuple[Place, ...]

    @cached_property
    def equal(self) -> Place | None:
        """The best place with the same figure."""
        return next((p for p in self.places if p.is_equal), None)

    @cached_property
    def other(self) -> Place | None:
        """The best place with another figure of the kind."""
        return next((p for p in self.places if not p.is_equal), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two figures of a claim that would fit the source better in each other's place, and by how much, 0 to 1."""

    first: BoundFigure
    second: BoundFigure
    gain: float


class Binding:
    """The figures of a claim bound to the figures of cited blocks."""

    def __init__(self, claim: Passage, source: Sequence[Layout]) -> None:
        self.claim = claim
        self.layout = lay_out(claim)
        self.source = source
        self._matchings: dict[int, Matching] = {}
        self._verdicts: dict[tuple[int, int], str] = {}

    @cached_property
    def figures(self) -> list[BoundFigure]:
        """The figures of the claim, in order."""
        layout = self.layout
        if self._has_too_many:
            return [BoundFigure(n, layout.items[n], ()) for n in layout.figures]
        contexts = {n: self._context(n) for n in layout.figures}
        found: dict[int, list[Place]] = {n: [] for n in contexts}
        for source in self.source if contexts else ():
            positions = self.sure_positions_in(source)
            for q in source.figures:
                for n, context in contexts.items():
                    if layout.families[n] == source.families[q] and (
                        comparison := self._compare(layout.items[n], source.items[q])
                    ):
                        score = score_place(context, source, q, positions)
                        found[n].append(Place(source, q, score, comparison == "equal"))
        return [BoundFigure(n, layout.items[n], tuple(sorted(found[n], key=_by_score))) for n in contexts]

    @cached_property
    def _has_too_many(self) -> bool:
        return len(self.layout.figures) > THRESHOLDS.max_figures

    def _context(self, number: int) -> Context:
        """The items of the claim around one of its figures, with what each tells, 1 together."""
        layout = self.layout
        found: list[tuple[int, float]] = []
        for n, cost in enumerate(layout.costs_from(number)):
            weight = math.exp(-cost / COSTS.reach_claim)
            if n != number and layout.families[n] != layout.families[number] and weight >= THRESHOLDS.min_closeness:
                found.append((n, weight * _WEIGHTS.get(layout.items[n].kind, 1.0)))
        total = sum(weight for _, weight in found)
        return [(n, weight / total) for n, weight in found]

    def positions_in(self, source: Layout) -> Positions:
        """The items of a source that have what each item of the claim has, or may have it where none surely does."""
        return self._match_with(source).positions

    def is_in(self, source: Layout, number: int) -> bool:
        """Whether a source has, or may have, what an item of the claim has."""
        return self._match_with(source).has(number)

    def find_sure_places(self, number: int) -> list[tuple[Layout, int]]:
        """The places in the source that surely have what an item of the claim has."""
        return [(source, n) for source in self.source for n in self.sure_positions_in(source)[number]]

    def sure_positions_in(self, source: Layout) -> Positions:
        """The items of a source that surely have what each item of the claim has."""
        return self._match_with(source).sure

    def _match_with(self, source: Layout) -> Matching:
        if id(source) not in self._matchings:
            self._matchings[id(source)] = Matching(self.layout, source, self._has_figure)
        return self._matchings[id(source)]

    def _has_figure(self, item: Item, other: Item) -> bool:
        return not self._has_too_many and self._verdict(item, other) == "same"

    def _verdict(self, item: Item, other: Item) -> str:
        """How a figure of the claim compares to one of the source; each pair is compared once."""
        key = (id(item), id(other))
        if key not in self._verdicts:
            assert item.quantity is not None and other.quantity is not None
            self._verdicts[key] = compare(item.quantity, other.quantity).verdict
        return self._verdicts[key]

    def _compare(self, item: Item, other: Item) -> Literal["equal", "other"] | None:
        """Whether a figure of the source has all of the claim's, or is another one of its kind."""
        if item.quantity is None or other.quantity is None or self._verdict(item, other) == "incomparable":
            return None
        is_equal = self._verdict(item, other) == "same" and entails(other.quantity, item.quantity)
        return "equal" if is_equal else "other"

    def _are_listed_alike(self, first: BoundFigure, second: BoundFigure) -> bool:
        """Whether two figures stand in one list of the claim, and in the same order in one of the source."""
        one, other = first.equal, second.equal
        if one is None or other is None or one.layout is not other.layout:
            return False
        claimed = [self.layout.ranks.get(figure.number) for figure in (first, second)]
        stated = [one.layout.ranks.get(place.number) for place in (one, other)]
        return None not in claimed and [rank and rank[1] for rank in claimed] == [rank and rank[1] for rank in stated]

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The pairs of figures of one kind that would fit better in each other's place."""
        return tuple(self._find_exchanges())

    def _find_exchanges(self) -> Iterator[Exchange]:
        for first, second in combinations(self.figures, 2):
            if self.layout.families[first.number] != self.layout.families[second.number]:
                continue
            if first.equal is None or second.equal is None or agrees(first.item, second.item):
                continue
            if self._are_listed_alike(first, second):
                continue
            straight = first.equal.score + second.equal.score
            crossed = (_score_at_equals(first, second), _score_at_equals(second, first))
            if None not in crossed and (gain := (crossed[0] + crossed[1] - straight) / 2) > 0:  # type: ignore[operator]
                yield Exchange(first, second, gain)


def agrees(item: Item, other: Item) -> bool:
    """Whether two items of claim and source have the same: the figure, the name, or a word."""
    if item.quantity is not None and other.quantity is not None:
        return compare(item.quantity, other.quantity).verdict == "same"
    return not item.keys.isdisjoint(other.keys)


def score_place(context: Context, source: Layout, number: int, positions: Sequence[Sequence[int]]) -> float:
    """How far a context stands close to an item of the source, 0 to 1, by the costs from there."""
    return sum(
        weight * math.exp(-source.lowest_cost(number, positions[n]) / COSTS.reach_source)
        for n, weight in context
        if positions[n]
    )


def _score_at_equals(figure: BoundFigure, other: BoundFigure) -> float | None:
    """How well a figure fits the best place that has the other one."""
    equal = {(id(p.layout), p.number) for p in other.places if p.is_equal}
    return next((p.score for p in figure.places if (id(p.layout), p.number) in equal), None)


def _by_score(place: Place) -> float:
    return -place.score
