"""Parse: from decoded text to a `Document` whose blocks and sentences citations count."""

from __future__ import annotations

import hashlib

from ..errors import InputError
from ..models import Block, Document, Heading, Sentence
from ..read import Source, label
from .blocks import Piece, divide, sentences_of, split_body
from .header import parse_header
from .language import block_language, document_language
from .lines import split_lines

# Blocks of so few letters that their script cannot be told take the document's.
_SCRIPT_SAMPLE = 20_000


def parse(source: Source, spacy_pipeline: str | None = None) -> Document:
    """Divide a text into header, headings, numbered blocks and sentences.

    Args:
        spacy_pipeline: name or path of an installed spaCy pipeline whose sentences to take instead of ours.

    Raises:
        InputError: nothing is left to number, as when the text is only punctuation.
    """
    text = source.text
    lines = split_lines(text)
    header = parse_header(lines)
    blocks: list[Block] = []
    headings: list[Heading] = []
    for piece in split_body(text, lines[header.body:]):
        if piece.level:
            headings.append(_heading(piece, len(blocks) + 1))
            continue
        blocks += [_block(part, len(blocks) + i) for i, part in enumerate(divide(piece), 1)]
    if not blocks:
        raise InputError(f"{label(source.origin)}: holds no paragraph", "give a file that holds an article")
    return Document(
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
        sentences=tuple(_sentences(blocks, spacy_pipeline)),
    )


def _heading(piece: Piece, before: int) -> Heading:
    return Heading(level=piece.level, before=before, start=piece.start, end=piece.end, text=piece.text)


def _block(piece: Piece, number: int) -> Block:
    return Block(
        number=number, kind=piece.kind, language=block_language(piece.text),
        start=piece.start, end=piece.end, text=piece.text,
    )


def _sentences(blocks: list[Block], spacy_pipeline: str | None) -> list[Sentence]:
    sentences: list[Sentence] = []
    for block in blocks:
        for start, end in _spans(block.text, spacy_pipeline):
            sentences.append(Sentence(
                number=len(sentences) + 1, block=block.number,
                start=block.start + start, end=block.start + end, text=block.text[start:end],
            ))
    return sentences


def _spans(text: str, spacy_pipeline: str | None) -> list[tuple[int, int]]:
    if spacy_pipeline is None:
        return sentences_of(text)
    from .pipelines import load_pipeline, pipeline_sentences

    return pipeline_sentences(load_pipeline(spacy_pipeline), text)
