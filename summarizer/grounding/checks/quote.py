"""Finding `quote`: words in quotation marks that are not the source's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...models import Evidence, Finding
from ..passage import KEY_SEPARATOR, Passage
from .interface import CheckContext, CheckResult

# The closing mark must match; a straight mark opens only before a word and closes only behind one.
_QUOTATION = re.compile(
    r"“([^“”]{2,400})”|「([^「」]{2,400})」|『([^『』]{2,400})』|《([^《》]{2,80})》"
    r"|(?<![\w\"])\"(?=\S)([^\"]{2,400})(?<=\S)\"(?!\w)"
)
_ELLIPSIS = re.compile(r"\.{3,}|…+|\[[^\]]*\]")
# Characters of a quotation that a message shows.
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class QuoteThresholds:
    """What counts as a quotation.

    Attributes:
        max_term_tokens: tokens up to which quoted words are a term, which writers put in quotation marks of their own
            accord. Set on 2026-11-24 without a measurement of its own; held by the floors of `benchmarks.faults`.
    """

    max_term_tokens: int = 2


THRESHOLDS = QuoteThresholds()


def check_quotes(context: CheckContext) -> CheckResult:
    """Reports quoted words that the cited text does not have; across languages only those found in another block."""
    findings: list[Finding] = []
    for start, end in find_quotations(context.claim.text):
        words = Passage(context.claim.text[start:end])
        if len(words.tokens) <= THRESHOLDS.max_term_tokens or _contains_quotation(words, context.cited):
            continue
        elsewhere = next((s.block for s in context.index.sentences if _contains_quotation(words, [s])), None)
        if elsewhere is not None:
            message = f"the quotation “{_shortened(words.text)}” is in block [{elsewhere}], not in the cited text"
            findings.append(Finding(kind="citation", claim=words.text, message=message, block=elsewhere))
        elif _are_all_in_language_of(words, context.cited):
            message = f"the source does not contain the quotation “{_shortened(words.text)}”"
            findings.append(Finding(kind="quote", claim=words.text, message=message))
    return CheckResult(tuple(findings))


def find_quotations(text: str) -> list[tuple[int, int]]:
    """The spans of quoted words in a text, quotation marks excluded."""
    return [next(m.span(g) for g in range(1, 6) if m[g] is not None) for m in _QUOTATION.finditer(text)]


def misquoted_evidence_finding(evidence: Evidence) -> Finding:
    """The finding that the evidence of a summary is not what stands at its offsets."""
    message = f"the quoted evidence differs from characters {evidence.start}-{evidence.end} of the source"
    return Finding(kind="quote", claim=evidence.quote, message=message, block=evidence.block)


def _contains_quotation(words: Passage, passages: Sequence[Passage]) -> bool:
    """Whether the tokens stand together in a text, whatever punctuation is between them; an ellipsis allows a gap."""
    text = KEY_SEPARATOR.join(["", *(p.joined_keys for p in passages), ""])
    position = 0
    for piece in filter(None, (Passage(piece).joined_keys for piece in _ELLIPSIS.split(words.text))):
        position = text.find(f"{KEY_SEPARATOR}{piece}{KEY_SEPARATOR}", position)
        if position < 0:
            return False
    return True


def _are_all_in_language_of(words: Passage, cited: Sequence[Passage]) -> bool:
    return bool(cited) and all(passage.language == words.language for passage in cited)


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "…"
