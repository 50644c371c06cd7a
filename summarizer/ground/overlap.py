"""How much of a claim's wording, or across languages of its vocabulary, the cited text shares, and where more of it stands.

Overlap is never support by itself: too little of it is a finding, enough of it is no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import concepts
from .passage import Passage
from .source import SourceIndex


def shared(claim: Passage, passages: Sequence[Passage], index: SourceIndex) -> float:
    """The weight of the claim's terms that stand in the passages, as a share of all of them, 0 to 1."""
    terms = claim.terms
    if not terms:
        return 1.0
    there = frozenset().union(*(p.terms for p in passages))
    return sum(map(index.weight, terms & there)) / sum(map(index.weight, terms))


def shared_across(claim: Passage, passages: Sequence[Passage]) -> tuple[float, int]:
    """The share of the claim's known words that the passages speak of too, and how many known words it has."""
    ours = concepts(claim)
    there = frozenset().union(*(entries for p in passages for entries in concepts(p).values()))
    known = list(ours.values())
    return (sum(bool(entries & there) for entries in known) / len(known) if known else 1.0), len(known)
