"""Currencies that stand before their number: $20, US$53.5bn, HK$ 3, RMB 3 billion, 人民币50元."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

import regex

from .lexicon import lexicon
from .triggers import triggers

# A bare $ or ¥ names no country; scales.py lets it stand for those that write it so.
_SIGNS = {
    "$": "$",
    "€": "EUR",
    "£": "GBP",
    "¥": "¥",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "฿": "THB",
    "₫": "VND",
    "₿": "BTC",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "₪": "ILS",
    "₡": "CRC",
    "₾": "GEL",
    "₭": "LAK",
}
SIGNS = "".join(_SIGNS)
_DOLLARS = {
    "us": "USD",
    "u.s.": "USD",
    "u.s": "USD",
    "usd": "USD",
    "hk": "HKD",
    "hkd": "HKD",
    "nt": "TWD",
    "twd": "TWD",
    "c": "CAD",
    "ca": "CAD",
    "cad": "CAD",
    "a": "AUD",
    "au": "AUD",
    "aud": "AUD",
    "s": "SGD",
    "sg": "SGD",
    "sgd": "SGD",
    "nz": "NZD",
    "nzd": "NZD",
    "r": "BRL",
    "mex": "MXN",
    "mxn": "MXN",
}
_ONLY_CAPITALS = frozenset(("a", "s", "r"))  # "a $5 bill" is no Australian dollar
_CHINESE = (
    "人民币|美元|美金|港币|港元|欧元|日元|英镑|新台币|台币|加拿大元|加币|加元|澳大利亚元|澳币|澳元|韩元|泰铢|卢布|瑞士法郎|新加坡元|越南盾"
    "|加拿大币"
)


class Sign(NamedTuple):
    """A currency before a number: its code, what one of the number is worth, and where the number begins."""

    code: str
    factor: Fraction
    number: int


@functools.cache
def _pattern() -> regex.Pattern[str]:
    dollars = "|".join(sorted((regex.escape(d) for d in _DOLLARS), key=len, reverse=True))
    units = lexicon().units
    money = {word for word, unit in units.items() if unit.kind == "money"}
    codes = [
        word for word, reader in triggers().items() if reader == "money" and (word in money or word[1:] in money)
    ]
    return regex.compile(
        rf"(?:(?:(?P<dollar>{dollars})(?:(?<![asrASR])\s|(?<=[uU]\.?[sS]\.?)\s)?)?\$"
        rf"|(?P<sign>[{SIGNS.replace('$', '')}])"
        rf"|(?P<word>{'|'.join(sorted(codes, key=len, reverse=True))})(?![\p{{L}}])\.?|(?P<zh>{_CHINESE}))"
        r"\s{0,2}(?P<minus>-\s?)?"
        r"(?=\d|\.\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s(?:hundred|thousand|million|billion))",
        regex.IGNORECASE,
    )


def money_sign(text: str, start: int) -> Sign | None:
    """The currency that stands at `start` with a number right after it, or None."""
    match = _pattern().match(text, start)
    if match is None or match["dollar"] in _ONLY_CAPITALS:
        return None
    sign = -1 if match["minus"] else 1
    if match["word"]:
        return _word(match["word"].lower(), sign, match.end())
    if match["zh"]:
        return Sign(lexicon().units[match["zh"]].code or "", Fraction(sign), match.end())
    code = _SIGNS[match["sign"]] if match["sign"] else _DOLLARS[match["dollar"].lower()] if match["dollar"] else "$"
    return Sign(code, Fraction(sign), match.end())


def _word(word: str, sign: int, end: int) -> Sign:
    units = lexicon().units
    if word in units:
        return Sign(units[word].code or "", units[word].factor * sign, end)
    if word[1:] in units:  # MUSD: millions
        return Sign(units[word[1:]].code or "", Fraction(10**6 * sign), end)
    return Sign(word.upper(), Fraction(sign), end)
