"""Input and output of all commands: reading documents and summaries, printing and writing answers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..errors import InputError, UsageError
from ..files import is_special, write_atomically
from ..languages import LANGUAGES
from ..models import Document, Summary
from ..parsing import parse
from ..readers import display_name, is_address, read_address, read_file, read_stdin
from ..readers.formats import DOCUMENT_SUFFIXES
from ..render import RENDERERS, Documents, render
from ..render.sanitize import escape_terminal_controls
from ..render.terminal import format_summary
from ..settings import Settings
from ..text.foreign_languages import detect_foreign_language
from .console import notify, supports_colour, terminal_width

# Suffixes of formats that no single summary is written in: those that are only read, and those of a batch.
_OTHER_SUFFIXES = (DOCUMENT_SUFFIXES - {""}) | {".jsonl", ".db", ".sqlite", ".sqlite3"}
# Other suffixes of the formats that are written.
_SUFFIX_ALIASES = {".htm": ".html", ".markdown": ".md", ".text": ".txt"}


def read_text(file: str, allow_private: bool = False) -> str:
    """The decoded text of a file or address, or of standard input for `-`, unparsed: a summary may be an HTML page."""
    if is_address(file):
        return read_address(file, allow_private, as_text=True).text
    return (read_stdin(as_text=True) if file == "-" else read_file(Path(file), as_text=True)).text


def load_summary(
    file: str,
    allow_private: bool = False,
    nth: int | None = None,
    parse: Callable[[str], list[Summary]] | None = None,
) -> Summary:
    """Read the summary in a file or at an address, or in standard input for `-`, in any of its forms.

    Args:
        nth: which of several, counted from 1; None where there must be only one.
        parse: finds the summaries in a text; `parse_summaries` unless given.
    """
    from ..published.parser import choose_summary, parse_summaries

    text = read_text(file, allow_private)
    try:
        return choose_summary((parse or parse_summaries)(text), nth)
    except InputError as error:
        raise InputError(f"{display_name(file)}: {error.message}", error.hint) from None


def load_document(file: str, settings: Settings | None = None, allow_private: bool = False) -> Document:
    """Read the document in a file or at an address, or in standard input for `-`."""
    settings = settings or Settings(allow_private=allow_private)
    if is_address(file):
        source = read_address(file, settings.allow_private)
    else:
        if file == "-" and sys.stdin.isatty():
            notify("type or paste the article; Ctrl-D ends it")
        source = read_stdin() if file == "-" else read_file(Path(file))
    document = parse(source, settings.spacy_pipeline, settings.kind)
    if language := detect_foreign_language(document.text):
        known = LANGUAGES[document.language].english_name
        notify(f"{file}: the text is mainly {language}, which is read as if it were {known}")
    return document


def files_or_stdin(*files: str | None) -> list[str]:
    """The files, or standard input where none is named and it is no terminal. Raises `UsageError` if it is one."""
    named = [file for file in files if file is not None]
    if not named and sys.stdin.isatty():
        raise UsageError("no file is named", 'name one, pipe the text in, or name "-" to enter it here')
    return named or ["-"]


def choose_format(options: argparse.Namespace, formats: Sequence[str] = tuple(RENDERERS)) -> str:
    """The format that `-f` names, else the one that the suffix of `-o` stands for, else text.

    Args:
        formats: those that the command writes.

    Raises:
        UsageError: the two contradict each other, or the suffix stands for what the command does not write.
    """
    suffix = options.output.suffix.lower() if options.output is not None else ""
    suffix = _SUFFIX_ALIASES.get(suffix, suffix)
    meant = [name for name, renderer in RENDERERS.items() if renderer.suffix == suffix]
    if options.format is not None:
        if meant and options.format not in meant:
            raise UsageError(f"{options.output}: is no name for -f {options.format}", "leave one of them out")
        return str(options.format)
    if (meant and meant[0] not in formats) or (not meant and suffix in _OTHER_SUFFIXES):
        raise UsageError(
            f"{options.output}: {suffix} is not written here",
            f"name one of {', '.join(formats)} with -f, or use `summarizer batch`",
        )
    if suffix and not meant:
        notify(f"{options.output}: is written as text; -f names another format")
    return meant[0] if meant else "text"


def refuse_stdin_twice(*files: str) -> None:
    """Raise `UsageError` if standard input is named more than once."""
    if files.count("-") > 1:
        raise UsageError("standard input is named twice", "name it once")


def refuse_to_overwrite(inputs: Iterable[str], *outputs: str | Path | None) -> None:
    """Raise `UsageError` if an output is one of the inputs: the article would be lost."""
    taken = {os.path.realpath(name) for name in inputs if name != "-" and not is_address(name)}
    for output in outputs:
        if output is not None and os.path.isfile(output) and os.path.realpath(str(output)) in taken:
            raise UsageError(f"{output}: is the input and the output", "name another file")


def refuse_unwritable(*outputs: str | Path | None) -> None:
    """Raise `InputError` if an output cannot be written, before anything is paid for."""
    for output in outputs:
        if output is None:
            continue
        folder = Path(output).resolve().parent
        if not folder.is_dir():
            raise InputError(f"{output}: cannot be written: No such file or directory", "check the path")
        if os.path.isdir(output):
            raise InputError(f"{output}: cannot be written: it is a folder", "name a file in it")
        if not os.access(output if is_special(output) else folder, os.W_OK):
            raise InputError(f"{output}: cannot be written", "check the path and its permissions")


def render_summary(summary: Summary, document: Documents | None, options: argparse.Namespace) -> str | bytes:
    """The summary in the format that the options name; wrapped and coloured if a terminal shows it.

    Args:
        document: as for `render`.

    Raises:
        UsageError: a terminal would show a format that is no text, or the format needs an extra.
    """
    shown = options.output is None and sys.stdout.isatty()
    if shown and options.format == "docx":
        raise UsageError("-f docx: a terminal cannot show a Word document", "name a file with -o")
    if shown and options.format == "text":
        return format_summary(summary, labels=options.labels, width=terminal_width(), colour=supports_colour())
    text = render(summary, options.format, document=document, labels=options.labels)
    return sanitize_for_terminal(text) if shown and isinstance(text, str) else text


def sanitize_for_terminal(text: str) -> str:
    """The text for standard output; if that is a terminal, without control characters that it would obey."""
    if not sys.stdout.isatty():
        return text
    return escape_terminal_controls(text)


def write_output(content: str | bytes, path: Path | None = None, follow: bool = True) -> None:
    """Write an answer to a file, whole or not at all, or to standard output. `follow` is that of `write_atomically`."""
    if isinstance(content, str) and not content.endswith("\n"):
        content += "\n"
    if path is None:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.buffer.write(content)
        return
    try:
        write_atomically(path, content, follow)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path") from None


def write_or_print(content: str | bytes, path: Path | None) -> None:
    """Write an answer that may have cost money; where the file cannot be written, it is printed, and then the error
    is raised."""
    try:
        write_output(content, path)
    except InputError as error:
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise
        write_output(sanitize_for_terminal(content) if isinstance(content, str) else content)
        sys.stdout.flush()
        raise InputError(error.message, "its content is on standard output") from None


class OutputWriter:
    """Answers in one file or on standard output, each as soon as there is one. A context manager.

    A file is written at the end, however the block ends: what was made before an error or an interruption is kept.
    """

    def __init__(self, path: Path | None, separator: str) -> None:
        self._path = path
        self._separator = separator
        self._pieces: list[str | bytes] = []

    def __enter__(self) -> OutputWriter:
        return self

    def __exit__(self, *error: object) -> None:
        if self._path is None or not self._pieces:
            return
        one = len(self._pieces) == 1  # a Word document stands alone
        write_or_print(self._pieces[0] if one else self._separator.join(map(str, self._pieces)), self._path)

    def write(self, content: str | bytes) -> None:
        """Add an answer."""
        if self._path is None:
            write_output(self._separator.removeprefix("\n") + str(content) if self._pieces else content)
            sys.stdout.flush()
            content = ""  # what is printed need not be kept
        self._pieces.append(content)
