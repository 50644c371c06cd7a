"""Finding `negation`: the claim negates what the source affirms or the other way round, or is surer than the source.

Two cases: negations and modal verbs in the slots of a copy, and negations that a translation adds or drops. What a
claim in words of its own denies is not decided: of 1,000 true English claims two deny what no sentence about the same
may deny, of 920 false ones one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Finding
from ..alignment import Alignment, Mismatch
from ..passage import Passage
from ..polarity_cues import find_negations, may_deny, modal_classes
from .clause_frame import find_other_frames
from .completion import find_completions
from .direction import MismatchPolarity, mismatch_polarity
from .interface import CheckContext, CheckResult
from .translated_negations import find_translated_negations


@dataclass(frozen=True, slots=True)
class NegationThresholds:
    """When a negation makes the difference.

    Attributes:
        max_slot: of the negated side of a slot; more is more than a negation and its verb. Set on 2026-11-24 without a
            measurement of its own; held by the floors of `benchmarks.faults`.
    """

    max_slot: int = 4


THRESHOLDS = NegationThresholds()


def check_negation(context: CheckContext) -> CheckResult:
    """Reports negations and modal verbs that the claim adds, drops or exchanges."""
    return CheckResult(tuple(_findings(context)))


def _findings(context: CheckContext) -> Iterator[Finding]:
    claim, alignment = context.claim, context.alignment
    if alignment is None:
        found = [*find_translated_negations(context), *find_completions(context)]
        yield from found or find_other_frames(context)
        return
    if alignment.is_copy or (alignment.is_close and not _has_other_figure(claim, context.cited)):
        yield from _changed_slots(alignment)


def _has_other_figure(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether a claim has a figure that the cited text lacks: it may tell the rest, 250 of 900 that will not."""
    return any(t.kind == "digits" and not any(t.key in p.key_set for p in cited) for t in claim.tokens)


# ------------------------------------------------------------------------------------------------ aligned claims


def _changed_slots(alignment: Alignment) -> Iterator[Finding]:
    """Negations and modal verbs that stand in a slot where `direction` reports no antonyms."""
    for slot in alignment.slots:
        polarity = mismatch_polarity(slot, alignment)
        if polarity.is_contradiction:
            continue
        if _is_negation_alone(slot, alignment, polarity):
            yield _slot_finding(slot, alignment, polarity.claim_negated)
        elif finding := _modality_finding(slot, alignment):
            yield finding


def _is_negation_alone(slot: Mismatch, alignment: Alignment, polarity: MismatchPolarity) -> bool:
    """Whether a negation makes the only difference: no passage left out, no antonym, no negation in other words."""
    in_claim = polarity.claim_negated
    if polarity.antonyms is not None or in_claim == polarity.source_negated or not slot.is_anchored:
        return False
    if len(slot.claim if in_claim else slot.source) > THRESHOLDS.max_slot:
        return False
    if _asks(alignment.source) if in_claim else _leaves_open(slot, alignment):
        return False
    pending = [bool(_PENDING.search(passage.folded)) for passage in (alignment.claim, alignment.source)]
    if pending[not in_claim] < pending[in_claim]:
        return False
    other = alignment.source_text(slot) if in_claim else alignment.claim_text(slot)
    if may_deny(Passage(other)):  # `failed to pass` for `did not pass`
        return False
    return alignment.is_copy or _negates_more_often(alignment, in_claim)


# Not done, in words of which none stands in the place of `not`: has yet to confirm.
_PENDING = re.compile(r"\byet to\b")
# May or may not, whether or not, for profit or not for profit.
_OPEN = re.compile(r"\bor\b(?: \w+)? not\b")


def _asks(sentence: Passage) -> bool:
    """Whether a sentence is a question, which states nothing."""
    return sentence.text.rstrip("\"'”’ ").endswith(("?", "？"))


def _leaves_open(slot: Mismatch, alignment: Alignment) -> bool:
    """Whether the source's words only leave something open, or are a parenthesis (not pictured) that denies another."""
    folded, start, end = alignment.source.folded, slot.source[0].start, slot.source[-1].end
    in_brackets = folded[:start].rstrip().endswith("(") and folded[end:].lstrip().startswith(")")
    return in_brackets or bool(_OPEN.search(folded[max(0, start - 1) : end]))


def _negates_more_often(alignment: Alignment, in_claim: bool) -> bool:
    """Whether the negated side has more negations than the other."""
    claim_count, source_count = len(find_negations(alignment.claim)), len(find_negations(alignment.source))
    return claim_count > source_count if in_claim else source_count > claim_count


def _slot_finding(slot: Mismatch, alignment: Alignment, in_claim: bool) -> Finding:
    words = alignment.claim_text(slot) if in_claim else alignment.source_text(slot)
    message = (
        f"the statement denies (“{words}”) what the source states"
        if in_claim
        else f"the source denies it (“{words}”), the statement does not"
    )
    claimed = _words_around(alignment.claim, slot)
    return Finding(kind="negation", claim=claimed, message=message, block=alignment.source.block or None)


def _words_around(claim: Passage, slot: Mismatch) -> str:
    """The words of the claim at a slot, with one token on either side."""
    if slot.claim:
        start, end = slot.claim[0].start, slot.claim[-1].end
    else:
        start = end = slot.position
    inside = claim.tokens_between(max(0, start - 1), end + 1)
    first, last = max(0, inside.start - 1), min(len(claim.tokens), inside.stop + 1)
    return claim.text[claim.tokens[first].start : claim.tokens[last - 1].end]


def _modality_finding(slot: Mismatch, alignment: Alignment) -> Finding | None:
    """Modal words of classes that exclude one another: `will` for `may`."""
    claim_text, source_text = alignment.claim_text(slot), alignment.source_text(slot)
    claim_classes, source_classes = modal_classes(Passage(claim_text)), modal_classes(Passage(source_text))
    if not slot.is_anchored or not claim_classes or not source_classes or claim_classes & source_classes:
        return None
    message = f"the source says “{source_text}”, not “{claim_text}”"
    return Finding(kind="negation", claim=claim_text, message=message, block=alignment.source.block or None)
