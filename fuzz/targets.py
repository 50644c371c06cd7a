"""What is fuzzed: a function from a seeded source of data to nothing, that raises when a law is broken.

Our own errors are answers. Anything else that escapes, a broken law, a hang or a leak is a fault.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable
from typing import Protocol

from summarizer.errors import SummarizerError
from summarizer.models import Document, DocumentInfo, Summary
from summarizer.parse import parse
from summarizer.parse.sentences import divide_long, sentence_spans
from summarizer.parse.words import chinese_tokenizer, word_spans
from summarizer.quantities import compare, find_quantities
from summarizer.read import Source, read_bytes
from summarizer.read.markdown import plain

# Characters that mean something to a reader, a parser or a printer, so that few tries are spent on dull text.
_TELLING = (
    "aAbI1205 .,:;!?…\n\t\"'“”‘’「」（）()[]【】《》#*_-+|>`~@/\\%$€£¥&<>=·•①"
    "一二三十百千万亿元年月日的了是，。！？、：；—\u3000\u00a0\u200b\u2028\ufeff\0"
)
_PHRASES = (
    "Mr. ", "U.S. ", "a.m. ", "1476.94亿元", "3.5%", "$3.5 billion", "2025-09-21 02:50", "Core Viewpoint\n",
    "Group 1: ", "核心观点\n", "分组 1：", "[1]", "[2][3]", "- ", "## ", "| a | b |\n", "BABA(US:BABA)", "虎嗅APP·",
    "作者：", "```\n", "---\n", "From: a\n", "<p>", "</p>", "<html>", "Content-Type: text/html\n", "%PDF-1.4\n",
    "同比增长", "fell by ", "not ", "……", ". . . ",
)
# Seconds per character allowed, with a constant for what is done once; a hundred times what is usual.
_SECONDS, _SECONDS_PER_CHARACTER = 2.0, 1e-3


class Data(Protocol):
    """The part of atheris's data provider that the targets use; the tests have one of their own."""

    def ConsumeBytes(self, count: int) -> bytes: ...
    def ConsumeIntInRange(self, low: int, high: int) -> int: ...
    def ConsumeUnicode(self, count: int) -> str: ...


def text_of(data: Data) -> str:
    """A text of telling characters and phrases, with some of any kind."""
    pieces = []
    for _ in range(data.ConsumeIntInRange(0, 40)):
        kind = data.ConsumeIntInRange(0, 9)
        if kind == 0:
            pieces.append(data.ConsumeUnicode(data.ConsumeIntInRange(0, 8)))
        elif kind < 5:
            pieces.append(_PHRASES[data.ConsumeIntInRange(0, len(_PHRASES) - 1)])
        else:
            pieces.append(_TELLING[data.ConsumeIntInRange(0, len(_TELLING) - 1)] * data.ConsumeIntInRange(1, 3))
    return "".join(pieces)


def reading(data: Data) -> None:
    """Bytes of any kind, under any name, are read or refused in one line."""
    endings = ("txt", "md", "html", "eml", "pdf", "docx")
    name = f"a.{endings[data.ConsumeIntInRange(0, len(endings) - 1)]}"
    codecs = ("utf-8", "gb18030", "utf-16", "big5")
    codec = codecs[data.ConsumeIntInRange(0, len(codecs) - 1)]
    raw = data.ConsumeBytes(200) if data.ConsumeIntInRange(0, 1) else text_of(data).encode(codec, "replace")
    try:
        source = read_bytes(raw, name)
    except SummarizerError as error:
        assert "\n" not in str(error)
        return
    assert source.text.strip()
    assert "\0" not in source.text or name.endswith(("html", "eml", "pdf"))


def parsing(data: Data) -> None:
    """Every part of a document slices back, and nothing is counted twice."""
    text = text_of(data)
    try:
        document = parse(Source(text=plain(text) if data.ConsumeIntInRange(0, 1) else text))
    except SummarizerError:
        return
    parts = (*document.blocks, *document.sentences, *document.header)
    assert all(document.text[part.start:part.end] == part.text for part in parts)
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
    text = text_of(data)
    found = find_quantities(text)
    for quantity in found:
        assert text[quantity.start:quantity.end] == quantity.text
    for first in found[:3]:
        for second in found[:3]:
            assert compare(first, second).verdict


def printed(data: Data) -> None:
    """What is read as a summary prints, and its statements, printed, are read as the same."""
    try:
        summary = Summary.parse(text_of(data))
    except SummarizerError:
        return
    # Without the header: gibberish in place of a source is not always read back as one.
    text = summary.model_copy(update={"document": DocumentInfo()}).to_text()
    again = Summary.parse(text)
    assert again.to_text() == text


def rendering(data: Data) -> None:
    """Any summary renders in any form, beside any document."""
    document = None
    with contextlib.suppress(SummarizerError):
        document = Document.from_text(text_of(data))
    try:
        summary = Summary.parse(text_of(data))
    except SummarizerError:
        return
    for rendered in (summary.to_text(), summary.to_line(), summary.to_markdown(), summary.to_html(document)):
        assert isinstance(rendered, str)


TARGETS: dict[str, Callable[[Data], None]] = {
    "reading": reading, "parsing": parsing, "quantities": quantities, "format": printed, "rendering": rendering,
}


def checked(target: Callable[[Data], None], data: Data, size: int) -> None:
    """Run a target on data made of `size` bytes within its time, that of the processor."""
    chinese_tokenizer()   # loads its dictionary once, outside of the time
    started = time.process_time()
    target(data)
    assert time.process_time() - started < _SECONDS + _SECONDS_PER_CHARACTER * size, "too slow"
