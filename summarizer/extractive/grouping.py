"""The groups of a summary and their titles: neighbours are joined where points are few or nothing names them."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..languages import LANGUAGES
from ..models import Document
from ..parsing.terms import pipeline_terms
from .own_claims import QUESTION_LEVEL
from .point_selection import Candidates
from .segmentation import TopicSegment, find_run_in_heads
from .sentence_forms import SentenceForms
from .subject_titles import name_subject
from .titles import TitleSource, choose_titles

Group = tuple[TopicSegment, list[int]]
_PLAIN_GROUPS = 2  # without a title of their own, which are one list where nothing stands between them
_SCRIPT_SAMPLE = 500  # characters that tell the script of an article


class GroupLimits(NamedTuple):
    """How many groups a summary has at most, how many points each, and how many a group without a title of its own."""

    groups: int
    points: int
    untitled: int


def name_groups(
    document: Document,
    candidates: Candidates,
    viewpoint: Sequence[int],
    selected: Sequence[Group],
    limits: GroupLimits,
) -> list[tuple[str, list[int]]]:
    """The groups with their titles, in reading order.

    What neither a heading nor a question names is one list in the article's order, below what the article is about.

    Args:
        viewpoint: the sentences of the Core Viewpoint.
        selected: the segments with their points.
    """
    language = LANGUAGES[document.language]
    core = language.word_separator.join(map(candidates.forms.write, viewpoint))
    groups = _merge_single_points(selected, limits.points, least=1 if candidates.forms.is_talk else 2)
    titles = _find_titles(document, candidates, groups)
    pairs: list[tuple[str | None, list[int]]] = list(zip(titles, (points for _, points in groups), strict=True))
    is_one_list = not any(titles) and limits.untitled > limits.points  # nobody asked for fewer points in a group
    if is_one_list:
        pairs = [(None, list(itertools.chain.from_iterable(points for _, points in groups)))]
    room = limits.untitled * (_PLAIN_GROUPS if is_one_list else 1)
    fallbacks = _write_fallbacks(document)
    named: list[tuple[str, list[int]]] = []
    for title, points in _join_untitled(pairs, candidates, room):
        if title is None:
            subject = name_subject(document, core, list(map(candidates.forms.write, points)))
            is_new = subject and not any(
                language.title_units(subject) & language.title_units(other) for other, _ in named
            )
            title = subject if subject and is_new else fallbacks[bool(named)]
        named.append((title, points))
    return named


def _find_titles(document: Document, candidates: Candidates, groups: Sequence[Group]) -> list[str | None]:
    """The headings, questions and phrases above the groups; None where an article has none of them."""
    heads = find_run_in_heads(document)
    sources = [_title_source(document, candidates.forms, segment, points, heads) for segment, points in groups]
    named = [bool(source.headings or source.topic or source.continued) for source in sources]
    chosen = list(itertools.compress(sources, named))
    titles = iter(choose_titles(chosen, document.language, pipeline_terms(document), document.title or ""))
    return [next(titles) if is_named else None for is_named in named]


def _merge_single_points(selected: Sequence[Group], max_points: int, least: int = 2) -> list[Group]:
    """The segments; while more than `least` are left, one with a single point and no heading joins a neighbour."""
    segments = list(selected)
    while len(segments) > least:
        pairs = [
            (len(points) + len(more), at)
            for at, ((first, points), (second, more)) in enumerate(itertools.pairwise(segments))
            if 1 in (len(points), len(more)) and not (_is_headed(first) or _is_headed(second))
        ]
        size, at = min(pairs, default=(max_points + 1, 0))
        if size > max_points:
            break
        (first, points), (second, more) = segments[at : at + 2]
        joined = replace(first, end=second.end, headings=first.headings + second.headings)
        segments[at : at + 2] = [(joined, points + more)]
    return segments


def _join_untitled(
    titled: Sequence[tuple[str | None, list[int]]], candidates: Candidates, limit: int
) -> Iterator[tuple[str | None, list[int]]]:
    """The groups, of which two at most have no title: that of the opening, and a last one.

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
        yield None, plain[0]
    yield from ((title, points) for title, points in titled if title is not None)
    if plain[1]:
        yield None, plain[1]


def _write_fallbacks(document: Document) -> tuple[str, str]:
    """The plain titles of the opening and of what is left, in the script of the article."""
    language = LANGUAGES[document.language]
    opening, further = language.fallback_titles
    sample = document.text[:_SCRIPT_SAMPLE]
    return language.adapt_label(opening, sample), language.adapt_label(further, sample)


def _is_headed(segment: TopicSegment) -> bool:
    """Whether the article itself names a part of it; a question names none."""
    return any(heading.level != QUESTION_LEVEL for _, heading in segment.headings)


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
    elif len(used) == 2 and all(heading.level == QUESTION_LEVEL for heading in used):
        both = " ".join(heading.text for heading in used)
        question = both if len(both) <= LANGUAGES[document.language].short_question else ""
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
