"""The values of the package: quantities, dates, comparisons, and the candidates that the readers return."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple

Kind = Literal[
    "number",  # a bare number; its unit, if any, is not in the lexicon
    "count",  # a number of things or people: 3辆, 500 employees; unit "vehicle", "person" … or None
    "money",  # unit: ISO 4217 code in capitals, or an ambiguous sign ("$", "¥" …)
    "percent",  # in hundredths: 30% is 30; also ‰, 三成, 百分之三十
    "points",  # percentage points, in points; 25个基点 is 1/4; a point of an index is a count
    "fraction",  # a share as a number: 三分之一 is 1/3, two thirds; comparable with percent
    "multiple",  # the new level over the old: doubled, 翻了一番 and 增长了一倍 are 2, halved is 1/2
    "ordinal",  # 第三, third, 3rd, No. 3, 3号
    "score",  # 3-2, 108：93: `low` and `high` are the two numbers in the order written
    "measure",  # a physical unit: unit "km", "kWh", "ha" …
    "date",  # a calendar day or part of one: 9月21日, Monday, 2025年9月
    "period",  # a year, quarter, half-year, fiscal year, decade, century
    "time",  # a time of day
    "duration",  # a length of time; unit "year", "month", "week", "day", "hour", "minute" or "second"
    "age",  # in years, or with unit "month" for infants
]
Bound = Literal["exact", "about", "over", "under", "at_least", "at_most", "nearly"]
Direction = Literal["up", "down"]
Change = Literal["by", "to", "from"]
Verdict = Literal["same", "different", "incomparable", "undecided"]
Aspect = Literal["value", "unit", "kind", "bound", "direction", "change", "date", "reading"]


@dataclass(frozen=True, slots=True)
class When:
    """The parts of a date, period or time of day that the text gives; the others are None."""

    year: int | None = None  # negative before our era: -221 is 221 BC
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 1
    quarter: int | None = None
    half: int | None = None  # of the year
    week: int | None = None  # of the year
    hour: int | None = None  # 0-24; twelve hours off, perhaps, unless `meridiem_known`
    minute: int | None = None
    second: int | None = None
    decade: int | None = None  # its first year: 1990; 90 when the century is not given
    century: int | None = None  # 21 for 2001-2100, -3 for the third before our era
    season: str | None = None  # "spring", "summer", "autumn", "winter"
    part: str | None = None  # of a day or period: "morning", "early", "end" …
    lunar: bool = False  # by the Chinese lunar calendar
    fiscal: bool = False  # a fiscal year, which may differ from the calendar year
    meridiem_known: bool = True
    relative: str | None = None  # "last year" as "year-1", today as "day+0": depends on the date of the article


def is_possible_day(when: When) -> bool:
    """Whether the calendar has the day of a date: no February 30, no April 31."""
    if when.day is None or when.month is None:
        return True
    year = 2000 if when.year is None or not 0 < when.year < 10_000 else when.year  # a leap year
    return when.day <= calendar.monthrange(year, when.month)[1]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, amount, date or time in a text.

    `start` and `end` are character offsets into the text searched, and `text` is the text between them. Hedges and
    signs (约, more than, 负) lie outside the span unless they are part of the number itself. `low` and `high` are the
    ends of a range, the same value twice for a single number, None for dates. `step` is the value of one unit in the
    last digit written (33.4 billion: 100 million), and 0 where the value is exact by nature. `certain` is False when
    the text is ambiguous, relative or only partly understood; such a quantity must not decide a judgement.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction = Fraction(0)
    unit: str | None = None
    bound: Bound = "exact"
    direction: Direction | None = None
    change: Change | None = None  # "to" a level, "by" an amount, "from" a level; None when the text does not say
    when: When | None = None
    until: When | None = None  # the end of a range of dates
    certain: bool = True
    per: str | None = None  # what a price or rate is for one of: "tonne", "share", "USD"; "10 share" for ten
    is_profit: bool = False  # the text calls the amount a profit, and not what it changed by
    is_loss: bool = False  # the text calls the amount a loss: 亏损2.3亿元, a net loss of 230 million

    @property
    def value(self) -> Fraction | None:
        """The value of a single number; the middle of a range; None for dates."""
        if self.low is None or self.high is None:
            return None
        return self.low if self.low == self.high else (self.low + self.high) / 2

    @property
    def reading(self) -> tuple[object, ...]:
        """All of the quantity but its place: two of one reading compare alike with any third."""
        return (
            self.text,
            self.kind,
            self.low,
            self.high,
            self.step,
            self.unit,
            self.bound,
            self.direction,
            self.change,
            self.when,
            self.until,
            self.certain,
            self.per,
            self.is_loss,
            self.is_profit,
        )

    @property
    def is_range(self) -> bool:
        """Whether the quantity has two ends: 30到40亿元, 十几万, dozens, 2019-2021."""
        return self.kind != "score" and (self.until is not None or self.low != self.high)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on a claim's quantity given one of its source, and the aspect that decided it."""

    verdict: Verdict
    reason: str
    aspect: Aspect = "value"

    def __bool__(self) -> bool:
        """True when the quantities agree."""
        return self.verdict == "same"


class NumberCandidate(NamedTuple):
    """A number with its unit, before its context is read."""

    start: int
    end: int
    kind: Kind
    low: Fraction
    high: Fraction
    step: Fraction
    unit: str | None = None
    bound: Bound = "exact"
    certain: bool = True
    scale: int = 1  # the scale word of the number as a factor, for ranges that share one: 30到40亿
    form: str = "digits"  # of the number: "digits", "han", "words" or "ordinal"
    length: int = 0  # of the number, in characters
    word: str = ""  # the unit as written; "" for a bare number
    myriads: int = 1  # the factor of the 万 and 亿 that end it: 10**8 in 一百五十亿
    per: str | None = None  # what it is for one of: "USD" in 1美元兑7.2元


class DateCandidate(NamedTuple):
    """A date, period or time of day, before its context is read."""

    start: int
    end: int
    kind: Kind
    when: When
    until: When | None = None
    certain: bool = True


def place_in(text: str, quantity: Quantity, offsets: Sequence[int]) -> Quantity:
    """A quantity of the visible characters of a text, which stand at these offsets, as one of the text itself."""
    start, end = offsets[quantity.start], offsets[quantity.end - 1] + 1
    return replace(quantity, start=start, end=end, text=text[start:end])
