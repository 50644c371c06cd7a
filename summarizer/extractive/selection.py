"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A point is one sentence of the document, shortened; its evidence is the whole sentence. Within a group sentences are
taken greedily: what the model thinks of them, less what has been said before, less what keeps them from being read
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..models import Document, Draft, DraftGroup, DraftStatement, Run
from ..models.draft import Written
from ..settings import Settings
from .compression import shortened
from .content import Floats, Ints
from .scoring import Scored, score
from .segmentation import Part, parts_of
from .standalone import conclusions, faults, is_essay, is_foreign, namable, viewpoint_form
from .titles import Group, group_titles, heading_title

# Words of a group (a Chinese character counts as half) for each of its points; where sentences are short, sentences.
_WORDS_A_POINT, _SENTENCES_A_POINT = 42, 3
# A sentence of which more than this is known says the same again, which costs more still.
_WHOLLY, _SAME = 0.75, 1.5
# What saying wholly over again costs, and what a further point of a group, or its only one, must be worth; the last
# holds where otherwise no group would have a point.
_REPEATED, _FLOOR, _ONLY, _LAST_RESORT = 2.0, -2.2, -3.5, -8.0
# A Core Viewpoint says what the title says, what most of the article says, how it opens, and what it concludes.
_TITLE, _CENTRE, _LEAD, _CUE = 3.0, 0.4, 1.8, 0.3
# How much less it may be worth as one when it concludes an essay.
_CLOSE = 3.0
# It needs no other sentence to name its subject.
_NAMED = 3.0
# How much the opening counts: most where no title says what is new, least in an essay.
_FIRST, _UNTITLED_NEWS, _ESSAY = 0.8, 1.5, 0.2
# The form of so many of the likeliest is looked at.
_LIKELY = 40
# Titles are drawn from the points of a group and from so many of its best sentences.
_TELLING = 4
_UNTITLED = {"en": ("Main points", "Further points"), "zh": ("要点", "其他要点")}


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a document as candidates for statements.

    Attributes:
        worth: how good a point each is; about a standard score.
        viewpoint: how good a Core Viewpoint.
        namable: whether the sentence before may stand with it.
        place, term, share: the sentence and term of each entry, and the term's share of its sentence's weight.
    """

    worth: Floats
    viewpoint: Floats
    namable: Sequence[bool]
    place: Ints
    term: Ints
    share: Floats
    terms: int


def compose(
    document: Document, scored: Scored, groups: int, points: int
) -> tuple[DraftStatement, tuple[DraftGroup, ...]]:
    """The Core Viewpoint and the groups of a document's summary.

    Args:
        groups, points: at most so many groups, and points in each.
    """
    sentences = _sentences(document, scored)
    viewpoint = _viewpoint(document, sentences)
    said = np.zeros(sentences.terms)
    for index in viewpoint:
        _say(index, sentences, said)
    parts = [(part, min(points, _wanted(part, scored))) for part in parts_of(document, scored, groups)]
    chosen = _chosen(parts, sentences, said.copy(), viewpoint, _ONLY) or _chosen(
        parts, sentences, said, viewpoint, _LAST_RESORT
    )
    chosen = _without_lone(chosen, points)
    titles = _titles(document, sentences, chosen)
    used = {*viewpoint, *(index for _, picked in chosen for index in picked)}
    named = [may and index - 1 not in used for index, may in enumerate(sentences.namable)]
    return _statement(document, scored, viewpoint, whole=True), tuple(
        DraftGroup(
            title=title,
            points=tuple(
                _statement(document, scored, [index - 1, index] if named[index] else [index]) for index in picked
            ),
        )
        for title, (_, picked) in zip(titles, chosen, strict=True)
    )


def _viewpoint(document: Document, sentences: _Sentences) -> list[int]:
    """The sentence of the Core Viewpoint; or what an essay is about and the short sentence that concludes it."""
    worth = sentences.viewpoint
    best = int(worth.argmax())
    thesis = max(conclusions(document), key=worth.__getitem__, default=0)
    if not thesis or worth[thesis] < worth[best] - _CLOSE:
        return [best]
    return [int(worth[:thesis].argmax()), thesis]


def _wanted(part: Part, scored: Scored) -> int:
    """How many points a part deserves."""
    least = 2 if len(part) > 2 else 1
    return max(least, round(_words(part, scored) / _WORDS_A_POINT), round(len(part) / _SENTENCES_A_POINT))


def _chosen(
    parts: Sequence[tuple[Part, int]], sentences: _Sentences, said: Floats, taken: Sequence[int], only: float
) -> list[tuple[Part, list[int]]]:
    """The parts with their points, in document order; those with nothing to say left out."""
    picked = [(part, sorted(_points(part, wanted, sentences, said, taken, only))) for part, wanted in parts]
    return [(part, points) for part, points in picked if points]


def _without_lone(chosen: Sequence[tuple[Part, list[int]]], most: int) -> list[tuple[Part, list[int]]]:
    """The parts; while more than two are left, one with a single point and no heading joins a neighbour with room."""
    parts = list(chosen)
    while len(parts) > 2:
        pairs = [
            (len(parts[i][1]) + len(parts[i + 1][1]), i)
            for i in range(len(parts) - 1)
            if 1 in (len(parts[i][1]), len(parts[i + 1][1])) and not (parts[i][0].heading or parts[i + 1][0].heading)
        ]
        size, at = min(pairs, default=(most + 1, 0))
        if size > most:
            break
        (first, points), (second, more) = parts[at : at + 2]
        parts[at : at + 2] = [(replace(first, end=second.end), points + more)]
    return parts


def _statement(document: Document, scored: Scored, indices: Sequence[int], whole: bool = False) -> DraftStatement:
    """One sentence as a statement, or two: the second behind the one that says what it speaks of."""
    joint = "。" if document.language == "zh" else ". "
    text = joint.join(shortened(document, scored, index, whole) for index in indices)
    return DraftStatement(text=text, sentences=tuple(index + 1 for index in indices))


def _words(part: Part, scored: Scored) -> float:
    sentence = scored.passages.sentence
    return float(scored.content.length[(sentence >= part.start) & (sentence < part.end)].sum())


def _sentences(document: Document, scored: Scored) -> _Sentences:
    passages, content = scored.passages, scored.content
    starts = np.flatnonzero(passages.part == 0)
    head = np.maximum.reduceat(scored.head, starts)
    named = namable(document)
    worth = (head - head.mean()) / max(1e-9, float(head.std())) - faults(document, scored, starts, named)
    place = passages.sentence[content.place]
    weight = np.log1p(content.totals)[content.term]
    share = weight / np.maximum(1e-9, np.bincount(place, weight, len(starts)))[place]
    opens = (1.0 - scored.transcript) * _opening_weight(document)
    viewpoint: Floats = (
        worth
        + _CENTRE * scored.feature("sentence_degree")[starts]
        + _TITLE * np.maximum.reduceat(scored.feature("title"), starts)
        + opens * (_LEAD * scored.feature("early3") + _FIRST * scored.feature("first"))[starts]
        + _CUE * np.minimum(1.0, np.maximum.reduceat(scored.feature("cues"), starts))
    )
    likely = np.argsort(-viewpoint, kind="stable")[:_LIKELY]
    viewpoint -= _NAMED * np.array(named)
    viewpoint[likely] += viewpoint_form(document, likely.tolist(), scored.transcript)
    return _Sentences(worth, viewpoint, named, place, content.term, share, len(content.totals))


def _opening_weight(document: Document) -> float:
    """How far the opening is the news, and not a way into the matter."""
    if is_essay(document):
        return _ESSAY
    return 1.0 if document.title else _UNTITLED_NEWS


def _points(
    part: Part, wanted: int, sentences: _Sentences, said: Floats, taken: Sequence[int], only: float
) -> list[int]:
    """The sentences that say most of a part and least of what was said, no misfits.

    Args:
        wanted: at most so many.
        taken: the sentences of the Core Viewpoint.
        only: what the first must be worth.
    """
    inside = slice(*np.searchsorted(sentences.place, (part.start, part.end)))
    place, term, share = sentences.place[inside] - part.start, sentences.term[inside], sentences.share[inside]
    left = sentences.worth[part.start : part.end].copy()
    left[[index - part.start for index in taken if part.start <= index < part.end]] = -np.inf
    picked: list[int] = []
    while len(picked) < wanted and np.isfinite(left).any():
        known = np.bincount(place, share * said[term], len(part))
        worth = left - _REPEATED * known - _SAME * (known > _WHOLLY)
        best = int(worth.argmax())
        if worth[best] < (_FLOOR if picked else only):
            break
        picked.append(part.start + best)
        left[best] = -np.inf
        _say(part.start + best, sentences, said)
    return picked


def _say(index: int, sentences: _Sentences, said: Floats) -> None:
    start, end = np.searchsorted(sentences.place, (index, index + 1))
    said[sentences.term[start:end]] = 1.0


def _titles(document: Document, sentences: _Sentences, chosen: Sequence[tuple[Part, list[int]]]) -> list[str]:
    """The heading of each part where it makes a title, else noun phrases of it, else a plain word."""
    named = [heading_title(part.heading) if part.heading else None for part, _ in chosen]
    if not all(named):
        drawn = group_titles([_group(document, sentences, part, picked) for part, picked in chosen], document.language)
        named = [name or phrase for name, phrase in zip(named, drawn, strict=True)]
    first, further = _UNTITLED[document.language]
    return [name or (first if index == 0 else further) for index, name in enumerate(named)]


def _group(document: Document, sentences: _Sentences, part: Part, picked: Sequence[int]) -> Group:
    """A part as its title is drawn from it: its points, then its other best sentences, none in another language."""
    worth = sentences.worth[part.start : part.end]
    best = [part.start + int(i) for i in np.argsort(-worth, kind="stable")[:_TELLING]]
    shown, others = (
        [text for i in listed if not is_foreign(text := document.sentences[i].text, document.language)]
        for listed in (picked, [index for index in best if index not in picked])
    )
    all_of_it = document.text[document.sentences[part.start].start : document.sentences[part.end - 1].end]
    return Group(all_of_it, shown, others)


def write_extractive(document: Document, settings: Settings) -> Written:
    """Summarise a document from its own sentences, in its own language, with at most so many groups and points."""
    viewpoint, groups = compose(document, score(document), settings.groups, settings.points)
    draft = Draft(language=document.language, core_viewpoint=viewpoint, groups=groups)
    return Written(draft, Run(engine="extractive", attempts=1))
