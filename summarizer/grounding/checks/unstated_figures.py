"""Figures of a claim that the cited text need not have as they are: computed, counted in thousands, one of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...quantities import compare
from ..computed_figures import is_compared, is_computed, is_rest, is_total
from ..passage import Passage
from .interface import CheckContext

if TYPE_CHECKING:
    from ...quantities import Quantity

# Between two figures of which one is meant: in 1889 or 1890, the 18th or 19th century.
_OR = re.compile(r"(?:st|nd|rd|th)?\s?(?:or|或者?|还是)\s?(?:in |on |the ){0,2}")
_ALTERNATIVES = re.compile(r"\bor\b|或|还是")
# Kinds of figures whose units are taken for one another.
_SLIPPING_KINDS = frozenset(["percent", "points", "fraction", "multiple"])
# What a figure of a table may be counted in, as its head or caption says: thousands, 万, millions, 亿, billions.
_SCALES = frozenset([10**3, 10**4, 10**6, 10**8, 10**9])


def find_alternatives(claim: Passage, figure: Quantity) -> Iterator[Quantity]:
    """The dates of a claim that are joined with one by `or`, and the ends of 14 or 17 percent: one of two holds.

    Other amounts are joined so by the same in another measure: $130.4 million or $1.07 per share.
    """
    if figure.is_range and _ALTERNATIVES.search(figure.text):
        yield replace(figure, high=figure.low)
        yield replace(figure, low=figure.high)
    for other in claim.quantities:
        first, second = sorted((figure, other), key=lambda q: q.start)
        are_dates = figure.when is not None and other.when is not None and other is not figure
        if are_dates and _OR.fullmatch(claim.folded, first.end, second.start):
            yield other


def may_be_computed(figure: Quantity, stated: Sequence[tuple[Quantity, Passage]], context: CheckContext) -> bool:
    """Whether a claim in words of its own may have computed a figure from those of the source.

    Args:
        stated: the figures of the cited text that it may be compared with, each with its sentence.
    """
    if context.alignment is not None and context.alignment.is_copy:
        return False
    for other, passage in stated:
        if _may_be_cell(figure, other, passage, context) or is_rest(figure, other, passage.folded):
            return True
    others = [other for other, _ in stated]
    if any(may_be_slip(figure, other) for other in others):
        return False
    text = " ".join(passage.folded for passage in context.cited)
    if is_compared(context.claim.folded, figure, others, text) or is_computed(figure, others):
        return True
    own = [q for q in context.claim.quantities if q is not figure and _is_among(q, others)]
    rows = [own, *(passage.quantities for passage in context.cited)]
    if figure.kind == "multiple":
        rows += [(one, other) for one in own for other in others if other.kind == one.kind]
    return any(is_computed(figure, row) or is_total(figure, row) for row in rows)


def _is_among(figure: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the source has a figure of the claim: two that it lacks bear each other out (up 1.2 yuan, or 0.47%)."""
    return any(compare(figure, other).verdict == "same" for other in others)


def _may_be_cell(figure: Quantity, cell: Quantity, row: Passage, context: CheckContext) -> bool:
    """Whether a figure is a bare number of a table at a scale that its row does not tell: 219.4 for $219.4 million."""
    if cell.kind != "number" or cell.value is None or figure.value is None or figure.kind not in ("money", "count"):
        return False
    if not row.block or context.index.document.block(row.block).kind != "table_row":
        return False
    return any(abs(abs(cell.value) * scale - abs(figure.value)) <= figure.step / 2 for scale in _SCALES)


def may_be_slip(figure: Quantity, other: Quantity) -> bool:
    """Whether only unit or scale differ: 1.9 basis points for 1.9%, 886.9 million for 88.69亿.

    A figure of another kind has the same digits by chance: a difference of 180 million beside a ratio of 18.
    """
    kinds = {figure.kind, other.kind}
    are_related = len(kinds) == 1 or kinds <= _SLIPPING_KINDS or "number" in kinds
    return are_related and _digits(figure) == _digits(other)


def _digits(figure: Quantity) -> str:
    """The digits of a figure without its point and outer zeros; its text, if it has none."""
    return "".join(filter(str.isdigit, figure.text)).strip("0") or figure.text


def is_round_length(figure: Quantity) -> bool:
    """Whether a figure is a year or half a year in words, of which any rate is told: 一年上涨9.1%."""
    in_words = not any(map(str.isdigit, figure.text))
    return in_words and figure.kind == "duration" and figure.unit == "year" and bool(figure.value and figure.value <= 1)
