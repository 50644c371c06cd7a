"""Chinese numbers of unusual make: a tail after the unit (一米八), a scale alone (破亿元), w for 万, tenths (三成)."""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_numbers import HAN_DIGITS, Numeral
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
    unit = None if first.word == "个" and half.end() == len(text) else first.unit  # 五个半 of anything
    return first._replace(low=value, high=value, step=Fraction(1, 2), unit=unit, end=half.end())


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


_WAN_LETTER = regex.compile(r"[wW](?![\p{Latin}\d])(?P<plus>\+)?(?P<han>\p{Han})?")
_HAN_BEFORE = regex.compile(r"(?r)\p{Han}\s?")


def read_wan_letter(text: str, number: Numeral) -> Numeral | None:
    """10w+ and 5w元, in which w is 万; uncertain with a capital, which also stands for watts."""
    match = _WAN_LETTER.match(text, number.end)
    if match is None:
        return None
    is_chinese = match["plus"] or match["han"] or _HAN_BEFORE.match(text, max(0, number.start - 2), number.start)
    if not is_chinese:
        return None
    factor = 10**4
    return number._replace(
        end=number.end + 1,
        low=number.low * factor,
        high=number.high * factor,
        step=number.step * factor,
        scale=factor,
        myriads=factor,
        certain=text[number.end] == "w",
    )


_BARE_SCALE = regex.compile(
    r"(?<=[破过超近逾上达])(?:(?P<myriad>万)?(?P<hundred_million>亿)|(?P<alone>万))(?![\d十百千万亿一达科])"
)
_AFTER_BARE_SCALE = regex.compile(r"[^\p{Han}]|$|的|级|大关")


def read_bare_scale(text: str, start: int) -> NumberCandidate | None:
    """A scale that stands alone after a hedge: 破亿元, 超万人, 上亿."""
    match = _BARE_SCALE.match(text, start)
    if match is None:
        return None
    value = Fraction((10**4 if match["myriad"] or match["alone"] else 1) * (10**8 if match["hundred_million"] else 1))
    found = read_unit(text, match.end())
    if found is not None and found.unit.kind in ("money", "count", "measure") and found.word != "级":
        kind, code, factor = found.unit
        value *= factor
        return NumberCandidate(start, found.end, kind, value, value, value, code, form="han", word=found.word)
    if match["alone"] or not _AFTER_BARE_SCALE.match(text, match.end()):
        return None
    return NumberCandidate(start, match.end(), "number", value, value, value, form="han")


_TENTHS = regex.compile(
    r"\s?成(?P<more>\s?(?:[半一二三四五六七八九]|\d(?!\d))(?![个名位家年月日天成倍%万亿]))?"
    r"(?![为了本立就员功绩长年都交份果人型分因熟品千上])"
)
_DISCOUNT = regex.compile(r"\s?折(?![叠扣旧算磨腾射返合线断中])")


def read_tenths(text: str, number: Numeral) -> NumberCandidate | None:
    """Tenths as percent (三成, 七成六, 三成半), or the price after a discount (八折, 七五折)."""
    following = text[number.end : number.end + 2].lstrip()[:1]
    if following == "成" and number.low <= 100 and (tenths := _TENTHS.match(text, number.end)):
        more = (tenths["more"] or "").strip()
        extra = 5 if more == "半" else HAN_DIGITS.get(more, 0) or (int(more) if more.isdecimal() else 0)
        step = Fraction(1) if more else number.step * 10
        return NumberCandidate(
            number.start,
            tenths.end(),
            "percent",
            number.low * 10 + extra,
            number.high * 10 + extra,
            step,
            None,
            number.bound,
            word="成",
        )
    is_discount = following == "折" and 0 < number.low < 100 and number.low != 10
    if is_discount and (discount := _DISCOUNT.match(text, number.end)):
        value = _discount_percent(text[number.start : number.end], number.low)
        return NumberCandidate(
            number.start, discount.end(), "percent", value, value, Fraction(1), "discount", word="折"
        )
    return None


def _discount_percent(written: str, value: Fraction) -> Fraction:
    """七五折 leaves 75 of a hundred, 八折 80, 九点五折 95."""
    pair = [HAN_DIGITS[c] for c in written if c in HAN_DIGITS]
    if len(pair) == 2 and "十" not in written and "点" not in written:
        return Fraction(pair[0] * 10 + pair[1])
    return value * 10 if value < 10 else value
