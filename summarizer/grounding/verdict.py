"""The verdict on one statement and on a whole summary: every check looks at it, the gravest finding decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
from .alignment import COPY, Alignment, align
from .checks.citation import misplaced
from .checks.direction import check_across, check_bound, check_slots
from .checks.name import check_names
from .checks.negation import check_denied
from .checks.number import check_figures
from .checks.overlap import Weighed, check_overlap, terms_of
from .checks.quote import check_quotes
from .evidence import document_info, evidence_of_blocks, find_support
from .index import SourceIndex
from .passage import Passage, split_sentences

# Within a language: the share of a statement's terms that the cited text must have for `supported`.
ENOUGH = 0.6
# Across languages: the share of a statement's known words that the cited text must speak of for `supported`, and what
# is enough when so many figures and names are borne out. Measured on the recorded answers of `examples/`.
ENOUGH_ACROSS, ENOUGH_BESIDE_FIGURES, MANY_FIGURES = 0.4, 0.2, 3

# No statement has so many characters; each of its figures and names is compared with each of the cited text.
LONGEST, _SHOWN = 5000, 80


@dataclass
class _Tally:
    """What the checks of one statement have found so far."""

    findings: list[Finding] = field(default_factory=list)
    borne: int = 0  # figures and names that the cited text has
    undecided: int = 0


def check_statement(
    text: str, evidence: Sequence[Evidence], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Support:
    """Whether the cited text, the blocks the evidence stands in, bears the statement out."""
    if not evidence:
        finding = Finding(kind="uncited", claim=text, message="the statement cites nothing")
        return Support(status="unsupported", findings=(finding,))
    cited = frozenset(e.block for e in evidence)
    known = (text, cited, tuple(glossary))
    if known not in index.verdict_cache:
        index.verdict_cache[known] = decide_support(index.claim(text), index.cited(evidence), index, glossary)
    return index.verdict_cache[known]


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
    if len(claim.text) > LONGEST:
        message = f"of {len(claim.text):,} characters, too long to be checked (at most {LONGEST:,})"
        return Support(
            status="unchecked", findings=(Finding(kind="overlap", claim=claim.text[:_SHOWN], message=message),)
        )
    if not anywhere and (finding := misplaced(claim, cited, index)):
        return Support(status="unsupported", findings=(finding,))
    tally = _Tally()
    within = _same_language(claim, cited)
    for piece in split_sentences(claim):
        _check_piece(piece, cited, index, glossary, tally)
    tally.findings += check_quotes(claim, cited, index)
    if anywhere:
        tally.findings = [f for f in tally.findings if f.kind != "citation"]
    status = _within(claim, cited, index, tally) if within else _across(claim, cited, index, tally)
    return Support(status=status, findings=tuple(_unique(tally.findings)))


def _check_piece(
    piece: Passage, cited: Sequence[Passage], index: SourceIndex, glossary: Sequence[GlossaryEntry], tally: _Tally
) -> None:
    """The checks of one sentence of the claim."""
    within = _same_language(piece, cited)
    alignment = align(piece, cited, index) if within else None
    figures = check_figures(piece, cited, alignment, index)
    names = check_names(piece, cited, alignment, index, glossary)
    tally.findings += (*figures.findings, *names.findings)
    tally.borne += figures.borne + names.borne
    tally.undecided += figures.undecided + names.undecided
    tally.findings += _polarity(piece, cited, alignment, index)


def _polarity(
    piece: Passage, cited: Sequence[Passage], alignment: Alignment | None, index: SourceIndex
) -> Iterator[Finding]:
    if alignment is None:
        yield from check_across(piece, find_support(piece, index, cited))
    elif alignment.close:
        yield from check_slots(alignment)
    else:
        yield from check_bound(piece, cited)
    if alignment is not None and alignment.share < COPY:
        yield from check_denied(piece, cited, index)


def is_copy(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether the claim is one or several whole sentences of the cited text in a row, white space and a stop apart."""
    words = _plain(claim)
    for first, sentence in enumerate(cited):
        joined = _plain(sentence)
        for follower in cited[first + 1 :]:
            if len(joined) >= len(words) or follower.block != sentence.block:
                break
            joined += _plain(follower)
        if joined == words or joined.rstrip(".。") == words.rstrip(".。"):
            return True
    return False


def _plain(passage: Passage) -> str:
    return "".join(passage.folded.split())


def _same_language(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether the claim is in the language of most of the cited text."""
    same = sum(len(p.tokens) for p in cited if p.language == claim.language)
    return 2 * same >= sum(len(p.tokens) for p in cited)


def _within(claim: Passage, cited: Sequence[Passage], index: SourceIndex, tally: _Tally) -> Status:
    tally.findings += check_overlap(claim, index)
    return _status(tally, Weighed(claim, index, across=False).share(terms_of(cited, across=False)) >= ENOUGH)


def _across(claim: Passage, cited: Sequence[Passage], index: SourceIndex, tally: _Tally) -> Status:
    share = Weighed(claim, index, across=True).share(terms_of(cited, across=True))
    enough = ENOUGH_BESIDE_FIGURES if tally.borne >= MANY_FIGURES else ENOUGH_ACROSS
    return _status(tally, share >= enough and tally.borne > 0)


def _status(tally: _Tally, enough: bool) -> Status:
    if any(finding.kind not in ("citation", "overlap") for finding in tally.findings):
        return "unsupported"
    if tally.findings:
        return "partial"
    return "supported" if enough and not tally.undecided else "unchecked"


def _unique(findings: Sequence[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        if (finding.kind, finding.claim) not in seen:
            seen.add((finding.kind, finding.claim))
            yield finding


def check_summary(summary: Summary, index: SourceIndex, citations: CitationMode = "strict") -> Report:
    """Every statement of the summary with its evidence in the document and the verdict on it.

    Args:
        index: the document's index, which repeated checks of the document share.
        citations: `strict` takes `[n]` as our block numbers and verifies the evidence a JSON summary brings along;
            `loose` looks for the support anywhere in the document and gives the place it found as the evidence.

    Raises:
        UsageError: `citations` is neither.
    """
    if citations not in (modes := get_args(CitationMode)):
        raise UsageError(f"citations: {citations!r} is unknown", f"choose {' or '.join(modes)}")
    checked = _strict if citations == "strict" else _loose
    entries = tuple(
        CheckedStatement(place=place, statement=checked(statement, index)) for place, statement in summary.statements()
    )
    return Report(document=document_info(index.document), entries=entries, unparsed=summary.unparsed)


def _strict(statement: Statement, index: SourceIndex) -> Statement:
    document = index.document
    wrong = [_no_block(n, document) for n in statement.citations if n > len(document.blocks)]
    evidence, misquoted = _verified(statement.evidence, document)
    if not evidence:
        evidence = evidence_of_blocks(statement.citations, document)
    support = check_statement(statement.text, evidence, index)
    if wrong and not evidence:  # it cites, but nothing that is there
        support = Support(status="unsupported")
    return _with(statement, evidence, _and_also(support, (*wrong, *misquoted)))


def _loose(statement: Statement, index: SourceIndex) -> Statement:
    claim = index.claim(statement.text)
    found = find_support(claim, index)
    evidence = tuple(Evidence(block=p.block, start=p.start, end=p.start + len(p.text), quote=p.text) for p in found)
    if not evidence:
        finding = Finding(kind="overlap", claim=statement.text, message="nothing in the document speaks of this")
        return _with(statement, (), Support(status="unsupported", findings=(finding,)))
    return _with(statement, evidence, decide_support(claim, found, index, anywhere=True))


def _verified(evidence: Sequence[Evidence], document: Document) -> tuple[tuple[Evidence, ...], list[Finding]]:
    """The evidence that is what it says it is, and findings about the rest."""
    kept: list[Evidence] = []
    findings: list[Finding] = []
    for item in evidence:
        if item.block > len(document.blocks):
            findings.append(_no_block(item.block, document))
            continue
        block = document.block(item.block)
        if (
            item.start < item.end
            and block.start <= item.start
            and item.end <= block.end
            and (document.text[item.start : item.end] == item.quote)
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
