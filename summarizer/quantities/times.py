"""Times of day and ranges of them: 5:30 pm, 下午5点20分, 17:55-18:33, between 2 and 4pm, 7 in the morning."""

from __future__ import annotations

import functools
from dataclasses import replace
from fractions import Fraction

import regex

from .chinese_numbers import parse_small_number
from .english_numbers import ONES
from .quantity import DateCandidate, NumberCandidate, When
from .units import read_unit

_HOUR = r"(?:[0-2]?\d(?!\d)|[零一二三四五六七八九十]{1,3}|两)"
_MINUTE = r"(?:[0-5]?\d(?!\d)|[零一二三四五六七八九十]{1,3})"
_AM_PM = r"[ap]\s?\.?\s?m(?![\p{L}])\.?"
_MORNING_WORDS = ("凌晨", "清晨", "早上", "早晨", "今早", "今晨", "早", "上午", "中午", "正午", "夜里", "午夜")
_AFTERNOON_WORDS = ("下午", "午后", "傍晚", "晚上", "晚间", "今晚", "昨晚", "明晚", "晚", "深夜")
# With these, twelve is midnight.
_NIGHT_WORDS = ("晚上", "晚间", "今晚", "昨晚", "明晚", "晚", "深夜", "夜里", "午夜")
_HOUR_WORDS = {word: hour for word, hour in ONES.items() if 1 <= hour <= 12}
# After 时 and 点: characters that make other words (时候, 点评) or decimals (三点 伍).
_NOT_FOLLOWED_BY = r"(?![候间代尚速常而机期段评装光报差壹贰叁肆伍陆柒捌玖]|\s[零一二三四五六七八九])"


@functools.cache
def _clock_pattern() -> regex.Pattern[str]:
    parts = "|".join(sorted((*_MORNING_WORDS, *_AFTERNOON_WORDS), key=len, reverse=True))
    return regex.compile(
        rf"(?P<part>{parts})?\s?(?:"
        rf"(?P<h1>[0-2]?\d):(?P<m1>[0-5]\d)(?::(?P<s1>[0-5]\d))?(?![\d:])(?:\s?(?P<ap1>{_AM_PM}|[ap](?![\p{{L}}])))?"
        rf"|(?P<h2>[0-2]?\d)(?:\.?(?P<m2>[0-5]\d))?\s?\.?(?P<ap2>{_AM_PM})"
        rf"|(?P<h3>{_HOUR})(?P<mark>[点时]){_NOT_FOLLOWED_BY}"
        rf"(?:(?P<half>半)|(?P<quarter>[一三13]刻)|(?P<sharp>整|钟)|(?P<m3>{_MINUTE})\s?(?P<fen>分)?(?:(?P<s3>{_MINUTE})秒)?)?"
        rf"|(?P<h4>\d{{1,2}})\s?o'?clock|(?P<h5>{'|'.join(_HOUR_WORDS)})\s(?P<ap5>{_AM_PM}|o'clock)"
        r"|(?P<noon>12 noon|12 midnight))",
        regex.IGNORECASE,
    )


def read_time(text: str, start: int) -> DateCandidate | None:
    """A time of day: 5:30 pm, 17:55:23, 下午5点20分, 凌晨2点半, 20时."""
    match = _clock_pattern().match(text, start)
    if match is None:
        return None
    if match["noon"]:
        return DateCandidate(start, match.end(), "time", When(hour=12 if "noon" in match["noon"].lower() else 0))
    if (match["h3"] and not _is_plausible_time(match)) or (match["m2"] and len(match["h2"] + match["m2"]) < 3):
        return None
    written = match["h1"] or match["h2"] or match["h3"] or match["h4"]
    hour, known = _resolve_meridiem(match, parse_small_number(written) if written else _HOUR_WORDS[match["h5"].lower()])
    second = match["s1"] or match["s3"]
    if hour > 24:
        return None
    when = When(
        hour=hour,
        minute=_parse_minute(match),
        second=parse_small_number(second) if second else None,
        meridiem_known=known,
    )
    may_be_points = match["mark"] == "点" and _has_only_hour(match) and hour <= 12  # 8点
    return DateCandidate(start, match.end(), "time", when, certain=not may_be_points)


def _resolve_meridiem(match: regex.Match[str], hour: int) -> tuple[int, bool]:
    """The hour of 24, and whether the text says which half of the day it is in."""
    meridiem = (match["ap1"] or match["ap2"] or match["ap5"] or "")[:1].lower()
    has_leading_zero = bool(match["h1"]) and match["h1"][0] == "0"
    known = meridiem in ("a", "p") or bool(match["part"]) or hour > 12 or hour == 0 or has_leading_zero
    if (meridiem == "p" or match["part"] in _AFTERNOON_WORDS) and hour < 12:
        return hour + 12, known
    if hour == 12 and match["part"] in _NIGHT_WORDS:
        return 24, known
    return (0 if hour == 12 and (meridiem == "a" or match["part"] == "凌晨") else hour), known


def _has_only_hour(match: regex.Match[str]) -> bool:
    return not any(match[group] for group in ("part", "half", "quarter", "sharp", "m3"))


def _parse_minute(match: regex.Match[str]) -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"][0] in "一1" else 45
    written = match["m1"] or match["m2"] or match["m3"]
    return parse_small_number(written) if written else None


def _is_plausible_time(match: regex.Match[str]) -> bool:
    """Whether an hour with 点 or 时 is a time: 三点五分, 下午三点, 20时; but 三点五 is a decimal."""
    may_be_decimal = match["mark"] == "点" and match["m3"] and not match["fen"]
    if may_be_decimal and not (match["m3"].isdecimal() and len(match["m3"]) == 2):
        has_tens = "十" in match["m3"]  # 九点三十: no decimal is written so
        is_minute = has_tens or parse_small_number(match["m3"]) >= 10 or match["m3"][0] == "零"
        return has_tens or (bool(match["part"]) and is_minute and match["m3"] != "零")
    return parse_small_number(match["h3"]) <= 24


_RANGE_LINK = regex.compile(r"\s?(?:-|~|to|until|till|至|到|(?P<pair>和|and))\s?")
_BARE_HOUR = regex.compile(
    r"(?:1[0-2]|[1-9])(?=\s*(?:[.,;]\s|$|[.]$|on\s|yesterday|tomorrow|today|[pce]st(?![\p{L}])))", regex.IGNORECASE
)


def extend_time_range(text: str, first: DateCandidate) -> DateCandidate:
    """The range that a time begins (5:00到6:00, 17:55-18:33, 下午五点到晚上七点半), or the time itself."""
    link = _RANGE_LINK.match(text, first.end)
    if link is None or link.end() >= len(text):
        return first
    if link["pair"] and "between" not in text[max(0, first.start - 9) : first.start].lower():
        return first
    second = read_time(text, link.end())
    if second is None:
        bare = _BARE_HOUR.match(text, link.end())
        if bare is None:
            return first
        second = DateCandidate(first.start, bare.end(), "time", When(hour=int(bare.group()), meridiem_known=False))
    until, when = second.when, first.when
    is_afternoon = first.when.meridiem_known and (first.when.hour or 0) >= 12
    start_hour, end_hour = first.when.hour or 0, until.hour or 0
    if not until.meridiem_known and is_afternoon and end_hour < 12:
        # 5pm to 6:30 is of one afternoon, 23:30 - 3:35 ends on the next day.
        until = replace(until, hour=end_hour + (12 if end_hour + 12 >= start_hour else 0), meridiem_known=True)
    elif (
        until.meridiem_known and not when.meridiem_known and start_hour < 12 <= end_hour and start_hour + 12 <= end_hour
    ):
        when = replace(when, hour=start_hour + 12, meridiem_known=True)  # 3:30 to six p.m.
    return DateCandidate(first.start, second.end, "time", when, until, first.certain and second.certain)


_HOUR_RANGE = regex.compile(
    r"(?P<h>[01]?\d)(?::(?P<m>[0-5]\d))?\s?(?:-|~|to|and|until|till)\s?"
    r"(?=(?:[01]?\d)(?:[:.][0-5]\d)?\s?\.?[ap]\.?\s?m)",
    regex.IGNORECASE,
)
_HOURS_OF_DAY = regex.compile(
    r"(?P<a>1[0-2]|[1-9])(?:\s?(?:-|~|to|and|until|till)\s?(?P<b>1[0-2]|[1-9]))?"
    r"\s(?:in\sthe\s(?P<part>morning|afternoon|evening)|(?P<night>at\snight))(?![\p{L}])",
    regex.IGNORECASE,
)


def read_hour_range(text: str, start: int) -> DateCandidate | None:
    """Hours whose half of the day is told after them: 5 to 6pm, between 2 and 4pm, 7 in the morning."""
    if named := _HOURS_OF_DAY.match(text, start):
        return _read_hours_of_day(start, named)
    if text.startswith(" minute", start + 1) or text.startswith(" minute", start + 2):
        return read_time_past_hour(text, start)
    match = _HOUR_RANGE.match(text, start)
    second = read_time(text, match.end()) if match else None
    if match is None or second is None or second.when.hour is None:
        return None
    hour, until = int(match["h"]), second.when.hour
    if not 0 < hour <= 12:
        return None
    if until >= 12 and hour < 12 and hour <= until - 12:
        hour += 12
    minute = int(match["m"]) if match["m"] else None
    return DateCandidate(start, second.end, "time", When(hour=hour, minute=minute), second.when)


def _read_hours_of_day(start: int, match: regex.Match[str]) -> DateCandidate:
    is_late = bool(match["night"]) or match["part"].lower() != "morning"
    hours = [int(match[g]) + (12 if is_late and int(match[g]) < 12 else 0) for g in "ab" if match[g]]
    return DateCandidate(
        start, match.end(), "time", When(hour=hours[0]), When(hour=hours[1]) if len(hours) > 1 else None
    )


_PAST_HOUR = regex.compile(
    r"(?:(?P<quarter>(?:a\s)?quarter)|(?P<half>half)|(?P<minutes>five|ten|twenty-five|twenty|[1-5]?\d)\sminutes?)"
    r"\s(?P<to>to|before|past|after)\s(?=(?:noon|midnight|\d|[a-z])(?![a-z]*day))"
    r"(?:(?P<noon>noon|midnight)|(?P<hour>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    rf"(?:\s?(?P<meridiem>{_AM_PM})|(?![\p{{L}}\d%:]|[.,]\d|\s(?:million|billion|trillion|thousand|hundred))))",
    regex.IGNORECASE,
)
_MINUTE_WORDS = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}


def read_time_past_hour(text: str, start: int) -> DateCandidate | None:
    """A time told from the hour: a quarter to eight, half past 3 pm, 20 minutes to 2pm, quarter past noon."""
    match = _PAST_HOUR.match(text, start)
    if match is None:
        return None
    is_before = match["to"].lower() in ("to", "before")
    is_amount = not match["meridiem"] and read_unit(text, match.end()) is not None  # 30 minutes to 2 hours
    if is_amount or (match["half"] and is_before):
        return None
    minutes = 15 if match["quarter"] else 30
    if match["minutes"]:
        minutes = _MINUTE_WORDS.get(match["minutes"].lower()) or int(match["minutes"])
    if match["noon"]:
        hour = 12 if match["noon"].lower() == "noon" else 24
    else:
        hour = int(match["hour"]) if match["hour"].isdecimal() else _HOUR_WORDS[match["hour"].lower()]
    meridiem = (match["meridiem"] or "")[:1].lower()
    hour = hour % 12 + (12 if meridiem == "p" else 0) if meridiem else hour
    total = hour * 60 + (-minutes if is_before else minutes)
    when = When(hour=total // 60 % 24, minute=total % 60, meridiem_known=bool(meridiem or match["noon"]))
    return DateCandidate(start, match.end(), "time", when)


_CLOCK_AFTER_T = regex.compile(
    r"T(?P<h>[01]\d|2[0-3]):?(?P<m>[0-5]\d)(?::?(?P<s>[0-5]\d)(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?![\d:])"
)


def read_iso_time(text: str, start: int) -> DateCandidate | None:
    """The time of an ISO 8601 date and time: the T12:23:59 of 2016-12-16T12:23:59Z, without its T."""
    match = _CLOCK_AFTER_T.match(text, start)
    if match is None:
        return None
    when = When(hour=int(match["h"]), minute=int(match["m"]), second=int(match["s"]) if match["s"] else None)
    return DateCandidate(start + 1, match.end(), "time", when)


_LAP_TIME = regex.compile(r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>[0-5]\d\.\d{1,3})(?![\d:])")


def read_lap_time(text: str, start: int) -> NumberCandidate | None:
    """The time of a race, in seconds: 1:39.276."""
    match = _LAP_TIME.match(text, start)
    if match is None:
        return None
    value = Fraction(match["s"]) + 60 * int(match["m"]) + 3600 * int(match["h"] or 0)
    step = Fraction(1, 10 ** (len(match["s"]) - 3))
    return NumberCandidate(start, match.end(), "duration", value, value, step, "second", word=":")
