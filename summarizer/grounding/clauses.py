"""The clauses of a claim, each with the clause of the source that has most of its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .binding import Binding
from .layout import Layout
from .passage import Passage

if TYPE_CHECKING:
    from ..quantities import When


@dataclass(frozen=True)
class ClausePair:
    """A clause of a claim and its best place in the source.

    Attributes:
        claim: the layout of the claim.
        numbers: the items of the clause.
        matched: those that the source's clause has, with the numbers of the items there.
        source: the layout that the source's clause stands in.
    """

    claim: Layout
    numbers: Sequence[int]
    matched: dict[int, int]
    source: Layout

    @property
    def share(self) -> float:
        """The share of the items of the clause that the source's clause has."""
        return len(self.matched) / len(self.numbers)

    @property
    def place(self) -> int:
        """The first item of the source's clause that is matched."""
        return min(self.matched.values())

    @property
    def passage(self) -> Passage:
        """The claim's clause, folded."""
        return self.claim.clause_passage(self.numbers[0])

    @property
    def source_passage(self) -> Passage:
        """The source's clause, folded."""
        return self.source.clause_passage(self.place)

    @property
    def text(self) -> str:
        """The text of the claim's clause."""
        return self.passage.text

    @property
    def source_text(self) -> str:
        """The text of the source's clause."""
        return self.source_passage.text

    @cached_property
    def surroundings(self) -> Passage:
        """The source's clause with the one before it and the one after it, folded."""
        return Passage(self.source.surroundings(self.place))

    @property
    def before(self) -> str:
        """The sentence of the source's clause up to its first item that is matched, folded."""
        return self.source.passages[self.place].folded[: self.source.items[self.place].start]

    @property
    def block(self) -> int | None:
        """The block of the source's clause."""
        return self.source.passages[self.place].block or None

    def find_days(self) -> list[tuple[When, str]]:
        """The days that the source's clause names, else those of its sentence, each with the text before it, folded."""
        source = self.source
        for span in (source.clause_of(self.place), source.sentence_of(self.place)):
            dates = [(q.when, source.text_before(n)) for n in span if (q := source.items[n].quantity) and q.when]
            if days := [date for date in dates if date[0].day is not None or date[0].weekday is not None]:
                return days
        return []


def pair_clauses(binding: Binding) -> list[ClausePair]:
    """The clauses of a claim that have any item in common with the source, in order."""
    claim = binding.layout
    clauses: dict[int, list[int]] = {}
    for number, clause in enumerate(claim.clauses):
        clauses.setdefault(clause, []).append(number)
    pairs = (_best_pair(binding, numbers) for numbers in clauses.values())
    return [pair for pair in pairs if pair is not None]


def _best_pair(binding: Binding, numbers: Sequence[int]) -> ClausePair | None:
    best: tuple[dict[int, int], Layout] | None = None
    most = (0, 0)
    for source in binding.source:
        positions = binding.positions_in(source)
        found: dict[int, dict[int, int]] = {}
        for number in numbers:
            for place in positions[number]:
                found.setdefault(source.clauses[place], {}).setdefault(number, place)
        for matched in found.values():
            # The two words of a name are one item of the source; a figure tells more than a word.
            places = set(matched.values())
            count = len(places), sum(source.items[place].quantity is not None for place in places)
            if count > most:
                best, most = (matched, source), count
    return None if best is None else ClausePair(binding.layout, numbers, *best)
