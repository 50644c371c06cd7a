"""Exchange rates that a text states, and amounts converted by them: by 1美元兑7.2元, 72亿元 are $1 billion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .quantity import Quantity

# A bare dollar is converted like one of the United States; whether it may be another, comparing decides.
_SIGNS = {"$": "USD"}


def find_exchange_rates(found: Iterable[Quantity]) -> Iterator[Quantity]:
    """The figures that give what one of a currency is worth in another: their unit is that other, `per` the one."""
    for quantity in found:
        is_rate = quantity.kind == "money" and quantity.per is not None and quantity.per.isupper()
        if is_rate and quantity.certain and quantity.value and not quantity.is_range:
            yield quantity


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
