"""Signs that stand apart from their number: "- 2", "2 below zero", and the brackets of accounts."""

from __future__ import annotations

import regex

from .chinese_numbers import read_digits
from .currencies import CurrencySign
from .numbers_with_units import apply_scale, apply_unit
from .numerals import to_candidate
from .quantity import NumberCandidate
from .units import read_unit

# With a space, a hyphen is a minus where nothing precedes it that it could join or list: "fell to - 2 degrees".
_SPACED_MINUS = regex.compile(
    r"(?r)(?:(?<![\p{L}])(?:of|to|from|at|is|was|were|than)\s|[为是到=:(|]\s?)-\s", regex.IGNORECASE
)
_LEADING_MINUS = regex.compile(r"(?r)^-\s", regex.MULTILINE)
_LINE_ENDS = regex.compile(r"[ \t]*(?:$|\n)")
_BELOW_ZERO = regex.compile(r"\s(?:degrees?\s)?below\szero(?![\p{L}])", regex.IGNORECASE)


_MINUS = regex.compile(
    r"(?r)(?:(?<![\p{Latin}\p{N})%-])-|(?<![担自肩抱辜欠胜])(?P<both>正)?负\s?|(?P<below>零下)\s?(?:摄氏|华氏)?"
    r"|(?<![\p{L}])(?<!plus or )(?:minus|negative)\s)",
    regex.IGNORECASE,
)
_HAN = regex.compile(r"\p{Han}")
# The last characters of a sign.
_SIGN_ENDS = frozenset("-负下氏 ")


def apply_sign(text: str, floor: int, number: NumberCandidate) -> NumberCandidate:
    """The number with the minus sign at it; nothing before `floor` is read."""
    start = number.start
    if start <= floor:
        return negate_below_zero(text, number)
    if number.low < 0 and number.word != "分之":
        return number
    match = _MINUS.match(text, floor, start) if text[start - 1] in _SIGN_ENDS or text[start - 1].isspace() else None
    if match is None:
        return _apply_sign_apart(text, floor, number)
    after_han = bool(match.start()) and _HAN.match(text, match.start() - 1)
    is_plain = not number.word and number.scale == 1 and number.step == 1
    if match.group() == "-" and is_plain and after_han:  # 图-154
        return number._replace(certain=False)
    if match["both"]:  # 正负二
        return number._replace(start=match.start(), low=-number.high, certain=False)
    return number._replace(start=match.start(), low=-number.high, high=-number.low)


def _apply_sign_apart(text: str, floor: int, number: NumberCandidate) -> NumberCandidate:
    """The number with a sign that stands apart from it: "- 2 degrees", "2 degrees below zero"."""
    minus = _find_spaced_minus(text, floor, number)
    if minus is None:
        return negate_below_zero(text, number)
    return number._replace(start=minus, low=-number.high, high=-number.low)


def _find_spaced_minus(text: str, floor: int, number: NumberCandidate) -> int | None:
    """The offset of the minus sign a space before a number, if there is one; nothing before `floor` is read."""
    start = number.start
    if start - 2 < floor or text[start - 1] != " " or text[start - 2] != "-":
        return None
    # A line of the number only is no list.
    is_alone = _LEADING_MINUS.match(text, floor, start) and _LINE_ENDS.match(text, number.end)
    return start - 2 if is_alone or _SPACED_MINUS.match(text, floor, start) else None


def negate_below_zero(text: str, number: NumberCandidate) -> NumberCandidate:
    """The negative number where "below zero" follows it: 20 degrees below zero."""
    is_temperature = number.kind == "number" or number.unit in ("degree", "degC", "degF")
    match = _BELOW_ZERO.match(text, number.end) if is_temperature and text.startswith(" ", number.end) else None
    if match is None or number.low < 0:
        return number
    unit = number.unit or "degree"
    return number._replace(
        low=-number.high, high=-number.low, end=match.end(), kind="measure", unit=unit, word=number.word or "degree"
    )


_BRACKETED = regex.compile(r"\((?P<sign>[$€£¥])?(?P<number>\d[\d,]{0,40}(?:\.\d{1,20})?)\)")
_GROUPED = regex.compile(r",|\.")
# Characters of the longest line in which the cells of a table are looked for.
_MAX_ROW = 400


def read_accounting_negative(text: str, start: int, currency: CurrencySign | None = None) -> NumberCandidate | None:
    """The negative number in the brackets at `start`: $(12.5) million, (3.2)%, and (1,204) in a row of a table.

    Args:
        currency: the currency before the brackets.
    """
    match = _BRACKETED.match(text, start)
    number = read_digits(text, match.start("number")) if match else None
    if match is None or number is None or number.end != match.end("number"):
        return None
    candidate = to_candidate(number)._replace(start=start, end=match.end(), low=-number.low, high=-number.low)
    scaled = apply_scale(text, candidate)
    if currency is not None:
        return scaled._replace(kind="money", unit=currency.code, word=currency.code)
    found = read_unit(text, match.end())
    if found is not None and found.unit.kind in ("percent", "points"):
        return apply_unit(text, candidate, found)
    if scaled.end > candidate.end and match["sign"] is None:
        return apply_unit(text, scaled, unit) if (unit := read_unit(text, scaled.end)) else scaled
    if match["sign"] or not _GROUPED.search(match["number"]) or not _is_cell(text, start, match.end()):
        return None
    return candidate


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether a span is a cell of a table, or all of its line."""
    low = max(text.rfind("\n", max(0, start - _MAX_ROW), start) + 1, start - _MAX_ROW, 0)
    high = text.find("\n", end, end + _MAX_ROW)
    high = min(len(text), end + _MAX_ROW) if high < 0 else high
    before, after = text[low:start].strip(" "), text[end:high].strip(" ")
    return (
        (not before or before[-1] in "|\t)")
        and (not after or after[0] in "|\t(")
        and ("|" in before + after or "\t" in before + after or not before + after)
    )
