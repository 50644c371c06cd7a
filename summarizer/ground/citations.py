"""Wrong citations: the support of a statement stands in another block."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Finding
from .overlap import shared, shared_across
from .passage import Passage
from .source import SourceIndex

# Another block must have so large a share of the claim's terms, and by so much more than the cited text.
# Measured by `python -m benchmarks.faults`, whose citation faults cite another block of the same article.
_THERE, _MORE = 0.6, 0.3
_THERE_ACROSS, _MORE_ACROSS, _KNOWN_WORDS = 0.45, 0.25, 4


def misplaced(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Finding | None:
    """The finding that a block which is not cited bears the claim far better than those that are."""
    blocks = {p.block for p in cited}
    others = {n: passages for n, passages in index.by_block.items() if n not in blocks}
    scored = [(_share(claim, passages, index), _hard(claim, passages), number) for number, passages in others.items()]
    if not scored or _bears_all(claim, cited):
        return None
    share, hard, best = max(scored)
    here = _share(claim, cited, index)
    there_at_least, more = _bounds(claim, cited)
    if share < there_at_least or share - here < more or hard < _hard(claim, cited):
        return None
    cited_text = " and ".join(f"[{n}]" for n in sorted(blocks))
    message = f"what the statement says stands in block [{best}], not in {cited_text}"
    return Finding(kind="citation", claim=claim.text, message=message, block=best)


def _bounds(claim: Passage, cited: Sequence[Passage]) -> tuple[float, float]:
    return (_THERE, _MORE) if _within(claim, cited) else (_THERE_ACROSS, _MORE_ACROSS)


def _bears_all(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Across languages words are translated freely, figures are not: where all of them stand, the claim may stand."""
    if _within(claim, cited):
        return False
    digits = _digits(claim)
    return bool(digits) and _hard(claim, cited) == len(digits)


def _hard(claim: Passage, passages: Sequence[Passage]) -> int:
    """How many of the claim's runs of digits stand in the passages."""
    return sum(any(key in p.key_set for p in passages) for key in _digits(claim))


def _digits(claim: Passage) -> frozenset[str]:
    return frozenset(token.key for token in claim.tokens if token.kind == "digits")


def _within(claim: Passage, passages: Sequence[Passage]) -> bool:
    return any(p.language == claim.language for p in passages)


def _share(claim: Passage, passages: Sequence[Passage], index: SourceIndex) -> float:
    if _within(claim, passages):
        return shared(claim, passages, index)
    share, known = shared_across(claim, passages, index)
    return share if known >= _KNOWN_WORDS else 0.0
