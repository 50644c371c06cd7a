"""English dates: September 21, 2025; 21 Sept; the second of August; May 2025; Monday; and ranges of them."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from .model import Dated, When
from .ordinals import ORDINAL_WORDS

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}
_DAY_WORDS = {
    word: number
    for number, word in enumerate(
        ORDINAL_WORDS,
        1,
    )
}
_DAY_WORDS |= (
    {"thirtieth": 30} | {f"twenty {word}": 20 + n for word, n in _DAY_WORDS.items() if n < 10} | {"thirty first": 31}
)
MONTH = (
    r"(?:(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
    r"|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?"
    r"|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)(?![\p{L}])\.?)"
)
_WEEKDAY = (
    r"(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![\p{L}])\.?)"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?(?![\d\p{L}%:]|[.,]\d|,\d{3}|\s?(?:million|billion|per ?cent|am|pm|a\.m|p\.m)\b))"
_DAY_WORD = rf"(?:{'|'.join(sorted((w.replace(' ', '[ -]') for w in _DAY_WORDS), key=len, reverse=True))})(?![\p{{L}}])"
_YEAR = (
    r"(?:'\d{2}(?!\d)|(?<=[a-z.]\sof\s)\d{2}(?![\d%]|[.,]\d|\s(?:million|billion|people|per|cent))"
    r"|(?:1\d|20|21)\d{2}(?![\d%]|[.,]\d|-\d|\s(?:people|employees|workers|cars|million|billion)\b))"
)
_TWENTIES = r"twenty[ -](?:one|two|three|four|five|six|seven|eight|nine)(?!\p{L})"


@functools.cache
def _pattern() -> regex.Pattern[str]:
    year = rf"(?:(?:\s?,\s?|\s|\sof\s|-|/|,?\sin\s)(?P<year>{_YEAR}))?"
    return regex.compile(
        rf"(?:(?P<weekday>{_WEEKDAY})(?:,?\s\(?|-|,\s?the\s)?)?"
        rf"(?:(?:the\s)?(?P<d1>{_DAY}|{_DAY_WORD})(?:\s?of\s|[ \-/]|)(?P<m1>{MONTH})(?!\p{{L}}){year}"
        rf"|(?P<m2>{MONTH})(?:\s?(?:the\s)?|-|/|,\s(?=\d{{1,2}}(?:st|nd|rd|th)))"
        rf"(?P<d2>{_DAY}|{_DAY_WORD}|{_TWENTIES}){year}"
        rf"|(?P<m3>{MONTH})(?:\s?,\s?|\s|-|/|\sof\s|\sin\s)(?P<y3>{_YEAR})|(?P<m4>{MONTH}))\)?"
    )


@functools.cache
def _second() -> regex.Pattern[str]:
    """The second day of a range within one month: September 3-5, 3 to 5 September is read from its end."""
    return regex.compile(
        rf"\s?(?:-|~|to|through|until|till|and(?=\s))\s?(?:the\s)?(?P<day>{_DAY})(?!\s?{MONTH})"
        rf"(?:\s?,\s?(?P<year>{_YEAR})|\s(?P<year2>{_YEAR}))?"
    )


@functools.cache
def _days_first() -> regex.Pattern[str]:
    year = rf"(?:(?:\s?,\s?|\s)(?P<year>{_YEAR}))?"
    return regex.compile(
        r"(?P<a>[0-3]?\d(?:st|nd|rd|th)?)\s?(?:-|~|to|and|until)\s?(?P<b>[0-3]?\d(?:st|nd|rd|th)?)\s(?:of\s)?"
        rf"(?P<month>{MONTH}){year}"
    )


_LEADING = regex.compile(r"\d+")
_WEEK = regex.compile(_WEEKDAY)
_WEEKDAY_DAY = regex.compile(
    rf",?\s(?:the\s)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)(?![\p{{L}}])|(?<=the\s){_DAY_WORD}"
    r"|(?<=the\s)twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_LINK = regex.compile(r"\s?(?:-|~|(?:to|through|until|till|(?P<pair>and))(?=\s))\s?(?:the\s)?")
_NEXT_MONTH = regex.compile(rf"\s?(?:-|/|to|and|through)\s?{MONTH}")
_LONE_SHORT = frozenset(("mar", "jan", "dec", "sun", "sat", "mon", "wed", "fri", "may", "march"))


def read_english_date(text: str, start: int) -> Dated | None:
    """The English date or range of dates that begins at `start` of folded text, or None."""
    first = _days_range(text, start) or _single(text, start)
    if first is None or first.until is not None:
        return first
    if first.when.day is not None and (day := _second().match(text, first.end)):
        return _until_day(first, day)
    link = _LINK.match(text, first.end)
    second = _single(text, link.end()) if link and link.end() < len(text) else None
    if link is None or second is None or second.when.month is None or first.when.month is None:
        return first
    if link["pair"] and not _between(text, start):
        return first
    year = first.when.year if first.when.year is not None else second.when.year
    return Dated(
        first.start, second.end, "date", replace(first.when, year=year), second.when, first.certain and second.certain
    )


def _until_day(first: Dated, day: regex.Match[str]) -> Dated:
    number = _number(day["day"])
    if first.when.day is None or number <= first.when.day or (" and" in day.group() and not day["year"]):
        return first
    written = day["year"] or day["year2"]
    when = first.when if written is None else replace(first.when, year=_year(written))
    return Dated(first.start, day.end(), "date", when, replace(when, day=number, weekday=None), first.certain)


def _days_range(text: str, start: int) -> Dated | None:
    match = _days_first().match(text, start)
    if match is None:
        return None
    first, second = _number(match["a"]), _number(match["b"])
    if not 1 <= first < second <= 31 or ("and" in match.group() and not _between(text, start)):
        return None
    when = When(year=_year(match["year"]), month=_month(match["month"]), day=first)
    return Dated(start, match.end(), "date", when, replace(when, day=second))


def _between(text: str, start: int) -> bool:
    return "between" in text[max(0, start - 14) : start].lower()


def _single(text: str, start: int) -> Dated | None:
    match = _pattern().match(text, start)
    if match is None:
        return _only_weekday(text, start)
    name = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    written = match["d1"] or match["d2"]
    day = _number(written) if written else None
    if day is not None and not 1 <= day <= 31:
        return _only_weekday(text, start)
    if match["m4"] and not _stands_alone(text, match):
        return _only_weekday(text, start)
    when = When(
        year=_year(match["year"] or match["y3"]), month=_month(name), day=day, weekday=_weekday(match["weekday"])
    )
    end = match.end()
    if text[end - 1] == ")" and "(" not in match.group():
        end -= 1
    if text[end - 1] == ".":  # of the sentence, or of an abbreviation that is as good without
        end -= 1
    return Dated(start, end, "date", when)


def _stands_alone(text: str, match: regex.Match[str]) -> bool:
    """Whether a month's name without day or year is the month and not a verb, a name or a march."""
    name = match["m4"].rstrip(".").lower()
    if _NEXT_MONTH.match(text, match.end()):
        return True
    if match["m4"][0].islower():
        return name not in _LONE_SHORT and name[:3] != "may" and len(name) > 3 and name != "march"
    before = text[max(0, match.start() - 12) : match.start()].lower()
    led = before.rstrip().endswith(
        (
            " in",
            " of",
            " since",
            " by",
            " until",
            " till",
            " last",
            " this",
            " next",
            " early",
            " late",
            " mid",
            "mid-",
            " from",
            " to",
            " and",
            " during",
            " before",
            " after",
            "(in",
            " every",
            "\nin",
        )
    )
    return (
        (led or before.strip() in ("in", "since", "by", "last", "early", "late", "mid", ""))
        if name in _LONE_SHORT
        else len(name) > 3 or led
    )


def _only_weekday(text: str, start: int) -> Dated | None:
    match = _WEEK.match(text, start)
    if match is None:
        return None
    word = match.group()
    day = _WEEKDAY_DAY.match(text, match.end())  # Friday the 26th, Mon 13th
    if day and 1 <= _number(day["day"]) <= 31:
        return Dated(start, day.end(), "date", When(weekday=_weekday(word), day=_number(day["day"])))
    if len(word) < 5:  # Sun, Sat, Mon: only beside a date or a time
        return None
    return Dated(start, match.end(), "date", When(weekday=_weekday(word)))


def _number(written: str) -> int:
    digits = _LEADING.match(written)
    if digits:
        return int(digits.group())
    word = written.lower().replace("-", " ")
    if word in _DAY_WORDS:
        return _DAY_WORDS[word]
    ones = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return 20 + ones.index(word.removeprefix("twenty ")) + 1


def _month(written: str) -> int:
    return _MONTHS[written[:3].lower()]


def _weekday(written: str | None) -> int | None:
    return _WEEKDAYS[written[:3].lower()] if written else None


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    if len(written) < 4:
        year = int(written.lstrip("'"))
        return year + (2000 if year < 50 else 1900)
    return int(written)
