"""What the words around a figure say of it: its bound (约, nearly), its direction (增长, fell) and by, to or from."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import NamedTuple, cast

import regex

from .model import Bound, Change, Direction

WINDOW = 60  # characters looked at before a figure


class Surroundings(NamedTuple):
    """What was found around one figure."""

    bound: Bound | None
    direction: Direction | None
    change: Change | None


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    """The alternatives of `data/hedges.txt`: by place (before, after, verb, noun), then by meaning."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in (files(__package__) / "data" / "hedges.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(" : ")
            place, meaning = head.split()
            found.setdefault(place, {}).setdefault(meaning, []).extend(words.split(" | "))
    return {place: {m: "|".join(w) for m, w in meanings.items()} for place, meanings in found.items()}


def _groups(place: str) -> str:
    """One named group for each meaning."""
    return "|".join(f"(?P<{meaning}>{words})" for meaning, words in _words()[place].items())


class _Patterns:
    """The patterns, compiled at first use. Those that end where the figure begins are matched backwards."""

    def __init__(self) -> None:
        self.before = regex.compile(
            rf"(?r)(?<![\p{{Latin}}])(?:{_groups('before')})(?:[了达]|有|为|\s?(?:a|an|the)(?=\s))?\s?",
            regex.IGNORECASE,
        )
        self.after = regex.compile(rf"\s?(?:{_groups('after')})", regex.IGNORECASE)
        # Between a verb and its figure: particles and a few words, but no other figure and no end of a clause.
        self.verb = regex.compile(
            rf"(?r)(?<![\p{{Latin}}])(?:{_groups('verb')})"
            r"(?P<gap>(?![\p{Latin}])[^，。；！？,;!?\d\n:：]{0,30}?)",
            regex.IGNORECASE,
        )
        self.noun = regex.compile(rf"(?:的(?:同比|环比|年均|年)?|\s|-)(?:{_groups('noun')})", regex.IGNORECASE)


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


def surroundings(text: str, start: int, end: int, floor: int) -> Surroundings:
    """What the words around text[start:end] say; nothing before `floor`, the end of the last figure, is looked at."""
    low = max(floor, start - WINDOW)
    bound, head = _hedge(text, start, low)
    if bound is None and (tail := _patterns().after.match(text, end)):
        bound = cast(Bound, tail.lastgroup)
    direction, change = _direction(text, low, head, end)
    return Surroundings(bound, direction, change)


def _hedge(text: str, start: int, low: int) -> tuple[Bound | None, int]:
    """The bound before a figure, and where its words begin."""
    if text[start] in "百千万亿" and text[low:start].endswith("上"):  # 上百亿
        return "at_least", start - 1
    hedge = _patterns().before.match(text, low, start)
    return (cast(Bound, hedge.lastgroup), hedge.start()) if hedge else (None, start)


def _direction(text: str, low: int, head: int, end: int) -> tuple[Direction | None, Change | None]:
    if _FROM.search(text, low, head) and _THEN_TO.match(text, end):
        return None, "from"
    verb = _patterns().verb.match(text, low, head)
    if verb is not None:
        return _verb_direction(verb)
    noun = _patterns().noun.match(text, end)
    return (cast(Direction, noun.lastgroup), "by") if noun else (None, None)


def _verb_direction(verb: regex.Match[str]) -> tuple[Direction | None, Change | None]:
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
