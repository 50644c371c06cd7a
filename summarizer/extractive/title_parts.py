"""What a title can be made of: short clauses of the points, and noun phrases that say what some of them are about."""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..languages import LANGUAGES
from ..languages.language import Language, NounPhrase
from ..models import Document
from ..parsing.terms import pipeline_terms
from .point_selection import Candidates


@dataclass(frozen=True, slots=True)
class PartWeights:
    """How well a clause or a phrase serves as a title. Set by hand on the development articles, 2026-12-01."""

    clause: float = 0.3
    """Gain of a clause."""
    excess: float = 1.0
    """Subtracted from it for each time that it exceeds `Language.crosshead_size`, in proportion."""
    figure: float = 0.4
    """Subtracted from it for a figure with a unit: a detail, and not what points are about."""
    value: float = 0.1
    """Gain for a standard score of the point whose clause it is."""
    max_value: float = 3.0
    """The highest and, negative, the lowest standard score that counts."""
    phrase: float = -1.0
    """Gain of a noun phrase."""
    minimum: float = -0.95
    """Gain below which a phrase is no title: readers found a phrase that is neither the subject nor comes back bad."""
    topic: float = 0.8
    """Gain for what a point is about, by how surely it is."""
    min_topic: float = 0.7
    """How surely at least."""
    recurring: float = 0.4
    """Gain for each doubling of the sentences of the article that have all words of the phrase."""
    max_recurring: float = 1.0
    """The highest gain for that."""
    words: float = 0.15
    """Gain for each doubling of the sentences that have a word of the phrase, on average, above the usual."""
    usual: float = 2.0
    """The usual doublings: a word of four sentences."""
    size: Mapping[float, float] = field(default_factory=lambda: {1: -2.0, 1.5: -0.4})
    """Gain by size, words or pairs of Chinese characters; none for any other."""
    everywhere: float = -2.5
    """Gain for what more points have than the share below: the subject of the whole article names no group."""
    max_share: float = 0.5
    """Share of the points."""
    max_known: float = 0.6
    """Share of its words that a phrase has in common with the Core Viewpoint: readers found 1 of 17 phrases good all of
    whose words stand there, 25 of 84 others."""
    min_points: int = 4
    """Points from which there can be such a subject."""


WEIGHTS = PartWeights()
_MIN_WITH_DIGITS = 2  # size of a phrase with a figure; what is shorter is a quarter: Q1
_UNIT = ("%", "％", "$", "£", "€", ".")
_STOPS = ".。!！?？"  # marks at the end of a point, which no title has


class TitlePart(NamedTuple):
    """A clause or a phrase as a title. Sets of points are the bits of a number.

    Attributes:
        named: the points that have all its words, in Chinese as they stand there, or the one whose clause it is.
        gain: of the title by itself.
    """

    text: str
    named: int
    gain: float
    is_clause: bool = False


def find_clauses(candidates: Candidates, points: Sequence[int], texts: Sequence[str]) -> Iterator[TitlePart]:
    """The clauses of points that could be titles: not whole points, nor with what only the text before names at first.

    Args:
        points: the sentences that are the points.
        texts: the points as they are printed.
    """
    language = LANGUAGES[candidates.language]
    dangling = language.statements.patterns.dangling_subject
    for at, clauses in enumerate(language.find_crossheads(texts)):
        for text in clauses:
            if not dangling.match(text) and len(text) < len(texts[at].rstrip(_STOPS)):
                gain = _weigh_clause(text, float(candidates.value[points[at]]), language)
                yield TitlePart(text, 1 << at, gain, is_clause=True)


def _weigh_clause(text: str, value: float, language: Language) -> float:
    """How well a clause of a point with this standard score serves as a title."""
    excess = max(0.0, language.size(text) / language.crosshead_size - 1.0)
    value = min(WEIGHTS.max_value, max(-WEIGHTS.max_value, value))
    has_figure = any(character.isdigit() for character in text) and any(unit in text for unit in _UNIT)
    return WEIGHTS.clause + WEIGHTS.value * value - WEIGHTS.excess * excess - WEIGHTS.figure * has_figure


def find_phrases(document: Document, texts: Sequence[str], core: str) -> Iterator[TitlePart]:
    """The noun phrases of points that could be titles: what a point is about, or what the article comes back to.

    What the Core Viewpoint names is what the whole article is about, and tells no group from another.

    Args:
        core: the Core Viewpoint, as it is printed.
        texts: the points as they are printed.
    """
    language = LANGUAGES[document.language]
    topics: dict[str, float] = {}
    for text, surely in itertools.chain.from_iterable(language.find_topics(texts)):
        topics[text] = max(surely, topics.get(text, 0.0))
    phrases = language.noun_phrases(texts)
    for text in (*topics, *pipeline_terms(document)):
        words = text.split() if language.separates_words else [text]
        phrases.setdefault(text, NounPhrase(language.content_words(words), is_bare=False))
    places = _WordPlaces(document, texts, language)
    known = language.word_container(core)
    for text, phrase in phrases.items():
        common = sum(word in known for word in phrase.content_words)
        if common > WEIGHTS.max_known * len(phrase.content_words):
            continue
        gain = _weigh_phrase(text, phrase, topics.get(text, 0.0), places)
        if gain >= WEIGHTS.minimum:
            gain += WEIGHTS.words * (places.measure_recurrence(phrase.content_words) - WEIGHTS.usual)
            named = places.find(phrase.content_words if language.separates_words else [text])
            yield TitlePart(text, named, gain)


class _WordPlaces:
    """Where words stand: in which points, and in how many sentences of the document. Sets are the bits of a number."""

    def __init__(self, document: Document, texts: Sequence[str], language: Language) -> None:
        self.language = language
        self.points = len(texts)
        self._texts = [language.word_container(text) for text in texts]
        self._sentences = [language.word_container(sentence.text) for sentence in document.sentences]
        self._found: dict[str, tuple[int, int]] = {}

    def find(self, words: Sequence[str]) -> int:
        """The points that have all of some words."""
        return functools.reduce(operator.and_, (self._find(word)[0] for word in words))

    def count(self, words: Sequence[str]) -> int:
        """The sentences that have all of some words; 1 where there is none."""
        return max(1, functools.reduce(operator.and_, (self._find(word)[1] for word in words)).bit_count())

    def _find(self, word: str) -> tuple[int, int]:
        """The points and the sentences that have a word."""
        if word not in self._found:
            points, sentences = (_mask(word in text for text in texts) for texts in (self._texts, self._sentences))
            self._found[word] = points, sentences
        return self._found[word]

    def measure_recurrence(self, words: Sequence[str]) -> float:
        """How often the sentences that have each of some words double, on average."""
        return sum(math.log2(self.count([word])) for word in words) / len(words)

    def is_everywhere(self, words: Sequence[str]) -> bool:
        """Whether most of several points have all of some words."""
        return self.points >= WEIGHTS.min_points and self.find(words).bit_count() > WEIGHTS.max_share * self.points


def _weigh_phrase(text: str, phrase: NounPhrase, topic: float, places: _WordPlaces) -> float:
    """How well a phrase serves as a title.

    Args:
        topic: how surely a point is about it.
    """
    words = phrase.content_words
    size = places.language.title_size(text, words)
    if (
        not words
        or phrase.is_bare
        or not places.find(words)
        or (size < _MIN_WITH_DIGITS and any(map(str.isdigit, text)))
    ):
        return -math.inf
    gain = WEIGHTS.phrase + WEIGHTS.size.get(size, 0.0)
    gain += WEIGHTS.topic * topic * (topic >= WEIGHTS.min_topic) + WEIGHTS.everywhere * places.is_everywhere(words)
    return gain + min(WEIGHTS.max_recurring, WEIGHTS.recurring * math.log2(places.count(words)))


def _mask(flags: Iterable[bool]) -> int:
    """The places of what is true, as the bits of a number."""
    return sum(1 << at for at, flag in enumerate(flags) if flag)
