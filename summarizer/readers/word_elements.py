"""Elements of WordprocessingML as Word shows them: wrappers opened, one of alternatives, formulas on one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .raised_text import format_superscript
from .word_styles import W, is_false

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Levels of tables and text boxes within one another that are read; likewise of a formula.
MAX_DEPTH = 20
# Namespaces of elements that Word's own programs write as the first of alternatives.
_UNDERSTOOD_NAMESPACE = "http://schemas.microsoft.com/office/"

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = _MC + "AlternateContent"
# Elements whose children are read in their place.
_TRANSPARENT = frozenset(
    (
        *(
            W + name
            for name in (
                "sdt",
                "sdtContent",
                "customXml",
                "smartTag",
                "ins",
                "moveTo",
                "fldSimple",
                "hyperlink",
                "dir",
                "bdo",
                "ruby",
                "rubyBase",
            )
        ),
        _MC + "Choice",
        _MC + "Fallback",
        M + "oMathPara",
    )
)


def choose_alternative(alternatives: Element) -> Element | None:
    """Of alternatives the first that is understood: text boxes come once for new programs and once for old ones."""
    for branch in alternatives:
        if branch.tag == _MC + "Choice":
            needed = [branch.nsmap.get(prefix) or "" for prefix in branch.get("Requires", "").split()]
            if all(namespace.startswith(_UNDERSTOOD_NAMESPACE) for namespace in needed):
                return branch
        elif branch.tag == _MC + "Fallback":
            return branch
    return None


def iterate_visible(element: Element) -> Iterator[Element]:
    """The visible children of an element, wrappers opened. Without recursion: wrappers may be nested without end."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == _ALTERNATIVES:
            chosen = choose_alternative(child)
            if chosen is not None:
                waiting.append(iter(chosen))
        elif child.tag in _TRANSPARENT:
            if not _is_table_of_contents(child):
                waiting.append(iter(child))
        else:
            yield child


def text_boxes(picture: Element) -> Iterator[Element]:
    """The text boxes of a picture, without those nested in them: each belongs to the innermost box around it alone."""
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == W + "txbxContent":
            yield element
        elif element.tag == _ALTERNATIVES:
            chosen = choose_alternative(element)
            waiting += [] if chosen is None else [chosen]
        elif not _is_hidden_shape(element):
            waiting += reversed(element)


def _is_hidden_shape(element: Element) -> bool:
    """Whether a shape is not shown: its group has properties that say so, or it has a style of VML."""
    style = str(element.get("style") or "").replace(" ", "")
    described = next((child for child in element if str(child.tag).endswith("}docPr")), None)
    hidden = None if described is None else described.get("hidden")
    return "visibility:hidden" in style or (hidden is not None and not is_false(hidden))


def _is_table_of_contents(control: Element) -> bool:
    """Whether a content control is the table of contents, which repeats the headings."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if control.tag == W + "sdt" else None
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def has_property(row: Element, *names: str) -> bool:
    """Whether a row of a table has one of these properties."""
    found = (row.find(f"{W}trPr/{W}{name}") for name in names)
    return any(one is not None and not is_false(one.get(W + "val")) for one in found)


def is_mark_deleted(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted or moved away, so that the next one goes on in it."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def read_formula(formula: Element, depth: int = 0) -> str:
    """A formula on one line: powers raised, fractions with a stroke."""
    if depth > MAX_DEPTH:
        return "".join(piece.text or "" for piece in formula.iter(M + "t"))
    written = ""
    for child in formula:
        name = str(child.tag).removeprefix(M)
        if name == "t":
            written += child.text or ""
        elif name in ("sSup", "sSub", "sSubSup", "f"):
            parts = {str(part.tag).removeprefix(M): read_formula(part, depth + 1) for part in child}
            written += parts.get("e", "") + parts.get("sub", "")
            if power := parts.get("sup", ""):
                raised = format_superscript(written, power)
                written += raised if raised.strip() == raised != "" else f"^{power}"
            if name == "f":
                stands_apart = " " if written[-1:].isdigit() else ""
                written += f"{stands_apart}{parts.get('num', '')}/{parts.get('den', '')}"
        elif name not in ("rPr", "ctrlPr"):
            written += read_formula(child, depth + 1)
    return written
