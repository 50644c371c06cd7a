"""Whether 三日 is the third of the month or three days: 三日后, 30日内, 连续三日 and 两日 are lengths of time."""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_dates import read_chinese_date
from .quantity import DateCandidate, NumberCandidate, When

_LENGTH_BEFORE = regex.compile(
    r"(?r)(?:连续|连[涨跌升降阳阴]|持续|延续|未来|过去|最近|近|为期|历时|长达|达|每隔?|首|头|满|共|逾|超过?|不足|不到|不少于|不超过|至少|最多|整整|约"
    r"|提前|推迟|延长|缩短|停牌|休市|放假)(?:了|约)?\s?"
)
_LENGTH_AFTER = regex.compile(
    r"(?:之?内|以[内上下来]|之[后前]|(?:均|平均)?线|均[量价]|[之]?久|游|行程|假期?|时间|有效|天?左右|移动平均)"
)
_LATER = regex.compile(r"后(?![天日])")
_BARE_DAYS = regex.compile(r"(?:(?P<pair>两|俩)|(?P<n>\d{2,3}))\s?日(?![元本圆韩语益常报产前]|均(?!线))")


def read_date_or_days(text: str, start: int) -> DateCandidate | NumberCandidate | None:
    """The Chinese date at `start`; a day of the month alone as a number of days where the words around it say so."""
    date = read_chinese_date(text, start)
    if date is None:
        return _read_days(text, start)
    if date.when.day is None or date.when != When(day=date.when.day):
        return date
    if date.until is not None and date.until != When(day=date.until.day):
        return date
    if date.until is not None and (date.until.day or 0) <= date.when.day:
        return date
    if _LENGTH_AFTER.match(text, date.end) or _LENGTH_BEFORE.match(text, max(0, start - 6), start):
        return _days(date)
    if _LATER.match(text, date.end):  # 三日后 is three days later, 3日后 perhaps after the third
        return _days(date) if not text[start].isdecimal() else date._replace(certain=False)
    return date


def _days(date: DateCandidate) -> NumberCandidate:
    low = Fraction(date.when.day or 0)
    high = Fraction(date.until.day or 0) if date.until else low
    return NumberCandidate(date.start, date.end, "duration", low, high, Fraction(1), "day", word="日")


def _read_days(text: str, start: int) -> NumberCandidate | None:
    """Days that no date can be: 两日, 60日."""
    match = _BARE_DAYS.match(text, start) if text[start] in "两俩" or text[start].isdecimal() else None
    if match is None:
        return None
    value = Fraction(2 if match["pair"] else int(match["n"]))
    return NumberCandidate(start, match.end(), "duration", value, value, Fraction(1), "day", word="日")
