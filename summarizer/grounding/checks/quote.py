"""Quotation marks: what a claim quotes must be the source's words, or, across languages, cannot be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...models import Finding
from ..index import SourceIndex
from ..passage import Passage

# The closing mark must match; a straight mark opens only before a word and closes only behind one.
_QUOTED = re.compile(
    r"“([^“”]{2,400})”|「([^「」]{2,400})」|『([^『』]{2,400})』|《([^《》]{2,80})》"
    r"|(?<![\w\"])\"(?=\S)([^\"]{2,400})(?<=\S)\"(?!\w)"
)
# A quotation of so few tokens is a term, and terms are put in quotes by whoever writes.
_TERM = 2


def quoted(text: str) -> list[tuple[int, int]]:
    """Where quoted words stand in a text, without the marks."""
    return [next(m.span(g) for g in range(1, 6) if m[g] is not None) for m in _QUOTED.finditer(text)]


def check_quotes(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> list[Finding]:
    """Quoted words that the cited text does not have. Only within one language."""
    findings: list[Finding] = []
    for start, end in quoted(claim.text):
        words = Passage(claim.text[start:end])
        if len(words.tokens) <= _TERM or _stands_in(words, cited):
            continue
        elsewhere = next((s.block for s in index.sentences if _stands_in(words, [s])), None)
        if elsewhere is None and _same_language(words, cited):
            message = f"the source does not have the quoted words “{_short(words.text)}”"
            findings.append(Finding(kind="quote", claim=words.text, message=message))
        elif elsewhere is not None:
            message = f"the quoted words “{_short(words.text)}” stand in block [{elsewhere}], not in the cited text"
            findings.append(Finding(kind="citation", claim=words.text, message=message, block=elsewhere))
    return findings


def _stands_in(words: Passage, passages: Sequence[Passage]) -> bool:
    """Whether the tokens stand together in a text, whatever is between them; an ellipsis allows a leap."""
    everything = "\x00".join(p.bare for p in passages)
    pieces = [Passage(piece).bare for piece in re.split(r"\.{3,}|…+|\[[^\]]*\]", words.text)]
    at = 0
    for piece in filter(None, pieces):
        found = f"\x00{everything}\x00".find(f"\x00{piece}\x00", at)
        if found < 0:
            return False
        at = found
    return True


def _same_language(words: Passage, cited: Sequence[Passage]) -> bool:
    return bool(cited) and all(passage.language == words.language for passage in cited)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
