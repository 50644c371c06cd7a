"""Map-reduce: split a long document, summarise the sections concurrently, and reduce in as many steps as it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from ..errors import ContextError, ModelError, ServerError, SummarizerError
from ..llm.answer_schema import SummaryAnswer
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.writer import PROMPT as SECTION_PROMPT
from ..llm.writer import build_run, build_summary_question, summary_language
from ..models import Chunk, Document, Draft
from ..models.draft import DraftResult
from ..settings import Settings
from ..text.token_counts import count_tokens
from .reduction import SectionNotes, build_reduce_question, group_notes, merge_glossaries, section_settings
from .section_splitting import Section, section_document, split_in_half, split_into_sections

T = TypeVar("T")
R = TypeVar("R")

_MAX_CONCURRENT_SECTIONS = 8  # requests for one document at a time; a batch limits those of all documents
_MIN_SECTION_TOKENS = 500  # the least that `Settings.section_tokens` may be


def is_long(document: Document, settings: Settings, model: str) -> bool:
    """Whether a document has more than `settings.section_tokens`."""
    # A character has at most four bytes, and a text at most as many tokens as bytes. Most documents are short, and
    # counting tokens takes time.
    if 4 * len(document.text) <= settings.section_tokens:
        return False
    return count_tokens(document.text, model) > settings.section_tokens


def halve_section_size(document: Document, settings: Settings, model: str) -> Settings:
    """Settings with which a document that did not fit into the model's context is split into at least two sections."""
    tokens = max(_MIN_SECTION_TOKENS, count_tokens(document.text, model) // 2)
    return settings.model_copy(update={"section_tokens": min(tokens, settings.section_tokens)})


async def write_in_sections(document: Document, settings: Settings, client: ModelClient) -> DraftResult:
    """Have the model summarise a long document.

    A section that fails after its retries is listed in `run.chunks` with the reason; the summary is made of the others.

    Raises:
        ModelError, ServerError: no section could be summarised, or a reduction failed after its retries.
    """
    return await _MapReduce(document, settings, client).run()


class _MapReduce:
    """The map-reduce of one document."""

    def __init__(self, document: Document, settings: Settings, client: ModelClient) -> None:
        self._document = document
        self._settings = settings
        self._client = client
        self._model = client.endpoint.model
        self._meter = UsageMeter()
        self._slots = asyncio.Semaphore(_MAX_CONCURRENT_SECTIONS)

    async def run(self) -> DraftResult:
        """Make the draft. Raises as `write_in_sections`."""
        sections = split_into_sections(
            self._document, self._settings.section_tokens, partial(count_tokens, model=self._model)
        )
        found = [part for parts in await self._run_all(self._map_section, sections) for part in parts]
        notes = [note for _, note in found if isinstance(note, SectionNotes)]
        if not notes:
            raise next(error for _, error in found if isinstance(error, SummarizerError))
        question = self._question(await self._reduce_notes(notes), self._settings)
        draft = await self._answer(question)
        run = build_run(self._client, self._meter, question)
        return DraftResult(
            draft.model_copy(update={"glossary": merge_glossaries(notes, draft)}),
            run.model_copy(
                update={
                    "prompt_version": f"{SECTION_PROMPT}+{run.prompt_version}",
                    "chunks": tuple(self._chunk(*part) for part in found),
                }
            ),
        )

    async def _run_all(self, work: Callable[[T], Awaitable[R]], items: Sequence[T]) -> list[R]:
        """Run concurrently; if one raises, the others are cancelled."""
        tasks = [asyncio.ensure_future(work(item)) for item in items]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _map_section(self, section: Section) -> list[tuple[Section, SectionNotes | SummarizerError]]:
        """The notes of a section, or why there are none. One that does not fit into the context is split in half."""
        part = section_document(self._document, section)
        try:
            draft = await self._answer(build_summary_question(part, section_settings(self._settings)))
            return [(section, SectionNotes.of(draft, shift=section.start))]
        except ContextError as error:
            parts = split_in_half(self._document, section)
            if len(parts) == 1:
                return [(section, error)]
        except (ModelError, ServerError) as error:
            return [(section, error)]
        return [found for half in parts for found in await self._map_section(half)]

    async def _reduce_notes(self, notes: list[SectionNotes]) -> list[SectionNotes]:
        """Reduce notes step by step until they fit into one request."""
        settings = section_settings(self._settings)

        async def reduce(group: list[SectionNotes]) -> SectionNotes:
            return SectionNotes.of(await self._answer(self._question(group, settings)))

        while len(groups := group_notes(notes, self._settings.section_tokens, self._model)) > 1:
            notes = await self._run_all(reduce, groups)
        return notes

    def _question(self, notes: list[SectionNotes], settings: Settings) -> Question[SummaryAnswer]:
        return build_reduce_question(notes, self._document, summary_language(self._document, settings), settings)

    async def _answer(self, question: Question[SummaryAnswer]) -> Draft:
        meter = UsageMeter()
        try:
            async with self._slots:
                answer = await self._client.ask(question, meter)
        finally:
            self._meter.add(meter.attempts, meter.tokens)
        return answer.draft()

    def _chunk(self, section: Section, found: SectionNotes | SummarizerError) -> Chunk:
        first, last = section.blocks(self._document)
        return Chunk(first=first, last=last, error=str(found) if isinstance(found, SummarizerError) else None)
