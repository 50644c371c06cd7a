"""Passages scored by the linear model, and the order in which they enter a summary."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import overload

import numpy as np

from ..models import Document
from .content import Content, Floats, Ints, content_of, sums
from .features import NAMES, Passages, features_of, passages_of, transcript_share
from .shorten import statement_text

KINDS = ("written", "talk", "chinese")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in the order of `features.NAMES`.

    Attributes:
        written: what a feature is worth in an English article.
        talk: what is added to that in a transcript of speech.
        chinese: what is added to it in Chinese.
    """

    written: Floats
    talk: Floats
    chinese: Floats

    def scores(self, features: Floats, transcript: float, chinese: bool) -> Floats:
        """The score of each passage.

        Args:
            transcript: how far the document is a transcript, from 0 to 1.
        """
        weights = self.written + transcript * self.talk + chinese * self.chinese
        return weights @ features


@functools.cache
def model() -> Model:
    """The weights of `weights.toml`, read once."""
    sections = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return Model(**{kind: np.array([sections[kind][name] for name in NAMES]) for kind in KINDS})


def as_toml(weights: Model) -> str:
    """The weights as `weights.toml` holds them."""
    lines = ["# Made by `python -m benchmarks.train_offline`; see there how. One weight for each of features.NAMES."]
    for kind in KINDS:
        lines += ["", f"[{kind}]"]
        lines += [f"{name} = {value:.4f}" for name, value in zip(NAMES, getattr(weights, kind), strict=True)]
    return "\n".join(lines) + "\n"


# The four are set by cross-validation on the development sets (`python -m benchmarks.train_offline --search`).
# What a wholly repeated passage loses: less than the distance between the best and a middling one.
REDUNDANCY = 0.85
# Words after which what most of the article is about begins to count, and over how many more it comes to rule alone.
LEAD_WORDS, SHIFT_WORDS = 15.0, 30.0
# What a standard score of the degree is worth beside the model's scores.
DEGREE = 0.5
# Only so many candidates are compared for what is new in them; the rest follow by their degree.
_POOL = 600


@dataclass(slots=True)
class Scored:
    """A document's passages with all that choosing among them needs.

    Attributes:
        transcript: how far the document is a transcript, from 0 to 1.
        head: the model's score of each passage.
        degree: what it is worth late in a long digest.
        features: the rows of `features.NAMES`.
    """

    passages: Passages
    content: Content
    transcript: float
    head: Floats
    degree: Floats
    features: Floats

    def feature(self, name: str) -> Floats:
        """One of `features.NAMES`, for each passage."""
        row: Floats = self.features[NAMES.index(name)]
        return row


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a summary prints it.

    Attributes:
        position: its place in reading order, counted from 0.
        sentence: the number of its sentence in the document, counted from 1.
    """

    position: int
    sentence: int
    text: str


class Ranking(Sequence[Passage]):
    """The passages of a document, best first."""

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        self._steps = order(scored)
        self._known: list[Passage] = []

    def __len__(self) -> int:
        return len(self._scored.passages)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        if isinstance(index, slice):
            wanted = range(len(self))[index]
            self._reach(max(wanted, default=-1))
            return [self._known[i] for i in wanted]
        self._reach(range(len(self))[index])
        return self._known[index]

    def _reach(self, index: int) -> None:
        passages = self._scored.passages
        while len(self._known) <= index:
            best = next(self._steps)
            text = statement_text(passages.texts[best], passages.language, self._scored.transcript > 0.3)
            self._known.append(Passage(best, int(passages.sentence[best]) + 1, text))


def score(document: Document, weights: Model | None = None) -> Scored:
    """Score the passages of a document."""
    passages = passages_of(document)
    content = content_of(passages.texts, passages.language)
    return score_passages(passages, content, title_of(document), weights)


def title_of(document: Document) -> str:
    """The title; for want of one the headings."""
    return document.title or " ".join(heading.text for heading in document.headings)


def score_passages(passages: Passages, content: Content, title: str = "", weights: Model | None = None) -> Scored:
    """Score passages whose terms are counted."""
    features = features_of(passages, content, title)
    transcript = transcript_share(content)
    head = (weights or model()).scores(features, transcript, passages.language == "zh")
    return scored_by(passages, content, features, head, transcript)


def scored_by(passages: Passages, content: Content, features: Floats, head: Floats, transcript: float) -> Scored:
    """Passages with the scores some model gave them."""
    degree = DEGREE * features[_SENTENCE_DEGREE] - 1e-3 * passages.part
    return Scored(passages, content, transcript, head, degree, features)


_SENTENCE_DEGREE = NAMES.index("sentence_degree")


def order(scored: Scored) -> Iterator[int]:
    """Indices of passages, best first."""
    content, head, degree, length = scored.content, scored.head, scored.degree, scored.content.length
    place, term = content.place, content.term
    pool = _pool(scored)
    if len(pool) < len(head):
        inside = np.isin(place, pool)
        place, term = np.searchsorted(pool, place[inside]), term[inside]
        head, degree, length = head[pool], degree[pool], length[pool]
    weight = np.log1p(content.totals)[term]
    starts = place.searchsorted(np.arange(len(pool) + 1))
    share = weight / np.maximum(1e-9, sums(place, weight, len(pool)))[place]
    left = np.zeros(len(pool))
    said = np.zeros(len(content.totals))
    words = 0.0
    for _ in range(len(pool)):
        shift = (1.0 - scored.transcript) * min(1.0, max(0.0, (words - LEAD_WORDS) / SHIFT_WORDS))
        worth = left + (1.0 - shift) * head
        if shift:
            worth += shift * degree
        if shift < 1.0 and words:
            worth -= REDUNDANCY * (1.0 - shift) * sums(place, share * said[term], len(pool))
        best = int(worth.argmax())
        yield int(pool[best])
        left[best] = -np.inf
        said[term[starts[best] : starts[best + 1]]] = 1.0
        words += max(1.0, length[best])
    rest = np.setdiff1d(np.arange(len(scored.head)), pool)
    yield from rest[np.argsort(-scored.degree[rest], kind="stable")].tolist()


def _pool(scored: Scored) -> Ints:
    """The passages that may come first by either measure, in reading order."""
    if len(scored.head) <= _POOL:
        return np.arange(len(scored.head))
    half = _POOL // 2
    return np.unique(np.concatenate([np.argpartition(-values, half)[:half] for values in (scored.head, scored.degree)]))
