"""From scored passages to a draft: the Core Viewpoint, the groups, their titles and points.

A point is one sentence of the document, shortened; its evidence is the whole sentence. Within a group sentences are
taken greedily: what the model thinks of them, less what has been said before, less what keeps them from being read
alone.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from ...models import Document, DraftGroup, DraftStatement, Language
from .content import Floats, Ints
from .grouping import Part, parts_of
from .ranking import Scored
from .standing import faults, is_essay, is_foreign, names_subject, needs_antecedent, viewpoint_form
from .statements import shortened
from .titles import group_titles, heading_title

# Words of a group (a Chinese character counts as half) for each of its points; where sentences are short, sentences.
_WORDS_A_POINT, _SENTENCES_A_POINT = 42, 3
# A sentence of which more than this is known says the same again, which costs more still.
_WHOLLY, _SAME = 0.9, 1.5
# What saying wholly over again costs, and what a further point of a group, or its only one, must be worth; the last
# holds where otherwise no group would have a point.
_REPEATED, _FLOOR, _ONLY, _LAST_RESORT = 2.0, -2.2, -3.5, -8.0
# A Core Viewpoint says what the title says, what most of the article says, how it opens, and what it concludes.
_TITLE, _CENTRE, _LEAD, _CUE = 3.0, 0.4, 1.8, 0.3
# How much the opening counts: most where no title says what is new, least in an essay.
_FIRST, _UNTITLED_NEWS, _ESSAY = 0.8, 1.5, 0.2
# The form of so many of the likeliest is looked at.
_LIKELY = 40
# A sentence that names the subject of the next is short: so many characters at most.
_NAMING: dict[Language, int] = {"zh": 30, "en": 90}
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
    parts = [(part, min(points, _wanted(part, scored))) for part in parts_of(document, scored, groups)]
    chosen = _chosen(parts, sentences, said.copy(), best, _ONLY) or _chosen(parts, sentences, said, best, _LAST_RESORT)
    titles = _titles(document, sentences, chosen)
    used = {best, *(index for _, picked in chosen for index in picked)}
    return _statement(document, scored, best, _named_before(best, document, used), whole=True), tuple(
        DraftGroup(title=title, points=tuple(
            _statement(document, scored, index, _named_before(index, document, used)) for index in picked
        ))
        for title, (_, picked) in zip(titles, chosen, strict=True)
    )


def _wanted(part: Part, scored: Scored) -> int:
    """How many points a part deserves."""
    least = 2 if len(part) > 2 else 1
    return max(least, round(_words(part, scored) / _WORDS_A_POINT), round(len(part) / _SENTENCES_A_POINT))


def _chosen(
    parts: Sequence[tuple[Part, int]], sentences: _Sentences, said: Floats, taken: int, only: float
) -> list[tuple[Part, list[int]]]:
    """The parts with their points, in document order; those with nothing to say left out."""
    picked = [(part, sorted(_points(part, wanted, sentences, said, taken, only))) for part, wanted in parts]
    return [(part, points) for part, points in picked if points]


def _statement(document: Document, scored: Scored, index: int, named: bool, whole: bool = False) -> DraftStatement:
    """The sentence as a statement, behind the one that names its subject where that is wanted."""
    text = shortened(document, scored, index, whole)
    if not named:
        return DraftStatement(text=text, sentences=(index + 1,))
    joint = "。" if document.language == "zh" else ". "
    return DraftStatement(text=shortened(document, scored, index - 1) + joint + text, sentences=(index, index + 1))


def _named_before(index: int, document: Document, used: Set[int]) -> bool:
    """Whether the sentence before, short, unused and first of its block, names what this one calls 公司 or it."""
    if not index or index - 1 in used:
        return False
    before, here = document.sentences[index - 1], document.sentences[index]
    language = document.language
    return (
        before.block == here.block
        and (index == 1 or document.sentences[index - 2].block != before.block)
        and needs_antecedent(here.text, language)
        and names_subject(before.text, language)
        and len(before.text) <= _NAMING[language]
    )


def _words(part: Part, scored: Scored) -> float:
    sentence = scored.passages.sentence
    return float(scored.content.length[(sentence >= part.start) & (sentence < part.end)].sum())


def _sentences(document: Document, scored: Scored) -> _Sentences:
    passages, content = scored.passages, scored.content
    starts = np.flatnonzero(passages.part == 0)
    head = np.maximum.reduceat(scored.head, starts)
    worth = (head - head.mean()) / max(1e-9, float(head.std())) - faults(document, scored, starts)
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
    viewpoint[likely] += viewpoint_form(document, likely.tolist())
    return _Sentences(worth, viewpoint, place, content.term, share, len(content.totals))


def _opening_weight(document: Document) -> float:
    """How far the opening is the news, and not a way into the matter."""
    if is_essay(document):
        return _ESSAY
    return 1.0 if document.title else _UNTITLED_NEWS


def _points(part: Part, wanted: int, sentences: _Sentences, said: Floats, taken: int, only: float) -> list[int]:
    """The sentences that say most of a part and least of what was said, no misfits.

    Args:
        wanted: at most so many.
        taken: the sentence of the Core Viewpoint.
        only: what the first must be worth.
    """
    inside = slice(*np.searchsorted(sentences.place, (part.start, part.end)))
    place, term, share = sentences.place[inside] - part.start, sentences.term[inside], sentences.share[inside]
    left = sentences.worth[part.start:part.end].copy()
    if part.start <= taken < part.end:
        left[taken - part.start] = -np.inf
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
        groups = [_text(document, part) for part, _ in chosen]
        telling = [
            [text for i in _telling(part, picked, sentences)
             if not is_foreign(text := document.sentences[i].text, document.language)]
            for part, picked in chosen
        ]
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
