"""Digests: texts of many items, each about a subject of its own, and the block that begins each item."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from ..text.scripts import length_in_words
from .body import BodySegment


@dataclass(frozen=True, slots=True)
class DigestThresholds:
    """What makes items of paragraphs, and a digest of items.

    Set on 2026-11-30 on digests made of ten openings of the news of `sum_zh_xinhua_headline`, `sum_en_bbc` and
    `sum_en_summeval` (mean overlap 0.04, at most 0.08) and on ten Chinese articles cut into as many pieces (0.06 to
    0.18); held by `python -m benchmarks.kinds`.

    Attributes:
        min_items: items of one form.
        min_named_items: likewise, in a text that its title calls a digest, or that the caller does.
        max_item_words: length of the median item in words, a Han character counted as half a word.
        min_item_words: likewise, at least: shorter ones are a list.
        min_covered: share of the text that stands in items.
        max_overlap: mean overlap of the terms of two items, as a share of the shorter one's terms.
        max_named_overlap: likewise where the title calls it a digest.
        compared_items: items that are compared, pair by pair; a limit of time.
        max_uncounted: paragraphs beside those that the title counts.
        form_chars: characters of a paragraph in which the mark of an item is looked for.
    """

    min_items: int = 5
    min_named_items: int = 3
    max_item_words: float = 150.0
    min_item_words: float = 8.0
    min_covered: float = 0.6
    max_overlap: float = 0.09
    max_named_overlap: float = 0.15
    compared_items: int = 20
    max_uncounted: int = 4
    form_chars: int = 60


THRESHOLDS = DigestThresholds()
# How an item may begin; all items of a digest begin in one way.
_NUMBER = regex.compile(
    r"(?P<n>\d{1,2})\s?(?:[.．:：](?!\d)|[、)）])|[（(](?P<n>\d{1,2})[)）]|(?i:No\.\s?(?P<n>\d{1,2}))"
)
_HAN_NUMBER = regex.compile(r"([一二三四五六七八九十]{1,3})、|([①-⑳])")
_BRACKET = regex.compile(r"【[^】]{2,50}】\s*(?=\S)")
_BULLET = regex.compile(r"[●•◆■▶▪·➤★☆◎]\s*(?=\S)|[-*+]\s+(?=\S)")
_BOLD_LEAD = regex.compile(r"(?:\*\*|__)[^*_]{4,80}(?:\*\*|__)\s*(?=\S)")
_CALLED_DIGEST = regex.compile(
    r"早报|早報|晚报|晚報|日报[|｜丨：:]|早餐|早知道|要闻|要聞|速览|速覽|一览|一覽|汇总|匯總|盘点|简讯|簡訊"
    r"|快讯|快訊|联播|聯播|(?<!今日)头条|(?<!今日)頭條|每日(?:要闻|要聞|财经|財經|简报|簡報|资讯|資訊|速递|速遞)|资讯|新闻摘要"
    r"|(?i:\b(?:briefing|round-?up|digest|newsletter|in brief|news brief|things(?: \w+){0,3} (?:to|you need to) know"
    r"|morning (?:note|brief|call)|headlines"
    r"|what you need to know|week in review|daily brief)\b)"
)
# How many items a title announces.
_COUNT = regex.compile(r"(?<![\d.,])(\d{1,2}) ?(?:[条條则則](?!例)|(?i:things)\b)")
_TERM = regex.compile(r"\p{Latin}{4,}|(?=(\p{Han}{2}))")
_HAN_DIGITS = "一二三四五六七八九十"


def find_items(segments: Sequence[BodySegment], title: str, certain: bool = False) -> frozenset[int]:
    """The indices of the segments that begin an item; empty where the text is no digest.

    Where most items of one form open below their headings, the headings stay; else what looks like one opens an item.

    Args:
        certain: whether the text is known to be a digest.
    """
    is_named = certain or _CALLED_DIGEST.search(title) is not None
    minimum = THRESHOLDS.min_named_items if is_named else THRESHOLDS.min_items
    forms = [_numbered(segments), *(_marked(segments, mark) for mark in (_BRACKET, _BULLET, _BOLD_LEAD))]
    forms += [_headed(segments), _counted(segments, title) if is_named else []]
    for starts in sorted(forms, key=len, reverse=True):
        if len(starts) >= minimum and _are_items(segments, starts, is_named, certain):
            if 2 * sum(bool(segments[start].level) for start in starts) < len(starts):
                return frozenset(starts)
            firsts = (_first_block(segments, start) for start in starts)
            return frozenset(first for first in firsts if first is not None)
    return frozenset()


def _first_block(segments: Sequence[BodySegment], start: int) -> int | None:
    """The index of the first segment from here on that is no heading; None where there is none."""
    return next((index for index in range(start, len(segments)) if not segments[index].level), None)


def _numbered(segments: Sequence[BodySegment]) -> list[int]:
    """The segments whose numbers count up from 1; the longest such run, which sections of a digest begin anew."""
    starts: list[int] = []
    expected = 1
    for index, segment in enumerate(segments):
        number = _number(segment.text)
        if number == expected or (number == 1 and expected > 1):
            starts.append(index)
            expected = number + 1
    return starts


def _number(text: str) -> int:
    opening = text[: THRESHOLDS.form_chars].lstrip("*_# ")
    if match := _NUMBER.match(opening):
        return int(match["n"])
    if match := _HAN_NUMBER.match(opening):
        if match[2]:
            return ord(match[2]) - ord("①") + 1
        tens, _, ones = match[1].rpartition("十")
        if "十" in match[1]:
            return 10 * (_HAN_DIGITS.find(tens) + 1 if tens else 1) + (_HAN_DIGITS.find(ones) + 1 if ones else 0)
        return _HAN_DIGITS.find(match[1]) + 1
    return 0


def _marked(segments: Sequence[BodySegment], mark: regex.Pattern[str]) -> list[int]:
    return [index for index, segment in enumerate(segments) if mark.match(segment.text[: THRESHOLDS.form_chars])]


def _headed(segments: Sequence[BodySegment]) -> list[int]:
    """The first segments below headings, if a heading stands over each item."""
    return [index + 1 for index, (a, b) in enumerate(itertools.pairwise(segments)) if a.level and not b.level]


def _counted(segments: Sequence[BodySegment], title: str) -> list[int]:
    """The paragraphs, if they are about as many as the title announces: what greets or advertises may be among them."""
    announced = _COUNT.search(title)
    paragraphs = [index for index, segment in enumerate(segments) if not segment.level]
    is_count = announced and 0 <= len(paragraphs) - int(announced[1]) <= THRESHOLDS.max_uncounted
    return paragraphs if is_count else []


def _are_items(segments: Sequence[BodySegment], starts: Sequence[int], is_named: bool, certain: bool) -> bool:
    """Whether what begins at these segments are items of a digest: short, most of the text, and about many subjects."""
    ends = [*starts[1:], len(segments)]
    texts = ["\n".join(s.text for s in segments[a:b]) for a, b in zip(starts, ends, strict=True)]
    lengths = [length_in_words(text) for text in texts]
    if not THRESHOLDS.min_item_words <= statistics.median(lengths) <= THRESHOLDS.max_item_words:
        return False
    total = sum(length_in_words(segment.text) for segment in segments)
    if sum(lengths) < THRESHOLDS.min_covered * total:
        return False
    if certain:
        return True
    return _overlap(texts) <= (THRESHOLDS.max_named_overlap if is_named else THRESHOLDS.max_overlap)


def _overlap(texts: Sequence[str]) -> float:
    """How many terms two of the texts have in common on average, as a share of those of the shorter one."""
    terms = [{m[1] or m[0].lower() for m in _TERM.finditer(text)} for text in texts[: THRESHOLDS.compared_items]]
    shared = [len(a & b) / max(1, min(len(a), len(b))) for a, b in itertools.combinations(terms, 2)]
    return statistics.fmean(shared)
