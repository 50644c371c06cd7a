"""Bounds on dates: before 2030, by Monday, 不晚于5月1日, 2020年以来."""

from __future__ import annotations

import regex

from .quantity import Bound

# Characters of the longest words before a date: "no later than the end of ".
_MAX_WORDS = 26
_BEFORE = regex.compile(
    r"(?r)(?:(?P<at_most>不晚于|不迟于|最[晚迟]|至迟|(?<!\p{L})(?:(?:no|not)\slater\sthan|by|until|till))"
    r"|(?P<at_least>不早于|最早|自|(?<!\p{L})(?:(?:no|not)\searlier\sthan|since|starting(?:\sin)?))"
    r"|(?P<under>早于|(?<!\p{L})(?:before|prior\sto|earlier\sthan|ahead\sof))"
    r"|(?P<over>晚于|(?<!\p{L})(?:after|later\sthan|beyond)))(?:\s(?:the\s)?(?:end|beginning|start|close)\sof)?\s?",
    regex.IGNORECASE,
)
_AFTER = regex.compile(
    r"(?P<at_most>[或及]?(?:以前|之前)|\sor\s(?:before|earlier|sooner)|\sat\sthe\slatest)"
    r"|(?P<at_least>以来|起(?![来码伏源初草诉家])|\s(?:onwards?|or\slater|and\sbeyond|at\sthe\searliest))"
    r"|(?P<under>前(?![后半首几一二两三四五六七八九十\d]))|(?P<over>(?:以|之)?后(?![半几一二两三四五六七八九十\d天]))"
)
_LAST_CHARACTERS = frozenset("于晚迟早自 ")
_NEXT_CHARACTERS = frozenset("或及以之起前后 ")
_UPPER: frozenset[str] = frozenset(("at_most", "under"))
_LOWER: frozenset[str] = frozenset(("at_least", "over"))


def read_date_bound(text: str, start: int, end: int, floor: int) -> Bound | None:
    """The bound that the words around the date text[start:end] give it; nothing before `floor` is read."""
    if text[start - 1 : start] in _LAST_CHARACTERS and start > floor:
        before = _BEFORE.match(text, max(floor, start - _MAX_WORDS), start)
        if before is not None:
            return _bound_of(before)
    after = _AFTER.match(text, end) if text[end : end + 1] in _NEXT_CHARACTERS else None
    return _bound_of(after) if after else None


def _bound_of(match: regex.Match[str]) -> Bound | None:
    for bound in ("at_most", "at_least", "under", "over"):
        if match[bound]:
            return bound
    return None


def are_opposite(first: Bound, second: Bound) -> bool:
    """Whether one bound ends the time that the other begins: before and after, by and since."""
    return (first in _UPPER and second in _LOWER) or (first in _LOWER and second in _UPPER)
