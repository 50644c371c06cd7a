"""A page's tree made plain, so that an extractor sees paragraphs wherever a reader does.

Text that stands bare beside paragraphs (`<div>A lead. <p>…</p></div>`) is lost or run together by extractors, text
behind a comment is lost, and one paragraph of very many elements costs quadratic time. No word is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What may hold paragraphs, and text of its own beside them.
_HOLDERS = frozenset((
    "article", "blockquote", "body", "center", "dd", "div", "li", "main", "section", "td", "th",
))
_CELLS = frozenset(("dd", "li", "td", "th"))
_UNSEEN = frozenset(("noscript", "script", "style", "template"))
_INLINE = _UNSEEN | frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr",
))
# A paragraph with more elements than this is divided, where a sentence ends after so many.
_WIDE, _PART = 1000, 500
# Fewer characters outside of links, beside paragraphs and without a full stop, are a label or a separator (`Share:`).
_BARE = 25
_STOPS = tuple("。！？.!?…")
# What lxml's parser lets through and its trees do not take.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = (*_STOPS, *"：:”\"」』")


def make_plain(tree: HtmlElement) -> None:
    """Put paragraphs around what stands bare beside blocks, and divide those of very many elements. In place."""
    from lxml import etree

    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)   # the text behind them stays
    for element in list(tree.iter("*")):
        wide = len(element) > _WIDE and element.tag not in ("pre", "code")
        if wide:
            element.tag = "div" if element.tag == "p" else element.tag
            _wrap(element, _parts(element))
        elif element.tag in _HOLDERS and not all(map(_is_inline, element)):
            _wrap(element, _runs(element), _BARE)
        elif element.tag == "section" and element.text_content().strip():
            element.tag = "p"   # as editors for WeChat write paragraphs
        elif element.tag == "div" and element.getparent() is not None and element.getparent().tag in _CELLS:
            element.tag = "p"   # else its text runs into that of the next one


def unlink_figures(tree: HtmlElement) -> None:
    """Take the links out of tables that have heads, their text stays: extractors lose all but the first of a cell."""
    from lxml import etree

    tables = {next(cell.iterancestors("table"), None) for cell in tree.iter("th")}
    for table in tables - {None}:
        etree.strip_tags(table, "a")


def _is_inline(element: HtmlElement) -> bool:
    """Whether an element stands within a line, and what it holds does."""
    return element.tag in _INLINE and all(child.tag in _INLINE for child in element)


def _runs(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], HtmlElement | None]]:
    """Each run of inline elements, which may be empty, with the block behind it; None at the end."""
    run: list[HtmlElement] = []
    for child in list(element):
        if _is_inline(child):
            run.append(child)
        else:
            yield run, child
            run = []
    yield run, None


def _parts(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], HtmlElement | None]]:
    """`_runs`, none of them wide."""
    for run, block in _runs(element):
        start = 0
        for count, child in enumerate(run, 1):
            ends = child.tag == "br" or (child.tail or "").rstrip().endswith(_ENDS)
            if count - start >= (_PART if ends else _WIDE):
                yield run[start:count], None
                start = count
        yield run[start:], block


def _wrap(
    element: HtmlElement, runs: Iterator[tuple[list[HtmlElement], HtmlElement | None]], least: int = 1
) -> None:
    """Put each run, with the text before it, into a paragraph, if it says so much outside of links."""
    before: HtmlElement | None = None
    for run, block in runs:
        text = (element.text if before is None else before.tail) or ""
        bare = _bare(text, run)
        if len(bare) >= least or bare.endswith(_STOPS):
            paragraph = element.makeelement("p")
            paragraph.text = _FORBIDDEN.sub(" ", text)
            if before is None:
                element.text = None
                element.insert(0, paragraph)
            else:
                before.tail = None
                before.addnext(paragraph)
            paragraph.extend(run)
            before = paragraph
        elif run:
            before = run[-1]
        before = before if block is None else block


def _bare(text: str, run: Sequence[HtmlElement]) -> str:
    """The text of a run outside of links."""
    pieces = [text]
    for element in run:
        if element.tag not in _UNSEEN and next(element.iter("a"), None) is None:
            pieces.append(element.text_content())
        pieces.append(element.tail or "")
    return "".join(pieces).strip()
