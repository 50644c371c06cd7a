"""What HTML says within a line: raised and lowered text, marks of footnotes, struck-out text, formulas.

All of it would run into the words and figures beside it once the tags are gone. Trees are changed in place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .html_roles import ROLE_ATTRIBUTE
from .raised_text import format_subscript, format_superscript, is_footnote_mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The tag of dropped elements until all are taken away.
_DROPPED = "dropped"
_STRUCK = ("s", "strike", "del")
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?P<where>super|sub)\b", re.I)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table(?:-row)?)\b", re.I)
_CELL_STYLE = re.compile(r"display\s*:\s*(?:inline-(?:block|flex|table)|table-cell)\b", re.I)
# What names a link to a footnote, or back from it.
_NOTE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:foot|end|side)?(?:note|fn)-?(?:ref|link|call|anchor|mark|back)|noteref|fnref|biblioref|cite_(?:ref|note)|backlink|reversefootnote",
    re.I,
)
_ARROWS = re.compile(r"[\s\ufe0e\ufe0f↩↑⤴⏎^a-c,]*")
# Characters around raised text that say what it is.
_CONTEXT_CHARS = 24
# Characters of a raised text that can be part of a word.
_MAX_RAISED_CHARS = 60
_MARK_ENDS = re.compile(r"[\s\[\]()（）【】〔〕,，、;；.:：]+")
_BRACKETED_MARK = re.compile(r"[(（\[【]\s?\w{1,4}\s?[)）\]】]")
_NOTE_TAGS = ("p", "div", "li", "td", "section")


def write_inline_text(tree: HtmlElement) -> None:
    """Write out what the tags within lines say, so that the text alone says it: see `raised_text`."""
    drop_struck_text(tree)
    drop_footnote_links(tree)
    _separate_styled_spans(tree)
    _write_formulas(tree)
    _write_raised_text(tree)
    strip_dropped(tree)


def drop_struck_text(tree: HtmlElement) -> None:
    """Remove what is struck out. By a style: see `html_hidden`."""
    for element in list(tree.iter(*_STRUCK)):
        drop_element(element)


def drop_footnote_links(tree: HtmlElement) -> None:
    """Remove the marks that link to footnotes, and the arrows that link back."""
    for link in list(tree.iter("a")):
        text = (link.text_content() or "").strip() if len(link) < _MAX_RAISED_CHARS else ""
        if len(text) > _MAX_RAISED_CHARS:
            continue
        role, target = link.get("role") or "", link.get("href") or ""
        says_so = role in ("doc-noteref", "doc-backlink", "doc-biblioref") or "noteref" in (link.get("epub:type") or "")
        names = " ".join(
            filter(None, (link.get("class"), link.get("rel"), link.get("id"), target if target[:1] == "#" else ""))
        )
        is_note = says_so or bool(_NOTE_NAMES.search(names))
        if is_note and (is_footnote_mark(text) or _ARROWS.fullmatch(text)):
            drop_element(link.getparent() if _is_alone_in_sup(link) else link)


def _is_alone_in_sup(link: HtmlElement) -> bool:
    parent = link.getparent()
    return parent is not None and parent.tag == "sup" and is_footnote_mark(parent.text_content())


def drop_element(element: HtmlElement) -> None:
    """Empty an element, which `strip_dropped` takes away: to join the texts around each at once is quadratic."""
    element.clear(keep_tail=True)
    element.tag = _DROPPED


def strip_dropped(tree: HtmlElement) -> None:
    """Take away the elements that were dropped, but not the text behind them."""
    from lxml import etree

    etree.strip_tags(tree, _DROPPED)


def _separate_styled_spans(tree: HtmlElement) -> None:
    """Set apart the spans that a style shows as blocks or cells, and raise those that it raises."""
    for element in tree.xpath("//*[@style]"):
        if element.tag in ("span", "a", "b", "strong", "em", "i", "font", "label"):
            style = element.get("style")
            if _BLOCK_STYLE.search(style) and element.tag in ("span", "label"):
                element.tag = "div"
            elif _CELL_STYLE.search(style):
                element.tail = f" {element.tail or ''}"
            elif (raised := _RAISED_STYLE.search(style)) and element.tag in ("span", "a", "font"):
                element.tag = "sup" if raised["where"].lower() == "super" else "sub"


def _write_formulas(tree: HtmlElement) -> None:
    """Put into MathML the signs that its layout stands for: `10^6`, `a/b`, `x_1`."""
    signs = {"msup": "^", "msub": "_", "mfrac": "/"}
    for element in list(tree.iter(*signs)):
        if len(element) > 1:
            element[0].tail = signs[element.tag]
    for formula in list(tree.iter("math")):
        for note in list(formula.iter("annotation", "annotation-xml")):
            drop_element(note)
        text = "".join("".join(map(str, formula.itertext())).split())
        for child in list(formula):
            formula.remove(child)
        formula.text, formula.tag = text, "span"


def _write_raised_text(tree: HtmlElement) -> None:
    """Write out what is raised and lowered, and find the notes that begin with a mark which stands in the text."""
    opening: list[tuple[HtmlElement, str]] = []
    marks: set[str] = set()
    bracketed: set[str] = set()
    for element in list(tree.iter("sup", "sub")):
        text = "".join(map(str, element.itertext())).strip()
        if element.tag == "sup" and is_footnote_mark(text):
            if _text_before(element).strip():
                marks.update(filter(None, _MARK_ENDS.split(text)))
                bracketed.update(_BRACKETED_MARK.findall(text))
            elif element.getparent() is not None and element.getparent().tag in _NOTE_TAGS:
                opening.append((element, _MARK_ENDS.sub("", text)))
                continue
        _write_raised(element)
    for element, mark in opening:
        if mark in marks:
            element.getparent().set(ROLE_ATTRIBUTE, "footnote")
            drop_element(element)
        else:
            _write_raised(element)
    for element in tree.iter(*_NOTE_TAGS) if bracketed else ():
        plain = _BRACKETED_MARK.match((element.text or "").lstrip())
        if plain and plain.group() in bracketed and element.get(ROLE_ATTRIBUTE) is None:
            element.set(ROLE_ATTRIBUTE, "footnote")  # `(1) At constant rates.`, where (1) is raised in the text


def _write_raised(element: HtmlElement) -> None:
    text = "".join(map(str, element.itertext()))
    if len(text) > _MAX_RAISED_CHARS:
        element.tail = f" {element.tail or ''}"
        element.text = f" {element.text or ''}"
        element.tag = "span"
        return
    before, behind = _text_before(element), _text_behind(element)
    is_raised = element.tag == "sup"
    written = format_superscript(before, text, behind) if is_raised else format_subscript(before, text)
    drop_element(element)
    element.text = written


def _text_before(element: HtmlElement) -> str:
    """The last characters before an element within its line."""
    node = element
    for _ in range(_CONTEXT_CHARS):
        previous = node.getprevious()
        if previous is not None:
            if previous.tail:
                return str(previous.tail[-_CONTEXT_CHARS:])
            if previous.tag in ("br", "hr") or not isinstance(previous.tag, str):
                return ""
            while len(previous) and not previous[-1].tail:
                previous = previous[-1]
            text = previous[-1].tail if len(previous) else previous.text
            if text:
                return str(text[-_CONTEXT_CHARS:])
            node = previous
            continue
        parent = node.getparent()
        if parent is None:
            return ""
        if parent.text:
            return str(parent.text[-_CONTEXT_CHARS:])
        if parent.tag not in _INLINE_PARENTS:
            return ""
        node = parent
    return ""


def _text_behind(element: HtmlElement) -> str:
    if element.tail:
        return str(element.tail[:_CONTEXT_CHARS])
    following = element.getnext()
    return str((following.text or "")[:_CONTEXT_CHARS]) if following is not None else ""


_INLINE_PARENTS = frozenset(("a", "b", "em", "font", "i", "ins", "mark", "span", "strong", "u"))
