"""Numbers in all their forms, without a unit: digits of any notation, Han numerals, English words, and powers."""

from __future__ import annotations

import math
from fractions import Fraction

import regex

from .chinese_compounds import read_wan_letter
from .chinese_numbers import HAN_UNITS, ITEM_BEFORE_SCALE, Numeral, read_chinese_number, read_digits
from .english_numbers import ALL_SCALES, read_english_number
from .quantity import NumberCandidate
from .separators import read_foreign_digits

_CHINESE_SCALE_FOLLOWS = regex.compile(
    rf"\s{{0,2}}[十百千万亿兆拾佰仟]|[几多余来]\s?[十百千万亿]|点[一二三四五六七八九零]|\s?{ITEM_BEFORE_SCALE}",
    regex.V1,
)
_ENGLISH_SCALE_FOLLOWS = regex.compile(
    r"\sand\s(?:a\s|one\s)?(?:half|quarter)(?![\p{L}])|(?:\s{1,2}|-)?(?:hundred|thousand|lacs?|crs?(?![a-z])|million|billion|trillion|quadrillion|lakh|crore|dozen|do?zs?(?![a-z])|half|[½⅓⅔¼¾⅛]"
    r"|(?:k|mn|mln|mil|mio|mm|m|bn|bln|b|trn|tn|tln|t)(?![\p{Latin}\d]))",
    regex.IGNORECASE,
)
_WAN_LETTERS = frozenset("wW")
_SEPARATORS = frozenset(" ,.'、")


def read_number(text: str, start: int, beside_money: bool = False) -> Numeral | None:
    """The longest number at `start`: digits with or without scale words, Han numerals, or English words.

    Args:
        beside_money: whether a currency precedes it, so that m, mm and t are scales: $5m.
    """
    first = text[start]
    if (first.isascii() and first.isalpha()) or first in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞":
        return read_english_number(text, start)
    if not (first.isascii() and (first.isdigit() or first == ".")):
        return read_chinese_number(text, start)
    plain = read_digits(text, start)
    if plain is None:
        return None
    if text[plain.end : plain.end + 1] in _SEPARATORS and (foreign := read_foreign_digits(text, start, beside_money)):
        plain = foreign if foreign.end > plain.end else plain
    if text[plain.end : plain.end + 1] in _WAN_LETTERS and (wan := read_wan_letter(text, plain)):
        return wan
    if _CHINESE_SCALE_FOLLOWS.match(text, plain.end):
        return read_chinese_number(text, start) or plain
    if _ENGLISH_SCALE_FOLLOWS.match(text, plain.end):
        return read_english_number(text, start, beside_money) or plain
    return plain


def scale_of(word: str) -> int:
    """The factor of a scale: 10**12 for 万亿 and trillion, 10**9 for bn."""
    return ALL_SCALES.get(word.lower()) or math.prod(HAN_UNITS[character] for character in word)


def to_candidate(number: Numeral) -> NumberCandidate:
    """The candidate of a number without a unit."""
    return NumberCandidate(
        number.start,
        number.end,
        "number",
        number.low,
        number.high,
        number.step,
        None,
        number.bound,
        number.certain,
        number.scale,
        number.form,
        number.length,
        myriads=number.myriads,
    )


def multiply(candidate: NumberCandidate, factor: Fraction) -> NumberCandidate:
    """The candidate times a factor."""
    if factor == 1:
        return candidate
    ends = sorted((candidate.low * factor, candidate.high * factor))  # a negative factor swaps the ends
    return candidate._replace(low=ends[0], high=ends[1], step=candidate.step * abs(factor))


_POWER_SIGNS = frozenset("^eExX×")
_POWER = regex.compile(
    r"\^(?P<power>[+-]{0,2}\d{1,2})(?![\d.\p{L}])|(?:\s?[xX×]\s?10\^|[eE])(?P<ten>[+-]?\d{1,2})(?![\d.\p{L}])"
)


def read_power(text: str, number: Numeral) -> NumberCandidate | None:
    """A power or a number in scientific notation: 2^5, 1.3x10^6, 1.3e6."""
    match = _POWER.match(text, number.end) if text[number.end : number.end + 1] in _POWER_SIGNS else None
    if match is None:
        return None
    exponent = int((match["power"] or match["ten"]).replace("--", "").replace("+-", "-"))
    if match["ten"]:
        factor = Fraction(10) ** exponent
        return multiply(to_candidate(number), factor)._replace(end=match.end())
    if not number.low and exponent < 0:
        return None
    value = number.low**exponent
    return to_candidate(number)._replace(low=value, high=value, step=Fraction(0), end=match.end())
