"""Figures: a number with what belongs to it - sign, currency, unit, fraction, range.

Every function takes folded text and a position and gives a `Figure` or None; `find.py` turns figures into quantities.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import regex

from .lexicon import Found, unit_at
from .model import Bound, Kind
from .numerals import HAN_DIGITS, Numeral
from .reading import read_number


class Figure(NamedTuple):
    """A figure before its surroundings are looked at."""

    start: int
    end: int
    kind: Kind
    low: Fraction
    high: Fraction
    step: Fraction
    unit: str | None = None
    bound: Bound = "exact"
    certain: bool = True
    scale: int = 1            # of its number, for ranges that share one: 30到40亿
    bare: bool = False        # no unit was written


_OVER_OF = regex.compile(r"\s{0,2}分\s{0,2}之\s{0,2}(?P<minus>负\s?)?")
_AND_FRACTION = regex.compile(r"\s?又\s?")
_SLASH = regex.compile(r"(?P<n>\d{1,4})\s?/\s?(?P<d>\d{1,4})(?![\d/.\-年月])")
_TENTHS = regex.compile(r"\s?成(?P<more>\s?(?:[半一二三四五六七八九]|\d(?!\d))(?![个名位家年月日天成倍%]))?(?![为了本立就员功绩长年都交份果人型分因熟品千上])")
_DISCOUNT = regex.compile(r"\s?折(?![叠扣旧算磨腾射返合线断中])")
_MORE = regex.compile(r"\s?(?:多|余|来|几)(?=\s?[\p{Han}%])")
_OUT_OF = regex.compile(r"\s(?:in|out of|in every)\s(?=[\w])", regex.IGNORECASE)
_HUNDREDS_OF = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
                "万万": 10**8, "百万万": 10**10}
_TIMES_TRAILER = regex.compile(r"\s(?:as|more|higher|larger|bigger|greater|faster|the|its|their|his|over|lower|smaller)\b")


def figure_at(text: str, position: int, prefix: str | None = None) -> Figure | None:
    """The figure whose number begins at `position`; `prefix` is the currency that stands before it."""
    number = read_number(text, position)
    if number is None:
        return None
    figure = _fraction(text, number) or _tenths(text, number) if prefix is None else None
    return figure or _with_unit(text, number, prefix)


def plain_figure(number: Numeral, kind: Kind = "number", unit: str | None = None, factor: Fraction = Fraction(1)) -> Figure:
    """A figure that is the number and nothing more."""
    return Figure(
        number.start, number.end, kind, number.low * factor, number.high * factor, number.step * factor, unit,
        number.looseness, number.certain, number.scale, bare=kind == "number",
    )


def _fraction(text: str, number: Numeral) -> Figure | None:
    """三分之一, 百分之五, 三又二分之一, 3/4, 1 4/5, one in five."""
    over = _OVER_OF.match(text, number.end)
    if over:
        return _chinese_fraction(text, number, over)
    if (mixed := _AND_FRACTION.match(text, number.end)) and mixed.end() < len(text):
        denominator = read_number(text, mixed.end())
        over = _OVER_OF.match(text, denominator.end) if denominator else None
        if denominator and over and (part := _chinese_fraction(text, denominator, over)):
            return part._replace(start=number.start, low=number.low + part.low, high=number.high + part.high, kind="number")
    if number.form == "digits" and (slash := _slash_fraction(text, number)):
        return slash
    return _one_in_five(text, number)


def _chinese_fraction(text: str, number: Numeral, over: regex.Match[str]) -> Figure | None:
    written = text[number.start:number.end].replace(" ", "")
    base = _HUNDREDS_OF.get(written)
    numerator = read_number(text, over.end()) if over.end() < len(text) else None
    if numerator is None or (base is None and not number.low):
        return None
    sign = -1 if over["minus"] else 1
    if base is not None:
        factor = Fraction(100, base) * sign
        return Figure(number.start, numerator.end, "percent", numerator.low * factor, numerator.high * factor,
                      abs(numerator.step * factor), None, numerator.looseness)
    value = numerator.low / number.low * sign
    return Figure(number.start, numerator.end, "fraction", value, value, Fraction(0), None)


def _slash_fraction(text: str, number: Numeral) -> Figure | None:
    whole = Fraction(0)
    match = _SLASH.match(text, number.start)
    if match is None and number.step == 1 and text[number.end:number.end + 1] == " ":
        match, whole = _SLASH.match(text, number.end + 1), number.low
    if match is None or not int(match["d"]):
        return None
    value = whole + Fraction(int(match["n"]), int(match["d"]))
    usual = int(match["d"]) in (2, 3, 4, 5, 6, 8, 10) and (value < 1 or whole > 0)
    return Figure(number.start, match.end(), "fraction", value, value, Fraction(0), certain=usual)


def _one_in_five(text: str, number: Numeral) -> Figure | None:
    link = _OUT_OF.match(text, number.end)
    if link is None or number.step != 1 or number.scale != 1:
        return None
    other = read_number(text, link.end()) if _starts_number(text, link.end()) else None
    if other is None or other.step != 1 or not number.low < other.low <= 10**6:
        return None
    if other.low > 1000 and "out" not in link.group():     # one in 2019
        return None
    value = number.low / other.low
    return Figure(number.start, other.end, "fraction", value, value, Fraction(0))


def _starts_number(text: str, position: int) -> bool:
    return position < len(text) and (text[position].isdigit() or text[position].isalpha())


def _tenths(text: str, number: Numeral) -> Figure | None:
    """三成, 七成六, 三成半, 八折, 七五折."""
    tenths = _TENTHS.match(text, number.end)
    if tenths and number.low <= 100:
        more = (tenths["more"] or "").strip()
        extra = 5 if more == "半" else HAN_DIGITS.get(more, 0) or (int(more) if more.isdigit() else 0)
        factor = Fraction(10)
        step = Fraction(1) if more else number.step * 10
        return Figure(number.start, tenths.end(), "percent", number.low * factor + extra, number.high * factor + extra, step,
                      None, number.looseness)
    discount = _DISCOUNT.match(text, number.end)
    if discount and 0 < number.low < 100:
        written = text[number.start:number.end]
        pair = [HAN_DIGITS[c] for c in written if c in HAN_DIGITS]
        value = Fraction(pair[0] * 10 + pair[1]) if len(pair) == 2 and "十" not in written and "点" not in written else number.low
        value = value * 10 if value < 10 else value
        return Figure(number.start, discount.end(), "percent", value, value, Fraction(1), "discount")
    return None


def _with_unit(text: str, number: Numeral, prefix: str | None) -> Figure:
    end, bound = number.end, number.looseness
    more = _MORE.match(text, end) if bound == "exact" and prefix is None else None
    found = unit_at(text, more.end() if more else end)
    if more and found is None:
        more, found = None, unit_at(text, end)
    figure = plain_figure(number)
    if more:
        figure = figure._replace(bound="about" if more.group().strip() == "来" else "over")
    if prefix is not None:
        end = found.end if found and found.unit.kind == "money" and found.unit.factor == 1 else number.end
        return figure._replace(kind="money", unit=prefix, end=end, bare=False)
    return figure if found is None else _apply(text, figure, found)


def _apply(text: str, figure: Figure, found: Found) -> Figure:
    kind, code, factor = found.unit
    if kind == "duration" and code == "month" and found.word == "月":
        return figure
    if kind == "count" and code == "time" and found.word == "times" and _TIMES_TRAILER.match(text, found.end):
        kind, code = "multiple", None
    figure = figure._replace(
        end=found.end, kind=kind, unit=code, low=figure.low * factor, high=figure.high * factor,
        step=figure.step * factor, bare=False,
    )
    return figure
