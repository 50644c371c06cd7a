"""Named and labelled periods: Q3 2025, FY2025, the first half, the 1990s, last year, yesterday."""

from __future__ import annotations

import functools

import regex

from .model import Dated, Kind, When
from .ordinals import ORDINAL_WORDS

_PATTERN = regex.compile(
    r"(?P<day>today|yesterday|tomorrow|tonight)(?![\p{L}])"
    r"|(?P<which>last|this|next|previous|past|(?:the )?same)\s"
    r"(?P<unit>year|month|week|quarter|decade|century|spring|summer|autumn|fall|winter)(?![\p{L}])",
    regex.IGNORECASE,
)
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_OFFSETS = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1}


def read_relative(text: str, start: int) -> Dated | None:
    """The relative day or period at `start`: never certain."""
    match = _PATTERN.match(text, start)
    if match is None:
        return None
    if match["day"]:
        return Dated(start, match.end(), "date", When(relative=f"day{_DAYS[match['day'].lower()]:+d}"), certain=False)
    unit = match["unit"].lower()
    which = match["which"].lower()
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        season = "autumn" if unit == "fall" else unit
        return Dated(start, match.end(), "period", When(season=season), certain=False)
    if which.endswith("same"):
        return Dated(start, match.end(), "period", When(relative=f"{unit}=same"), certain=False)
    kind: Kind = "date" if unit in ("month", "week") else "period"
    return Dated(start, match.end(), kind, When(relative=f"{unit}{_OFFSETS[which]:+d}"), certain=False)


_YEAR = r"(?:19|20)\d{2}"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CENTURIES = (*ORDINAL_WORDS, "twenty-first")


@functools.cache
def _label() -> regex.Pattern[str]:
    short = r"'?\d{2}(?:\d{2})?(?!\d)"
    return regex.compile(
        rf"(?P<q1>[1-4])Q[\s-]?(?P<y1>{short})?"
        r"|Q(?P<q2>[1-4])(?!\d)(?:[\s-]?/?\s?(?:of\s)?(?P<fy2>FY|fiscal(?:\syear)?\s)?\s?'?"
        rf"(?P<y2>{_YEAR}(?!\d)|(?<=')\d{{2}}(?!\d)|\d{{2}}(?!\d|\s?[\p{{L}}%.,-])))?"
        rf"|(?P<h1>[12])H\s?(?P<y3>{short})?|H(?P<h2>[12])(?!\d)(?:\s?(?:of\s)?'?(?P<y4>{_YEAR}(?!\d)))?"
        r"|(?:FY|fiscal\s(?:year\s)?|financial\syear\s)\s?'?(?P<fy>\d{4}|\d{2})(?!\d)(?:[/-]\d{2,4})?"
        rf"|(?P<y5>{_YEAR})[\s-]?Q(?P<q5>[1-4])(?!\d)|(?P<y6>{_YEAR})[\s-]?H(?P<h6>[12])(?!\d)"
        rf"|week\s(?P<week>[1-9]|[1-5]\d)(?:\sof\s(?P<y7>{_YEAR}))?(?![\d.,%:])",
        regex.IGNORECASE,
    )


def read_label(text: str, start: int) -> Dated | None:
    """Q3, 3Q25, 2025Q3, H1 2025, FY2025, fiscal 2025, week 31."""
    match = _label().match(text, start)
    if match is None:
        return None
    when = When(
        year=_short_year(_first(match, "y1", "y2", "y3", "y4", "y5", "y6", "y7", "fy")),
        quarter=_number(_first(match, "q1", "q2", "q5")),
        half=_number(_first(match, "h1", "h2", "h6")),
        week=_number(match["week"]),
        fiscal=bool(match["fy"] or match["fy2"]),
    )
    return Dated(start, match.end(), "period", when)


def _first(match: regex.Match[str], *groups: str) -> str | None:
    return next((match[group] for group in groups if match[group]), None)


def _number(written: str | None) -> int | None:
    return int(written) if written else None


def _short_year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written.strip("' "))
    return year if year > 99 else year + (2000 if year < 50 else 1900)


@functools.cache
def _named() -> regex.Pattern[str]:
    centuries = "|".join(sorted((word.replace("-", "[ -]") for word in _CENTURIES), key=len, reverse=True))
    return regex.compile(
        rf"(?P<n>{'|'.join(_ORDINALS)})(?:[ -](?P<fiscal>fiscal))?[ -](?P<what>quarters?|half)(?![\p{{L}}]|-time)"
        rf"(?:,?\s(?:of\s|in\s)?(?:(?P<fiscal2>fiscal|FY)\s?(?:year\s)?)?(?P<year>{_YEAR})(?!\d))?"
        rf"|first\s(?P<count>two|three|nine|six)\s(?P<unit>quarters|months)(?:\sof\s(?P<year2>{_YEAR}))?"
        rf"|(?P<century>\d{{1,2}}(?=st|nd|rd|th)|{centuries})(?:st|nd|rd|th)?[ \-]{{1,2}}century",
        regex.IGNORECASE,
    )


# What follows a half-year and never the half of a match.
_BUSINESS = regex.compile(
    r"\s(?:of\s(?:the|this|last|next)\s(?:fiscal\s)?year|profit|revenue|sales|earnings|results|net)"
)


def read_named_period(text: str, start: int) -> Dated | None:
    """the third quarter of 2025, second half, the first nine months, the 21st century."""
    match = _named().match(text, start)
    if match is None:
        return None
    if match["century"]:
        return _century(start, match)
    if match["count"]:
        return _first_months(start, match)
    number = _ORDINALS[match["n"].lower()]
    fiscal, year = bool(match["fiscal"] or match["fiscal2"]), _number(match["year"])
    if match["what"].lower().startswith("quarter"):
        return Dated(start, match.end(), "period", When(year=year, quarter=number, fiscal=fiscal))
    if number > 2:
        return None
    of_year = year is not None or bool(_BUSINESS.match(text, match.end()))
    return Dated(start, match.end(), "period", When(year=year, half=number, fiscal=fiscal), certain=of_year)


def _first_months(start: int, match: regex.Match[str]) -> Dated | None:
    count = {"two": 2, "three": 3, "six": 6, "nine": 9}[match["count"].lower()]
    year = _number(match["year2"])
    if match["unit"].lower() == "months":
        return Dated(start, match.end(), "period", When(year=year, month=1), When(year=year, month=count))
    if count > 3:
        return None
    return Dated(start, match.end(), "period", When(year=year, quarter=1), When(year=year, quarter=count))


def _century(start: int, match: regex.Match[str]) -> Dated | None:
    written = match["century"].lower().replace(" ", "-")
    number = int(written) if written.isdecimal() else _CENTURIES.index(written) + 1
    return Dated(start, match.end(), "period", When(century=number)) if 1 <= number <= 30 else None


_DECADE = regex.compile(r"(?:(?P<full>(?:1[0-9]|20)\d0)|'(?P<short>\d0))\s?'?s(?![\p{L}])")


def read_decade(text: str, start: int) -> Dated | None:
    """the 1990s, the '90s."""
    match = _DECADE.match(text, start)
    if match is None:
        return None
    if match["full"]:
        return Dated(start, match.end(), "period", When(decade=int(match["full"])))
    decade = int(match["short"])
    return Dated(
        start, match.end(), "period", When(decade=decade + 1900 if decade >= 30 else decade), certain=decade >= 30
    )
