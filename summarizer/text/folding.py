"""Folding of spelling variants: full and half width, traditional and simplified, upper and lower case.

Both folds keep the length of a text, so that offsets into the folded text are offsets into the original.
"""

from __future__ import annotations

import functools
import hashlib
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import regex

from .scripts import HAN_RUN

_HALF_A_PAIR = regex.compile(r"\\u[dD][89a-fA-F]")  # as JSON escapes it
_SURROGATE = regex.compile("[\ud800-\udfff]")
# The code points whose simplified forms are asked of OpenCC: the block CJK Unified Ideographs.
_CJK = (0x4E00, 0xA000)
# Quotes, dashes and spaces that every folding writes in one way. NFKC has few of them, and would lengthen some.
_COMMON_MARKS = {
    "’": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "\u00a0": " ",
    "\u3000": " ",
    "￥": "¥",
}
_MARKS = str.maketrans(
    _COMMON_MARKS
    | {
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
    }
)


def replace_surrogates(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which no UTF-8 can hold; its length is the same."""
    return _SURROGATE.sub("\ufffd", text)


def digest_text(text: str) -> str:
    """`sha256:` and the SHA-256 of a text in UTF-8, in hexadecimal: the id of a document with this text."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load_json(text: str) -> Any:
    """The value of a JSON text, without halves of surrogate pairs, which JSON can hold and no file.

    Raises:
        ValueError, RecursionError: it is no JSON.
    """
    value = json.loads(text)
    if _HALF_A_PAIR.search(text):
        value = json.loads(replace_surrogates(json.dumps(value, ensure_ascii=False)))
    return value


def fold(text: str) -> str:
    """The text for comparison: lower case, half width, simplified, plain punctuation; its length is the same."""
    if not text.isascii():
        text = text.translate(_MARKS)
        text = "".join(map(_fold_char, text)) if _has_compatibility_forms(text) else text
        if _may_be_traditional(text):
            text = text.translate(_simplified_forms())
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _has_compatibility_forms(text: str) -> bool:
    return not unicodedata.is_normalized("NFKC", text)


@functools.lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def _may_be_traditional(text: str) -> bool:
    """Whether a character is outside GB 2312, which has every common simplified character and no traditional form."""
    han = "".join(HAN_RUN.findall(text))
    return len(han.encode("gb2312", errors="ignore")) < 2 * len(han)


@functools.cache
def _simplified_forms() -> dict[int, str]:
    """Simplified forms by traditional character, from OpenCC (t2s); character by character, so that length is kept."""
    import opencc

    forms = "\n".join(map(chr, range(*_CJK)))
    converted = opencc.OpenCC("t2s").convert(forms)
    if len(converted) != len(forms):  # a later OpenCC may convert by phrases
        return {}
    return {ord(old): new for old, new in zip(forms, converted, strict=True) if old != new}


# Traditional characters that occur in numbers and in the words around them, converted as OpenCC does. OpenCC itself
# takes 0.08 s to load, which reading numbers need not cost, and also changes simplified text (乾隆 into 干隆).
_TRADITIONAL = (
    "萬億兩點負圓塊鎊錢幣歐韓鐵銀餘幾數約過將達極檔個輛臺間條張棟頭隻雙對戶歲號週禮時鐘後從與內長減縮漲節"
    "閱貳陸參叄幫組場屆級種類項無倆單層廠門網線噸蘭盧馬車飛機艦軍員醫師學標書冊頁筆訂區縣鎮鄉國顆滿畝頃斷"
    "當於農曆歷紀業為來轉會開關離發東順慶貞觀寶紹寧進總價額創虧損淨營環較經課實響應變濟體報導調說"
    "財這連續閏臘預華崙侖"
)
_SIMPLIFIED = (
    "万亿两点负圆块镑钱币欧韩铁银余几数约过将达极档个辆台间条张栋头只双对户岁号周礼时钟后从与内长减缩涨节"
    "阅贰陆参叁帮组场届级种类项无俩单层厂门网线吨兰卢马车飞机舰军员医师学标书册页笔订区县镇乡国颗满亩顷断"
    "当于农历历纪业为来转会开关离发东顺庆贞观宝绍宁进总价额创亏损净营环较经课实响应变济体报导调说"
    "财这连续闰腊预华仑仑"
)
_NUMERAL_MARKS = _COMMON_MARKS | {
    "\u202f": " ",
    "\u2009": " ",
    "～": "~",
    "￡": "£",
    "￠": "¢",
    "￦": "₩",
    "〜": "~",
    "銭": "钱",
    "攝": "摄",
    "﹣": "-",
    "∼": "~",
    "〇": "零",
    "○": "零",
    "﹪": "%",
}
_FULL_WIDTH_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NUMERALS = _FULL_WIDTH_ASCII | str.maketrans(_TRADITIONAL, _SIMPLIFIED) | str.maketrans(_NUMERAL_MARKS)
# Decimal digits that `regex` matches by `\d` and `int` refuses: their script is younger than Python's Unicode tables.
_ASTRAL = regex.compile("[\U00010000-\U0010ffff]")
_DIGIT = regex.compile(r"\d")
_INVISIBLE = regex.compile(r"\p{Cf}")
_LIST_COMMA = regex.compile(r"(?<=[0-9])，(?=[0-9])")


def fold_numerals(text: str) -> str:
    """The text as the readers of quantities expect it, as long as before: capitals stay, the rest is in one spelling.

    Letters, digits and punctuation become half-width; traditional characters become simplified where they occur in
    numbers, units and the words around them. Offsets into the result are offsets into the text.
    """
    if "，" in text:  # 20，300 are two numbers, ４，５６５ is one
        text = _LIST_COMMA.sub("、", text)
    if _ASTRAL.search(text):
        text = _ASTRAL.sub(_mask_unknown_digit, text)
    return text.translate(_NUMERALS)


def drop_invisible(text: str) -> tuple[str, Sequence[int]] | None:
    """The text without characters of format (zero-width spaces, soft hyphens), and the offset of each one that is left.

    None for a text without any, as most are.
    """
    if text.isascii() or not _INVISIBLE.search(text):
        return None
    offsets = [offset for offset, character in enumerate(text) if not _INVISIBLE.match(character)]
    return "".join(text[offset] for offset in offsets), offsets


def _mask_unknown_digit(match: regex.Match[str]) -> str:
    character = match.group()
    return "\ufffd" if _DIGIT.match(character) and not character.isdecimal() else character
