"""One spelling for many: full and half width, traditional and simplified, capitals and small letters.

Folding keeps the length, so that an offset into the folded text is an offset into the text itself.
"""

from __future__ import annotations

import functools
import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_HAN_RUN = re.compile(f"[{HAN}]+")
_CJK = (0x4E00, 0xA000)
# Marks that mean the same; not in NFKC, which would lengthen some.
_MARKS = str.maketrans({
    "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"',
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u3000": " ", "￥": "¥",
})


def fold(text: str) -> str:
    """The text in one spelling, as long as before."""
    if not text.isascii():
        text = text.translate(_MARKS)
        text = "".join(map(_fold_char, text)) if _has_compatibility_forms(text) else text
        if _may_be_traditional(text):
            text = text.translate(_simplified())
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def han_runs(text: str) -> list[str]:
    """The runs of Han characters in a text, in order."""
    return _HAN_RUN.findall(text)


def has_han(text: str) -> bool:
    """Whether a Han character stands in the text."""
    return bool(_HAN_RUN.search(text))


def _has_compatibility_forms(text: str) -> bool:
    return not unicodedata.is_normalized("NFKC", text)


@functools.lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def _may_be_traditional(text: str) -> bool:
    """GB 2312 has every simplified character in common use and no form that is only traditional."""
    han = "".join(_HAN_RUN.findall(text))
    return len(han.encode("gb2312", errors="ignore")) < 2 * len(han)


@functools.cache
def _simplified() -> dict[int, str]:
    """Each traditional character's simplified form, as OpenCC has it. By single characters, so length is kept."""
    import opencc

    forms = "\n".join(map(chr, range(*_CJK)))
    converted = opencc.OpenCC("t2s").convert(forms)
    if len(converted) != len(forms):   # a later OpenCC may know better; single characters are all we can use
        return {}
    return {ord(old): new for old, new in zip(forms, converted, strict=True) if old != new}
