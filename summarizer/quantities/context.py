"""What a document says once for all its figures: its date, place and separators, and the heading of a table.

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

import regex

from ..text.folding import fold_numerals
from .currencies import AMBIGUOUS_YUAN
from .quantity import Quantity, When
from .tables import apply_row_headings, is_row, with_heading

# The currency that a bare 元 or $ means at a place, by ISO 3166 code.
_LOCAL_YUAN = {"CN": "CNY", "HK": "HKD", "TW": "TWD", "MO": "MOP"}
_LOCAL_DOLLARS = {"HK": "HKD", "TW": "TWD", "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD"}
# Characters that only traditional, and only simplified text has; one of each decides nothing.
_TRADITIONAL = regex.compile("[億萬圓個國這與為們對業電總營損開關時間員會學實體發點來後長門車東見書馬風]")
_SIMPLIFIED = regex.compile("[亿个国这为们对业电总营损开关时间员会学实体发点来长门车东见书马风]")
_BARE_YUAN = regex.compile(r"(?<![美港日欧韩加澳新台泰坡纽币])(?:[元圆块]钱?|[角毛]|(?<=[元角块毛].{1,2})分)$")
RENMINBI = regex.compile(r"人民[币幣]|RMB|CNY")
_REPUBLIC_YEAR = regex.compile(r"(?P<year>[89]\d|1[0-4]\d)年$")
_REPUBLIC_OFFSET = 1911  # year 1 of the Republic is 1912
# The year or quarter before that of which the text speaks, whenever it was written.
_BEFORE_ANOTHER = regex.compile(r"上一?年(?!度?末)|(?:the )?(?:previous|prior|preceding) ", regex.IGNORECASE)
_LENGTH_AFTER = regex.compile(r"[前后後来來内間间多以的历歷里裡左]")


@dataclass(frozen=True, slots=True)
class FigureContext:
    """The context of a document's figures. Everything is optional; without it nothing is guessed."""

    date: datetime.date | None = None
    """The day of writing, by which 去年, 本季度 and last month are resolved."""
    place: str | None = None
    """The place of publication, an ISO 3166 code: the currency of a bare 元 or $, and years of the Republic (TW)."""
    heading: str = ""
    """Caption of the table that holds the text: 单位：百万元, In millions."""
    thousands: str | None = None
    """The marks that the document writes between thousands, of `.`, `'` and a space, with a decimal comma; "" for the
    English ones. Where it is not known, a text shows its own."""
    columns: tuple[str, ...] = ()
    """Headings of the columns, where the text is a row of the table: 收入（亿元）, 毛利率（%）, 2024."""


def apply_figure_context(text: str, found: list[Quantity], context: FigureContext | None) -> list[Quantity]:
    """The quantities of a text as its context settles them."""
    if context is None:
        has_yuan = any(q.unit == "CNY" for q in found)
        if not (has_yuan and _is_traditional(text)):
            return found
        context = FigureContext()
    yuan = _yuan_of(text, context.place)
    steps: list[Callable[[Quantity], Quantity]] = []
    if is_row(text):
        found = apply_row_headings(text, found, context.columns, context.heading)
    elif context.heading:
        steps.append(with_heading(context.heading))
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
        return AMBIGUOUS_YUAN if local != "CNY" and RENMINBI.search(text) else local
    return AMBIGUOUS_YUAN if place is None and _is_traditional(text) else None


def _with_local_currency(quantity: Quantity, yuan: str | None, place: str | None) -> Quantity:
    if quantity.unit == "CNY" and yuan is not None:
        written = fold_numerals(quantity.text)
        is_bare = _BARE_YUAN.search(written) and not RENMINBI.search(written)
        return replace(quantity, unit=yuan) if is_bare else quantity
    if quantity.unit == "$" and place in _LOCAL_DOLLARS:
        return replace(quantity, unit=_LOCAL_DOLLARS[place])
    return quantity


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
    if quantity.when is None or quantity.when.relative is None or _BEFORE_ANOTHER.match(quantity.text):
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
