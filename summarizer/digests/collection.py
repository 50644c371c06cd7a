"""Many articles put in order: copies set aside, the others by matter, and what is told differently within one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..grounding import SourceIndex
from ..models import Document
from ..quantities import Quantity
from .copies import find_copies
from .corrections import Correction, Notice, find_corrections, find_withdrawn, may_correct
from .disagreements import Disagreement, Figure, find_disagreements, find_figures, pair_figures
from .matters import group_by_matter


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A figure that was taken back, and the number of the sentence of the earlier article that holds it."""

    correction: Correction
    sentence: int
    quantity: Quantity


@dataclass(frozen=True)
class Matter:
    """The articles that tell of one matter, copies apart, in the order of publication.

    Attributes:
        articles: their indices among all articles.
        indexes: of each article, in the same order.
    """

    articles: tuple[int, ...]
    indexes: tuple[SourceIndex, ...]

    @cached_property
    def corrections(self) -> list[Correction]:
        """The corrections among its articles; they count within the matter."""
        return find_corrections(self.indexes)

    @property
    def corrected_articles(self) -> dict[int, int]:
        """The article that each correction corrects, by their indices among all articles."""
        return {self.articles[c.later]: self.articles[c.earlier] for c in self.corrections}

    @cached_property
    def taken_back(self) -> list[Withdrawal]:
        """The figures that its articles took back."""
        found = []
        for correction in self.corrections:
            if correction.wrong:
                for number, quantity in find_withdrawn(correction, self.indexes[correction.earlier]):
                    found.append(Withdrawal(correction, number, quantity))
            else:
                pairs = pair_figures(self._figures[correction.earlier], self._figures[correction.later])
                found += [Withdrawal(correction, figure.sentence, figure.quantity) for figure, _ in pairs]
        return found

    @cached_property
    def withdrawn(self) -> frozenset[tuple[int, int]]:
        """The sentences that hold such a figure: place of the article within the matter, number."""
        return frozenset((each.correction.earlier, each.sentence) for each in self.taken_back)

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """What its articles tell differently, but for what was corrected."""
        corrected = {correction.later: correction.sentences for correction in self.corrections}
        figures = [
            [
                figure
                for figure in each
                if (figure.article, figure.sentence) not in self.withdrawn
                and figure.sentence not in corrected.get(figure.article, ())
            ]
            for each in self._figures
        ]
        return find_disagreements(figures)

    @cached_property
    def _figures(self) -> list[list[Figure]]:
        return [find_figures(place, index) for place, index in enumerate(self.indexes)]


@dataclass(frozen=True)
class Collection:
    """Many articles in order.

    Attributes:
        documents: all articles.
        copy_of: for each article the index of the one whose text it repeats, or None.
        matters: the indices of the articles of each matter in the order of publication, copies apart.
    """

    documents: tuple[Document, ...]
    copy_of: tuple[int | None, ...]
    matters: tuple[tuple[int, ...], ...]

    def open_matter(self, articles: Sequence[int]) -> Matter:
        """A matter with all that the checks derive from its articles, which is much: open one after the other."""
        return Matter(tuple(articles), tuple(SourceIndex(self.documents[article]) for article in articles))


def collect_articles(documents: Sequence[Document]) -> Collection:
    """The articles in order. One that corrects something is no copy of one that does not."""
    copy_of: list[int | None] = [None] * len(documents)
    correcting = [may_correct(document) and bool(Notice(SourceIndex(document)).sentences) for document in documents]
    for kind in (False, True):
        members = [index for index, corrects in enumerate(correcting) if corrects == kind]
        for member, kept in zip(members, find_copies([documents[index] for index in members]), strict=True):
            copy_of[member] = None if kept is None else members[kept]
    kept_articles = [index for index, original in enumerate(copy_of) if original is None]
    notices = [place for place, index in enumerate(kept_articles) if correcting[index]]
    matters = group_by_matter([documents[index] for index in kept_articles], notices)
    return Collection(
        tuple(documents),
        tuple(copy_of),
        tuple(_in_order(documents, [kept_articles[place] for place in members]) for members in matters),
    )


def _in_order(documents: Sequence[Document], articles: Sequence[int]) -> tuple[int, ...]:
    """The articles in the order of publication; those without a date where they stand among the others."""
    known = ""
    times = [known := documents[article].published_at or known for article in articles]
    return tuple(article for _, article in sorted(zip(times, articles, strict=True)))
