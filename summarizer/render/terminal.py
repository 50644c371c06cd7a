"""Summaries and reports for a terminal: coloured, wrapped, disputed words highlighted in statement and source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ..languages import DEFAULT_LANGUAGE, LANGUAGES, Labels
from ..models import CheckedStatement, Document, LanguageCode, Report, Statement, Status, Summary
from ..published.grammar import normalize_spaces
from ..published.header_line import format_header_line
from .highlights import Span, find_disputed_sentences, split_by_spans
from .sanitize import escape_controls

# Characters that may not begin a line, and characters that may not end one, as in the rules of Chinese typesetting.
_CLOSING = "，。、；：！？）】》」』〉〕”’%‰℃…—·,.;:!?)]}»"
_OPENING = "（【《「『〈〔“‘([{«$¥€£"
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
# What is not broken: a wide character, or a run of narrow ones, with the marks that may not be separated from it.
_UNBREAKABLE = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^\s{_WIDE}]+?(?=[{_WIDE}\s]|$))[{re.escape(_CLOSING)}]*|\s+"
)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """The number of columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, columns: int) -> list[tuple[int, int]]:
    """The lines of a text, none wider than `columns`, as offsets into it; white space at a break is left out."""
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _UNBREAKABLE.finditer(text):
        if match[0].isspace():
            used += display_width(match[0]) if end > start else 0
            start = match.end() if end == start else start
            continue
        piece_width = display_width(match[0])
        if end > start and used + piece_width > columns:
            lines.append((start, end))
            start, used = match.start(), 0
        elif end == start:
            start = match.start()
        end, used = match.end(), used + piece_width
        while used > columns:  # wider than a whole line
            cut = _fitting_end(text, start, columns)
            lines.append((start, cut))
            start, used = cut, used - display_width(text[start:cut])
    return [*lines, (start, end)] if end > start else lines


def _fitting_end(text: str, start: int, columns: int) -> int:
    """The offset after the last character that fits into the columns; at least one character is taken."""
    used, end = 0, start
    while end < len(text) and (used + _columns(text[end]) <= columns or end == start):
        used += _columns(text[end])
        end += 1
    return end


_STATUS_SIGNS: dict[Status, str] = {"supported": "✓", "partial": "◐", "unsupported": "✗", "unchecked": "?"}
_STATUS_COLOURS: dict[Status, str] = {"supported": "32", "partial": "33", "unsupported": "31", "unchecked": "36"}
_BOLD = "1"
_DIM = "2"
_DISPUTED = "1;4;31"  # bold, underlined, red
_MIN_WIDTH = 24  # columns, even where the terminal says that it has fewer
_MAX_WIDTH = 100  # columns: longer lines are hard to read
_UNLIMITED_WIDTH = 1_000_000_000  # columns that no line reaches
_COLOUR_SEQUENCE = re.compile(r"\x1b\[[\d;]*m")


def format_summary(
    summary: Summary,
    labels: LanguageCode | None = None,
    width: int = _MAX_WIDTH,
    colour: bool = True,
    checked: bool | None = None,
) -> str:
    """The printed form for a terminal: the sign of its status before each statement, its findings below.

    Args:
        width: columns of the terminal.
        checked: whether to show status signs; None to show them only if any statement was checked.
    """
    writer = _TerminalWriter(
        LANGUAGES[labels or summary.language].labels,
        colour,
        width,
        show_status=_is_checked(summary) if checked is None else checked,
    )
    info = summary.document
    blocks = [[*writer.lines(info.title or "", _BOLD), *writer.lines(format_header_line(info), _DIM)]]
    if summary.core_viewpoint:
        blocks.append([writer.paint(writer.labels.core, _BOLD), *writer.statement(summary.core_viewpoint)])
    for number, group in enumerate(summary.groups, 1):
        points = [line for point in group.points for line in writer.statement(point)]
        blocks.append([*writer.lines(writer.labels.group(number, normalize_spaces(group.title)), _BOLD), *points])
    if summary.unparsed:
        pieces = [line for piece in summary.unparsed for line in writer.lines(piece, indent="  ", first="- ")]
        blocks.append([writer.paint(writer.labels.unparsed, _BOLD), *pieces])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def format_report(
    report: Report, document: Document, colour: bool, width: int | None, labels: LanguageCode = DEFAULT_LANGUAGE
) -> str:
    """Every statement with its verdict, and below a disputed one the findings and the sentences of the source.

    Args:
        width: columns of the terminal; None for unlimited lines.
    """
    writer = _TerminalWriter(LANGUAGES[labels].labels, colour, width)
    blocks = [[*writer.lines(report.document.title or document.title or "", _BOLD)]]
    blocks += [writer.entry(entry, document) for entry in report.entries]
    pieces = [line for piece in report.unparsed for line in writer.lines(piece, indent="  ", first="- ")]
    blocks += [[writer.paint(writer.labels.unparsed, _BOLD), *pieces]] if pieces else []
    blocks.append([writer.tally(report)])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _is_checked(summary: Summary) -> bool:
    """Whether any statement was checked: a summary that was parsed from print has no verdicts yet."""
    return any(s.support.status != "unchecked" or s.support.findings for _, s in summary.statements())


class _TerminalWriter:
    """Formats lines with the labels of one language, with or without colour, for one width."""

    def __init__(self, labels: Labels, colour: bool, width: int | None, show_status: bool = True) -> None:
        self.labels = labels
        self.show_status = show_status
        self.colour = colour
        self.width = _UNLIMITED_WIDTH if width is None else max(_MIN_WIDTH, min(width, _MAX_WIDTH))

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style and text else text

    def lines(
        self, text: str, style: str = "", *, indent: str = "", first: str | None = None, spans: Iterable[Span] = ()
    ) -> list[str]:
        """A text wrapped to the width.

        Args:
            first: replaces `indent` before the first line.
            spans: stretches of the text in another style; their owner is that style.
        """
        text, spans = self._sanitized(text, spans)
        lead, lines = indent if first is None else first, []
        for start, end in wrap(text, self.width - display_width(_COLOUR_SEQUENCE.sub("", indent))):
            pieces = split_by_spans(text[start:end], spans, offset=start)
            lines.append(lead + "".join(self.paint(p.text, p.owners[-1] if p.owners else style) for p in pieces))
            lead = indent
        return lines

    def statement(self, statement: Statement) -> list[str]:
        """The statement after the sign of its status, disputed words highlighted, citations dim; its findings below."""
        status, findings = statement.support.status, statement.support.findings
        text, citations = normalize_spaces(statement.text), "".join(f"[{number}]" for number in statement.citations)
        spans = [Span(len(text), len(text) + 1 + len(citations), _DIM)] if citations else []
        for claim in (normalize_spaces(finding.claim) for finding in findings):
            if claim != text and claim and (start := text.find(claim)) >= 0:
                spans.append(Span(start, start + len(claim), _DISPUTED))
        sign = self.paint(_STATUS_SIGNS[status], _STATUS_COLOURS[status]) + " " if self.show_status else "- "
        lines = self.lines(f"{text} {citations}".strip(), indent="  ", first=sign, spans=spans)
        for finding in findings:
            kind = self.labels.findings[finding.kind]
            lines += self.lines(f"{kind}: {finding.message}", _STATUS_COLOURS[status], indent="  ")
        return lines

    def entry(self, entry: CheckedStatement, document: Document) -> list[str]:
        """An entry of a report, with the sentences of the source that its findings are about."""
        lines, margin = self.statement(entry.statement), self.paint("  │ ", _DIM)
        for sentence, spans_in_sentence in find_disputed_sentences(entry.statement, document):
            number = f"[{sentence.block}] "
            spans = [Span(s.start + len(number), s.end + len(number), _DISPUTED) for s in spans_in_sentence]
            lines += self.lines(number + sentence.text, indent=margin, spans=[Span(0, len(number), _DIM), *spans])
        return lines

    def tally(self, report: Report) -> str:
        """`7 statements: ✓ 5 supported · ✗ 2 not supported`."""
        entries = len(report.entries)
        total = self.labels.tally.format(total=entries, s="" if entries == 1 else "s")
        counts = [(status, report.counts[status]) for status in _STATUS_SIGNS]
        parts = [
            self.paint(f"{_STATUS_SIGNS[status]} {count} {self.labels.statuses[status]}", _STATUS_COLOURS[status])
            for status, count in counts
            if count
        ]
        return f"{total}: {' · '.join(parts)}" if parts else total

    def _sanitized(self, text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
        """The text without control characters, and the spans at their new offsets."""
        whole, shifted = "", []
        for piece in split_by_spans(re.sub(r"\s", " ", text), spans):
            words = escape_controls(piece.text)
            if piece.owners and piece.owners[-1] == _DISPUTED and not self.colour:
                words = f"«{words}»"
            if piece.owners:
                shifted.append(Span(len(whole), len(whole) + len(words), piece.owners[-1]))
            whole += words
        return whole, shifted
