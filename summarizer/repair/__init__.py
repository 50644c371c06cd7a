"""What becomes of statements their source does not bear out.

`repair` tries, in this order: another citation, where the support stands elsewhere (no model is asked); the model, for
the failing statements alone, with the finding and the sentences that matter. A change stays only where our own checks
say that it is better, and is recorded. `second_opinion` adds a model's verdicts. `settle` ends it as the user asked.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ..errors import ModelError, ServerError, UnsupportedError
from ..grounding.index import SourceIndex
from ..models import (
    Document,
    Draft,
    DraftStatement,
    Finding,
    GlossaryEntry,
    Group,
    LanguageCode,
    Repair,
    Statement,
    Status,
    Summary,
    Support,
)
from ..published.grammar import format_statement
from ..settings import OnUnsupported, Settings
from .relocate import ground_statement, moved, rank, sentences_of, support_of

if TYPE_CHECKING:
    from ..llm.answer_schema import Verdict
    from ..llm.client import ModelClient, UsageMeter
    from ..llm.prompts import Prompt
    from .rewrite import Claim

logger = logging.getLogger("summarizer")

# What a statement is asked for again for.
FAILING: frozenset[Status] = frozenset(("unsupported", "partial"))
_MOST_NAMED = 3  # statements that an error names
# Of so many statements or more, some have the words of their source, whoever wrote them. Where none has, and nothing
# else is against any, it is our check that does not follow; and to ask for all of them costs what asking anew costs.
_BLIND = 4


@dataclass(slots=True)
class _Work:
    """A summary under repair: its statements by place, and what was done to them."""

    index: SourceIndex
    glossary: tuple[GlossaryEntry, ...]
    statements: dict[str, Statement]
    repairs: list[Repair] = field(default_factory=list)
    rejected: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what a model wrote in vain

    def change(self, place: str, after: Statement, action: Literal["moved_citation", "rewritten"]) -> None:
        self.repairs.append(_record(action, place, self.statements[place], after))
        self.statements[place] = after
        self.rejected.pop(place, None)

    def failing(self) -> list[str]:
        return [place for place, s in self.statements.items() if s.support.status in FAILING]

    def blind(self) -> bool:
        """Whether our checks have nothing to say but that they find the words of no statement at all."""
        kinds = [{finding.kind for finding in s.support.findings} for s in self.statements.values()]
        return len(kinds) >= _BLIND and all(found == {"overlap"} for found in kinds)


async def repair(
    summary: Summary, draft: Draft, index: SourceIndex, settings: Settings, client: ModelClient
) -> Summary:
    """The summary with its failing statements repaired as far as they can be, each change in `run.repairs`.

    A model that fails at this leaves the statements as they were, flagged; only a second opinion that was asked for and
    cannot be had is an error.

    Raises:
        ModelError, ServerError: the second opinion (`settings.verify`) failed.
    """
    from ..llm.client import UsageMeter
    from ..llm.providers import add_usage

    work = _Work(index, draft.glossary, dict(summary.statements()))
    move_citations(work)
    meter = UsageMeter()
    if settings.model is not None and not work.blind():
        await _ask_again(work, summary, settings, client, meter)
    run = add_usage(summary.run, meter, client.endpoint)
    run = run.model_copy(update={"repairs": (*run.repairs, *work.repairs)})
    summary = replaced(summary, work.statements).model_copy(update={"run": run})
    return await second_opinion(summary, index.document, client.judge) if settings.verify else summary


def move_citations(work: _Work) -> None:
    """Cite where the support stands, wherever our checks find it and say so."""
    for place in work.failing():
        if better := moved(work.statements[place], work.index, work.glossary):
            work.change(place, better, "moved_citation")


async def _ask_again(work: _Work, summary: Summary, settings: Settings, client: ModelClient, meter: UsageMeter) -> None:
    """Have the model write failing statements anew, in as many rounds as there are attempts and tokens."""
    from ..llm.answer_schema import build_rewrite_model
    from .rewrite import corrected

    for _ in range(settings.attempts):
        places, asked, left = _affordable(work, summary.language, settings.repair_tokens - meter.total_tokens)
        if asked is None:
            return
        answer = build_rewrite_model(len(places), work.index.document, summary.language)
        try:
            written = await corrected(asked, answer, min(left, settings.max_output_tokens), client, meter)
        except ModelError as error:
            logger.warning("repair: %s", error)
            continue
        except ServerError as error:
            logger.warning("repair given up: %s", error)
            return
        news = [_judge(work, places[number - 1], drafted) for number, drafted in written.items()]
        if not any(news):  # it stands by what it wrote: nothing else would come of asking once more
            return


def _affordable(work: _Work, language: LanguageCode, tokens: int) -> tuple[list[str], Prompt | None, int]:
    """The failing statements that so many tokens allow to ask about, the first ones first; the prompt, and the tokens
    that it leaves for the answer."""
    from .rewrite import correction, room

    places = work.failing()
    while places:
        claims = [_claim(work, place) for place in places]
        shown = {n for place in places for n in _shown(work, place)}
        asked, needed = correction(claims, shown, work.index.document, language)
        if needed + room(len(places)) <= tokens:
            return places, asked, tokens - needed
        places.pop()
    return [], None, 0


def _claim(work: _Work, place: str) -> Claim:
    from .rewrite import Claim

    statement = work.statements[place]
    faults = tuple(f.message for f in statement.support.findings)
    vain = tuple(f"A correction that failed as well: {text}" for text in work.rejected.get(place, ())[-2:])
    return Claim(statement.text, sentences_of(statement, work.index.document), faults + vain)


def _judge(work: _Work, place: str, drafted: DraftStatement) -> bool:
    """Keep what the model wrote when our checks find it better than what stands. Returns whether it is anything new."""
    current = work.statements[place]
    written = ground_statement(drafted, work.index, work.glossary)
    written = moved(written, work.index, work.glossary) or written
    if rank(written) > rank(current):
        work.change(place, written, "rewritten")
        return True
    faults = "; ".join(f.message for f in written.support.findings) or "no better"
    vain, before = f"{written.text} ({faults})", work.rejected.get(place, ())
    work.rejected[place] = (*before, vain)
    return written.text != current.text and vain not in before


def _shown(work: _Work, place: str) -> set[int]:
    """The sentences a statement cites with their neighbours, and those that our checks point to."""
    statement, document = work.statements[place], work.index.document
    cited = sentences_of(statement, document)
    blocks = {f.block for f in statement.support.findings if f.block}
    pointed = {s.number for s in document.sentences if s.block in blocks}
    near = {n for number in cited for n in (number - 1, number, number + 1)}
    return near | pointed | set(support_of(statement.text, work.index))


# ---------------------------------------------------------------------------------------------- second opinion


async def second_opinion(summary: Summary, document: Document, judge: ModelClient) -> Summary:
    """The summary with a model's verdicts beside ours.

    Where ours is `unchecked`, the model's counts. Where ours is `supported`, the model may lower it. Where ours is
    `unsupported` or `partial`, it stands: a deterministic contradiction is not talked away, but the other opinion is
    told in the finding. `support.judge` names the model wherever it was heard.

    Raises:
        ModelError, ServerError: the model gave no usable answer, or its server failed.
    """
    from ..llm.client import UsageMeter
    from ..llm.providers import add_usage
    from .rewrite import Claim, opinions

    places = [place for place, statement in summary.statements() if statement.evidence]
    if not places:
        return summary
    statements = dict(summary.statements())
    claims = [Claim(statements[p].text, sentences_of(statements[p], document)) for p in places]
    meter = UsageMeter()
    heard = await opinions(claims, document, judge, meter)
    for number, verdict in heard.items():
        place = places[number - 1]
        support = _merged(statements[place], verdict, judge.endpoint.name)
        statements[place] = statements[place].model_copy(update={"support": support})
    run = add_usage(summary.run, meter, judge.endpoint)
    return replaced(summary, statements).model_copy(update={"run": run})


def _merged(statement: Statement, verdict: Verdict, judge: str) -> Support:
    """Our verdict and a model's as one."""
    from ..llm.answer_schema import clean_statement

    ours = statement.support
    reason = clean_statement(verdict.reason)
    if ours.status in ("unsupported", "partial"):
        if verdict.verdict != "supported":
            return ours.model_copy(update={"judge": judge})
        told = tuple(
            f.model_copy(update={"message": f"{f.message} ({judge} disagrees: {reason})"}) if i == 0 else f
            for i, f in enumerate(ours.findings)
        )
        return Support(status=ours.status, findings=told, judge=judge)
    if verdict.verdict == "supported":
        return Support(status="supported", judge=judge)
    kind = "overlap" if verdict.about == "none" else verdict.about
    finding = Finding(kind=kind, claim=statement.text, message=f"{judge}: {reason}")
    return Support(status=verdict.verdict, findings=(*ours.findings, finding), judge=judge)


# -------------------------------------------------------------------------------------------------- the end


def settle(summary: Summary, on_unsupported: OnUnsupported) -> Summary:
    """Flag unsupported statements (leave them as they are), drop them, or fail.

    Raises:
        UnsupportedError: with `fail`, when there is one; with `drop`, when no other is left.
    """
    if on_unsupported == "flag":
        return summary
    bad = {place: s for place, s in summary.statements() if s.support.status == "unsupported"}
    if not bad:
        return summary
    if on_unsupported == "fail" or len(bad) == len(summary.statements()):
        raise _unsupported(bad)
    return _without(summary, bad)


def settled(place: str, statement: Statement, on_unsupported: OnUnsupported) -> bool:
    """Whether a single statement stays. Raises `UnsupportedError` with `fail`, when it is not borne out."""
    bad = statement.support.status == "unsupported"
    if bad and on_unsupported == "fail":
        raise _unsupported({place: statement})
    return not (bad and on_unsupported == "drop")


def drafted_and_moved(
    place: str, drafted: DraftStatement, index: SourceIndex, glossary: tuple[GlossaryEntry, ...]
) -> tuple[Statement, Repair | None]:
    """A drafted statement checked and, where that is better, cited elsewhere; with the record of that."""
    statement = ground_statement(drafted, index, glossary)
    better = moved(statement, index, glossary)
    return (better, _record("moved_citation", place, statement, better)) if better else (statement, None)


def _without(summary: Summary, bad: Mapping[str, Statement]) -> Summary:
    """The summary without some statements, and without groups that had no other; every drop is on record."""
    repairs = tuple(_record("dropped", place, statement, None) for place, statement in bad.items())
    groups: list[Group] = []
    for i, group in enumerate(summary.groups):
        points = tuple(p for j, p in enumerate(group.points) if f"groups[{i}].points[{j}]" not in bad)
        if points:
            groups.append(Group(title=group.title, points=points, field=group.field))
    return summary.model_copy(
        update={
            "core_viewpoint": None if "core_viewpoint" in bad else summary.core_viewpoint,
            "groups": tuple(groups),
            "run": summary.run.model_copy(update={"repairs": (*summary.run.repairs, *repairs)}),
        }
    )


def _unsupported(bad: Mapping[str, Statement]) -> UnsupportedError:
    named = [
        f"{place}: {s.text[:80]!r} ({s.support.findings[0].message if s.support.findings else s.support.status})"
        for place, s in list(bad.items())[:_MOST_NAMED]
    ]
    more = f" and {len(bad) - _MOST_NAMED} more" if len(bad) > _MOST_NAMED else ""
    what = "statement is" if len(bad) == 1 else "statements are"
    return UnsupportedError(
        f"{len(bad)} {what} not borne out by the source: {'; '.join(named)}{more}",
        "see them with --on-unsupported flag",
    )


def replaced(summary: Summary, statements: Mapping[str, Statement]) -> Summary:
    """The summary with other statements at its places."""
    return summary.model_copy(
        update={
            "core_viewpoint": statements.get("core_viewpoint"),
            "groups": tuple(
                g.model_copy(
                    update={"points": tuple(statements[f"groups[{i}].points[{j}]"] for j in range(len(g.points)))}
                )
                for i, g in enumerate(summary.groups)
            ),
        }
    )


def _record(
    action: Literal["moved_citation", "rewritten", "dropped"], place: str, before: Statement, after: Statement | None
) -> Repair:
    return Repair(
        action=action,
        statement=place,
        before=_printed(before),
        after=_printed(after) if after else None,
        reason="; ".join(f.message for f in before.support.findings) or before.support.status,
    )


def _printed(statement: Statement) -> str:
    return format_statement(statement.text, statement.citations)
