"""The pages of a batch: one for each summary, and an index that filters them by support."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, SummarizerError
from .console import read_text, write

if TYPE_CHECKING:
    from ..models import BatchLine, Document, Language, Summary
    from ..render.page import IndexEntry

_MAX_NAME = 60


def write_pages(batch: str, folder: Path, labels: Language | None) -> int:
    """Write `index.html` and a page for each summary of a batch's output into a folder. Returns how many there are.

    A page shows the document too where its source is a file that still holds the text it was made from.

    Raises:
        InputError: the batch cannot be read, a line of it is none, or the folder cannot be written.
    """
    from ..render.page import index_html, to_html

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror or error}", "name a folder with -o") from None
    entries: list[IndexEntry] = []
    for number, line in enumerate(_lines(batch), 1):
        name = f"{number:04}-{_file_name(line.id)}.html"
        if line.summary:
            write(to_html(line.summary, _document(line, line.summary), labels), folder / name, follow=False)
        entries.append(_entry(line, name))
    write(index_html(entries, labels), folder / "index.html", follow=False)
    return sum(entry.summary is not None for entry in entries)


def _lines(batch: str) -> Iterator[BatchLine]:
    from pydantic import ValidationError

    from ..models import BatchLine

    for number, text in enumerate(read_text(batch).split("\n"), 1):
        if not text.strip():
            continue
        try:
            yield BatchLine.model_validate_json(text)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]["msg"]
            message = f"{batch}: line {number} is no line of a batch's output: {fault.lower()}"
            raise InputError(message, "give what `summarizer batch` wrote") from None


def _entry(line: BatchLine, name: str) -> IndexEntry:
    from ..render.page import IndexEntry

    if line.summary:
        return IndexEntry(line.id, line.summary, href=name)
    return IndexEntry(line.id, error=line.error.message if line.error else None)


def _document(line: BatchLine, summary: Summary) -> Document | None:
    """The document of a summary, when its source is a file of the same text."""
    from ..pipeline import load

    path = Path(line.source)
    try:
        document = load(path) if path.is_file() else None
    except (SummarizerError, OSError, ValueError):
        return None   # the page shows the quotes of the evidence instead
    return document if document and document.id == summary.document.id else None


def _file_name(name: str) -> str:
    """A part of a file name that means the same to every system."""
    return re.sub(r"[^\w.-]+", "-", Path(name).stem)[:_MAX_NAME].strip("-.") or "document"
