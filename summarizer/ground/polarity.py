"""Direction, negation and modality: whether the claim says the opposite of its source.

Within a language a change is seen in place, by the slots of the alignment. Across languages there are no slots: a
contradiction is that the source has words of one side of a pair only and the claim words of the other side only, or
that one of the two denies something and the other has nothing to deny with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..models import Finding, FindingKind
from .align import Alignment, Slot
from .negation import Negator, may_deny, modality, negators
from .opposites import Word, kind_of, opposite_words
from .passage import Passage, Token

# Pairs of `opposites.txt` that are compared across languages: the first, whose words both languages use alike.
_ACROSS = frozenset({0})


def check_slots(alignment: Alignment) -> Iterator[Finding]:
    """Opposites, negators and modal verbs that stand in each other's place."""
    claim, source = alignment.claim, alignment.source
    ours, theirs = opposite_words(claim), opposite_words(source)
    our_negators, their_negators = negators(claim), negators(source)
    for slot in alignment.slots:
        pair = _opposed(_in(ours, slot.claim), _in(theirs, slot.source))
        denied = bool(_in_slot(our_negators, slot.claim)), bool(_in_slot(their_negators, slot.source))
        if pair and denied[0] == denied[1]:
            yield _contradiction(*pair, claim, source)
        elif not pair and denied[0] != denied[1] and slot.firm and not _denies_otherwise(slot, claim, source, denied):
            yield _negation(slot, claim, source, denied[0])
        elif finding := _modal(slot, claim, source):
            yield finding


def check_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """Direction and negation of a claim in one language against sentences in the other."""
    yield from _direction_across(claim, cited)
    yield from _negation_across(claim, cited)


# ------------------------------------------------------------------------------------------------ in slots


def _in(words: Sequence[Word], tokens: Sequence[Token]) -> list[Word]:
    return [w for w in words if tokens and w.start < tokens[-1].end and tokens[0].start < w.end]


def _in_slot(found: Sequence[Negator], tokens: Sequence[Token]) -> list[Negator]:
    return [n for n in found if tokens and n.start < tokens[-1].end and tokens[0].start < n.end]


def _opposed(ours: list[Word], theirs: list[Word]) -> tuple[int, Word, Word] | None:
    """The first two words that contradict each other, unless one of ours is also among theirs."""
    for word in ours:
        if any(word.sides & other.sides for other in theirs):
            continue
        for other in theirs:
            if (pair := word.opposes(other)) is not None:
                return pair, word, other
    return None


def _contradiction(pair: int, word: Word, other: Word, claim: Passage, source: Passage) -> Finding:
    said, says = claim.text[word.start:word.end], source.text[other.start:other.end]
    message = f"the source says “{says}”, not “{said}”"
    return Finding(kind=kind_of(pair), claim=said, message=message, block=source.block or None)


def _denies_otherwise(slot: Slot, claim: Passage, source: Passage, denied: tuple[bool, bool]) -> bool:
    """Whether the side without a negator denies in another way: `failed to pass` for `did not pass`."""
    passage, tokens = (source, slot.source) if denied[0] else (claim, slot.claim)
    return bool(tokens) and may_deny(Passage(passage.text[tokens[0].start:tokens[-1].end]))


def _negation(slot: Slot, claim: Passage, source: Passage, in_claim: bool) -> Finding:
    passage, tokens = (claim, slot.claim) if in_claim else (source, slot.source)
    words = passage.text[tokens[0].start:tokens[-1].end]
    around = _around(claim, slot)
    message = (
        f"the statement denies (“{words}”) what the source states" if in_claim
        else f"the source denies it (“{words}”), the statement does not"
    )
    return Finding(kind="negation", claim=around, message=message, block=source.block or None)


def _around(claim: Passage, slot: Slot) -> str:
    """The words of the claim at a slot, with one token on either side."""
    if slot.claim:
        start, end = slot.claim[0].start, slot.claim[-1].end
    else:
        start = end = slot.at
    inside = claim.tokens_between(max(0, start - 1), end + 1)
    first, last = max(0, inside.start - 1), min(len(claim.tokens), inside.stop + 1)
    return claim.text[claim.tokens[first].start:claim.tokens[last - 1].end]


def _modal(slot: Slot, claim: Passage, source: Passage) -> Finding | None:
    if not slot.firm or not slot.claim or not slot.source:
        return None
    said = claim.text[slot.claim[0].start:slot.claim[-1].end]
    says = source.text[slot.source[0].start:slot.source[-1].end]
    ours, theirs = modality(Passage(said).folded), modality(Passage(says).folded)
    if ours is None or theirs is None or ours == theirs:
        return None
    message = f"the source says “{says}”, not “{said}”"
    return Finding(kind="negation", claim=said, message=message, block=source.block or None)


# ------------------------------------------------------------------------------------------------ across languages


def _direction_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    theirs = [(w, p) for p in cited for w in opposite_words(p)]
    their_sides = {side for word, _ in theirs for side in word.sides}
    for word in opposite_words(claim):
        for pair, side in word.sides:
            if pair not in _ACROSS or (pair, side) in their_sides or (pair, 1 - side) not in their_sides:
                continue
            other, passage = next((w, p) for w, p in theirs if (pair, 1 - side) in w.sides)
            yield _contradiction(pair, word, other, claim, passage)
            return


def _negation_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    ours = negators(claim)
    theirs = [(n, p) for p in cited for n in negators(p)]
    kind: FindingKind = "negation"
    if ours and not any(map(may_deny, cited)):
        message = f"the statement denies (“{ours[0].text}”), the source does not"
        yield Finding(kind=kind, claim=ours[0].text, message=message, block=cited[0].block or None)
    elif theirs and not may_deny(claim):
        negator, passage = theirs[0]
        message = f"the source denies (“{negator.text}”), the statement does not"
        yield Finding(kind=kind, claim=claim.text, message=message, block=passage.block or None)
