"""Quantities of several numbers: ranges (30到40亿元, between 5 and 7 per cent), compounds (五元三毛), scores (3-2)."""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_compounds import extend_chinese_unit
from .currencies import read_currency_sign
from .numbers_with_units import read_number_with_unit
from .numerals import read_number
from .quantity import NumberCandidate
from .units import UnitMatch, base_unit, read_unit

_RANGE_LINK = regex.compile(r"\s?(?P<dash>[-~]{1,2}|至|到|or(?=\s))\s?|\s(?P<to>to)\s", regex.IGNORECASE)
_AND_LINK = regex.compile(r"\s?(?:and|和|与|至|到)\s?(?:(?:about|around|roughly)\s|约)?", regex.IGNORECASE)
_SIGN_OF_SECOND = regex.compile(r"(?:-|负|零下|minus\s|(?P<above>零上))\s?(?=[\d\p{Han}])", regex.IGNORECASE)
_BETWEEN_CLOSING = regex.compile(r"\s?之?间")
_COMPOUND_LINK = regex.compile(r"(?:\s?(?:又|零|余|多)\s?|,?\s(?:and\s)?|\s?)(?=[\d\p{L}])")
_TIME_FOLLOWS = regex.compile(r":\d\d|\s?[ap]\.?m(?![\p{L}])", regex.IGNORECASE)
_NUMBER_START = regex.compile(
    r"[\d.]|[零一二三四五六七八九十百千两半几壹贰叁肆伍陆柒捌玖拾佰仟参]|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|half|a hundred|a thousand|a million)(?![\p{L}])",
    regex.IGNORECASE,
)


def join_range(text: str, first: NumberCandidate, between: bool, below_zero: bool = False) -> NumberCandidate:
    """The range that `first` begins, or `first` itself.

    Args:
        between: whether "between" or 介于 precedes it.
        below_zero: whether 零下 precedes it, which then holds for both ends.
    """
    link = _RANGE_LINK.match(text, first.end) or (_AND_LINK.match(text, first.end) if between else None)
    pair = None
    if link is None and text.startswith(("和", "与"), first.end):
        link = pair = _AND_LINK.match(text, first.end)
    if link is None or _is_change_to_level(text, first, link):
        return first
    second = _read_second(text, link.end(), first)
    if second is None or (not first.word and _NUMBERED_PART.match(text, 0, first.start)):
        return first
    if below_zero and second.high > 0 and not text.startswith("零上", link.end()):
        second = _negate(second)
    end = second.end
    if pair:
        closing = _BETWEEN_CLOSING.match(text, second.end)
        if closing is None:
            return first
        end = closing.end()
    joined = _merge(first, second)
    if joined is None:
        return first
    dash = link.groupdict().get("dash")
    may_be_score = dash is not None and "-" in dash and joined.kind == "number" and joined.high < 100
    return joined._replace(end=end, certain=joined.certain and not may_be_score)


_CHANGED = regex.compile(
    r"(?r)(?<![\p{L}])(?:rose|rise|risen|fell|fall|fallen|gained|lost|climbed|jumped|dropped|declined|surged|slid|slipped|added|up"
    r"|down|increased|decreased|advanced|plunged)(?:\sby)?(?:\s(?:about|around|nearly|over))?\s",
    regex.IGNORECASE,
)


# What is numbered: in paragraph 4 to 280 million, no amount begins with 4.
_NUMBERED_PART = regex.compile(r"(?r)\b(?:paragraph|section|chapter|article|page|line|item|table|note)\s", regex.I)


def _is_change_to_level(text: str, first: NumberCandidate, link: regex.Match[str]) -> bool:
    """Whether "to" leads to the new level of a change: rose 4.44 yuan to 834.74 yuan."""
    if first.kind not in ("money", "number", "count") or not link.groupdict().get("to"):
        return False
    return bool(_CHANGED.match(text, max(0, first.start - 40), first.start))


def _read_second(text: str, position: int, first: NumberCandidate) -> NumberCandidate | None:
    """The upper end of a range, with the currency written before the lower one."""
    if first.kind == "money" and (sign := read_currency_sign(text, position)):  # $5 to £7 is no range
        return read_number_with_unit(text, sign.number, first.unit) if sign.code == first.unit else None
    if first.low < 0 and (minus := _SIGN_OF_SECOND.match(text, position)):  # -7.1亿到-8.8亿元
        second = _read_second(text, minus.end(), first)
        return second if minus["above"] or second is None else _negate(second)
    if not _NUMBER_START.match(text, position):
        return None
    is_prefixed = first.kind == "money" and first.word == first.unit and not first.word.islower()
    second = read_number_with_unit(text, position)
    if second and _TIME_FOLLOWS.match(text, second.end):
        return None
    if second is None or (second.kind == "number" and second.form == "han" and second.length == 1):
        return None
    if is_prefixed and second.kind == "number":
        return second._replace(kind="money", unit=first.unit)
    return join_compound(text, second)


def _negate(number: NumberCandidate) -> NumberCandidate:
    return number._replace(low=-number.high, high=-number.low)


def _merge(first: NumberCandidate, second: NumberCandidate) -> NumberCandidate | None:
    """The range of two numbers. The first takes the unit and the scale that only the second has."""
    if first.word and (first.kind, first.unit) != (second.kind, second.unit) and second.kind != "number":
        return None
    if first.word and second.kind == "number" and first.word != first.unit:
        return None
    low, step = first.low, max(first.step, second.step)
    if first.kind == "number" and second.kind != "number":
        factor = _unit_factor(second)
        low *= factor
        step = max(first.step * factor, second.step)
    low *= _shared_scale(first, second, low)
    if low < 0 and second.high < low:  # from a smaller loss to a larger one
        low, second = second.low, second._replace(high=low)
    if not low < second.high:
        return None
    kind, unit = (first.kind, first.unit) if second.kind == "number" else (second.kind, second.unit)
    return second._replace(
        start=first.start,
        low=low,
        step=step,
        kind=kind,
        unit=unit,
        bound=first.bound,
        word=second.word or first.word,
        certain=first.certain and second.certain,
    )


def _shared_scale(first: NumberCandidate, second: NumberCandidate, low: Fraction) -> int:
    """The factor of the scale that only the second number has: 30到40亿, 三到五百万, 一百二十到一百五十万."""
    if first.scale == 1 and second.scale >= 10 and abs(low) < abs(second.high) / second.scale:
        return second.scale
    if first.myriads == 1 and second.myriads > 1 and abs(low) < abs(second.high) / second.myriads:
        return second.myriads
    return 1


def _unit_factor(number: NumberCandidate) -> Fraction:
    """The factor of the unit of `number`: 100 million for 亿元, 10 per cent for 成."""
    if number.word == "成":
        return Fraction(10)
    found = read_unit(number.word, 0) if number.word else None
    return found.unit.factor if found else Fraction(1)


# Parts of a compound after the first. The lexicon has seven units of time, from years to seconds.
_MAX_PARTS = 6
# Hundredths of a second, at the end of the words: nothing is counted (5秒10次) or measured (3秒50公里) by them.
_HUNDREDTHS = regex.compile(r"\d\d(?=[的夺奪获獲]|\s*(?:$|[,.](?!\d)|[;!?，。；、！？)）]))")
_SECONDS_FOLLOW = regex.compile(r"\s?[\d零一二三四五六七八九十]{1,3}秒")


def join_compound(text: str, first: NumberCandidate) -> NumberCandidate:
    """The number with its smaller units added: 五元三毛, 3 dollars 50 cents, 8天20小时."""
    first = extend_chinese_unit(text, first)
    if first.word == "分" and _SECONDS_FOLLOW.match(text, first.end):
        first = first._replace(kind="duration", unit="minute")
    if first.word == "秒" and (hundredths := _HUNDREDTHS.match(text, first.end)):  # 7秒98
        value = first.low + Fraction(int(hundredths.group()), 100)
        return first._replace(low=value, high=value, step=Fraction(1, 100), end=hundredths.end())
    if first.kind not in ("money", "duration", "measure") or not first.word:
        return first
    for _ in range(_MAX_PARTS):
        longer = _read_next_part(text, first)
        if longer is None:
            return first
        first = longer
    return first


def _read_next_part(text: str, first: NumberCandidate) -> NumberCandidate | None:
    link = _COMPOUND_LINK.match(text, first.end)
    if link is None or link.end() >= len(text) or not _NUMBER_START.match(text, link.end()):
        return None
    if first.kind == "measure":
        return _read_smaller_measure(text, first, link)
    reader = _read_smaller_money if first.kind == "money" else _read_smaller_duration
    return reader(text, first, link)


# Pairs of units that people combine, and how many of the smaller one make the larger.
_SMALLER_UNITS = {
    ("foot", "inch"): 12,
    ("stone", "pound"): 14,
    ("pound", "ounce"): 16,
    ("km", "m"): 1000,
    ("m", "cm"): 100,
    ("kg", "g"): 1000,
}
_IN = regex.compile(r"\s?in(?:s|\.)?(?![\p{L}])")


def _read_smaller_measure(text: str, first: NumberCandidate, link: regex.Match[str]) -> NumberCandidate | None:
    """The length or weight with the next smaller unit: 5 ft 2 in, 7 feet and 10 inches, 1 km 200 m."""
    number = read_number(text, link.end())
    if number is None or number.scale > 1 or number.low != number.high or first.low.denominator != 1:
        return None
    found = read_unit(text, number.end)
    smaller, end = (found.unit.code, found.end) if found else (None, number.end)
    if found is None and first.unit == "foot" and (inches := _IN.match(text, number.end)):
        smaller, end = "inch", inches.end()
    ratio = _SMALLER_UNITS.get((first.unit or "", smaller or ""))
    if ratio is None or number.low >= ratio:
        return None
    value = first.low + number.low / ratio
    return first._replace(low=value, high=value, step=number.step / ratio, end=end)


def _read_smaller_money(text: str, first: NumberCandidate, link: regex.Match[str]) -> NumberCandidate | None:
    """The amount with the next smaller unit: 五元三毛, 3 dollars 50 cents, 三块五."""
    number = read_number(text, link.end())
    if number is None or number.low != number.high or number.scale > 1:
        return None
    found = read_unit(text, number.end)
    if text.startswith("分", number.end) and (first.unit or "") in ("CNY", "USD", "HKD", "TWD"):
        value, end, word = number.low / 100, number.end + 1, "分"
    elif first.unit == "$" and (cents := _CENTS.match(text, number.end)):
        value, end, word = number.low / 100, cents.end(), "cents"
    elif found and _is_subunit_of(first, found):
        value, end, word = number.low * found.unit.factor, found.end, found.word
    elif (subunit := _implied_subunit(text, first, number.end, link)) is not None and found is None:
        value, end, word = number.low * subunit, number.end, first.word
    else:
        return None
    is_whole_before = 0 < value < 1 and first.low.denominator == 1
    if not is_whole_before and first.word not in ("角", "毛", "jiao", "mao") and first.step >= 1:
        return None
    return _add_part(first, value, end, word)


_CENTS = regex.compile(r"c(?![\p{L}\d])")


def _add_part(first: NumberCandidate, value: Fraction, end: int, word: str) -> NumberCandidate:
    return first._replace(low=first.low + value, high=first.high + value, step=Fraction(1, 100), end=end, word=word)


def _is_subunit_of(first: NumberCandidate, found: UnitMatch) -> bool:
    """Whether a unit is a part of the currency of `first`: 毛 of 元, cents of dollars."""
    kind, code, factor = found.unit
    return kind == "money" and factor < 1 and (first.unit == code or code == "$" or {first.unit, code} <= {"$", "USD"})


def _implied_subunit(text: str, first: NumberCandidate, end: int, link: regex.Match[str]) -> Fraction | None:
    """The unit of a bare number after an amount: tenths in 三块五, hundredths in "15 dollars 50"."""
    written = text[link.end() : end]
    is_digit = len(written) == 1 and written in "一二三四五六七八九"
    if first.word in ("块", "元", "kuai") and is_digit and not link.group():
        return Fraction(1, 10)
    if first.word in ("角", "毛") and is_digit and not link.group():
        return Fraction(1, 100)
    if first.word in ("€", "£") and len(written) == 2 and written.isdecimal() and end == len(text):
        return Fraction(1, 100)
    if not first.word.isascii() or first.word.lower() == "$":
        return None
    is_cents = (written.isdecimal() and len(written) == 2) or written.replace(" ", "").isalpha() or "-" in written
    return Fraction(1, 100) if is_cents and _ends_clause(text, end) else None


def _ends_clause(text: str, position: int) -> bool:
    return position >= len(text) or text[position] in ".,;:!?)\"'" or text[position : position + 6].lower() == " more,"


def _read_smaller_duration(text: str, first: NumberCandidate, link: regex.Match[str]) -> NumberCandidate | None:
    """The duration with the next smaller unit: 8天20小时, 3 hours 30 minutes."""
    second = read_number_with_unit(text, link.end())
    if second and second.word == "分" and first.unit == "hour":
        second = second._replace(kind="duration", unit="minute")
    if second is None or second.kind != "duration" or first.unit is None or second.unit is None:
        return None
    (base, worth), (base_of_second, worth_of_second) = base_unit(first.unit), base_unit(second.unit)
    if base != base_of_second or worth <= worth_of_second:
        return None
    ratio = worth / worth_of_second
    return second._replace(start=first.start, low=first.low * ratio + second.low, high=first.high * ratio + second.high)


_SCORE = regex.compile(
    r"(?P<a>\d{1,3})\s?(?P<mark>[-:])\s?(?P<b>\d{1,3})"
    r"(?![\d%万亿年月日]|[-:.,/]\d|\s?(?:per|million|billion|bn|m|years?|months?|days?|people)(?![\p{L}]))"
)
_SCORE_CONTEXT = regex.compile(
    r"\s?(?:win|victory|defeat|loss|lead|draw|away|home|thrashing|triumph|aggregate|scoreline|up|down|winners?|at half"
    r"|after|in|on|over|against|[,.;)!?]|[力逆惜险大小完]?[胜负败克击横战不取领落平淘输赢])"
)


def read_score(text: str, start: int) -> NumberCandidate | None:
    """A score: 3-2, 108:93. With a hyphen the numbers must fall, or words of a match follow; a range is more usual."""
    match = _SCORE.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    certain = True
    if match["mark"] == "-":
        is_falling = first >= second or "0" in (match["a"], match["b"])
        in_match_report = bool(_SCORE_CONTEXT.match(text, match.end())) and first < 200
        if not (is_falling or in_match_report) or (first > 40 and not in_match_report):
            return None
        certain = is_falling and in_match_report
    return NumberCandidate(
        start, match.end(), "score", Fraction(first), Fraction(second), Fraction(0), certain=certain, word="-"
    )
