"""`summarizer convert SUMMARY`: to another form that a summary is written in; a batch becomes a folder of pages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from ..api import check
from ..batch.journal import is_database
from ..errors import InputError, SummarizerError, UsageError
from ..grounding import SourceIndex, build_document_info
from ..grounding.report import check_summary
from ..models import BatchLine, Document, LanguageCode, Statement, Summary, replace_statements
from ..pipeline import read_document
from ..published.article_citations import is_digest
from ..render.html import IndexEntry, find_label_language, render_index, to_html
from .console import notify
from .input_output import (
    choose_format,
    files_or_stdin,
    load_document,
    load_summary,
    read_text,
    refuse_stdin_twice,
    refuse_to_overwrite,
    render_summary,
    write_output,
)
from .options import add_address_arguments, add_nth_argument, add_output_arguments

# Characters of the part of a file's name that is taken from the document's id; file systems allow 255 bytes.
_MAX_FILE_NAME = 60
# The page that lists the others, and that they link back to.
_INDEX = "index.html"


def write_pages(batch: str, folder: Path, labels: LanguageCode | None) -> int:
    """Write `index.html` and a page for each summary of a batch's output into a folder. Returns how many there are.

    A page shows the document too where its source is a file that still holds the text it was made from. Evidence that
    does not stand there is made again, with its verdicts. All pages are labelled in one language: that of most
    summaries unless another is asked for.

    Raises:
        InputError: the batch cannot be read, a line of it is none, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror or error}", "name a folder with -o") from None
    lines = _read_database(Path(batch)) if is_database(Path(batch)) else list(_read_batch_lines(batch))
    labels = labels or find_label_language(line.summary for line in lines if line.summary)
    entries: list[IndexEntry] = []
    for number, line in enumerate(lines, 1):
        name = f"{number:04}-{_to_file_name(line.id)}.html"
        if line.summary:
            summary, document = line.summary, _read_source(line, line.summary)
            if document and not _holds_evidence(summary, document):
                summary = _add_evidence(summary, document)
            write_output(to_html(summary, document, labels, _INDEX), folder / name, follow=False)
        entries.append(_index_entry(line, name))
    write_output(render_index(entries, labels), folder / _INDEX, follow=False)
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


def _read_database(path: Path) -> list[BatchLine]:
    from ..batch.database import read_lines  # needs an extra

    return read_lines(path)


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


def _holds_evidence(summary: Summary, document: Document) -> bool:
    """Whether each quote stands in the document where the summary says so, in a block that the statement cites."""
    blocks = {block.number: block for block in document.blocks}
    return all(
        document.text[item.start : item.end] == item.quote
        and (block := blocks.get(item.block)) is not None
        and block.start <= item.start < item.end <= block.end
        for _, statement in summary.statements()
        for item in statement.evidence
    )


def _to_file_name(name: str) -> str:
    """A part of a file name that means the same to every system."""
    return re.sub(r"[^\w.-]+", "-", Path(name).stem)[:_MAX_FILE_NAME].strip("-.") or "document"


def add_convert_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer convert`."""
    parser.add_argument(
        "summary",
        nargs="?",
        metavar="SUMMARY",
        help='printed form, JSON or an HTML page of this program; "-", or none, reads standard input; the .jsonl or '
        "database of a batch becomes a folder of pages with an index (-f html -o FOLDER)",
    )
    parser.add_argument(
        "--source",
        action="append",
        metavar="FILE",
        help="the article: citations become evidence, and HTML shows both; for a digest once for each of its articles",
    )
    add_nth_argument(parser)
    add_address_arguments(parser)
    add_output_arguments(parser)


def run_convert(options: argparse.Namespace) -> int:
    """Print the summary in another form; what was not understood is named on stderr and kept."""
    [options.summary] = files_or_stdin(options.summary)
    sources = options.source or []
    refuse_stdin_twice(options.summary, *sources)
    refuse_to_overwrite(sources, options.output)
    if options.summary.endswith(".jsonl") or is_database(Path(options.summary)):
        return _convert_batch(options)
    options.format = choose_format(options)
    summary = load_summary(options.summary, options.allow_private, options.nth)
    for piece in summary.unparsed:
        notify(f"{options.summary}: not understood and kept aside: {piece[:80]}")
    documents = [load_document(source, allow_private=options.allow_private) for source in sources]
    if documents and is_digest(summary):
        summary = _add_evidence_of_articles(summary, documents)
    elif len(documents) > 1:
        raise UsageError("the citations of the summary name no articles, as [2:5] does", "give one --source")
    elif documents:
        summary = _add_evidence(summary, documents[0])
    write_output(render_summary(summary, documents or None, options), options.output)
    return 0


def _convert_batch(options: argparse.Namespace) -> int:
    if options.format not in (None, "html") or options.output is None or options.source:
        raise UsageError("the output of a batch becomes pages only", "give -o FOLDER and no --source")
    count = write_pages(options.summary, options.output, options.labels)
    notify(f"wrote {count} {'page' if count == 1 else 'pages'} and {options.output / _INDEX}")
    return 0


def _add_evidence_of_articles(digest: Summary, documents: Sequence[Document]) -> Summary:
    """The digest with what its articles tell of it: evidence, verdicts and the sources; as `_add_evidence`."""
    report = check(digest, documents)
    statements = dict(digest.statements())
    checked = {entry.place: _keep_citations(statements[entry.place], entry.statement) for entry in report.entries}
    run = digest.run.model_copy(update={"judging": None})
    digest = digest.model_copy(update={"sources": report.sources, "run": run})
    return replace_statements(digest, checked)


def _keep_citations(old: Statement, found: Statement) -> Statement:
    """The statement that was found; one that cites what is not there keeps its citations, and has no evidence."""
    if found.citations == old.citations:
        return found
    return old.model_copy(update={"support": found.support, "evidence": ()})


def _add_evidence(summary: Summary, document: Document) -> Summary:
    """The summary with what its document tells of it: evidence and verdicts, whatever it brings along, and the header.

    A summary may have been changed on its way: its verdicts, a model's included, are its own word. A statement that
    cites a block which the document does not have keeps its citations and has no evidence.
    """
    checked = {entry.place: entry.statement for entry in check_summary(summary, SourceIndex(document)).entries}
    statements = {place: _keep_citations(old, checked[place]) for place, old in summary.statements()}
    groups = tuple(group.model_copy(update={"support": None}) for group in summary.groups)
    run = summary.run.model_copy(update={"judging": None})
    summary = replace_statements(summary.model_copy(update={"groups": groups, "run": run}), statements)
    known = build_document_info(document)
    missing = {name: getattr(known, name) for name, value in summary.document if not value}
    return summary.model_copy(update={"document": summary.document.model_copy(update=missing)})
