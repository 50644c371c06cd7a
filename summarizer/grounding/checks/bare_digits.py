"""Digits of a claim that are read as no figure (5G, GPT-4): they must stand in the source as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Finding
from ..passage import Passage, Token, cached_on_passage
from ..source import SourceIndex
from .interface import CheckContext


@dataclass(frozen=True, slots=True)
class DigitThresholds:
    """Which digits must stand in the source.

    Attributes:
        min_digits: from which their absence tells; of 1,190 true English claims 27 have shorter ones that their source
            lacks, of false ones 33, 2026-11-30.
        min_digits_across: likewise where the claim is in the other language, which has words for shorter ones; set by
            hand, 2026-12-01.
    """

    min_digits: int = 2
    min_digits_across: int = 4


THRESHOLDS = DigitThresholds()
# The name of a model or standard, in folded text: letters with digits, in Chinese text too.
_MODEL = re.compile(r"(?<![a-z\d])(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z\d]+(?:-[a-z\d]+)*(?![a-z\d])")
_DIGITS = re.compile(r"\d+")


def find_missing_digits(context: CheckContext) -> Iterator[Finding]:
    """The digits that the cited text does not have."""
    claim, cited, index = context.claim, context.cited, context.index
    for token in claim.tokens:
        if token.kind != "digits" or _is_read(claim, token):
            continue
        is_cited = any(token.key in p.key_set for p in cited)
        is_short = len(token.key) < THRESHOLDS.min_digits
        other = _find_other_model(claim, token, cited, index) if is_short or not is_cited else None
        if other is not None:
            yield other
            continue
        if is_cited:
            continue
        block = next((p.block for p in index.sentences if token.key in p.key_set), None)
        digits = claim.text[token.start : token.end]
        if block and is_short and not context.is_same_language:
            continue  # 1 of HbA1c, for which the other language has a word
        if block and _is_known_model(claim, token, index) and not any(map(_models, cited)):
            continue  # GPT-4, which the document need not name in each block
        if block:
            message = f"{digits} is in block [{block}], not in the cited text"
            yield Finding(kind="citation", claim=digits, message=message, block=block)
        elif _are_telling(token, context) and not _is_in_heading(token, index):
            yield Finding(kind="number", claim=digits, message=f"the source does not contain {digits}")


def _is_in_heading(token: Token, index: SourceIndex) -> bool:
    return any(token.key in heading.key_set for heading in index.headings)


def _find_other_model(claim: Passage, token: Token, cited: Sequence[Passage], index: SourceIndex) -> Finding | None:
    """The finding that the cited text has 5G where the claim has 1G, and nothing in the document has that."""
    own = _model_of(claim, token)
    if own is None or _is_known_model(claim, token, index):
        return None
    for passage in cited:
        for start, end, name in _models(passage):
            if _DIGITS.sub("#", name) == _DIGITS.sub("#", own):
                message = f"the source says {passage.text[start:end]}, not {own}"
                return Finding(kind="number", claim=own, message=message, block=passage.block or None)
    return None


def _model_of(claim: Passage, token: Token) -> str | None:
    return next((name for start, end, name in _models(claim) if start <= token.start < end), None)


def _is_known_model(claim: Passage, token: Token, index: SourceIndex) -> bool:
    """Whether digits are part of a name of letters and digits that the document has."""
    own = _model_of(claim, token)
    passages = (*index.sentences, *index.headings)
    return own is not None and any(own == name for p in passages for _, _, name in _models(p))


@cached_on_passage
def _models(passage: Passage) -> list[tuple[int, int, str]]:
    """The names of letters with digits in a text: start, end, and the name without hyphens."""
    return [(*match.span(), match.group().replace("-", "")) for match in _MODEL.finditer(passage.folded)]


def _are_telling(token: Token, context: CheckContext) -> bool:
    """Whether digits are long, or belong to a name within one language: GPT-4, H20."""
    if not context.is_same_language:
        return len(token.key) >= THRESHOLDS.min_digits_across
    text = context.claim.text
    before, after = text[: token.start].rstrip("-")[-1:], text[token.end : token.end + 1]
    return len(token.key) >= THRESHOLDS.min_digits or before.isalpha() or after.isalpha()


def _is_read(claim: Passage, token: Token) -> bool:
    """Whether digits belong to a figure; next to a letter (5G, H20) they do only when the reading is certain."""
    neighbours = (claim.text[token.start - 1 : token.start], claim.text[token.end : token.end + 1])
    in_word = any(char.isascii() and char.isalpha() for char in neighbours)
    return any((q.certain or not in_word) and q.start < token.end and token.start < q.end for q in claim.quantities)
