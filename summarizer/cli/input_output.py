"""Input and output of all commands: reading documents and summaries, printing and writing answers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from ..errors import InputError, UsageError
from ..files import write_atomically
from ..models import Document, Summary
from ..parsing import parse
from ..readers import read_file, read_stdin
from ..render import render
from ..render.sanitize import escape_terminal_controls
from ..render.terminal import format_summary
from ..settings import Settings
from .console import supports_colour, terminal_width


def read_text(file: str) -> str:
    """The decoded text of a file, or of standard input for `-`, unparsed: a summary may be an HTML page."""
    return (read_stdin(as_text=True) if file == "-" else read_file(Path(file), as_text=True)).text


def load_summary(file: str) -> Summary:
    """Read the summary in a file, or in standard input for `-`, in any of its forms."""
    try:
        return Summary.parse(read_text(file))
    except InputError as error:
        if "not a summary" not in error.message:
            raise  # the file could not be read, and the error names it
        name = "standard input" if file == "-" else file
        raise InputError(f"{name}: {error.message}", error.hint) from None


def load_document(file: str, settings: Settings | None = None) -> Document:
    """Read the document in a file, or in standard input for `-`."""
    source = read_stdin() if file == "-" else read_file(Path(file))
    return parse(source, settings.spacy_pipeline if settings else None)


def refuse_stdin_twice(*files: str) -> None:
    """Raise `UsageError` if standard input is named more than once."""
    if files.count("-") > 1:
        raise UsageError("standard input is named twice", "name it once")


def refuse_to_overwrite(inputs: Iterable[str], *outputs: str | Path | None) -> None:
    """Raise `UsageError` if an output is one of the inputs: the article would be lost."""
    taken = {os.path.realpath(name) for name in inputs if name != "-"}
    for output in outputs:
        if output is not None and os.path.isfile(output) and os.path.realpath(str(output)) in taken:
            raise UsageError(f"{output}: is the input and the output", "name another file")


def render_summary(summary: Summary, document: Document | None, options: argparse.Namespace) -> str:
    """The summary in the format that the options name; wrapped and coloured if a terminal shows it."""
    shown = options.output is None and sys.stdout.isatty()
    if shown and options.format == "text":
        return format_summary(summary, labels=options.labels, width=terminal_width(), colour=supports_colour())
    text = render(summary, options.format, document=document, labels=options.labels)
    return sanitize_for_terminal(text) if shown else text


def sanitize_for_terminal(text: str) -> str:
    """The text for standard output; if that is a terminal, without control characters that it would obey."""
    if not sys.stdout.isatty():
        return text
    return escape_terminal_controls(text)


def write_output(text: str, path: Path | None = None, follow: bool = True) -> None:
    """Write an answer to a file, whole or not at all, or to standard output. `follow` is that of `write_atomically`."""
    text = text if text.endswith("\n") else text + "\n"
    if path is None:
        sys.stdout.write(text)
        return
    try:
        write_atomically(path, text, follow)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path") from None
