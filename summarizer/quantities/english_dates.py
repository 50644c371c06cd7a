"""Dates in English (September 21, 2025; 21 Sept; Monday) and in digits (2025-09-21, 9/21/2025), and their ranges."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from .chinese_numbers import complete_year
from .english_numbers import ONES, ORDINALS
from .quantity import DateCandidate, When

_MONTH_WORDS = "January February March April May June July August September October November December"
_WEEKDAY_WORDS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
MONTH_NAMES = tuple(_MONTH_WORDS.split())
WEEKDAY_NAMES = tuple(_WEEKDAY_WORDS.split())
# Abbreviations and full names begin with the same three letters.
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES, 1)}
_DAYS_BY_WORD = (
    ORDINALS
    | {"thirtieth": 30}
    | {f"twenty {word}": 20 + n for word, n in ORDINALS.items() if n < 10}
    | {"thirty first": 31}
)
_MONTH = (
    r"(?:(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
    r"|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?"
    r"|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)(?![\p{L}])\.?)"
)
_WEEKDAY = (
    r"(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![\p{L}])\.?)"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?(?![\d\p{L}%]|[.,:]\d|,\d{3}|\s?(?:million|billion|per ?cent|am|pm|a\.m|p\.m)\b))"
_DAY_WORD = (
    rf"(?:{'|'.join(sorted((w.replace(' ', '[ -]') for w in _DAYS_BY_WORD), key=len, reverse=True))})(?![\p{{L}}])"
)
_YEAR = (
    r"(?:'\d{2}(?!\d)|(?<=\d-[A-Z][A-Za-z]{2}-)\d{2}(?![\d%-])|(?<=[a-z.]\sof\s)\d{2}(?![\d%]|[.,]\d|\s(?:million|billion|people|per|cent))"
    r"|(?:1\d|20|21)\d{2}(?![\d%]|[.,]\d|-\d|\s(?:people|employees|workers|cars|million|billion)\b))"
)
_TWENTIES = r"twenty[ -](?:one|two|three|four|five|six|seven|eight|nine)(?!\p{L})"


@functools.cache
def _date_pattern() -> regex.Pattern[str]:
    year = rf"(?:(?:\s?,\s?|\s|\sof\s|-|/|,?\sin\s)(?P<year>{_YEAR}))?"
    return regex.compile(
        rf"(?:(?P<weekday>{_WEEKDAY})(?:,?\s\(?|-|,\s?the\s)?)?"
        rf"(?:(?:the\s)?(?P<d1>{_DAY}|{_DAY_WORD})(?:\s?of\s|[ \-/]|)(?P<m1>{_MONTH})(?!\p{{L}}){year}"
        rf"|(?P<m2>{_MONTH})(?:\s?(?:the\s)?|-|/|,\s(?=\d{{1,2}}(?:st|nd|rd|th)))"
        rf"(?P<d2>{_DAY}|{_DAY_WORD}|{_TWENTIES}){year}"
        rf"|(?P<m3>{_MONTH})(?:\s?,\s?|\s|-|/|\sof\s|\sin\s)(?P<y3>{_YEAR})|(?P<m4>{_MONTH}))\)?"
    )


@functools.cache
def _second_day_pattern() -> regex.Pattern[str]:
    """The second day of a range within one month: the -5 of September 3-5."""
    return regex.compile(
        rf"\s?(?:-|~|to|through|thru|until|till|and(?=\s))\s?(?:the\s)?(?P<day>{_DAY})(?!\s?{_MONTH})"
        rf"(?:\s?,\s?(?P<year>{_YEAR})|\s(?P<year2>{_YEAR}))?"
    )


@functools.cache
def _day_range_pattern() -> regex.Pattern[str]:
    """Two days before their month: 3 to 5 September."""
    year = rf"(?:(?:\s?,\s?|\s)(?P<year>{_YEAR}))?"
    return regex.compile(
        r"(?P<a>[0-3]?\d(?:st|nd|rd|th)?)\s?(?:-|~|to|and|until)\s?(?:the\s)?(?P<b>[0-3]?\d(?:st|nd|rd|th)?)\s(?:of\s)?"
        rf"(?P<month>{_MONTH}){year}",
        regex.IGNORECASE,
    )


_LEADING_DIGITS = regex.compile(r"\d+")
_WEEKDAY_ALONE = regex.compile(_WEEKDAY)
_WEEKDAY_DAY = regex.compile(
    rf",?\s(?:the\s)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)(?![\p{{L}}])|(?<=the\s){_DAY_WORD}"
    r"|(?<=the\s)twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_LINK = regex.compile(r"\s?(?:-|~|(?:to|through|thru|until|till|(?P<pair>and))(?=\s))\s?(?:the\s)?")
_MONTH_FOLLOWS = regex.compile(rf"\s?(?:-|/|to|and|through)\s?{_MONTH}")
# Names and abbreviations of months and weekdays that are other words too.
_AMBIGUOUS_MONTHS = frozenset(("mar", "jan", "dec", "sun", "sat", "mon", "wed", "fri", "may", "march"))
_PREPOSITIONS = (
    " in, of, since, by, until, till, last, this, next, early, late, mid, from, to, and, during, before, after, every"
)
_BEFORE_MONTH = (*_PREPOSITIONS.split(","), "mid-", "(in", "\nin")


def read_english_date(text: str, start: int) -> DateCandidate | None:
    """The English date or range of dates at `start` of folded text."""
    first = _read_day_range(text, start) or _read_one_date(text, start)
    if first is None or first.until is not None:
        return first
    if first.when.day is not None and (day := _second_day_pattern().match(text, first.end)):
        return _extend_to_day(first, day)
    link = _LINK.match(text, first.end)
    second = _read_one_date(text, link.end()) if link and link.end() < len(text) else None
    if link is None or second is None or second.when.month is None or first.when.month is None:
        return first
    if link["pair"] and not _follows_between(text, start):
        return first
    year = first.when.year if first.when.year is not None else second.when.year
    if first.when.year is None and year is not None and first.when.month > second.when.month:
        year -= 1  # from November to February 2017
    return DateCandidate(
        first.start, second.end, "date", replace(first.when, year=year), second.when, first.certain and second.certain
    )


def _extend_to_day(first: DateCandidate, day: regex.Match[str]) -> DateCandidate:
    """The range from a date to a later day of its month, or the date itself."""
    number = _parse_day(day["day"])
    if first.when.day is None or number <= first.when.day or (" and" in day.group() and not day["year"]):
        return first
    written = day["year"] or day["year2"]
    when = first.when if written is None else replace(first.when, year=_parse_year(written))
    return DateCandidate(first.start, day.end(), "date", when, replace(when, day=number, weekday=None), first.certain)


def _read_day_range(text: str, start: int) -> DateCandidate | None:
    match = _day_range_pattern().match(text, start)
    if match is None:
        return None
    first, second = _parse_day(match["a"]), _parse_day(match["b"])
    if not 1 <= first < second <= 31 or ("and" in match.group() and not _follows_between(text, start)):
        return None
    when = When(year=_parse_year(match["year"]), month=_parse_month(match["month"]), day=first)
    return DateCandidate(start, match.end(), "date", when, replace(when, day=second))


def _follows_between(text: str, start: int) -> bool:
    return "between" in text[max(0, start - 14) : start].lower()


def _read_one_date(text: str, start: int) -> DateCandidate | None:
    match = _date_pattern().match(text, start)
    if match is None:
        return _read_weekday(text, start)
    name = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    written = match["d1"] or match["d2"]
    day = _parse_day(written) if written else None
    if day is not None and not 1 <= day <= 31:
        return _read_weekday(text, start)
    if match["m4"] and not _is_month_alone(text, match):
        return _read_weekday(text, start)
    when = When(
        year=_parse_year(match["year"] or match["y3"]),
        month=_parse_month(name),
        day=day,
        weekday=_parse_weekday(match["weekday"]),
    )
    end = match.end()
    if text[end - 1] == ")" and "(" not in match.group():
        end -= 1
    if text[end - 1] == ".":  # the end of the sentence, or of an abbreviation
        end -= 1
    return DateCandidate(start, end, "date", when)


def _is_month_alone(text: str, match: regex.Match[str]) -> bool:
    """Whether the name of a month without day or year means the month, not a verb or a person (may, April)."""
    name = match["m4"].rstrip(".").lower()
    if _MONTH_FOLLOWS.match(text, match.end()):
        return True
    if match["m4"][0].islower():
        return name not in _AMBIGUOUS_MONTHS and name[:3] != "may" and len(name) > 3 and name != "march"
    before = text[max(0, match.start() - 12) : match.start()].lower()
    after_preposition = before.rstrip().endswith(_BEFORE_MONTH)
    if name not in _AMBIGUOUS_MONTHS:
        return len(name) > 3 or after_preposition
    return after_preposition or before.strip() in ("in", "since", "by", "last", "early", "late", "mid", "")


def _read_weekday(text: str, start: int) -> DateCandidate | None:
    """A weekday, perhaps with its day: Monday, Friday the 26th, Mon 13th."""
    match = _WEEKDAY_ALONE.match(text, start)
    if match is None:
        return None
    word = match.group()
    day = _WEEKDAY_DAY.match(text, match.end())
    if day and 1 <= _parse_day(day["day"]) <= 31:
        return DateCandidate(start, day.end(), "date", When(weekday=_parse_weekday(word), day=_parse_day(day["day"])))
    if len(word) < 5:  # Sun, Sat and Mon alone are other words
        return None
    return DateCandidate(start, match.end(), "date", When(weekday=_parse_weekday(word)))


def _parse_day(written: str) -> int:
    digits = _LEADING_DIGITS.match(written)
    if digits:
        return int(digits.group())
    word = written.lower().replace("-", " ")
    if word in _DAYS_BY_WORD:
        return _DAYS_BY_WORD[word]
    return 20 + ONES[word.removeprefix("twenty ")]


def _parse_month(written: str) -> int:
    return _MONTHS[written[:3].lower()]


def _parse_weekday(written: str | None) -> int | None:
    return _WEEKDAYS[written[:3].lower()] if written else None


def _parse_year(written: str | None) -> int | None:
    return complete_year(int(written.lstrip("'"))) if written else None


# Two-digit years of numeric dates below this belong to the 21st century. Chosen 2026-11-24 and not measured; the year
# labels and spelled dates use 50.
_NUMERIC_YEAR_PIVOT = 40
# A hyphen after a date may only lead to another date.
_NO_HYPHEN = r"-\d{1,4}(?!\d*[-/.])"


@functools.cache
def _numeric_pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<y1>(?:1\d|20|21)\d{{2}})(?P<s1>[-/.])(?P<m1>[01]?\d)(?P=s1)(?P<d1>[0-3]?\d)(?!\d|[.]\d|{_NO_HYPHEN})"
        rf"|(?P<a>[0-3]?\d)(?P<s2>[-/.])(?P<b>[0-3]?\d)(?P=s2)(?P<y2>(?:19|20)\d{{2}}|\d{{2}})(?!\d|[.]\d|/|{_NO_HYPHEN})"
        r"|(?P<y3>(?:19|20)\d{2})[-/](?P<m3>0[1-9]|1[0-2])(?![\d/.-])"
        r"|(?P<m4>0?[1-9]|1[0-2])[-/](?P<y4>(?:19|20)\d{2})(?![\d/.-])"
    )


_NUMERIC_RANGE = regex.compile(r"\s?(?:-|~|to|至|到)\s?")


def read_numeric_date(text: str, start: int) -> DateCandidate | None:
    """A date in digits or a range of two: 2025-09-21, 9/21/2025. Uncertain where day and month may be swapped."""
    first = _read_one_numeric_date(text, start)
    if first is None:
        return _read_numeric_range(text, start)
    link = _NUMERIC_RANGE.match(text, first.end) if first else None
    second = _read_one_numeric_date(text, link.end()) if link and link.end() < len(text) else None
    if first is None or second is None:
        return first
    return DateCandidate(start, second.end, "date", first.when, second.when, first.certain and second.certain)


_MONTH_AND_DAY = regex.compile(r"(?P<month>[01]?\d)/(?P<day>[0-3]?\d)\s?(?:-|~|to)\s?(?=\d{1,2}/\d{1,2}/\d{2})")


def _read_numeric_range(text: str, start: int) -> DateCandidate | None:
    """A range of numeric dates with one year: 10/1-11/2/2017. Never certain."""
    match = _MONTH_AND_DAY.match(text, start)
    second = _read_one_numeric_date(text, match.end()) if match else None
    if match is None or second is None:
        return None
    first = replace(second.when, month=int(match["month"]), day=int(match["day"]))
    if (first.month, first.day) > (second.when.month, second.when.day):
        first, second = replace(first, month=first.day, day=first.month), second
    read = _validated(start, second.end, first, certain=False)
    return read._replace(until=second.when) if read else None


# Behind the last figure of a list: 12/13/14%, 18/16/14倍.
_IS_LIST = regex.compile(r"\s?[%％倍万亿元]")


def _read_one_numeric_date(text: str, start: int) -> DateCandidate | None:
    match = _numeric_pattern().match(text, start)
    if match is None or _IS_LIST.match(text, match.end()):
        return None
    if match["y1"]:
        return _validated(start, match.end(), When(int(match["y1"]), int(match["m1"]), int(match["d1"])))
    if match["y3"] or match["y4"]:
        return _validated(start, match.end(), When(int(match["y3"] or match["y4"]), int(match["m3"] or match["m4"])))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
    if len(match["y2"]) == 2:
        if match["s2"] == ".":
            return None
        if match["s2"] == "-" and len(match["a"]) == 2:  # 12-11-10 may begin with the year
            return _validated(start, match.end(), When(2000 + first, second, year), False)
        year += 2000 if year < _NUMERIC_YEAR_PIVOT else 1900
    month, day = (second, first) if first > 12 else (first, second)
    return _validated(start, match.end(), When(year, month, day), first > 12 or second > 12 or first == second)


def _validated(start: int, end: int, when: When, certain: bool = True) -> DateCandidate | None:
    """The candidate, or None where there is no such month or day."""
    if when.month is not None and not 1 <= when.month <= 12:
        return None
    if when.day is not None and not 1 <= when.day <= 31:
        return None
    return DateCandidate(start, end, "date", when, certain=certain)


_SLASH_DAY = regex.compile(r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)(?![\d/.]|\s?(?:of|st|nd|rd|th|inch|mile))")
_DATE_PREPOSITION = regex.compile(
    r"(?r)(?<![\p{L}])(?:on|from|to|by|until|till|between|since|before|after|or|,)\s", regex.IGNORECASE
)


def read_day_and_month(text: str, start: int) -> DateCandidate | None:
    """A day and a month in either order: on 22/04, from 10/25. Never certain."""
    match = _SLASH_DAY.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    after_preposition = bool(_DATE_PREPOSITION.match(text, max(0, start - 10), start))
    is_padded = match["a"][0] == "0" or match["b"][0] == "0"
    month, day = (second, first) if first > 12 else (first, second)
    if not (after_preposition or is_padded) or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateCandidate(start, match.end(), "date", When(month=month, day=day), certain=False)
