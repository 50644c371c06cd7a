"""The Recognizers-Text specifications: which cases are out of scope, and whether our quantities match the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from summarizer.quantities import Quantity, When, find_quantities

# Out of scope.

_RELATIVE_EN = re.compile(
    r"\b(?:now|today|tonight|tomorrow|tmrw|yesterday|ago|later|earlier|next|last|this|previous|past|coming|upcoming|following|same|that|"
    r"in (?:a|\d+|two|three|five) (?:second|minute|hour|day|week|month|year)s?|within|from now|eod|eoy|end of|the (?:day|week|month|year)|after today|weekend|all (?:day|month)|another day)\b",
    re.I,
)
_RELATIVE_ZH = re.compile(
    r"最近|马上|今|明|昨|后天|後天|前天|去年|本[月周]|下[下周个個月]|上[上周个個月]|[前后後]\d|之[前后後]\d|[前后]\s?$|还剩|[年周天钟时]之?前$|[年周天钟时]之?[后後]$|小时后|过去|上个小时|之后5"
)
_SETS = re.compile(r"\b(?:every|each|weekly|daily|monthly|annually|yearly|everyday)\b|每", re.I)
_OTHER_CALENDARS = re.compile(
    r"农历|正月|腊月|初[一二三四五六七八九十]|大年|[一二三四五六七八九十]月[一二三四五六七八九十]{2,3}$|康熙|神龙|雍正|民国|元年"
)


_WITH_NUMBER = re.compile(
    r"[\d一二三四五六七八九十两半零]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twenty|thirty|fifteen|first|second|third|quarter|half|centur|[去今明上下]",
    re.I,
)
_COMPUTED = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|fortnight),?\s(?:from|after|before|since|starting)\b|\bfor\b.*\bfrom\b|\bfrom\b.*\bfor\b|^(?:a )?few|^some|^several",
    re.I,
)


def out_of_scope(name: str, text: str, expected: dict[str, Any]) -> str | None:
    """The reason why an expected result is out of scope, or None."""
    words = expected["Text"]
    resolution = expected.get("Resolution") or {}
    if name.endswith("datetime"):
        return _datetime_out_of_scope(words, expected)
    if resolution.get("value") in (None, "null"):
        return "a unit without a number"
    if name == "zh_number" and re.search(
        r"[零一二三四五六七八九十百千两]\s+[零一二三四五六七八九]|\d\s+\d(?!/)", words
    ):
        return "digits set apart by spaces"
    if name == "zh_percent" and re.search(r"\d\s+\d|[一二三四五六七八九十]\s+[一二三四五六七八九十]", words):
        return "digits set apart by spaces"
    return None


def _datetime_out_of_scope(words: str, expected: dict[str, Any]) -> str | None:
    kind = expected.get("TypeName", "").split(".")[-1]
    values = (expected.get("Resolution") or {}).get("values") or []
    if kind == "set" or _SETS.search(words):
        return "recurrences (every day, 每天)"
    if not kind or not values:
        return "no value given"
    if not _WITH_NUMBER.search(words):
        return "holidays, meals, seasons and vague lengths without a figure"
    if _COMPUTED.search(words):
        return "reckoned from another date (3 days after January 12th)"
    if _OTHER_CALENDARS.search(words):
        return "lunar dates and reign years"
    if all(v.get("timex", "").endswith(("TMO", "TAF", "TEV", "TNI")) for v in values):
        return "parts of the day without a figure (上午, the evening)"
    if any("_REF" in v.get("timex", "") for v in values) or _RELATIVE_EN.search(words) or _RELATIVE_ZH.search(words):
        return "relative to the day of writing (last year, 昨天, in 5 minutes)"
    return None


# Judging.


class Judge:
    """The quantities found in one text, to be compared with those that the specification expects."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.found = find_quantities(text)

    def certain(self) -> Iterator[Quantity]:
        """The certain quantities of the model's own kind."""
        kinds = {
            "percent": ("percent", "points"),
            "currency": ("money",),
            "number": ("number", "fraction"),
            "datetime": ("date", "time", "period", "duration"),
        }
        return (q for q in self.found if q.certain and q.kind in kinds[self.name.split("_")[1]])

    def verdict(self, expected: dict[str, Any]) -> tuple[str, str]:
        """Whether an expected result was found ("right", "wrong" or "missed"), and what was found in its place."""
        start, end = self.span(expected)
        overlapping = [q for q in self.found if q.start < end and q.end > start]
        found = "; ".join(
            f"{q.text!r} {q.kind} {q.value if q.when is None else _parts(q)} {q.unit or ''}{'' if q.certain else ' uncertain'}"
            for q in overlapping
        )
        if self.name.endswith("datetime"):
            right = _same_time(overlapping, expected)
        else:
            right = any(self.has_value(q, expected["Resolution"]) for q in overlapping)
        if right:
            return "right", found
        if self.name.endswith("datetime"):
            return ("wrong" if any(q.certain and _contradicts(q, expected) for q in overlapping) else "missed"), found
        return ("wrong" if any(q.certain for q in overlapping) else "missed"), found

    def span(self, expected: dict[str, Any]) -> tuple[int, int]:
        if "Start" in expected:
            return expected["Start"], expected["End"] + 1
        start = self.text.lower().find(expected["Text"].lower())
        return (start, start + len(expected["Text"])) if start >= 0 else (0, len(self.text))

    def has_value(self, quantity: Quantity, resolution: dict[str, str]) -> bool:
        if self.name.endswith("percent"):
            expected_value = Fraction(resolution["value"].rstrip("%"))
            return quantity.kind in ("percent", "points") and _has(quantity, expected_value)
        expected_value = Fraction(resolution["value"])
        if self.name.endswith("number"):
            return any(_near(value, expected_value) for value in _numbers(quantity))
        return quantity.kind == "money" and _has_money(quantity, expected_value, resolution)


def _near(value: Fraction, expected_value: Fraction) -> bool:
    return abs(value - expected_value) <= abs(expected_value) * Fraction(1, 10**9)  # the specifications give 15 places


def _has(quantity: Quantity, expected_value: Fraction) -> bool:
    return any(_near(v, expected_value) for v in (quantity.low, quantity.high) if v is not None)


def _numbers(quantity: Quantity) -> Iterator[Fraction]:
    """The numbers in a quantity, also the year, month and day of a date, and the cents of an amount."""
    for when in (quantity.when, quantity.until):
        if when is not None:
            for part in ("year", "month", "day", "hour", "minute", "quarter", "decade"):
                if getattr(when, part) is not None:
                    yield Fraction(getattr(when, part))
    if quantity.low is None or quantity.high is None:
        return
    yield quantity.low
    yield quantity.high
    if quantity.unit and quantity.kind == "money":
        yield quantity.low * 100


_UNITS = {
    "Dollar": {"$", "USD"},
    "Pound": {"GBP"},
    "Cent": {"$", "USD"},
    "Pence": {"GBP"},
    "Penny": {"GBP", "$"},
    "Franc": {"franc", "FRF"},
    "Peseta": {"ESP"},
    "Bitcoin": {"BTC"},
    "Satoshi": {"BTC"},
    "Rupee": {"rupee", "INR"},
    "Finnish markka": {"FIM"},
    "Netherlands guilder": {"NLG"},
    "Sen": {"SEN"},
}


def _has_money(quantity: Quantity, expected_value: Fraction, resolution: dict[str, str]) -> bool:
    code, unit = resolution.get("isoCurrency"), resolution["unit"]
    units = _UNITS.get(unit, set()) | ({code} if code else set()) | ({"¥"} if code in ("CNY", "JPY") else set())
    factor = {"Cent": 100, "Pence": 100, "Penny": 100, "Satoshi": 10**8}.get(unit, 1)
    return quantity.unit in units and quantity.low is not None and _near(quantity.low * factor, expected_value)


# Dates, compared with TIMEX values.


def _parts(quantity: Quantity) -> str:
    when = quantity.when
    assert when is not None
    return " ".join(f"{k}={getattr(when, k)}" for k in When.__slots__ if getattr(when, k) not in (None, False, True))


def _contradicts(quantity: Quantity, expected: dict[str, Any]) -> bool:
    """Whether a quantity has a part that the expected value does not have."""
    written = {
        int(n) for v in expected["Resolution"]["values"] for text in v.values() for n in re.findall(r"\d+", str(text))
    }
    if quantity.when is None:
        values = {quantity.low, quantity.high}
        return any(v is not None and v not in written and v * 60 not in written for v in values)
    parts = [
        getattr(w, p)
        for w in (quantity.when, quantity.until)
        if w
        for p in ("year", "month", "day", "week", "minute", "second")
    ]
    return any(p is not None and p not in written for p in parts)


def _same_time(found: list[Quantity], expected: dict[str, Any]) -> bool:
    timexes = [v.get("timex", "") for v in expected["Resolution"]["values"]]
    return any(_matches_timex(found, timex, expected["Text"]) for timex in timexes)


def _matches_timex(found: list[Quantity], timex: str, words: str) -> bool:
    if timex.startswith("P"):
        return _same_duration(found, timex)
    if timex.startswith("("):
        first, last = timex.strip("()").split(",")[:2]
        return _same_range(found, first, last)
    when = _merge([q.when for q in found if q.when])
    return when is not None and _agrees(when, _without_reference_date(timex, words))


def _without_reference_date(timex: str, words: str) -> str:
    """The value without the year and month that the specification took from its reference date, not from the text."""
    if (
        re.match(r"\d{4}-", timex)
        and timex[2:4] not in words
        and not re.search(r"[零一二三四五六七八九]{2}|teen|twenty|ty[ -]|hundred|thousand", words)
    ):
        timex = "XXXX" + timex[4:]
        if not re.search(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|月|[-/.]\d", words, re.I):
            timex = timex[:5] + "XX" + timex[7:]
    return timex


def _merge(whens: list[When]) -> When | None:
    """A date and a time side by side as one moment."""
    if not whens:
        return None
    values: dict[str, Any] = {}
    for when in whens:
        for part in When.__slots__:
            value = getattr(when, part)
            if value is not None and value is not False and values.get(part) is None:
                values[part] = value
        if when.hour is not None:
            values["meridiem_known"] = when.meridiem_known
    return When(**values)


_TIMEX = re.compile(
    r"(?P<y>[\dX]{4})?(?:-(?P<m>[\dX]{2})(?:-(?P<d>[\dX]{2}))?|-W(?P<w>[\dX]{2})(?:-(?P<wd>\d))?|-(?P<s>SP|SU|FA|WI))?(?:T(?P<H>\d{2})(?::(?P<M>\d{2}))?(?::(?P<S>\d{2}))?|T(?P<part>[A-Z]{2}))?$"
)


def _agrees(when: When, timex: str) -> bool:
    match = _TIMEX.match(timex)
    if match is None:
        return False
    known = {"y": when.year, "m": when.month, "d": when.day, "w": when.week, "wd": when.weekday}
    for group, ours in known.items():
        theirs = match[group]
        if theirs is None or "X" in theirs:
            if ours is not None and theirs is None and not (group == "wd" and match["d"]):
                return False
        elif ours != int(theirs):
            return False
    return _same_clock(when, match["H"], match["M"])


def _same_clock(when: When, hour: str | None, minute: str | None) -> bool:
    if hour is None:
        return when.hour is None
    if when.hour is None:
        return False
    same_hour = when.hour == int(hour) or (not when.meridiem_known and when.hour % 12 == int(hour) % 12)
    return same_hour and (when.minute or 0) == int(minute or 0)


def _same_range(found: list[Quantity], first: str, last: str) -> bool:
    for quantity in found:
        bounds = _bounds(quantity)
        if bounds and _agree_loosely(bounds[0], first) and _agree_loosely(bounds[1], last):
            return True
    dates = [q for q in found if q.when and q.until is None and q.kind == "date"]
    ranges = [q for q in found if q.until and q.kind == "time"]
    if ranges and len(dates) <= 1:
        start = _merge([*(d.when for d in dates if d.when), ranges[0].when or When()])
        stop = _merge([*(d.when for d in dates if d.when), ranges[0].until or When()])
        return bool(start and stop and _agrees(start, first) and _agrees(stop, last))
    return False


def _bounds(quantity: Quantity) -> tuple[str, str] | None:
    when, until = quantity.when, quantity.until
    if when is None:
        return None
    if until is not None:
        return _day(when), _day(until)
    year = when.year or "XXXX"
    if when.half:
        return (f"{year}-01-01", f"{year}-07-01") if when.half == 1 else (f"{year}-07-01", f"{_next(year)}-01-01")
    if when.quarter:
        first = when.quarter * 3 - 2
        return f"{year}-{first:02d}-01", f"{year}-{first + 3:02d}-01" if when.quarter < 4 else f"{_next(year)}-01-01"
    if when.decade:
        return f"{when.decade}-01-01", f"{when.decade + 10}-01-01"
    if when.century:
        return f"{(when.century - 1) * 100}-01-01", f"{when.century * 100}-01-01"
    return None


def _next(year: int | str) -> int | str:
    return year + 1 if isinstance(year, int) else year


def _day(when: When) -> str:
    if when.hour is not None:
        return f"T{when.hour:02d}" + (f":{when.minute:02d}" if when.minute is not None else "")
    return f"{when.year or 'XXXX'}-{when.month or 1:02d}-{when.day or 1:02d}"


def _agree_loosely(ours: str, theirs: str) -> bool:
    """Whether two values agree where both give something: XX is anything, 05:00 may be 17:00, T05 is T05:00."""
    if theirs.startswith("T") and ours.startswith("T"):
        a, b = (ours + ":00:00")[:6], (theirs + ":00:00")[:6]
        return a == b or (a[3:] == b[3:] and int(a[1:3]) % 12 == int(b[1:3]) % 12)
    return len(ours) == len(theirs) and all(a == b or "X" in (a, b) for a, b in zip(ours, theirs, strict=True))


_PERIOD = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$"
)
_SECONDS = {"year": 31536000, "month": 2592000, "week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}


def _same_duration(found: list[Quantity], timex: str) -> bool:
    match = _PERIOD.match(timex)
    if match is None:
        return False
    expected_value = sum(
        Fraction(value or 0) * seconds for value, seconds in zip(match.groups(), _SECONDS.values(), strict=True)
    )
    given = sum(
        q.low * _SECONDS[q.unit] for q in found if q.kind == "duration" and q.low is not None and q.unit in _SECONDS
    )
    return bool(given) and given == expected_value
