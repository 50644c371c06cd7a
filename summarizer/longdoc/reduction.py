"""From the statements of many sections to those of one summary: a second writing that carries their numbers along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..languages import LANGUAGES
from ..llm.answer_schema import SummaryAnswer, build_summary_model
from ..llm.client import Question
from ..llm.fence import fence_document, fence_key, neutralize
from ..llm.prompts import Prompt, render_prompt
from ..llm.shape_schema import build_shape_model, build_shape_prompt, configured_shape
from ..models import Document, Draft, DraftGroup, DraftStatement, GlossaryEntry, LanguageCode
from ..settings import Settings
from ..text.token_counts import count_tokens

PROMPT = "reduce.v1"
# A schema can name so many numbers: OpenAI's strict mode takes 1000 values of enumerations in all.
MAX_CITABLE_SENTENCES = 400
# The groups and points of a section, and of a step between: enough to choose from, few enough to shrink.
SECTION_GROUPS, SECTION_POINTS = 3, 4


@dataclass(frozen=True, slots=True)
class SectionNotes:
    """What is known of one stretch of the document: statements under titles, resting on numbered sentences."""

    lead: DraftStatement | None
    groups: tuple[DraftGroup, ...]
    glossary: tuple[GlossaryEntry, ...] = ()

    @classmethod
    def of(cls, draft: Draft, shift: int = 0) -> SectionNotes:
        """A draft as notes. Its sentences are counted on from `shift`."""

        def moved(statement: DraftStatement) -> DraftStatement:
            return statement.model_copy(update={"sentences": tuple(n + shift for n in statement.sentences)})

        groups = tuple(DraftGroup(title=g.title, points=tuple(map(moved, g.points))) for g in draft.groups)
        lead = moved(draft.core_viewpoint) if draft.core_viewpoint else None
        return cls(lead, groups, draft.glossary)

    def statements(self) -> Iterator[DraftStatement]:
        """All statements."""
        if self.lead:
            yield self.lead
        for group in self.groups:
            yield from group.points

    def numbers(self) -> set[int]:
        """All sentences the statements rest on."""
        return {n for statement in self.statements() for n in statement.sentences}

    def lines(self) -> Iterator[str]:
        """The notes as a prompt shows them."""
        if self.lead:
            yield _statement_line(self.lead)
        for group in self.groups:
            yield f"# {neutralize(group.title)}"
            yield from map(_statement_line, group.points)


def section_settings(settings: Settings) -> Settings:
    """The settings for a section, or for a step between: few groups, and no shape yet."""
    return settings.model_copy(
        update={
            "groups": min(settings.groups, SECTION_GROUPS),
            "points": min(settings.points, SECTION_POINTS),
            "shape": None,
        }
    )


def group_notes(notes: Sequence[SectionNotes], budget: int, model: str) -> list[list[SectionNotes]]:
    """Neighbouring notes that can be reduced in one request; at least two together, so that each step shrinks."""
    found: list[list[SectionNotes]] = []
    size, numbers = 0, set[int]()
    for note in notes:
        tokens = sum(count_tokens(line, model) + 1 for line in note.lines())
        fits = size + tokens <= budget and len(numbers | note.numbers()) <= MAX_CITABLE_SENTENCES
        if not found or (not fits and len(found[-1]) > 1):
            found.append([])
            size, numbers = 0, set()
        found[-1].append(note)
        size, numbers = size + tokens, numbers | note.numbers()
    if len(found) > 1 and len(found[-1]) == 1:  # alone it would not shrink; one more is not too many
        last = found.pop()
        found[-1] += last
    return found


def build_reduce_question(
    notes: Sequence[SectionNotes], document: Document, language: LanguageCode, settings: Settings
) -> Question[SummaryAnswer]:
    """What a model is asked: one summary from these notes. It can cite only the sentences that they rest on."""
    numbers = {n for note in notes for n in note.numbers()}
    shape = configured_shape(settings)
    text = _fence_notes(notes, document)
    if shape is None:
        model = build_summary_model(document, language, settings, numbers)
        asked = render_prompt(
            PROMPT,
            text,
            language=LANGUAGES[language].english_name,
            groups=settings.groups,
            points=settings.points,
            key=fence_key(document.text),
        )
        return Question(asked, model, settings.max_output_tokens)
    asked = _with_notes(build_shape_prompt(shape, document, language, settings), document, text)
    return Question(asked, build_shape_model(shape, document, language, settings, numbers), settings.max_output_tokens)


def merge_glossaries(notes: Iterable[SectionNotes], draft: Draft) -> tuple[GlossaryEntry, ...]:
    """The names of the sections that the draft writes, each once."""
    text = "\n".join(s.text for s in SectionNotes.of(draft).statements())
    entries = {(e.source, e.written): e for note in notes for e in note.glossary}
    entries |= {(e.source, e.written): e for e in draft.glossary}
    return tuple(entry for entry in entries.values() if entry.written in text)


def _with_notes(asked: Prompt, document: Document, text: str) -> Prompt:
    """A prompt about a document, with notes of it in its place."""
    return replace(
        asked,
        task=asked.task.removesuffix(fence_document(document)) + text,
        closing="The article was too long to be read at once; these are statements noted of its parts, each after the "
        "numbers of the sentences that bear it out. Cite only such numbers.\n\n" + asked.closing,
    )


def _fence_notes(notes: Iterable[SectionNotes], document: Document) -> str:
    key = fence_key(document.text)
    lines = [line for note in notes for line in (*note.lines(), "")]
    return "\n".join([f"<document {key}>", *lines[:-1], f"</document {key}>"])


def _statement_line(statement: DraftStatement) -> str:
    return "".join(f"<{n}>" for n in statement.sentences) + " " + neutralize(statement.text)
