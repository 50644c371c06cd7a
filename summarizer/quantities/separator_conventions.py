"""The separators that a text writes its numbers with, other than the English: 1.234.567,89, 1'250'000, 2 660 euros.

A text shows them where it writes a number that English and Chinese would not. Then its other numbers are read by them
as well: 1.500 employees are 1,500, and 3,5 tonnes are 3.5. A text that also writes English numbers shows nothing.
"""

from __future__ import annotations

import regex

from .currencies import read_currency_sign
from .units import read_unit

# Numbers that show which separators a text uses; those of one text must agree.
_EVIDENCE = regex.compile(
    r"(?<![\d.,'])(?:"
    r"(?P<english>\d{1,3}(?:,\d{3}){1,12}(?!\d))"
    r"|(?P<apostrophe>\d{1,3}(?:'\d{3}){1,12}(?![\d']))"
    r"|(?P<dots>\d{1,3}(?:\.\d{3}){1,12},\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3}){2}(?![\d,.]))"
    r"|(?P<spaces>\d{1,3}(?: \d{3}){1,12}(?! ?\d)(?:,\d{1,2}(?!\d))?)"
    r"|(?P<comma>\d+,\d{1,2}(?![\d,]|\.\d))"
    r"|(?P<point>\d+\.\d{1,2}(?![\d.,]\d|\d))"
    r")"
)
# A number in ambiguous form. Brackets around two numbers make them a list.
_DOTS = regex.compile(r"(?<![\d.,'])\d{1,3}(?:\.\d{3}){1,2}(?:,\d{1,2})?(?![\d']|[.,]\d)")
_SPACES = regex.compile(r"(?<![\d.,'\p{Lu}]|\d |\p{Lu}\p{L}* )\d{1,3}(?: \d{3}){1,12}(?:,\d{1,2})?(?![\d'-]|[., ]\d)")
_COMMA = regex.compile(r"(?<![\d.,'(\[])\d+,\d{1,2}(?![\d'\])]|[.,]\d)")
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
        folded = _DOTS.sub(lambda match: match.group().translate(_ENGLISH), folded)
    if " " in thousands:
        folded = _SPACES.sub(lambda match: match.group().translate(_ENGLISH), folded)
    return _COMMA.sub(lambda match: match.group().translate(_ENGLISH), folded) if thousands else folded


def is_scaled_dot(written: str) -> bool:
    """Whether a number with a dot before three digits and a scale may be read in both ways: 1.234 million."""
    return bool(_SCALED_DOT.search(written))
