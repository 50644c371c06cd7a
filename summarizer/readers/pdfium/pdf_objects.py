"""The objects of a page in PDFium: what covers text, what is below it, ruled lines, and the page as it is drawn."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

# Objects of a page that are looked at; what lies below or above the text is known only of a page with fewer.
MAX_OBJECTS = 20_000
# Levels of forms within forms whose objects are looked at.
MAX_FORMS = 4
# Segments of a path that may be ruled lines; one with more is a drawing.
MAX_SEGMENTS = 400
# Ruled lines of a page.
MAX_RULES = 4000
# Points that a ruled line is long, at least.
MIN_RULE = 6.0
# Corners of a rectangle.
_CORNERS = 4
# Side of the squares in points by which objects are found at a place.
_SQUARE = 64.0
# Squares that one object may cover, at most.
_MAX_SQUARES = 2000
# Difference of colours of 0 to 255 up to which they look alike.
_SAME_COLOR = 8
# How much of a colour that nothing shines through is there.
_OPAQUE = 255
# Share of a page that the image of a scan covers, at least.
_SCAN_SHARE = 0.5
# Pixels of the longer side of a page that is drawn to see which layers are on.
_MAX_PIXELS = 2000

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Fill:
    """An area that an object fills, in the order of drawing.

    Attributes:
        color: None where it has many, or is not known.
        covers: whether nothing below it can be seen: it is a rectangle or an image, and opaque.
    """

    order: int
    box: Box
    color: tuple[int, int, int] | None
    covers: bool
    is_image: bool


class Painting:
    """The objects of a page in the order in which they are drawn.

    Attributes:
        page_box: what of the page is shown.
        turns: quarters by which it is turned clockwise to be read.
        rules: its ruled lines.
        has_scan: whether an image covers it.
    """

    def __init__(self, page: Any) -> None:
        self.page_box: Box = page.get_cropbox()
        self.turns: int = raw.FPDFPage_GetRotation(page.raw)
        self.rules: list[Box] = []
        self.has_scan = False
        self._order: dict[int, int] = {}
        self._squares: dict[tuple[int, int], list[Fill]] = {}
        self._count = 0
        self._add_objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), MAX_FORMS)

    def hides(self, address: int, index: int, center: tuple[float, float], page: Any) -> bool:
        """Whether a text is drawn in no colour, in that of its background, or has a rectangle over it."""
        mode = raw.FPDFTextObj_GetTextRenderMode(ctypes.cast(address, raw.FPDF_PAGEOBJECT))
        order = self._order.get(address)
        if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP) or order is None:
            return False
        fills = self._fills_at(center)
        if any(fill.order > order and fill.covers and not fill.is_image for fill in fills):
            return True
        color = _fill_color(raw.FPDFText_GetFillColor, page.raw, index)
        if color is None or mode not in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP):
            return False
        *rgb, alpha = color
        below = [fill for fill in fills if fill.order < order]
        background = below[-1].color if below else (255, 255, 255)
        is_alike = background is not None and all(
            abs(a - b) <= _SAME_COLOR for a, b in zip(rgb, background, strict=True)
        )
        return alpha == 0 or is_alike

    def is_recognized(self, address: int, center: tuple[float, float]) -> bool:
        """Whether a text is invisible or lies under an image, as text that is recognized in a scan does."""
        mode = raw.FPDFTextObj_GetTextRenderMode(ctypes.cast(address, raw.FPDF_PAGEOBJECT))
        if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
            return True
        order = self._order.get(address)
        return order is not None and any(
            fill.order > order and fill.covers and fill.is_image for fill in self._fills_at(center)
        )

    def _fills_at(self, place: tuple[float, float]) -> list[Fill]:
        x, y = place
        near = self._squares.get((int(x // _SQUARE), int(y // _SQUARE)), [])
        return [fill for fill in near if fill.box[0] <= x <= fill.box[2] and fill.box[1] <= y <= fill.box[3]]

    def _add_objects(self, parent: Any, count: Any, get: Any, matrix: Matrix, levels: int) -> None:
        for index in range(count(parent)):
            self._count += 1
            if self._count > MAX_OBJECTS:
                self._squares.clear()
                return
            item = get(parent, index)
            match raw.FPDFPageObj_GetType(item):
                case raw.FPDF_PAGEOBJ_TEXT:
                    self._order[address_of(item)] = self._count
                case raw.FPDF_PAGEOBJ_FORM if levels > 1:
                    inner = _multiply(_matrix(item), matrix)
                    self._add_objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, levels - 1)
                case raw.FPDF_PAGEOBJ_PATH:
                    self._add_path(item, matrix)
                case raw.FPDF_PAGEOBJ_IMAGE | raw.FPDF_PAGEOBJ_SHADING as kind:
                    is_image = kind == raw.FPDF_PAGEOBJ_IMAGE
                    opaque = is_image and not raw.FPDFPageObj_HasTransparency(item)
                    self._add_fill(Fill(self._count, _bounds(item, matrix), None, opaque, is_image))

    def _add_path(self, item: Any, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        segments = raw.FPDFPath_CountSegments(item)
        if segments <= MAX_SEGMENTS and (fill.value or stroke.value):
            rules, is_rectangle = _read_rules(item, segments, _multiply(_matrix(item), matrix))
            self.rules += rules[: MAX_RULES - len(self.rules)]
            if fill.value:
                color = _fill_color(raw.FPDFPageObj_GetFillColor, item)
                is_clear = raw.FPDFPageObj_HasTransparency(item) or (color is not None and color[3] < _OPAQUE)
                if not is_clear:
                    rgb = color[:3] if color and is_rectangle else None
                    self._add_fill(
                        Fill(self._count, _bounds(item, matrix), rgb, is_rectangle and color is not None, False)
                    )

    def _add_fill(self, fill: Fill) -> None:
        left, bottom, right, top = fill.box
        clipped = (
            max(left, self.page_box[0]),
            max(bottom, self.page_box[1]),
            min(right, self.page_box[2]),
            min(top, self.page_box[3]),
        )
        if clipped[0] >= clipped[2] or clipped[1] >= clipped[3]:
            return
        x0, y0, x1, y1 = (int(value // _SQUARE) for value in clipped)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > _MAX_SQUARES:
            return
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                self._squares.setdefault((x, y), []).append(fill)
        if fill.is_image:
            page_area = (self.page_box[2] - self.page_box[0]) * (self.page_box[3] - self.page_box[1])
            area = (clipped[2] - clipped[0]) * (clipped[3] - clipped[1])
            self.has_scan = self.has_scan or area > _SCAN_SHARE * page_area


def _read_rules(path: Any, segments: int, matrix: Matrix) -> tuple[list[Box], bool]:
    """The level and upright lines of a path, and whether it is a rectangle."""
    x, y = ctypes.c_float(), ctypes.c_float()
    rules: list[Box] = []
    points: list[tuple[float, float]] = []
    is_straight = True
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = _transform(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        is_straight = is_straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        if kind == raw.FPDF_SEGMENT_LINETO and points:
            rules += _rule(points[-1], place)
        points.append(place)
    corners = {(round(px, 1), round(py, 1)) for px, py in points}
    is_rectangle = (
        is_straight and len(corners) == _CORNERS and all(len(set(at)) == 2 for at in zip(*corners, strict=True))
    )
    if is_rectangle:
        rules += _rule(points[-1], points[0])
    return rules, is_rectangle


def _rule(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    (x0, y0), (x1, y1) = sorted((start, end))
    is_level, is_upright = abs(y1 - y0) < 1 and x1 - x0 >= MIN_RULE, x1 - x0 < 1 and abs(y1 - y0) >= MIN_RULE
    return [(x0, min(y0, y1), x1, max(y0, y1))] if is_level or is_upright else []


def _fill_color(get: Any, *arguments: Any) -> tuple[int, int, int, int] | None:
    values = [ctypes.c_uint() for _ in "rgba"]
    if not get(*arguments, *values):
        return None
    red, green, blue, alpha = (value.value for value in values)
    return red, green, blue, alpha


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies the first and then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [_transform(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def turn(x: float, y: float, turns: int) -> tuple[float, float]:
    """A place on a page that is turned clockwise by so many quarters."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns % 4]


def turn_box(box: Box, turns: int) -> Box:
    """An area on a page that is turned, likewise."""
    (x0, y0), (x1, y1) = turn(*box[:2], turns), turn(*box[2:], turns)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class Drawing:
    """A page as it is shown, layers that are switched off left out, in grey pixels."""

    def __init__(self, page: Any) -> None:
        scale = min(1.0, _MAX_PIXELS / max(1.0, *page.get_size()))
        self._page = page
        self._bitmap = page.render(scale=scale, grayscale=True)
        self._width, self._height = self._bitmap.width, self._bitmap.height
        self._pixels = bytes(self._bitmap.buffer)

    def shows(self, box: Box) -> bool:
        """Whether anything is to be seen at a place: not all of its pixels are alike."""
        corners = [self._pixel_of(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        x0, y0 = (max(0, min(place[axis] for place in corners)) for axis in (0, 1))
        x1 = min(self._width, max(x for x, _ in corners) + 1)
        y1 = min(self._height, max(y for _, y in corners) + 1)
        stride = self._bitmap.stride
        inside = b"".join(self._pixels[y * stride + x0 : y * stride + x1] for y in range(y0, y1))
        return bool(inside) and max(inside) - min(inside) > _SAME_COLOR

    def _pixel_of(self, x: float, y: float) -> tuple[int, int]:
        column, row = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, self._width, self._height, 0, x, y, column, row)
        return column.value, row.value


def address_of(pointer: Any) -> int:
    """The address of an object, by which it is known; 0 for none."""
    return ctypes.addressof(pointer.contents) if pointer else 0
