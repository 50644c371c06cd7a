"""Repairs of statements that their source does not support.

A statement that copies a block and cites another is cited anew (`relocation`), which needs no model. What has a
confirmed fault is put to the model again, which rewrites it or says why it stands (`rewriting`); a rewritten statement
is judged like any other and kept only if it is better. A group's title that a judge refuses is replaced by a phrase of
its statements (no model needed). Each change is recorded. `policy` decides what is confirmed, and what happens to what
remains unsupported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..grounding.source import SourceIndex
from ..models import Draft, Summary, replace_statements
from ..settings import Settings
from .policy import RepairState, is_wrong_title

if TYPE_CHECKING:
    from ..judging import Judge
    from ..llm.client import ModelClient


def may_repair(settings: Settings) -> bool:
    """Whether the model is asked again for statements with a fault."""
    return settings.model is not None and settings.repair_tokens > 0


async def repair_summary(
    summary: Summary, draft: Draft, index: SourceIndex, settings: Settings, client: ModelClient, judge: Judge | None
) -> Summary:
    """Return the summary with its faulty statements repaired where possible, and each change in `run.repairs`.

    If the model fails to rewrite a statement, the statement stays as it was, flagged.

    Args:
        draft: the draft the summary was made from; its glossary is used to check rewritten statements.
        index: of the summarised document.
        judge: reads rewritten statements; None where the rules alone decide.
    """
    state = RepairState(index, draft.glossary, dict(summary.statements()))
    if not state.faulty_places() and not any(map(is_wrong_title, summary.groups)):
        return summary
    from .rewriting import replace_wrong_titles, rewrite_faulty_statements  # loads the LLM client

    run = await rewrite_faulty_statements(state, summary, settings, client, judge)
    run = run.model_copy(update={"repairs": (*run.repairs, *state.repairs)})
    return replace_wrong_titles(replace_statements(summary, state.statements).model_copy(update={"run": run}))
