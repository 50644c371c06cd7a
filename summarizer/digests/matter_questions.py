"""What a model is asked about a matter: its articles, or notes of them, and what the rules noticed in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from pydantic import Field, create_model

from ..grounding.joined_articles import JoinedArticles, describe_article, join_articles
from ..llm.answer_schema import (
    Answer,
    StatementNumber,
    SummaryAnswer,
    bounded_list,
    build_summary_model,
    needs_glossary,
    sentence_number,
)
from ..llm.client import Question
from ..llm.prompts import (
    fence_document,
    fence_key,
    fence_lines,
    format_heading,
    neutralize_markup,
    render_prompt,
)
from ..llm.prompts.brief import brief_values, describe_wishes
from ..longdoc.map_reduce import SectionNotes
from ..models import Document, LanguageCode
from ..settings import Settings
from ..sizing import Size, fit_size
from ..text.header_fields import read_day
from .article_figures import Figure
from .collection import Matter
from .disagreements import Disagreement

WHOLE_PROMPT = "digest_whole.v1"
PROMPT = "digest.v1"
CORE_PROMPT = "digest_core.v1"
# Characters of what articles differ on, and of one value. Part of the schema since 2026-11-30.
_MAX_ABOUT = 160
# Likewise.
_MAX_VALUE = 80


# Length of what is new of a matter beside that of a point: it says what is in dispute and what was corrected. Readers
# found the points of a whole digest clipped without it.
LEAD_LENGTH = 1.3


class ToldDifference(Answer):
    # No docstring: it would become part of the schema. The model says whether figures are of the same thing.
    id: StatementNumber
    same: bool
    about: Annotated[str, Field(max_length=_MAX_ABOUT)]


class DifferenceAnswer(ToldDifference):
    # Likewise. A statement is made of it, where its points leave the figures out.
    sides: Annotated[list[Annotated[str, Field(max_length=_MAX_VALUE)]], Field(max_length=8)]


class CoreAnswer(Answer):
    """The matters that open a digest, by number; `build_core_question` bounds them."""

    def chosen(self) -> list[int]:
        """Their numbers, each once."""
        fields: Any = self
        return list(dict.fromkeys(fields.matters))


class Lead(NamedTuple):
    """What is new of a matter, under its title, and how many articles tell of it, copies among them."""

    title: str
    text: str
    articles: int


@dataclass(frozen=True)
class MatterTask:
    """A matter that a model is to tell, or all matters of a digest at once.

    Attributes:
        language: of the digest.
        settings: those of the digest with the bounds of this matter.
        alone: whether the digest has no other matter.
        has_group: whether more is told of it than one statement among others.
        size: of a digest of several matters; None for what fits the articles.
    """

    matter: Matter
    language: LanguageCode
    settings: Settings
    alone: bool = False
    has_group: bool = True
    size: Size | None = None

    @cached_property
    def joined(self) -> JoinedArticles:
        """Its articles as one document, in the order of publication."""
        numbers = [article + 1 for article in self.matter.articles]
        documents = [index.document for index in self.matter.indexes]
        return join_articles(zip(numbers, documents, strict=True), self.language)

    @property
    def document(self) -> Document:
        """That document."""
        return self.joined.document

    def number(self, place: int, sentence: int) -> int:
        """The number in the document of a sentence of an article, which is given by its place in the matter."""
        return self.joined.articles[place].sentences + sentence

    def numbers_of(self, disagreement: Disagreement) -> set[int]:
        """The numbers of the sentences that give a figure differently."""
        return {self.number(figure.article, figure.sentence) for figure in disagreement.figures}


def build_matter_question(task: MatterTask, notes: Sequence[SectionNotes] = ()) -> Question[SummaryAnswer]:
    """The question that has the model tell a matter.

    Args:
        notes: what was noted of its articles, where they are too long to be read at once; they can be cited as far as
            the notes cite them.
    """
    document, settings, language = task.document, task.settings, task.language
    values = brief_values(document, language, settings)
    if not task.alone:  # a sentence among those of other matters
        size = fit_size(document, settings, language).point
        values["core"] = f"{size.minimum} to {round(size.maximum * LEAD_LENGTH)}"
    count = len(task.joined.articles)
    prompt = render_prompt(
        PROMPT,
        _fence_notes(task, notes) if notes else fence_document(document),
        key=fence_key(document.text),
        articles="one article tells" if count == 1 else f"{count} articles tell of one matter",
        glossary=needs_glossary(document, language),
        noticed=_join_noticed(task),
        **values,
    )
    numbers = _citable(task, notes) if notes else None
    return Question(prompt, _build_matter_model(task, numbers), settings.max_output_tokens)


def build_whole_question(task: MatterTask) -> Question[SummaryAnswer]:
    """The question that has the model write a digest at once, from all that its articles say."""
    document, language, size = task.document, task.language, task.size
    values = brief_values(document, language, task.settings, size)
    if size:
        groups, points = size.groups.maximum, size.points.maximum
        values["groups"] = f"at most {groups} groups, one for each matter, of at most {points} points"
    count = len(task.joined.articles)
    prompt = render_prompt(
        WHOLE_PROMPT,
        fence_document(document),
        key=fence_key(document.text),
        articles="1 article" if count == 1 else f"{count} articles",
        glossary=needs_glossary(document, language),
        days=_describe_days(task),
        noticed=_join_noticed(task),
        **values,
    )
    return Question(prompt, _build_matter_model(task, None, ToldDifference), task.settings.max_output_tokens)


def _describe_days(task: MatterTask) -> str:
    """The days of the articles with their weekdays, by which a weekday in an article becomes a date."""
    days = {day for article in task.joined.articles if (day := read_day(article.document.published_at))}
    named = [f"{day} is a {day:%A}" for day in sorted(days)]
    return f" {', '.join(named)}." if named else ""


def build_notes_question(
    task: MatterTask, notes: Sequence[SectionNotes], settings: Settings
) -> Question[SummaryAnswer]:
    """The question that makes one set of notes of several, where all are too many for one request."""
    numbers = {n for note in notes for n in note.numbers()}
    values = brief_values(task.document, task.language, settings)
    prompt = render_prompt(
        PROMPT,
        _fence_notes(task, notes, closing=False),
        key=fence_key(task.document.text),
        articles="notes of several articles tell of one matter",
        glossary=False,
        noticed="",
        **values,
    )
    model = build_summary_model(task.document, task.language, settings, numbers)
    return Question(prompt, model, settings.max_output_tokens)


def build_core_question(leads: Sequence[Lead], count: int, settings: Settings) -> Question[CoreAnswer]:
    """The question which matters open a digest.

    Args:
        leads: of all matters, in the order of their numbers.
        count: how many are chosen.
    """
    lines = [line for number, lead in enumerate(leads, 1) for line in _describe_lead(number, lead)]
    key = fence_key("\n".join(lines))
    prompt = render_prompt(
        CORE_PROMPT,
        "\n".join([f"<document {key}>", *lines[:-1], f"</document {key}>"]),
        key=key,
        count=count,
        notes=len(leads),
        wishes=describe_wishes(settings),
    )
    matters: Any = (bounded_list(sentence_number(len(leads)), count, count), ...)
    return Question(prompt, create_model("Core", __base__=CoreAnswer, matters=matters), settings.max_output_tokens)


def _describe_lead(number: int, lead: Lead) -> Iterator[str]:
    articles = "1 article" if lead.articles == 1 else f"{lead.articles} articles"
    yield format_heading(f"{lead.title} ({articles})")
    yield f"<{number}> {neutralize_markup(lead.text)}"
    yield ""


def _build_matter_model(
    task: MatterTask, numbers: Collection[int] | None, difference: type[ToldDifference] = DifferenceAnswer
) -> type[SummaryAnswer]:
    model = build_summary_model(task.document, task.language, task.settings, numbers, task.size)
    count = len(task.matter.disagreements)
    if not count:
        return model
    # An answer without them, from a server that does not enforce the schema, is usable: the rules state them.
    differences: Any = (bounded_list(difference, 0, count), Field(default_factory=list))
    return create_model("Digest", __base__=model, differences=differences)


def _join_noticed(task: MatterTask) -> str:
    return "".join(f"\n{line}" for line in _describe_noticed(task))


def _describe_noticed(task: MatterTask) -> Iterator[str]:
    """What the rules found in the articles, line by line, with the numbers of its sentences."""
    articles = task.matter.articles
    for correction in task.matter.corrections:
        sentences = _mark(task.number(correction.later, n) for n in correction.sentences)
        later, earlier = articles[correction.later] + 1, articles[correction.earlier] + 1
        wrong = "; ".join(
            f"“{neutralize_markup(each.quantity.text)}” in {_mark([task.number(correction.earlier, each.sentence)])}"
            for each in task.matter.taken_back
            if each.correction is correction
        )
        taken_back = f", which takes back {wrong}" if wrong else ""
        yield f"Correction: article {later} corrects article {earlier} in {sentences}{taken_back}."
    for number, disagreement in enumerate(task.matter.disagreements, 1):
        sides = "; ".join(_describe_side(task, side) for side in disagreement.sides)
        yield f"Difference {number}: {sides}."


def _describe_side(task: MatterTask, side: Sequence[Figure]) -> str:
    where = _mark(sorted({task.number(figure.article, figure.sentence) for figure in side}))
    return f"“{neutralize_markup(side[0].quantity.text)}” in {where}"


def _mark(numbers: Collection[int] | Iterator[int]) -> str:
    return "".join(f"<{number}>" for number in numbers)


def _fence_notes(task: MatterTask, notes: Sequence[SectionNotes], closing: bool = True) -> str:
    """Notes between the document's delimiters, each under the articles it is of; last, what differs or corrects."""
    lines: list[str] = []
    for note in notes:
        of = {task.joined.article_of(task.document.sentence(number).block) for number in note.numbers()}
        ordered = sorted(of, key=lambda article: article.start)
        lines += [format_heading(describe_article(article.number, article.document)) for article in ordered]
        lines += [*(f"#{line}" if line.startswith("#") else line for line in note.lines()), ""]
    for number in sorted(_noticed_numbers(task)) if closing else ():
        lines.append(f"<{number}> {neutralize_markup(task.document.sentence(number).text)}")
    return fence_lines(task.document, lines)


def _citable(task: MatterTask, notes: Sequence[SectionNotes]) -> set[int]:
    return {n for note in notes for n in note.numbers()} | _noticed_numbers(task)


def _noticed_numbers(task: MatterTask) -> set[int]:
    """The numbers of the sentences that correct something, or give a figure differently."""
    corrections = {task.number(c.later, n) for c in task.matter.corrections for n in c.sentences}
    return corrections.union(*map(task.numbers_of, task.matter.disagreements))
