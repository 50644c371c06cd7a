"""Finding `overlap`: a claim that shares too little with the document.

Overlap is never support by itself: too little of it is a finding, enough of it is no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from ...models import Finding
from ..bilingual_lexicon import english_renderings, english_vocabulary
from ..index import SourceIndex
from ..passage import FUNCTION_WORDS, Passage, Token
from .interface import CheckContext, CheckResult


@dataclass(frozen=True, slots=True)
class OverlapThresholds:
    """How much of a claim may be new to the document.

    Measured on faith_zh_uhgeval, sum_zh_vcsum, faith_en_frank and faith_en_summedits:
    `python -m benchmarks.faithfulness`, 2026-11-24.

    Attributes:
        min_novel_han: Han characters of a Chinese claim that the document does not have at all, from which, with the
            share, the claim adds content of its own.
        max_novel_han_share: their share of the claim's content tokens up to which it does not.
        min_novel_word_share: share of an English claim's content words unknown to the document, from which it does.
    """

    min_novel_han: int = 4
    max_novel_han_share: float = 0.08
    min_novel_word_share: float = 0.6


THRESHOLDS = OverlapThresholds()
# New stretches of a claim that a message quotes.
_MAX_QUOTED = 4


def check_overlap(context: CheckContext) -> CheckResult:
    """Reports a claim much of which is not in the document at all. Only within one language."""
    if not context.is_same_language:
        return CheckResult()
    claim, known = context.claim, context.index.key_set
    content = [token for token in claim.tokens if token.key not in FUNCTION_WORDS]
    novel = [token for token in content if token.key not in known]
    if not _is_too_much(claim, novel, len(novel) / (len(content) or 1)):
        return CheckResult()
    words = ", ".join(_longest_stretches(claim, novel)[:_MAX_QUOTED])
    message = f"not found in the source: {words}"
    return CheckResult((Finding(kind="overlap", claim=claim.text, message=message),))


def _is_too_much(claim: Passage, novel: Sequence[Token], share: float) -> bool:
    if claim.separates_words:
        return share >= THRESHOLDS.min_novel_word_share
    han = sum(token.kind == "han" for token in novel)
    return han >= THRESHOLDS.min_novel_han and share > THRESHOLDS.max_novel_han_share


def _longest_stretches(claim: Passage, tokens: Sequence[Token]) -> list[str]:
    """Neighbouring tokens together, the longest first."""
    starts = {token.start for token in tokens}
    numbers = [i for i, token in enumerate(claim.tokens) if token.start in starts]
    runs = [[n for _, n in group] for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    texts = [claim.text[claim.tokens[run[0]].start : claim.tokens[run[-1]].end] for run in runs]
    return sorted(dict.fromkeys(texts), key=len, reverse=True)


class WeightedTerms:
    """The terms of a claim, each weighted by its rarity in the document.

    Within a language these are its terms; across languages its listed content words, of which any rendering counts.
    """

    def __init__(self, claim: Passage, index: SourceIndex, across: bool) -> None:
        self.across = across
        if across:
            # A rendering that the document lacks is rare, but a word with a common rendering may be common.
            self._words = [(words, min(map(index.word_weight, words))) for words in english_renderings(claim)]
            self._total = fsum(weight for _, weight in self._words)
        else:
            self._terms = {term: index.term_weight(term) for term in claim.terms}
            self._total = fsum(self._terms.values())

    def __len__(self) -> int:
        return len(self._words) if self.across else len(self._terms)

    def covered_share(self, terms: frozenset[str]) -> float:
        """The weight of what comparable terms cover, as a share of the whole, 0 to 1; 1 for a claim without terms."""
        if not self._total:
            return 1.0
        if self.across:
            covered = fsum(weight for words, weight in self._words if not words.isdisjoint(terms))
        else:
            covered = fsum(map(self._terms.__getitem__, terms.intersection(self._terms)))
        return covered / self._total


def comparable_terms(passages: Sequence[Passage], across: bool) -> frozenset[str]:
    """The terms of passages, to be compared with those of a claim in their language or in the other."""
    return frozenset[str]().union(*(english_vocabulary(p) if across else p.terms for p in passages))
