"""How much of a claim's wording, or across languages of its vocabulary, the cited text shares, and where more of it stands.

Overlap is never support by itself: too little of it is a finding, enough of it is no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..models import Finding
from .lexicon import meanings, spoken
from .passage import FUNCTION_WORDS, Passage, Token
from .source import SourceIndex

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
    numbers = [i for i, token in enumerate(claim.tokens) if token in novel]
    runs = [[n for _, n in group] for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    texts = [claim.text[claim.tokens[run[0]].start:claim.tokens[run[-1]].end] for run in runs]
    return sorted(dict.fromkeys(texts), key=len, reverse=True)


def shared(claim: Passage, passages: Sequence[Passage], index: SourceIndex) -> float:
    """The weight of the claim's terms that stand in the passages, as a share of all of them, 0 to 1."""
    terms = claim.terms
    if not terms:
        return 1.0
    there = frozenset().union(*(p.terms for p in passages))
    return sum(map(index.weight, terms & there)) / sum(map(index.weight, terms))


def shared_across(claim: Passage, passages: Sequence[Passage], index: SourceIndex) -> tuple[float, int]:
    """The share of the claim's known words that the passages speak of too, rare ones weighing more, and their number."""
    known = meanings(claim)
    there = frozenset[str]().union(*map(spoken, passages))
    weights = [min(map(index.spoken_weight, words)) for words in known]   # an unknown word may be a common one
    borne = sum(weight for weight, words in zip(weights, known, strict=True) if words & there)
    return (borne / sum(weights) if known else 1.0), len(known)
