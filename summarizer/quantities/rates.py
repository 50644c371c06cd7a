"""What a price or rate is for one of: 3500元/吨, $80 a barrel, 每股0.35元, 90 rupees per dollar, 1美元兑7.2元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from .currencies import read_currency_sign
from .numbers_with_units import read_number_with_unit
from .quantity import NumberCandidate, Quantity
from .units import read_unit

# Characters between 每股 and its amount: 每股派息约, 每桶布伦特原油.
_MAX_GAP = 8
# Characters of 每 with its number and unit.
_MAX_UNIT = 10
_EACH = regex.compile(
    rf"每(?P<n>\d{{0,3}})(?P<unit>[\p{{Han}}A-Za-z]{{1,6}}?)(?P<gap>[\p{{Han}}:]{{0,{_MAX_GAP}}})\s?(?:[\p{{Lu}}]{{0,3}}[$€£¥])?"
)
_PER = regex.compile(
    r"(?:\s?/\s?|\s(?:(?:for\s)?(?:each|every)|per|an?)\s|\s(?:to|against)\s(?:the|one|an?)\s(?=(?:US\s|U\.S\.\s)?(?:dollar|euro|pound|yuan|yen)))"
    r"(?P<n>\d{0,3})\s?(?=[\p{L}$€£¥])",
    regex.IGNORECASE,
)
_FIRST_LETTERS = frozenset("paeft")  # of per, a, each, for, to
# One of a currency, and then what it is worth in another: 1美元兑7.2元, $1 = 7.24 yuan.
_WORTH = regex.compile(
    r"\s?(?:可?兑换?[成为]?|等于|约?合|折合|[=≈]|(?:to|equals|buys|bought)\s)\s?(?:[约近]|(?:about|around|roughly)\s)?(?=[\d\p{L}$€£¥])"
)
_DENOMINATOR_KINDS = frozenset(("measure", "money", "duration"))


def read_denominator(text: str, start: int, end: int, floor: int) -> str | None:
    """The unit that the figure text[start:end] is for one or so many of: "tonne", "USD", "10 share".

    Nothing before `floor` is read.
    """
    following = text[end : end + 2]
    if following[:1] == "/" or (following[:1] == " " and following[1:] in _FIRST_LETTERS):
        after = _PER.match(text, end)
        if after is not None and (named := _name_unit(text, after.end(), after["n"])):
            return named
    low = max(floor, start - _MAX_GAP - _MAX_UNIT)
    each = text.rfind("每", low, start)
    if each < 0:
        return None
    before = _EACH.match(text, each, start)
    return _name_unit(text, before.start("unit"), before["n"]) if before else None


def _name_unit(text: str, position: int, written: str) -> str | None:
    """The unit at `position` with the number before it, if it is a physical unit, a currency, a time or a share."""
    found = read_unit(text, position)
    if found is None or found.start != position:
        return None
    code = "USD" if found.unit.code == "$" else found.unit.code
    if found.unit.kind not in _DENOMINATOR_KINDS and code != "share":
        return None
    return f"{written} {code}" if written not in ("", "1") else code


def read_worth(text: str, one: NumberCandidate) -> NumberCandidate | None:
    """One of a currency with what it is worth in another, as a rate: 1美元兑7.2元; None where no worth follows."""
    link = _WORTH.match(text, one.end) if one.kind == "money" and one.low == one.high == 1 else None
    if link is None:
        return None
    sign = read_currency_sign(text, link.end())
    other = read_number_with_unit(text, sign.number, sign.code) if sign else None
    other = other or read_number_with_unit(text, link.end())
    may_lack_unit = other is not None and other.kind == "number" and "to" not in link.group()
    if other is None or other.unit == one.unit or not (other.kind == "money" or may_lack_unit):
        return None
    return other._replace(start=one.start, per="USD" if one.unit == "$" else one.unit)


def find_exchange_rates(found: Iterable[Quantity]) -> Iterator[Quantity]:
    """The figures that give what one of a currency is worth in another: their unit is that other, `per` the one."""
    for quantity in found:
        is_rate = quantity.kind == "money" and quantity.per is not None and quantity.per.isupper()
        if is_rate and quantity.certain and quantity.value and not quantity.is_range:
            yield quantity
