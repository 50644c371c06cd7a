"""Map-reduce: sections are summarised concurrently, then reduced to one summary in as many steps as it takes.

The statements of a section carry their sentence numbers along, so that the final ones cite the document itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ..errors import ContextError, ModelError, ServerError, SummarizerError
from ..llm.answer_schema import SummaryAnswer, build_summary_model
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.prompts import (
    Prompt,
    fence_document,
    fence_key,
    fence_lines,
    neutralize_markup,
    read_text,
    render_prompt,
)
from ..llm.prompts.brief import brief_values
from ..llm.shape_schema import build_shape_model, build_shape_prompt, load_configured_shape
from ..llm.writer import PROMPT as SECTION_PROMPT
from ..llm.writer import build_run_record, build_summary_question, summary_language
from ..models import Chunk, Document, Draft, DraftGroup, DraftStatement, GlossaryEntry, LanguageCode
from ..models.draft import DraftResult
from ..settings import PromptVersion, Settings
from ..text.token_counts import count_tokens
from .section_splitting import Section, section_document, split_in_half, split_into_sections

REDUCE_PROMPT = "reduce"
# Sentences that one answer may cite, which its schema lists: OpenAI's strict mode takes 1000 enumeration values in all.
MAX_CITABLE_SENTENCES = 400
# Groups and points in the summary of a section, or of an intermediate step: enough to choose from, and few enough for
# each step to shrink the text. Set on 2026-11-24, not measured; `tests/batch/test_long.py --slow` counts the requests.
SECTION_GROUPS = 3
SECTION_POINTS = 4  # in each group


@dataclass(frozen=True, slots=True)
class SectionNotes:
    """The summary of a section: grouped statements that cite sentences by their number in the whole document."""

    lead: DraftStatement | None
    groups: tuple[DraftGroup, ...]
    glossary: tuple[GlossaryEntry, ...] = ()

    @classmethod
    def of(cls, draft: Draft, shift: int = 0) -> SectionNotes:
        """A draft as notes.

        Args:
            shift: what is added to its sentence numbers, if those count from the start of a section.
        """

        def renumber(statement: DraftStatement) -> DraftStatement:
            return statement.model_copy(update={"sentences": tuple(n + shift for n in statement.sentences)})

        groups = tuple(DraftGroup(title=g.title, points=tuple(map(renumber, g.points))) for g in draft.groups)
        lead = renumber(draft.core_viewpoint) if draft.core_viewpoint else None
        return cls(lead, groups, draft.glossary)

    def statements(self) -> Iterator[DraftStatement]:
        """All statements."""
        if self.lead:
            yield self.lead
        for group in self.groups:
            yield from group.points

    def numbers(self) -> set[int]:
        """The numbers of all sentences that the statements cite."""
        return {n for statement in self.statements() for n in statement.sentences}

    def lines(self) -> Iterator[str]:
        """The notes as lines of a prompt."""
        if self.lead:
            yield _statement_line(self.lead)
        for group in self.groups:
            yield f"# {neutralize_markup(group.title)}"
            yield from map(_statement_line, group.points)


def section_settings(settings: Settings) -> Settings:
    """The settings for a section or an intermediate step: few groups, and no shape yet."""
    return settings.model_copy(
        update={
            "groups": min(settings.groups or SECTION_GROUPS, SECTION_GROUPS),
            "points": min(settings.points or SECTION_POINTS, SECTION_POINTS),
            "shape": None,
        }
    )


def group_notes(notes: Sequence[SectionNotes], budget: int, model: str) -> list[list[SectionNotes]]:
    """Group consecutive notes that one request can reduce; at least two each, so that every step shrinks the text.

    Args:
        budget: tokens of the notes in one request.
        model: the name of the model, to count tokens for.
    """
    groups: list[list[SectionNotes]] = []
    size, numbers = 0, set[int]()
    for note in notes:
        tokens = sum(count_tokens(line, model) + 1 for line in note.lines())
        fits = size + tokens <= budget and len(numbers | note.numbers()) <= MAX_CITABLE_SENTENCES
        if not groups or (not fits and len(groups[-1]) > 1):
            groups.append([])
            size, numbers = 0, set()
        groups[-1].append(note)
        size, numbers = size + tokens, numbers | note.numbers()
    if len(groups) > 1 and len(groups[-1]) == 1:  # alone it would not shrink; one more does no harm
        last = groups.pop()
        groups[-1] += last
    return groups


def build_reduce_question(
    notes: Sequence[SectionNotes], document: Document, language: LanguageCode, settings: Settings
) -> Question[SummaryAnswer]:
    """The question for one summary of these notes, which can cite only the sentences that they cite."""
    numbers = {n for note in notes for n in note.numbers()}
    shape = load_configured_shape(settings)
    text = _fence_notes(notes, document)
    if shape is None:
        values = brief_values(document, language, settings)
        prompt = render_prompt(f"{REDUCE_PROMPT}.{settings.prompts}", text, key=fence_key(document.text), **values)
        model = build_summary_model(document, language, settings, numbers)
        return Question(prompt, model, settings.max_output_tokens)
    shape_prompt = _with_notes(
        build_shape_prompt(shape, document, language, settings), document, text, settings.prompts
    )
    return Question(
        shape_prompt, build_shape_model(shape, document, language, settings, numbers), settings.max_output_tokens
    )


def merge_glossaries(notes: Iterable[SectionNotes], draft: Draft) -> tuple[GlossaryEntry, ...]:
    """The glossary entries of the sections and the draft that the draft uses, each once."""
    text = "\n".join(s.text for s in SectionNotes.of(draft).statements())
    entries = {(e.source, e.written): e for note in notes for e in note.glossary}
    entries |= {(e.source, e.written): e for e in draft.glossary}
    return tuple(entry for entry in entries.values() if entry.written in text)


def _with_notes(prompt: Prompt, document: Document, text: str, version: PromptVersion) -> Prompt:
    """A prompt about a document, with notes in place of the document."""
    return replace(
        prompt,
        task=prompt.task.removesuffix(fence_document(document)) + text,
        closing=f"{read_text(f'parts.{version}')}\n\n{prompt.closing}",
    )


def _fence_notes(notes: Iterable[SectionNotes], document: Document) -> str:
    lines = [line for note in notes for line in (*note.lines(), "")]
    return fence_lines(document, lines[:-1])


def _statement_line(statement: DraftStatement) -> str:
    return "".join(f"<{n}>" for n in statement.sentences) + " " + neutralize_markup(statement.text)


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
    return await MapReduce(document, settings, client).run()


class MapReduce:
    """The map-reduce of one document. What is asked of a section and of the notes may be replaced.

    Attributes:
        meter: adds up what was spent.
    """

    def __init__(
        self, document: Document, settings: Settings, client: ModelClient, slots: asyncio.Semaphore | None = None
    ) -> None:
        """`slots` limits how many requests are under way, where several of these share a limit."""
        self._document = document
        self._settings = settings
        self._client = client
        self._model = client.endpoint.model
        self.meter = UsageMeter()
        self._slots = slots or asyncio.Semaphore(_MAX_CONCURRENT_SECTIONS)

    async def run(self) -> DraftResult:
        """Make the draft. Raises as `write_in_sections`."""
        sections = split_into_sections(
            self._document, self._settings.section_tokens, partial(count_tokens, model=self._model)
        )
        found = await self.take_notes(sections)
        notes = [note for _, note in found if isinstance(note, SectionNotes)]
        if not notes:
            raise next(error for _, error in found if isinstance(error, SummarizerError))
        question = self.build_question(await self.reduce_notes(notes), self._settings)
        draft = (await self.ask(question)).draft()
        run = build_run_record(self._client, self.meter, question)
        return DraftResult(
            draft.model_copy(update={"glossary": merge_glossaries(notes, draft)}),
            run.model_copy(
                update={
                    "prompt_version": f"{SECTION_PROMPT}.{self._settings.prompts}+{run.prompt_version}",
                    "chunks": tuple(self._chunk(*part) for part in found),
                }
            ),
        )

    async def take_notes(self, sections: Sequence[Section]) -> list[tuple[Section, SectionNotes | SummarizerError]]:
        """The notes of each section, or why there are none; a section that was split has several entries."""
        return [part for parts in await self._run_all(self._map_section, sections) for part in parts]

    async def _run_all(self, work: Callable[[T], Awaitable[R]], items: Sequence[T]) -> list[R]:
        """Run concurrently; if one raises, the others are cancelled."""
        tasks = [asyncio.ensure_future(work(item)) for item in items]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def read_section(self, section: Section) -> Document:
        """The section as the document that the model is shown."""
        return section_document(self._document, section)

    async def _map_section(self, section: Section) -> list[tuple[Section, SectionNotes | SummarizerError]]:
        """The notes of a section, or why there are none. One that does not fit into the context is split in half."""
        question = build_summary_question(self.read_section(section), section_settings(self._settings))
        try:
            draft = (await self.ask(question)).draft()
            return [(section, SectionNotes.of(draft, shift=section.start))]
        except ContextError as error:
            parts = split_in_half(self._document, section)
            if len(parts) == 1:
                return [(section, error)]
        except (ModelError, ServerError) as error:
            return [(section, error)]
        return [found for half in parts for found in await self._map_section(half)]

    async def reduce_notes(self, notes: list[SectionNotes]) -> list[SectionNotes]:
        """Reduce notes step by step until they fit into one request."""
        settings = section_settings(self._settings)

        async def reduce(group: list[SectionNotes]) -> SectionNotes:
            return SectionNotes.of((await self.ask(self.build_question(group, settings))).draft())

        while len(groups := group_notes(notes, self._settings.section_tokens, self._model)) > 1:
            notes = await self._run_all(reduce, groups)
        return notes

    def build_question(self, notes: list[SectionNotes], settings: Settings) -> Question[SummaryAnswer]:
        """The question for one summary of notes."""
        return build_reduce_question(notes, self._document, summary_language(self._document, settings), settings)

    async def ask(self, question: Question[SummaryAnswer]) -> SummaryAnswer:
        """The answer to a question; few are asked at a time."""
        meter = UsageMeter()
        try:
            async with self._slots:
                return await self._client.ask(question, meter)
        finally:
            self.meter.add(meter.attempts, meter.tokens)

    def _chunk(self, section: Section, found: SectionNotes | SummarizerError) -> Chunk:
        first, last = section.blocks(self._document)
        return Chunk(first=first, last=last, error=str(found) if isinstance(found, SummarizerError) else None)
