"""Citing other sentences where those that a statement cites do not support it. No model is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..grounding import ground_statement
from ..grounding.passage import Passage
from ..grounding.source import SourceIndex, find_support
from ..models import Document, DraftStatement, GlossaryEntry, Repair, Statement
from .policy import FAILING_STATUSES, RepairState, build_repair_record

# `unchecked` ranks above `partial`: nothing was found against it.
_STATUS_RANK = {"unsupported": 0, "partial": 1, "unchecked": 2, "supported": 3}


def relocate_failing_statements(state: RepairState) -> None:
    """Relocate the citations of every failing statement for which the checks find better ones."""
    for place in state.failing_places():
        if better := relocate_citations(state.statements[place], state.index, state.glossary):
            state.replace(place, better, "moved_citation")


def ground_and_relocate(
    place: str, drafted: DraftStatement, index: SourceIndex, glossary: tuple[GlossaryEntry, ...]
) -> tuple[Statement, Repair | None]:
    """A drafted statement, grounded, with its citations relocated if that is better; and the record of the change."""
    statement = ground_statement(drafted, index, glossary)
    better = relocate_citations(statement, index, glossary)
    return (better, build_repair_record("moved_citation", place, statement, better)) if better else (statement, None)


def relocate_citations(
    statement: Statement, index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Statement | None:
    """The statement with the citations that support it best, or None if none are better than its own.

    Citations that a finding points to only have to be better than the present ones; those that were found by a search
    have to support the statement in full.
    """
    best = None
    for sentences, from_finding in _candidates(statement, index):
        if {index.document.sentence(n).block for n in sentences} == set(statement.citations):
            continue  # the verdict depends on the cited blocks, and these are the same
        other = ground_statement(DraftStatement(text=statement.text, sentences=sentences), index, glossary)
        acceptable = (
            support_rank(other) > support_rank(statement) if from_finding else other.support.status == "supported"
        )
        if acceptable and (best is None or support_rank(other) > support_rank(best)):
            best = other
    return best


def support_rank(statement: Statement) -> tuple[int, int]:
    """A sort key that orders statements by verdict; of two equal verdicts, the one with fewer findings is higher."""
    return _STATUS_RANK[statement.support.status], -len(statement.support.findings)


def find_supporting_sentences(text: str, index: SourceIndex) -> tuple[int, ...]:
    """The numbers of the sentences, anywhere in the document, that support most of a claim."""
    if text not in index.support_cache:
        starts = {p.start for p in find_support(Passage(text), index)}
        index.support_cache[text] = tuple(s.number for s in index.document.sentences if s.start in starts)
    return index.support_cache[text]


def cited_sentences(statement: Statement, document: Document) -> tuple[int, ...]:
    """The numbers of the sentences that a statement's evidence overlaps."""
    return tuple(
        s.number for s in document.sentences if any(e.start < s.end and s.start < e.end for e in statement.evidence)
    )


def _candidates(statement: Statement, index: SourceIndex) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Other sentences to cite, alone and along with those cited now, and whether a finding points to them."""
    if statement.support.status not in FAILING_STATUSES:
        return
    found = find_supporting_sentences(statement.text, index)
    cited = cited_sentences(statement, index.document)
    for finding in statement.support.findings:
        if finding.block is None or finding.block in statement.citations:
            continue
        in_block = tuple(s.number for s in index.document.sentences if s.block == finding.block)
        in_block = tuple(n for n in found if n in in_block) or in_block
        yield in_block, True
        yield tuple(sorted({*cited, *in_block})), True
    if found:
        yield found, False
        yield tuple(sorted({*cited, *found})), False
