"""What follows from comparing two figures for a claim: whether the source's figure entails or may agree with it.

`quantities.compare` tells how two figures relate; a claim must meet more. A figure written with more digits than its
source has is made up, whatever rounding would allow; a figure twice as large as one that cannot be read with certainty
is no reading of it; a year that no date of the cited text can mean is not left open by them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from ..text.header_fields import read_day

if TYPE_CHECKING:
    from ..quantities import Quantity
    from ..quantities.quantity import When

_DATE_PARTS = ("year", "month", "day", "weekday", "quarter", "half", "decade", "century", "season", "hour", "minute")
# Parts of a date that no context supplies; the year goes without saying in most texts.
_EXPLICIT_PARTS = ("month", "day", "quarter", "half")
# Years around a year that a text names which a relative date (last year) can mean.
_RELATIVE_YEARS = 1
_MONTHS = range(1, 13)
# Days around the day of writing that a weekday alone may name.
_WEEKDAY_REACH = 6
# From a weekday to that of the week before or after.
_DAYS_OF_WEEK = 7
# Before a weekday of a week that is over, or that has not begun.
_LAST = re.compile(r"\b(?:last|past|previous) $")
_NEXT = re.compile(r"\b(?:next|coming|following) $")
_PUBLISHED = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)")
# Digits in which values are compared: all that a float has for certain.
_FLOAT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FigureTolerance:
    """Largest ratio of two values that may still mean the same.

    Set on 2026-11-24 without a measurement of their own, in a change that brought the balanced accuracy on
    faith_x_mqm_news_zh2en to 74.6% without a false alarm (`python -m benchmarks.faithfulness`).

    Attributes:
        bounded: when one of the figures is a bound: more than 5 million may be up to twice as many.
        uncertain: when a reading is uncertain: only a rounding is possible.
    """

    bounded: Fraction = Fraction(2)
    uncertain: Fraction = Fraction(11, 10)


TOLERANCE = FigureTolerance()


def entails(source: Quantity, claim: Quantity) -> bool:
    """Whether a source's figure that compares as `same` has all of the claim's: `12日` does not entail `11月12日`."""
    if claim.when is not None and source.when is not None:
        claim_date, source_date = claim.when, source.when
        if claim_date.year is not None and source_date.decade is not None:  # the 1980s do not entail 1981
            return False
        return all(
            getattr(source_date, part) is not None or getattr(claim_date, part) is None for part in _EXPLICIT_PARTS
        )
    return not _invents_digits(claim, source)


def _invents_digits(claim: Quantity, source: Quantity) -> bool:
    """Whether the claim differs in digits that the source does not have: 31,001 for 31,000."""
    claim_value, source_value = claim.value, source.value
    if claim_value is None or source_value is None or claim.kind != source.kind:
        return False
    if abs(claim_value) == abs(source_value):  # of a loss and a negative profit
        return False
    if claim.is_range or source.is_range:
        return False
    same_unit = claim.unit == source.unit or claim.kind == "count"
    return same_unit and significant_digits(claim_value) >= significant_digits(source_value)


def significant_digits(value: Fraction) -> int:
    """The digits a number needs, zeros at either end left out: 2 for 31,000 and 4 for 0.3334; 12 for a third."""
    return len(f"{abs(float(value)):.{_FLOAT_DIGITS}g}".replace(".", "").split("e")[0].strip("0")) or 1


def is_compatible(source: Quantity, claim: Quantity, years: frozenset[int]) -> bool:
    """Whether the claim's figure may agree with one that does not entail it, so that it stays undecided.

    Args:
        years: the years that the cited text names.
    """
    if claim.when is not None and source.when is not None:
        return _is_compatible_date(claim.when, source.when, years)
    claim_value, source_value = claim.value, source.value
    if not claim_value or not source_value or claim.is_range or source.is_range:
        return True
    factor = TOLERANCE.uncertain if claim.bound == source.bound == "exact" else TOLERANCE.bounded
    return 1 / factor <= abs(claim_value / source_value) <= factor


def _is_compatible_date(claim: When, source: When, years: frozenset[int]) -> bool:
    if claim.year is not None and source.year is not None:
        return claim.year == source.year
    if claim.year is not None:
        if source.decade is not None and years:  # the source names exact years elsewhere, and they differ
            return False
        if source.relative is not None:  # last year: one of those around the years that are named
            return not years or any(abs(claim.year - year) <= _RELATIVE_YEARS for year in years)
        return _share_part(claim, source)
    return True


def _share_part(claim: When, source: When) -> bool:
    """Whether both have a part beyond the year, and the same one: March 2015 and 3月."""
    pairs = [(getattr(claim, part), getattr(source, part)) for part in _DATE_PARTS[1:]]
    return any(a is not None and a == b for a, b in pairs)


def years_named(figures: Iterable[Quantity]) -> frozenset[int]:
    """The years that figures name."""
    moments = [m for f in figures for m in (f.when, f.until) if m is not None]
    return frozenset(m.year for m in moments if m.year is not None)


def spans_year(source: Quantity, claim: Quantity) -> bool:
    """Whether a range of dates has the year of a date in it: 2021 of 2020年至2023年."""
    first, last, when = source.when, source.until, claim.when
    if first is None or last is None or when is None or None in (first.year, last.year, when.year):
        return False
    return first.year <= when.year <= last.year  # type: ignore[operator]


def find_added_parts(claim: Quantity, dates: Sequence[When]) -> tuple[Literal["month", "year"], ...]:
    """What a date of the claim has and one of the cited text that is otherwise the same lacks: August of 8日, August 8.

    Args:
        dates: those of the cited text.
    """
    when = claim.when
    if when is None or when.relative or when.lunar or when.fiscal or not claim.certain or when.month is None:
        return ()
    added: list[Literal["month", "year"]] = []
    if when.day is not None and any(date.day == when.day and date.month is None for date in dates):
        added.append("month")
    if when.year is not None and any(date.month == when.month and date.year is None for date in dates):
        added.append("year")
    return tuple(added)


def years_around(published_at: str | None) -> frozenset[int]:
    """The years that last, this and next year mean in a text of a day (ISO 8601); none where it is not known."""
    published = _PUBLISHED.match(published_at or "")
    if published is None:
        return frozenset()
    year = int(published["year"])
    return frozenset(range(year - _RELATIVE_YEARS, year + _RELATIVE_YEARS + 1))


def months_around(published_at: str | None) -> frozenset[int]:
    """The months that last, this and next month mean in a text of a day (ISO 8601); none where it is not known."""
    published = _PUBLISHED.match(published_at or "")
    if published is None:
        return frozenset()
    return frozenset((int(published["month"]) + step - 1) % 12 + 1 for step in (-1, 0, 1))


def may_be_weekday(day: When, named: When, before: str, published_at: str | None) -> bool:
    """Whether a day may be one that a text of a day (ISO 8601) names by its weekday alone: on Monday, last Friday.

    Args:
        before: the text before the weekday, folded.
    """
    writing = read_day(published_at)
    if writing is None or not _is_bare_weekday(named) or day.month is None or day.day is None:
        return False
    near = (writing + datetime.timedelta(days) for days in _find_reach(before, writing.isoweekday()))
    return any(
        (each.month, each.day, each.isoweekday()) == (day.month, day.day, named.weekday)
        and day.year in (None, each.year)
        for each in near
    )


def _find_reach(before: str, weekday: int) -> range:
    """The days from that of writing, itself a weekday, that another weekday may name.

    The last one is no earlier than in the week before, the next one no later than in the week after.
    """
    if _LAST.search(before):
        return range(1 - weekday - _DAYS_OF_WEEK, 0)
    if _NEXT.search(before):
        return range(1, 2 * _DAYS_OF_WEEK - weekday + 1)
    return range(-_WEEKDAY_REACH, _WEEKDAY_REACH + 1)


def _is_bare_weekday(when: When) -> bool:
    """Whether a date gives nothing but its weekday."""
    return when.weekday is not None and when == type(when)(weekday=when.weekday)


def months_named(dates: Iterable[Quantity], is_dated: bool) -> frozenset[int]:
    """The months that dates name, their quarters, halves and ranges included.

    All twelve where a date is told by another one (上月, three months later) and the text's own day is not known.
    """
    months: set[int] = set()
    for date in dates:
        if date.when is None:
            continue
        if date.when.relative is not None and not is_dated:
            return frozenset(_MONTHS)
        months |= _months_of(date.when)
        if date.until is not None and date.when.month and date.until.month:
            months |= _months_between(date.when.month, date.until.month)
    return frozenset(months)


def _months_of(when: When) -> set[int]:
    if when.month is not None:
        return {when.month}
    if when.quarter is not None:
        return set(range(3 * when.quarter - 2, 3 * when.quarter + 1))
    if when.half is not None:
        return set(range(6 * when.half - 5, 6 * when.half + 1))
    return set()


def _months_between(first: int, last: int) -> set[int]:
    """The months from one to another, over the end of the year where the last comes first."""
    return set(range(first, last + 1)) if first <= last else {*range(first, 13), *range(1, last + 1)}
