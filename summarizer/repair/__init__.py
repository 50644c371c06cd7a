"""Repairs of statements that their source does not support.

`repair_summary` tries the cheapest remedy first: citing other sentences, which needs no model (`relocation`); then
having the model rewrite the statements that still fail (`model_review`, which also adds the verdicts of a second
model). A change is kept only if the checks of `grounding` rate it better, and each one is recorded. `policy` decides
what happens to statements that remain unsupported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..grounding.source import SourceIndex
from ..models import Draft, Summary
from ..settings import Settings
from .policy import RepairState, replace_statements
from .relocation import relocate_failing_statements

if TYPE_CHECKING:
    from ..llm.client import ModelClient


async def repair_summary(
    summary: Summary, draft: Draft, index: SourceIndex, settings: Settings, client: ModelClient
) -> Summary:
    """Return the summary with its failing statements repaired where possible, and each change in `run.repairs`.

    If the model fails to rewrite a statement, the statement stays as it was, flagged. Only a second opinion that was
    requested and cannot be obtained is an error.

    Args:
        draft: the draft the summary was made from; its glossary is used to check rewritten statements.
        index: of the summarised document.

    Raises:
        ModelError, ServerError: the second opinion (`settings.verify`) failed.
    """
    from .model_review import (  # loads the LLM client, which an offline run does without
        add_second_opinions,
        rewrite_failing_statements,
    )

    state = RepairState(index, draft.glossary, dict(summary.statements()))
    relocate_failing_statements(state)
    run = summary.run
    if settings.model is not None and not state.has_no_overlap_at_all():
        run = await rewrite_failing_statements(state, summary, settings, client)
    run = run.model_copy(update={"repairs": (*run.repairs, *state.repairs)})
    summary = replace_statements(summary, state.statements).model_copy(update={"run": run})
    return await add_second_opinions(summary, index.document, client.judge) if settings.verify else summary
