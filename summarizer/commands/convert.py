"""`summarizer convert SUMMARY`: between the printed forms, JSON and HTML."""

from __future__ import annotations

import argparse

from .console import add_output_arguments, load_document, read_text, refuse_stdin_twice, rendered, say, write


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer convert`."""
    parser.add_argument("summary", metavar="SUMMARY", help='printed form or JSON; "-" reads standard input')
    parser.add_argument("--source", metavar="FILE", help="the article, shown beside the summary in HTML")
    add_output_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the summary in another form; what was not understood is named on stderr and kept."""
    from ..models import Summary

    refuse_stdin_twice(options.summary, options.source or "")
    summary = Summary.parse(read_text(options.summary))
    for piece in summary.unparsed:
        say(f"{options.summary}: not understood and kept aside: {piece[:80]}")
    document = load_document(options.source) if options.source else None
    write(rendered(summary, document, options), options.output)
    return 0
