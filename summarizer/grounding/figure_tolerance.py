"""What a comparison of two figures is worth: whether `same` bears the claim out, whether `undecided` leaves a doubt.

`quantities.compare` says what two figures say of each other; here is what follows for a claim. A figure that is written
with more digits than its source has is made up, whatever rounding would allow; a figure twice as large as one that
cannot be read for sure is no reading of it; a year that no date of the cited text can mean is not left open by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..quantities import Quantity, When

_PARTS = ("year", "month", "day", "weekday", "quarter", "half", "decade", "century", "season", "hour", "minute")
# Parts of a date that no context supplies; the year goes without saying in most texts.
_SPOKEN = ("month", "day", "quarter")
# A bound (more than 5 million) leaves room up to twice the value, a doubtful reading only for a rounding.
_TWICE, _NEARLY = Fraction(2), Fraction(11, 10)


def entails(figure: Quantity, other: Quantity) -> bool:
    """Whether a source's figure that compares as the same says all of the claim's: `12日` does not say `11月12日`."""
    if figure.when is not None and other.when is not None:
        ours, theirs = figure.when, other.when
        if ours.year is not None and theirs.decade is not None:  # the 1980s do not say 1981
            return False
        return all(getattr(theirs, part) is not None or getattr(ours, part) is None for part in _SPOKEN)
    return not _invents_digits(figure, other)


def _invents_digits(figure: Quantity, other: Quantity) -> bool:
    """Whether the claim differs in digits that the source does not have: 31,001 for 31,000."""
    ours, theirs = figure.value, other.value
    if ours is None or theirs is None or ours == theirs or figure.kind != other.kind:
        return False
    if figure.is_range or other.is_range:
        return False
    return (figure.unit == other.unit or figure.kind == "count") and significant_digits(ours) >= significant_digits(
        theirs
    )


def significant_digits(value: Fraction) -> int:
    """How many digits a number needs, zeros at the end left out: 1 for 31,000 and 3, 4 for 0.3334; many for a third."""
    return len(f"{abs(float(value)):.12g}".replace(".", "").split("e")[0].strip("0")) or 1


def is_compatible(figure: Quantity, other: Quantity, years: frozenset[int]) -> bool:
    """Whether an undecided comparison, or a `same` that does not bear the claim out, leaves the claim open.

    Args:
        years: the years that the cited text names.
    """
    if figure.when is not None and other.when is not None:
        return _may_be_moment(figure.when, other.when, years)
    ours, theirs = figure.value, other.value
    if not ours or not theirs or figure.is_range or other.is_range:
        return True
    factor = _NEARLY if figure.bound == other.bound == "exact" else _TWICE
    return 1 / factor <= abs(ours / theirs) <= factor


def _may_be_moment(ours: When, theirs: When, years: frozenset[int]) -> bool:
    if ours.year is not None and theirs.year is not None:
        return ours.year == theirs.year
    if ours.year is not None:
        if theirs.decade is not None and years:  # the source is as exact elsewhere, and says another year there
            return False
        if theirs.relative is not None:  # last year: one of those around the years that are named
            return not years or any(abs(ours.year - year) <= 1 for year in years)
        return _share_part(ours, theirs)
    return True


def _share_part(ours: When, theirs: When) -> bool:
    """Whether both have a part beyond the year, and the same one: March 2015 and 3月."""
    pairs = [(getattr(ours, part), getattr(theirs, part)) for part in _PARTS[1:]]
    return any(a is not None and a == b for a, b in pairs)


def years_named(figures: Iterable[Quantity]) -> frozenset[int]:
    """The years that figures name."""
    moments = [m for f in figures for m in (f.when, f.until) if m is not None]
    return frozenset(m.year for m in moments if m.year is not None)
