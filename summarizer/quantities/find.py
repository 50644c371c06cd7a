"""Find the figures of a text: one pass over the places where a figure may begin, each read by the rules of its kind."""

from __future__ import annotations

from collections.abc import Callable

import regex

from ..text.folding import fold_numerals
from .ambiguity import aged, doubted, round_hundred
from .chinese_dates import read_chinese_date
from .context import surroundings
from .english_dates import read_english_date
from .false_positives import digit_trap, han_single, han_trap, word_trap
from .figures import Figure, figure_at
from .model import Bound, Change, Dated, Direction, Quantity
from .multiples import grown, multiple_word, per_cent_of, read_half, read_multiple
from .numeric_dates import bare_year, read_numeric_date, read_slash_day, word_year
from .ordinals import day_or_rank, numbered, ordinal_at, read_score
from .periods import read_decade, read_label, read_named_period, read_relative
from .ranges import join_chain, join_range
from .times import read_hours, read_lap, read_time, time_range
from .units import DATE_HEADS, HAN, MONEY_HEADS, NUMERALS, TIME_HEADS, money_sign, triggers

_CANDIDATE = regex.compile(
    rf"(?P<digit>[0-9]|(?<![.0-9])\.(?=[0-9])|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<latin>[A-Za-z]+)|(?P<han>[{HAN}负])"
    r"|(?P<sign>[$€£¥₩₹₽฿₫₿₺₴₦₱₪₡₾₭])|(?P<cite>\[|'(?=[0-9]0s))"
)
_CITATION = regex.compile(r"\[\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]")
_DIGITS = regex.compile(r"[\d,]{0,60}\d")
_RUN = regex.compile(r"[\d,.]*")
_DATE_NUMERALS = frozenset(NUMERALS)
_DATE_HEADS, _TIME_HEADS, _MONEY_HEADS = frozenset(DATE_HEADS), frozenset(TIME_HEADS), frozenset(MONEY_HEADS)
# After a run of digits, what may follow in a date, period or time, and its reader; the first that reads decides.
_DIGIT_READERS: tuple[tuple[frozenset[str], Callable[[str, int], Dated | Figure | None]], ...] = (
    (frozenset("/-."), read_numeric_date),
    (frozenset("- :~"), read_hours),
    (frozenset("/"), read_slash_day),
    (frozenset(":"), read_lap),
    (frozenset("年月日号-~至到财世第季"), read_chinese_date),
    (frozenset(" snrt-/JFMASOND"), read_english_date),
    (frozenset("s' "), read_decade),
    (frozenset("QHqh -"), read_label),
    (frozenset("snrt"), read_named_period),
)
_CLOCK_SIGNS, _SPACED_DATES = frozenset(":点时.apAP o"), frozenset("年月日财-~")
Read = Figure | Dated | int | None  # a figure, a date, the end of a trap, or nothing


def find_quantities(text: str) -> list[Quantity]:
    """The figures of a text in order, not overlapping, in both languages. Never raises."""
    return _Scan(text, fold_numerals(text)).run()


class _Scan:
    """One pass over a text."""

    def __init__(self, raw: str, text: str) -> None:
        self.raw = raw
        self.text = text
        self.found: list[Quantity] = []
        self.triggers = triggers()

    def run(self) -> list[Quantity]:
        position, length = 0, len(self.text)
        readers = {"digit": self.digit, "latin": self.word, "han": self.han, "sign": self.sign, "cite": self.cite}
        while match := _CANDIDATE.search(self.text, position):
            read = readers[str(match.lastgroup)](match.start(), match.end())
            position = match.end()
            if isinstance(read, int):
                position = max(position, read)
            elif read is not None:
                quantity = self.quantity(read)
                self.found.append(quantity)
                position = max(position, quantity.end)
            if position >= length:
                break
        return self.found

    @property
    def floor(self) -> int:
        """Where the last figure ends: no figure may begin before it."""
        return self.found[-1].end if self.found else 0

    # What may begin at a digit, a word, a Han character, a sign.

    def digit(self, start: int, end: int) -> Read:
        text = self.text
        if (trap := digit_trap(text, start)) is not None:
            return trap
        run = _DIGITS.match(text, start)
        after = text[run.end() : run.end() + 2] if run else ""
        dated = self.digit_date(start, after)
        if dated is not None:
            return dated
        if after.startswith(("st", "nd", "rd", "th")) and (ordinal := day_or_rank(text, start)):
            return ordinal
        if (year := bare_year(text, start)) is not None:
            return year
        if after[:1] in ("-", ":") and (score := read_score(text, start)):
            return score
        return self.figure(start) or self.unread(start)

    def unread(self, start: int) -> int | None:
        """The end of a run of digits too long for a number: to try it from each digit again would take for ever."""
        run = _RUN.match(self.text, start)
        return run.end() if run else None

    def digit_date(self, start: int, after: str) -> Dated | Figure | None:
        """The date, period or time that digits begin; what follows them says which readers to ask."""
        for following, reader in _DIGIT_READERS:
            if after[:1] in following and (read := reader(self.text, start)):
                return read
            if reader is read_lap and after[:1] in _CLOCK_SIGNS and (dated := self.time(start)):
                return dated
        if after[:1] == " " and after[1:] in _SPACED_DATES:
            return read_chinese_date(self.text, start)
        return None

    def time(self, start: int) -> Dated | None:
        """A time of day; 八点 is one for sure only beside a date, and 一点 is mostly a little."""
        dated = read_time(self.text, start)
        if dated is None:
            return None
        last = self.found[-1] if self.found else None
        if not dated.certain and last and last.kind == "date" and last.end >= start - 1:
            dated = dated._replace(certain=True)
        if not dated.certain and self.text.startswith("一点", start):
            return None
        return time_range(self.text, dated)

    def word(self, start: int, end: int) -> Read:
        text = self.text
        kind = self.triggers.get(text[start:end].lower())
        following = text[end : end + 1]
        if kind is not None and (read := self.triggered(kind, start, end)) is not None:
            return read
        if following in ("-", ":", ".", "@", "+", "_", " ", "") or following.isdecimal():
            return word_trap(text, start, end)
        return None

    def triggered(self, kind: str, start: int, end: int) -> Read:
        text = self.text
        if kind == "date":
            return read_english_date(text, start)
        if kind == "money":
            return self.money(start)
        if kind == "label":
            return read_label(text, start)
        if kind == "relative":
            return read_relative(text, start)
        if kind == "multiple":
            return multiple_word(text, start, end)
        if kind == "numbered":
            return numbered(text, start, end)
        if kind == "ordinal":
            return read_english_date(text, start) or read_named_period(text, start) or ordinal_at(text, start)
        return self.number_word(kind, start)

    def number_word(self, kind: str, start: int) -> Read:
        if kind != "number":
            return per_cent_of(self.text, start)
        if dated := self.time(start):
            return dated
        if year := word_year(self.text, start):
            return year
        if ordinal := ordinal_at(self.text, start):
            return ordinal
        return self.figure(start) or self.money(start)

    def han(self, start: int, end: int) -> Read:
        text = self.text
        char = text[start]
        if char == "负":
            return None
        if (trap := han_trap(text, start)) is not None:
            return trap
        if char in _MONEY_HEADS and (money := self.money(start)):
            return money
        if char == "第":
            return read_chinese_date(text, start) or ordinal_at(text, start)
        if (char in _DATE_HEADS or char in _DATE_NUMERALS) and (dated := read_chinese_date(text, start)):
            return dated
        if (char in _TIME_HEADS or char in _DATE_NUMERALS) and (dated := self.time(start)):
            return dated
        if (multiple := read_multiple(text, start)) is not None:
            return multiple
        if char in _DATE_NUMERALS or char in "半几数打" or text.startswith(("万分之", "万万分之"), start):
            return self.figure(start)
        return None

    def sign(self, start: int, end: int) -> Read:
        return self.money(start)

    def cite(self, start: int, end: int) -> Read:
        match = _CITATION.match(self.text, start)
        return match.end() if match else read_decade(self.text, start)

    # Figures.

    def money(self, start: int) -> Figure | None:
        sign = money_sign(self.text, start)
        figure = figure_at(self.text, sign.number, sign.code, sign.factor) if sign else None
        return self.joined(figure._replace(start=start)) if figure else None

    def figure(self, start: int) -> Figure | None:
        figure = read_half(self.text, start) or (None if self.text[start] == "打" else figure_at(self.text, start))
        if figure is None:
            return None
        if figure.form == "han" and figure.length == 1:
            joined = join_range(self.text, join_chain(self.text, figure), False)
            if joined.end > figure.end and joined.word:
                return joined
            signed = self.signed(figure)
            single = signed if signed.start < figure.start else han_single(self.text, figure)
            return single._replace(certain=False) if single and round_hundred(self.text, figure) else single
        figure_or_none = doubted(self.text, figure)
        return self.joined(aged(self.text, figure_or_none)) if figure_or_none else None

    def joined(self, figure: Figure) -> Figure:
        before = self.text[max(self.floor, figure.start - 12) : figure.start].lower()
        between = "between" in before or before.endswith(("range of ", "介于", "在"))
        figure = join_chain(self.text, figure)
        return self.signed(figure if figure.word and _FROM.search(before) else join_range(self.text, figure, between))

    def signed(self, figure: Figure) -> Figure:
        """The figure with the minus that stands before it."""
        start = figure.start
        if start <= self.floor:
            return figure
        match = _MINUS.match(self.text, self.floor, start)
        if match is None or (figure.low < 0 and figure.word != "分之"):
            return figure
        if (
            match.group() == "-" and not figure.word and match.start() and _HAN.match(self.text, match.start() - 1)
        ):  # 图-154
            return figure._replace(certain=False)
        return figure._replace(start=match.start(), low=-figure.high, high=-figure.low)

    def quantity(self, read: Figure | Dated) -> Quantity:
        around = surroundings(self.text, read.start, read.end, self.floor)
        text = self.raw[read.start : read.end]
        if isinstance(read, Dated):
            bound: Bound = "about" if around.bound == "about" else "exact"
            return Quantity(
                read.start,
                read.end,
                text,
                read.kind,
                bound=bound,
                when=read.when,
                until=read.until,
                certain=read.certain,
            )
        direction, change = (None, None) if read.kind in _STILL else (around.direction, around.change)
        if self.found and direction is None and (chained := self.chained(read)):
            direction, change = chained
        read = grown(read, direction, change)
        bound = "exact" if read.kind in ("ordinal", "score") else around.bound or read.bound
        return Quantity(
            read.start,
            read.end,
            text,
            read.kind,
            read.low,
            read.high,
            read.step,
            read.unit,
            bound,
            direction,
            change,
            certain=read.certain,
        )

    def chained(self, figure: Figure) -> tuple[Direction, Change] | None:
        """The direction that the figure before hands on: rose 15% to $415 million, from 5% to 7%, 下降3%至5亿."""
        last = self.found[-1]
        if last.high is None or not _TO_NEXT.match(self.text, last.end, figure.start):
            return None
        if last.change == "from" and last.kind == figure.kind and last.high != figure.low:
            return ("up" if figure.low > last.high else "down"), "to"
        return (last.direction, "to") if last.direction and last.change != "to" else None


_STILL = frozenset(("ordinal", "score", "age"))
_FROM = regex.compile(r"(?:from|从|由)\s?(?:about |around |nearly |just |over |约|近|超)?$", regex.IGNORECASE)
_TO_NEXT = regex.compile(
    r"(?:\s(?:in \d{4} )?to\s(?:about |around |nearly |a |a record |just |over |more than |almost )?"
    r"|[,，]?(?:升|增|涨|降|减|跌|提高|下降)?[至到为][了约近]?)$",
    regex.IGNORECASE,
)
_HAN = regex.compile(r"\p{Han}")
_MINUS = regex.compile(
    r"(?r)(?:(?<![\p{Latin}\p{N})%-])-|(?<![担自肩抱辜欠胜])负\s?|(?<![\p{L}])(?:minus|negative)\s)", regex.IGNORECASE
)
