"""Which language and script a text is in, by counting characters."""

from __future__ import annotations

import regex

from ..models import BlockLanguage, Language

_HAN = regex.compile(r"\p{Han}")
_LATIN_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}'’\-]*")
# Below and above these shares of Han characters among (Han characters + Latin words) a text is English or Chinese.
# A Chinese business sentence with three or four product names keeps above the upper one; an English sentence that
# quotes a Chinese name keeps below the lower one.
_ENGLISH_BELOW, _CHINESE_ABOVE = 0.2, 0.6


def block_language(text: str) -> BlockLanguage:
    """The language of a block: `zh-Hans`, `zh-Hant`, `en`, or `mixed` when neither prevails."""
    han = _HAN.findall(text)
    latin = len(_LATIN_WORD.findall(text))
    share = len(han) / ((len(han) + latin) or 1)
    if share < _ENGLISH_BELOW:
        return "en"
    if share < _CHINESE_ABOVE:
        return "mixed"
    return chinese_script("".join(han))


def document_language(text: str) -> Language:
    """The language most of a text is in. A Han character weighs about as much as 0.6 English words."""
    han = len(_HAN.findall(text))
    return "zh" if 0.6 * han >= len(_LATIN_WORD.findall(text)) and han else "en"


def chinese_script(han: str) -> BlockLanguage:
    """Simplified or traditional, by which of the two national standards holds more of the characters.

    GB 2312 has the simplified forms and Big5 the traditional ones; what both have decides nothing.
    """
    simplified = len(han.encode("gb2312", errors="ignore"))
    traditional = len(han.encode("big5", errors="ignore"))
    return "zh-Hant" if traditional > simplified else "zh-Hans"
