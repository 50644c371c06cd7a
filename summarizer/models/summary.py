"""What users get: a summary with evidence and verdicts, the report of a check, and a line of a batch's output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, get_args

from pydantic import AfterValidator, Field

from .citation import Citation
from .common import DocumentKind, LanguageCode, Model, Number, Status, call_late
from .display import count_statuses, shorten
from .document import Security
from .statement import Finding, Gloss, Group, Statement, Support

if TYPE_CHECKING:
    from .document import Document


class Shaped(Model):
    """The shape of a summary that was asked for in one.

    Attributes:
        name: of the shape.
        titles: what the shape's fields of plain text hold, by path, such as `topics[0].title`.
    """

    name: str
    titles: dict[str, str] = Field(default_factory=dict)


class DocumentInfo(Model):
    """What a summary says of its document. All but the language may be unknown in a summary read from print.

    Attributes:
        address: the web address of the document, where it was read from one.
        title_gloss: a judge's translation of the title into the language of the summary, where one was asked for.
    """

    id: str | None = None
    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    address: str | None = None
    title_gloss: Gloss | None = Field(default=None, exclude_if=lambda gloss: gloss is None)
    securities: tuple[Security, ...] = ()
    language: LanguageCode | None = None
    kind: DocumentKind | None = None
    blocks: int | None = None


class DigestSource(DocumentInfo):
    """What a digest says of one of its articles.

    Attributes:
        number: of the article, from 1; citations name it before the colon.
        copy_of: the number of the article whose text it repeats, or None. No statement cites a copy.
        corrects: the number of the article that it corrects, or None.
        error: why a model could not read it, so that it is told in its own sentences; or None.
    """

    number: Number
    copy_of: Number | None = None
    corrects: Number | None = None
    error: Annotated[str | None, Field(exclude_if=lambda error: error is None)] = None


def _check_sources(sources: tuple[DigestSource, ...]) -> tuple[DigestSource, ...]:
    """The sources of a digest as they are.

    Raises:
        ValueError: they are not numbered from 1 in order, or one names a source that it cannot copy or correct.
    """
    if [source.number for source in sources] != list(range(1, len(sources) + 1)):
        raise ValueError("sources must be numbered from 1, in order")
    originals = {source.number for source in sources if source.copy_of is None}
    for source in sources:
        if source.copy_of is not None and source.copy_of not in originals:
            raise ValueError("copy_of must name a source that is no copy itself")
        if source.corrects is not None and (source.corrects > len(sources) or source.corrects == source.number):
            raise ValueError("corrects must name another source")
    return sources


Sources: TypeAlias = Annotated[
    tuple[DigestSource, ...], AfterValidator(_check_sources), Field(exclude_if=lambda sources: not sources)
]


class Tokens(Model):
    """Tokens as the server counted them."""

    input: int = 0
    output: int = 0


class Repair(Model):
    """One change made to a draft after it was checked.

    Attributes:
        action: what was done: a citation moved, a statement rewritten by the model, or kept as it was because the model
            says that it stands, or dropped.
        statement: where: `core_viewpoint` or `groups[i].points[j]`, as in the draft; `groups[i]` for a title.
        before: the statement with its citations in printed form, or the title.
        after: the same afterwards; None when dropped.
        reason: the finding that led to it, or the model's reason to keep it.
    """

    action: Literal["moved_citation", "rewritten", "kept", "dropped"]
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


class Judging(Model):
    """The judging of a summary's statements by a model.

    Attributes:
        judge: the model's name.
        prompt_version: None for a model that is asked without a prompt.
        statements: how many statements and titles it gave a verdict on.
        tokens: of all questions and answers; those of `Run.tokens` include them.
        error: why it said nothing of some or all of them, which have the verdicts of the rules alone; or None.
    """

    judge: str
    prompt_version: str | None = None
    statements: int = 0
    tokens: Tokens = Tokens()
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
        judging: None where the rules alone checked the statements.
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
    judging: Judging | None = None
    seconds: float | None = 0.0


class Summary(Model):
    """A structured summary in which every statement is cited and checked.

    Attributes:
        core_viewpoint: None only in a summary read from print that has none, and in a shape without one.
        sources: the articles of a digest, whose numbers its citations name; empty in a summary of one article.
        shape: None for core viewpoint and groups as they are.
        unparsed: pieces of a summary read from print that were not understood, in their order; nothing is lost.
    """

    schema_version: Literal["1"] = "1"
    language: LanguageCode
    document: DocumentInfo = DocumentInfo()
    sources: Sources = ()
    core_viewpoint: Statement | None
    groups: tuple[Group, ...] = ()
    run: Run = Run()
    unparsed: tuple[str, ...] = ()
    shape: Shaped | None = None

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        statements = [statement.support.status for _, statement in self.statements()]
        shown = [("title", shorten(self.document.title)), ("language", self.language), ("statements", len(statements))]
        return [*shown, *count_statuses(statements)]

    def __str__(self) -> str:
        """The printed form."""
        return self.to_text()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        """The summary for a notebook: evidence where the pointer rests on a citation, and findings; without scripts."""
        shown: str = call_late("summarizer.render.notebook", "summary_to_html", self)
        return shown

    @property
    def judge(self) -> str | None:
        """The name of the model that read statements of it; None where the rules alone checked them."""
        return next((s.support.model for _, s in self.statements() if s.support.model), None)

    @property
    def counts(self) -> dict[str, int]:
        """The number of statements with each status."""
        return _count_all(statement for _, statement in self.statements())

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

    def to_html(self, document: Document | Sequence[Document] | None = None, labels: LanguageCode | None = None) -> str:
        """A self-contained HTML page: the summary beside its document, with the evidence marked.

        A digest stands beside its articles, given in their order.
        """
        return self._render("html", document=document, labels=labels)

    def _render(self, format: str, **options: object) -> str:
        rendered: str = call_late("summarizer.render", "render", self, format, **options)
        return rendered


def group_place(place: str) -> str:
    """The place of a statement's group, `groups[1]` of `groups[1].points[0]`; the core viewpoint is by itself."""
    return place.partition(".")[0]


def titles_by_place(summary: Summary) -> dict[str, str]:
    """The titles of the groups by their places: `groups[i]`, counted from 0."""
    return {f"groups[{i}]": group.title for i, group in enumerate(summary.groups)}


def replace_statements(
    summary: Summary, statements: Mapping[str, Statement], titles: Mapping[str, Support] | None = None
) -> Summary:
    """The summary with these statements, given by place, in place of its own.

    Args:
        titles: new verdicts on titles, by the places of their groups.
    """
    groups: list[Group] = []
    for i, group in enumerate(summary.groups):
        place = f"groups[{i}]"
        points = tuple(statements[f"{place}.points[{j}]"] for j in range(len(group.points)))
        support = {"support": titles[place]} if titles and place in titles else {}
        groups.append(group.model_copy(update={"points": points, **support}))
    return summary.model_copy(update={"core_viewpoint": statements.get("core_viewpoint"), "groups": tuple(groups)})


def _count_all(statements: Iterable[Statement]) -> dict[str, int]:
    statuses = [statement.support.status for statement in statements]
    return {status: statuses.count(status) for status in get_args(Status)}


class CheckedStatement(Model):
    """One entry of a report: where the statement stands in the summary, and the statement with its verdict.

    Attributes:
        cited: the blocks that its author cites. The citations of `statement` are those of its evidence, which may have
            been found in other blocks.
    """

    place: str
    statement: Statement
    cited: tuple[Citation, ...] = ()


class CheckedTitle(Model):
    """The verdict on the title of a group: `groups[0]`, the title, and why it does or does not fit its points."""

    place: str
    title: str
    support: Support


class Report(Model):
    """What `check` found: one entry per statement, in printed order.

    Attributes:
        sources: the articles that a digest was checked against, as its citations number them; else empty.
        titles: the titles of groups that were checked.
        judging: None where the rules alone checked the statements.
    """

    schema_version: Literal["1"] = "1"
    document: DocumentInfo
    sources: Sources = ()
    entries: tuple[CheckedStatement, ...]
    titles: tuple[CheckedTitle, ...] = ()
    judging: Judging | None = None
    unparsed: tuple[str, ...] = ()

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        statuses = [entry.statement.support.status for entry in self.entries]
        return [("title", shorten(self.document.title)), ("statements", len(statuses)), *count_statuses(statuses)]

    def __str__(self) -> str:
        """The statements with their verdicts and findings."""
        report: str = call_late("summarizer.render.notebook", "report_to_text", self)
        return report

    def _repr_html_(self) -> str:
        """The same for a notebook, with the evidence where the pointer rests on a citation."""
        shown: str = call_late("summarizer.render.notebook", "report_to_html", self)
        return shown

    @property
    def judge(self) -> str | None:
        """The name of the model that read statements of it; None where the rules alone checked them."""
        return next((e.statement.support.model for e in self.entries if e.statement.support.model), None)

    @property
    def counts(self) -> dict[str, int]:
        """The number of statements with each status."""
        return _count_all(entry.statement for entry in self.entries)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those about statements in printed order, then those about titles."""
        supports = (*(e.statement.support for e in self.entries), *(t.support for t in self.titles))
        return tuple(finding for support in supports for finding in support.findings)
