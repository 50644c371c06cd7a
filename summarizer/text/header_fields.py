"""Securities and timestamps of header lines, as articles write them and as summaries print them.

A timestamp is ISO 8601, as precise as its source: `2025-09-21` or `2025-09-21T02:50:00`.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

import regex

from ..models import Security

EXCHANGES = "NASDAQ|NYSE|HKEX|HKSE|SEHK|SSE|SZSE|AMEX|LSE|TSE|TWSE|SGX"
# Markets written behind a symbol of digits: `600519.SH`.
SUFFIX_MARKETS = ("SH", "SZ", "BJ", "SS", "HK")
_SECURITY = regex.compile(
    r"[(（](?P<market>US|HK|SH|SZ|BJ|CN|SS|LN|JP|KS|TW|SG)\s*[:：]\s*"
    r"(?P<symbol>[A-Z0-9][A-Z0-9.\-]{0,9})[)）]"
    r"|(?P<digits>\d{6})\.\s?(?P<cn>SH|SZ|BJ|SS)\b|(?P<hk>\d{4,5})\.\s?HK\b"
    r"|(?<![A-Za-z])(?P<us>[A-Z]{1,5})\.(?P<us_market>US|O|N)\b"
    rf"|\b(?P<exchange>{EXCHANGES})\s*[:：]\s*"
    r"(?P<listed>[A-Z0-9][A-Z0-9.\-]{0,9})",
)
# The name before `(US:BABA)`, searched only in front of a match: a pattern that begins with a name is slow everywhere.
_NAME = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}.&'’\-]*\s*$")
# The head of a filing: 证券代码：600519 证券简称：贵州茅台 公告编号：2025-001.
_FILING_FIELD = regex.compile(
    r"(?:(?:证券|證券|股票|股份|债券|債券)(?:(?P<code>代[码碼号號])|(?P<name>[简簡][称稱]))|公告[编編][号號])\s*[:：]\s*(?P<value>\S+)"
)
_CODE = re.compile(r"\d{4,6}")
# Digits of a code of the exchanges of Shanghai, Shenzhen and Beijing, and what their codes of shares begin with.
_MAINLAND_DIGITS = 6
_CODES_OF_MARKETS = {"SH": ("60", "68", "90"), "SZ": ("00", "20", "30"), "BJ": ("43", "83", "87", "88", "92")}
# Nothing but names with symbols in brackets: `Acme (ACM), Bolt Group (BLT)`.
_NAME_AND_SYMBOL = regex.compile(
    r"(?P<name>[^\s()（）](?:[^()（）]{0,38}[^\s()（）])?)\s?[(（](?P<symbol>[A-Z]{1,5})[)）][\s,，、;；|·]*"
)
# Characters in front of a security or a date that are searched for its name or its time of day.
_LOOKBEHIND = 40

_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH.split("|"), 1)}
_TIME = (
    r"(?:(?:T|,?\s*(?:at\s+)?)(?P<half>上午|下午|晚上|晚间|凌晨|中午)?\s*(?P<hour>[01]?\d|2[0-3])[:：时點点]"
    r"(?P<minute>[0-5]\d)分?(?:[:：](?P<second>[0-5]\d)秒?)?(?:\s?(?P<noon>[ap])\.?m\b)?)?"
)
DATE = regex.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?日)?"
    rf"|(?P<en_month>{_MONTH})[a-z]*\.?\s+(?P<en_day>3[01]|[12]\d|0?[1-9])"
    r"(?:st|nd|rd|th)?,?\s+(?P<en_year>(?:19|20)\d\d)"
    r"|(?P<uk_day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+"
    rf"(?P<uk_month>{_MONTH})[a-z]*\.?,?\s+(?P<uk_year>(?:19|20)\d\d))" + _TIME,
    regex.IGNORECASE,
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_TIME_BEFORE = regex.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:\s?(?P<noon>[ap])\.?m\b\.?)?(?:\s[A-Z]{2,4}\b)?,?\s*"
    rf"(?:{_WEEKDAY},?\s+)?$",
    regex.IGNORECASE,
)
# What stands beside the date of publication: a weekday or time zone, a label, a place.
_WEEKDAY_OR_ZONE = regex.compile(
    rf"\b(?:(?i:{_WEEKDAY})\b,?|(?:[ECMP][SD]?T|GMT|UTC|BST|HKT|JST)\b|Z$)"
    r"|(?<=\d)Z\b|\b(?i:[ap]\.?m)\b\.?|\b\d{1,2}:\d{2}\b|(?:星期|周|週)[一二三四五六日天]"
)
_TIME_LABEL = regex.compile(
    r"(?i:\b(?:(?:last |first )?(?:published|updated|posted|issued)(?: on| at)?|(?:release |publication )?dated?)\b)"
    r"|发布时间|发表于|发布于|更新时间|时间|(?:发布|成文|签发)?日期"
)
_PLACE = regex.compile(r"(?:\p{Han}{2,4}|\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2})[,，]\s*(?=\S)")
_MONTH_OF_YEAR = regex.compile(rf"(?:{_MONTH})[a-z]*\.?,? (?:19|20)\d\d|(?:19|20)\d\d年\d{{1,2}}月", regex.IGNORECASE)
_TIMESTAMP = re.compile(
    r"(?P<date>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[T ](?P<time>(?:[01]\d|2[0-3]):[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
)


def find_securities(text: str) -> list[Security]:
    """The listed securities a text names: `BABA(US:BABA)`, `600519.SH`, `09988.HK`, `NASDAQ: NVDA`.

    The head of a filing names one by its labels. In brackets alone, as in `Acme (ACM)`, a symbol counts only where the
    text is nothing but such names.
    """
    found: dict[tuple[str, str | None], Security] = {}
    for match in _SECURITY.finditer(text):
        g = match.groupdict()
        symbol = g["symbol"] or g["digits"] or g["hk"] or g["us"] or g["listed"]
        market = g["market"] or g["cn"] or (g["hk"] and "HK") or g["us_market"] or g["exchange"]
        name = collapse_repeated_name(text[_security_start(text, match) : match.start()].strip(), symbol)
        name_or_none = name if name and name != symbol else None
        found.setdefault((symbol, market), Security(symbol=symbol, market=market, name=name_or_none))
    return list(found.values()) or _find_in_filing_head(text) or find_names_and_symbols(text)


def is_filing_head(text: str) -> bool:
    """Whether a line is the head of a filing: code and short name of a security, number of the announcement."""
    return _FILING_FIELD.match(text.lstrip("（(")) is not None and not text.endswith("。")


def _find_in_filing_head(text: str) -> list[Security]:
    values = {
        "code" if m["code"] else "name": m["value"] for m in _FILING_FIELD.finditer(text) if m["code"] or m["name"]
    }
    code = _CODE.match(values.get("code", ""))
    if code is None or not is_filing_head(text):
        return []
    return [Security(symbol=code.group(), market=_market_of_code(code.group()), name=values.get("name"))]


def _market_of_code(code: str) -> str | None:
    """The mainland's exchange by the numbers that it gives to shares. Codes of Hong Kong and Taiwan are alike."""
    if len(code) != _MAINLAND_DIGITS:
        return None
    return next((market for market, starts in _CODES_OF_MARKETS.items() if code.startswith(starts)), None)


def find_names_and_symbols(text: str) -> list[Security]:
    """The securities of a text that is nothing but names with symbols in brackets, and perhaps a date."""
    if not text.rstrip().endswith((")", "）")) and DATE.search(text) is None:
        return []
    rest = DATE.sub("", text).strip()
    matches = list(_NAME_AND_SYMBOL.finditer(rest))
    if sum(len(match.group()) for match in matches) != len(rest):
        return []
    return [Security(symbol=match["symbol"], name=match["name"]) for match in matches]


def remove_securities(text: str) -> str:
    """The text without its securities and the names in front of their brackets."""
    if find_names_and_symbols(text):
        return _NAME_AND_SYMBOL.sub("", text)
    pieces, last = [], 0
    for match in _SECURITY.finditer(text):
        pieces.append(text[last : max(last, _security_start(text, match))])
        last = match.end()
    return "".join([*pieces, text[last:]])


def collapse_repeated_name(name: str, symbol: str, keep_short_words: bool = False) -> str:
    """A security's name without its repetition: sites print `TeslaTesla(US:TSLA)`.

    Args:
        keep_short_words: leave short doubled names, which may be words such as `Dada`, unless half of one is the
            symbol.
    """
    half = len(name) // 2
    if name == symbol or name != name[:half] * 2:
        return name
    is_long = half >= 3 or (half == 2 and not name.isascii())
    return name[:half] if is_long or not keep_short_words or name[:half] == symbol else name


def find_date(text: str) -> str | None:
    """The timestamp of the first whole date in a text, with the time of day that stands behind or before it."""
    for match in DATE.finditer(text):
        fields = match.groupdict()
        date = _calendar_date(fields)
        if build_timestamp(date) is None:
            continue
        if fields["hour"] is None:
            before = _TIME_BEFORE.search(text, max(0, match.start() - _LOOKBEHIND), match.start())
            if before is None:
                return build_timestamp(date)
            fields = {"half": None, "second": None, **before.groupdict()}
        return build_timestamp(date, (_hour_of_day(fields), int(fields["minute"]), int(fields["second"] or 0)))
    return None


def remove_date(text: str) -> str:
    """A line without its dates, their weekday, time zone and label, and the marks around them."""
    return _WEEKDAY_OR_ZONE.sub(" ", _TIME_LABEL.sub("", DATE.sub(" ", text))).strip(" \t·•|｜:：,，.-–—()（）[]【】")


def is_date_line(text: str) -> bool:
    """Whether a line is a date with nothing beside it but its weekday, time zone, label or place."""
    return find_date(text) is not None and not remove_date(_PLACE.sub("", text, count=1))


def is_month(text: str) -> bool:
    """Whether a text is the month of a year: `March 2025`, 2025年3月."""
    return _MONTH_OF_YEAR.fullmatch(text) is not None


def build_timestamp(date: tuple[int, int, int], time: tuple[int, int, int] | None = None, zone: str = "") -> str | None:
    """The timestamp of year, month and day, with hour, minute and second; None when there is no such day or time."""
    try:
        day = datetime.date(*date).isoformat()
        return day if time is None else f"{day}T{datetime.time(*time).isoformat()}{zone}"
    except ValueError:
        return None


def normalize_timestamp(value: str | None) -> str | None:
    """The timestamp at the start of an ISO 8601 value, its zone left out; None when there is none."""
    match = _TIMESTAMP.match(value.strip()) if value else None
    if match is None:
        return None
    return f"{match['date']}T{match['time']}:{match['second'] or '00'}" if match["time"] else match["date"]


def read_day(timestamp: str | None) -> datetime.date | None:
    """The day of a timestamp; None where it names no day of the calendar, or one at its very ends."""
    try:
        day = datetime.date.fromisoformat((timestamp or "")[: len("2025-09-21")])
    except ValueError:
        return None
    return day if datetime.MINYEAR < day.year < datetime.MAXYEAR else None


def format_timestamp(timestamp: str | None) -> str:
    """A timestamp as header lines print it: `2025-09-21 02:50`; an empty string for None."""
    time = (timestamp or "").strip().replace("T", " ", 1)
    return time[:-3] if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:00", time) else time


def _security_start(text: str, match: regex.Match[str]) -> int:
    """Where a security begins: at its name, if one stands in front of the brackets."""
    if not match["market"]:
        return match.start()
    name = _NAME.search(text, max(0, match.start() - _LOOKBEHIND), match.start())
    return name.start() if name else match.start()


def _calendar_date(fields: dict[str, Any]) -> tuple[int, int, int]:
    """Year, month and day of a match of `DATE`."""
    month_name = fields["en_month"] or fields["uk_month"]
    month = _MONTHS[month_name.lower()] if month_name else int(fields["month"])
    year = fields["year"] or fields["en_year"] or fields["uk_year"]
    return int(year), month, int(fields["day"] or fields["en_day"] or fields["uk_day"])


def _hour_of_day(fields: dict[str, Any]) -> int:
    """The hour on a 24-hour clock: `3:30 p.m.`, `12:10 a.m.`, 下午3:30."""
    hour = int(fields["hour"])
    if (fields["noon"] or "").lower() == "a" and hour == 12:
        return 0
    afternoon = (fields["noon"] or "").lower() == "p" or fields["half"] in ("下午", "晚上", "晚间")
    return hour + 12 if afternoon and hour < 12 else hour
