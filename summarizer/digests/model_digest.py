"""One summary of many articles, written by a model: each matter by itself, then the core viewpoint of all."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import AuthenticationError, ModelError, ServerError
from ..grounding.joined_articles import join_articles
from ..grounding.source import build_evidence_from_sentences
from ..languages import LANGUAGES
from ..llm.client import ModelClient, UsageMeter
from ..llm.writer import PROMPT as NOTES_PROMPT
from ..llm.writer import build_run_record
from ..models import (
    ArticleCitation,
    DigestSource,
    Document,
    DraftStatement,
    GlossaryEntry,
    Group,
    LanguageCode,
    Run,
    Statement,
    Summary,
    sort_citations,
)
from ..repair.relocation import cited_sentences
from ..settings import Settings
from ..sizing import MAX_GROUPS, fit_lists
from .collection import Collection, Matter, collect_articles, rank_matters
from .matter_questions import CORE_PROMPT, MatterTask, build_core_question
from .matter_writing import Dispute, MatterWriter, WrittenMatter
from .offline_digest import LIMITS, build_source, name_matters

logger = logging.getLogger("summarizer")
# Sentences of its articles for which a matter has a point. A choice of 2026-11-30: a strong model that was asked for
# three points on three sentences stretched them.
_SENTENCES_OF_POINT = 3
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
        self._language = choose_digest_language(documents, settings)
        self._meter = UsageMeter()

    async def write(self) -> WrittenDigest:
        """The digest. Its sources are the documents in their order.

        Raises:
            ModelError, ServerError: the model could tell no matter.
        """
        collection, tasks = await asyncio.to_thread(self._prepare)
        slots = asyncio.Semaphore(_MAX_CONCURRENT_QUESTIONS)
        writers = [MatterWriter(task, self._client, slots) for task in tasks]
        written = await asyncio.gather(*(writer.write() for writer in writers))
        for writer in writers:
            self._meter.add(writer.meter.attempts, writer.meter.tokens)
        failures = [writer.failure for writer in writers if writer.failure]
        if len(failures) == len(writers):
            raise failures[0]
        own = sum(task.has_group for task in tasks)
        core = written[0].main if len(tasks) == 1 else await self._write_core(written[:own], len(tasks))
        groups = tuple(_arrange_groups(written[:own], written[own:], self._language))
        summary = Summary(
            language=self._language,
            sources=self._build_sources(collection, tasks, written),
            core_viewpoint=core,
            groups=groups if len(tasks) > 1 else written[0].groups,
            run=self._record(written, took_notes=any(writer.took_notes for writer in writers)),
        )
        return WrittenDigest(
            summary,
            tuple(entry for matter in written for entry in matter.glossary),
            tuple(dispute for matter in written for dispute in matter.disputes),
        )

    def _prepare(self) -> tuple[Collection, list[MatterTask]]:
        """The articles in order, and the matters to tell, with all that rules find in them: work for the processor."""
        collection = collect_articles(self._documents)
        tasks = list(open_tasks(collection, self._language, self._settings))
        for task in tasks:
            _ = task.matter.disagreements, task.joined
        return collection, tasks

    async def _write_core(self, told: Sequence[WrittenMatter], count: int) -> Statement:
        """The core viewpoint, or how many matters there are and what is new of the first, where the model fails."""
        leads = [matter.main for matter in told]
        numbers = sorted({c.article for lead in leads for c in lead.citations if isinstance(c, ArticleCitation)})
        joined = join_articles(((number, self._documents[number - 1]) for number in numbers), self._language)
        drafted = [
            DraftStatement(text=lead.text, sentences=cited_sentences(joined.merge_statement(lead), joined.document))
            for lead in leads
        ]
        titled = [(matter.title, lead) for matter, lead in zip(told, drafted, strict=True)]
        question = build_core_question(titled, joined.document, self._language, self._settings)
        try:
            core = (await self._client.ask(question, self._meter)).statement()
        except AuthenticationError:
            raise
        except (ModelError, ServerError) as error:
            logger.warning("core viewpoint: the first matters stand in its place: %s", error)
            return name_matters(leads, count, self._language)
        evidence = build_evidence_from_sentences(core.sentences, joined.document)
        citations = sort_citations(item.citation for item in evidence)
        return joined.part_statement(Statement(text=core.text, citations=citations, evidence=evidence))

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
        versions = [question.prompt.version, *([CORE_PROMPT] if len(written) > 1 else [])]
        versions += [f"{NOTES_PROMPT}.{self._settings.prompts}"] if took_notes else []
        repairs = tuple(
            repair.model_copy(update={"statement": f"groups[{number}]"})
            for number, matter in enumerate(written)
            for repair in matter.repairs
        )
        return run.model_copy(update={"prompt_version": "+".join(versions), "repairs": repairs})


def choose_digest_language(documents: Sequence[Document], settings: Settings) -> LanguageCode:
    """The language to write a digest in: that of most articles, unless one is named."""
    if settings.language != "auto":
        return settings.language
    return Counter(document.language for document in documents).most_common(1)[0][0]


def open_tasks(collection: Collection, language: LanguageCode, settings: Settings) -> Iterator[MatterTask]:
    """The matters to tell, in their order: those with a group of their own, then those with a statement each."""
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


def _count_points(matter: Matter, settings: Settings) -> int:
    """How many points a matter has beside what is new of it, one for some sentences; the settings bound all of them."""
    most = settings.points - 1 if settings.points else fit_lists(settings).statements
    sentences = sum(len(index.document.sentences) for index in matter.indexes)
    return max(1, min(most, -(-sentences // _SENTENCES_OF_POINT)))


def _arrange_groups(
    told: Sequence[WrittenMatter], rest: Sequence[WrittenMatter], language: LanguageCode
) -> Iterator[Group]:
    """A group for each matter, and one for what is left, each of which has one statement there."""
    plain, further = LANGUAGES[language].fallback_titles
    for matter in told:
        points = tuple(point for group in matter.groups for point in group.points)
        yield matter.groups[0].model_copy(update={"title": matter.title or plain, "points": (matter.main, *points)})
    if rest:
        yield Group(title=further, points=tuple(matter.main for matter in rest))
