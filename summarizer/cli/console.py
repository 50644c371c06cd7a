"""What the commands share: reading inputs, writing answers, talking on stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError, UsageError

if TYPE_CHECKING:
    from ..models import Document, Summary
    from ..settings import Settings

FORMATS = ("text", "line", "markdown", "json", "html")


def say(line: str) -> None:
    """One line on stderr, whatever line breaks and control characters the text has."""
    printable = "".join(c if c.isprintable() else " " for c in line)
    with suppress(OSError):  # standard error is full: nobody can be told
        sys.stderr.write("summarizer: " + " ".join(printable.split()) + "\n")


def read_text(file: str) -> str:
    """The decoded text of a file, or of standard input for `-`, as it stands: a summary may be a page."""
    from ..readers import read_file, read_stdin

    return (read_stdin(as_text=True) if file == "-" else read_file(Path(file), as_text=True)).text


def load_summary(file: str) -> Summary:
    """The summary in a file, or in standard input for `-`, in whatever form."""
    from ..models import Summary

    try:
        return Summary.parse(read_text(file))
    except InputError as error:
        if "not a summary" not in error.message:
            raise  # the file could not be read, and the error names it
        name = "standard input" if file == "-" else file
        raise InputError(f"{name}: {error.message}", error.hint) from None


def load_document(file: str, settings: Settings | None = None) -> Document:
    """The document in a file, or in standard input for `-`."""
    from ..parsing import parse
    from ..readers import read_file, read_stdin

    source = read_stdin() if file == "-" else read_file(Path(file))
    return parse(source, settings.spacy_pipeline if settings else None)


def refuse_stdin_twice(*files: str) -> None:
    """Raises `UsageError` when standard input is named more than once."""
    if files.count("-") > 1:
        raise UsageError("standard input is named twice", "name it once")


def refuse_to_overwrite(inputs: Iterable[str], *outputs: str | Path | None) -> None:
    """Raises `UsageError` when an output is one of the inputs: the article would be gone."""
    taken = {os.path.realpath(name) for name in inputs if name != "-"}
    for output in outputs:
        if output is not None and os.path.isfile(output) and os.path.realpath(str(output)) in taken:
            raise UsageError(f"{output}: is the input and the output", "name another file")


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """`--format`, `--labels` and `--output`."""
    add = parser.add_argument_group("the output").add_argument
    add("-f", "--format", choices=FORMATS, default="text")
    add("--labels", choices=("en", "zh"), help="language of the labels; default: the summary's")
    add("-o", "--output", type=Path, metavar="PATH", help="write to this file instead of standard output")


def rendered(summary: Summary, document: Document | None, options: argparse.Namespace) -> str:
    """The summary in the format that was asked for; wrapped and coloured when a terminal shows it."""
    shown = options.output is None and sys.stdout.isatty()
    if shown and options.format == "text":
        from ..render.terminal import format_summary

        return format_summary(summary, labels=options.labels, width=columns(), colour=coloured())
    from ..render import render

    text = render(summary, options.format, document=document, labels=options.labels)
    return for_screen(text) if shown else text


def for_screen(text: str) -> str:
    """The text as it may go to standard output: a terminal is not given what it would obey."""
    if not sys.stdout.isatty():
        return text
    from ..render.sanitize import escape_terminal_controls

    return escape_terminal_controls(text)


def write(text: str, path: Path | None = None, follow: bool = True) -> None:
    """Write an answer to a file, whole or not at all, or to standard output. `follow` is that of `write_atomically`."""
    text = text if text.endswith("\n") else text + "\n"
    if path is None:
        sys.stdout.write(text)
        return
    from ..files import write_atomically

    try:
        write_atomically(path, text, follow)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path") from None


def coloured() -> bool:
    """Whether standard output is a terminal that shows colours and wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Width of the terminal in characters."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def spinner(text: str, wanted: bool) -> Any:
    """A spinner on stderr while a model works; nothing when stderr is no terminal."""
    from contextlib import nullcontext

    if not wanted or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    from ..render.sanitize import escape_controls

    return Console(stderr=True).status(escape(escape_controls(text)))
