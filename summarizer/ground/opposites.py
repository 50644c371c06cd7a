"""Words that contradict each other: rise and fall, 支持 and 反对. The list is `data/opposites.txt`."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import FindingKind
from .lists import read_lines
from .passage import Passage, kept
from .words import WordList


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text that has an opposite. `sides` are its (pair, side) with side 0 or 1."""

    start: int
    end: int
    first: int
    last: int
    sides: frozenset[tuple[int, int]]

    def opposes(self, other: Word) -> int | None:
        """The pair in which the two stand on different sides and in no pair on the same; None when they do not."""
        if self.sides & other.sides:
            return None
        mine = dict(self.sides)
        return next((pair for pair, side in other.sides if mine.get(pair) == 1 - side), None)


@functools.cache
def _load() -> tuple[WordList, tuple[FindingKind, ...], frozenset[int]]:
    """The words, the kind of finding of each pair, and the pairs whose words both languages use alike."""
    entries: list[tuple[str, int]] = []
    kinds: list[FindingKind] = []
    alike: set[int] = set()
    for line in read_lines("opposites.txt"):
        kind, words = line.split(":", 1)
        if kind in ("direction", "denial"):
            alike.add(len(kinds))
        for side, forms in enumerate(words.split("<>")):
            entries += [(form, 2 * len(kinds) + side) for form in forms.split()]
        kinds.append("direction" if kind.strip() == "direction" else "negation")
    return WordList(entries), tuple(kinds), frozenset(alike)


@kept
def opposite_words(passage: Passage) -> list[Word]:
    """The words of a text that have an opposite, in order."""
    return list(_words(passage))


def kind_of(pair: int) -> FindingKind:
    """What kind of finding a contradiction in this pair is."""
    return _load()[1][pair]


def is_alike(pair: int) -> bool:
    """Whether both languages use the words of this pair alike, so that a claim in the other one can be held to it."""
    return pair in _load()[2]


def _words(passage: Passage) -> Iterator[Word]:
    words, _, _ = _load()
    for hit in words.find(passage):
        yield Word(hit.start, hit.end, hit.first, hit.last, frozenset(divmod(v, 2) for v in hit.values))
