"""Prompts: versioned files, rendered by Jinja2 and joined with the document, which passes through no template.

A file has three parts: the system message, what comes before the document, and what comes after it. The first is the
same for every document and setting, so that servers' prompt caches hit.

The document is data: numbered, delimited, and unable to pass for anything else (prompt injection). Invariants that hold
for every document, whatever it contains:

- It is between two lines that carry a key, a hash of its own text. No text can contain its own hash.
- Every line between them begins with one of our marks: `<12>` a sentence, `#` a heading, `title:` … a header line,
  `(question)` … the role of the sentences below. A sentence is one line whatever breaks it had, so the document's own
  words never begin a line.
- `<12>` occurs nowhere else, and neither does a token by which chat templates open or close a turn
  (`<|im_end|>`, `[/INST]`, `</think>` …): servers read those inside a message as if they were their own.
- What a reader of the document cannot see is not sent to the model: zero-width characters, tag characters,
  directional controls.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import regex

from ...models import ArticleHeading, Block, BlockRole, Document, DocumentKind, Heading, Sentence
from ...settings import PromptVersion
from ...text.scripts import join_wrapped

if TYPE_CHECKING:
    from jinja2 import Template

_PARTS = re.compile(r"<!-- (?:system|before the document|after the document) -->\n")
# Controls and everything invisible: C0, C1, zero-width, directional, variation selectors, tags, BOM, non-characters.
_INVISIBLE = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}\p{Noncharacter_Code_Point}]")
# What a tokenizer or a chat template could take for markup: <tag>, </tag>, <|token|>, <｜token｜>, <12>, ＜12＞.
_TAG = re.compile(r"[<＜﹤](?=\s{0,8}[/|｜!?\w▁])([^<>＜＞﹤﹥]{0,200})[>＞﹥]")
# Control words of Mistral's and Llama's templates in brackets: [INST], [/INST], [SYSTEM_PROMPT], [gMASK].
_BRACKETED = re.compile(r"\[(/?[A-Za-z]{0,2}[A-Z_]{3,40})\]")
# How the role of a block is marked; boilerplate is left out, and the body is what needs no mark.
_ROLE_MARKS: dict[BlockRole, str] = {
    "question": "(question)",
    "answer": "(answer)",
    "turn": "(turn)",
    "quoted": "(quoted, older)",
    "item": "(item)",
    "caption": "(caption)",
    "byline": "(byline)",
    "footnote": "(footnote)",
}
# What the marks' template explains of each.
_EXPLAINED: dict[BlockRole, str] = {
    "question": "question",
    "quoted": "quoted",
    "item": "item",
    "caption": "beside",
    "byline": "beside",
    "footnote": "beside",
    "boilerplate": "left out",
}
# Kinds of articles that `marks.v1` names.
_NAMED_KINDS: dict[DocumentKind, str] = {
    "interview": "an interview",
    "transcript": "the transcript of a call or a meeting",
    "speech": "a speech",
    "digest": "a digest of many items",
    "letter": "a letter, or a thread of them",
}
_KEY_LENGTH = 12  # hexadecimal digits: 48 bits, too many to construct a text that contains its own key


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent: `task` holds the document, and `closing` comes after it and may be extended."""

    system: str
    task: str
    closing: str
    version: str = ""

    def messages(self, *notes: str) -> list[dict[str, str]]:
        """The prompt as messages. Notes come last, so that servers' prompt caches hit for all that is before them."""
        user = "\n\n".join([self.task, self.closing, *notes])
        return [{"role": "system", "content": self.system}, {"role": "user", "content": user}]


def render_prompt(version: str, document: str, **values: str | int | bool) -> Prompt:
    """Render the prompt of a version, such as `summarize.v1`.

    Args:
        document: the fenced document.
        values: the variables of the template.

    Raises:
        jinja2.UndefinedError: a value is missing.
    """
    system, before, after = _load_parts(version)
    task = "\n\n".join(filter(None, (_render(before, values), document)))
    return Prompt(system, task, _render(after, values), version)


def render_document_prompt(stem: str, version: PromptVersion, document: Document, **values: str | int | bool) -> Prompt:
    """The prompt `stem.version` for a document, whose marks are explained before it.

    Args:
        values: the variables of the template.

    Raises:
        jinja2.UndefinedError: a value is missing.
    """
    marks = explain_marks(document, version)
    prompt = render_prompt(
        f"{stem}.{version}",
        f"{marks}\n\n{fence_document(document)}" if marks else fence_document(document),
        key=fence_key(document.text),
        sentences=len(document.sentences),
        **values,
    )
    return replace(prompt, version=f"{prompt.version}+marks.{version}") if marks else prompt


def explain_marks(document: Document, version: PromptVersion = "v2") -> str:
    """What a model is told of the marks in a document and of its kind; `v1` says nothing where it has no marks."""
    roles = {block.role for block in document.blocks} - {"body"}
    kind: str = document.kind
    if version == "v1":
        if not roles:
            return ""
        kind = _NAMED_KINDS.get(document.kind, "")
    marks = {_EXPLAINED[role] for role in roles if role in _EXPLAINED}
    if any(block.speaker for block in document.blocks):
        marks.add("speakers")
    return _compile(read_text(f"marks.{version}")).render(kind=kind, marks=marks).strip()


def left_out_sentences(document: Document) -> frozenset[int]:
    """The numbers of the sentences that a model is not shown, because they are boilerplate; none where all are."""
    blocks = {block.number for block in document.blocks if block.role == "boilerplate"}
    if not blocks or len(blocks) == len(document.blocks):
        return frozenset()
    return frozenset(sentence.number for sentence in document.sentences if sentence.block in blocks)


def render_part(version: str, **values: str) -> str:
    """A part of a prompt that has no document, such as `gloss.v2`."""
    return _compile(read_text(version)).render(values)


@cache
def read_text(version: str) -> str:
    """The text of a prompt, or of a part of one, as its file has it."""
    return (files(__package__) / f"{version}.md").read_text(encoding="utf-8").strip()


@cache
def _load_parts(version: str) -> tuple[str, str, str]:
    _, system, before, after = (part.strip() for part in _PARTS.split(read_text(version)))
    return system, before, after


def _render(template: str, values: dict[str, str | int | bool]) -> str:
    return _compile(template).render(values)


@cache
def _compile(template: str) -> Template:
    """A template, compiled once: compiling takes as long as parsing an article."""
    from jinja2 import Environment, StrictUndefined

    return Environment(undefined=StrictUndefined, autoescape=False).from_string(template)


def fence_key(text: str) -> str:
    """The key of a document's delimiters. It depends on the text alone, so that servers' prompt caches hit."""
    return hashlib.sha256(b"fence " + text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]


def fence_document(document: Document) -> str:
    """The whole document between its delimiters."""
    return _delimit(document, [*_header_lines(document), "", *_body_lines(document)])


def fence_sentences(document: Document, numbers: Container[int]) -> str:
    """The header and some sentences of a document between its delimiters, with `…` for those left out."""
    lines, marked, shown = _opening_lines(document), 0, deque(document.headings)
    first = document.blocks[0].number
    for sentence in document.sentences:
        if sentence.number in numbers:
            lines += _headings_above(sentence.block, shown)
            mark = _speaker_mark(document.blocks[sentence.block - first]) if sentence.block != marked else ""
            marked = sentence.block
            lines += _number_line(sentence, mark)
        elif not lines or lines[-1] != "…":
            lines.append("…")
    return _delimit(document, lines)


def fence_blocks(document: Document, numbers: Container[int]) -> str:
    """The header and some blocks of a document between its delimiters, each block whole on a line with its number.

    The nearest heading above each stands before it. The numbers tell where blocks are left out.
    """
    lines, headings = _opening_lines(document), deque(document.headings)
    for block in document.blocks:
        if block.number in numbers:
            lines += _headings_above(block.number, headings)
            lines.append(f"<{block.number}>{_speaker_mark(block)} {neutralize_markup(block.text)}")
    return _delimit(document, lines)


def format_heading(text: str, level: int = 1) -> str:
    """The line of a heading in a prompt."""
    return "#" * level + " " + neutralize_markup(text)


def fence_lines(document: Document, lines: Iterable[str]) -> str:
    """Lines that are no markup, such as notes of a document, between its delimiters."""
    return _delimit(document, lines)


def neutralize_markup(text: str) -> str:
    """A text as one line that no model, tokenizer or chat template takes for markup."""
    text = " ".join(_INVISIBLE.sub(_replace_invisible, join_wrapped(text)).split())
    for _ in range(3):  # a nested token appears when the outer one is gone
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
            yield f"{name}: {neutralize_markup(value)}"
    if document.securities:
        yield "securities: " + neutralize_markup(
            ", ".join(f"{s.name or ''} {s.symbol}".strip() for s in document.securities)
        )


def _opening_lines(document: Document) -> list[str]:
    """The header lines and an empty one; nothing for a document without a header."""
    header = list(_header_lines(document))
    return [*header, ""] if header else []


def _body_lines(document: Document) -> Iterator[str]:
    """The lines of headings and sentences, with an empty line before each block."""
    waiting = deque(document.headings)
    left_out = left_out_sentences(document)
    first = document.blocks[0].number
    block = 0
    for sentence in document.sentences:
        if sentence.number in left_out:
            continue
        if sentence.block != block:
            if block:
                yield ""
            block = sentence.block
            while waiting and waiting[0].before <= block:
                yield _heading_line(waiting.popleft())
            yield from _mark_line(document.blocks[block - first])
        yield from _number_line(sentence)
    yield from map(_heading_line, waiting)


def _heading_line(heading: Heading) -> str:
    return format_heading(heading.text, heading.level)


def _mark_line(block: Block) -> list[str]:
    """The line that says what a block is and who says it, or none for the body."""
    mark = _ROLE_MARKS.get(block.role)
    if mark is None:
        return []
    speaker = neutralize_markup(block.speaker) if block.speaker else ""
    return [f"{mark} {speaker}:" if speaker else mark]


def _headings_above(block: int, headings: deque[Heading]) -> list[str]:
    """The line of the last heading above a block, if there is a new one; headings above it are taken from the queue.

    Where an article of several begins above the block, its line is never left out.
    """
    passed: list[Heading] = []
    while headings and headings[0].before <= block:
        passed.append(headings.popleft())
    openings = [heading for heading in passed[:-1] if isinstance(heading, ArticleHeading)]
    return [_heading_line(heading) for heading in (*openings[-1:], *passed[-1:])]


def _speaker_mark(block: Block) -> str:
    """What a block is and who says it, to stand behind its number."""
    return "".join(f" {line}" for line in _mark_line(block))


def _number_line(sentence: Sentence, mark: str = "") -> list[str]:
    """The line of a sentence, or none if nothing in it is visible."""
    text = neutralize_markup(sentence.text)
    return [f"<{sentence.number}>{mark} {text}"] if text else []


def _replace_invisible(found: regex.Match[str]) -> str:
    """A space for a line break or tab, nothing for any other invisible character."""
    return " " if found[0] in "\t\n\v\f\r\x1c\x1d\x1e\x85" else ""
