"""Years and named periods: in 2019, nineteen eighty-four, Q3 2025, FY2025, the first half, the 1990s, last year."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from .chinese_numbers import complete_year
from .english_numbers import CARDINALS, ORDINALS
from .eras_and_plans import apply_era_to_century, read_english_plan
from .quantity import DateCandidate, Kind, When
from .units import UnitMatch, read_unit

_RELATIVE = regex.compile(
    r"(?P<day>today|yesterday|tomorrow|tonight)(?![\p{L}])"
    r"|(?P<which>last|this|next|previous|past|(?:the )?same)\s"
    r"(?P<unit>year|month|week|quarter|decade|century|spring|summer|autumn|fall|winter)(?![\p{L}])",
    regex.IGNORECASE,
)
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_OFFSETS = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1}


def read_relative_period(text: str, start: int) -> DateCandidate | None:
    """The relative day or period at `start`: today, last year, the same month. Never certain."""
    match = _RELATIVE.match(text, start)
    if match is None:
        return None
    if match["day"]:
        day = f"day{_DAYS[match['day'].lower()]:+d}"
        return DateCandidate(start, match.end(), "date", When(relative=day), certain=False)
    unit = match["unit"].lower()
    which = match["which"].lower()
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        season = "autumn" if unit == "fall" else unit
        return DateCandidate(start, match.end(), "period", When(season=season), certain=False)
    if which.endswith("same"):
        return DateCandidate(start, match.end(), "period", When(relative=f"{unit}=same"), certain=False)
    kind: Kind = "date" if unit in ("month", "week") else "period"
    return DateCandidate(start, match.end(), kind, When(relative=f"{unit}{_OFFSETS[which]:+d}"), certain=False)


_YEAR = r"(?:19|20)\d{2}"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CENTURIES = (*ORDINALS, "twenty-first")


@functools.cache
def _label_pattern() -> regex.Pattern[str]:
    short = r"'?\d{2}(?:\d{2})?(?!\d)"
    return regex.compile(
        rf"(?P<q1>[1-4])Q(?:[\s-]?(?P<fy1>FY\s?)?(?P<y1>{short}))?"
        r"|Q(?P<q2>[1-4])(?!\d)(?:[\s-]?/?\s?(?:(?:of|in)\s(?:the\s)?)?(?P<fy2>FY|fiscal(?:\syear)?\s)?\s?'?"
        rf"(?P<y2>{_YEAR}(?!\d)|(?<='|FY\s?)\d{{2}}(?!\d)|\d{{2}}(?!\d|\s?[\p{{L}}%.,-])))?"
        rf"|(?P<h1>[12])H\s?(?P<fy3>FY\s?)?(?P<y3>{short})?|H(?P<h2>[12])(?!\d)(?:\s?(?:of\s)?(?P<fy4>FY\s?)?'?"
        rf"(?P<y4>{_YEAR}(?!\d)|(?<=FY\s?'?)\d{{2}}(?!\d)))?"
        r"|(?:FY|fiscal\s(?:year\s)?|financial\syear\s)\s?'?(?P<fy>\d{4}|\d{2})(?!\d)(?:[/-]\d{2,4})?"
        rf"|(?P<y5>{_YEAR})[\s-]?Q(?P<q5>[1-4])(?!\d)|(?P<y6>{_YEAR})[\s-]?H(?P<h6>[12])(?!\d)"
        r"|(?P<y9>[12]\d)(?:Q(?P<q9>[1-4])|H(?P<h9>[12]))(?![\d\p{L}])"
        r"|(?P<months>[369])M\s?(?P<y8>(?:20)?[012]\d)(?![\d\p{L}])"
        rf"|week\s(?P<week>[1-9]|[1-5]\d)(?:\sof\s(?P<y7>{_YEAR}))?(?![\d.,%:])",
        regex.IGNORECASE,
    )


# From one quarter to another: Q1-Q3 2025, 2024Q4 to 2025Q1, Q1-3 2025, 1-3Q25.
_LABEL_LINK = regex.compile(r"\s?[-~至到]\s?(?=\d|[QHF])|\s(?:to|through)\s(?=\d|[QHF])", regex.IGNORECASE)
_SHORT_RANGE = regex.compile(r"(?:Q(?P<a>[1-3])-(?=[2-4](?!Q|[\d.,%]))|(?P<b>[1-3])-(?=[2-4]Q\d{2}))", regex.IGNORECASE)


def read_period_label(text: str, start: int) -> DateCandidate | None:
    """A period by its label: Q3, 3Q25, 2025Q3, H1 2025, FY2025, fiscal 2025, week 31; or a range of two: Q1-Q3 2025."""
    if short := _SHORT_RANGE.match(text, start):
        written = text[short.end() : short.end() + 12]
        last = _read_label(written if short["b"] else f"Q{written}", 0)
        end = last.end + short.end() - (0 if short["b"] else 1) if last else 0
        return _join_labels(When(quarter=int(short["a"] or short["b"])), start, last, end) if last else None
    first = _read_label(text, start)
    link = _LABEL_LINK.match(text, first.end) if first and first.until is None else None
    last = _read_label(text, link.end()) if link else None
    return first and ((last and _join_labels(first.when, start, last, last.end)) or first)


def _join_labels(when: When, start: int, last: DateCandidate, end: int) -> DateCandidate | None:
    """The range of two periods of one kind, of which one may name the year for both; None where it goes back."""
    first = replace(when, year=when.year or last.when.year, fiscal=when.fiscal or last.when.fiscal)
    until = replace(last.when, year=last.when.year or first.year, fiscal=first.fiscal)
    places = [(w.year or 0, w.quarter or 0, w.half or 0, w.week or 0) for w in (first, until)]
    is_one_kind = all((a == 0) == (b == 0) for a, b in zip(*places, strict=True))
    if last.until or not is_one_kind or places[0] >= places[1]:
        return None
    return DateCandidate(start, end, "period", first, until)


def _read_label(text: str, start: int) -> DateCandidate | None:
    """One period by its label."""
    match = _label_pattern().match(text, start)
    if match is None:
        return None
    if match["months"]:
        when = When(year=_parse_label_year(match["y8"]), month=1)
        return DateCandidate(start, match.end(), "period", when, replace(when, month=int(match["months"])))
    when = When(
        year=_parse_label_year(_first_group(match, "y1", "y2", "y3", "y4", "y5", "y6", "y7", "y9", "fy")),
        quarter=_to_int(_first_group(match, "q1", "q2", "q5", "q9")),
        half=_to_int(_first_group(match, "h1", "h2", "h6", "h9")),
        week=_to_int(match["week"]),
        fiscal=any(match[group] for group in ("fy", "fy1", "fy2", "fy3", "fy4")),
    )
    return DateCandidate(start, match.end(), "period", when)


def _first_group(match: regex.Match[str], *groups: str) -> str | None:
    return next((match[group] for group in groups if match[group]), None)


def _to_int(written: str | None) -> int | None:
    return int(written) if written else None


def _parse_label_year(written: str | None) -> int | None:
    return complete_year(int(written.strip("' "))) if written else None


@functools.cache
def _named_pattern() -> regex.Pattern[str]:
    centuries = "|".join(sorted((word.replace("-", "[ -]") for word in _CENTURIES), key=len, reverse=True))
    return regex.compile(
        rf"(?P<n>{'|'.join(_ORDINALS)})(?:[ -](?P<fiscal>fiscal))?[ -](?P<what>quarters?|half)(?![\p{{L}}]|-time)"
        rf"(?:,?\s(?:(?:of|in)\s(?:the\s)?)?(?:(?P<fiscal2>fiscal|FY)\s?(?:year\s)?)?"
        rf"(?P<year>{_YEAR}|(?<=FY\s?)'?\d{{2}})(?!\d))?"
        rf"|(?P<week>\d{{1,2}}(?=st|nd|rd|th)|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?\sweek\sof\s(?P<week_year>{_YEAR})(?!\d)"
        rf"|first\s(?P<count>two|three|nine|six)\s(?P<unit>quarters|months)(?:\sof\s(?P<year2>{_YEAR}))?"
        rf"|(?P<century>\d{{1,2}}(?=st|nd|rd|th)|{centuries})(?:st|nd|rd|th)?[ \-]{{1,2}}century",
        regex.IGNORECASE,
    )


# Words after a half-year, and never after the half of a match.
_BUSINESS = regex.compile(
    r"\s(?:of\s(?:the|this|last|next)\s(?:fiscal\s)?year|profit|revenue|sales|earnings|results|net)"
)


_SPELLED_RANGE = regex.compile(
    r"(?P<n>first|second|third)\s(?:to|through)\s(?:the\s)?(?=(?:second|third|fourth)\squarter)", regex.IGNORECASE
)


def read_named_period(text: str, start: int) -> DateCandidate | None:
    """A period in words: the third quarter of 2025, second half, the first nine months, the 21st century."""
    if plan := read_english_plan(text, start):
        return plan
    if spelled := _SPELLED_RANGE.match(text, start):
        last = read_named_period(text, spelled.end())
        first = When(quarter=_ORDINALS[spelled["n"].lower()])
        return _join_labels(first, start, last, last.end) if last else None
    match = _named_pattern().match(text, start)
    if match is None:
        return None
    if match["century"]:
        century = _read_century(start, match)
        return apply_era_to_century(text, century) if century else None
    if match["week"]:
        written = match["week"].lower()
        week = int(written) if written.isdecimal() else ORDINALS[written]
        return DateCandidate(start, match.end(), "period", When(year=int(match["week_year"]), week=week))
    if match["count"]:
        return _read_first_months(start, match)
    number = _ORDINALS[match["n"].lower()]
    fiscal, year = bool(match["fiscal"] or match["fiscal2"]), _parse_label_year(match["year"])
    if match["what"].lower().startswith("quarter"):
        return DateCandidate(start, match.end(), "period", When(year=year, quarter=number, fiscal=fiscal))
    if number > 2:
        return None
    is_half_year = year is not None or bool(_BUSINESS.match(text, match.end()))
    return DateCandidate(
        start, match.end(), "period", When(year=year, half=number, fiscal=fiscal), certain=is_half_year
    )


def _read_first_months(start: int, match: regex.Match[str]) -> DateCandidate | None:
    count = {"two": 2, "three": 3, "six": 6, "nine": 9}[match["count"].lower()]
    year = _to_int(match["year2"])
    if match["unit"].lower() == "months":
        return DateCandidate(start, match.end(), "period", When(year=year, month=1), When(year=year, month=count))
    if count > 3:
        return None
    return DateCandidate(start, match.end(), "period", When(year=year, quarter=1), When(year=year, quarter=count))


def _read_century(start: int, match: regex.Match[str]) -> DateCandidate | None:
    written = match["century"].lower().replace(" ", "-")
    number = int(written) if written.isdecimal() else _CENTURIES.index(written) + 1
    return DateCandidate(start, match.end(), "period", When(century=number)) if 1 <= number <= 30 else None


_DECADE = regex.compile(r"(?:(?P<full>(?:1[0-9]|20)\d0)|'(?P<short>\d0))\s?'?s(?![\p{L}])")


def read_decade(text: str, start: int) -> DateCandidate | None:
    """A decade: the 1990s, the '90s."""
    match = _DECADE.match(text, start)
    if match is None:
        return None
    if match["full"]:
        return DateCandidate(start, match.end(), "period", When(decade=int(match["full"])))
    decade = int(match["short"])
    certain = decade >= 30  # '20s may be of either century
    return DateCandidate(
        start, match.end(), "period", When(decade=decade + 1900 if certain else decade), certain=certain
    )


_TENS_PLURALS = "twenties thirties forties fifties sixties seventies eighties nineties"


@functools.cache
def _spelled_decades() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:(?P<century>seventeen|eighteen|nineteen|twenty)[ -])?"
        rf"(?P<tens>{_TENS_PLURALS.replace(' ', '|')})(?![\p{{L}}])",
        regex.IGNORECASE,
    )


_BEFORE_DECADE = regex.compile(r"(?r)(?<![\p{L}])(?:the|early|mid|late)[ -]", regex.IGNORECASE)


def read_spelled_decade(text: str, start: int) -> DateCandidate | None:
    """A decade in words: the nineteen eighties; the eighties, which may be an age or temperature, are uncertain."""
    match = _spelled_decades().match(text, start)
    if match is None:
        return None
    tens = _TENS_PLURALS.split().index(match["tens"].lower()) * 10 + 20
    if match["century"]:
        decade = CARDINALS[match["century"].lower()] * 100 + tens
        return DateCandidate(start, match.end(), "period", When(decade=decade))
    if not _BEFORE_DECADE.match(text, max(0, start - 8), start):
        return None
    return DateCandidate(start, match.end(), "period", When(decade=1900 + tens if tens >= 30 else tens), certain=False)


# Words before four digits that make them a year, and those that other numbers follow as well.
_YEAR_PREPOSITIONS = "in|since|by|until|till|before|after|during|early|late|mid|year|summer|spring|autumn|winter"
_NUMBER_PREPOSITIONS = (
    "of|from|between|to|through|and|or|than|for|circa|january|february|march|april|may|june|july|august|september|october"
    "|november|december"
)
# "her 2010 marriage", "the 1982 Falklands War"; but "the 2000 books".
_DETERMINED = regex.compile(r"(?r)(?<![\p{L}])(?:the|a|his|her|its|their|our|this|that|\p{Lu}\p{L}*'s)\s")
_SINGULAR_NOUN = regex.compile(r"\s(?:\p{Lu}\p{L}+|[a-z]+[a-rt-z])(?![\p{L}])")
# A noun that a name in capitals belongs to, no word that may follow an amount.
_NOUN_FOLLOWS = regex.compile(
    r"\s(?!(?:and|are|as|at|but|by|for|from|in|is|of|on|or|per|than|that|to|was|were|which|with)\b)[a-z]{2,}"
)
# Characters of the longest of these words and a space.
_PREPOSITION_LENGTH = 12


@functools.cache
def _year_patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    return (
        regex.compile(
            r"(?P<first>1[5-9]\d\d|20\d\d)"
            r"(?:(?P<link>\s?[-~]\s?|/(?=\d\d(?!\d))|至|到|\s(?:to|through|till|until|and)\s)(?P<last>(?:1[5-9]|20)\d\d|\d\d(?!\d)))?"
            r"(?![\d%\p{Latin}]|[.,]\d|-\d|\s?[万亿千百元个家名人辆台块股])"
        ),
        regex.compile(rf"(?r)(?<![\p{{L}}])(?:{_YEAR_PREPOSITIONS})[ -]|\(", regex.IGNORECASE),
        regex.compile(rf"(?r)(?<![\p{{L}}])(?:{_YEAR_PREPOSITIONS}|{_NUMBER_PREPOSITIONS})[ -]|\(", regex.IGNORECASE),
    )


_LATIN_LETTER = regex.compile(r"[A-Za-z]")
_PLURAL_NOUN = regex.compile(r"\s[a-z]{3,}s(?![\p{L}])")


def _preposition_before(text: str, start: int) -> tuple[bool, bool]:
    """Whether the word before the digits makes them a year, and whether it at least may."""
    _, year_words, number_words = _year_patterns()
    low = max(0, start - _PREPOSITION_LENGTH)
    return bool(year_words.match(text, low, start)), bool(number_words.match(text, low, start))


def read_bare_year(text: str, start: int) -> DateCandidate | None:
    """A year of four digits, or a range of two: 2014-2018. Certain after in, since, by … ."""
    match = _year_patterns()[0].match(text, start)
    if match is None or (start and text[start - 1] in "$€£¥.,:-/"):
        return None
    after_year_word, after_word = _preposition_before(text, start)
    determined = bool(_DETERMINED.match(text, max(0, start - 20), start))
    found = read_unit(text, match.end())
    if found is not None and not _is_name_in_capitals(text, found, after_year_word or determined):
        return None
    if match["last"]:
        return _year_range(text, match, after_word)
    plural = _PLURAL_NOUN.match(text, match.end())
    if not after_word and (plural or not _is_in_english_text(text, start, match.end())):
        return None
    of_noun = determined and bool(_SINGULAR_NOUN.match(text, match.end()))
    certain = after_year_word or (after_word and not plural) or of_noun
    return DateCandidate(start, start + 4, "period", When(year=int(match["first"])), certain=certain)


def _is_name_in_capitals(text: str, found: UnitMatch, after_word: bool) -> bool:
    """Whether a unit is a name with the letters of one: in 2024 NIO sold, the 2024 SEC rules; not 2024 INR a month."""
    is_capital = len(found.word) > 2 and text[found.start : found.end].isupper()
    return is_capital and (after_word or bool(_NOUN_FOLLOWS.match(text, found.end)))


def _year_range(text: str, match: regex.Match[str], after_word: bool) -> DateCandidate:
    """The range of two years, or the first where the second number does not continue it."""
    start, first, written = match.start(), int(match["first"]), match["last"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if match["link"] == "/" and last != first + 1:  # 2024/31
        return DateCandidate(start, start + 4, "period", When(year=first), certain=after_word)
    is_list = match["link"].strip() == "and" and "between" not in text[max(0, start - 9) : start].lower()
    if last <= first or is_list or (len(written) == 2 and not _JOINS_YEARS.search(match["link"])):
        return DateCandidate(start, start + 4, "period", When(year=first), certain=after_word)
    certain = len(written) == 4 or after_word or last - first <= 5  # 2015-32 may be no range
    fiscal = _FISCAL_YEARS.match(text, match.end())
    end = fiscal.end() if fiscal and fiscal["han"] else match.end()
    when, until = When(year=first, fiscal=fiscal is not None), When(year=last, fiscal=fiscal is not None)
    return DateCandidate(start, end, "period", when, until, certain)


_JOINS_YEARS = regex.compile(r"[-/]")
_FISCAL_YEARS = regex.compile(r"\s?(?:(?P<han>财年|财政年度|会计年度)|(?:fiscal|financial)\syears?)")


def _is_in_english_text(text: str, start: int, end: int) -> bool:
    """Whether Latin letters are near: Chinese text marks a year by 年."""
    return bool(_LATIN_LETTER.search(text[max(0, start - 6) : start] + text[end : end + 6]))


@functools.cache
def _spelled_years() -> regex.Pattern[str]:
    ones = "one|two|three|four|five|six|seven|eight|nine"
    return regex.compile(
        r"(?P<century>seventeen|eighteen|nineteen|twenty)[ -](?:hundred(?:\sand)?\s)?(?:"
        rf"(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?P<ones>{ones}))?"
        rf"|(?P<teens>ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)|oh[ -](?P<oh>{ones}))"
        rf"(?![\p{{L}}])(?![ -](?:hundred|thousand|million|{ones}|year))",
        regex.IGNORECASE,
    )


def read_spelled_year(text: str, start: int) -> DateCandidate | None:
    """A year in words: nineteen eighty-four, twenty twenty-five."""
    match = _spelled_years().match(text, start)
    if match is None:
        return None
    groups = (match["tens"], match["ones"], match["teens"], match["oh"])
    year = CARDINALS[match["century"].lower()] * 100 + sum(CARDINALS[g.lower()] for g in groups if g)
    return DateCandidate(start, match.end(), "period", When(year=year), certain=any(_preposition_before(text, start)))
