"""Opposites in claims that do not follow their source word by word: bound to the words around them.

"a decrease in net sales" is held against the places where the source speaks of net sales and says whether they rose or
fell. Only when every such place says the opposite is there a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..models import Finding
from .opposites import Word, kind_of, opposite_words
from .passage import FUNCTION_WORDS, Passage

# Tokens on either side that tell what a word is about, in the claim and, where sentences say more, in the source.
_NEAR, _NEAR_IN_SOURCE = 5, 9
# Particles of verbs (sign up, draw down), which say nothing of a direction by themselves.
_PARTICLES = frozenset(["up", "down", "above", "below", "over", "under"])
# A place speaks of the same when it has so many of the claim's words, at least.
_SAME = 2


def check_bound(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """Words of direction whose subject the source gives the other direction everywhere."""
    places = [(word, passage) for passage in cited for word in opposite_words(passage)]
    ours = [word for word in opposite_words(claim) if claim.folded[word.start:word.end] not in _PARTICLES]
    said = {side for word in ours for side in word.sides}
    for word in ours:
        for pair, side in word.sides:
            if kind_of(pair) != "direction" or (pair, 1 - side) in said:   # a claim that says both is beyond us
                continue
            there = [(w, p) for w, p in places if any(pair == other for other, _ in w.sides)]
            same_subject = _about(_around(claim, word, _NEAR), there)
            if same_subject and not any((pair, side) in w.sides for w, _ in same_subject):
                yield _contradiction(word, pair, claim, *same_subject[0])


def _about(subject: frozenset[str], places: Sequence[tuple[Word, Passage]]) -> list[tuple[Word, Passage]]:
    """The places that share most of the subject, if they share enough."""
    shared = [(len(subject & _around(passage, word, _NEAR_IN_SOURCE)), word, passage) for word, passage in places]
    most = max((count for count, _, _ in shared), default=0)
    if most < max(_SAME, len(subject) / 2):
        return []
    return [(word, passage) for count, word, passage in shared if count >= most - 1 and count >= _SAME]


def _around(passage: Passage, word: Word, near: int) -> frozenset[str]:
    """The content words near a word, itself and other words of direction left out."""
    directed = {i for other in opposite_words(passage) for i in range(other.first, other.last)}
    numbers = range(max(0, word.first - near), min(len(passage.tokens), word.last + near))
    tokens = [passage.tokens[i] for i in numbers if i not in directed]
    return frozenset(t.key for t in tokens if t.key not in FUNCTION_WORDS and t.kind != "sign")


def _contradiction(word: Word, pair: int, claim: Passage, other: Word, source: Passage) -> Finding:
    said, says = claim.text[word.start:word.end], source.text[other.start:other.end]
    return Finding(
        kind=kind_of(pair), claim=said, message=f"the source says “{says}”, not “{said}”", block=source.block or None
    )
