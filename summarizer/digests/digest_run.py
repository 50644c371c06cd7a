"""The one run of a digest: write → check by the rules → judge → repair → settle what remains unsupported."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import TimeLimitError, UsageError
from ..grounding import SourceIndex
from ..grounding.articles import check_by_rules
from ..grounding.joined_articles import JoinedArticles, join_articles
from ..grounding.passage import Passage
from ..judging import Judge, judge_digest, open_judge
from ..models import ArticleCitation, Document, Draft, Finding, Statement, Status, Summary, Support, replace_statements
from ..pipeline import refuse_wishes
from ..quantities import compare
from ..repair import may_repair, repair_summary
from ..repair.policy import apply_unsupported_policy, drop_statements
from ..settings import Settings
from ..telemetry import report_summary, start_span
from ..time_limit import limit_steps, time_limit_error
from .offline_digest import compose_digest

if TYPE_CHECKING:
    from ..llm.client import ModelClient
    from .matter_writing import Dispute
    from .model_digest import WrittenDigest


async def write_digest(documents: Sequence[Document], settings: Settings, client: ModelClient | None = None) -> Summary:
    """The digest of articles, judged and repaired as the settings say. Without a client nothing is awaited.

    Raises:
        UsageError: there is no article, or the settings ask for what a digest cannot have.
        TimeLimitError: this machine's work took longer than is allowed for all its articles together.
        ModelError, ServerError: the model or its server failed at all articles.
        UnsupportedError: with `on_unsupported="fail"`, when the articles do not support a statement.
    """
    started = time.perf_counter()
    if not documents:
        raise UsageError("a digest needs an article", "give at least one")
    if settings.shape is not None:
        raise UsageError("shape: a digest has a form of its own", "leave it out")
    if settings.model is None or client is None:
        refuse_wishes(settings)
    allowed = len(documents) * settings.document_timeout
    with start_span("summarizer.digest"):
        try:
            summary = await limit_steps(_write_checked(documents, settings, client), allowed)
        except TimeLimitError:
            raise time_limit_error(allowed, f"the digest of {len(documents):,} articles") from None
        run = summary.run.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})
        summary = summary.model_copy(update={"run": run})
        report_summary(summary)
    return summary


async def _write_checked(documents: Sequence[Document], settings: Settings, client: ModelClient | None) -> Summary:
    judge, draft = open_judge(settings, client), None
    if settings.model is None or client is None:
        summary = compose_digest(documents, settings)
    else:
        draft = await _write(documents, settings, client)
        summary = _check(draft, documents, settings.glossary)
    joined = _join_cited(summary, documents)
    if judge is not None:
        summary = _drop_refused(await judge_digest(summary, joined, judge))
    if draft is not None and client is not None and may_repair(settings):
        summary = await _repair(summary, draft, joined, settings, client, judge)
    return apply_unsupported_policy(summary, settings.on_unsupported)


async def _write(documents: Sequence[Document], settings: Settings, client: ModelClient) -> WrittenDigest:
    from .model_digest import DigestWriter  # loads the LLM client

    return await DigestWriter(documents, settings, client).write()


def _check(written: WrittenDigest, documents: Sequence[Document], glossary: Mapping[str, str]) -> Summary:
    """The digest with the verdicts of the rules. That articles differ is what they found themselves."""
    checked = check_by_rules(written.summary, documents, glossary)
    statements = {
        place: statement
        if statement.sides
        else _mark_disputed(statement.model_copy(update={"support": checked[place].support}), written.disputes)
        for place, statement in written.summary.statements()
    }
    return replace_statements(written.summary, statements)


def _mark_disputed(statement: Statement, disputes: Sequence[Dispute]) -> Statement:
    """The statement, disputed if it tells as true a figure that another article gives otherwise or takes back.

    One that gives both figures tells neither as true.
    """
    stated = Passage(statement.text).quantities if disputes else []
    findings = tuple(
        Finding(
            kind="number",
            claim=quantity.text,
            message=f"[{dispute.denied_by}] says {dispute.other.text}" if dispute.other else "it was taken back",
            article=dispute.denied_by.article,
            block=dispute.denied_by.block,
        )
        for dispute in disputes
        if dispute.cited in statement.citations and dispute.denied_by not in statement.citations
        if not (dispute.other and any(compare(quantity, dispute.other) for quantity in stated))
        for quantity in stated
        if compare(quantity, dispute.quantity)
    )
    if not findings:
        return statement
    support = statement.support
    status: Status = "unsupported" if support.status == "unsupported" else "partial"
    changed = {"status": status, "findings": (*support.findings, *findings), "judge": "rules", "disputed": True}
    return statement.model_copy(update={"support": support.model_copy(update=changed)})


def _join_cited(digest: Summary, documents: Sequence[Document]) -> JoinedArticles:
    """The articles that a digest cites as one document."""
    cited = {c.article for _, s in digest.statements() for c in s.citations if isinstance(c, ArticleCitation)}
    return join_articles(((number, documents[number - 1]) for number in sorted(cited)), digest.language)


def _drop_refused(digest: Summary) -> Summary:
    """The digest without statements that articles differ where a model has read that they do not."""
    refused = {
        place: statement
        for place, statement in digest.statements()
        if statement.sides and statement.support.model and statement.support.status == "unsupported"
    }
    return drop_statements(digest, refused) if refused else digest


async def _repair(
    digest: Summary,
    written: WrittenDigest,
    joined: JoinedArticles,
    settings: Settings,
    client: ModelClient,
    judge: Judge | None,
) -> Summary:
    """The digest with its faulty statements repaired; those with sides stay as they are."""
    sided = {place: statement for place, statement in digest.statements() if statement.sides}
    settled = {place: statement.model_copy(update={"support": Support()}) for place, statement in sided.items()}
    asked = replace_statements(digest, {**dict(digest.statements()), **settled})
    draft = Draft(language=digest.language, core_viewpoint=None, groups=(), glossary=written.glossary)
    index = SourceIndex(joined.document, settings.glossary)
    repaired = await repair_summary(joined.merge_digest(asked), draft, index, settings, client, judge)
    parted = joined.part_summary(repaired, asked)
    return replace_statements(parted, {**dict(parted.statements()), **sided})
