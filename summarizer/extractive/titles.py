"""Titles of groups: the noun phrase whose words are said most in the group and hardly elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from ..languages.noun_phrases import Phrase, noun_phrases
from ..models import LanguageCode

_MARKUP = re.compile(r"[*_`#]+")
_NUMBERING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节部分篇][：:、\s]*|[一二三四五六七八九十]+[、.．]\s*|[（(][一二三四五六七八九十]+[）)]\s*|"
    r"[(（]\d{1,2}[)）]\s*|\d{1,2}(?:\.\d{1,2})+[.、．)）]?\s*(?![\d%])|\d{1,2}[.、．)）]\s*(?!\d)|"
    r"\d{1,2}\s+(?=[A-Z]|[\u3400-\u9fff]{2})(?![个大种条点项件步家位年月日倍成万亿])|[①-⑳]\s*|"
    r"[IVXⅠ-Ⅻ]{1,5}[.、．]\s*|(?:Chapter|Section|Part)\s+[\dIVX]+[:.]?\s*)"
)
_WORD = re.compile(r"[\w’'-]+(?:\.\w+)*")
# Set on the development sets by how much of the titles the references and the headlines of gold segments have
# (`python -m benchmarks.readability`). What being said in the group at all counts beside being said there alone; what
# the phrase counts beside its words; what it gains that all points speak of.
_ANYWHERE, _WHOLE, _COVER = 1.0, 0.3, 1.0
# What is left of its worth when it is a bare name, stands in none of the points, or says 的.
_BARE, _UNSEEN, _POSSESSIVE = 0.28, 0.55, 0.9
# How well a phrase of so many words (Chinese: pairs of characters) fits as a title; longer ones, and others.
_FITTING = {1: 0.24, 1.5: 0.8, 2: 1.05, 2.5: 1.1, 3: 1.2, 3.5: 1.2, 4: 1.2, 4.5: 1.15, 5: 1.15}
_LONG, _SHORT = 1.0, 0.5
_HEADING_MOST = 60


def heading_title(heading: str) -> str | None:
    """A heading as a title, without numbering and marks; None when it is too long or says nothing."""
    title = _NUMBERING.sub("", _MARKUP.sub("", heading).strip(), count=1).strip(" \t:：—-·.。【】")
    return title if 1 < len(title) <= _HEADING_MOST else None


@dataclass(frozen=True, slots=True)
class Group:
    """What a title is made from.

    Attributes:
        text: all of the group.
        points: the statements that stand under the title.
        others: further sentences a title may be drawn from.
    """

    text: str
    points: Sequence[str]
    others: Sequence[str] = ()


def group_titles(groups: Sequence[Group], language: LanguageCode) -> list[str | None]:
    """A title for each group; None where nothing in it will do."""
    found = noun_phrases([sentence for group in groups for sentence in (*group.points, *group.others)], language)
    said = _Said([group.text for group in groups], language)
    titles: list[str | None] = []
    for index, group in enumerate(groups):
        points, others = (_spaced(" ".join(sentences), language) for sentences in (group.points, group.others))
        each = [point if language == "zh" else set(_spaced(point, language).split()) for point in group.points]
        scores: dict[str, float] = {}
        for text, phrase in found.items():
            written = _as_spaced(text, language)
            shown = written in points
            if shown or written in others:
                worth = _worth(text, phrase, said, index, language) * (1.0 if shown else _UNSEEN)
                scores[text] = worth * (1.0 + _COVER * _covered(phrase, each))
        titles.append(_best(scores, titles, language))
    return titles


def _covered(phrase: Phrase, points: Sequence[Container[str]]) -> float:
    """The share of points that say one of its words."""
    return sum(any(word in point for word in phrase.words) for point in points) / max(1, len(points))


class _Said:
    """How much of a word or phrase each group says."""

    def __init__(self, texts: Iterable[str], language: LanguageCode) -> None:
        self._texts = [_spaced(text, language) for text in texts]
        self._language = language
        self._counts: dict[str, list[int]] = {}

    def weight(self, words: str, index: int) -> float:
        """How often a group says it, and how far it is this group that does."""
        if (counts := self._counts.get(words)) is None:
            wanted = _as_spaced(words, self._language)
            counts = self._counts[words] = [text.count(wanted) for text in self._texts]
        return math.log1p(counts[index]) * (_ANYWHERE + counts[index] / max(1, sum(counts)))


def _worth(text: str, phrase: Phrase, said: _Said, index: int, language: LanguageCode) -> float:
    """How well a phrase names a group: it and its words said often there, seldom elsewhere, not too short or long."""
    size = _size(text, phrase, language)
    words = sum(said.weight(word, index) for word in phrase.words) / max(1, len(phrase.words))
    worth = (_WHOLE * said.weight(text, index) + words) * (1 + 0.1 * min(phrase.met, 3))
    worth *= _FITTING.get(size, _LONG if size > 5 else _SHORT)
    if phrase.bare:
        worth *= _BARE
    return worth * (_POSSESSIVE if language == "zh" and "的" in text else 1.0)


def _size(text: str, phrase: Phrase, language: LanguageCode) -> float:
    """The length of a phrase: words in English, pairs of characters in Chinese, where a Latin word counts as little."""
    if language == "en":
        return len(text.split())
    latin = sum(word.isascii() for word in phrase.words)
    return max(1.5 * bool(latin), latin + sum(len(word) / 2 for word in phrase.words if not word.isascii()))


def _spaced(text: str, language: LanguageCode) -> str:
    """The text to count in: Chinese as it is, English words in small letters with one space around each."""
    return text.lower() if language == "zh" else f" {' '.join(_WORD.findall(text.lower().replace('’', chr(39))))} "


def _as_spaced(phrase: str, language: LanguageCode) -> str:
    """A phrase, whose words are apart already, as it stands in such a text."""
    return phrase.lower() if language == "zh" else f" {phrase.lower()} "


def _best(scores: dict[str, float], taken: Sequence[str | None], language: LanguageCode) -> str | None:
    """The best phrase that shares no word with the titles before; failing that, the best."""
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], -len(phrase), phrase))
    used = {word for title in taken if title for word in _parts(title, language)}
    best = next((phrase for phrase in ranked if not _parts(phrase, language) & used), ranked[0] if ranked else None)
    return best[:1].upper() + best[1:] if best and language == "en" else best


def _parts(phrase: str, language: LanguageCode) -> set[str]:
    if language == "zh":
        return {phrase[i : i + 2] for i in range(len(phrase) - 1)}
    words = re.findall(r"[\w'’-]+", phrase.lower())
    return {word.rstrip("s") for word in words if word not in ("of", "the", "and", "a")}
