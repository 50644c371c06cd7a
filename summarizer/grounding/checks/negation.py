"""Denials in claims that do not follow their source word by word: held against what the source says of the same.

"They have not bought the plant" is held against the sentences that speak of the buying and the plant. Only when none of
them denies anything, in whatever words, is there a finding; the other way round a denial may have been left out or put
in words that no list has, so that nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import fsum

from ...models import Finding
from ..index import SourceIndex
from ..passage import FUNCTION_WORDS, Passage
from ..polarity_cues import NegationCue, count_possible_negations, find_antonyms, find_negations

# Tokens after a negator and before it that tell what it denies, and what is around that in the source.
_AFTER, _BEFORE, _NEAR_IN_SOURCE = 8, 4, 5
# A sentence speaks of the same when it has so large a share of the weight of the words denied, and so many of them.
_SAME, _WORDS = 0.5, 2
# So much of the weight of the best of them other sentences have that speak of it as well.
_ALIKE = 0.75

# A noun denied (no one, without) is too often the other way to say what the source says: unhurt, 2-0.
_AUXILIARY = re.compile(
    r"\b(?:am|is|are|was|were|be|been|do|does|did|has|have|had|will|wo|would|can|ca|could|shall|sha|should|must|may|might)"
    r"(?:\s+(?:also|still|currently))?\s*$"
)
# `if it is not`: nothing is denied.
_CONDITION = re.compile(r"\b(?:if|unless|whether)\s+(?:\w+\s+){0,4}$")


def check_denied(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Iterator[Finding]:
    """Negators of the claim for what the cited text states without any denial."""
    for negator in find_negations(claim):
        if not _denies_verb(claim, negator):
            continue
        subject = _denied(claim, negator)
        places = _speaking_of(subject, cited, index)
        if places and not any(_may_deny(place, subject, claim, negator) for place in places):
            start, end = _stretch(claim, negator)
            message = f"the statement denies (“{negator.text}”) what the source states"
            yield Finding(kind="negation", claim=claim.text[start:end], message=message, block=places[0].block or None)


def _denies_verb(claim: Passage, negator: NegationCue) -> bool:
    """Whether an English negator denies the verb of a main clause."""
    before = claim.folded[: negator.start]
    word = negator.text.lower()
    verb = word == "cannot" or (word in ("not", "n't", "never") and bool(_AUXILIARY.search(before)))
    return verb and not _CONDITION.search(before)


def _numbers(claim: Passage, negator: NegationCue) -> range:
    here = claim.tokens_between(negator.start, negator.end)
    return range(max(0, here.start - _BEFORE), min(len(claim.tokens), here.stop + _AFTER))


def _stretch(claim: Passage, negator: NegationCue) -> tuple[int, int]:
    """The negator with two words on either side, to show."""
    here = claim.tokens_between(negator.start, negator.end)
    first, last = max(0, here.start - 2), min(len(claim.tokens), here.stop + 2)
    return claim.tokens[first].start, claim.tokens[last - 1].end


def _denied(claim: Passage, negator: NegationCue) -> frozenset[str]:
    """The content words around a negator."""
    tokens = [claim.tokens[i] for i in _numbers(claim, negator)]
    outside = [t for t in tokens if not (t.start < negator.end and negator.start < t.end)]
    return frozenset(t.key for t in outside if t.key not in FUNCTION_WORDS and t.kind != "sign")


def _speaking_of(subject: frozenset[str], cited: Sequence[Passage], index: SourceIndex) -> list[Passage]:
    """The sentences that share most of the subject, if any shares enough."""
    total = fsum(map(index.weight, subject & index.key_set))
    shared = [(fsum(map(index.weight, subject & p.key_set)), p) for p in cited if len(subject & p.key_set) >= _WORDS]
    most = max((weight for weight, _ in shared), default=0.0)
    if not total or most < _SAME * total:
        return []
    return [passage for weight, passage in shared if weight >= _ALIKE * most]


def _may_deny(place: Passage, subject: frozenset[str], claim: Passage, negator: NegationCue) -> bool:
    """Whether a sentence has anything with which it may deny the subject: a denial near it, or an opposite."""
    near = [i for i, key in enumerate(place.keys) if key in subject]
    first, last = max(0, near[0] - _NEAR_IN_SOURCE), min(len(place.tokens), near[-1] + _NEAR_IN_SOURCE + 1)
    around = Passage(place.text[place.tokens[first].start : place.tokens[last - 1].end])
    if count_possible_negations(around):
        return True
    numbers = _numbers(claim, negator)
    ours = [w for w in find_antonyms(claim) if w.first in numbers]
    return any(w.opposes(other) is not None for w in ours for other in find_antonyms(around))
