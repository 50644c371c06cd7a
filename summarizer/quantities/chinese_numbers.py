"""Numbers as they are written: digits, digits with Chinese scales (5亿1万4千6百), Han numerals plain and formal.

Both kinds go through one reader, because Chinese text mixes them freely. English words are read in `words.py`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

import regex

MAX_DIGITS = 40  # digits; a longer run is an identifier, not a number
_MAX_LENGTH = 80  # characters of one Han number; keeps reading linear on runs without end
_MYRIAD = 10**4
HAN_DIGITS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "两": 2,
    "俩": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_HAN_DIGIT_CLASS = "零一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖"
# 千, 百 and 兆 open names of units (千克, 兆瓦) and 百分之; 万 and 亿 never do in figures.
_UNIT = r"(?:[万亿十拾佰仟]|[百千兆](?!\s?(?:克|米|瓦|帕|卡|焦|赫|伏|字节|比特|位|分点)))"
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)(?:\.\d{1,41})?"  # 1,234,567.8
    r"|\d{1,2}(?:,\d{2}){1,12},\d{3}(?!\d)(?:\.\d{1,41})?"  # 12,34,567 as in India
    r"|\d{1,3}(?: \d{3}){2,12}(?![\d,])(?:\.\d{1,41})?|\d{1,3} 000(?![\d,])"  # 1 234 567; a lone group only if 000
    r"|\d{1,41}(?:\.\d{1,41})?|\.\d{1,41})"
)
_TOKEN = regex.compile(
    rf"(?P<space>\s{{0,2}})(?:(?P<digits>{DIGITS})|(?P<han>[{_HAN_DIGIT_CLASS}](?:\s?[{_HAN_DIGIT_CLASS}]){{0,41}})|(?P<unit>{_UNIT})"
    rf"|(?P<tens>[廿卅])|(?P<point>点\s?[{_HAN_DIGIT_CLASS}]{{1,41}})|(?P<some>[几多余数来]))"
)

_POWERS_OF_TEN = frozenset(10**n for n in range(1, 25))

Looseness = Literal["exact", "about", "over"]


class Numeral(NamedTuple):
    """A number and where it stands. `step` is the worth of one unit in its last written place."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    step: Fraction
    looseness: Looseness = "exact"
    form: str = "digits"  # "digits", "han", "words"
    scale: int = 1  # what a scale word multiplies it by: 40亿 is 40 times 10**8
    certain: bool = True

    @property
    def length(self) -> int:
        """How many characters it takes."""
        return self.end - self.start


_ONE = Fraction(1)


def parse_digits(text: str) -> tuple[Fraction, Fraction]:
    """The value of plain or grouped digits and the worth of their last place: "1,234.50" is 1234.5 and 1/100."""
    if text.isdecimal():
        return Fraction(int(text)), _ONE
    plain = text.replace(",", "").replace(" ", "")
    whole, _, decimals = plain.partition(".")
    scale = 10 ** len(decimals)
    return Fraction(int((whole or "0") + decimals), scale), Fraction(1, scale)


def _to_arabic_digits(text: str) -> str:
    """The digits of positional Han numerals: 二零零四 is "2004"."""
    return "".join(str(HAN_DIGITS[c]) for c in text if c in HAN_DIGITS)


# Whole numbers stay `int` while a number is read: they are most of all and far cheaper.
_Exact = int | Fraction


class _PendingNumber(NamedTuple):
    """A number that waits for its unit; two ends for 三四 and 几."""

    low: _Exact
    high: _Exact
    step: _Exact
    written: str
    arabic: bool


class _ChineseNumberParser:
    """Reads one number token by token. Every `_on_…` says whether the token belongs to the number."""

    def __init__(self) -> None:
        self.sections: list[tuple[_Exact, _Exact, int]] = []  # low, high, the big unit that closed it
        self.low: _Exact = 0  # 四百五 of 四百五十万
        self.high: _Exact = 0
        self.pending: _PendingNumber | None = None
        self.small_unit = _MYRIAD  # the last unit within the section
        self.last_unit = 1  # the last unit at all
        self.after_zero = False
        self.step: _Exact | None = None
        self.looseness: Looseness = "exact"
        self.closed = False  # nothing but a big unit may follow
        self.form = "han"
        self.first = True
        self.mantissa: _Exact | None = None  # the first number written: 40 of 40亿

    def accept(self, kind: str, text: str) -> bool:
        if self.closed and kind not in ("unit", "some"):
            return False
        accepted = bool(getattr(self, f"_on_{kind}")(text))
        if self.first and accepted and self.pending:
            self.mantissa = self.pending.low
        self.first = self.first and not accepted
        return accepted

    def _on_digits(self, text: str) -> bool:
        if self.pending or (self.first is False and "." in text and self.last_unit < _MYRIAD):
            return False
        if len(text) > MAX_DIGITS:
            return False
        exact, worth = parse_digits(text)
        value: _Exact = exact if exact.denominator > 1 else exact.numerator
        step: _Exact = worth if worth.denominator > 1 else 1
        if not self.first and value >= self.last_unit:
            return False
        if self.first:
            self.form = "digits"
        self.pending = _PendingNumber(value, value, step, text, True)
        return True

    def _on_han(self, text: str) -> bool:
        if self.pending:
            return False
        digits = _to_arabic_digits(text)
        if self.first and len(digits) > 1 and "0" in digits[:-1]:
            return self._positional(digits)
        rest = digits.lstrip("0")
        self.after_zero = not self.first and len(rest) < len(digits)
        if not rest:
            if self.first:
                self.pending = _PendingNumber(0, 0, 1, digits, False)
            return True
        if len(rest) > 2 or (len(rest) == 2 and not _are_consecutive(rest)):
            return self.first and self._positional(digits)
        self.pending = _PendingNumber(int(rest[0]), int(rest[-1]), 1, rest, False)
        return True

    def _positional(self, digits: str) -> bool:
        value = int(digits) if len(digits) <= MAX_DIGITS else 0
        self.pending = _PendingNumber(value, value, 1, digits, False)
        return len(digits) <= MAX_DIGITS

    def _on_tens(self, text: str) -> bool:
        if self.pending or self.small_unit <= 10:
            return False
        value = 20 if text == "廿" else 30
        self._add(value, value, 10)
        return True

    def _on_unit(self, text: str) -> bool:
        unit = HAN_UNITS[text]
        return self._big(unit) if unit >= _MYRIAD else self._small(unit)

    def _small(self, unit: int) -> bool:
        if unit >= self.small_unit or self.closed:
            return False
        part = self.pending or _PendingNumber(1, 1, 1, "", False)
        if not part.low or (
            len(part.written) > 1 and not part.arabic and part.low == part.high and part.written != "point"
        ):
            return False
        self._add(part.low * unit, part.high * unit, unit)
        if part.arabic:
            self.step = part.step * unit
        return True

    def _add(self, low: _Exact, high: _Exact, unit: int) -> None:
        self.low += low
        self.high += high
        self.small_unit = self.last_unit = unit
        self.pending = None
        self.after_zero = False

    def _big(self, unit: int) -> bool:
        part = self.pending or _PendingNumber(0, 0, self.small_unit % _MYRIAD or 1, "", False)
        low, high = self.low + part.low, self.high + part.high
        if not high and not self.sections:
            return False
        below = [s for s in self.sections if s[2] < unit or (s[2] == unit and not high)]
        if len(below) < len(self.sections) and self.sections[-1] in below and self.sections[-len(below) - 1][2] <= unit:
            return False
        if self.sections and not below and self.sections[-1][2] <= unit:
            return False
        del self.sections[len(self.sections) - len(below) :]
        low += sum(s[0] for s in below)
        high += sum(s[1] for s in below)
        step = part.step if high > part.high or part.low or not self.step else self.step
        if not part.low and below and not self.low:
            step = self.step or 1
        self.sections.append((low * unit, high * unit, unit))
        self.step = step * unit
        self.low = self.high = 0
        self.small_unit, self.last_unit, self.pending = _MYRIAD, unit, None
        self.after_zero = self.closed = False
        return True

    def _on_point(self, text: str) -> bool:
        digits = _to_arabic_digits(text)
        if self.first or len(digits) > MAX_DIGITS or (self.pending and self.pending.arabic):
            return False
        self._settle()
        scale = 10 ** len(digits)
        self.low += Fraction(int(digits), scale)
        self.high += Fraction(int(digits), scale)
        self.step = Fraction(1, scale)
        self.pending = _PendingNumber(self.low, self.high, self.step, "point", False)
        self.low = self.high = 0
        self.closed = True
        return True

    def _on_some(self, text: str) -> bool:
        if self.first:
            if text not in "几数":
                return False
            self.pending = _PendingNumber(2, 9, 1, text, False)
            self.looseness = "about"
            return True
        if self.looseness != "exact" or (self.pending and not self.pending.arabic):
            return False
        if text == "数":
            return False
        if text == "几":
            return self._some_more()
        self.looseness = "about" if text == "来" else "over"
        self.closed = True
        return True

    def _some_more(self) -> bool:
        if self.pending:
            return False
        unit = self.last_unit if self.small_unit < _MYRIAD else 1
        self.looseness = "about"
        place = 1 if self.after_zero else unit
        self.pending = _PendingNumber(0, place, 1, "几", False)
        self.closed = True
        return True

    def _settle(self) -> None:
        """Add what waits for a unit: the 五 of 四百五 is fifty, that of 四百零五 five."""
        part = self.pending
        if not part:
            return
        implied = not self.after_zero and len(part.written) == 1 and part.written.isdigit() and self.last_unit >= 100
        place = self.last_unit // 10 if implied else 1
        self.low += part.low * place
        self.high += part.high * place
        self.step = part.step * place
        self.pending = None

    def result(self, start: int, end: int) -> Numeral | None:
        if self.first:
            return None
        scaled = bool(self.sections)
        self._settle()
        low = self.low + sum(s[0] for s in self.sections)
        high = self.high + sum(s[1] for s in self.sections)
        step = self.step if self.step is not None and (scaled or self.form == "digits" or self.step < 1) else 1
        scale, rest = divmod(low, self.mantissa) if self.mantissa else (1, 0)
        scale = int(scale) if not rest and scale in _POWERS_OF_TEN else 1
        value = Fraction(low)
        top = value if high == low else Fraction(high)
        return Numeral(start, end, value, top, Fraction(step), self.looseness, self.form, scale)


def _are_consecutive(digits: str) -> bool:
    """Whether two digits name a range: 三四十, 七八个, 三五百."""
    return int(digits[1]) == int(digits[0]) + 1 or digits == "35"


_DIGITS_ONLY = regex.compile(DIGITS)


def read_digits(text: str, start: int) -> Numeral | None:
    """Digits without any scale at `start`, or None."""
    match = _DIGITS_ONLY.match(text, start)
    if match is None or match.end() - start > MAX_DIGITS:
        return None
    value, step = parse_digits(match.group())
    return Numeral(start, match.end(), value, value, step)


def read_chinese_number(text: str, start: int) -> Numeral | None:
    """The longest number of digits, Han numerals and Chinese scales that begins at `start` in folded text, or None."""
    reader = _ChineseNumberParser()
    position = end = start
    spaced = False
    previous = ""
    while position - start < _MAX_LENGTH:
        token = _TOKEN.match(text, position)
        if token is None:
            break
        kind = str(token.lastgroup)
        spaced = token.end("space") > position
        if spaced and not (previous == "unit" or kind in ("unit", "point", "some")):
            break
        if not reader.accept(kind, token[kind]):
            break
        position = end = token.end()
        previous = kind
    return reader.result(start, end)


def parse_small_number(text: str) -> int:
    """A small number of digits or Han numerals: "31", "三十一", "廿三", "元" (the first)."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("初", "")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(HAN_DIGITS.get(c, 0)) for c in text))
    return (HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (HAN_DIGITS.get(ones, 0) if ones else 0)


def parse_year(text: str) -> int:
    """A year of four digits, or of two (08, 九七) in the century that makes it nearest to our time."""
    digits = text if text.isdecimal() else "".join(str(HAN_DIGITS.get(c, 0)) for c in text)
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
