"""Ordinals and multiples: 第三, 3rd, twenty-first; 翻了一番, doubled, twofold."""

from __future__ import annotations

from fractions import Fraction

import regex

from .dated import Dated
from .figures import Figure
from .model import Change, Direction, When
from .numerals import HAN_DIGITS, read_chinese
from .words import SMALL, read_english

_ORDINALS = {word: number for number, word in enumerate(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
     "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"), 1)}
_ORDINALS |= {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_DIGITS = regex.compile(r"(?P<n>\d{1,4})(?P<suffix>st|nd|rd|th)(?![\p{L}])")
_WORD = regex.compile(rf"(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?![\p{{L}}])",
                      regex.IGNORECASE)
_CHINESE = regex.compile(r"第\s?(?=[\d一二三四五六七八九十百千零])")
_NOT_ORDINAL = regex.compile(r"时间|财经|一?人称|三方|三者|三产业|[一二三]产业|一线|一手|[一二三]世界|六感|一性")
_FOLD = {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9,
         "tenfold": 10, "twice": 2, "thrice": 3}
_MULTIPLES = {"doubl": Fraction(2), "tripl": Fraction(3), "trebl": Fraction(3), "quadrupl": Fraction(4), "halv": Fraction(1, 2)}
_NOT_DOUBLE = regex.compile(r"[ -](?:digit|check|figure|standard|room|bed|decker|bogey|agent|fault|act|take|header|dutch|jeopardy|life|doors?|glaz|edged|murder|team|crown|play|champion|bill|whammy|dip|cross|chin|entendre|jump|talk|tap|space|blind|cream|espresso|tree)", regex.IGNORECASE)
_SCALED = regex.compile(r"\s(?:as|the|its|their|his|her|that|this|what|in size|over)(?![\p{L}])", regex.IGNORECASE)
_FAN = regex.compile(r"翻(?:了)?(?:近|约|超)?(?:(?P<fan>[一两二三四五]|\d)番|(?P<plain>番)|(?P<times>[一两二三四五六七八九十]|\d+(?:\.\d+)?)?(?:多)?倍)")


def ordinal_at(text: str, start: int) -> Figure | None:
    """The ordinal that begins at `start`: 第三, 21st, twenty-first. first and second are often no rank: not certain."""
    if text[start] == "第":
        return _chinese_ordinal(text, start)
    if match := _DIGITS.match(text, start):
        number = int(match["n"])
        return _ordinal(start, match.end(), number) if match["suffix"] in (_suffix(number), "th") else None     # 8st are stones
    match = _WORD.match(text, start)
    if match is None:
        return None
    number = _ORDINALS[match["word"].lower()] + (SMALL[match["tens"].lower()] if match["tens"] else 0)
    if match["tens"] and number % 10 == 0:
        return None
    counted = text[max(0, start - 4):start].lower().endswith(("a ", "an ", "one ", "ree ", "two "))     # a twenty-first
    return _ordinal(start, match.end(), number, certain=number > 2 and not (match["tens"] and counted))


_ON_THE = regex.compile(r"(?r)(?<![\p{L}])(?:(?:on|by|until|till|before|after|from|since)\s(?:the\s)?|(?:morning|afternoon|evening|night)\sof\sthe\s)", regex.IGNORECASE)
_DAY_ENDS = regex.compile(r"\s*(?:[.,;:!?)-]|$|(?:at|from|to|and|for|between|in|with|he|she|they|we|it)\s)", regex.IGNORECASE)


def day_or_rank(text: str, start: int) -> Figure | Dated | None:
    """21st as a rank; "on the 21st" with nothing that it ranks is a day of the month."""
    rank = ordinal_at(text, start)
    if rank is None or rank.low > 31 or not _DAY_ENDS.match(text, rank.end) or not _ON_THE.match(text, max(0, start - 20), start):
        return rank
    return Dated(start, rank.end, "date", When(day=int(rank.low)))


_NUMBERED = regex.compile(r"\.?\s?(?P<n>\d{1,4})(?![\d%]|[.,]\d|\s(?:million|billion|per cent|percent))")
_SCORE = regex.compile(r"(?P<a>\d{1,3})\s?(?P<mark>[-:])\s?(?P<b>\d{1,3})(?![\d%万亿年月日]|[-:.,/]\d|\s?(?:per|million|billion|bn|m|years?|months?|days?|people)(?![\p{L}]))")
_SCORED = regex.compile(
    r"\s?(?:win|victory|defeat|loss|lead|draw|away|home|thrashing|triumph|aggregate|scoreline|up|down|winners?|at half|after|in|on|over|against|[,.;)!?]"
    r"|[力逆惜险大小完]?[胜负败克击横战不取领落平淘输赢])")


def numbered(text: str, start: int, end: int) -> Figure | None:
    """No. 10, number 3: a rank or a name's number. A small "no" is the word."""
    if text[start:end] == "no":
        return None
    match = _NUMBERED.match(text, end)
    return _ordinal(start, match.end(), int(match["n"])) if match else None


def read_score(text: str, start: int) -> Figure | None:
    """3-2, 108:93: two small numbers that cannot be a range or a time."""
    match = _SCORE.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    if match["mark"] == "-":
        falling = first >= second or "0" in (match["a"], match["b"])
        sure = bool(_SCORED.match(text, match.end())) and first < 200
        if not (falling or sure) or (first > 40 and not sure):
            return None
        certain = falling and sure
    else:
        certain = True
    return Figure(start, match.end(), "score", Fraction(first), Fraction(second), Fraction(0), certain=certain, word="-")


def _ordinal(start: int, end: int, number: int | Fraction, certain: bool = True) -> Figure:
    value = Fraction(number)
    return Figure(start, end, "ordinal", value, value, Fraction(0), certain=certain, form="ordinal", word="th")


def _suffix(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _chinese_ordinal(text: str, start: int) -> Figure | None:
    match = _CHINESE.match(text, start)
    number = read_chinese(text, match.end()) if match else None
    if match is None or number is None or number.low != number.high or _NOT_ORDINAL.match(text, match.end()):
        return None
    written = text[number.start:number.end]
    if len(written) > 1 and all(c in HAN_DIGITS for c in written):      # 第二一个 is the second one
        return _ordinal(start, number.start + 1, HAN_DIGITS[written[0]])
    return _ordinal(start, number.end, number.low)


def multiple_word(text: str, start: int, end: int) -> Figure | None:
    """doubled, tripling, halved, twice, threefold: the new level over the old."""
    word = text[start:end].lower()
    if word in _FOLD:
        return _multiple(start, end, Fraction(_FOLD[word]), certain=word not in ("twice", "thrice") or _scales(text, end))
    stem = next((s for s in _MULTIPLES if word.startswith(s)), None)
    if stem is None or (word in ("double", "triple", "treble") and _NOT_DOUBLE.match(text, end)):
        return None
    certain = word.endswith(("ed", "ing")) or _scales(text, end) or text[max(0, start - 4):start].lower().endswith(("to ", "ll ", "uld "))
    return _multiple(start, end, _MULTIPLES[stem], certain)


def _scales(text: str, end: int) -> bool:
    """Whether "twice" multiplies (twice the size, twice as much) and does not count occasions."""
    return bool(_SCALED.match(text, end))


def read_multiple(text: str, start: int) -> Figure | None:
    """翻了一番 and 翻倍 are 2, 翻两番 4; 翻三倍 may be 3 or 4; 减半 and 腰斩 are a half."""
    char = text[start]
    if char == "翻":
        match = _FAN.match(text, start)
        if match is None:
            return None
        if match["fan"] or match["plain"]:
            times = int(match["fan"]) if (match["fan"] or "").isdecimal() else HAN_DIGITS.get(match["fan"] or "一", 1)
            return _multiple(start, match.end(), Fraction(2**times))
        written = match["times"]
        value = Fraction(2) if written in (None, "一", "1") else Fraction(HAN_DIGITS.get(written, 0) or (Fraction(written) if written[0].isdecimal() else 10))
        return _multiple(start, match.end(), value, certain=written in (None, "一", "1"))
    if char == "减" and text.startswith("减半", start) or char == "腰" and text.startswith("腰斩", start):
        return _multiple(start, start + 2, Fraction(1, 2), certain=char == "减")
    return _multiple(start, start + 2, Fraction(2), False) if text.startswith("倍增", start) else None


def grown(figure: Figure, direction: Direction | None, change: Change | None) -> Figure:
    """增长了两倍 is three times the old level: the multiple counts what came on top. 下降两倍 is nothing that can be."""
    if figure.kind != "multiple" or figure.word != "倍" or direction is None or change == "to":
        return figure
    if direction == "down":
        return figure._replace(certain=False)
    return figure._replace(low=figure.low + 1, high=figure.high + 1)


def _multiple(start: int, end: int, value: Fraction, certain: bool = True) -> Figure:
    return Figure(start, end, "multiple", value, value, Fraction(0), certain=certain, form="words", word="×")
