"""`summarizer digest FILE… | FOLDER | articles.jsonl`: one summary of many articles, whose citations name each."""

from __future__ import annotations

import argparse

from .. import api
from ..batch.digest_batch import DigestPlan, notes_path, read_articles, write_digests
from ..batch.inputs import Inputs
from ..batch.journal import is_database
from ..batch.task import ItemProcessor
from ..digests.article_notes import Articles
from ..errors import InputError, SummarizerError, UsageError
from ..files import is_special
from ..judging import describe_failure
from ..models import Summary
from ..readers.formats import RECORD_SUFFIXES
from .console import notify, report_error, show_spinner
from .input_output import (
    choose_format,
    files_or_stdin,
    refuse_to_overwrite,
    refuse_unwritable,
    render_summary,
    write_or_print,
)
from .options import (
    add_document_timeout_argument,
    add_inputs_argument,
    add_output_arguments,
    add_summary_arguments,
    settings_from,
)
from .summarize_commands import describe_run


def add_digest_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer digest`."""
    add_inputs_argument(parser)
    add = parser.add_argument
    add("--since", metavar="DATE", help="leave out articles of an earlier day than this, 2025-09-21")
    add(
        "--by-matter",
        action="store_true",
        help="a digest for each matter, the largest first: one line of OUT.jsonl, or one row of OUT.db, each",
    )
    add(
        "--resume",
        action="store_true",
        help="read only what is new since an earlier run with this output, however it ended; digests of the same "
        "articles are kept, and those that are not asked for now go to OUT.bak",
    )
    add_document_timeout_argument(add)
    add_output_arguments(parser)
    add_summary_arguments(parser)


def run_digest(options: argparse.Namespace) -> int:
    """Print the digest. Returns 1 when an article could not be read; the digest is that of the others."""
    names, output = files_or_stdin(*options.inputs), options.output
    has_rows = output is not None and (is_database(output) or output.suffix.lower() in RECORD_SUFFIXES)
    _refuse_contradictions(options, has_rows)
    options.format = "json" if has_rows else choose_format(options)
    refuse_to_overwrite(names, output)
    refuse_unwritable(output)
    settings = settings_from(options)
    task, failures = ItemProcessor(settings), list[SummarizerError]()
    notes = notes_path(output) if options.resume and not is_special(output) else None
    articles = read_articles(Inputs(names, notify, output), task, notes, failures.append)
    for error in failures:
        report_error(str(error))
    if not articles:
        raise InputError("no article could be read", "name files, folders or a .jsonl of articles")
    articles = articles.choose(api.find_recent([note.info.published_at for note in articles.notes], options.since))
    if has_rows:
        return max(_write_rows(articles, task, options), int(bool(failures)))
    with show_spinner(f"{settings.model} reads {len(articles)} articles", settings.model is not None):
        summary = api.digest(articles, settings)
    write_or_print(render_summary(summary, articles, options), output)
    _notify_of_failures(summary)
    notify(f"{_count(len(articles), 'article')}; {describe_run(summary)}")
    return 1 if failures else 0


def _refuse_contradictions(options: argparse.Namespace, has_rows: bool) -> None:
    """Raise `UsageError` where the options do not go together."""
    if options.resume and options.output is None:
        raise UsageError("--resume: standard output cannot be resumed", "name a file with -o")
    if options.by_matter and not has_rows:
        raise UsageError("--by-matter makes many digests", "name OUT.jsonl or OUT.db with -o")
    if has_rows and options.format not in (None, "json"):
        raise UsageError(f"{options.output}: is no name for -f {options.format}", "leave one of them out")


def _write_rows(articles: Articles, task: ItemProcessor, options: argparse.Namespace) -> int:
    """Write digests as lines or rows. Returns 1 when one failed."""
    plan = DigestPlan(options.output, options.by_matter, options.resume)
    totals = write_digests(articles, plan, task, report_error, notify)
    kept = f", {totals.done_before:,} as before" if totals.done_before else ""
    notify(f"{_count(len(articles), 'article')}; {_count(totals.digests, 'digest')}{kept}, {totals.failed:,} failed")
    return 1 if totals.failed else 0


def _count(number: int, name: str) -> str:
    return f"{number:,} {name if number == 1 else name + 's'}"


def _notify_of_failures(summary: Summary) -> None:
    """Say which articles the model could not read, and that the judge failed, if any did."""
    for source in summary.sources:
        if source.error:
            notify(f"article {source.number} ({source.title or 'untitled'}): told in its own sentences: {source.error}")
    if failure := describe_failure(summary.run.judging):
        notify(failure)
