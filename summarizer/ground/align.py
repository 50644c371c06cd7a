"""The claim laid against the sentence it comes closest to: what is the same, and what stands in the place of what.

A claim that follows its source word by word shows a change at once: between two stretches that agree, one word stands
in the place of another (a `Slot`). What a slot holds is judged by the checks; closeness itself is never support.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .passage import Passage, Token
from .source import SourceIndex

# Below this share of a claim's tokens found in order in the sentence, a claim is no copy of it and has no slots.
CLOSE = 0.6
# A slot with more tokens on a side than this is a passage left out or added, not a word changed.
_MAX_SLOT = 10


@dataclass(frozen=True, slots=True)
class Slot:
    """What the claim has where the source has something else. One side may be empty, not both.

    Attributes:
        before, after: how many tokens agree on either side; 99 at a claim's own end where nothing follows in it.
        at: where in the claim's text the slot is, for a slot that is empty there.
    """

    claim: tuple[Token, ...]
    source: tuple[Token, ...]
    before: int
    after: int
    at: int = 0

    @property
    def firm(self) -> bool:
        """Whether agreement on both sides leaves no doubt that the two stand in the same place."""
        return min(self.before, self.after) >= 1 and self.before + self.after >= 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim (or one sentence of it) and the source sentence closest to it.

    Attributes:
        share: the part of the claim's tokens that stand in the sentence in the same order, 0 to 1.
    """

    claim: Passage
    source: Passage
    share: float
    slots: tuple[Slot, ...]

    @property
    def close(self) -> bool:
        """Whether the claim follows the sentence word by word, all in all."""
        return self.share >= CLOSE


def align(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Alignment | None:
    """The claim beside the cited sentence that has most of its terms; None without sentences."""
    if not cited or not claim.tokens:
        return None
    best = max(cited, key=lambda sentence: bearing(claim, sentence, index))
    return _aligned(claim, best)


def bearing(claim: Passage, sentence: Passage, index: SourceIndex) -> float:
    """The weight of the claim's terms that the sentence has, as a share of all of them, 0 to 1.

    A sentence that has little else is preferred by a hair.
    """
    terms = claim.terms
    if not terms:
        return 0.0
    total = sum(map(index.weight, terms))
    shared = terms & sentence.terms
    return sum(map(index.weight, shared)) / total + 0.01 * len(shared) / (len(sentence.terms) or 1)


def _aligned(claim: Passage, source: Passage) -> Alignment:
    from rapidfuzz.distance import Indel

    codes = [(c.tag, c.src_start, c.src_end, c.dest_start, c.dest_end) for c in Indel.opcodes(claim.keys, source.keys)]
    same = sum(c[2] - c[1] for c in codes if c[0] == "equal")
    share = same / len(claim.keys)
    slots = tuple(_slots(claim, source, codes)) if share >= CLOSE else ()
    return Alignment(claim, source, share, slots)


def _slots(claim: Passage, source: Passage, codes: list[tuple[str, int, int, int, int]]) -> Iterator[Slot]:
    equal = [(c[1], c[2], c[3], c[4]) for c in codes if c[0] == "equal"]
    if not equal:
        return
    size, other = len(claim.tokens), len(source.tokens)
    gaps = [((0, 0, 0, 0), equal[0]), *zip(equal, equal[1:], strict=False), (equal[-1], (size, size, other, other))]
    for left, right in gaps:
        words, theirs = claim.tokens[left[1]:right[0]], source.tokens[left[3]:right[2]]
        inner = left[1] > left[0] and right[1] > right[0]
        if not inner:   # before the first or after the last agreement: only what the claim has counts
            theirs = _nearest(theirs, len(words), at_end=left[1] == left[0])
        if (not words and (not inner or not theirs)) or max(len(words), len(theirs)) > _MAX_SLOT:
            continue
        before = left[1] - left[0] or 99
        after = right[1] - right[0] or 99
        at = claim.tokens[left[1] - 1].end if left[1] else 0
        yield Slot(words, theirs, before, after, at)


def _nearest(tokens: tuple[Token, ...], count: int, at_end: bool) -> tuple[Token, ...]:
    """As many tokens as the claim has there, next to the agreement."""
    return (tokens[-count:] if at_end else tokens[:count]) if count else ()
