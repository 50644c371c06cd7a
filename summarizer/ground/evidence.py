"""From sentence numbers, or from cited blocks, to stretches of the document."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import Document, DocumentInfo, Evidence


def evidence_for(sentences: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """The stretches of the document that the numbered sentences are, in reading order.

    Neighbouring sentences of one block make one stretch. Numbers the document does not have are left out: the
    response model cannot produce them, and a statement left without evidence is `unsupported`.
    """
    wanted = sorted({n for n in sentences if 1 <= n <= len(document.sentences)})
    spans: list[tuple[int, int, int, int]] = []   # block, start, end, number of its last sentence
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
