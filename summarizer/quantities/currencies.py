"""Currencies before a number ($5, HK$20, RMB 300, 人民币50), and those that a sign or word may stand for."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

import regex

from .units import UnitMatch, candidate_words, unit_lexicon

# The unit of a bare 元 in traditional characters.
AMBIGUOUS_YUAN = "元"
# What a sign or word that names no country may stand for.
AMBIGUOUS_CURRENCIES = {
    AMBIGUOUS_YUAN: {"CNY", "HKD", "TWD", "MOP"},
    "$": {"USD", "HKD", "CAD", "AUD", "SGD", "NZD", "TWD", "MXN"},
    "¥": {"CNY", "JPY"},
    "rupee": {"INR", "PKR", "LKR", "NPR"},
    "peso": {"MXN", "PHP", "ARS", "CLP", "COP"},
    "franc": {"CHF", "FRF", "XOF", "XAF"},
    "krone": {"SEK", "NOK", "DKK"},
    "dinar": {"KWD", "IQD", "JOD", "RSD", "DZD", "TND"},
}
# A bare $ or ¥ names no country: it stands for itself, and `AMBIGUOUS_CURRENCIES` lists what it may mean.
_CURRENCIES_BY_SIGN = {
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
_SIGN_CHARACTERS = "".join(_CURRENCIES_BY_SIGN)
_DOLLAR_PREFIXES = {
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
    "mx": "MXN",
    "mxn": "MXN",
}
# In small letters these are words or parts of words.
_CASE_SENSITIVE_PREFIXES = frozenset(("a", "s", "r"))  # "a $5 bill" is no Australian dollar
# In other letters these are names or words: Rm 12 is a room.
_UPPER_CASE_CODES = frozenset(
    ("rm", "uah", "bgn", "huf", "czk", "ils", "qar", "kwd", "omr", "bhd", "egp", "pkr", "lkr", "bdt", "kzt", "ngn")
)
# Names that a Chinese text also puts before the number.
_CHINESE_CURRENCIES = (
    "人民币|美元|美金|港币|港元|欧元|日元|日币|日圆|英镑|新台币|台币|加拿大元|加币|加元|澳大利亚元|澳币|澳元|澳门元|澳门币|韩元|韩币|泰铢|泰币"
    "|卢布|瑞士法郎|瑞郎|新加坡元|新加坡币|新元|越南盾|加拿大币"
)


class CurrencySign(NamedTuple):
    """A currency before a number: its code, the factor of the number, and the offset where the number begins."""

    code: str
    factor: Fraction
    number: int


@functools.cache
def _currency_pattern() -> regex.Pattern[str]:
    dollars = "|".join(sorted((regex.escape(d) for d in _DOLLAR_PREFIXES), key=len, reverse=True))
    units = unit_lexicon().units
    money = {word for word, unit in units.items() if unit.kind == "money"}
    candidates = (word for word, group in candidate_words().items() if group == "money")
    codes = [word for word in candidates if word in money or word[1:] in money]
    return regex.compile(
        rf"(?:(?:(?P<dollar>{dollars})(?:(?<![asrASR])\s|(?<=[uU]\.?[sS]\.?)\s)?)?\$"
        rf"|(?P<sign>[{_SIGN_CHARACTERS.replace('$', '')}])"
        rf"|(?P<word>{'|'.join(sorted(codes, key=len, reverse=True))})(?![\p{{L}}])\.?"
        rf"|(?P<chinese>{_CHINESE_CURRENCIES}))"
        r"\s{0,2}(?:(?<=\p{Han}\s{0,2})(?=[零一二三四五六七八九十百千两几数壹贰叁肆伍陆柒捌玖拾佰仟])|(?P<minus>-\s?)?"
        r"(?=\d|\.\d|\(\d[\d,]{0,40}(?:\.\d{1,20})?\)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s(?:hundred|thousand|million|billion)))",
        regex.IGNORECASE,
    )


def read_currency_sign(text: str, start: int) -> CurrencySign | None:
    """The currency at `start`, if a number follows it."""
    match = _currency_pattern().match(text, start)
    if match is None or match["dollar"] in _CASE_SENSITIVE_PREFIXES:
        return None
    sign = -1 if match["minus"] else 1
    if match["word"]:
        if match["word"].lower() in _UPPER_CASE_CODES and not match["word"].isupper():
            return None
        return _currency_of_code(match["word"].lower(), sign, match.end())
    code = "$"
    if match["chinese"]:
        code = unit_lexicon().units[match["chinese"]].code or ""
    elif match["sign"]:
        code = _CURRENCIES_BY_SIGN[match["sign"]]
    elif match["dollar"]:
        code = _DOLLAR_PREFIXES[match["dollar"].lower()]
    return CurrencySign(code, Fraction(sign), match.end())


def _currency_of_code(word: str, sign: int, end: int) -> CurrencySign:
    """The currency of a word such as usd, rmb, or musd (millions)."""
    units = unit_lexicon().units
    if word in units:
        return CurrencySign(units[word].code or "", units[word].factor * sign, end)
    if word[1:] in units:
        return CurrencySign(units[word[1:]].code or "", Fraction(10**6 * sign), end)
    return CurrencySign(word.upper(), Fraction(sign), end)


def names_currency(found: UnitMatch) -> bool:
    """Whether a unit names its currency (欧元), as 元 and 毛 do not."""
    return found.unit.kind == "money" and found.unit.factor == 1 and len(found.word) > 1 and not found.word.isascii()
