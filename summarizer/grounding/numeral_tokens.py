"""Numerals and currencies among tokens, in one form for digits, signs, words and Chinese characters."""

from __future__ import annotations

from collections.abc import Iterable

from ..languages.english.stemmer import stem
from .passage import Token

# Words of one numeral, month, weekday or currency; the first word of a line stands for the others. Unlike `quantities`,
# which reads figures in their context, this compares single tokens that may be no figure at all.
_NUMERAL_WORDS = """\
0 zero
1 one first january jan
2 two second february feb
3 three third march mar
4 four fourth april apr
5 five fifth may
6 six sixth june jun
7 seven seventh july jul
8 eight eighth august aug
9 nine ninth september sept sep
10 ten tenth october oct
11 eleven eleventh november nov
12 twelve twelfth december dec
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty
30 thirty
40 forty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
100 hundred
1000 thousand
1000000 million
1000000000 billion
1000000000000 trillion
dozen
monday mon
tuesday tue
wednesday wed
thursday thu
friday fri
saturday sat
sunday sun"""
_CURRENCY_WORDS = {
    "$": ("dollar",),
    "€": ("euro",),
    "£": ("pound",),
    "¥": ("yuan", "renminbi"),
    "yen": (),
    "rupee": (),
    "franc": (),
    "rouble": ("ruble",),
}
_NUMERALS = {
    **{stem(word): line.split()[0] for line in _NUMERAL_WORDS.splitlines() for word in line.split()},
    **{han: str(value) for value, han in enumerate("零一二三四五六七八九十")},
    **{stem(word): sign for sign, words in _CURRENCY_WORDS.items() for word in (sign, *words)},
    "两": "2",
    "百": "100",
    "千": "1000",
    "万": "10000",
    "亿": "100000000",
}


def normalize_numerals(tokens: Iterable[Token]) -> frozenset[str]:
    """The numerals and currencies among tokens, in one form for digits, signs, words and Chinese characters."""
    found = set()
    for token in tokens:
        if token.kind == "digits":
            found.add(token.key)
        elif token.key in _NUMERALS:
            found.add(_NUMERALS[token.key])
    return frozenset(found)
