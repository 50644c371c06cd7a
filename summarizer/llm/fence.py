"""The document as data inside a prompt: numbered, delimited, and unable to pass for anything but itself.

What holds for every document, whatever it contains:

- It stands between two lines that carry a key, a hash of its own text. No text can contain the hash of itself.
- Every line between them begins with a mark of ours: `<12>` a sentence, `#` a heading, `title:` … a header line. A
  sentence is one line whatever breaks it had, so the document's own words never begin a line.
- `<12>` occurs nowhere but at these beginnings, and neither does a token by which chat templates open and close
  a turn (`<|im_end|>`, `[/INST]`, `</think>` …): servers read those inside a message as if they were their own.
- What a reader of the document does not see is not shown to the model: zero-width characters, tag characters,
  directional controls.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Container, Iterable, Iterator

import regex

from ..models import Document, Heading, Sentence

# Controls and everything invisible: C0, C1, zero-width, directional, variation selectors, tags, BOM, non-characters.
_INVISIBLE = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}\p{Noncharacter_Code_Point}]")
# Anything a tokenizer or a template could take for markup: <tag>, </tag>, <|token|>, <｜token｜>, <12>, ＜12＞.
_TAG = re.compile(r"[<＜﹤](?=\s{0,8}[/|｜!?\w▁])([^<>＜＞﹤﹥]{0,200})[>＞﹥]")
# Mistral's and Llama's words in brackets: [INST], [/INST], [SYSTEM_PROMPT], [gMASK].
_BRACKETED = re.compile(r"\[(/?[A-Za-z]{0,2}[A-Z_]{3,40})\]")
_KEY_LENGTH = 12  # hexadecimal digits: 48 bits, enough that nobody finds a text that contains its own


def fence_key(text: str) -> str:
    """The key of a document's delimiters: stable for a text, so that servers' prompt caches hit."""
    return hashlib.sha256(b"fence " + text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]


def fence_document(document: Document) -> str:
    """The whole document between its delimiters."""
    return _delimit(document, [*_header_lines(document), "", *_body_lines(document)])


def fence_sentences(document: Document, wanted: Container[int]) -> str:
    """Only some sentences of a document, `…` where others are left out."""
    lines: list[str] = []
    for sentence in document.sentences:
        if sentence.number in wanted:
            lines += _number_line(sentence)
        elif not lines or lines[-1] != "…":
            lines.append("…")
    return _delimit(document, lines)


def neutralize(text: str) -> str:
    """A piece of a document as one line that no model, tokenizer or template takes for markup."""
    text = " ".join(_INVISIBLE.sub(_replace_invisible, text).split())
    for _ in range(3):  # a token inside a token appears once the outer one is gone
        text, tags = _TAG.subn(r"‹\1›", text)
        text, words = _BRACKETED.subn(r"［\1］", text)
        if not tags + words:
            return text
    return text.replace("<", "‹").replace(">", "›")


def _delimit(document: Document, lines: Iterable[str]) -> str:
    key = fence_key(document.text)
    return "\n".join([f"<document {key}>", *lines, f"</document {key}>"])


def _header_lines(document: Document) -> Iterator[str]:
    named = {"title": document.title, "by": document.byline, "source": document.source, "date": document.published_at}
    for name, value in named.items():
        if value:
            yield f"{name}: {neutralize(value)}"
    if document.securities:
        yield "securities: " + neutralize(", ".join(f"{s.name or ''} {s.symbol}".strip() for s in document.securities))


def _body_lines(document: Document) -> Iterator[str]:
    """Headings and sentences, an empty line before each block."""
    waiting = deque(document.headings)
    block = 0
    for sentence in document.sentences:
        if sentence.block != block:
            if block:
                yield ""
            block = sentence.block
            while waiting and waiting[0].before <= block:
                yield _heading_line(waiting.popleft())
        yield from _number_line(sentence)
    yield from map(_heading_line, waiting)


def _heading_line(heading: Heading) -> str:
    return "#" * heading.level + " " + neutralize(heading.text)


def _number_line(sentence: Sentence) -> list[str]:
    """The line of a sentence; none where nothing of it can be seen."""
    text = neutralize(sentence.text)
    return [f"<{sentence.number}> {text}"] if text else []


def _replace_invisible(found: regex.Match[str]) -> str:
    """A line break or tab is a space; what nobody sees is nothing."""
    return " " if found[0] in "\t\n\v\f\r\x1c\x1d\x1e\x85" else ""
