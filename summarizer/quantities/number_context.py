"""What the context of a number tells: its bound, its direction and change, and whether it is ambiguous."""

from __future__ import annotations

import functools
from fractions import Fraction
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .chinese_dates import is_time_since
from .english_numbers import SCALES
from .numerals import multiply
from .quantity import Bound, Change, Direction, NumberCandidate, Quantity

# Characters of context before a number. Chosen 2026-11-24 and not measured: longer than any hedge with its verb.
_CONTEXT_LENGTH = 60
# Spaces between a verb and its number. Chosen 2026-11-24; the cases of `tests/unit/quantities` and the floors of
# `benchmarks.gate --only quantities` hold it.
_MAX_GAP_SPACES = 6
# Characters between an adverb, or a verb of one character, and its number. Chosen and held likewise.
_MAX_ADVERB_GAP = 8


class Context(NamedTuple):
    """The bound, direction and change that the words around a number give it; None where they say nothing."""

    bound: Bound | None
    direction: Direction | None
    change: Change | None


@functools.cache
def _hedge_words() -> dict[str, dict[str, str]]:
    """The patterns of `data/hedges.txt`, by place (before, after, verb, noun) and meaning."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in (files(__package__) / "data" / "hedges.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(" : ")
            place, meaning = head.split()
            found.setdefault(place, {}).setdefault(meaning, []).extend(words.split(" | "))
    return {place: {m: "|".join(w) for m, w in meanings.items()} for place, meanings in found.items()}


def _named_groups(place: str) -> str:
    """The patterns of a place, with one named group for each meaning."""
    return "|".join(f"(?P<{meaning}>{words})" for meaning, words in _hedge_words()[place].items())


class _Patterns:
    """The patterns, compiled at first use. Those that end at the number are matched backwards."""

    def __init__(self) -> None:
        self.before = regex.compile(
            rf"(?r)(?<![\p{{Latin}}])(?:{_named_groups('before')})(?:[了达]|有|为|\s?(?:a|an|the)(?=\s))?\s?",
            regex.IGNORECASE,
        )
        self.after = regex.compile(rf"\s?(?:{_named_groups('after')})", regex.IGNORECASE)
        # Between a verb and its number: particles and a few words, but no other number and no end of a clause.
        # There are two hundred verbs: the last character of the Chinese ones is looked at first.
        last = {word[-1] for words in _hedge_words()["verb"].values() for word in words.split("|")} - {"?", ")"}
        self.verb = regex.compile(
            rf"(?r)(?<![\p{{Latin}}])(?:{_named_groups('verb')})(?<=[{''.join(last)}\p{{Latin}}])"
            r"(?P<gap>(?![\p{Latin}])[^，。；！？,;!?\d\n:：]{0,30}?)",
            regex.IGNORECASE,
        )
        self.noun = regex.compile(rf"(?:的(?:同比|环比|年均|年)?|\s|-)(?:{_named_groups('noun')})", regex.IGNORECASE)


@functools.cache
def _patterns() -> _Patterns:
    return _Patterns()


_TO = regex.compile(
    r"(?:至|到|达到|为)(?:[了约近超逾]?|[^，。,]{0,8}的|原来|目前|现在|此前|上年|去年)$"
    r"|\bto(?:\s(?:about|around|nearly|almost|just|over|more than|a|an|some|the|record))*\s*$",
    regex.IGNORECASE,
)
_BY = regex.compile(r"了|幅度|\bby\b", regex.IGNORECASE)
_FROM = regex.compile(r"(?:从|由)(?:[^，。,\d]{0,8})$|\bfrom(?:\s[a-z]+){0,2}\s*$", regex.IGNORECASE)
_THEN_TO = regex.compile(r"[^。；;\n]{0,14}?[至到为]|[^.;\n]{0,40}?\sto\s", regex.IGNORECASE)
# These apply only to a number close by: "lined up with three" has no direction.
_ADVERBS = frozenset(("up", "down", "cut", "cuts", "lost", "added", "higher", "lower", "shed", "hike"))


def read_context(text: str, start: int, end: int, floor: int) -> Context:
    """The context of text[start:end], a number or date; nothing before `floor`, the end of the last one, is read."""
    low = max(floor, start - _CONTEXT_LENGTH)
    bound, hedge_start = _read_bound(text, start, low)
    if bound is None and (tail := _patterns().after.match(text, end)):
        bound = cast(Bound, tail.lastgroup)
    direction, change = _read_direction(text, low, hedge_start, end)
    return Context(bound, direction, change)


def _read_bound(text: str, start: int, low: int) -> tuple[Bound | None, int]:
    """The bound before a number, and the offset where its hedge begins."""
    if text[start] in "百千万亿" and text[low:start].endswith("上"):  # 上百亿
        return "at_least", start - 1
    if text[start] in "万亿" and text[low:start].endswith("过"):  # 过亿元
        return "over", start - 1
    hedge = _patterns().before.match(text, low, start)
    return (cast(Bound, hedge.lastgroup), hedge.start()) if hedge else (None, start)


def _read_direction(text: str, low: int, start: int, end: int) -> tuple[Direction | None, Change | None]:
    """Where the number goes, by the verb before text[start:end] or the noun after it."""
    if _FROM.search(text, low, start) and _THEN_TO.match(text, end):
        return None, "from"
    verb = _patterns().verb.match(text, low, start)
    if verb is not None:
        return _direction_of_verb(verb)
    noun = _patterns().noun.match(text, end)
    return (cast(Direction, noun.lastgroup), "by") if noun else (None, None)


def _direction_of_verb(verb: regex.Match[str]) -> tuple[Direction | None, Change | None]:
    gap = verb["gap"]
    direction: Direction = "up" if verb["up"] else "down"
    word = verb[direction]
    if word.lower() in ("增长", "growth") and verb.string.endswith(("负", "negative "), 0, verb.start()):
        direction = "down"
    is_object = word.lower() == "growth" and gap.strip() in ("", "by")  # cut growth by 2 points
    is_far = len(gap) > _MAX_ADVERB_GAP and (len(word) == 1 or word.lower() in _ADVERBS)
    if gap.count(" ") > _MAX_GAP_SPACES or is_far or is_object:
        return None, None
    if word.endswith(("幅", "速")):
        return direction, "by"
    if word.endswith(("至", "到")) or _TO.search(gap):
        return direction, "to"
    return direction, "by" if _BY.search(gap) or gap.strip() in ("", "约", "近", "超") else None


_TO_NEXT = regex.compile(
    r"(?:\s(?:in \d{4} )?to\s(?:about |around |nearly |a |a record |just |over |more than |almost )?"
    r"|[,，]?(?:升|增|涨|降|减|跌|提高|下降)?[至到为][了约近]?)$",
    regex.IGNORECASE,
)


def inherit_direction(text: str, last: Quantity, number: NumberCandidate) -> tuple[Direction, Change] | None:
    """The direction taken from the quantity before: rose 15% to $415 million, from 5% to 7%, 下降3%至5亿."""
    if last.high is None or not _TO_NEXT.match(text, last.end, number.start):
        return None
    if last.change == "from" and last.kind == number.kind and last.high != number.low:
        return ("up" if number.low > last.high else "down"), "to"
    return (last.direction, "to") if last.direction and last.change != "to" else None


_LOSS = regex.compile(
    r"(?r)(?:亏损?(?!收窄|减少|缩小|扩大|增加)|(?<![\p{L}])loss(?:es)?)"
    r"(?:额|[约近超逾达为至了]|\s|[^，。；！？,;!?\d\n]{0,12}"
    r"(?:[为达至约近超]|\s(?:of|was|were|to|at)\s(?:about\s|nearly\s|over\s)?(?:[\p{L}]{0,3}\$)?)){0,2}[-(]?",
    regex.IGNORECASE,
)


_PROFIT = regex.compile(
    r"(?r)(?:净利润?|盈利|溢利|[纯获]利|利润|(?<![\p{L}])(?:profits?|net\sincome))"
    r"(?:额|[约近超逾达为至了]|\s(?:of|was|were|to|at)\s(?:about\s|nearly\s|over\s)?(?:[\p{L}]{0,3}\$)?)?",
    regex.IGNORECASE,
)


def is_called_loss(text: str, start: int, floor: int) -> bool:
    """Whether the words before an amount call it a loss."""
    low = max(floor, start - _CONTEXT_LENGTH)
    if "亏" not in text[low:start] and "oss" not in text[low:start]:
        return False
    return bool(_LOSS.match(text, low, start))


def is_called_profit(text: str, start: int, floor: int) -> bool:
    """Whether the words right before an amount call it a profit."""
    low = max(floor, start - _CONTEXT_LENGTH)
    if "利" not in text[low:start] and "rofit" not in text[low:start] and "ncome" not in text[low:start]:
        return False
    return bool(_PROFIT.match(text, low, start))


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


# Digits.

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


# English words.

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


# Han numerals.


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


# Years, ages and speeds.

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
