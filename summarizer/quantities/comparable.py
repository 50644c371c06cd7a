"""Figures, dates and times brought to one scale, so that they can be compared."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .model import Comparison, Quantity, When
from .units import base_of


class Scaled(NamedTuple):
    """A figure's values in the unit that its dimension is compared in."""

    dimension: str
    unit: str | None
    low: Fraction
    high: Fraction
    step: Fraction


# What a sign or word whose country is not told may stand for.
_OPEN = {
    "$": {"USD", "HKD", "CAD", "AUD", "SGD", "NZD", "TWD", "MXN"},
    "¥": {"CNY", "JPY"},
    "rupee": {"INR", "PKR", "LKR", "NPR"},
    "peso": {"MXN", "PHP", "ARS", "CLP", "COP"},
    "franc": {"CHF", "FRF", "XOF", "XAF"},
    "krone": {"SEK", "NOK", "DKK"},
    "dinar": {"KWD", "IQD", "JOD", "RSD", "DZD", "TND"},
}
_CALENDAR = {"year": Fraction(12), "month": Fraction(1)}
_CLOCK = {
    "week": Fraction(604800),
    "day": Fraction(86400),
    "hour": Fraction(3600),
    "minute": Fraction(60),
    "second": Fraction(1),
}
_COUNTS = frozenset(("count", "number"))
_PLAIN = frozenset(("count", "number", "age", "ordinal", "duration", "measure"))


def scaled(quantity: Quantity, other: Quantity) -> Scaled | None:
    """The figure on the scale it shares with `other`; None where it has no number."""
    if quantity.low is None or quantity.high is None:
        return None
    kind, low, high, step = quantity.kind, quantity.low, quantity.high, quantity.step
    if kind == "money":
        return Scaled("money", _currency(quantity.unit, other.unit), low, high, step)
    if kind in ("percent", "fraction", "multiple"):
        return _share(quantity, other)
    if kind == "measure" and quantity.unit:
        base, worth = base_of(quantity.unit)
        return (
            Scaled("measure", base, low * worth, high * worth, step * worth)
            if other.kind == "measure"
            else _plain(quantity)
        )
    if kind == "duration" and other.kind == "duration":
        return _duration(quantity, other)
    if kind != other.kind and {kind, other.kind} <= _PLAIN and "number" in (kind, other.kind):
        return _plain(quantity)
    if kind in _COUNTS and other.kind in _COUNTS:
        return Scaled("count", _thing(quantity.unit), low, high, step)
    return Scaled(kind, None, low, high, step)


def _plain(quantity: Quantity) -> Scaled | None:
    """A bare number beside a figure with a unit: only the values are left to compare."""
    if quantity.low is None or quantity.high is None:
        return None
    return Scaled("count", None, quantity.low, quantity.high, quantity.step)


def _thing(unit: str | None) -> str | None:
    return None if unit == "item" else unit


def _currency(unit: str | None, other: str | None) -> str | None:
    """The currency both may mean, else the one written."""
    if unit and other and unit != other:
        if other in _OPEN.get(unit, ()):
            return other
        if {unit, other} <= {"CNY", "TWD"}:  # 元 in Taiwan
            return unit
    return unit


def _share(quantity: Quantity, other: Quantity) -> Scaled | None:
    """Percent, fractions and multiples as a share of one, or as new over old level when either is a multiple."""
    assert quantity.low is not None and quantity.high is not None
    factor = Fraction(1, 100) if quantity.kind == "percent" else Fraction(1)
    low, high, step = quantity.low * factor, quantity.high * factor, quantity.step * factor
    if quantity.unit == "discount" and other.unit != "discount" and _is_cut(low, other):
        low = high = 1 - low  # 八折 is 20% off
    if "multiple" in (quantity.kind, other.kind) and quantity.kind != "multiple":
        if quantity.direction == "up" and quantity.change != "to":
            low, high = 1 + low, 1 + high
        elif quantity.direction == "down" and quantity.change != "to":
            low, high = 1 - high, 1 - low
    return Scaled("share", None, low, high, step)


def _is_cut(low: Fraction, other: Quantity) -> bool:
    return other.kind == "percent" and other.low is not None and other.low / 100 == 1 - low


def _duration(quantity: Quantity, other: Quantity) -> Scaled:
    assert quantity.low is not None and quantity.high is not None
    for name, table in (("month", _CALENDAR), ("second", _CLOCK)):
        if quantity.unit in table and other.unit in table:
            worth = table[quantity.unit]
            return Scaled("duration", name, quantity.low * worth, quantity.high * worth, quantity.step * worth)
    return Scaled("duration", quantity.unit, quantity.low, quantity.high, quantity.step)


_PARTS = (
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
_DATES = frozenset(("date", "period"))


def compare_moments(claim: Quantity, source: Quantity) -> Comparison:
    """Whether two dates, periods or times of day agree; a part that only one of them gives says nothing."""
    ours, theirs = claim.when, source.when
    if ours is None or theirs is None or not _comparable(claim, source):
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are not both dates", "kind")
    starts = _parts(ours, theirs)
    ends = _parts(claim.until, source.until) if claim.until and source.until else []
    if (claim.until is None) != (source.until is None):
        return _one_range(claim, source)
    clash = next((pair for pair in (*starts, *ends) if pair[1] != pair[2]), None)
    if clash is not None:
        if not (claim.certain and source.certain) and not _hard(claim, source, clash[0]):
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


def _comparable(claim: Quantity, source: Quantity) -> bool:
    return claim.kind == source.kind or {claim.kind, source.kind} <= _DATES


def _hard(claim: Quantity, source: Quantity, part: str) -> bool:
    """Whether the part that differs was written in both, though something else of them is relative."""
    return part != "relative" and _reading_is_plain(claim) and _reading_is_plain(source)


def _reading_is_plain(quantity: Quantity) -> bool:
    return quantity.certain or (quantity.when is not None and quantity.when.relative is not None)


def _parts(ours: When, theirs: When) -> list[tuple[str, object, object]]:
    """The parts that both give, by name."""
    pairs: list[tuple[str, object, object]] = []
    for name in _PARTS:
        a, b = getattr(ours, name), getattr(theirs, name)
        if a is not None and b is not None:
            pairs.append((name, a, b))
    if ours.hour is not None and theirs.hour is not None:
        pairs.append(("hour", *_hours(ours, theirs)))
    if ours.relative and theirs.relative:
        pairs.append(("relative", ours.relative, theirs.relative))
    pairs += _derived(ours, theirs) + _derived(theirs, ours, swap=True)
    return pairs


def _hours(ours: When, theirs: When) -> tuple[int, int]:
    a, b = ours.hour or 0, theirs.hour or 0
    if ours.meridiem_known and theirs.meridiem_known:
        return a % 24, b % 24
    return a % 12, b % 12


def _derived(ours: When, theirs: When, swap: bool = False) -> list[tuple[str, object, object]]:
    """Parts that one gives and the other implies: 1995 lies in the 1990s, March in the first quarter."""
    found: list[tuple[str, object, object]] = []
    if ours.year is not None and theirs.year is None and theirs.decade is not None and theirs.decade >= 100:
        found.append(("decade", ours.year // 10 * 10, theirs.decade))
    if ours.month is not None and theirs.month is None and theirs.quarter is not None and not theirs.fiscal:
        found.append(("quarter", (ours.month + 2) // 3, theirs.quarter))
    return [(name, b, a) for name, a, b in found] if swap else found


def _one_range(claim: Quantity, source: Quantity) -> Comparison:
    """A range against a single date: the claim may name one end; more is not decided."""
    whole = claim if claim.until else source
    single = source if claim.until else claim
    assert single.when is not None and whole.when is not None and whole.until is not None
    for end in (whole.when, whole.until):
        parts = _parts(single.when, end)
        if parts and all(a == b for _, a, b in parts):
            return Comparison("undecided", f"“{whole.text}” is a range that “{single.text}” is an end of", "date")
    if _half_of_quarters(whole) is not None and single.when.half == _half_of_quarters(whole):
        return Comparison("same", f"“{claim.text}” is “{source.text}”", "date")
    return Comparison("undecided", f"“{whole.text}” is a range, “{single.text}” is not", "date")


def _half_of_quarters(whole: Quantity) -> int | None:
    assert whole.when is not None and whole.until is not None
    if (whole.when.quarter, whole.until.quarter) == (1, 2) or (whole.when.month, whole.until.month) == (1, 6):
        return 1
    if (whole.when.quarter, whole.until.quarter) == (3, 4) or (whole.when.month, whole.until.month) == (7, 12):
        return 2
    return None
