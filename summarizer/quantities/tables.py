"""Units that the caption and headings of a table give to its bare numbers: 单位：百万元, 毛利率（%）, In millions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import regex

from ..text.folding import fold_numerals
from .currencies import read_currency_sign
from .numbers_with_units import read_number_with_unit
from .quantity import Kind, NumberCandidate, Quantity, When
from .units import read_unit

# Characters of the longest heading whose unit needs no brackets: "营业收入/万元", "RMB million".
_MAX_PLAIN = 60
# Where one phrase of a caption ends: (RMB in millions, except per share data), 单位：万元 币种：人民币.
_PHRASE_ENDS = regex.compile(r"[(),;|]|\s(?=单位|币种)|/(?=\p{Han})")
_MARK = regex.compile(r"^(?:金额)?单位\s?(?:为|[::])?\s?|^unit\s?:\s?", regex.IGNORECASE)
_CURRENCY_MARK = regex.compile(r"币种\s?[::]\s?(?P<currency>\p{Han}{2,5})")
_EXCEPTION = regex.compile(r"(?<![\p{L}])(?:except|unless|other than)(?![\p{L}])|除", regex.IGNORECASE)
# Rows that "except per share data" and its like leave out: what is no amount of money in the unit of the table.
_EXCEPTED_ROW = regex.compile(
    r"(?<![\p{L}])(?:per|ratio|rate|margin|percentage|number of|shares|headcount|employees|eps|multiple)(?![\p{L}])"
    r"|每|股[数份]|率|比例|占比|人数|倍数",
    regex.IGNORECASE,
)
_SCALE = regex.compile(
    r"(?P<word>'?000s?(?!\d)|thousands?|millions?|billions?|trillions?|mn|mln|bn|m(?![\p{L}²³])|[十百千万亿佰仟]+)(?:\sof\s)?",
    regex.IGNORECASE,
)
# Scales that no number is written with, or only beside money.
_SCALE_NAMES = {"'000": "thousand", "000": "thousand", "m": "million"}
_IN = regex.compile(r"(?<![\p{L}])in\s", regex.IGNORECASE)
_RENMINBI = regex.compile(r"^人民币(?=[十百千万亿佰仟元])")
_PER = regex.compile(r"\s?(?:/|per\s).*$", regex.IGNORECASE)
_DIGIT = regex.compile(r"[1-9]")
_CELL = regex.compile(r"[|\t]")
_NUMBER_CELL = regex.compile(r"\s*[-+(]?\s?[$€£¥]?\s?\d[\d,. ]*\)?\s?[%‰]?\s*$")
_YEAR_CELL = regex.compile(r"\s*(?:FY\s?)?(?P<year>(?:19|20)\d\d)\s?[AEF]?\s*$")


class HeadingUnit(NamedTuple):
    """What a heading gives to bare numbers: kind, factor and unit; uncertain where it names a scale alone."""

    kind: Kind
    factor: Fraction
    unit: str | None
    certain: bool
    has_exceptions: bool = False


def read_heading_unit(heading: str) -> HeadingUnit | None:
    """The unit that a caption or heading gives, or None: 单位：百万元, 收入（亿元）, RMB'000, （%）, In thousands."""
    folded = fold_numerals(heading).strip()
    start, is_marked = 0, False
    for end, mark in (*((m.start(), m.group()) for m in _PHRASE_ENDS.finditer(folded)), (len(folded), "")):
        phrase = folded[start:end].strip()
        if (is_marked or len(folded) <= _MAX_PLAIN) and (unit := _read_phrase(phrase, is_marked)):
            return _in_named_currency(folded, unit)._replace(has_exceptions=bool(_EXCEPTION.search(folded)))
        start, is_marked = end + len(mark), mark == "(" or (is_marked and mark == ",")
    return None


def _read_phrase(phrase: str, is_marked: bool) -> HeadingUnit | None:
    """The unit of a phrase of nothing else; `is_marked`: whether brackets show that it may name a unit."""
    mark, amounts = _MARK.match(phrase), _IN.search(phrase)
    is_marked = is_marked or mark is not None
    plain = phrase[mark.end() :] if mark else phrase
    if amounts is None:
        return _read_plain(plain, is_marked)
    joined = _read_plain(_IN.sub("", plain), is_marked=True)  # RMB in thousands
    found = joined or _read_plain(phrase[amounts.end() :], is_marked=True)  # amounts in thousands of euros
    is_word = found is not None and found.kind == "count" and found.factor == 1  # increase in people
    return None if is_word else found


def _read_plain(phrase: str, is_marked: bool) -> HeadingUnit | None:
    """The unit of a phrase without the words that mark it: 百万元, RMB thousands, '000, %."""
    plain = _PER.sub("", _RENMINBI.sub("", phrase)).strip(" :.")
    if not plain or _DIGIT.search(plain):
        return None
    scale = _SCALE.search(plain)
    if scale is not None:
        before, name, after = plain[: scale.start()], _name_scale(scale["word"]), plain[scale.end() :]
        number = _read_whole(f"{before}1{name}{after}") or _read_whole(f"1{name}{before}{after}")  # dollars thousands
    else:
        number = _read_whole(f"1{plain}" if read_currency_sign(f"{plain}1", 0) is None else f"{plain}1")
    if number is None or number.low <= 0:
        return None
    if number.kind == "number":  # a scale alone
        return HeadingUnit("number", number.low, None, False) if number.low > 1 and is_marked else None
    if number.kind == "duration" and (not is_marked or number.unit == "year"):
        return None
    return HeadingUnit(number.kind, number.low, number.unit, number.certain)


def _name_scale(word: str) -> str:
    """The scale in the form that numbers are written with: " million " for m, Chinese ones as they are."""
    plain = word.lower().rstrip("s")
    return f" {_SCALE_NAMES.get(plain, plain)} " if word.isascii() else word


def _in_named_currency(folded: str, unit: HeadingUnit) -> HeadingUnit:
    """The unit in the currency that the caption names apart: 单位：千元 币种：港元."""
    named = _CURRENCY_MARK.search(folded)
    found = read_unit(named["currency"], 0) if named and unit.kind == "money" else None
    return unit._replace(unit=found.unit.code) if found and found.unit.kind == "money" else unit


def _read_whole(written: str) -> NumberCandidate | None:
    """The number with its unit that is all of a text."""
    text = " ".join(written.split())
    sign = read_currency_sign(text, 0)
    start, prefix, factor = (sign.number, sign.code, sign.factor) if sign else (0, None, Fraction(1))
    if start >= len(text):
        return None
    number = read_number_with_unit(text, start, prefix, factor)
    return number if number is not None and number.end == len(text) else None


def is_row(text: str) -> bool:
    """Whether a text is a row of a table: cells between bars or tabs."""
    return text.startswith("|") or text.count("\t") > 1


def split_cells(row: str) -> list[str]:
    """The cells of a row."""
    inner = row.strip("|") if row.startswith("|") else row
    return [cell.strip() for cell in _CELL.split(inner)]


def is_row_of_headings(row: str) -> bool:
    """Whether no cell of a row, but its first, is a number: 收入（亿元）, 2024年, Q3 2025 and 2024 are none."""
    return not any(_NUMBER_CELL.match(cell) and not _YEAR_CELL.match(cell) for cell in split_cells(row)[1:])


def apply_row_headings(text: str, found: list[Quantity], columns: Sequence[str], caption: str) -> list[Quantity]:
    """The quantities of a row as its own label, the headings of its columns and the caption settle them.

    Args:
        columns: the heading of each cell; none for the row of headings itself.
    """
    cells = split_cells(text)
    if not columns and is_row_of_headings(text):
        return read_row_of_headings(found)
    borders = [match.start() for match in _CELL.finditer(text, 1)]
    label = read_heading_unit(cells[0]) if cells else None
    whole = read_heading_unit(caption)
    if whole is not None and whole.has_exceptions and _EXCEPTED_ROW.search(cells[0]):
        whole = whole._replace(factor=Fraction(1), certain=False)
    by_cell: dict[int, HeadingUnit | None] = {}

    def settle(quantity: Quantity) -> Quantity:
        cell = bisect_right(borders, quantity.start)
        if quantity.kind != "number" or cell == 0:
            return quantity
        if cell not in by_cell:
            column = read_heading_unit(columns[cell]) if cell < len(columns) else None
            is_share = label is not None and label.kind == "percent"  # 毛利率（%） in a column of 亿元
            by_cell[cell] = label if is_share else column or label or whole
        return _with_unit(quantity, by_cell[cell])

    return [settle(quantity) for quantity in found]


def heading_of_cell(row: str, position: int, columns: Sequence[str]) -> str:
    """The heading of the column of what stands at `position` of a row; empty for the label of the row itself."""
    cell = sum(border.start() <= position for border in _CELL.finditer(row, 1))
    return columns[cell] if is_row(row) and 0 < cell < len(columns) else ""


def read_row_of_headings(found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of headings, in which a bare year is one."""
    return [_as_year(quantity) for quantity in found]


def _as_year(quantity: Quantity) -> Quantity:
    """A bare year in a row of headings as one."""
    if quantity.when is not None:
        return replace(quantity, certain=quantity.certain or quantity.when.year is not None)
    if quantity.kind != "number" or quantity.low is None or not _YEAR_CELL.match(quantity.text):
        return quantity
    when = When(year=int(quantity.low))
    return replace(quantity, kind="period", low=None, high=None, step=Fraction(0), when=when, certain=True)


def with_heading(heading: str) -> Callable[[Quantity], Quantity]:
    """What the unit of one heading makes of a quantity."""
    unit = read_heading_unit(heading)
    return lambda quantity: _with_unit(quantity, unit) if unit else quantity


def _with_unit(quantity: Quantity, unit: HeadingUnit | None) -> Quantity:
    """The bare number in the unit of its heading; open where no heading names one."""
    if quantity.kind != "number" or quantity.low is None or quantity.high is None:
        return quantity
    if unit is None:
        return replace(quantity, certain=False)
    return replace(
        quantity,
        kind=unit.kind,
        unit=unit.unit,
        low=quantity.low * unit.factor,
        high=quantity.high * unit.factor,
        step=quantity.step * unit.factor,
        certain=quantity.certain and unit.certain,
    )
