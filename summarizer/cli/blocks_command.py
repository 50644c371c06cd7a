"""`summarizer blocks FILE`: a document as citations count it."""

from __future__ import annotations

import argparse

from .console import load_document, sanitize_for_terminal, write_output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer blocks`."""
    parser.add_argument("file", metavar="FILE", help='"-" reads standard input')
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print the document."""
    from ..render.text import format_blocks

    document = load_document(options.file)
    write_output(
        sanitize_for_terminal(
            document.model_dump_json(indent=2) if options.format == "json" else format_blocks(document)
        )
    )
    return 0
