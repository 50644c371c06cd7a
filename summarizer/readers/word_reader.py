"""Word documents: paragraphs, headings, list items and tables in reading order, and the metadata they state.

A document is a zip archive of XML in WordprocessingML (ECMA-376, ISO/IEC 29500), in its transitional or strict form.
What Word does not show is not read: hidden, struck-out, deleted and moved-away text, and of alternatives the second.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..models import BlockRole
from .extracted_text import (
    ExtractedText,
    Metadata,
    TextBlock,
    assemble_text,
    collapse_whitespace,
    format_table_row,
    join_cell_lines,
)
from .formats import missing_reader_error
from .raised_text import format_subscript, format_superscript
from .word_archive import refuse_decompression_bomb, repair_archive
from .word_elements import MAX_DEPTH, M, has_property, is_mark_deleted, iterate_visible, read_formula, text_boxes
from .word_styles import RunFormat, StyleSheet, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Paragraphs at the start of the text that must contain a stated title or author.
_OPENING_PARAGRAPHS = 6
# Paragraphs at the start among which the author's name is no text.
_BYLINE_PARAGRAPHS = 3
# Columns that one cell is repeated in, at most.
_MAX_SPAN = 30
# Characters of a merged cell that are repeated in each of its rows and columns; more is text, told once.
_MAX_CARRIED_CHARS = 200
# Characters before and behind a raised mark that decide what it is.
_MARK_CONTEXT = 40
_NUMBERED = re.compile(r"\S{1,12}[.)、）]\s|[①-⑳]")
_NO_TEXT_HINT = "it may hold pictures only; save its text"
_PICTURES = frozenset((W + "drawing", W + "pict", W + "object"))
# Elements that stand for a character.
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_RUN = W + "r"
_PARAGRAPH = W + "p"
_TABLE = W + "tbl"
_NOTES = (W + "footnote", W + "endnote")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text of one paragraph, in one position: 1 for raised, -1 for lowered, 0 for neither."""

    text: str
    raised: int = 0


@dataclass(slots=True)
class _Cell:
    """A cell of a table: its text, the columns that it spans, and whether it goes on a cell of the row above."""

    text: str
    span: int = 1
    goes_on: bool = False
    blocks: list[TextBlock] = field(default_factory=list)
    holds_table: bool = False


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a Word document.

    Raises:
        InputError: it is damaged, protected, or beyond the limits of its archive.
        UsageError: the extra `docx` is not installed.
    """
    refuse_decompression_bomb(data, name)
    try:
        import docx
    except ImportError:
        raise missing_reader_error(name, "docx") from None
    try:
        try:
            document = docx.Document(io.BytesIO(data))
        except (KeyError, ValueError):
            document = docx.Document(io.BytesIO(repair_archive(data)))
        blocks = list(_WordReader(document).iterate_all())
        fields = document.core_properties
        title, author = collapse_whitespace(fields.title or ""), collapse_whitespace(fields.author or "")
    except Exception as error:  # python-docx lets through whatever its XML parser and zipfile raise
        raise InputError(
            f"{name}: is not a readable Word document ({type(error).__name__})", "save it again, or save its text"
        ) from None
    if not blocks:
        raise InputError(f"{name}: holds no text", _NO_TEXT_HINT)
    metadata, blocks = _split_header(title, author, blocks)
    return assemble_text(blocks, metadata, origin)


def _split_header(title: str, author: str, blocks: list[TextBlock]) -> tuple[Metadata, list[TextBlock]]:
    """Metadata and body. Fields count only if the text confirms them: often they are left over from a template."""
    first = blocks[0].text
    if first.startswith("# ") or title == first.lstrip("# "):
        title, blocks = first.lstrip("# "), blocks[1:]
    opening = " ".join([first, *(block.text for block in blocks[:_OPENING_PARAGRAPHS])])
    title, author = (field if field in opening else "" for field in (title, author))
    start = [block for block in blocks[:_BYLINE_PARAGRAPHS] if block.text != author]
    rest = start + blocks[_BYLINE_PARAGRAPHS:]
    return Metadata(title=title or None, byline=author or None), rest or blocks


class _WordReader:
    """The blocks of a document, its lists counted on as it is read."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._body: Element = document.element.body
        self._sheet = StyleSheet(document.styles.element, next(self._parts("numbering"), None))
        self._is_white_page = _has_white_page(document.element)

    def iterate_all(self) -> Iterator[TextBlock]:
        """The blocks of the text, and behind it its footnotes and endnotes."""
        yield from self._iterate_blocks(self._body)
        for part in itertools.chain(self._parts("footnotes"), self._parts("endnotes")):
            for note in part.iterchildren(*_NOTES):
                yield from (TextBlock(block.text, role="footnote") for block in self._iterate_blocks(note, 1))

    def _parts(self, name: str) -> Iterator[Element]:
        """The roots of the parts of the document that have a relation of this name to it."""
        from docx.oxml import parse_xml

        for relationship in self._document.part.rels.values():
            if relationship.reltype.endswith(f"/{name}") and not relationship.is_external:
                yield parse_xml(relationship.target_part.blob)

    def _iterate_blocks(self, container: Element, depth: int = 0) -> Iterator[TextBlock]:
        """Paragraphs with their text boxes, and rows of tables."""
        if depth > MAX_DEPTH:
            return
        carried: list[_Piece] = []
        for item in iterate_visible(container):
            if item.tag == _TABLE:
                yield from self._iterate_row_blocks(item, depth)
            elif item.tag == _PARAGRAPH:
                pieces, boxes = self._read_paragraph(item, self._is_white_page and depth == 0)
                carried += pieces
                if is_mark_deleted(item):
                    continue
                yield from self._paragraph_blocks(item, _join_pieces(carried))
                carried = []
                for box in boxes:
                    yield from self._iterate_blocks(box, depth + 1)
        yield from map(TextBlock, _split_lines(_join_pieces(carried)))

    def _paragraph_blocks(self, paragraph: Element, text: str) -> Iterator[TextBlock]:
        lines = _split_lines(text)
        if not lines and any(True for _ in paragraph.iter(W + "t")):
            return  # what is hidden or deleted has no number
        mark = self._sheet.mark(paragraph)
        if mark is None:
            return
        role: BlockRole | None = "caption" if self._sheet.is_caption(paragraph) else None
        for number, line in enumerate(lines):
            is_marked = number == 0 or mark.startswith("#")
            yield TextBlock(f"{mark if is_marked else ''}{line}", role=role)

    def _read_paragraph(self, paragraph: Element, on_white: bool) -> tuple[list[_Piece], list[Element]]:
        """The text of a paragraph as it is shown, and the text boxes anchored to it."""
        style = self._sheet.paragraph_style(paragraph)  # once: without properties, all runs would be searched for it
        shade = paragraph.find(f"{W}pPr/{W}shd")
        on_white = on_white and (shade is None or shade.get(W + "fill", "auto").lower() in ("auto", "ffffff"))
        pieces: list[_Piece] = []
        boxes: list[Element] = []
        waiting = [(iterate_visible(paragraph), 0)]
        while waiting:
            leaves, raised = waiting[-1]
            leaf = next(leaves, None)
            if leaf is None:
                waiting.pop()
            elif leaf.tag == _RUN:
                format: RunFormat = self._sheet.run_format(style, leaf)
                if self._sheet.is_read(format, on_white):
                    waiting.append((iterate_visible(leaf), format.raised or 0))
            elif leaf.tag == W + "t":
                pieces.append(_Piece(leaf.text or "", raised))
            elif leaf.tag in _CHARACTERS:
                pieces.append(_Piece(_CHARACTERS[leaf.tag]))
            elif leaf.tag == M + "oMath":
                pieces.append(_Piece(read_formula(leaf)))
            elif leaf.tag in _PICTURES:
                boxes += text_boxes(leaf)
        return pieces, boxes

    def _iterate_row_blocks(self, table: Element, depth: int) -> Iterator[TextBlock]:
        """A block for each row; the blocks of the cells of a table that only lays out a page."""
        rows = list(self._iterate_rows(table, depth))
        if _is_layout([cells for cells, _ in rows]):
            yield from (block for cells, _ in rows for cell in cells for block in cell.blocks)
            return
        above: list[_Cell] = []
        is_head = False
        is_begun = False
        for cells, is_marked in rows:
            row = _carry_merged(cells, above)
            goes_on = is_head and any(cell.goes_on for cell in row)
            is_head = len(row) > 1 and (is_marked or not is_begun or goes_on)
            is_begun = is_begun or len(row) > 1
            above = row
            if any(cell.text for cell in row):
                yield TextBlock(format_table_row(_span_columns(row, is_head)))

    def _iterate_rows(self, table: Element, depth: int) -> Iterator[tuple[list[_Cell], bool]]:
        """The cells of the rows that are shown, and whether each row is marked as a heading."""
        for row in iterate_visible(table):
            if row.tag == W + "tr" and not has_property(row, "del", "hidden"):
                skipped = row.find(f"{W}trPr/{W}gridBefore")
                cells = [] if skipped is None else [_Cell("", _read_span(skipped))]
                cells += [self._read_cell(one, depth) for one in iterate_visible(row) if one.tag == W + "tc"]
                yield cells, has_property(row, "tblHeader")

    def _read_cell(self, cell: Element, depth: int) -> _Cell:
        properties = cell.find(W + "tcPr")
        blocks = list(self._iterate_blocks(cell, depth + 1))
        text, was_item = "", False
        for block in blocks:
            is_item = block.text.startswith(("- ", "| ")) or _NUMBERED.match(block.text) is not None
            text = join_cell_lines(text, _plain_cell(block.text), was_item and is_item)
            was_item = is_item
        holds_table = any(one.tag == _TABLE for one in iterate_visible(cell))
        if properties is None:
            return _Cell(text, blocks=blocks, holds_table=holds_table)
        merged, span = properties.find(W + "vMerge"), properties.find(W + "gridSpan")
        goes_on = merged is not None and merged.get(W + "val", "continue") == "continue"
        return _Cell(text, 1 if span is None else _read_span(span), goes_on, blocks, holds_table)


def _has_white_page(document: Element) -> bool:
    """Whether nothing is behind the text of the pages that white letters could stand out from."""
    background = document.find(W + "background")
    color = "FFFFFF" if background is None else background.get(W + "color", "auto")
    is_white = color.upper() in ("AUTO", "FFFFFF")
    return is_white and not any(one.get("behindDoc") in ("1", "true") for one in document.iter("{*}anchor"))


def _join_pieces(pieces: Iterable[_Piece]) -> str:
    """The text of pieces, with raised and lowered ones as they are written in plain text."""
    runs = [
        (raised, "".join(piece.text for piece in group))
        for raised, group in itertools.groupby(pieces, key=lambda piece: piece.raised)
    ]
    written: list[str] = []
    for index, (raised, text) in enumerate(runs):
        before = "".join(written[-3:])[-_MARK_CONTEXT:]
        behind = runs[index + 1][1][:_MARK_CONTEXT] if index + 1 < len(runs) else ""
        if raised > 0:
            text = format_superscript(before, text, behind)
        elif raised < 0:
            text = format_subscript(before, text)
        if raised and not behind[:1].isalnum():
            text = text.rstrip()
        written.append(text)
    return "".join(written)


def _split_lines(text: str) -> list[str]:
    return [line for line in map(collapse_whitespace, text.splitlines()) if line]


def _plain_cell(text: str) -> str:
    """A block of a cell without marks of headings, bullets and rows."""
    if text.startswith("| "):
        return " ".join(text.strip("| ").split(" | "))
    return text.lstrip("#").removeprefix("- ").strip("| ")


def _is_layout(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether a table only lays out a page: it is a frame around text, or around tables."""
    if sum(map(len, rows)) <= 1:
        return True
    if not any(cell.holds_table for row in rows for cell in row):
        return False
    filled = [sum(bool(cell.text) for cell in row) for row in rows]
    return sum(count > 1 for count in filled) < 2


def _read_span(element: Element) -> int:
    value = element.get(W + "val", "1")
    return min(_MAX_SPAN, max(1, int(value))) if value.isdecimal() and len(value) < len("100000") else 1


def _carry_merged(row: list[_Cell], above: list[_Cell]) -> list[_Cell]:
    """A row with the text of cells that go on from the row above."""
    starts = dict(zip(itertools.accumulate((cell.span for cell in above), initial=0), above, strict=False))
    carried: list[_Cell] = []
    column = 0
    for cell in row:
        source = starts.get(column) if cell.goes_on and not cell.text else None
        text = source.text if source and len(source.text) <= _MAX_CARRIED_CHARS else cell.text
        carried.append(_Cell(text, cell.span, cell.goes_on, cell.blocks, cell.holds_table))
        column += cell.span
    return carried


def _span_columns(row: list[_Cell], is_head: bool) -> list[str]:
    """The texts of a row, in each of its columns. One that spans columns stands in all of them if it heads them.

    Else it stands in the first, so that no figure is told twice in its row. A row of one cell has one.
    """
    if len(row) == 1:
        return [row[0].text]
    texts: list[str] = []
    for cell in row:
        repeated = cell.text if is_head and len(cell.text) <= _MAX_CARRIED_CHARS else ""
        texts += [cell.text, *[repeated] * (cell.span - 1)]
    return texts
