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
    here = _share(claim, cited, index)
    best, share = 0, 0.0
    for number, passages in index.by_block.items():
        if number not in blocks and (there := _share(claim, passages, index)) > share:
            best, share = number, there
    within = _within(claim, cited)
    there_at_least, more = (_THERE, _MORE) if within else (_THERE_ACROSS, _MORE_ACROSS)
    if not best or share < there_at_least or share - here < more:
        return None
    cited_text = " and ".join(f"[{n}]" for n in sorted(blocks))
    message = f"what the statement says stands in block [{best}], not in {cited_text}"
    return Finding(kind="citation", claim=claim.text, message=message, block=best)


def _within(claim: Passage, passages: Sequence[Passage]) -> bool:
    return any(p.language == claim.language for p in passages)


def _share(claim: Passage, passages: Sequence[Passage], index: SourceIndex) -> float:
    if _within(claim, passages):
        return shared(claim, passages, index)
    share, known = shared_across(claim, passages)
    return share if known >= _KNOWN_WORDS else 0.0
