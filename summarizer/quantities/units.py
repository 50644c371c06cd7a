"""The words and signs that may stand beside a number: units, scales, currencies; looked up by longest match."""

from __future__ import annotations

import functools
from fractions import Fraction
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .quantity import Kind, Quantity

_MAX_HAN_UNIT_LENGTH = 8  # characters of the longest Han unit (印度尼西亚卢比)
_LATIN_WORDS = regex.compile(r"(?:[A-Za-z%²³°'.]+(?:[23](?!\d))?)(?:[ -][A-Za-z%']+){0,3}")
_PERCENTAGE_POINTS = regex.compile(r"(?:个\s{0,3})?百\s{0,3}分\s{0,3}点")  # also set apart by spaces
_DIGIT = regex.compile(r"\d")  # in "50 £2" the sign belongs to what follows
# What may stand between a number and its unit: nothing, a space or two, a hyphen (18-month, 12-cent).
_GAP = regex.compile(r"(?:-(?=[A-Za-z%])|\s{0,4})")


class Unit(NamedTuple):
    """What one word after a number means: 万元 is no unit but 元 is, worth one CNY; 角 is worth a tenth."""

    kind: Kind
    code: str | None
    factor: Fraction


class UnitMatch(NamedTuple):
    """A unit in a text, and where its words end."""

    unit: Unit
    start: int
    end: int
    word: str


class UnitLexicon(NamedTuple):
    """Units by surface form, and what a physical unit is worth in its base unit."""

    units: dict[str, Unit]
    bases: dict[str, tuple[str, Fraction]]


@functools.cache
def unit_lexicon() -> UnitLexicon:
    """The word lists; read at first use."""
    units: dict[str, Unit] = {}
    bases: dict[str, tuple[str, Fraction]] = {}
    for name in ("units.txt", "currencies.txt"):
        for line in (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _add_entry(line, units, bases)
    return UnitLexicon(units, bases)


@functools.cache
def load_word_list(name: str) -> tuple[str, ...]:
    """The words of the list `data/NAME.txt`; lines that begin with # are comments."""
    lines = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _add_entry(line: str, units: dict[str, Unit], bases: dict[str, tuple[str, Fraction]]) -> None:
    head, _, words = line.partition(" : ")
    kind, code, factor, *base = head.split()
    worth = Fraction(factor)
    if base:
        bases[code] = (base[0], worth)
        worth = Fraction(1)
    unit = Unit(cast(Kind, kind), None if code == "-" else code, worth)
    for word in words.split(" | "):
        units.setdefault(word.strip(), unit)


def read_unit(text: str, position: int) -> UnitMatch | None:
    """The longest unit that stands at `position` of folded text, after an optional gap."""
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    if start >= len(text):
        return None
    units = unit_lexicon().units
    first = text[start]
    if first in "个百" and (points := _PERCENTAGE_POINTS.match(text, start)):
        return UnitMatch(units["个百分点"], start, points.end(), "个百分点")
    if not (first.isascii() and (first.isalpha() or first == "'")):
        for length in range(min(_MAX_HAN_UNIT_LENGTH, len(text) - start), 0, -1):
            word = text[start : start + length]
            if word in units:
                sign = word in "$€£¥₩" and _DIGIT.match(text, start + length)
                return None if sign else UnitMatch(units[word], start, start + length, word)
        return None
    match = _LATIN_WORDS.match(text, start)
    found = _latin_unit(match.group(), start, units) if match else None
    # USD50 is another figure's currency, and a letter of another word is no unit.
    return None if found and text[found.end : found.end + 1].isdecimal() else found


def _latin_unit(words: str, start: int, units: dict[str, Unit]) -> UnitMatch | None:
    while words:
        lower = words.lower()
        for word in (words, lower, lower.replace("-", " ")) if len(words) > 1 else (words,):
            if word in units:
                return UnitMatch(units[word], start, start + len(words), word)
        stripped = words.rstrip(".'%")
        if stripped != words:
            words = stripped
            continue
        cut = max(words.rfind(" "), words.rfind("-"))
        words = words[:cut] if cut > 0 else ""
    return None


def base_unit(code: str) -> tuple[str, Fraction]:
    """The base unit a physical unit converts to and how many of it one is worth; itself where none is known."""
    return unit_lexicon().bases.get(code, (code, Fraction(1)))


@functools.cache
def candidate_words() -> dict[str, str]:
    """The reader for each English word, lower-cased, that may begin a figure."""
    table: dict[str, str] = {}
    for line in (files(__package__) / "data" / "candidate_words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reader, *words = line.split()
            for word in words:
                table.setdefault(word, reader)
    return table


# A bare $ or ¥ names no country; scales.py lets it stand for those that write it so.
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
    "mxn": "MXN",
}
_CASE_SENSITIVE_PREFIXES = frozenset(("a", "s", "r"))  # "a $5 bill" is no Australian dollar
_CHINESE_CURRENCIES = (
    "人民币|美元|美金|港币|港元|欧元|日元|英镑|新台币|台币|加拿大元|加币|加元|澳大利亚元|澳币|澳元|韩元|泰铢|卢布|瑞士法郎|新加坡元|越南盾"
    "|加拿大币"
)


class CurrencySign(NamedTuple):
    """A currency before a number: its code, what one of the number is worth, and where the number begins."""

    code: str
    factor: Fraction
    number: int


@functools.cache
def _currency_pattern() -> regex.Pattern[str]:
    dollars = "|".join(sorted((regex.escape(d) for d in _DOLLAR_PREFIXES), key=len, reverse=True))
    units = unit_lexicon().units
    money = {word for word, unit in units.items() if unit.kind == "money"}
    codes = [
        word for word, reader in candidate_words().items() if reader == "money" and (word in money or word[1:] in money)
    ]
    return regex.compile(
        rf"(?:(?:(?P<dollar>{dollars})(?:(?<![asrASR])\s|(?<=[uU]\.?[sS]\.?)\s)?)?\$"
        rf"|(?P<sign>[{_SIGN_CHARACTERS.replace('$', '')}])"
        rf"|(?P<word>{'|'.join(sorted(codes, key=len, reverse=True))})(?![\p{{L}}])\.?|(?P<zh>{_CHINESE_CURRENCIES}))"
        r"\s{0,2}(?P<minus>-\s?)?"
        r"(?=\d|\.\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s(?:hundred|thousand|million|billion))",
        regex.IGNORECASE,
    )


def read_currency_sign(text: str, start: int) -> CurrencySign | None:
    """The currency that stands at `start` with a number right after it, or None."""
    match = _currency_pattern().match(text, start)
    if match is None or match["dollar"] in _CASE_SENSITIVE_PREFIXES:
        return None
    sign = -1 if match["minus"] else 1
    if match["word"]:
        return _currency_of_code(match["word"].lower(), sign, match.end())
    if match["zh"]:
        return CurrencySign(unit_lexicon().units[match["zh"]].code or "", Fraction(sign), match.end())
    code = (
        _CURRENCIES_BY_SIGN[match["sign"]]
        if match["sign"]
        else _DOLLAR_PREFIXES[match["dollar"].lower()]
        if match["dollar"]
        else "$"
    )
    return CurrencySign(code, Fraction(sign), match.end())


def _currency_of_code(word: str, sign: int, end: int) -> CurrencySign:
    units = unit_lexicon().units
    if word in units:
        return CurrencySign(units[word].code or "", units[word].factor * sign, end)
    if word[1:] in units:  # MUSD: millions
        return CurrencySign(units[word[1:]].code or "", Fraction(10**6 * sign), end)
    return CurrencySign(word.upper(), Fraction(sign), end)


class ComparableValue(NamedTuple):
    """A figure's values in the unit that its dimension is compared in."""

    dimension: str
    unit: str | None
    low: Fraction
    high: Fraction
    step: Fraction


# What a sign or word whose country is not told may stand for.
AMBIGUOUS_CURRENCIES = {
    "$": {"USD", "HKD", "CAD", "AUD", "SGD", "NZD", "TWD", "MXN"},
    "¥": {"CNY", "JPY"},
    "rupee": {"INR", "PKR", "LKR", "NPR"},
    "peso": {"MXN", "PHP", "ARS", "CLP", "COP"},
    "franc": {"CHF", "FRF", "XOF", "XAF"},
    "krone": {"SEK", "NOK", "DKK"},
    "dinar": {"KWD", "IQD", "JOD", "RSD", "DZD", "TND"},
}
CALENDAR_UNITS = {"year": Fraction(12), "month": Fraction(1)}
CLOCK_UNITS = {
    "week": Fraction(604800),
    "day": Fraction(86400),
    "hour": Fraction(3600),
    "minute": Fraction(60),
    "second": Fraction(1),
}
_COUNT_KINDS = frozenset(("count", "number"))
_BARE_COMPARABLE_KINDS = frozenset(("count", "number", "age", "ordinal", "duration", "measure"))


def to_common_unit(quantity: Quantity, other: Quantity) -> ComparableValue | None:
    """The figure on the scale it shares with `other`; None where it has no number."""
    if quantity.low is None or quantity.high is None:
        return None
    kind, low, high, step = quantity.kind, quantity.low, quantity.high, quantity.step
    if kind == "money":
        return ComparableValue("money", _common_currency(quantity.unit, other.unit), low, high, step)
    if kind in ("percent", "fraction", "multiple"):
        return _as_ratio(quantity, other)
    if kind == "measure" and quantity.unit:
        base, worth = base_unit(quantity.unit)
        return (
            ComparableValue("measure", base, low * worth, high * worth, step * worth)
            if other.kind == "measure"
            else _as_bare_number(quantity)
        )
    if kind == "duration" and other.kind == "duration":
        return _convert_duration(quantity, other)
    if kind != other.kind and {kind, other.kind} <= _BARE_COMPARABLE_KINDS and "number" in (kind, other.kind):
        return _as_bare_number(quantity)
    if kind in _COUNT_KINDS and other.kind in _COUNT_KINDS:
        return ComparableValue("count", _counted_thing(quantity.unit), low, high, step)
    return ComparableValue(kind, None, low, high, step)


def _as_bare_number(quantity: Quantity) -> ComparableValue | None:
    """A bare number beside a figure with a unit: only the values are left to compare."""
    if quantity.low is None or quantity.high is None:
        return None
    return ComparableValue("count", None, quantity.low, quantity.high, quantity.step)


def _counted_thing(unit: str | None) -> str | None:
    return None if unit == "item" else unit


def _common_currency(unit: str | None, other: str | None) -> str | None:
    """The currency both may mean, else the one written."""
    if unit and other and unit != other:
        if other in AMBIGUOUS_CURRENCIES.get(unit, ()):
            return other
        if {unit, other} <= {"CNY", "TWD"}:  # 元 in Taiwan
            return unit
    return unit


def _as_ratio(quantity: Quantity, other: Quantity) -> ComparableValue | None:
    """Percent, fractions and multiples as a share of one, or as new over old level when either is a multiple."""
    assert quantity.low is not None and quantity.high is not None
    factor = Fraction(1, 100) if quantity.kind == "percent" else Fraction(1)
    low, high, step = quantity.low * factor, quantity.high * factor, quantity.step * factor
    if quantity.unit == "discount" and other.unit != "discount" and _is_discount_of(low, other):
        low = high = 1 - low  # 八折 is 20% off
    if "multiple" in (quantity.kind, other.kind) and quantity.kind != "multiple":
        if quantity.direction == "up" and quantity.change != "to":
            low, high = 1 + low, 1 + high
        elif quantity.direction == "down" and quantity.change != "to":
            low, high = 1 - high, 1 - low
    return ComparableValue("share", None, low, high, step)


def _is_discount_of(low: Fraction, other: Quantity) -> bool:
    return other.kind == "percent" and other.low is not None and other.low / 100 == 1 - low


def _convert_duration(quantity: Quantity, other: Quantity) -> ComparableValue:
    assert quantity.low is not None and quantity.high is not None
    for name, table in (("month", CALENDAR_UNITS), ("second", CLOCK_UNITS)):
        if quantity.unit in table and other.unit in table:
            worth = table[quantity.unit]
            return ComparableValue("duration", name, quantity.low * worth, quantity.high * worth, quantity.step * worth)
    return ComparableValue("duration", quantity.unit, quantity.low, quantity.high, quantity.step)
