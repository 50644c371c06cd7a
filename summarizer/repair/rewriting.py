"""Rewriting of single statements by a model, which is told what was found and may answer that a statement stands.

The model is sent the header, the sentences that matter, between the document's delimiters, and the statements as
numbered data, within a token budget. Whatever it rewrites is grounded and judged anew. A title needs no model.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import ModelError, ServerError
from ..extractive.titles import TitleSource, choose_titles
from ..grounding import ground_statement
from ..judging import Judge
from ..judging.claims import statement_claims
from ..judging.judgement import record_judging, take_up
from ..judging.ruling import EXACT_KINDS
from ..languages import LANGUAGES
from ..llm.answer_schema import build_rewrite_model
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.prompts import Prompt, fence_key, fence_sentences, neutralize_markup, render_prompt
from ..llm.prompts.brief import describe_names
from ..llm.providers import add_usage
from ..models import Document, DraftStatement, Group, LanguageCode, Repair, Run, Statement, Summary
from ..settings import Settings
from ..text.token_counts import estimate_tokens
from .policy import RepairState, is_wrong_title
from .relocation import cited_sentences, find_supporting_sentences, relocate_citations, support_rank

logger = logging.getLogger("summarizer")

PROMPT = "repair.v2"

# Rejected rewrites that the model is shown again: the latest tell it most, and each costs tokens.
_MAX_REJECTED_SHOWN = 2


@dataclass(frozen=True, slots=True)
class AnswerTokens:
    """The tokens to reserve for an answer about single statements, reasoning not included.

    Derived from the lengths the answer schema allows, not measured; set on 2026-11-24. `python -m benchmarks.repair`
    reports what repairs cost.

    Attributes:
        per_rewrite: a rewritten statement with its citations.
        overhead: the JSON around them.
    """

    per_rewrite: int = 240
    overhead: int = 60


ANSWER_TOKENS = AnswerTokens()


@dataclass(frozen=True, slots=True)
class PromptClaim:
    """A statement as the prompt presents it.

    Attributes:
        sentences: the numbers of the sentences it cites.
        faults: what is wrong with it, as the findings put it.
    """

    text: str
    sentences: tuple[int, ...]
    faults: tuple[str, ...] = ()


async def rewrite_faulty_statements(
    state: RepairState, summary: Summary, settings: Settings, client: ModelClient, judge: Judge | None
) -> Run:
    """Have the model look again at faulty statements, for as many rounds as there are attempts and tokens.

    Changes `state`, and returns the summary's run with the cost of the rewriting and of judging it added.
    """
    meter, run = UsageMeter(), summary.run
    for _ in range(settings.attempts):
        places, prompt, budget = _fit_budget(
            state, summary.language, settings, settings.repair_tokens - meter.total_tokens
        )
        if prompt is None:
            break
        answer_model = build_rewrite_model(len(places), state.index.document, summary.language, settings)
        max_tokens = min(budget, settings.max_output_tokens)
        try:
            answer = await client.ask(Question(prompt, answer_model, max_tokens, attempts=1), meter)
        except ModelError as error:
            logger.warning("repair: %s", error)
            continue
        except ServerError as error:
            logger.warning("repair given up: %s", error)
            break
        rewritten = _take_answers(state, {places[number - 1]: given for number, given in answer.by_number().items()})
        run, judged = await _judge_rewritten(rewritten, state.index.document, summary.language, run, judge)
        changes = [_accept_if_better(state, place, statement, judge) for place, statement in judged.items()]
        if not any(changes):  # the model insists on what it wrote: another round would bring the same
            break
    return add_usage(run, meter, client.endpoint)


def replace_wrong_titles(summary: Summary) -> Summary:
    """The summary with a phrase of the statements as the title of each group whose own was refused.

    A phrase that the statements below it contain claims nothing, so that it need not be judged.
    """
    if not any(map(is_wrong_title, summary.groups)):
        return summary
    points = [[point.text for point in group.points] for group in summary.groups]
    phrases = choose_titles([TitleSource(" ".join(texts), texts) for texts in points], summary.language)
    first, further = LANGUAGES[summary.language].fallback_titles
    groups, repairs = list(summary.groups), list(summary.run.repairs)
    for i, (group, phrase) in enumerate(zip(summary.groups, phrases, strict=True)):
        if is_wrong_title(group):
            title = phrase or (further if i else first)
            groups[i] = group.model_copy(update={"title": title, "support": None})
            repairs.append(_build_title_record(f"groups[{i}]", group, title))
    run = summary.run.model_copy(update={"repairs": tuple(repairs)})
    return summary.model_copy(update={"groups": tuple(groups), "run": run})


def format_numbered_claims(claims: Sequence[PromptClaim]) -> str:
    """The claims as numbered lines of a prompt, each followed by its faults."""
    return "\n".join(line for number, claim in enumerate(claims, 1) for line in _claim_lines(number, claim))


def _build_title_record(place: str, group: Group, title: str) -> Repair:
    found = group.support.findings if group.support else ()
    reason = "; ".join(finding.message for finding in found)
    return Repair(action="rewritten", statement=place, before=group.title, after=title, reason=reason)


def _take_answers(state: RepairState, answers: Mapping[str, DraftStatement | str]) -> dict[str, Statement]:
    """The statements that changed, grounded, by place. Those that the model says stand are recorded as kept."""
    rewritten: dict[str, Statement] = {}
    for place, given in answers.items():
        if isinstance(given, str):
            state.keep(place, given)
            continue
        statement = ground_statement(given, state.index, state.glossary)
        statement = relocate_citations(statement, state.index, state.glossary) or statement
        current = state.statements[place]
        if (statement.text, statement.citations) != (current.text, current.citations):
            rewritten[place] = statement
    return rewritten


async def _judge_rewritten(
    rewritten: dict[str, Statement], document: Document, language: LanguageCode, run: Run, judge: Judge | None
) -> tuple[Run, dict[str, Statement]]:
    """The statements with the judge's verdicts, and the run with their cost; without a judge both as they are."""
    claims = list(statement_claims(rewritten, document))
    if judge is None or not claims:
        return run, rewritten
    judgement = await judge.judge(claims, document, language)
    judged = {
        place: take_up(place, statement, judgement, document, judge.name, language)
        for place, statement in rewritten.items()
    }
    return record_judging(run, judge, judgement), judged


def _accept_if_better(state: RepairState, place: str, candidate: Statement, judge: Judge | None) -> bool:
    """Replace a statement by a rewritten one that is better. Returns whether the model wrote anything new."""
    current = state.statements[place]
    if _is_better(candidate, current, judge is not None):
        state.replace(place, candidate)
        return True
    faults = "; ".join(f.message for f in candidate.support.findings) or "no better"
    rejected, before = f"{candidate.text} ({faults})", state.rejected.get(place, ())
    state.rejected[place] = (*before, rejected)
    return candidate.text != current.text and rejected not in before


def _is_better(candidate: Statement, current: Statement, judged: bool) -> bool:
    """Whether a rewritten statement may take the place of the present one.

    With a judge, one that it could not read has to be supported. Without one, what is rewritten is a figure or date: it
    has to be gone, and other citations for the same words have to support them in full.
    """
    support = candidate.support
    if (judged and support.judge == "rules") or candidate.text == current.text:
        return support.status == "supported"
    if not judged and any(f.kind in EXACT_KINDS for f in support.findings):
        return False
    return support_rank(candidate) > support_rank(current)


def _fit_budget(
    state: RepairState, language: LanguageCode, settings: Settings, budget: int
) -> tuple[list[str], Prompt | None, int]:
    """As many faulty statements, from the first on, as a token budget allows to have looked at again.

    Returns:
        Their places, the prompt, and the tokens it leaves for the answer; no prompt if not even one fits.
    """
    places = state.faulty_places()
    while places:
        prompt = _build_prompt(state, places, language, settings)
        prompt_tokens = _estimate_prompt_tokens(prompt)
        answer_tokens = ANSWER_TOKENS.overhead + ANSWER_TOKENS.per_rewrite * len(places)
        if prompt_tokens + answer_tokens <= budget:
            return places, prompt, budget - prompt_tokens
        places.pop()
    return [], None, 0


def _build_prompt(state: RepairState, places: Sequence[str], language: LanguageCode, settings: Settings) -> Prompt:
    document = state.index.document
    sentences = {n for place in places for n in _relevant_sentences(state, place)}
    claims = format_numbered_claims([_to_claim(state, place, document) for place in places])
    return render_prompt(
        PROMPT,
        fence_sentences(document, sentences),
        language=LANGUAGES[language].english_name,
        items="\n\n".join(filter(None, (claims, describe_names(document, settings).strip()))),
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
    """The sentences of the cited blocks and of findings, the neighbours of those cited, and what a search finds."""
    statement, document = state.statements[place], state.index.document
    blocks = {f.block for f in statement.support.findings if f.block} | set(statement.blocks)
    in_blocks = {s.number for s in document.sentences if s.block in blocks}
    nearby = {n for cited in cited_sentences(statement, document) for n in (cited - 1, cited, cited + 1)}
    return nearby | in_blocks | set(find_supporting_sentences(statement.text, state.index))


def _claim_lines(number: int, claim: PromptClaim) -> list[str]:
    cited = ", ".join(map(str, claim.sentences))
    faults = [f"   - {neutralize_markup(fault)}" for fault in claim.faults]
    return [f"{number}. {neutralize_markup(claim.text)} (cites {cited})", *faults]


def _estimate_prompt_tokens(prompt: Prompt) -> int:
    return estimate_tokens("".join(message["content"] for message in prompt.messages()))
