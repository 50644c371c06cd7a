"""Ordinals and scores: 第三, 3rd, twenty-first, No. 10; 3-2 and 108:93."""

from __future__ import annotations

from fractions import Fraction

import regex

from .english_numbers import SMALL
from .figures import Figure
from .model import Dated, When
from .numerals import HAN_DIGITS, read_chinese

ORDINAL_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)

_ORDINALS = {
    word: number
    for number, word in enumerate(
        ORDINAL_WORDS,
        1,
    )
}
_ORDINALS |= {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_DIGITS = regex.compile(r"(?P<n>\d{1,4})(?P<suffix>st|nd|rd|th)(?![\p{L}])")
_WORD = regex.compile(
    r"(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?"
    rf"(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?![\p{{L}}])",
    regex.IGNORECASE,
)
_COUNTED = regex.compile(r"(?r)(?<![\p{L}])(?:an?|one|two|three)\s", regex.IGNORECASE)
_CHINESE = regex.compile(r"第\s?(?=[\d一二三四五六七八九十百千零])")
_NOT_ORDINAL = regex.compile(r"时间|财经|一?人称|三方|三者|三产业|[一二三]产业|一线|一手|[一二三]世界|六感|一性")


def ordinal_at(text: str, start: int) -> Figure | None:
    """The ordinal that begins at `start`: 第三, 21st, twenty-first. first and second are often no rank: not certain."""
    if text[start] == "第":
        return _chinese(text, start)
    if match := _DIGITS.match(text, start):
        number = int(match["n"])
        return (
            _ordinal(start, match.end(), number) if match["suffix"] in (_suffix(number), "th") else None
        )  # 8st: stones
    match = _WORD.match(text, start)
    if match is None:
        return None
    number = _ORDINALS[match["word"].lower()] + (SMALL[match["tens"].lower()] if match["tens"] else 0)
    if match["tens"] and number % 10 == 0:
        return None
    fraction = bool(match["tens"]) and bool(_COUNTED.match(text, max(0, start - 6), start))  # a twenty-first
    return _ordinal(start, match.end(), number, certain=number > 2 and not fraction)


def _suffix(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _ordinal(start: int, end: int, number: int | Fraction, certain: bool = True) -> Figure:
    value = Fraction(number)
    return Figure(start, end, "ordinal", value, value, Fraction(0), certain=certain, form="ordinal", word="th")


def _chinese(text: str, start: int) -> Figure | None:
    match = _CHINESE.match(text, start)
    number = read_chinese(text, match.end()) if match else None
    if match is None or number is None or number.low != number.high or _NOT_ORDINAL.match(text, match.end()):
        return None
    written = text[number.start : number.end]
    if len(written) > 1 and all(c in HAN_DIGITS for c in written):  # 第二一个 is the second one
        return _ordinal(start, number.start + 1, HAN_DIGITS[written[0]])
    return _ordinal(start, number.end, number.low)


_ON_THE = regex.compile(
    r"(?r)(?<![\p{L}])(?:(?:on|by|until|till|before|after|from|since)\s(?:the\s)?|(?:morning|afternoon|evening|night)\sof\sthe\s)",
    regex.IGNORECASE,
)
_DAY_ENDS = regex.compile(
    r"\s*(?:[.,;:!?)-]|$|(?:at|from|to|and|for|between|in|with|he|she|they|we|it)\s)", regex.IGNORECASE
)


def day_or_rank(text: str, start: int) -> Figure | Dated | None:
    """21st as a rank; "on the 21st" with nothing that it ranks is a day of the month."""
    rank = ordinal_at(text, start)
    if rank is None or rank.low > 31 or not _DAY_ENDS.match(text, rank.end):
        return rank
    if not _ON_THE.match(text, max(0, start - 20), start):
        return rank
    return Dated(start, rank.end, "date", When(day=int(rank.low)))


_NUMBERED = regex.compile(r"\.?\s?(?P<n>\d{1,4})(?![\d%]|[.,]\d|\s(?:million|billion|per cent|percent))")


def numbered(text: str, start: int, end: int) -> Figure | None:
    """No. 10, number 3: a rank or a name's number. A small "no" is the word."""
    if text[start:end] == "no":
        return None
    match = _NUMBERED.match(text, end)
    return _ordinal(start, match.end(), int(match["n"])) if match else None


_SCORE = regex.compile(
    r"(?P<a>\d{1,3})\s?(?P<mark>[-:])\s?(?P<b>\d{1,3})"
    r"(?![\d%万亿年月日]|[-:.,/]\d|\s?(?:per|million|billion|bn|m|years?|months?|days?|people)(?![\p{L}]))"
)
_SCORED = regex.compile(
    r"\s?(?:win|victory|defeat|loss|lead|draw|away|home|thrashing|triumph|aggregate|scoreline|up|down|winners?|at half"
    r"|after|in|on|over|against|[,.;)!?]|[力逆惜险大小完]?[胜负败克击横战不取领落平淘输赢])"
)


def read_score(text: str, start: int) -> Figure | None:
    """3-2, 108:93: two small numbers that cannot be a range or a time."""
    match = _SCORE.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    certain = True
    if match["mark"] == "-":
        falling = first >= second or "0" in (match["a"], match["b"])
        told = bool(_SCORED.match(text, match.end())) and first < 200
        if not (falling or told) or (first > 40 and not told):
            return None
        certain = falling and told
    return Figure(
        start, match.end(), "score", Fraction(first), Fraction(second), Fraction(0), certain=certain, word="-"
    )
