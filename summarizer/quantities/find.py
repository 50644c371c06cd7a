"""Finds the quantities of a text in one pass over the places where one may begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import regex

from ..text.folding import drop_invisible, fold_numerals
from .ambiguous_numbers import apply_words_before, is_bare_scale, judge_ambiguity, judge_single_numeral
from .chinese_calendars import read_lunar_date
from .chinese_compounds import read_bare_scale
from .chinese_days import read_date_or_days
from .context import FigureContext, apply_figure_context
from .coordination import settle_neighbours
from .currencies import read_currency_sign
from .date_bounds import read_date_bound
from .english_dates import read_day_and_month, read_english_date, read_numeric_date
from .eras_and_plans import ERA_STARTS, read_chinese_plan, read_named_day, read_year_after_era, read_year_of_era
from .false_positives import names_with_numbers, skip_false_digits, skip_false_han, skip_false_word
from .number_context import inherit_direction, is_called_loss, is_called_profit, read_context
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
from .quantity import Bound, DateCandidate, NumberCandidate, Quantity, is_possible_day, place_in
from .ranges import join_compound, join_range, read_score
from .rates import read_denominator, read_worth
from .separators import find_thousands_marks, is_decimal_point, is_scaled_dot, write_english_separators
from .signs import apply_sign, read_accounting_negative
from .starts import (
    AFTER_HOUR,
    CANDIDATE,
    CITATION,
    CURRENCY_STARTS,
    DATE_AFTER_SPACE,
    DATE_STARTS,
    DIGIT_RUN,
    DIGITS,
    LUNAR_STARTS,
    NUMBER_STARTS,
    TIME_STARTS,
)
from .times import (
    extend_time_range,
    read_hour_range,
    read_iso_time,
    read_lap_time,
    read_time,
    read_time_past_hour,
)
from .units import candidate_words

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
_KINDS_WITHOUT_DIRECTION = frozenset(("ordinal", "score", "age"))
_KINDS_OF_PRICE = frozenset(("money", "number"))
_FROM = regex.compile(r"(?:from|从|由)\s?(?:about |around |nearly |just |over |约|近|超)?$", regex.IGNORECASE)
# A candidate, the end of a false positive, or nothing.
_Reading = NumberCandidate | DateCandidate | int | None


def find_quantities(text: str, context: FigureContext | None = None) -> list[Quantity]:
    """The quantities of a Chinese or English text, in order and without overlap. Never raises.

    Takes time linear in the length of the text.

    Args:
        context: what the document says once for all its figures; without it relative dates and bare signs stay open.
    """
    if visible := drop_invisible(text):
        return [place_in(text, quantity, visible[1]) for quantity in find_quantities(visible[0], context)]
    folded = fold_numerals(text)
    known = context.thousands if context else None
    thousands = find_thousands_marks(folded) if known is None else known
    found = _Scanner(text, write_english_separators(folded, thousands)).scan()
    if "." in thousands:
        found = [replace(q, certain=False) if is_scaled_dot(q.text) else q for q in found]
    return apply_figure_context(text, found, context)


class _Scanner:
    """One pass over a text: `text` is the folded form that is read, `raw` the form that is quoted."""

    def __init__(self, raw: str, text: str) -> None:
        self.raw = raw
        self.text = text
        self.found: list[Quantity] = []
        self.candidate_words, self.names = candidate_words(), names_with_numbers()

    def scan(self) -> list[Quantity]:
        position, length = 0, len(self.text)
        readers = {
            "digit": self.read_at_digit,
            "word": self.read_at_word,
            "han": self.read_at_han,
            "sign": self.read_at_sign,
            "mark": self.read_at_mark,
        }
        while match := CANDIDATE.search(self.text, position):
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
        return settle_neighbours(self.text, self.found)

    @property
    def last_end(self) -> int:
        """Where the last quantity ends: none may begin before it."""
        return self.found[-1].end if self.found else 0

    # Readers by the first character of a candidate.

    def read_at_digit(self, start: int, end: int) -> _Reading:
        text = self.text
        if (false_end := skip_false_digits(text, start)) is not None:
            return false_end
        digits = DIGITS.match(text, start)
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
        run = DIGIT_RUN.match(self.text, start)
        return run.end() if run else None

    def read_date_at_digit(self, start: int, after: str) -> DateCandidate | NumberCandidate | None:
        """The date, period or time that begins with digits; `after` is what follows them, and selects the readers."""
        for following, reader in _DATE_READERS:
            if after[:1] in following and (read := reader(self.text, start)):
                return read
            if reader is read_lap_time and after[:1] in AFTER_HOUR and (time := self.read_time(start)):
                return time
        if after[:1] == " " and after[1:] in DATE_AFTER_SPACE:
            return read_date_or_days(self.text, start)
        return read_year_of_era(self.text, start) if after[:1] == " " and after[1:] in ERA_STARTS else None

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
        word, following = text[start:end], text[end : end + 1]
        group = self.candidate_words.get(word.lower())
        if group is None and following == " " and word.islower() and word not in self.names:
            return None  # most words of a text
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
        if group == "named":
            return read_year_after_era(text, start) or read_named_day(text, start)
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
        if char in LUNAR_STARTS and (lunar := read_lunar_date(text, start)):
            return lunar
        if named := read_chinese_plan(text, start) or read_named_day(text, start):
            return named
        if (false_end := skip_false_han(text, start)) is not None:
            return false_end
        if char in CURRENCY_STARTS and (money := self.read_money(start)):
            return money
        if char == "第":
            return read_date_or_days(text, start) or read_ordinal(text, start)
        if char in DATE_STARTS and (date := read_date_or_days(text, start)):
            return date
        if char in TIME_STARTS and (time := self.read_time(start)):
            return time
        return self.read_han_number(char, start)

    def read_han_number(self, char: str, start: int) -> _Reading:
        if (multiple := read_chinese_multiple(self.text, start)) is not None:
            return multiple
        if char in "万亿" and (scale := read_bare_scale(self.text, start)):
            return scale
        if char in NUMBER_STARTS or self.text.startswith(("万分之", "万万分之"), start):
            return self.read_number(start)
        return None

    def read_at_sign(self, start: int, end: int) -> _Reading:
        return self.read_money(start)

    def read_at_mark(self, start: int, end: int) -> _Reading:
        """The end of a citation such as [3], the decade of '90s, or the negative number (1,204) of an account."""
        if self.text[start] == "(":
            return read_accounting_negative(self.text, start)
        match = CITATION.match(self.text, start)
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
        return self.join(apply_words_before(self.text, judged)) if judged else None

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
        if rate := read_worth(self.text, number):
            return rate
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
            _, _, kind, when, until, certain = candidate
            bound: Bound = "about" if context.bound == "about" else "exact"
            if until is None and kind != "time":
                bound = read_date_bound(self.text, start, end, self.last_end) or bound
            certain = certain and is_possible_day(when) and (until is None or is_possible_day(until))
            return Quantity(start, end, text, kind, bound=bound, when=when, until=until, certain=certain)
        kind = candidate.kind
        direction, change = (None, None) if kind in _KINDS_WITHOUT_DIRECTION else (context.direction, context.change)
        if self.found and direction is None:
            direction, change = inherit_direction(self.text, self.found[-1], candidate) or (direction, change)
        number = to_growth_factor(candidate, direction, change)
        low, high, step, unit = number.low, number.high, number.step, number.unit
        bound = "exact" if kind in ("ordinal", "score") else context.bound or number.bound
        floor = self.last_end
        is_loss = kind in _KINDS_OF_PRICE and is_called_loss(self.text, start, floor)
        is_profit = kind == "money" and not is_loss and direction is None and is_called_profit(self.text, start, floor)
        per = candidate.per
        if per is None and kind in _KINDS_OF_PRICE:
            last = self.found[-1] if self.found else None
            floor = last.start - 1 if last and last.unit == "share" else floor  # 每10股派3元
            per = read_denominator(self.text, start, end, floor)
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
            certain=number.certain and not (per and kind == "number"),
            per=per,
            is_loss=is_loss,
            is_profit=is_profit,
        )
