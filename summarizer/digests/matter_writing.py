"""Having a model tell one matter: from its articles at once, else from notes of each, else from their own sentences."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from ..errors import AuthenticationError, ContextError, ModelError, ServerError, SummarizerError
from ..extractive import write_offline
from ..grounding.passage import Passage
from ..grounding.source import build_evidence_from_sentences
from ..languages import LANGUAGES
from ..llm.answer_schema import SummaryAnswer, clean_statement
from ..llm.client import ModelClient, Question
from ..longdoc.map_reduce import MapReduce, SectionNotes, halve_section_size, is_long, merge_glossaries
from ..longdoc.section_splitting import Section, section_document, split_into_sections
from ..models import (
    ArticleCitation,
    Document,
    Draft,
    DraftStatement,
    GlossaryEntry,
    Group,
    Repair,
    Statement,
    sort_citations,
)
from ..quantities import Quantity, compare
from ..settings import Settings
from ..text.token_counts import count_tokens
from .article_figures import Figure
from .disagreements import Disagreement
from .matter_questions import (
    DifferenceAnswer,
    MatterTask,
    ToldDifference,
    build_matter_question,
    build_notes_question,
    build_whole_question,
)
from .offline_digest import MatterComposer, choose_figure, compose_matter

logger = logging.getLogger("summarizer")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A figure that another article gives otherwise or takes back.

    Attributes:
        cited: the block that has it.
        denied_by: a block that denies it, and how: with `other`, or by a correction.
    """

    cited: ArticleCitation
    quantity: Quantity
    denied_by: ArticleCitation
    other: Quantity | None = None


@dataclass(frozen=True, slots=True)
class WrittenMatter:
    """What was written of a matter.

    Attributes:
        main: what is new.
        groups: all else; the title of the first one is that of the matter.
        disputes: the figures that its statements with sides tell.
        errors: why an article stands there in its own sentences, by its index.
        repairs: what the model did not take up of what the rules noticed.
        question: that was answered; None for a matter that the model could not tell.
    """

    main: Statement
    groups: tuple[Group, ...]
    disputes: tuple[Dispute, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    errors: dict[int, str] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    question: Question[SummaryAnswer] | None = None

    @property
    def title(self) -> str:
        """The title of the matter."""
        return self.groups[0].title


class MatterWriter(MapReduce):
    """Writes one matter.

    Attributes:
        failure: why the model could not tell it, or None.
        took_notes: whether its articles were read one by one.
    """

    def __init__(self, task: MatterTask, client: ModelClient, slots: asyncio.Semaphore) -> None:
        super().__init__(task.document, task.settings, client, slots)
        self._task = task
        self._composer = MatterComposer(task.matter, task.language)
        self._errors: dict[int, str] = {}
        self._glossary: tuple[GlossaryEntry, ...] = ()
        self.failure: SummarizerError | None = None
        self.took_notes = False

    async def write(self) -> WrittenMatter:
        """The matter, in sentences of its articles where the model fails.

        Raises:
            AuthenticationError: nothing can be asked of the server.
        """
        try:
            question, answer = await self._ask_matter()
        except AuthenticationError:
            raise
        except (ModelError, ServerError) as error:
            self.failure = error
            return self._fall_back(error)
        return self._compose(question, answer)

    async def write_at_once(self) -> WrittenMatter:
        """A whole digest in one answer.

        Raises:
            ModelError, ServerError: the model or its server failed.
        """
        question = build_whole_question(self._task)
        return self._compose(question, await self.ask(question))

    # ------------------------------------------------------------------------------------------- asking

    async def _ask_matter(self) -> tuple[Question[SummaryAnswer], SummaryAnswer]:
        settings = self._settings
        if not is_long(self._document, settings, self._model):
            question = build_matter_question(self._task)
            try:
                return question, await self.ask(question)
            except ContextError:
                settings = halve_section_size(self._document, settings, self._model)
            except (ModelError, ServerError) as error:
                if error.retryable or isinstance(error, AuthenticationError) or len(self._task.joined.articles) == 1:
                    raise
                logger.info("a matter is read article by article: %s", error)
        notes = await self._note_articles(settings)
        question = build_matter_question(self._task, await self.reduce_notes(notes))
        answer = await self.ask(question)
        self._glossary = merge_glossaries(notes, answer.draft())
        return question, answer

    async def _note_articles(self, settings: Settings) -> list[SectionNotes]:
        """The notes of each article; those of one that the model fails at are its own sentences.

        Raises:
            ModelError, ServerError: it fails at all of them.
        """
        self.took_notes = True
        found = await self.take_notes(list(self._find_sections(settings)))
        if all(isinstance(notes, SummarizerError) for _, notes in found):
            raise next(notes for _, notes in found if isinstance(notes, SummarizerError))
        return [self._take_over(section, notes) for section, notes in found]

    def _find_sections(self, settings: Settings) -> Iterator[Section]:
        """The articles, and the parts of long ones, as sections of the document."""
        count = partial(count_tokens, model=self._model)
        for article in self._task.joined.articles:
            for part in split_into_sections(article.document, settings.section_tokens, count):
                yield Section(part.start + article.sentences, part.end + article.sentences)

    def _take_over(self, section: Section, notes: SectionNotes | SummarizerError) -> SectionNotes:
        if isinstance(notes, SectionNotes):
            return notes
        self._errors[self._article_of(section)] = str(notes)
        return SectionNotes.of(write_offline(self.read_section(section), self._settings).draft, shift=section.start)

    def _article_of(self, section: Section) -> int:
        """The index of a section's article among all articles."""
        return self._task.joined.article_of(self._document.sentences[section.start].block).number - 1

    def read_section(self, section: Section) -> Document:
        """A part of an article with the header of the article."""
        article = self._task.joined.article_of(self._document.sentences[section.start].block)
        part = Section(section.start - article.sentences, section.end - article.sentences)
        return section_document(article.document, part)

    def build_question(self, notes: list[SectionNotes], settings: Settings) -> Question[SummaryAnswer]:
        """The question that makes one set of notes of several."""
        return build_notes_question(self._task, notes, settings)

    # ---------------------------------------------------------------------------------------- composing

    def _fall_back(self, error: SummarizerError) -> WrittenMatter:
        composed = compose_matter(self._task.matter, self._task.language, self._settings)
        group = Group(title=composed.title or "", points=composed.others)
        errors = {article: str(error) for article in self._task.matter.articles}
        return WrittenMatter(
            composed.main, (group,), tuple(self._find_disputes(self._task.matter.disagreements)), errors=errors
        )

    def _compose(self, question: Question[SummaryAnswer], answer: SummaryAnswer) -> WrittenMatter:
        draft = answer.draft()
        stated, dismissed = self._state_differences(answer)
        added = [*self._state_corrections(draft), *(statement for statement in stated.values() if statement)]
        groups = [Group(title=g.title, points=tuple(map(self._cite, g.points))) for g in draft.groups]
        assert draft.core_viewpoint is not None
        return WrittenMatter(
            main=self._cite(draft.core_viewpoint),
            groups=_add_points(groups, added),
            disputes=tuple(self._find_disputes([self._task.matter.disagreements[number] for number in stated])),
            glossary=self._glossary or draft.glossary,
            errors=self._errors,
            repairs=tuple(
                Repair(
                    action="dropped",
                    statement=f"groups[{_find_place(groups, statement)[0]}]",
                    before=str(statement),
                    after=None,
                    reason=reason,
                )
                for statement, reason in dismissed
            ),
            question=question,
        )

    def _cite(self, drafted: DraftStatement) -> Statement:
        evidence = build_evidence_from_sentences(drafted.sentences, self._document)
        citations = sort_citations(item.citation for item in evidence)
        return self._task.joined.part_statement(Statement(text=drafted.text, citations=citations, evidence=evidence))

    def _state_corrections(self, draft: Draft) -> Iterator[Statement]:
        """The corrections that the model did not tell, in their own words."""
        cited = {number for _, _, drafted in draft.statements() for number in drafted.sentences}
        statements = self._composer.write_corrections()
        for correction, statement in zip(self._task.matter.corrections, statements, strict=True):
            if cited.isdisjoint(self._task.number(correction.later, n) for n in correction.sentences):
                yield statement

    def _state_differences(
        self, answer: SummaryAnswer
    ) -> tuple[dict[int, Statement | None], list[tuple[Statement, str]]]:
        """The statements that articles differ, by the place of the disagreement, and those that the model dismisses.

        None stands for one that a point of the model tells. Beside what is dismissed stands the reason.
        """
        given: dict[int, ToldDifference] = {each.id: each for each in getattr(answer, "differences", ())}
        points = [point for group in answer.draft().groups for point in group.points]
        stated: dict[int, Statement | None] = {}
        dismissed = []
        for place, disagreement in enumerate(self._task.matter.disagreements):
            noticed = given.get(place + 1)
            if noticed is not None and not noticed.same:
                reason = clean_statement(noticed.about) or "the figures are of two things"
                dismissed.append((self._composer.write_disagreement(disagreement), reason))
                continue
            if any(self._tells(point, disagreement) for point in points):
                stated[place] = None
                continue
            about = clean_statement(noticed.about) if noticed else ""
            values = self._write_values(disagreement, noticed.sides if isinstance(noticed, DifferenceAnswer) else [])
            stated[place] = self._composer.write_disagreement(disagreement, about, values)
        return stated, dismissed

    def _tells(self, drafted: DraftStatement, disagreement: Disagreement) -> bool:
        """Whether a statement gives the figure of each side and cites a sentence that has it."""
        cited = set(drafted.sentences)
        return all(
            _names_value(drafted.text, side)
            and any(self._task.number(figure.article, figure.sentence) in cited for figure in side)
            for side in disagreement.sides
        )

    def _write_values(self, disagreement: Disagreement, written: Sequence[str]) -> list[str]:
        """The values of the sides as the model writes them, each that is not the article's own as that has it."""
        values = [choose_figure(side, self._task.matter.indexes, self._task.language) for side in disagreement.sides]
        if len(written) == len(values):
            pairs = zip(map(clean_statement, written), values, disagreement.sides, strict=True)
            values = [words if _has_value(words, side) else value for words, value, side in pairs]
        papers = [self._name_papers(side) for side in disagreement.sides]
        if not all(papers) or len(set(papers)) < len(papers):
            return values
        brackets = LANGUAGES[self._task.language].digest_words.said_by
        return [brackets.format(value=value, papers=named) for value, named in zip(values, papers, strict=True)]

    def _name_papers(self, side: Sequence[Figure]) -> str:
        """The publishers of the articles of a side; empty where one is unknown."""
        documents = [self._task.matter.indexes[figure.article].document for figure in side]
        papers = list(dict.fromkeys(document.source or "" for document in documents))
        return LANGUAGES[self._task.language].digest_words.between_papers.join(papers) if all(papers) else ""

    def _find_disputes(self, disagreements: Sequence[Disagreement]) -> Iterator[Dispute]:
        for each in self._task.matter.taken_back:
            correction = each.correction
            cited = self._locate(correction.earlier, each.sentence)
            yield Dispute(cited, each.quantity, self._locate(correction.later, correction.sentences[0]))
        for disagreement in disagreements:
            for side in disagreement.sides:
                other = next(each[0] for each in disagreement.sides if each is not side)
                for figure in side:
                    cited = self._locate(figure.article, figure.sentence)
                    denied_by = self._locate(other.article, other.sentence)
                    yield Dispute(cited, figure.quantity, denied_by, other.quantity)

    def _locate(self, place: int, sentence: int) -> ArticleCitation:
        """The block of a sentence of an article, which is given by its place in the matter."""
        block = self._task.matter.indexes[place].document.sentence(sentence).block
        return ArticleCitation(self._task.matter.articles[place] + 1, block)


def _has_value(words: str, side: Sequence[Figure]) -> bool:
    """Whether words give the value of a side, in any unit or language."""
    return any(compare(quantity, figure.quantity) for quantity in Passage(words).quantities for figure in side)


def _names_value(words: str, side: Sequence[Figure]) -> bool:
    """Whether words give the value of a side, if need be with the unit of another: 14 or 17 percent."""
    values = {figure.quantity.value for figure in side} - {None}
    named = {end for quantity in Passage(words).quantities for end in (quantity.low, quantity.high)}
    return not values.isdisjoint(named) or _has_value(words, side)


def _add_points(groups: Sequence[Group], added: Sequence[Statement]) -> tuple[Group, ...]:
    """The groups with further points, each behind the point, in the group, that cites most of what it cites."""
    points = [list(group.points) for group in groups]
    places = [(*_find_place(groups, statement), statement) for statement in reversed(added)]
    for group, place, statement in sorted(places, key=lambda each: each[1], reverse=True):  # the last place first
        points[group].insert(place, statement)
    return tuple(group.model_copy(update={"points": tuple(each)}) for group, each in zip(groups, points, strict=True))


def _find_place(groups: Sequence[Group], statement: Statement) -> tuple[int, int]:
    """The group that cites most of what a statement cites, and the place in it behind the point that does, or 0."""
    shared = [[sum(c in statement.citations for c in point.citations) for point in group.points] for group in groups]
    totals = [sum(each) for each in shared]
    group = totals.index(max(totals))
    most = max(shared[group], default=0)
    return group, shared[group].index(most) + 1 if most else 0
