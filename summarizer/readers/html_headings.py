"""Headings that a page does not mark as headings: a short line all in bold with a paragraph behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .extracted_text import collapse_whitespace
from .html_inline import drop_element, strip_dropped
from .html_roles import state_role

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class BoldHeadingThresholds:
    """What is a heading in bold. As `parsing.lines.TitleThresholds`, in columns: a Chinese character has two.

    Attributes:
        max_columns: columns of a heading.
        min_body_columns: columns of the paragraph behind it.
    """

    max_columns: int = 60
    min_body_columns: int = 50


THRESHOLDS = BoldHeadingThresholds()
_BOLD_TAGS = frozenset(("b", "strong"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_NOT_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-4]00)", re.I)
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_CLOSED = re.compile(r"[。.!！…；;，,、：:—-]$|[。！？!?；;].")
_OPENS_OTHERWISE = re.compile(r"[-•·●▪■◆*“\"「『‘'（(▲△▼图圖]|(?:Photo|Image|Source)\b")
_NUMBER = re.compile(r"(?:PART|NO|第)?[.．\s]*(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[IVX]{1,4})\s*[.、．]?", re.I)
_EXCLUDED = frozenset(("li", "td", "th", "dd", "dt", "blockquote", "figcaption", "a", "button", "nav", "footer"))


def mark_bold_headings(tree: HtmlElement) -> None:
    """Turn short bold lines into headings, with the number that stands alone before them. In place."""
    lines = [element for element in tree.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre")]
    texts = [collapse_whitespace(element.text_content()) if element.tag == "p" else "" for element in lines]
    filled = [(element, text) for element, text in zip(lines, texts, strict=True) if text or element.tag != "p"]
    for at in range(len(filled) - 1):
        element, text = filled[at]
        body = filled[at + 1][1]
        if not text or _count_columns(body) < THRESHOLDS.min_body_columns or not _is_heading(element, text):
            continue
        element.tag = "h3"
        before, number = filled[at - 1] if at else (None, "")
        if before is not None and _NUMBER.fullmatch(number) and before.tag == "p":
            element.text = f"{number} {element.text or ''}"
            drop_element(before)
    strip_dropped(tree)


def _is_heading(element: HtmlElement, text: str) -> bool:
    if _count_columns(text) > THRESHOLDS.max_columns or _CLOSED.search(text) or _OPENS_OTHERWISE.match(text):
        return False
    if not any(map(str.isalpha, text)) or _NUMBER.fullmatch(text):
        return False
    if any(ancestor.tag in _EXCLUDED for ancestor in element.iterancestors()) or state_role(element):
        return False
    return next(element.iter("a", "img"), None) is None and _is_all_bold(element, _is_bold(element, False))


def _is_all_bold(element: HtmlElement, bold: bool) -> bool:
    """Whether all text of an element is bold. Lines that may be headings are short, and so is this walk."""
    if not bold and (element.text or "").strip():
        return False
    for child in element:
        if not bold and (child.tail or "").strip():
            return False
        if isinstance(child.tag, str) and not _is_all_bold(child, _is_bold(child, bold)):
            return False
    return True


def _is_bold(element: HtmlElement, inherited: bool) -> bool:
    style = element.get("style") or ""
    if _NOT_BOLD_STYLE.search(style):
        return False
    return inherited or element.tag in _BOLD_TAGS or bool(_BOLD_STYLE.search(style))


def _count_columns(text: str) -> int:
    return len(text) + len(_WIDE.findall(text[: THRESHOLDS.max_columns]))
