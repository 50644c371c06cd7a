"""Finding `direction`: words of the claim whose opposites the source has, such as a rise where it has a fall.

Each pair of antonyms says whether a contradiction in it is a `direction` or a `negation` (support and oppose).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Finding
from ..alignment import Alignment, Mismatch
from ..passage import FUNCTION_WORDS, Passage, Token
from ..polarity_cues import Antonym, NegationCue, find_antonyms, find_negations, finding_kind
from .interface import CheckContext, CheckResult
from .opposites import find_opposites


@dataclass(frozen=True, slots=True)
class DirectionThresholds:
    """How the subject of a word of direction is found in claims that do not follow their source word by word.

    Set on 2026-11-24 without a measurement of their own; held by the floors of `benchmarks.faults`.

    Attributes:
        claim_window: tokens on either side of the word that make up its subject in the claim.
        source_window: the same in the source, whose sentences are longer.
        min_shared_words: content words that the two must share to have one subject.
        min_shared_part: their share of the words around the claim's word.
    """

    claim_window: int = 5
    source_window: int = 9
    min_shared_words: int = 2
    min_shared_part: float = 0.5


THRESHOLDS = DirectionThresholds()
# Particles of verbs (sign up, draw down), which have no direction of their own.
_PARTICLES = frozenset(["up", "down", "above", "below", "over", "under"])


def check_direction(context: CheckContext) -> CheckResult:
    """Reports antonyms in one place of a copy, about one subject of a rephrased claim, or in a translation."""
    alignment = context.alignment
    if alignment is None:
        findings = find_opposites(context)
    elif alignment.is_close:
        findings = _replaced_antonyms(alignment)
    else:
        findings = _rephrased_antonyms(context.claim, context.cited)
    return CheckResult(tuple(findings))


def _contradiction(pair: int, word: Antonym, other: Antonym, claim: Passage, source: Passage) -> Finding:
    claim_word, source_word = claim.text[word.start : word.end], source.text[other.start : other.end]
    message = f"the source says “{source_word}”, not “{claim_word}”"
    return Finding(kind=finding_kind(pair), claim=claim_word, message=message, block=source.block or None)


# ------------------------------------------------------------------------------------------------ aligned claims


@dataclass(frozen=True, slots=True)
class MismatchPolarity:
    """What the two sides of a slot say of each other.

    Attributes:
        antonyms: number of the pair, the claim's word and the source's; None without contradicting words.
        claim_negated, source_negated: whether a negation stands on that side.
    """

    antonyms: tuple[int, Antonym, Antonym] | None
    claim_negated: bool
    source_negated: bool

    @property
    def is_contradiction(self) -> bool:
        """Whether antonyms contradict each other; `not raised` and `lowered` do not."""
        return self.antonyms is not None and self.claim_negated == self.source_negated


def mismatch_polarity(slot: Mismatch, alignment: Alignment) -> MismatchPolarity:
    """The antonyms and negations on the two sides of a slot."""
    claim, source = alignment.claim, alignment.source
    antonyms = _contradicting(_among(find_antonyms(claim), slot.claim), _among(find_antonyms(source), slot.source))
    claim_word, source_word = antonyms[1:] if antonyms else (None, None)
    return MismatchPolarity(
        antonyms,
        _is_negated(find_negations(claim), slot.claim, claim_word),
        _is_negated(find_negations(source), slot.source, source_word),
    )


def _replaced_antonyms(alignment: Alignment) -> Iterator[Finding]:
    """Antonyms that stand in each other's place."""
    for slot in alignment.slots:
        polarity = mismatch_polarity(slot, alignment)
        if polarity.antonyms is not None and polarity.is_contradiction:
            yield _contradiction(*polarity.antonyms, alignment.claim, alignment.source)


def _among(words: Sequence[Antonym], tokens: Sequence[Token]) -> list[Antonym]:
    return [w for w in words if tokens and w.start < tokens[-1].end and tokens[0].start < w.end]


def _contradicting(claim_words: list[Antonym], source_words: list[Antonym]) -> tuple[int, Antonym, Antonym] | None:
    """The first two words that contradict each other, unless the claim's is also in the source's side."""
    for word in claim_words:
        if any(word.sides & other.sides for other in source_words):
            continue
        for other in source_words:
            if (pair := word.contradicts(other)) is not None:
                return pair, word, other
    return None


def _is_negated(cues: Sequence[NegationCue], tokens: Sequence[Token], antonym: Antonym | None) -> bool:
    """Whether a negation stands among the tokens; one that is itself the antonym found there (禁止) does not count."""
    return any(
        cue.start < tokens[-1].end
        and tokens[0].start < cue.end
        and (antonym is None or cue.end <= antonym.start or antonym.end <= cue.start)
        for cue in cues
        if tokens
    )


# ------------------------------------------------------------------------------------------------ rephrased claims


def _rephrased_antonyms(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """Words of direction whose subject has the other direction wherever the source mentions it."""
    places = [(word, passage) for passage in cited for word in find_antonyms(passage)]
    claim_words = [word for word in find_antonyms(claim) if claim.folded[word.start : word.end] not in _PARTICLES]
    claimed = {side for word in claim_words for side in word.sides}
    for word in claim_words:
        for pair, side in word.sides:
            if finding_kind(pair) != "direction" or (pair, 1 - side) in claimed:  # a claim with both is not judged
                continue
            candidates = [(w, p) for w, p in places if any(pair == other for other, _ in w.sides)]
            same_subject = _with_subject(_context_words(claim, word, THRESHOLDS.claim_window), candidates)
            if same_subject and not any((pair, side) in w.sides for w, _ in same_subject):
                yield _contradiction(pair, word, same_subject[0][0], claim, same_subject[0][1])


def _with_subject(subject: frozenset[str], places: Sequence[tuple[Antonym, Passage]]) -> list[tuple[Antonym, Passage]]:
    """The places that share most of a subject, if any shares enough."""
    window, min_shared = THRESHOLDS.source_window, THRESHOLDS.min_shared_words
    shared = [(len(subject & _context_words(passage, word, window)), word, passage) for word, passage in places]
    best = max((count for count, _, _ in shared), default=0)
    if best < max(min_shared, len(subject) * THRESHOLDS.min_shared_part):
        return []
    return [(word, passage) for count, word, passage in shared if count >= best - 1 and count >= min_shared]


def _context_words(passage: Passage, word: Antonym, window: int) -> frozenset[str]:
    """The content words around a word, without itself and other antonyms."""
    antonyms = {i for other in find_antonyms(passage) for i in range(other.first, other.last)}
    numbers = range(max(0, word.first - window), min(len(passage.tokens), word.last + window))
    tokens = [passage.tokens[i] for i in numbers if i not in antonyms]
    return frozenset(t.key for t in tokens if t.key not in FUNCTION_WORDS and t.kind != "sign")
