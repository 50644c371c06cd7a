"""How far the figure of a claim is from that of its source, for readers: ten times as large, 4.4 points above it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from .compare import compare
from .conversion import to_common_unit
from .find import find_quantities
from .quantity import Quantity

DifferenceKind = Literal[
    "times", "part", "more", "fewer", "above", "below", "points_above", "points_below", "unit", "date", "direction"
]

# From this ratio on, a figure is told as a multiple of the other; below it, as so many percent more or less.
_MIN_MULTIPLE = 2
# Whole numbers below this are told apart by their difference: 24 is 2 more than 22.
_MAX_COUNTED = 100
# Significant digits of what is not a whole number.
_DIGITS = 2


class Difference(NamedTuple):
    """What a figure is, seen from another.

    Attributes:
        kind: `times` and `part`: its multiple or one n-th of it; `more` and `fewer`: by so many; `above` and `below`:
            in percent of it, or in percentage points.
        amount: of these; an empty string where the unit, date or direction differs.
    """

    kind: DifferenceKind
    amount: str = ""


def describe_difference(claim: str, source: str) -> Difference | None:
    """The difference of the one figure in some words from the one figure in others.

    Returns None where either has none or several, where both are equal, and where it cannot be told.
    """
    claimed, stated = find_quantities(claim), find_quantities(source)
    if len(claimed) != 1 or len(stated) != 1:
        return None
    comparison = compare(claimed[0], stated[0])
    if comparison.aspect == "direction":
        return Difference("direction")
    if comparison.verdict == "incomparable":
        return Difference("unit") if comparison.aspect == "unit" else None
    if claimed[0].when or stated[0].when:
        return Difference("date") if comparison.verdict == "different" else None
    return _compare_values(claimed[0], stated[0])


def _compare_values(claim: Quantity, source: Quantity) -> Difference | None:
    """The difference of two single values in one unit."""
    first, second = to_common_unit(claim, source), to_common_unit(source, claim)
    if first is None or second is None or first.low != first.high or second.low != second.high:
        return None
    ours, theirs = first.low, second.low
    if ours == theirs or ours * theirs <= 0:
        return None
    ratio = ours / theirs
    if _is_power_of_ten(ratio) or _is_power_of_ten(1 / ratio):
        return Difference("times", _write(ratio)) if ratio > 1 else Difference("part", _write(1 / ratio))
    if claim.kind == source.kind and claim.kind in ("percent", "points") and claim.low and source.low:
        points = claim.low - source.low
        return Difference("points_above" if points > 0 else "points_below", _write(abs(points)))
    if all(value.denominator == 1 and abs(value) < _MAX_COUNTED for value in (ours, theirs)):
        return Difference("more" if ours > theirs else "fewer", _write(abs(ours - theirs)))
    if ratio >= _MIN_MULTIPLE:
        return Difference("times", _write(ratio))
    return Difference("above" if ratio > 1 else "below", _write(100 * abs(ratio - 1)))


def _is_power_of_ten(ratio: Fraction) -> bool:
    digits = str(ratio.numerator)
    return ratio.denominator == 1 and ratio > 1 and digits.rstrip("0") == "1"


def _write(amount: Fraction) -> str:
    """The amount with commas; two significant digits, or all of its whole digits."""
    if amount.denominator == 1:
        return f"{amount.numerator:,}"
    value = float(amount)
    return f"{value:.{_DIGITS}g}" if value < 10**_DIGITS else f"{value:,.0f}"
