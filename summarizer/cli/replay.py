"""`summarizer FILE --record RECORD` and `summarizer replay RECORD`: a summary again, without a model."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..errors import InputError, UsageError
from .console import add_output_arguments, load_document, rendered, say, spinner, write

if TYPE_CHECKING:
    from ..settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer replay`."""
    parser.add_argument("record", metavar="RECORD", help="what `summarizer FILE --record RECORD` wrote")
    add_output_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the summary. Returns 1 when it is not the one that was recorded."""
    from ..replay import Record, replay, same

    record = Record.from_file(options.record)
    try:
        summary = replay(record)
    except InputError as error:
        raise InputError(f"{options.record}: {error.message}", error.hint) from None
    write(rendered(summary, record.document, options), options.output)
    if same(summary, record.summary):
        return 0
    say(f"{options.record}: the summary differs from the recorded one: this version checks or prints otherwise")
    return 1


def run_recorded(options: argparse.Namespace, settings: Settings) -> int:
    """`summarizer summarize --record`: print the summary and keep what it was made of."""
    from ..replay import record

    if len(options.files) > 1 or options.stream:
        raise UsageError("--record takes one file and no --stream", "record files one by one")
    document = load_document(options.files[0], settings)
    with spinner(f"{settings.model} reads {options.files[0]}", settings.model is not None):
        kept = record(document, settings)
    try:
        kept.write(options.record)
    except OSError as error:
        raise InputError(f"{options.record}: cannot be written: {error.strerror or error}", "check the path") from None
    write(rendered(kept.summary, document, options), options.output)
    return 0
