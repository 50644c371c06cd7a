"""The statements of a draft while it is written: grounded as they come, judged in groups, reported when they are final.

Without an observer the whole draft is grounded at once (`ground_draft`) and judged in one or two questions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from .grounding import SourceIndex, ground
from .judging import Judge
from .judging.claims import Claim, statement_claims, title_claims
from .judging.judgement import apply_judgement, record_judging, take_up
from .models import (
    DraftStatement,
    GlossaryEntry,
    Repair,
    Statement,
    Summary,
    group_place,
    replace_statements,
    titles_by_place,
)
from .repair import may_repair
from .repair.policy import FAILING_STATUSES, is_confirmed, keeps_statement
from .repair.relocation import ground_and_relocate
from .settings import Settings

if TYPE_CHECKING:
    import asyncio

    from .judging.judgement import Judgement
    from .models.draft import DraftResult

# Called with the place of a statement, the title of its group (None for the core viewpoint) and the statement.
Observer: TypeAlias = Callable[[str, str | None, Statement], None]

# Statements of one question while the draft is written, once the core viewpoint is out: fewer wait for the next group.
# Each question repeats the instructions. A choice of 2026-11-30, not measured.
_MIN_STATEMENTS_JUDGED = 3


def ground_draft(result: DraftResult, index: SourceIndex) -> Summary:
    """The summary of a whole draft, grounded; statements that copy a block other than the cited one cite it."""
    statements: dict[str, Statement] = {}
    repairs: list[Repair] = []
    for place, _, drafted in result.draft.statements():
        statements[place], relocation = ground_and_relocate(place, drafted, index, result.draft.glossary)
        repairs += [relocation] if relocation else []
    return _summarize(result, index, statements, repairs)


def _summarize(
    result: DraftResult, index: SourceIndex, statements: dict[str, Statement], repairs: list[Repair]
) -> Summary:
    summary = ground(result.draft, index, result.run.model_copy(update={"repairs": tuple(repairs)}))
    return replace_statements(summary, statements)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was asked of the judge at a time, and what it said."""

    claims: tuple[Claim, ...]
    judgement: Judgement


@dataclass(slots=True)
class StatementFeed:
    """Grounds each statement as soon as it is drafted, and reports it to an observer as soon as it is final.

    With a judge that is when it was judged: the core viewpoint by itself, then one or more groups at a time, one
    question after the other, while the model writes the next ones. A statement with a confirmed fault is held back,
    with all that follow it, until the repair has asked the model for it again; so is a group whose title is refused. An
    asynchronous context manager, which stops the judge when it is left.
    """

    index: SourceIndex
    settings: Settings
    report: Observer
    judge: Judge | None = None
    statements: dict[str, Statement] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    held_back: list[tuple[str, str | None]] = field(default_factory=list)
    _waiting: list[tuple[str, str | None]] = field(default_factory=list)
    _tasks: list[asyncio.Task[_Judged]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()

    @property
    def awaits_repair(self) -> bool:
        """Whether the model is asked again for statements with a fault."""
        return may_repair(self.settings)

    def add(self, place: str, title: str | None, drafted: DraftStatement, glossary: tuple[GlossaryEntry, ...]) -> None:
        """Ground a drafted statement, and have it judged with the rest of its group or, without a judge, report it.

        Raises:
            UnsupportedError: the source does not support it, it is not held back, and the settings say to fail then.
        """
        if self.judge is not None and self._waiting and self._completes_question(place):
            self._ask_judge(self.judge)
        self.statements[place], relocation = ground_and_relocate(place, drafted, self.index, glossary)
        self.repairs += [relocation] if relocation else []
        if self.judge is None:
            self._pass_on(place, title)
        else:
            self._waiting.append((place, title))

    async def finish(self, result: DraftResult) -> Summary:
        """The summary of the whole draft, with the statements as they were added; those that were not are added now."""
        for place, title, drafted in result.draft.statements():
            if place not in self.statements:
                self.add(place, title, drafted, result.draft.glossary)
        if self.judge is None:
            return _summarize(result, self.index, self.statements, self.repairs)
        self._ask_judge(self.judge)
        judged = [await task for task in self._tasks]
        summary = _summarize(result, self.index, self.statements, self.repairs)
        run = summary.run
        for part in judged:
            titles = [claim for claim in part.claims if claim.is_title]
            summary = apply_judgement(summary, titles, part.judgement, self.index.document, self.judge.name)
            run = record_judging(run, self.judge, part.judgement)
        return summary.model_copy(update={"run": run})

    def release(self, summary: Summary) -> None:
        """Report the statements that were held back, as they are in the repaired summary. Raises as `add`."""
        self.statements = dict(summary.statements())
        titles = titles_by_place(summary)
        for place, _ in self.held_back:
            self._report(place, titles.get(group_place(place)))

    def _completes_question(self, place: str) -> bool:
        """Whether a statement begins a group, enough wait for the judge, and no question is open.

        What is written while one is open is asked together, as each question repeats instructions and blocks.
        """
        enough = len(self._waiting) >= _MIN_STATEMENTS_JUDGED or self._waiting[0][1] is None
        is_free = not self._tasks or self._tasks[-1].done()
        return enough and is_free and group_place(place) != group_place(self._waiting[-1][0])

    def _ask_judge(self, judge: Judge) -> None:
        """Have what waits judged in the background, and passed on after everything before it."""
        from asyncio import ensure_future

        before = self._tasks[-1] if self._tasks else None
        if self._waiting:
            self._tasks.append(ensure_future(self._judge_and_pass_on(judge, self._waiting, before)))
        self._waiting = []

    async def _judge_and_pass_on(
        self, judge: Judge, waiting: list[tuple[str, str | None]], before: asyncio.Task[_Judged] | None
    ) -> _Judged:
        claims, document = tuple(self._claims(waiting)), self.index.document
        language = self.settings.language if self.settings.language != "auto" else document.language
        judgement = await judge.judge(claims, document, language)
        if before is not None:
            await before
        for claim in claims:
            if not claim.is_title:
                statement = self.statements[claim.place]
                taken = take_up(claim.place, statement, judgement, document, judge.name, language)
                self.statements[claim.place] = taken
        refused = {
            claim.place
            for claim in claims
            if claim.is_title
            and claim.place in judgement.verdicts
            and judgement.verdicts[claim.place].status in FAILING_STATUSES
        }
        for place, title in waiting:
            self._pass_on(place, title, group_place(place) in refused)
        return _Judged(claims, judgement)

    def _claims(self, waiting: list[tuple[str, str | None]]) -> list[Claim]:
        """The claims of these statements and of the titles of their groups, in printed order."""
        claims: list[Claim] = []
        for group, members in groupby(waiting, key=lambda member: group_place(member[0])):
            found = list(members)
            title, points = found[0][1], {place: self.statements[place] for place, _ in found}
            if title is not None and self.settings.shape is None:
                claims += title_claims(group, title, points.values(), self.index.document)
            claims += statement_claims(points, self.index.document)
        return claims

    def _pass_on(self, place: str, title: str | None, wrong_title: bool = False) -> None:
        faulty = wrong_title or is_confirmed(self.statements[place].support)
        if self.held_back or (self.awaits_repair and faulty):
            self.held_back.append((place, title))
        else:
            self._report(place, title)

    def _report(self, place: str, title: str | None) -> None:
        statement = self.statements[place]
        if keeps_statement(place, statement, self.settings.on_unsupported):
            self.report(place, title, statement)
