"""Having the model rewrite failing statements, within a token budget.

The model is sent only the sentences that matter, between the document's delimiters, and the statements as numbered
data, each with what the checks found wrong with it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import ModelError, ServerError
from ..grounding import ground_statement
from ..languages import LANGUAGES
from ..llm.answer_schema import build_rewrite_model
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.fence import fence_key, fence_sentences, neutralize
from ..llm.prompts import Prompt, render_prompt
from ..llm.providers import add_usage
from ..models import Document, DraftStatement, LanguageCode, Run, Summary
from ..settings import Settings
from ..text.token_counts import estimate_tokens
from .policy import RepairState
from .relocation import cited_sentences, find_supporting_sentences, relocate_citations, support_rank

logger = logging.getLogger("summarizer")

PROMPT = "repair.v1"

# Rejected rewrites that the model is shown again: the latest tell it most, and each costs tokens.
_MAX_REJECTED_SHOWN = 2


@dataclass(frozen=True, slots=True)
class AnswerTokens:
    """The tokens to reserve for an answer about single statements, reasoning not included.

    Derived from the lengths the answer schema allows, not measured; set on 2026-11-24. `python -m benchmarks.repair`
    reports what repairs cost.

    Attributes:
        per_rewrite: a rewritten statement with its citations.
        per_verdict: a verdict with its reason.
        overhead: the JSON around them.
    """

    per_rewrite: int = 240
    per_verdict: int = 120
    overhead: int = 60


ANSWER_TOKENS = AnswerTokens()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as a prompt presents it.

    Attributes:
        sentences: the numbers of the sentences it cites.
        faults: what is wrong with it, as the findings put it; empty for a second opinion.
    """

    text: str
    sentences: tuple[int, ...]
    faults: tuple[str, ...] = ()


async def rewrite_failing_statements(
    state: RepairState, summary: Summary, settings: Settings, client: ModelClient
) -> Run:
    """Have the model rewrite failing statements, for as many rounds as there are attempts and tokens.

    Changes `state`, and returns the summary's run with the cost of the rewriting added.
    """
    meter = UsageMeter()
    for _ in range(settings.attempts):
        places, prompt, budget = _fit_budget(state, summary.language, settings.repair_tokens - meter.total_tokens)
        if prompt is None:
            break
        answer_model = build_rewrite_model(len(places), state.index.document, summary.language)
        max_tokens = min(budget, settings.max_output_tokens)
        try:
            answer = await client.ask(Question(prompt, answer_model, max_tokens, attempts=1), meter)
        except ModelError as error:
            logger.warning("repair: %s", error)
            continue
        except ServerError as error:
            logger.warning("repair given up: %s", error)
            break
        changes = [_accept_if_better(state, places[n - 1], rewritten) for n, rewritten in answer.by_number().items()]
        if not any(changes):  # the model insists on what it wrote: another round would bring the same
            break
    return add_usage(summary.run, meter, client.endpoint)


def number_claims(claims: Sequence[Claim]) -> str:
    """The claims as numbered lines of a prompt, each followed by its faults."""
    return "\n".join(line for number, claim in enumerate(claims, 1) for line in _claim_lines(number, claim))


def _fit_budget(state: RepairState, language: LanguageCode, budget: int) -> tuple[list[str], Prompt | None, int]:
    """As many failing statements, from the first on, as a token budget allows to have rewritten.

    Returns:
        Their places, the prompt, and the tokens it leaves for the answer; no prompt if not even one fits.
    """
    places = state.failing_places()
    while places:
        prompt = _build_prompt(state, places, language)
        prompt_tokens = _estimate_prompt_tokens(prompt)
        answer_tokens = ANSWER_TOKENS.overhead + ANSWER_TOKENS.per_rewrite * len(places)
        if prompt_tokens + answer_tokens <= budget:
            return places, prompt, budget - prompt_tokens
        places.pop()
    return [], None, 0


def _build_prompt(state: RepairState, places: Sequence[str], language: LanguageCode) -> Prompt:
    document = state.index.document
    sentences = {n for place in places for n in _relevant_sentences(state, place)}
    return render_prompt(
        PROMPT,
        fence_sentences(document, sentences),
        language=LANGUAGES[language].english_name,
        items=number_claims([_to_claim(state, place, document) for place in places]),
        key=fence_key(document.text),
    )


def _to_claim(state: RepairState, place: str, document: Document) -> Claim:
    statement = state.statements[place]
    faults = tuple(f.message for f in statement.support.findings)
    rejected = state.rejected.get(place, ())[-_MAX_REJECTED_SHOWN:]
    return Claim(
        statement.text,
        cited_sentences(statement, document),
        faults + tuple(f"A correction that failed as well: {text}" for text in rejected),
    )


def _relevant_sentences(state: RepairState, place: str) -> set[int]:
    """The sentences a statement cites and their neighbours, and those that the checks point to or that support it."""
    statement, document = state.statements[place], state.index.document
    blocks = {f.block for f in statement.support.findings if f.block}
    in_findings = {s.number for s in document.sentences if s.block in blocks}
    nearby = {n for cited in cited_sentences(statement, document) for n in (cited - 1, cited, cited + 1)}
    return nearby | in_findings | set(find_supporting_sentences(statement.text, state.index))


def _accept_if_better(state: RepairState, place: str, rewritten: DraftStatement) -> bool:
    """Replace a statement by a rewritten one if the checks rate that better. Returns whether it is anything new."""
    current = state.statements[place]
    candidate = ground_statement(rewritten, state.index, state.glossary)
    candidate = relocate_citations(candidate, state.index, state.glossary) or candidate
    if support_rank(candidate) > support_rank(current):
        state.replace(place, candidate, "rewritten")
        return True
    faults = "; ".join(f.message for f in candidate.support.findings) or "no better"
    rejected, before = f"{candidate.text} ({faults})", state.rejected.get(place, ())
    state.rejected[place] = (*before, rejected)
    return candidate.text != current.text and rejected not in before


def _claim_lines(number: int, claim: Claim) -> list[str]:
    cited = ", ".join(map(str, claim.sentences))
    faults = [f"   - {neutralize(fault)}" for fault in claim.faults]
    return [f"{number}. {neutralize(claim.text)} (cites {cited})", *faults]


def _estimate_prompt_tokens(prompt: Prompt) -> int:
    return estimate_tokens("".join(message["content"] for message in prompt.messages()))
