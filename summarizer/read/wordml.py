"""The tree of a Word document walked as Word shows it, so that nothing within a wrapper is lost.

Text stands in content controls, tracked insertions, simple fields, smart tags, text boxes and formulas as well as in
plain runs; what is deleted, moved away or hidden is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset((
    *(_W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "fldSimple", "hyperlink",
                             "dir", "bdo", "r", "ruby", "rubyBase")),
    # Of alternatives the first: text boxes come once for new programs and once for old ones.
    _MC + "AlternateContent", _MC + "Choice", _M + "oMathPara",
))
_PICTURES = frozenset((_W + "drawing", _W + "pict", _W + "object"))
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
PARAGRAPH, TABLE, NOTES = _W + "p", _W + "tbl", (_W + "footnote", _W + "endnote")
_OFF = ("0", "false", "off")


def shown(element: Element) -> Iterator[Element]:
    """The children of an element, wrappers opened; without recursion, for they may be nested without end."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in _WRAPPERS:
            if not _is_hidden(child) and not _is_contents(child):
                waiting.append(iter(child))
        else:
            yield child


def text_and_boxes(paragraph: Element) -> tuple[str, list[Element]]:
    """The text of a paragraph, and the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[Element] = []
    for leaf in shown(paragraph):
        if leaf.tag == _W + "t":
            pieces.append(leaf.text or "")
        elif leaf.tag in _SIGNS:
            pieces.append(_SIGNS[leaf.tag])
        elif leaf.tag == _M + "oMath":
            pieces += [piece.text or "" for piece in leaf.iter(_M + "t")]
        elif leaf.tag in _PICTURES:
            boxes += _boxes(leaf)
    return "".join(pieces), boxes


def _boxes(picture: Element) -> Iterator[Element]:
    """The text boxes of a picture but not those within them, which are theirs: told twice a level, text has no end."""
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "txbxContent":
            yield element
        else:
            waiting += reversed(element)


def rows(table: Element) -> Iterator[list[Element]]:
    """The cells of a table, row by row; a cell that goes on from the row above is empty there."""
    for row in shown(table):
        if row.tag == _W + "tr" and row.find(f"{_W}trPr/{_W}del") is None:
            yield [cell for cell in shown(row) if cell.tag == _W + "tc"]


def style_and_list(paragraph: Element) -> tuple[str | None, bool]:
    """The id of a paragraph's style, and whether it is numbered or has a bullet of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    numbered = number is not None and number.get(_W + "val") != "0"
    return None if style is None else style.get(_W + "val"), numbered


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == _W + "r" else None
    return vanish is not None and vanish.get(_W + "val") not in _OFF


def _is_contents(control: Element) -> bool:
    """Whether a content control is the table of contents, whose lines are the headings again."""
    gallery = control.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery") if control.tag == _W + "sdt" else None
    return gallery is not None and gallery.get(_W + "val") == "Table of Contents"
