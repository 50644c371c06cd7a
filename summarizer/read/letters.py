"""Letters as PDF fonts name them to letters as people write them."""

from __future__ import annotations

import re
import unicodedata

from .source import one_line

# Fonts that draw a character name it after its drawing: the radical 用, the ligature of f and i. Of the supplement of
# radicals, which Unicode does not decompose, those that are words of their own.
_RADICALS = dict(zip(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟", strict=True,
))
_DRAWN = str.maketrans(_RADICALS | {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))
})
# Bullets of symbol fonts have no name anybody knows.
_BULLET = re.compile(r"\s*[\ue000-\uf8ff\x01\x03-\x1f\x7f-\x9f]\s+(?=\S)")
_CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f]")
# TeX sets the two dots before the letter they stand over, a letter i without its own one.
_DOTS = re.compile(r"¨([aeiouyAEIOU\u0131])")


def cleaned(line: str) -> str:
    """A line with letters that compare as letters: no radicals, ligatures, loose accents, nameless bullets."""
    bullet = _BULLET.match(line)
    line = one_line(_CONTROL.sub("", f"• {line[bullet.end():]}" if bullet else line))
    return _DOTS.sub(_dotted, line.translate(_DRAWN))


def _dotted(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[1].replace("\u0131", "i") + "\u0308")
