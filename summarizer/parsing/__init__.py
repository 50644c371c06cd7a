"""Parsing: from extracted text to a `Document` whose blocks and sentences citations count."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence
from typing import Any

from ..errors import InputError
from ..languages.sentences import MAX_SENTENCES, Span
from ..models import Block, Document, Sentence
from ..models.common import construct_trusted
from ..readers import ExtractedText, display_name
from ..text.scripts import detect_block_language, detect_language
from .body import BodySegment, divide_long_block, split_body, split_sentences
from .header import parse_header
from .lines import MAX_LINES, split_lines
from .terms import join_titles, rank_phrases

# The fields of a model to be.
Fields = dict[str, Any]


def parse(source: ExtractedText, spacy_pipeline: str | None = None) -> Document:
    """Divide a text into header, headings, numbered blocks and sentences.

    Args:
        spacy_pipeline: name or path of an installed spaCy pipeline that finds sentences and key terms instead of our
            rules; `blank`, `blank:en` and `blank:zh` are spaCy's tokens with our boundaries.

    Raises:
        UsageError: there is no such pipeline.
        InputError: nothing is left to number, for example because the text is only punctuation; or it has more than
            `MAX_LINES` lines or `MAX_SENTENCES` sentences.
    """
    text = source.text
    lines = split_lines(text)
    _enforce_limit("lines", len(lines), MAX_LINES, source)
    header = parse_header(lines, source.metadata)
    blocks: list[Block] = []
    headings: list[Fields] = []
    known_sentences: list[Sequence[Span]] = []
    for segment in split_body(text, lines[header.body :], source.structured):
        if segment.level:
            headings.append(_heading_fields(segment, len(blocks) + 1))
            continue
        for part in divide_long_block(segment):
            blocks.append(_build_block(part, len(blocks) + 1, source.pages))
            known_sentences.append(part.sentences)
        _enforce_limit("paragraphs", len(blocks), MAX_SENTENCES, source)
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
        return _parse_by_pipeline(fields, spacy_pipeline)
    spans = [spans or split_sentences(block.text) for spans, block in zip(known_sentences, blocks, strict=True)]
    _enforce_limit("sentences", sum(map(len, spans)), MAX_SENTENCES, source)
    return Document.model_validate(fields | {"sentences": _build_sentences(blocks, spans)})


def parse_text(text: str) -> Document:
    """Parse a text. Raises as `parse`."""
    return parse(ExtractedText(text=text))


def _enforce_limit(unit: str, count: int, limit: int, source: ExtractedText) -> None:
    if count > limit:
        raise InputError(f"{display_name(source.origin)}: has more than {limit:,} {unit}", "split it first")


def _heading_fields(segment: BodySegment, next_block: int) -> Fields:
    return {
        "level": segment.level,
        "before": next_block,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
    }


def _build_block(segment: BodySegment, number: int, pages: tuple[int, ...]) -> Block:
    return construct_trusted(
        Block,
        {
            "number": number,
            "kind": segment.kind,
            "language": detect_block_language(segment.text),
            "start": segment.start,
            "end": segment.end,
            "text": segment.text,
            "page": bisect.bisect_right(pages, segment.start) or None,
        },
    )


def _build_sentences(blocks: Sequence[Block], spans_by_block: Sequence[Sequence[Span]]) -> list[Sentence]:
    sentences: list[Sentence] = []
    for block, spans in zip(blocks, spans_by_block, strict=True):
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


def _parse_by_pipeline(fields: Fields, pipeline: str) -> Document:
    """The document with the sentences and key terms that a spaCy pipeline finds."""
    from ..analysis.spacy_pipelines import analyze_texts, load_pipeline

    blocks = fields["blocks"]
    analysis = analyze_texts(load_pipeline(pipeline, fields["language"]), [block.text for block in blocks])
    document = Document.model_validate(fields | {"sentences": _build_sentences(blocks, analysis.sentences)})
    document._pipeline_terms = rank_phrases(analysis.phrases, join_titles(document))
    return document
