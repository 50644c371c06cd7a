"""The terminal: messages, a spinner, and what standard output can show. Light, since `--help` loads it."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

# Whether `-q` was given: one command runs in a process, and all that it does asks here.
_is_quiet = False


def set_quiet(quiet: bool) -> None:
    """Whether standard error is for errors alone: no notes, no spinner, no progress."""
    global _is_quiet
    _is_quiet = quiet


def is_quiet() -> bool:
    """Whether `-q` was given."""
    return _is_quiet


# Characters of a message: that of an error has at most half of them, and its hint the other half.
_MAX_LENGTH = 4000
# Characters of its lines, even where the terminal says that it has fewer.
_MIN_WIDTH = 24


def notify(line: str) -> None:
    """Print a note on standard error, whatever line breaks and control characters it has; not with `-q`.

    It is one line, which a terminal shows wrapped at words.
    """
    if not _is_quiet:
        report_error(line)


def report_error(line: str) -> None:
    """Print an error on standard error, as `notify` does, whatever the user wants to hear of else."""
    line = line if len(line) <= _MAX_LENGTH else line[:_MAX_LENGTH] + "…"
    printable = "".join(c if c.isprintable() else " " for c in line)
    message = "summarizer: " + " ".join(printable.split())
    try:
        if sys.stderr.isatty():
            message = textwrap.fill(
                message, _message_width(), subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
            )
        sys.stderr.write(message + "\n")
    except OSError:  # standard error cannot be written: there is no other place for the message
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let a stream that nobody reads any more swallow what is left to be written, also when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _message_width() -> int:
    """Width of the terminal that shows standard error, in characters."""
    with suppress(OSError, ValueError):
        return max(_MIN_WIDTH, os.get_terminal_size(sys.stderr.fileno()).columns)
    return max(_MIN_WIDTH, terminal_width())


def write_utf8() -> None:
    """Have both output streams write UTF-8 wherever no terminal reads them, whatever the system's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def supports_colour() -> bool:
    """Whether standard output is a terminal that shows colours and where the user has not turned them off."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Width of the terminal in characters."""
    return shutil.get_terminal_size((100, 24)).columns


@contextmanager
def show_spinner(text: str, enabled: bool) -> Iterator[None]:
    """A context manager that shows a spinner on standard error while a model works, if that is a terminal.

    Behind the text stand the seconds so far and, once an attempt has failed, the number of the next one.
    """
    if not enabled or _is_quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    from ..render.sanitize import escape_controls  # loads the models of summaries, which `--help` does without

    logger, waiting = logging.getLogger("summarizer"), _Waiting(escape_controls(text))
    level = logger.level
    logger.addHandler(waiting)
    logger.setLevel(min(logging.INFO, logger.getEffectiveLevel()))
    try:
        with Console(stderr=True).status(waiting):
            yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(waiting)


class _Waiting(logging.Handler):
    """What the spinner says; it hears of failed attempts by their records in the log."""

    def __init__(self, text: str) -> None:
        super().__init__(logging.INFO)
        self._text = text
        self._started = time.monotonic()
        self._attempt = 1

    def emit(self, record: logging.LogRecord) -> None:
        """Take in a record: a failed attempt has its number."""
        self._attempt = max(self._attempt, getattr(record, "attempt", 0) + 1)

    def __rich__(self) -> Any:
        from rich.text import Text

        attempt = f" · attempt {self._attempt}" if self._attempt > 1 else ""
        return Text(f"{self._text} · {time.monotonic() - self._started:.0f} s{attempt}")
