"""Chinese dates of other calendars: lunar (农历八月十五), of the Republic (民國114年), before our era (公元前221年)."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from .chinese_numbers import parse_small_number, parse_year, read_chinese_number
from .quantity import DateCandidate, When

# The year before the first of the Republic.
_REPUBLIC_OFFSET = 1911
# Years of the Republic in three digits, from 2001 to 2049.
_REPUBLIC_YEARS = r"(?:9\d|1[0-3]\d)"
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MONTH = r"(?:[01]?\d(?!\d)|[一二三四五六七八九十]{1,2})"
_HAN_DAY = r"(?:初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|三十|廿[一二三四五六七八九]?)"


# Days that only the lunar calendar writes so.
MOON_DAY = r"(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?)(?!日?[个年月])"


@functools.cache
def _lunar_pattern() -> regex.Pattern[str]:
    """A lunar date: it says so, names a month that only the lunar calendar has, or counts days as 初五 and 廿九."""
    return regex.compile(
        r"(?P<named>(?:农历|阴历|旧历)\s?)?(?:(?P<year>\d{4}|[一二][零一二三四五六七八九]{3})年)?(?:[甲乙丙丁戊己庚辛壬癸]\p{Han}年|\p{Han}年(?=[正腊]月))?"
        rf"(?:(?P<leap>闰)?(?P<month>{_MONTH}|[正冬腊])月(?:份|(?P<day>{_HAN_DAY}|[0-3]?\d(?!\d))日?(?![个年月]))?"
        rf"|(?P<alone>{_HAN_DAY})(?![个年月]))"
    )


@functools.cache
def _era_pattern() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:(?P<common>公元|西元)(?P<before>前)?|民国)\s?(?:第\s?)?"
        r"(?P<year>\d{1,4}|元|[零一二三四五六七八九十百千]{1,8})\s?(?P<unit>年(?!代)|世纪)"
    )


_REPUBLIC_YEAR = regex.compile(
    rf"(?P<year>{_REPUBLIC_YEARS})年(?:(?=\s?(?:第\s?[一二三四1-4]\s?季|[上下]半年)|[01]?\d月)|度(?!过))"
)


def read_republic_year(text: str, start: int) -> DateCandidate | None:
    """114年 before a month, quarter or half-year, which no length of time precedes."""
    match = _REPUBLIC_YEAR.match(text, start)
    if match is None:
        return None
    return DateCandidate(start, match.end(), "period", When(year=int(match["year"]) + _REPUBLIC_OFFSET))


def read_era(text: str, start: int) -> DateCandidate | None:
    """公元前221年 is the year -221, 民国38年 1949."""
    match = _era_pattern().match(text, start)
    if match is None:
        return None
    year = _parse_year_of_era(text, match)
    if match["unit"] == "世纪":
        if not match["common"] or not 0 < year <= 100:
            return None
        century = -year if match["before"] else year
        return DateCandidate(start, match.end(), "period", When(century=century))
    if match["common"]:
        return DateCandidate(start, match.end(), "period", When(year=-year if match["before"] else year))
    return DateCandidate(start, match.end(), "period", When(year=year + _REPUBLIC_OFFSET)) if year < 200 else None


def _parse_year_of_era(text: str, match: regex.Match[str]) -> int:
    written = match["year"]
    if written == "元":
        return 1
    if written.isdecimal():
        return int(written)
    if set(written) & set("十百千"):
        number = read_chinese_number(text[: match.end("year")], match.start("year"))
        return int(number.low) if number else 0
    return parse_small_number(written) if len(written) < 3 else parse_year(written)


def read_lunar_date(text: str, start: int) -> DateCandidate | None:
    """The lunar date that begins with a name of its calendar or month: 农历八月十五, 闰四月, 腊月廿三."""
    match = _lunar_pattern().match(text, start)
    if match is None:
        return None
    day = match["alone"] or match["day"]
    counts_by_moon = day is not None and day[0] in "初廿"
    is_lunar = match["named"] or match["leap"] or (match["month"] or "") in _LUNAR_MONTHS or counts_by_moon
    if not is_lunar or (match["alone"] and not match["named"]):
        return None
    month = None
    if match["month"]:
        month = _LUNAR_MONTHS.get(match["month"]) or parse_small_number(match["month"])
    when = When(
        year=parse_year(match["year"]) if match["year"] else None,
        month=month,
        day=parse_small_number(day) if day else None,
        lunar=True,
    )
    if (month is not None and not 1 <= month <= 12) or (when.day is not None and not 1 <= when.day <= 30):
        return None
    return DateCandidate(start, match.end(), "date", when)


_LUNAR_BEFORE = regex.compile(r"(?r)(?:农历|阴历|旧历)\s?")


def mark_lunar(text: str, date: DateCandidate) -> DateCandidate:
    """The date as a lunar one where 农历 stands before it."""
    if text[date.start - 1 : date.start] not in ("历", " ") or date.when.month is None:
        return date
    if not _LUNAR_BEFORE.match(text, max(0, date.start - 4), date.start):
        return date
    return date._replace(when=replace(date.when, lunar=True))
