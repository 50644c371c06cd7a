"""The claim laid against the sentence it comes closest to: what is the same, and what stands in the place of what.

A claim that follows its source word by word shows a change at once: between two stretches that agree, one word stands
in the place of another (a `Slot`). What a slot holds is judged by the checks; closeness itself is never support.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise
from math import fsum

from .index import SourceIndex
from .passage import Passage, Token

# Below this share of a claim's tokens found in order in the sentence, a claim is no copy of it and has no slots.
CLOSE = 0.6
# With so large a share of its tokens in the order of the source, a claim is a copy with changes. Measured on
# faith_en_summedits, whose rewritten claims stay below: `python -m benchmarks.faults --show alarms/en-en`.
COPY = 0.8
# A slot with more tokens on a side than this is a passage left out or added, not a word changed.
_MAX_SLOT = 10
# So many tokens must agree around a slot, both sides together.
_FIRM = 4
_TIGHT = 3
# More source tokens than this, where the claim has none, are a passage left out.
_LEFT_OUT = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """What the claim has where the source has something else. One side may be empty, not both.

    Attributes:
        before, after: how many tokens agree on either side; at an end of the claim as many as on the other side.
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
        return min(self.before, self.after) >= 1 and self.before + self.after >= _FIRM

    @property
    def tight(self) -> bool:
        """Whether few tokens stand in it, so that what does stand there is about the same thing."""
        return max(len(self.claim), len(self.source)) <= _TIGHT


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

    def claim_words(self, slot: Slot) -> str:
        """What the claim has in a slot; empty when it has nothing."""
        return _words(self.claim, slot.claim)

    def source_words(self, slot: Slot) -> str:
        """What the source has in a slot; empty when it has nothing."""
        return _words(self.source, slot.source)

    @property
    def close(self) -> bool:
        """Whether the claim follows the sentence word by word, all in all."""
        return self.share >= CLOSE


def _words(passage: Passage, tokens: Sequence[Token]) -> str:
    return passage.text[tokens[0].start : tokens[-1].end] if tokens else ""


def align(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Alignment | None:
    """The claim beside the cited sentence that has most of its terms; None without sentences."""
    if not cited or not claim.tokens:
        return None
    best = max(cited, key=lambda sentence: term_coverage(claim, sentence, index))
    return _aligned(claim, best)


def term_coverage(claim: Passage, sentence: Passage, index: SourceIndex) -> float:
    """The weight of the claim's terms that the sentence has, as a share of all of them, 0 to 1.

    A sentence that has little else is preferred by a hair.
    """
    terms = claim.terms
    if not terms:
        return 0.0
    total = fsum(map(index.weight, terms))  # exact: the order of a set decides nothing
    shared = terms & sentence.terms
    return fsum(map(index.weight, shared)) / total + 0.01 * len(shared) / (len(sentence.terms) or 1)


def _aligned(claim: Passage, source: Passage) -> Alignment:
    # The longest stretch in common first, then what is left on either side of it: a longest common subsequence would
    # rather match a word far away than leave a changed one unmatched.
    matcher = SequenceMatcher(None, claim.keys, source.keys, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    share = sum(block.size for block in blocks) / len(claim.keys)
    slots = tuple(_slots(claim, source, blocks)) if share >= CLOSE else ()
    return Alignment(claim, source, share, slots)


def _slots(claim: Passage, source: Passage, blocks: Sequence[Match]) -> Iterator[Slot]:
    """What lies between the stretches in common, and before the first and after the last of them."""
    edges = [Match(0, 0, 0), *blocks, Match(len(claim.tokens), len(source.tokens), 0)]
    for left, right in pairwise(edges):
        words = claim.tokens[left.a + left.size : right.a]
        theirs = source.tokens[left.b + left.size : right.b]
        inner = bool(left.size and right.size)
        if not inner:  # outside of the first and last agreement the source goes on; only what the claim has counts
            theirs = _nearest(theirs, len(words), at_end=not left.size)
        if inner and not words:  # of a passage left out, what stands right before the agreement may still change it
            theirs = theirs if len(theirs) <= _LEFT_OUT else theirs[-_TIGHT:]
        if (not words and not (inner and theirs)) or max(len(words), len(theirs)) > _MAX_SLOT:
            continue
        at = claim.tokens[right.a - 1].end if right.a else 0
        yield Slot(words, theirs, left.size or right.size, right.size or left.size, at)


def _nearest(tokens: tuple[Token, ...], count: int, at_end: bool) -> tuple[Token, ...]:
    """As many tokens as the claim has there, next to the agreement."""
    return (tokens[-count:] if at_end else tokens[:count]) if count else ()
