"""Units whose meaning the context tells: 200 pounds of weight, three renminbi funds, degrees of either scale."""

from __future__ import annotations

from typing import TypedDict

import regex

from .quantity import Kind, NumberCandidate
from .units import UnitMatch


class Weight(TypedDict):
    """What a candidate of pounds has as a weight, or as an amount that may be one."""

    kind: Kind
    unit: str
    certain: bool


_WEIGHED = regex.compile(
    r"(?r)(?<![\p{L}])(?:weigh(?:s|ed|ing)?|lift(?:s|ed|ing)?|bench(?:ed)?|heavier|lighter|overweight)(?:\s[\p{L}]+){0,3}\s$",
    regex.IGNORECASE,
)
_HEAVY = regex.compile(
    r"\s(?:heavier|lighter|overweight|in weight|per square|of (?:force|thrust|pressure))", regex.IGNORECASE
)
_OF_GOODS = regex.compile(
    r"\sof\s(?!(?:debts?|damages?|invest\p{L}*|funding|savings?|spending|cuts?|aid|public|tax\p{L}*|fines?|profits?|loss\p{L}*"
    r"|compensation|money|equity|bonds?|value|revenues?|sales|costs?|assets?|income|loans?|cash|credit|funds?|the|his|her"
    r"|their|its|our|your|my|government|state|new|extra|additional)(?![\p{L}]))\p{Ll}",
    regex.IGNORECASE,
)
_PAID = regex.compile(
    r"(?r)(?<![\p{L}])(?:paid|pays?|paying|cost(?:s|ing)?|worth|spen[dt]s?|fined|earn(?:s|ed|ing)?|sold|bought|priced|owed?)"
    r"(?:\s[\p{L}]+){0,3}\s$",
    regex.IGNORECASE,
)
# From this on, pounds are seldom a weight.
_LARGE = 10_000


def judge_pounds(text: str, number: NumberCandidate, end: int) -> Weight | None:
    """Whether "pounds" are a weight or may be one; None where they are money."""
    before = text[max(0, number.start - 40) : number.start]
    if _WEIGHED.search(before) or _HEAVY.match(text, end):
        return Weight(kind="measure", unit="pound", certain=True)
    if number.scale > 1 or number.low >= _LARGE or "£" in text or _PAID.search(before):
        return None
    if _OF_GOODS.match(text, end):
        return Weight(kind="measure", unit="pound", certain=False)
    return Weight(kind="money", unit="GBP", certain=False)


_PLURAL_NOUN = regex.compile(r"\s[a-z]{3,}(?<!s)s(?![\p{L}])")
_FEW = 20  # "twenty renminbi funds" counts funds, "2,000 yuan" is money; set by hand on 2026-11-30, not measured


def is_currency_of_noun(text: str, number: NumberCandidate, found: UnitMatch) -> bool:
    """Whether the number, in words, counts what follows the currency: three renminbi funds, two US dollar funds."""
    is_few = number.form == "words" and number.scale == 1 and 1 < number.low <= _FEW and found.start > number.end
    if not is_few or text[found.start - 1] != " " or not found.word.isascii() or found.word.endswith("s"):
        return False
    return bool(_PLURAL_NOUN.match(text, found.end))


# Before a number: a share or rate that rises or falls, with its level or without, in Chinese, as brokers write it.
_SHARE_CHANGES = regex.compile(
    r"(?r)(?:(?<!效)率|占比|份额|比例|比重|ROE|ROA)(?:[^，,。；;]{0,8}?[\d.]+[%％]\s?[，,、(（])?[^，,。；;]{0,12}?"
    r"(?:[升降增减跌涨高低][^，,。；;\d至到为]{0,3}|[+＋\-－]\s?)$"
)
# Characters before a number in which it is looked for.
_MAX_BEFORE = 40


def read_pct(text: str, start: int, found: UnitMatch) -> UnitMatch:
    """The unit, of points where it is `pct` of a change of a share: 毛利率提升3.2pct, 净利率-0.5pct, not 收入+12pct."""
    is_pct = found.word.lower() in ("pct", "pcts")
    if not is_pct or not _SHARE_CHANGES.search(text, max(0, start - _MAX_BEFORE), start):
        return found
    return found._replace(unit=found.unit._replace(kind="points"))


_DEGREES_BEFORE = regex.compile(r"(?r)(?P<name>摄氏|华氏)(?:零下|负|-)?\s?")
_DEGREES_AFTER = regex.compile(r"\s?(?P<name>[CF])(?:elsius|ahrenheit)?(?![\p{L}])", regex.IGNORECASE)


def read_degree_scale(text: str, start: int, found: UnitMatch) -> UnitMatch:
    """The unit of degrees with the scale named before the number at `start` or after the unit: 摄氏20度, 70 ° F."""
    name = _DEGREES_BEFORE.match(text, max(0, start - 5), start)
    if name is None and found.word == "°" and (name := _DEGREES_AFTER.match(text, found.end)):
        found = found._replace(end=name.end())
    if name is None:
        return found
    code = "degC" if name["name"] in ("摄氏", "C", "c") else "degF"
    return found._replace(unit=found.unit._replace(code=code))


_NOT_A_DOZEN = regex.compile(r"[了过着假电算开击造破扮工车人印听赢败响断量动字得着]")


def is_dozen(text: str, candidate: NumberCandidate, found: UnitMatch) -> bool:
    """Whether 打 is a dozen and not the verb of 向120打电话 and 315打假: nobody counts a hundred dozens."""
    is_spelled = text[candidate.start - 1 : candidate.start] == "幺"
    return candidate.low < 100 and not is_spelled and not _NOT_A_DOZEN.match(text, found.end)


def is_no_unit(text: str, candidate: NumberCandidate, found: UnitMatch) -> bool:
    """Whether the unit belongs to another word: 3月, 300个点位, three renminbi funds."""
    if found.word == "月":
        return found.unit.kind == "duration" and text[found.start - 1] not in "半多"
    if found.word == "个点":
        return text.startswith("位", found.end)
    return found.unit.kind == "money" and is_currency_of_noun(text, candidate, found)
