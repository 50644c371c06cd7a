"""Wrong citations: the support of a statement stands in another block."""

from __future__ import annotations

from collections.abc import Sequence

from ...models import Finding
from ..index import SourceIndex
from ..passage import Passage
from .overlap import Weighed, is_across, terms_of

# Another block must have so large a share of the claim's terms, and by so much more than the cited text.
# Measured by `python -m benchmarks.faults`, whose citation faults cite another block of the same article.
_THERE, _MORE = 0.6, 0.3
_THERE_ACROSS, _MORE_ACROSS, _KNOWN_WORDS = 0.45, 0.25, 4


def misplaced(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Finding | None:
    """The finding that a block which is not cited bears the claim far better than those that are."""
    across = is_across(claim, cited)
    weighed = Weighed(claim, index, across)
    there_at_least, more = (_THERE_ACROSS, _MORE_ACROSS) if across else (_THERE, _MORE)
    here = weighed.share(terms_of(cited, across))
    if here > 1 - more or (across and (len(weighed) < _KNOWN_WORDS or _bears_all_digits(claim, cited))):
        return None
    blocks = {p.block for p in cited}
    terms = index.block_spoken if across else index.block_terms
    share, best = max(((weighed.share(there), n) for n, there in terms.items() if n not in blocks), default=(0.0, 0))
    if share < max(there_at_least, here + more) or _digits_in(claim, index.by_block[best]) < _digits_in(claim, cited):
        return None
    cited_text = " and ".join(f"[{n}]" for n in sorted(blocks))
    message = f"what the statement says stands in block [{best}], not in {cited_text}"
    return Finding(kind="citation", claim=claim.text, message=message, block=best)


def _bears_all_digits(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Across languages words are translated freely, figures are not: where all of them stand, the claim may stand."""
    digits = _digits(claim)
    return bool(digits) and _digits_in(claim, cited) == len(digits)


def _digits_in(claim: Passage, passages: Sequence[Passage]) -> int:
    """How many of the claim's runs of digits stand in the passages."""
    return sum(any(key in p.key_set for p in passages) for key in _digits(claim))


def _digits(claim: Passage) -> frozenset[str]:
    return frozenset(token.key for token in claim.tokens if token.kind == "digits")
