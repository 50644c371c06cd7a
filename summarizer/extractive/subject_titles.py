"""What several points are about, as their title: an event, two noun phrases (who and the matter), or a name.

Readers found good what several of the points take up, and bad a detail, a source or a place beside it: see
`benchmarks.blind_reading`. Where nothing is sure, points have no title.
"""

from __future__ import annotations

import enum
import itertools
import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..languages import LANGUAGES
from ..languages.language import Language, MainPhrase
from ..models import Document


@dataclass(frozen=True, slots=True)
class SubjectWeights:
    """How a phrase is weighed, and what it needs. Set by two blind readings of 89 titles, 2026-12-01; the shares
    are higher since, as titles that are not what the points are about are worse than plain ones."""

    share: float = 1.0
    """Weight of the share of points that take a phrase up."""
    whole: float = 0.5
    """Weight of the share of points that have all its words."""
    recurring: float = 0.25
    """Gain for each doubling of the sentences of the article that have all its words."""
    opening: float = 0.4
    """Gain for a phrase of the Core Viewpoint, and again for its subject."""
    headline: float = 0.8
    """Gain for the share of its words that the headline has."""
    mixed: float = 0.3
    """Gain for a name beside what is none."""
    union: float = 2.0
    """Weight of the share of points that take up one of two phrases."""
    min_share: float = 0.4
    """Share of the points that take up each of two names at least."""
    min_thing_share: float = 0.5
    """The same of what is no name, and of an event."""
    min_union: float = 0.55
    """Share of the points that take up one of the two at least."""
    min_alone: float = 0.5
    """Share of the points that take up a name that is their title alone."""
    min_alone_thing: float = 0.75
    """The same of what is no name."""


WEIGHTS = SubjectWeights()
_MAX_CANDIDATES = 8  # the best, of which two are joined; set by hand
_MIN_TITLED = 3  # points, fewer of which show no common subject: a half would be one of them
_MIN_POINTS = 2  # points that take up each of two phrases, for the same reason
_MIN_SIZE = 2  # words, or pairs of Chinese characters, of what is no name
_MIN_EVENT = 4  # the same of an event, which is a title by itself


class _Source(enum.IntEnum):
    """Where a phrase is from."""

    CORE = 0
    HEADLINE = 1
    POINTS = 2


class _Candidate(NamedTuple):
    """A phrase, the points that take it up as the bits of a number, and its worth."""

    phrase: MainPhrase
    source: _Source
    place: int
    points: int
    worth: float

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """What stands first of two: the subject, a name, and what comes first."""
        return not self.phrase.is_subject, not self.phrase.is_name, self.source, self.place


def name_subject(document: Document, core: str, points: Sequence[str]) -> str | None:
    """What several points are about; None where nothing is sure, as in a transcript, whose names are often misheard.

    Args:
        core: the Core Viewpoint, as it is printed.
        points: the points as they are printed.
    """
    if document.kind == "transcript" or len(points) < _MIN_TITLED:
        return None
    language = LANGUAGES[document.language]
    found = sorted(_find_candidates(document, core, points, language), key=lambda candidate: -candidate.worth)
    candidates = found[:_MAX_CANDIDATES]
    if event := next((candidate for candidate in candidates if _is_event(candidate, points, language)), None):
        return language.capitalize(event.phrase.text)
    text = "\n".join([document.title or "", core, *points])
    pairs = [
        (first, second)
        for first, second in itertools.permutations(candidates, 2)
        if first.rank < second.rank
        and _are_two(first.phrase, second.phrase, text, language)
        and _name_points(first, second, points)
    ]
    if pairs:
        first, second = max(pairs, key=lambda pair: _weigh_pair(pair[0], pair[1], points))
        return language.capitalize(language.join_phrases(first.phrase.text, second.phrase.written))
    name = next((candidate for candidate in candidates if _is_alone(candidate, points)), None)
    return language.capitalize(name.phrase.text) if name else None


def _is_event(candidate: _Candidate, points: Sequence[str], language: Language) -> bool:
    """Whether a phrase is an event of which the Core Viewpoint or the headline tells, and that the points take up."""
    phrase = candidate.phrase
    is_long = language.title_size(phrase.text, phrase.words) >= _MIN_EVENT
    return (
        phrase.is_event
        and phrase.is_subject
        and is_long
        and _share(candidate.points, points) >= WEIGHTS.min_thing_share
    )


def _name_points(first: _Candidate, second: _Candidate, points: Sequence[str]) -> bool:
    """Whether two phrases are a name and another one, or a matter, and enough points take up each and one of them."""
    least = WEIGHTS.min_share if second.phrase.is_name else WEIGHTS.min_thing_share
    return (
        first.phrase.is_name
        and _share(first.points, points) >= WEIGHTS.min_share
        and _share(second.points, points) >= least
        and min(first.points.bit_count(), second.points.bit_count()) >= _MIN_POINTS
        and _share(first.points | second.points, points) >= WEIGHTS.min_union
    )


def _weigh_pair(first: _Candidate, second: _Candidate, points: Sequence[str]) -> float:
    """How well two phrases name the points together."""
    mixed = WEIGHTS.mixed * (first.phrase.is_name != second.phrase.is_name)
    return first.worth + second.worth + mixed + WEIGHTS.union * _share(first.points | second.points, points)


def _are_two(first: MainPhrase, second: MainPhrase, text: str, language: Language) -> bool:
    """Whether two phrases name different things: neither names the other, and they never stand side by side."""
    for one, other in ((first, second), (second, first)):
        words = language.word_container(other.text)
        if any(word in words for word in itertools.chain(one.words, *one.forms)):
            return False
        if f"{one.text}{language.word_separator}{other.text}" in text:
            return False
    return not language.title_units(first.text) & language.title_units(second.text)


def _is_alone(candidate: _Candidate, points: Sequence[str]) -> bool:
    """Whether a phrase of the Core Viewpoint or the headline is the title of the points by itself."""
    phrase = candidate.phrase
    least = WEIGHTS.min_alone if phrase.is_name else WEIGHTS.min_alone_thing
    is_told = phrase.is_subject or (candidate.source < _Source.POINTS and not phrase.is_name)
    return is_told and _share(candidate.points, points) >= least


def _share(mask: int, points: Sequence[str]) -> float:
    """The share of the points that are bits of a number."""
    return mask.bit_count() / len(points)


def _find_candidates(document: Document, core: str, points: Sequence[str], language: Language) -> Iterator[_Candidate]:
    """The noun phrases of the Core Viewpoint, the headline and the points, with what they are worth."""
    sentences = [sentence.text for sentence in document.sentences]
    containers = list(map(language.word_container, points))
    around = list(map(language.word_container, sentences))
    title = language.word_container(document.title or "")
    for phrase, source, place in _find_phrases([core, document.title or "", *points], sentences, language):
        words = phrase.words
        mask = sum(1 << at for at, point in enumerate(containers) if _takes_up(point, phrase))
        again = sum(all(word in sentence for word in words) for sentence in around)
        if again < 1 + (source is not _Source.HEADLINE and not phrase.is_subject):
            continue
        worth = WEIGHTS.share * _share(mask, points) + WEIGHTS.recurring * math.log2(again)
        worth += WEIGHTS.whole * sum(all(word in point for word in words) for point in containers) / len(points)
        worth += WEIGHTS.opening * ((source is _Source.CORE) + phrase.is_subject)
        worth += WEIGHTS.headline * sum(word in title for word in words) / len(words)
        yield _Candidate(phrase, source, place, mask, worth)


def _takes_up(point: Container[str], phrase: MainPhrase) -> bool:
    """Whether a point has all words of one of the forms of a phrase."""
    return any(all(word in point for word in form) for form in phrase.forms)


def _find_phrases(
    texts: Sequence[str], sentences: Sequence[str], language: Language
) -> Iterator[tuple[MainPhrase, _Source, int]]:
    """The phrases that could be titles, with where they are from and which of them they are there.

    Args:
        texts: the Core Viewpoint, the headline, and the points.
    """
    met: list[str] = []
    for at, phrases in enumerate(language.find_main_phrases(texts, sentences)):
        source = _Source(min(at, _Source.POINTS))
        for place, phrase in enumerate(phrases):
            is_short = not phrase.is_name and language.title_size(phrase.text, phrase.words) < _MIN_SIZE
            is_other = phrase.is_name and source is _Source.POINTS
            if not phrase.written or is_short or is_other or any(phrase.text in other for other in met):
                continue
            met.append(phrase.text)
            is_subject = (phrase.is_subject and source < _Source.POINTS) or texts[1].startswith(phrase.text)
            yield phrase._replace(is_subject=is_subject), source, place
