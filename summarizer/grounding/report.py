"""The report on a summary: each statement with its evidence and its verdict, and the titles at fault."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import get_args

from ..errors import UsageError
from ..models import (
    CheckedStatement,
    CheckedTitle,
    CitationMode,
    Document,
    Evidence,
    Finding,
    Report,
    Statement,
    Status,
    Summary,
    Support,
    format_citations,
    sort_citations,
)
from .checks.coverage import unknown_block_finding
from .checks.quote import misquoted_evidence_finding
from .claim_checks import check_title
from .source import SourceIndex, build_document_info, build_evidence_from_blocks, find_support
from .verdict import check_statement, decide_support


def check_summary(summary: Summary, index: SourceIndex, citations: CitationMode = "strict") -> Report:
    """Every statement of a summary with its evidence in the document and the verdict on it.

    Args:
        index: the document's index, which repeated checks of the document share.
        citations: `strict` takes `[n]` as our block numbers and verifies the evidence a JSON summary brings along;
            `loose` looks for the support anywhere in the document and gives the place it found as the evidence.

    Raises:
        UsageError: `citations` is neither.
    """
    if citations not in (modes := get_args(CitationMode)):
        raise UsageError(f"citations: {citations!r} is unknown", f"choose {' or '.join(modes)}")
    index.expect(statement for _, statement in summary.statements())
    check = _check_strictly if citations == "strict" else _check_loosely
    entries = tuple(
        CheckedStatement(place=place, statement=check(statement, index), cited=statement.citations)
        for place, statement in summary.statements()
    )
    supports = ((number, group.title, check_title(group, index)) for number, group in enumerate(summary.groups))
    titles = tuple(
        CheckedTitle(place=f"groups[{number}]", title=title, support=support)
        for number, title, support in supports
        if support.findings
    )
    return Report(
        document=build_document_info(index.document), entries=entries, titles=titles, unparsed=summary.unparsed
    )


def _check_strictly(statement: Statement, index: SourceIndex) -> Statement:
    if not statement.citations and not statement.evidence:
        return _check_uncited(statement, index)
    document = index.document
    unknown = [unknown_block_finding(n, document) for n in statement.blocks if n > len(document.blocks)]
    verified, misquoted = _verify_evidence(statement.evidence, document)
    # What is misquoted is cited all the same: the claim is compared with the block itself.
    others = set(statement.blocks) - {e.block for e in verified}
    found = (*verified, *build_evidence_from_blocks(others, document))
    evidence = tuple(sorted(found, key=attrgetter("block", "start")))
    support = check_statement(statement.text, evidence, index)
    if unknown and not evidence:  # it cites, but nothing that exists
        support = Support(status="unsupported", judge="rules")
    return _with_verdict(statement, evidence, _with_findings(support, (*unknown, *misquoted)))


def _check_uncited(statement: Statement, index: SourceIndex) -> Statement:
    """A statement without a citation among others: what the document says of it, and which blocks it could cite."""
    found = _check_loosely(statement, index)
    support, blocks = found.support, format_citations(found.citations)
    if not blocks:
        message = "nothing in the document supports this"
    elif support.status == "supported":
        message = f"{blocks} says so; cite it"
    else:
        message = f"nearest to it is {blocks}; cite what says so"
    block = found.blocks[0] if found.blocks else None
    uncited = Finding(kind="uncited", claim=statement.text, message=message, block=block)
    findings = (*(f for f in support.findings if f.kind != "overlap"), uncited)
    status: Status = "partial" if support.status == "supported" else support.status
    return found.model_copy(
        update={"support": support.model_copy(update={"status": status, "judge": "rules", "findings": findings})}
    )


def _check_loosely(statement: Statement, index: SourceIndex) -> Statement:
    claim = index.claim(statement.text)
    found = find_support(claim, index)
    evidence = tuple(Evidence(block=p.block, start=p.start, end=p.start + len(p.text), quote=p.text) for p in found)
    if not evidence:
        finding = Finding(kind="overlap", claim=statement.text, message="nothing in the document supports this")
        return _with_verdict(statement, (), Support(status="unsupported", findings=(finding,), judge="rules"))
    cited = index.cited_sentences(evidence)
    return _with_verdict(statement, evidence, decide_support(claim, cited, index, anywhere=True))


def _verify_evidence(evidence: Sequence[Evidence], document: Document) -> tuple[tuple[Evidence, ...], list[Finding]]:
    """The evidence that is what the document has at its offsets, and findings about the rest."""
    verified: list[Evidence] = []
    findings: list[Finding] = []
    for item in evidence:
        if item.block > len(document.blocks):
            findings.append(unknown_block_finding(item.block, document))
        elif _is_exact(item, document):
            verified.append(item)
        else:
            findings.append(misquoted_evidence_finding(item))
    return tuple(verified), findings


def _is_exact(evidence: Evidence, document: Document) -> bool:
    block = document.block(evidence.block)
    inside = block.start <= evidence.start < evidence.end <= block.end
    return inside and document.text[evidence.start : evidence.end] == evidence.quote


def _with_findings(support: Support, findings: Sequence[Finding]) -> Support:
    if not findings:
        return support
    status: Status = "unsupported" if support.status == "unsupported" else "partial"
    return Support(status=status, findings=(*findings, *support.findings), judge="rules")


def _with_verdict(statement: Statement, evidence: tuple[Evidence, ...], support: Support) -> Statement:
    citations = sort_citations(e.citation for e in evidence)
    return Statement(text=statement.text, citations=citations, evidence=evidence, support=support)
