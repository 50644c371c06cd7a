"""A judge's verdict on a statement, and how it is joined with what the rules found.

The judge decides, but a figure or date that the rules see to differ has to be answered: a judge that says "supported"
and not a word about it has not looked. What it answers stays on record as dismissed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Document, Finding, FindingKind, Statement, Status, Support

# Kinds of findings that the rules compute exactly, currencies among the figures.
EXACT_KINDS: frozenset[FindingKind] = frozenset(("number", "date"))


@dataclass(frozen=True, slots=True)
class JudgeScores:
    """How likely a statement is supported, by what a model says of it.

    Measured by `python -m benchmarks.judge_scores`, 2026-11-30, on 1,188 judgements of a strong model (`verify.v3`):
    518 of `benchmarks.statements` and 670 of `benchmarks.adversarial`, with true and false statements weighted alike.
    All of them are right, so that the scores say how many there are of each kind. A weaker model errs more often.

    Attributes:
        supported: the model says that the source supports it, and the rules noticed nothing.
        answered: it does, and answers what the rules noticed.
        unanswered: it does, but leaves an exact mismatch without an answer. None did: nothing speaks for either.
        partial, unsupported: it says that the source supports a part of it, or none or something else.
    """

    supported: float = 0.998
    answered: float = 0.97
    unanswered: float = 0.5
    partial: float = 0.03
    unsupported: float = 0.002


SCORES = JudgeScores()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says of one claim.

    Attributes:
        kind: what a fault is about.
        clause: the words of the claim at fault, or an empty string.
        source: the words of the document that show it, or an empty string.
        reason: one sentence; empty where there is nothing to say.
        score: how likely the claim is supported, 0 to 1; None for what goes with the status.
        disputed: whether one of the cited articles says it and another denies it.
    """

    status: Status
    kind: FindingKind = "overlap"
    clause: str = ""
    source: str = ""
    reason: str = ""
    score: float | None = None
    disputed: bool = False


def judge_statement(statement: Statement, verdict: Verdict, judge: str, document: Document) -> Statement:
    """The statement with the support that it has after a judge with this name has read it."""
    return statement.model_copy(update={"support": join_verdicts(statement, verdict, judge, document)})


def join_verdicts(statement: Statement, verdict: Verdict, judge: str, document: Document) -> Support:
    """The support of a statement after a judge with this name has read it."""
    own = statement.support
    fixed = tuple(f for f in own.findings if _is_about_citation(f, statement, document))
    doubts = tuple(f for f in own.findings if f not in fixed)
    if verdict.status == "supported":
        return _join_supported(own, verdict, judge, fixed, doubts)
    shown = (*statement.blocks, *(f.block for f in own.findings if own.disputed and f.block))
    fault = build_finding(statement.text, verdict, document, shown)
    unanswered = tuple(f for f in doubts if f.kind in EXACT_KINDS and not _same_fault(f, fault))
    return Support(
        status=verdict.status,
        findings=(fault, *unanswered, *fixed),
        judge=judge,
        score=_score(verdict),
        dismissed=tuple(f for f in doubts if f not in unanswered and not _same_fault(f, fault)),
        disputed=verdict.disputed,
    )


def rule_on_title(title: str, blocks: tuple[int, ...], verdict: Verdict, judge: str, document: Document) -> Support:
    """The support of a title after a judge has read it."""
    findings = () if verdict.status == "supported" else (build_finding(title, verdict, document, blocks),)
    return Support(status=verdict.status, findings=findings, judge=judge, score=_score(verdict))


def build_finding(text: str, verdict: Verdict, document: Document, blocks: tuple[int, ...]) -> Finding:
    """A judge's fault as a finding: about the words it names, with the block that has the words it quotes."""
    quote = verdict.source.strip(" \"'“”「」『』.。…")
    block = next((n for n in blocks if quote and quote in document.block(n).text), None) if quote else None
    message = verdict.reason or verdict.status
    if block and quote not in message:
        message += f" – [{block}] {quote}"
    return Finding(
        kind=verdict.kind,
        claim=verdict.clause if verdict.clause and verdict.clause in text else text,
        message=message,
        block=block,
    )


def _join_supported(
    own: Support, verdict: Verdict, judge: str, fixed: tuple[Finding, ...], doubts: tuple[Finding, ...]
) -> Support:
    answered = bool(verdict.reason)
    unanswered = tuple(f for f in doubts if f.kind in EXACT_KINDS and not answered)
    note = f" – {judge}: {verdict.reason}" if answered else ""
    dismissed = tuple(f.model_copy(update={"message": f.message + note}) for f in doubts if f not in unanswered)
    noticed = any(finding.kind != "overlap" for finding in doubts)
    status: Status = own.status if unanswered else "partial" if fixed else "supported"
    score = SCORES.unanswered if unanswered else _score(verdict, noticed)
    return Support(
        status=status,
        findings=(*unanswered, *fixed),
        judge=judge,
        score=score,
        dismissed=dismissed,
        disputed=own.disputed and bool(unanswered),
    )


def _score(verdict: Verdict, noticed: bool = False) -> float:
    """How likely the claim is supported; `noticed` says that the rules had a finding which the judge answers."""
    if verdict.score is not None:
        return verdict.score
    supported = SCORES.answered if noticed else SCORES.supported
    return {"supported": supported, "partial": SCORES.partial}.get(verdict.status, SCORES.unsupported)


def _is_about_citation(finding: Finding, statement: Statement, document: Document) -> bool:
    """Whether it is about the citation itself, which no reading changes: none, no such block, or other words."""
    if finding.kind == "uncited":
        return True
    if finding.kind == "citation":
        return finding.block is not None and finding.block > len(document.blocks)
    return finding.kind == "quote" and finding.claim not in statement.text


def _same_fault(one: Finding, other: Finding) -> bool:
    return one.kind == other.kind and (one.claim in other.claim or other.claim in one.claim)
