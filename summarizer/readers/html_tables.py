"""Tables of pages: those that lay out a page become text, those of data rows of cells of one line each.

A row is understood by its heading, which stands directly before the rows: the caption as a row of one cell, then the
header rows. A cell that spans columns of a header stands in each, one that spans rows in every row; a spanned cell of
data is written once, so that no figure is told twice in its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .extracted_text import collapse_whitespace, join_cell_lines
from .figure_columns import TableCell, join_split_figures

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class TableThresholds:
    """What is a table of data. Set on 2026-11-30 on the pages of `benchmarks.pages`; held by the tests of tables.

    Attributes:
        max_cell_chars: characters of a cell above which its table lays out a page.
        max_cell_paragraphs: paragraphs and headings of a cell, likewise.
        max_span: columns or rows that a cell may span.
        max_cells: cells of a table once spans are written out.
    """

    max_cell_chars: int = 1500
    max_cell_paragraphs: int = 4
    max_span: int = 100
    max_cells: int = 50_000


THRESHOLDS = TableThresholds()
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article")
_LINE_ENDS = frozenset(
    (
        "br",
        "p",
        "div",
        "li",
        "dd",
        "dt",
        "section",
        "ul",
        "ol",
        "dl",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "blockquote",
        "pre",
    )
)
_ITEMS = ("li", "dd", "dt", "tr")
_ARIA = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}


def flatten_tables(tree: HtmlElement) -> None:
    """Write out tables of data, and take apart those that lay out a page. In place."""
    for element in tree.xpath("//div[@role] | //span[@role]"):
        element.tag = _ARIA.get(element.get("role"), element.tag)
    for table in list(tree.iter("table")):
        if table.getparent() is None:
            continue  # within a cell that was written out
        rows = list(_iterate_rows(table))
        if _is_layout(table, rows):
            _take_apart(table)
        else:
            _rebuild(table, rows)


def _iterate_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _is_layout(table: HtmlElement, rows: list[HtmlElement]) -> bool:
    """Whether a table only lays out a page."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row in rows for cell in _cells(row)]
    states_data = table.find("caption") is not None or any(cell.tag == "th" for cell in cells)
    for cell in cells:
        has_paragraphs = sum(1 for _ in cell.iter(*_PARAGRAPHS)) >= THRESHOLDS.max_cell_paragraphs
        is_long = _exceeds(cell, THRESHOLDS.max_cell_chars)
        if (has_paragraphs and is_long) or ((has_paragraphs or is_long) and not states_data):
            return True
    if len(cells) <= 1:
        return True
    if states_data or next(table.iterdescendants("table"), None) is None:
        return False
    filled = [sum(bool(_flatten(cell)) for cell in _cells(row)) for row in rows]
    return sum(count > 1 for count in filled) < 2


def _exceeds(element: HtmlElement, limit: int) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > limit:
            return True
    return False


def _take_apart(table: HtmlElement) -> None:
    for element in (table, *_own_parts(table)):
        element.tag = "div"


def _own_parts(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"):
            yield child
            yield from _own_parts(child) if child.tag not in ("td", "th", "caption") else ()


def _rebuild(table: HtmlElement, rows: list[HtmlElement]) -> None:
    """Replace the rows of a table by rows of cells of plain text, spans written out."""
    grid = _spread(join_split_figures([[_read_cell(cell) for cell in _cells(row)] for row in rows]))
    captions = [text for child in table if child.tag == "caption" and (text := _flatten(child))]
    tail = table.tail
    is_headed = any(cell.tag == "th" for row in rows for cell in _cells(row))
    table.clear()
    table.tail = tail
    for text in captions:
        _append_row(table, [TableCell(text, True, 1, 1, None)])
    for cells in grid:
        if is_headed:  # else links tell extraction that a table is a menu
            for cell in cells:
                cell.link = None
        _append_row(table, cells)


def _append_row(table: HtmlElement, cells: list[TableCell]) -> None:
    row = table.makeelement("tr")
    for cell in cells:
        element = table.makeelement("th" if cell.is_header else "td")
        if cell.link is None:
            element.text = cell.text
        else:
            link = table.makeelement("a", href=cell.link)
            link.text = cell.text
            element.append(link)
        row.append(element)
    table.append(row)


def _read_cell(cell: HtmlElement) -> TableCell:
    text = _flatten(cell)
    links = [link for link in cell.iter("a") if link.get("href")]
    linked = sum(len("".join("".join(map(str, link.itertext())).split())) for link in links)
    is_linked = bool(links) and 2 * linked >= len("".join(text.split()))
    link = links[0].get("href") if is_linked else None
    return TableCell(text, cell.tag == "th", _span(cell, "colspan"), _span(cell, "rowspan"), link)


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), THRESHOLDS.max_span) if re.fullmatch("[0-9]{1,4}", value) else 1


def _spread(rows: list[list[TableCell]]) -> list[list[TableCell]]:
    """The rows with a cell in each column."""
    grid: list[list[TableCell]] = []
    pending: dict[int, tuple[int, TableCell]] = {}  # of columns: rows still to fill from above
    left = THRESHOLDS.max_cells
    for cells in rows:
        line: list[TableCell] = []
        is_heading = bool(cells) and all(cell.is_header or not cell.text for cell in cells)
        queue = iter(cells)
        cell = next(queue, None)
        while cell is not None or len(line) in pending:
            if len(line) in pending:
                count, above = pending.pop(len(line))
                if count > 1:
                    pending[len(line)] = (count - 1, above)
                line.append(above)
                continue
            assert cell is not None
            width = cell.columns if left > 0 else 1
            fills_row = len(cells) == 1 and cell.columns > 1
            for number in range(1 if fills_row else width):
                shown = cell if number == 0 or is_heading else TableCell("", cell.is_header, 1, 1, None)
                if cell.rows > 1 and left > 0:
                    pending[len(line)] = (cell.rows - 1, shown)
                line.append(shown)
                left -= 1
            cell = next(queue, None)
        if any(cell.text for cell in line):
            grid.append(line)
    return grid


def _flatten(element: HtmlElement) -> str:
    """The text of a cell on one line, items of lists and rows of inner tables divided by semicolons."""
    written, was_item = "", False
    for text, is_item in _iterate_lines(element):
        written = join_cell_lines(written, text, was_item and is_item)
        was_item = is_item
    return written


def _iterate_lines(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The lines of a cell, and whether each is an item of a list or a row of a table."""
    from lxml import etree

    pieces: list[str] = []
    depth = 0  # of items
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if not isinstance(node.tag, str) or node.tag in ("script", "style"):
            if event == "start":
                walk.skip_subtree()
            else:
                pieces.append(node.tail or "")
            continue
        ends_line = node.tag in _LINE_ENDS and node is not element
        if ends_line and (text := collapse_whitespace("".join(pieces))):
            yield text, depth > 0
        if ends_line:
            pieces.clear()
        depth += (1 if event == "start" else -1) * (ends_line and node.tag in _ITEMS)
        if event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append((" " if node.tag in ("td", "th") else "") + (node.tail or ""))
    if text := collapse_whitespace("".join(pieces)):
        yield text, False
