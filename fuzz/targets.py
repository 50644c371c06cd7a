"""What is fuzzed: a function from a case to nothing, that raises when a law is broken.

Our own errors are answers. Anything else that escapes, a broken law, a hang or a leak is a fault.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import time
from collections.abc import Callable

from markdown_it import MarkdownIt

import summarizer
from summarizer.batch.inputs import read_record
from summarizer.batch.provider_answers import AnswerFiles, find_missing
from summarizer.errors import InputError, SummarizerError
from summarizer.languages.sentences import divide_long, sentence_spans
from summarizer.languages.words import word_spans
from summarizer.llm.openai_adapter import BatchState
from summarizer.models import Document, DocumentInfo, Summary
from summarizer.parsing import parse
from summarizer.quantities import compare, find_quantities
from summarizer.readers import ExtractedText, read_bytes
from summarizer.readers.markdown_reader import strip_markup
from summarizer.render.terminal import format_summary

from .data import Data

# Seconds per byte allowed, with a constant for what is done once; a hundred times what is usual.
_SECONDS, _SECONDS_PER_BYTE = 2.0, 1e-3
_LONGEST_TITLE = 500
# Markup of the cases that no template of ours has, and what a terminal or a browser would obey.
_MARKUP = re.compile("<(?:td|!--|b hidden|html>)")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = MarkdownIt()  # making one takes longer than a case
_ENDINGS = ("txt", "md", "html", "eml", "pdf", "docx")
_CODECS = ("utf-8", "gb18030", "utf-16", "big5")


def reading(data: Data) -> None:
    """Bytes of any kind, under any name, are read or refused in one line."""
    name = f"a.{_ENDINGS[data.choice(len(_ENDINGS))]}"
    codec = _CODECS[data.choice(len(_CODECS))]
    raw = data.text().encode(codec, "replace") if data.choice(4) else data.raw()
    try:
        source = read_bytes(raw, name)
    except SummarizerError as error:
        assert "\n" not in str(error)
        return
    assert source.text.strip()
    assert "\0" not in source.text or name.endswith(("html", "eml", "pdf"))


def parsing(data: Data) -> None:
    """Every part of a document slices back, and nothing is counted twice."""
    marked = data.choice(2)
    text = data.text()
    try:
        document = parse(ExtractedText(text=strip_markup(text) if marked else text))
    except SummarizerError:
        return
    parts = (*document.blocks, *document.sentences, *document.header)
    assert all(document.text[part.start : part.end] == part.text for part in parts)
    for counted in (document.blocks, document.sentences):
        assert [part.number for part in counted] == list(range(1, len(counted) + 1))
        assert all(a.end <= b.start for a, b in itertools.pairwise(counted))
    _sentences(text)


def _sentences(text: str) -> None:
    spans = sentence_spans(text)
    for found in (spans, divide_long(text, spans, 20), word_spans(text)):
        assert all(0 <= a < b <= len(text) for a, b in found) and found == sorted(found)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def quantities(data: Data) -> None:
    """Every figure slices back, and comparing any two gives a verdict."""
    text = data.text()
    found = find_quantities(text)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
    for first in found[:3]:
        for second in found[:3]:
            assert compare(first, second).verdict


def printed(data: Data) -> None:
    """What is read as a summary prints, and its statements, printed, are read as the same."""
    try:
        summary = Summary.parse(data.summary())
    except SummarizerError:
        return
    if any(len(group.title) > _LONGEST_TITLE for group in summary.groups):
        return  # so long a line behind a group's label is a statement
    # Without the header: gibberish in place of a source is not always read back as one.
    text = summary.model_copy(update={"document": DocumentInfo()}).to_text()
    again = Summary.parse(text)
    assert again.to_text() == text


def rendering(data: Data) -> None:
    """Any summary renders in any form, beside any document; no text becomes markup or moves a terminal's cursor."""
    document = None
    with contextlib.suppress(SummarizerError):
        document = Document.from_text(data.text())
    try:
        summary = Summary.parse(data.summary())
    except SummarizerError:
        return
    assert len(summary.to_line().splitlines()) <= 1
    assert Summary.model_validate_json(summary.model_dump_json()) == summary
    page = summary.to_html(document)
    assert not _MARKUP.search(page) and Summary.parse(page) == summary
    # A browser takes a carriage return for white space; a terminal would write over the line.
    assert not any(_OBEYED.search(shown) for shown in (page.replace("\r", ""), format_summary(summary, colour=False)))
    tags = re.findall(r"</?(\w+)", _MARKDOWN.render(summary.to_markdown()))
    assert set(tags) <= {"h1", "h2", "p", "ul", "li", "em"}


def checking(data: Data) -> None:
    """Any summary is checked against any document, and each statement gets a verdict with evidence that slices back."""
    try:
        document = Document.from_text(data.text())
        report = summarizer.check(data.summary(), document)
    except SummarizerError:
        return
    for entry in report.entries:
        assert entry.statement.support.status
        for evidence in entry.statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote


def records(data: Data) -> None:
    """Lines of any bytes are records or errors of one line, and answers of a provider are counted line by line."""
    pieces = [_answer_line(data) for _ in range(data.choice(6))]
    content = b"\n".join(pieces)
    files = AnswerFiles()
    files.add_file(content)
    missing = find_missing(_REQUESTS, BatchState(id="b", status=("completed", "expired")[data.choice(2)]), files)
    parts = [missing.unanswered, missing.unreadable, missing.withheld]
    assert sum(map(len, parts)) == len(frozenset().union(*parts)) == len(_REQUESTS - files.answers.keys())
    for line in pieces:
        record = read_record(line, "in:1")
        assert "\n" not in str(record) or not isinstance(record, InputError)


_REQUESTS = frozenset("abc")


def _answer_line(data: Data) -> bytes:
    """A line of a file of answers, whole, cut, changed in a byte, or anything."""
    text = json.dumps(data.text(), ensure_ascii=bool(data.choice(2)))
    status = (200, 500, 429)[data.choice(3)]
    response = f'{{"status_code": {status}, "body": {{"text": {text}}}}}'
    body = f'{{"custom_id": "{"abc"[data.choice(3)]}", "response": {response}}}'
    line = bytearray(body.encode("utf-8", "surrogatepass"))
    match data.choice(4):
        case 0:
            return bytes(line[: data.choice(len(line))])
        case 1:
            line[data.choice(len(line))] = data.choice(256)
        case 2:
            return data.raw()
    return bytes(line)


TARGETS: dict[str, Callable[[Data], None]] = {
    "reading": reading,
    "parsing": parsing,
    "quantities": quantities,
    "format": printed,
    "rendering": rendering,
    "checking": checking,
    "records": records,
}


def checked(name: str, raw: bytes) -> None:
    """Run a target on one case within its time, that of the processor. What is raised has the texts as a note."""
    data = Data(raw)
    allowed = _SECONDS + _SECONDS_PER_BYTE * len(raw)
    try:
        # The first time a dictionary may have been loaded, or the machine busy with something else. The clock of the
        # processor takes longer than the quickest cases.
        is_quick = _time(name, data, time.perf_counter) < allowed or _time(name, Data(raw), time.process_time) < allowed
        assert is_quick, "too slow"
    except BaseException as error:
        error.add_note(f"{name} of {data.made!r}, made of {raw!r}")
        raise


def _time(name: str, data: Data, clock: Callable[[], float]) -> float:
    started = clock()
    TARGETS[name](data)
    return clock() - started


def smallest(name: str, raw: bytes) -> bytes:
    """A case that fails in the same way as this one, and no longer does with any stretch of it left out."""
    kind = _failure(name, raw)
    size = max(len(raw) // 2, 1)
    while size and kind:
        at = 0
        while at < len(raw):
            shorter = raw[:at] + raw[at + size :]
            if _failure(name, shorter) == kind:
                raw = shorter
            else:
                at += size
        size //= 2
    return raw


def _failure(name: str, raw: bytes) -> str:
    try:
        checked(name, raw)
    except Exception as error:
        return type(error).__name__
    return ""
