"""PDF: the text of its pages by PDFium, as paragraphs that know their page."""

from __future__ import annotations

import math
import re
import statistics
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import InputError
from .layout import DIVIDED, PageLine, paragraphs
from .letters import cleaned
from .source import Head, Source, assemble, needs_extra, one_line, too_big

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# A page of small print has 10,000 characters; PDFium reads a page in 3-10 ms.
MAX_PAGES, MAX_PAGE_CHARS, MAX_CHARS, MAX_SECONDS = 2000, 200_000, 8_000_000, 60.0
# Unpacked: the largest stream, and all of them. A scanned page in colour has 25 MB.
MAX_STREAM, MAX_UNPACKED, MAX_FILTERS = 256 * 1024 * 1024, 1024 * 1024 * 1024, 3
_STREAM = re.compile(rb"stream\r?\n")
_TRIES = 8
# PDFium puts its own mark for the hyphen where a word is divided, and no line break behind it.
_LINE = re.compile(f"[^\n{DIVIDED}]*(?:\n|{DIVIDED}|$)")
_CHUNK = 4 * 1024 * 1024
_PASSWORD, _PROTECTION = 4, 5   # PDFium's error codes
_SIZE, _SIZES = 10.0, 3   # where none is said; looked at on a line
_NO_FIELD = ("", "(anonymous)", "(unspecified)", "untitled")


def extract(data: bytes, name: str, origin: str | None) -> Source:
    """The text of a PDF, page by page.

    Raises:
        InputError: it is damaged, protected, scanned, or beyond our limits.
        UsageError: the extra `pdf` is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise needs_extra(name, "pdf") from None
    _refuse_bomb(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _PROTECTION):
            how = "by a password" if code == _PASSWORD else "in a way that is not known"
            raise InputError(f"{name}: is protected {how}", "save it without protection") from None
        raise InputError(f"{name}: is a damaged PDF", "save it again, or save its text") from None
    try:
        lines = list(_lines(document, name))
        fields = document.get_metadata_dict()
    except pypdfium2.PdfiumError:
        raise InputError(f"{name}: has a page that cannot be read", "save it again, or save its text") from None
    finally:
        document.close()
    title, parts = paragraphs(lines)
    if not parts:
        raise InputError(f"{name}: holds no text", "a scan needs text recognition (OCR) first")
    opening = one_line(" ".join(part.text for part in parts[:8]))
    stated = {key: one_line(fields.get(key, "")) for key in ("Title", "Author")}
    known = {key: value for key, value in stated.items() if value.lower() not in _NO_FIELD and value in opening}
    title = title or known.get("Title")
    author = known.get("Author")
    head = Head(title=title, byline=author)
    parts = [part for part in parts if part.text.removeprefix("## ") not in (title, author)] or parts
    # Headings of the text's own size are not told from short paragraphs here; parsing looks at their words.
    return replace(assemble(parts, head, origin), marked=False)


def _refuse_bomb(data: bytes, name: str) -> None:
    """Unpack every stream, a chunk at a time, and count: PDFium would keep it all in memory."""
    total = end = 0
    while (start := data.find(b"stream", end)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        # The word may stand in a comment before the stream, to hide it: try where it stands again.
        begins = [match.end() for _, match in zip(range(_TRIES), _STREAM.finditer(data, start, end), strict=False)]
        total += max((_unpacked(data[begin:end], MAX_FILTERS) for begin in begins), default=0)
        if total > MAX_UNPACKED:
            raise too_big(name, f"unpacks to more than {MAX_UNPACKED // 2**20} MiB")
        end += len(b"endstream")


def _unpacked(data: bytes, filters: int) -> int:
    """Bytes that a stream unpacks to, through as many filters as it seems to have; beyond all limits for a bomb."""
    unpacker = zlib.decompressobj()
    size, first = 0, b""
    try:
        while data and not unpacker.eof:
            chunk = unpacker.decompress(data, _CHUNK)
            data = unpacker.unconsumed_tail
            size += len(chunk)
            first = first or chunk
            if size > MAX_STREAM:
                return MAX_UNPACKED + 1
            if not chunk:
                break
    except zlib.error:
        pass   # another filter, or damaged: PDFium's to say
    inner = _unpacked(first, filters - 1) if filters > 1 and first[:1] == b"x" else 0
    return max(size, inner)


def _lines(document: PdfDocument, name: str) -> Iterator[PageLine]:
    started, chars = time.monotonic(), 0
    if len(document) > MAX_PAGES:
        raise too_big(name, f"has {len(document)} pages, more than {MAX_PAGES}")
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count = text.count_chars()
        chars += count
        if count > MAX_PAGE_CHARS or chars > MAX_CHARS:
            raise too_big(name, f"has more than {MAX_PAGE_CHARS if count > MAX_PAGE_CHARS else MAX_CHARS:,} characters"
                                f" by page {number + 1}")
        if time.monotonic() - started > MAX_SECONDS:
            raise too_big(name, f"takes more than {MAX_SECONDS:.0f} seconds to read")
        yield from _page_lines(text, number + 1)
        text.close()
        page.close()


def _page_lines(page: PdfTextPage, number: int) -> Iterator[PageLine]:
    """The lines of a page with their places; where PDFium's characters and their places part ways, without them."""
    text = page.get_text_range()
    placed = len(text) == page.count_chars()
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if body:
            first = match.start() + len(raw) - len(raw.lstrip())
            yield _placed(page, number, body, first) if placed else PageLine(number, cleaned(body), 0, 1, 0, _SIZE)


def _placed(page: PdfTextPage, number: int, body: str, first: int) -> PageLine:
    end = max(1, len(body.rstrip(DIVIDED)))
    left, base, _, top = page.get_charbox(first, loose=True)
    _, _, right, _ = page.get_charbox(first + end - 1, loose=True)
    # Spaces that PDFium adds have no size; a few letters on the line may have another one.
    shown = [place for place in range(end) if not body[place].isspace()]
    sizes = [_size(page, first + place) for place in shown[::max(1, len(shown) // _SIZES)]]
    # Letters that are drawings of the file's own have any size.
    size = max(statistics.mode(sizes) if sizes else 0, (top - base) / 3) or _SIZE
    return PageLine(number, cleaned(body), left, right, base, size)


def _size(page: PdfTextPage, place: int) -> float:
    """How large a character is shown: many programs write all text in size 1 and enlarge it."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFText_GetMatrix(page.raw, place, matrix)
    return round(abs(float(raw.FPDFText_GetFontSize(page.raw, place))) * math.hypot(matrix.c, matrix.d), 2)
