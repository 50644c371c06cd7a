"""The choice of points: the salient sentences of a group about its topic, none of which says what was said before.

Within a group sentences are selected greedily by salience and topic, less their redundancy with what was selected
before, less the penalties for what cannot be read alone (after the maximal marginal relevance of Carbonell and
Goldstein 1998).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints, PassageStatistics
from ..models import LanguageCode
from .segmentation import TopicSegment
from .sentence_forms import SentenceForms


@dataclass(frozen=True, slots=True)
class SelectionThresholds:
    """How many points a group has, and which sentences are good enough; scores are standard scores of salience.

    Set by hand on the development sets of `benchmarks.offline`, 2026-11-24; held by the floors of
    `benchmarks.readability` (repeated statements).
    """

    words_per_point: int = 42
    """A group has a point for so many words; a Chinese character counts as half a word."""
    sentences_per_point: int = 3
    """Or for so many sentences, where they are short."""
    redundancy: float = 2.0
    """Subtracted from a sentence whose terms were all selected before, in proportion if some were."""
    repetition: float = 1.5
    """Subtracted in addition from a sentence that says the same again."""
    repeated_share: float = 0.75
    """Share of known terms, by weight, above which a sentence says the same again."""
    max_common_share: float = 0.6
    """Share of its terms, by weight, that a sentence may have in common with a single statement, unless it adds
    figures. This and the four below were set on the development articles, 2026-11-30."""
    min_new_figures: int = 2
    """Figures that such a sentence adds."""
    topic: float = 0.5
    """Value of a standard score of the terms that are frequent in the group and rare elsewhere."""
    heading: float = 1.0
    """Value of all terms of the heading above the group, by the root of their share."""
    min_topic_sentences: int = 6
    """Sentences from which a group has a topic that can be counted."""
    min_topic_count: int = 2
    """Times that a term occurs in a group to count as its topic."""
    min_score: float = -2.2
    """Of a point."""
    min_first_score: float = -3.5
    """Of the first point of a group in a written text."""
    min_item_score: float = 1.5
    """What the head of an item in a digest is worth at least, so that what it repeats does not keep it out. Set by
    hand on the digests of `tests/unit/extractive/test_own_claims.py`, 2026-11-30."""
    min_talk_points: int = 4
    """Points of a call, a meeting or another talk that nobody prepared, if so many stand alone. This and the four below
    were set by hand on calls, meetings and interviews in both languages, 2026-12-01."""
    sure_talk_points: int = 2
    """Of these, how many whatever they are worth."""
    min_talk_worth: float = -1.5
    """What the others are worth at least, less the penalty of their form. Of the points of calls and meetings that
    readers judged, 10 of 61 above 0 were faulty, 11 of 20 from -1.5 to 0, and all 5 below; 2026-12-01."""
    max_talk_points: int = 8
    """The same at most, of those that are worth more than the average of its sentences."""
    words_per_talk_point: int = 150
    """Between these it has a point for so many words: most of what is said leads up to something."""
    max_talk_penalty: float = 2.0
    """Of the form of such a point."""
    talk_cue: float = 0.8
    """Value of words that hold, decide or expect something, or of a figure with its measure, in such a talk."""


THRESHOLDS = SelectionThresholds()
_FIGURE = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sentences of a document as candidates for statements.

    Attributes:
        language: of the document.
        title: of the document.
        statistics: of its passages.
        value: how good a point each sentence is, about a standard score, but for its form.
        forms: how each sentence reads by itself.
        settled: sentences whose form no longer counts: the heads of a digest's items.
        is_loose: the document is a talk that nobody prepared: only what stands alone is a point.
        sentence, share: the sentence of each entry of the statistics, and its term's share of the sentence's weight.
    """

    language: LanguageCode
    title: str
    statistics: PassageStatistics
    value: Floats
    forms: SentenceForms
    settled: frozenset[int]
    is_loose: bool
    sentence: Ints
    share: Floats

    def entries(self, first: int, last: int) -> slice:
        """The entries of the sentences `first` to `last`."""
        return slice(*np.searchsorted(self.sentence, (first, last + 1)).tolist())


@dataclass(frozen=True, slots=True)
class _Statement:
    """What was selected: a mask of its terms, and its figures."""

    terms: NDArray[np.bool_]
    figures: frozenset[str]


class PointSelection:
    """The sentences of the Core Viewpoint, and the points that are selected beside them.

    Attributes:
        known: 1 for each term that was selected before.
    """

    def __init__(self, candidates: Candidates, viewpoint: Sequence[int]) -> None:
        self.candidates = candidates
        self.known = np.zeros(len(candidates.statistics.term_totals))
        self._statements: list[_Statement] = []
        self._said: set[int] = set()
        self._printed: dict[int, str] = {}
        for index in viewpoint:
            self._add(index)
        self._first = "\n".join([candidates.title, *self._printed.values()]).lower()
        self._printed.clear()

    def select(self, segment: TopicSegment, limit: int, min_first_score: float) -> list[int]:
        """The sentences of a segment that are salient and not redundant, at most `limit`, in document order.

        The form of a sentence, and whether it repeats another, is judged when it is the best that is left.
        """
        candidates, start = self.candidates, segment.start
        inside = candidates.entries(start, segment.end - 1)
        sentence, term = candidates.sentence[inside] - start, candidates.statistics.term[inside]
        share = candidates.share[inside]
        value = candidates.value[start : segment.end] + self._topic_value(segment, inside)
        value[[index - start for index in self._said if start <= index < segment.end]] = -np.inf
        selected: list[int] = []
        judged: set[int] = set(candidates.settled)
        charged: dict[int, float] = {}  # the penalties of sentences whose subject a point before them may yet name
        redundancy = self._measure_redundancy(sentence, share, term, len(segment))
        score = value - redundancy
        while len(selected) < limit:
            best = int(score.argmax())
            least = THRESHOLDS.min_score if selected else min_first_score
            if not np.isfinite(score[best]) or score[best] < least:
                break
            index = start + best
            if index not in judged:
                judged.add(index)
                penalty = self._penalty(index)
                if candidates.forms[index].subject:
                    charged[index] = penalty
                value[best] -= penalty
                score[best] = value[best] - redundancy[best]
                continue
            value[best] = score[best] = -np.inf
            if not self._repeats(index) and self._takes(index, selected):
                self._add(index)
                for other, before in charged.items():
                    charged[other] = self._penalty(other)
                    value[other - start] += before - charged[other]
                # Only what is selected makes others redundant: for each that is refused, it would be quadratic.
                redundancy = self._measure_redundancy(sentence, share, term, len(segment))
                score = value - redundancy
        return sorted(selected)

    def _penalty(self, index: int) -> float:
        """The penalty of a sentence for who reads the Core Viewpoint and the points before it."""
        form = self.candidates.forms[index]
        if not form.subject:
            return form.penalty
        before = (text for number, text in self._printed.items() if number < index)
        return form.penalty_beside("\n".join([self._first, *before]))

    def _measure_redundancy(self, sentence: Ints, share: Floats, term: Ints, count: int) -> Floats:
        """What each sentence of a segment loses for the share of its weight that was said before."""
        repeated = np.bincount(sentence, share * self.known[term], count).astype(np.float64)
        return THRESHOLDS.redundancy * repeated + THRESHOLDS.repetition * (repeated > THRESHOLDS.repeated_share)

    def _topic_value(self, segment: TopicSegment, inside: slice) -> Floats:
        """What each sentence of a segment is worth for being about its topic and its heading."""
        statistics = self.candidates.statistics
        value: Floats = np.zeros(len(segment))
        term, sentence = statistics.term[inside], self.candidates.sentence[inside] - segment.start
        if len(segment) >= THRESHOLDS.min_topic_sentences:
            counts = np.bincount(term, statistics.count[inside], len(statistics.term_totals))
            counts[counts < THRESHOLDS.min_topic_count] = 0.0
            weight = np.log1p(counts) * counts / statistics.term_totals
            size = np.sqrt(np.maximum(1.0, np.bincount(sentence, minlength=len(segment))))
            topic = np.bincount(sentence, weight[term], len(segment)) / size
            value += THRESHOLDS.topic * (topic - topic.mean()) / max(1e-9, float(topic.std()))
        words = " ".join([segment.topic, *(heading.text for _, heading in segment.headings)]).strip()
        if words:
            language = LANGUAGES[self.candidates.language]
            wanted = np.isin(statistics.term_keys, language.compute_passage_statistics([words]).term_keys)
            said = np.bincount(sentence, wanted[term], len(segment)) / max(1, int(wanted.sum()))
            value += THRESHOLDS.heading * np.sqrt(said)
        return value

    def _add(self, index: int) -> None:
        form = self.candidates.forms[index]
        terms = np.zeros(len(self.known), bool)
        terms[self.candidates.statistics.term[self.candidates.entries(form.first, form.last)]] = True
        self.known[terms] = 1.0
        text = self.candidates.forms.write(index)
        self._statements.append(_Statement(terms, frozenset(_FIGURE.findall(text))))
        self._printed[index] = text.lower()
        self._said.update(range(form.first, form.last + 1))

    def _repeats(self, index: int) -> bool:
        """Whether a sentence has too much in common with one statement, and too few figures beyond it."""
        if index in self.candidates.settled:
            return False
        entries = self.candidates.entries(index, index)
        term, share = self.candidates.statistics.term[entries], self.candidates.share[entries]
        figures: frozenset[str] | None = None
        for statement in self._statements:
            if float(share[statement.terms[term]].sum()) <= THRESHOLDS.max_common_share:
                continue
            figures = figures or frozenset(_FIGURE.findall(self.candidates.forms.write(index)))
            if len(figures - statement.figures) < THRESHOLDS.min_new_figures:
                return True
        return False

    def _takes(self, index: int, selected: list[int]) -> bool:
        """Add a sentence to those selected, in place of what is printed with it; False if that stands elsewhere."""
        form = self.candidates.forms[index]
        printed = set(range(form.first, form.last + 1))
        replaced = [chosen for chosen in selected if chosen in printed]
        if len(printed & self._said) > len(replaced):
            return False
        selected[:] = [chosen for chosen in selected if chosen not in printed]
        selected.append(index)
        return True
