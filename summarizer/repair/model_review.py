"""Review of single statements by a model: failing ones are rewritten, and a second model gives its verdicts.

Either model is sent only the sentences that matter, between the document's delimiters, and the statements as numbered
data. A rewrite is requested along with what the checks found wrong, within a token budget; a second opinion is merged
with the verdicts of the checks.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import ModelError, ServerError
from ..grounding import ground_statement
from ..languages import LANGUAGES
from ..llm.answer_schema import Verdict, build_rewrite_model, build_verdict_model, clean_statement
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.prompts import Prompt, fence_key, fence_sentences, neutralize_markup, render_prompt
from ..llm.providers import add_usage
from ..models import Document, DraftStatement, Finding, LanguageCode, Run, Statement, Summary, Support
from ..settings import Settings
from ..text.token_counts import estimate_tokens
from .policy import FAILING_STATUSES, RepairState, replace_statements
from .relocation import cited_sentences, find_supporting_sentences, relocate_citations, support_rank

logger = logging.getLogger("summarizer")

REWRITE_PROMPT = "repair.v1"

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
class PromptClaim:
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


def format_numbered_claims(claims: Sequence[PromptClaim]) -> str:
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
        REWRITE_PROMPT,
        fence_sentences(document, sentences),
        language=LANGUAGES[language].english_name,
        items=format_numbered_claims([_to_claim(state, place, document) for place in places]),
        key=fence_key(document.text),
    )


def _to_claim(state: RepairState, place: str, document: Document) -> PromptClaim:
    statement = state.statements[place]
    faults = tuple(f.message for f in statement.support.findings)
    rejected = state.rejected.get(place, ())[-_MAX_REJECTED_SHOWN:]
    return PromptClaim(
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


def _claim_lines(number: int, claim: PromptClaim) -> list[str]:
    cited = ", ".join(map(str, claim.sentences))
    faults = [f"   - {neutralize_markup(fault)}" for fault in claim.faults]
    return [f"{number}. {neutralize_markup(claim.text)} (cites {cited})", *faults]


def _estimate_prompt_tokens(prompt: Prompt) -> int:
    return estimate_tokens("".join(message["content"] for message in prompt.messages()))


VERIFY_PROMPT = "verify.v1"


async def add_second_opinions(summary: Summary, document: Document, judge: ModelClient) -> Summary:
    """The summary with a model's verdicts merged into its own; `support.judge` names the model wherever it gave one.

    An `unchecked` statement gets the model's verdict. A `supported` one may be lowered by it. An `unsupported` or
    `partial` one keeps its verdict, since a model cannot overrule a deterministic contradiction, but the finding says
    that the model disagrees.

    Raises:
        ModelError, ServerError: the model gave no usable answer, or its server failed.
    """
    places = [place for place, statement in summary.statements() if statement.evidence]
    if not places:
        return summary
    statements = dict(summary.statements())
    claims = [PromptClaim(statements[p].text, cited_sentences(statements[p], document)) for p in places]
    meter = UsageMeter()
    verdicts = await request_second_opinions(claims, document, judge, meter)
    for number, verdict in verdicts.items():
        place = places[number - 1]
        support = merge_verdicts(statements[place], verdict, judge.endpoint.name)
        statements[place] = statements[place].model_copy(update={"support": support})
    run = add_usage(summary.run, meter, judge.endpoint)
    return replace_statements(summary, statements).model_copy(update={"run": run})


async def request_second_opinions(
    claims: Sequence[PromptClaim], document: Document, judge: ModelClient, meter: UsageMeter
) -> dict[int, Verdict]:
    """A model's verdicts on claims, by their number, counted from 1. Raises what `ModelClient.ask` raises."""
    sentences = {number for claim in claims for number in claim.sentences}
    prompt = render_prompt(
        VERIFY_PROMPT,
        fence_sentences(document, sentences),
        items=format_numbered_claims(claims),
        key=fence_key(document.text),
    )
    needed = ANSWER_TOKENS.overhead + ANSWER_TOKENS.per_verdict * len(claims)
    max_tokens = max(judge.settings.max_output_tokens, needed)
    return (await judge.ask(Question(prompt, build_verdict_model(len(claims)), max_tokens), meter)).by_number()


def merge_verdicts(statement: Statement, verdict: Verdict, judge: str) -> Support:
    """The support of a statement after a second opinion.

    Args:
        judge: the name of the model that gave the verdict.
    """
    own = statement.support
    reason = clean_statement(verdict.reason)
    if own.status in FAILING_STATUSES:
        if verdict.verdict != "supported":
            return own.model_copy(update={"judge": judge})
        findings = tuple(
            f.model_copy(update={"message": f"{f.message} ({judge} disagrees: {reason})"}) if i == 0 else f
            for i, f in enumerate(own.findings)
        )
        return Support(status=own.status, findings=findings, judge=judge)
    if verdict.verdict == "supported":
        return Support(status="supported", judge=judge)
    kind = "overlap" if verdict.about == "none" else verdict.about
    finding = Finding(kind=kind, claim=statement.text, message=f"{judge}: {reason}")
    return Support(status=verdict.verdict, findings=(*own.findings, finding), judge=judge)
