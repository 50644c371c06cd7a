"""Verdicts of a second model, and how they are merged with those of the checks."""

from __future__ import annotations

from collections.abc import Sequence

from ..llm.answer_schema import Verdict, build_verdict_model, clean_statement
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.fence import fence_key, fence_sentences
from ..llm.prompts import render_prompt
from ..llm.providers import add_usage
from ..models import Document, Finding, Statement, Summary, Support
from .policy import FAILING_STATUSES, replace_statements
from .relocation import cited_sentences
from .rewriting import ANSWER_TOKENS, Claim, number_claims

PROMPT = "verify.v1"


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
    claims = [Claim(statements[p].text, cited_sentences(statements[p], document)) for p in places]
    meter = UsageMeter()
    verdicts = await request_second_opinions(claims, document, judge, meter)
    for number, verdict in verdicts.items():
        place = places[number - 1]
        support = merge_verdicts(statements[place], verdict, judge.endpoint.name)
        statements[place] = statements[place].model_copy(update={"support": support})
    run = add_usage(summary.run, meter, judge.endpoint)
    return replace_statements(summary, statements).model_copy(update={"run": run})


async def request_second_opinions(
    claims: Sequence[Claim], document: Document, judge: ModelClient, meter: UsageMeter
) -> dict[int, Verdict]:
    """A model's verdicts on claims, by their number, counted from 1. Raises what `ModelClient.ask` raises."""
    sentences = {number for claim in claims for number in claim.sentences}
    prompt = render_prompt(
        PROMPT, fence_sentences(document, sentences), items=number_claims(claims), key=fence_key(document.text)
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
