"""Multiples as the new level over the old (翻了一番, doubled), and halves without a number (半年, 过半)."""

from __future__ import annotations

from fractions import Fraction

import regex

from .figures import HALF, Figure, figure_at
from .model import Change, Direction, Kind
from .numerals import HAN_DIGITS
from .units import unit_at

_FOLDS = {
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8,
    "ninefold": 9,
    "tenfold": 10,
    "twice": 2,
    "thrice": 3,
}
_STEMS = {"doubl": Fraction(2), "tripl": Fraction(3), "trebl": Fraction(3), "quadrupl": Fraction(4), "halv": HALF}
_NOT_DOUBLE = regex.compile(
    r"[ -](?:digit|check|figure|standard|room|bed|decker|bogey|agent|fault|act|take|header|dutch|jeopardy|life|doors?"
    r"|glaz|edged|murder|team|crown|play|champion|bill|whammy|dip|cross|chin|entendre|jump|talk|tap|space|blind|cream|espresso|tree)",
    regex.IGNORECASE,
)
_OF_WHAT = regex.compile(r"\s(?:as|the|its|their|his|her|that|this|what|in size|over)(?![\p{L}])", regex.IGNORECASE)
_TO_DOUBLE = regex.compile(r"(?r)(?:(?<![\p{L}])to|'?ll|[cw]ould)\s", regex.IGNORECASE)
_FAN = regex.compile(
    r"翻了?[近约超]?(?:(?P<fan>[一两二三四五]|\d)番|(?P<plain>番)|(?P<times>[一两二三四五六七八九十]|\d+(?:\.\d+)?)?多?倍)"
)


def multiple_word(text: str, start: int, end: int) -> Figure | None:
    """doubled, tripling, halved, twice, threefold."""
    word = text[start:end].lower()
    if word in _FOLDS:  # "twice" counts occasions unless something is multiplied: twice the size
        certain = word not in ("twice", "thrice") or bool(_OF_WHAT.match(text, end))
        return _multiple(start, end, Fraction(_FOLDS[word]), certain)
    stem = next((s for s in _STEMS if word.startswith(s)), None)
    if stem is None or (word in ("double", "triple", "treble") and _NOT_DOUBLE.match(text, end)):
        return None
    certain = word.endswith(("ed", "ing")) or bool(
        _OF_WHAT.match(text, end) or _TO_DOUBLE.match(text, max(0, start - 6), start)
    )
    return _multiple(start, end, _STEMS[stem], certain)


def read_multiple(text: str, start: int) -> Figure | None:
    """翻了一番 and 翻倍 are 2, 翻两番 4; 翻三倍 may be 3 or 4; 减半 and 腰斩 are a half."""
    char = text[start]
    if char == "翻":
        match = _FAN.match(text, start)
        return _turned(start, match) if match else None
    for word, value, certain in (("减半", HALF, True), ("腰斩", HALF, False), ("倍增", Fraction(2), False)):
        if char == word[0] and text.startswith(word, start):
            return _multiple(start, start + 2, value, certain)
    return None


def _turned(start: int, match: regex.Match[str]) -> Figure:
    if match["fan"] or match["plain"]:
        return _multiple(start, match.end(), Fraction(2) ** int(_small(match["fan"] or "一")))
    once = match["times"] in (None, "一", "1")
    return _multiple(start, match.end(), Fraction(2) if once else _small(match["times"]), certain=once)


def _small(written: str) -> Fraction:
    return (
        Fraction(10)
        if written == "十"
        else Fraction(HAN_DIGITS[written])
        if written in HAN_DIGITS
        else Fraction(written)
    )


def grown(figure: Figure, direction: Direction | None, change: Change | None) -> Figure:
    """增长了两倍 is three times the old level: the multiple counts what came on top. 下降两倍 cannot be."""
    if figure.kind != "multiple" or figure.word != "倍" or direction is None or change == "to":
        return figure
    if direction == "down":
        return figure._replace(certain=False)
    return figure._replace(low=figure.low + 1, high=figure.high + 1)


def _multiple(start: int, end: int, value: Fraction, certain: bool = True) -> Figure:
    return Figure(start, end, "multiple", value, value, Fraction(0), certain=certain, form="words", word="×")


_UNIT = regex.compile(r"半个?\s?(?=(?:年|月|天|日|小时|钟头|世纪|分钟|星期|季度)(?!度|前))")
_SHARE = regex.compile(r"(?:(?<=[一过超])半(?:数)?|半数|大半|半(?P<tenth>[成折百]))(?![个年月天小])")
_TENTHS: dict[str, tuple[Kind, int]] = {"成": ("percent", 5), "折": ("percent", 50), "百": ("number", 50)}


def read_half(text: str, start: int) -> Figure | None:
    """The half that begins at `start`, or None."""
    char = text[start]
    if char == "打" and text.startswith("打对折", start):
        return Figure(start + 1, start + 3, "percent", Fraction(50), Fraction(50), Fraction(1), "discount", word="折")
    if char == "一" and text.startswith("一半", start):
        return _share(text, start, start + 1)
    if char != "半":
        return None
    unit = _UNIT.match(text, start)
    return _length(text, start, unit.end()) if unit else _share(text, start, start)


def _length(text: str, start: int, end: int) -> Figure | None:
    found = unit_at(text, end)
    if found is None or found.unit.kind != "duration":  # 半日元 is no half day
        return None
    value = HALF * found.unit.factor
    certain = found.word != "天"  # 半天 is also a long while
    return Figure(
        start, found.end, "duration", value, value, Fraction(0), found.unit.code, certain=certain, word=found.word
    )


def _share(text: str, start: int, at: int) -> Figure | None:
    share = _SHARE.match(text, at)
    if share is None:
        return None
    if share["tenth"]:
        kind, value = _TENTHS[share["tenth"]]
        return Figure(start, share.end(), kind, Fraction(value), Fraction(value), Fraction(1), word=share["tenth"])
    over = share.group() == "大半" or text[start - 1 : start] in ("过", "超")
    return Figure(start, share.end(), "fraction", HALF, HALF, Fraction(0), bound="over" if over else "exact", word="半")


_PER_CENT_OF = regex.compile(r"(?:per\s?cents?|percents?|percentage)\sof\s(?=[\d\p{L}])", regex.IGNORECASE)
_ENDS = regex.compile(r"\s*(?:[.,;:!?]|$)")


def per_cent_of(text: str, start: int) -> Figure | None:
    """per cent of twenty: read, but never sure."""
    match = _PER_CENT_OF.match(text, start)
    figure = figure_at(text, match.end()) if match and match.end() < len(text) else None
    if figure is None or figure.kind != "number" or not _ENDS.match(text, figure.end):
        return None
    return figure._replace(start=start, kind="percent", certain=False, word="percent")
