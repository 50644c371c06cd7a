"""Markdown, for people and for sites that set it: what bears a statement out is named where it is not the source."""

from __future__ import annotations

import re

from ..languages import LANGUAGES, Labels
from ..models import LanguageCode, Statement, Summary
from ..published.grammar import escape, normalize_spaces
from ..published.header_line import format_header_line

# Signs that Markdown or HTML would take for more than themselves, anywhere; `]` only where `(`, `[` or `:` follows,
# which would make a link, an image or the address of one of it. What has a backslash already keeps it.
_INLINE = re.compile(
    r"(?P<done>\\[!-/:-@\[-`{-~])|[\\`*_<~|]|&(?=#?\w+;)|\](?=[(\[:])|(?P<word>https?(?=://)|www(?=\.))"
)
# Signs at the start of a line that would begin a heading, quotation, list or rule, or the box of a task.
_START = re.compile(r"(?:[#>+=-]|\[(?=[ xX]\])|\d+(?=[.)](?:\s|$)))")


def to_markdown(summary: Summary, labels: LanguageCode | None = None) -> str:
    """Headings, bullets and citations; behind a statement that is not supported stands why."""
    words = LANGUAGES[labels or summary.language].labels
    blocks = [[f"# {_escape(summary.document.title)}"]] if normalize_spaces(summary.document.title or "") else []
    if masthead := format_header_line(summary.document):
        blocks.append([_escape(masthead)])
    if summary.core_viewpoint:
        blocks += [[f"## {words.core}"], [_bullet(summary.core_viewpoint, words)]]
    for number, group in enumerate(summary.groups, 1):
        blocks.append([f"## {words.group(number, _escape(group.title))}"])
        blocks.append([_bullet(point, words) for point in group.points])
    if summary.unparsed:
        blocks += [[f"## {words.unparsed}"], [f"- {_escape(piece)}" for piece in summary.unparsed]]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _bullet(statement: Statement, words: Labels) -> str:
    citations = "".join(f"[{number}]" for number in statement.citations)  # no link: nothing defines one
    return " ".join(part for part in ("-", _escape(statement.text), citations, _support(statement, words)) if part)


def _support(statement: Statement, words: Labels) -> str:
    """`— *not supported*: The source has 12%.` for what is not supported; nothing for what is, or was not checked."""
    status, findings = statement.support.status, statement.support.findings
    if status == "supported" or (status == "unchecked" and not findings):
        return ""
    reasons = " ".join(_escape(finding.message) for finding in findings)
    return f"— *{words.statuses[status]}*" + (f": {reasons}" if reasons else "")


def _escape(text: str | None) -> str:
    text = _INLINE.sub(_escaped, escape(text or "").replace("\\：", "："))
    if match := _START.match(text):
        sign = match[0]
        text = f"{sign}\\{text[len(sign) :]}" if sign.isdigit() else f"\\{text}"
    return text


def _escaped(match: re.Match[str]) -> str:
    """A backslash before the sign; an address is broken by one that is not shown, so that it stays text."""
    if match["done"]:
        return match[0]
    return f"{match[0]}\\" if match["word"] else f"\\{match[0]}"
