"""Figures on one scale: yuan and 角, km and miles, percent and tenths and fractions, doubled and up 100%."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .lexicon import base_of
from .model import Quantity


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
