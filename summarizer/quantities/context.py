"""What the text around a number says of it: bound, direction and change, and whether it can be read in more than one way."""

from __future__ import annotations

import functools
from fractions import Fraction
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .english_numbers import SCALES
from .quantity import Bound, Change, Direction, NumberCandidate

CONTEXT_LENGTH = 60  # characters looked at before a figure


class Context(NamedTuple):
    """What was found around one figure."""

    bound: Bound | None
    direction: Direction | None
    change: Change | None


@functools.cache
def _hedge_words() -> dict[str, dict[str, str]]:
    """The alternatives of `data/hedges.txt`: by place (before, after, verb, noun), then by meaning."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in (files(__package__) / "data" / "hedges.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(" : ")
            place, meaning = head.split()
            found.setdefault(place, {}).setdefault(meaning, []).extend(words.split(" | "))
    return {place: {m: "|".join(w) for m, w in meanings.items()} for place, meanings in found.items()}


def _named_groups(place: str) -> str:
    """One named group for each meaning."""
    return "|".join(f"(?P<{meaning}>{words})" for meaning, words in _hedge_words()[place].items())


class _Patterns:
    """The patterns, compiled at first use. Those that end where the figure begins are matched backwards."""

    def __init__(self) -> None:
        self.before = regex.compile(
            rf"(?r)(?<![\p{{Latin}}])(?:{_named_groups('before')})(?:[了达]|有|为|\s?(?:a|an|the)(?=\s))?\s?",
            regex.IGNORECASE,
        )
        self.after = regex.compile(rf"\s?(?:{_named_groups('after')})", regex.IGNORECASE)
        # Between a verb and its figure: particles and a few words, but no other figure and no end of a clause.
        self.verb = regex.compile(
            rf"(?r)(?<![\p{{Latin}}])(?:{_named_groups('verb')})"
            r"(?P<gap>(?![\p{Latin}])[^，。；！？,;!?\d\n:：]{0,30}?)",
            regex.IGNORECASE,
        )
        self.noun = regex.compile(rf"(?:的(?:同比|环比|年均|年)?|\s|-)(?:{_named_groups('noun')})", regex.IGNORECASE)


@functools.cache
def _patterns() -> _Patterns:
    return _Patterns()


_TO = regex.compile(
    r"(?:至|到|达到|为)[了约近超逾]?$"
    r"|\bto(?:\s(?:about|around|nearly|almost|just|over|more than|a|an|some|the|record))*\s*$",
    regex.IGNORECASE,
)
_BY = regex.compile(r"了|幅度|\bby\b", regex.IGNORECASE)
_FROM = regex.compile(r"(?:从|由)(?:[^，。,\d]{0,8})$|\bfrom(?:\s[a-z]+){0,2}\s*$", regex.IGNORECASE)
_THEN_TO = regex.compile(r"[^。；;\n]{0,14}?[至到为]|[^.;\n]{0,40}?\sto\s", regex.IGNORECASE)
# These bind only what stands beside them: "lined up with three" goes nowhere.
_ADVERBS = frozenset(("up", "down", "cut", "cuts", "lost", "added", "higher", "lower", "shed", "hike"))


def read_context(text: str, start: int, end: int, floor: int) -> Context:
    """What the words around text[start:end] say; nothing before `floor`, the end of the last figure, is looked at."""
    low = max(floor, start - CONTEXT_LENGTH)
    bound, head = _read_bound(text, start, low)
    if bound is None and (tail := _patterns().after.match(text, end)):
        bound = cast(Bound, tail.lastgroup)
    direction, change = _read_direction(text, low, head, end)
    return Context(bound, direction, change)


def _read_bound(text: str, start: int, low: int) -> tuple[Bound | None, int]:
    """The bound before a figure, and where its words begin."""
    if text[start] in "百千万亿" and text[low:start].endswith("上"):  # 上百亿
        return "at_least", start - 1
    hedge = _patterns().before.match(text, low, start)
    return (cast(Bound, hedge.lastgroup), hedge.start()) if hedge else (None, start)


def _read_direction(text: str, low: int, head: int, end: int) -> tuple[Direction | None, Change | None]:
    if _FROM.search(text, low, head) and _THEN_TO.match(text, end):
        return None, "from"
    verb = _patterns().verb.match(text, low, head)
    if verb is not None:
        return _direction_of_verb(verb)
    noun = _patterns().noun.match(text, end)
    return (cast(Direction, noun.lastgroup), "by") if noun else (None, None)


def _direction_of_verb(verb: regex.Match[str]) -> tuple[Direction | None, Change | None]:
    gap = verb["gap"]
    direction: Direction = "up" if verb["up"] else "down"
    word = verb[direction]
    if gap.count(" ") > 6 or (len(gap) > 8 and (len(word) == 1 or word.lower() in _ADVERBS)):
        return None, None
    if word.endswith(("幅", "速")):
        return direction, "by"
    if word.endswith(("至", "到")) or _TO.search(gap):
        return direction, "to"
    return direction, "by" if _BY.search(gap) or gap.strip() in ("", "约", "近", "超") else None


_SCALE_CHARACTERS = frozenset("十百千万亿兆拾佰仟廿卅点几数")
_ENDS = regex.compile(r"\s*(?:[.,;:!?]|$)")


def judge_ambiguity(text: str, figure: NumberCandidate) -> NumberCandidate | None:
    """The figure, doubted where its form or its surroundings leave it open; None where it counts nothing."""
    if figure.word == "年" and _may_be_year(text, figure):
        return figure._replace(certain=False)
    if figure.form == "words":
        return _judge_english_number(text, figure)
    if figure.form == "han":
        return _judge_chinese_number(text, figure)
    return _judge_digits(text, figure)


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


def _judge_digits(text: str, figure: NumberCandidate) -> NumberCandidate | None:
    if figure.word:
        return figure
    if text.startswith("号", figure.end) and figure.step == 1:
        return figure._replace(kind="ordinal", end=figure.end + 1, step=Fraction(0), word="号")
    if figure.scale == 1000 and figure.low <= 42195 and _RACE.match(text, figure.end):  # a 10K run
        return None
    if _is_identifier(text, figure) or _may_be_date_or_time(text, figure):
        return figure._replace(certain=False)
    letter = text[figure.end - 1]
    if figure.scale > 1 and letter in "mt" and text[figure.end - 2].isdecimal():  # 100m are metres or millions
        return figure._replace(certain=False)
    return figure


def _is_identifier(text: str, figure: NumberCandidate) -> bool:
    """A bare number that letters run on from (10G), that a comma may continue (1,3), or that names something."""
    if _LETTERS.match(text, figure.end) or _COMMA.match(text, figure.end):
        return True
    before, written = text[max(0, figure.start - 2) : figure.start], text[figure.start : figure.end]
    if before[-1:] == "," and before[:1].isdecimal():
        return True
    if figure.step != 1 or figure.scale != 1:
        return False
    if 1900 <= figure.low <= 2099 and figure.length == 4:  # a year, perhaps
        return True
    return bool(_IDENTIFIER.match(written) or _ACRONYM.match(text, max(0, figure.start - 8), figure.start))


def _may_be_date_or_time(text: str, figure: NumberCandidate) -> bool:
    """at 7 and at 6.45 may be hours, on 5.12 a day."""
    before, written = text[max(0, figure.start - 3) : figure.start].lower(), text[figure.start : figure.end]
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


def _is_share(text: str, figure: NumberCandidate) -> bool:
    """Whether "a third" is a share: by what follows, or because something changed by it: fell by a third this year."""
    changed = _CHANGED_BY.match(text, max(0, figure.start - 40), figure.start)
    return bool(changed or _OF_A_WHOLE.match(text, figure.end))


def _judge_english_number(text: str, figure: NumberCandidate) -> NumberCandidate | None:
    number = text[figure.start : figure.start + figure.length].lower()
    if number == "one":
        return _judge_one(text, figure)
    if number == "half" and (
        _HALF_WORD.match(text, figure.end) or _NOT_HALF.match(text, max(0, figure.start - 12), figure.start)
    ):
        return None
    if number.startswith(("a ", "an ")) and figure.kind == "fraction" and not _is_share(text, figure):
        return None  # a third possibility
    first = number.split(" ")[0]
    if (
        first in SCALES
        or number.startswith("hundred ")
        or (first in ("zero", "naught", "nought") and " " not in number)
    ):
        return figure._replace(certain=False)  # multi-billion dollar, zero tolerance
    return figure._replace(certain=False) if _ORDINAL_NEXT.match(text, figure.end) else figure


def _judge_one(text: str, figure: NumberCandidate) -> NumberCandidate | None:
    """one million is a number, one mile a measure; one of them, no one and one day are none."""
    if _NEGATIVE.match(text, max(0, figure.start - 9), figure.start) or figure.kind == "percent":
        return figure
    if not figure.word:
        alone = _ALONE.match(text, max(0, figure.start - 3), figure.start) and _ENDS.match(text, figure.end)
        return figure._replace(certain=False) if alone else None
    sure = figure.kind in ("measure", "money", "age") or (
        figure.kind == "duration" and figure.word not in ("day", "night")
    )
    return figure._replace(certain=sure)


# Han numerals.


def _judge_chinese_number(text: str, figure: NumberCandidate) -> NumberCandidate | None:
    written = text[figure.start : figure.start + figure.length]
    if _SCALE_CHARACTERS.isdisjoint(written):
        return _judge_positional(figure)
    if figure.word:
        return figure._replace(certain=figure.certain and not is_bare_scale(text, figure))
    if text[figure.end : figure.end + 1] in tuple("号线中初字大五届") or (
        figure.low != figure.high and "点" in written
    ):
        return None
    return figure._replace(
        certain=figure.certain and written not in ("十一", "十", "百万", "千万", "百亿", "千亿", "万亿")
    )


def _judge_positional(figure: NumberCandidate) -> NumberCandidate | None:
    """二〇二五 may be a year, 七八个 are seven or eight, the 一一 of 唯一一场 and the 二三 of 二三事 are nothing."""
    if figure.low != figure.high:
        return figure if figure.word else None
    return figure._replace(certain=False) if figure.length > 2 else None


def is_bare_scale(text: str, figure: NumberCandidate) -> bool:
    """百元 and 千亿 name a class of things as often as an amount; with a hedge (上百亿, 近百人) they are one."""
    if text[figure.start] not in "百千佰仟" or figure.low != figure.high:
        return False
    return text[figure.start - 1 : figure.start] not in tuple("近超逾过约达上")


# Years and ages.

_LENGTH_BEFORE = regex.compile(r"(?r)[近过约达满有逾超经长历用了每这前后]\s?")
_LENGTH_AFTER = regex.compile(r"[前后来内间多以的历里左]|之[前后久]|时间")
_AGED = regex.compile(r"(?r)(?:(?<![\p{L}])aged?(?:\sof)?\s|(?<=\p{Lu}[\p{L}'-]{1,20}),\s)", regex.IGNORECASE)
_AGE_ENDS = regex.compile(r",|\s?\(|\sand\s\p{Lu}")


def _may_be_year(text: str, figure: NumberCandidate) -> bool:
    """25年 and 88年 may be 2025 and 1988, 017年 is half a year's name, 9798年 two of them."""
    written = text[figure.start : figure.start + figure.length]
    if not written.isdecimal() or figure.bound != "exact":
        return False
    if written[0] == "0" or (len(written) == 4 and written[2:] != "00"):
        return True
    if len(written) != 2 or not (20 <= figure.low < 30 or figure.low >= 50):
        return False
    return not (
        _LENGTH_BEFORE.match(text, max(0, figure.start - 3), figure.start) or _LENGTH_AFTER.match(text, figure.end)
    )


def apply_age_context(text: str, figure: NumberCandidate) -> NumberCandidate:
    """at the age of 77; aged 35; John Smith, 38, was …"""
    if (
        figure.kind != "number"
        or figure.step != 1
        or figure.scale != 1
        or not 0 < figure.low < 120
        or figure.form == "han"
    ):
        return figure
    match = _AGED.match(text, max(0, figure.start - 24), figure.start)
    if match is None or (match.group().startswith(",") and not (_AGE_ENDS.match(text, figure.end) and figure.low > 1)):
        return figure
    return figure._replace(kind="age", word="aged")
