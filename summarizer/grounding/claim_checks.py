"""The checks of one claim: the findings of all of them, the gravest of which decides, and the score without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..models import Evidence, Finding, GlossaryEntry, Group, Status, Support
from .checks import CHECKS, SENTENCE_CHECKS, STATEMENT_CHECKS, TITLE_CHECKS, CheckContext, CheckResult
from .copied_sentences import MAX_STATEMENT, is_copy
from .full_binding import is_fully_bound
from .passage import Passage, split_sentences
from .score import Signals, estimate_support, measure_signals
from .source import SourceIndex

# Decimal places of a score.
_SCORE_DIGITS = 3


def report_uncited(text: str, index: SourceIndex) -> Support:
    """The verdict on a statement that cites nothing."""
    uncited = CHECKS["uncited"]
    findings = uncited.check(CheckContext(Passage(text), (), index)).findings
    return Support(status=uncited.status, findings=findings, judge="rules")


def check_claim(
    claim: Passage, cited: Sequence[Passage], index: SourceIndex, glossary: Sequence[GlossaryEntry], anywhere: bool
) -> Support:
    """The verdict of the checks on a claim that is no copy; `anywhere` as in `decide_support`."""
    context = CheckContext(claim, cited, index, glossary)
    findings, signals = _run_checks(context, anywhere)
    score = round(estimate_support(signals), _SCORE_DIGITS)
    return Support(status=_decide_status(context, findings, signals), findings=findings, judge="rules", score=score)


def measure_statement(text: str, evidence: Sequence[Evidence], index: SourceIndex) -> Signals | None:
    """What tells whether the cited text supports a statement; None for a copy of it and without either."""
    claim, cited = index.claim(text), index.cited_sentences(evidence)
    if not claim.tokens or not cited or is_copy(claim, cited) or len(claim.text) > MAX_STATEMENT:
        return None
    return _run_checks(CheckContext(claim, cited, index))[1]


def check_title(group: Group, index: SourceIndex) -> Support:
    """The verdict on the title of a group: its figures and names must stand in the blocks that its points cite.

    A title is no full statement, so without findings it is `unchecked`, and with findings `partial`.
    """
    blocks = sorted({block for point in group.points for block in point.blocks})
    cited = [passage for block in blocks for passage in index.sentences_by_block.get(block, ())]
    title = index.claim(group.title)
    if not title.tokens or not cited or len(group.title) > MAX_STATEMENT or is_copy(title, cited):
        return Support(judge="rules")
    context = CheckContext(title, cited, index)
    findings = tuple(_distinct(f for check in TITLE_CHECKS for f in check(context).findings if f.kind != "citation"))
    return Support(status="partial" if findings else "unchecked", findings=findings, judge="rules")


def _run_checks(statement: CheckContext, anywhere: bool = False) -> tuple[tuple[Finding, ...], Signals]:
    """The findings on a statement, and what tells whether it is supported. A wrong citation is all that is said."""
    findings = () if anywhere else CHECKS["citation"].check(statement).findings
    if findings:
        return findings, measure_signals(statement, 0, has_findings=True)
    results = [*_check_sentences(statement), *(check(statement) for check in STATEMENT_CHECKS)]
    findings = tuple(_distinct(f for r in results for f in r.findings if not (anywhere and f.kind == "citation")))
    undecided = sum(result.undecided for result in results)
    return findings, measure_signals(statement, undecided, bool(findings))


def _check_sentences(statement: CheckContext) -> Iterator[CheckResult]:
    for sentence in split_sentences(statement.claim):
        context = statement  # what a statement of one sentence is bound to is not computed twice
        if sentence is not statement.claim:
            context = CheckContext(sentence, statement.cited, statement.index, statement.glossary)
        for check in SENTENCE_CHECKS:
            yield check(context)


def _decide_status(context: CheckContext, findings: Sequence[Finding], signals: Signals) -> Status:
    """The gravest finding decides; without findings, whether all that the statement says is bound to the source."""
    statuses = {CHECKS[finding.kind].status for finding in findings}
    if statuses:
        return "unsupported" if "unsupported" in statuses else "partial"
    return "supported" if signals.clear and is_fully_bound(context) else "unchecked"


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those of one kind about the same words."""
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        if (finding.kind, finding.claim) not in seen:
            seen.add((finding.kind, finding.claim))
            yield finding
