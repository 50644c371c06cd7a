"""Dates of digits alone (2025-09-21, 9/21/2025), and years that nothing marks (in 2019, nineteen eighty-four)."""

from __future__ import annotations

import functools

import regex

from .english_numbers import SMALL
from .model import Dated, When
from .units import unit_at

# A hyphen after a date may only lead to another date.
_NO_HYPHEN = r"-\d{1,4}(?!\d*[-/.])"


@functools.cache
def _pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<y1>(?:1\d|20|21)\d{{2}})(?P<s1>[-/.])(?P<m1>[01]?\d)(?P=s1)(?P<d1>[0-3]?\d)(?!\d|[.]\d|{_NO_HYPHEN})"
        rf"|(?P<a>[0-3]?\d)(?P<s2>[-/.])(?P<b>[0-3]?\d)(?P=s2)(?P<y2>(?:19|20)\d{{2}}|\d{{2}})(?!\d|[.]\d|/|{_NO_HYPHEN})"
        r"|(?P<y3>(?:19|20)\d{2})[-/](?P<m3>0[1-9]|1[0-2])(?![\d/.-])"
        r"|(?P<m4>0?[1-9]|1[0-2])[-/](?P<y4>(?:19|20)\d{2})(?![\d/.-])"
    )


_LINK = regex.compile(r"\s?(?:-|~|to|至|到)\s?")


def read_numeric_date(text: str, start: int) -> Dated | None:
    """A date of digits, or a range of two: a day that may come first or second is not certain unless it exceeds 12."""
    first = _one(text, start)
    link = _LINK.match(text, first.end) if first else None
    second = _one(text, link.end()) if link and link.end() < len(text) else None
    if first is None or second is None:
        return first
    return Dated(start, second.end, "date", first.when, second.when, first.certain and second.certain)


def _one(text: str, start: int) -> Dated | None:
    match = _pattern().match(text, start)
    if match is None:
        return None
    if match["y1"]:
        return _checked(start, match.end(), When(int(match["y1"]), int(match["m1"]), int(match["d1"])))
    if match["y3"] or match["y4"]:
        return _checked(start, match.end(), When(int(match["y3"] or match["y4"]), int(match["m3"] or match["m4"])))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
    if len(match["y2"]) == 2:
        if match["s2"] == ".":
            return None
        if match["s2"] == "-" and len(match["a"]) == 2:  # 12-11-10: the year may stand first
            return _checked(start, match.end(), When(2000 + first, second, year), False)
        year += 2000 if year < 40 else 1900
    month, day = (second, first) if first > 12 else (first, second)
    return _checked(start, match.end(), When(year, month, day), first > 12 or second > 12 or first == second)


def _checked(start: int, end: int, when: When, certain: bool = True) -> Dated | None:
    if when.month is not None and not 1 <= when.month <= 12:
        return None
    if when.day is not None and not 1 <= when.day <= 31:
        return None
    return Dated(start, end, "date", when, certain=certain)


_SLASH_DAY = regex.compile(r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)(?![\d/.]|\s?(?:of|st|nd|rd|th|inch|mile))")
_LED = regex.compile(
    r"(?r)(?<![\p{L}])(?:on|from|to|by|until|till|between|since|before|after|or|,)\s", regex.IGNORECASE
)


def read_slash_day(text: str, start: int) -> Dated | None:
    """on 22/04, from 10/25: a day and a month, in an order nobody tells; never certain."""
    match = _SLASH_DAY.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    led = bool(_LED.match(text, max(0, start - 10), start))
    padded = match["a"][0] == "0" or match["b"][0] == "0"
    month, day = (second, first) if first > 12 else (first, second)
    if not (led or padded) or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Dated(start, match.end(), "date", When(month=month, day=day), certain=False)


# Words that only a year follows when four bare digits do, and those that other numbers follow as well.
_CLEAR = "in|since|by|until|till|before|after|during|early|late|mid|year|summer|spring|autumn|winter"
_LOOSE = (
    "of|from|between|to|through|and|or|than|for|circa|january|february|march|april|may|june|july|august|september|october"
    "|november|december"
)
# "her 2010 marriage", "the 1982 Falklands War"; but "the 2000 books".
_DETERMINED = regex.compile(r"(?r)(?<![\p{L}])(?:the|a|his|her|its|their|our|this|that|\p{Lu}\p{L}*'s)\s")
_SINGULAR = regex.compile(r"\s(?:\p{Lu}\p{L}+|[a-z]+[a-rt-z])(?![\p{L}])")
_WINDOW = 12  # characters, the longest of these words and a space


@functools.cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    return (
        regex.compile(
            r"(?P<first>1[5-9]\d\d|20\d\d)"
            r"(?:(?P<link>\s?[-~]\s?|至|到|\s(?:to|through|till|until|and)\s)(?P<last>(?:1[5-9]|20)\d\d|\d\d(?!\d)))?"
            r"(?![\d%\p{Latin}]|[.,]\d|-\d|\s?[万亿千百元个家名人辆台块股])"
        ),
        regex.compile(rf"(?r)(?<![\p{{L}}])(?:{_CLEAR})[ -]|\(", regex.IGNORECASE),
        regex.compile(rf"(?r)(?<![\p{{L}}])(?:{_CLEAR}|{_LOOSE})[ -]|\(", regex.IGNORECASE),
    )


_LATIN = regex.compile(r"[A-Za-z]")
_NOUN = regex.compile(r"\s[a-z]{3,}s(?![\p{L}])")


def _led(text: str, start: int) -> tuple[bool, bool]:
    """Whether a word before the digits makes them a year for sure, and whether one makes them likely a year."""
    _, clear, loose = _patterns()
    low = max(0, start - _WINDOW)
    return bool(clear.match(text, low, start)), bool(loose.match(text, low, start))


def bare_year(text: str, start: int) -> Dated | None:
    """A number of four digits that is a year: certain after in, since, by …; 2014-2018 is a range of years."""
    match = _patterns()[0].match(text, start)
    if match is None or (start and text[start - 1] in "$€£¥.,:-/") or unit_at(text, match.end()):
        return None
    clear, led = _led(text, start)
    if match["last"]:
        return _range(text, match, led)
    noun = _NOUN.match(text, match.end())
    if not led and (noun or not _english_around(text, start, match.end())):
        return None
    named = _DETERMINED.match(text, max(0, start - 20), start) and _SINGULAR.match(text, match.end())
    certain = clear or (led and not noun) or bool(named)
    return Dated(start, start + 4, "period", When(year=int(match["first"])), certain=certain)


def _range(text: str, match: regex.Match[str], led: bool) -> Dated:
    start, first, written = match.start(), int(match["first"]), match["last"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    listed = match["link"].strip() == "and" and "between" not in text[max(0, start - 9) : start].lower()
    if last <= first or listed or (len(written) == 2 and "-" not in match["link"]):
        return Dated(start, start + 4, "period", When(year=first), certain=led)
    certain = len(written) == 4 or led or last - first <= 5  # 2015-32 may be no range
    return Dated(start, match.end(), "period", When(year=first), When(year=last), certain)


def _english_around(text: str, start: int, end: int) -> bool:
    """Whether Latin letters stand beside it: a bare year in Chinese text is written with 年."""
    return bool(_LATIN.search(text[max(0, start - 6) : start] + text[end : end + 6]))


@functools.cache
def _words() -> regex.Pattern[str]:
    ones = "one|two|three|four|five|six|seven|eight|nine"
    return regex.compile(
        r"(?P<century>seventeen|eighteen|nineteen|twenty)[ -](?:hundred(?:\sand)?\s)?(?:"
        rf"(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?P<ones>{ones}))?"
        rf"|(?P<teens>ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)|oh[ -](?P<oh>{ones}))"
        rf"(?![\p{{L}}])(?![ -](?:hundred|thousand|million|{ones}|year))",
        regex.IGNORECASE,
    )


def word_year(text: str, start: int) -> Dated | None:
    """nineteen eighty-four, twenty twenty-five."""
    match = _words().match(text, start)
    if match is None:
        return None
    groups = (match["tens"], match["ones"], match["teens"], match["oh"])
    year = SMALL[match["century"].lower()] * 100 + sum(SMALL[g.lower()] for g in groups if g)
    return Dated(start, match.end(), "period", When(year=year), certain=any(_led(text, start)))
