"""The printed form, one statement a line or all on one line; Markdown; and the numbered blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES, Labels
from ..models import Document, Group, LanguageCode, Statement, Summary
from ..published.grammar import (
    DashEscaping,
    escape,
    escape_title,
    find_label,
    format_statement,
    is_joining_dash,
    is_label,
    normalize_spaces,
    unescape,
)
from ..published.header_line import find_header_line, format_header_line, parse_header_line

_BULLET = re.compile(r"(?:[-*+•●▪◦‣–—·>]|#{1,6}) ")


def to_text(summary: Summary, document: Document | None = None, labels: LanguageCode | None = None) -> str:
    """The printed form, one statement a line. It does not show the document."""
    words = LANGUAGES[labels or summary.language].labels
    blocks = [[part] for part in ["\n".join(_header(summary))] if part]
    if summary.core_viewpoint:
        blocks.append([words.core, *_bullets([summary.core_viewpoint])])
    for number, group in enumerate(summary.groups, 1):
        blocks.append([words.group(number, _title(group)), *_bullets(group.points)])
    if summary.unparsed:
        blocks.append([words.unparsed, *(f"- {format_statement(piece, ())}" for piece in summary.unparsed)])
    return "\n\n".join("\n".join(block) for block in blocks)


def to_line(summary: Summary, document: Document | None = None, labels: LanguageCode | None = None) -> str:
    """The printed form on one line, with two spaces after the title and after the header line."""
    words = LANGUAGES[labels or summary.language].labels
    return "  ".join([*_header(summary, line=True), " ".join(_sections(summary, words))])


def _sections(summary: Summary, labels: Labels) -> Iterator[str]:
    if summary.core_viewpoint:
        yield f"{labels.core} - {_statement(summary.core_viewpoint)}"
    for number, group in enumerate(summary.groups, 1):
        points = [_statement(point) for point in group.points] or ["[]"]
        title = normalize_spaces(group.title)
        is_plain = not title.startswith("-") and not is_joining_dash(title, points[0])
        if not is_plain and group.points:  # a later dash must not look like the end of the title
            points[0] = _statement(group.points[0], "all")
        yield " - ".join([labels.group(number, escape_title(title, "ending" if is_plain else "all")), *points])
    if summary.unparsed:
        yield " - ".join([labels.unparsed, *(format_statement(piece, (), line=True) for piece in summary.unparsed)])


def _statement(statement: Statement, dashes: DashEscaping = "keep") -> str:
    return format_statement(statement.text, statement.citations, line=True, dashes=dashes)


def _bullets(statements: Iterable[Statement]) -> list[str]:
    return [f"- {format_statement(statement.text, statement.citations)}" for statement in statements]


def _title(group: Group) -> str:
    """The title of a group above its bullets, with dashes escaped only where they would end the title."""
    title = normalize_spaces(group.title)
    return escape_title(title, "keep" if group.points and not title.startswith("-") else "all")


def _header(summary: Summary, line: bool = False) -> list[str]:
    title = _header_title(normalize_spaces(summary.document.title or ""), line)
    return [part for part in (title, format_header_line(summary.document, "all" if line else "keep")) if part]


def _header_title(title: str, line: bool) -> str:
    """The title, after a backslash if it would be parsed as a label, a header line, a bullet or JSON."""
    shown = escape(title, "all" if line or find_label(title) >= 0 else "keep")
    if not shown or (shown.startswith("\\") and unescape(shown[:2]) != shown[:2]):
        return shown
    is_ambiguous = is_label(shown) or parse_header_line(shown) or find_header_line(shown) or _BULLET.match(shown)
    return f"\\{shown}" if is_ambiguous or shown[0] in "\\{<\ufeff" or shown.startswith("[{") else shown


def format_blocks(document: Document) -> str:
    """A document in reading order: header lines unchanged, headings after `##`, blocks after their numbers."""
    lines = [line.text for line in document.header]
    lines += [""] if lines else []
    headings = {
        before: [h for h in document.headings if h.before == before] for before in {h.before for h in document.headings}
    }
    for block in document.blocks:
        lines += [f"{'#' * h.level} {h.text}" for h in headings.get(block.number, ())]
        page = f" (p. {block.page})" if block.page else ""
        lines.append(f"[{block.number}]{page} " + " ".join(block.text.split()))
    lines += [f"{'#' * h.level} {h.text}" for h in headings.get(len(document.blocks) + 1, ())]
    return "\n".join(lines)


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
