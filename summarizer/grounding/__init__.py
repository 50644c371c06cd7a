"""Grounding: evidence in the document for every statement of a draft, and a verdict on how well it supports them.

Deterministic, without a model. One way through it: `source` finds the cited stretches, `verdict` tells copies from
other claims, `claim_checks` runs the checks that `checks.CHECKS` lists, each of which compares the claim with the
cited text, and `report` does so for every statement of a summary.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Draft, DraftStatement, GlossaryEntry, Group, Run, Statement, Summary, sort_citations
from .source import SourceIndex, build_document_info, build_evidence_from_sentences
from .verdict import check_statement

__all__ = ["SourceIndex", "build_document_info", "check_statement", "ground", "ground_statement"]


def ground(draft: Draft, index: SourceIndex, run: Run) -> Summary:
    """A draft as a summary: every statement with its evidence and its verdict."""

    def grounded(drafted: DraftStatement) -> Statement:
        return ground_statement(drafted, index, draft.glossary)

    groups = tuple(Group(title=g.title, points=tuple(map(grounded, g.points)), field=g.field) for g in draft.groups)
    if run.engine == "llm":  # the offline engine takes titles from the document
        groups = _with_titles_checked(groups, index)
    return Summary(
        language=draft.language,
        document=build_document_info(index.document),
        core_viewpoint=grounded(draft.core_viewpoint) if draft.core_viewpoint else None,
        groups=groups,
        run=run.model_copy(update={"document_hash": index.document.id}),
        shape=draft.shape,
    )


def _with_titles_checked(groups: Sequence[Group], index: SourceIndex) -> tuple[Group, ...]:
    from .claim_checks import check_title  # loads all checks, which a summary of copies does without

    supports = [check_title(group, index) for group in groups]
    pairs = zip(groups, supports, strict=True)
    return tuple(group.model_copy(update={"support": s}) if s.findings else group for group, s in pairs)


def ground_statement(drafted: DraftStatement, index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()) -> Statement:
    """A drafted statement with its evidence and its verdict; without evidence it is `unsupported`."""
    evidence = build_evidence_from_sentences(drafted.sentences, index.document)
    return Statement(
        text=drafted.text,
        citations=sort_citations(e.citation for e in evidence),
        evidence=evidence,
        support=check_statement(drafted.text, evidence, index, glossary),
    )
