"""The result of reading: extracted text with its origin and the metadata that the format itself states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import InputError, shorten_name
from ..models import BlockRole, HeaderKind
from ..text.header_fields import format_timestamp

# Characters of scripts that are written without spaces: CJK, its compatibility forms, full-width forms.
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CLOSED = tuple("。！？.!?;；:：,，")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Header fields that a format states apart from its text, and where they stand at the top of the extracted text.

    Attributes:
        published_at: ISO 8601.
        header_lines: kind, start and end of each header line in the text, in characters.
        body_start: offset of the body in the text.
    """

    title: str | None = None
    byline: str | None = None
    source: str | None = None
    published_at: str | None = None
    header_lines: tuple[tuple[HeaderKind, int, int], ...] = ()
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """Decoded or extracted text and where it came from.

    Attributes:
        text: what every offset points into. Extracted from a page, a PDF …, it has one element a line: header lines,
            headings marked `##`, paragraphs, `- ` list items and `| … |` table rows.
        origin: the path or address as the user named it, `-` for standard input, None for text handed over directly.
        address: the web address at which it was found, after redirects; None for anything else.
        encoding: the codec that decoded it; None when it came as str or its format has none.
        metadata: header fields stated by the format.
        pages: offset of each page in the text, for formats with pages.
        roles: offset and role of each line whose role the format itself states: a caption, a footnote, quoted mail.
        structured: whether every heading is marked as one and every line is whole, so that parsing needs no guess.
    """

    text: str
    origin: str | None = None
    encoding: str | None = None
    metadata: Metadata | None = None
    pages: tuple[int, ...] = ()
    roles: tuple[tuple[int, BlockRole], ...] = ()
    structured: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One line of an extracted text: a paragraph, heading, list item or table row.

    Attributes:
        page: the page it begins on.
        role: its role, where the format states it; None where parsing decides.
    """

    text: str
    page: int | None = None
    role: BlockRole | None = None


def display_name(origin: str | None) -> str:
    """The name of an input in error messages."""
    return {None: "the text", "-": "standard input"}.get(origin) or shorten_name(str(origin))


def limit_error(name: str, reason: str) -> InputError:
    """The error of an input beyond a limit: a decompression bomb, or simply too much for one summary."""
    return InputError(f"{name}: {reason}", "split it, or save the text alone as a text file")


def collapse_whitespace(text: str) -> str:
    """The text with each run of white space as one space, and none at either end."""
    return _SPACE.sub(" ", text).strip()


def join_lines(first: str, second: str) -> str:
    """Two lines of a paragraph joined by a space, or by none beside a character of a script without spaces."""
    if not first or not second or _UNSPACED.match(first[-1]) or _UNSPACED.match(second[0]):
        return first + second
    return f"{first} {second}"


def join_cell_lines(first: str, second: str, are_items: bool) -> str:
    """Two lines of a cell: a text that goes on, or items of a list, which a semicolon divides."""
    if not first or not second or not are_items or first.endswith(_CLOSED):
        return join_lines(first, second)
    return f"{first}；{second}" if _UNSPACED.match(first[-1]) else f"{first}; {second}"


def format_table_row(cells: Iterable[str]) -> str:
    """A table row in Markdown. One with nothing behind its first cell, a caption or a heading of rows, has one cell."""
    cells = list(cells)
    cells = cells if any(cells[1:]) else cells[:1]
    return "| " + " | ".join(collapse_whitespace(cell).replace("|", "¦") for cell in cells) + " |"


def assemble_text(
    blocks: Iterable[TextBlock], metadata: Metadata, origin: str | None, encoding: str | None = None
) -> ExtractedText:
    """The extracted text of header lines and blocks, blocks with a blank line between them."""
    lines, spans = _print_header(metadata)
    header = "".join(line + "\n" for line in lines)
    pieces = [header + "\n"] if header else []
    length = body_start = len(pieces[0]) if pieces else 0
    pages: list[int] = []
    roles: list[tuple[int, BlockRole]] = []
    for block in blocks:
        while block.page is not None and len(pages) < block.page:
            pages.append(length)
        if block.role is not None:
            roles.append((length, block.role))
        pieces.append(block.text + "\n\n")
        length += len(block.text) + 2
    located = Metadata(metadata.title, metadata.byline, metadata.source, metadata.published_at, spans, body_start)
    return ExtractedText("".join(pieces), origin, encoding, located, tuple(pages), tuple(roles), structured=True)


def _print_header(metadata: Metadata) -> tuple[list[str], tuple[tuple[HeaderKind, int, int], ...]]:
    """Header lines, and the kind, start and end of each."""
    source = "·".join(filter(None, (metadata.source, format_timestamp(metadata.published_at))))
    kinds: list[tuple[HeaderKind, str | None]]
    kinds = [("title", metadata.title), ("byline", metadata.byline), ("source", source)]
    lines: list[str] = []
    spans: list[tuple[HeaderKind, int, int]] = []
    start = 0
    for kind, line in kinds:
        if line:
            lines.append(line)
            spans.append((kind, start, start + len(line)))
            start += len(line) + 1
    return lines, tuple(spans)
