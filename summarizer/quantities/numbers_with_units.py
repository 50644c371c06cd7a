"""Reads a number with its unit or currency, and what is written with two numbers: fractions, tenths, powers."""

from __future__ import annotations

from fractions import Fraction

import regex

from .ambiguous_units import is_dozen, is_no_unit, judge_pounds, read_degree_scale, read_pct
from .chinese_compounds import read_tenths
from .chinese_numbers import Numeral
from .currencies import names_currency
from .numerals import multiply, read_number, read_power, scale_of, to_candidate
from .quantity import NumberCandidate
from .separators import may_have_thousands_point
from .units import UnitMatch, read_unit

HALF = Fraction(1, 2)
# More digits that the number does not take in: $.750.30.
_DIGITS_FOLLOW = regex.compile(r"[.,']\d")
_CHINESE_FRACTION_BAR = regex.compile(
    r"\s{0,2}分\s{0,2}之\s{0,2}(?P<minus>负\s?)?|[份分](?=[一二三四五六七八九](?:[^\p{Han}]|$|的))"
)
_SHARE_LINK = regex.compile(r"\s?(?:至|到|[-~])\s?(?=[\d一二三四五六七八九十百])")
_SHARE_OF_OTHER = regex.compile(r"\s?(?:分之|[日号%成折])")
_CHINESE_MIXED_LINK = regex.compile(r"\s?又\s?")
# A fraction, and no part of a list of figures with one unit: 18/16/14倍, 50/60万吨.
_SLASH = regex.compile(r"(?<!\d/)(?P<n>\d{1,4})\s?/\s?(?P<d>\d{1,4})(?![\d/.\-年月%％倍万亿元])")
_WHOLE_BEFORE_SLASH = regex.compile(r"\d{1,4}\s{1,2}(?=\d{1,3}/)")
_CHINESE_OVER = regex.compile(r"\s?(?:多|余|来|几)(?=\s?[\p{Han}%])")
_OUT_OF = regex.compile(r"\s(?:in|out of|in every|(?P<over>over))\s(?=[\p{L}\d])", regex.IGNORECASE)
_CLAUSE_ENDS = regex.compile(r"\s*(?:[.,;:!?)]|$)")
# The denominators of percentages; those of fractions are other numbers (十分之三).
_SHARE_BASES = frozenset(("百", "佰", "千", "仟", "万", "百万", "千万", "亿", "万万", "百万万"))
_MULTIPLE_FOLLOWS = regex.compile(
    r"\s(?:as|more|higher|larger|bigger|greater|faster|the|its|their|his|over|lower|smaller)\b"
)
# "three times more" may be three or four times as much.
_CLEAR_MULTIPLE_FOLLOWS = regex.compile(r"\s(?:as|the|its|their|his|over)\b")
_AND_A_HALF = regex.compile(r"半(?![年月天导夜径])|\sand\s(?:a\s)?(?P<en>half|quarter)(?![\p{L}])", regex.IGNORECASE)
# 个点 of this many are points of an index, fewer perhaps percentage points. Chosen 2026-11-30, not measured.
_MAX_POINTS = 30
_HAN = regex.compile(r"\p{Han}")
_HAN_SCALES = frozenset("十百千万亿拾佰仟")
_AFTER_AMOUNT = regex.compile(r"\s?(?:[多余]?[元圆块]|[^\p{Han}]|$|[至到和以左上及的之作为给或])")
_SCALE_AFTER = regex.compile(r"\s(?P<scale>million|billion|trillion|bn|m)(?![\p{L}])", regex.IGNORECASE)


def read_number_with_unit(
    text: str, position: int, prefix: str | None = None, factor: Fraction = Fraction(1)
) -> NumberCandidate | None:
    """The number at `position` of folded text with its unit.

    Args:
        prefix: the currency written before the number.
        factor: how many of that currency one stands for: 1,000,000 in MUSD.
    """
    if prefix is None and (part := _read_part_of_point(text, position)):
        return part
    number = read_number(text, position, prefix is not None) or _read_bare_myriad(text, position)
    if number is None:
        return None
    if number.form == "digits" and (power := read_power(text, number)):
        return power
    if prefix is not None:
        return _with_currency_sign(text, number, prefix, factor)
    return _read_fraction(text, number) or read_tenths(text, number) or _read_with_unit(text, number)


_PART_OF_POINT = regex.compile(
    r"(?:(?P<three>three)[ -]quarters|(?:an?[ -])?(?:(?P<half>half)|quarter))"
    r"(?:[ -]|\sof\s)(?:(?:an?|one)[ -])?(?P<word>(?:percentage[ -])?points?)(?![\p{L}])",
    regex.IGNORECASE,
)


def _read_part_of_point(text: str, position: int) -> NumberCandidate | None:
    """A quarter, half or three quarters of a percentage point, as interest rates move: a quarter-point cut."""
    match = _PART_OF_POINT.match(text, position)
    if match is None:
        return None
    value = Fraction(3 if match["three"] else 2 if match["half"] else 1, 4)
    return NumberCandidate(position, match.end(), "points", value, value, Fraction(0), word="percentage points")


_BARE_MYRIAD = regex.compile(r"万{1,2}(?=\s?分\s?之)")


def _read_bare_myriad(text: str, position: int) -> Numeral | None:
    """The denominator of 万分之三, which is no number by itself."""
    match = _BARE_MYRIAD.match(text, position)
    base = Fraction(scale_of(match.group())) if match else Fraction(0)
    return Numeral(position, match.end(), base, base, Fraction(1), form="han") if match else None


def _read_fraction(text: str, number: Numeral) -> NumberCandidate | None:
    """A fraction or percentage of two numbers: 三分之一, 百分之五, 三又二分之一, 3/4, 1 4/5, one in five."""
    bar = _CHINESE_FRACTION_BAR.match(text, number.end)
    if bar:
        return _read_chinese_fraction(text, number, bar)
    if number.form == "words" and text.endswith("quarters", number.start, number.end):
        return _read_quarters(text, number)
    if number.form == "words" and number.low < 1 and not number.step:
        is_half = number.low == HALF
        return _read_half_of_unit(text, number) if is_half else to_candidate(number)._replace(kind="fraction")
    if text.startswith(("又", " 又"), number.end):
        return _read_mixed_fraction(text, number)
    following = text[number.end : number.end + 1]
    if number.form == "digits" and following in ("/", " ") and (slash := _read_slash_fraction(text, number)):
        return slash
    return _read_one_in_n(text, number) if following == " " else None


_SPLIT_UNIT = regex.compile(r"个(?P<what>[半多])(?=月|小时|钟头|星期|礼拜|世纪)")  # 三个半月, 四个多小时
_OF = regex.compile(r"\sof\s(?:the\s|these\s|those\s)?")
_ARTICLE = regex.compile(r"\s(?:of\s)?an?\s", regex.IGNORECASE)


_LENGTH_WORD = regex.compile(
    r"(?r)(?<![\p{L}])(?:past|last|next|previous|first|recent|final|consecutive|straight|successive|for|over|in|within|every|each"
    r"|after|these|those)\s",
    regex.IGNORECASE,
)


def _read_quarters(text: str, number: Numeral) -> NumberCandidate:
    """Quarters as a share (three quarters of them) or as a length of time (the past two quarters)."""
    candidate = to_candidate(number)
    of_whole = text.startswith(" of ", number.end)
    is_length = bool(_LENGTH_WORD.match(text, max(0, number.start - 12), number.start))
    if number.low.denominator > 4 or " and " in text[number.start : number.end] or (of_whole and not is_length):
        return candidate._replace(kind="fraction" if number.low < 1 else "number")
    if number.low == Fraction(3, 4) and not is_length:
        return candidate._replace(kind="fraction", certain=False)
    months = number.low * 12
    return candidate._replace(low=months, high=months, step=Fraction(3), kind="duration", unit="month", word="quarters")


def _read_half_of_unit(text: str, number: Numeral) -> NumberCandidate:
    """A half, or half of a unit: half an hour, half a mile, half-hour."""
    candidate = to_candidate(number)
    article = _ARTICLE.match(text, number.end)
    found = read_unit(text, article.end() if article else number.end)
    if found is None or found.unit.kind not in ("duration", "measure", "points"):
        return candidate._replace(kind="fraction")
    return apply_unit(text, candidate, found)


def _read_mixed_fraction(text: str, number: Numeral) -> NumberCandidate | None:
    """三又二分之一."""
    link = _CHINESE_MIXED_LINK.match(text, number.end)
    denominator = read_number(text, link.end()) if link and link.end() < len(text) else None
    bar = _CHINESE_FRACTION_BAR.match(text, denominator.end) if denominator else None
    part = _read_chinese_fraction(text, denominator, bar) if denominator and bar else None
    if part is None:
        return None
    return part._replace(start=number.start, low=number.low + part.low, high=number.high + part.high, kind="number")


def _read_chinese_fraction(text: str, number: Numeral, bar: regex.Match[str]) -> NumberCandidate | None:
    """三分之一, or the percentage of 百分之五, 千分之五, 万分之五."""
    denominator = text[number.start : number.end].replace(" ", "")
    base = scale_of(denominator) if denominator in _SHARE_BASES else None
    numerator = read_number(text, bar.end()) if bar.end() < len(text) else None
    if numerator is None or (base is None and not number.low):
        return None
    sign = -1 if bar["minus"] else 1
    if base is not None:
        share = multiply(_to_range_of_shares(text, numerator), Fraction(100, base) * sign)
        return share._replace(start=number.start, kind="percent", word="分之", form="digits", length=0)
    value = numerator.low / number.low * sign
    return NumberCandidate(number.start, numerator.end, "fraction", value, value, Fraction(0), word="分之")


def _to_range_of_shares(text: str, numerator: Numeral) -> NumberCandidate:
    """The numerator, or the range of 百分之三到五, whose denominator is written once."""
    first = to_candidate(numerator)
    link = _SHARE_LINK.match(text, numerator.end)
    second = read_number(text, link.end()) if link and link.end() < len(text) else None
    if second is None or not numerator.high < second.low or second.form == "words":
        return first
    if _SHARE_OF_OTHER.match(text, second.end) or read_unit(text, second.end):
        return first
    return first._replace(high=second.high, end=second.end, step=max(first.step, second.step))


def _read_slash_fraction(text: str, number: Numeral) -> NumberCandidate | None:
    """3/4 or 1 4/5; certain with a usual denominator."""
    whole = Fraction(0)
    match = _SLASH.match(text, number.start)
    if match is None and number.step == 1 and (mixed := _WHOLE_BEFORE_SLASH.match(text, number.start)):
        match, whole = _SLASH.match(text, mixed.end()), number.low
    if match is None or not int(match["d"]):
        return None
    value = whole + Fraction(int(match["n"]), int(match["d"]))
    is_usual = int(match["d"]) in (2, 3, 4, 5, 6, 8, 10) and (value < 1 or whole > 0)
    return NumberCandidate(number.start, match.end(), "fraction", value, value, Fraction(0), certain=is_usual, word="/")


def _read_one_in_n(text: str, number: Numeral) -> NumberCandidate | None:
    """one in five, three out of four, one over three."""
    link = _OUT_OF.match(text, number.end)
    if link is None or number.step != 1 or number.scale != 1 or not _starts_number(text, link.end()):
        return None
    other = read_number(text, link.end())
    if other is None or other.step != 1 or not 0 < other.low <= 10**6:
        return None
    if link["over"]:  # "5 over 10 years" is no fraction
        if not _CLAUSE_ENDS.match(text, other.end):
            return None
    elif number.low >= other.low:
        return None
    if other.low > 1000 and "out" not in link.group():  # in 2019
        return None
    value = number.low / other.low
    return NumberCandidate(number.start, other.end, "fraction", value, value, Fraction(0), word="in")


def _starts_number(text: str, position: int) -> bool:
    return position < len(text) and (text[position].isdecimal() or text[position].isalpha())


def _with_currency_sign(text: str, number: Numeral, prefix: str, factor: Fraction) -> NumberCandidate | None:
    """The amount in the currency before it, and with the word after it that repeats the currency."""
    found = read_unit(text, number.end)
    after_name = number.start > 0 and bool(_HAN.match(text, number.start - 1))
    if after_name and not _is_amount_after_name(text, number, found):
        return None
    is_repeated = (
        found is not None and found.unit.kind == "money" and found.unit.factor == 1 and _repeats_currency(found, prefix)
    )
    candidate = to_candidate(number)
    more = text.startswith("多", number.end) and not text.startswith("多个", number.end)
    return multiply(candidate, factor)._replace(
        kind="money",
        unit=prefix,
        end=found.end if found and is_repeated else number.end,
        word=prefix,
        certain=number.certain
        and not _DIGITS_FOLLOW.match(text, number.end)
        and not may_have_thousands_point(number.step, number.scale, prefix),
        bound="over" if more else candidate.bound,
    )


def _is_amount_after_name(text: str, number: Numeral, found: UnitMatch | None) -> bool:
    """Whether a number after the name of a currency is an amount: not in 美元5年期国债, 人民币三连跌."""
    if found is not None:
        return found.unit.kind == "money"
    if number.form != "han":
        return True
    is_scaled = number.length > 1 and not _HAN_SCALES.isdisjoint(text[number.start : number.end])
    return is_scaled and bool(_AFTER_AMOUNT.match(text, number.end))


def _repeats_currency(found: UnitMatch, prefix: str) -> bool:
    """Whether a currency after the number repeats the one before it: $5 million dollars, 人民币50元, US$ 3 USD."""
    return found.word[-1].isalpha() and (
        found.unit.code == prefix or prefix in "$¥" or found.unit.code == "$" or found.word == "元"
    )


def _read_with_unit(text: str, number: Numeral) -> NumberCandidate:
    """The number with the unit after it, and with 多, 余, 来 or 半 between them."""
    candidate = to_candidate(number)
    more = _CHINESE_OVER.match(text, number.end) if number.bound == "exact" else None
    found = read_unit(text, more.end() if more else number.end)
    if more and found is None:
        more, found = None, read_unit(text, number.end)
    if more:
        candidate = candidate._replace(bound="about" if more.group().strip() == "来" else "over")
    if number.bound == "about" and number.form == "words" and (of := _OF.match(text, number.end)):
        found = read_unit(text, of.end())
    if text.startswith("个", number.end) and (split := _SPLIT_UNIT.match(text, number.end)):
        found = read_unit(text, split.end())
        if split["what"] == "半":
            candidate = candidate._replace(low=candidate.low + HALF, high=candidate.high + HALF)
        else:
            candidate = candidate._replace(bound="over")
    return candidate if found is None else apply_unit(text, candidate, found)


def apply_unit(text: str, candidate: NumberCandidate, found: UnitMatch) -> NumberCandidate:
    """The candidate with the unit after its number."""
    found = read_pct(text, candidate.start, found)
    kind, code, factor = found.unit
    if is_no_unit(text, candidate, found):
        return candidate
    if found.word == "个点":  # percentage points, or points of an index
        kind, code = ("points", None) if candidate.high < _MAX_POINTS else ("count", "point")
        candidate = candidate._replace(certain=False)
    if code == "degree":
        found = read_degree_scale(text, candidate.start, found)
        code = found.unit.code
    if found.word == "pounds" and (weight := judge_pounds(text, candidate, found.end)) is not None:
        return candidate._replace(end=found.end, word="pounds", **weight)
    if found.word == "打" and not is_dozen(text, candidate, found):
        return candidate._replace(certain=False)
    if kind == "count" and found.word == "times" and _MULTIPLE_FOLLOWS.match(text, found.end):
        kind, code = "multiple", None
        candidate = candidate._replace(
            certain=candidate.certain and bool(_CLEAR_MULTIPLE_FOLLOWS.match(text, found.end))
        )
    if found.word == "元" and (named := read_unit(text, found.end)) and names_currency(named):  # 三万元欧元
        found, code = named, named.unit.code
    candidate = multiply(candidate, factor)._replace(end=found.end, kind=kind, unit=code, word=found.word)
    if kind == "money":
        candidate = apply_scale(text, candidate)
    if kind in ("duration", "age", "measure") and (half := _AND_A_HALF.match(text, candidate.end)):
        extra = Fraction(1, 4) if half["en"] and half["en"].lower() == "quarter" else HALF
        candidate = candidate._replace(
            low=candidate.low + extra * factor, high=candidate.high + extra * factor, end=half.end()
        )
    return candidate


def apply_scale(text: str, candidate: NumberCandidate) -> NumberCandidate:
    """The candidate with the scale that stands apart from its number: 75 USD million, $(12.5) million."""
    scale = _SCALE_AFTER.match(text, candidate.end)
    if scale is None:
        return candidate
    return multiply(candidate, Fraction(scale_of(scale["scale"])))._replace(end=scale.end())
