"""Figures, dates and times brought to one scale, so that they can be compared."""

from __future__ import annotations

from .quantity import Comparison, Quantity, When

_DATE_PARTS = (
    "year",
    "month",
    "day",
    "weekday",
    "quarter",
    "half",
    "week",
    "decade",
    "century",
    "season",
    "minute",
    "second",
)
_DATE_KINDS = frozenset(("date", "period"))


def compare_dates(claim: Quantity, source: Quantity) -> Comparison:
    """Whether two dates, periods or times of day agree; a part that only one of them gives says nothing."""
    ours, theirs = claim.when, source.when
    if ours is None or theirs is None or not _are_comparable(claim, source):
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are not both dates", "kind")
    starts = _common_parts(ours, theirs)
    ends = _common_parts(claim.until, source.until) if claim.until and source.until else []
    if (claim.until is None) != (source.until is None):
        return _compare_range_with_date(claim, source)
    clash = next((pair for pair in (*starts, *ends) if pair[1] != pair[2]), None)
    if clash is not None:
        if not (claim.certain and source.certain) and not _is_certain_part(claim, source, clash[0]):
            return Comparison(
                "undecided", f"“{claim.text}” or “{source.text}” can be read in more than one way", "reading"
            )
        return Comparison(
            "different", f"the source says “{source.text}”, not “{claim.text}”: the {clash[0]} differs", "date"
        )
    if not starts:
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” have no part in common", "date")
    if (ours.relative is None) != (theirs.relative is None) and not any(
        p[0] in ("year", "month", "day") for p in starts
    ):
        return Comparison("undecided", f"“{source.text}” depends on the day of writing", "reading")
    return Comparison("same", f"“{claim.text}” is “{source.text}”", "date")


def _are_comparable(claim: Quantity, source: Quantity) -> bool:
    return claim.kind == source.kind or {claim.kind, source.kind} <= _DATE_KINDS


def _is_certain_part(claim: Quantity, source: Quantity, part: str) -> bool:
    """Whether the part that differs was written in both, though something else of them is relative."""
    return part != "relative" and _is_only_relative(claim) and _is_only_relative(source)


def _is_only_relative(quantity: Quantity) -> bool:
    return quantity.certain or (quantity.when is not None and quantity.when.relative is not None)


def _common_parts(ours: When, theirs: When) -> list[tuple[str, object, object]]:
    """The parts that both give, by name."""
    pairs: list[tuple[str, object, object]] = []
    for name in _DATE_PARTS:
        a, b = getattr(ours, name), getattr(theirs, name)
        if a is not None and b is not None:
            pairs.append((name, a, b))
    if ours.hour is not None and theirs.hour is not None:
        pairs.append(("hour", *_common_hours(ours, theirs)))
    if ours.relative and theirs.relative:
        pairs.append(("relative", ours.relative, theirs.relative))
    pairs += _implied_parts(ours, theirs) + _implied_parts(theirs, ours, swap=True)
    return pairs


def _common_hours(ours: When, theirs: When) -> tuple[int, int]:
    a, b = ours.hour or 0, theirs.hour or 0
    if ours.meridiem_known and theirs.meridiem_known:
        return a % 24, b % 24
    return a % 12, b % 12


def _implied_parts(ours: When, theirs: When, swap: bool = False) -> list[tuple[str, object, object]]:
    """Parts that one gives and the other implies: 1995 lies in the 1990s, March in the first quarter."""
    found: list[tuple[str, object, object]] = []
    if ours.year is not None and theirs.year is None and theirs.decade is not None and theirs.decade >= 100:
        found.append(("decade", ours.year // 10 * 10, theirs.decade))
    if ours.month is not None and theirs.month is None and theirs.quarter is not None and not theirs.fiscal:
        found.append(("quarter", (ours.month + 2) // 3, theirs.quarter))
    return [(name, b, a) for name, a, b in found] if swap else found


def _compare_range_with_date(claim: Quantity, source: Quantity) -> Comparison:
    """A range against a single date: the claim may name one end; more is not decided."""
    whole = claim if claim.until else source
    single = source if claim.until else claim
    assert single.when is not None and whole.when is not None and whole.until is not None
    for end in (whole.when, whole.until):
        parts = _common_parts(single.when, end)
        if parts and all(a == b for _, a, b in parts):
            return Comparison("undecided", f"“{whole.text}” is a range that “{single.text}” is an end of", "date")
    if _half_year_of(whole) is not None and single.when.half == _half_year_of(whole):
        return Comparison("same", f"“{claim.text}” is “{source.text}”", "date")
    return Comparison("undecided", f"“{whole.text}” is a range, “{single.text}” is not", "date")


def _half_year_of(whole: Quantity) -> int | None:
    assert whole.when is not None and whole.until is not None
    if (whole.when.quarter, whole.until.quarter) == (1, 2) or (whole.when.month, whole.until.month) == (1, 6):
        return 1
    if (whole.when.quarter, whole.until.quarter) == (3, 4) or (whole.when.month, whole.until.month) == (7, 12):
        return 2
    return None
