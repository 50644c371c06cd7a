"""Inputs of a batch: files, folders, patterns, addresses and JSONL records become items, drawn lazily."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ..errors import InputError, SummarizerError, UsageError, shorten_name
from ..files import is_special, open_regular
from ..models import Document, KindChoice
from ..models.common import escape_undecodable
from ..parsing import parse
from ..published.header_line import parse_header_line
from ..readers import MAX_BYTES, ExtractedText, is_address, read_address
from ..readers.formats import DOCUMENT_SUFFIXES, RECORD_SUFFIXES
from ..text.header_fields import find_date


class _RecordId(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str | int | None = None


class Record(BaseModel):
    """One line of a JSONL input; unknown keys are ignored.

    Attributes:
        id: None takes the file's name and the line.
        text: may be left out where `address` is given, and is then read from there.
        address: where the article stands on the web; `url` is another name of it.
        title, source, published_at: take precedence over what the text states; `date` is another name of the last.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int | None = None
    text: str | None = None
    address: str | None = Field(default=None, validation_alias=AliasChoices("address", "url"))
    title: str | None = None
    source: str | None = None
    published_at: str | None = Field(default=None, validation_alias=AliasChoices("published_at", "date"))

    @field_validator("address", mode="before")
    @classmethod
    def _keep_web_address(cls, value: object) -> object:
        """An address on the web; None for what else a column of this name may hold."""
        return value if is_address(value) else None

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

    @model_validator(mode="after")
    def _has_text_or_address(self) -> Self:
        if self.text is None and self.address is None:
            raise ValueError("has neither a `text` nor an `address` that begins with https:// or http://")
        return self

    def document(
        self,
        origin: str,
        spacy_pipeline: str | None = None,
        allow_private: bool = False,
        kind: KindChoice = "auto",
    ) -> Document:
        """The record as a document.

        Raises:
            InputError: its text is empty.
            AddressError: it has none, and what stands at its address cannot be read.
        """
        if self.text is None:
            extracted = read_address(self.address or "", allow_private)
        elif self.text.strip():
            extracted = ExtractedText(text=self.text, origin=origin, address=self.address)
        else:
            raise InputError(f"{origin}: its text is empty", "give it one, or leave it out")
        document = parse(extracted, spacy_pipeline, kind)
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


# Doubled ids that are shown as they occur: where a thousand are doubled, most are so for one reason.
_MAX_RENAMED_SHOWN = 5
# Bytes that are skipped at once in a line that is too long.
_SKIP_SIZE = 2**20


@dataclass(frozen=True, slots=True)
class Item:
    """One document to summarise: a file or an address that is read later, a record, or what was read already.

    Attributes:
        id: identifies its output line; unique in a batch.
        source: where it came from, for the output line.
        content: an address is a str. The error stands for a line that is no record, or for what could not be read.
    """

    id: str
    source: str
    content: Path | str | Record | Document | SummarizerError

    @property
    def is_remote(self) -> bool:
        """Whether reading it takes a request."""
        return isinstance(self.content, str) or (isinstance(self.content, Record) and self.content.text is None)


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
        self._renamed = 0
        self._output = None if output is None else os.path.realpath(output)
        if self._names and all(map(self._is_output, self._names)):
            raise UsageError(f"{self._names[0]}: is the input and the output", "name another file with -o")
        if not any(
            name == "-" or is_address(name) or os.path.exists(name) or _match_pattern(name) for name in self._names
        ):
            raise InputError(f"{', '.join(self._names)}: no such file", "check the path")

    def __iter__(self) -> Iterator[Item]:
        seen: dict[str, int] = {}
        files: set[str] = set()
        for path in self._paths():
            if is_address(path):
                yield self._with_unique_id(Item(path, path, path), seen)
            elif path == "-" or Path(path).suffix.lower() in RECORD_SUFFIXES:
                yield from (self._with_unique_id(item, seen) for item in _read_items(path))
            elif (real := os.path.realpath(path)) not in files:  # a file named twice is one document
                files.add(real)
                yield self._with_unique_id(Item(escape_undecodable(path), escape_undecodable(path), Path(path)), seen)

    def count(self) -> int | None:
        """The number of items, or None if only reading standard input would tell."""
        if "-" in self._names:
            return None
        quiet = Inputs(self._names, output=Path(self._output) if self._output else None)
        return sum(
            _count_lines(p) if Path(p).suffix.lower() in RECORD_SUFFIXES and not is_address(p) else 1
            for p in quiet._paths()
        )

    def _paths(self) -> Iterator[str]:
        for path in self._expand_names():
            if self._is_output(path):
                self._notify(f"{path}: passed over; it is the output")
            else:
                yield path

    def _is_output(self, path: str) -> bool:
        return path != "-" and not is_address(path) and os.path.realpath(path) == self._output

    def _expand_names(self) -> Iterator[str]:
        for name in self._names:
            if is_address(name):
                yield name
            elif os.path.isdir(name):
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
                if suffix in DOCUMENT_SUFFIXES | RECORD_SUFFIXES and not is_special(path):
                    yield path
                else:
                    skipped[suffix] = skipped.get(suffix, 0) + 1
        for suffix, count in sorted(skipped.items()):
            files = "1 file" if count == 1 else f"{count} files"
            self._notify(f"{folder}: {files} {suffix} passed over; name them to have them read")

    def _with_unique_id(self, item: Item, seen: dict[str, int]) -> Item:
        """The item under a unique id: the second `a` becomes `a#2`.

        Args:
            seen: by each id the number that was last given to one like it.
        """
        if item.id not in seen:
            seen[item.id] = 1
            return item
        while (name := f"{item.id}#{seen[item.id] + 1}") in seen:
            seen[item.id] += 1
        seen[item.id] += 1
        seen[name] = 1
        self._renamed += 1
        if self._renamed <= _MAX_RENAMED_SHOWN:
            shown = shorten_name(item.id), shorten_name(name)
            self._notify(f"{shorten_name(item.source)}: id {shown[0]} was there before; this one is called {shown[1]}")
        elif self._renamed == _MAX_RENAMED_SHOWN + 1:
            self._notify("further ids that were there before are renamed likewise")
        return Item(name, item.source, item.content)


def _match_pattern(name: str) -> list[str]:
    """The files that a pattern matches, by name; none if the name is not a pattern."""
    if not glob.has_magic(name):
        return []
    return sorted(path for path in glob.iglob(name, recursive=True) if not os.path.isdir(path))


def _read_items(path: str) -> Iterator[Item]:
    label = "standard input" if path == "-" else escape_undecodable(path)
    are_records = path != "-"  # standard input may be an article by mistake
    with _open_input(path) as file:
        for number, line in enumerate(_read_lines(file), 1):
            if line.strip():
                if not are_records and not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
                    raise InputError(
                        f"{label}: no lines of records", 'a record is a line like {"id": "a1", "text": "…"}'
                    )
                are_records = True
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
        return Item(_find_id(line) or place, place, record)
    return Item(place if record.id is None else str(record.id), record.source or place, record)


def _find_id(line: bytes) -> str | None:
    """The id in a line that is no record for another reason."""
    try:
        found = _RecordId.model_validate_json(line[: MAX_BYTES + 1].removeprefix(b"\xef\xbb\xbf")).id
    except ValidationError:
        return None
    return None if found is None else str(found)


def _open_input(path: str) -> BinaryIO | nullcontext[BinaryIO]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open_regular(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", "check the path") from None


def _count_lines(path: str) -> int:
    try:
        with open_regular(path) as file:
            return sum(1 for line in _read_lines(file) if line.strip())
    except (OSError, InputError):
        return 0
