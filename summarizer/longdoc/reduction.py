"""The reduce step: one summary from the statements of many sections, which carry their sentence numbers along."""

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
            yield f"# {neutralize(group.title)}"
            yield from map(_statement_line, group.points)


def section_settings(settings: Settings) -> Settings:
    """The settings for a section or an intermediate step: few groups, and no shape yet."""
    return settings.model_copy(
        update={
            "groups": min(settings.groups, SECTION_GROUPS),
            "points": min(settings.points, SECTION_POINTS),
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
    shape = configured_shape(settings)
    text = _fence_notes(notes, document)
    if shape is None:
        model = build_summary_model(document, language, settings, numbers)
        reduce_prompt = render_prompt(
            PROMPT,
            text,
            language=LANGUAGES[language].english_name,
            groups=settings.groups,
            points=settings.points,
            key=fence_key(document.text),
        )
        return Question(reduce_prompt, model, settings.max_output_tokens)
    shape_prompt = _with_notes(build_shape_prompt(shape, document, language, settings), document, text)
    return Question(
        shape_prompt, build_shape_model(shape, document, language, settings, numbers), settings.max_output_tokens
    )


def merge_glossaries(notes: Iterable[SectionNotes], draft: Draft) -> tuple[GlossaryEntry, ...]:
    """The glossary entries of the sections and the draft that the draft uses, each once."""
    text = "\n".join(s.text for s in SectionNotes.of(draft).statements())
    entries = {(e.source, e.written): e for note in notes for e in note.glossary}
    entries |= {(e.source, e.written): e for e in draft.glossary}
    return tuple(entry for entry in entries.values() if entry.written in text)


def _with_notes(prompt: Prompt, document: Document, text: str) -> Prompt:
    """A prompt about a document, with notes in place of the document."""
    return replace(
        prompt,
        task=prompt.task.removesuffix(fence_document(document)) + text,
        closing="The article was too long to be read at once; these are statements noted of its parts, each after the "
        "numbers of the sentences that bear it out. Cite only such numbers.\n\n" + prompt.closing,
    )


def _fence_notes(notes: Iterable[SectionNotes], document: Document) -> str:
    key = fence_key(document.text)
    lines = [line for note in notes for line in (*note.lines(), "")]
    return "\n".join([f"<document {key}>", *lines[:-1], f"</document {key}>"])


def _statement_line(statement: DraftStatement) -> str:
    return "".join(f"<{n}>" for n in statement.sentences) + " " + neutralize(statement.text)
