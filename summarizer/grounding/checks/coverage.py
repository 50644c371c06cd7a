"""Findings `overlap`, `citation` and `uncited`: a claim whose terms the document, or the cited text, has too few of.

Coverage is never support by itself: too little of it is a finding, enough of it is no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from ...models import Document, Finding
from ..bilingual_lexicon import english_renderings, find_english_keys
from ..passage import FUNCTION_WORDS, Passage, Token
from ..source import SourceIndex
from .interface import CheckContext, CheckResult, is_near_cited


@dataclass(frozen=True, slots=True)
class OverlapThresholds:
    """How much of a claim may be new to the document.

    Attributes:
        min_novel_share: share of its content words, or Han characters, unknown to the document from which it is about
            something else. Measured on faith_en_frank and faith_en_summedits: `python -m benchmarks.faithfulness`,
            2026-11-24. For Chinese it was 0.08, with four characters, until 2026-12-01: of 266 free statements 13 true
            ones were accused by it, and one false one.
        min_excess: unknown words above known ones, from which it does. Of three words even all may be a paraphrase, and
            with 4 even of a whole sentence: 3 of 30 free English statements about English articles, 2026-12-01.
        min_length: of the document, in lengths of the claim; to what is as short as the claim, one says the same in
            other words. 2026-11-30.
    """

    min_novel_share: float = 0.65
    min_excess: int = 7
    min_length: float = 5.0


OVERLAP = OverlapThresholds()
# New stretches of a claim that a message quotes.
_MAX_QUOTED = 4


def check_overlap(context: CheckContext) -> CheckResult:
    """Reports a claim much of which is not in the document at all. Only within one language.

    What introduces others ("Here is a summary:") states nothing itself.
    """
    if context.claim.text.rstrip().endswith((":", "：")):
        return CheckResult()
    if not context.is_same_language or context.index.length < OVERLAP.min_length * len(context.claim.tokens):
        return CheckResult()
    claim, known = context.claim, context.index.key_set
    content = [token for token in claim.tokens if token.key not in FUNCTION_WORDS]
    novel = [token for token in content if token.key not in known]
    if not _is_too_much(novel, len(content)):
        return CheckResult()
    words = ", ".join(_longest_stretches(claim, novel)[:_MAX_QUOTED])
    message = f"not found in the source: {words}"
    return CheckResult((Finding(kind="overlap", claim=claim.text, message=message),))


def _is_too_much(novel: Sequence[Token], content: int) -> bool:
    excess = len(novel) - (content - len(novel))  # of a few words even most may be a paraphrase
    return len(novel) >= OVERLAP.min_novel_share * content and excess >= OVERLAP.min_excess


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
    return frozenset[str]().union(*(find_english_keys(p) if across else p.terms for p in passages))


@dataclass(frozen=True, slots=True)
class CitationThresholds:
    """How much better another block must cover a claim than the cited text.

    Measured by `python -m benchmarks.faults`, whose citation faults cite another block of the same article, 2026-11-24.

    Attributes:
        min_share: weighted share of the claim's terms that the other block must have.
        min_lead: share by which it must exceed the cited text.
        min_share_across, min_lead_across: the same across languages.
        min_words_across: listed words that a claim must have to be judged across languages.
    """

    min_share: float = 0.6
    min_lead: float = 0.3
    min_share_across: float = 0.45
    min_lead_across: float = 0.25
    min_words_across: int = 4


CITATION = CitationThresholds()


def check_citation(context: CheckContext) -> CheckResult:
    """Reports a block that is not cited and supports the claim far better than those that are."""
    claim, cited, index = context.claim, context.cited, context.index
    across = not any(p.language == claim.language for p in cited)
    weighted = WeightedTerms(claim, index, across)
    min_lead = CITATION.min_lead_across if across else CITATION.min_lead
    covered = weighted.covered_share(comparable_terms(cited, across))
    if covered > 1 - min_lead or (across and not _is_judged_across(weighted, claim, cited)):
        return CheckResult()
    blocks = {p.block for p in cited}
    terms = index.vocabulary_by_block if across else index.terms_by_block
    others = (
        (weighted.covered_share(there), n) for n, there in terms.items() if _is_elsewhere(n, cited, index, across)
    )
    share, best = max(others, default=(0.0, 0))
    min_share = CITATION.min_share_across if across else CITATION.min_share
    if share < max(min_share, covered + min_lead):
        return CheckResult()
    if _count_digits(claim, index.sentences_by_block[best]) < _count_digits(claim, cited):
        return CheckResult()
    cited_blocks = " and ".join(f"[{n}]" for n in sorted(blocks))
    message = f"the support is in block [{best}], not in {cited_blocks}"
    return CheckResult((Finding(kind="citation", claim=claim.text, message=message, block=best),))


def _is_elsewhere(number: int, cited: Sequence[Passage], index: SourceIndex, across: bool) -> bool:
    """Whether a block is neither cited nor next to a cited one, and in a language that the cited text has, too.

    A text in two languages says everything twice, and the claim shares more words with one of them.
    """
    languages = {passage.language for passage in cited}
    is_read_alike = any(p.language in languages for p in index.sentences_by_block[number])
    return is_read_alike and not (across and is_near_cited(number, cited))


def _is_judged_across(weighted: WeightedTerms, claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether a claim in the other language has enough words, and not all of its figures in the cited text.

    Words are translated freely, figures are not.
    """
    digits = _digit_runs(claim)
    has_all_digits = bool(digits) and _count_digits(claim, cited) == len(digits)
    return len(weighted) >= CITATION.min_words_across and not has_all_digits


def _count_digits(claim: Passage, passages: Sequence[Passage]) -> int:
    """The number of the claim's runs of digits that stand in the passages."""
    return sum(any(key in p.key_set for p in passages) for key in _digit_runs(claim))


def _digit_runs(claim: Passage) -> frozenset[str]:
    return frozenset(token.key for token in claim.tokens if token.kind == "digits")


def check_uncited(context: CheckContext) -> CheckResult:
    """Reports a statement without any citation."""
    if context.cited:
        return CheckResult()
    return CheckResult((Finding(kind="uncited", claim=context.claim.text, message="cite the block that says so"),))


def unknown_block_finding(number: int, document: Document) -> Finding:
    """The finding that a cited block does not exist."""
    message = f"the source has no block [{number}], only {len(document.blocks)}"
    return Finding(kind="citation", claim=f"[{number}]", message=message)
