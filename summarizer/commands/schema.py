"""`summarizer schema`: the published JSON Schemas."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import InputError
from .console import say, write


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer schema`."""
    parser.add_argument("--write", type=Path, metavar="DIR", help="write all published schemas below this folder")


def run(options: argparse.Namespace) -> int:
    """Print the schema of a summary, or write all of them."""
    from ..schema import summary_schema, write_schemas

    if options.write is None:
        write(summary_schema())
        return 0
    try:
        paths = write_schemas(options.write)
    except OSError as error:
        raise InputError(f"{options.write}: cannot be written: {error.strerror or error}", "check the path") from None
    for path in paths:
        say(f"wrote {path}")
    return 0
