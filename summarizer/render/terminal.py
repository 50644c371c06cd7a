"""What a terminal shows: colours, lines broken by width, and the words at fault marked in claim and source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ..languages import LANGUAGES, Labels
from ..models import CheckedStatement, Document, LanguageCode, Report, Statement, Status, Summary
from ..published.grammar import normalize_spaces
from ..published.header_line import format_header_line
from .highlights import Span, faulty_sentences, segments
from .safe_text import harmless

# No line begins with these, and none ends with those: the rules of Chinese typesetting, and plain good manners.
_CLOSING = "，。、；：！？）】》」』〉〕”’%‰℃…—·,.;:!?)]}»"
_OPENING = "（【《「『〈〔“‘([{«$¥€£"
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
# What stays together: a wide character or a run of others, with the marks that may not stand apart from it.
_ATOM = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^\s{_WIDE}]+?(?=[{_WIDE}\s]|$))[{re.escape(_CLOSING)}]*|\s+"
)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, columns: int) -> list[tuple[int, int]]:
    """The lines of a text as offsets into it, none wider than `columns`; white space at a break is left out."""
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _ATOM.finditer(text):
        if match[0].isspace():
            used += width(match[0]) if end > start else 0
            start = match.end() if end == start else start
            continue
        atom = width(match[0])
        if end > start and used + atom > columns:
            lines.append((start, end))
            start, used = match.start(), 0
        elif end == start:
            start = match.start()
        end, used = match.end(), used + atom
        while used > columns:  # wider than a whole line: cut where it must be
            cut = _fitting(text, start, columns)
            lines.append((start, cut))
            start, used = cut, used - width(text[start:cut])
    return [*lines, (start, end)] if end > start else lines


def _fitting(text: str, start: int, columns: int) -> int:
    """Where the last character that fits into the columns ends; one character fits always."""
    used, end = 0, start
    while end < len(text) and (used + _columns(text[end]) <= columns or end == start):
        used += _columns(text[end])
        end += 1
    return end


_MARKS: dict[Status, str] = {"supported": "✓", "partial": "◐", "unsupported": "✗", "unchecked": "?"}
_COLOURS: dict[Status, str] = {"supported": "32", "partial": "33", "unsupported": "31", "unchecked": "36"}
_BOLD, _DIM, _FAULT = "1", "2", "1;4;31"
_MIN_WIDTH, _MAX_WIDTH, _UNBROKEN = 24, 100, 1_000_000_000
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def summary_text(
    summary: Summary,
    labels: LanguageCode | None = None,
    width: int = _MAX_WIDTH,
    colour: bool = True,
    checked: bool | None = None,
) -> str:
    """The printed form for a terminal: a mark of support before each statement, and why where there are findings.

    Args:
        checked: whether there are marks; None where a verdict tells anything.
    """
    pen = _Pen(
        LANGUAGES[labels or summary.language].labels,
        colour,
        width,
        checked=_is_checked(summary) if checked is None else checked,
    )
    info = summary.document
    blocks = [[*pen.lines(info.title or "", _BOLD), *pen.lines(format_header_line(info), _DIM)]]
    if summary.core_viewpoint:
        blocks.append([pen.paint(pen.words.core, _BOLD), *pen.statement(summary.core_viewpoint)])
    for number, group in enumerate(summary.groups, 1):
        points = [line for point in group.points for line in pen.statement(point)]
        blocks.append([*pen.lines(pen.words.group(number, normalize_spaces(group.title)), _BOLD), *points])
    if summary.unparsed:
        pieces = [line for piece in summary.unparsed for line in pen.lines(piece, indent="  ", first="- ")]
        blocks.append([pen.paint(pen.words.unparsed, _BOLD), *pieces])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def report_text(
    report: Report, document: Document, colour: bool, width: int | None, labels: LanguageCode = "en"
) -> str:
    """Every statement with its verdict; below what is at fault the finding and the sentence of the source.

    Args:
        width: columns of the terminal; None breaks no line.
    """
    pen = _Pen(LANGUAGES[labels].labels, colour, width)
    blocks = [[*pen.lines(report.document.title or document.title or "", _BOLD)]]
    blocks += [pen.entry(entry, document) for entry in report.entries]
    pieces = [line for piece in report.unparsed for line in pen.lines(piece, indent="  ", first="- ")]
    blocks += [[pen.paint(pen.words.unparsed, _BOLD), *pieces]] if pieces else []
    blocks.append([pen.tally(report)])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _is_checked(summary: Summary) -> bool:
    """Whether the verdicts tell anything: a summary read from print has none yet."""
    return any(s.support.status != "unchecked" or s.support.findings for _, s in summary.statements())


class _Pen:
    """Writes lines in one language, with or without colour, to one width."""

    def __init__(self, words: Labels, colour: bool, width: int | None, checked: bool = True) -> None:
        self.words = words
        self.checked = checked
        self.colour = colour
        self.width = _UNBROKEN if width is None else max(_MIN_WIDTH, min(width, _MAX_WIDTH))

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style and text else text

    def lines(
        self, text: str, style: str = "", *, indent: str = "", first: str | None = None, spans: Iterable[Span] = ()
    ) -> list[str]:
        """A text in lines of the width.

        Args:
            first: stands in place of `indent` before the first line.
            spans: stretches of the text in another style, which is their owner.
        """
        text, spans = self._defused(text, spans)
        lead, lines = indent if first is None else first, []
        for start, end in wrap(text, self.width - width(_COLOUR.sub("", indent))):
            pieces = segments(text[start:end], spans, offset=start)
            lines.append(lead + "".join(self.paint(p.text, p.owners[-1] if p.owners else style) for p in pieces))
            lead = indent
        return lines

    def statement(self, statement: Statement) -> list[str]:
        """The statement behind its mark, the words at fault marked, citations dim; its findings below."""
        status, findings = statement.support.status, statement.support.findings
        text, cites = normalize_spaces(statement.text), "".join(f"[{number}]" for number in statement.citations)
        spans = [Span(len(text), len(text) + 1 + len(cites), _DIM)] if cites else []
        for claim in (normalize_spaces(finding.claim) for finding in findings):
            if claim != text and claim and (start := text.find(claim)) >= 0:
                spans.append(Span(start, start + len(claim), _FAULT))
        mark = self.paint(_MARKS[status], _COLOURS[status]) + " " if self.checked else "- "
        lines = self.lines(f"{text} {cites}".strip(), indent="  ", first=mark, spans=spans)
        for finding in findings:
            kind = self.words.findings[finding.kind]
            lines += self.lines(f"{kind}: {finding.message}", _COLOURS[status], indent="  ")
        return lines

    def entry(self, entry: CheckedStatement, document: Document) -> list[str]:
        """An entry of a report, with the sentences of the source that its findings are about."""
        lines, bar = self.statement(entry.statement), self.paint("  │ ", _DIM)
        for sentence, faults in faulty_sentences(entry.statement, document):
            number = f"[{sentence.block}] "
            spans = [Span(s.start + len(number), s.end + len(number), _FAULT) for s in faults]
            lines += self.lines(number + sentence.text, indent=bar, spans=[Span(0, len(number), _DIM), *spans])
        return lines

    def tally(self, report: Report) -> str:
        """`7 statements: ✓ 5 supported · ✗ 2 not supported`."""
        entries = len(report.entries)
        total = self.words.tally.format(total=entries, s="" if entries == 1 else "s")
        counts = " · ".join(
            self.paint(f"{_MARKS[status]} {report.counts[status]} {self.words.statuses[status]}", _COLOURS[status])
            for status in _MARKS
            if report.counts[status]
        )
        return f"{total}: {counts}" if counts else total

    def _defused(self, text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
        """The text without what a terminal would obey, and the spans where they are then."""
        whole, moved = "", []
        for piece in segments(re.sub(r"\s", " ", text), spans):
            words = harmless(piece.text)
            if piece.owners and piece.owners[-1] == _FAULT and not self.colour:
                words = f"«{words}»"
            if piece.owners:
                moved.append(Span(len(whole), len(whole) + len(words), piece.owners[-1]))
            whole += words
        return whole, moved
