"""The verdict on a statement and on a whole summary: all checks are run, and the gravest finding decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from ..errors import UsageError
from ..models import (
    CheckedStatement,
    CitationMode,
    Document,
    Evidence,
    Finding,
    GlossaryEntry,
    Report,
    Statement,
    Status,
    Summary,
    Support,
)
from .checks import CHECKS, SENTENCE_CHECKS, STATEMENT_CHECKS, CheckContext, CheckResult
from .checks.coverage import WeightedTerms, comparable_terms, unknown_block_finding
from .checks.quote import misquoted_evidence_finding
from .passage import Passage, split_sentences
from .source import SourceIndex, build_document_info, build_evidence_from_blocks, find_support


@dataclass(frozen=True, slots=True)
class CoverageThresholds:
    """How much of a statement the cited text must cover for `supported`. Without findings, less is `unchecked`.

    Attributes:
        min_share: weighted share of its terms, within a language. Set on 2026-11-24 without a measurement of its own;
            held by the floors of `benchmarks.faithfulness`.
        min_share_across: weighted share of its listed words, across languages. Measured on the recorded answers of
            `examples/`, 2026-11-24: `tests/unit/grounding/test_verdict_examples.py`.
        min_share_with_figures: the same for a statement with many confirmed figures and names. Measured likewise.
        many_confirmed: figures and names that are many. Measured likewise.
    """

    min_share: float = 0.6
    min_share_across: float = 0.4
    min_share_with_figures: float = 0.2
    many_confirmed: int = 3


THRESHOLDS = CoverageThresholds()
# Longest statement that is checked, in characters: each of its figures and names is compared with each of the cited
# text, and no real statement is as long. Bounds the time: `python -m benchmarks.linear`.
MAX_STATEMENT = 5000
# Characters of a longer one that its finding shows.
_MAX_SHOWN = 80


def check_statement(
    text: str, evidence: Sequence[Evidence], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Support:
    """Whether the cited text, that is all blocks that contain evidence, supports the statement."""
    if not evidence:
        uncited = CHECKS["uncited"]
        return Support(status=uncited.status, findings=uncited.check(CheckContext(Passage(text), (), index)).findings)
    key = (text, frozenset(e.block for e in evidence), tuple(glossary))
    if key not in index.verdict_cache:
        index.verdict_cache[key] = decide_support(index.claim(text), index.cited_sentences(evidence), index, glossary)
    return index.verdict_cache[key]


def decide_support(
    claim: Passage,
    cited: Sequence[Passage],
    index: SourceIndex,
    glossary: Sequence[GlossaryEntry] = (),
    anywhere: bool = False,
) -> Support:
    """The verdict on a claim against sentences of the document.

    Args:
        anywhere: the sentences were found, not cited: that more of the support stands elsewhere is no finding.
    """
    if not claim.tokens or not cited:
        return Support(status="unchecked")
    if is_copy(claim, cited):
        return Support(status="supported")
    if len(claim.text) > MAX_STATEMENT:
        return _too_long(claim)
    statement = CheckContext(claim, cited, index, glossary)
    if not anywhere and (findings := CHECKS["citation"].check(statement).findings):
        return Support(status="unsupported", findings=findings)
    results = [*_check_sentences(statement), *(check(statement) for check in STATEMENT_CHECKS)]
    findings = tuple(_distinct(f for r in results for f in r.findings if not (anywhere and f.kind == "citation")))
    return Support(status=_decide_status(statement, results, findings), findings=findings)


def _check_sentences(statement: CheckContext) -> Iterator[CheckResult]:
    for sentence in split_sentences(statement.claim):
        context = CheckContext(sentence, statement.cited, statement.index, statement.glossary)
        for check in SENTENCE_CHECKS:
            yield check(context)


def is_copy(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether the claim is one or more whole sentences of a cited block in a row, spaces and a final stop aside."""
    words = _without_spaces(claim)
    for first, sentence in enumerate(cited):
        joined = _without_spaces(sentence)
        for follower in cited[first + 1 :]:
            if len(joined) >= len(words) or follower.block != sentence.block:
                break
            joined += _without_spaces(follower)
        if joined == words or joined.rstrip(".。") == words.rstrip(".。"):
            return True
    return False


def _without_spaces(passage: Passage) -> str:
    return "".join(passage.folded.split())


def _too_long(claim: Passage) -> Support:
    message = f"too long to be checked: {len(claim.text):,} characters, at most {MAX_STATEMENT:,}"
    return Support(
        status="unchecked", findings=(Finding(kind="overlap", claim=claim.text[:_MAX_SHOWN], message=message),)
    )


def _decide_status(statement: CheckContext, results: Sequence[CheckResult], findings: Sequence[Finding]) -> Status:
    statuses = {CHECKS[finding.kind].status for finding in findings}
    if statuses:
        return "unsupported" if "unsupported" in statuses else "partial"
    if any(result.undecided for result in results):
        return "unchecked"
    confirmed = sum(result.confirmed for result in results)
    return "supported" if _covers_enough(statement, confirmed) else "unchecked"


def _covers_enough(statement: CheckContext, confirmed: int) -> bool:
    """Whether the cited text has enough of the statement's terms; across languages also a figure or name of it."""
    across = not statement.is_same_language
    if across and not confirmed:
        return False
    weighted = WeightedTerms(statement.claim, statement.index, across)
    share = weighted.covered_share(comparable_terms(statement.cited, across))
    if not across:
        return share >= THRESHOLDS.min_share
    has_many = confirmed >= THRESHOLDS.many_confirmed
    return share >= (THRESHOLDS.min_share_with_figures if has_many else THRESHOLDS.min_share_across)


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those of one kind about the same words."""
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        if (finding.kind, finding.claim) not in seen:
            seen.add((finding.kind, finding.claim))
            yield finding


# ------------------------------------------------------------------------------------------------ summaries


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
    check = _check_strictly if citations == "strict" else _check_loosely
    entries = tuple(
        CheckedStatement(place=place, statement=check(statement, index)) for place, statement in summary.statements()
    )
    return Report(document=build_document_info(index.document), entries=entries, unparsed=summary.unparsed)


def _check_strictly(statement: Statement, index: SourceIndex) -> Statement:
    document = index.document
    unknown = [unknown_block_finding(n, document) for n in statement.citations if n > len(document.blocks)]
    evidence, misquoted = _verify_evidence(statement.evidence, document)
    if not evidence:
        evidence = build_evidence_from_blocks(statement.citations, document)
    support = check_statement(statement.text, evidence, index)
    if unknown and not evidence:  # it cites, but nothing that exists
        support = Support(status="unsupported")
    return _with_verdict(statement, evidence, _with_findings(support, (*unknown, *misquoted)))


def _check_loosely(statement: Statement, index: SourceIndex) -> Statement:
    claim = index.claim(statement.text)
    found = find_support(claim, index)
    evidence = tuple(Evidence(block=p.block, start=p.start, end=p.start + len(p.text), quote=p.text) for p in found)
    if not evidence:
        finding = Finding(kind="overlap", claim=statement.text, message="nothing in the document supports this")
        return _with_verdict(statement, (), Support(status="unsupported", findings=(finding,)))
    return _with_verdict(statement, evidence, decide_support(claim, found, index, anywhere=True))


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
    return Support(status=status, findings=(*findings, *support.findings))


def _with_verdict(statement: Statement, evidence: tuple[Evidence, ...], support: Support) -> Statement:
    citations = tuple(sorted({e.block for e in evidence}))
    return Statement(text=statement.text, citations=citations, evidence=evidence, support=support)
