"""`summarizer digest FILE… | FOLDER | articles.jsonl`: one summary of many articles, whose citations name each."""

from __future__ import annotations

import argparse

from .. import api
from ..batch.inputs import Inputs
from ..batch.task import ItemProcessor
from ..errors import InputError, SummarizerError
from ..judging import describe_failure
from ..models import Document, Summary
from ..settings import Settings
from .console import notify, report_error, show_spinner
from .input_output import (
    choose_format,
    files_or_stdin,
    refuse_to_overwrite,
    refuse_unwritable,
    render_summary,
    write_or_print,
)
from .options import add_inputs_argument, add_output_arguments, add_summary_arguments, settings_from
from .summarize_commands import describe_run


def add_digest_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer digest`."""
    add_inputs_argument(parser)
    parser.add_argument("--since", metavar="DATE", help="leave out articles of an earlier day than this, 2025-09-21")
    add_output_arguments(parser)
    add_summary_arguments(parser)


def run_digest(options: argparse.Namespace) -> int:
    """Print the digest. Returns 1 when an article could not be read; the digest is that of the others."""
    names, options.format = files_or_stdin(*options.inputs), choose_format(options)
    refuse_to_overwrite(names, options.output)
    refuse_unwritable(options.output)
    settings = settings_from(options)
    documents, failed = _read_articles(Inputs(names, notify, options.output), settings)
    articles = api.choose_recent(documents, options.since)
    with show_spinner(f"{settings.model} reads {len(articles)} articles", settings.model is not None):
        summary = api.digest(articles, settings)
    write_or_print(render_summary(summary, articles, options), options.output)
    _notify_of_failures(summary)
    notify(f"{len(articles)} {'article' if len(articles) == 1 else 'articles'}; {describe_run(summary)}")
    return 1 if failed else 0


def _notify_of_failures(summary: Summary) -> None:
    """Say which articles the model could not read, and that the judge failed, if any did."""
    for source in summary.sources:
        if source.error:
            notify(f"article {source.number} ({source.title or 'untitled'}): told in its own sentences: {source.error}")
    if failure := describe_failure(summary.run.judging):
        notify(failure)


def _read_articles(inputs: Inputs, settings: Settings) -> tuple[list[Document], int]:
    """The articles that can be read, and how many cannot; each of these has a line on standard error.

    Raises:
        InputError: none can be read.
    """
    task, documents, failed = ItemProcessor(settings), [], 0
    for item in inputs:
        try:
            documents.append(task.document(item))
        except SummarizerError as error:
            report_error(str(error))
            failed += 1
    if not documents:
        raise InputError("no article could be read", "name files, folders or a .jsonl of articles")
    return documents, failed
