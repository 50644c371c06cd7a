"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A statement is one sentence of the document, word for word, or several that cannot be read without each other.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence

import numpy as np

from ..models import Document, Draft, DraftGroup, DraftStatement, Run
from ..models.draft import DraftResult
from ..settings import Settings
from ..sizing import fit_extract
from .digest_items import find_items
from .grouping import GroupLimits, name_groups
from .point_selection import THRESHOLDS, Candidates, PointSelection
from .salience import ScoredPassages, score_document
from .segmentation import TopicSegment, segment_document, segment_items
from .sentence_forms import SentenceForms
from .standalone import standalone_penalties
from .viewpoint import ViewpointScores, choose_viewpoint

# Points of a group without a title of its own, as a multiple of those of another: such groups are joined.
UNTITLED_FACTOR = 2
# A figure with its measure.
_MEASURED = re.compile(r"\d\s?(?:[%％]|percent|per cent|[mb]illion|[万亿萬億倍元])|[$€£¥]\s?\d")


def write_extractive(document: Document, settings: Settings) -> DraftResult:
    """Summarise a document from its own sentences, in its own language.

    The settings limit the number of groups and of points in each.
    """
    bounds = fit_extract(document, settings)
    limits = GroupLimits(bounds.sections, bounds.statements, settings.points or UNTITLED_FACTOR * bounds.statements)
    viewpoint, groups = select_statements(document, score_document(document), limits)
    draft = Draft(language=document.language, core_viewpoint=viewpoint, groups=groups)
    return DraftResult(draft, Run(engine="extractive", attempts=1))


def select_statements(
    document: Document, scored: ScoredPassages, limits: GroupLimits
) -> tuple[DraftStatement, tuple[DraftGroup, ...]]:
    """The Core Viewpoint and the groups of a document's summary."""
    max_groups, max_points = limits.groups, limits.points
    items = find_items(document)
    candidates, viewpoint = _candidates(document, scored, list(items))
    if rest := [index for index in items if index not in viewpoint]:
        segments = [(segment, max_points) for segment in segment_items(document, rest, max_groups, max_points)]
    else:
        segments = [
            (segment, limits.untitled if candidates.is_loose else min(max_points, _count_points(segment, scored)))
            for segment in segment_document(document, scored, max_groups)
        ]
    if candidates.is_loose:
        selected = _select_best(segments, candidates, viewpoint, _count_talk_points(scored))
    else:
        selected = _select_points(segments, candidates, viewpoint, THRESHOLDS.min_first_score)
    named = name_groups(document, candidates, viewpoint, selected, limits)
    printed = [part for index in viewpoint for part in items.get(index, (index,))]
    return _statement(candidates.forms, printed), tuple(
        DraftGroup(
            title=title, points=tuple(_statement(candidates.forms, items.get(point, (point,))) for point in points)
        )
        for title, points in named
    )


def _candidates(document: Document, scored: ScoredPassages, heads: Sequence[int]) -> tuple[Candidates, list[int]]:
    """The candidates, and the sentences of the Core Viewpoint.

    Args:
        heads: the sentences that tell the items of a digest: only they can be chosen, and all of them.
    """
    passages, statistics = scored.passages, scored.statistics
    starts = np.flatnonzero(passages.part == 0)
    salience = np.maximum.reduceat(scored.salience, starts)
    value = (salience - salience.mean()) / max(1e-9, float(salience.std()))
    value = value - standalone_penalties(document, scored, starts)
    forms = SentenceForms(document, scored.spokenness)
    is_loose = document.kind == "transcript" or (forms.is_spoken and document.kind != "speech")
    scores = ViewpointScores(document, scored, starts, value, forms)
    viewpoint = choose_viewpoint(scores, heads)
    if is_loose:
        cues = (*scores.cues, _MEASURED)
        held = [any(cue.search(sentence.text) for cue in cues) for sentence in document.sentences]
        value = value + THRESHOLDS.talk_cue * np.array(held)
    if heads:
        worth = np.maximum(value[heads], THRESHOLDS.min_item_score)
        value = np.full(len(value), -np.inf)
        value[heads] = worth
    sentence = passages.sentence[statistics.passage]
    weight = np.log1p(statistics.term_totals)[statistics.term]
    share = weight / np.maximum(1e-9, np.bincount(sentence, weight, len(starts)))[sentence]
    title = document.title or ""
    return Candidates(
        document.language, title, statistics, value, forms, frozenset(heads), is_loose, sentence, share
    ), viewpoint


def _count_points(segment: TopicSegment, scored: ScoredPassages) -> int:
    """How many points a segment deserves by its length."""
    sentence = scored.passages.sentence
    words = float(scored.statistics.length[(sentence >= segment.start) & (sentence < segment.end)].sum())
    minimum = 2 if len(segment) > 2 else 1
    by_sentences = round(len(segment) / THRESHOLDS.sentences_per_point)
    return max(minimum, round(words / THRESHOLDS.words_per_point), by_sentences)


def _select_points(
    segments: Sequence[tuple[TopicSegment, int]],
    candidates: Candidates,
    viewpoint: Sequence[int],
    min_first_score: float,
) -> list[tuple[TopicSegment, list[int]]]:
    """The segments with their points, in document order; those without a point are left out."""
    selection = PointSelection(candidates, viewpoint)
    selected = [(segment, selection.select(segment, limit, min_first_score)) for segment, limit in segments]
    return [(segment, points) for segment, points in selected if points]


def _count_talk_points(scored: ScoredPassages) -> int:
    """How many points a talk deserves by its length."""
    wanted = round(float(scored.statistics.length.sum()) / THRESHOLDS.words_per_talk_point)
    return min(THRESHOLDS.max_talk_points, max(THRESHOLDS.min_talk_points, wanted))


def _select_best(
    segments: Sequence[tuple[TopicSegment, int]], candidates: Candidates, viewpoint: Sequence[int], count: int
) -> list[tuple[TopicSegment, list[int]]]:
    """The segments of a talk with its best points that stand alone."""
    selected = _select_points(segments, candidates, viewpoint, THRESHOLDS.min_score)
    forms = candidates.forms
    sound = {
        point: candidates.value[point] - forms[point].penalty
        for _, points in selected
        for point in points
        if forms[point].penalty <= THRESHOLDS.max_talk_penalty
    }
    ranked = heapq.nlargest(count, sound, key=sound.__getitem__)
    best = {point for rank, point in enumerate(ranked) if _is_worth_saying(rank, sound[point])}
    kept = [(segment, [point for point in points if point in best]) for segment, points in selected]
    return [(segment, points) for segment, points in kept if points]


def _is_worth_saying(rank: int, worth: float) -> bool:
    """Whether a talk is told by a sentence of this worth, if `rank` others are worth more."""
    if rank < THRESHOLDS.sure_talk_points:
        return True
    return worth > (THRESHOLDS.min_talk_worth if rank < THRESHOLDS.min_talk_points else 0.0)


def _statement(forms: SentenceForms, indices: Sequence[int]) -> DraftStatement:
    """The sentences as one statement, with those that are printed with them."""
    joined: list[str] = []
    for text in map(forms.write, indices):
        joined += [forms.separator_behind(joined[-1]), text] if joined else [text]
    numbers = {number + 1 for index in indices for number in range(forms[index].first, forms[index].last + 1)}
    return DraftStatement(text="".join(joined), sentences=tuple(sorted(numbers)))
