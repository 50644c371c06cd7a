"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A statement is one sentence of the document, word for word, or several that cannot be read without each other.
"""

from __future__ import annotations

import bisect
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ..languages import LANGUAGES
from ..models import Document, Draft, DraftGroup, DraftStatement, Run
from ..models.draft import DraftResult
from ..parsing.terms import pipeline_terms
from ..settings import Settings
from ..sizing import fit_extract
from .own_claims import QUESTION_LEVEL
from .point_selection import THRESHOLDS, Candidates, PointSelection
from .ranking import PARAMETERS
from .salience import ScoredPassages, score_document
from .segmentation import TopicSegment, find_item_heads, find_run_in_heads, segment_document, segment_items
from .sentence_forms import SentenceForms
from .standalone import standalone_penalties
from .titles import TitleSource, choose_titles
from .viewpoint import ViewpointScores, choose_viewpoint

# Points of a group without a title of its own, as a multiple of those of another: such groups are joined.
UNTITLED_FACTOR = 2


class GroupLimits(NamedTuple):
    """How many groups a summary has at most, how many points each, and how many a group without a title of its own."""

    groups: int
    points: int
    untitled: int


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
    heads = find_item_heads(document)
    candidates, viewpoint = _candidates(document, scored, heads)
    if rest := [index for index in heads if index not in viewpoint]:
        segments = [(segment, max_points) for segment in segment_items(document, rest, max_groups, max_points)]
    else:
        segments = [
            (segment, min(max_points, _count_points(segment, scored)))
            for segment in segment_document(document, scored, max_groups)
        ]
    selected = _select_points(segments, candidates, viewpoint, THRESHOLDS.min_first_score)
    selected = selected or _select_points(segments, candidates, viewpoint, THRESHOLDS.last_resort_score)
    selected = _merge_single_points(selected, max_points)
    titles = _titles(document, candidates, selected)
    titled = [(title, points) for title, (_, points) in zip(titles, selected, strict=True)]
    fallback = LANGUAGES[document.language].fallback_titles
    return _statement(candidates.forms, viewpoint), tuple(
        DraftGroup(title=title, points=tuple(_statement(candidates.forms, [point]) for point in points))
        for title, points in _join_untitled(titled, candidates, limits.untitled, fallback)
    )


def _candidates(document: Document, scored: ScoredPassages, heads: Sequence[int]) -> tuple[Candidates, list[int]]:
    """The candidates, and the sentences of the Core Viewpoint.

    Args:
        heads: the sentences that begin the items of a digest: only they can be chosen, and all of them.
    """
    passages, statistics = scored.passages, scored.statistics
    starts = np.flatnonzero(passages.part == 0)
    salience = np.maximum.reduceat(scored.salience, starts)
    value = (salience - salience.mean()) / max(1e-9, float(salience.std()))
    value = value - standalone_penalties(document, scored, starts)
    forms = SentenceForms(document, is_spoken=scored.spokenness > PARAMETERS.min_spokenness)
    viewpoint = choose_viewpoint(ViewpointScores(document, scored, starts, value, forms), heads)
    if heads:
        worth = np.maximum(value[heads], THRESHOLDS.min_item_score)
        value = np.full(len(value), -np.inf)
        value[heads] = worth
    sentence = passages.sentence[statistics.passage]
    weight = np.log1p(statistics.term_totals)[statistics.term]
    share = weight / np.maximum(1e-9, np.bincount(sentence, weight, len(starts)))[sentence]
    return Candidates(document.language, statistics, value, forms, frozenset(heads), sentence, share), viewpoint


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


def _merge_single_points(
    selected: Sequence[tuple[TopicSegment, list[int]]], max_points: int
) -> list[tuple[TopicSegment, list[int]]]:
    """The segments; while more than two are left, one with a single point and no heading joins a neighbour."""
    segments = list(selected)
    while len(segments) > 2:
        pairs = [
            (len(points) + len(more), at)
            for at, ((first, points), (second, more)) in enumerate(itertools.pairwise(segments))
            if 1 in (len(points), len(more)) and not (_is_headed(first) or _is_headed(second))
        ]
        size, at = min(pairs, default=(max_points + 1, 0))
        if size > max_points:
            break
        (first, points), (second, more) = segments[at : at + 2]
        segments[at : at + 2] = [
            (replace(first, end=second.end, headings=first.headings + second.headings), points + more)
        ]
    return segments


def _join_untitled(
    titled: Sequence[tuple[str | None, list[int]]], candidates: Candidates, limit: int, fallback: tuple[str, str]
) -> Iterator[tuple[str, list[int]]]:
    """The groups with their titles, of which two at most are plain: that of the opening, and a last one.

    What has no title of its own, and does not stand at the opening, is joined at the end; the best points of each.
    """
    opening: list[int] = []
    further: list[int] = []
    is_opening = True
    for title, points in titled:
        is_opening = is_opening and title is None and len(opening) + len(points) <= max(limit, len(points))
        if title is None:
            (opening if is_opening else further).extend(points)
    worth = candidates.value
    plain = [sorted(sorted(points, key=lambda index: -worth[index])[:limit]) for points in (opening, further)]
    if plain[0]:
        yield fallback[0], plain[0]
    yield from ((title, points) for title, points in titled if title is not None)
    if plain[1]:
        yield fallback[1 if len(titled) > 1 else 0], plain[1]


def _is_headed(segment: TopicSegment) -> bool:
    """Whether the article itself names a part of it; a question names none."""
    return any(heading.level != QUESTION_LEVEL for _, heading in segment.headings)


def _statement(forms: SentenceForms, indices: Sequence[int]) -> DraftStatement:
    """The sentences as one statement, with those that are printed with them."""
    joined: list[str] = []
    for text in map(forms.write, indices):
        joined += [forms.separator_behind(joined[-1]), text] if joined else [text]
    numbers = {number + 1 for index in indices for number in range(forms[index].first, forms[index].last + 1)}
    return DraftStatement(text="".join(joined), sentences=tuple(sorted(numbers)))


def _titles(
    document: Document, candidates: Candidates, selected: Sequence[tuple[TopicSegment, list[int]]]
) -> list[str | None]:
    """The title of each segment; None where neither a heading nor a noun phrase makes one."""
    heads = find_run_in_heads(document)
    sources = [_title_source(document, candidates.forms, segment, points, heads) for segment, points in selected]
    return choose_titles(sources, document.language, pipeline_terms(document), document.title or "")


def _title_source(
    document: Document, forms: SentenceForms, segment: TopicSegment, points: Sequence[int], heads: Mapping[int, str]
) -> TitleSource:
    """What the title of a segment is drawn from: its points, and the headings that they stand under.

    Args:
        heads: the labels with which blocks open, by number.
    """
    starts = [start for start, _ in segment.headings]
    above = Counter(bisect.bisect_right(starts, index) - 1 for index in points)
    used = [segment.headings[at][1] for at in sorted(at for at, _ in above.most_common(2) if at >= 0)]
    question = ""
    if above and (most := above.most_common(1)[0])[0] >= 0 and 2 * most[1] > len(points):
        heading = segment.headings[most[0]][1]
        question = heading.text if heading.level == QUESTION_LEVEL else ""
    headings = [heading.text for heading in used if heading.level != QUESTION_LEVEL] if above[-1] == 0 else []
    labels = [heads.get(document.sentences[index].block, "") for index in points]
    if not headings and all(labels) and len(set(labels)) <= 2:
        headings = list(dict.fromkeys(labels))
    return TitleSource(
        text=document.text[document.sentences[segment.start].start : document.sentences[segment.end - 1].end],
        points=[forms.write(index) for index in points],
        headings=headings,
        topic=" ".join([segment.topic, *(heading.text for heading in used)]).strip(),
        question=question,
        continued=segment.continued,
    )
