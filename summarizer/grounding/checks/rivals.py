"""Figures in whose place the source has another one: what the claim says of 6.8% stands in a sentence around 8%.

The context of a figure is held against that of each figure of its kind (`binding`). Where it stands far closer together
in a sentence without the claim's figure, that sentence's figure is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...models import Finding
from ..binding import BoundFigure, Place
from .interface import CheckContext


@dataclass(frozen=True, slots=True)
class RivalLimits:
    """When another figure is meant.

    Attributes:
        min_lead: share of the context that must stand closer to the other figure. Of 560 true and 628 false statements,
            those about six articles and the adversarial pairs, none and 4 have such a figure, which no other check
            finds; half and twice the lead give the same and 3; 2026-12-01.
    """

    min_lead: float = 0.1


LIMITS = RivalLimits()
# Other kinds are counted of too many things.
_KINDS = frozenset(["percent", "money"])
# Characters of the source that a message shows.
_MAX_SHOWN = 60


def find_rivals(context: CheckContext) -> Iterator[tuple[int, Finding]]:
    """The numbers of the claim's figures in whose place the source has another, each with the finding.

    Only across languages: within one a closer sentence has more of the claim's words by chance.
    """
    binding = context.binding
    figures = binding.figures if not context.is_same_language else []
    claimed = {(id(p.layout), p.number) for figure in figures for p in figure.places if p.is_equal}
    for figure in figures:
        others = (p for p in figure.places if not p.is_equal and (id(p.layout), p.number) not in claimed)
        rival = next((p for p in others if _is_of_kind(figure, p)), None)
        if rival is None or figure.equal is None or rival.score <= figure.equal.score + LIMITS.min_lead:
            continue
        if figure.equal.layout is not rival.layout:
            continue  # the blocks are cited for one figure each
        stands_beside = any(p.passage is rival.passage for p in figure.places if p.is_equal)
        if not stands_beside and not _has_basis_of_its_own(context, rival):
            yield figure.number, _finding(context, figure, rival)


def _is_of_kind(figure: BoundFigure, place: Place) -> bool:
    """Whether a figure of the source has the kind and unit of the claim's, and no rank in a list."""
    own, other = figure.item.quantity, place.item.quantity
    if own is None or other is None or place.number in place.layout.ranks:
        return False
    return own.kind in _KINDS and (own.kind, own.unit) == (other.kind, other.unit)


def _has_basis_of_its_own(context: CheckContext, place: Place) -> bool:
    """Whether the clause of a figure says what it is measured against, and the claim does not."""
    layout = place.layout
    bases = [n for n in layout.clause_of(place.number) if layout.items[n].kind == "basis"]
    claimed = {n for numbers in context.binding.positions_in(layout) for n in numbers}
    return not claimed.issuperset(bases)


def _finding(context: CheckContext, figure: BoundFigure, rival: Place) -> Finding:
    claimed, stated = context.binding.layout.text_of(figure.number), rival.layout.text_of(rival.number)
    shown = " ".join(rival.layout.clause_text(rival.number).split())[:_MAX_SHOWN]
    message = f"the source has {stated} there, not {claimed}: “{shown}”"
    return Finding(kind="number", claim=claimed, message=message, block=rival.passage.block or None)
