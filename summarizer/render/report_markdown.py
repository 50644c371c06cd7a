"""A report in Markdown: the counts, then every statement with its verdict, findings and the words of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..languages import DEFAULT_LANGUAGE, LANGUAGES, Labels
from ..models import CheckedStatement, Document, Report, Summary, Support
from .finding_parts import format_finding, merge_findings
from .highlights import Span, find_claimed_spans, find_disputed_sentences, split_by_spans
from .terminal import STATUS_SIGNS, describe_judges, divide_report, format_entry_citations, format_tally
from .text import escape_markdown


def report_to_markdown(
    report: Report,
    document: Document | None,
    summary: Summary | None = None,
    entries: Sequence[CheckedStatement] | None = None,
) -> str:
    """A report in Markdown, with the disputed words marked in the statement and in the sentences of the source.

    Args:
        document: what it was checked against; None for a digest, of whose articles no sentences are shown.
        summary: what was checked, for the titles of its groups.
        entries: those that are shown, None for all; the counts are of all.
    """
    labels = LANGUAGES[DEFAULT_LANGUAGE].labels
    title = report.document.title or (document and document.title)
    blocks = [f"# {escape_markdown(title)}"] if title else []
    blocks += [
        f"**{format_tally(report, labels)}**",
        *(f"*{escape_markdown(words)}*" for words in describe_judges(report)),
    ]
    for section in divide_report(report, summary, entries):
        blocks += [f"## {labels.core}"] if section.number == 0 else []
        blocks += [f"## {labels.group(section.number, escape_markdown(section.title))}"] if section.title else []
        lines = [*_findings(section.support, labels)] if section.support else []
        lines += [line for entry in section.entries for line in _entry(entry, document, labels)]
        blocks.append("\n".join(lines))
    if report.unparsed:
        blocks += [f"## {labels.unparsed}", "\n".join(f"- {escape_markdown(piece)}" for piece in report.unparsed)]
    return "\n\n".join(block for block in blocks if block)


def _entry(entry: CheckedStatement, document: Document | None, labels: Labels) -> Iterator[str]:
    statement = entry.statement
    text = escape_markdown(str(statement)) if statement.sides else _mark(statement.text, find_claimed_spans(statement))
    cited = "" if statement.sides else format_entry_citations(entry)
    yield f"- {STATUS_SIGNS[statement.support.status]} {text} {cited}".rstrip()
    yield from ("  " + line for line in _findings(statement.support, labels))
    for sentence, spans in find_disputed_sentences(statement, document) if document else ():
        yield f"  - > [{sentence.block}] {_mark(sentence.text, spans)}"


def _findings(support: Support, labels: Labels) -> Iterator[str]:
    for finding in merge_findings(support.findings):
        yield f"- *{labels.findings[finding.kind]}*: {escape_markdown(format_finding(finding))}"


def _mark(text: str, spans: Sequence[Span]) -> str:
    """A text on one line, with the spans in «…»: asterisks do not mark a word that ends in a sign, as 3.5% does."""
    pieces = (f"«{part.text}»" if part.owners else part.text for part in split_by_spans(text, spans))
    return escape_markdown(" ".join("".join(pieces).split()))
