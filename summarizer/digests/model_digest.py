"""One summary of many articles, written by a model: at once, or each matter by itself and then its opening."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import AuthenticationError, ModelError, ServerError
from ..languages import LANGUAGES
from ..languages.plain_statements import strip_final_stop
from ..llm.client import ModelClient, UsageMeter
from ..llm.error_translation import RejectedError
from ..llm.writer import PROMPT as NOTES_PROMPT
from ..llm.writer import build_run_record
from ..longdoc.map_reduce import is_long
from ..models import (
    DigestSource,
    Document,
    GlossaryEntry,
    Group,
    LanguageCode,
    Run,
    Statement,
    Summary,
    sort_citations,
)
from ..settings import Settings
from ..sizing import MAX_GROUPS, RULES, Size, Span, fit_lists, fit_size
from ..time_limit import limit_time
from .collection import Collection, JoinedMatters, Matter, collect_articles, rank_matters
from .matter_questions import CORE_PROMPT, LEAD_LENGTH, Lead, MatterTask, build_core_question
from .matter_writing import Dispute, MatterWriter, WrittenMatter
from .offline_digest import LIMITS, build_source

logger = logging.getLogger("summarizer")
# Sentences of its articles for which a matter has a point. A choice of 2026-11-30: a strong model that was asked for
# three points on three sentences stretched them.
_SENTENCES_OF_POINT = 3
# Matters that open a digest. Readers miss one of four (`benchmarks/rankings/digests`); more are no opening.
MAX_OPENING = 4
# What each further matter adds to the longest core viewpoint, as a share of it. Set on 2026-12-01: with a sentence of
# twenty-five words for each of four matters it is read at a glance still.
_OPENING_SHARE = 0.15
_MAX_CONCURRENT_QUESTIONS = 8  # requests for one digest at a time, as for the sections of one document


@dataclass(frozen=True, slots=True)
class WrittenDigest:
    """A digest as a model wrote it, unchecked.

    Attributes:
        glossary: the names that the model translated.
        disputes: the figures of its statements with sides.
    """

    summary: Summary
    glossary: tuple[GlossaryEntry, ...]
    disputes: tuple[Dispute, ...]


class DigestWriter:
    """Has a model write one digest."""

    def __init__(self, documents: Sequence[Document], settings: Settings, client: ModelClient) -> None:
        self._documents, self._client = documents, client
        # The prompts of digests are younger than the first family, which knows no sizes that follow the article.
        self._settings = settings.model_copy(update={"prompts": "v2"}) if settings.prompts == "v1" else settings
        self._meter = UsageMeter()
        self._has_chosen = False

    async def write(self) -> WrittenDigest:
        """The digest. Its sources are the documents in their order.

        Raises:
            ModelError, ServerError: the model could tell no matter.
        """
        collection, tasks, whole = await asyncio.to_thread(self._prepare)
        slots = asyncio.Semaphore(_MAX_CONCURRENT_QUESTIONS)
        if whole:
            if at_once := await self._write_at_once(collection, whole, slots):
                return at_once
            await asyncio.to_thread(self._lay_out, tasks)
        return await self._write_by_matter(collection, tasks, slots)

    async def _write_by_matter(
        self, collection: Collection, tasks: Sequence[MatterTask], slots: asyncio.Semaphore
    ) -> WrittenDigest:
        language = tasks[0].language
        writers = [MatterWriter(task, self._client, slots) for task in tasks]
        written = await asyncio.gather(*(writer.write() for writer in writers))
        for writer in writers:
            self._meter.add(writer.meter.attempts, writer.meter.tokens)
        failures = [writer.failure for writer in writers if writer.failure]
        if len(failures) == len(writers):
            raise failures[0]
        own = sum(task.has_group for task in tasks)
        opening = await self._choose_opening(collection, tasks[:own], written[:own])
        written = [written[place] for place in [*opening, *(p for p in range(len(written)) if p not in opening)]]
        groups = tuple(_arrange_groups(written[:own], written[own:], len(opening), language))
        summary = Summary(
            language=language,
            sources=self._build_sources(collection, tasks, written),
            core_viewpoint=_join_leads([matter.main for matter in written[: len(opening)]], language),
            groups=groups if len(tasks) > 1 else written[0].groups,
            run=self._record(written, took_notes=any(writer.took_notes for writer in writers)),
        )
        return WrittenDigest(
            summary,
            tuple(entry for matter in written for entry in matter.glossary),
            tuple(dispute for matter in written for dispute in matter.disputes),
        )

    async def _write_at_once(
        self, collection: Collection, task: MatterTask, slots: asyncio.Semaphore
    ) -> WrittenDigest | None:
        """The digest in one answer, or None where question or answer is of no use: its matters may be told one by one.

        Raises:
            ServerError: the server would fail at the matters as well.
        """
        writer = MatterWriter(task, self._client, slots)
        try:
            written = await writer.write_at_once()
        except (ModelError, RejectedError) as error:
            logger.warning("the digest is written matter by matter: %s", error)
            return None
        finally:
            self._meter.add(writer.meter.attempts, writer.meter.tokens)
        summary = Summary(
            language=task.language,
            sources=self._build_sources(collection, [task], [written]),
            core_viewpoint=written.main,
            groups=written.groups,
            run=self._record([written], took_notes=False),
        )
        return WrittenDigest(summary, written.glossary, written.disputes)

    def _prepare(self) -> tuple[Collection, list[MatterTask], MatterTask | None]:
        """The articles in order, the matters to tell, and all of them at once: work for the processor."""
        with limit_time(len(self._documents) * self._settings.document_timeout):
            collection = collect_articles(self._documents)
            tasks = list(open_tasks(collection, self._settings))
            whole = join_tasks(tasks, self._settings, self._client.endpoint.model)
        self._lay_out([whole] if whole else tasks)
        return collection, tasks, whole

    def _lay_out(self, tasks: Sequence[MatterTask]) -> None:
        """What the questions of tasks are made of, beforehand: work for the processor."""
        with limit_time(len(self._documents) * self._settings.document_timeout):
            for task in tasks:
                _ = task.matter.disagreements, task.joined

    async def _choose_opening(
        self, collection: Collection, tasks: Sequence[MatterTask], written: Sequence[WrittenMatter]
    ) -> list[int]:
        """The places of the matters that open the digest: the first ones, where the model fails."""
        count = MAX_OPENING
        if len(written) <= count:
            return list(range(len(written)))
        self._has_chosen = True
        sizes = [collection.count_articles(task.matter.articles) for task in tasks]
        leads = [Lead(each.title, each.main.text, size) for each, size in zip(written, sizes, strict=True)]
        try:
            answer = await self._client.ask(build_core_question(leads, count, self._settings), self._meter)
        except AuthenticationError:
            raise
        except (ModelError, ServerError) as error:
            logger.warning("core viewpoint: the first matters open the digest: %s", error)
            return list(range(count))
        return [number - 1 for number in answer.chosen()]

    def _build_sources(
        self, collection: Collection, tasks: Sequence[MatterTask], written: Sequence[WrittenMatter]
    ) -> tuple[DigestSource, ...]:
        corrects = {later: earlier for task in tasks for later, earlier in task.matter.corrected_articles.items()}
        errors = {article: error for matter in written for article, error in matter.errors.items()}
        return tuple(
            build_source(collection, index, corrects).model_copy(update={"error": errors.get(index)})
            for index in range(len(self._documents))
        )

    def _record(self, written: Sequence[WrittenMatter], took_notes: bool) -> Run:
        question = next(matter.question for matter in written if matter.question)
        run = build_run_record(self._client, self._meter, question)
        versions = [question.prompt.version, *([CORE_PROMPT] if self._has_chosen else [])]
        versions += [f"{NOTES_PROMPT}.{self._settings.prompts}"] if took_notes else []
        repairs = tuple(
            repair if len(written) == 1 else repair.model_copy(update={"statement": f"groups[{number}]"})
            for number, matter in enumerate(written)
            for repair in matter.repairs
        )
        return run.model_copy(update={"prompt_version": "+".join(versions), "repairs": repairs})


def open_tasks(collection: Collection, settings: Settings) -> Iterator[MatterTask]:
    """The matters to tell, in their order: those with a group of their own, then those with a statement each."""
    language = collection.language if settings.language == "auto" else settings.language
    ranked = rank_matters(collection)
    if len(ranked) == 1:
        yield MatterTask(collection.open_matter(ranked[0]), language, settings, alone=True)
        return
    own = settings.groups or MAX_GROUPS
    for number, members in enumerate(ranked[: own + LIMITS.further]):
        matter, has_group = collection.open_matter(members), number < own
        points = _count_points(matter, settings) if has_group else 1
        bounds = settings.model_copy(update={"groups": 1, "points": points})
        yield MatterTask(matter, language, bounds, has_group=has_group)


def join_tasks(tasks: Sequence[MatterTask], settings: Settings, model: str) -> MatterTask | None:
    """All matters as one task, if one request holds their articles and one answer what is told of them."""
    task = tasks[0]
    if len(tasks) > 1:
        size = _fit_digest(tasks, settings)
        if size.total is None or size.total > RULES.max_items:
            return None
        matters = JoinedMatters.of([task.matter for task in tasks])
        task = MatterTask(matters, task.language, settings, alone=True, size=size)
    return None if is_long(task.document, settings, model) else task


def _fit_digest(tasks: Sequence[MatterTask], settings: Settings) -> Size:
    """The size of a digest of several matters: a point for some sentences of each, up to four or what the settings say.

    A matter beyond those with a group of their own has one.
    """
    most = settings.points or fit_lists(settings).statements
    total = sum(min(most, _count_points(task.matter, settings)) if task.has_group else 1 for task in tasks)
    usual = fit_size(tasks[0].document, settings, tasks[0].language)
    opened = min(len(tasks), MAX_OPENING)
    core = Span(usual.core.minimum, round(usual.core.maximum * (1 + _OPENING_SHARE * (opened - 1))))
    groups = settings.groups or MAX_GROUPS
    point = Span(usual.point.minimum, round(usual.point.maximum * LEAD_LENGTH))
    return Size(Span(1, groups), Span(1, most), total, core, point)


def _count_points(matter: Matter, settings: Settings) -> int:
    """How many points a matter has beside what is new of it, one for some sentences; the settings bound all of them."""
    most = settings.points - 1 if settings.points else fit_lists(settings).statements + 1
    sentences = sum(len(index.document.sentences) for index in matter.indexes)
    return max(1, min(most, -(-sentences // _SENTENCES_OF_POINT)))


def _join_leads(leads: Sequence[Statement], language: LanguageCode) -> Statement:
    """What is new of several matters as one statement, a sentence each."""
    text = LANGUAGES[language].sentence_separator.join(strip_final_stop(lead.text) for lead in leads)
    found = {(e.article or 0, e.start, e.end): e for lead in leads for e in lead.evidence}
    evidence = tuple(found[place] for place in sorted(found))
    return Statement(text=text, citations=sort_citations(e.citation for e in evidence), evidence=evidence)


def _arrange_groups(
    written: Sequence[WrittenMatter], rest: Sequence[WrittenMatter], opened: int, language: LanguageCode
) -> Iterator[Group]:
    """A group for each matter, and one for what is left, each of which has one statement there.

    Args:
        opened: how many of the first ones open the digest: what is new of them is not told again, if there is more.
    """
    plain, further = LANGUAGES[language].fallback_titles
    for number, matter in enumerate(written):
        points = tuple(point for group in matter.groups for point in group.points)
        points = points if points and number < opened else (matter.main, *points)
        yield matter.groups[0].model_copy(update={"title": matter.title or plain, "points": points})
    if rest:
        yield Group(title=further, points=tuple(matter.main for matter in rest))
