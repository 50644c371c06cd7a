"""What the words around a figure say of it: its bound (约, nearly), its direction (增长, fell) and by, to or from."""

from __future__ import annotations

import functools
from typing import NamedTuple

import regex

from .model import Bound, Change, Direction

WINDOW = 60       # characters looked at before a figure, 24 after it


class Surroundings(NamedTuple):
    """What was found around one figure; `end` is where a hedge after it ends."""

    bound: Bound | None
    direction: Direction | None
    change: Change | None
    between: bool


_BEFORE: dict[Bound, str] = {
    "at_least": r"至少|不少于|不低于|不小于|最少|起码|最低|at least|no fewer than|no less than|not less than|a minimum of|minimum of|as few as",
    "at_most": r"至多|最多|不超过|不多于|不高于|不大于|不逾|最高|上限为?|at most|no more than|not more than|up to|as many as|as much as"
               r"|a maximum of|maximum of|as high as",
    "about": r"大约|大概|约为|约有|约合|约达|(?<![合条节预签履违纽契公毁制])约|差不多|左右各?|about|around|approximately|approx\.?|roughly|some|circa"
             r"|an estimated|estimated|in the region of|in the order of|on the order of|~|≈",
    "nearly": r"将近|接近|逼近|(?<![最附邻亲就])近|几近|几乎|nearly|almost|close to|just under|just below|approaching|just short of",
    "over": r"超过|超出|超(?:了)?|逾|突破|高于|多于|大于|不止|多达|破|高过|more than|over|above|exceed(?:s|ed|ing)?|in excess of|greater than"
            r"|just over|upwards of|better than|higher than|north of|topp(?:ed|ing)|surpass(?:ed|ing|es)?|>",
    "under": r"不足|不到|低于|少于|未满|不满|小于|不及|less than|fewer than|under|below|lower than|short of|<",
}
_AFTER: dict[Bound, str] = {
    "about": r"左右|上下|前后|or so(?![\p{L}])|-ish|-odd|-plus or minus",
    "at_least": r"(?:及|或|和)?以上|起步?(?![来伏源初])|or more(?![\p{L}])|and above|or above|-plus(?![\p{L}])|\+|plus(?![\p{L}])|or higher|and over|at least",
    "at_most": r"(?:及|或)?以[下内]|之内|or less(?![\p{L}])|or fewer|or lower|at most|or under|max(?:imum)?(?![\p{L}])",
    "over": r"多(?![个名位年月天种数元家辆])|余(?![额下地])|有余",
}
_UP = (
    "增长|增加|上升|上涨|提高|提升|攀升|飙升|飙涨|扩大|上调|回升|反弹|走高|走强|上扬|大涨|激增|猛增|暴涨|高出|多出|增至|升至|涨至|涨到|升到|增到|增幅|涨幅|升幅|"
    "增速|增收|增产|增持|新增|增|升|涨|"
    "rose|rises?|rising|risen|increas(?:e|ed|es|ing)|grew|grows?|grown|growing|growth|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    "|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|advanc(?:e|ed|es|ing)|expand(?:s|ed|ing)?|higher|rall(?:y|ied)|rebound(?:ed|s)?|up|added|hike"
    "|increment|widen(?:ed|s|ing)?|accelerat(?:e|ed|es|ing)|improv(?:e|ed|es|ing)"
)
_DOWN = (
    "下降|下跌|减少|下滑|降低|缩减|下调|回落|萎缩|降至|跌至|降到|跌到|减至|跌幅|降幅|减幅|收窄|走低|走弱|削减|缩水|下挫|暴跌|大跌|重挫|缩小|跌破|"
    "减持|减产|减|降|跌|缩|"
    "fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|slid(?:e|es|ing)?|slip(?:s|ped|ping)?"
    "|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)|shr(?:ank|ink|inks|unk|inking)|lost|lower(?:ed|ing)?|cut(?:s|ting)?|reduc(?:e|ed|es|ing|tion)"
    "|sank|sink(?:s|ing)?|slump(?:s|ed|ing)?|down|narrow(?:ed|s|ing)|eas(?:ed|es|ing)|shed|contract(?:ed|s|ing)|dip(?:s|ped)|slash(?:ed|es|ing)"
    "|retreat(?:s|ed|ing)?|weaken(?:s|ed|ing)?|dived?"
)
# Between the word and its figure: particles, a date, a few words, but no other figure and no punctuation of clauses.
_ZH_GAP = r"(?:[^，。；！？,;!?\d\n]|(?<=\d)[.])"


@functools.cache
def _before() -> regex.Pattern[str]:
    hedges = "|".join(f"(?P<{bound}>{words})" for bound, words in _BEFORE.items())
    return regex.compile(rf"(?r)(?<![\p{{Latin}}])(?:(?P<between>between|介于|在)|{hedges})(?:[了达]|有|为|\s?(?:a|an|the)(?=\s))?\s?", regex.IGNORECASE)


@functools.cache
def _after() -> regex.Pattern[str]:
    return regex.compile(r"\s?(?:" + "|".join(f"(?P<{bound}>{words})" for bound, words in _AFTER.items()) + ")", regex.IGNORECASE)


@functools.cache
def _verb() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?r)(?:(?<![\p{{Latin}}])(?:(?P<up>{_UP})|(?P<down>{_DOWN})))(?P<gap>(?![\p{{Latin}}])(?:[^，。；！？,;!?\d\n:：]){{0,30}}?)",
        regex.IGNORECASE,
    )


@functools.cache
def _after_verb() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:的(?:同比|环比|年均|年)?|\s|-)(?:(?P<up>增长|增幅|涨幅|升幅|增速|increase|rise|growth|gain|jump|surge|hike|higher|more(?=\sthan)|up(?![\p{L}])|rally)"
        r"|(?P<down>降幅|跌幅|下降|下滑|decrease|decline|fall(?![\p{L}])|drop|cut(?![\p{L}])|reduction|plunge|slump|lower|less(?=\sthan)|fewer(?=\sthan)|down(?![\p{L}])|slide|discount))",
        regex.IGNORECASE,
    )


_TO = regex.compile(r"(?:至|到|达到|为)[了约近超逾]?$|\bto(?:\s(?:about|around|nearly|almost|just|over|more than|a|an|some|the|record))*\s*$", regex.IGNORECASE)
_ADVERBS = frozenset("up down cut cuts lost added higher lower shed hike".split())      # they bind only what stands beside
_TO_VERB = regex.compile(r"[至到]$")
_BY = regex.compile(r"了|幅度|\bby\b", regex.IGNORECASE)
_THEN_TO = regex.compile(r"[^。；;\n]{0,14}?[至到为]|[^.;\n]{0,40}?\sto\s", regex.IGNORECASE)
_FROM = regex.compile(r"(?:从|由)(?:[^，。,\d]{0,8})$|\bfrom(?:\s[a-z]+){0,2}\s*$", regex.IGNORECASE)
_NEGATED = regex.compile(r"(?:没有|并未|未|不再|不会|not|never|n't)\s?$", regex.IGNORECASE)


def surroundings(text: str, start: int, end: int, floor: int) -> Surroundings:
    """What the words around text[start:end] say; nothing before `floor`, where the previous figure ends, is looked at."""
    low = max(floor, start - WINDOW)
    hedge = _before().match(text, low, start)
    bound: Bound | None = None
    between = False
    head = start
    if text[start] in "百千万亿" and text[low:start].endswith("上"):      # 上百亿
        bound, head = "at_least", start - 1
    elif hedge:
        between = bool(hedge["between"])
        bound = next((b for b in _BEFORE if hedge[b]), None)
        head = hedge.start()
    if bound is None and not between and (tail := _after().match(text, end)):
        bound = next((b for b in _AFTER if tail[b]), None)
    direction, change = _direction(text, low, head, end)
    return Surroundings(bound, direction, change, between)


def _direction(text: str, low: int, head: int, end: int) -> tuple[Direction | None, Change | None]:
    if _FROM.search(text, low, head) and _THEN_TO.match(text, end):
        return None, "from"
    verb = _verb().match(text, low, head)
    if verb:
        direction: Direction = "up" if verb["up"] else "down"
        gap = verb["gap"]
        word = verb["up"] or verb["down"]
        if gap.count(" ") > 6 or (len(gap) > 8 and (len(word) == 1 or word.lower() in _ADVERBS)):
            return None, None
        if word.endswith(("幅", "速")):
            return direction, "by"
        if _TO_VERB.search(word) or _TO.search(gap):
            return direction, "to"
        return direction, "by" if _BY.search(gap) or gap.strip() in ("", "约", "近", "超") else None
    after = _after_verb().match(text, end)
    if after:
        return ("up" if after["up"] else "down"), "by"
    return None, None
