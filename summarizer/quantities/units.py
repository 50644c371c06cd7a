"""The words and signs that may stand beside a number: units, scales, currencies; looked up by longest match."""

from __future__ import annotations

import functools
from fractions import Fraction
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .model import Kind

_LONGEST_HAN = 8  # characters of the longest Han unit (印度尼西亚卢比)
_LATIN = regex.compile(r"(?:[A-Za-z%²³°'.]+(?:[23](?!\d))?)(?:[ -][A-Za-z%']+){0,3}")
_POINTS = regex.compile(r"(?:个\s{0,3})?百\s{0,3}分\s{0,3}点")  # also set apart by spaces
_NUMBER_NEXT = regex.compile(r"\d")  # in "50 £2" the sign belongs to what follows
# What may stand between a number and its unit: nothing, a space or two, a hyphen (18-month, 12-cent).
_GAP = regex.compile(r"(?:-(?=[A-Za-z%])|\s{0,4})")


class Unit(NamedTuple):
    """What one word after a number means: 万元 is no unit but 元 is, worth one CNY; 角 is worth a tenth."""

    kind: Kind
    code: str | None
    factor: Fraction


class Found(NamedTuple):
    """A unit in a text, and where its words end."""

    unit: Unit
    start: int
    end: int
    word: str


class Lexicon(NamedTuple):
    """Units by surface form, and what a physical unit is worth in its base unit."""

    units: dict[str, Unit]
    bases: dict[str, tuple[str, Fraction]]


@functools.cache
def lexicon() -> Lexicon:
    """The word lists; read at first use."""
    units: dict[str, Unit] = {}
    bases: dict[str, tuple[str, Fraction]] = {}
    for name in ("units.txt", "currencies.txt"):
        for line in (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _add(line, units, bases)
    return Lexicon(units, bases)


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list `data/NAME.txt`; lines that begin with # are comments."""
    lines = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _add(line: str, units: dict[str, Unit], bases: dict[str, tuple[str, Fraction]]) -> None:
    head, _, words = line.partition(" : ")
    kind, code, factor, *base = head.split()
    worth = Fraction(factor)
    if base:
        bases[code] = (base[0], worth)
        worth = Fraction(1)
    unit = Unit(cast(Kind, kind), None if code == "-" else code, worth)
    for word in words.split(" | "):
        units.setdefault(word.strip(), unit)


def unit_at(text: str, position: int) -> Found | None:
    """The longest unit that stands at `position` of folded text, after an optional gap."""
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    if start >= len(text):
        return None
    units = lexicon().units
    first = text[start]
    if first in "个百" and (points := _POINTS.match(text, start)):
        return Found(units["个百分点"], start, points.end(), "个百分点")
    if not (first.isascii() and (first.isalpha() or first == "'")):
        for length in range(min(_LONGEST_HAN, len(text) - start), 0, -1):
            word = text[start : start + length]
            if word in units:
                sign = word in "$€£¥₩" and _NUMBER_NEXT.match(text, start + length)
                return None if sign else Found(units[word], start, start + length, word)
        return None
    match = _LATIN.match(text, start)
    found = _latin_unit(match.group(), start, units) if match else None
    # USD50 is another figure's currency, and a letter of another word is no unit.
    return None if found and text[found.end : found.end + 1].isdecimal() else found


def _latin_unit(words: str, start: int, units: dict[str, Unit]) -> Found | None:
    while words:
        lower = words.lower()
        for word in (words, lower, lower.replace("-", " ")) if len(words) > 1 else (words,):
            if word in units:
                return Found(units[word], start, start + len(words), word)
        stripped = words.rstrip(".'%")
        if stripped != words:
            words = stripped
            continue
        cut = max(words.rfind(" "), words.rfind("-"))
        words = words[:cut] if cut > 0 else ""
    return None


def base_of(code: str) -> tuple[str, Fraction]:
    """The base unit a physical unit converts to and how many of it one is worth; itself where none is known."""
    return lexicon().bases.get(code, (code, Fraction(1)))


NUMERALS = "零一二三四五六七八九十百千两俩壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
# The first characters of relative dates, of times of day, of currencies, and of idioms that hold numerals.
DATE_HEADS = "去今明前后当同来本上下这周星礼昨公"
TIME_HEADS = "凌清早上中正下午傍晚夜深今昨明"
MONEY_HEADS = "人美港欧日英新台加澳韩泰卢瑞越"
_IDIOM_HEADS = "康雍乾嘉道咸光宣顺洪永崇贞开天神至绍熙庆民大平成独合朝接丢颠低乱双“万"
HAN = "".join(sorted(set(NUMERALS + DATE_HEADS + TIME_HEADS + MONEY_HEADS + _IDIOM_HEADS + "半几数翻第亿减腰倍打")))


@functools.cache
def triggers() -> dict[str, str]:
    """The reader for each English word, lower-cased, that may begin a figure."""
    table: dict[str, str] = {}
    for line in (files(__package__) / "data" / "triggers.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reader, *words = line.split()
            for word in words:
                table.setdefault(word, reader)
    return table


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
    codes = [word for word, reader in triggers().items() if reader == "money" and (word in money or word[1:] in money)]
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
