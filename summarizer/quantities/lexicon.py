"""The words that may stand after or before a number, read once from `data/` and looked up by longest match."""

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
