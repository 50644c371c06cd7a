"""Converts quantities so that two can be compared: to a unit they share, to one denominator, by a rate of exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from .currencies import AMBIGUOUS_CURRENCIES
from .quantity import Quantity
from .units import base_unit


class ComparableValue(NamedTuple):
    """The values of a quantity in the unit that its dimension is compared in."""

    dimension: str
    unit: str | None
    low: Fraction
    high: Fraction
    step: Fraction


_PERCENT = Fraction(1, 100)
_CONVERTED_KINDS = frozenset(("measure", "duration"))
_COUNT_KINDS = frozenset(("count", "number"))
_BARE_COMPARABLE_KINDS = frozenset(("count", "number", "age", "ordinal", "duration", "measure"))


def to_common_unit(quantity: Quantity, other: Quantity) -> ComparableValue | None:
    """The quantity in the unit that it shares with `other`; None where it has no number."""
    if quantity.low is None or quantity.high is None:
        return None
    kind, low, high, step = quantity.kind, quantity.low, quantity.high, quantity.step
    if kind == "money":
        return ComparableValue(kind, _common_currency(quantity.unit, other.unit), low, high, step)
    if kind in ("percent", "fraction", "multiple"):
        return _as_ratio(quantity, other)
    if kind in _CONVERTED_KINDS and kind == other.kind and quantity.unit:
        base, factor = base_unit(quantity.unit)
        return ComparableValue(kind, base, low * factor, high * factor, step * factor)
    kinds = {kind, other.kind}
    has_bare = len(kinds) > 1 and "number" in kinds and kinds <= _BARE_COMPARABLE_KINDS
    if has_bare or (kind == "measure" and quantity.unit):
        return ComparableValue("count", None, low, high, step)
    if kinds <= _COUNT_KINDS:
        return ComparableValue("count", None if quantity.unit == "item" else quantity.unit, low, high, step)
    return ComparableValue(kind, None, low, high, step)


def _common_currency(unit: str | None, other: str | None) -> str | None:
    """The currency of `other` where `unit` may mean it, else `unit`."""
    return other if other in AMBIGUOUS_CURRENCIES.get(unit or "", ()) else unit


def _as_ratio(quantity: Quantity, other: Quantity) -> ComparableValue | None:
    """A percentage, fraction or multiple as a share of one, or as new over old level when either is a multiple."""
    assert quantity.low is not None and quantity.high is not None
    low, high, step = quantity.low, quantity.high, quantity.step
    if quantity.kind == "percent":
        is_single = high is low
        low, step = low * _PERCENT, step * _PERCENT
        high = low if is_single else high * _PERCENT
    if quantity.unit == "discount" and other.unit != "discount" and _is_discount_of(low, other):
        low = high = 1 - low  # 八折 is 20% off
    if "multiple" in (quantity.kind, other.kind) and quantity.kind != "multiple":
        if quantity.direction == "up" and quantity.change != "to":
            low, high = 1 + low, 1 + high
        elif quantity.direction == "down" and quantity.change != "to":
            low, high = 1 - high, 1 - low
    return ComparableValue("share", None, low, high, step)


def _is_discount_of(low: Fraction, other: Quantity) -> bool:
    return other.kind == "percent" and other.low is not None and other.low / 100 == 1 - low


def convert_denominator(first: str, second: str) -> Fraction | None:
    """How many of the second unit the first makes: 1000 for tonne and kg, 10 for "10 share" and share; or None."""
    (first_count, first_unit), (second_count, second_unit) = _split_denominator(first), _split_denominator(second)
    first_base, first_factor = base_unit(first_unit)
    second_base, second_factor = base_unit(second_unit)
    if first_base != second_base:
        return None
    return (first_count * first_factor) / (second_count * second_factor)


def _split_denominator(denominator: str) -> tuple[int, str]:
    count, _, unit = denominator.rpartition(" ")
    return int(count or 1), unit


# A bare dollar is converted like one of the United States; whether it may be another, comparing decides.
_SIGNS = {"$": "USD"}


def convert_by_rate(amount: Quantity, currency: str | None, rates: Iterable[Quantity]) -> Iterator[Quantity]:
    """The amount in a currency by each of the rates between the two; nothing where there is none.

    The step of the result is that of the amount or of the rate, whichever leaves more open.
    """
    wanted = _SIGNS.get(currency or "", currency)
    written = _SIGNS.get(amount.unit or "", amount.unit)
    if amount.kind != "money" or amount.low is None or amount.high is None or amount.per is not None:
        return
    for rate in rates:
        assert rate.value is not None
        if (rate.unit, rate.per) == (written, wanted):
            factor = 1 / rate.value
        elif (rate.per, rate.unit) == (written, wanted):
            factor = rate.value
        else:
            continue
        low, high = sorted((amount.low * factor, amount.high * factor))
        step = max(amount.step * factor, abs(high) * rate.step / rate.value)
        yield replace(amount, low=low, high=high, step=step, unit=wanted)
