"""The terminal: messages, a spinner, and what standard output can show. Light, since `--help` loads it."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import AbstractContextManager, nullcontext, suppress


def notify(line: str) -> None:
    """Print a message on standard error, on one line whatever line breaks and control characters it has."""
    printable = "".join(c if c.isprintable() else " " for c in line)
    with suppress(OSError):  # standard error cannot be written: there is no other place for the message
        sys.stderr.write("summarizer: " + " ".join(printable.split()) + "\n")


def supports_colour() -> bool:
    """Whether standard output is a terminal that shows colours and where the user has not turned them off."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Width of the terminal in characters."""
    return shutil.get_terminal_size((100, 24)).columns


def show_spinner(text: str, enabled: bool) -> AbstractContextManager[object]:
    """A context manager that shows a spinner on standard error while a model works, if that is a terminal."""
    if not enabled or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    from ..render.sanitize import escape_controls  # loads the models of summaries, which `--help` does without

    return Console(stderr=True).status(escape(escape_controls(text)))
