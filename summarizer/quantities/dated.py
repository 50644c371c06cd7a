"""What the readers of dates, periods and times of day give, and the small numbers they are made of."""

from __future__ import annotations

from typing import NamedTuple

from .model import Kind, When
from .numerals import HAN_DIGITS

HAN_SMALL = "一二三四五六七八九十"


class Dated(NamedTuple):
    """A date, period or time of day, before its surroundings are looked at."""

    start: int
    end: int
    kind: Kind
    when: When
    until: When | None = None
    certain: bool = True


def small(text: str) -> int:
    """A small number of digits or Han numerals: "31", "三十一", "廿三", "元" (the first)."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("初", "")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(HAN_DIGITS.get(c, 0)) for c in text))
    return (HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (HAN_DIGITS.get(ones, 0) if ones else 0)


def full_year(text: str) -> int:
    """A year of four digits, or of two (08, 九七) in the century that makes it nearest to our time."""
    digits = text if text.isdecimal() else "".join(str(HAN_DIGITS.get(c, 0)) for c in text)
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
