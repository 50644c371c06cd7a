"""Citing the block that a statement copies, where it cites another. No model is asked.

Nothing else moves a citation without a reader: two blocks may share a figure, a year or a name and say other things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..grounding import ground_statement
from ..grounding.passage import Passage
from ..grounding.source import SourceIndex, find_support
from ..models import Document, DraftStatement, GlossaryEntry, Repair, Statement
from .policy import FAILING_STATUSES, build_repair_record

# `unchecked` ranks above `partial`: nothing was found against it.
_STATUS_RANK = {"unsupported": 0, "partial": 1, "unchecked": 2, "supported": 3}


def ground_and_relocate(
    place: str, drafted: DraftStatement, index: SourceIndex, glossary: tuple[GlossaryEntry, ...]
) -> tuple[Statement, Repair | None]:
    """A drafted statement, grounded, citing what it copies; and the record of the change, if its citations moved."""
    statement = ground_statement(drafted, index, glossary)
    better = relocate_citations(statement, index, glossary)
    return (better, build_repair_record("moved_citation", place, statement, better)) if better else (statement, None)


def relocate_citations(
    statement: Statement, index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Statement | None:
    """The statement citing the sentences that it copies, or None if its citations hold or it copies none."""
    for sentences in _candidates(statement, index):
        other = ground_statement(DraftStatement(text=statement.text, sentences=sentences), index, glossary)
        if other.support.judge == "copy":
            return other
    return None


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


def _candidates(statement: Statement, index: SourceIndex) -> Iterator[tuple[int, ...]]:
    """Sentences that a failing statement may be a copy of: those most like it, and those in the blocks of findings."""
    if statement.support.status not in FAILING_STATUSES:
        return
    found = find_supporting_sentences(statement.text, index)
    blocks = {index.document.sentence(n).block for n in found}
    blocks |= {finding.block for finding in statement.support.findings if finding.block}
    for block in sorted(blocks - set(statement.blocks)):
        in_block = tuple(s.number for s in index.document.sentences if s.block == block)
        if in_block:
            yield tuple(n for n in found if n in in_block) or in_block
