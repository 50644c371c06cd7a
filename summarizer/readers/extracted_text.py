"""What reading gives: decoded text with its origin, and what the format itself says of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import InputError
from ..models import HeaderKind

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SPACE = re.compile(r"\s+")
_TIME = re.compile(
    r"(?P<date>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[T ](?P<time>(?:[01]\d|2[0-3]):[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The header as a format states it in fields of its own, and as it is written at the top of the text.

    Attributes:
        lines: kind, start and end of each header line in the text.
        end: where the body begins.
    """

    title: str | None = None
    byline: str | None = None
    source: str | None = None
    published_at: str | None = None
    lines: tuple[tuple[HeaderKind, int, int], ...] = ()
    end: int = 0


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """Decoded text and where it came from.

    Attributes:
        text: what every offset points into. Of a page, a PDF … it is the text that was extracted: header lines,
            headings marked `##`, one paragraph, `- ` list item or `| … |` table row a line.
        origin: the path as the user named it, `-` for standard input, None for text handed over directly.
        encoding: the codec that decoded it, None when it came as str or its format has none.
        head: what the format says of the document in fields of its own.
        pages: where each page begins in the text, for formats that have pages.
        marked: whether every heading is marked as one, so that no line has to be guessed at.
    """

    text: str
    origin: str | None = None
    encoding: str | None = None
    head: Metadata | None = None
    pages: tuple[int, ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One line of an extracted text: a paragraph, heading, list item or table row, and the page it begins on."""

    text: str
    page: int | None = None


def display_name(origin: str | None) -> str:
    """What an error line calls the input."""
    return {None: "the text", "-": "standard input"}.get(origin) or str(origin)


def limit_error(name: str, what: str) -> InputError:
    """The error of an input beyond a limit: a bomb, or simply too much for one summary."""
    return InputError(f"{name}: {what}", "split it, or save the text alone as a text file")


def collapse_whitespace(text: str) -> str:
    """White space as one space each, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def join_lines(first: str, second: str) -> str:
    """Two pieces of a paragraph put together: no space between characters that are written without."""
    if not first or not second or (_WIDE.match(first[-1]) and _WIDE.match(second[0])):
        return first + second
    return f"{first} {second}"


def normalize_timestamp(value: str | None) -> str | None:
    """The date, and the time of day if there is one, of an ISO 8601 value; its zone is left out."""
    match = _TIME.match(value.strip()) if value else None
    if match is None:
        return None
    return f"{match['date']}T{match['time']}:{match['second'] or '00'}" if match["time"] else match["date"]


def format_table_row(cells: Iterable[str]) -> str:
    """A row as Markdown writes it."""
    return "| " + " | ".join(collapse_whitespace(cell).replace("|", "¦") for cell in cells) + " |"


def assemble_text(
    parts: Iterable[TextBlock], head: Metadata, origin: str | None, encoding: str | None = None
) -> ExtractedText:
    """The source whose text is the header and the parts, each on a line of its own, blank lines between."""
    lines, spans = _header_lines(head)
    text = "".join(line + "\n" for line in lines)
    pieces = [text + "\n"] if text else []
    length = end = len(pieces[0]) if pieces else 0
    pages: list[int] = []
    for part in parts:
        while part.page is not None and len(pages) < part.page:
            pages.append(length)
        pieces.append(part.text + "\n\n")
        length += len(part.text) + 2
    known = Metadata(head.title, head.byline, head.source, head.published_at, spans, end)
    return ExtractedText("".join(pieces), origin, encoding, known, tuple(pages), marked=True)


def _header_lines(head: Metadata) -> tuple[list[str], tuple[tuple[HeaderKind, int, int], ...]]:
    dated = (head.published_at or "").replace("T", " ").removesuffix(":00")
    source = "·".join(filter(None, (head.source, dated)))
    kinds: list[tuple[HeaderKind, str | None]]
    kinds = [("title", head.title), ("byline", head.byline), ("source", source)]
    lines: list[str] = []
    spans: list[tuple[HeaderKind, int, int]] = []
    start = 0
    for kind, line in kinds:
        if line:
            lines.append(line)
            spans.append((kind, start, start + len(line)))
            start += len(line) + 1
    return lines, tuple(spans)
