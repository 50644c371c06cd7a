"""Whether what reads as a number is one: identifiers, halves of a game, articles, single numerals, years and ages."""

from __future__ import annotations

import functools
from fractions import Fraction

import regex

from .chinese_dates import is_time_since
from .english_numbers import SCALES
from .numerals import multiply
from .quantity import NumberCandidate
from .units import load_word_list

_SCALE_CHARACTERS = frozenset("十百千万亿兆拾佰仟廿卅点几数")
_ENDS = regex.compile(r"\s*(?:[.,;:!?]|$)")


def judge_ambiguity(text: str, number: NumberCandidate) -> NumberCandidate | None:
    """The number, uncertain where its form or context is ambiguous; None where it counts nothing."""
    if number.word == "年" and _may_be_year(text, number):
        return number._replace(certain=False)
    if number.word == "分" and number.length >= len(text) - 1:  # a text of 5分 alone may mean cents, points or minutes
        return multiply(number, Fraction(1, 100))._replace(kind="money", unit="CNY", certain=False)
    if number.form == "words":
        return _judge_english_number(text, number)
    if number.form == "han":
        return _judge_chinese_number(text, number)
    return _judge_digits(text, number)


# ------------------------------------------------------------------------------------------------ digits

_RACE = regex.compile(r"\s(?:race|run|fun|road)(?![\p{L}])", regex.IGNORECASE)
_LETTERS = regex.compile(r"[\p{Latin}]|\s[B-HJ-Z](?![\p{L}'.])")
_COMMA = regex.compile(r",\d{1,2}(?!\d)")
_IDENTIFIER = regex.compile(
    r"0\d+$"  # 0730, 028
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"  # 20160930
    r"|1[3-9]\d{9}$"  # a mobile telephone
)
_ACRONYM = regex.compile(r"(?r)(?<![\p{L}\d&.])(?!US|UK|EU|UN|CEO|CNN|BBC|AP)[A-Z]{2,5}\s")
_HOUR = regex.compile(r"1?\d(?:\.[0-5]\d)?$")  # at 7, at 6.45
_DAY_MONTH = regex.compile(r"\d{1,2}\.\d{1,2}$")  # on 5.12


def _judge_digits(text: str, number: NumberCandidate) -> NumberCandidate | None:
    if number.scale == 10**6 and text.startswith("3M", number.start):  # three million, or the company
        number = number._replace(certain=False)
    if number.word:
        return _judge_metres(text, number)
    if text.startswith("号", number.end) and number.step == 1:
        return number._replace(kind="ordinal", end=number.end + 1, step=Fraction(0), word="号")
    if number.scale == 1000 and number.low <= 42195 and _RACE.match(text, number.end):  # a 10K run
        return None
    if _is_identifier(text, number) or _may_be_date_or_time(text, number):
        return number._replace(certain=False)
    return number


_DIMENSION = regex.compile(
    r"[ -](?:long|tall|high|deep|wide|thick|away|apart|above|below|up|down|from|race|sprint|dash|final|hurdles|relay"
    r"|run|freestyle|butterfly|backstroke|breaststroke|medley|track|pool|bridge|tower|tunnel|wave)(?![\p{L}])",
    regex.IGNORECASE,
)


def _judge_metres(text: str, number: NumberCandidate) -> NumberCandidate:
    """The number; uncertain where 100m may be metres or millions: with no space, and no dimension after it."""
    may_be_millions = number.word == "m" and text[number.end - 2].isdecimal() and not _DIMENSION.match(text, number.end)
    return number._replace(certain=False) if may_be_millions else number


def _is_identifier(text: str, number: NumberCandidate) -> bool:
    """Whether a bare number may be part of a name (10G), of a list (1,3), or a year or other identifier."""
    if _LETTERS.match(text, number.end) or _COMMA.match(text, number.end):
        return True
    before, written = text[max(0, number.start - 2) : number.start], text[number.start : number.end]
    if (before[-1:] == "," and before[:1].isdecimal()) or (before[-1:] == "." and before[:1] in ".0123456789"):
        return True
    if number.step != 1 or number.scale != 1:
        return False
    if 1900 <= number.low <= 2099 and number.length == 4:  # perhaps a year
        return True
    return bool(_IDENTIFIER.match(written) or _ACRONYM.match(text, max(0, number.start - 8), number.start))


def _may_be_date_or_time(text: str, number: NumberCandidate) -> bool:
    """Whether the number may be an hour (at 7, at 6.45) or a day (on 5.12)."""
    before, written = text[max(0, number.start - 3) : number.start].lower(), text[number.start : number.end]
    return bool((before == "at " and _HOUR.match(written)) or (before in ("on ", "ay ") and _DAY_MONTH.match(written)))


# ------------------------------------------------------------------------------------------------ English words

_ORDINAL_NEXT = regex.compile(
    r"[ -](?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th)s?(?![\p{L}])", regex.IGNORECASE
)
_OF_A_WHOLE = regex.compile(
    r"\s*(?:[.,;:!?)\"']|$|(?:of|to|more|less|or|in|from|higher|lower|and|are|were|is|was|have|had|said|off|on|by|at|as|that|who"
    r"|since|compared|during)(?![\p{L}]))",
    regex.IGNORECASE,
)
_CHANGED_BY = regex.compile(
    r"(?r)(?<![\p{L}])(?:fell|fall(?:en|s|ing)?|dropp?(?:ed|s|ing)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|cut(?:s|ting)?|reduc(?:ed?|es|ing)"
    r"|shr[aiu]nk|rose|ris(?:en?|es|ing)|gr(?:ew|own?|ows|owing)|increas(?:ed?|es|ing)|jump(?:ed|s|ing)?|climb(?:ed|s|ing)?|up|down)"
    r"(?:\s(?!by)[\p{L}'’]+){0,3}\sby\s(?:about\s|around\s|almost\s|nearly\s|over\s|roughly\s|more\sthan\s)?",
    regex.IGNORECASE,
)
_ALONE = regex.compile(r"(?r)^[\s\W]*")
_NEGATIVE = regex.compile(r"(?r)(?<![\p{L}])(?:minus|negative)\s", regex.IGNORECASE)
_HALF_WORD = regex.compile(r"-(?!(?:a|million|billion|dozen|hour|year))|[ ]?time|way")
_NOT_HALF = regex.compile(
    r"(?r)(?<![\p{L}])(?:first|second|latter|other|better|back|top|bottom|early|late|opening|closing|each)[ -]",
    regex.IGNORECASE,
)


def _is_half_of_game_or_compound(text: str, number: NumberCandidate) -> bool:
    """Whether "half" counts nothing: half-time, halfway, the second half."""
    before = _NOT_HALF.match(text, max(0, number.start - 12), number.start)
    return bool(before or _HALF_WORD.match(text, number.end))


def _is_share(text: str, number: NumberCandidate) -> bool:
    """Whether "a third" is a share, by what follows it, or by a verb of change before it: fell by a third."""
    changed = _CHANGED_BY.match(text, max(0, number.start - 40), number.start)
    return bool(changed or _OF_A_WHOLE.match(text, number.end))


def _judge_english_number(text: str, number: NumberCandidate) -> NumberCandidate | None:
    words = text[number.start : number.start + number.length].lower()
    if words == "one":
        return _judge_one(text, number)
    if words == "half" and _is_half_of_game_or_compound(text, number):
        return None
    if words.startswith(("a ", "an ")) and number.kind == "fraction" and not _is_share(text, number):
        return None  # a third possibility
    if words.endswith("s") and number.bound == "about" and text[: number.start].endswith(("in ", "In ")):
        return None  # the unit of a table: in millions
    first = words.split(" ")[0]
    is_zero = first in ("zero", "naught", "nought") and " " not in words
    if first in SCALES or words.startswith("hundred ") or is_zero:  # multi-billion dollar, zero tolerance
        return number._replace(certain=False)
    return number._replace(certain=False) if _ORDINAL_NEXT.match(text, number.end) else number


def _judge_one(text: str, number: NumberCandidate) -> NumberCandidate | None:
    """The "one" of a quantity (one million, one mile); None for one of them, no one, one day."""
    if _NEGATIVE.match(text, max(0, number.start - 9), number.start) or number.kind == "percent":
        return number
    if not number.word:
        is_alone = _ALONE.match(text, max(0, number.start - 3), number.start) and _ENDS.match(text, number.end)
        return number._replace(certain=False) if is_alone else None
    is_duration = number.kind == "duration" and number.word not in ("day", "night")
    return number._replace(certain=number.kind in ("measure", "money", "age") or is_duration)


# ------------------------------------------------------------------------------------------------ Han numerals


def _judge_chinese_number(text: str, number: NumberCandidate) -> NumberCandidate | None:
    written = text[number.start : number.start + number.length]
    if _SCALE_CHARACTERS.isdisjoint(written):
        return _judge_positional(number)
    if number.word:
        return number._replace(certain=number.certain and not is_bare_scale(text, number))
    is_name = text[number.end : number.end + 1] in tuple("号线中初字大五届")
    if is_name or (number.low != number.high and "点" in written):
        return None
    is_ambiguous = written in ("十一", "十", "百万", "千万", "百亿", "千亿", "万亿")
    return number._replace(certain=number.certain and not is_ambiguous)


def _judge_positional(number: NumberCandidate) -> NumberCandidate | None:
    """Numerals without 十, 百 …: 二〇二五 may be a year, 七八个 is a range, the 一一 of 唯一一场 counts nothing."""
    if number.low != number.high:
        return number if number.word else None
    return number._replace(certain=False) if number.length > 2 else None


def is_bare_scale(text: str, number: NumberCandidate) -> bool:
    """Whether a number is a scale alone, as in 百元 and 千亿: with a hedge it is an amount."""
    if text[number.start] not in "百千佰仟" or number.low != number.high:
        return False
    return text[number.start - 1 : number.start] not in tuple("近超逾过约达上")


_NO_DURATION_UNITS = frozenset("时分月载点")
_NO_ZERO_UNITS = frozenset("件点部头口位分星层")  # 零件, 零点, 零部件
_NO_MEASURE_UNITS = frozenset(("方", "度", "里", "码", "平方", "升", "立方", "两重", "°"))
_WORDS_BEFORE_ARTICLE = frozenset("这那每某同另单唯统任之其万第哪不进逐有何前后头")
_WORDS_BEFORE_SHU = frozenset("整小系指人总参函多少代倍")  # 整数, 小数, 总数
_FORMAL_NUMERALS = frozenset("肆伍陆拾佰仟")  # ordinary characters too: 大陆, 收拾, 队伍
_AFTER_TOP_N = regex.compile(r"[的强大甲，。、,;\s]|$")  # 排名前三的
_AFTER_STATED_NUMBER = regex.compile(r"[这那不而还或，。,.!?]|$")  # 答案是四不是五
_LETTER = regex.compile(r"[\p{L}\d]")


@functools.cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(load_word_list(name))


def judge_single_numeral(text: str, number: NumberCandidate) -> NumberCandidate | None:
    """A number of one Han numeral, if its unit makes it a quantity; uncertain where 一 is an article."""
    char, before = text[number.start], text[number.start - 1 : number.start]
    if not number.word:
        return _judge_without_unit(text, number)
    if before and char == "一" and before in _WORDS_BEFORE_ARTICLE:
        return None
    if char in _FORMAL_NUMERALS and number.kind != "money":
        return None
    if char == "数" and (number.word == "位" or (before and before in _WORDS_BEFORE_SHU)):
        return None
    if char == "零" and (number.kind == "duration" or (number.kind == "count" and number.word in _NO_ZERO_UNITS)):
        return None
    return _judge_with_unit(char, number)


def _judge_without_unit(text: str, number: NumberCandidate) -> NumberCandidate | None:
    """A numeral without a unit: certain in 前三, uncertain alone or after 是."""
    if text[number.start] in "几数半":
        return None
    before = text[number.start - 1 : number.start]
    if before == "前" and _AFTER_TOP_N.match(text, number.end):
        return number
    is_alone = not _LETTER.match(text, number.end) and not _LETTER.match(before)
    is_stated = before == "是" and bool(_AFTER_STATED_NUMBER.match(text, number.end))
    return number._replace(certain=False) if is_alone or is_stated else None


def _judge_with_unit(char: str, number: NumberCandidate) -> NumberCandidate | None:
    word, kind = number.word, number.kind
    if kind == "count":
        if word not in _word_set("counting"):
            return None
        return number._replace(certain=number.certain and not (char == "一" and word in _word_set("articles")))
    if kind == "duration" and word in _NO_DURATION_UNITS and number.low.denominator == 1:
        return None
    if word == "个点":  # of a drawing or an argument
        return None
    if kind == "measure" and word in _NO_MEASURE_UNITS:
        return None
    if kind == "money" and word in ("镑", "角", "毛", "刀"):
        return number._replace(certain=char != "一")
    return number


# ------------------------------------------------------------------------------------------------ years, ages, speeds

_LENGTH_BEFORE = regex.compile(r"(?r)[近过约达满有逾超经长历用了每这前后]\s?")
_LENGTH_AFTER = regex.compile(r"[前后来内间多以的历里左]|之[前后久]|时间")
_SPEED = regex.compile(r"(?r)时速\s?[\p{Han}--万千百\s]{0,6}", regex.V1)
_SPEEDS = {"km": "km/h", "mile": "mph"}
# Characters that are looked at for such a word.
_MAX_WORDS = 10
_AGED = regex.compile(r"(?r)(?:(?<![\p{L}])aged?(?:\sof)?\s|(?<=\p{Lu}[\p{L}'-]{1,20}),\s)", regex.IGNORECASE)
_AGE_ENDS = regex.compile(r",|\s?\(|\sand\s\p{Lu}")


def _may_be_year(text: str, number: NumberCandidate) -> bool:
    """Whether a number with 年 may be a year and not a duration: 25年, 88年."""
    written = text[number.start : number.start + number.length]
    if not written.isdecimal() or number.bound != "exact" or is_time_since(text, number.start):
        return False
    if written[0] == "0" or (len(written) == 4 and written[2:] != "00"):
        return True
    if len(written) == 3 and not 100 <= number.low < 130:  # 114年 may be of the Republic
        return False
    if len(written) not in (2, 3) or not (20 <= number.low < 30 or number.low >= 50):
        return False
    return not (
        _LENGTH_BEFORE.match(text, max(0, number.start - 3), number.start) or _LENGTH_AFTER.match(text, number.end)
    )


def apply_words_before(text: str, number: NumberCandidate) -> NumberCandidate:
    """The number as an age, or a speed, where the words before it make it one: aged 35, 时速不超过25公里."""
    if number.unit in _SPEEDS and _SPEED.match(text, max(0, number.start - _MAX_WORDS), number.start):
        return number._replace(unit=_SPEEDS[number.unit])
    return _apply_age(text, number)


def _apply_age(text: str, number: NumberCandidate) -> NumberCandidate:
    """The number as an age where its context makes it one: at the age of 77; aged 35; John Smith, 38, was …"""
    is_plain = number.kind == "number" and number.step == 1 and number.scale == 1 and number.form != "han"
    if not (is_plain and 0 < number.low < 120):
        return number
    match = _AGED.match(text, max(0, number.start - 24), number.start)
    if match is None or (match.group().startswith(",") and not (_AGE_ENDS.match(text, number.end) and number.low > 1)):
        return number
    return number._replace(kind="age", word="aged")
