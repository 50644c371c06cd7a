"""Token alignment of a claim with its closest source sentence, and the slots in which the two differ.

A claim that follows its source word by word shows a change at once: between two stretches that agree, one word stands
in the place of another (a `Slot`). The checks judge what a slot holds; a close alignment by itself is never support.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from .passage import Passage, Token
from .source import SourceIndex, term_coverage


@dataclass(frozen=True, slots=True)
class AlignmentThresholds:
    """When a claim follows its source, and when a slot can be trusted. All counts are of tokens.

    Attributes:
        close_share: share of the claim's tokens found in order in the sentence, from which the claim has slots. Set on
            2026-11-24 without a measurement of its own; held by the floors of `benchmarks.faults`.
        copy_share: share from which a claim is a copy with changes, whose every difference counts. Measured on
            faith_en_summedits, whose rewritten claims stay below: `python -m benchmarks.faults --show alarms/en-en`,
            2026-11-24.
        max_slot: tokens on either side above which a slot is a passage left out or added and is ignored. Set on
            2026-11-24; held by the floors of `benchmarks.faults`.
        min_context: tokens that must agree around an anchored slot, both sides together. Set on 2026-11-24; held by
            the floors of `benchmarks.faults`.
        max_short_slot: tokens on either side up to which a slot is short. Set on 2026-11-24; held by the floors of
            `benchmarks.faults`.
        max_omission: source tokens, where the claim has none, up to which all are compared; of a longer omission only
            those right before the next agreement. Negation faults caught zh-zh 95.3% to 97.5% without a further false
            alarm: `python -m benchmarks.faults`, 2026-11-24.
    """

    close_share: float = 0.6
    copy_share: float = 0.8
    max_slot: int = 10
    min_context: int = 4
    max_short_slot: int = 3
    max_omission: int = 4


THRESHOLDS = AlignmentThresholds()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What the claim has where the source has something else. One side may be empty, not both.

    Attributes:
        claim, source: the tokens of either side.
        before, after: tokens that agree on either side; at an end of the claim, as many as on the other side.
        position: offset of the slot in the claim, in characters, for a slot that is empty there.
    """

    claim: tuple[Token, ...]
    source: tuple[Token, ...]
    before: int
    after: int
    position: int = 0

    @property
    def is_anchored(self) -> bool:
        """Whether enough tokens agree on both sides to be sure that the two stand in the same place."""
        return min(self.before, self.after) >= 1 and self.before + self.after >= THRESHOLDS.min_context

    @property
    def is_short(self) -> bool:
        """Whether few tokens stand in it, so that both sides are about the same thing."""
        return max(len(self.claim), len(self.source)) <= THRESHOLDS.max_short_slot


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim (or one sentence of it) and the source sentence closest to it.

    Attributes:
        share: the part of the claim's tokens that stand in the sentence in the same order, 0 to 1.
        slots: where the two differ; empty unless the alignment is close.
    """

    claim: Passage
    source: Passage
    share: float
    slots: tuple[Mismatch, ...]

    def claim_text(self, slot: Mismatch) -> str:
        """The claim's words in a slot."""
        return self.claim.text_of(slot.claim)

    def source_text(self, slot: Mismatch) -> str:
        """The source's words in a slot."""
        return self.source.text_of(slot.source)

    @property
    def is_close(self) -> bool:
        """Whether the claim follows the sentence word by word."""
        return self.share >= THRESHOLDS.close_share

    @property
    def is_copy(self) -> bool:
        """Whether the claim is a copy of the sentence with changes."""
        return self.share >= THRESHOLDS.copy_share


def align(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Alignment | None:
    """The claim aligned with the cited sentence that has most of its terms; None without sentences."""
    if not cited or not claim.tokens:
        return None
    best = max(cited, key=lambda sentence: term_coverage(claim, sentence, index))
    return _align_pair(claim, best)


def _align_pair(claim: Passage, source: Passage) -> Alignment:
    # The longest common stretch first, then what is left on either side of it: a longest common subsequence would
    # rather match a word far away than leave a changed one unmatched.
    matcher = SequenceMatcher(None, claim.keys, source.keys, autojunk=False)
    matches = [match for match in matcher.get_matching_blocks() if match.size]
    share = sum(match.size for match in matches) / len(claim.keys)
    slots = tuple(_slots(claim, source, matches)) if share >= THRESHOLDS.close_share else ()
    return Alignment(claim, source, share, slots)


def _slots(claim: Passage, source: Passage, matches: Sequence[Match]) -> Iterator[Mismatch]:
    """The gaps between the common stretches, and before the first and after the last of them."""
    edges = [Match(0, 0, 0), *matches, Match(len(claim.tokens), len(source.tokens), 0)]
    for left, right in pairwise(edges):
        claim_tokens = claim.tokens[left.a + left.size : right.a]
        source_tokens = source.tokens[left.b + left.size : right.b]
        inner = bool(left.size and right.size)
        if not inner:  # outside the first and last agreement the source goes on; only what the claim has counts
            source_tokens = _adjacent(source_tokens, len(claim_tokens), at_end=not left.size)
        if inner and not claim_tokens and len(source_tokens) > THRESHOLDS.max_omission:
            # Of a passage left out, what stands right before the next agreement may still change it.
            source_tokens = source_tokens[-THRESHOLDS.max_short_slot :]
        if (not claim_tokens and not (inner and source_tokens)) or max(
            len(claim_tokens), len(source_tokens)
        ) > THRESHOLDS.max_slot:
            continue
        position = claim.tokens[right.a - 1].end if right.a else 0
        yield Mismatch(claim_tokens, source_tokens, left.size or right.size, right.size or left.size, position)


def _adjacent(tokens: tuple[Token, ...], count: int, at_end: bool) -> tuple[Token, ...]:
    """As many tokens as the claim has there, next to the agreement."""
    return (tokens[-count:] if at_end else tokens[:count]) if count else ()
