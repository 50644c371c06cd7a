"""What figures of a sentence take from each other: 44.8 million and 35.4 million dollars, 分别为3亿和5亿元."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import regex

from .numerals import scale_of
from .quantity import Quantity

_SHARED_KINDS = frozenset(("money", "percent", "measure", "points", "multiple"))
_RATES = frozenset(("percent", "points"))
_LINK = regex.compile(
    r"\s?(?:[,、]\s?(?:and\s|or\s)?|(?:and|or|versus|compared\swith)\s|[和与及或]|以及)\s?(?:约|近|about\s|nearly\s|almost\s)?"
)
# Between the figures of a list that broker's reports write as one: 4.5/5.2/6.1亿元.
_SLASH = regex.compile(r"/[+＋]?")
_LAST_OF_LIST = regex.compile(
    r"(?:[\d.]{1,8}(?:/[+＋]?|[、和与及]|, (?:and )?| and )){1,12}(?P<digits>\d{1,4}(?:\.\d{1,3})?)"
    r"(?P<scale>\s?(?:万亿|[万亿]|million|billion|bn|mn))"
)
_RESPECTIVELY = regex.compile(r"分别|分別|respectively", regex.IGNORECASE)
_HAS_SCALE = regex.compile(r"[\p{L}.]")
_DIGITS_WITH_SCALE = regex.compile(r"\d\s?\p{L}")
# Between figures of a list with one scale: 0.9, 4 and 17 million, not 5000、2亿.
_MAX_RATIO = 50
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
            factor = _shared_scale(text, number)
            low, high, step = (value and value * factor for value in (number.low, number.high, number.step))
            settled[position] = replace(
                number, kind=following.kind, unit=following.unit, low=low, high=high, step=step or number.step
            )
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


def _shared_scale(text: str, number: Quantity) -> int:
    """The scale that a bare number of a list shares with the last one: 4.5/5.2/6.1亿元, 4.5、5.2和6.1亿元."""
    last = _LAST_OF_LIST.match(text, number.start)
    if last is None or not number.low or not number.text[-1].isdigit():
        return 1
    is_alike = 1 / _MAX_RATIO < abs(number.low) / Fraction(last["digits"]) < _MAX_RATIO
    return scale_of(last["scale"].strip()) if is_alike else 1


def _shares_unit(text: str, number: Quantity, following: Quantity) -> bool:
    """Whether a bare number takes the unit of the figure after it."""
    gap = following.start - number.end
    if not 0 < gap <= _MAX_LINK or following.text[0] in "$€£¥":
        return False
    if _SLASH.fullmatch(text, number.end, following.start):
        return True
    if not number.certain or following.kind == "multiple":
        return False
    link = _LINK.match(text, number.end, following.start)
    if link is None or link.end() != following.start:
        return False
    if following.kind in _RATES and _DIGITS_WITH_SCALE.search(number.text):
        return False  # 12.866 million, 40.9% of all: no percentage is counted in millions
    return bool(_HAS_SCALE.search(number.text) or _RESPECTIVELY.search(text))
