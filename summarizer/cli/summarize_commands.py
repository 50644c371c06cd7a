"""`summarizer FILE…`: summarise articles, one after the other, streamed, or with a record of what was sent.

`summarizer replay RECORD` makes the summary of such a record again, without a model.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .. import api
from ..errors import InputError, SummarizerError, UsageError
from ..judging import describe_failure
from ..languages import LANGUAGES
from ..longdoc import describe_missing_sections
from ..models import Document, LanguageCode, Summary
from ..readers import display_name
from ..render.terminal import format_summary
from ..settings import Settings
from .console import notify, report_error, show_spinner, supports_colour, terminal_width
from .input_output import (
    OutputWriter,
    choose_format,
    files_or_stdin,
    load_document,
    refuse_stdin_twice,
    refuse_to_overwrite,
    refuse_unwritable,
    render_summary,
    sanitize_for_terminal,
    write_or_print,
    write_output,
)
from .options import add_output_arguments, add_summary_arguments, settings_from

if TYPE_CHECKING:
    from ..streaming import Stream, Streamed

# `replay` and `streaming` load asyncio, which an offline summary does without: they are imported where they are used.


def add_summarize_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer summarize`."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help='text, Markdown, HTML, PDF, Word or e-mail file, or an address (https://…); "-", or none where something '
        "is piped in, reads standard input",
    )
    add_summary_arguments(parser)
    add_output_arguments(parser)
    parser.add_argument("--stream", action="store_true", help="print each statement as soon as it is checked")
    parser.add_argument(
        "--record", metavar="PATH", help="save document, settings and model answers for `summarizer replay`"
    )


def run_summarize(options: argparse.Namespace) -> int:
    """Summarise the files in turn; a file that fails does not stop the others."""
    settings = settings_from(options)
    options.files, options.format = files_or_stdin(*options.files), choose_format(options)
    refuse_stdin_twice(*options.files)
    refuse_to_overwrite(options.files, options.output, options.record)
    refuse_unwritable(options.output, options.record)
    if options.record:
        return _summarize_with_record(options, settings)
    if options.stream:
        return _summarize_streamed(options, settings)
    many = len(options.files) > 1
    if many and options.format in ("docx", "html"):
        kind = "Word document" if options.format == "docx" else "page"
        raise UsageError(f"-f {options.format}: a {kind} holds one summary", "name one FILE, or use `summarizer batch`")
    code = 0
    with OutputWriter(options.output, "\n" if options.format == "json" else "\n\n") as writer:
        for file in options.files:
            try:
                document, summary = _summarize_file(file, settings)
            except SummarizerError as error:
                if not many:
                    raise
                report_error(str(error))
                code = max(code, error.exit_code)
                continue
            one_line = many and options.format == "json"
            writer.write(summary.model_dump_json() if one_line else render_summary(summary, document, options))
            _notify_of_run(file, summary)
    return code


def _summarize_file(file: str, settings: Settings) -> tuple[Document, Summary]:
    document = load_document(file, settings)
    with show_spinner(f"{settings.model} reads {file}", settings.model is not None):
        summary = api.summarize(document, settings)
    return document, summary


def _notify_of_run(file: str, summary: Summary) -> None:
    """Say what came of a file, once its summary is printed or written."""
    _notify_of_gaps(file, summary)
    notify(f"{display_name(file)}: {describe_run(summary)}")


def _notify_of_gaps(file: str, summary: Summary) -> None:
    """Say what of the document is not in the summary, and what of the summary was not judged."""
    for line in describe_missing_sections(summary):
        notify(f"{file}: {line}")
    if failure := describe_failure(summary.run.judging):
        notify(f"{file}: {failure}")


def describe_run(summary: Summary) -> str:
    """How many statements there are with each verdict, and who wrote them: the last line on standard error."""
    counts = Counter(statement.support.status for _, statement in summary.statements())
    total = "1 statement" if counts.total() == 1 else f"{counts.total()} statements"
    words = LANGUAGES["en"].labels.statuses
    verdicts = ", ".join(f"{counts[status]} {words[status]}" for status in words if counts[status])
    run = summary.run
    if run.model is None:
        hint = " (-m names a model)"
        return f"{total}: {verdicts}; written by the offline engine{hint}"
    tokens = f"{run.tokens.input:,} + {run.tokens.output:,} tokens"
    cost = "" if run.cost_usd is None else f", ${run.cost_usd:.4f}"
    return f"{total}: {verdicts}; written by {run.model}, {run.seconds or 0:.0f} s, {tokens}{cost}"


def _summarize_with_record(options: argparse.Namespace, settings: Settings) -> int:
    """Print the summary and write a record from which `summarizer replay` makes it again."""
    from ..replay import record

    if len(options.files) > 1 or options.stream:
        raise UsageError("--record takes one file and no --stream", "record files one by one")
    document = load_document(options.files[0], settings)
    with show_spinner(f"{settings.model} reads {options.files[0]}", settings.model is not None):
        recorded = record(document, settings)
    # First of all: it is what was paid for.
    write_or_print(render_summary(recorded.summary, document, options), options.output)
    _notify_of_run(options.files[0], recorded.summary)
    try:
        recorded.write(options.record)
    except OSError as error:
        raise InputError(f"{options.record}: cannot be written: {error.strerror or error}", "check the path") from None
    return 0


def _summarize_streamed(options: argparse.Namespace, settings: Settings) -> int:
    """Print the statements of one file as they appear: the printed form, or one JSON object a line.

    Raises:
        UsageError: several files, an output file, or a format that cannot be printed piece by piece.
    """
    if len(options.files) > 1 or options.output is not None or options.format not in ("text", "json"):
        raise UsageError("--stream prints one file, as text or json, to standard output", "leave the other option out")

    from ..streaming import stream

    document = load_document(options.files[0], settings)
    items = stream(document, settings)
    with show_spinner(f"{settings.model} reads {options.files[0]}", settings.model is not None):
        first = next(items, None)
    every = _chain(first, items)
    if options.format == "json":
        for item in every:
            _print_now(sanitize_for_terminal(_to_json_line(item)) + "\n")
    else:
        _print_as_text(every, document, _label_language(document, settings), options.labels)
    if items.summary:
        _notify_of_gaps(options.files[0], items.summary)
        notify(f"{display_name(options.files[0])}: {describe_run(items.summary)}")
    for repair in items.summary.run.repairs if items.summary else ():
        if repair.action == "dropped":
            notify(f"dropped, not supported by the source: {repair.before}")
    return 0


def _print_as_text(
    items: Iterable[Streamed], document: Document, language: LanguageCode, labels: LanguageCode | None
) -> None:
    """What each statement adds to the form of all so far, printed or for a terminal; what is there never changes."""
    from ..streaming import partial_summary

    printed, found, width = "", [], terminal_width()  # the width it began with: a terminal may change
    for item in items:
        found.append(item)
        text = _format_partial(partial_summary(found, document, language), labels, width)
        _print_now(text[len(printed) :])
        printed = text
    closed = _format_partial(partial_summary(found, document, language), labels, width, closed=True)
    _print_now(closed[len(printed) :] + "\n")


def _format_partial(summary: Summary, labels: LanguageCode | None, width: int, closed: bool = False) -> str:
    if not sys.stdout.isatty():
        return summary.to_text(labels)
    return format_summary(summary, labels, width, supports_colour(), checked=True, closed=closed)


def _chain(first: Streamed | None, rest: Stream) -> Iterator[Streamed]:
    if first is not None:
        yield first
        yield from rest


def _to_json_line(item: Streamed) -> str:
    statement = item.statement.model_dump(mode="json")
    return json.dumps({"place": item.place, "title": item.title, "statement": statement}, ensure_ascii=False)


def _label_language(document: Document, settings: Settings) -> LanguageCode:
    """The language of the labels; the offline engine does not translate."""
    asked = settings.language
    return document.language if asked == "auto" or settings.model is None else asked


def _print_now(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def add_replay_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer replay`."""
    parser.add_argument("record", metavar="RECORD", help="file written by `summarizer FILE --record RECORD`")
    parser.add_argument("--verify", metavar="nli/NAME", help="the local model that judges again, where one did")
    add_output_arguments(parser)


def run_replay(options: argparse.Namespace) -> int:
    """Print the summary. Returns 1 when it is not the one that was recorded."""
    from ..replay import Recording, replay, same_summary

    options.format = choose_format(options)
    record = Recording.from_file(options.record)
    try:
        summary = replay(record, options.verify)
    except InputError as error:
        raise InputError(f"{options.record}: {error.message}", error.hint) from None
    write_output(render_summary(summary, record.document, options), options.output)
    if same_summary(summary, record.summary):
        return 0
    notify(f"{options.record}: the summary differs from the recorded one: this version checks or prints otherwise")
    return 1
