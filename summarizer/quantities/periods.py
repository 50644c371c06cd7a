"""Numeric dates, times of day, and the periods that English names: Q3 2025, the first half, fiscal 2025, the 1990s."""

from __future__ import annotations

import functools
from dataclasses import replace
from fractions import Fraction

import regex

from .dated import Dated, small
from .figures import Figure
from .model import When

_N = r"(?:[0-2]?\d(?!\d)|[零一二三四五六七八九十]{1,3})"
_M = r"(?:[0-5]?\d(?!\d)|[零一二三四五六七八九十]{1,3})"
_PARTS = {
    "凌晨": ("morning", False), "清晨": ("morning", False), "早上": ("morning", False), "早晨": ("morning", False), "今早": ("morning", False),
    "今晨": ("morning", False), "早": ("morning", False), "上午": ("morning", False), "中午": ("noon", False), "正午": ("noon", False),
    "下午": ("afternoon", True), "午后": ("afternoon", True), "傍晚": ("evening", True), "晚上": ("evening", True), "晚间": ("evening", True),
    "今晚": ("evening", True), "昨晚": ("evening", True), "明晚": ("evening", True), "晚": ("evening", True), "夜里": ("night", False), "深夜": ("night", True),
    "午夜": ("night", False),
}
_HOURS = {word: hour for hour, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@functools.cache
def _numeric() -> regex.Pattern[str]:
    return regex.compile(
        r"(?P<y1>(?:1\d|20|21)\d{2})(?P<s1>[-/.])(?P<m1>[01]?\d)(?P=s1)(?P<d1>[0-3]?\d)(?!\d|[.]\d|-\d{1,4}(?![\d]*[-/.]))"
        r"|(?P<a>[0-3]?\d)(?P<s2>[-/.])(?P<b>[0-3]?\d)(?P=s2)(?P<y2>(?:19|20)\d{2}|\d{2})(?!\d|[.]\d|/|-\d{1,4}(?![\d]*[-/.]))"
        r"|(?P<y3>(?:19|20)\d{2})[-/](?P<m3>0[1-9]|1[0-2])(?![\d/.-])|(?P<m4>0?[1-9]|1[0-2])[-/](?P<y4>(?:19|20)\d{2})(?![\d/.-])"
    )


def read_numeric_date(text: str, start: int) -> Dated | None:
    """2025-09-21, 2025/9/21, 9/21/2025: a day that may come first or second is not certain unless it exceeds 12."""
    first = _one_date(text, start)
    link = _DATES.match(text, first.end) if first else None
    second = _one_date(text, link.end()) if link and link.end() < len(text) else None
    if first is None or second is None:
        return first
    return Dated(start, second.end, "date", first.when, second.when, first.certain and second.certain)


_DATES = regex.compile(r"\s?(?:-|~|to|至|到)\s?")


def _one_date(text: str, start: int) -> Dated | None:
    match = _numeric().match(text, start)
    if match is None:
        return None
    if match["y1"]:
        return _checked(start, match.end(), When(int(match["y1"]), int(match["m1"]), int(match["d1"])))
    if match["y3"] or match["y4"]:
        return _checked(start, match.end(), When(int(match["y3"] or match["y4"]), int(match["m3"] or match["m4"])))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
    if len(match["y2"]) == 2:
        if match["s2"] == "." or not 1 <= first <= 31:
            return None
        if match["s2"] == "-" and len(match["a"]) == 2:      # 12-11-10: the year may stand first
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


@functools.cache
def _clock() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})?\s?(?:(?P<h1>[0-2]?\d):(?P<m1>[0-5]\d)(?::(?P<s1>[0-5]\d))?(?![\d:])"
        rf"(?:\s?(?P<ap1>[ap]\s?\.?\s?m(?![\p{{L}}])\.?|[ap](?![\p{{L}}])))?|(?P<h2>[0-2]?\d)(?:\.?(?P<m2>[0-5]\d))?\s?\.?(?P<ap2>[ap]\s?\.?\s?m(?![\p{{L}}])\.?)"
        rf"|(?P<h3>{_N})(?P<mark>[点时])(?![候间代尚速常而机期段评装光报差壹贰叁肆伍陆柒捌玖]|\s[零一二三四五六七八九])(?:(?P<half>半)|(?P<quarter>[一三]刻)|(?P<sharp>整|钟)|(?P<m3>{_M})\s?(?P<fen>分)?(?:(?P<s3>{_M})秒)?)?"
        r"|(?P<h4>\d{1,2})\s?o'?clock|(?P<h5>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?P<ap5>[ap]\s?\.?\s?m(?![\p{{L}}])\.?|o'clock)|(?P<noon>12 noon|12 midnight))",
        regex.IGNORECASE,
    )


def read_time(text: str, start: int) -> Dated | None:
    """5:30 pm, 17:55:23, 下午5点20分, 凌晨2点半, 20时."""
    match = _clock().match(text, start)
    if match is None:
        return None
    if match["noon"]:
        return Dated(start, match.end(), "time", When(hour=12 if "noon" in match["noon"].lower() else 0))
    if match["h3"] and not _is_time(text, match):
        return None
    hour = _HOURS[match["h5"].lower()] if match["h5"] else small(match["h1"] or match["h2"] or match["h3"] or match["h4"])
    minute = _minute(match)
    second = small(match["s1"] or match["s3"]) if match["s1"] or match["s3"] else None
    if match["m2"] and "." not in match.group()[:4] and len(match["h2"]) + len(match["m2"]) < 3:
        return None
    meridiem = (match["ap1"] or match["ap2"] or match["ap5"] or "")[:1].lower()
    known = bool(meridiem or match["part"]) or hour > 12 or hour == 0 or bool(match["h1"] and len(match["h1"]) == 2 and hour < 10)
    late = meridiem == "p" or (match["part"] and _PARTS[match["part"]][1])
    if late and hour < 12:
        hour += 12
    elif meridiem == "a" and hour == 12:
        hour = 0
    if hour > 24 or (minute or 0) > 59:
        return None
    bare = bool(match["h3"]) and not (match["part"] or match["half"] or match["quarter"] or match["sharp"] or match["m3"]) and hour <= 12
    return Dated(start, match.end(), "time", When(hour=hour, minute=minute, second=second, meridiem_known=known),
                 certain=not (bare and match["mark"] == "点"))


def _minute(match: regex.Match[str]) -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"][0] == "一" else 45
    written = match["m1"] or match["m2"] or match["m3"]
    return small(written) if written else None


def _is_time(text: str, match: regex.Match[str]) -> bool:
    """三点五 is a number, 3点意见 are points; 三点五分, 下午三点 and 20时 are times."""
    if match["mark"] == "点" and match["m3"] and not match["fen"]:
        if not match["m3"].isdecimal() or len(match["m3"]) != 2:
            return bool(match["part"]) and small(match["m3"]) >= 10
    return small(match["h3"]) <= 24


@functools.cache
def _label() -> regex.Pattern[str]:
    return regex.compile(
        r"(?P<q1>[1-4])Q[\s-]?(?P<y1>'?\d{2}(?:\d{2})?(?!\d))?|Q(?P<q2>[1-4])(?!\d)(?:[\s-]?/?\s?(?:of\s)?(?P<fy2>FY|fiscal(?:\syear)?\s)?\s?'?(?P<y2>(?:20|19)\d{2}(?!\d)|(?<=')\d{2}(?!\d)|\d{2}(?!\d|\s?[\p{L}%.,-])))?"
        r"|(?P<h1>[12])H\s?(?P<y3>'?\d{2}(?:\d{2})?(?!\d))?|H(?P<h2>[12])(?!\d)(?:\s?(?:of\s)?'?(?P<y4>(?:20|19)\d{2}(?!\d)))?"
        r"|(?:FY|[Ff]iscal\s(?:[Yy]ear\s)?|[Ff]inancial\s[Yy]ear\s)\s?'?(?P<fy>\d{4}|\d{2})(?!\d)(?:[/-]\d{2,4})?"
        r"|(?P<y5>(?:20|19)\d{2})[\s-]?Q(?P<q5>[1-4])(?!\d)|(?P<y6>(?:20|19)\d{2})[\s-]?H(?P<h6>[12])(?!\d)"
        r"|week\s(?P<week>[0-5]?\d)(?:\sof\s(?P<y7>(?:20|19)\d{2}))?(?![\d.,%:])",
        regex.IGNORECASE,
    )


def read_label(text: str, start: int) -> Dated | None:
    """Q3, 3Q25, 2025Q3, H1 2025, FY2025, fiscal 2025."""
    match = _label().match(text, start)
    if match is None or match.end() == start:
        return None
    groups = match.groupdict()
    quarter = groups["q1"] or groups["q2"] or groups["q5"]
    half = groups["h1"] or groups["h2"] or groups["h6"]
    written = next((groups[g] for g in ("y1", "y2", "y3", "y4", "y5", "y6", "y7", "fy") if groups[g]), None)
    when = When(year=_short_year(written), quarter=int(quarter) if quarter else None, half=int(half) if half else None,
                week=int(groups["week"]) if groups["week"] else None, fiscal=bool(groups["fy"] or groups["fy2"]))
    if when.week == 0:
        return None
    return Dated(start, match.end(), "period", when)


def _short_year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written.strip("' "))
    return year if year > 99 else year + (2000 if year < 50 else 1900)


@functools.cache
def _named() -> regex.Pattern[str]:
    year = r"(?:,?\s(?:of\s|in\s)?(?:(?P<fiscal2>fiscal|FY)\s?(?:year\s)?)?(?P<year>(?:19|20)\d{2})(?!\d))?"
    return regex.compile(
        rf"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)(?:[ -](?P<fiscal>fiscal))?[ -](?P<what>quarters?|half)(?![\p{{L}}-]time){year}"
        r"|(?P<first>first)\s(?P<count>two|three|nine|six)\s(?P<unit>quarters|months)(?:\sof\s(?P<year2>(?:19|20)\d{2}))?"
        rf"|(?P<ord>\d{{1,2}}(?:st|nd|rd|th)|first|second|third|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]first)[ \-]{{1,2}}century",
        regex.IGNORECASE,
    )


_LEADING = regex.compile(r"\d+")
# What follows a half-year and never the half of a match.
_BUSINESS = regex.compile(r"\s(?:of\s(?:the|this|last|next)\s(?:fiscal\s)?year|profit|revenue|sales|earnings|results|net)")
_DECADE = regex.compile(r"(?:(?P<full>(?:1[0-9]|20)\d0)|'(?P<short>\d0))\s?'?s(?![\p{L}])")


def read_named_period(text: str, start: int) -> Dated | None:
    """the third quarter of 2025, second half, the first nine months, the 21st century."""
    match = _named().match(text, start)
    if match is None:
        return None
    if match["ord"]:
        return _century(start, match)
    if match["first"]:
        return _first_months(start, match)
    number = _ORDINALS[match["n"].lower()]
    fiscal = bool(match["fiscal"] or match["fiscal2"])
    year = int(match["year"]) if match["year"] else None
    if match["what"].lower().startswith("quarter"):
        return Dated(start, match.end(), "period", When(year=year, quarter=number, fiscal=fiscal))
    if number > 2:
        return None
    of_year = year is not None or bool(_BUSINESS.match(text, match.end()))
    return Dated(start, match.end(), "period", When(year=year, half=number, fiscal=fiscal), certain=of_year)


def _first_months(start: int, match: regex.Match[str]) -> Dated | None:
    count = {"two": 2, "three": 3, "six": 6, "nine": 9}[match["count"].lower()]
    year = int(match["year2"]) if match["year2"] else None
    if match["unit"].lower() == "quarters":
        if count > 3:
            return None
        return Dated(start, match.end(), "period", When(year=year, quarter=1), When(year=year, quarter=count))
    return Dated(start, match.end(), "period", When(year=year, month=1), When(year=year, month=count))


def _century(start: int, match: regex.Match[str]) -> Dated | None:
    written = match["ord"].lower()
    digits = _LEADING.match(written)
    words = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
             "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth").split()
    number = int(digits.group()) if digits else 21 if written.startswith("twenty") else words.index(written) + 1
    return Dated(start, match.end(), "period", When(century=number)) if 1 <= number <= 30 else None


def read_decade(text: str, start: int) -> Dated | None:
    """the 1990s, the '90s."""
    match = _DECADE.match(text, start)
    if match is None:
        return None
    if match["full"]:
        return Dated(start, match.end(), "period", When(decade=int(match["full"])))
    decade = int(match["short"])
    return Dated(start, match.end(), "period", When(decade=decade + 1900 if decade >= 30 else decade), certain=decade >= 30)


_LAP = regex.compile(r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>[0-5]\d\.\d{1,3})(?![\d:])")


def read_lap(text: str, start: int) -> Figure | None:
    """1:39.276 of a race, in seconds."""
    match = _LAP.match(text, start)
    if match is None:
        return None
    value = Fraction(match["s"]) + 60 * int(match["m"]) + 3600 * int(match["h"] or 0)
    step = Fraction(1, 10 ** (len(match["s"]) - 3))
    return Figure(start, match.end(), "duration", value, value, step, "second", word=":")


_HOUR_RANGE = regex.compile(
    r"(?P<h>[01]?\d)(?::(?P<m>[0-5]\d))?\s?(?:-|~|to|and|until|till)\s?(?=(?:[01]?\d)(?:[:.][0-5]\d)?\s?\.?[ap]\.?\s?m)", regex.IGNORECASE)


_IN_THE = regex.compile(
    r"(?P<a>1[0-2]|[1-9])(?:\s?(?:-|~|to|and|until|till)\s?(?P<b>1[0-2]|[1-9]))?\s(?:in\sthe\s(?P<part>morning|afternoon|evening)|(?P<night>at\snight))(?![\p{L}])",
    regex.IGNORECASE)


def _in_the_day(start: int, match: regex.Match[str]) -> Dated:
    """7 in the morning, between 5 and 6 in the afternoon."""
    late = bool(match["night"]) or match["part"].lower() != "morning"
    hours = [int(match[g]) + (12 if late and int(match[g]) < 12 else 0) for g in "ab" if match[g]]
    return Dated(start, match.end(), "time", When(hour=hours[0]), When(hour=hours[1]) if len(hours) > 1 else None)


def read_hours(text: str, start: int) -> Dated | None:
    """5 to 6pm, between 2 and 4pm, 7 in the morning: the first hour takes the half of the day from what follows."""
    if named := _IN_THE.match(text, start):
        return _in_the_day(start, named)
    match = _HOUR_RANGE.match(text, start)
    second = read_time(text, match.end()) if match else None
    if match is None or second is None or second.when.hour is None:
        return None
    hour, late = int(match["h"]), second.when.hour >= 12
    if hour > 12 or hour == 0:
        return None
    if late and hour < 12 and (hour + 12 < second.when.hour or hour <= second.when.hour - 12):
        hour += 12
    minute = int(match["m"]) if match["m"] else None
    return Dated(start, second.end, "time", When(hour=hour, minute=minute), second.when)


def read_slash_day(text: str, start: int) -> Dated | None:
    """on 22/04, 10/25: a day and a month, in an order nobody tells; never certain."""
    match = _SLASH_DAY.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    led = bool(_LED.match(text, max(0, start - 10), start))
    written = match["a"][0] == "0" or match["b"][0] == "0"
    month, day = (second, first) if first > 12 else (first, second)
    if not (led or written) or not (1 <= month <= 12 and 1 <= day <= 31) or (first < second <= 10 and not led):
        return None
    return Dated(start, match.end(), "date", When(month=month, day=day), certain=False)


_SLASH_DAY = regex.compile(r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)(?![\d/.]|\s?(?:of|st|nd|rd|th|inch|mile))")
_LED = regex.compile(r"(?r)(?<![\p{L}])(?:on|from|to|by|until|till|between|since|before|after|or|,)\s", regex.IGNORECASE)


_TIMES = regex.compile(r"\s?(?:-|~|to|until|till|至|到|和|and)\s?")
_BARE_HOUR = regex.compile(r"(?:1[0-2]|[1-9])(?=\s*(?:[.,;]\s|$|[.]$|on\s|yesterday|tomorrow|today|[pce]st(?![\p{L}])))", regex.IGNORECASE)


def time_range(text: str, first: Dated) -> Dated:
    """5:00到6:00, 17:55-18:33, 下午五点到晚上七点半: two times as one range; otherwise the first alone."""
    link = _TIMES.match(text, first.end)
    second = read_time(text, link.end()) if link and link.end() < len(text) else None
    if link and second is None and (bare := _BARE_HOUR.match(text, link.end())) and link.group().strip() not in ("和", "and"):
        return Dated(first.start, bare.end(), "time", first.when, When(hour=int(bare.group()), meridiem_known=False), first.certain)
    if link is None or second is None:
        return first
    if link.group().strip() in ("和", "and") and "between" not in text[max(0, first.start - 9):first.start].lower():
        return first
    until = second.when
    if not until.meridiem_known and first.when.meridiem_known and (first.when.hour or 0) >= 12 and (until.hour or 0) < 12:
        until = replace(until, hour=(until.hour or 0) + 12, meridiem_known=True)
    return Dated(first.start, second.end, "time", first.when, until, first.certain and second.certain)
