"""The order in which passages enter a summary: the best by score first, less what was already said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from .content import Ints, sums
from .scoring import Scored
from .statements import statement_text

# The four are set by cross-validation on the development sets (`python -m benchmarks.train_offline --search`).
# What a wholly repeated passage loses: less than the distance between the best and a middling one.
REDUNDANCY = 0.85
# Words after which what most of the article is about begins to count, and over how many more it comes to rule alone.
LEAD_WORDS, SHIFT_WORDS = 15.0, 30.0
# Only so many candidates are compared for what is new in them; the rest follow by their degree.
_POOL = 600


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
