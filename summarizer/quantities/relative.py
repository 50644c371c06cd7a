"""English words for days and periods that only the article's date fixes: last year, next month, yesterday."""

from __future__ import annotations

import regex

from .dated import Dated
from .model import Kind, When

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
