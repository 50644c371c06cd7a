"""The HTML part of a message as lines of text, those of quoted mail marked by `>` as in a message of plain text.

No article is looked for: all of a message is its text. Paragraphs are set apart by empty lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .extracted_text import collapse_whitespace, format_table_row
from .html_reader import parse_page, write_out_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What mail programs put around the mail that is quoted.
_QUOTE_CLASS = re.compile(r"\b(?:gmail_quote|yahoo_quoted|protonmail_quote|moz-cite|cite|zmail_extra|quote)\b", re.I)
_QUOTE_ID = re.compile(r"(?:isReplyContent|yahoo_quoted|OLK_SRC_BODY_SECTION)", re.I)
_PARAGRAPHS = frozenset(
    ("p", "div", "ul", "ol", "table", "blockquote", "section", "article", "pre", "center", "h1", "h2", "h3", "h4", "h5")
)
_LINES = frozenset(("li", "tr", "dt", "dd", "h6"))
_HEADINGS = ("h1", "h2", "h3", "h4")
_SKIPPED = frozenset(("script", "style", "head", "title", "img", "noscript", "template"))


def read_mail_page(text: str, name: str) -> list[str]:
    """The lines of an HTML part. Raises as `html_reader.extract`."""
    from lxml import etree

    tree = parse_page(text, name)
    write_out_markup(tree)
    writer = _LineWriter()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            writer.close(element)
        elif not writer.open(element):
            walk.skip_subtree()
    writer.end_line(ends_paragraph=True)
    return writer.lines


class _LineWriter:
    """The lines of a page as its elements open and close.

    Attributes:
        lines: those that are whole.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._depth, self._mark = 0, ""

    def open(self, element: HtmlElement) -> bool:
        """Begin an element; return whether what is in it is to be read."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return False
        if tag == "br":
            self.end_line(ends_paragraph=not "".join(self._pieces).strip())
            return False
        self._end_line_at(tag)
        if tag == "tr":
            self._pieces.append(_row(element))
            self.end_line(ends_paragraph=False)
            return False
        self._depth += _is_quote(element)
        self._mark = "## " if tag in _HEADINGS else "- " if tag == "li" else self._mark
        self._pieces.append(element.text or "")
        return True

    def close(self, element: HtmlElement) -> None:
        """End an element, and read what stands behind it."""
        if isinstance(element.tag, str) and element.tag not in _SKIPPED and element.tag != "br":
            self._end_line_at(element.tag)
            self._depth -= element.tag != "tr" and _is_quote(element)
        self._pieces.append(element.tail or "")

    def end_line(self, ends_paragraph: bool) -> None:
        """End a line, if there is any, and maybe its paragraph."""
        words = collapse_whitespace("".join(self._pieces))
        self._pieces.clear()
        if words:
            self.lines.append(f"{'> ' * self._depth}{self._mark}{words}")
            self._mark = ""
        if ends_paragraph and self.lines and self.lines[-1]:
            self.lines.append("")

    def _end_line_at(self, tag: str) -> None:
        if tag in _PARAGRAPHS or tag in _LINES:
            self.end_line(ends_paragraph=tag in _PARAGRAPHS and tag != "div")


def _row(row: HtmlElement) -> str:
    """A row of a table that `html_tables` has written out."""
    cells = [collapse_whitespace(cell.text_content()) for cell in row if cell.tag in ("td", "th")]
    return format_table_row(cells) if any(cells) else ""


def _is_quote(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('type') or ''}"
    is_named = bool(_QUOTE_CLASS.search(named)) if element.tag == "blockquote" else "yahoo_quoted" in named
    return is_named or bool(_QUOTE_ID.search(element.get("id") or ""))
