"""What the MCP server's tools answer as structured data: small, for a host pays for every word."""

from __future__ import annotations

from collections import Counter

from pydantic import BaseModel

from ..models import Citation, Document, Report, Statement, Status, Summary, group_place, titles_by_place
from ..render.finding_parts import merge_findings
from ..render.terminal import is_found


class StatementAnswer(BaseModel):
    """A statement with its verdict.

    Attributes:
        group: the title of its group, None for the core viewpoint and where there is no title.
        citations: the blocks that its author cites; of a digest `2:5`, block 5 of article 2.
        found: other blocks that say so, where the check found it there.
        nearest: the blocks that come nearest, where none says so.
    """

    group: str | None = None
    text: str
    citations: list[int | str]
    found: list[int] = []
    nearest: list[int] = []
    status: Status
    findings: list[str] = []


class StatementsAnswer(BaseModel):
    """A summary or a report: how many statements have each verdict, and the statements in their order.

    Attributes:
        judge: who gave the verdicts: the name of a model, or `rules`.
    """

    title: str | None = None
    judge: str
    counts: dict[str, int]
    statements: list[StatementAnswer]


class SourceAnswer(BaseModel):
    """An article of a digest; `copy_of` and `corrects` are numbers of others."""

    number: int
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    copy_of: int | None = None
    corrects: int | None = None


class DigestAnswer(StatementsAnswer):
    """A digest: its articles beside the statements."""

    sources: list[SourceAnswer]


class BlockAnswer(BaseModel):
    """A block of the article; `role` says what it is there, such as a caption, and is None for its own text."""

    number: int
    text: str
    role: str | None = None


class BlocksAnswer(BaseModel):
    """An article as citations count it."""

    title: str | None = None
    published_at: str | None = None
    blocks: list[BlockAnswer]


def answer_summary(summary: Summary) -> StatementsAnswer:
    """A summary for a host."""
    answers = [_statement_answer(summary, place, said, said.citations) for place, said in summary.statements()]
    return _statements_answer(summary.document.title, summary.judge, answers)


def answer_report(report: Report, summary: Summary) -> StatementsAnswer:
    """A report on a summary for a host."""
    answers = [_statement_answer(summary, entry.place, entry.statement, entry.cited) for entry in report.entries]
    return _statements_answer(report.document.title, report.judge, answers)


def _statements_answer(title: str | None, model: str | None, answers: list[StatementAnswer]) -> StatementsAnswer:
    counts = Counter[str](answer.status for answer in answers)
    return StatementsAnswer(title=title, judge=model or "rules", counts=counts, statements=answers)


def _statement_answer(
    summary: Summary, place: str, statement: Statement, cited: tuple[Citation, ...]
) -> StatementAnswer:
    status = statement.support.status
    others = list(statement.blocks) if statement.citations != cited else []
    return StatementAnswer(
        group=titles_by_place(summary).get(group_place(place)) or None,
        text=statement.text,
        citations=[citation if isinstance(citation, int) else str(citation) for citation in cited],
        found=others if is_found(status) else [],
        nearest=[] if is_found(status) else others,
        status=status,
        findings=[str(finding) for finding in merge_findings(statement.support.findings)],
    )


def answer_blocks(document: Document) -> BlocksAnswer:
    """An article for a host."""
    blocks = [
        BlockAnswer(number=block.number, text=block.text, role=None if block.role == "body" else block.role)
        for block in document.blocks
    ]
    return BlocksAnswer(title=document.title, published_at=document.published_at, blocks=blocks)


def answer_digest(digest: Summary) -> DigestAnswer:
    """A digest for a host."""
    sources = [
        SourceAnswer(publisher=source.source, **source.model_dump(include=set(SourceAnswer.model_fields)))
        for source in digest.sources
    ]
    return DigestAnswer(**dict(answer_summary(digest)), sources=sources)
