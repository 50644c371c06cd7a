"""What PDFium finds on the pages of a PDF: pieces of text that can be seen, with their places, and ruled lines.

Loaded by the worker process (`pdf_worker`) alone.

Text that nobody sees is left out: drawn invisibly or in the colour of what is below it, smaller than `TINY_SIZE`,
outside the page, under a filled rectangle or an image, or in a layer that is switched off. Text under or on the image
of a scanned page is the result of text recognition and is kept if the page has no other.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from .pdf_objects import Box, Drawing, Painting, address_of, overlap, turn, turn_box

# The mark that PDFium puts in place of the hyphen, and of the line break, where a word is divided.
HYPHEN_MARK = "\ufffe"
# Font size in points where the file states none.
DEFAULT_SIZE = 10.0
# Points below which text cannot be read.
TINY_SIZE = 1.5
# Characters of recognized text for each one that can be seen otherwise, from which a page is a scan.
_SCAN_RATIO = 10
# Relative difference of sizes, and of baselines against the size, from which a line is divided into pieces.
_PIECE_CHANGE = 0.1
# Distance of two words in sizes from which a line is divided into pieces.
_WIDE_GAP = 1.2
_WORD = re.compile(r"\S+")
_LINE = re.compile(f"[^\n{HYPHEN_MARK}]*(?:\n|{HYPHEN_MARK}|$)")

# The fields of `pdf_layout.PageLine`: page, text, left, right, baseline, size, and whether the line goes on with it.
Piece = tuple[int, str, float, float, float, float, bool]


class OverLimit(Exception):
    """A PDF is beyond one of the limits."""


def read_pdf(limits: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The answer for a PDF.

    Args:
        limits: `pages`, `page_chars` (characters of a page), `chars` (of all), and `layers`, whether any is switched
            off.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            how = "by a password" if code == raw.FPDF_ERR_PASSWORD else "in a way that is not known"
            return {"error": f"is protected {how}", "hint": "save it without protection"}
        return {"error": "is a damaged PDF", "hint": "save it again, or save its text"}
    try:
        fields = document.get_metadata_dict()
        answer: dict[str, Any] = {
            "fields": [fields.get(key, "") for key in ("Title", "Author")],
            "lines": [],
            "rules": [],
        }
        for pieces, rules in _read_pages(document, limits):
            answer["lines"] += pieces
            answer["rules"] += rules
        return answer
    except pypdfium2.PdfiumError:
        return {"error": "has a page that cannot be read", "hint": "save it again, or save its text"}
    except OverLimit as error:
        return {"over": str(error)}
    finally:
        document.close()


def _read_pages(document: Any, limits: dict[str, Any]) -> Iterator[tuple[list[Piece], list[tuple[float, ...]]]]:
    chars = 0
    if len(document) > limits["pages"]:
        raise OverLimit(f"has {len(document)} pages, more than {limits['pages']}")
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count = text.count_chars()
        chars += count
        if count > limits["page_chars"] or chars > limits["chars"]:
            limit = limits["page_chars" if count > limits["page_chars"] else "chars"]
            raise OverLimit(f"has more than {limit:,} characters by page {number + 1}")
        painting = Painting(page)
        drawn = Drawing(page) if limits.get("layers") else None
        yield (
            list(_page_pieces(text, number + 1, painting, drawn)),
            [(number + 1, *turn_box(rule, painting.turns)) for rule in painting.rules],
        )
        text.close()
        page.close()


# ------------------------------------------------------------------------------------------------------ text of a page


@dataclass(slots=True)
class _Style:
    """How the characters of one text object look. A hidden one is not read; a recognized one if it is all there is."""

    size: float
    base: float
    hidden: bool = False
    recognized: bool = False


def _page_pieces(page: Any, number: int, painting: Painting, drawn: Drawing | None) -> Iterator[Piece]:
    """The pieces of a page that can be seen; without places, if PDFium's text and its characters differ in number."""
    text = page.get_text_range()
    if len(text) != page.count_chars():
        for match in _LINE.finditer(text):
            if body := match.group().strip():
                yield number, body, 0, 1, 0, DEFAULT_SIZE, False
        return
    styles = _Styles(page, painting, drawn)
    found = [
        (style, piece)
        for match in _LINE.finditer(text)
        for style, piece in _line_pieces(number, match.group(), match.start(), styles)
    ]
    seen, recognized = (
        sum(len(piece[1]) for style, piece in found if not style.hidden and style.recognized == is_recognized)
        for is_recognized in (False, True)
    )
    is_scan = painting.has_scan and recognized > _SCAN_RATIO * seen
    yield from (piece for style, piece in found if not style.hidden and (is_scan or not style.recognized))


def _line_pieces(number: int, line: str, start: int, styles: _Styles) -> Iterator[tuple[_Style, Piece]]:
    """A line of PDFium's in pieces of one look, divided at wide gaps too."""
    stretches = list(_iterate_stretches(line, start, styles))
    first = 0
    for index, (begin, end, style) in enumerate(stretches):
        following = stretches[index + 1] if index + 1 < len(stretches) else None
        if following and not _look_different(style, following[2]):
            is_next_word = following[0] > end
            if not is_next_word or styles.gap(start + end - 1, start + following[0]) <= _WIDE_GAP:
                continue
        begin = stretches[first][0]
        body = line[begin:end]
        last = start + end - 1 - (body[-1] == HYPHEN_MARK and len(body) > 1)
        left, right = styles.shown_box(start + begin)[0], styles.shown_box(last)[2]
        yield style, (number, body, left, right, style.base, style.size, first > 0)
        first = index + 1


def _iterate_stretches(line: str, start: int, styles: _Styles) -> Iterator[tuple[int, int, _Style]]:
    """The words of a line, those of several looks divided, as begin, end and look."""
    style = _Style(0, 0)
    for match in _WORD.finditer(line):
        begin, end = match.span()
        style = styles.find(start + begin, style)
        last = end - (line[end - 1] == HYPHEN_MARK and end - begin > 1)
        if styles.find(start + last - 1, style) is style:
            yield begin, end, style
            continue
        for index in range(begin + 1, last):
            own = styles.find(start + index, style)
            if own is not style:
                yield begin, index, style
                begin, style = index, own
        yield begin, end, style


def _look_different(one: _Style, other: _Style) -> bool:
    limit = _PIECE_CHANGE * max(one.size, other.size)
    changes = abs(one.size - other.size) > limit or abs(one.base - other.base) > limit
    return changes or (one.hidden, one.recognized) != (other.hidden, other.recognized)


class _Styles:
    """The looks of the characters of a page, known by the text objects that they belong to."""

    def __init__(self, page: Any, painting: Painting, drawn: Drawing | None) -> None:
        self._page, self._painting, self._drawn = page, painting, drawn
        self._known: dict[int, _Style] = {}
        self._rectangle = raw.FS_RECTF()
        self._turns = painting.turns

    def find(self, index: int, last: _Style) -> _Style:
        """The look of a character; that of the last one where PDFium made it up."""
        address = address_of(raw.FPDFText_GetTextObject(self._page.raw, index))
        if not address:
            return last if last.size else self._read(index, None)
        if address not in self._known:
            self._known[address] = self._read(index, address)
        return self._known[address]

    def gap(self, first: int, second: int) -> float:
        """The distance of two characters in sizes."""
        _, _, right, _ = self.shown_box(first)
        left, bottom, _, top = self.shown_box(second)
        return (left - right) / max(1.0, top - bottom)

    def box(self, index: int) -> Box:
        """The place of a character, with the room of its font above and below."""
        found = self._rectangle
        raw.FPDFText_GetLooseCharBox(self._page.raw, index, found)
        return found.left, found.bottom, found.right, found.top

    def shown_box(self, index: int) -> Box:
        """The place of a character on the page as it is turned to be read."""
        return turn_box(self.box(index), self._turns)

    def _read(self, index: int, address: int | None) -> _Style:
        box = self.box(index)
        _, bottom, _, top = turn_box(box, self._turns)
        # Glyphs that the file itself draws (Type 3 fonts) have arbitrary sizes: at least a third of the line's height.
        size = max(_font_size(self._page, index), (top - bottom) / 3) or DEFAULT_SIZE
        style = _Style(size, turn(*_origin(self._page, index), self._turns)[1])
        if address is None:
            return style
        painting = self._painting
        center = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        is_tiny = max(size, top - bottom) < TINY_SIZE
        is_off_page = not overlap(box, painting.page_box)
        is_switched_off = self._drawn is not None and not self._drawn.shows(box)
        style.hidden = is_tiny or is_off_page or is_switched_off or painting.hides(address, index, center, self._page)
        style.recognized = not style.hidden and painting.is_recognized(address, center)
        return style


def _font_size(page: Any, index: int) -> float:
    """The size of a character as shown, in points: many programs write text in size 1 and enlarge it by a matrix."""
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFText_GetMatrix(page.raw, index, matrix)
    return round(abs(float(raw.FPDFText_GetFontSize(page.raw, index))) * math.hypot(matrix.c, matrix.d), 2)


def _origin(page: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page.raw, index, x, y)
    return x.value, y.value
