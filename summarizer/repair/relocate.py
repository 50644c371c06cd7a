"""Citing what bears a statement out, when what it cites does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..grounding import ground_statement
from ..grounding.evidence import find_support
from ..grounding.index import SourceIndex
from ..grounding.passage import Passage
from ..models import Document, DraftStatement, GlossaryEntry, Statement

__all__ = ["ground_statement", "moved", "rank", "sentences_of", "support_of"]

# `unchecked` stands above `partial`: nothing was found against it.
_RANK = {"unsupported": 0, "partial": 1, "unchecked": 2, "supported": 3}


def rank(statement: Statement) -> tuple[int, int]:
    """How good the verdict on a statement is; of two equal ones that with fewer findings is better."""
    return _RANK[statement.support.status], -len(statement.support.findings)


def moved(statement: Statement, index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()) -> Statement | None:
    """The statement with other citations, where that makes it better; None where it does not.

    Where a finding names a block, citing that block must be better than what stands; sentences that were merely found
    must bear the statement out altogether.
    """
    best = None
    for sentences, pointed in _candidates(statement, index):
        if {index.document.sentence(n).block for n in sentences} == set(statement.citations):
            continue  # the verdict is on the blocks, and these are the same
        other = ground_statement(DraftStatement(text=statement.text, sentences=sentences), index, glossary)
        good = rank(other) > rank(statement) if pointed else other.support.status == "supported"
        if good and (best is None or rank(other) > rank(best)):
            best = other
    return best


def _candidates(statement: Statement, index: SourceIndex) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Other sentences to cite, and whether a finding points to them: alone, then beside those that are cited."""
    if statement.support.status not in ("unsupported", "partial"):
        return
    found = support_of(statement.text, index)
    cited = sentences_of(statement, index.document)
    for finding in statement.support.findings:
        if finding.block is None or finding.block in statement.citations:
            continue
        there = tuple(s.number for s in index.document.sentences if s.block == finding.block)
        there = tuple(n for n in found if n in there) or there
        yield there, True
        yield tuple(sorted({*cited, *there})), True
    if found:
        yield found, False
        yield tuple(sorted({*cited, *found})), False


def support_of(text: str, index: SourceIndex) -> tuple[int, ...]:
    """The numbers of the sentences that bear most of a claim, wherever they stand."""
    if text not in index.support_cache:
        starts = {p.start for p in find_support(Passage(text), index)}
        index.support_cache[text] = tuple(s.number for s in index.document.sentences if s.start in starts)
    return index.support_cache[text]


def sentences_of(statement: Statement, document: Document) -> tuple[int, ...]:
    """The numbers of the sentences that a statement's evidence covers."""
    return tuple(
        s.number for s in document.sentences if any(e.start < s.end and s.start < e.end for e in statement.evidence)
    )
