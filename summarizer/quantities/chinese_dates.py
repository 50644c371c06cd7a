"""Chinese dates and periods: 2025年9月21日, 去年5月8日, 第三季度, 上半年, 2025财年, 90年代, 周一, and their ranges."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from .chinese_calendars import MOON_DAY, mark_lunar, read_era, read_republic_year
from .chinese_numbers import parse_small_number, parse_year, read_chinese_number
from .quantity import DateCandidate, When

_NUMBER = r"(?:[0-3]?\d(?!\d)|[一二三四五六七八九十廿卅]{1,3})"
_QUARTERS = (
    r"第?(?P<quarter>[一二三四1-4])季(?:度|报)|第\s?(?P<season_or_quarter>[一二三四1-4])\s?季(?![度报赛节])"
    r"|(?P<first_quarter>首个?)季(?:度|(?![赛节]))|(?P<quarters>[前首](?:[二三两23])个?)季(?:度|(?![赛节]))"
)
_FIRST_MONTHS = r"(?P<first_months>[前首])\s?(?P<months>[2-9]|1[01](?!\d)|[二两三四五六七八九]|十一?)\s?个月"
_MONTH_AND_DAY = (
    rf"(?P<month>{_NUMBER})\s?月份?(?!球)(?:\s?(?P<day>{_NUMBER})\s?(?:日|号(?![楼线店馆厅院]))|(?P<moon_day>{MOON_DAY})"
    r"|(?<=[一二三四五六七八九十]月)(?P<bare_day>[一二]?十[一二三四五六七八九]|[二三]十)(?![\p{Han}\d]))?"
)
# A year written as a number: 两千零八, 二千二十, 一千九百九十七.
_FULL_YEAR = (
    r"(?:[两二]千零[一二三四五六七八九](?!十)|[两二]千零?[一二三四五六七八九]?十[一二三四五六七八九]?"
    r"|一千九百[一二三四五六七八九]?十[一二三四五六七八九]?)"
)
_HAN_YEAR = r"[一二][零一二三四五六七八九]{3}"
_YEAR_OFFSETS = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "前年": -2, "后年": 2, "来年": 1}
_SAME_YEAR = frozenset({"当年", "同年"})
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_PARTS = {"初": "early", "中": "mid", "底": "end", "末": "end"}
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六日", 1)} | {"天": 7}
_DAY_OFFSETS = {"昨": -1, "今": 0, "明": 1, "前": -2, "后": 2}


@functools.cache
def _year_pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<year>\d{{4}}(?!\d)|\d{{2}}(?!\d)|{_HAN_YEAR}|[零一二三四五六七八九][零一二三四五六七八九])"
        r"\s?(?P<fiscal>财年|财政年度|会计年度|年度?)"
        r"|(?P<relative>[去今本明前后当同来]年|(?<!以)上年(?![纪轻龄]))"
    )


@functools.cache
def _after_year_pattern() -> regex.Pattern[str]:
    """The part of a year that follows it: month and day, quarter, half, season, week."""
    return regex.compile(
        rf"\s?的?(?:{_QUARTERS}|{_FIRST_MONTHS}|Q(?P<q>[1-4])(?!\d)"
        r"|(?P<half>[上下前后])半(?:年度?|财年)"
        rf"|{_MONTH_AND_DAY}"
        r"|(?P<season>[春夏秋冬])[季天]"
        rf"|年?(?P<part>[初底末中])(?![国文央美欧学小级期间心])|第\s?(?P<week>{_NUMBER})周)"
    )


@functools.cache
def _without_year_pattern() -> regex.Pattern[str]:
    """A date or period without a year."""
    return regex.compile(
        rf"{_MONTH_AND_DAY}"
        rf"|(?P<only>{_NUMBER})\s?日(?![元本圆韩语])"
        rf"|{_QUARTERS}|{_FIRST_MONTHS}|(?P<half>[上下])半年度?(?!来)"
        rf"|(?P<relmonth>[本上下当]个?月)(?:(?P<relday>{_NUMBER})\s?[日号])?(?!球)|(?P<reldayword>[昨今明前后])[天日]"
        r"|(?P<relweek>[上下这本]{1,2}个?)(?:周|星期|礼拜)(?P<relweekday>[一二三四五六日天末])?|(?P<relquarter>[上下本]个?)季(?:度|(?![赛节后前中末初军]))"
        r"|(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![次个轮场件项家])"
    )


@functools.cache
def _century_pattern() -> regex.Pattern[str]:
    """A century, a decade, or both; also the empty string."""
    return regex.compile(
        rf"(?:(?:(?P<last>上(?:个)?世纪)|(?P<this>本世纪)|(?P<century>{_NUMBER})\s?世纪)(?!经济报道))?"
        r"\s?(?:(?P<decade>\d0|\d{3}0|[一二三四五六七八九]十)年代)?"
    )


@functools.cache
def _range_pattern() -> regex.Pattern[str]:
    """Two numbers with one unit: 2019-2021年, 3至5月, 1-3日, 一至三季度."""
    return regex.compile(
        rf"(?P<a>\d{{4}}|{_HAN_YEAR}|{_NUMBER}|[4-9]0)\s?(?:[-~]|至|到)\s?第?"
        rf"(?P<b>\d{{4}}|{_HAN_YEAR}|{_NUMBER}|[4-9]0)"
        r"\s?(?P<unit>年代|年|月份?|日(?![元本圆韩])|季度)"
    )


_OPENS_LENGTH = regex.compile(r"(?r)(?<![此以之目])[\p{Han}--在从较与和及于对比年占]", regex.V1)
_SERIES = regex.compile(r"(?r)》[（(]?")
_LAST_OR_NEXT = {"上": -1, "下": 1}
_LINK = regex.compile(r"\s?(?:[-~]{1,2}|至|到|及|(?P<pair>和|与))\s?")
_DAY_AFTER = regex.compile(rf"\s?(?P<d>{_NUMBER})\s?[日号]")
_MAX_BY_UNIT = {"月": 12, "日": 31, "季": 4}
_BETWEEN = regex.compile(r"\s?之?间")


def read_chinese_date(text: str, start: int) -> DateCandidate | None:
    """The Chinese date, period or range of them at `start` of folded text."""
    date = _read_range_of_one_unit(text, start) or _extend_range(text, _read_one_date(text, start))
    return mark_lunar(text, date) if date else None


def _read_range_of_one_unit(text: str, start: int) -> DateCandidate | None:
    """A range whose unit is written once: 2019-2021年, 3至5月, 一至三季度."""
    match = _range_pattern().match(text, start)
    if match is None:
        return None
    unit = match["unit"][0]
    if match["unit"] == "年代":
        return _read_decades(start, match)
    if unit == "年":
        if len(match["b"]) != 4 or len(match["a"]) != 4:
            return None
        first, second = parse_year(match["a"]), parse_year(match["b"])
        if first >= second:
            return None
        return _end_in_part_of_year(text, match) or DateCandidate(
            start, match.end(), "period", When(year=first), When(year=second)
        )
    first, second = parse_small_number(match["a"]), parse_small_number(match["b"])
    if not (0 < first <= _MAX_BY_UNIT[unit] and 0 < second <= _MAX_BY_UNIT[unit]):
        return None
    end = match.end()
    if unit == "季":
        return DateCandidate(start, end, "period", When(quarter=first), When(quarter=second))
    if unit == "日":
        return DateCandidate(start, end, "date", When(day=first), When(day=second))
    if day := _DAY_AFTER.match(text, end):
        until = When(month=second, day=parse_small_number(day["d"]))
        return DateCandidate(start, day.end(), "date", When(month=first), until, certain=False)
    return DateCandidate(start, end, "date", When(month=first), When(month=second))


def _end_in_part_of_year(text: str, years: regex.Match[str]) -> DateCandidate | None:
    """The range of years that ends in a part of the last one: 2020至2024年上半年, 2020-2024年前三季度."""
    last = _read_one_date(text, years.start("b"))
    if last is None or last.kind != "period" or last.end <= years.end():
        return None
    until = replace(last.until or last.when, year=last.when.year)
    return DateCandidate(years.start(), last.end, "period", When(year=parse_year(years["a"])), until)


def _read_decades(start: int, match: regex.Match[str]) -> DateCandidate | None:
    """A range of decades: 40至50年代. Without a century they are of the 20th."""
    first, second = (parse_small_number(match[g]) if len(match[g]) < 4 else int(match[g]) for g in "ab")
    if first % 10 or second % 10 or first >= second:
        return None
    base = 1900 if second < 100 else 0
    return DateCandidate(start, match.end(), "period", When(decade=base + first), When(decade=base + second))


def _extend_range(text: str, first: DateCandidate | None) -> DateCandidate | None:
    """The range that a date begins, or the date itself. The second date takes year and month from the first."""
    if first is None or first.until is not None or first.when.relative in ("day+0",):
        return first
    link = _LINK.match(text, first.end)
    second = _read_one_date(text, link.end()) if link else None
    if link is None or second is None or second.kind != first.kind or second.until is not None:
        return first
    is_mixed = _granularity(first.when) != _granularity(second.when)
    if is_mixed and ("及" in link.group() or not _goes_into_later_year(first.when, second.when)):
        return first  # 2023年及2024年上半年 are two
    end = second.end
    if link["pair"]:
        between = _BETWEEN.match(text, end)
        if between is None:
            return first
    year = second.when.year if second.when.year is not None else first.when.year
    month = second.when.month if second.when.month is not None else first.when.month
    until = replace(second.when, year=year, month=month) if second.when.relative is None else second.when
    return DateCandidate(first.start, end, first.kind, first.when, until, first.certain and second.certain)


def _goes_into_later_year(first: When, second: When) -> bool:
    """Whether one is a year, or the beginning or end of one, and the other a half or quarter of a later year.

    The second has its own year: 2020年至2024年上半年.
    """
    if first.year is None or second.year is None or second.week is not None or second.season is not None:
        return False
    is_whole = _granularity(first) == "year" and first.season is None and first.week is None
    return is_whole and first.year < second.year


def _granularity(when: When) -> str:
    """The smallest part of a date that the text gives."""
    for part in ("day", "weekday", "month", "quarter", "half"):
        if getattr(when, part) is not None:
            return part
    return "year"


def _read_one_date(text: str, start: int) -> DateCandidate | None:
    if start >= len(text):
        return None
    return _read_century(text, start) or _read_with_year(text, start) or _read_without_year(text, start)


def _read_century(text: str, start: int) -> DateCandidate | None:
    """A century or decade: 21世纪, 上世纪90年代, 九十年代."""
    match = _century_pattern().match(text, start)
    if match is None or match.end() == start:
        return None
    century = None
    if match["century"]:
        century = parse_small_number(match["century"])
    elif match["last"] or match["this"]:
        century = 20 if match["last"] else 21
    if match["decade"] is None:
        if match["this"]:
            return None
        return DateCandidate(start, match.end(), "period", When(century=century), certain=not match["last"])
    decade = int(match["decade"]) if match["decade"].isdecimal() else parse_small_number(match["decade"])
    if decade < 100 and century is not None:
        decade += (century - 1) * 100
    elif decade < 100 and decade >= 30:
        decade += 1900  # 九十年代
    return DateCandidate(start, match.end(), "period", When(decade=decade), certain=decade >= 1000)


def _read_with_year(text: str, start: int) -> DateCandidate | None:
    """A year, or a date or period that begins with one: 2025年, 2025财年, 去年5月8日, 2025年第三季度."""
    match = _year_pattern().match(text, start) if text[start] not in "公西" else None  # 公元79年 is not 1979
    if match is None:
        return _read_with_full_year(text, start)
    relative = _relative_year_of(match["relative"]) if match["relative"] else None
    if match["relative"] and relative is None:
        return None
    year = parse_year(match["year"]) if match["year"] else None
    fiscal = (match["fiscal"] or "").startswith(("财", "会"))
    when = When(year=year, fiscal=fiscal, relative=relative)
    if months := _read_range_after_year(text, start, match.end(), when):
        return months
    tail = _after_year_pattern().match(text, match.end())
    if tail is not None and (date := _read_after_year(start, tail, when)):
        return date  # 去年5月8日 is certain: month and day do not depend on the year
    if year is None:
        return DateCandidate(start, match.end(), "period", when, certain=False)
    if is_time_since(text, start) or not (fiscal or _is_plausible_year(match["year"], year)):
        return None
    return DateCandidate(start, match.end(), "period", when)


_AGO = regex.compile(r"(?r)距今[已约近有大超逾]{0,3}\s?")


def is_time_since(text: str, start: int) -> bool:
    """Whether a number of years at `start` tells how long ago something was: 距今约2963年."""
    return _AGO.match(text, 0, start) is not None


_MONTHS_FOLLOW = regex.compile(r"\s?第?(?=[\d一二三四])")


def _read_range_after_year(text: str, start: int, end: int, when: When) -> DateCandidate | None:
    """The months or quarters of a year that the text gives once: 2025年1-9月, 今年一至三季度."""
    follow = _MONTHS_FOLLOW.match(text, end)
    months = _read_range_of_one_unit(text, follow.end()) if follow else None
    if months is None or months.until is None or months.when.year is not None or months.when.day is not None:
        return None
    first = replace(months.when, year=when.year, fiscal=when.fiscal, relative=when.relative)
    last = replace(months.until, year=when.year, fiscal=when.fiscal, relative=when.relative)
    return months._replace(start=start, when=first, until=last)


_FULL_YEAR_STARTS = frozenset("两二一公西民0123456789")


def _read_with_full_year(text: str, start: int) -> DateCandidate | None:
    """A year written as a number (两千零八年) or of an era (公元前221年, 114年第2季), and what follows it."""
    first = text[start]
    if first not in _FULL_YEAR_STARTS:
        return None
    full = _full_year_pattern().match(text, start) if first in "两二一" else None
    number = read_chinese_number(text[: full.end("year")], start) if full else None
    if full and number:
        date = DateCandidate(start, full.end(), "period", When(year=int(number.low)))
    else:
        named = read_era(text, start) or read_republic_year(text, start)
        if named is None or named.when.year is None:
            return named
        date = named
    tail = _after_year_pattern().match(text, date.end)
    return (_read_after_year(start, tail, date.when) if tail else None) or date


@functools.cache
def _full_year_pattern() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<year>{_FULL_YEAR})年(?![多余来前后间以的历之])")


def _relative_year_of(word: str) -> str | None:
    if word in _SAME_YEAR:
        return "year=same"
    offset = _YEAR_OFFSETS.get(word)
    return None if offset is None else f"year{offset:+d}"


def _is_plausible_year(written: str, year: int) -> bool:
    """Whether a number with 年 alone is a year (2025年, 08年, 九七年) and not a duration (18年, 5000年)."""
    if len(written) == 4:
        return 1000 <= year <= 2199 or not written.endswith("00")  # 2802年 is a year, mistyped
    return written[0] == "0" or not written.isdecimal()


def _read_after_year(start: int, tail: regex.Match[str], when: When) -> DateCandidate | None:
    end = tail.end()
    if tail["month"]:
        return _month_and_day(start, end, tail, when)
    if part := _quarters_or_months(start, end, tail, when):
        return part
    if tail["q"]:
        return DateCandidate(start, end, "period", replace(when, quarter=int(tail["q"])))
    if tail["half"]:
        return DateCandidate(start, end, "period", replace(when, half=1 if tail["half"] in "上前" else 2))
    if tail["season"]:
        return DateCandidate(start, end, "period", replace(when, season=_SEASONS[tail["season"]]))
    if tail["week"]:
        return DateCandidate(start, end, "period", replace(when, week=parse_small_number(tail["week"])))
    return DateCandidate(start, end, "period", replace(when, part=_PARTS[tail["part"]]))


def _quarters_or_months(start: int, end: int, match: regex.Match[str], when: When) -> DateCandidate | None:
    """A quarter, the first quarters, or the first months of a year."""
    if match["first_months"]:
        until = replace(when, month=parse_small_number(match["months"]))
        return DateCandidate(start, end, "period", replace(when, month=1), until)
    if match["quarters"]:
        last = 2 if match["quarters"][1] in "二两2" else 3
        return DateCandidate(start, end, "period", replace(when, quarter=1), replace(when, quarter=last))
    if match["first_quarter"]:
        return DateCandidate(start, end, "period", replace(when, quarter=1))
    written = match["quarter"] or match["season_or_quarter"]
    if not written:
        return None
    certain = match["quarter"] is not None or when.year is not None  # 第二季 may be of a series
    return DateCandidate(start, end, "period", replace(when, quarter=parse_small_number(written)), certain=certain)


def _month_and_day(start: int, end: int, match: regex.Match[str], when: When) -> DateCandidate | None:
    written = match["day"] or match["moon_day"] or match["bare_day"]
    month, day = parse_small_number(match["month"]), parse_small_number(written) if written else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    date = replace(when, month=month, day=day, lunar=match["moon_day"] is not None)
    return DateCandidate(start, end, "date", date, certain=match["bare_day"] is None)  # 八月十五 is mostly lunar


def _read_without_year(text: str, start: int) -> DateCandidate | None:
    match = _without_year_pattern().match(text, start)
    if match is None:
        return None
    end = match.end()
    if match["month"]:
        return _month_and_day(start, end, match, When())
    if match["only"]:
        day = parse_small_number(match["only"])
        if not 1 <= day <= 31:
            return None
        # 一日 means "one day" as often as the first of the month.
        return DateCandidate(start, end, "date", When(day=day), certain=match["only"] != "一")
    if part := _quarters_or_months(start, end, match, When()):
        # 上市前9个月 are nine months before, 前9个月 at the beginning of a clause those of the year.
        is_open = match["first_months"] == "前" and _OPENS_LENGTH.match(text, max(0, start - 2), start)
        if match["season_or_quarter"] and _SERIES.match(text, max(0, start - 2), start):  # 《…》第三季
            return None
        return part._replace(certain=part.certain and not is_open)
    if match["half"]:
        return DateCandidate(start, end, "period", When(half=1 if match["half"] == "上" else 2))
    if match["weekday"]:
        return DateCandidate(start, end, "date", When(weekday=_WEEKDAYS[match["weekday"]]))
    return _read_relative(start, end, match)


def _read_relative(start: int, end: int, match: regex.Match[str]) -> DateCandidate | None:
    """A date relative to the day of writing: 昨天, 上个月, 下周三. Never certain."""
    if match["reldayword"]:
        return DateCandidate(
            start, end, "date", When(relative=f"day{_DAY_OFFSETS[match['reldayword']]:+d}"), certain=False
        )
    if match["relmonth"]:
        offset = _LAST_OR_NEXT.get(match["relmonth"][0], 0)
        day = parse_small_number(match["relday"]) if match["relday"] else None
        return DateCandidate(start, end, "date", When(day=day, relative=f"month{offset:+d}"), certain=False)
    if match["relquarter"]:
        offset = _LAST_OR_NEXT.get(match["relquarter"][0], 0)
        return DateCandidate(start, end, "period", When(relative=f"quarter{offset:+d}"), certain=False)
    words = match["relweek"].replace("个", "")
    offset = words.count("下") - words.count("上")
    name = match["relweekday"]
    when = When(weekday=_WEEKDAYS.get(name or ""), part="end" if name == "末" else None, relative=f"week{offset:+d}")
    return DateCandidate(start, end, "date", when, certain=False)
