"""Figures made of several: ranges (30到40亿元, between 5 and 7 per cent) and chains (五元三毛, 3 hours 30 minutes)."""

from __future__ import annotations

from fractions import Fraction

import regex

from .figures import Figure, figure_at, read_number
from .units import money_sign, unit_at

_RANGE = regex.compile(r"\s?(?P<dash>[-~]{1,2}|至|到|or(?=\s))\s?|\s(?P<to>to)\s", regex.IGNORECASE)
_AND = regex.compile(r"\s?(?:and|和|与|至|到)\s?", regex.IGNORECASE)
_BETWEEN = regex.compile(r"\s?之?间")
_CHAIN = regex.compile(r"(?:\s?(?:又|零|余|多)\s?|,?\s(?:and\s)?|\s?)(?=[\d\p{L}])")
_CLOCK_NEXT = regex.compile(r":\d\d|\s?[ap]\.?m(?![\p{L}])", regex.IGNORECASE)
_STARTS = regex.compile(
    r"[\d.]|[零一二三四五六七八九十百千两半几]|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|half|a hundred|a thousand|a million)(?![\p{L}])",
    regex.IGNORECASE,
)
# How many of the smaller unit the larger one is; months and days do not convert.
_CALENDAR = {"year": Fraction(12), "month": Fraction(1)}
_CLOCK = {
    "week": Fraction(604800),
    "day": Fraction(86400),
    "hour": Fraction(3600),
    "minute": Fraction(60),
    "second": Fraction(1),
}


def join_range(text: str, first: Figure, between: bool) -> Figure:
    """The range that `first` opens, or `first` itself. `between` says that "between" or 介于 stands before it."""
    link = _RANGE.match(text, first.end) or (_AND.match(text, first.end) if between else None)
    pair = None
    if link is None and text.startswith(("和", "与"), first.end):
        link = pair = _AND.match(text, first.end)
    if link is None:
        return first
    second = _second(text, link.end(), first)
    if second is None:
        return first
    end = second.end
    if pair:
        closing = _BETWEEN.match(text, second.end)
        if closing is None:
            return first
        end = closing.end()
    joined = _merge(first, second)
    if joined is None:
        return first
    dash = link.groupdict().get("dash")
    scores = dash is not None and "-" in dash and joined.kind == "number" and joined.high < 100
    return joined._replace(end=end, certain=joined.certain and not scores)


def _second(text: str, position: int, first: Figure) -> Figure | None:
    if first.kind == "money" and (sign := money_sign(text, position)):  # $5 to £7 are two figures
        return figure_at(text, sign.number, first.unit) if sign.code == first.unit else None
    if not _STARTS.match(text, position):
        return None
    prefixed = first.kind == "money" and first.word == first.unit and not first.word.islower()
    second = figure_at(text, position)
    if second and _CLOCK_NEXT.match(text, second.end):
        return None
    if second is None or (second.kind == "number" and second.form == "han" and second.length == 1):
        return None
    if prefixed and second.kind == "number":
        return second._replace(kind="money", unit=first.unit)
    return second


def _merge(first: Figure, second: Figure) -> Figure | None:
    """One figure of the two, the first taking the unit and the scale that only the second names."""
    if first.word and (first.kind, first.unit) != (second.kind, second.unit) and second.kind != "number":
        return None
    if first.word and second.kind == "number" and first.word != first.unit:
        return None
    low, step = first.low, max(first.step, second.step)
    if first.kind == "number" and second.kind != "number":
        factor = _factor(second)
        low *= factor
        step = max(first.step * factor, second.step)
    if first.scale == 1 and second.scale > 1 and low < second.high / second.scale and second.scale >= 10:
        low *= second.scale
    if not low < second.high:
        return None
    kind, unit = (first.kind, first.unit) if second.kind == "number" else (second.kind, second.unit)
    return second._replace(
        start=first.start,
        low=low,
        step=step,
        kind=kind,
        unit=unit,
        bound=first.bound,
        word=second.word or first.word,
        certain=first.certain and second.certain,
    )


def _factor(figure: Figure) -> Fraction:
    """What one of the second figure's unit is worth, as its number tells: 成 is ten per cent."""
    if figure.word == "成":
        return Fraction(10)
    found = unit_at(figure.word, 0) if figure.word else None
    return found.unit.factor if found else Fraction(1)


_CENTIMETRES = regex.compile(r"(?P<n>\d{1,2})(?![\d.,万亿个米厘])")
_SECONDS = regex.compile(r"\s?[\d零一二三四五六七八九十]{1,3}秒")


def join_chain(text: str, first: Figure) -> Figure:
    """五元三毛, 3 dollars 50 cents, 8天20小时: the smaller unit added to the larger."""
    if first.word == "米" and (more := _CENTIMETRES.match(text, first.end)) and first.step == 1:  # 4米66
        value = first.low + Fraction(int(more["n"]), 10 ** len(more["n"]))
        return first._replace(low=value, high=value, step=Fraction(1, 10 ** len(more["n"])), end=more.end())
    if first.word == "分" and _SECONDS.match(text, first.end):
        first = first._replace(kind="duration", unit="minute")
    if first.kind not in ("money", "duration") or not first.word:
        return first
    for _ in range(6):
        longer = _longer(text, first)
        if longer is None:
            return first
        first = longer
    return first


def _longer(text: str, first: Figure) -> Figure | None:
    link = _CHAIN.match(text, first.end)
    if link is None or link.end() >= len(text) or not _STARTS.match(text, link.end()):
        return None
    return _more_money(text, first, link) if first.kind == "money" else _more_time(text, first, link)


def _more_money(text: str, first: Figure, link: regex.Match[str]) -> Figure | None:
    number = read_number(text, link.end())
    if number is None or number.low != number.high or number.scale > 1:
        return None
    found = unit_at(text, number.end)
    if text.startswith("分", number.end) and (first.unit or "") in ("CNY", "USD", "HKD", "TWD"):
        value, end, word = number.low / 100, number.end + 1, "分"
    elif found and found.unit.kind == "money" and found.unit.factor < 1 and _same_money(first.unit, found.unit.code):
        value, end, word = number.low * found.unit.factor, found.end, found.word
    elif (small := _unnamed_cents(text, first, number.end, link)) is not None and found is None:
        value, end, word = number.low * small, number.end, first.word
    else:
        return None
    if not 0 < value < 1 or first.low.denominator != 1:
        return (
            None
            if first.word not in ("角", "毛", "jiao", "mao") and first.step >= 1
            else _added(first, value, end, word)
        )
    return _added(first, value, end, word)


def _added(first: Figure, value: Fraction, end: int, word: str) -> Figure:
    return first._replace(low=first.low + value, high=first.high + value, step=Fraction(1, 100), end=end, word=word)


def _same_money(first: str | None, second: str | None) -> bool:
    return first == second or second == "$" or {first, second} <= {"$", "USD"}


def _unnamed_cents(text: str, first: Figure, end: int, link: regex.Match[str]) -> Fraction | None:
    """What the bare number after 三块 or "15 dollars" counts: tenths in 三块五, cents in "15 dollars 50"."""
    written = text[link.end() : end]
    if (
        first.word in ("块", "元", "kuai")
        and len(written) == 1
        and written in "一二三四五六七八九"
        and not link.group()
    ):
        return Fraction(1, 10)
    two = written.isdecimal() and len(written) == 2
    word = written.replace(" ", "").isalpha() and first.word.isascii()
    if (
        first.word.isascii()
        and first.word.lower() != "$"
        and (two or word or "-" in written)
        and _clause_ends(text, end)
    ):
        return Fraction(1, 100)
    return None


def _clause_ends(text: str, position: int) -> bool:
    return position >= len(text) or text[position] in ".,;:!?)\"'" or text[position : position + 6].lower() == " more,"


def _more_time(text: str, first: Figure, link: regex.Match[str]) -> Figure | None:
    second = figure_at(text, link.end())
    if second and second.word == "分" and first.unit == "hour":
        second = second._replace(kind="duration", unit="minute")
    if second is None or second.kind != "duration" or first.unit is None or second.unit is None:
        return None
    for table in (_CALENDAR, _CLOCK):
        if first.unit in table and second.unit in table and table[first.unit] > table[second.unit]:
            ratio = table[first.unit] / table[second.unit]
            return second._replace(
                start=first.start, low=first.low * ratio + second.low, high=first.high * ratio + second.high
            )
    return None
