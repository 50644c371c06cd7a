"""Currencies that stand before their number: $20, US$53.5bn, HK$ 3, RMB 3 billion, 人民币50元."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

import regex

from .lexicon import lexicon

# A bare $ or ¥ names no country; compare.py lets it stand for those that write it so.
_SIGNS = {"$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₩": "KRW", "₹": "INR", "₽": "RUB", "฿": "THB", "₫": "VND", "₿": "BTC",
          "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "₪": "ILS", "₡": "CRC", "₾": "GEL", "₭": "LAK"}
_DOLLARS = {"us": "USD", "u.s.": "USD", "u.s": "USD", "hk": "HKD", "nt": "TWD", "c": "CAD", "ca": "CAD", "a": "AUD", "au": "AUD", "s": "SGD",
            "sg": "SGD", "nz": "NZD", "r": "BRL", "mex": "MXN", "usd": "USD", "cad": "CAD", "aud": "AUD", "nzd": "NZD",
            "hkd": "HKD", "sgd": "SGD", "mxn": "MXN", "twd": "TWD"}
_MILLIONS = ("usd", "eur", "gbp", "aud", "sek", "cad", "chf", "nok", "dkk")
_WORDS = ("usd rmb cny cnh hkd eur gbp jpy krw twd ntd aud cad chf sgd nzd inr rub brl mxn sek nok dkk thb myr idr php vnd zar aed sar "
          "pln mop btc eth usdt rs sen dollar").split()
_ZH_WORDS = "人民币|美元|美金|港币|港元|欧元|日元|英镑|新台币|台币"
MONEY_WORDS = frozenset([*_DOLLARS, *_WORDS, *(f"m{code}" for code in _MILLIONS), "u"])


_LOWER = frozenset(("a", "s", "r"))


class Sign(NamedTuple):
    """A currency before a number: its code, what one of the number is worth, and where the number begins."""

    code: str
    factor: Fraction
    number: int


@functools.cache
def _pattern() -> regex.Pattern[str]:
    dollars = "|".join(sorted((regex.escape(d) for d in _DOLLARS), key=len, reverse=True))
    words = "|".join(sorted((*_WORDS, *(f"m{code}" for code in _MILLIONS)), key=len, reverse=True))
    return regex.compile(
        rf"(?:(?:(?P<dollar>{dollars})(?:(?<![asrASR])\s|(?<=[uU]\.?[sS]\.?)\s)?)?\$|(?P<sign>[€£¥₩₹₽฿₫₿₺₴₦₱₪₡₾₭])|(?P<word>{words})(?![\p{{L}}])\.?|(?P<zh>{_ZH_WORDS}))"
        r"\s{0,2}(?P<minus>-\s?)?(?=\d|\.\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s(?:hundred|thousand|million|billion))",
        regex.IGNORECASE,
    )


def money_sign(text: str, start: int) -> Sign | None:
    """The currency that stands at `start` with a number right after it, or None."""
    match = _pattern().match(text, start)
    if match is None:
        return None
    if (match["dollar"] or "") in _LOWER and match["dollar"]:      # a $5 bill
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
    if word[1:] in units:      # MUSD: millions
        return Sign(units[word[1:]].code or "", Fraction(10**6 * sign), end)
    return Sign(word.upper(), Fraction(sign), end)
