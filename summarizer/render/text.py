"""The printed form, one statement a line or all on one line; and the numbered blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES, Labels
from ..models import Document, Group, LanguageCode, Statement, Summary
from ..published.grammar import (
    DashEscaping,
    escape,
    escape_title,
    format_statement,
    is_joining_dash,
    normalize_spaces,
    unescape,
)
from ..published.header_line import find_header_line, format_header_line, parse_header_line
from ..published.labels import find_label, is_label

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
