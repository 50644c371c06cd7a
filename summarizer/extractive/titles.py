"""Title generation: a group is named by the noun phrase whose words are frequent in it and rare elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..languages import LANGUAGES, Language
from ..languages.language import NounPhrase
from ..models import LanguageCode

_MARKUP = re.compile(r"[*_`#]+")
# The numbers of sections: of any language, and those of each.
_NUMBERING = re.compile(
    "|".join(
        [
            r"[(（]\d{1,2}[)）]\s*|\d{1,2}(?:\.\d{1,2})+[.、．)）]?\s*(?![\d%])|\d{1,2}[.、．)）]\s*(?!\d)|[①-⑳]\s*|"
            r"[IVXⅠ-Ⅻ]{1,5}[.、．]\s*",
            *(language.heading_number for language in LANGUAGES.values()),
        ]
    )
)
_MAX_HEADING = 60  # characters; a longer heading is a sentence


@dataclass(frozen=True, slots=True)
class TitleWeights:
    """How noun phrases are scored as titles.

    Set on the development sets by how much of the titles the references and the headlines of gold segments contain
    (`python -m benchmarks.readability`), 2026-11-24.
    """

    frequency: float = 1.0
    """Weight of how often a word occurs in the group, beside its share of the word's occurrences in all groups."""
    whole_phrase: float = 0.3
    """Weight of the phrase as a whole, beside its words."""
    point_coverage: float = 1.0
    """Weight of the share of points that contain one of its words."""
    repetition: float = 0.1
    """Gain for each time it was met where only a noun phrase stands, up to 3 times."""
    bare: float = 0.28
    """Factor for a bare name or action."""
    unseen: float = 0.55
    """Factor for a phrase that is in none of the points."""
    possessive: float = 0.9
    """Factor for a phrase with a possessive particle (的)."""
    size: Mapping[float, float] = field(
        default_factory=lambda: {
            1: 0.24,
            1.5: 0.8,
            2: 1.05,
            2.5: 1.1,
            3: 1.2,
            3.5: 1.2,
            4: 1.2,
            4.5: 1.15,
            5: 1.15,
        }
    )
    """Factor by size: words, or pairs of Chinese characters."""
    longer: float = 1.0
    """Factor above a size of 5."""
    other: float = 0.5
    """Factor for any other size."""


WEIGHTS = TitleWeights()


@dataclass(frozen=True, slots=True)
class TitleSource:
    """What a title is drawn from.

    Attributes:
        text: the whole text of the group.
        points: the statements that stand under the title.
        others: further sentences a title may be drawn from.
    """

    text: str
    points: Sequence[str]
    others: Sequence[str] = ()


def title_from_heading(heading: str) -> str | None:
    """A heading without numbering and markup; None when it is too long or nothing is left."""
    title = _NUMBERING.sub("", _MARKUP.sub("", heading).strip(), count=1).strip(" \t:：—-·.。【】")
    return title if 1 < len(title) <= _MAX_HEADING else None


def choose_titles(sources: Sequence[TitleSource], code: LanguageCode) -> list[str | None]:
    """A title for each group; None where no phrase will do."""
    language = LANGUAGES[code]
    phrases = language.noun_phrases([text for source in sources for text in (*source.points, *source.others)])
    frequencies = _Frequencies([source.text for source in sources], language)
    titles: list[str | None] = []
    for index, source in enumerate(sources):
        points, others = (language.countable(" ".join(texts)) for texts in (source.points, source.others))
        containers = [language.word_container(point) for point in source.points]
        scores: dict[str, float] = {}
        for text, phrase in phrases.items():
            countable = language.countable_phrase(text)
            in_points = countable in points
            if in_points or countable in others:
                score = _score(text, phrase, frequencies, index, language) * (1.0 if in_points else WEIGHTS.unseen)
                scores[text] = score * (1.0 + WEIGHTS.point_coverage * _coverage(phrase, containers))
        titles.append(_best(scores, titles, language))
    return titles


def _coverage(phrase: NounPhrase, points: Sequence[Container[str]]) -> float:
    """The share of points that contain one of its words."""
    return sum(any(word in point for word in phrase.content_words) for point in points) / max(1, len(points))


class _Frequencies:
    """How often words and phrases occur in each group."""

    def __init__(self, texts: Iterable[str], language: Language) -> None:
        self._texts = list(map(language.countable, texts))
        self._language = language
        self._counts: dict[str, list[int]] = {}

    def weight(self, words: str, index: int) -> float:
        """The logarithmic frequency of words in a group, more if they occur hardly anywhere else."""
        if (counts := self._counts.get(words)) is None:
            countable = self._language.countable_phrase(words)
            counts = self._counts[words] = [text.count(countable) for text in self._texts]
        return math.log1p(counts[index]) * (WEIGHTS.frequency + counts[index] / max(1, sum(counts)))


def _score(text: str, phrase: NounPhrase, frequencies: _Frequencies, index: int, language: Language) -> float:
    """How well a phrase names a group: frequent there, rare elsewhere, neither short nor long."""
    size = language.title_size(text, phrase.content_words)
    words = sum(frequencies.weight(word, index) for word in phrase.content_words) / max(1, len(phrase.content_words))
    score = WEIGHTS.whole_phrase * frequencies.weight(text, index) + words
    score *= 1 + WEIGHTS.repetition * min(phrase.count, 3)
    score *= WEIGHTS.size.get(size, WEIGHTS.longer if size > 5 else WEIGHTS.other)
    if phrase.is_bare:
        score *= WEIGHTS.bare
    return score * (WEIGHTS.possessive if language.is_possessive(text) else 1.0)


def _best(scores: Mapping[str, float], taken: Sequence[str | None], language: Language) -> str | None:
    """The best phrase that shares no word with the titles before; failing that, the best."""
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], -len(phrase), phrase))
    used = {unit for title in taken if title for unit in language.title_units(title)}
    best = next((phrase for phrase in ranked if not language.title_units(phrase) & used), ranked[0] if ranked else None)
    return language.capitalize(best) if best else best
