"""Tables drawn with lines: from the ruled lines of a page to grids of cells, merged ones included."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Left, bottom, right and top of a ruled line, in points from the left and the bottom of its page.
Rule = tuple[float, float, float, float]
# Points that ends of lines may be apart and still meet; and lines be apart and still be one.
_MEETS = 3.0
# Lines of either direction on a page; one with more is a drawing.
_MAX_LINES = 400
# Share of the side of a cell that a line must run along to divide it from the next.
_DIVIDES = 0.6


@dataclass(frozen=True, slots=True)
class _Line:
    """A level or upright line: where it is, and from where to where it goes."""

    at: float
    start: float
    end: float


class RuledTable:
    """A grid of cells.

    Args:
        levels, uprights: the lines that it is drawn with.
    """

    def __init__(self, levels: Sequence[_Line], uprights: Sequence[_Line]) -> None:
        self._xs = _distinct(
            [line.at for line in uprights] + [end for line in levels for end in (line.start, line.end)]
        )
        self._ys = _distinct(
            [line.at for line in levels] + [end for line in uprights for end in (line.start, line.end)]
        )
        self.rows, self.columns = len(self._ys) - 1, len(self._xs) - 1
        self._levels, self._uprights = levels, uprights
        self._owners = {(row, column): (row, column) for row in range(self.rows) for column in range(self.columns)}
        for row in range(self.rows):
            for column in range(self.columns):
                self._merge(row, column)

    def find_cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a place, by the row and column where it begins; rows are counted from the top."""
        if not (self._xs[0] <= x <= self._xs[-1] and self._ys[0] <= y <= self._ys[-1]):
            return None
        column = min(bisect.bisect_right(self._xs, x) - 1, self.columns - 1)
        row = min(bisect.bisect_right(self._ys, y) - 1, self.rows - 1)
        return self._owners[self.rows - 1 - row, column]

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The cell that stands at a row and column, by those where it begins."""
        return self._owners[row, column]

    def base(self, row: int) -> float:
        """The height of the lower edge of a row, in points."""
        return self._ys[self.rows - 1 - row]

    def _merge(self, row: int, column: int) -> None:
        """Join a cell to the one on its left or above, if no line is between them."""
        top, bottom = self._ys[self.rows - row], self._ys[self.rows - 1 - row]
        left, right = self._xs[column], self._xs[column + 1]
        if column and not _is_divided(self._uprights, left, bottom, top):
            self._owners[row, column] = self._owners[row, column - 1]
        elif row and not _is_divided(self._levels, top, left, right):
            self._owners[row, column] = self._owners[row - 1, column]


def find_tables(rules: Iterable[Rule]) -> list[RuledTable]:
    """The tables of a page, of at least two columns and two rows."""
    levels: list[_Line] = []
    uprights: list[_Line] = []
    for left, bottom, right, top in rules:
        if right - left >= top - bottom:
            levels.append(_Line((bottom + top) / 2, left, right))
        else:
            uprights.append(_Line((left + right) / 2, bottom, top))
    levels, uprights = _join_collinear(levels), _join_collinear(uprights)
    if len(levels) > _MAX_LINES or len(uprights) > _MAX_LINES:
        return []
    tables = (RuledTable(*lines) for lines in _connected(levels, uprights) if all(lines))
    return [table for table in tables if table.columns > 1 and table.rows > 1]


def _join_collinear(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, those on one another or end to end as one."""
    joined: list[_Line] = []
    at: float | None = None
    rows: list[list[_Line]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if at is None or line.at - at > _MEETS:
            rows.append([])
        rows[-1].append(line)
        at = line.at
    for row in rows:
        row.sort(key=lambda line: line.start)
        current = row[0]
        for line in row[1:]:
            if line.start - current.end > _MEETS:
                joined.append(current)
                current = line
            else:
                current = _Line(current.at, current.start, max(current.end, line.end))
        joined.append(current)
    return joined


def _connected(levels: Sequence[_Line], uprights: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """The lines in groups of those that cross or touch."""
    owners = list(range(len(levels) + len(uprights)))

    def find(index: int) -> int:
        while owners[index] != index:
            owners[index] = index = owners[owners[index]]
        return index

    for row, level in enumerate(levels):
        for column, upright in enumerate(uprights):
            crosses = level.start - _MEETS <= upright.at <= level.end + _MEETS
            if crosses and upright.start - _MEETS <= level.at <= upright.end + _MEETS:
                owners[find(row)] = find(len(levels) + column)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index in range(len(owners)):
        side = int(index >= len(levels))
        line = uprights[index - len(levels)] if side else levels[index]
        groups.setdefault(find(index), ([], []))[side].append(line)
    return list(groups.values())


def _distinct(values: Iterable[float]) -> list[float]:
    """The values in order, those that meet once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _MEETS:
            found.append(value)
    return found


def _is_divided(lines: Sequence[_Line], at: float, start: float, end: float) -> bool:
    """Whether one of the lines runs along most of a side."""
    return any(
        abs(line.at - at) <= _MEETS and min(line.end, end) - max(line.start, start) >= _DIVIDES * (end - start)
        for line in lines
    )
