"""The words of English numbers and their tokens: small numbers, scales, denominators, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import regex

from .numerals import DIGITS

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 20 + 10 * i for i, word in enumerate(_TENS.split())}
SMALL = {word: value for value, word in enumerate(_ONES.split())} | TENS | {"nought": 0, "naught": 0}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}
SCALES |= {"lakh": 10**5, "crore": 10**7}
_SHORT = {"k": 10**3, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6, "mm": 10**6, "m": 10**6, "bn": 10**9}
_SHORT |= {"bln": 10**9, "b": 10**9, "trn": 10**12, "tn": 10**12, "tln": 10**12, "t": 10**12}
_PLURALS = {f"{word}s": value for word, value in SCALES.items()}
ALL_SCALES = SCALES | _SHORT | _PLURALS
_DENOMINATORS = (
    "half:2 third:3 quarter:4 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11 twelfth:12 "
    "fifteenth:15 sixteenth:16 twentieth:20 thirtieth:30 fortieth:40 fiftieth:50 hundredth:100 thousandth:1000 "
    "millionth:1000000 billionth:1000000000 trillionth:1000000000000"
)
PART = {word: int(value) for word, value in (pair.split(":") for pair in _DENOMINATORS.split())}
PARTS = {f"{word}s": value for word, value in PART.items() if word != "half"} | {"halves": 2}
VULGAR = dict(
    zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        (
            (1, 2),
            (1, 3),
            (2, 3),
            (1, 4),
            (3, 4),
            (1, 5),
            (2, 5),
            (3, 5),
            (4, 5),
            (1, 6),
            (5, 6),
            (1, 8),
            (3, 8),
            (5, 8),
            (7, 8),
        ),
        strict=True,
    )
)
MOST_TOKENS = 40  # of one number: keeps reading linear on runs of number words without end


def _choice(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# Short scales stand right after digits; a single letter also after one space. What follows them must not be a word.
_TOKEN = regex.compile(
    rf"(?P<digits>{DIGITS})|(?P<short>(?:{_choice(_SHORT)})(?![\p{{Latin}}\d'-]))|(?P<vulgar>[{''.join(VULGAR)}])"
    rf"|(?:(?P<small>{_choice(SMALL)})|(?P<hundred>hundreds?)|(?P<dozen>dozens?|do?zs?)"
    rf"|(?P<scale>{_choice(SCALES | _PLURALS)})|(?P<parts>{_choice(PARTS)})|(?P<part>{_choice(PART)})"
    r"|(?P<and>and)|(?P<point>point)|(?P<article>an?)|(?P<of>of)|(?P<few>few|several|couple)|(?P<tens>tens))(?![\p{L}])",
    regex.IGNORECASE,
)
_GAP = regex.compile(r"\s?-\s?|\s{1,3}|")


class Token(NamedTuple):
    """One word, run of digits or scale of a number."""

    kind: str
    text: str
    end: int


def tokens_at(text: str, start: int) -> list[Token]:
    """The tokens that may make one number from `start` on."""
    tokens: list[Token] = []
    position = start
    while len(tokens) < MOST_TOKENS:
        gap = _GAP.match(text, position) if tokens else None
        at = gap.end() if gap else position
        match = _TOKEN.match(text, at)
        if match is None:
            break
        kind = str(match.lastgroup)
        if tokens and not _joins(tokens[-1], kind, at - position):
            break
        if kind == "small" and _are_several(tokens):
            break
        tokens.append(Token(kind, match.group().lower(), match.end()))
        position = match.end()
    return tokens


def _are_several(tokens: list[Token]) -> bool:
    """Whether "one two three" has begun: three numbers, of which what follows need not be looked at."""
    return [t.kind for t in tokens[-2:]] == ["small", "small"] and not any(t.kind == "point" for t in tokens)


def _joins(previous: Token, kind: str, gap: int) -> bool:
    """Whether a token may belong to the number of the token before it."""
    if kind == previous.kind == "article":   # no number has "a a": a text may be nothing else
        return False
    if kind == "short":
        return previous.kind == "digits" and gap <= 1
    if kind == "digits":  # "fifty 2" is two numbers; "4 thousand 321" and "and 21" are one
        return gap > 0 and previous.kind in ("scale", "hundred", "and")
    return gap > 0 or previous.kind == "digits"
