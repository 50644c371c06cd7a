"""Dates of digits alone: 2025-09-21, 2025/9/21, 9/21/2025, 2025-09, and days such as 22/04."""

from __future__ import annotations

import functools

import regex

from .dated import Dated
from .model import When

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
