"""Many articles put in order: copies set aside, the others by matter, and what is told differently within one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..grounding import SourceIndex
from ..models import Document, DocumentInfo, LanguageCode
from ..quantities import Quantity
from .article_figures import Figure, find_figures
from .article_notes import Articles
from .copies import find_copies
from .corrections import Correction, find_corrections, find_withdrawn
from .disagreements import Disagreement, find_disagreements, pair_figures
from .matters import group_by_matter

# Articles of a matter that are opened, the newest: all that is told is found in these.
_MAX_OPENED = 100


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
        if len(self.articles) == 1:
            return []  # without looking for its figures
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
class JoinedMatters(Matter):
    """Several matters as one, the articles of each after those of the one before.

    Corrections and disagreements are those within each: two matters that name the same things are not compared.

    Attributes:
        parts: the matters.
    """

    parts: tuple[Matter, ...] = ()

    @classmethod
    def of(cls, parts: Sequence[Matter]) -> JoinedMatters:
        """The matters as one."""
        articles = tuple(article for part in parts for article in part.articles)
        return cls(articles, tuple(index for part in parts for index in part.indexes), tuple(parts))

    @cached_property
    def corrections(self) -> list[Correction]:
        """The corrections within each matter."""
        return [
            replace(each, later=each.later + shift, earlier=each.earlier + shift)
            for shift, part in self._find_shifts()
            for each in part.corrections
        ]

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """What the articles of each matter tell differently."""
        return [
            Disagreement(tuple(tuple(replace(f, article=f.article + shift) for f in side) for side in each.sides))
            for shift, part in self._find_shifts()
            for each in part.disagreements
        ]

    def _find_shifts(self) -> Iterator[tuple[int, Matter]]:
        """How many articles stand before those of each matter."""
        shift = 0
        for part in self.parts:
            yield shift, part
            shift += len(part.articles)


@dataclass(frozen=True)
class Collection:
    """Many articles in order.

    Attributes:
        documents: all articles, read when they are needed.
        copy_of: for each article the index of the one whose text it repeats, or None.
        matters: the indices of the articles of each matter in the order of publication, copies apart.
    """

    documents: Articles
    copy_of: tuple[int | None, ...]
    matters: tuple[tuple[int, ...], ...]

    @property
    def infos(self) -> tuple[DocumentInfo, ...]:
        """What is known of each article, without reading it."""
        return tuple(note.info for note in self.documents.notes)

    @property
    def language(self) -> LanguageCode:
        """The language of most articles."""
        return Counter(note.features.language for note in self.documents.notes).most_common(1)[0][0]

    def count_articles(self, members: Sequence[int]) -> int:
        """How many articles a matter has, copies included."""
        return sum(1 + self._copies[member] for member in members)

    @cached_property
    def _copies(self) -> Counter[int]:
        """How many copies each article has."""
        return Counter(original for original in self.copy_of if original is not None)

    def open_matter(self, articles: Sequence[int]) -> Matter:
        """A matter with all that the checks derive from its articles, which is much: open one after the other.

        Of very many articles the newest are opened.
        """
        newest = tuple(articles[-_MAX_OPENED:])
        return Matter(newest, tuple(SourceIndex(self.documents[article]) for article in newest))


def collect_articles(documents: Sequence[Document]) -> Collection:
    """The articles in order. One that corrects something is no copy of one that does not."""
    articles = documents if isinstance(documents, Articles) else Articles.of(documents)
    notes = articles.notes
    times = [note.info.published_at for note in notes]
    if articles.copy_of is not None:
        originals = [index for index, original in enumerate(articles.copy_of) if original is None]
        return Collection(articles, tuple(articles.copy_of), (_in_order(times, originals),))
    copy_of: list[int | None] = [None] * len(notes)
    for kind in (False, True):
        members = [index for index, note in enumerate(notes) if note.corrects == kind]
        found = find_copies(articles.choose(members), [notes[index].fingerprint for index in members])
        for member, kept in zip(members, found, strict=True):
            copy_of[member] = None if kept is None else members[kept]
    kept_articles = [index for index, original in enumerate(copy_of) if original is None]
    notices = [place for place, index in enumerate(kept_articles) if notes[index].corrects]
    matters = group_by_matter([notes[index].features for index in kept_articles], notices)
    ordered = (_in_order(times, [kept_articles[place] for place in members]) for members in matters)
    return Collection(articles, tuple(copy_of), tuple(ordered))


def find_matters(articles: Articles) -> list[tuple[list[int], list[int | None]]]:
    """The articles of each matter by index, in their order, copies with their originals; the largest matter first.

    Beside them for each the place among them of the one that it repeats, or None.
    """
    collection = collect_articles(articles)
    root = [index if original is None else original for index, original in enumerate(collection.copy_of)]
    matters = {index: number for number, members in enumerate(rank_matters(collection)) for index in members}
    parts: list[list[int]] = [[] for _ in collection.matters]
    for index in range(len(articles)):
        parts[matters[root[index]]].append(index)
    found = []
    for members in parts:
        places = {index: place for place, index in enumerate(members)}
        copies = [None if collection.copy_of[index] is None else places[root[index]] for index in members]
        found.append((members, copies))
    return found


def split_by_matter(articles: Articles) -> list[Articles]:
    """The articles of each matter, the largest first, arranged as they were found among all."""
    return [articles.choose(members, copies) for members, copies in find_matters(articles)]


def rank_matters(collection: Collection) -> list[tuple[int, ...]]:
    """The matters with most articles first, copies included; of equal ones the newest."""
    infos = collection.infos

    def rank(members: tuple[int, ...]) -> tuple[int, str, int]:
        newest = max(infos[member].published_at or "" for member in members)
        return collection.count_articles(members), newest, -members[0]

    return sorted(collection.matters, key=rank, reverse=True)


def _in_order(times: Sequence[str | None], articles: Sequence[int]) -> tuple[int, ...]:
    """The articles in the order of publication; those without a date where they stand among the others."""
    known = ""
    filled = [known := times[article] or known for article in articles]
    return tuple(article for _, article in sorted(zip(filled, articles, strict=True)))
