"""Which language and script a text is in, by counting characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..models import BlockLanguage, LanguageCode

_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z\u00c0-\u024f]+)*")
# Below and above these shares of Han characters among (Han characters + Latin words) a text is English or Chinese.
# A Chinese business sentence with three or four product names keeps above the upper one; an English sentence that
# quotes a Chinese name keeps below the lower one.
_ENGLISH_BELOW, _CHINESE_ABOVE = 0.25, 0.6


def block_language(text: str) -> BlockLanguage:
    """The language of a block: `zh-Hans`, `zh-Hant`, `en`, or `mixed` when neither prevails."""
    han = "".join(_HAN_RUN.findall(text)) if may_hold_han(text) else ""
    if not han:
        return "en"
    if len(han) < _CHINESE_ABOVE * len(text):  # else no Latin words can outweigh them
        share = len(han) / (len(han) + len(_LATIN_WORD.findall(text)))
        if share < _CHINESE_ABOVE:
            return "en" if share < _ENGLISH_BELOW else "mixed"
    return chinese_script(han)


def document_language(text: str) -> LanguageCode:
    """The language most of a text is in. A Han character weighs about as much as 0.6 English words."""
    han = count_han(text)
    if not han:
        return "en"
    surely = 0.6 * han >= len(text) - han  # every other character a word by itself
    return "zh" if surely or 0.6 * han >= len(_LATIN_WORD.findall(text)) else "en"


def chinese_script(han: str) -> BlockLanguage:
    """Simplified or traditional, by which of the two national standards holds more of the characters.

    GB 2312 has the simplified forms and Big5 the traditional ones; what both have decides nothing.
    """
    simplified = len(han.encode("gb2312", errors="ignore"))
    if simplified == 2 * len(han):
        return "zh-Hans"
    return "zh-Hant" if len(han.encode("big5", errors="ignore")) > simplified else "zh-Hans"


# The ideographs in use, by their Unicode blocks: the standard library's engine counts them three times faster than
# `regex` does `\\p{Han}`, and every character of every document is counted.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(rf"[^\W_{HAN}]+")
# No ideograph stands below the first of these blocks.
_NO_HAN = re.compile("[\0-\u33ff]*+")
# What Windows-1252 can write, English with its typographic marks, is counted as bytes: ten times as fast.
_WORD_BYTES = bytes(ord("a" if _WORD.match(bytes([code]).decode("cp1252", "ignore")) else " ") for code in range(256))


def count_han(text: str) -> int:
    """How many Han characters a text has."""
    if not may_hold_han(text):
        return 0
    return sum(map(len, _HAN_RUN.findall(text)))


def holds_any(text: str, marks: Iterable[str]) -> bool:
    """Whether one of the marks stands in a text; found out faster than by a pattern of them."""
    return any(map(text.__contains__, marks))


def may_hold_han(text: str) -> bool:
    """Whether a text has characters where Han characters are; found out faster than they are counted."""
    return not text.isascii() and _NO_HAN.fullmatch(text) is None


def width(text: str) -> float:
    """Length in English words, a Han character counted as 0.5."""
    return widths(text, [(0, len(text))])[0]


def as_western(text: str) -> bytes | None:
    """A text as Windows-1252 has it, a byte for each character; None when it cannot be written so."""
    try:
        return text.encode("ascii" if text.isascii() else "cp1252")
    except UnicodeEncodeError:
        return None


def widths(text: str, spans: Sequence[tuple[int, int]]) -> list[float]:
    """The width of each part of a text."""
    western = as_western(text)
    if western is not None:
        words = western.translate(_WORD_BYTES)
        return [float(len(words[start:end].split())) for start, end in spans]
    parts = [text[start:end] for start, end in spans]
    return [0.5 * sum(map(len, _HAN_RUN.findall(part))) + len(_WORD.findall(part)) for part in parts]
