"""How much of a claim's wording, or across languages of its vocabulary, the cited text shares.

Overlap is never support by itself: too little of it is a finding, enough of it is no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum

from ...models import Finding
from ..bilingual_lexicon import english_renderings, english_vocabulary
from ..index import SourceIndex
from ..passage import FUNCTION_WORDS, Passage, Token

# A Chinese claim with so many characters that the document does not have at all, and so large a share of them, says
# things of its own; an English one whose content words are for the most part unknown to the document. Measured on
# faith_zh_uhgeval, sum_zh_vcsum, faith_en_frank and faith_en_summedits: `python -m benchmarks.faithfulness`.
_NOVEL_HAN, _NOVEL_HAN_SHARE = 4, 0.08
_NOVEL_WORDS_SHARE = 0.6
_SHOWN = 4


def check_overlap(claim: Passage, index: SourceIndex) -> Iterator[Finding]:
    """The finding that much of what the claim says is not in the document at all."""
    telling = [token for token in claim.tokens if token.key not in FUNCTION_WORDS]
    novel = [token for token in telling if token.key not in index.key_set]
    share = len(novel) / (len(telling) or 1)
    han = sum(token.kind == "han" for token in novel)
    much = han >= _NOVEL_HAN and share > _NOVEL_HAN_SHARE if claim.language == "zh" else share >= _NOVEL_WORDS_SHARE
    if much:
        words = ", ".join(_runs(claim, novel)[:_SHOWN])
        yield Finding(kind="overlap", claim=claim.text, message=f"the source has nothing of this: {words}")


def _runs(claim: Passage, novel: Sequence[Token]) -> list[str]:
    """Neighbouring tokens together, the longest first."""
    starts = {token.start for token in novel}
    numbers = [i for i, token in enumerate(claim.tokens) if token.start in starts]
    runs = [[n for _, n in group] for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    texts = [claim.text[claim.tokens[run[0]].start : claim.tokens[run[-1]].end] for run in runs]
    return sorted(dict.fromkeys(texts), key=len, reverse=True)


class Weighed:
    """What a claim says, each thing with its weight: more, the fewer sentences of the document say it.

    Within a language these are its terms; across languages its known words, of which any rendering counts.
    """

    def __init__(self, claim: Passage, index: SourceIndex, across: bool) -> None:
        self.across = across
        if across:
            # An unknown rendering is rare, but a word of which another one is common may be common.
            self._words = [(words, min(map(index.spoken_weight, words))) for words in english_renderings(claim)]
            self._total = fsum(weight for _, weight in self._words)
        else:
            self._terms = {term: index.weight(term) for term in claim.terms}
            self._total = fsum(self._terms.values())

    def __len__(self) -> int:
        return len(self._words) if self.across else len(self._terms)

    def share(self, there: frozenset[str]) -> float:
        """The weight of what a text has of it, as a share of all, 0 to 1; 1 when the claim says nothing we know."""
        if not self._total:
            return 1.0
        if self.across:
            borne = fsum(weight for words, weight in self._words if not words.isdisjoint(there))
        else:
            borne = fsum(map(self._terms.__getitem__, there.intersection(self._terms)))
        return borne / self._total


def terms_of(passages: Sequence[Passage], across: bool) -> frozenset[str]:
    """What passages say, to be compared with a claim in their language or in the other."""
    return frozenset[str]().union(*(english_vocabulary(p) if across else p.terms for p in passages))


def is_across(claim: Passage, passages: Sequence[Passage]) -> bool:
    """Whether none of the passages is in the claim's language."""
    return not any(p.language == claim.language for p in passages)
