"""What the words around a number say of it: its bound, its direction and change, and whether it is a loss or profit."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import NamedTuple, cast

import regex

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
