"""Halves that Chinese writes without a number: 半年, 半个月, 一半, 过半, 半成, 打对折; and "per cent of twenty"."""

from __future__ import annotations

from fractions import Fraction

import regex

from .figures import HALF, Figure, figure_at
from .lexicon import unit_at
from .model import Kind

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
    if found is None or found.unit.kind != "duration":      # 半日元 is no half day
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
    return Figure(
        start, share.end(), "fraction", HALF, HALF, Fraction(0), bound="over" if over else "exact", word="半"
    )


_PER_CENT_OF = regex.compile(r"(?:per\s?cents?|percents?|percentage)\sof\s(?=[\d\p{L}])", regex.IGNORECASE)
_ENDS = regex.compile(r"\s*(?:[.,;:!?]|$)")


def per_cent_of(text: str, start: int) -> Figure | None:
    """per cent of twenty: read, but never sure."""
    match = _PER_CENT_OF.match(text, start)
    figure = figure_at(text, match.end()) if match and match.end() < len(text) else None
    if figure is None or figure.kind != "number" or not _ENDS.match(text, figure.end):
        return None
    return figure._replace(start=start, kind="percent", certain=False, word="percent")
