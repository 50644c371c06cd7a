"""Inputs of a batch: files, folders, patterns, JSONL records and standard input become items, drawn lazily."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from ..errors import InputError, UsageError
from ..models import Document
from ..models.common import escape_undecodable
from ..parsing import parse
from ..published.header_line import parse_header_line
from ..readers import MAX_BYTES, ExtractedText
from ..readers.formats import DOCUMENT_SUFFIXES
from ..text.header_fields import find_date


class Record(BaseModel):
    """One line of a JSONL input; unknown keys are ignored.

    Attributes:
        id: None takes the file's name and the line.
        title, source, published_at: take precedence over what the text states.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int | None = None
    text: str
    title: str | None = None
    source: str | None = None
    published_at: str | None = None

    @field_validator("published_at")
    @classmethod
    def _normalize_time(cls, value: str | None) -> str | None:
        """The time in the form that documents have, from any form that a header line may have."""
        if value is None or not value.strip():
            return None
        header = parse_header_line(value.strip())
        time = header.published_at if header else find_date(value)
        if time is None:
            raise ValueError("is no date like 2025-09-21 or 2025-09-21T02:50:00")
        return time

    def document(self, origin: str, spacy_pipeline: str | None = None) -> Document:
        """The record as a document.

        Raises:
            InputError: its text is empty.
        """
        if not self.text.strip():
            raise InputError(f"{origin}: its text is empty", "give it one, or leave it out")
        document = parse(ExtractedText(text=self.text, origin=origin), spacy_pipeline)
        known = {"title": self.title, "source": self.source, "published_at": self.published_at}
        return document.model_copy(update={name: value for name, value in known.items() if value})


def read_record(line: bytes, place: str) -> Record | InputError:
    """The record on a line, or the error that says why it is not a record.

    Args:
        place: file and line, for the message.
    """
    if len(line) > MAX_BYTES:
        return InputError(f"{place}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
    try:
        return Record.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        message = first["msg"].removeprefix("Value error, ")
        details = f"`{where}`: {message[0].lower()}{message[1:]}" if where else message
        return InputError(f"{place}: no record: {details}", 'a record is a line like {"id": "a1", "text": "…"}')


# Files of JSONL records. A folder is searched for these and for `DOCUMENT_SUFFIXES`; a file named by itself is read
# whatever its suffix.
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})
# Bytes that are skipped at once in a line that is too long.
_SKIP_SIZE = 2**20


@dataclass(frozen=True, slots=True)
class Item:
    """One document to summarise: a file that is read later, a record, or the error of a line that is not one.

    Attributes:
        id: identifies its output line; unique in a batch.
        source: where it came from, for the output line.
    """

    id: str
    source: str
    content: Path | Record | InputError


class Inputs:
    """The items of a batch, in the order the inputs are named; files of a folder by name.

    Args:
        names: as the user gave them; `-` is JSONL on standard input.
        notify: shows the user one line, for what is skipped or renamed.
        output: where the lines go; it is never an input, even in a folder that is one.

    Raises:
        InputError: there is no such input.
        UsageError: the only input is the output.
    """

    def __init__(
        self, names: Iterable[str], notify: Callable[[str], None] = lambda line: None, output: Path | None = None
    ) -> None:
        self._names = list(names)
        self._notify = notify
        self._output = None if output is None else os.path.realpath(output)
        if self._names and all(map(self._is_output, self._names)):
            raise UsageError(f"{self._names[0]}: is the input and the output", "name another file with -o")
        if not any(name == "-" or os.path.exists(name) or _match_pattern(name) for name in self._names):
            raise InputError(f"{', '.join(self._names)}: no such file", "check the path")

    def __iter__(self) -> Iterator[Item]:
        seen: set[str] = set()
        files: set[str] = set()
        for path in self._paths():
            if path == "-" or Path(path).suffix.lower() in RECORD_SUFFIXES:
                yield from (self._with_unique_id(item, seen) for item in _read_items(path))
            elif (real := os.path.realpath(path)) not in files:  # a file named twice is one document
                files.add(real)
                yield self._with_unique_id(Item(escape_undecodable(path), escape_undecodable(path), Path(path)), seen)

    def count(self) -> int | None:
        """The number of items, or None if only reading standard input would tell."""
        if "-" in self._names:
            return None
        quiet = Inputs(self._names, output=Path(self._output) if self._output else None)
        return sum(_count_lines(p) if Path(p).suffix.lower() in RECORD_SUFFIXES else 1 for p in quiet._paths())

    def _paths(self) -> Iterator[str]:
        for path in self._expand_names():
            if self._is_output(path):
                self._notify(f"{path}: passed over; it is the output")
            else:
                yield path

    def _is_output(self, path: str) -> bool:
        return path != "-" and os.path.realpath(path) == self._output

    def _expand_names(self) -> Iterator[str]:
        for name in self._names:
            if os.path.isdir(name):
                yield from self._walk_folder(name)
            elif name == "-" or os.path.exists(name):
                yield name
            else:
                yield from _match_pattern(name) or [name]  # a missing file fails by itself, as one document

    def _walk_folder(self, folder: str) -> Iterator[str]:
        skipped: dict[str, int] = {}
        for parent, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                suffix, path = Path(name).suffix.lower(), os.path.join(parent, name)
                # A pipe or device may block or never end; a dangling link fails by itself, as one document.
                special = os.path.exists(path) and not os.path.isfile(path)
                if suffix in DOCUMENT_SUFFIXES | RECORD_SUFFIXES and not special:
                    yield path
                else:
                    skipped[suffix] = skipped.get(suffix, 0) + 1
        for suffix, count in sorted(skipped.items()):
            files = "1 file" if count == 1 else f"{count} files"
            self._notify(f"{folder}: {files} {suffix} passed over; name them to have them read")

    def _with_unique_id(self, item: Item, seen: set[str]) -> Item:
        """The item under a unique id: the second `a` becomes `a#2`."""
        name, count = item.id, 1
        while name in seen:
            count += 1
            name = f"{item.id}#{count}"
        seen.add(name)
        if count == 1:
            return item
        self._notify(f"{item.source}: id {item.id} was there before; this one is called {name}")
        return Item(name, item.source, item.content)


def _match_pattern(name: str) -> list[str]:
    """The files that a pattern matches, by name; none if the name is not a pattern."""
    if not glob.has_magic(name):
        return []
    return sorted(path for path in glob.iglob(name, recursive=True) if not os.path.isdir(path))


def _read_items(path: str) -> Iterator[Item]:
    label = "standard input" if path == "-" else escape_undecodable(path)
    with _open_input(path) as file:
        for number, line in enumerate(_read_lines(file), 1):
            if line.strip():
                yield _to_item(line, f"{label}:{number}")


def _read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; one that is too long for a record is cut one byte above the limit."""
    while line := file.readline(MAX_BYTES + 1):
        rest = line
        while len(line) > MAX_BYTES and rest and not rest.endswith(b"\n"):
            rest = file.readline(_SKIP_SIZE)
        yield line


def _to_item(line: bytes, place: str) -> Item:
    record = read_record(line, place)
    if isinstance(record, InputError):
        return Item(place, place, record)
    return Item(place if record.id is None else str(record.id), record.source or place, record)


def _open_input(path: str) -> BinaryIO | nullcontext[BinaryIO]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", "check the path") from None


def _count_lines(path: str) -> int:
    try:
        with open(path, "rb") as file:
            return sum(1 for line in _read_lines(file) if line.strip())
    except OSError:
        return 0
