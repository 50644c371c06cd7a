"""One summary of many articles offline: a group for each matter, in sentences of the articles.

The largest and newest matters come first. Of each is told what was corrected, what the articles tell differently, and
the points of the newest articles that no other point repeats. What is left of the matters has a point each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ..errors import UsageError
from ..extractive import write_offline
from ..grounding import SourceIndex, check_statement
from ..grounding.layout import lay_out
from ..grounding.matching import Matching
from ..grounding.passage import Passage
from ..grounding.source import build_evidence_from_sentences
from ..languages import LANGUAGES
from ..languages.plain_statements import plain_statement, strip_final_stop
from ..models import (
    DigestSource,
    Document,
    DraftStatement,
    Evidence,
    Group,
    LanguageCode,
    Run,
    Statement,
    Status,
    Summary,
    Support,
    sort_citations,
)
from ..published.article_citations import state_disagreement
from ..settings import Settings
from ..sizing import MAX_GROUPS, fit_lists
from ..text.header_fields import read_day
from .article_figures import Figure, has_same_figure
from .collection import Collection, Matter, collect_articles, rank_matters
from .disagreements import Disagreement


@dataclass(frozen=True, slots=True)
class DigestLimits:
    """How much of many articles is told. A choice of 2026-11-30, not measured.

    Attributes:
        articles: of a matter whose sentences may be its points; the newest ones.
        further: matters beyond those with a group of their own that have a point each.
        named: matters that the core viewpoint names.
        max_repeated: share of the words and figures of a point, from which it repeats another.
    """

    articles: int = 3
    further: int = 12
    named: int = 3
    max_repeated: float = 0.5


LIMITS = DigestLimits()
# In place of the figure that articles give differently, where one of them is quoted.
_GAP = "…"
# From what supports a statement least to what supports it most.
_STATUSES: tuple[Status, ...] = ("unsupported", "partial", "unchecked", "supported")


def compose_digest(documents: Sequence[Document], settings: Settings) -> Summary:
    """The digest of articles, of which there is at least one, offline. Its sources are the documents in their order.

    A matter is told in the language of the digest where an article of it has that language, else in its own.

    Raises:
        UsageError: no article is in the language that is asked for.
    """
    collection = collect_articles(documents)
    language = _choose_language(collection, settings)
    own = settings.groups or MAX_GROUPS
    ranked = rank_matters(collection)[: own + LIMITS.further]
    matters = [compose_matter(collection.open_matter(members), language, settings) for members in ranked]
    core, groups = _arrange(matters[:own], matters[own:], language)
    corrects = {later: earlier for matter in matters for later, earlier in matter.corrects.items()}
    return Summary(
        language=language,
        sources=tuple(build_source(collection, index, corrects) for index in range(len(documents))),
        core_viewpoint=core,
        groups=groups,
        run=Run(engine="extractive", attempts=1),
    )


def _choose_language(collection: Collection, settings: Settings) -> LanguageCode:
    if settings.language == "auto":
        return collection.language
    if all(note.features.language != settings.language for note in collection.documents.notes):
        wanted = LANGUAGES[settings.language].english_name
        raise UsageError(
            f"none of the articles is in {wanted}, and a digest is written in sentences of the articles",
            "leave the language out",
        )
    return settings.language


def build_source(collection: Collection, index: int, corrects: Mapping[int, int]) -> DigestSource:
    """What a digest says of an article.

    Args:
        corrects: the index of the article that each correction corrects.
    """
    original, corrected = collection.copy_of[index], corrects.get(index)
    return DigestSource(
        **dict(collection.documents.notes[index].info),
        number=index + 1,
        copy_of=None if original is None else original + 1,
        corrects=None if corrected is None else corrected + 1,
    )


# ------------------------------------------------------------------------------------------------ one matter


@dataclass(frozen=True, slots=True)
class ComposedMatter:
    """What a digest says of a matter.

    Attributes:
        title: of its main article.
        main: what is new.
        others: corrections and disagreements first, then further points.
        corrects: the article that each correction corrects, by index.
    """

    title: str | None
    main: Statement
    others: tuple[Statement, ...]
    corrects: Mapping[int, int]


def compose_matter(matter: Matter, language: LanguageCode, settings: Settings) -> ComposedMatter:
    """What a digest says of a matter, in sentences of its articles, each checked by its own article."""
    composer = MatterComposer(matter, language)
    limit = fit_lists(settings).statements
    candidates = composer.draft(settings)
    first = next(candidates)
    corrections, disagreements = list(composer.write_corrections()), list(composer.write_disagreements())
    duties = [*corrections, *disagreements]
    main = duties.pop(0) if duties and composer.withholds_lead else first.statement
    points = [*duties, *([first.statement] if main is not first.statement else [])]
    points += [point.statement for point in islice(candidates, max(0, limit - 1 - len(points)))]
    return ComposedMatter(first.title, main, tuple(points), matter.corrected_articles)


class _Point(NamedTuple):
    """What an article says, and the title of the article."""

    statement: Statement
    title: str | None


class MatterComposer:
    """Composes what a digest says of a matter from sentences of its articles, none twice.

    Attributes:
        withholds_lead: whether the first thing that the main article says was taken back or is in dispute.
    """

    def __init__(self, matter: Matter, language: LanguageCode) -> None:
        self._matter, self._language = matter, language
        self.withholds_lead = False
        self._written: list[Passage] = []
        self._taken = {(f.article, f.sentence) for each in matter.disagreements for f in each.figures}
        self._taken |= {(c.later, number) for c in matter.corrections for number in c.sentences}

    def draft(self, settings: Settings) -> Iterator[_Point]:
        """What the articles say, the newest first; always at least one point."""
        withheld: tuple[int, DraftStatement] | None = None
        count = 0
        for place in self._order_articles():
            for _, _, statement in write_offline(self._matter.indexes[place].document, settings).draft.statements():
                if self._is_usable(place, statement):
                    count += 1
                    yield self._take_point(place, statement)
                elif not count:
                    self.withholds_lead = True
                    withheld = withheld or (place, statement)
        if not count and withheld is not None:
            yield self._take_point(*withheld)

    def _take_point(self, place: int, statement: DraftStatement) -> _Point:
        title = self._matter.indexes[place].document.title
        return _Point(self._write_statement(place, statement.sentences, statement.text), title)

    def _order_articles(self) -> list[int]:
        """The articles whose points are told, the newest first: those in the language of the digest, if there are any.

        A notice that does little but correct has no points.
        """
        indexes = self._matter.indexes
        notices = {
            correction.later
            for correction in self._matter.corrections
            if len(indexes[correction.later].sentences) <= 2 * len(correction.sentences) + 1
        }
        places = [place for place in range(len(indexes)) if place not in notices] or list(range(len(indexes)))
        own = [place for place in places if indexes[place].document.language == self._language] or places
        return sorted(own, key=lambda place: (-self._day_of(place), place))[: LIMITS.articles]

    def _day_of(self, place: int) -> int:
        """The day of an article as a number, which is 0 where it is not known."""
        day = read_day(self._matter.indexes[place].document.published_at)
        return day.toordinal() if day else 0

    def _is_usable(self, place: int, statement: DraftStatement) -> bool:
        """Whether a statement holds nothing that was taken back or is in dispute, and repeats none."""
        cited = {(place, number) for number in statement.sentences}
        return cited.isdisjoint(self._matter.withdrawn | self._taken) and not self._repeats(statement.text)

    def _repeats(self, text: str) -> bool:
        """Whether most of a text was written, in either language, most of its figures among it."""
        claim = lay_out(Passage(text))
        figures = [number for number, item in enumerate(claim.items) if item.kind == "figure"]
        for passage in self._written:
            positions = Matching(claim, lay_out(passage), has_same_figure).sure
            new = sum(not positions[number] for number in figures)
            if sum(map(bool, positions)) > LIMITS.max_repeated * max(1, len(positions)) and new <= len(figures) / 2:
                return True
        return False

    def _write_statement(self, place: int, sentences: Sequence[int], text: str) -> Statement:
        self._written.append(Passage(text))
        evidence = self._build_evidence(place, sentences)
        return _cite(text, evidence, check_statement(text, evidence, self._matter.indexes[place]))

    def _build_evidence(self, place: int, sentences: Sequence[int]) -> tuple[Evidence, ...]:
        """Sentences of an article as evidence that names the article."""
        evidence = build_evidence_from_sentences(sentences, self._matter.indexes[place].document)
        article = self._matter.articles[place] + 1
        return tuple(each.model_copy(update={"article": article}) for each in evidence)

    def write_corrections(self) -> Iterator[Statement]:
        """What each correction says, in its own words."""
        for correction in self._matter.corrections:
            document = self._matter.indexes[correction.later].document
            sentences = [document.sentence(number) for number in correction.sentences]
            joint = LANGUAGES[document.language].word_separator
            text = strip_final_stop(joint.join(s.text for s in sentences))
            yield self._write_statement(correction.later, correction.sentences, text)

    def write_disagreements(self) -> Iterator[Statement]:
        """What the articles tell differently: a sentence of the first article that tells it, and the values."""
        for disagreement in self._matter.disagreements:
            yield self.write_disagreement(disagreement)

    def write_disagreement(self, disagreement: Disagreement, about: str = "", values: Sequence[str] = ()) -> Statement:
        """That articles differ.

        Args:
            about: on what; empty for the words of one of them, in the language of the digest if there is one.
            values: of the sides, in their order; none for what the articles write.
        """
        if not about:
            own = [f for f in disagreement.figures if self._document(f.article).language == self._language]
            figure = (own or disagreement.figures)[0]
            words = _quote(figure, self._document(figure.article).language)
            about = LANGUAGES[self._language].digest_words.quoted.format(words=words)
        values = values or [choose_figure(s, self._matter.indexes, self._language) for s in disagreement.sides]
        sides = [
            (
                value,
                [evidence for figure in side for evidence in self._build_evidence(figure.article, [figure.sentence])],
            )
            for value, side in zip(values, disagreement.sides, strict=True)
        ]
        stated = state_disagreement(about, sides, LANGUAGES[self._language].labels_for(about))
        return stated.model_copy(update={"support": Support(status="supported", judge="rules")})

    def _document(self, place: int) -> Document:
        return self._matter.indexes[place].document


def _quote(figure: Figure, language: LanguageCode) -> str:
    """The clause of a figure, or the sentence where the clause names nothing else, with a gap for the figure."""
    passage, quantity = figure.layout.passages[figure.number], figure.quantity
    start, end = 0, len(passage.text)
    if len(figure.layout.clause_of(figure.number)) > 1:
        clause = figure.layout.clause_text(figure.number)
        start = passage.folded.find(clause)
        end = start + len(clause)
    before, after = passage.text[start : quantity.start], passage.text[quantity.end : end]
    return plain_statement(f"{before}{_GAP}{after}".lstrip(" ,，。.;；:："), language)


def choose_figure(side: Sequence[Figure], indexes: Sequence[SourceIndex], language: LanguageCode) -> str:
    """The value of a side as an article writes it, one in the language of the digest if there is one."""
    own = [figure for figure in side if indexes[figure.article].document.language == language]
    return (own or side)[0].quantity.text


def _cite(text: str, evidence: tuple[Evidence, ...], support: Support) -> Statement:
    ordered = tuple(sorted(evidence, key=lambda each: (each.article or 0, each.start)))
    return Statement(
        text=text, citations=sort_citations(each.citation for each in ordered), evidence=ordered, support=support
    )


# ------------------------------------------------------------------------------------------------ the whole


def _arrange(
    matters: Sequence[ComposedMatter], rest: Sequence[ComposedMatter], language: LanguageCode
) -> tuple[Statement, tuple[Group, ...]]:
    """The core viewpoint and the groups. Of a single matter what is new is the core viewpoint."""
    plain, further = LANGUAGES[language].fallback_titles
    if len(matters) == 1 and not rest:
        [matter] = matters
        groups = [Group(title=matter.title or plain, points=matter.others)] if matter.others else []
        return matter.main, tuple(groups)
    groups = [Group(title=matter.title or plain, points=(matter.main, *matter.others)) for matter in matters]
    if rest:
        groups.append(Group(title=further, points=tuple(matter.main for matter in rest)))
    return name_matters([matter.main for matter in matters], len(matters) + len(rest), language), tuple(groups)


def name_matters(news: Sequence[Statement], count: int, language: LanguageCode) -> Statement:
    """How many matters there are, and what is new of the first ones."""
    words = LANGUAGES[language].digest_words
    named = news[: LIMITS.named]
    texts = [strip_final_stop(statement.text) for statement in named]
    text = words.developments.format(count=count, named=words.between.join(texts))
    status = min((statement.support.status for statement in named), key=_STATUSES.index)
    judges = {statement.support.judge for statement in named}
    support = Support(status=status, judge="copy" if judges == {"copy"} else "rules")
    return _cite(text, tuple(each for statement in named for each in statement.evidence), support)
