"""`summarizer check SUMMARY --source FILE`: whether a document supports a summary, whoever wrote it.

`summarizer blocks FILE` prints the document with the block numbers that citations refer to.
"""

from __future__ import annotations

import argparse
from typing import get_args

from .. import api
from ..models import CitationMode
from ..render.terminal import format_report
from ..render.text import format_blocks
from .console import supports_colour, terminal_width
from .input_output import load_document, load_summary, refuse_stdin_twice, sanitize_for_terminal, write_output


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer check`."""
    parser.add_argument("summary", metavar="SUMMARY", help='printed form or JSON; "-" reads standard input')
    parser.add_argument("--source", required=True, metavar="FILE", help="the article")
    parser.add_argument(
        "--citations",
        choices=get_args(CitationMode),
        default="strict",
        help="loose: ignore the block numbers and look for support anywhere",
    )
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text")


def run_check(options: argparse.Namespace) -> int:
    """Print the report. Returns 1 when there are findings."""
    refuse_stdin_twice(options.summary, options.source)
    summary = load_summary(options.summary)
    document = load_document(options.source)
    report = api.check(summary, document, citations=options.citations)
    if options.format == "json":
        write_output(sanitize_for_terminal(report.model_dump_json(indent=2)))
    else:
        write_output(format_report(report, document, colour=supports_colour(), width=terminal_width()))
    return 1 if report.findings else 0


def add_blocks_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer blocks`."""
    parser.add_argument("file", metavar="FILE", help='"-" reads standard input')
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text")


def run_blocks(options: argparse.Namespace) -> int:
    """Print the document."""
    document = load_document(options.file)
    write_output(
        sanitize_for_terminal(
            document.model_dump_json(indent=2) if options.format == "json" else format_blocks(document)
        )
    )
    return 0
