"""Summaries, reports and documents as a notebook shows them: one element of HTML without script, style sheet or link.

Notebooks sanitise what they show and have themes of their own, so that every style is inline, colours are in the middle
between light and dark, and text has the colour of its surroundings. The evidence of a citation appears where a pointer
rests on it, and below the summary for readers without one. All text is escaped by markupsafe.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ..languages import LANGUAGES, Labels
from ..models import (
    CheckedStatement,
    Citation,
    Document,
    Evidence,
    LanguageCode,
    Report,
    Statement,
    Status,
    Summary,
    Support,
    format_citations,
)
from ..published.article_citations import describe_sources
from ..published.grammar import normalize_spaces
from ..published.header_line import format_header_line
from .finding_parts import format_finding, merge_findings
from .sanitize import escape_controls
from .terminal import (
    STATUS_SIGNS,
    describe_found_blocks,
    describe_judge,
    describe_judges,
    format_entry,
    format_tally,
    is_checked,
)
from .text import script_sample

# Colours with a contrast of at least 3:1 against white and against the background of dark themes (#1e1e1e).
_COLOURS: dict[Status, str] = {
    "supported": "#2e8b57",
    "partial": "#b8860b",
    "unsupported": "#d9534f",
    "unchecked": "#4a8fb5",
}
_EVIDENCE_LABELS: dict[LanguageCode, str] = {"en": "Evidence", "zh": "依据"}
_FRAME = Markup('<div style="max-width:46em;line-height:1.5" lang="{lang}">{content}</div>')
_TITLE = Markup('<div style="font-weight:bold;font-size:1.15em">{}</div>')
_QUIET = Markup('<div style="opacity:.7">{}</div>')
_HEADING = Markup('<div style="font-weight:bold;margin-top:.8em">{}</div>')
_LINE = Markup('<div style="margin:.2em 0 .2em 1.1em;text-indent:-1.1em">{}</div>')
_SIGN = Markup('<span style="color:{colour};font-weight:bold" title="{status}">{sign}</span> ')
_CITATION = Markup(
    '<abbr style="cursor:help;opacity:.8;text-decoration:underline dotted" title="{quote}">[{block}]</abbr>'
)
_FINDING = Markup('<div style="margin-left:1.1em;color:{colour}">{kind}: {message}</div>')
_QUOTE = Markup('<div style="margin:.2em 0 .2em 1.1em;padding-left:.6em;border-left:2px solid;opacity:.8">{}</div>')
_DETAILS = Markup('<details style="margin-top:.8em"><summary>{label}</summary>{content}</details>')


def summary_to_html(summary: Summary) -> str:
    """A summary for a notebook."""
    labels = LANGUAGES[summary.language].labels_for(script_sample(summary))
    checked, language = is_checked(summary), LANGUAGES[summary.language]
    parts = [_TITLE.format(_clean(summary.document.title))] if summary.document.title else []
    if header := format_header_line(summary.document):
        parts.append(_QUIET.format(_clean(header)))
    parts += [_QUIET.format(_clean(line)) for line in describe_sources(summary.sources, labels)]
    if summary.core_viewpoint:
        parts += [_HEADING.format(labels.core), _statement(summary.core_viewpoint, labels, checked)]
    for number, group in enumerate(summary.groups, 1):
        parts.append(_HEADING.format(_clean(labels.group(number, normalize_spaces(group.title)))))
        parts += [_findings(group.support, labels)] if group.support else []
        parts += [_statement(point, labels, checked) for point in group.points]
    if summary.unparsed:
        parts.append(_HEADING.format(labels.unparsed))
        parts += [_LINE.format(_clean(piece)) for piece in summary.unparsed]
    parts += [_QUIET.format(_clean(describe_judge(summary.judge, labels)))] if checked else []
    label = language.adapt_label(_EVIDENCE_LABELS[summary.language], script_sample(summary))
    parts.append(_evidence((statement for _, statement in summary.statements()), label))
    return _frame(parts, language.html_tag)


def report_to_html(report: Report) -> str:
    """A report for a notebook: counts, who checked, then every statement with verdict, findings and their evidence."""
    labels = LANGUAGES["en"].labels
    statements = [entry.statement for entry in report.entries]
    parts = [_TITLE.format(_clean(report.document.title))] if report.document.title else []
    parts += [_QUIET.format(_clean(line)) for line in (format_tally(report, labels), *describe_judges(report))]
    parts += [_entry(entry, labels) for entry in report.entries]
    for title in report.titles:
        if title.support.findings:
            parts += [_HEADING.format(_clean(title.title)), _findings(title.support, labels)]
    parts.append(_evidence((s for s in statements if not s.support.findings), _EVIDENCE_LABELS["en"]))
    return _frame(parts, LANGUAGES["en"].html_tag)


def report_to_text(report: Report) -> str:
    """A report in plain text: the counts, who checked, then every statement with its verdict and findings."""
    labels = LANGUAGES["en"].labels
    lines = [format_tally(report, labels), *describe_judges(report)]
    for entry in report.entries:
        support = entry.statement.support
        lines.append(f"{STATUS_SIGNS[support.status]} {format_entry(entry)}")
        lines += [f"  {labels.findings[f.kind]}: {format_finding(f)}" for f in merge_findings(support.findings)]
    for title in report.titles:
        lines += [f"{title.title}: {finding.message}" for finding in title.support.findings]
    return "\n".join(lines)


def document_to_html(document: Document) -> str:
    """A document for a notebook: its blocks after the numbers by which they are cited."""
    parts = [_TITLE.format(_clean(document.title))] if document.title else []
    for block in document.blocks:
        parts += [_HEADING.format(_clean(h.text)) for h in document.headings if h.before == block.number]
        number = Markup('<span style="opacity:.7">[{}]</span> ').format(block.number)
        parts.append(_LINE.format(number + _clean(" ".join(block.text.split()))))
    return _frame(parts, LANGUAGES[document.language].html_tag)


def _clean(text: str | None) -> str:
    return escape_controls(text or "")


def _frame(parts: Iterable[Markup], lang: str) -> str:
    return str(_FRAME.format(content=Markup("").join(parts), lang=lang))


def _entry(entry: CheckedStatement, labels: Labels) -> Markup:
    """An entry of a report; below its findings stands the evidence that they are about."""
    statement, citations = entry.statement, _citations(entry.statement)
    if statement.citations and statement.citations != entry.cited:
        found = Markup("({} {})").format(describe_found_blocks(entry), citations)
        citations = Markup(" ").join([format_citations(entry.cited), found]) if entry.cited else found
    shown = _statement(statement, labels, True, citations)
    return shown + _quote_lines(statement.evidence) if statement.support.findings else shown


def _citations(statement: Statement) -> Markup:
    """The numbers of the blocks, each with the quoted evidence where the pointer rests on it."""
    quotes = {citation: _quotes(statement.evidence, citation) for citation in statement.citations}
    return Markup("").join(_CITATION.format(block=citation, quote=quote) for citation, quote in quotes.items())


def _statement(statement: Statement, labels: Labels, checked: bool, citations: Markup | None = None) -> Markup:
    """A statement after the sign of its verdict, its evidence at its citations, and its findings below."""
    status = statement.support.status
    sign = _SIGN.format(colour=_COLOURS[status], status=labels.statuses[status], sign=STATUS_SIGNS[status])
    shown = _citations(statement) if citations is None else citations
    text = Markup("{} {}").format(_clean(normalize_spaces(statement.text)), shown)
    return _LINE.format((sign if checked else Markup("• ")) + text) + _findings(statement.support, labels)


def _findings(support: Support, labels: Labels) -> Markup:
    colour = _COLOURS[support.status]
    found = merge_findings(support.findings)
    return Markup("").join(
        _FINDING.format(colour=colour, kind=labels.findings[f.kind], message=_clean(format_finding(f))) for f in found
    )


def _quotes(evidence: Sequence[Evidence], citation: Citation) -> str:
    return _clean(" … ".join(" ".join(e.quote.split()) for e in evidence if e.citation == citation))


def _evidence(statements: Iterable[Statement], label: str) -> Markup:
    """The quotes of all evidence, closed until somebody opens them: what a touch screen and a keyboard reach."""
    quotes = {(e.article or 0, e.block, e.start): e for statement in statements for e in statement.evidence}
    lines = _quote_lines(e for _, e in sorted(quotes.items()))
    return _DETAILS.format(label=label, content=lines) if quotes else lines


def _quote_lines(evidence: Iterable[Evidence]) -> Markup:
    quotes = (Markup("[{}] {}").format(e.citation, _clean(" ".join(e.quote.split()))) for e in evidence)
    return Markup("").join(_QUOTE.format(quote) for quote in quotes)
