"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A point is one sentence of the document, shortened; its evidence is the whole sentence. Within a group sentences are
taken greedily: what the model thinks of them, less what has been said before, less what keeps them from being read
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...models import Document, DraftGroup, DraftStatement
from .content import Floats, Ints
from .grouping import Part, parts_of
from .ranking import REDUNDANCY, Scored
from .statements import shortened
from .titles import group_titles, heading_title

# Words of a group (a Chinese character counts as half) for each of its points.
_WORDS_A_POINT = 80
# What keeps a sentence from being read alone, in units of a standard score.
_FAULTS = {"question": 1.5, "leans": 1.2, "caption": 2.0, "quote": 0.6}
_SHORT, _LONG, _MANY_WORDS, _MISFIT = 8, 45, 70, 1.5
# A Core Viewpoint says what title and headings say, what most of the article says, and what it concludes.
_TITLE, _CENTRE, _CUE = 2.0, 0.6, 0.3
# Titles are drawn from so many sentences of a group.
_TELLING = 8
_UNTITLED = {"en": ("Main points", "Further points"), "zh": ("要点", "其他要点")}


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a document as candidates for statements.

    Attributes:
        worth: how good a point each is; about a standard score.
        viewpoint: how good a Core Viewpoint.
        place, term, share: the sentence and term of each entry, and the term's share of its sentence's weight.
    """

    worth: Floats
    viewpoint: Floats
    place: Ints
    term: Ints
    share: Floats
    terms: int


def compose(document: Document, scored: Scored, groups: int, points: int) -> tuple[DraftStatement, tuple[DraftGroup, ...]]:
    """The Core Viewpoint and the groups of a document's summary.

    Args:
        groups, points: at most so many groups, and points in each.
    """
    sentences = _sentences(scored)
    best = int(sentences.viewpoint.argmax())
    said = np.zeros(sentences.terms)
    _say(best, sentences, said)
    chosen: list[tuple[Part, list[int]]] = []
    for part in parts_of(document, scored, groups):
        wanted = min(points, max(1, round(_words(part, scored) / _WORDS_A_POINT)))
        if picked := _points(part, wanted, sentences, said, best):
            chosen.append((part, sorted(picked)))
    titles = _titles(document, sentences, [part for part, _ in chosen])
    return _statement(document, scored, best), tuple(
        DraftGroup(title=title, points=tuple(_statement(document, scored, index) for index in picked))
        for title, (_, picked) in zip(titles, chosen, strict=True)
    )


def _statement(document: Document, scored: Scored, index: int) -> DraftStatement:
    return DraftStatement(text=shortened(document, scored, index), sentences=(index + 1,))


def _words(part: Part, scored: Scored) -> float:
    sentence = scored.passages.sentence
    return float(scored.content.length[(sentence >= part.start) & (sentence < part.end)].sum())


def _sentences(scored: Scored) -> _Sentences:
    passages, content = scored.passages, scored.content
    starts = np.flatnonzero(passages.part == 0)
    head = np.maximum.reduceat(scored.head, starts)
    length = np.add.reduceat(content.length, starts)
    faults = sum(weight * np.maximum.reduceat(scored.feature(name), starts)
                 for name, weight in _FAULTS.items() if name != "leans")
    faults = faults + _FAULTS["leans"] * scored.feature("leans")[starts]
    faults += _MISFIT * ((length < _SHORT) | (length > _LONG)) + _MISFIT * (length > _MANY_WORDS)
    worth = (head - head.mean()) / max(1e-9, float(head.std())) - faults
    centre = scored.feature("sentence_degree")[starts]
    title = np.maximum.reduceat(scored.feature("title"), starts)
    cues = np.maximum.reduceat(scored.feature("cues"), starts)
    place = passages.sentence[content.place]
    weight = np.log1p(content.totals)[content.term]
    share = weight / np.maximum(1e-9, np.bincount(place, weight, len(starts)))[place]
    viewpoint = worth + _CENTRE * centre + _TITLE * title + _CUE * np.minimum(1.0, cues)
    return _Sentences(worth, viewpoint, place, content.term, share, len(content.totals))


def _points(part: Part, wanted: int, sentences: _Sentences, said: Floats, taken: int) -> list[int]:
    """The sentences that say most of a part and least of what was said; of misfits none but the last resort."""
    inside = slice(*np.searchsorted(sentences.place, (part.start, part.end)))
    place, term, share = sentences.place[inside] - part.start, sentences.term[inside], sentences.share[inside]
    left = sentences.worth[part.start:part.end].copy()
    if part.start <= taken < part.end:
        left[taken - part.start] = -np.inf
    picked: list[int] = []
    floor = -1.0
    while len(picked) < wanted and np.isfinite(left).any():
        worth = left - 2.0 * REDUNDANCY * np.bincount(place, share * said[term], len(part))
        best = int(worth.argmax())
        if picked and worth[best] < floor:
            break
        picked.append(part.start + best)
        left[best] = -np.inf
        _say(part.start + best, sentences, said)
    return picked


def _say(index: int, sentences: _Sentences, said: Floats) -> None:
    start, end = np.searchsorted(sentences.place, (index, index + 1))
    said[sentences.term[start:end]] = 1.0


def _titles(document: Document, sentences: _Sentences, parts: Sequence[Part]) -> list[str]:
    """The heading of each part where it makes a title, else noun phrases of it, else a plain word."""
    texts = [_text(document, part) for part in parts]
    telling = [[document.sentences[i].text for i in _best(part, sentences)] for part in parts]
    named = [heading_title(part.heading) if part.heading else None for part in parts]
    if not all(named):
        drawn = group_titles(texts, telling, document.language)
        named = [name or phrase for name, phrase in zip(named, drawn, strict=True)]
    first, further = _UNTITLED[document.language]
    return [name or (first if index == 0 else further) for index, name in enumerate(named)]


def _text(document: Document, part: Part) -> str:
    sentences = document.sentences
    return document.text[sentences[part.start].start:sentences[part.end - 1].end]


def _best(part: Part, sentences: _Sentences) -> list[int]:
    worth = sentences.worth[part.start:part.end]
    return [part.start + int(i) for i in np.argsort(-worth, kind="stable")[:_TELLING]]
