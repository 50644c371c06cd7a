"""The blocks of an extracted page: headings, paragraphs, list items and table rows, in reading order.

trafilatura returns a tree in the vocabulary of TEI: `head`, `list`, `item`, `row`, `cell`, `lb` for a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .extracted_text import TextBlock, collapse_whitespace, format_table_row, join_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Elements that stand on lines of their own.
_BLOCK_ELEMENTS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "cell", "code", "div"))
_PARAGRAPH_ELEMENTS = ("p", "head", "table", "quote")
# Paragraphs within a list item from which it is an article laid out as one. Set on 2026-11-24, no measurement recorded;
# held by the tests of `html_reader`.
_MIN_ARTICLE_PARAGRAPHS = 4
_SENTENCE_END = re.compile(r"[。！？.!?…：:”\"」』]$")


def iterate_blocks(body: Element) -> Iterator[TextBlock]:
    """Headings, paragraphs, list items and table rows, in reading order."""
    if text := collapse_whitespace(body.text or ""):
        yield TextBlock(text)
    for element in body:
        match element.tag:
            case "head":
                level = str(element.get("rend", "h2"))[-1]
                yield from _iterate_lines(element, "#" * (int(level) if level.isdigit() else 2) + " ")
            case "list":
                yield from _iterate_items(element)
            case "table":
                yield from _iterate_rows(element)
            case "quote" | "div" | "body" if any(child.tag in ("p", "list", "head") for child in element):
                yield from iterate_blocks(element)
            case "graphic" | "lb":
                continue
            case _:
                yield from _iterate_lines(element)
        if tail := collapse_whitespace(element.tail or ""):
            yield TextBlock(tail)


def _iterate_lines(element: Element, mark: str = "") -> Iterator[TextBlock]:
    """The text of an element, divided at line breaks behind the end of a sentence."""
    paragraph = ""
    for line in _split_at_breaks(element):
        if paragraph and (line is None or _SENTENCE_END.search(paragraph)):
            yield TextBlock(mark + paragraph)
            paragraph = ""
        paragraph = join_lines(paragraph, collapse_whitespace(line or ""))
    if paragraph:
        yield TextBlock(mark + paragraph)


def _split_at_breaks(element: Element) -> list[str | None]:
    """The text of an element in pieces, divided at line breaks, with a None before and after each block within."""
    pieces: list[str | None] = []
    piece = element.text or ""
    for child in element:
        if child.tag == "lb":
            pieces.append(piece)
            piece = child.tail or ""
            continue
        first, *others = _split_at_breaks(child)
        if child.tag in _BLOCK_ELEMENTS and not _is_inline_code(child):
            pieces += [piece, None, first, *others, None]
            piece = child.tail or ""
        else:
            *others, last = [piece + (first or ""), *others]
            pieces += others
            piece = (last or "") + (child.tail or "")
    return [*pieces, piece]


def _is_inline_code(element: Element) -> bool:
    """Whether an element is code of one line, within a sentence."""
    return element.tag == "code" and "\n" not in "".join(map(str, element.itertext())).strip()


def _flatten(element: Element) -> str:
    """All text of an element on one line."""
    text = ""
    for piece in _split_at_breaks(element):
        text = join_lines(text, collapse_whitespace(piece or ""))
    return text


def _iterate_items(element: Element) -> Iterator[TextBlock]:
    ordered = element.get("rend") == "ol"
    number = 0
    for item in element:
        if sum(child.tag in _PARAGRAPH_ELEMENTS for child in item) >= _MIN_ARTICLE_PARAGRAPHS:
            yield from iterate_blocks(item)
            continue
        nested = [(child, collapse_whitespace(child.tail or "")) for child in item if child.tag == "list"]
        for child, _ in nested:
            item.remove(child)
        if text := _flatten(item):
            number += 1
            yield TextBlock(f"{number}. {text}" if ordered else f"- {text}")
        for child, tail in nested:
            yield from _iterate_items(child)
            if tail:
                yield TextBlock(tail)


def _iterate_rows(element: Element) -> Iterator[TextBlock]:
    for row in element.iter("row"):
        cells = [_flatten(cell) for cell in row.iter("cell")]
        if any(cells):
            yield TextBlock(format_table_row(cells))
