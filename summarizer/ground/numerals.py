"""Numerals as tokens: what to compare where a numeral stands in the place of another and no figure was read."""

from __future__ import annotations

from collections.abc import Iterable

from .passage import Token
from .stems import stem

_WORDS = (
    ("zero",), ("one", "first", "january", "jan"), ("two", "second", "february", "feb"),
    ("three", "third", "march"),
    ("four", "fourth", "april", "apr"), ("five", "fifth", "may"),
    ("six", "sixth", "june"), ("seven", "seventh", "july"),
    ("eight", "eighth", "august", "aug"),
    ("nine", "ninth", "september", "sept", "sep"), ("ten", "tenth", "october", "oct"),
    ("eleven", "eleventh", "november", "nov"), ("twelve", "twelfth", "december", "dec"), ("thirteen",), ("fourteen",),
    ("fifteen",), ("sixteen",), ("seventeen",), ("eighteen",), ("nineteen",), ("twenty",), ("thirty",), ("forty",),
    ("fifty",), ("sixty",), ("seventy",), ("eighty",),
    ("ninety",), ("hundred",), ("thousand",), ("million",), ("billion",),
    ("trillion",), ("dozen",), ("monday",), ("tuesday",),
    ("wednesday",), ("thursday",), ("friday",), ("saturday",), ("sunday",),
)
_CURRENCIES = {
    "$": ("dollar",), "€": ("euro",), "£": ("pound",), "¥": ("yuan", "renminbi"), "yen": (), "rupee": (), "franc": (),
    "rouble": ("ruble",),
}
_HAN = {"两": "2", "百": "hundred", "千": "thousand", "万": "10000", "亿": "100000000"}
_VALUES = {
    **{stem(word): str(value) for value, words in enumerate(_WORDS) for word in words},
    **{han: str(value) for value, han in enumerate("零一二三四五六七八九十")},
    **{stem(word): sign for sign, words in _CURRENCIES.items() for word in (sign, *words)},
    **_HAN,
}


def numerals(tokens: Iterable[Token]) -> frozenset[str]:
    """The numerals and names of currencies among tokens, one form for digits, signs, words and Chinese characters."""
    found = set()
    for token in tokens:
        if token.kind == "digits":
            found.add(token.key)
        elif token.key in _VALUES:
            found.add(_VALUES[token.key])
    return frozenset(found)
