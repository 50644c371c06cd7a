"""The lexicon of units and currencies: read beside a number, and converted so that two quantities can be compared."""

from __future__ import annotations

import functools
from fractions import Fraction
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .prefixed_units import prefixed_units
from .quantity import Kind, Quantity

# Characters of the longest Han unit (印度尼西亚卢比, and one more).
_MAX_HAN_UNIT_LENGTH = 8
_LATIN_WORDS = regex.compile(r"(?:[A-Za-z%²³°'.]+(?:[23](?!\d))?(?:/[a-zA-Z]{1,4})?)(?:[ -][A-Za-z%']+){0,3}")
_PERCENTAGE_POINTS = regex.compile(r"(?:个\s{0,3})?百\s{0,3}分\s{0,3}点")  # with or without spaces
_DIGIT = regex.compile(r"\d")
# Between a number and its unit: nothing, spaces, or a hyphen (18-month, 12-cent).
_GAP = regex.compile(r"(?:-(?=[A-Za-z%])|\s{0,4})")


class Unit(NamedTuple):
    """The meaning of a unit word, and how many of the unit `code` it stands for: 元 is one CNY, 角 a tenth."""

    kind: Kind
    code: str | None
    factor: Fraction


class UnitMatch(NamedTuple):
    """A unit and its span in a text."""

    unit: Unit
    start: int
    end: int
    word: str


class UnitLexicon(NamedTuple):
    """Units by surface form; for physical units by code, the base unit and its factor."""

    units: dict[str, Unit]
    bases: dict[str, tuple[str, Fraction]]


@functools.cache
def unit_lexicon() -> UnitLexicon:
    """The units of `data/units.txt` and `data/currencies.txt`, loaded at first use."""
    units: dict[str, Unit] = {}
    bases: dict[str, tuple[str, Fraction]] = {}
    for name in ("units.txt", "currencies.txt"):
        for line in (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _add_units(line, units, bases)
    for word, code, base, factor in prefixed_units():
        if word not in units:
            units[word] = Unit("measure", code, Fraction(1))
            bases.setdefault(code, (base, factor))
    return UnitLexicon(units, bases)


@functools.cache
def load_word_list(name: str) -> tuple[str, ...]:
    """The words of `data/NAME.txt`. Lines that begin with # are comments."""
    lines = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _add_units(line: str, units: dict[str, Unit], bases: dict[str, tuple[str, Fraction]]) -> None:
    """Add a line of the lexicon: kind, code, factor, perhaps the base unit, and the words."""
    head, _, words = line.partition(" : ")
    kind, code, written_factor, *base = head.split()
    factor = Fraction(written_factor)
    if base:
        bases[code] = (base[0], factor)
        factor = Fraction(1)
    unit = Unit(cast(Kind, kind), None if code == "-" else code, factor)
    for word in words.split(" | "):
        units.setdefault(word.strip(), unit)


def read_unit(text: str, position: int) -> UnitMatch | None:
    """The longest unit at `position` of folded text, after an optional gap."""
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
                # In "50 £2" the sign belongs to the next number.
                is_prefix = word in "$€£¥₩" and _DIGIT.match(text, start + length)
                return None if is_prefix else UnitMatch(units[word], start, start + length, word)
        return None
    match = _LATIN_WORDS.match(text, start)
    found = _latin_unit(match.group(), start, units) if match else None
    # The currency of USD50 belongs to the next number.
    return None if found and text[found.end : found.end + 1].isdecimal() else found


def names_currency(found: UnitMatch) -> bool:
    """Whether a unit names its currency (欧元), as 元 and 毛 do not."""
    return found.unit.kind == "money" and found.unit.factor == 1 and len(found.word) > 1 and not found.word.isascii()


def _latin_unit(words: str, start: int, units: dict[str, Unit]) -> UnitMatch | None:
    """The longest unit that `words` begins with."""
    while words:
        lower = words.lower()
        for word in (words, lower, lower.replace("-", " ")) if len(words) > 1 else (words,):
            if word in units:
                return UnitMatch(units[word], start, start + len(words), word)
        stripped = words.rstrip(".'%")
        if stripped != words:
            words = stripped
            continue
        cut = max(words.rfind(" "), words.rfind("-"), words.rfind("/"))
        words = words[:cut] if cut > 0 else ""
    return None


# In small letters these are units: metres, millimetres and tonnes.
_UNITS_OR_SCALES = frozenset(("m", "mm", "t"))


_PLURAL_NOUN = regex.compile(r"\s[a-z]{2,}(?<!s)s(?![\p{L}])")


def is_unit_letter(text: str, word: str, end: int) -> bool:
    """Whether m, mm or t is a unit, not a scale: not beside money (5m euros), nor m before what is counted or measured
    (67m people, 2m barrels) or before a plural (3m downloads)."""
    if word not in _UNITS_OR_SCALES:
        return False
    found = read_unit(text, end)
    if found is not None and found.unit.kind == "money":
        return False
    if word != "m":
        return True
    is_measured = found is not None and found.unit.kind in ("count", "measure") and found.start > end
    return not (is_measured or _PLURAL_NOUN.match(text, end))


def base_unit(code: str) -> tuple[str, Fraction]:
    """The base unit of a physical unit and the factor to it; the unit itself where none is known."""
    return unit_lexicon().bases.get(code, (code, Fraction(1)))


@functools.cache
def candidate_words() -> dict[str, str]:
    """English words, in lower case, that may begin a quantity, with their group in `data/candidate_words.txt`."""
    table: dict[str, str] = {}
    for line in (files(__package__) / "data" / "candidate_words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            group, *words = line.split()
            for word in words:
                table.setdefault(word, group)
    return table


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


class ComparableValue(NamedTuple):
    """The values of a quantity in the unit that its dimension is compared in."""

    dimension: str
    unit: str | None
    low: Fraction
    high: Fraction
    step: Fraction


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
# Months in a unit, and seconds in a unit. Months and days do not convert.
CALENDAR_UNITS = {"year": Fraction(12), "month": Fraction(1)}
CLOCK_UNITS = {
    "week": Fraction(604800),
    "day": Fraction(86400),
    "hour": Fraction(3600),
    "minute": Fraction(60),
    "second": Fraction(1),
}
_PERCENT = Fraction(1, 100)
_COUNT_KINDS = frozenset(("count", "number"))
_BARE_COMPARABLE_KINDS = frozenset(("count", "number", "age", "ordinal", "duration", "measure"))


def to_common_unit(quantity: Quantity, other: Quantity) -> ComparableValue | None:
    """The quantity in the unit that it shares with `other`; None where it has no number."""
    if quantity.low is None or quantity.high is None:
        return None
    kind, low, high, step = quantity.kind, quantity.low, quantity.high, quantity.step
    if kind == "money":
        return ComparableValue("money", _common_currency(quantity.unit, other.unit), low, high, step)
    if kind in ("percent", "fraction", "multiple"):
        return _as_ratio(quantity, other)
    if kind == "measure" and quantity.unit:
        if other.kind != "measure":
            return _as_bare_number(quantity)
        base, factor = base_unit(quantity.unit)
        return ComparableValue("measure", base, low * factor, high * factor, step * factor)
    if kind == "duration" and other.kind == "duration":
        return _convert_duration(quantity, other)
    if kind != other.kind and {kind, other.kind} <= _BARE_COMPARABLE_KINDS and "number" in (kind, other.kind):
        return _as_bare_number(quantity)
    if kind in _COUNT_KINDS and other.kind in _COUNT_KINDS:
        return ComparableValue("count", _counted_thing(quantity.unit), low, high, step)
    return ComparableValue(kind, None, low, high, step)


def _as_bare_number(quantity: Quantity) -> ComparableValue | None:
    """The value without its unit, to compare with a number that has none."""
    if quantity.low is None or quantity.high is None:
        return None
    return ComparableValue("count", None, quantity.low, quantity.high, quantity.step)


def _counted_thing(unit: str | None) -> str | None:
    return None if unit == "item" else unit


def _common_currency(unit: str | None, other: str | None) -> str | None:
    """The currency of `other` where `unit` may mean it, else `unit`."""
    return other if other in AMBIGUOUS_CURRENCIES.get(unit or "", ()) else unit


def _as_ratio(quantity: Quantity, other: Quantity) -> ComparableValue | None:
    """A percentage, fraction or multiple as a share of one, or as new over old level when either is a multiple."""
    assert quantity.low is not None and quantity.high is not None
    low, high, step = quantity.low, quantity.high, quantity.step
    if quantity.kind == "percent":
        is_single = high is low
        low, step = low * _PERCENT, step * _PERCENT
        high = low if is_single else high * _PERCENT
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
