"""The whole way of a long document: cut, summarise the sections side by side, reduce in as many steps as it takes."""

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

_MAX_CONCURRENT_SECTIONS = 8  # sections of one document that are asked for at once


def is_long(document: Document, settings: Settings, model: str) -> bool:
    """Whether the document is too long to be read at once."""
    # No text has more tokens than bytes; most documents are short, and counting them is not free.
    if 4 * len(document.text) <= settings.section_tokens:
        return False
    return count_tokens(document.text, model) > settings.section_tokens


def halve_section_size(document: Document, settings: Settings, model: str) -> Settings:
    """Settings with which a document that did not fit is read in two sections at least."""
    tokens = max(500, count_tokens(document.text, model) // 2)
    return settings.model_copy(update={"section_tokens": min(tokens, settings.section_tokens)})


async def write_in_sections(document: Document, settings: Settings, client: ModelClient) -> DraftResult:
    """Have the model summarise a long document.

    A section that fails after its retries is in `run.chunks` with the reason, and the summary is that of the others.

    Raises:
        ModelError, ServerError: no section could be summarised, or a reduction failed after its retries.
    """
    return await _MapReduce(document, settings, client).written()


class _MapReduce:
    """One long document on its way."""

    def __init__(self, document: Document, settings: Settings, client: ModelClient) -> None:
        self._document = document
        self._settings = settings
        self._client = client
        self._model = client.endpoint.model
        self._meter = UsageMeter()
        self._places = asyncio.Semaphore(_MAX_CONCURRENT_SECTIONS)

    async def written(self) -> DraftResult:
        sections = split_into_sections(
            self._document, self._settings.section_tokens, partial(count_tokens, model=self._model)
        )
        found = [part for parts in await self._all(self._read, sections) for part in parts]
        notes = [note for _, note in found if isinstance(note, SectionNotes)]
        if not notes:
            raise next(error for _, error in found if isinstance(error, SummarizerError))
        asked = self._question(await self._condensed(notes), self._settings)
        draft = await self._answer(asked)
        run = build_run(self._client, self._meter, asked)
        return DraftResult(
            draft.model_copy(update={"glossary": merge_glossaries(notes, draft)}),
            run.model_copy(
                update={
                    "prompt_version": f"{SECTION_PROMPT}+{run.prompt_version}",
                    "chunks": tuple(self._chunk(*part) for part in found),
                }
            ),
        )

    async def _all(self, do: Callable[[T], Awaitable[R]], items: Sequence[T]) -> list[R]:
        """Side by side; when one raises, the others are not left running."""
        tasks = [asyncio.ensure_future(do(item)) for item in items]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, section: Section) -> list[tuple[Section, SectionNotes | SummarizerError]]:
        """The notes of a section, or why there are none. What does not fit the model after all is read in halves."""
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
        return [found for half in parts for found in await self._read(half)]

    async def _condensed(self, notes: list[SectionNotes]) -> list[SectionNotes]:
        """Notes that fit into one request, after as many steps as that takes."""
        settings = section_settings(self._settings)

        async def step(some: list[SectionNotes]) -> SectionNotes:
            return SectionNotes.of(await self._answer(self._question(some, settings)))

        while len(steps := group_notes(notes, self._settings.section_tokens, self._model)) > 1:
            notes = await self._all(step, steps)
        return notes

    def _question(self, notes: list[SectionNotes], settings: Settings) -> Question[SummaryAnswer]:
        return build_reduce_question(notes, self._document, summary_language(self._document, settings), settings)

    async def _answer(self, asked: Question[SummaryAnswer]) -> Draft:
        meter = UsageMeter()
        try:
            async with self._places:
                answer = await self._client.ask(asked, meter)
        finally:
            self._meter.add(meter.attempts, meter.tokens)
        return answer.draft()

    def _chunk(self, section: Section, found: SectionNotes | SummarizerError) -> Chunk:
        first, last = section.blocks(self._document)
        return Chunk(first=first, last=last, error=str(found) if isinstance(found, SummarizerError) else None)
