"""Check a whole summary, whoever wrote it, against its document."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UsageError
from ..models import CheckedStatement, Document, Evidence, Finding, Report, Statement, Status, Summary, Support
from .checks import check_statement, judge
from .evidence import document_info, evidence_of_blocks
from .passage import claim_of
from .search import find_support
from .source import SourceIndex, index_of

_WAYS = ("strict", "loose")


def check_summary(summary: Summary, document: Document, citations: str = "strict") -> Report:
    """Every statement of the summary with its evidence in the document and the verdict on it.

    Args:
        citations: `strict` takes `[n]` as our block numbers and verifies the evidence a JSON summary brings along;
            `loose` looks for the support anywhere in the document and gives the place it found as the evidence.

    Raises:
        UsageError: `citations` is neither.
    """
    if citations not in _WAYS:
        raise UsageError(f"citations: {citations!r} is unknown", f"choose {' or '.join(_WAYS)}")
    index = index_of(document)
    checked = _strict if citations == "strict" else _loose
    entries = tuple(
        CheckedStatement(place=place, statement=checked(statement, index)) for place, statement in summary.statements()
    )
    return Report(document=document_info(document), entries=entries, unparsed=summary.unparsed)


def _strict(statement: Statement, index: SourceIndex) -> Statement:
    document = index.document
    wrong = [_no_block(n, document) for n in statement.citations if n > len(document.blocks)]
    evidence, misquoted = _verified(statement.evidence, document)
    if not evidence:
        evidence = evidence_of_blocks(statement.citations, document)
    support = check_statement(statement.text, evidence, index)
    if wrong and not evidence:   # it cites, but nothing that is there
        support = Support(status="unsupported")
    return _with(statement, evidence, _and_also(support, (*wrong, *misquoted)))


def _loose(statement: Statement, index: SourceIndex) -> Statement:
    claim = claim_of(statement.text)
    found = find_support(claim, index)
    evidence = tuple(Evidence(block=p.block, start=p.start, end=p.start + len(p.text), quote=p.text) for p in found)
    if not evidence:
        finding = Finding(kind="overlap", claim=statement.text, message="nothing in the document speaks of this")
        return _with(statement, (), Support(status="unsupported", findings=(finding,)))
    return _with(statement, evidence, judge(claim, found, index, anywhere=True))


def _verified(evidence: Sequence[Evidence], document: Document) -> tuple[tuple[Evidence, ...], list[Finding]]:
    """The evidence that is what it says it is, and findings about the rest."""
    kept: list[Evidence] = []
    findings: list[Finding] = []
    for item in evidence:
        if item.block > len(document.blocks):
            findings.append(_no_block(item.block, document))
            continue
        block = document.block(item.block)
        if item.start < item.end and block.start <= item.start and item.end <= block.end and (
            document.text[item.start:item.end] == item.quote
        ):
            kept.append(item)
            continue
        message = f"the quote of the evidence is not what stands at {item.start}-{item.end} of the source"
        findings.append(Finding(kind="quote", claim=item.quote, message=message, block=item.block))
    return tuple(kept), findings


def _no_block(number: int, document: Document) -> Finding:
    message = f"the source has no block [{number}], only {len(document.blocks)}"
    return Finding(kind="citation", claim=f"[{number}]", message=message)


def _and_also(support: Support, findings: Sequence[Finding]) -> Support:
    if not findings:
        return support
    status: Status = "unsupported" if support.status == "unsupported" else "partial"
    return Support(status=status, findings=(*findings, *support.findings))


def _with(statement: Statement, evidence: tuple[Evidence, ...], support: Support) -> Statement:
    citations = tuple(sorted({e.block for e in evidence}))
    return Statement(text=statement.text, citations=citations, evidence=evidence, support=support)
