"""`summarizer FILE --record RECORD` and `summarizer replay RECORD`: a summary again, without a model."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..errors import InputError
from .console import notify, render_summary, write_output
from .options import add_output_arguments

if TYPE_CHECKING:
    pass


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer replay`."""
    parser.add_argument("record", metavar="RECORD", help="file written by `summarizer FILE --record RECORD`")
    add_output_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the summary. Returns 1 when it is not the one that was recorded."""
    from ..replay import Record, replay, same_summary

    record = Record.from_file(options.record)
    try:
        summary = replay(record)
    except InputError as error:
        raise InputError(f"{options.record}: {error.message}", error.hint) from None
    write_output(render_summary(summary, record.document, options), options.output)
    if same_summary(summary, record.summary):
        return 0
    notify(f"{options.record}: the summary differs from the recorded one: this version checks or prints otherwise")
    return 1
