"""The document: header, headings, and the numbered blocks and sentences that citations refer to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, PrivateAttr

from .common import (
    BlockKind,
    BlockLanguage,
    BlockRole,
    DocumentKind,
    FileName,
    HeaderKind,
    LanguageCode,
    Model,
    Number,
    Offset,
    call_late,
)
from .display import shorten


class Security(Model):
    """A listed security as the document's header names it, such as `BABA(US:BABA)` or `600519.SH`."""

    symbol: str
    market: str | None = None
    name: str | None = None


class HeaderLine(Model):
    """A line before the body that is kept but not numbered."""

    kind: HeaderKind
    start: Offset
    end: Offset
    text: str


class Heading(Model):
    """A section heading: kept, not numbered.

    Attributes:
        before: the number of the block that follows it; one more than the last block if none does.
    """

    level: Annotated[int, Field(ge=1, le=6)]
    before: Number
    start: Offset
    end: Offset
    text: str


class ArticleHeading(Heading):
    """Where an article begins in a document that joins several: its number, title, publisher and date."""


class Block(Model):
    """A paragraph, list item or table row, numbered from 1 in reading order.

    Attributes:
        role: what it is in the article. The article's own claims stand in `body`, `answer`, `turn` and `item`.
        speaker: who says it, in an interview or a transcript.
        text: `document.text[start:end]`.
        page: page of the original the block stands on, counted from 1, where the format has pages.
    """

    number: Number
    kind: BlockKind = "paragraph"
    role: BlockRole = "body"
    speaker: str | None = None
    language: BlockLanguage
    start: Offset
    end: Offset
    text: str
    page: int | None = None


class Sentence(Model):
    """A sentence, numbered from 1 through the whole document. A model cites these."""

    number: Number
    block: Number
    start: Offset
    end: Offset
    text: str


class Document(Model):
    """One article: its decoded text, header, headings, numbered blocks and sentences.

    Attributes:
        id: `sha256:` and the SHA-256 of the decoded text in hexadecimal.
        origin: the source as the user named it (a path, an address or `-`), or None.
        address: the web address at which it was found, after redirects, or None.
        text: the decoded text, into which all offsets point.
        published_at: ISO 8601, `2025-09-21T02:50:00` or `2025-09-21`, as precise as the document gives it.
        language: the main language.
        kind: what kind of article it is.
    """

    id: str
    origin: FileName | None = None
    address: str | None = None
    text: str
    title: str | None = None
    byline: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: tuple[Security, ...] = ()
    language: LanguageCode
    kind: DocumentKind = "news"
    header: tuple[HeaderLine, ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    # Key terms that a spaCy pipeline found while parsing; `key_terms` returns them. Not part of the JSON form.
    _pipeline_terms: tuple[str, ...] = PrivateAttr(default=())

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        opening = self.title or "".join(block.text for block in self.blocks[:1])
        shown = [("title", shorten(opening)), ("language", self.language), ("kind", self.kind)]
        return [*shown, ("blocks", len(self.blocks)), ("sentences", len(self.sentences))]

    def __str__(self) -> str:
        """The document as citations count it: its blocks after their numbers."""
        blocks: str = call_late("summarizer.render.text", "format_blocks", self)
        return blocks

    def _repr_html_(self) -> str:
        """The same for a notebook."""
        shown: str = call_late("summarizer.render.notebook", "document_to_html", self)
        return shown

    @classmethod
    def from_file(cls, path: str | Path) -> Document:
        """Read and parse a file. Raises `InputError` when it cannot be read or holds no text."""
        is_path = isinstance(path, str | Path)  # anything else is refused there
        document: Document = call_late("summarizer.pipeline", "read_document", Path(path) if is_path else path)
        return document

    @classmethod
    def from_text(cls, text: str) -> Document:
        """Parse a text. Raises `InputError` when it holds none."""
        document: Document = call_late("summarizer.parsing", "parse_text", text)
        return document

    def block(self, number: int) -> Block:
        """The block that `[number]` cites. Raises `IndexError` when there is none."""
        if not 1 <= number <= len(self.blocks):
            raise IndexError(f"no block [{number}]: the document has {len(self.blocks)}")
        return self.blocks[number - 1]

    def sentence(self, number: int) -> Sentence:
        """The sentence with this number. Raises `IndexError` when there is none."""
        if not 1 <= number <= len(self.sentences):
            raise IndexError(f"no sentence {number}: the document has {len(self.sentences)}")
        return self.sentences[number - 1]
