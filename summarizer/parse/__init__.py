"""Parse: from decoded text to a `Document` whose blocks and sentences citations count."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence

from ..errors import InputError
from ..models import Block, Document, Heading, Sentence
from ..read import Source, label
from .blocks import Piece, divide, sentences_of, split_body
from .header import parse_header
from .language import block_language, document_language
from .lines import split_lines
from .sentences import Span

# Blocks of so few letters that their script cannot be told take the document's.
_SCRIPT_SAMPLE = 20_000


def parse(source: Source, spacy_pipeline: str | None = None) -> Document:
    """Divide a text into header, headings, numbered blocks and sentences.

    Args:
        spacy_pipeline: name or path of an installed spaCy pipeline whose sentences and key terms to take instead of
            ours; `blank`, `blank:en` and `blank:zh` are spaCy's tokens with our boundaries.

    Raises:
        UsageError: there is no such pipeline.
        InputError: nothing is left to number, as when the text is only punctuation.
    """
    text = source.text
    lines = split_lines(text)
    header = parse_header(lines, source.head)
    blocks: list[Block] = []
    headings: list[Heading] = []
    found: list[Sequence[Span]] = []
    for piece in split_body(text, lines[header.body:], source.marked):
        if piece.level:
            headings.append(_heading(piece, len(blocks) + 1))
            continue
        for part in divide(piece):
            blocks.append(_block(part, len(blocks) + 1, source.pages))
            found.append(part.sentences)
    if not blocks:
        raise InputError(f"{label(source.origin)}: holds no paragraph", "give a file that holds an article")
    document = Document(
        id="sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        origin=source.origin,
        text=text,
        title=header.title,
        byline=header.byline,
        source=header.source,
        published_at=header.published_at,
        securities=tuple(header.securities),
        language=document_language(text),
        header=tuple(header.lines),
        headings=tuple(headings),
        blocks=tuple(blocks),
    )
    if spacy_pipeline:
        return _analysed(document, spacy_pipeline)
    return _with_sentences(document, [
        spans or sentences_of(block.text) for spans, block in zip(found, blocks, strict=True)
    ])


def _heading(piece: Piece, before: int) -> Heading:
    return Heading(level=piece.level, before=before, start=piece.start, end=piece.end, text=piece.text)


def _block(piece: Piece, number: int, pages: tuple[int, ...]) -> Block:
    return Block(
        number=number, kind=piece.kind, language=block_language(piece.text),
        start=piece.start, end=piece.end, text=piece.text, page=bisect.bisect_right(pages, piece.start) or None,
    )


def _with_sentences(document: Document, found: Sequence[Sequence[Span]]) -> Document:
    sentences: list[Sentence] = []
    for block, spans in zip(document.blocks, found, strict=True):
        for start, end in spans:
            sentences.append(Sentence(
                number=len(sentences) + 1, block=block.number,
                start=block.start + start, end=block.start + end, text=block.text[start:end],
            ))
    return document.model_copy(update={"sentences": tuple(sentences)})


def _analysed(document: Document, pipeline: str) -> Document:
    """Sentences and key terms as a spaCy pipeline finds them."""
    from .pipelines import analyse, load_pipeline
    from .terms import ranked, titles_of

    analysis = analyse(load_pipeline(pipeline, document.language), [block.text for block in document.blocks])
    return _with_sentences(document, analysis.sentences).with_terms(ranked(analysis.phrases, titles_of(document)))
