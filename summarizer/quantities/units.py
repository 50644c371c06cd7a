"""The lexicon of units and currencies, and what stands in it beside a number."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .quantity import Kind

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
    for word, code, base, factor in _prefixed_units():
        if word not in units:
            units[word] = Unit("measure", code, Fraction(1))
            bases.setdefault(code, (base, factor))
    return UnitLexicon(units, bases)


# Units that no list need hold: kilohertz, 50 Wh, 3 TeV, megajoules.
_PREFIXES = {
    "kilo": ("k", 3),
    "mega": ("M", 6),
    "giga": ("G", 9),
    "tera": ("T", 12),
    "milli": ("m", -3),
    "micro": ("u", -6),
    "nano": ("n", -9),
}
_BASES = {
    "metre": "m",
    "meter": "m",
    "gram": "g",
    "litre": "L",
    "liter": "L",
    "watt": "W",
    "watt-hour": "Wh",
    "watt hour": "Wh",
    "hertz": "Hz",
    "joule": "J",
    "volt": "V",
    "ampere": "A",
    "pascal": "Pa",
    "electronvolt": "eV",
    "bit": "bit",
    "ohm": "ohm",
}
# The base unit of comparison and its factor, where it is not the base itself.
_COMPARED_AS = {"g": ("kg", Fraction(1, 1000)), "L": ("m3", Fraction(1, 1000))}
# The symbols that nothing else is written like; "MA" and "mm" are no such ones.
_SYMBOL_BASES = ("W", "Wh", "Hz", "J", "eV", "Pa")
_SYMBOL_PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12}


def _prefixed_units() -> Iterator[tuple[str, str, str, Fraction]]:
    """Units of a prefix and a base, each word or symbol with its code, its base unit and its factor to that."""
    for prefix, (sign, power) in _PREFIXES.items():
        for base, symbol in _BASES.items():
            compared, factor = _COMPARED_AS.get(symbol, (symbol, Fraction(1)))
            for word in (prefix + base, f"{prefix}{base}s"):
                yield word, sign + symbol, compared, factor * Fraction(10) ** power
    for prefix, power in _SYMBOL_PREFIXES.items():
        for symbol in _SYMBOL_BASES:
            yield prefix + symbol, prefix + symbol, symbol, Fraction(10) ** power


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
