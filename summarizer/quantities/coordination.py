"""What figures of a sentence take from each other: 44.8 million and 35.4 million dollars, 分别为3亿和5亿元."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import regex

from .quantity import Quantity

_SHARED_KINDS = frozenset(("money", "percent", "measure", "points"))
_RATES = frozenset(("percent", "points"))
_LINK = regex.compile(
    r"\s?(?:[,、]\s?(?:and\s|or\s)?|(?:and|or|versus|compared\swith)\s|[和与及或]|以及)\s?(?:约|近|about\s|nearly\s|almost\s)?"
)
_RESPECTIVELY = regex.compile(r"分别|分別|respectively", regex.IGNORECASE)
_HAS_SCALE = regex.compile(r"[\p{L}.]")
_DIGITS_WITH_SCALE = regex.compile(r"\d\s?\p{L}")
# Characters between two figures with one unit.
_MAX_LINK = 16


def settle_neighbours(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities with the units that they take from each other.

    A number with a scale or decimals takes the unit of the figure that is joined to it; a whole number only where
    the sentence says 分别 or "respectively". Points beside percentage points are such points.
    """
    settled = found
    for position in range(len(found) - 2, -1, -1):
        number, following = settled[position], settled[position + 1]
        if number.kind == "number" and following.kind in _SHARED_KINDS and _shares_unit(text, number, following):
            settled = settled if settled is not found else list(found)
            settled[position] = replace(number, kind=following.kind, unit=following.unit)
    for position, (before, points) in enumerate(pairwise(settled), 1):
        if (
            points.unit == "point"
            and points.kind == "count"
            and points.text.endswith("points")
            and before.kind == "points"
        ):
            settled = settled if settled is not found else list(found)
            settled[position] = replace(points, kind="points", unit=None)
    return settled


def _shares_unit(text: str, number: Quantity, following: Quantity) -> bool:
    """Whether a bare number takes the unit of the figure after it."""
    gap = following.start - number.end
    if not 0 < gap <= _MAX_LINK or not number.certain or following.text[0] in "$€£¥":
        return False
    link = _LINK.match(text, number.end, following.start)
    if link is None or link.end() != following.start:
        return False
    if following.kind in _RATES and _DIGITS_WITH_SCALE.search(number.text):
        return False  # 12.866 million, 40.9% of all: no percentage is counted in millions
    return bool(_HAS_SCALE.search(number.text) or _RESPECTIVELY.search(text))
