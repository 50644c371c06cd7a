"""What a document says once for all its figures: its date, its place, and the heading of a table.

```python
from datetime import date
from summarizer.quantities import FigureContext, find_quantities

hong_kong = FigureContext(date=date(2025, 3, 5), place="HK")
find_quantities("去年營收50億元", hong_kong)  # the year 2024, and 5 billion HKD
```

What the context does not settle stays open: a relative date keeps `certain` False, and a bare 元 in traditional
characters keeps a unit of its own, which may be that of the mainland, Hong Kong, Taiwan or Macau.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

import regex

from ..text.folding import fold_numerals
from .numbers_with_units import read_number_with_unit
from .quantity import Kind, Quantity, When
from .units import AMBIGUOUS_YUAN

# The currency that a bare 元 or $ means at a place, by ISO 3166 code.
_LOCAL_YUAN = {"CN": "CNY", "HK": "HKD", "TW": "TWD", "MO": "MOP"}
_LOCAL_DOLLARS = {"HK": "HKD", "TW": "TWD", "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD"}
# Characters that only traditional, and only simplified text has; one of each decides nothing.
_TRADITIONAL = regex.compile("[億萬圓個國這與為們對業電總營損開關時間員會學實體發點來後長門車東見書馬風]")
_SIMPLIFIED = regex.compile("[亿个国这为们对业电总营损开关时间员会学实体发点来长门车东见书马风]")
_BARE_YUAN = regex.compile(r"(?<![美港日欧韩加澳新台泰坡纽币])(?:[元圆块]钱?|[角毛]|(?<=[元角块毛].{1,2})分)$")
_RENMINBI = regex.compile(r"人民[币幣]|RMB|CNY")
_REPUBLIC_YEAR = regex.compile(r"(?P<year>[89]\d|1[0-4]\d)年$")
_REPUBLIC_OFFSET = 1911  # year 1 of the Republic is 1912
_LENGTH_AFTER = regex.compile(r"[前后後来來内間间多以的历歷里裡左]")
_HEADING_UNIT = regex.compile(
    r"(?:单位\s?[::]\s?(?P<stated>[^\s,;，；。()]{1,12})|\((?P<bracketed>[^()]{1,12})\))"
    r"|^(?P<whole>(?:人民币)?[十百千万亿]{0,3}[\p{Han}%‰]{1,6})$|\bin\s(?P<english>thousands|millions|billions)\b",
    regex.IGNORECASE,
)
_ENGLISH_SCALES = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}


@dataclass(frozen=True, slots=True)
class FigureContext:
    """The context of a document's figures. Everything is optional; without it nothing is guessed."""

    date: datetime.date | None = None
    """The day of writing, by which 去年, 本季度 and last month are resolved."""
    place: str | None = None
    """The place of publication, an ISO 3166 code: the currency of a bare 元 or $, and years of the Republic (TW)."""
    heading: str = ""
    """Caption and headings of the table that holds the text: 单位：百万元, 收入（亿元）, In millions."""


class _HeadingUnit(NamedTuple):
    """The kind, factor and unit that a heading gives to bare numbers."""

    kind: Kind
    factor: Fraction
    unit: str | None
    certain: bool


def apply_figure_context(text: str, found: list[Quantity], context: FigureContext | None) -> list[Quantity]:
    """The quantities of a text as its context settles them."""
    if context is None:
        has_yuan = any(q.unit == "CNY" for q in found)
        if not (has_yuan and _is_traditional(text)):
            return found
        context = FigureContext()
    heading = _read_heading(context.heading) if context.heading else None
    yuan = _yuan_of(text, context.place)
    steps: list[Callable[[Quantity], Quantity]] = []
    if heading is not None:
        steps.append(lambda q: _with_heading(q, heading))
    if yuan is not None or context.place in _LOCAL_DOLLARS:
        steps.append(lambda q: _with_local_currency(q, yuan, context.place))
    if context.place == "TW":
        steps.append(lambda q: _with_republic_year(text, q))
    if (day := context.date) is not None:
        steps.append(lambda q: _with_date(q, day))
    for step in steps:
        found = [step(q) for q in found]
    return found


# Money.


def _is_traditional(text: str) -> bool:
    return bool(_TRADITIONAL.search(text)) and not _SIMPLIFIED.search(text)


def _yuan_of(text: str, place: str | None) -> str | None:
    """The unit of a bare 元, where it is not that of the mainland."""
    if place in _LOCAL_YUAN:
        local = _LOCAL_YUAN[place]
        return AMBIGUOUS_YUAN if local != "CNY" and _RENMINBI.search(text) else local
    return AMBIGUOUS_YUAN if place is None and _is_traditional(text) else None


def _with_local_currency(quantity: Quantity, yuan: str | None, place: str | None) -> Quantity:
    if quantity.unit == "CNY" and yuan is not None:
        written = fold_numerals(quantity.text)
        is_bare = _BARE_YUAN.search(written) and not _RENMINBI.search(written)
        return replace(quantity, unit=yuan) if is_bare else quantity
    if quantity.unit == "$" and place in _LOCAL_DOLLARS:
        return replace(quantity, unit=_LOCAL_DOLLARS[place])
    return quantity


# Tables.


def _read_heading(heading: str) -> _HeadingUnit | None:
    """The unit that a heading gives: 单位：百万元, （%）, In thousands."""
    match = _HEADING_UNIT.search(fold_numerals(heading))
    if match is None:
        return None
    certain = "except" not in heading.lower() and "除" not in heading
    if match["english"]:
        return _HeadingUnit("number", Fraction(_ENGLISH_SCALES[match["english"].lower()]), None, certain)
    one = "1" + (match["stated"] or match["bracketed"] or match["whole"]).removeprefix("人民币")
    number = read_number_with_unit(one, 0)
    if number is None or number.end < len(one) or number.kind == "duration":
        return None
    return _HeadingUnit(number.kind, number.low, number.unit, certain)


def _with_heading(quantity: Quantity, heading: _HeadingUnit) -> Quantity:
    if quantity.kind != "number" or quantity.low is None or quantity.high is None:
        return quantity
    return replace(
        quantity,
        kind=heading.kind,
        unit=heading.unit,
        low=quantity.low * heading.factor,
        high=quantity.high * heading.factor,
        step=quantity.step * heading.factor,
        certain=quantity.certain and heading.certain,
    )


# Dates.


def _with_republic_year(text: str, quantity: Quantity) -> Quantity:
    """114年 in a text of Taiwan is 2025, unless the words after it make it a length."""
    if quantity.kind == "duration" and (match := _REPUBLIC_YEAR.match(quantity.text)):
        if _LENGTH_AFTER.match(text, quantity.end):
            return replace(quantity, certain=False)
        when = When(year=int(match["year"]) + _REPUBLIC_OFFSET)
        zero = Fraction(0)
        return replace(quantity, kind="period", low=None, high=None, step=zero, unit=None, when=when, certain=True)
    return quantity


def _with_date(quantity: Quantity, day: datetime.date) -> Quantity:
    if quantity.when is None or quantity.when.relative is None:
        return quantity
    when = _resolve(quantity.when, day)
    if when is None:
        return quantity
    until = quantity.until and (_resolve(quantity.until, day) or quantity.until)
    return replace(quantity, when=when, until=until, certain=True)


def _resolve(when: When, day: datetime.date) -> When | None:
    """The moment with what its relative part gives on `day`; None where that is open."""
    relative = regex.fullmatch(r"(?P<unit>year|quarter|month|week|day)(?P<offset>[+-]\d{1,3})", when.relative or "")
    if relative is None or when.fiscal:
        return None
    unit, offset = relative["unit"], int(relative["offset"])
    if unit == "year":
        return replace(when, year=day.year + offset)
    if unit == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + offset, 4)
        return replace(when, year=year, quarter=quarter + 1)
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
        return replace(when, year=year, month=month + 1)
    if unit == "week":
        if when.weekday is None:
            return None
        offset = when.weekday - day.isoweekday() + 7 * offset
    try:
        day += datetime.timedelta(days=offset)
    except OverflowError:
        return None
    return replace(when, year=day.year, month=day.month, day=day.day)
