"""What a page's tags, roles and class names say of its blocks: captions, footnotes, quoted mail, bylines, furniture.

Extraction loses the tags. A block is found again by its text, in which white space does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..models import BlockRole
from .extracted_text import TextBlock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Set on elements by what finds the role of one.
ROLE_ATTRIBUTE = "data-stated-role"
# Roles of HTML and ARIA (DPUB-ARIA 1.1).
_BY_ARIA: dict[str, BlockRole] = {
    "doc-footnote": "footnote",
    "doc-endnote": "footnote",
    "doc-endnotes": "footnote",
    "doc-credit": "caption",
    "navigation": "boilerplate",
    "banner": "boilerplate",
    "contentinfo": "boilerplate",
    "complementary": "boilerplate",
}
_BY_TAG: dict[str, BlockRole] = {
    "figcaption": "caption",
    "nav": "boilerplate",
    "aside": "boilerplate",
    "footer": "boilerplate",
    "mp-common-profile": "boilerplate",
}
_BY_CLASS: tuple[tuple[re.Pattern[str], BlockRole], ...] = (
    (
        re.compile(
            r"(?:^|[\s_-])(?:foot|end)notes?(?:$|\s|[-_](?:list|item|text|body|content|\d))|(?:^|\s)fn\d+(?:$|\s)", re.I
        ),
        "footnote",
    ),
    (
        re.compile(
            r"(?:^|\s)(?:\w+-)?(?:gmail_quote\w*|moz-cite-prefix|yahoo_quoted|protonmail_quote|moz-forward-container)(?:$|\s)",
            re.I,
        ),
        "quoted",
    ),
    (
        re.compile(
            r"(?:^|[\s_-])(?:wp-caption-text|(?:photo|image|img|media|picture|figure)[_-]?(?:caption|credits?|description|source)|caption-?text|gallery-caption)(?:$|\s)",
            re.I,
        ),
        "caption",
    ),
    (
        re.compile(
            r"(?:^|\s)(?:[\w-]+[_-])?by-?line(?:$|\s)|(?:^|\s)(?:post|article|entry)[_-](?:author|meta|byline)(?:$|\s)",
            re.I,
        ),
        "byline",
    ),
    (
        re.compile(
            r"(?:^|\s)(?:newsletter|promo|subscribe|share|social|advert(?:isement)?)(?:[_-](?:box|block|links|bar|buttons?|signup|form))?(?:$|\s)",
            re.I,
        ),
        "boilerplate",
    ),
)
# Elements within which lines begin and end.
_LINE_ENDS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
        ),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
# Characters of a text by which a block is found again.
_MAX_LINE_CHARS = 3000
# A byline is a line, not a story.
_MAX_BYLINE_CHARS = 200
_LINE_MARK = re.compile(r"^(?:#+|-|\d+\.)\s+|^\| | \|$")


def keep_stated_notes(tree: HtmlElement) -> None:
    """Give captions and footnotes tags that extraction does not drop unseen. In place."""
    for caption in list(tree.iter("figcaption")):
        figure = caption.getparent()
        caption.set(ROLE_ATTRIBUTE, "caption")
        if figure is not None and figure.tag == "figure" and not _has_blocks(caption):
            caption.tag, figure.tag = "p", "div"
    for aside in list(tree.iter("aside")):
        if state_role(aside) == "footnote":
            aside.tag = "div"


def _has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in _LINE_ENDS - {"br"} for child in element.iterdescendants())


def state_role(element: HtmlElement) -> BlockRole | None:
    """The role that an element states of itself."""
    stated = element.get(ROLE_ATTRIBUTE)
    if stated:
        role: BlockRole = stated
        return role
    if role_by_aria := _BY_ARIA.get((element.get("role") or "").lower()):
        return role_by_aria
    if element.tag == "blockquote" and (
        element.get("type") == "cite" or (element.get("cite") or "").startswith("mid:")
    ):
        return "quoted"
    if element.get("itemprop") == "author" or element.get("rel") == "author":
        return "byline"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names.strip() and element.tag not in ("html", "body", "main", "article"):
        for pattern, role_by_class in _BY_CLASS:
            if pattern.search(names):
                return role_by_class
    # A note between the paragraphs may be an aside; what its class says goes first.
    return _BY_TAG.get(element.tag)


def find_stated_roles(tree: HtmlElement) -> dict[str, BlockRole]:
    """The texts of lines whose elements state a role, without white space. In linear time."""
    from lxml import etree

    found: dict[str, BlockRole] = {}
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if isinstance(element.tag, str) and (role := state_role(element)):
            for text in _iterate_texts(element):
                if role != "byline" or len(text) <= _MAX_BYLINE_CHARS:
                    found.setdefault(text, role)
            walk.skip_subtree()
    return found


def _iterate_texts(element: HtmlElement) -> Iterator[str]:
    """The texts of an element's lines, and of the short elements in it that hold several."""
    from lxml import etree

    line: list[str] = []
    starts = [0]
    pieces: list[str] = []  # all text so far
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        ends_line = part.tag in _LINE_ENDS
        if ends_line and (text := "".join(line)):
            yield text
        line = [] if ends_line else line
        if event == "start":
            starts.append(len(pieces))
            text = _compact(part.text or "")
        else:
            start = starts.pop()
            if ends_line and sum(map(len, pieces[start:][:_MAX_LINE_CHARS])) <= _MAX_LINE_CHARS:
                yield "".join(pieces[start:])
            text = _compact(part.tail or "") if part is not element else ""
        if text:
            line.append(text)
            pieces.append(text)
    if line:
        yield "".join(line)


def apply_stated_roles(blocks: list[TextBlock], roles: dict[str, BlockRole]) -> list[TextBlock]:
    """The blocks with the roles that the page states."""
    if not roles:
        return blocks
    return [
        replace(block, role=roles.get(_compact(_LINE_MARK.sub("", block.text)))) if block.role is None else block
        for block in blocks
    ]


def _compact(text: str) -> str:
    return "".join(text.split())
