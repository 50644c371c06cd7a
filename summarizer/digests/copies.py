"""Which articles repeat the text of another: exact, syndicated, cut and lightly edited copies.

Candidates share runs of tokens, found by sorting a sample of their hashes: time grows with the length of all articles,
not with the number of their pairs. Each candidate is then aligned with the other word by word (Levenshtein). An edit
that changes what is said, a figure, a negation or a direction, makes no copy: that is another statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq, Levenshtein, Opcode

from ..grounding.passage import Passage
from ..grounding.polarity_cues import find_antonyms, find_negations
from ..models import CLAIM_ROLES, Document
from ..quantities import Quantity, compare
from ..text.folding import fold
from ..text.scripts import HAN

_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|[^\W\d_{HAN}]+|[{HAN}]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# An odd constant that spreads the bits of a hash: 2^64 over the golden ratio (Knuth's multiplicative hashing).
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HALF_WORD = np.uint64(32)


@dataclass(frozen=True, slots=True)
class CopyThresholds:
    """When an article is a copy of another.

    Set on 2026-11-30 on the planted digests of `python -m benchmarks.digests`, and on the news articles of
    `../shared/data`, no two of which are copies.

    Attributes:
        run: tokens of a run that candidates share.
        sample: one of so many runs is kept, chosen by its hash; all of short articles would be too few otherwise.
        min_shared: share of the sampled runs of the shorter article, from which two are aligned.
        min_aligned: share of the shorter article's tokens that stand in the longer one in the same order.
        min_length: of the shorter article, as a share of the longer one: a round-up that holds an article among many
            is no copy of it.
        min_tokens: of an article that can be a copy.
        max_tokens: of an article that are aligned; time grows with their square.
        max_edit: tokens of an edit that can change what is said; more are a passage of its own, added or cut.
        max_added: likewise, of words that only one of the texts has.
        context: characters around an edit in which its words and figures are read.
        keeps_first: length of the first of several copies, as a share of the longest, from which it stands for all.
    """

    run: int = 6
    sample: int = 4
    min_shared: float = 0.3
    min_aligned: float = 0.8
    min_length: float = 0.3
    min_tokens: int = 20
    max_tokens: int = 20_000
    max_edit: int = 12
    max_added: int = 4
    context: int = 12
    keeps_first: float = 0.95


THRESHOLDS = CopyThresholds()


class _Found(Protocol):
    """A stretch of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


FoundT = TypeVar("FoundT", bound=_Found)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is enough to find the articles that may be copies of another.

    Attributes:
        runs: the hashes of a sample of its runs of tokens, ascending.
        length: of the article, in tokens.
    """

    runs: NDArray[np.uint64]
    length: int


@dataclass(frozen=True, slots=True)
class _Text:
    """The own words of an article, as written and folded, with the spans of its tokens and their hashes."""

    original: str
    folded: str
    spans: Sequence[tuple[int, int]]
    tokens: NDArray[np.uint64]


def find_copies(documents: Sequence[Document], prints: Sequence[Fingerprint] | None = None) -> list[int | None]:
    """For each article the index of the one whose text it repeats; None for one that repeats none.

    Of several copies the first stands for all, or the longest if that has clearly more; no copy points at another.

    Args:
        prints: of each article. With them only candidates are read.
    """
    prints = [take_fingerprint(document) for document in documents] if prints is None else prints
    kept: list[int | None] = [None] * len(prints)
    for members in _join(len(prints), _find_pairs(documents, prints)):
        longest = max(prints[member].length for member in members)
        first = next(m for m in members if prints[m].length >= THRESHOLDS.keeps_first * longest)
        for member in members:
            if member != first:
                kept[member] = first
    return kept


def take_fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of an article. It is the same in every process."""
    tokens = _read(document).tokens
    return Fingerprint(_sample_runs(tokens), len(tokens))


def share_words(document: Document, other: Document) -> float:
    """The share of the words of the shorter of two articles that the other has in the same order, 0 to 1."""
    own, its = (_read(each).tokens[: THRESHOLDS.max_tokens].tolist() for each in (document, other))
    return float(LCSseq.similarity(own, its)) / max(1, min(len(own), len(its)))


def _read(document: Document) -> _Text:
    """The words of an article's own claims."""
    own = [block.text for block in document.blocks if block.role in CLAIM_ROLES]
    original = "\n".join(own or [block.text for block in document.blocks])
    folded = fold(original)
    spans = [match.span() for match in _TOKEN.finditer(folded)]
    hashes = (_hash(_THOUSANDS.sub("", folded[start:end])) for start, end in spans)
    return _Text(original, folded, spans, np.fromiter(hashes, np.uint64, len(spans)))


# Words are few beside the articles that have them.
@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    """The same number for a word in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


# ------------------------------------------------------------------------------------------------ candidates


def _find_pairs(documents: Sequence[Document], prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """The pairs of copies among candidates."""

    # Pairs come in order, so that an article is read for its candidates one after the other.
    @lru_cache(maxsize=32)
    def read(index: int) -> _Text:
        return _read(documents[index])

    for first, second in _find_candidates([each.runs for each in prints]):
        if _is_copy(read(first), read(second)):
            yield first, second


def _sample_runs(tokens: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hashes of a sample of the runs of tokens, each once; of a text as long as a run, its only one."""
    length = min(THRESHOLDS.run, len(tokens))
    if len(tokens) < THRESHOLDS.min_tokens:
        return np.zeros(0, np.uint64)
    mixed = _mix(tokens + np.uint64(1))
    hashes = np.zeros(len(tokens) - length + 1, np.uint64)
    for place in range(length):
        hashes = hashes * _SPREAD + mixed[place : place + len(hashes)]
    hashes = np.unique(_mix(hashes))
    kept: NDArray[np.uint64] = hashes[hashes % np.uint64(THRESHOLDS.sample) == 0]
    return kept


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    spread = values * _SPREAD
    mixed: NDArray[np.uint64] = (spread ^ (spread >> _HALF_WORD)) * _SPREAD
    return mixed


def _find_candidates(runs: Sequence[NDArray[np.uint64]]) -> list[list[int]]:
    """The pairs of articles that share enough runs, in order.

    Of the articles that share a run each is paired with the first of them and with the one before it, so that a phrase
    that all have makes no more pairs than articles.
    """
    if not runs:
        return []
    hashes = np.concatenate(runs)
    articles = np.repeat(np.arange(len(runs)), [len(each) for each in runs])
    order = np.lexsort((articles, hashes))
    hashes, articles = hashes[order], articles[order]
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else order
    firsts = np.repeat(articles[starts], np.diff(np.append(starts, len(hashes))))
    before = np.concatenate([[-1], articles[:-1]]) if len(hashes) else articles
    is_later = np.ones(len(hashes), bool)
    is_later[starts] = False
    apart = is_later & (before != firsts)
    # A pair as one number, which is sorted in a fraction of the time and room.
    numbers = [firsts[is_later] * len(runs) + articles[is_later], before[apart] * len(runs) + articles[apart]]
    found, counts = np.unique(np.concatenate(numbers), return_counts=True)
    pairs = np.stack(np.divmod(found, len(runs)))
    sizes = np.array([len(each) for each in runs])
    is_enough = counts >= THRESHOLDS.min_shared * sizes[pairs].min(axis=0)
    candidates: list[list[int]] = pairs[:, is_enough].T.tolist()
    return candidates


def _join(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups of two or more that pairs join, each in order."""
    leader = list(range(count))

    def find(member: int) -> int:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for first, second in pairs:
        low, high = sorted((find(first), find(second)))
        leader[high] = low
    groups: dict[int, list[int]] = {}
    for member in range(count):
        groups.setdefault(find(member), []).append(member)
    return [members for members in groups.values() if len(members) > 1]


# ------------------------------------------------------------------------------------------------ alignment


def _is_copy(first: _Text, second: _Text) -> bool:
    """Whether the shorter of two texts stands in the longer one, but for edits that leave what is said."""
    shorter, longer = sorted((first, second), key=lambda text: len(text.tokens))
    if len(shorter.tokens) < THRESHOLDS.min_length * len(longer.tokens):
        return False
    own, other = (text.tokens[: THRESHOLDS.max_tokens].tolist() for text in (shorter, longer))
    steps = Levenshtein.opcodes(own, other)
    aligned = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if aligned < THRESHOLDS.min_aligned * len(own):
        return False
    return not any(_changes_statement(*edits) for edits in _join_edits(steps, shorter, longer))


def _join_edits(steps: Iterable[Opcode], shorter: _Text, longer: _Text) -> Iterator[tuple[_Edit, _Edit]]:
    """What each text has where they differ; steps that follow one another are one edit."""
    for is_equal, run in groupby(steps, key=lambda step: step.tag == "equal"):
        if not is_equal:
            first, *_, last = [*run] * 2
            yield (
                _Edit(shorter, first.src_start, last.src_end),
                _Edit(longer, first.dest_start, last.dest_end),
            )


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one of two texts has where they differ: a range of its tokens, perhaps empty."""

    text: _Text
    first: int
    last: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text; nowhere when it is empty."""
        spans = self.text.spans
        return (spans[self.first][0], spans[self.last - 1][1]) if self.first < self.last else (0, 0)

    def find(self, find_all: Callable[[Passage], Sequence[FoundT]]) -> list[FoundT]:
        """What is found in the text around the edit and has a part in it."""
        start, end = self.span
        if start == end:
            return []
        base = max(0, start - THRESHOLDS.context)
        around = Passage(self.text.original[base : end + THRESHOLDS.context])
        return [found for found in find_all(around) if base + found.start < end and start < base + found.end]


def _changes_statement(own: _Edit, other: _Edit) -> bool:
    """Whether one text says something else than the other where they differ, and not only more."""
    length, other_length = own.last - own.first, other.last - other.first
    if max(length, other_length) > (THRESHOLDS.max_edit if length and other_length else THRESHOLDS.max_added):
        return False
    if bool(own.find(find_negations)) != bool(other.find(find_negations)):
        return True
    if any(a.contradicts(b) is not None for a in own.find(find_antonyms) for b in other.find(find_antonyms)):
        return True
    figures = own.find(_find_figures), other.find(_find_figures)
    return bool(figures[0] and figures[1]) and not all(any(compare(a, b) for b in figures[1]) for a in figures[0])


def _find_figures(passage: Passage) -> Sequence[Quantity]:
    return passage.quantities
