"""Which language and script a text is in, by counting characters."""

from __future__ import annotations

import re

from ..models import BlockLanguage, Language
from .lines import HAN, count_han, may_hold_han

_HAN_RUN = re.compile(f"[{HAN}]+")
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
    if len(han) < _CHINESE_ABOVE * len(text):   # else no Latin words can outweigh them
        share = len(han) / (len(han) + len(_LATIN_WORD.findall(text)))
        if share < _CHINESE_ABOVE:
            return "en" if share < _ENGLISH_BELOW else "mixed"
    return chinese_script(han)


def document_language(text: str) -> Language:
    """The language most of a text is in. A Han character weighs about as much as 0.6 English words."""
    han = count_han(text)
    if not han:
        return "en"
    surely = 0.6 * han >= len(text) - han   # every other character a word by itself
    return "zh" if surely or 0.6 * han >= len(_LATIN_WORD.findall(text)) else "en"


def chinese_script(han: str) -> BlockLanguage:
    """Simplified or traditional, by which of the two national standards holds more of the characters.

    GB 2312 has the simplified forms and Big5 the traditional ones; what both have decides nothing.
    """
    simplified = len(han.encode("gb2312", errors="ignore"))
    if simplified == 2 * len(han):
        return "zh-Hans"
    return "zh-Hant" if len(han.encode("big5", errors="ignore")) > simplified else "zh-Hans"
