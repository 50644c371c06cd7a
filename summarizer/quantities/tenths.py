"""Tenths as shares: 三成, 七成六, 三成半, and the prices after a discount of 八折 and 七五折."""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_numbers import HAN_DIGITS, Numeral
from .quantity import NumberCandidate

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
