"""Numbers with other separators than the English: 1.234.567,89, 1'250'000, 16,50 €, 2 660 euros, 82，225.00元.

Only forms that no English or Chinese number has are read so; those that mean two things (€1.234) stay uncertain. A text
that writes one shows its separators, and its other numbers are read by them as well: 1.500 employees are 1,500, and 3,5
tonnes are 3.5. A text that also writes English numbers shows nothing.
"""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_numbers import Numeral, parse_digits
from .currencies import read_currency_sign
from .units import read_unit

_APOSTROPHES = r"\d{1,3}(?:'\d{3}){1,12}(?![\d'])"
_DOTS = r"\d{1,3}(?:\.\d{3}){1,12},\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3}){2}(?![\d,.])"
# Folding writes a full-width comma between digits as 、.
_FOREIGN = regex.compile(
    rf"(?P<swiss>{_APOSTROPHES}(?:\.\d{{1,2}}(?!\d))?)|(?P<dots>{_DOTS})"
    r"|(?P<wide>\d{1,3}(?:,\d{3}){0,6}、\d{3}(?:[,、]\d{3}){0,6}\.\d{1,3}(?!\d))"
    r"|(?P<spaces>\d{1,3}(?: \d{3}){1,12}(?![\d ,.]\d|\d)(?:,\d{1,2}(?!\d))?)"
    r"|(?P<comma>\d{1,9},\d{1,2}(?![\d,]|\.\d))"
    r"|(?P<broken>\d{1,9}[.,] \d{2}(?![\d\p{L}]|[.,]\d))"
)
_DECIMAL_COMMA = regex.compile(r",(?=\d{1,2}$)")
_NOT_DIGITS = regex.compile(r"[^\d.]")
# A name before "3 500 euros" may have the 3 to itself.
_NAME_BEFORE = regex.compile(r"(?r)\p{Lu}[\p{L}-]*\s")
# One unit of the last place of a number that may be one with thousands: 1.234.
_THOUSANDTH = Fraction(1, 1000)


def read_foreign_digits(text: str, start: int, beside_money: bool) -> Numeral | None:
    """The number with foreign separators at `start`; `beside_money`: whether a currency precedes it."""
    match = _FOREIGN.match(text, start)
    if match is None or ((match["spaces"] or match["comma"]) and not _has_unit(text, match, beside_money)):
        return None
    if match["broken"]:
        return _read_broken(text, match, beside_money)
    written = match.group()
    if match["swiss"] or match["wide"]:
        plain = _NOT_DIGITS.sub("", written)
    else:  # a comma is a decimal one, a point or space separates thousands
        plain = _DECIMAL_COMMA.sub("~", written).replace(".", "").replace(" ", "").replace(",", "").replace("~", ".")
    value, step = parse_digits(plain)
    certain = not (match["spaces"] and _NAME_BEFORE.match(text, max(0, start - 12), start))
    return Numeral(start, match.end(), value, value, step, certain=certain)


def _read_broken(text: str, match: regex.Match[str], beside_money: bool) -> Numeral | None:
    """An amount whose cents a space sets apart, at the end of a text or before its currency: $119. 95; open."""
    if not (match.end() == len(text) if beside_money else _has_unit(text, match, False)):
        return None
    value, step = parse_digits(match.group().replace(", ", ".").replace(". ", "."))
    return Numeral(match.start(), match.end(), value, value, step, certain=False)


def _has_unit(text: str, match: regex.Match[str], beside_money: bool) -> bool:
    """Whether the unit around "16,50" or "2 660" tells that it is one number: money, or per cent for the comma."""
    if beside_money:
        return True
    found = read_unit(text, match.end())
    kinds = ("money", "percent", "points") if match["comma"] and not match["broken"] else ("money",)
    return found is not None and found.unit.kind in kinds


def may_have_thousands_point(step: Fraction, scale: int, currency: str | None) -> bool:
    """Whether an amount such as €1.234 may have a point between its thousands."""
    return currency == "EUR" and scale == 1 and step == _THOUSANDTH


# Before the "point" of a number without a whole part: "by point five per cent", but not "the point one day".
_DECIMAL_POINT = regex.compile(
    r"(?r)(?:^|[^\p{L}\s]\s?|(?<![\p{L}])(?:about|of|to|by|at|is|was|were|than|from|over|nearly|minus|only|just)\s)",
    regex.IGNORECASE,
)


def is_decimal_point(text: str, start: int) -> bool:
    """Whether the word "point" at `start` begins a number."""
    return bool(_DECIMAL_POINT.match(text, 0, start))


# ------------------------------------------------------------------------------------------------ of a whole text

# Numbers that show which separators a text uses; those of one text must agree.
_EVIDENCE = regex.compile(
    r"(?<![\d.,'])(?:"
    r"(?P<english>\d{1,3}(?:,\d{3}){1,12}(?!\d))"
    rf"|(?P<apostrophe>{_APOSTROPHES})|(?P<dots>{_DOTS})"
    r"|(?P<spaces>\d{1,3}(?: \d{3}){1,12}(?! ?\d)(?:,\d{1,2}(?!\d))?)"
    r"|(?P<comma>\d+,\d{1,2}(?![\d,]|\.\d))"
    r"|(?P<point>\d+\.\d{1,2}(?![\d.,]\d|\d))"
    r")"
)
# A number in ambiguous form. Brackets around two numbers make them a list.
_AMBIGUOUS_DOTS = regex.compile(r"(?<![\d.,'])\d{1,3}(?:\.\d{3}){1,2}(?:,\d{1,2})?(?![\d']|[.,]\d)")
_AMBIGUOUS_SPACES = regex.compile(
    r"(?<![\d.,'\p{Lu}]|\d |\p{Lu}\p{L}* )\d{1,3}(?: \d{3}){1,12}(?:,\d{1,2})?(?![\d'-]|[., ]\d)"
)
_AMBIGUOUS_COMMA = regex.compile(r"(?<![\d.,'(\[])\d+,\d{1,2}(?![\d'\])]|[.,]\d)")
_ENGLISH = str.maketrans({".": ",", " ": ",", ",": "."})
# Thousands of a large unit are seldom meant: 1.234 million may be either.
_SCALED_DOT = regex.compile(
    r"(?<!\d)\d{1,3}\.\d{3}\s?(?:thousand|million|billion|trillion|[kmbt]n?(?!\p{L})|[千万亿])", regex.IGNORECASE
)
# Characters before a number in which a currency sign may begin.
_SIGN_LENGTH = 4


def find_thousands_marks(folded: str) -> str:
    """The marks that a text writes between thousands, of `.`, `'` and a space; none where it does not show them.

    With any of them its comma is a decimal one.
    """
    seen: set[str] = set()
    for match in _EVIDENCE.finditer(folded):
        group = str(match.lastgroup)
        if group in ("spaces", "comma") and not _is_amount(folded, match, group):
            continue
        seen.add(group)
        if "english" in seen or {"point", "dots"} <= seen or {"point", "comma"} <= seen:
            return ""
    if "apostrophe" in seen:
        return "'"
    if "point" in seen:
        return ""
    return "." * bool(seen & {"dots", "comma"}) + " " * ("spaces" in seen)


def _is_amount(folded: str, match: regex.Match[str], group: str) -> bool:
    """Whether the unit beside digits tells that they are one number: money, or per cent after a decimal comma."""
    found = read_unit(folded, match.end())
    if found is not None and found.unit.kind in (("money", "percent") if group == "comma" else ("money",)):
        return True
    starts = range(max(0, match.start() - _SIGN_LENGTH), match.start())
    return any((sign := read_currency_sign(folded, at)) and sign.number == match.start() for at in starts)


def write_english_separators(folded: str, thousands: str) -> str:
    """The text with its numbers in English separators, character by character.

    Args:
        thousands: the marks that it writes between thousands.
    """
    if "." in thousands:
        folded = _AMBIGUOUS_DOTS.sub(lambda match: match.group().translate(_ENGLISH), folded)
    if " " in thousands:
        folded = _AMBIGUOUS_SPACES.sub(lambda match: match.group().translate(_ENGLISH), folded)
    return _AMBIGUOUS_COMMA.sub(lambda match: match.group().translate(_ENGLISH), folded) if thousands else folded


def is_scaled_dot(written: str) -> bool:
    """Whether a number with a dot before three digits and a scale may be read in both ways: 1.234 million."""
    return bool(_SCALED_DOT.search(written))
