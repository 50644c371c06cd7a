"""Evidence: stretches of the document for sentence numbers, for cited blocks, or for a bare claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from ..models import Document, DocumentInfo, Evidence
from .alignment import term_coverage
from .bilingual_lexicon import english_renderings, english_vocabulary, mentions_entry
from .index import SourceIndex
from .named_entities import find_names
from .passage import Passage


@dataclass(frozen=True, slots=True)
class SupportThresholds:
    """How many sentences support a claim.

    Set on 2026-11-24 without a measurement of their own; held by the floors of `benchmarks.faults` across languages.

    Attributes:
        max_sentences: sentences that are given as the support of a claim.
        min_added_elements: elements of the claim that each further sentence must add.
    """

    max_sentences: int = 4
    min_added_elements: int = 2


THRESHOLDS = SupportThresholds()


def evidence_of_sentences(sentences: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """The numbered sentences as evidence, in reading order, neighbouring sentences of one block as one stretch.

    Numbers that the document does not have are left out: the response model cannot produce them, and a statement left
    without evidence is `unsupported`.
    """
    numbers = sorted({n for n in sentences if 1 <= n <= len(document.sentences)})
    spans: list[tuple[int, int, int, int]] = []  # block, start, end, number of its last sentence
    for number in numbers:
        sentence = document.sentence(number)
        if spans and spans[-1][0] == sentence.block and spans[-1][3] == number - 1:
            spans[-1] = (sentence.block, spans[-1][1], sentence.end, number)
        else:
            spans.append((sentence.block, sentence.start, sentence.end, number))
    return tuple(Evidence(block=b, start=s, end=e, quote=document.text[s:e]) for b, s, e, _ in spans)


def evidence_of_blocks(blocks: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """Whole blocks as evidence, for a summary whose author cites blocks only; numbers without a block are left out."""
    numbers = sorted({n for n in blocks if 1 <= n <= len(document.blocks)})
    return tuple(
        Evidence(block=n, start=(block := document.block(n)).start, end=block.end, quote=block.text) for n in numbers
    )


def document_info(document: Document) -> DocumentInfo:
    """What a summary records about its document."""
    return DocumentInfo(
        id=document.id,
        title=document.title,
        source=document.source,
        published_at=document.published_at,
        securities=document.securities,
        language=document.language,
        blocks=len(document.blocks),
    )


def find_support(claim: Passage, index: SourceIndex, among: Sequence[Passage] | None = None) -> list[Passage]:
    """The fewest sentences that together support most of a claim, in reading order; empty when none does.

    A greedy set cover of the claim's terms, words and names, weighted by how telling they are.

    Args:
        among: the sentences to choose from; None for all of the document.
    """
    left = _shared_elements(claim, claim)
    chosen: list[Passage] = []
    sentences = index.sentences if among is None else among
    scored = [(s, _shared_elements(s, claim), term_coverage(claim, s, index)) for s in sentences]
    while left and len(chosen) < THRESHOLDS.max_sentences:
        best = max(scored, key=lambda s: (fsum(index.term_weight(n) for n in left & s[1]), s[2]), default=None)
        if best is None or not left & best[1] or (chosen and len(left & best[1]) < THRESHOLDS.min_added_elements):
            break
        chosen.append(best[0])
        left -= best[1]
    return sorted(chosen, key=lambda p: p.start)


def _shared_elements(passage: Passage, claim: Passage) -> set[str]:
    """The elements of a claim that a passage has, comparable across languages: terms, known words and names."""
    vocabulary = english_vocabulary(passage)
    elements = {f"says {sorted(words)[0]}" for words in english_renderings(claim) if words & vocabulary}
    elements |= claim.terms & passage.terms
    elements |= {
        f"name {name.text}" for name in find_names(claim) if name.entries and mentions_entry(name.entries, passage)
    }
    return elements
