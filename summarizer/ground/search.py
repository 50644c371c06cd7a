"""Where in a document the support of a claim stands, when its citations do not say so."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from .align import bearing
from .gazetteer import bears
from .lexicon import meanings, spoken
from .names import names_of
from .passage import Passage
from .source import SourceIndex

# At most so many sentences are given as the place where a claim stands.
_MOST = 4


def find_support(claim: Passage, index: SourceIndex, among: Sequence[Passage] | None = None) -> list[Passage]:
    """The fewest sentences that together bear most of what the claim says, in reading order; empty when none does.

    Args:
        among: the sentences to choose from; None for all of the document.
    """
    left = _needs(claim, claim)
    chosen: list[Passage] = []
    sentences = index.sentences if among is None else among
    scored = [(sentence, _needs(sentence, claim), bearing(claim, sentence, index)) for sentence in sentences]
    while left and len(chosen) < _MOST:
        best = max(scored, key=lambda s: (fsum(index.weight(n) for n in left & s[1]), s[2]), default=None)
        if best is None or not left & best[1] or (chosen and len(left & best[1]) < 2):
            break
        chosen.append(best[0])
        left -= best[1]
    return sorted(chosen, key=lambda p: p.start)


def _needs(passage: Passage, claim: Passage) -> set[str]:
    """What of the claim a sentence bears, comparable across languages: terms, known words and names."""
    there = spoken(passage)
    needs = {f"says {sorted(words)[0]}" for words in meanings(claim) if words & there}
    needs |= claim.terms & passage.terms
    needs |= {f"name {name.text}" for name in names_of(claim) if name.entries and bears(name.entries, passage)}
    return needs
