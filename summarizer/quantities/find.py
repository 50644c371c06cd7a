"""Find the figures of a text: one pass over the places where a figure may begin, each read by the rules of its kind."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from .figures import Figure, figure_at
from .fold import fold
from .model import Quantity, When

_START = regex.compile(
    r"(?P<trap>https?://[!-~]+|www\.[!-~]+|\[\d{1,3}(?:[,-]\s?\d{1,3})*\]|(?<![\p{L}\d])[A-Za-z]+(?:-[A-Za-z]+)*-?\d[\w-]*)"
    r"|(?P<date>(?<!\d)\d{4}年\d{1,2}月\d{1,2}[日号]|(?<!\d)\d{1,2}月\d{1,2}[日号]|(?<!\d)\d{4}年)"
    r"|(?P<symbol>(?:US|HK|NT|C|A|S)?\$|[€£¥])\s?(?=\d)"
    r"|(?P<digit>\d)"
    r"|(?P<han>[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾百千][十百千万亿零一二三四五六七八九])",
)
_DATE = regex.compile(r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})[日号])?")
_SYMBOLS = {"$": "$", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "C$": "CAD", "A$": "AUD", "S$": "SGD", "€": "EUR",
            "£": "GBP", "¥": "¥"}


def find_quantities(text: str) -> list[Quantity]:
    """The figures of a text in order, not overlapping, in both languages. Never raises."""
    return list(_scan(text, fold(text)))


def _scan(raw: str, text: str) -> Iterator[Quantity]:
    position = 0
    while match := _START.search(text, position):
        kind = match.lastgroup
        position = match.end()
        if kind == "trap":
            continue
        quantity = _date(raw, text, match.start()) if kind == "date" else None
        if kind == "symbol":
            figure = figure_at(text, match.end(), _SYMBOLS[match["symbol"]])
            quantity = _quantity(raw, figure._replace(start=match.start())) if figure else None
        elif kind in ("digit", "han"):
            figure = figure_at(text, match.start())
            quantity = _quantity(raw, figure) if figure else None
        if quantity is not None:
            yield quantity
            position = max(position, quantity.end)


def _date(raw: str, text: str, start: int) -> Quantity | None:
    match = _DATE.match(text, start)
    if match is None or match.end() == start:
        return None
    year, month, day = (int(match[g]) if match[g] else None for g in "ymd")
    kind = "date" if month else "period"
    when = When(year=year, month=month, day=day)
    return Quantity(start, match.end(), raw[start:match.end()], kind, when=when)   # type: ignore[arg-type]


def _quantity(raw: str, figure: Figure) -> Quantity:
    return Quantity(
        figure.start, figure.end, raw[figure.start:figure.end], figure.kind, figure.low, figure.high, figure.step,
        figure.unit, figure.bound, certain=figure.certain,
    )
