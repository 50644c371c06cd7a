"""Numbers of digits, of Han numerals plain and formal, and of both with Chinese scales (5亿1万4千6百).

Chinese text mixes digits and Han numerals freely, so one parser reads them. English number words: `english_numbers`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import regex

from .quantity import Bound

# Digits of one number. A longer run is an identifier.
MAX_DIGITS = 40
# Characters of one Han number. A limit keeps reading linear on endless runs of numerals.
_MAX_LENGTH = 80
# 万: Chinese groups digits by four.
_MYRIAD = 10**4
# Two-digit years below this belong to the 21st century, the others to the 20th. Chosen 2026-11-24, not measured.
_YEAR_PIVOT = 50
HAN_DIGITS = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}
HAN_DIGITS |= {han: value for value, han in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_HAN_DIGIT_CLASS = "".join(HAN_DIGITS)
# 两 begins a number, precedes 百, 千, 万 and 亿, or ends 一两; elsewhere it is a weight (三十两) or another word.
_FIRST_DIGIT = r"(?:[零一二三四五六七八九壹贰叁肆伍陆柒捌玖]|(?<![十百千万亿拾佰仟])[两俩]|两(?=\s?[百千万亿佰仟]))"
_NEXT_DIGIT = r"(?:[零一二三四五六七八九壹贰叁肆伍陆柒捌玖]|(?<=一)两(?!重|银|金|白银|黄金))"
# 参 is the traditional form of 叁, and the ordinary character of 参加: a digit only beside formal numerals.
FORMAL_THREE = (
    r"(?:参(?=[拾佰仟圆角]|[万亿][零壹贰叁肆伍陆柒捌玖圆整])"
    r"|(?<=[拾佰仟万亿圆角]零?)参(?=[圆元角分拾佰仟整]|[^\p{Han}]|$))"
)
# 千, 百 and 兆 also begin names of units (千克, 兆瓦) and 百分之; 万 and 亿 do not.
_UNIT = r"(?:[万亿十拾佰仟]|[百千兆](?!\s?(?:克|米|瓦|帕|卡|焦|赫|伏|字节|比特|位|分点)))"
# The 个 of 1个亿 and 两个多亿 belongs to the scale; in 三个亿元村 and 两个亿吨级港口 it counts things.
ITEM_BEFORE_SCALE = r"个(?=多?亿(?![万级吨千]|元\s?(?!人民币)[\p{Han}--的左以起到至和与及、]))"
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)(?:\.\d{1,41})?"  # 1,234,567.8
    r"|\d{1,2}(?:,\d{2}){1,12},\d{3}(?!\d)(?:\.\d{1,41})?"  # 12,34,567 as in India
    r"|\d{1,3}(?: \d{3}){2,12}(?![\d,])(?:\.\d{1,41})?|\d{1,3} 000(?![\d,])"  # 1 234 567; a lone group only if 000
    r"|\d{1,41}(?:\.\d{1,41})?|\.\d{1,41})"
)
_DIGITS_ONLY = regex.compile(DIGITS)
_TOKEN = regex.compile(
    rf"(?P<space>\s{{0,2}})(?P<item>{ITEM_BEFORE_SCALE})?(?:(?P<digits>{DIGITS})"
    rf"|(?P<han>(?:{_FIRST_DIGIT}|{FORMAL_THREE})(?:\s?(?:{_NEXT_DIGIT}|{FORMAL_THREE})){{0,41}})|(?P<unit>{_UNIT})|(?P<tens>[廿卅])"
    rf"|(?P<point>点\s?(?:[{_HAN_DIGIT_CLASS}]{{1,41}}|(?<=[百千万亿]点)\d{{1,41}}(?![\d\p{{Han}}])))|(?P<vague>[几多余数来])"
    r"|(?P<half>(?<=[万亿])半(?=[元块美]|左右|上下|[^\p{Han}]|$)))",
    regex.V1,
)
_POWERS_OF_TEN = frozenset(10**n for n in range(1, 25))
_ONE = Fraction(1)


class Numeral(NamedTuple):
    """A number and its span. `step` is the value of one unit in the last digit written."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    step: Fraction
    bound: Bound = "exact"
    form: str = "digits"  # "digits", "han" or "words"
    scale: int = 1  # the factor of its scale word: 10**8 in 40亿
    certain: bool = True
    myriads: int = 1  # the factor of the 万 and 亿 that end it

    @property
    def length(self) -> int:
        """Its length in characters."""
        return self.end - self.start


def parse_digits(text: str) -> tuple[Fraction, Fraction]:
    """The value of plain or grouped digits, and of one unit in their last place: "1,234.50" is 1234.5 and 1/100."""
    if text.isdecimal():
        return Fraction(int(text)), _ONE
    plain = text.replace(",", "").replace(" ", "")
    whole, _, decimals = plain.partition(".")
    scale = 10 ** len(decimals)
    return Fraction(int((whole or "0") + decimals), scale), Fraction(1, scale)


def _to_arabic_digits(text: str) -> str:
    """The digits of positional Han numerals: 二零零四 is "2004"."""
    return "".join(
        c if c.isdecimal() else str(HAN_DIGITS.get(c, 3)) for c in text if c in HAN_DIGITS or c in "参0123456789"
    )


# Whole numbers stay `int` while they are parsed: most numbers are whole, and `int` is far cheaper than `Fraction`.
_Exact = int | Fraction


class _PendingNumber(NamedTuple):
    """A number whose unit has not been read yet; it has two ends in 三四 and 几."""

    low: _Exact
    high: _Exact
    step: _Exact
    digits: str
    is_arabic: bool


class _ChineseNumberParser:
    """Parses one number token by token. Each `_on_…` method says whether its token belongs to the number."""

    def __init__(self) -> None:
        self.sections: list[tuple[_Exact, _Exact, int]] = []  # low, high, and the large unit (万, 亿) that closed it
        self.low: _Exact = 0  # of the open section: 四百五 of 四百五十万
        self.high: _Exact = 0
        self.pending: _PendingNumber | None = None
        self.small_unit = _MYRIAD  # the last unit within the section
        self.last_unit = 1  # the last unit of all
        self.after_zero = False
        self.step: _Exact | None = None
        self.bound: Bound = "exact"
        self.closed = False  # only a large unit may follow
        self.form = "han"
        self.first = True
        self.mantissa: _Exact | None = None  # the first number: 40 of 40亿
        self.myriads = 1  # the factor of the large units that nothing has followed

    def accept(self, kind: str, text: str) -> bool:
        if self.closed and kind not in ("unit", "vague"):
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
        exact, exact_step = parse_digits(text)
        value: _Exact = exact if exact.denominator > 1 else exact.numerator
        step: _Exact = exact_step if exact_step.denominator > 1 else 1
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
            return self._accept_positional(digits)
        rest = digits.lstrip("0")
        self.after_zero = not self.first and len(rest) < len(digits)
        if not rest:
            if self.first:
                self.pending = _PendingNumber(0, 0, 1, digits, False)
            return True
        if len(rest) > 2 or (len(rest) == 2 and not _is_approximate_pair(rest)):
            return self.first and self._accept_positional(digits)
        self.pending = _PendingNumber(int(rest[0]), int(rest[-1]), 1, rest, False)
        return True

    def _accept_positional(self, digits: str) -> bool:
        value = int(digits) if len(digits) <= MAX_DIGITS else 0
        self.pending = _PendingNumber(value, value, 1, digits, False)
        return len(digits) <= MAX_DIGITS

    def _on_tens(self, text: str) -> bool:
        if self.pending or self.small_unit <= 10:
            return False
        value = 20 if text == "廿" else 30
        self._add_to_section(value, value, 10)
        return True

    def _on_unit(self, text: str) -> bool:
        unit = HAN_UNITS[text]
        return self._accept_large_unit(unit) if unit >= _MYRIAD else self._accept_small_unit(unit)

    def _accept_small_unit(self, unit: int) -> bool:
        if unit >= self.small_unit or self.closed:
            return False
        part = self.pending or _PendingNumber(1, 1, 1, "", False)
        if not part.low or (
            len(part.digits) > 1 and not part.is_arabic and part.low == part.high and part.digits != "point"
        ):
            return False
        self._add_to_section(part.low * unit, part.high * unit, unit)
        if part.is_arabic:
            self.step = part.step * unit
        return True

    def _add_to_section(self, low: _Exact, high: _Exact, unit: int) -> None:
        self.low += low
        self.high += high
        self.small_unit = self.last_unit = unit
        self.pending = None
        self.after_zero = False

    def _accept_large_unit(self, unit: int) -> bool:
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
        self.myriads = self.myriads * unit if below and not (self.low or part.low) else unit
        self.sections.append((low * unit, high * unit, unit))
        self.step = step * unit
        self.low = self.high = 0
        self.small_unit, self.last_unit, self.pending = _MYRIAD, unit, None
        self.after_zero = self.closed = False
        return True

    def _on_point(self, text: str) -> bool:
        digits = _to_arabic_digits(text)
        if self.first or len(digits) > MAX_DIGITS or (self.pending and self.pending.is_arabic):
            return False
        self._add_pending()
        scale = 10 ** len(digits)
        self.low += Fraction(int(digits), scale)
        self.high += Fraction(int(digits), scale)
        self.step = Fraction(1, scale)
        self.pending = _PendingNumber(self.low, self.high, self.step, "point", False)
        self.low = self.high = 0
        self.closed = True
        return True

    def _on_vague(self, text: str) -> bool:
        if self.first:
            if text not in "几数":
                return False
            self.pending = _PendingNumber(2, 9, 1, text, False)
            self.bound = "about"
            return True
        if self.bound != "exact" or (self.pending and not self.pending.is_arabic):
            return False
        if text == "数":
            return False
        if text == "几":
            return self._accept_vague_digit()
        self.bound = "about" if text == "来" else "over"
        self.closed = True
        return True

    def _on_item(self, text: str) -> bool:
        """The 个多 of 两个多亿."""
        if self.first or self.bound != "exact":
            return False
        self.bound, self.closed = "over", True
        return True

    def _on_half(self, text: str) -> bool:
        """The 半 of 三万半."""
        if self.pending or self.low or not self.sections:
            return False
        low, high, unit = self.sections[-1]
        self.sections[-1] = (low + unit // 2, high + unit // 2, unit)
        self.step, self.closed = unit // 2, True
        return True

    def _accept_vague_digit(self) -> bool:
        """The 几 of 十几 and 一百零几."""
        if self.pending:
            return False
        unit = self.last_unit if self.small_unit < _MYRIAD else 1
        self.bound = "about"
        place = 1 if self.after_zero else unit
        self.pending = _PendingNumber(0, place, 1, "几", False)
        self.closed = True
        return True

    def _add_pending(self) -> None:
        """Add the number that no unit followed: in 四百五 fifty, in 四百零五 five, in 一万六七 6,000 to 7,000."""
        part = self.pending
        if not part:
            return
        is_digit = part.digits.isdigit() and (len(part.digits) == 1 or part.low != part.high)
        implied = not self.after_zero and is_digit and self.last_unit >= 100
        place = self.last_unit // 10 if implied else 1
        self.low += part.low * place
        self.high += part.high * place
        self.step = part.step * place
        self.pending = None

    def numeral(self, start: int, end: int) -> Numeral | None:
        """The number parsed so far, with its span."""
        if self.first:
            return None
        has_scale = bool(self.sections)
        is_scaled = len(self.sections) == 1 and not (self.low or self.pending)
        self._add_pending()
        low = self.low + sum(s[0] for s in self.sections)
        high = self.high + sum(s[1] for s in self.sections)
        step = self.step if self.step is not None and (has_scale or self.form == "digits" or self.step < 1) else 1
        scale, rest = divmod(low, self.mantissa) if self.mantissa else (1, 0)
        scale = int(scale) if not rest and scale in _POWERS_OF_TEN else 1
        exact_low = Fraction(low)
        exact_high = exact_low if high == low else Fraction(high)
        return Numeral(
            start,
            end,
            exact_low,
            exact_high,
            Fraction(step),
            self.bound,
            self.form,
            scale,
            myriads=self.myriads if is_scaled else 1,
        )


def _is_approximate_pair(digits: str) -> bool:
    """Whether two digits give a range: 三四十, 七八个, 三五百."""
    return int(digits[1]) == int(digits[0]) + 1 or digits == "35"


def read_digits(text: str, start: int) -> Numeral | None:
    """The number of digits, without any scale, at `start`."""
    match = _DIGITS_ONLY.match(text, start)
    if match is None or match.end() - start > MAX_DIGITS:
        return None
    value, step = parse_digits(match.group())
    return Numeral(start, match.end(), value, value, step)


def read_chinese_number(text: str, start: int) -> Numeral | None:
    """The longest number of digits, Han numerals and Chinese scales at `start` of folded text."""
    parser = _ChineseNumberParser()
    position = end = start
    spaced = False
    previous = ""
    while position - start < _MAX_LENGTH:
        token = _TOKEN.match(text, position)
        if token is None:
            break
        kind = str(token.lastgroup)
        if token["item"] and kind == "vague":  # 两个多亿
            kind = "item"
        spaced = token.end("space") > position
        if spaced and not (previous == "unit" or kind in ("unit", "point", "vague")):
            break
        if not parser.accept(kind, token[str(token.lastgroup)]):
            break
        position = end = token.end()
        previous = kind
    return parser.numeral(start, end)


def parse_small_number(text: str) -> int:
    """The value of a number below a hundred, in digits or Han numerals: "31", "三十一", "廿三", "元" (the first)."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("初", "")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(HAN_DIGITS.get(c, 0)) for c in text))
    return (HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (HAN_DIGITS.get(ones, 0) if ones else 0)


def parse_year(text: str) -> int:
    """The year of digits or Han numerals (2025, 二零二五); of two (08, 九七) with the century completed."""
    digits = text if text.isdecimal() else "".join(str(HAN_DIGITS.get(c, 0)) for c in text)
    return int(digits) if len(digits) > 2 else complete_year(int(digits))


def complete_year(year: int) -> int:
    """A year of two digits with its century: 8 is 2008 and 97 is 1997; a longer one as it is."""
    return year if year > 99 else year + (2000 if year < _YEAR_PIVOT else 1900)
