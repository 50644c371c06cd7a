"""The verdict on a statement and on a whole summary: all checks are run, and the gravest finding decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias, get_args

from ..errors import UsageError
from ..languages import LANGUAGES
from ..languages.plain_statements import plain_statement
from ..models import (
    CheckedStatement,
    CheckedTitle,
    CitationMode,
    Document,
    Evidence,
    Finding,
    GlossaryEntry,
    Group,
    Report,
    Statement,
    Status,
    Summary,
    Support,
    format_citations,
    sort_citations,
)
from .checks import CHECKS, SENTENCE_CHECKS, STATEMENT_CHECKS, TITLE_CHECKS, CheckContext, CheckResult
from .checks.coverage import unknown_block_finding
from .checks.quote import misquoted_evidence_finding
from .debunking import is_passed_on_as_false
from .passage import Passage, split_sentences
from .score import Signals, estimate_support, measure_signals
from .source import SourceIndex, build_document_info, build_evidence_from_blocks, find_support


@dataclass(frozen=True, slots=True)
class VerdictThresholds:
    """When a statement without findings is `supported`; else it is `unchecked`.

    Attributes:
        min_score: of `score.estimate_support`. Of statements on the six articles of the development set that reach it,
            90 in a hundred are true, classes weighted alike: `python -m benchmarks.statements`, 2026-11-30.
    """

    min_score: float = 0.69


THRESHOLDS = VerdictThresholds()
# Decimal places of a score.
_SCORE_DIGITS = 3
# Longest statement that is checked, in characters: each of its figures and names is compared with each of the cited
# text, and no real statement is as long. Bounds the time: `python -m benchmarks.linear`.
MAX_STATEMENT = 5000
# Marks that may end a sentence of the source and are missing from its copy.
_STOPS = ".。;；"
_QUOTATION_MARKS = str.maketrans("", "", "\"'")
# How far a claim is read: characters without spaces, and tokens.
_Place: TypeAlias = tuple[int, int]
_START: _Place = (0, 0)
# Characters at the start of a claim that are looked for before a sentence is compared: a limit of time.
_OPENING = 4
# Characters of a longer one that its finding shows.
_MAX_SHOWN = 80


def check_statement(
    text: str, evidence: Sequence[Evidence], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Support:
    """Whether the cited text, that is all blocks that contain evidence, supports the statement."""
    if not evidence:
        uncited = CHECKS["uncited"]
        findings = uncited.check(CheckContext(Passage(text), (), index)).findings
        return Support(status=uncited.status, findings=findings, judge="rules")
    glossary = (*index.names, *glossary)
    key = (text, frozenset(e.block for e in evidence), glossary)
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
        return Support(status="unchecked", judge="rules")
    if index.debunked.issuperset(cited) and not is_passed_on_as_false(claim):
        finding = Finding(kind="negation", claim=claim.text[:_MAX_SHOWN], message="the source lists this as false")
        return Support(status="unsupported", findings=(finding,), judge="rules")
    if is_copy(claim, cited):
        return Support(status="supported", judge="copy", score=1.0)
    if len(claim.text) > MAX_STATEMENT:
        return _too_long(claim)
    findings, signals = _run_checks(CheckContext(claim, cited, index, glossary), anywhere)
    score = round(estimate_support(signals), _SCORE_DIGITS)
    return Support(status=_decide_status(findings, signals, score), findings=findings, judge="rules", score=score)


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


def is_copy(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether the claim is one or more whole sentences of cited blocks, in their order.

    Quotation marks and final stops do not count, and a sentence may lack what `plain_statement` leaves out. Sentences
    that stand apart in the source may stand together if the later one does not open with a word that only the sentence
    before it explains. Spaces may differ between characters, not within a number or word: `Model 3 80` is not
    `Model 380`.
    """
    words, keys = _without_spaces(claim), list(claim.keys)
    may_continue = len(claim.text) <= MAX_STATEMENT  # bounds the time: a longer claim is one sentence, if it is a copy
    reached: set[_Place] = set()  # by whole sentences
    just_reached: set[_Place] = set()  # by the sentence before
    for number, sentence in enumerate(cited):
        starts = {_START}
        if just_reached and may_continue and cited[number - 1].block == sentence.block:
            starts |= just_reached
        if reached and may_continue and _stands_alone(sentence):
            starts |= reached
        just_reached = set(_find_copies(sentence, words, keys, starts))
        if any(place == len(words) for place, _ in just_reached):
            return True
        reached |= just_reached
    return False


def _stands_alone(sentence: Passage) -> bool:
    language = LANGUAGES[sentence.language]
    return not language.refers_back(plain_statement(sentence.text, sentence.language))


def _find_copies(sentence: Passage, words: str, keys: list[str], starts: set[_Place]) -> Iterator[_Place]:
    """Where a claim, given by its characters and tokens, goes on behind a sentence that it has at one of the places."""
    for place, key in starts:
        for form in _copied_forms(sentence, words[place : place + _OPENING]):
            copied = _without_spaces(form)
            end, end_key = place + len(copied), key + len(form.keys)
            if copied and words.startswith(copied, place) and keys[key:end_key] == list(form.keys):
                while end < len(words) and words[end] in _STOPS:
                    end += 1
                yield end, end_key
                break


def _copied_forms(sentence: Passage, opening: str) -> Iterator[Passage]:
    """A sentence, and its form as a statement where that may have the opening that is looked for."""
    yield sentence
    if opening in _without_spaces(sentence):
        yield Passage(plain_statement(sentence.text, sentence.language))


def _without_spaces(passage: Passage) -> str:
    """The folded text without spaces, final stop and quotation marks, which a statement lacks where they are halves."""
    return "".join(passage.folded.translate(_QUOTATION_MARKS).split()).rstrip(_STOPS)


def _too_long(claim: Passage) -> Support:
    message = f"too long to be checked: {len(claim.text):,} characters, at most {MAX_STATEMENT:,}"
    finding = Finding(kind="overlap", claim=claim.text[:_MAX_SHOWN], message=message)
    return Support(status="unchecked", findings=(finding,), judge="rules")


def _decide_status(findings: Sequence[Finding], signals: Signals, score: float) -> Status:
    """The gravest finding decides; without findings, how likely the cited text supports the statement."""
    statuses = {CHECKS[finding.kind].status for finding in findings}
    if statuses:
        return "unsupported" if "unsupported" in statuses else "partial"
    return "supported" if signals.clear and score >= THRESHOLDS.min_score else "unchecked"


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
    return Support(status=status, findings=(*findings, *support.findings), judge="rules")


def _with_verdict(statement: Statement, evidence: tuple[Evidence, ...], support: Support) -> Statement:
    citations = sort_citations(e.citation for e in evidence)
    return Statement(text=statement.text, citations=citations, evidence=evidence, support=support)
