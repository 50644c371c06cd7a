"""Summaries and reports for a terminal: coloured, wrapped, disputed words highlighted in statement and source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..languages import DEFAULT_LANGUAGE, LANGUAGES, Labels
from ..models import (
    CheckedStatement,
    DigestSource,
    Document,
    LanguageCode,
    Report,
    Statement,
    Status,
    Summary,
    Support,
    format_citations,
    group_place,
    titles_by_place,
)
from ..published.article_citations import describe_sources
from ..published.grammar import normalize_spaces
from ..published.header_line import format_header_line
from .finding_parts import format_finding, merge_findings
from .highlights import Span, find_disputed_sentences, split_by_spans
from .sanitize import escape_controls
from .text import script_sample

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


STATUS_SIGNS: dict[Status, str] = {"supported": "✓", "partial": "◐", "unsupported": "✗", "unchecked": "?"}
_STATUS_COLOURS: dict[Status, str] = {"supported": "32", "partial": "33", "unsupported": "31", "unchecked": "36"}
_UNDECIDED = "? means that the rules cannot decide; a model that judges can"
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
    width: int | None = _MAX_WIDTH,
    colour: bool = True,
    checked: bool | None = None,
    closed: bool = True,
) -> str:
    """The printed form for a terminal: the sign of its status before each statement, its findings below.

    Args:
        width: columns of the terminal; None for unlimited lines.
        checked: whether to show status signs; None to show them only if any statement was checked.
        closed: whether to end with who checked it; a summary that is still being written has no end.
    """
    writer = _TerminalWriter(
        LANGUAGES[labels or summary.language].labels_for(script_sample(summary)),
        colour,
        width,
        show_status=is_checked(summary) if checked is None else checked,
    )
    info = summary.document
    blocks = [[*writer.lines(info.title or "", _BOLD), *writer.lines(format_header_line(info), _DIM)]]
    blocks[0] += writer.sources(summary.sources)
    if summary.core_viewpoint:
        blocks.append([writer.paint(writer.labels.core, _BOLD), *writer.statement(summary.core_viewpoint)])
    for number, group in enumerate(summary.groups, 1):
        points = [line for point in group.points for line in writer.statement(point)]
        heading = writer.lines(writer.labels.group(number, normalize_spaces(group.title)), _BOLD)
        blocks.append([*heading, *writer.findings(group.support), *points])
    if summary.unparsed:
        pieces = [line for piece in summary.unparsed for line in writer.lines(piece, indent="  ", first="- ")]
        blocks.append([writer.paint(writer.labels.unparsed, _BOLD), *pieces])
    if writer.show_status and closed:
        blocks.append(writer.lines(describe_judge(summary.judge, writer.labels), _DIM))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def format_report(
    report: Report,
    document: Document | None,
    colour: bool,
    width: int | None,
    summary: Summary | None = None,
    entries: Sequence[CheckedStatement] | None = None,
) -> str:
    """The counts, then every statement with its verdict under the heading it has in the summary.

    Below a disputed statement stand its findings and the sentences of the source.

    Args:
        width: columns of the terminal; None for unlimited lines.
        document: what it was checked against; None for a digest, of whose articles no sentences are shown.
        summary: what was checked, for the titles of its groups.
        entries: those that are shown, None for all; the counts are of all.
    """
    writer = _TerminalWriter(LANGUAGES[DEFAULT_LANGUAGE].labels, colour, width)
    blocks = [[*writer.lines(report.document.title or (document and document.title) or "", _BOLD)]]
    blocks[0] += writer.sources(report.sources)
    blocks.append(
        [writer.tally(report), *(line for words in describe_judges(report) for line in writer.lines(words, _DIM))]
    )
    for section in divide_report(report, summary, entries):
        lines = [writer.paint(writer.labels.core, _BOLD)] if section.number == 0 else []
        if section.title:
            lines = writer.lines(writer.labels.group(section.number, section.title), _BOLD)
        lines += writer.findings(section.support)
        blocks.append([*lines, *(line for entry in section.entries for line in writer.entry(entry, document))])
    pieces = [line for piece in report.unparsed for line in writer.lines(piece, indent="  ", first="- ")]
    blocks += [[writer.paint(writer.labels.unparsed, _BOLD), *pieces]] if pieces else []
    return "\n\n".join("\n".join(block) for block in blocks if block)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """The part of a report that stands under one heading of the summary.

    Attributes:
        number: of the group, counted from 1; 0 for the core viewpoint.
        title: of the group; an empty string where it is not known.
        support: of the title, where something is wrong with it.
    """

    number: int
    title: str
    support: Support | None
    entries: tuple[CheckedStatement, ...]


def divide_report(
    report: Report, summary: Summary | None, entries: Sequence[CheckedStatement] | None
) -> list[ReportSection]:
    """A report by the headings of what was checked, in their order. The arguments are those of `format_report`."""
    groups = titles_by_place(summary) if summary else {}
    titles = {title.place: title for title in report.titles if title.support.findings}
    entries = report.entries if entries is None else entries
    places = dict.fromkeys([*(group_place(entry.place) for entry in entries), *titles])
    return [
        ReportSection(
            _group_number(place),
            normalize_spaces(groups.get(place) or (titles[place].title if place in titles else "")),
            titles[place].support if place in titles else None,
            tuple(entry for entry in entries if group_place(entry.place) == place),
        )
        for place in sorted(places, key=_group_number)
    ]


def describe_judge(model: str | None, labels: Labels) -> str:
    """Who read the statements: a model, or nobody."""
    return labels.judged.format(name=model) if model else labels.rules_only


def describe_judges(report: Report) -> list[str]:
    """Who read the statements, a model or the rules alone, and what is left open by that; nothing without any."""
    if not report.entries:
        return []
    judges = [describe_judge(report.judge, LANGUAGES[DEFAULT_LANGUAGE].labels)]
    return [*judges, _UNDECIDED] if report.counts["unchecked"] and report.judging is None else judges


def format_entry_citations(entry: CheckedStatement) -> str:
    """`[3]`; where other blocks than the author's were found to speak of it, `[3] (found in [2][5])`.

    Where they do not say so, they are the nearest: `[3] (nearest: [2][5])`.
    """
    cited, found = format_citations(entry.cited), format_citations(entry.statement.citations)
    return cited if found in ("", cited) else f"{cited} ({describe_found_blocks(entry)} {found})".strip()


def format_entry(entry: CheckedStatement) -> str:
    """A statement in print, with what `format_entry_citations` tells; one with sides has its citations at these."""
    if entry.statement.sides:
        return str(entry.statement)
    return f"{entry.statement.text} {format_entry_citations(entry)}".rstrip()


def describe_found_blocks(entry: CheckedStatement) -> str:
    """What the blocks are that the check found: those that say so, or only the nearest."""
    return "found in" if is_found(entry.statement.support.status) else "nearest:"


def is_found(status: Status) -> bool:
    """Whether the evidence of a statement with this status says so; else it only comes nearest."""
    return status in ("supported", "partial")


def _group_number(section: str) -> int:
    """The number of a group, counted from 1; 0 for the core viewpoint."""
    return int(section[len("groups[") : -1]) + 1 if section.startswith("groups[") else 0


def format_tally(
    report: Report, labels: Labels, paint: Callable[[str, Status], str] = lambda text, status: text
) -> str:
    """How many statements have each verdict: `7 statements: ✓ 5 supported · ✗ 2 not supported`.

    Args:
        paint: colours the part of a verdict.
    """
    entries = len(report.entries)
    total = labels.tally.format(total=entries, s="" if entries == 1 else "s")
    parts = [
        paint(f"{STATUS_SIGNS[status]} {count} {labels.statuses[status]}", status)
        for status in STATUS_SIGNS
        if (count := report.counts[status])
    ]
    return f"{total}: {' · '.join(parts)}" if parts else total


def is_checked(summary: Summary) -> bool:
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

    def statement(self, statement: Statement, citations: str | None = None) -> list[str]:
        """The statement after the sign of its status, disputed words highlighted, citations dim; its findings below.

        Args:
            citations: what stands for them; None for those of the statement.
        """
        status, findings = statement.support.status, statement.support.findings
        text = normalize_spaces(statement.text)
        if citations is None:
            citations = format_citations(statement.citations)
        spans = [Span(len(text), len(text) + 1 + len(citations), _DIM)] if citations else []
        whole = f"{text} {citations}".strip()
        if statement.sides:
            whole, spans = str(statement), []
        for claim in (normalize_spaces(finding.claim) for finding in findings):
            if claim != text and claim and (start := text.find(claim)) >= 0:
                spans.append(Span(start, start + len(claim), _DISPUTED))
        sign = self.paint(STATUS_SIGNS[status], _STATUS_COLOURS[status]) + " " if self.show_status else "- "
        lines = self.lines(whole, indent="  ", first=sign, spans=spans)
        if statement.support.disputed:
            lines += self.lines(self.labels.disputed, _STATUS_COLOURS[status], indent="  ")
        return lines + self.findings(statement.support)

    def findings(self, support: Support | None) -> list[str]:
        """What is wrong with a statement or a title, a line each."""
        if support is None:
            return []
        colour = _STATUS_COLOURS[support.status]
        return [
            line
            for finding in merge_findings(support.findings)
            for line in self.lines(
                f"{self.labels.findings[finding.kind]}: {format_finding(finding)}", colour, indent="  "
            )
        ]

    def sources(self, sources: Sequence[DigestSource]) -> list[str]:
        """The articles of a digest, a line each; continuation lines are indented."""
        described = describe_sources(sources, self.labels)
        return [line for words in described for line in self.lines(words, indent="    ", first="")]

    def entry(self, entry: CheckedStatement, document: Document | None) -> list[str]:
        """An entry of a report, with the sentences of the source that its findings are about."""
        lines, margin = self.statement(entry.statement, format_entry_citations(entry)), self.paint("  │ ", _DIM)
        disputed = find_disputed_sentences(entry.statement, document) if document else []
        for sentence, spans_in_sentence in disputed:
            number = f"[{sentence.block}] "
            spans = [Span(s.start + len(number), s.end + len(number), _DISPUTED) for s in spans_in_sentence]
            lines += self.lines(number + sentence.text, indent=margin, spans=[Span(0, len(number), _DIM), *spans])
        return lines

    def tally(self, report: Report) -> str:
        """`7 statements: ✓ 5 supported · ✗ 2 not supported`."""
        text = format_tally(report, self.labels, lambda text, status: self.paint(text, _STATUS_COLOURS[status]))
        if display_width(_COLOUR_SEQUENCE.sub("", text)) > self.width:  # a verdict a line
            return text.replace(": ", ":\n  ", 1).replace(" · ", "\n  ")
        return text

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
