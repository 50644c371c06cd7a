"""The judgement on the claims of a summary, what judges have in common, and how a summary takes it up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..grounding.joined_articles import JoinedArticles, join_articles
from ..models import (
    CheckedTitle,
    Document,
    Gloss,
    Judging,
    LanguageCode,
    Report,
    Run,
    Statement,
    Summary,
    Support,
    Tokens,
    replace_statements,
)
from .claims import Claim, collect_claims
from .ruling import Verdict, judge_statement, rule_on_title

# What a model is told beside the question where statements are those of a digest.
ARTICLES_PROMPT = "articles.v1"

logger = logging.getLogger("summarizer")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts by the place of their claim, what they cost, and why some are missing.

    Attributes:
        attempts: requests that were answered.
        glosses: translations of the words that a statement rests on, by its place and the block.
        title: translation of the document's title; an empty string where there is none.
    """

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    attempts: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    error: str | None = None
    glosses: Mapping[tuple[str, int], str] = field(default_factory=dict)
    title: str = ""

    def plus(self, other: Judgement) -> Judgement:
        """Both together; of two errors the first."""
        return Judgement(
            {**self.verdicts, **other.verdicts},
            self.attempts + other.attempts,
            add_tokens(self.tokens, other.tokens),
            self.error or other.error,
            {**self.glosses, **other.glosses},
            self.title or other.title,
        )


class Judge(Protocol):
    """Reads claims beside the blocks that they cite."""

    @property
    def name(self) -> str:
        """Who judges, as `support.judge` has it."""

    @property
    def prompt_version(self) -> str | None:
        """The prompt; None for a judge that is asked without one."""

    async def judge(self, claims: Sequence[Claim], document: Document, language: LanguageCode) -> Judgement:
        """The verdicts on the claims. A judge that fails says so in the judgement; nothing is raised.

        Args:
            language: of the reasons.
        """

    def add_cost(self, run: Run, judgement: Judgement) -> Run:
        """The run with what a judgement cost added."""


async def judge_summary(
    summary: Summary,
    document: Document,
    judge: Judge,
    anywhere: bool = False,
    article_of: Callable[[int], int] | None = None,
) -> Summary:
    """The summary with a judge's verdicts on its statements and titles, and the record of the judging in its run.

    Args:
        anywhere: its statements cite nothing and are judged by the whole document.
        article_of: as in `collect_claims`.
    """
    claims = collect_claims(summary, document, anywhere, article_of)
    judgement = await judge.judge(claims, document, summary.language) if claims else Judgement()
    summary = apply_judgement(summary, claims, judgement, document, judge.name)
    return summary.model_copy(update={"run": record_judging(summary.run, judge, judgement)})


async def judge_digest(digest: Summary, joined: JoinedArticles, judge: Judge) -> Summary:
    """The digest with a judge's verdicts: of each statement the judge reads the blocks of all articles together.

    Args:
        joined: the articles that it cites.
    """
    merged = joined.merge_digest(digest)
    judged = await judge_summary(merged, joined.document, judge, article_of=lambda n: joined.article_of(n).number)
    judging = judged.run.judging
    if judging and judging.prompt_version:
        judging = judging.model_copy(update={"prompt_version": f"{judging.prompt_version}+{ARTICLES_PROMPT}"})
        judged = judged.model_copy(update={"run": judged.run.model_copy(update={"judging": judging})})
    return joined.part_summary(judged, digest)


async def judge_report(
    report: Report, summary: Summary, document: Document, judge: Judge, anywhere: bool = False
) -> Report:
    """The report on a summary with a judge's verdicts. `anywhere` as in `judge_summary`."""
    judged = await judge_summary(_take_over(report, summary), document, judge, anywhere)
    return _write_report(report, judged)


async def judge_digest_report(report: Report, digest: Summary, documents: Sequence[Document], judge: Judge) -> Report:
    """The report on a digest with a judge's verdicts.

    Args:
        documents: its articles, in the order of their numbers.
    """
    checked = _take_over(report, digest)
    joined = join_articles(enumerate(documents, 1), digest.language)
    return _write_report(report, await judge_digest(checked, joined, judge))


def _take_over(report: Report, summary: Summary) -> Summary:
    """The summary with the statements of a report on it, and without a run."""
    statements = {entry.place: entry.statement for entry in report.entries}
    return replace_statements(summary.model_copy(update={"run": Run()}), statements)


def _write_report(report: Report, judged: Summary) -> Report:
    """The report with the statements, titles and costs of a summary that was judged."""
    statements = dict(judged.statements())
    return report.model_copy(
        update={
            "entries": tuple(
                entry.model_copy(update={"statement": statements[entry.place]}) for entry in report.entries
            ),
            "titles": tuple(
                CheckedTitle(place=f"groups[{i}]", title=g.title, support=g.support)
                for i, g in enumerate(judged.groups)
                if g.support
            ),
            "judging": judged.run.judging,
        }
    )


def apply_judgement(
    summary: Summary, claims: Sequence[Claim], judgement: Judgement, document: Document, judge: str
) -> Summary:
    """The summary with the verdicts of a judgement in place of its own, and with its glosses and title."""
    titles: dict[str, Support] = {}
    statements = dict(summary.statements())
    for claim in claims:
        verdict = judgement.verdicts.get(claim.place)
        if verdict and claim.is_title:
            titles[claim.place] = rule_on_title(claim.text, claim.blocks, verdict, judge, document)
        elif not claim.is_title:
            statement = statements[claim.place]
            statements[claim.place] = take_up(claim.place, statement, judgement, document, judge, summary.language)
    if judgement.title and summary.document.title:
        gloss = Gloss(text=judgement.title, language=summary.language, model=judge)
        info = summary.document.model_copy(update={"title_gloss": gloss})
        summary = summary.model_copy(update={"document": info})
    return replace_statements(summary, statements, titles)


def take_up(
    place: str, statement: Statement, judgement: Judgement, document: Document, judge: str, language: LanguageCode
) -> Statement:
    """A statement with what a judgement says of it: its verdict, and the glosses of its evidence."""
    if verdict := judgement.verdicts.get(place):
        statement = judge_statement(statement, verdict, judge, document)
    evidence, glossed = [], set[int]()
    for item in statement.evidence:
        text = judgement.glosses.get((place, item.block))
        if text and item.block not in glossed:  # one translation for all that is cited of a block
            item = item.model_copy(update={"gloss": Gloss(text=text, language=language, model=judge)})
            glossed.add(item.block)
        evidence.append(item)
    return statement.model_copy(update={"evidence": tuple(evidence)}) if glossed else statement


def record_judging(run: Run, judge: Judge, judgement: Judgement) -> Run:
    """The run with a judgement added to its record of the judging, and to its costs. The first failure is logged."""
    before = run.judging or Judging(judge=judge.name, prompt_version=judge.prompt_version)
    judging = before.model_copy(
        update={
            "statements": before.statements + len(judgement.verdicts),
            "tokens": add_tokens(before.tokens, judgement.tokens),
            "error": before.error or judgement.error,
        }
    )
    if judging.error and not before.error:
        logger.warning("%s", describe_failure(judging))
    return judge.add_cost(run, judgement).model_copy(update={"judging": judging})


def describe_failure(judging: Judging | None) -> str | None:
    """What a user is told of a judge that failed; None if it did not."""
    if judging is None or not judging.error:
        return None
    some = "some statements" if judging.statements else "the statements"
    return f"the rules alone decided on {some}, no verdict came from the judge: {judging.error}"


def add_tokens(one: Tokens, other: Tokens) -> Tokens:
    """The sum of two counts."""
    return Tokens(input=one.input + other.input, output=one.output + other.output)
