"""What is ranked - sentences of English, clauses of Chinese - and the numbers a linear model weighs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..models import Document, LanguageCode
from .content import Content, Floats, Ints, content_of, sums
from .statements import without_dateline

# Marks between digits part no clauses: 62，200 and 3：1 are one figure.
# A clause has at least so many characters: shorter ones go with their neighbour. Of 6, 8, 10 and 14, 8 ranked best.
# Between marks nothing is tried: possessive quantifiers.
_CLAUSE = re.compile(
    r".{8}[^，；：,;]*+(?:[，；：,;][^，；：,;]*+)*?(?:(?<!\d)[，；：]+|[，；：]+(?!\d)|[,;](?=[\u3400-\u9fff]))(?=.{8})|.+",
    re.DOTALL,
)


@dataclass(slots=True)
class Passages:
    """The passages of a document in reading order.

    Attributes:
        texts: the passages, without datelines.
        sentence: index of each passage's sentence, counted from 0.
        part, parts: which clause of its sentence it is, counted from 0, and of how many.
        block: index of its block, counted from 0.
        sentences: how many sentences the document has.
    """

    language: LanguageCode
    texts: list[str]
    sentence: Ints
    part: Ints
    parts: Ints
    block: Ints
    sentences: int

    def __len__(self) -> int:
        return len(self.texts)


def passages_of(document: Document) -> Passages:
    """The passages of a document."""
    return divide(
        [sentence.text for sentence in document.sentences],
        [sentence.block - 1 for sentence in document.sentences],
        document.language,
    )


def divide(sentences: Sequence[str], blocks: Sequence[int], language: LanguageCode) -> Passages:
    """The passages of sentences whose blocks are given, counted from 0."""
    opens = [True, *(a != b for a, b in itertools.pairwise(blocks))]
    plain = [without_dateline(text, language) if first else text for text, first in zip(sentences, opens, strict=True)]
    block = np.array(blocks, np.int64)
    sentence = np.arange(len(plain))
    if language == "en":
        return Passages(language, plain, sentence, np.zeros_like(sentence), np.ones_like(sentence), block, len(plain))
    clauses = [_CLAUSE.findall(text) or [text] for text in plain]
    parts = np.array(list(map(len, clauses)), np.int64)
    starts = parts.cumsum() - parts
    sentence = sentence.repeat(parts)
    return Passages(
        language=language,
        texts=list(itertools.chain.from_iterable(clauses)),
        sentence=sentence,
        part=np.arange(len(sentence)) - starts[sentence],
        parts=parts[sentence],
        block=block[sentence],
        sentences=len(plain),
    )


# Measured on the development sets: of the words of news 0.00-0.05 are talk, of meeting transcripts 0.06-0.20.
_TALK_FROM, _TALK_TO = 0.03, 0.10
# Beyond this sentence no place in the lead counts.
_LEAD = 256

_PLACES = ("first", "second", "third", "early3", "early10")
_SCALED = ("shared", "degree", "centroid", "lead", "length", "terms", "sentence_length", "sentence_degree", "names")
NAMES = (
    *_PLACES,
    "relative10",
    "late",
    "last",
    "opens_block",
    "first_block",
    "first_clause",
    "last_clause",
    "only_clause",
    "lead_first_clause",
    "lead_last_clause",
    *_SCALED,
    "log_length",
    "short",
    "long",
    "figures",
    "quote",
    "question",
    "caption",
    "leans",
    "talk",
    "cues",
    "title",
)
_FIRST_SCALED = NAMES.index(_SCALED[0])
_FIRST_SURFACE = _FIRST_SCALED + len(_SCALED)


def _places() -> Floats:
    index = np.arange(_LEAD + 1, dtype=np.float64)
    table = np.stack([index == 0, index == 1, index == 2, np.exp(-index / 3), np.exp(-index / 10)])
    table[:, -1] = 0.0
    return table


_PLACE_TABLE = _places()


def transcript_share(content: Content) -> float:
    """0 for a written text, 1 for a transcript of speech."""
    share = np.add.reduce(content.talk) / max(1.0, np.add.reduce(content.length))
    return float(min(1.0, max(0.0, (share - _TALK_FROM) / (_TALK_TO - _TALK_FROM))))


def features_of(passages: Passages, content: Content, title: str = "") -> Floats:
    """One row for each of `NAMES`, one column for each passage.

    Args:
        title: the title of the document, or what serves as one.
    """
    # Rows are written where they belong: on an article of news the calls into NumPy take longer than their sums.
    rows = np.empty((len(NAMES), len(passages)))
    _position(passages, rows[:_FIRST_SCALED])
    _centrality(passages, content, rows[_FIRST_SCALED:_FIRST_SURFACE])
    _scale(rows[_FIRST_SCALED:_FIRST_SURFACE])
    _surface(content, rows[_FIRST_SURFACE:])
    rows[-1] = _shared_with_title(content, title, passages.language)
    return rows


def degree(place: Ints, passages: int, content: Content) -> tuple[Floats, Floats]:
    """How much each passage shares with all the others, and its number of terms.

    The similarity of two passages is their shared terms over the square root of both lengths; the sum over all others
    needs no pairs: it is the passage's own terms against the sum of all passages.
    """
    sizes: Floats = np.maximum(1.0, sums(place, content.count, passages))
    weight = content.count / np.sqrt(sizes)[place]
    everywhere = sums(content.term, weight, len(content.totals))
    return sums(place, weight * (everywhere[content.term] - weight), passages), sizes


def _position(passages: Passages, rows: Floats) -> None:
    """Where each passage stands; in the order of `NAMES`."""
    sentence, block, part = passages.sentence, passages.block, passages.part
    last = passages.sentences - 1
    _PLACE_TABLE.take(sentence, axis=1, mode="clip", out=rows[:5])
    np.exp(sentence * (-10.0 / passages.sentences), out=rows[5])
    rows[6] = sentence / max(1, last)
    rows[7] = sentence == last
    opens = np.ones(len(block), bool)
    np.not_equal(block[1:], block[:-1], out=opens[1:])
    rows[8] = opens[np.arange(len(block)) - part]  # what a sentence's first clause opens, its others open too
    rows[9] = block == 0
    rows[10] = first = part == 0
    rows[11] = final = part == passages.parts - 1
    rows[12] = passages.parts == 1
    lead = sentence == 0
    rows[13] = first & lead
    rows[14] = final & lead


def _centrality(passages: Passages, content: Content, rows: Floats) -> None:
    """How much of what a passage says the rest of the document says too; in the order of `_SCALED`."""
    place, term, count = content.place, content.term, content.count
    others = content.totals[term] - count
    central, terms = degree(place, len(passages), content)
    words = np.log(np.maximum(2.0, terms))
    root = np.sqrt(terms)
    length = np.maximum(1.0, content.length)
    in_sentence = passages.sentence[place]
    in_lead = in_sentence == 0
    lead = np.zeros(len(content.totals))
    lead[term[in_lead]] = 1.0
    rows[0] = content.sum(count * others) / (words + np.add.reduce(words) / len(words))
    rows[1] = central
    rows[2] = content.sum(np.log1p(others)) / root
    rows[3] = content.sum(lead[term] * ~in_lead) / root
    np.log1p(content.length, out=rows[4])
    rows[5] = terms / length
    if passages.sentences < len(passages):
        central, terms = degree(in_sentence, passages.sentences, content)
        central, terms = central[passages.sentence], terms[passages.sentence]
    np.log1p(terms, out=rows[6])
    rows[7] = central
    rows[8] = content.names / length


def _surface(content: Content, rows: Floats) -> None:
    """What each passage looks like; in the order of `NAMES`."""
    length = content.length
    rows[0] = np.log1p(length) - 2.5
    rows[1] = length < 5
    rows[2] = length > 40
    rows[3:8] = content.figures, content.quote, content.question, content.caption, content.leans
    rows[8] = content.talk / np.maximum(1.0, length)
    rows[9] = content.cues


def _shared_with_title(content: Content, title: str, language: LanguageCode) -> Floats:
    """The share of the title's terms that a passage holds, the square root taken."""
    if not title:
        return np.zeros(content.passages)
    wanted = content_of([title], language).keys
    at = content.keys.searchsorted(wanted)
    held = np.zeros(len(content.keys) + 1)
    held[at] = np.append(content.keys, -1)[at] == wanted
    share: Floats = content.sum(held[content.term]) / max(1, len(wanted))
    return np.sqrt(share)


def _scale(rows: Floats) -> None:
    """Standard scores within the document, no farther than 3 from the mean."""
    size = rows.shape[1]
    rows -= np.add.reduce(rows, axis=1, keepdims=True) / size
    deviation = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True) / size)
    rows /= np.maximum(deviation, 1e-9)
    np.minimum(np.maximum(rows, -3.0, out=rows), 3.0, out=rows)
