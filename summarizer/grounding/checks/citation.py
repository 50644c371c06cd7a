"""Findings `citation` and `uncited`: support that stands in another block than the cited ones, or no citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...models import Document, Finding
from ..passage import Passage
from .interface import CheckContext, CheckResult
from .overlap import WeightedTerms, comparable_terms


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


THRESHOLDS = CitationThresholds()


def check_citation(context: CheckContext) -> CheckResult:
    """Reports a block that is not cited and supports the claim far better than those that are."""
    claim, cited, index = context.claim, context.cited, context.index
    across = not any(p.language == claim.language for p in cited)
    weighted = WeightedTerms(claim, index, across)
    min_lead = THRESHOLDS.min_lead_across if across else THRESHOLDS.min_lead
    covered = weighted.covered_share(comparable_terms(cited, across))
    if covered > 1 - min_lead or (across and not _is_judged_across(weighted, claim, cited)):
        return CheckResult()
    blocks = {p.block for p in cited}
    terms = index.vocabulary_by_block if across else index.terms_by_block
    others = ((weighted.covered_share(there), n) for n, there in terms.items() if n not in blocks)
    share, best = max(others, default=(0.0, 0))
    min_share = THRESHOLDS.min_share_across if across else THRESHOLDS.min_share
    if share < max(min_share, covered + min_lead):
        return CheckResult()
    if _count_digits(claim, index.sentences_by_block[best]) < _count_digits(claim, cited):
        return CheckResult()
    cited_blocks = " and ".join(f"[{n}]" for n in sorted(blocks))
    message = f"the support is in block [{best}], not in {cited_blocks}"
    return CheckResult((Finding(kind="citation", claim=claim.text, message=message, block=best),))


def _is_judged_across(weighted: WeightedTerms, claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether a claim in the other language has enough words, and not all of its figures in the cited text.

    Words are translated freely, figures are not.
    """
    digits = _digit_runs(claim)
    has_all_digits = bool(digits) and _count_digits(claim, cited) == len(digits)
    return len(weighted) >= THRESHOLDS.min_words_across and not has_all_digits


def _count_digits(claim: Passage, passages: Sequence[Passage]) -> int:
    """The number of the claim's runs of digits that stand in the passages."""
    return sum(any(key in p.key_set for p in passages) for key in _digit_runs(claim))


def _digit_runs(claim: Passage) -> frozenset[str]:
    return frozenset(token.key for token in claim.tokens if token.kind == "digits")


def check_uncited(context: CheckContext) -> CheckResult:
    """Reports a statement without any citation."""
    if context.cited:
        return CheckResult()
    return CheckResult((Finding(kind="uncited", claim=context.claim.text, message="the statement has no citation"),))


def unknown_block(number: int, document: Document) -> Finding:
    """The finding that a cited block does not exist."""
    message = f"the source has no block [{number}], only {len(document.blocks)}"
    return Finding(kind="citation", claim=f"[{number}]", message=message)
