"""Years of an era in English (44 BC, AD 79), five-year plans (十四五, the 14th Five-Year Plan), Singles' Day (双11)."""

from __future__ import annotations

import regex

from .english_numbers import ORDINALS
from .quantity import DateCandidate, When

_BEFORE = r"(?:B\.?\s?C\.?(?:\s?E\.?)?)(?![\p{L}])"
_OURS = r"(?:A\.?\s?D\.?|C\.?\s?E\.?)(?![\p{L}])"
_YEAR_OF_ERA = regex.compile(rf"(?P<year>\d{{1,4}}|\d{{1,2}},\d{{3}})\s?(?:(?P<before>{_BEFORE})|{_OURS})")
_ERA_OF_CENTURY = regex.compile(rf"\s(?:(?P<before>{_BEFORE})|{_OURS})")
_ERA_BEFORE_YEAR = regex.compile(r"(?:A\.?D\.?)\s(?P<year>\d{1,4})(?![\d%]|[.,]\d)")
# The second characters after the digits of a year with its era: a space, then B, A or C.
ERA_STARTS = frozenset("BAC")

# First years of the first plan, and of the third, which three years without one precede.
_FIRST_PLAN = 1953
# The third is followed by all others.
_THIRD_PLAN = 1966
# Years of each.
_PLAN_YEARS = 5
_PLAN_NUMBERS = {han: number for number, han in enumerate("一二三四五六七八九十", 1)}
_CHINESE_PLAN = regex.compile(
    r"(?P<ten>十)?(?P<n>[一二三四五六七八九])五(?=规划|計劃|規劃|计划|期间|时期|开局|收官|[”\"'末以、的」』]|$)"
)
_QUOTED_BEFORE = regex.compile(r"(?r)[“\"'「]|、[“「]?")
_ENGLISH_PLAN = regex.compile(
    rf"(?:(?P<digits>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))\sfive[ -]year\splan(?:ning)?"
    r"(?:\speriod)?(?!\p{L})",
    regex.IGNORECASE,
)
_NAMED_DAY = regex.compile(
    r"双(?:(?P<eleven>十一|11)|十二|12)(?!\d)|Single(?:s'|'s|s)\s[Dd]ay|Double\s(?:(?P<english>11|Eleven)|12|Twelve)(?!\d)"
)
_NAMED_DAY_STARTS = frozenset("双sSdD")


def read_year_of_era(text: str, start: int) -> DateCandidate | None:
    """A year before or of our era: 44 BC is the year -44, 79 AD the year 79."""
    match = _YEAR_OF_ERA.match(text, start)
    if match is None:
        return None
    year = int(match["year"].replace(",", ""))
    return _year_of_era(start, match.end(), text, -year if match["before"] else year)


def read_year_after_era(text: str, start: int) -> DateCandidate | None:
    """A year behind its era: AD 79."""
    match = _ERA_BEFORE_YEAR.match(text, start)
    return _year_of_era(start, match.end(), text, int(match["year"])) if match else None


def _year_of_era(start: int, end: int, text: str, year: int) -> DateCandidate | None:
    if not year:
        return None
    if text[end - 1] == "." and text[end - 3 : end - 2] != ".":  # BC. is BC and the end of the sentence
        end -= 1
    return DateCandidate(start, end, "period", When(year=year))


def apply_era_to_century(text: str, century: DateCandidate) -> DateCandidate:
    """The century with the era after it: the third century BC is the century -3."""
    match = _ERA_OF_CENTURY.match(text, century.end)
    if match is None or century.when.century is None:
        return century
    number = -century.when.century if match["before"] else century.when.century
    return century._replace(end=match.end(), when=When(century=number))


def read_chinese_plan(text: str, start: int) -> DateCandidate | None:
    """The years of a five-year plan: 十四五规划, “十五五”."""
    match = _CHINESE_PLAN.match(text, start) if "五" in text[start + 1 : start + 3] else None
    if match is None:
        return None
    number = _PLAN_NUMBERS[match["n"]] + (10 if match["ten"] else 0)
    is_named = match["ten"] or _QUOTED_BEFORE.match(text, max(0, start - 2), start)
    return _plan(start, match.end(), number) if is_named else None


def read_english_plan(text: str, start: int) -> DateCandidate | None:
    """The years of the 14th Five-Year Plan."""
    match = _ENGLISH_PLAN.match(text, start)
    if match is None:
        return None
    return _plan(start, match.end(), int(match["digits"]) if match["digits"] else ORDINALS[match["word"].lower()])


def _plan(start: int, end: int, number: int) -> DateCandidate | None:
    if number < 1:
        return None
    first = _FIRST_PLAN + _PLAN_YEARS * (number - 1) if number < 3 else _THIRD_PLAN + _PLAN_YEARS * (number - 3)
    return DateCandidate(start, end, "period", When(year=first), When(year=first + _PLAN_YEARS - 1))


def read_named_day(text: str, start: int) -> DateCandidate | None:
    """The day of the sales on November 11 or December 12: 双11, Singles' Day, Double 12."""
    match = _NAMED_DAY.match(text, start) if text[start] in _NAMED_DAY_STARTS else None
    if match is None:
        return None
    is_eleven = match["eleven"] or match["english"] or match.group()[0] in "sS"
    return DateCandidate(start, match.end(), "date", When(month=11, day=11) if is_eleven else When(month=12, day=12))
