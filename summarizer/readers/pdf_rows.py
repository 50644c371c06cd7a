"""Pieces of text on a page become lines, with raised marks as plain text, and rows of tables.

Nothing here knows PDF. A piece is its text with its position, in points from the left and the bottom of its page.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .extracted_text import format_table_row, join_lines
from .raised_text import format_subscript, format_superscript
from .ruled_tables import Rule, RuledTable, find_tables

# The mark that PDFium puts in place of the hyphen, and of the line break, where a word is divided.
HYPHEN_MARK = "\ufffe"
# What stands for a hyphen at the end of a line: the plain one, the soft one, and PDFium's mark of a divided word.
HYPHENS = f"-\u2010\u00ad\u0002{HYPHEN_MARK}"
# What begins an item of a list.
BULLET = re.compile(r"[•●○▪■◆➢►·]\s*|[-–*]\s+|\d{1,3}[.)]\s|[（(]\d{1,3}[)）]|[①-⑳]")
# A line of a table of contents: dot leaders and a page number.
LEADERS = re.compile(r"(?:\s?[.·…]){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_DOTS = re.compile(r"(?:\s?[.·…]){5}")
# What may begin an item and be nothing else of its line: a bullet, a number, a label in brackets.
_ITEM_MARK = re.compile(r"(?:[•●○▪■◆➢►·\-–*]|[\[(（]?[\w*†‡]{1,3}[\])）.、:：]?)$")
_FIGURE = re.compile(r"[\d.,()（）%％+\-–—/$¥€£\s]+$")
_DASH = re.compile(r"(?:^|\s)-$")  # or an empty cell
# Characters at the end of a line that are searched for a divided word, which bounds the time of the pattern.
_MAX_WORD_CHARS = 60
# Characters of a line that pieces are still joined to.
_MAX_ROW_CHARS = 1000
# The place of no cell.
_NOWHERE = (-1, -1)
# Characters before and behind a raised mark that decide what it is.
_MARK_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class RowThresholds:
    """What joins pieces to a line, and what makes rows of a table without rules.

    The first four were set on 2026-11-24 with the layout analysis; the others on 2026-11-30 on the PDFs of pypdf,
    pdfplumber and pdfminer.six, read by `python -m benchmarks.files`. Held by `tests/unit/readers/test_pdf_layout.py`.

    Attributes:
        piece_overlap: how far a piece of a line, such as a raised mark, may begin before the end of the last one, in
            sizes.
        piece_gap: how far it may begin behind that end, in sizes.
        piece_rise: how far it may stand above or below the last one, in sizes.
        word_gap: distance of two pieces from which there is a space between them, in sizes.
        mark_size: size of a raised or lowered mark against the line's, at most;
        mark_rise: how far it stands above the baseline, in sizes of the line, and
        mark_fall: how far below it.
        level: difference of baselines of cells of one row, in sizes.
        aligned: difference of the edges of cells of one column, in sizes.
        min_rows: rows that make a table.
        max_cell_chars: characters of a cell in a table without rules.
        max_value_chars: characters of the second cell of a row of two, unless it is a figure.
        column_chars: characters of a line in a text of two columns, from which on average it is no cell.
        min_column_rows: rows that make a text of two columns.
        max_ruled_chars: characters of a cell in a table with rules; with more it is a frame around text.
        max_carried: characters of such a table with its merged cells repeated, against those that are printed.
    """

    piece_overlap: float = 0.3
    piece_gap: float = 0.8
    piece_rise: float = 0.7
    word_gap: float = 0.15
    mark_size: float = 0.85
    mark_rise: float = 0.15
    mark_fall: float = 0.05
    level: float = 0.25
    aligned: float = 0.6
    min_rows: int = 2
    max_cell_chars: int = 60
    max_value_chars: int = 25
    column_chars: int = 25
    min_column_rows: int = 4
    max_ruled_chars: int = 800
    max_carried: float = 1.5


THRESHOLDS = RowThresholds()


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text on a page, or a piece of one.

    Attributes:
        page: counted from 1.
        left, right: where it begins and ends, in points.
        base: height of its baseline, in points.
        size: font size, in points.
        continues: whether it goes on the line of the piece before it.
        is_row: whether it is a row of a table, in Markdown.
        is_note: whether it begins with a raised mark, as a footnote does.
    """

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    continues: bool = False
    is_row: bool = False
    is_note: bool = False

    @property
    def width(self) -> float:
        return self.right - self.left


def build_lines(pieces: Sequence[PageLine], rules: Sequence[tuple[int, Rule]] = ()) -> list[PageLine]:
    """The lines and table rows of a document, in order.

    Args:
        rules: page and place of each ruled line.
    """
    by_page: defaultdict[int, list[Rule]] = defaultdict(list)
    for page, rule in rules:
        by_page[page].append(rule)
    lines: list[PageLine] = []
    for page, on_page in itertools.groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.page):
        found = list(on_page)
        for table in find_tables(by_page[page]):
            found = _take_ruled_table(found, table)
        lines += _find_rows(_merge_pieces(found))
    return lines


# ------------------------------------------------------------------------------------------------------ pieces to lines


def _merge_pieces(pieces: Sequence[PageLine]) -> list[PageLine]:
    """The pieces, adjacent ones merged: a line is cut at a raised or lowered mark and at wide gaps."""
    merged: list[PageLine] = []
    group: list[PageLine] = []
    length = 0
    for piece in pieces:
        if group and (length > _MAX_ROW_CHARS or not _is_next_piece(group[-1], piece)):
            merged.append(_join_pieces(group))
            group, length = [], 0
        group.append(piece)
        length += len(piece.text)
    return [*merged, _join_pieces(group)] if group else merged


def _is_next_piece(last: PageLine, piece: PageLine) -> bool:
    """Whether a piece begins where the last one ended, at most a little higher or lower."""
    if last.is_row or piece.is_row:
        return False
    size, gap = max(last.size, piece.size), piece.left - last.right
    is_adjacent = -THRESHOLDS.piece_overlap * size < gap < THRESHOLDS.piece_gap * size
    is_level = abs(last.base - piece.base) < THRESHOLDS.piece_rise * size
    return is_adjacent and is_level and last.text[-1] not in HYPHENS


def _join_pieces(group: Sequence[PageLine]) -> PageLine:
    """One line of adjacent pieces, in the size and on the baseline of the largest."""
    if len(group) == 1:
        return group[0]
    main = max(group, key=lambda piece: piece.size)
    text = ""
    for index, piece in enumerate(group):
        raised = _raise_of(piece, main)
        behind = group[index + 1].text[:_MARK_CONTEXT] if index + 1 < len(group) else ""
        if raised > 0:
            text += format_superscript(text[-_MARK_CONTEXT:], piece.text, behind)
        elif raised < 0:
            text += format_subscript(text[-_MARK_CONTEXT:], piece.text)
        else:
            is_apart = index > 0 and piece.left - group[index - 1].right > THRESHOLDS.word_gap * main.size
            text += f" {piece.text}" if is_apart and not text.endswith(" ") else piece.text
    first = group[0]
    return replace(
        first,
        text=text.strip(),
        right=group[-1].right,
        base=main.base,
        size=main.size,
        is_note=_raise_of(first, main) > 0,
    )


def _raise_of(piece: PageLine, main: PageLine) -> int:
    """1 for a raised mark, -1 for a lowered one, 0 for text on the line."""
    if piece.size > THRESHOLDS.mark_size * main.size:
        return 0
    rise = (piece.base - main.base) / main.size
    return 1 if rise > THRESHOLDS.mark_rise else -1 if rise < -THRESHOLDS.mark_fall else 0


def join_line(text: str, line: str, compounds: frozenset[str] = frozenset()) -> str:
    """A line joined to the text before it, a word divided between them rejoined.

    Args:
        compounds: words that are written with a hyphen elsewhere.
    """
    if not text or text[-1] not in HYPHENS:
        return join_lines(text, line)
    stem, first = text[:-1], re.match(r"[^\W\d_]*", line)
    word = re.search(r"[^\W\d_]*$", stem[-_MAX_WORD_CHARS:])
    if not first or not first.group() or not word or not word.group() or not line[0].islower():
        unmarked = text.rstrip(f"\u00ad\u0002{HYPHEN_MARK}")
        return join_lines(unmarked, line) if _DASH.search(unmarked[-2:]) else unmarked + line
    compound = f"{word.group()}-{first.group()}".lower()
    return (stem + "-" if compound in compounds else stem) + line


# ------------------------------------------------------------------------------------------------- tables without rules


def _find_rows(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines, those that stand side by side as rows of a table, as columns of text, or as one line again."""
    found: list[PageLine] = []
    rows = _group_level(lines)
    index = 0
    while index < len(rows):
        end = index + 1
        while end < len(rows) and len(rows[index]) > 1 and len(rows[end]) > 1 and _align(rows[end - 1], rows[end]):
            end += 1
        run = rows[index:end]
        if _is_table(run):
            found += [_table_row(row) for row in run]
        elif _is_text_in_columns(run):
            found += [row[0] for row in run] + [row[1] for row in run]
        else:
            for row in run:
                found += _join_level(row)
        index = end
    return found


def _group_level(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The lines in rows: those that follow one another on one baseline, from left to right."""
    rows: list[list[PageLine]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        is_level = (
            last is not None
            and not last.is_row
            and not line.is_row
            and abs(last.base - line.base) < THRESHOLDS.level * max(last.size, line.size)
            and line.left >= last.right
        )
        if is_level:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _align(row: Sequence[PageLine], following: Sequence[PageLine]) -> bool:
    """Whether a cell behind the first of a row stands below one of the row above."""
    limit = THRESHOLDS.aligned * row[0].size
    return any(
        min(abs(a.left - b.left), abs(a.right - b.right), abs(a.left + a.right - b.left - b.right) / 2) < limit
        for a in row[1:]
        for b in following[1:]
    )


def _is_table(rows: Sequence[Sequence[PageLine]]) -> bool:
    cells = list(itertools.chain.from_iterable(rows))
    if len(rows) < THRESHOLDS.min_rows or any(_DOTS.search(cell.text) for cell in cells):
        return False
    if max(len(cell.text) for cell in cells) > THRESHOLDS.max_cell_chars:
        return False
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) < len(rows):
        return True
    if sum(bool(_ITEM_MARK.match(first.text)) for first, _ in pairs) * 2 > len(pairs):
        return False
    values = [len(second.text) <= THRESHOLDS.max_value_chars or bool(_FIGURE.match(second.text)) for _, second in pairs]
    return sum(values) * 2 > len(values)


def _is_text_in_columns(rows: Sequence[Sequence[PageLine]]) -> bool:
    """Whether rows of two lines are a text in two columns, drawn line by line across them."""
    if len(rows) < THRESHOLDS.min_column_rows or any(len(row) != 2 for row in rows):
        return False
    lefts = [row[1].left for row in rows]
    same = statistics.median(lefts)
    is_straight = sum(abs(left - same) < THRESHOLDS.aligned * rows[0][0].size for left in lefts) > len(lefts) / 2
    return is_straight and all(
        statistics.mean(len(row[side].text) for row in rows) > THRESHOLDS.column_chars for side in (0, 1)
    )


def _table_row(cells: Sequence[PageLine]) -> PageLine:
    first = cells[0]
    text = format_table_row(cell.text for cell in cells)
    return replace(first, text=text, right=cells[-1].right, is_row=True, is_note=False)


def _join_level(row: Sequence[PageLine]) -> list[PageLine]:
    """The lines of a row, those that were one line with a wide gap joined again."""
    lines = [row[0]]
    for line in row[1:]:
        last = lines[-1]
        if line.continues and len(last.text) < _MAX_ROW_CHARS:
            lines[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right, size=max(last.size, line.size))
        else:
            lines.append(line)
    return lines


# ---------------------------------------------------------------------------------------------------- tables with rules


def _take_ruled_table(pieces: Sequence[PageLine], table: RuledTable) -> list[PageLine]:
    """The pieces of a page with those within a ruled table as its rows, where the first of them stands."""
    inside: list[PageLine] = []
    places: list[tuple[int, int]] = []
    rest: list[PageLine] = []
    position = 0
    for piece in pieces:
        place = None if piece.is_row else table.find_cell((piece.left + piece.right) / 2, piece.base + piece.size / 3)
        if place is None:
            rest.append(piece)
            continue
        if not inside:
            position = len(rest)
        inside.append(piece)
        places.append(place)
    rows = list(_ruled_rows(inside, places, table)) if inside else []
    return [*rest[:position], *rows, *rest[position:]] if rows else list(pieces)


def _ruled_rows(pieces: Sequence[PageLine], places: Sequence[tuple[int, int]], table: RuledTable) -> Iterable[PageLine]:
    """The rows of a ruled table; none where it is a frame around text.

    A merged cell stands in each of its rows, and of its columns if it heads them, unless most of the text would be
    repeated: then the lines are no grid. Rows and columns in which no cell with text begins are left out.
    """
    by_cell: defaultdict[tuple[int, int], list[PageLine]] = defaultdict(list)
    for piece, place in zip(pieces, places, strict=True):
        by_cell[place].append(piece)
    lines = {place: _merge_pieces(of_cell) for place, of_cell in by_cell.items()}
    texts = {place: _join_cell(of_cell) for place, of_cell in lines.items()}
    columns = {column for _, column in texts}
    if len(texts) < 2 or len(columns) < 2 or max(map(len, texts.values())) > THRESHOLDS.max_ruled_chars:
        return
    kept, first, begun = sorted(columns), pieces[0], sorted({row for row, _ in texts})
    owners = [[table.owner(row, column) for column in kept] for row in begun]
    grid = [shown[:1] if len(set(shown)) == 1 else shown for shown in owners]
    written = sum(len(texts.get(place, "")) for shown in grid for place in shown)
    is_grid = written <= THRESHOLDS.max_carried * sum(map(len, texts.values()))
    heads: set[int] = set()
    for row, shown in zip(begun, grid, strict=True):
        if len(shown) > 1 and (not heads or any(place[0] in heads for place in shown)):
            heads.add(row)
        if not is_grid:
            shown = [place if place == (row, column) else _NOWHERE for place, column in zip(shown, kept, strict=False)]
        elif row not in heads:  # no figure is told twice in its row
            shown = [place if place not in shown[:index] else _NOWHERE for index, place in enumerate(shown)]
        divided = _divide_row([lines.get(place, []) for place in shown])
        for cells in divided or [[texts.get(place, "") for place in shown]]:
            if any(cells):
                yield replace(first, text=format_table_row(cells), base=table.base(row), is_row=True, is_note=False)


def _join_cell(lines: Sequence[PageLine]) -> str:
    text = ""
    for line in lines:
        text = join_line(text, line.text)
    return text


def _divide_row(cells: Sequence[Sequence[PageLine]]) -> list[list[str]]:
    """The rows of a table that has rules between its columns only: lines of its cells on the same baselines."""
    filled = [cell for cell in cells if cell]
    bases = [line.base for line in filled[0]] if filled else []
    is_divided = (
        len(filled) > 1
        and len(bases) > THRESHOLDS.min_rows
        and all(
            len(cell) == len(bases)
            and all(
                abs(line.base - base) < THRESHOLDS.level * line.size for line, base in zip(cell, bases, strict=True)
            )
            for cell in filled
        )
    )
    return [[cell[index].text if cell else "" for cell in cells] for index in range(len(bases))] if is_divided else []
