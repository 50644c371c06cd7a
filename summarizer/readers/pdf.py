"""PDF: the text of its pages by PDFium, as paragraphs that know their page."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path

from ..errors import InputError
from . import pdf_worker as pdfium
from .child_process import WorkerDied, WorkerProcess
from .extracted_text import ExtractedText, Metadata, assemble_text, collapse_whitespace, limit_error
from .formats import missing_reader
from .pdf_layout import PageLine, build_paragraphs

# Fonts that draw a character name it after its drawing: the radical 用, the ligature of f and i. Of the supplement of
# radicals, which Unicode does not decompose, those that are words of their own.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_DRAWN = str.maketrans(
    _RADICALS
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))}
)
# Bullets of symbol fonts have no name anybody knows.
_BULLET = re.compile(r"\s*[\ue000-\uf8ff\x01\x03-\x1f\x7f-\x9f]\s+(?=\S)")
_CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f]")
# TeX sets the two dots before the letter they stand over, a letter i without its own one.
_DOTS = re.compile(r"¨([aeiouyAEIOU\u0131])")


def normalize_line(line: str) -> str:
    """A line with letters that compare as letters: no radicals, ligatures, loose accents, nameless bullets."""
    bullet = _BULLET.match(line)
    line = collapse_whitespace(_CONTROL.sub("", f"• {line[bullet.end() :]}" if bullet else line))
    return _DOTS.sub(_dotted, line.translate(_DRAWN))


def _dotted(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[1].replace("\u0131", "i") + "\u0308")


# A page of small print has 10,000 characters; PDFium reads a page in 3-10 ms and takes 40 MB for a usual file.
MAX_PAGES, MAX_PAGE_CHARS, MAX_CHARS = 2000, 200_000, 8_000_000
MAX_MEMORY, MAX_SECONDS = 2 * 1024 * 1024 * 1024, 60.0
# Unpacked: the largest stream, and all of them. A scanned page in colour has 25 MB.
MAX_STREAM, MAX_UNPACKED, MAX_FILTERS = 256 * 1024 * 1024, 1024 * 1024 * 1024, 3
_STREAM = re.compile(rb"stream\r?\n")
_TRIES = 8
_CHUNK = 4 * 1024 * 1024
_NO_FIELD = ("", "(anonymous)", "(unspecified)", "untitled")
_pdfium = WorkerProcess(Path(pdfium.__file__), MAX_MEMORY, MAX_SECONDS)


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a PDF, page by page.

    Raises:
        InputError: it is damaged, protected, scanned, or beyond our limits.
        UsageError: the extra `pdf` is not installed.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise missing_reader(name, "pdf")
    _refuse_bomb(data, name)
    lines, fields = _lines(data, name)
    title, parts = build_paragraphs(lines)
    if not parts:
        raise InputError(f"{name}: holds no text", "a scan needs text recognition (OCR) first")
    opening = collapse_whitespace(" ".join(part.text for part in parts[:8]))
    stated, author = (field if field.lower() not in _NO_FIELD and field in opening else None for field in fields)
    title = title or stated
    head = Metadata(title=title, byline=author)
    parts = [part for part in parts if part.text.removeprefix("## ") not in (title, author)] or parts
    # Headings of the text's own size are not told from short paragraphs here; parsing looks at their words.
    return replace(assemble_text(parts, head, origin), marked=False)


def _refuse_bomb(data: bytes, name: str) -> None:
    """Unpack every stream, a chunk at a time, and count: PDFium would keep it all in memory."""
    total = end = 0
    while (start := data.find(b"stream", end)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        # The word may stand in a comment before the stream, to hide it: try where it stands again.
        begins = [match.end() for _, match in zip(range(_TRIES), _STREAM.finditer(data, start, end), strict=False)]
        total += max((_unpacked(data[begin:end], MAX_FILTERS) for begin in begins), default=0)
        if total > MAX_UNPACKED:
            raise limit_error(name, f"unpacks to more than {MAX_UNPACKED // 2**20} MiB")
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
        pass  # another filter, or damaged: PDFium's to say
    inner = _unpacked(first, filters - 1) if filters > 1 and first[:1] == b"x" else 0
    return max(size, inner)


def _lines(data: bytes, name: str) -> tuple[list[PageLine], list[str]]:
    """The lines, and what the file says of its title and its author, as PDFium's process gives them."""
    limits = {"pages": MAX_PAGES, "page_chars": MAX_PAGE_CHARS, "chars": MAX_CHARS}
    try:
        answer = json.loads(_pdfium.ask(json.dumps(limits).encode(), data))
    except WorkerDied as death:
        if death.late:
            raise limit_error(name, f"takes more than {_pdfium.seconds:.0f} seconds to read") from None
        what = f"PDFium needs more than {_pdfium.memory // 2**20} MiB of memory for it, or crashes"
        raise InputError(f"{name}: cannot be read: {what}", "save it again, or save its text") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}, for PDFium", "free memory and processes") from None
    if "too_big" in answer:
        raise limit_error(name, answer["too_big"])
    if "wrong" in answer:
        raise InputError(f"{name}: {answer['wrong']}", answer["hint"])
    lines = [PageLine(page, normalize_line(text), *place) for page, text, *place in answer["lines"]]
    return lines, [collapse_whitespace(field) for field in answer["fields"]]
