"""`summarizer check SUMMARY --source FILE`: whether a document supports a summary, whoever wrote it.

`summarizer blocks FILE` prints the document with the block numbers that citations refer to.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import get_args

from .. import api
from ..judging import describe_failure
from ..languages import DEFAULT_LANGUAGE, LANGUAGES
from ..models import CheckedStatement, CitationMode, Document, Report, Run, Summary
from ..published.prose import parse_statements
from ..readers import display_name
from ..render.html import to_html
from ..render.report_markdown import report_to_markdown
from ..render.terminal import format_report, format_tally
from ..render.text import format_blocks
from ..settings import Settings
from .console import notify, show_spinner, supports_colour, terminal_width
from .input_output import (
    choose_format,
    files_or_stdin,
    load_document,
    load_summary,
    refuse_stdin_twice,
    refuse_to_overwrite,
    sanitize_for_terminal,
    write_output,
)
from .options import (
    add_address_arguments,
    add_format_arguments,
    add_judge_arguments,
    add_kind_argument,
    add_nth_argument,
    judge_settings_from,
)

_REPORT_FORMATS = ("text", "json", "html", "markdown")
_BLOCK_FORMATS = ("text", "json")


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer check`."""
    parser.add_argument(
        "summary",
        nargs="?",
        metavar="SUMMARY",
        help='any summary: a printed form, prose, a list or JSON; "-", or none, reads standard input',
    )
    parser.add_argument(
        "--source",
        required=True,
        action="append",
        metavar="FILE",
        help="the article: a file or an address; for a digest once for each of its articles, in their order",
    )
    parser.add_argument(
        "--citations",
        choices=get_args(CitationMode),
        help="strict: `[n]` are block numbers; loose: look for support anywhere (default: loose without citations)",
    )
    add_format_arguments(parser.add_argument, _REPORT_FORMATS)
    parser.add_argument(
        "--only",
        choices=("findings", "open"),
        help="findings: statements with findings; open: all that are not supported, undecided ones (?) too",
    )
    add_nth_argument(parser)
    add_address_arguments(parser)
    add_kind_argument(parser.add_argument)
    add_judge_arguments(parser)


def run_check(options: argparse.Namespace) -> int:
    """Print the report. Returns 1 when there are findings."""
    options.format = choose_format(options, _REPORT_FORMATS)
    [options.summary] = files_or_stdin(options.summary)
    refuse_stdin_twice(options.summary, *options.source)
    refuse_to_overwrite([options.summary, *options.source], options.output)
    settings = judge_settings_from(options)
    summary = load_summary(options.summary, options.allow_private, options.nth, parse_statements)
    documents = [load_document(source, _reading(options)) for source in options.source]
    citations = options.citations or api.find_citation_mode(summary)
    if citations == "loose" and options.citations is None:
        notify(f"{display_name(options.summary)}: cites nothing: support is looked for anywhere (--citations loose)")
    with show_spinner(f"{settings.judge} reads {options.summary}", not settings.offline):
        report = api.check(summary, documents, citations, settings)
    if failure := describe_failure(report.judging):
        notify(f"{options.summary}: {failure}")
    write_output(_render_report(report, summary, documents, options), options.output)
    if options.output:
        notify(f"{options.output}: {format_tally(report, LANGUAGES[DEFAULT_LANGUAGE].labels)}")
    return 1 if report.findings else 0


def _render_report(report: Report, summary: Summary, documents: Sequence[Document], options: argparse.Namespace) -> str:
    document = None if report.sources else documents[0]
    if options.format == "text":
        on_screen = options.output is None
        colour, width = on_screen and supports_colour(), terminal_width() if on_screen else None
        return format_report(report, document, colour, width, summary, _choose_entries(report, options.only))
    entries = _choose_entries(report, options.only)
    shown = report.model_copy(update={"entries": entries})
    if options.format == "json":
        text = shown.model_dump_json(indent=2)
    elif options.format == "markdown":
        text = report_to_markdown(report, document, summary, entries)
    else:
        text = to_html(_keep_entries(summary, shown), documents, cited=[entry.cited for entry in entries])
    return text if options.output else sanitize_for_terminal(text)


def _choose_entries(report: Report, only: str | None) -> tuple[CheckedStatement, ...]:
    """The entries that `--only` leaves: `findings`, those with any; `open`, undecided ones too; None, all."""
    if only is None:
        return report.entries
    supports = ((entry, entry.statement.support) for entry in report.entries)
    return tuple(
        entry for entry, support in supports if support.findings or (only == "open" and support.status != "supported")
    )


def _keep_entries(summary: Summary, report: Report) -> Summary:
    """The summary with the statements of a report, each with its verdict, and no others."""
    titles = {title.place: title.support for title in report.titles}
    checked = {entry.place: entry.statement for entry in report.entries}
    groups = []
    for i, group in enumerate(summary.groups):
        places = [f"groups[{i}].points[{j}]" for j in range(len(group.points))]
        points = tuple(checked[place] for place in places if place in checked)
        kept = group.model_copy(update={"points": points, "support": titles.get(f"groups[{i}]")})
        groups += [kept] if points else []
    update: dict[str, object] = {
        "core_viewpoint": checked.get("core_viewpoint"),
        "groups": tuple(groups),
        "document": report.document,
        "sources": report.sources,
    }
    return summary.model_copy(update={**update, "run": Run(judging=report.judging)})


def add_blocks_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer blocks`."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help='a file or an address; "-", or none, reads standard input'
    )
    add_format_arguments(parser.add_argument, _BLOCK_FORMATS)
    add_address_arguments(parser)
    add_kind_argument(parser.add_argument)


def run_blocks(options: argparse.Namespace) -> int:
    """Print the document."""
    options.format = choose_format(options, _BLOCK_FORMATS)
    [options.file] = files_or_stdin(options.file)
    refuse_to_overwrite([options.file], options.output)
    document = load_document(options.file, _reading(options))
    text = document.model_dump_json(indent=2) if options.format == "json" else format_blocks(document)
    write_output(text if options.output else sanitize_for_terminal(text), options.output)
    return 0


def _reading(options: argparse.Namespace) -> Settings:
    """The settings that say how a document is read."""
    return Settings(kind=options.kind, allow_private=options.allow_private)
