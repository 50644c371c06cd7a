"""`summarizer convert SUMMARY`: between the printed forms, JSON and HTML."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..errors import UsageError
from .console import (
    add_output_arguments,
    load_document,
    load_summary,
    refuse_stdin_twice,
    refuse_to_overwrite,
    rendered,
    say,
    write,
)

if TYPE_CHECKING:
    from ..models import Document, Summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer convert`."""
    parser.add_argument("summary", metavar="SUMMARY",
                        help='printed form, JSON or a page of ours; "-" reads standard input; the .jsonl of a batch '
                             'becomes a folder of pages with an index (-f html -o FOLDER)')
    parser.add_argument("--source", metavar="FILE", help="the article: citations become evidence, and HTML shows both")
    add_output_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the summary in another form; what was not understood is named on stderr and kept."""
    refuse_stdin_twice(options.summary, options.source or "")
    refuse_to_overwrite([options.source or "-"], options.output)
    if options.summary.endswith(".jsonl"):
        return _pages(options)
    summary = load_summary(options.summary)
    for piece in summary.unparsed:
        say(f"{options.summary}: not understood and kept aside: {piece[:80]}")
    document = load_document(options.source) if options.source else None
    if document:
        summary = _grounded(summary, document)
    write(rendered(summary, document, options), options.output)
    return 0


def _pages(options: argparse.Namespace) -> int:
    from .pages import write_pages

    if options.format != "html" or options.output is None or options.source:
        raise UsageError("the output of a batch becomes pages only", "give -f html -o FOLDER, and no --source")
    count = write_pages(options.summary, options.output, options.labels)
    say(f"wrote {count} {'page' if count == 1 else 'pages'} and {options.output / 'index.html'}")
    return 0


def _grounded(summary: Summary, document: Document) -> Summary:
    """The summary with what its document tells of it: evidence and verdicts, unless it brings its own, and the header.

    A statement that cites a block which the document does not have keeps its citations and has no evidence.
    """
    from ..ground import check_summary, document_info
    from ..ground.repair import replaced

    if not any(statement.evidence for _, statement in summary.statements()):
        checked = {entry.place: entry.statement for entry in check_summary(summary, document).entries}
        summary = replaced(summary, {
            place: found if found.citations == old.citations else old.model_copy(update={"support": found.support})
            for place, old in summary.statements() if (found := checked[place])
        })
    known = document_info(document)
    missing = {name: getattr(known, name) for name, value in summary.document if not value}
    return summary.model_copy(update={"document": summary.document.model_copy(update=missing)})
