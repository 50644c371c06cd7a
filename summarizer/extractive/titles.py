"""Titles of groups: the article's own headings or questions, else, below one that is long, or above a further part of a
section, noun phrases whose words are frequent there and rare elsewhere.

Two of the group's points, or the only one, have the head of a phrase; the more have all of it, the better. What the
headline names and every group speaks of is the title of none. A bare name is a title for want of a phrase.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..languages import LANGUAGES, Language
from ..languages.language import NounPhrase
from ..models import LanguageCode

_MARKUP = re.compile(r"[*_`#]+")
# The numbers of sections: of any language, and those of each.
_NUMBERING = re.compile(
    "|".join(
        [
            r"[(（]\s?\d{1,2}\s?[)）]\s*|\d{1,2}(?:\.\d{1,2})+[.、．)）]?\s*(?![\d%])|\d{1,2}\s?[.、．)）]\s*(?!\d)|[①-⑳]\s*|"
            r"[IVXⅠ-Ⅻ]{1,5}[.、．]\s*",
            *(language.heading_number for language in LANGUAGES.values()),
        ]
    )
)
_FRAMED = re.compile(r"【([^【】]*)】")
_QUESTION = re.compile(r"[^?？]+[?？]")
# As a whole, the words below a picture or a table; or the signature of a message: Ida Holm (@idaholm) May 3, 2019.
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|.{1,40}\(@\w{1,20}\).{0,40}")
_SENTENCE_END = re.compile(r"[.!]\s+|[。！]")
_MIN_QUESTION = 0.35  # of the length of a short question, for the first of several to tell what was asked; set by hand
_MAX_HEADING = 60  # characters; a longer heading, or two together, is a sentence


@dataclass(frozen=True, slots=True)
class TitleWeights:
    """How noun phrases are scored as titles.

    Set on the development sets by how much of the titles the references and the headlines of gold segments contain
    (`python -m benchmarks.readability`), 2026-11-24.
    """

    frequency: float = 0.5
    """Weight of how often a word occurs in the group, beside its share of the word's occurrences in all groups."""
    whole_phrase: float = 0.3
    """Weight of the phrase as a whole, beside its words."""
    point_coverage: float = 1.0
    """Weight of the share of points that contain all its words."""
    touched: float = 0.4
    """What a point counts that contains some of them."""
    repetition: float = 0.1
    """Gain for each time it was met where only a noun phrase stands, up to 3 times."""
    chunk_count: int = 3
    """How often a phrase that a spaCy pipeline found counts as met. Set by hand, 2026-11-30."""
    bare: float = 0.28
    """Factor for a bare name or action."""
    topic: float = 0.8
    """Gain for a phrase with the words of the heading or the question above the group, by their share of its words."""
    label: float = 0.5
    """Gain for a phrase that stands before a colon at the start of a point."""
    min_named: int = 2
    """Points that have all words of a title at least, if the group has more than one; what was asked counts as one.
    Readers found 13 of 26 phrases good whose last word two points have, 7 of 24 others, and 19 of 57 titles of two
    phrases, 2026-11-30."""
    min_headed: float = 0.51
    """Or the share of the points, two at least, that have its last word, its head."""
    min_name_coverage: float = 0.75
    """Share of the points that a bare name names to be a title for want of a phrase."""
    max_taken: float = 0.5
    """Share of its words (pairs of Chinese characters) that other titles of the summary may have."""
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
_MIN_GROUPS = 2  # from which what all of them speak of tells none from the others
_MIN_SIZE = 1.5  # words, or pairs of Chinese characters, below which a phrase is a bare name


@dataclass(frozen=True, slots=True)
class TitleSource:
    """What a title is drawn from.

    Attributes:
        text: the whole text of the group.
        points: the statements that stand under the title.
        headings: the article's headings of the sections that the points are from, or the labels before their colons.
        topic: what was asked, or the heading of a section of which this is a part.
        question: the question that most of the points answer.
        continued: the heading of the section of which this is a further part.
    """

    text: str
    points: Sequence[str]
    headings: Sequence[str] = ()
    topic: str = ""
    question: str = ""
    continued: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase as a title, and the number of points that have all its words; what was asked counts as one."""

    text: str
    score: float
    size: float
    is_name: bool
    named: int


def title_from_heading(heading: str) -> str | None:
    """A heading without numbering and markup; None when it is too long or nothing is left."""
    title = _NUMBERING.sub("", _MARKUP.sub("", heading).strip(), count=1).strip(" \t:：—-·.。")
    if framed := _FRAMED.fullmatch(title):
        title = framed[1].strip()
    return title if 1 < len(title) <= _MAX_HEADING else None


def choose_titles(
    sources: Sequence[TitleSource], code: LanguageCode, chunks: Sequence[str] = (), headline: str = ""
) -> list[str | None]:
    """A title for each group; None where neither a heading nor a phrase will do.

    Args:
        chunks: noun phrases that a spaCy pipeline found in the article.
        headline: of the article. What it names and every group speaks of is the subject of none.
    """
    language = LANGUAGES[code]
    titles = [
        _title_from_headings(source.headings, language) or _title_from_question(source.question, language)
        for source in sources
    ]
    if all(titles):
        return titles
    untitled = [source for source, title in zip(sources, titles, strict=True) if title is None]
    texts = [text for source in untitled for text in (*source.points, source.topic) if text]
    phrases = language.noun_phrases(texts)
    for chunk in chunks:
        words = language.content_words(chunk.split() if language.separates_words else [chunk])
        phrases[chunk] = NounPhrase(words, is_bare=False, count=WEIGHTS.chunk_count)
    frequencies = _Frequencies([source.text for source in sources], language, headline)
    for index, source in enumerate(sources):
        if titles[index] is None:
            candidates = list(_candidates(source, phrases, _Scorer(frequencies, index, language)))
            phrase = _best_title(candidates, len(source.points), titles, language)
            titles[index] = phrase or _continue_heading(source.continued, titles, language)
    return titles


def _title_from_headings(headings: Sequence[str], language: Language) -> str | None:
    """The heading of the points' section, or those of two sections; None where they tell nothing."""
    found = [title for heading in headings if _tells(heading, language) and (title := title_from_heading(heading))]
    found = list(dict.fromkeys(found))
    if len(found) == 2 and len(both := language.join_titles(*found)) <= _MAX_HEADING:
        return both
    return found[0] if found else None


def _title_from_question(question: str, language: Language) -> str | None:
    """What was asked, without what was said beside it, if it is short; else the first question, if that is."""
    asked = [_SENTENCE_END.split(part.strip())[-1] for part in _QUESTION.findall(question) if len(part) > 1]
    whole, first = language.word_separator.join(asked), asked[0] if asked else ""
    if whole and len(whole) <= language.short_question:
        return language.capitalize(whole)
    if not _MIN_QUESTION * language.short_question <= len(first) <= language.short_question:
        return None
    return None if language.refers_back(first) else language.capitalize(first)


def _continue_heading(heading: str, taken: Sequence[str | None], language: Language) -> str | None:
    """The heading of a section as the title of a further part of it, once."""
    title = _title_from_headings([heading], language) if heading else None
    continued = language.continue_title(title) if title else None
    return None if continued in taken else continued


def _tells(heading: str, language: Language) -> bool:
    """Whether a heading says what stands below it, and not who wrote it or what form it has."""
    cues = language.block_cues
    folded = cues.fold(_MARKUP.sub("", heading).strip())
    if _ASIDE.fullmatch(folded) or any(
        form.match(folded) for form in (cues.byline, cues.credit, cues.furniture, cues.empty_heading)
    ):
        return False
    return not language.compute_passage_statistics([heading]).conversational.any()


def _candidates(source: TitleSource, phrases: Mapping[str, NounPhrase], scorer: _Scorer) -> Iterator[_Candidate]:
    """The phrases that stand in the points of a group."""
    language = scorer.language
    points = [language.countable(point) for point in source.points]
    written = {text: language.countable_phrase(text) for text in phrases}
    counts = {text: sum(point.count(form) for point in points) for text, form in written.items()}
    by_count: dict[int, list[str]] = {}
    for text, count in counts.items():
        by_count.setdefault(count, []).append(written[text].rstrip())
    containers = [language.word_container(point) for point in source.points]
    topic = language.word_container(source.topic)
    least = min(WEIGHTS.min_named, len(points))
    for text, phrase in phrases.items():
        form = written[text].rstrip()
        if not counts[text] or any(other != form and other.endswith(form) for other in by_count[counts[text]]):
            continue  # it occurs in no point, or only as the end of one longer phrase, of which it is a torn piece
        words = phrase.content_words
        named = sum(all(word in point for word in words) for point in containers)
        asked = bool(source.topic and words) and all(word in topic for word in words)
        headed = sum(word in point for word in words[-1:] for point in containers)
        is_supported = named + asked >= least or headed >= max(least, WEIGHTS.min_headed * len(points))
        if not is_supported or scorer.frequencies.is_everywhere(text):
            continue
        touched = sum(any(word in point for word in words) for point in containers)
        coverage = (named + WEIGHTS.touched * (touched - named)) / len(points)
        score = scorer.score(text, phrase) * (1.0 + WEIGHTS.point_coverage * coverage)
        if words:
            score *= 1.0 + WEIGHTS.topic * sum(word in topic for word in words) / len(words)
        if any(point.strip().startswith((f"{text}：", f"{text}:")) for point in source.points):
            score *= 1.0 + WEIGHTS.label
        size = language.title_size(text, words)
        if size >= _MIN_SIZE or phrase.is_bare:  # a single common noun names nothing
            yield _Candidate(text, score, size, phrase.is_bare, named + asked)


def _best_title(
    candidates: Sequence[_Candidate], points: int, taken: Sequence[str | None], language: Language
) -> str | None:
    """The best phrase that names enough points, else a bare name; None where there is neither."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate.score, -len(candidate.text), candidate.text))
    used = {unit for title in taken if title for unit in language.title_units(title)}
    fresh = [candidate for candidate in ranked if _is_fresh(language.title_units(candidate.text), used)]
    matters = [candidate for candidate in fresh if not candidate.is_name]
    common = WEIGHTS.min_name_coverage * points
    names = [candidate for candidate in fresh if candidate.named >= common]
    best = next(iter(matters or names), None)
    return language.capitalize(best.text) if best else None


def _is_fresh(units: set[str], used: set[str]) -> bool:
    """Whether other titles have less than half of what a title has."""
    return len(units & used) < WEIGHTS.max_taken * max(1, len(units))


class _Frequencies:
    """How often words and phrases occur in each group."""

    def __init__(self, texts: Iterable[str], language: Language, headline: str = "") -> None:
        self._headline = language.countable(headline)
        self._texts = list(map(language.countable, texts))
        self._language = language
        self._counts: dict[str, list[int]] = {}

    def is_everywhere(self, words: str) -> bool:
        """Whether words of the headline occur in each of several groups: they are the subject of the whole article."""
        in_headline = self._language.countable_phrase(words) in self._headline
        return in_headline and len(self._texts) >= _MIN_GROUPS and all(self._count(words))

    def _count(self, words: str) -> list[int]:
        if (counts := self._counts.get(words)) is None:
            countable = self._language.countable_phrase(words)
            counts = self._counts[words] = [text.count(countable) for text in self._texts]
        return counts

    def weight(self, words: str, index: int) -> float:
        """The logarithmic frequency of words in a group, more if they occur hardly anywhere else."""
        counts = self._count(words)
        return math.log1p(counts[index]) * (WEIGHTS.frequency + counts[index] / max(1, sum(counts)))


@dataclass(frozen=True, slots=True)
class _Scorer:
    """Scores phrases as titles of one group."""

    frequencies: _Frequencies
    index: int
    language: Language

    def score(self, text: str, phrase: NounPhrase) -> float:
        """How well a phrase names the group: frequent there, rare elsewhere, neither short nor long."""
        words = [self.frequencies.weight(word, self.index) for word in phrase.content_words]
        score = WEIGHTS.whole_phrase * self.frequencies.weight(text, self.index) + sum(words) / max(1, len(words))
        score *= 1 + WEIGHTS.repetition * min(phrase.count, 3)
        size = self.language.title_size(text, phrase.content_words)
        score *= WEIGHTS.size.get(size, WEIGHTS.longer if size > 5 else WEIGHTS.other)
        if phrase.is_bare:
            score *= WEIGHTS.bare
        return score * (WEIGHTS.possessive if self.language.is_possessive(text) else 1.0)
