"""Figures that a table of accounts spreads over several cells: `$`, `1,204` and `)` each in a column of its own.

The parts are joined, and the columns that only held them go, so that a figure stands below its year.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

_CURRENCY = re.compile(r"(?:[A-Z]{1,3}\s?)?[$€£¥￥]|RMB|[A-Z]{3}")
_FIGURE = re.compile(r"[(（]?[-−–—]?\s?[$€£¥￥]?[\d.,]+")
_OPEN = re.compile(r"[(（]?[-−–—]?(?:[A-Z]{0,3}\s?[$€£¥￥]|RMB|[A-Z]{3})?\s?[(（]?[\d.,]+")
# A figure with what belongs to it.
_SHOWN = re.compile(rf"{_OPEN.pattern}(?:[)）]?\s?[%％]?|%\s?[)）])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_END = re.compile(r"[)）]?\s?[%％]?|%\s?[)）]")


@dataclass(slots=True)
class TableCell:
    """A cell with the columns and rows that it spans."""

    text: str
    is_header: bool
    columns: int
    rows: int
    link: str | None


# Columns of a table above which its columns stay as they are; a limit of time.
_MAX_COLUMNS = 200
# The columns from the first up to the second, without it.
_Range = tuple[int, int]


def join_split_figures(rows: Sequence[list[TableCell]]) -> list[list[TableCell]]:
    """The rows with each figure in one cell. As they are where none is split."""
    starts = [_starts(cells) for cells in rows]
    others = {
        start
        for cells, row in zip(rows, starts, strict=True)
        for cell, start in zip(cells, row, strict=False)
        if cell.text and cell.columns == 1 and not (_CURRENCY.fullmatch(cell.text) or _END.fullmatch(cell.text))
    }
    joined = [_join_parts(cells, row, others) for cells, row in zip(rows, starts, strict=True)]
    if all(len(before) == len(after) for before, after in zip(rows, joined, strict=True)):
        return list(rows)
    _mark_headings(joined)
    if any(cell.rows > 1 for cells in joined for cell in cells):
        return joined  # where its columns begin is not known
    return _drop_columns(joined)


def _starts(cells: Sequence[TableCell]) -> list[int]:
    """The column in which each cell of a row begins, and the one behind the last."""
    return list(accumulate((cell.columns for cell in cells), initial=0))


def _join_parts(cells: Sequence[TableCell], starts: Sequence[int], others: Container[int]) -> list[TableCell]:
    """The cells of a row with signs of currency and ends of figures joined to their figures.

    Args:
        others: the columns that hold anything else; a column of currencies with a heading is one.
    """
    joined: list[TableCell] = []
    first = 0  # column of the last one
    for cell, start in zip(cells, starts, strict=False):
        before = joined[-1] if joined else None
        is_end = (
            start not in others and before and cell.text and _END.fullmatch(cell.text) and _OPEN.fullmatch(before.text)
        )
        is_figure = first not in others and before and _CURRENCY.fullmatch(before.text) and _FIGURE.match(cell.text)
        if before and (is_end or is_figure):
            joined[-1] = replace(before, text=before.text + cell.text, columns=before.columns + cell.columns)
        else:
            joined.append(cell)
            first = start
    return joined


def _mark_headings(rows: Sequence[list[TableCell]]) -> None:
    """Mark as headings the rows above the first figure that is no year. In place."""
    for cells in rows:
        if any(_SHOWN.fullmatch(cell.text) and not _YEAR.fullmatch(cell.text) for cell in cells):
            return
        for cell in cells:
            cell.is_header = True


def _drop_columns(rows: Sequence[list[TableCell]]) -> list[list[TableCell]]:
    """The rows with one column for each range of columns that holds one figure a row, and without empty columns."""
    starts = list(map(_starts, rows))
    width = max(row[-1] for row in starts)
    if width > _MAX_COLUMNS:
        return list(rows)
    filled = [
        [span for cell, span in zip(cells, pairwise(row), strict=True) if cell.text]
        for cells, row in zip(rows, starts, strict=True)
    ]
    ranges = _find_single(filled)
    first_of = list(range(width))  # the column that stands for each
    for start, end in ranges:
        first_of[start:end] = [start] * (end - start)
    used = {first_of[start] for spans in filled for start, end in spans if len(set(first_of[start:end])) == 1}
    result: list[list[TableCell]] = []
    for cells, row in zip(rows, starts, strict=True):
        line: dict[int, TableCell] = {}
        for cell, (start, end) in zip(cells, pairwise(row), strict=True):
            covered = sorted(used.intersection(first_of[start:end]))
            if covered and (cell.text or covered[0] not in line):
                line[covered[0]] = replace(cell, columns=len(covered))
        result.append([line[column] for column in sorted(line)])
    return result


def _find_single(filled: Sequence[Sequence[_Range]]) -> list[_Range]:
    """The widest ranges that no row divides: cells that span columns and have at most one filled cell in each row."""
    spans = sorted({span for row in filled for span in row if len(row) > 1 and span[1] - span[0] > 1}, key=_length)
    found: list[_Range] = []
    for start, end in spans:
        if all(_holds_one(row, start, end) for row in filled):
            found = [(a, b) for a, b in found if not (start <= a and b <= end)] + [(start, end)]
    return sorted(found)


def _holds_one(row: Sequence[_Range], start: int, end: int) -> bool:
    """Whether at most one filled cell of a row stands in a range, wholly, or covers it."""
    inner = [(a, b) for a, b in row if a < end and start < b]
    return len(inner) <= 1 and all((start <= a and b <= end) or (a <= start and end <= b) for a, b in inner)


def _length(span: _Range) -> int:
    return span[1] - span[0]
