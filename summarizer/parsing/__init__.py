"""Parse: from decoded text to a `Document` whose blocks and sentences citations count."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence
from typing import Any

from ..errors import InputError
from ..languages.sentences import MAX_SENTENCES, Span
from ..models import Block, Document, Sentence
from ..models.base import construct_trusted
from ..readers import ExtractedText, display_name
from ..text.scripts import detect_block_language, detect_language
from .blocks import Piece, divide, sentences_of, split_body
from .header import parse_header
from .lines import MAX_LINES, split_lines

# What becomes a model.
Fields = dict[str, Any]


def parse(source: ExtractedText, spacy_pipeline: str | None = None) -> Document:
    """Divide a text into header, headings, numbered blocks and sentences.

    Args:
        spacy_pipeline: name or path of an installed spaCy pipeline whose sentences and key terms to take instead of
            ours; `blank`, `blank:en` and `blank:zh` are spaCy's tokens with our boundaries.

    Raises:
        UsageError: there is no such pipeline.
        InputError: nothing is left to number, as when the text is only punctuation; or it has more than `MAX_LINES`
            lines or `MAX_SENTENCES` sentences.
    """
    text = source.text
    lines = split_lines(text)
    _bound("lines", len(lines), MAX_LINES, source)
    header = parse_header(lines, source.metadata)
    blocks: list[Block] = []
    headings: list[Fields] = []
    found: list[Sequence[Span]] = []
    for piece in split_body(text, lines[header.body :], source.marked):
        if piece.level:
            headings.append(_heading(piece, len(blocks) + 1))
            continue
        for part in divide(piece):
            blocks.append(_block(part, len(blocks) + 1, source.pages))
            found.append(part.sentences)
        _bound("paragraphs", len(blocks), MAX_SENTENCES, source)
    if not blocks:
        raise InputError(f"{display_name(source.origin)}: holds no paragraph", "give a file that holds an article")
    fields: Fields = {
        "id": "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "origin": source.origin,
        "text": text,
        "title": header.title,
        "byline": header.byline,
        "source": header.source,
        "published_at": header.published_at,
        "securities": header.securities,
        "language": detect_language(text),
        "header": header.lines,
        "headings": headings,
        "blocks": blocks,
    }
    if spacy_pipeline:
        return _analysed(fields, spacy_pipeline)
    spans = [spans or sentences_of(block.text) for spans, block in zip(found, blocks, strict=True)]
    _bound("sentences", sum(map(len, spans)), MAX_SENTENCES, source)
    return Document.model_validate(fields | {"sentences": _sentences(blocks, spans)})


def parse_text(text: str) -> Document:
    """Parse a text. Raises as `parse`."""
    return parse(ExtractedText(text=text))


def _bound(what: str, count: int, most: int, source: ExtractedText) -> None:
    if count > most:
        raise InputError(f"{display_name(source.origin)}: has more than {most:,} {what}", "split it first")


def _heading(piece: Piece, before: int) -> Fields:
    return {"level": piece.level, "before": before, "start": piece.start, "end": piece.end, "text": piece.text}


def _block(piece: Piece, number: int, pages: tuple[int, ...]) -> Block:
    return construct_trusted(
        Block,
        {
            "number": number,
            "kind": piece.kind,
            "language": detect_block_language(piece.text),
            "start": piece.start,
            "end": piece.end,
            "text": piece.text,
            "page": bisect.bisect_right(pages, piece.start) or None,
        },
    )


def _sentences(blocks: Sequence[Block], found: Sequence[Sequence[Span]]) -> list[Sentence]:
    sentences: list[Sentence] = []
    for block, spans in zip(blocks, found, strict=True):
        number, base, text = block.number, block.start, block.text
        for start, end in spans:
            sentences.append(
                construct_trusted(
                    Sentence,
                    {
                        "number": len(sentences) + 1,
                        "block": number,
                        "start": base + start,
                        "end": base + end,
                        "text": text[start:end],
                    },
                )
            )
    return sentences


def _analysed(fields: Fields, pipeline: str) -> Document:
    """Sentences and key terms as a spaCy pipeline finds them."""
    from ..analysis.spacy_pipelines import analyse, load_pipeline
    from .terms import ranked, titles_of

    blocks = fields["blocks"]
    analysis = analyse(load_pipeline(pipeline, fields["language"]), [block.text for block in blocks])
    document = Document.model_validate(fields | {"sentences": _sentences(blocks, analysis.sentences)})
    document._pipeline_terms = ranked(analysis.phrases, titles_of(document))
    return document
