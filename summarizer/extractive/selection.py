"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A point is one sentence of the document, compressed; its evidence is the whole sentence. Within a group sentences are
selected greedily by salience, less their redundancy with what was selected before, less the penalties for what cannot
be read alone (after the maximal marginal relevance of Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints
from ..models import Document, Draft, DraftGroup, DraftStatement, Run
from ..models.draft import DraftResult
from ..settings import Settings
from .compression import compress
from .salience import ScoredPassages, score_document
from .segmentation import TopicSegment, segment_document
from .standalone import find_antecedents, standalone_penalties
from .titles import TitleSource, choose_titles, title_from_heading
from .viewpoint import choose_viewpoint, score_viewpoints


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
    min_score: float = -2.2
    """Of a further point of a group."""
    min_first_score: float = -3.5
    """Of the first point of a group."""
    last_resort_score: float = -8.0
    """Of the first point of a group if otherwise no group would have one."""
    title_sentences: int = 4
    """Titles are drawn from the points of a group and so many of its best sentences."""


THRESHOLDS = SelectionThresholds()


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The sentences of a document as candidates for statements.

    Attributes:
        value: how good a point each sentence is; about a standard score.
        viewpoint: how good a Core Viewpoint.
        paired: whether the sentence before may stand with it and name its subject.
        sentence, term, share: the sentence and term of each entry, and the term's share of its sentence's weight.
        terms: how many terms there are.
    """

    value: Floats
    viewpoint: Floats
    paired: Sequence[bool]
    sentence: Ints
    term: Ints
    share: Floats
    terms: int

    def mark_known(self, index: int, known: Floats) -> None:
        """Set `known` to 1 for each term of a sentence."""
        start, end = np.searchsorted(self.sentence, (index, index + 1))
        known[self.term[start:end]] = 1.0


def write_extractive(document: Document, settings: Settings) -> DraftResult:
    """Summarise a document from its own sentences, in its own language.

    The settings limit the number of groups and of points in each.
    """
    viewpoint, groups = select_statements(document, score_document(document), settings.groups, settings.points)
    draft = Draft(language=document.language, core_viewpoint=viewpoint, groups=groups)
    return DraftResult(draft, Run(engine="extractive", attempts=1))


def select_statements(
    document: Document, scored: ScoredPassages, max_groups: int, max_points: int
) -> tuple[DraftStatement, tuple[DraftGroup, ...]]:
    """The Core Viewpoint and the groups of a document's summary.

    Args:
        max_points: of each group.
    """
    candidates = _candidates(document, scored)
    viewpoint = choose_viewpoint(document, candidates.viewpoint)
    known = np.zeros(candidates.terms)
    for index in viewpoint:
        candidates.mark_known(index, known)
    segments = [
        (segment, min(max_points, _count_points(segment, scored)))
        for segment in segment_document(document, scored, max_groups)
    ]
    selected = _select_points(segments, candidates, known.copy(), viewpoint, THRESHOLDS.min_first_score)
    selected = selected or _select_points(segments, candidates, known, viewpoint, THRESHOLDS.last_resort_score)
    selected = _merge_single_points(selected, max_points)
    titles = _titles(document, candidates, selected)
    used = {*viewpoint, *(index for _, points in selected for index in points)}
    paired = [may and index - 1 not in used for index, may in enumerate(candidates.paired)]
    return _statement(document, scored, viewpoint, viewpoint=True), tuple(
        DraftGroup(
            title=title,
            points=tuple(
                _statement(document, scored, [index - 1, index] if paired[index] else [index]) for index in points
            ),
        )
        for title, (_, points) in zip(titles, selected, strict=True)
    )


def _candidates(document: Document, scored: ScoredPassages) -> _Candidates:
    passages, statistics = scored.passages, scored.statistics
    starts = np.flatnonzero(passages.part == 0)
    salience = np.maximum.reduceat(scored.salience, starts)
    paired = find_antecedents(document)
    value = (salience - salience.mean()) / max(1e-9, float(salience.std()))
    value = value - standalone_penalties(document, scored, starts, paired)
    sentence = passages.sentence[statistics.passage]
    weight = np.log1p(statistics.term_totals)[statistics.term]
    share = weight / np.maximum(1e-9, np.bincount(sentence, weight, len(starts)))[sentence]
    viewpoint = score_viewpoints(document, scored, starts, value, paired)
    return _Candidates(value, viewpoint, paired, sentence, statistics.term, share, len(statistics.term_totals))


def _count_points(segment: TopicSegment, scored: ScoredPassages) -> int:
    """How many points a segment deserves by its length."""
    sentence = scored.passages.sentence
    words = float(scored.statistics.length[(sentence >= segment.start) & (sentence < segment.end)].sum())
    minimum = 2 if len(segment) > 2 else 1
    by_sentences = round(len(segment) / THRESHOLDS.sentences_per_point)
    return max(minimum, round(words / THRESHOLDS.words_per_point), by_sentences)


def _select_points(
    segments: Sequence[tuple[TopicSegment, int]],
    candidates: _Candidates,
    known: Floats,
    excluded: Sequence[int],
    min_first_score: float,
) -> list[tuple[TopicSegment, list[int]]]:
    """The segments with their points, in document order; those without a point are left out."""
    selected = [
        (segment, sorted(_select_from(segment, limit, candidates, known, excluded, min_first_score)))
        for segment, limit in segments
    ]
    return [(segment, points) for segment, points in selected if points]


def _select_from(
    segment: TopicSegment,
    limit: int,
    candidates: _Candidates,
    known: Floats,
    excluded: Sequence[int],
    min_first_score: float,
) -> list[int]:
    """The sentences of a segment that are salient and not redundant, at most `limit`.

    Args:
        known: 1 for each term that was selected before; the terms of the selected sentences are added.
        excluded: the sentences of the Core Viewpoint.
    """
    start, end = segment.start, segment.end
    inside = slice(*np.searchsorted(candidates.sentence, (start, end)))
    sentence, term, share = candidates.sentence[inside] - start, candidates.term[inside], candidates.share[inside]
    value = candidates.value[start:end].copy()
    value[[index - start for index in excluded if start <= index < end]] = -np.inf
    selected: list[int] = []
    while len(selected) < limit and np.isfinite(value).any():
        repeated = np.bincount(sentence, share * known[term], len(segment))
        score = value - THRESHOLDS.redundancy * repeated
        score -= THRESHOLDS.repetition * (repeated > THRESHOLDS.repeated_share)
        best = int(score.argmax())
        if score[best] < (THRESHOLDS.min_score if selected else min_first_score):
            break
        selected.append(start + best)
        value[best] = -np.inf
        candidates.mark_known(start + best, known)
    return selected


def _merge_single_points(
    selected: Sequence[tuple[TopicSegment, list[int]]], max_points: int
) -> list[tuple[TopicSegment, list[int]]]:
    """The segments; while more than two are left, one with a single point and no heading joins a neighbour."""
    segments = list(selected)
    while len(segments) > 2:
        pairs = [
            (len(points) + len(more), at)
            for at, ((first, points), (second, more)) in enumerate(itertools.pairwise(segments))
            if 1 in (len(points), len(more)) and not (first.heading or second.heading)
        ]
        size, at = min(pairs, default=(max_points + 1, 0))
        if size > max_points:
            break
        (first, points), (second, more) = segments[at : at + 2]
        segments[at : at + 2] = [(replace(first, end=second.end), points + more)]
    return segments


def _statement(
    document: Document, scored: ScoredPassages, indices: Sequence[int], viewpoint: bool = False
) -> DraftStatement:
    """One sentence as a statement, or two of which the first names the subject of the second."""
    separator = LANGUAGES[document.language].sentence_separator
    text = separator.join(compress(document, scored, index, viewpoint) for index in indices)
    return DraftStatement(text=text, sentences=tuple(index + 1 for index in indices))


def _titles(
    document: Document, candidates: _Candidates, selected: Sequence[tuple[TopicSegment, list[int]]]
) -> list[str]:
    """The heading of each segment where it makes a title, else a noun phrase of it, else a fixed word."""
    titles = [title_from_heading(segment.heading) if segment.heading else None for segment, _ in selected]
    if not all(titles):
        sources = [_title_source(document, candidates, segment, points) for segment, points in selected]
        phrases = choose_titles(sources, document.language)
        titles = [title or phrase for title, phrase in zip(titles, phrases, strict=True)]
    first, further = LANGUAGES[document.language].fallback_titles
    return [title or (first if index == 0 else further) for index, title in enumerate(titles)]


def _title_source(
    document: Document, candidates: _Candidates, segment: TopicSegment, points: Sequence[int]
) -> TitleSource:
    """What the title of a segment is drawn from: its points and its other best sentences, none in another language."""
    is_foreign = LANGUAGES[document.language].is_foreign
    value = candidates.value[segment.start : segment.end]
    best = [segment.start + int(i) for i in np.argsort(-value, kind="stable")[: THRESHOLDS.title_sentences]]
    shown, others = (
        [text for i in listed if not is_foreign(text := document.sentences[i].text)]
        for listed in (points, [index for index in best if index not in points])
    )
    text = document.text[document.sentences[segment.start].start : document.sentences[segment.end - 1].end]
    return TitleSource(text, shown, others)
