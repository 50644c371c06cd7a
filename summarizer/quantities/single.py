"""When a single Han numeral counts something: 三辆 does, 三星 does not, and 一个 is but an article."""

from __future__ import annotations

import functools

import regex

from .figures import Figure
from .lexicon import words

_NO_TIME = frozenset("时分月载点")
_NO_MEASURE = frozenset(("方", "度", "里", "码", "平方", "升", "立方", "两重", "°"))
_NOT_BEFORE_ONE = frozenset("这那每某同另单唯统任之其万第哪不进逐有何前后头")
_NOT_BEFORE_SOME = frozenset("整小系指人总参函多少代倍")  # 整数, 小数, 总数
_ALSO_WORDS = frozenset("肆伍陆拾佰仟")  # formal numerals that are ordinary characters too: 大陆, 收拾, 队伍
_TOP_ENDS = regex.compile(r"[的强大甲，。、,;\s]|$")  # 排名前三的
_TOLD_ENDS = regex.compile(r"[这那不而还或，。,.!?]|$")  # 答案是四不是五
_LETTER = regex.compile(r"[\p{L}\d]")


@functools.cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))


def han_single(text: str, figure: Figure) -> Figure | None:
    """A figure of one Han numeral: kept when its unit makes it a count, doubtful when 一 is but an article."""
    char, before = text[figure.start], text[figure.start - 1 : figure.start]
    if not figure.word:
        return _bare(text, figure)
    if (char == "一" and before in _NOT_BEFORE_ONE and before) or (char in _ALSO_WORDS and figure.kind != "money"):
        return None
    if char == "数" and (figure.word == "位" or (before and before in _NOT_BEFORE_SOME)):
        return None
    if char == "零" and figure.kind in ("count", "duration"):
        return None
    return _counted(char, figure)


def _bare(text: str, figure: Figure) -> Figure | None:
    """A numeral that no unit follows: 前三 is a number, one that stands alone or is told of (是四) may be."""
    if text[figure.start] in "几数半":
        return None
    before = text[figure.start - 1 : figure.start]
    if before == "前" and _TOP_ENDS.match(text, figure.end):
        return figure
    alone = not _LETTER.match(text, figure.end) and not _LETTER.match(before)
    told = before == "是" and bool(_TOLD_ENDS.match(text, figure.end))
    return figure._replace(certain=False) if alone or told else None


def _counted(char: str, figure: Figure) -> Figure | None:
    word, kind = figure.word, figure.kind
    if kind == "count":
        if word not in _list("counting"):
            return None
        return figure._replace(certain=figure.certain and not (char == "一" and word in _list("articles")))
    if kind == "duration" and word in _NO_TIME and figure.low.denominator == 1:
        return None
    if kind == "measure" and word in _NO_MEASURE:
        return None
    if kind == "money" and word in ("镑", "角", "毛", "刀"):
        return figure._replace(certain=char != "一")
    return figure
