"""`summarizer convert SUMMARY`: between the printed forms, JSON and HTML."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from .console import add_output_arguments, load_document, load_summary, refuse_stdin_twice, rendered, say, write

if TYPE_CHECKING:
    from ..models import Document, Summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer convert`."""
    parser.add_argument("summary", metavar="SUMMARY", help='printed form or JSON; "-" reads standard input')
    parser.add_argument("--source", metavar="FILE", help="the article: citations become evidence, and HTML shows both")
    add_output_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the summary in another form; what was not understood is named on stderr and kept."""
    refuse_stdin_twice(options.summary, options.source or "")
    summary = load_summary(options.summary)
    for piece in summary.unparsed:
        say(f"{options.summary}: not understood and kept aside: {piece[:80]}")
    document = load_document(options.source) if options.source else None
    if document:
        summary = _grounded(summary, document)
    write(rendered(summary, document, options), options.output)
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
