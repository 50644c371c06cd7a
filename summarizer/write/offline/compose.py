"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A point is one sentence of the document, shortened; its evidence is the whole sentence. Within a group sentences are
taken greedily: what the model thinks of them, less what has been said before, less what keeps them from being read
alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...models import Document, DraftGroup, DraftStatement
from .content import Floats, Ints
from .grouping import Part, parts_of
from .ranking import Scored
from .shorten import without_dateline
from .statements import shortened
from .titles import group_titles, heading_title

# Words of a group (a Chinese character counts as half) for each of its points.
_WORDS_A_POINT = 60
# What keeps a sentence from being read alone, in units of a standard score.
_FAULTS = {"question": 1.5, "caption": 2.0, "quote": 0.4}
_LEANS, _SPEECH, _FIRST_PERSON = 1.5, 3.0, 1.0
_SHORT, _LONG, _MANY_WORDS, _MISFIT = 8, 45, 70, 1.5
# （完）: no statement at all.
_FEW_WORDS, _NOTHING = 3, 10.0
# What saying wholly over again costs, and what a further point of a group, or its only one, must be worth.
_REPEATED, _FLOOR, _LAST_RESORT = 2.5, -1.5, -8.0
# A Core Viewpoint says what the title says, what most of the article says, how it opens, and what it concludes.
_TITLE, _CENTRE, _LEAD, _CUE = 3.0, 0.4, 1.8, 0.3
_COURTESY = re.compile(
    r"谢谢|感谢|欢迎|大家好|掌声|各位(?:来宾|嘉宾|朋友|老师|领导)|\b(?:thank you|thanks|welcome)\b", re.IGNORECASE
)
_OPENING_MARKS, _CLOSING_MARKS = tuple("\"“‘'「"), tuple("\"”’'」")
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


def compose(
    document: Document, scored: Scored, groups: int, points: int
) -> tuple[DraftStatement, tuple[DraftGroup, ...]]:
    """The Core Viewpoint and the groups of a document's summary.

    Args:
        groups, points: at most so many groups, and points in each.
    """
    sentences = _sentences(document, scored)
    best = int(sentences.viewpoint.argmax())
    said = np.zeros(sentences.terms)
    _say(best, sentences, said)
    chosen: list[tuple[Part, list[int]]] = []
    for part in parts_of(document, scored, groups):
        wanted = min(points, max(1, round(_words(part, scored) / _WORDS_A_POINT)))
        if picked := _points(part, wanted, sentences, said, best):
            chosen.append((part, sorted(picked)))
    titles = _titles(document, sentences, chosen)
    return _statement(document, scored, best), tuple(
        DraftGroup(title=title, points=tuple(_statement(document, scored, index) for index in picked))
        for title, (_, picked) in zip(titles, chosen, strict=True)
    )


def _statement(document: Document, scored: Scored, index: int) -> DraftStatement:
    return DraftStatement(text=shortened(document, scored, index), sentences=(index + 1,))


def _words(part: Part, scored: Scored) -> float:
    sentence = scored.passages.sentence
    return float(scored.content.length[(sentence >= part.start) & (sentence < part.end)].sum())


def _sentences(document: Document, scored: Scored) -> _Sentences:
    passages, content = scored.passages, scored.content
    starts = np.flatnonzero(passages.part == 0)
    head = np.maximum.reduceat(scored.head, starts)
    worth = (head - head.mean()) / max(1e-9, float(head.std())) - _faults(document, scored, starts)
    place = passages.sentence[content.place]
    weight = np.log1p(content.totals)[content.term]
    share = weight / np.maximum(1e-9, np.bincount(place, weight, len(starts)))[place]
    written = 1.0 - scored.transcript
    viewpoint = (
        worth
        + _CENTRE * scored.feature("sentence_degree")[starts]
        + _TITLE * np.maximum.reduceat(scored.feature("title"), starts)
        + _LEAD * written * scored.feature("early3")[starts]
        + _CUE * np.minimum(1.0, np.maximum.reduceat(scored.feature("cues"), starts))
    )
    return _Sentences(worth, viewpoint, place, content.term, share, len(content.totals))


def _faults(document: Document, scored: Scored, starts: Ints) -> Floats:
    """What keeps each sentence from being read alone."""
    length = np.add.reduceat(scored.content.length, starts)
    talk = np.add.reduceat(scored.content.talk, starts)
    faults = _MISFIT * ((length < _SHORT) | (length > _LONG)) + _MISFIT * (length > _MANY_WORDS)
    faults += _NOTHING * (length < _FEW_WORDS)
    for name, weight in _FAULTS.items():
        faults += weight * np.maximum.reduceat(scored.feature(name), starts)
    faults += _LEANS * scored.feature("leans")[starts]
    faults += _FIRST_PERSON * (1.0 - scored.transcript) * np.minimum(1.0, talk)
    texts = [sentence.text for sentence in document.sentences]
    faults += scored.transcript * _MISFIT * np.array([_COURTESY.search(text) is not None for text in texts])
    return faults + _SPEECH * np.array([_is_speech(without_dateline(text, document.language)) for text in texts])


def _is_speech(text: str) -> bool:
    """Whether a sentence is somebody's words, or a piece of them."""
    text = text.rstrip(" .。,，")
    if text.startswith(_OPENING_MARKS):
        return True
    return text.endswith(_CLOSING_MARKS) and not any(mark in text[:-1] for mark in _OPENING_MARKS)


def _points(part: Part, wanted: int, sentences: _Sentences, said: Floats, taken: int) -> list[int]:
    """The sentences that say most of a part and least of what was said; of misfits none but the last resort."""
    inside = slice(*np.searchsorted(sentences.place, (part.start, part.end)))
    place, term, share = sentences.place[inside] - part.start, sentences.term[inside], sentences.share[inside]
    left = sentences.worth[part.start:part.end].copy()
    if part.start <= taken < part.end:
        left[taken - part.start] = -np.inf
    picked: list[int] = []
    while len(picked) < wanted and np.isfinite(left).any():
        worth = left - _REPEATED * np.bincount(place, share * said[term], len(part))
        best = int(worth.argmax())
        if worth[best] < (_FLOOR if picked else _LAST_RESORT):
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
        groups = [_text(document, part) for part, _ in chosen]
        telling = [[document.sentences[i].text for i in _telling(part, picked, sentences)] for part, picked in chosen]
        drawn = group_titles(groups, telling, document.language)
        named = [name or phrase for name, phrase in zip(named, drawn, strict=True)]
    first, further = _UNTITLED[document.language]
    return [name or (first if index == 0 else further) for index, name in enumerate(named)]


def _text(document: Document, part: Part) -> str:
    sentences = document.sentences
    return document.text[sentences[part.start].start:sentences[part.end - 1].end]


def _telling(part: Part, picked: Sequence[int], sentences: _Sentences) -> list[int]:
    """The points of a part, then its other best sentences."""
    worth = sentences.worth[part.start:part.end]
    best = [part.start + int(i) for i in np.argsort(-worth, kind="stable")[:_TELLING]]
    return [*picked, *(index for index in best if index not in picked)]
