"""Body lines to headings and blocks: paragraphs, list items, table rows; the long ones divided."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator
from typing import NamedTuple

import regex

from ..languages.sentences import Span, divide_long, sentence_spans
from ..models import BlockKind
from ..text.scripts import length_in_words, lengths_in_words, may_contain_han
from .lines import (
    Line,
    ends_sentence,
    is_caption,
    is_list_item,
    is_rule,
    is_table_row,
    is_table_rule,
    looks_like_title,
    marked_heading,
    numbered_heading,
)

# A block above this is divided at sentence ends: about 600 Chinese characters or 300 English words.
MAX_BLOCK_WIDTH = 300.0
# No sentence is cited as one when it is longer than a block may be; only unpunctuated text has such.
_MAX_SENTENCE_CHARS = 1200
_QUOTE_MARK = regex.compile(r"(?:>\s?)+")


class Piece(NamedTuple):
    """A heading (level > 0) or a block (level 0) of the body, as offsets into the document.

    Attributes:
        sentences: offsets into the piece, where it was divided between them and they are known.
    """

    start: int
    end: int
    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    sentences: tuple[Span, ...] = ()


def split_body(text: str, lines: list[Line], marked: bool = False) -> list[Piece]:
    """The headings and undivided blocks of a body, in order.

    Args:
        marked: every heading is marked as one and every line is whole, so that nothing is guessed at.

    A line is a paragraph, as articles copied from pages have it; only where lines are wrapped at a fixed width
    are the lines between two blank ones joined.
    """
    pieces: list[Piece] = []
    wrapped = not marked and _is_wrapped(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank or is_rule(line.text) or is_table_rule(line.text):
            index += 1
            continue
        if level := _marked_level(line) if marked else _heading_level(lines, index):
            pieces.append(Piece(line.start, line.end, _heading_text(line.text), level=level))
            index += 1
            continue
        last = _last_line_of_paragraph(lines, index) if wrapped else index
        pieces.append(_block(text, line, lines[last]))
        index = last + 1
    return pieces


def divide(piece: Piece) -> Iterator[Piece]:
    """The piece itself, or, when it is too long for one citation, parts of about equal length cut at sentence ends."""
    text = piece.text
    if (0.75 if may_contain_han(text) else 0.5) * len(text) < MAX_BLOCK_WIDTH:  # no text is wider: 中a中a, a b c
        yield piece
        return
    spans = sentences_of(text)
    sizes = lengths_in_words(text, spans)
    whole = sum(sizes)
    if whole <= MAX_BLOCK_WIDTH:
        yield piece._replace(sentences=tuple(spans))
        return
    target = whole / -(-whole // MAX_BLOCK_WIDTH)
    first, size = 0, 0.0
    for index, span_width in enumerate(sizes):
        size += span_width
        if index + 1 == len(spans) or size + 0.5 * sizes[index + 1] > target:
            start, end = spans[first][0], spans[index][1]
            inner = tuple((a - start, b - start) for a, b in spans[first : index + 1])
            yield Piece(piece.start + start, piece.start + end, text[start:end], piece.kind, sentences=inner)
            first, size = index + 1, 0.0


def sentences_of(text: str) -> list[Span]:
    """The sentences of one block; a run-on longer than any sentence is cut at its clauses."""
    return divide_long(text, sentence_spans(text), _MAX_SENTENCE_CHARS)


def _block(text: str, first: Line, last: Line) -> Piece:
    kind: BlockKind = "paragraph"
    if is_table_row(first.text):
        kind = "table_row"
    elif is_list_item(first.text):
        kind = "list_item"
    start = first.start
    if mark := _QUOTE_MARK.match(first.text):
        start = min(start + mark.end(), last.end - 1)
    return Piece(start, last.end, text[start : last.end], kind)


def _heading_text(text: str) -> str:
    marked = marked_heading(text)
    return marked[1] if marked else text


def _marked_level(line: Line) -> int:
    found = marked_heading(line.text)
    return found[0] if found else 0


def _heading_level(lines: list[Line], index: int) -> int:
    """1-6 for a heading, 0 for anything else."""
    line = lines[index]
    if marked := marked_heading(line.text):
        return marked[0]
    if is_table_row(line.text) or line.text.startswith(">"):
        return 0
    if numbered_heading(line.text):
        return 0 if _beside_list_item(lines, index) and is_list_item(line.text) else 2
    if is_list_item(line.text) or not looks_like_title(line.text) or _is_speech(line.text) or is_caption(line.text):
        return 0
    return 2 if _introduces_body(lines, index) else 0


def _is_speech(text: str) -> bool:
    return text[0] in "“\"「『‘'" or text[-1] in '”"」』'


def _beside_list_item(lines: list[Line], index: int) -> bool:
    """Whether the nearest line above or below that is not blank is a list item too: a list, not headings."""
    above = next((x for x in reversed(lines[max(0, index - 3) : index]) if not x.blank), None)
    below = next((x for x in lines[index + 1 : index + 4] if not x.blank), None)
    return any(x is not None and is_list_item(x.text) for x in (above, below))


def _introduces_body(lines: list[Line], index: int) -> bool:
    """An unmarked short line is a heading when running text follows it, and it is not one of a run of short lines."""
    below = next((x for x in lines[index + 1 : index + 5] if not x.blank), None)
    if below is None or is_table_row(below.text):
        return False
    longer = length_in_words(below.text) > max(12.0, 1.5 * length_in_words(lines[index].text))
    return longer and (ends_sentence(below.text) or length_in_words(below.text) > 25)


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether paragraphs run over several lines of about equal length, with blank lines between them."""
    if not any(line.blank for line in lines):
        return False
    inner = [
        a
        for a, b in itertools.pairwise(lines)
        if not a.blank and not b.blank and not is_list_item(b.text) and not is_table_row(a.text)
    ]
    if len(inner) < 3:
        return False
    lengths = [len(line.text) for line in inner]
    unfinished = sum(not ends_sentence(line.text) for line in inner)
    return unfinished > 0.5 * len(inner) and max(lengths) <= 160 and statistics.median(lengths) >= 30


def _last_line_of_paragraph(lines: list[Line], index: int) -> int:
    if is_table_row(lines[index].text):
        return index
    last = index
    while last + 1 < len(lines):
        following = lines[last + 1].text
        if not following or is_list_item(following) or is_rule(following) or marked_heading(following):
            break
        if is_table_row(following):
            break
        last += 1
    return last
