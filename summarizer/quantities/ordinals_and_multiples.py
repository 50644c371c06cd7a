"""Ordinals (第三, 3rd, No. 10), multiples (翻了一番, doubled) and halves without a number (半年, 过半)."""

from __future__ import annotations

from fractions import Fraction

import regex

from .chinese_numbers import HAN_DIGITS, read_chinese_number
from .english_numbers import CARDINALS, ORDINALS, ordinal_suffix, read_english_number
from .eras_and_plans import read_named_day
from .numbers_with_units import HALF, apply_unit, read_number_with_unit
from .quantity import Change, DateCandidate, Direction, Kind, NumberCandidate, When
from .units import read_unit

_ORDINALS = ORDINALS | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60}
_ORDINALS |= {"seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 10**3}
_ORDINALS |= {"millionth": 10**6, "billionth": 10**9}
_ORDINAL_DIGITS = regex.compile(r"(?P<n>\d{1,4})(?P<suffix>st|nd|rd|th)(?![\p{L}])")
_ORDINAL_WORD = regex.compile(
    r"(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?"
    rf"(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?![\p{{L}}])",
    regex.IGNORECASE,
)
_COUNT_BEFORE = regex.compile(r"(?r)(?<![\p{L}])(?:an?|one|two|three)\s", regex.IGNORECASE)
_CHINESE_ORDINAL = regex.compile(r"第\s?(?=[\d一二三四五六七八九十百千零])")
# Characters of an ordinal in which a space ends it: 第三 三倍.
_MAX_ORDINAL = 20
_NOT_ORDINAL = regex.compile(r"时间|财经|一?人称|三方|三者|三产业|[一二三]产业|一线|一手|[一二三]世界|六感|一性")


def read_ordinal(text: str, start: int) -> NumberCandidate | None:
    """The ordinal at `start`: 第三, 21st, twenty-first. "first" and "second" are uncertain: they often give no rank."""
    if text[start] == "第":
        return _read_chinese_ordinal(text, start)
    if match := _ORDINAL_DIGITS.match(text, start):
        number = int(match["n"])
        is_ordinal = match["suffix"] in (ordinal_suffix(number), "th")  # 8st are stones
        return _ordinal(start, match.end(), number) if is_ordinal else None
    match = _ORDINAL_WORD.match(text, start)
    if match is None:
        return None
    number = _ORDINALS[match["word"].lower()] + (CARDINALS[match["tens"].lower()] if match["tens"] else 0)
    if match["tens"] and number % 10 == 0:
        return None
    may_be_fraction = match["tens"] and _COUNT_BEFORE.match(text, max(0, start - 6), start)  # a twenty-first
    return _ordinal(start, match.end(), number, certain=number > 2 and not may_be_fraction)


_ORDINAL_TAIL = regex.compile(r"(?:\s(?:and\s)?|-)(?=[\p{L}])", regex.IGNORECASE)


def read_large_ordinal(text: str, start: int) -> NumberCandidate | None:
    """An ordinal beyond a hundred: one hundred eleventh. "Five hundred first editions" may be none."""
    number = read_english_number(text, start)
    link = _ORDINAL_TAIL.match(text, number.end) if number and number.low >= 100 else None
    if number is None or link is None or number.low != number.high or number.low % 100 or number.step < 1:
        return None
    match = _ORDINAL_WORD.match(text, link.end())
    rest = read_ordinal(text, link.end()) if match else None
    if rest is None or rest.low >= 100:
        return None
    return _ordinal(start, rest.end, number.low + rest.low, certain=rest.low > 3)


def _ordinal(start: int, end: int, number: int | Fraction, certain: bool = True) -> NumberCandidate:
    value = Fraction(number)
    return NumberCandidate(start, end, "ordinal", value, value, Fraction(0), certain=certain, form="ordinal", word="th")


def _read_chinese_ordinal(text: str, start: int) -> NumberCandidate | None:
    match = _CHINESE_ORDINAL.match(text, start)
    space = text.find(" ", match.end(), match.end() + _MAX_ORDINAL) if match else -1
    number = read_chinese_number(text if space < 0 else text[:space], match.end()) if match else None
    if match is None or number is None or number.low != number.high or _NOT_ORDINAL.match(text, match.end()):
        return None
    written = text[number.start : number.end]
    if len(written) > 1 and all(c in HAN_DIGITS for c in written):  # 第二一个 is 第二, then 一个
        return _ordinal(start, number.start + 1, HAN_DIGITS[written[0]])
    return _ordinal(start, number.end, number.low)


_DATE_PREPOSITION = regex.compile(
    r"(?r)(?<![\p{L}])(?:(?:on|by|until|till|before|after|from|since)\s(?:the\s)?|(?:morning|afternoon|evening|night)\sof\sthe\s)",
    regex.IGNORECASE,
)
_AFTER_DAY = regex.compile(
    r"\s*(?:[.,;:!?)-]|$|(?:at|from|to|and|for|between|in|with|he|she|they|we|it)\s)", regex.IGNORECASE
)


def read_ordinal_or_day(text: str, start: int) -> NumberCandidate | DateCandidate | None:
    """An ordinal of digits, or the day of the month in "on the 21st" where it ranks nothing."""
    ordinal = read_ordinal(text, start)
    if ordinal is None or ordinal.low > 31 or not _AFTER_DAY.match(text, ordinal.end):
        return ordinal
    if not _DATE_PREPOSITION.match(text, max(0, start - 20), start):
        return ordinal
    return DateCandidate(start, ordinal.end, "date", When(day=int(ordinal.low)))


_NUMBERED = regex.compile(r"\.?\s?(?P<n>\d{1,4})(?![\d%]|[.,]\d|\s(?:million|billion|per cent|percent))")


def read_numbered_label(text: str, start: int, end: int) -> NumberCandidate | None:
    """The number of a label: No. 10, number 3. In small letters, "no" is the negation."""
    if text[start:end] == "no":
        return None
    match = _NUMBERED.match(text, end)
    return _ordinal(start, match.end(), int(match["n"])) if match else None


_MULTIPLE_WORDS = {"twice": 2, "thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6}
_MULTIPLE_WORDS |= {"sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10}
_MULTIPLE_STEMS = {stem: Fraction(value) for stem, value in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4))}
_MULTIPLE_STEMS["halv"] = HALF
_DOUBLE_COMPOUND = regex.compile(
    r"[ -](?:digit|check|figure|standard|room|bed|decker|bogey|agent|fault|act|take|header|dutch|jeopardy|life|doors?"
    r"|glaz|edged|murder|team|crown|play|champion|bill|whammy|dip|cross|chin|entendre|jump|talk|tap|space|blind|cream|espresso|tree)",
    regex.IGNORECASE,
)
_MULTIPLIED_THING = regex.compile(
    r"\s(?:as|the|its|their|his|her|that|this|what|in size|over)(?![\p{L}])", regex.IGNORECASE
)
_INFINITIVE_BEFORE = regex.compile(r"(?r)(?:(?<![\p{L}])to|'?ll|[cw]ould)\s", regex.IGNORECASE)
_CHINESE_FAN = regex.compile(
    r"翻了?[近约超]?(?:(?P<fan>[一两二三四五]|\d)番|(?P<plain>番)|(?P<times>[一两二三四五六七八九十]|\d+(?:\.\d+)?)?多?倍)"
)


def read_english_multiple(text: str, start: int, end: int) -> NumberCandidate | DateCandidate | None:
    """A multiple in one word: doubled, tripling, halved, twice, threefold; or the day called Double 11."""
    word = text[start:end].lower()
    if word == "double" and (day := read_named_day(text, start)):
        return day
    if word in _MULTIPLE_WORDS:
        # "twice" counts occasions unless something is multiplied: twice the size.
        certain = word not in ("twice", "thrice") or bool(_MULTIPLIED_THING.match(text, end))
        return _multiple(start, end, Fraction(_MULTIPLE_WORDS[word]), certain)
    stem = next((s for s in _MULTIPLE_STEMS if word.startswith(s)), None)
    if stem is None or (word in ("double", "triple", "treble") and _DOUBLE_COMPOUND.match(text, end)):
        return None
    certain = word.endswith(("ed", "ing")) or bool(
        _MULTIPLIED_THING.match(text, end) or _INFINITIVE_BEFORE.match(text, max(0, start - 6), start)
    )
    return _multiple(start, end, _MULTIPLE_STEMS[stem], certain)


def read_chinese_multiple(text: str, start: int) -> NumberCandidate | None:
    """A multiple of the old level: 翻了一番 and 翻倍 are 2, 翻两番 4, 翻三倍 3 or 4; 减半 and 腰斩 are a half."""
    char = text[start]
    if char == "翻":
        match = _CHINESE_FAN.match(text, start)
        return _read_fan(start, match) if match else None
    for word, value, certain in (("减半", HALF, True), ("腰斩", HALF, False), ("倍增", Fraction(2), False)):
        if char == word[0] and text.startswith(word, start):
            return _multiple(start, start + 2, value, certain)
    return None


def _read_fan(start: int, match: regex.Match[str]) -> NumberCandidate:
    if match["fan"] or match["plain"]:
        return _multiple(start, match.end(), Fraction(2) ** int(_parse_times(match["fan"] or "一")))
    once = match["times"] in (None, "一", "1")
    return _multiple(start, match.end(), Fraction(2) if once else _parse_times(match["times"]), certain=once)


def _parse_times(written: str) -> Fraction:
    if written == "十":
        return Fraction(10)
    return Fraction(HAN_DIGITS[written]) if written in HAN_DIGITS else Fraction(written)


def to_growth_factor(candidate: NumberCandidate, direction: Direction | None, change: Change | None) -> NumberCandidate:
    """The multiple as new over old level: 增长了两倍 is 3. 下降两倍 is impossible."""
    if candidate.kind != "multiple" or candidate.word != "倍" or direction is None or change == "to":
        return candidate
    if direction == "down":
        return candidate._replace(certain=False)
    return candidate._replace(low=candidate.low + 1, high=candidate.high + 1)


def _multiple(start: int, end: int, value: Fraction, certain: bool = True) -> NumberCandidate:
    return NumberCandidate(start, end, "multiple", value, value, Fraction(0), certain=certain, form="words", word="×")


_ARTICLE = regex.compile(r"an?\s", regex.IGNORECASE)


def read_one_unit(text: str, start: int) -> NumberCandidate | None:
    """One unit written with an article, where more of it follows: an hour and a half, a mile and a quarter."""
    article = _ARTICLE.match(text, start)
    found = read_unit(text, article.end()) if article else None
    if (
        article is None
        or found is None
        or found.start != article.end()
        or found.unit.kind not in ("duration", "measure")
    ):
        return None
    one = NumberCandidate(
        start, article.end() - 1, "number", Fraction(1), Fraction(1), Fraction(1), form="words", length=1
    )
    return apply_unit(text, one, found) if text.startswith(" and ", found.end) else None


_HALF_UNIT = regex.compile(r"半个?\s?(?=(?:年|月|天|日|小时|钟头|世纪|分钟|星期|季度|百分点|基点)(?!度|前))")
_HALF_MEASURE = regex.compile(
    r"半(?=公[里斤顷升]|加仑|英[里亩尺寸]|平方|立方|海里|千[克瓦米]|毫升|盎司|[吨斤亩升](?![级量数]))"
)
_HALF_SHARE = regex.compile(r"(?:(?<=[一过超])半(?:数)?|半数|大半|半(?P<tenth>[成折百]))(?![个年月天小])")
_HALF_TENTHS: dict[str, tuple[Kind, int]] = {"成": ("percent", 5), "折": ("percent", 50), "百": ("number", 50)}


def read_half(text: str, start: int) -> NumberCandidate | None:
    """A half without a number at `start`: 半年, 过半, 半成, 打对折."""
    char = text[start]
    if char == "打" and text.startswith("打对折", start):
        return NumberCandidate(
            start + 1, start + 3, "percent", Fraction(50), Fraction(50), Fraction(1), "discount", word="折"
        )
    if char == "一" and text.startswith("一半", start):
        return _read_half_share(text, start, start + 1)
    if char != "半":
        return None
    unit = _HALF_UNIT.match(text, start) or _HALF_MEASURE.match(text, start)
    return _read_half_unit(text, start, unit.end()) if unit else _read_half_share(text, start, start)


def _read_half_unit(text: str, start: int, end: int) -> NumberCandidate | None:
    found = read_unit(text, end)
    if found is None or found.unit.kind not in ("duration", "points", "measure"):  # 半日元
        return None
    value = HALF * found.unit.factor
    certain = found.word != "天"  # 半天 is also a long while
    return NumberCandidate(
        start, found.end, found.unit.kind, value, value, Fraction(0), found.unit.code, certain=certain, word=found.word
    )


def _read_half_share(text: str, start: int, at: int) -> NumberCandidate | None:
    share = _HALF_SHARE.match(text, at)
    if share is None:
        return None
    if share["tenth"]:
        kind, value = _HALF_TENTHS[share["tenth"]]
        return NumberCandidate(
            start, share.end(), kind, Fraction(value), Fraction(value), Fraction(1), word=share["tenth"]
        )
    over = share.group() == "大半" or text[start - 1 : start] in ("过", "超")
    return NumberCandidate(
        start, share.end(), "fraction", HALF, HALF, Fraction(0), bound="over" if over else "exact", word="半"
    )


_PER_CENT_OF = regex.compile(r"(?:per\s?cents?|percents?|percentage)\sof\s(?=[\d\p{L}])", regex.IGNORECASE)
_ENDS = regex.compile(r"\s*(?:[.,;:!?]|$)")


def read_percent_of(text: str, start: int) -> NumberCandidate | None:
    """The number in "per cent of twenty"; never certain."""
    match = _PER_CENT_OF.match(text, start)
    candidate = read_number_with_unit(text, match.end()) if match and match.end() < len(text) else None
    if candidate is None or candidate.kind != "number" or not _ENDS.match(text, candidate.end):
        return None
    return candidate._replace(start=start, kind="percent", certain=False, word="percent")
