"""`summarizer check SUMMARY --source FILE`: whether the source bears a summary out, whoever wrote it."""

from __future__ import annotations

import argparse
from typing import get_args

from ..models import CitationMode
from .console import (
    load_document,
    load_summary,
    refuse_stdin_twice,
    sanitize_for_terminal,
    supports_colour,
    terminal_width,
    write_output,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
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


def run(options: argparse.Namespace) -> int:
    """Print the report. Returns 1 when there are findings."""
    from .. import api

    refuse_stdin_twice(options.summary, options.source)
    summary = load_summary(options.summary)
    document = load_document(options.source)
    report = api.check(summary, document, citations=options.citations)
    if options.format == "json":
        write_output(sanitize_for_terminal(report.model_dump_json(indent=2)))
    else:
        from ..render.terminal import format_report

        write_output(format_report(report, document, colour=supports_colour(), width=terminal_width()))
    return 1 if report.findings else 0
