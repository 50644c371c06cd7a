"""Finding `direction`: words of the claim whose opposites the source has, such as a rise where it has a fall.

Each pair of antonyms says whether a contradiction in it is a `direction` or a `negation` (support and oppose).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Finding
from ..alignment import Alignment, Mismatch
from ..passage import Passage, Token
from ..polarity_cues import Antonym, NegationCue, find_antonyms, find_negations, finding_kind
from .interface import CheckContext, CheckResult
from .opposites import find_opposites

# jieba's tags of people and places.
_NAME_TAGS = frozenset(["nr", "ns"])


def check_direction(context: CheckContext) -> CheckResult:
    """Reports antonyms in one place of a claim that follows its source, or in a translation."""
    alignment = context.alignment
    if alignment is None:
        findings = find_opposites(context)
    else:
        findings = _replaced_antonyms(alignment) if alignment.is_close else iter(())
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
    antonyms = _contradicting(_antonyms_in(claim, slot.claim), _antonyms_in(source, slot.source))
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


def _antonyms_in(passage: Passage, tokens: Sequence[Token]) -> list[Antonym]:
    """The antonyms that overlap some tokens, but for parts of names: 西 of 山西."""
    found = [w for w in find_antonyms(passage) if tokens and w.start < tokens[-1].end and tokens[0].start < w.end]
    names = [span for span in passage.han_words if span[2] in _NAME_TAGS] if found else []
    return [w for w in found if not any(start <= w.start and w.end < end for start, end, _ in names)]


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
