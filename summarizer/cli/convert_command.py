"""`summarizer convert SUMMARY`: between the printed forms, JSON and HTML; a batch becomes a folder of pages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from ..errors import InputError, SummarizerError, UsageError
from ..grounding import SourceIndex, build_document_info, check_summary
from ..models import BatchLine, Document, LanguageCode, Summary
from ..pipeline import read_document
from ..render.html import IndexEntry, render_index, to_html
from ..repair.policy import replace_statements
from .console import notify
from .input_output import (
    load_document,
    load_summary,
    read_text,
    refuse_stdin_twice,
    refuse_to_overwrite,
    render_summary,
    write_output,
)
from .options import add_output_arguments

# Characters of the part of a file's name that is taken from the document's id; file systems allow 255 bytes.
_MAX_FILE_NAME = 60


def write_pages(batch: str, folder: Path, labels: LanguageCode | None) -> int:
    """Write `index.html` and a page for each summary of a batch's output into a folder. Returns how many there are.

    A page shows the document too where its source is a file that still holds the text it was made from.

    Raises:
        InputError: the batch cannot be read, a line of it is none, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror or error}", "name a folder with -o") from None
    entries: list[IndexEntry] = []
    for number, line in enumerate(_read_batch_lines(batch), 1):
        name = f"{number:04}-{_to_file_name(line.id)}.html"
        if line.summary:
            write_output(to_html(line.summary, _read_source(line, line.summary), labels), folder / name, follow=False)
        entries.append(_index_entry(line, name))
    write_output(render_index(entries, labels), folder / "index.html", follow=False)
    return sum(entry.summary is not None for entry in entries)


def _read_batch_lines(batch: str) -> Iterator[BatchLine]:
    for number, text in enumerate(read_text(batch).split("\n"), 1):
        if not text.strip():
            continue
        try:
            yield BatchLine.model_validate_json(text)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]["msg"]
            message = f"{batch}: line {number} is no line of a batch's output: {fault.lower()}"
            raise InputError(message, "give what `summarizer batch` wrote") from None


def _index_entry(line: BatchLine, name: str) -> IndexEntry:
    if line.summary:
        return IndexEntry(line.id, line.summary, href=name)
    return IndexEntry(line.id, error=line.error.message if line.error else None)


def _read_source(line: BatchLine, summary: Summary) -> Document | None:
    """The document of a summary, when its source is a file of the same text."""
    path = Path(line.source)
    try:
        document = read_document(path) if path.is_file() else None
    except (SummarizerError, OSError, ValueError):
        return None  # the page shows the quotes of the evidence instead
    return document if document and document.id == summary.document.id else None


def _to_file_name(name: str) -> str:
    """A part of a file name that means the same to every system."""
    return re.sub(r"[^\w.-]+", "-", Path(name).stem)[:_MAX_FILE_NAME].strip("-.") or "document"


def add_convert_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer convert`."""
    parser.add_argument(
        "summary",
        metavar="SUMMARY",
        help='printed form, JSON or an HTML page of this program; "-" reads standard input; the .jsonl of a batch '
        "becomes a folder of pages with an index (-f html -o FOLDER)",
    )
    parser.add_argument("--source", metavar="FILE", help="the article: citations become evidence, and HTML shows both")
    add_output_arguments(parser)


def run_convert(options: argparse.Namespace) -> int:
    """Print the summary in another form; what was not understood is named on stderr and kept."""
    refuse_stdin_twice(options.summary, options.source or "")
    refuse_to_overwrite([options.source or "-"], options.output)
    if options.summary.endswith(".jsonl"):
        return _convert_batch(options)
    summary = load_summary(options.summary)
    for piece in summary.unparsed:
        notify(f"{options.summary}: not understood and kept aside: {piece[:80]}")
    document = load_document(options.source) if options.source else None
    if document:
        summary = _add_evidence(summary, document)
    write_output(render_summary(summary, document, options), options.output)
    return 0


def _convert_batch(options: argparse.Namespace) -> int:
    if options.format != "html" or options.output is None or options.source:
        raise UsageError("the output of a batch becomes pages only", "give -f html -o FOLDER, and no --source")
    count = write_pages(options.summary, options.output, options.labels)
    notify(f"wrote {count} {'page' if count == 1 else 'pages'} and {options.output / 'index.html'}")
    return 0


def _add_evidence(summary: Summary, document: Document) -> Summary:
    """The summary with what its document tells of it: evidence and verdicts, unless it brings its own, and the header.

    A statement that cites a block which the document does not have keeps its citations and has no evidence.
    """
    if not any(statement.evidence for _, statement in summary.statements()):
        checked = {entry.place: entry.statement for entry in check_summary(summary, SourceIndex(document)).entries}
        summary = replace_statements(
            summary,
            {
                place: found if found.citations == old.citations else old.model_copy(update={"support": found.support})
                for place, old in summary.statements()
                if (found := checked[place])
            },
        )
    known = build_document_info(document)
    missing = {name: getattr(known, name) for name, value in summary.document if not value}
    return summary.model_copy(update={"document": summary.document.model_copy(update=missing)})
