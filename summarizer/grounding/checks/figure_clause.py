"""Figures that the clause of the source gives for another measure, or for somebody else: the owner and the measure that
stand before a figure in its own clause, whatever else the sentence speaks of.

`revenue was 1.2 billion` for 收入为30亿元，净利润为12亿元, and `35% for Vietnam` for 泰国为18%，越南为35%
if it is told of Thailand. Only what differs at each place of the figure in the cited text is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...models import Finding, FindingKind
from ..binding import Binding, BoundFigure, Place
from ..items import NO_MEASURE, PART_FOLLOWS, is_per_unit, related_measures
from ..layout import Layout
from ..named_entities import is_common_acronym
from .interface import CheckContext
from .places import is_place, names_territory


@dataclass(frozen=True, slots=True)
class ClauseLimits:
    """What belongs to a figure in its clause.

    Set on 2026-11-30; held by the floors of `benchmarks.statements` and `benchmarks.adversarial`.

    Attributes:
        max_cost: between a figure and the measure before it.
        max_behind: items between a figure and the measure after it (25%的抽成).
    """

    max_cost: float = 3.5
    max_behind: int = 2


LIMITS = ClauseLimits()
# What a figure is of is no measure of it, nor what it leaves out: `net interest on the debt came to`, 剔除资产处置.
_OBJECT = re.compile(
    NO_MEASURE.pattern + r"|"
    r"\b(?:on|of|for|in|to|from|by|at)\s+(?:(?:the|its|their|our|his|net|total|annual|\w+ly)\s+){0,2}(?:\w+\s)?$"
)
# Characters before a measure in which a preposition is looked for.
_MAX_BEFORE = 40
# Characters of the source that a message shows.
_MAX_SHOWN = 60
# Words of the claim and of the source that differ.
_Difference = tuple[str, str] | None


def find_other_clauses(context: CheckContext) -> Iterator[Finding]:
    """The figures whose clauses in the source name another measure or owner. Only across languages."""
    binding = context.binding
    for figure in binding.figures if not context.is_same_language else ():
        places = [place for place in figure.places if place.is_equal]
        if places and figure.item.kind == "figure" and any(map(str.isdigit, binding.layout.text_of(figure.number))):
            for kind, difference in _DIFFERENCES:
                if found := difference(binding, figure, places):
                    yield _finding(kind, binding.layout, figure, places[0], found)
                    break


def _finding(kind: FindingKind, claim: Layout, figure: BoundFigure, place: Place, found: tuple[str, str]) -> Finding:
    claimed, stated = found
    shown = " ".join(place.layout.clause_text(place.number).split())[:_MAX_SHOWN]
    message = f"the source's {place.layout.text_of(place.number)} goes with “{stated}”, not with “{claimed}”: “{shown}”"
    block = place.passage.block or None
    return Finding(kind=kind, claim=f"{claim.text_of(figure.number)}, {claimed}", message=message, block=block)


# ------------------------------------------------------------------------------------------------ measures


def _other_measure_in_clause(binding: Binding, figure: BoundFigure, places: Sequence[Place]) -> _Difference:
    claim = binding.layout
    if claim.families[figure.number] == "count" or any(is_per_unit(place.item) for place in places):
        return None  # their unit tells the measure
    claimed = _find_measure(claim, figure.number)
    if claimed is None:
        return None
    stated = [_find_measure(place.layout, place.number) for place in places]
    pairs = zip(places, stated, strict=True)
    if not all(n is not None and _are_other(claim, claimed, place.layout, n) for place, n in pairs):
        return None
    return claim.text_of(claimed), places[0].layout.text_of(stated[0] or 0)


def _find_measure(layout: Layout, number: int) -> int | None:
    """The measure of a figure in its clause: that of its rank in a list, the one before it, or right behind it."""
    inside = layout.clause_of(number)
    measures = [n for n in inside if layout.items[n].measures]
    before = [n for n in measures if n < number]
    if number in layout.ranks:
        listed = [n for n in before if n in layout.ranks and layout.ranks[n][0] == layout.ranks[number][0]]
        if listed:
            return next((n for n in listed if layout.ranks[n] == layout.ranks[number]), None)
    if before:
        is_near = layout.costs_from(number)[before[-1]] <= LIMITS.max_cost
        return before[-1] if is_near and not _is_of_another(layout, before[-1], number) else None
    kin = [n for n in inside if layout.families[n] == layout.families[number] and n != number]
    behind = measures[0] if measures and measures[0] <= number + LIMITS.max_behind else None
    return behind if behind is not None and not any(n < behind for n in kin) else None


def _is_of_another(layout: Layout, measure: int, number: int) -> bool:
    """Whether a measure before a figure is not its own: an object, a verb (had earned back), or that of a whole."""
    is_verb = layout.text_of(measure).lower().endswith("ed")
    text, end = layout.passages[measure].folded, layout.items[measure].end
    is_whole = PART_FOLLOWS.search(text, end, layout.items[number].start) is not None
    return is_verb or is_whole or _is_object(layout, measure)


def _is_object(layout: Layout, number: int) -> bool:
    before = layout.passages[number].folded[: layout.items[number].start]
    return bool(_OBJECT.search(before[-_MAX_BEFORE:]))


def _are_other(claim: Layout, claimed: int, source: Layout, stated: int) -> bool:
    """Whether two measures exclude one another, and neither clause has one that may be the other's."""
    if (
        claim.is_share(claimed)
        or source.is_share(stated)
        or not claim.items[claimed].keys.isdisjoint(source.items[stated].keys)
    ):
        return False
    return not (_may_be_meant(claim, claimed, source, stated) or _may_be_meant(source, stated, claim, claimed))


def _may_be_meant(layout: Layout, number: int, other: Layout, theirs: int) -> bool:
    """Whether a measure may be one of the clause of another; of a list it is the other one, or none."""
    related = related_measures(layout.items[number].measures)
    inside = [theirs] if theirs in other.ranks else other.clause_of(theirs)
    return any(related & other.items[n].measures for n in inside)


# ------------------------------------------------------------------------------------------------ owners


def _other_owner(binding: Binding, figure: BoundFigure, places: Sequence[Place]) -> _Difference:
    """A name before the figure that stands elsewhere in the source, while the figure's clause names one unclaimed.

    A name carried over from an earlier clause counts where the source has a figure of the kind for it, too.
    """
    claim, number = binding.layout, figure.number
    inside = [n for n in claim.clause_of(number) if _is_name(claim, n)]
    own = [n for n in inside if n < number] or inside[:1]
    carried = [n for n in range(number) if claim.sentences[n] == claim.sentences[number] and _is_name(claim, n)]
    for name in own or carried[-1:]:
        elsewhere = binding.find_sure_places(name)
        stated = [_unclaimed_owner(binding, number, name, place) for place in places]
        if not elsewhere or None in stated:
            continue
        if is_place(claim, name) and not names_territory(places[0].layout, stated[0] or 0):
            continue  # a shop in Changsha is a shop of the company
        if own or any(_has_figure(source, n, claim.families[number], places) for source, n in elsewhere):
            return claim.text_of(name), places[0].layout.text_of(stated[0] or 0)
    return None


def _unclaimed_owner(binding: Binding, number: int, name: int, place: Place) -> int | None:
    """The last name before a figure of the source, if the sentence of the claim has none of those before it.

    Of countries and other names, one of the same kind as the claim's counts.
    """
    claim, source = binding.layout, place.layout
    positions, inside = binding.sure_positions_in(source), source.clause_of(place.number)
    names = [n for n in inside if n < place.number and _is_name(source, n)]
    names = [n for n in names if names_territory(source, n) == names_territory(claim, name)] or names
    claimed = {n for item in claim.sentence_of(number) for n in positions[item]}
    is_here = any(n in inside for n in positions[name])
    return None if is_here or not names or not claimed.isdisjoint(names) else names[-1]


def _has_figure(source: Layout, name: int, family: str, places: Sequence[Place]) -> bool:
    """Whether a clause has a figure of a kind after a name, other than at some places."""
    taken = {place.number for place in places if place.layout is source}
    return any(n > name and source.families[n] == family and n not in taken for n in source.clause_of(name))


def _is_name(layout: Layout, number: int) -> bool:
    """Whether an item is a name of the gazetteer, and no common noun or acronym."""
    item = layout.items[number]
    is_known = item.kind == "name" and len(item.entries) == len(item.keys)
    return is_known and not is_common_acronym(layout.text_of(number))


_DIFFERENCES: Sequence[tuple[FindingKind, Callable[[Binding, BoundFigure, Sequence[Place]], _Difference]]] = (
    ("number", _other_measure_in_clause),
    ("name", _other_owner),
)
