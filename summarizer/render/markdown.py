"""Markdown, for people and for sites that render it, with the verdict on every statement that is not supported."""

from __future__ import annotations

import re

from ..languages import LANGUAGES, Labels
from ..models import Document, LanguageCode, Statement, Summary
from ..published.grammar import escape, normalize_spaces
from ..published.header_line import format_header_line

# Characters that Markdown or HTML would interpret anywhere in a line; `]` only before `(`, `[` or `:`, which would make
# a link, an image or a link definition. What is escaped already stays so.
_INLINE = re.compile(
    r"(?P<done>\\[!-/:-@\[-`{-~])|[\\`*_<~|]|&(?=#?\w+;)|\](?=[(\[:])|(?P<word>https?(?=://)|www(?=\.))"
)
# Characters at the start of a line that would begin a heading, quotation, list, rule or task item.
_START = re.compile(r"(?:[#>+=-]|\[(?=[ xX]\])|\d+(?=[.)](?:\s|$)))")


def to_markdown(summary: Summary, document: Document | None = None, labels: LanguageCode | None = None) -> str:
    """Headings, bullets and citations; a statement that is not supported is followed by its findings."""
    words = LANGUAGES[labels or summary.language].labels
    blocks = [[f"# {_escape(summary.document.title)}"]] if normalize_spaces(summary.document.title or "") else []
    if header := format_header_line(summary.document):
        blocks.append([_escape(header)])
    if summary.core_viewpoint:
        blocks += [[f"## {words.core}"], [_bullet(summary.core_viewpoint, words)]]
    for number, group in enumerate(summary.groups, 1):
        blocks.append([f"## {words.group(number, _escape(group.title))}"])
        blocks.append([_bullet(point, words) for point in group.points])
    if summary.unparsed:
        blocks += [[f"## {words.unparsed}"], [f"- {_escape(piece)}" for piece in summary.unparsed]]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _bullet(statement: Statement, labels: Labels) -> str:
    # In Markdown these are text, because no link is defined for them.
    citations = "".join(f"[{number}]" for number in statement.citations)
    parts = ("-", _escape(statement.text), citations, _format_verdict(statement, labels))
    return " ".join(part for part in parts if part)


def _format_verdict(statement: Statement, labels: Labels) -> str:
    """`— *not supported*: The source has 12%.`; empty for what is supported or was not checked."""
    status, findings = statement.support.status, statement.support.findings
    if status == "supported" or (status == "unchecked" and not findings):
        return ""
    reasons = " ".join(_escape(finding.message) for finding in findings)
    return f"— *{labels.statuses[status]}*" + (f": {reasons}" if reasons else "")


def _escape(text: str | None) -> str:
    text = _INLINE.sub(_escape_character, escape(text or "").replace("\\：", "："))
    if match := _START.match(text):
        mark = match[0]
        text = f"{mark}\\{text[len(mark) :]}" if mark.isdigit() else f"\\{text}"
    return text


def _escape_character(match: re.Match[str]) -> str:
    """A backslash before the character; inside a URL, where it is not shown but keeps the URL from becoming a link."""
    if match["done"]:
        return match[0]
    return f"{match[0]}\\" if match["word"] else f"\\{match[0]}"
