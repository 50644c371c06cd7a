"""Text measured and broken in the columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# No line begins with these, and none ends with those: the rules of Chinese typesetting, and plain good manners.
_CLOSING = "，。、；：！？）】》」』〉〕”’%‰℃…—·,.;:!?)]}»"
_OPENING = "（【《「『〈〔“‘([{«$¥€£"
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
# What stays together: a wide character or a run of others, with the marks that may not stand apart from it.
_ATOM = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^\s{_WIDE}]+?(?=[{_WIDE}\s]|$))[{re.escape(_CLOSING)}]*|\s+"
)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, columns: int) -> list[tuple[int, int]]:
    """The lines of a text as offsets into it, none wider than `columns`; white space at a break is left out."""
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _ATOM.finditer(text):
        if match[0].isspace():
            used += width(match[0]) if end > start else 0
            start = match.end() if end == start else start
            continue
        atom = width(match[0])
        if end > start and used + atom > columns:
            lines.append((start, end))
            start, used = match.start(), 0
        elif end == start:
            start = match.start()
        end, used = match.end(), used + atom
        while used > columns:   # wider than a whole line: cut where it must be
            cut = _fitting(text, start, columns)
            lines.append((start, cut))
            start, used = cut, used - width(text[start:cut])
    return [*lines, (start, end)] if end > start else lines


def _fitting(text: str, start: int, columns: int) -> int:
    """Where the last character that fits into the columns ends; one character fits always."""
    used, end = 0, start
    while end < len(text) and (used + _columns(text[end]) <= columns or end == start):
        used += _columns(text[end])
        end += 1
    return end
