"""What users get: a summary with evidence and verdicts, the report of a check, and a line of a batch's output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from .common import FindingKind, LanguageCode, Model, Number, Offset, Status, call_late
from .document import Security

if TYPE_CHECKING:
    from .document import Document


class Evidence(Model):
    """A stretch of the document: `quote == document.text[start:end]`, inside block `block`."""

    block: Number
    start: Offset
    end: Offset
    quote: str


class Finding(Model):
    """Why a statement is not, or only partly, supported.

    Attributes:
        claim: the words of the statement that the finding is about.
        message: one sentence for a human reader.
        block: the block concerned (the one with the support, or with the contradiction), or None.
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
    """A titled group of points. A title is empty only where a published summary has a bare `Group 2`.

    Attributes:
        field: the field of a shape that the points fill, such as `topics[0].points`; None without a shape.
    """

    title: str
    points: tuple[Statement, ...]
    field: str | None = None


class Shaped(Model):
    """The shape of a summary that was asked for in one.

    Attributes:
        name: of the shape.
        titles: what the shape's fields of plain text hold, by path, such as `topics[0].title`.
    """

    name: str
    titles: dict[str, str] = Field(default_factory=dict)


class DocumentInfo(Model):
    """What a summary says of its document. All but the language may be unknown in a summary read from print."""

    id: str | None = None
    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: tuple[Security, ...] = ()
    language: LanguageCode | None = None
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
        before: the statement with its citations in printed form.
        after: the same afterwards; None when dropped.
        reason: the finding that led to it.
    """

    action: Literal["moved_citation", "rewritten", "dropped"]
    statement: str
    before: str
    after: str | None
    reason: str


class Chunk(Model):
    """One part of a document that was too long to be read at once.

    Attributes:
        first: number of its first block.
        last: number of its last block.
        error: why nothing of it is in the summary, or None.
    """

    first: Number
    last: Number
    error: str | None = None


class Run(Model):
    """How the summary came about.

    Attributes:
        attempts: requests made to the model that were answered (1 for the offline engine).
        cost_usd: None when the price of the model is not known.
        document_hash: `sha256:` and the digest of the decoded text; the same as `document.id`.
        prompt_hash: of the messages that the model was sent first; None for the offline engine.
        schema_hash: of the JSON Schema of its answer; None for the offline engine.
        chunks: the parts of a long document, in order and without gaps; empty when it was read at once.
        seconds: wall time from reading to grounding; None in the output of a batch, whose bytes do not depend on it.
    """

    engine: Literal["llm", "extractive"] | None = None
    model: str | None = None
    prompt_version: str | None = None
    attempts: int = 0
    repairs: tuple[Repair, ...] = ()
    tokens: Tokens = Tokens()
    cost_usd: float | None = None
    document_hash: str | None = None
    prompt_hash: str | None = None
    schema_hash: str | None = None
    chunks: tuple[Chunk, ...] = ()
    seconds: float | None = 0.0


class Summary(Model):
    """A structured summary in which every statement is cited and checked.

    Attributes:
        core_viewpoint: None only in a summary read from print that has none, and in a shape without one.
        shape: None for core viewpoint and groups as they are.
        unparsed: pieces of a summary read from print that were not understood, in their order; nothing is lost.
    """

    schema_version: Literal["1"] = "1"
    language: LanguageCode
    document: DocumentInfo = DocumentInfo()
    core_viewpoint: Statement | None
    groups: tuple[Group, ...] = ()
    run: Run = Run()
    unparsed: tuple[str, ...] = ()
    shape: Shaped | None = None

    def statements(self) -> list[tuple[str, Statement]]:
        """Every statement after its place: `core_viewpoint`, then `groups[i].points[j]`, counted from 0."""
        core = [("core_viewpoint", self.core_viewpoint)] if self.core_viewpoint else []
        points = [
            (f"groups[{i}].points[{j}]", point)
            for i, group in enumerate(self.groups)
            for j, point in enumerate(group.points)
        ]
        return core + points

    @classmethod
    def parse(cls, text: str) -> Summary:
        """Parse a summary in either printed form, as sites publish it, or in JSON.

        Raises:
            InputError: the text is no summary; the message says why.
        """
        summary: Summary = call_late("summarizer.published.parser", "parse_summary", text)
        return summary

    def to_text(self, labels: LanguageCode | None = None) -> str:
        """The printed form, one statement a line. `labels` defaults to the summary's language."""
        return self._render("text", labels=labels)

    def to_line(self, labels: LanguageCode | None = None) -> str:
        """The printed form on one line, as sites publish it."""
        return self._render("line", labels=labels)

    def to_markdown(self, labels: LanguageCode | None = None) -> str:
        """Markdown, with the verdict on each statement that is not supported."""
        return self._render("markdown", labels=labels)

    def to_html(self, document: Document | None = None, labels: LanguageCode | None = None) -> str:
        """A self-contained HTML page: the summary beside its document, with the evidence marked."""
        return self._render("html", document=document, labels=labels)

    def _render(self, format: str, **options: object) -> str:
        rendered: str = call_late("summarizer.render", "render", self, format, **options)
        return rendered


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
        """The number of statements with each status."""
        counts: dict[str, int] = {"supported": 0, "partial": 0, "unsupported": 0, "unchecked": 0}
        for entry in self.entries:
            counts[entry.statement.support.status] += 1
        return counts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in printed order."""
        return tuple(f for e in self.entries for f in e.statement.support.findings)


class BatchError(Model):
    """Why a document has no summary.

    Attributes:
        type: the name of the error, such as `InputError` or `RateLimitError`.
        hint: what the user can do about it, or an empty string.
        exit_code: 2 for a document that cannot be read: it fails again; 3 for a model or server: it may not.
    """

    type: str
    message: str
    hint: str = ""
    exit_code: int = 2
    retryable: bool = False


class BatchLine(Model):
    """One line of a batch's output. It has either a `summary` or an `error`; the other key is absent.

    Attributes:
        id: the record's own id, or the path of the file; no two lines have the same.
        source: where the document came from: a path, the `source` of its record, or the record's file and line.
        settings: the settings in short (hexadecimal digits); lines of one file share them.
        summary: with `run.seconds` null, so that the same documents always give the same bytes.
    """

    id: str
    source: str
    settings: str
    summary: Summary | None = None
    error: BatchError | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.summary is None) == (self.error is None):
            raise ValueError("a line has either a summary or an error")
        return self

    def json_line(self) -> bytes:
        """The line as it stands in the file, its end included."""
        other = "error" if self.error is None else "summary"
        return self.model_dump_json(exclude={other}).encode() + b"\n"
