"""From sentence numbers, cited blocks or a bare claim to stretches of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from ..models import Document, DocumentInfo, Evidence
from .alignment import term_coverage
from .bilingual_lexicon import english_renderings, english_vocabulary, mentions_entry
from .index import SourceIndex
from .named_entities import find_names
from .passage import Passage


def evidence_of_sentences(sentences: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """The stretches of the document that the numbered sentences are, in reading order.

    Neighbouring sentences of one block make one stretch. Numbers the document does not have are left out: the
    response model cannot produce them, and a statement left without evidence is `unsupported`.
    """
    wanted = sorted({n for n in sentences if 1 <= n <= len(document.sentences)})
    spans: list[tuple[int, int, int, int]] = []  # block, start, end, number of its last sentence
    for number in wanted:
        sentence = document.sentence(number)
        if spans and spans[-1][0] == sentence.block and spans[-1][3] == number - 1:
            spans[-1] = (sentence.block, spans[-1][1], sentence.end, number)
        else:
            spans.append((sentence.block, sentence.start, sentence.end, number))
    return tuple(Evidence(block=b, start=s, end=e, quote=document.text[s:e]) for b, s, e, _ in spans)


def evidence_of_blocks(blocks: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """Whole blocks as evidence, for a summary whose author cites blocks only."""
    numbers = sorted({n for n in blocks if 1 <= n <= len(document.blocks)})
    return tuple(
        Evidence(block=n, start=(block := document.block(n)).start, end=block.end, quote=block.text) for n in numbers
    )


def document_info(document: Document) -> DocumentInfo:
    """What a summary says of its document."""
    return DocumentInfo(
        id=document.id,
        title=document.title,
        source=document.source,
        published_at=document.published_at,
        securities=document.securities,
        language=document.language,
        blocks=len(document.blocks),
    )


# At most so many sentences are given as the place where a claim stands.
_MOST = 4


def find_support(claim: Passage, index: SourceIndex, among: Sequence[Passage] | None = None) -> list[Passage]:
    """The fewest sentences that together bear most of what the claim says, in reading order; empty when none does.

    Args:
        among: the sentences to choose from; None for all of the document.
    """
    left = _needs(claim, claim)
    chosen: list[Passage] = []
    sentences = index.sentences if among is None else among
    scored = [(sentence, _needs(sentence, claim), term_coverage(claim, sentence, index)) for sentence in sentences]
    while left and len(chosen) < _MOST:
        best = max(scored, key=lambda s: (fsum(index.weight(n) for n in left & s[1]), s[2]), default=None)
        if best is None or not left & best[1] or (chosen and len(left & best[1]) < 2):
            break
        chosen.append(best[0])
        left -= best[1]
    return sorted(chosen, key=lambda p: p.start)


def _needs(passage: Passage, claim: Passage) -> set[str]:
    """What of the claim a sentence bears, comparable across languages: terms, known words and names."""
    there = english_vocabulary(passage)
    needs = {f"says {sorted(words)[0]}" for words in english_renderings(claim) if words & there}
    needs |= claim.terms & passage.terms
    needs |= {
        f"name {name.text}" for name in find_names(claim) if name.entries and mentions_entry(name.entries, passage)
    }
    return needs
