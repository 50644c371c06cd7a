"""The context that a document gives to its figures: its date, place and separators, and the headings of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from ..text.folding import fold_numerals
from ..text.header_fields import read_day
from .context import RENMINBI, FigureContext
from .find import find_quantities
from .quantity import Quantity
from .separators import find_thousands_marks
from .tables import heading_of_cell, is_row_of_headings, read_heading_unit, read_row_of_headings, split_cells

if TYPE_CHECKING:
    from ..models import Block, Document


@dataclass(frozen=True, slots=True)
class ContextThresholds:
    """Where the caption and headings of a table are looked for. Chosen 2026-11-30 on tables of reports, not measured.

    Attributes:
        max_caption: characters of the longest block above a table that is its caption.
        caption_distance: blocks above a table among which its caption is looked for.
        heading_rows: rows at the top of a table that may be headings.
    """

    max_caption: int = 120
    caption_distance: int = 2
    heading_rows: int = 3


THRESHOLDS = ContextThresholds()
# Words for the currency of a place; a document in traditional characters that names one of them is of that place.
_CURRENCY_WORDS = {
    "HK": regex.compile(r"港[元币幣紙]|HK\$|HKD"),
    "TW": regex.compile(r"新?[台臺][币幣]|NT\$|TWD"),
    "MO": regex.compile(r"澳[门門][元币幣]|葡[币幣]|MOP"),
}
# Markets as securities name them; a suffix such as .HK is one.
_MARKETS = {"HK": "HK", "HKEX": "HK", "HKG": "HK", "TW": "TW", "TWSE": "TW", "TPE": "TW", "TWO": "TW"}


_BRACKETS = regex.compile(r"[(（][^()（）]*[)）]")
_WORD = regex.compile(r"\p{Han}|\p{L}{2}")


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """The contexts of a document's figures.

    Attributes:
        whole: the date, place and separators of the document.
        tables: the context of each row of a table, with its headings, by the number of its block.
        headings: the blocks of caption and headings above each row of a table, by the number of its block.
    """

    whole: FigureContext
    tables: Mapping[int, FigureContext]
    headings: Mapping[int, tuple[int, ...]]

    @property
    def claims(self) -> FigureContext:
        """The context of a claim about the document: its date, and its separators, but units of its own."""
        return FigureContext(date=self.whole.date, thousands=self.whole.thousands)

    def of_block(self, number: int) -> FigureContext:
        """The context of the figures in a block."""
        return self.tables.get(number, self.whole)


def build_figure_context(document: Document) -> DocumentFigures:
    """The contexts of a document's figures: its date, place and separators, and the headings of its tables."""
    thousands = find_thousands_marks(fold_numerals(document.text)) or None
    whole = FigureContext(date=read_day(document.published_at), place=_place_of(document), thousands=thousands)
    tables: dict[int, FigureContext] = {}
    headings: dict[int, tuple[int, ...]] = {}
    for rows in _iterate_tables(document):
        top = _count_heading_rows(rows)
        captions = _find_captions(document, rows)
        cells = [split_cells(row.text) for row in rows[:top]]
        columns = _join_columns(cells)
        inside = [text for row in cells for text in {*row[:1], *_only_text(row)}]
        caption = _caption_of([*(block.text for block in captions), *_above(document, rows[0]), *inside])
        numbers = tuple(block.number for block in (*captions, *rows[:top]))
        for row in rows[:top]:
            tables[row.number] = replace(whole, heading=caption)
        for row in rows[top:]:
            tables[row.number] = replace(whole, heading=caption, columns=columns)
            headings[row.number] = numbers
    return DocumentFigures(whole, tables, headings)


def find_period_of_cell(row: str, position: int, context: FigureContext) -> Quantity | None:
    """The period that the heading of its column gives to what stands at `position` of a row of a table; or None.

    A heading that says more, such as the change from 2024, gives none.
    """
    if not context.columns:
        return None
    heading = _BRACKETS.sub("", heading_of_cell(row, position, context.columns))
    periods = [q for q in read_row_of_headings(find_quantities(heading)) if q.when is not None]
    if len(periods) != 1 or _WORD.search(heading[: periods[0].start] + " " + heading[periods[0].end :]):
        return None
    return periods[0]


def _place_of(document: Document) -> str | None:
    """Hong Kong, Taiwan or Macau, where a text in traditional characters names one of their currencies or markets.

    Without one, or beside renminbi, a bare 元 stays open. Simplified text means that of the mainland.
    """
    traditional = sum(block.language == "zh-Hant" for block in document.blocks)
    simplified = sum(block.language == "zh-Hans" for block in document.blocks)
    if traditional <= simplified or RENMINBI.search(document.text):
        return None
    named = {place for place, words in _CURRENCY_WORDS.items() if words.search(document.text)}
    if not named:
        markets = {s.market or s.symbol.rpartition(".")[2] for s in document.securities}
        named = {_MARKETS.get(market.upper(), "") for market in markets}
    place = named.pop() if len(named) == 1 else None
    return place or None


def _iterate_tables(document: Document) -> Iterator[list[Block]]:
    """The rows of each table: rows in sequence, with no heading between them."""
    starts = {heading.before for heading in document.headings}
    rows: list[Block] = []
    for block in document.blocks:
        if rows and (block.kind != "table_row" or block.number in starts):
            yield rows
            rows = []
        if block.kind == "table_row":
            rows.append(block)
    if rows:
        yield rows


def _count_heading_rows(rows: list[Block]) -> int:
    """How many rows at the top are headings: at most three, and never all."""
    most = min(THRESHOLDS.heading_rows, len(rows) - 1)
    return next((n for n in range(most) if not is_row_of_headings(rows[n].text)), most)


def _only_text(cells: list[str]) -> list[str]:
    """The text of a row with one, as a merged cell: a caption."""
    texts = {cell for cell in cells if cell}
    return list(texts) if len(texts) == 1 else []


def _join_columns(rows: list[list[str]]) -> tuple[str, ...]:
    """The headings of each column, from all rows of headings."""
    width = max(map(len, rows), default=0)
    return tuple(" ".join(filter(None, (row[n] for row in rows if n < len(row)))) for n in range(width))


def _find_captions(document: Document, rows: list[Block]) -> list[Block]:
    """The short blocks above a table that give its unit."""
    first = rows[0].number
    above = document.blocks[max(0, first - 1 - THRESHOLDS.caption_distance) : first - 1]
    return [b for b in above if b.kind != "table_row" and _gives_unit(b.text)]


def _above(document: Document, first: Block) -> list[str]:
    """The headings right above a table that give its unit."""
    return [h.text for h in document.headings if h.before == first.number and _gives_unit(h.text)]


def _gives_unit(text: str) -> bool:
    return len(text) <= THRESHOLDS.max_caption and read_heading_unit(text) is not None


def _caption_of(candidates: list[str]) -> str:
    """The last of the captions that gives a unit, or nothing."""
    return next((text for text in reversed(candidates) if read_heading_unit(text)), "")
