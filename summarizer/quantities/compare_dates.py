"""Whether dates, periods and times of day agree, part by part."""

from __future__ import annotations

from .date_bounds import are_opposite
from .quantity import Bound, Comparison, Quantity, When

_DATE_PARTS = ("year", "month", "day", "weekday", "quarter", "half", "week", "decade", "century", "season")
_COMPARED_PARTS = (*_DATE_PARTS, "minute", "second")
# Months that a writer may mean by a part of the year; generous, because what lies outside is another date.
_MONTHS_OF_PARTS = {"early": range(1, 5), "mid": range(4, 10), "end": range(9, 13)}
_DATE_KINDS = frozenset(("date", "period"))


def compare_dates(claim: Quantity, source: Quantity) -> Comparison:
    """Compares two dates, periods or times of day by the parts that both give."""
    first, second = claim.when, source.when
    if first is None or second is None or not _are_comparable(claim, source):
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are not both dates", "kind")
    if first.lunar != second.lunar:
        return Comparison("undecided", f"only one of “{claim.text}” and “{source.text}” is a lunar date", "date")
    starts = _common_parts(first, second)
    ends = _common_parts(claim.until, source.until) if claim.until and source.until else []
    if (claim.until is None) != (source.until is None):
        return _compare_range_with_date(claim, source)
    difference = next((pair for pair in (*starts, *ends) if pair[1] != pair[2]), None)
    if difference is not None:
        if not (claim.certain and source.certain) and not _is_certain_part(claim, source, difference[0]):
            reason = f"“{claim.text}” or “{source.text}” can be read in more than one way"
            return Comparison("undecided", reason, "reading")
        reason = f"the source says “{source.text}”, not “{claim.text}”: the {difference[0]} differs"
        return Comparison("different", reason, "date")
    if not starts:
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” have no part in common", "date")
    share_date = any(part in ("year", "month", "day") for part, _, _ in starts)
    if (first.relative is None) != (second.relative is None) and not share_date:
        return Comparison("undecided", f"“{source.text}” depends on the day of writing", "reading")
    if share_date and are_opposite(claim.bound, source.bound) and claim.certain and source.certain:
        reason = (
            f"the source sets the other bound to “{source.text}”: {_words(source.bound)}, not {_words(claim.bound)}"
        )
        return Comparison("different", reason, "bound")
    return Comparison("same", f"“{claim.text}” is “{source.text}”", "date")


def _words(bound: Bound) -> str:
    return {"at_most": "by", "under": "before", "at_least": "since", "over": "after"}[bound]


def _are_comparable(claim: Quantity, source: Quantity) -> bool:
    return claim.kind == source.kind or {claim.kind, source.kind} <= _DATE_KINDS


def _is_certain_part(claim: Quantity, source: Quantity, part: str) -> bool:
    """Whether both state the part that differs, though another part of them may be relative."""
    return part != "relative" and _is_unambiguous(claim) and _is_unambiguous(source)


def _is_unambiguous(quantity: Quantity) -> bool:
    """Whether the date is certain but for a relative part: 去年5月."""
    return quantity.certain or (quantity.when is not None and quantity.when.relative is not None)


def _common_parts(first: When, second: When) -> list[tuple[str, object, object]]:
    """The parts that both give: their name, and the value of each."""
    pairs: list[tuple[str, object, object]] = []
    for name in _COMPARED_PARTS:
        a, b = getattr(first, name), getattr(second, name)
        if a is not None and b is not None:
            pairs.append((name, a, b))
    if first.hour is not None and second.hour is not None:
        pairs.append(("hour", *_common_hours(first, second)))
    is_resolved = first.year is not None and second.year is not None
    if first.relative and second.relative and not is_resolved:
        pairs.append(("relative", first.relative, second.relative))
    pairs += _implied_parts(first, second) + _implied_parts(second, first, swap=True)
    return pairs


def _common_hours(first: When, second: When) -> tuple[int, int]:
    """The hours of 24, or of 12 where one of them does not tell the half of the day."""
    a, b = first.hour or 0, second.hour or 0
    if first.meridiem_known and second.meridiem_known:
        return a % 24, b % 24
    return a % 12, b % 12


def _implied_parts(first: When, second: When, swap: bool = False) -> list[tuple[str, object, object]]:
    """The parts that one implies and the other gives: 1995 is in the 1990s, March in the first quarter and half."""
    found: list[tuple[str, object, object]] = []
    if first.year is not None and second.year is None and second.decade is not None and second.decade >= 100:
        found.append(("decade", first.year // 10 * 10, second.decade))
    if first.month is not None and second.month is None and second.quarter is not None and not second.fiscal:
        found.append(("quarter", (first.month + 2) // 3, second.quarter))
    if first.month is not None and second.month is None and second.half is not None and not second.fiscal:
        found.append(("half", (first.month + 5) // 6, second.half))
    if first.month is not None and _is_part_of_year(second) and second.part in _MONTHS_OF_PARTS:
        is_inside = first.month in _MONTHS_OF_PARTS[second.part]
        found.append(("part", second.part if is_inside else f"month {first.month}", second.part))
    return [(name, b, a) for name, a, b in found] if swap else found


def _is_part_of_year(when: When) -> bool:
    """Whether a date is the beginning, the middle or the end of a year: 2025年底."""
    parts = (when.month, when.quarter, when.half, when.week, when.weekday, when.season, when.hour)
    return when.part is not None and not when.fiscal and parts == (None,) * len(parts)


def _compare_range_with_date(claim: Quantity, source: Quantity) -> Comparison:
    """Compares a range with a date date, which is undecided unless the range is a half-year."""
    date_range = claim if claim.until else source
    date = source if claim.until else claim
    assert date.when is not None and date_range.when is not None and date_range.until is not None
    ends = [_common_parts(date.when, end) for end in (date_range.when, date_range.until)]
    if date is claim and all(parts and all(a == b for _, a, b in parts) for parts in ends):  # 2025, of 2025年1-9月
        return Comparison("same", f"“{claim.text}” is “{source.text}”", "date")
    for end in (date_range.when, date_range.until):
        parts = _common_parts(date.when, end)
        if parts and all(a == b for _, a, b in parts):
            return Comparison("undecided", f"“{date_range.text}” is a range that “{date.text}” is an end of", "date")
    if _half_year_of(date_range) is not None and date.when.half == _half_year_of(date_range):
        return Comparison("same", f"“{claim.text}” is “{source.text}”", "date")
    return Comparison("undecided", f"“{date_range.text}” is a range, “{date.text}” is not", "date")


def _half_year_of(date_range: Quantity) -> int | None:
    """The half-year that a range of quarters or months covers, if it does."""
    assert date_range.when is not None and date_range.until is not None
    if (date_range.when.quarter, date_range.until.quarter) == (1, 2) or (
        date_range.when.month,
        date_range.until.month,
    ) == (1, 6):
        return 1
    if (date_range.when.quarter, date_range.until.quarter) == (3, 4) or (
        date_range.when.month,
        date_range.until.month,
    ) == (7, 12):
        return 2
    return None
