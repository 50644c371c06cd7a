"""A number of any form at a position of folded text."""

from __future__ import annotations

import regex

from .numerals import Numeral, read_chinese, read_digits
from .words import read_english

_HAN_NEXT = regex.compile(r"\s{0,2}[十百千万亿兆拾佰仟]|[几多余来]\s?[十百千万亿]|点[一二三四五六七八九零]")
_ENGLISH_NEXT = regex.compile(
    r"(?:\s{1,2}|-)?(?:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|dozen|do?zs?(?![a-z])|half|[½⅓⅔¼¾⅛]"
    r"|(?:k|mn|mln|mil|mio|mm|m|bn|bln|b|trn|tn|tln|t)(?![\p{Latin}\d]))",
    regex.IGNORECASE,
)


def read_number(text: str, start: int) -> Numeral | None:
    """The longest number that begins at `start`: digits with or without scale words, Han numerals, English words."""
    first = text[start]
    if (first.isascii() and first.isalpha()) or first in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞":
        return read_english(text, start)
    if not (first.isascii() and (first.isdigit() or first == ".")):
        return read_chinese(text, start)
    plain = read_digits(text, start)
    if plain is None:
        return None
    if _HAN_NEXT.match(text, plain.end):
        return read_chinese(text, start) or plain
    if _ENGLISH_NEXT.match(text, plain.end):
        return read_english(text, start) or plain
    return plain
