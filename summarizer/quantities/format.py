"""Writes numbers and quantities in Chinese or English, so that reading them again gives the same value."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from .currencies import AMBIGUOUS_YUAN
from .english_dates import MONTH_NAMES, WEEKDAY_NAMES
from .english_numbers import ONES, TENS, ordinal_suffix
from .quantity import Quantity, When

if TYPE_CHECKING:
    from ..models import LanguageCode

Style = Literal["digits", "grouped", "scaled", "short", "words", "formal", "traditional"]


def format_number(value: Fraction | int, language: LanguageCode, style: Style = "grouped") -> str:
    """A number in a language and style; as a fraction where it has no finite decimal form.

    Styles: `digits` 12345, `grouped` 12,345, `scaled` 1.2345万 or 12.345 thousand, `short` 12.345k (English), `words`
    一万二千三百四十五 or twelve thousand …, `formal` 壹万贰仟… and `traditional` 一萬二千… (Chinese).

    Raises:
        ValueError: the language has no such style.
    """
    if style not in _FORMATTERS[language].styles:
        raise ValueError(f"no style {style!r} in {language!r}")
    return _FORMATTERS[language].number(Fraction(value), style)


def format_quantity(quantity: Quantity, language: LanguageCode) -> str:
    """The quantity in a language, without its hedge; as it is in the text where the language has no form for it."""
    return _FORMATTERS[language].quantity(quantity)


def _has_finite_decimals(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(value: Fraction, grouped: bool = False) -> str:
    whole, rest = divmod(value, 1)
    return (f"{int(whole):,}" if grouped else str(int(whole))) + (f".{_decimal_places(rest)}" if rest else "")


def _decimal_places(rest: Fraction) -> str:
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(int(digit))
    return digits


def _clock_time(when: When) -> str:
    seconds = f":{when.second:02d}" if when.second is not None else ""
    return f"{when.hour or 0:02d}:{when.minute or 0:02d}{seconds}"


def _word_table(pairs: str) -> dict[str, str]:
    """The table of "code=words, code=words"."""
    return dict(pair.split("=") for pair in pairs.split(", "))


class _Formatter(ABC):
    """Writes numbers and quantities; subclasses hold what is particular to a language."""

    styles: frozenset[Style]
    range_link: str  # between the ends of a range
    word_gap: str  # between a number and a word
    ordinal_prefix: str
    kind_suffixes: dict[str, str]
    currencies: dict[str, str]
    counted: dict[str, str]  # the words for the units of counts

    @abstractmethod
    def minus(self, style: Style) -> str:
        """The minus sign or word."""

    @abstractmethod
    def fraction(self, value: Fraction, style: Style) -> str:
        """A number, perhaps negative, without a finite decimal form."""

    @abstractmethod
    def scaled(self, value: Fraction, style: Style) -> str:
        """A positive number in digits with its largest scale word."""

    @abstractmethod
    def spelled(self, value: Fraction, style: Style) -> str:
        """A positive number in words."""

    @abstractmethod
    def duration(self, number: str, value: Fraction, unit: str | None) -> str:
        """A duration whose number is written already."""

    @abstractmethod
    def date(self, when: When) -> str:
        """A date or period; empty where it has no form."""

    def date_range(self, when: When, until: When) -> str:
        """Two dates as a range."""
        return self.range_link.join((self.date(when), self.date(until)))

    def number(self, value: Fraction, style: Style) -> str:
        """A number in one of `styles`."""
        if not _has_finite_decimals(value):
            return self.fraction(value, style)
        return (self.minus(style) if value < 0 else "") + self.unsigned(abs(value), style)

    def unsigned(self, value: Fraction, style: Style) -> str:
        if style in ("digits", "grouped"):
            return _decimal(value, grouped=style == "grouped")
        return self.scaled(value, style) if style in ("scaled", "short") else self.spelled(value, style)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity without its hedge."""
        if quantity.when is not None:
            return self.moment(quantity, quantity.when)
        if quantity.low is None or quantity.high is None:
            return quantity.text
        if quantity.kind == "score":
            return f"{_decimal(quantity.low)}-{_decimal(quantity.high)}"
        if quantity.low != quantity.high:
            return self.range_link.join(self.amount(quantity, value) for value in (quantity.low, quantity.high))
        return self.amount(quantity, quantity.low)

    def amount(self, quantity: Quantity, value: Fraction) -> str:
        """One value of a quantity with its unit."""
        kind, unit = quantity.kind, quantity.unit
        if kind == "percent" and unit is None:
            return f"{self.number(value, 'grouped')}%"
        if kind == "ordinal":
            return self.ordinal_prefix + _decimal(value)
        number = self.number(value, "scaled" if value >= 10**4 else "grouped")
        if kind in self.kind_suffixes:
            return number + self.kind_suffixes[kind]
        if kind == "money":
            return self.money(number, unit or "")
        if kind == "duration":
            return self.duration(number, value, unit)
        if kind == "measure":
            return f"{number} {unit}"
        if kind == "count" and unit in self.counted:
            return number + self.word_gap + self.counted[unit]
        return number if kind in ("number", "fraction", "count") else quantity.text

    def money(self, number: str, unit: str) -> str:
        if unit == AMBIGUOUS_YUAN:
            return f"{number}{self.word_gap}{self.currencies['CNY']}"
        if unit in self.currencies:
            return number + self.word_gap + self.currencies[unit]
        return f"{unit}{number}" if unit in ("$", "¥") else f"{unit} {number}"

    def moment(self, quantity: Quantity, when: When) -> str:
        """A date, period or time of day; as it is in the text where it is relative or vague."""
        if when.relative or when.season or when.part or when.week:
            return quantity.text
        until = quantity.until
        if quantity.kind == "time":
            return _clock_time(when) if until is None else f"{_clock_time(when)}-{_clock_time(until)}"
        date = self.date(when)
        if not date:
            return quantity.text
        return date if until is None else self.date_range(when, until)


class _ChineseFormatter(_Formatter):
    styles = frozenset(("digits", "grouped", "scaled", "words", "formal", "traditional"))
    range_link = "至"
    word_gap = ""
    ordinal_prefix = "第"
    kind_suffixes = _word_table("points=个百分点, multiple=倍, age=岁")
    currencies = _word_table(
        "CNY=元, USD=美元, HKD=港元, EUR=欧元, JPY=日元, GBP=英镑, KRW=韩元, TWD=新台币, SGD=新加坡元"
    )
    counted = _word_table(
        "person=人, vehicle=辆, aircraft=架, ship=艘, household=户, share=股, time=次, point=点, case=例, "
        "company=家公司, country=个国家, city=座城市, home=套, store=家门店, floor=层, page=页, word=字, vote=票, "
        "episode=集, seat=席, item=个"
    )
    durations = _word_table("year=年, month=个月, week=周, day=天, hour=小时, minute=分钟, second=秒")
    digits = "零一二三四五六七八九"
    scales = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
    formal = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    traditional = str.maketrans("万亿点负", "萬億點負")

    def minus(self, style: Style) -> str:
        return "-" if style in ("digits", "grouped", "scaled") else self.in_script("负", style)

    def in_script(self, text: str, style: Style) -> str:
        """The numerals in formal or traditional characters, if the style asks for them."""
        if style == "formal":
            return text.translate(self.formal)
        return text.translate(self.traditional) if style == "traditional" else text

    def fraction(self, value: Fraction, style: Style) -> str:
        in_words = style in ("words", "formal", "traditional")
        denominator, numerator = value.denominator, abs(value.numerator)
        parts = [self.whole(n) if in_words else str(n) for n in (denominator, numerator)]
        return self.in_script(("负" if value < 0 else "") + "分之".join(parts), style)

    def scaled(self, value: Fraction, style: Style) -> str:
        scale, word = next((row for row in self.scales if value >= row[0]), (1, ""))
        return _decimal(value / scale) + word

    def spelled(self, value: Fraction, style: Style) -> str:
        whole, rest = divmod(value, 1)
        decimals = "点" + "".join(self.digits[int(digit)] for digit in _decimal_places(rest)) if rest else ""
        return self.in_script(self.whole(int(whole)) + decimals, style)

    def whole(self, value: int) -> str:
        """A whole number in words; 零 stands before a group that begins with zeros: 一亿零五十万."""
        if value < 10**4:
            return self.below_myriad(value)
        scale, word = (10**8, "亿") if value >= 10**8 else (10**4, "万")
        high, low = divmod(value, scale)
        text = self.whole(high) + word
        if not low:
            return text
        gap = "零" if low < scale // 10 or high % 10 == 0 else ""
        return text + gap + self.whole(low)

    def below_myriad(self, value: int) -> str:
        text, after_zero = "", False
        for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, value = divmod(value, unit)
            if digit:
                text += ("零" if after_zero and text else "") + self.digits[digit] + word
            after_zero = not digit
        return text or "零"

    def duration(self, number: str, value: Fraction, unit: str | None) -> str:
        return number + self.durations[unit or "year"]

    def date(self, when: When) -> str:
        if when.century is not None:
            return f"{'公元前' if when.century < 0 else ''}{abs(when.century)}世纪"
        if when.decade is not None:
            return f"{when.decade}年代"
        text = f"{when.year}{'财年' if when.fiscal else '年'}" if when.year is not None else ""
        text = ("农历" if when.lunar else "") + (f"公元前{text[1:]}" if text.startswith("-") else text)
        text += f"{when.month}月" if when.month is not None else ""
        text += f"{when.day}日" if when.day is not None else ""
        if when.quarter is not None:
            text += f"第{self.digits[when.quarter]}季度"
        if when.half is not None:
            text += "上半年" if when.half == 1 else "下半年"
        return text or (f"周{'一二三四五六日'[when.weekday - 1]}" if when.weekday is not None else "")


class _EnglishFormatter(_Formatter):
    styles = frozenset(("digits", "grouped", "scaled", "short", "words"))
    range_link = " to "
    word_gap = " "
    ordinal_prefix = "No. "
    kind_suffixes = _word_table("points= percentage points, multiple= times as much, age= years old")
    currencies = _word_table(
        "CNY=yuan, USD=US dollars, HKD=Hong Kong dollars, EUR=euros, JPY=yen, GBP=pounds, $=dollars, KRW=won, "
        "TWD=New Taiwan dollars, SGD=Singapore dollars"
    )
    counted = _word_table(
        "person=people, vehicle=vehicles, aircraft=aircraft, ship=ships, household=households, share=shares, "
        "time=times, point=points, case=cases, company=companies, country=countries, city=cities, home=homes, "
        "store=stores, floor=floors, page=pages, word=words, vote=votes, episode=episodes, seat=seats, item=items"
    )
    ones = tuple(ONES)
    tens = tuple(TENS)
    scales = (
        (10**12, "trillion", "tn"),
        (10**9, "billion", "bn"),
        (10**6, "million", "mn"),
        (10**3, "thousand", "k"),
    )
    ordinals = ("first", "second", "third", "fourth")

    def minus(self, style: Style) -> str:
        return "minus " if style == "words" else "-"

    def fraction(self, value: Fraction, style: Style) -> str:
        return f"{value.numerator}/{value.denominator}"

    def scaled(self, value: Fraction, style: Style) -> str:
        scale, word, short = next((row for row in self.scales if value >= row[0]), (1, "", ""))
        if scale == 1:
            return _decimal(value)
        return _decimal(value / scale) + (short if style == "short" else f" {word}")

    def spelled(self, value: Fraction, style: Style) -> str:
        whole, rest = divmod(value, 1)
        decimals = " point " + " ".join(self.ones[int(digit)] for digit in _decimal_places(rest)) if rest else ""
        return self.whole(int(whole)) + decimals

    def whole(self, value: int) -> str:
        if value < 1000:
            return self.below_thousand(value)
        scale, word, _ = next(row for row in self.scales if value >= row[0])
        high, low = divmod(value, scale)
        text = f"{self.whole(high)} {word}"
        if not low:
            return text
        return f"{text} {'and ' if low < 100 else ''}{self.whole(low)}"

    def below_thousand(self, value: int) -> str:
        if value < 20:
            return self.ones[value]
        if value < 100:
            return self.tens[value // 10 - 2] + (f"-{self.ones[value % 10]}" if value % 10 else "")
        hundreds, rest = divmod(value, 100)
        return f"{self.ones[hundreds]} hundred" + (f" and {self.below_thousand(rest)}" if rest else "")

    def duration(self, number: str, value: Fraction, unit: str | None) -> str:
        return f"{number} {unit}{'' if value == 1 else 's'}"

    def date(self, when: When) -> str:
        if when.century is not None:
            return f"{when.century}{ordinal_suffix(when.century)} century"
        if when.decade is not None:
            return f"{when.decade}s"
        if when.quarter is not None:
            fiscal = "fiscal " if when.fiscal and when.year is None else ""
            return f"{fiscal}{self.ordinals[when.quarter - 1]} quarter{self.of_year(when)}"
        if when.half is not None:
            return f"{self.ordinals[when.half - 1]} half{self.of_year(when)}"
        if when.month is not None:
            day = f" {when.day}" if when.day is not None else ""
            year = f"{', ' if day else ' '}{when.year}" if when.year is not None else ""
            return MONTH_NAMES[when.month - 1] + day + year
        if when.day is not None:
            return f"{when.day}{ordinal_suffix(when.day)}"
        if when.weekday is not None:
            return WEEKDAY_NAMES[when.weekday - 1]
        return f"{'fiscal' if when.fiscal else 'the year'} {when.year}" if when.year is not None else ""

    def date_range(self, when: When, until: When) -> str:
        if self.date(when).startswith("the year"):
            return f"{when.year} to {until.year}"
        return super().date_range(when, until)

    def of_year(self, when: When) -> str:
        return f" of {'fiscal ' if when.fiscal else ''}{when.year}" if when.year is not None else ""


_FORMATTERS: dict[LanguageCode, _Formatter] = {"zh": _ChineseFormatter(), "en": _EnglishFormatter()}
