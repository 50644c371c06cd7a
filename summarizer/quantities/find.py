"""Finds the quantities of a text in one pass over the places where one may begin."""

from __future__ import annotations

from collections.abc import Callable

import regex

from ..text.folding import fold_numerals
from .chinese_calendars import read_lunar_date
from .chinese_compounds import read_bare_scale
from .chinese_days import read_date_or_days
from .context import FigureContext, apply_figure_context
from .english_dates import read_day_and_month, read_english_date, read_numeric_date
from .false_positives import judge_single_numeral, skip_false_digits, skip_false_han, skip_false_word
from .number_context import apply_age_context, is_bare_scale, is_called_loss, judge_ambiguity, read_context
from .numbers_with_units import read_number_with_unit
from .ordinals_and_multiples import (
    read_chinese_multiple,
    read_english_multiple,
    read_half,
    read_large_ordinal,
    read_numbered_label,
    read_one_unit,
    read_ordinal,
    read_ordinal_or_day,
    read_percent_of,
    to_growth_factor,
)
from .periods import (
    read_bare_year,
    read_decade,
    read_named_period,
    read_period_label,
    read_relative_period,
    read_spelled_decade,
    read_spelled_year,
)
from .quantity import Bound, Change, DateCandidate, Direction, NumberCandidate, Quantity, is_possible_day
from .ranges import join_compound, join_range, read_score
from .separators import is_decimal_point
from .signs import apply_sign, read_accounting_negative
from .times import (
    extend_time_range,
    read_hour_range,
    read_iso_time,
    read_lap_time,
    read_time,
    read_time_past_hour,
)
from .units import candidate_words, read_currency_sign

_HAN_NUMERALS = "零一二三四五六七八九十百千两俩壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
# The first characters of relative dates, times of day and currencies.
_DATE_STARTS = "去今明前后当同来本上下这周星礼昨公"
_TIME_STARTS = "凌清早上中正下午傍晚夜深今昨明"
_CURRENCY_STARTS = "人美港欧日英新台加澳韩泰卢瑞越"
# The first characters of idioms and names that hold numerals, and of the other words that the readers know.
_IDIOM_STARTS = "康雍乾嘉道咸光宣顺洪永崇贞开天神至绍熙庆民大平成独合朝接丢颠低乱双“万"
_OTHER_STARTS = "半几数翻第亿减腰倍打负"
_HAN_STARTS = "".join(
    sorted({*_HAN_NUMERALS, *_DATE_STARTS, *_TIME_STARTS, *_CURRENCY_STARTS, *_IDIOM_STARTS, *_OTHER_STARTS})
)
# Characters that begin a quantity only before certain others.
_RARE_HAN_STARTS = (
    r"参(?=[拾佰仟万亿圆角])|[农阴旧](?=历)|民(?=国)|西(?=元)|闰(?=[一二三四五六七八九十\d])|[正冬腊](?=月)"
    r"|首(?=[一二两三四五六七八九十\d季个])"
)
_CANDIDATE = regex.compile(
    r"(?P<digit>[0-9]|(?<![.0-9])\.(?=[0-9])|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<word>[A-Za-z]+)"
    rf"|(?P<han>[{_HAN_STARTS}]|{_RARE_HAN_STARTS})"
    r"|(?P<sign>[$€£¥₩₹₽฿₫₿₺₴₦₱₪₡₾₭])|(?P<mark>\[|'(?=[0-9]0s)|\((?=[$€£¥]?[0-9][0-9,.]{0,40}\)))"
)
_CITATION = regex.compile(r"\[\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]")
_DIGITS = regex.compile(r"[\d,]{0,60}\d")
_DIGIT_RUN = regex.compile(r"[\d,.]*")
_NUMERAL_SET = frozenset(_HAN_NUMERALS)
_DATE_START_SET = frozenset(_DATE_STARTS + "首民西") | _NUMERAL_SET
_TIME_START_SET = frozenset(_TIME_STARTS) | _NUMERAL_SET
_LUNAR_START_SET = frozenset("农阴旧闰正冬腊")
_CURRENCY_START_SET = frozenset(_CURRENCY_STARTS)
_NUMBER_START_SET = _NUMERAL_SET | frozenset("半几数打参")
# The characters that may follow the digits of a date, period or time, and its reader; the first that reads decides.
_DATE_READERS: tuple[tuple[frozenset[str], Callable[[str, int], DateCandidate | NumberCandidate | None]], ...] = (
    (frozenset("/-."), read_numeric_date),
    (frozenset("- :~"), read_hour_range),
    (frozenset("/"), read_day_and_month),
    (frozenset(":"), read_lap_time),
    (frozenset("年月日号-~至到财世第季"), read_date_or_days),
    (frozenset(" snrt-/JFMASOND"), read_english_date),
    (frozenset("s' "), read_decade),
    (frozenset("QHqhM -"), read_period_label),
    (frozenset("snrt"), read_named_period),
)
_AFTER_HOUR = frozenset(":点时.apAP o")
_DATE_AFTER_SPACE = frozenset("年月日财-~")
_KINDS_WITHOUT_DIRECTION = frozenset(("ordinal", "score", "age"))
_FROM = regex.compile(r"(?:from|从|由)\s?(?:about |around |nearly |just |over |约|近|超)?$", regex.IGNORECASE)
_TO_NEXT = regex.compile(
    r"(?:\s(?:in \d{4} )?to\s(?:about |around |nearly |a |a record |just |over |more than |almost )?"
    r"|[,，]?(?:升|增|涨|降|减|跌|提高|下降)?[至到为][了约近]?)$",
    regex.IGNORECASE,
)
# A candidate, the end of a false positive, or nothing.
_Reading = NumberCandidate | DateCandidate | int | None


def find_quantities(text: str, context: FigureContext | None = None) -> list[Quantity]:
    """The quantities of a Chinese or English text, in order and without overlap. Never raises.

    Takes time linear in the length of the text.

    Args:
        context: what the document says once for all its figures; without it relative dates and bare signs stay open.
    """
    return apply_figure_context(text, _Scanner(text, fold_numerals(text)).scan(), context)


class _Scanner:
    """One pass over a text: `text` is the folded form that is read, `raw` the form that is quoted."""

    def __init__(self, raw: str, text: str) -> None:
        self.raw = raw
        self.text = text
        self.found: list[Quantity] = []
        self.candidate_words = candidate_words()

    def scan(self) -> list[Quantity]:
        position, length = 0, len(self.text)
        readers = {
            "digit": self.read_at_digit,
            "word": self.read_at_word,
            "han": self.read_at_han,
            "sign": self.read_at_sign,
            "mark": self.read_at_mark,
        }
        while match := _CANDIDATE.search(self.text, position):
            reading = readers[str(match.lastgroup)](match.start(), match.end())
            position = match.end()
            if isinstance(reading, int):
                position = max(position, reading)
            elif reading is not None:
                quantity = self.to_quantity(reading)
                self.found.append(quantity)
                position = max(position, quantity.end)
            if position >= length:
                break
        return self.found

    @property
    def last_end(self) -> int:
        """Where the last quantity ends: none may begin before it."""
        return self.found[-1].end if self.found else 0

    # Readers by the first character of a candidate.

    def read_at_digit(self, start: int, end: int) -> _Reading:
        text = self.text
        if (false_end := skip_false_digits(text, start)) is not None:
            return false_end
        digits = _DIGITS.match(text, start)
        after = text[digits.end() : digits.end() + 2] if digits else ""
        date = self.read_date_at_digit(start, after)
        if date is not None:
            return date
        if after.startswith(("st", "nd", "rd", "th")) and (ordinal := read_ordinal_or_day(text, start)):
            return ordinal
        if (year := read_bare_year(text, start)) is not None:
            return year
        if after[:1] in ("-", ":") and (score := read_score(text, start)):
            return score
        return self.read_number(start) or self.skip_digits(start)

    def skip_digits(self, start: int) -> int | None:
        """The end of a run of digits that is no number. Trying each of its digits would take quadratic time."""
        run = _DIGIT_RUN.match(self.text, start)
        return run.end() if run else None

    def read_date_at_digit(self, start: int, after: str) -> DateCandidate | NumberCandidate | None:
        """The date, period or time that begins with digits; `after` is what follows them, and selects the readers."""
        for following, reader in _DATE_READERS:
            if after[:1] in following and (read := reader(self.text, start)):
                return read
            if reader is read_lap_time and after[:1] in _AFTER_HOUR and (time := self.read_time(start)):
                return time
        if after[:1] == " " and after[1:] in _DATE_AFTER_SPACE:
            return read_date_or_days(self.text, start)
        return None

    def read_time(self, start: int) -> DateCandidate | None:
        """A time of day or a range of two. 八点 is certain only beside a date; 一点 and 两点 alone are none."""
        time = read_time(self.text, start)
        if time is None:
            return None
        last = self.found[-1] if self.found else None
        if not time.certain and last and last.kind == "date" and last.end >= start - 1:
            time = time._replace(certain=True)
        if not time.certain and self.text.startswith(("一点", "两点"), start):
            return None
        return extend_time_range(self.text, time)

    def read_at_word(self, start: int, end: int) -> _Reading:
        text = self.text
        group = self.candidate_words.get(text[start:end].lower())
        following = text[end : end + 1]
        if text[start] == "T" and self.last_end == start and (time := read_iso_time(text, start)):
            return time
        if group is not None and (reading := self.read_candidate_word(group, start, end)) is not None:
            return reading
        if following in ("-", ":", ".", "@", "+", "_", " ", "") or following.isdecimal():
            return skip_false_word(text, start, end)
        return None

    def read_candidate_word(self, group: str, start: int, end: int) -> _Reading:
        """What begins with a word of `data/candidate_words.txt`."""
        text = self.text
        if group == "date":
            return read_english_date(text, start)
        if group == "money":
            return self.read_money(start)
        if group == "label":
            return read_period_label(text, start)
        if group == "relative":
            return read_relative_period(text, start)
        if group == "multiple":
            return read_english_multiple(text, start, end)
        if group == "numbered":
            return read_numbered_label(text, start, end)
        if group == "ordinal":
            return read_english_date(text, start) or read_named_period(text, start) or read_ordinal(text, start)
        return self.read_number_word(group, start, end)

    def read_number_word(self, group: str, start: int, end: int) -> _Reading:
        text, word = self.text, self.text[start:end].lower()
        if group == "decade":
            return read_spelled_decade(text, start)
        if group != "number":
            return read_percent_of(text, start)
        if word == "point" and not is_decimal_point(text, start):
            return None
        if time := self.read_time(start) or read_time_past_hour(text, start):
            return time
        if word in ("a", "an"):
            if " and " in text[end : end + 24] and (one := read_one_unit(text, start)):
                longer = join_compound(text, one)
                return longer if longer.end > one.end or one.low != 1 else None
        elif other := read_spelled_year(text, start) or read_spelled_decade(text, start):
            return other
        elif ordinal := read_ordinal(text, start) or read_large_ordinal(text, start):
            return ordinal
        return self.read_number(start) or self.read_money(start)

    def read_at_han(self, start: int, end: int) -> _Reading:
        text = self.text
        char = text[start]
        if char == "负":
            return None
        if char in _LUNAR_START_SET and (lunar := read_lunar_date(text, start)):
            return lunar
        if (false_end := skip_false_han(text, start)) is not None:
            return false_end
        if char in _CURRENCY_START_SET and (money := self.read_money(start)):
            return money
        if char == "第":
            return read_date_or_days(text, start) or read_ordinal(text, start)
        if char in _DATE_START_SET and (date := read_date_or_days(text, start)):
            return date
        if char in _TIME_START_SET and (time := self.read_time(start)):
            return time
        return self.read_han_number(char, start)

    def read_han_number(self, char: str, start: int) -> _Reading:
        if (multiple := read_chinese_multiple(self.text, start)) is not None:
            return multiple
        if char in "万亿" and (scale := read_bare_scale(self.text, start)):
            return scale
        if char in _NUMBER_START_SET or self.text.startswith(("万分之", "万万分之"), start):
            return self.read_number(start)
        return None

    def read_at_sign(self, start: int, end: int) -> _Reading:
        return self.read_money(start)

    def read_at_mark(self, start: int, end: int) -> _Reading:
        """The end of a citation such as [3], the decade of '90s, or the negative number (1,204) of an account."""
        if self.text[start] == "(":
            return read_accounting_negative(self.text, start)
        match = _CITATION.match(self.text, start)
        return match.end() if match else read_decade(self.text, start)

    # Numbers and money.

    def read_money(self, start: int) -> NumberCandidate | None:
        """The amount whose currency is written before its number."""
        sign = read_currency_sign(self.text, start)
        if sign and self.text[sign.number] == "(":
            amount = read_accounting_negative(self.text, sign.number, sign)
            return amount._replace(start=start) if amount else None
        amount = read_number_with_unit(self.text, sign.number, sign.code, sign.factor) if sign else None
        return self.join(amount._replace(start=start)) if amount else None

    def read_number(self, start: int) -> NumberCandidate | None:
        number = read_half(self.text, start) or (
            None if self.text[start] == "打" else read_number_with_unit(self.text, start)
        )
        if number is None:
            return None
        if number.form == "han" and number.length == 1:
            return self.read_single_numeral(number)
        judged = judge_ambiguity(self.text, number)
        return self.join(apply_age_context(self.text, judged)) if judged else None

    def read_single_numeral(self, number: NumberCandidate) -> NumberCandidate | None:
        """A number of one Han numeral, which is more often part of a word than a number."""
        first = join_compound(self.text, number)
        joined = self.join_range(first, False)
        if joined.end > number.end and (joined.word or joined.scale > 1):
            return joined
        signed = self.apply_sign(number)
        single = signed if signed.start < number.start else judge_single_numeral(self.text, number)
        return single._replace(certain=False) if single and is_bare_scale(self.text, number) else single

    def join(self, number: NumberCandidate) -> NumberCandidate:
        """The number with its smaller units, the other end of its range, and its sign."""
        before = self.text[max(self.last_end, number.start - 12) : number.start].lower()
        between = "between" in before or before.endswith(("range of ", "介于", "在"))
        number = join_compound(self.text, number)
        is_from = number.word and _FROM.search(before.rstrip("-负"))
        return self.apply_sign(number) if is_from else self.join_range(number, between)

    def join_range(self, number: NumberCandidate, between: bool) -> NumberCandidate:
        """The number with its sign, and the range that it begins."""
        signed = self.apply_sign(number)
        below_zero = signed.start < number.start and self.text.startswith("零下", signed.start)
        return join_range(self.text, signed, between, below_zero)

    def apply_sign(self, number: NumberCandidate) -> NumberCandidate:
        """The number with the minus sign before it."""
        return apply_sign(self.text, self.last_end, number)

    # From candidate to quantity.

    def to_quantity(self, candidate: NumberCandidate | DateCandidate) -> Quantity:
        """The quantity of a candidate in its context."""
        start, end = candidate.start, candidate.end
        context = read_context(self.text, start, end, self.last_end)
        text = self.raw[start:end]
        if isinstance(candidate, DateCandidate):
            bound: Bound = "about" if context.bound == "about" else "exact"
            _, _, kind, when, until, certain = candidate
            certain = certain and is_possible_day(when) and (until is None or is_possible_day(until))
            return Quantity(start, end, text, kind, bound=bound, when=when, until=until, certain=certain)
        kind = candidate.kind
        direction, change = (None, None) if kind in _KINDS_WITHOUT_DIRECTION else (context.direction, context.change)
        if self.found and direction is None and (inherited := self.inherited_direction(candidate)):
            direction, change = inherited
        number = to_growth_factor(candidate, direction, change)
        low, high, step, unit = number.low, number.high, number.step, number.unit
        bound = "exact" if kind in ("ordinal", "score") else context.bound or number.bound
        is_loss = kind in ("money", "number") and is_called_loss(self.text, start, self.last_end)
        return Quantity(
            start,
            end,
            text,
            kind,
            low,
            high,
            step,
            unit,
            bound,
            direction,
            change,
            certain=number.certain,
            is_loss=is_loss,
        )

    def inherited_direction(self, number: NumberCandidate) -> tuple[Direction, Change] | None:
        """The direction taken from the quantity before: rose 15% to $415 million, from 5% to 7%, 下降3%至5亿."""
        last = self.found[-1]
        if last.high is None or not _TO_NEXT.match(self.text, last.end, number.start):
            return None
        if last.change == "from" and last.kind == number.kind and last.high != number.low:
            return ("up" if number.low > last.high else "down"), "to"
        return (last.direction, "to") if last.direction and last.change != "to" else None
