"""Finding `negation`: the claim negates what the source affirms or the other way round, or is surer than the source.

Three cases: negations and modal verbs in the slots of a copy; negated verbs of a rephrased claim, held against the
sentences about the same; and negations that a translation adds or drops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from ...models import Finding
from ..alignment import Alignment, Mismatch
from ..bilingual_lexicon import english_renderings, find_english_keys
from ..passage import FUNCTION_WORDS, Passage
from ..polarity_cues import NegationCue, count_possible_negations, find_antonyms, find_negations, modal_classes
from ..source import SourceIndex
from .direction import MismatchPolarity, mismatch_polarity
from .interface import CheckContext, CheckResult


@dataclass(frozen=True, slots=True)
class NegationThresholds:
    """When a negation makes the difference. Windows and counts are of tokens.

    Attributes:
        max_slot: of the negated side of a slot; more is more than a negation and its verb. Set on 2026-11-24 without a
            measurement of its own; held by the floors of `benchmarks.faults`.
        window_before, window_after: around a negation of a rephrased claim, which make up what it negates. With
            `source_window`, `min_shared_weight`, `min_shared_words` and `min_best_weight`: negation faults caught in
            paraphrases 16% to 66%, no false alarm on 1,500 untouched sentences a language, by an injector that was not
            kept, 2026-11-24; held by the floors of `benchmarks.faults` and `benchmarks.faithfulness`.
        source_window: around the shared words in a source sentence, where it may negate them.
        min_shared_weight: share of the weight of the negated words that a sentence about the same has.
        min_shared_words: negated words that it has.
        min_best_weight: weight of further sentences about the same, as a share of the best one's.
        scope, scope_han: after a negation of a source in the other language, which make up what it negates; `scope_han`
            in a language without word separators. With `min_rendered`: 47 to 54 of 60 planted errors found, false
            alarms 2 to 0, on two summaries of our own, 2026-11-24; held by the floors of `benchmarks.faults`.
        min_rendered: words of the scope that a translation must render to mention what is negated.
        min_translation_length: length of a claim, as a share of its source's, from which it renders all of it.
            Translations of faith_x_mqm_news_zh2en have 0.8 to 1.6, 2026-11-24.
        words_per_han: English words that a Han character counts in these lengths. Set and held likewise.
    """

    max_slot: int = 4
    window_before: int = 4
    window_after: int = 8
    source_window: int = 5
    min_shared_weight: float = 0.5
    min_shared_words: int = 2
    min_best_weight: float = 0.75
    scope: int = 5
    scope_han: int = 9
    min_rendered: int = 2
    min_translation_length: float = 0.7
    words_per_han: float = 0.6


THRESHOLDS = NegationThresholds()
# Words on either side of a negation that a finding shows.
_SHOWN_WORDS = 2


def check_negation(context: CheckContext) -> CheckResult:
    """Reports negations and modal verbs that the claim adds, drops or exchanges."""
    return CheckResult(tuple(_findings(context)))


def _findings(context: CheckContext) -> Iterator[Finding]:
    claim, alignment = context.claim, context.alignment
    if alignment is None:
        if context.supporting:
            yield from _translated_negations(claim, context.supporting)
            yield from _translated_modality(claim, context.supporting)
        return
    if alignment.is_close:
        yield from _changed_slots(alignment)
    if not alignment.is_copy:
        yield from _rephrased_negations(claim, context.cited, context.index)


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
    other = alignment.source_text(slot) if in_claim else alignment.claim_text(slot)
    if count_possible_negations(Passage(other)) > 0:  # `failed to pass` for `did not pass`
        return False
    return alignment.is_copy or _negates_more_often(alignment, in_claim)


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


# ------------------------------------------------------------------------------------------------ rephrased claims

# A negated noun (no one, without) is too often a paraphrase of the source: unhurt, 2-0.
_AUXILIARY = re.compile(
    r"\b(?:am|is|are|was|were|be|been|do|does|did|has|have|had|will|wo|would|can|ca|could|shall|sha|should|must|may|might)"
    r"(?:\s+(?:also|still|currently))?\s*$"
)
# `if it is not`: nothing is denied.
_CONDITION = re.compile(r"\b(?:if|unless|whether)\s+(?:\w+\s+){0,4}$")


def _rephrased_negations(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Iterator[Finding]:
    """Negated verbs of the claim about which the cited text has no negation in whatever words.

    The other way round nothing follows: a claim may leave a negation out with its clause, or word it differently.
    """
    for cue in find_negations(claim):
        if not _negates_verb(claim, cue):
            continue
        subject = _negated_words(claim, cue)
        places = _sentences_about(subject, cited, index)
        if places and not any(_may_negate(place, subject, claim, cue) for place in places):
            message = f"the statement denies (“{cue.text}”) what the source states"
            claimed = _excerpt(claim, cue)
            yield Finding(kind="negation", claim=claimed, message=message, block=places[0].block or None)


def _negates_verb(claim: Passage, cue: NegationCue) -> bool:
    """Whether an English negation negates the verb of a main clause."""
    before = claim.folded[: cue.start]
    word = cue.text.lower()
    verb = word == "cannot" or (word in ("not", "n't", "never") and bool(_AUXILIARY.search(before)))
    return verb and not _CONDITION.search(before)


def _window(claim: Passage, cue: NegationCue) -> range:
    inside = claim.tokens_between(cue.start, cue.end)
    first, last = inside.start - THRESHOLDS.window_before, inside.stop + THRESHOLDS.window_after
    return range(max(0, first), min(len(claim.tokens), last))


def _excerpt(claim: Passage, cue: NegationCue) -> str:
    inside = claim.tokens_between(cue.start, cue.end)
    first, last = max(0, inside.start - _SHOWN_WORDS), min(len(claim.tokens), inside.stop + _SHOWN_WORDS)
    return claim.text_of(claim.tokens[first:last])


def _negated_words(claim: Passage, cue: NegationCue) -> frozenset[str]:
    """The content words around a negation."""
    tokens = [claim.tokens[i] for i in _window(claim, cue)]
    outside = [t for t in tokens if not (t.start < cue.end and cue.start < t.end)]
    return frozenset(t.key for t in outside if t.key not in FUNCTION_WORDS and t.kind != "sign")


def _sentences_about(subject: frozenset[str], cited: Sequence[Passage], index: SourceIndex) -> list[Passage]:
    """The sentences that share most of the subject, if any shares enough."""
    total = fsum(map(index.term_weight, subject & index.key_set))
    shared = [
        (fsum(map(index.term_weight, subject & p.key_set)), p)
        for p in cited
        if len(subject & p.key_set) >= THRESHOLDS.min_shared_words
    ]
    best = max((weight for weight, _ in shared), default=0.0)
    if not total or best < THRESHOLDS.min_shared_weight * total:
        return []
    return [passage for weight, passage in shared if weight >= THRESHOLDS.min_best_weight * best]


def _may_negate(place: Passage, subject: frozenset[str], claim: Passage, cue: NegationCue) -> bool:
    """Whether a sentence has anything that may negate the subject: a negation near it, or an antonym."""
    window = THRESHOLDS.source_window
    near = [i for i, key in enumerate(place.keys) if key in subject]
    first, last = max(0, near[0] - window), min(len(place.tokens), near[-1] + window + 1)
    around = Passage(place.text_of(place.tokens[first:last]))
    if count_possible_negations(around):
        return True
    numbers = _window(claim, cue)
    claim_words = [w for w in find_antonyms(claim) if w.first in numbers]
    return any(w.contradicts(other) is not None for w in claim_words for other in find_antonyms(around))


# ------------------------------------------------------------------------------------------------ translated claims

_CLAUSE_END = re.compile("[，。；！？,;.!?]")
_CONTRAST = re.compile(r"\bbut\b|而是|而在于")
# Classes of modal words with which a claim states something outright.
_OUTRIGHT = frozenset(["certain", "done"])


def _translated_negations(claim: Passage, supporting: Sequence[Passage]) -> Iterator[Finding]:
    """A negation on one side where the other has too few words that could render it."""
    claim_cues = find_negations(claim)
    source_cues = [(cue, p) for p in supporting for cue in find_negations(p)]
    if len(claim_cues) > sum(map(count_possible_negations, supporting)):
        message = f"the statement denies (“{claim_cues[0].text}”), the source does not"
        yield Finding(kind="negation", claim=claim_cues[0].text, message=message, block=supporting[0].block or None)
    elif len(source_cues) > count_possible_negations(claim) and (
        dropped := _dropped_negation(claim, supporting, source_cues)
    ):
        cue, passage = dropped
        message = f"the source denies (“{cue.text}”), the statement does not"
        yield Finding(kind="negation", claim=claim.text, message=message, block=passage.block or None)


def _dropped_negation(
    claim: Passage, supporting: Sequence[Passage], source_cues: Sequence[tuple[NegationCue, Passage]]
) -> tuple[NegationCue, Passage] | None:
    """A negation of the source that the claim lacks although it mentions what is negated, or renders the whole."""
    is_whole = _renders_all(claim, supporting)
    vocabulary = find_english_keys(claim)
    claim_scopes = [find_english_keys(_scope(claim, cue)) for cue in find_negations(claim)]
    for cue, passage in source_cues:
        negated = english_renderings(_scope(passage, cue))
        if any(not words.isdisjoint(scope) for words in negated for scope in claim_scopes):
            continue  # the claim negates it too
        rendered = 0 if _is_contrast(passage, cue) else sum(not words.isdisjoint(vocabulary) for words in negated)
        all_of_it = 0 < rendered == len(negated)
        if rendered >= THRESHOLDS.min_rendered or all_of_it or (is_whole and (rendered or not negated)):
            return cue, passage
    return None


def _is_contrast(passage: Passage, cue: NegationCue) -> bool:
    """Whether something else is stated in the same breath: `not whether but who`, 不是……而是, `this, not that`."""
    before, after = passage.folded[: cue.start].rstrip(), passage.folded[cue.end :]
    return before.endswith((",", "，")) or bool(_CONTRAST.search(after))


def _scope(passage: Passage, cue: NegationCue) -> Passage:
    """The words after a negation, to the end of its clause."""
    clause = Passage(_CLAUSE_END.split(passage.text[cue.end :], maxsplit=1)[0])
    tokens = clause.tokens[: THRESHOLDS.scope if passage.separates_words else THRESHOLDS.scope_han]
    return Passage(clause.text[: tokens[-1].end] if tokens else "")


def _translated_modality(claim: Passage, supporting: Sequence[Passage]) -> Iterator[Finding]:
    """What the source calls possible and the claim states outright."""
    hedged = next((p for p in supporting if "possible" in modal_classes(p)), None)
    claim_classes = modal_classes(claim)
    if (
        hedged is not None
        and "certain" in claim_classes
        and claim_classes <= _OUTRIGHT
        and _renders_all(claim, supporting)
    ):
        message = "the source calls it possible, the statement calls it certain"
        yield Finding(kind="negation", claim=claim.text, message=message, block=hedged.block or None)


def _renders_all(claim: Passage, supporting: Sequence[Passage]) -> bool:
    """Whether the claim is long enough to render the whole of the sentences; else it may leave the negation out."""
    return _length(claim) >= THRESHOLDS.min_translation_length * sum(map(_length, supporting))


def _length(passage: Passage) -> float:
    """In English words."""
    return sum(THRESHOLDS.words_per_han if token.kind == "han" else 1.0 for token in passage.tokens)
