"""Parsing: from extracted text to a `Document` whose blocks and sentences citations count."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from ..errors import InputError, wrong_type_error
from ..languages.sentences import MAX_SENTENCES, Span
from ..models import Block, BlockRole, Document, DocumentKind, KindChoice, Sentence
from ..models.common import construct_trusted
from ..readers import ExtractedText, display_name
from ..text.folding import digest_text, replace_surrogates
from ..text.header_fields import find_date
from ..text.scripts import detect_block_language, detect_language
from .body import BodySegment, divide_long_block, split_body, split_sentences
from .digests import find_items
from .document_kind import Findings, detect_kind
from .header import Header, parse_header
from .lines import MAX_LINES, split_lines
from .roles import assign_roles
from .speakers import Turn, mark_turns
from .terms import join_titles, rank_phrases

# Segments of a body in whose words a text may be called an interview or a transcript.
_OPENING_SEGMENTS = 3
# The fields of a model to be.
Fields = dict[str, Any]


def parse(source: ExtractedText, spacy_pipeline: str | None = None, kind: KindChoice = "auto") -> Document:
    """Divide a text into header, headings, numbered blocks and sentences.

    Args:
        kind: what kind of article it is, which decides how questions, speakers and items are looked for; `auto` to
            detect it.
        spacy_pipeline: name or path of an installed spaCy pipeline that finds sentences and key terms instead of our
            rules; `blank`, `blank:en` and `blank:zh` are spaCy's tokens with our boundaries.

    Raises:
        UsageError: there is no such pipeline.
        InputError: nothing is left to number, for example because the text is only punctuation; or it has more than
            `MAX_LINES` lines or `MAX_SENTENCES` sentences.
    """
    source = replace(source, text=replace_surrogates(source.text))  # what is paid for must be writable
    text = source.text
    lines = split_lines(text)
    _enforce_limit("lines", len(lines), MAX_LINES, source)
    header = parse_header(lines, source.metadata)
    blocks: list[Block] = []
    headings: list[Fields] = []
    known_sentences: list[Sequence[Span]] = []
    segments = split_body(text, lines[header.body :], source.structured)
    turns, kind = _mark_segments(segments, source, header, None if kind == "auto" else kind)
    for segment, role, speaker in turns:
        if segment.level:
            headings.append(_heading_fields(segment, len(blocks) + 1))
            continue
        for part in divide_long_block(segment):
            blocks.append(_build_block(part, len(blocks) + 1, (role, speaker), source.pages))
            known_sentences.append(part.sentences)
        _enforce_limit("paragraphs", len(blocks), MAX_SENTENCES, source)
    if not blocks:
        raise InputError(f"{display_name(source.origin)}: holds no paragraph", "give a file that holds an article")
    fields: Fields = {
        "id": digest_text(text),
        "origin": source.origin,
        "address": source.address,
        "text": text,
        "title": header.title,
        "byline": header.byline,
        "source": header.source,
        "published_at": header.published_at or _find_date_of_byline(blocks, kind),
        "securities": header.securities,
        "language": detect_language(text),
        "kind": kind,
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
    """Parse a text. Raises as `parse`, and `UsageError` for what is no str."""
    if not isinstance(text, str):
        raise wrong_type_error("text", text, "a str")
    return parse(ExtractedText(text=text))


def _enforce_limit(unit: str, count: int, limit: int, source: ExtractedText) -> None:
    if count > limit:
        raise InputError(f"{display_name(source.origin)}: has more than {limit:,} {unit}", "split it first")


def _find_date_of_byline(blocks: Sequence[Block], kind: DocumentKind) -> str | None:
    """The date of the first byline that has one, at the end of the text if need be; None of a digest."""
    dates = (find_date(block.text) for block in blocks if block.role == "byline" and kind != "digest")
    return next(filter(None, dates), None)


def _heading_fields(segment: BodySegment, next_block: int) -> Fields:
    return {
        "level": segment.level,
        "before": next_block,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
    }


def _mark_segments(
    segments: Sequence[BodySegment], source: ExtractedText, header: Header, kind: DocumentKind | None
) -> tuple[list[Turn], DocumentKind]:
    """The segments with their roles and speakers, and the kind of the document: the one given, or else detected."""
    stated, title = dict(source.roles), header.title or ""
    roles = assign_roles(source.text, segments, stated, header.byline)
    opening = "\n".join([title, *(segment.text for segment in segments[:_OPENING_SEGMENTS])])
    turns, conversation = mark_turns(source.text, list(map(Turn, segments, roles)), opening, stated, kind)
    items: Collection[int] = ()
    if kind == "digest" or (kind is None and conversation is None):
        items = find_items([turn.segment for turn in turns], title, certain=kind is not None)
    if kind is None:
        findings = Findings(conversation, len(items), "quoted" in roles)
        kind = detect_kind(
            source.text, title, [turn.segment.text for turn in turns if not turn.segment.level], findings
        )
    if kind == "digest":
        turns = [
            turn._replace(role="item", segment=turn.segment._replace(level=0))
            if index in items and turn.role == "body"
            else turn
            for index, turn in enumerate(turns)
        ]
    return turns, kind


def _build_block(
    segment: BodySegment, number: int, said: tuple[BlockRole, str | None], pages: tuple[int, ...]
) -> Block:
    role, speaker = said
    return construct_trusted(
        Block,
        {
            "number": number,
            "kind": segment.kind,
            "role": role,
            "speaker": speaker,
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
