"""What follows a Chinese unit and belongs to its number: 一米八, 三吨半, 一斤二两, 五块5, 两毛五."""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_numbers import HAN_DIGITS
from .quantity import NumberCandidate
from .units import read_unit

_HALF = regex.compile(r"半(?=左右|上下|以[上下内]|多|的|(?:[高长宽深重]|铁|土)?(?:[^\p{Han}]|$))")
_DECIMALS = regex.compile(
    r"(?:(?P<digits>\d{1,2})|(?P<han>[一二三四五六七八九]{1,2}))(?![\d.,%十百千万亿两半几多折成点号个米厘])"
)
_UNITS_WITH_DECIMALS = frozenset("米尺块")
_UNITS_WITH_HALVES = frozenset(("个", "万", "块", "元", "圆", "倍"))
_PARTS_OF_WEIGHT = regex.compile(
    r"(?P<n>[一二三四五六七八九]|两(?=两)|\d)(?P<unit>两|钱(?!币|包))(?![个名位岸国会人者国])"
)
# 16 and not 10 両 made a 斤 before 1959; texts that say so are rare.
_LIANG_IN_JIN = Fraction(1, 10)


def extend_chinese_unit(text: str, first: NumberCandidate) -> NumberCandidate:
    """The number with the tail that follows its Chinese unit, or the number itself."""
    following = text[first.end : first.end + 1]
    if not first.word or first.word[0].isascii() or not following or first.low != first.high:
        return first
    if following == "半":
        return _add_half(text, first)
    if first.word in ("斤", "公斤", "市斤") and (part := _PARTS_OF_WEIGHT.match(text, first.end)):
        return _add_weight(first, part)
    return _add_decimals(text, first) if first.word in _UNITS_WITH_DECIMALS else first


def _add_half(text: str, first: NumberCandidate) -> NumberCandidate:
    """三吨半, 三块半."""
    if first.kind != "measure" and first.word not in _UNITS_WITH_HALVES:
        return first
    half = _HALF.match(text, first.end)
    if half is None or first.low.denominator != 1:
        return first
    value = first.low + Fraction(1, 2)
    return first._replace(low=value, high=value, step=Fraction(1, 2), end=half.end())


def _add_weight(first: NumberCandidate, part: regex.Match[str]) -> NumberCandidate:
    """三斤五两. A 钱 is a tenth of a 两."""
    worth = _LIANG_IN_JIN if part["unit"] == "两" else _LIANG_IN_JIN / 10
    digit = HAN_DIGITS[part["n"]] if part["n"] in HAN_DIGITS else int(part["n"])
    value = first.low + digit * worth / (2 if first.word == "公斤" else 1)
    return first._replace(low=value, high=value, step=worth, end=part.end())


def _add_decimals(text: str, first: NumberCandidate) -> NumberCandidate:
    """一米八, 4米66, 5块5: the digits after the unit are decimals."""
    more = _DECIMALS.match(text, first.end)
    if more is None or first.step != 1 or (first.word == "块" and more.end() - more.start() > 1):
        return first
    if read_unit(text, more.end()) is not None:  # 每隔三米一根
        return first
    digits = more["digits"] or "".join(str(HAN_DIGITS[c]) for c in more["han"])
    step = Fraction(1, 10 ** len(digits))
    value = first.low + int(digits) * step
    return first._replace(low=value, high=value, step=step, end=more.end())
