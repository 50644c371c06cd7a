"""Grounding: evidence in the document for every statement of a draft, and a verdict on how well it supports them.

Deterministic, without a model. One way through it: `source` finds the cited stretches, `verdict` runs the checks that
`checks.CHECKS` lists, and each check compares the claim with the cited text.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Draft, DraftStatement, GlossaryEntry, Group, Run, Statement, Summary, sort_citations
from .source import SourceIndex, build_document_info, build_evidence_from_sentences
from .verdict import check_statement, check_summary, check_title

__all__ = ["SourceIndex", "build_document_info", "check_statement", "check_summary", "ground", "ground_statement"]


def ground(draft: Draft, index: SourceIndex, run: Run) -> Summary:
    """A draft as a summary: every statement with its evidence and its verdict."""

    def grounded(drafted: DraftStatement) -> Statement:
        return ground_statement(drafted, index, draft.glossary)

    groups = tuple(Group(title=g.title, points=tuple(map(grounded, g.points)), field=g.field) for g in draft.groups)
    if run.engine == "llm":  # the offline engine takes titles from the document
        groups = tuple(_with_title_checked(group, index) for group in groups)
    return Summary(
        language=draft.language,
        document=build_document_info(index.document),
        core_viewpoint=grounded(draft.core_viewpoint) if draft.core_viewpoint else None,
        groups=groups,
        run=run.model_copy(update={"document_hash": index.document.id}),
        shape=draft.shape,
    )


def _with_title_checked(group: Group, index: SourceIndex) -> Group:
    support = check_title(group, index)
    return group.model_copy(update={"support": support}) if support.findings else group


def ground_statement(drafted: DraftStatement, index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()) -> Statement:
    """A drafted statement with its evidence and its verdict; without evidence it is `unsupported`."""
    evidence = build_evidence_from_sentences(drafted.sentences, index.document)
    return Statement(
        text=drafted.text,
        citations=sort_citations(e.citation for e in evidence),
        evidence=evidence,
        support=check_statement(drafted.text, evidence, index, glossary),
    )
