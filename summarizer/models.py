"""Plain data: the document as citations count it, the draft an engine writes, the summary a user gets.

Everything here is immutable and knows no input or output. All offsets are in characters of the decoded text
(`Document.text`), start included, end excluded. The methods that reach upwards (`Document.from_file`,
`Summary.to_text` …) are facades of one line each.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1"

Language = Literal["zh", "en"]
BlockLanguage = Literal["zh-Hans", "zh-Hant", "en", "mixed"]
BlockKind = Literal["paragraph", "list_item", "table_row"]
HeaderKind = Literal["title", "byline", "securities", "source", "note"]
Status = Literal["supported", "partial", "unsupported", "unchecked"]
FindingKind = Literal[
    "number", "date", "name", "direction", "negation", "quote", "citation", "uncited", "overlap"
]
Offset = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class Model(BaseModel):
    """Base of all our data: immutable, and no field that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")


# ---------------------------------------------------------------------------------------------- the document


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


class Block(Model):
    """A paragraph, list item or table row, numbered from 1 in reading order.

    Attributes:
        text: `document.text[start:end]`.
        page: page of the original the block stands on, counted from 1, where the format has pages.
    """

    number: Number
    kind: BlockKind = "paragraph"
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
    """One article, decoded and divided.

    Attributes:
        id: `sha256:` and the SHA-256 of the decoded text in hexadecimal.
        origin: where it came from as the user named it (a path, `-`), or None.
        text: the decoded text every offset points into.
        published_at: ISO 8601, `2025-09-21T02:50:00` or `2025-09-21`, as precise as the document is.
        language: the language most of it is written in.
    """

    id: str
    origin: str | None = None
    text: str
    title: str | None = None
    byline: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: tuple[Security, ...] = ()
    language: Language
    header: tuple[HeaderLine, ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @classmethod
    def from_file(cls, path: str | Path) -> Document:
        """Read and parse a file. Raises `InputError` when it cannot be read or holds no text."""
        from .api import load

        return load(Path(path))

    @classmethod
    def from_text(cls, text: str) -> Document:
        """Parse a text. Raises `InputError` when it holds none."""
        from .parse import parse
        from .read import Source

        return parse(Source(text=text))

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

    @property
    def terms(self) -> tuple[str, ...]:
        """The document's key terms, most telling first (at most 20)."""
        from .parse.terms import key_terms

        return key_terms(self)


# ------------------------------------------------------------------------------------------------- the draft


class DraftStatement(Model):
    """A claim as an engine wrote it, with the numbers of the sentences it rests on."""

    text: str
    sentences: tuple[Number, ...]


class DraftGroup(Model):
    """A titled group of drafted statements."""

    title: str
    points: tuple[DraftStatement, ...]


class GlossaryEntry(Model):
    """How the draft writes a name of the document in its own language: 阿里巴巴 → Alibaba."""

    source: str
    written: str


class Draft(Model):
    """What an engine writes, before it is grounded."""

    language: Language
    core_viewpoint: DraftStatement
    groups: tuple[DraftGroup, ...]
    glossary: tuple[GlossaryEntry, ...] = ()


# ----------------------------------------------------------------------------------------------- the summary


class Evidence(Model):
    """A stretch of the document: `quote == document.text[start:end]`, inside block `block`."""

    block: Number
    start: Offset
    end: Offset
    quote: str


class Finding(Model):
    """Why a statement is not, or not wholly, borne out.

    Attributes:
        claim: the words of the statement it is about.
        message: one sentence for a person.
        block: the block it concerns (where the support stands, or what contradicts it), if one does.
    """

    kind: FindingKind
    claim: str
    message: str
    block: int | None = None


class Support(Model):
    """The verdict on a statement. `unchecked` is what could not be decided, never a kind of `supported`.

    Attributes:
        judge: the model that gave a second opinion, or None when the verdict is ours alone.
    """

    status: Status = "unchecked"
    findings: tuple[Finding, ...] = ()
    judge: str | None = None


class Statement(Model):
    """One claim with its evidence. `citations` are exactly the blocks of `evidence`, ascending."""

    text: str
    citations: tuple[Number, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    support: Support = Support()

    @model_validator(mode="after")
    def _citations_follow_from_evidence(self) -> Self:
        if self.evidence and self.citations != tuple(sorted({e.block for e in self.evidence})):
            raise ValueError("citations must be exactly the blocks of the evidence, ascending")
        return self


class Group(Model):
    """A titled group of points. A title is empty only where a published summary has a bare `Group 2`."""

    title: str
    points: tuple[Statement, ...]


class DocumentInfo(Model):
    """What a summary says of its document. All but the language may be unknown in a summary read from print."""

    id: str | None = None
    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: tuple[Security, ...] = ()
    language: Language | None = None
    blocks: int | None = None


class Tokens(Model):
    """Tokens as the server counted them."""

    input: int = 0
    output: int = 0


class Repair(Model):
    """One change made to a draft after it was checked.

    Attributes:
        action: what was done: a citation moved, a statement rewritten by the model, a statement dropped.
        statement: where: `core_viewpoint` or `groups[i].points[j]`, as in the draft.
        before, after: the statement with its citations in printed form; `after` is None when dropped.
        reason: the finding that led to it.
    """

    action: Literal["moved_citation", "rewritten", "dropped"]
    statement: str
    before: str
    after: str | None
    reason: str


class Run(Model):
    """How the summary came about.

    Attributes:
        attempts: requests made to the model that were answered (1 for the offline engine).
        cost_usd: None when the price of the model is not known.
        seconds: wall time from reading to grounding.
    """

    engine: Literal["llm", "extractive"] | None = None
    model: str | None = None
    prompt_version: str | None = None
    attempts: int = 0
    repairs: tuple[Repair, ...] = ()
    tokens: Tokens = Tokens()
    cost_usd: float | None = None
    seconds: float = 0.0


class Summary(Model):
    """A structured summary in which every statement is cited and checked.

    Attributes:
        core_viewpoint: None only in a summary read from print that has none.
        unparsed: pieces of a summary read from print that were not understood, in their order; nothing is lost.
    """

    schema_version: Literal["1"] = "1"
    language: Language
    document: DocumentInfo = DocumentInfo()
    core_viewpoint: Statement | None
    groups: tuple[Group, ...] = ()
    run: Run = Run()
    unparsed: tuple[str, ...] = ()

    def statements(self) -> list[tuple[str, Statement]]:
        """Every statement with its place: `core_viewpoint`, then `groups[i].points[j]`, counted from 0."""
        lead = [("core_viewpoint", self.core_viewpoint)] if self.core_viewpoint else []
        points = [
            (f"groups[{i}].points[{j}]", point)
            for i, group in enumerate(self.groups)
            for j, point in enumerate(group.points)
        ]
        return lead + points

    @classmethod
    def parse(cls, text: str) -> Summary:
        """Read a summary in either printed form, as sites publish it, or in JSON.

        Raises:
            InputError: the text is no summary; the message says why.
        """
        from .parse.published import parse_summary

        return parse_summary(text)

    def to_text(self, labels: Language | None = None) -> str:
        """The printed form, one statement a line. `labels` defaults to the summary's language."""
        from .render import render

        return render(self, "text", labels=labels)

    def to_line(self, labels: Language | None = None) -> str:
        """The printed form on one line, as sites publish it."""
        from .render import render

        return render(self, "line", labels=labels)

    def to_markdown(self, labels: Language | None = None) -> str:
        """Markdown, with the support of each statement that is not supported named behind it."""
        from .render import render

        return render(self, "markdown", labels=labels)

    def to_html(self, document: Document | None = None, labels: Language | None = None) -> str:
        """One self-contained page: the summary beside its document, evidence marked."""
        from .render import render

        return render(self, "html", document=document, labels=labels)


# ------------------------------------------------------------------------------------------------ the report


class CheckedStatement(Model):
    """One entry of a report: where the statement stands in the summary, and the statement with its verdict."""

    place: str
    statement: Statement


class Report(Model):
    """What `check` found: one entry per statement, in printed order."""

    schema_version: Literal["1"] = "1"
    document: DocumentInfo
    entries: tuple[CheckedStatement, ...]
    unparsed: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many statements have each status."""
        counts: dict[str, int] = {"supported": 0, "partial": 0, "unsupported": 0, "unchecked": 0}
        for entry in self.entries:
            counts[entry.statement.support.status] += 1
        return counts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in printed order."""
        return tuple(f for e in self.entries for f in e.statement.support.findings)


def json_value(model: BaseModel) -> dict[str, Any]:
    """The model as plain JSON values."""
    return model.model_dump(mode="json")
