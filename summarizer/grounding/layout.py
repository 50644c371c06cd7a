"""How close the items of a text stand to one another, by clauses, sentences and lists that correspond."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..text.scripts import HAN_RUN
from .bilingual_lexicon import telling_characters
from .items import Item, ItemKind, family, find_clause_ends, find_items
from .list_ranks import Ranks, find_list_ranks
from .passage import Passage, cached_on_passage

if TYPE_CHECKING:
    from ..quantities import Quantity


@dataclass(frozen=True, slots=True)
class ClosenessCosts:
    """What lies between two items of a text, as a cost; closeness is exp(-cost / reach).

    Measured on 2026-11-30 by exchanging two figures of true statements (178 claims on Chinese and English articles):
    64% are found where 1% of true claims are accused. Each cost may be halved or doubled without changing more than
    three points of it.

    Attributes:
        item, clause, sentence: for each item, end of clause and end of sentence between them.
        rival: for each figure of the same kind between a figure and the item.
        behind: for an item in a later clause, which more often belongs to the next figure.
        other_rank: for an item of another rank in a list that corresponds to the figure's.
        reach_claim, reach_source: cost at which closeness has fallen to 1/e.
    """

    item: float = 0.5
    clause: float = 1.0
    sentence: float = 2.0
    rival: float = 1.0
    behind: float = 2.0
    other_rank: float = 4.0
    reach_claim: float = 3.0
    reach_source: float = 4.0


COSTS = ClosenessCosts()
# First glosses of a Chinese word by whose characters an English word is looked for in a Chinese claim: with all of them
# hardly a word would be missing. 9% of the nouns of true claims are, and 57% of those that an error put in; 2026-11-30.
_SENSES = 2
# A forecast is revised: the direction is that of the forecast, not of what is forecast.
_REVISION = re.compile(
    r"[上下]调|调[高低]|\b(?:rais|lower|cut|trim|revis|upgrad|downgrad)\w*\b[^,;.]*\b(?:forecast|guidance|target|outlook|estimate)"
    r"|\b(?:forecast|guidance|target|outlook|estimate)s?\b[^,;.]*\b(?:rais|lower|cut|trim|revis|upgrad|downgrad)"
)
# The level before comes last: to 2.5% from 1.75%.
_FROM_LAST = re.compile(r"\bto\b[^,;]*\d[^,;]*\bfrom\b")
_SHARE = re.compile("份额|占有率|占比")


class Layout:
    """The items of a claim, or of the sentences of a block, and their closeness.

    Attributes:
        items: in order.
        passages: that each item stands in.
        families: of each item.
        clauses, sentences: of each item, counted through all passages.
        ranks: of items in lists that correspond.
        numbers_by_key: the items that have a key.
        numbers_by_passage: the items of each passage.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.items: list[Item] = []
        self.passages: list[Passage] = []
        self.ranks: Ranks = {}
        clauses: list[int] = []
        sentences: list[int] = []
        for passage in passages:
            found = find_items(passage)
            first, clause, sentence = len(self.items), *((clauses[-1] + 1, sentences[-1] + 1) if clauses else (0, 0))
            lists = find_list_ranks(passage.folded, found)
            self.ranks.update({first + n: (sentence + number, rank) for n, (number, rank) in lists.items()})
            self.items += found
            self.passages += [passage] * len(found)
            clauses += [clause + item.clause for item in found]
            sentences += [sentence + item.sentence for item in found]
        self.families = [family(item) for item in self.items]
        self.clauses, self.sentences = clauses, sentences
        self.numbers_by_key: dict[str, list[int]] = {}
        for number, item in enumerate(self.items):
            for key in item.keys:
                self.numbers_by_key.setdefault(key, []).append(number)
        self.numbers_by_passage: dict[Passage, list[int]] = {}
        for number, passage in enumerate(self.passages):
            self.numbers_by_passage.setdefault(passage, []).append(number)
        self._costs: dict[int, list[float]] = {}
        self._clause_passages: dict[int, Passage] = {}
        self._found: dict[tuple[object, ...], int | None] = {}

    @cached_property
    def figures(self) -> list[int]:
        """The items that are figures or dates."""
        return [number for number, item in enumerate(self.items) if item.quantity is not None]

    @cached_property
    def characters(self) -> list[frozenset[str]]:
        """The Han characters of each item; none of figures."""
        return [
            frozenset("".join(HAN_RUN.findall(self.text_of(number)))) if item.quantity is None else frozenset()
            for number, item in enumerate(self.items)
        ]

    @cached_property
    def numbers_by_character(self) -> dict[str, set[int]]:
        """The items that have a Han character."""
        found: dict[str, set[int]] = {}
        for number, characters in enumerate(self.characters):
            for character in characters:
                found.setdefault(character, set()).add(number)
        return found

    @cached_property
    def numbers_with_sides(self) -> frozenset[int]:
        """The items that have a side in a pair of antonyms."""
        return frozenset(number for number, item in enumerate(self.items) if item.sides)

    @cached_property
    def numbers_by_telling(self) -> dict[frozenset[str], list[int]]:
        """The Latin words of the text, by the characters that stand for them in Chinese compounds."""
        found: dict[frozenset[str], list[int]] = {}
        for number, item in enumerate(self.items):
            if item.kind == "word" and not self.characters[number]:
                for characters in {each for key in item.keys for each in telling_characters(key, _SENSES)}:
                    found.setdefault(characters, []).append(number)
        return found

    def text_of(self, number: int) -> str:
        """The words of an item as written."""
        item = self.items[number]
        return self.passages[number].text[item.start : item.end]

    def text_before(self, number: int) -> str:
        """The text before an item, folded."""
        return self.passages[number].folded[: self.items[number].start]

    def is_share(self, number: int) -> bool:
        """Whether a measure is a share, which may be one of anything; a word may be cut amiss (占|比降)."""
        item = self.items[number]
        return _SHARE.search(self.passages[number].folded[max(0, item.start - 1) : item.end]) is not None

    def clause_text(self, number: int) -> str:
        """The text of the clause of an item, folded."""
        return self.clause_passage(number).text

    def tells_revision(self, number: int, sides: frozenset[tuple[int, int]]) -> bool:
        """Whether the clause of a word revises a forecast, from one figure to another as the word's side has it."""
        text, clause = self.clause_text(number), self.clause_of(number)
        figures = [n for n in clause if self.items[n].kind == "figure"]
        values = [q.value for n in figures if (q := self.items[n].quantity) and q.value is not None]
        if len(values) != 2 or len({self.families[n] for n in figures}) != 1 or not self.speaks_of_revision(number):
            return False
        first, last = reversed(values) if _FROM_LAST.search(text) else values
        return any(side == (last < first) for _, side in sides)

    def speaks_of_revision(self, number: int) -> bool:
        """Whether the clause of an item says that a forecast or target is raised or lowered."""
        return _REVISION.search(self.clause_text(number)) is not None

    def clause_passage(self, number: int) -> Passage:
        """The clause of an item, folded; the same object each time."""
        key = self.clauses[number]
        if key not in self._clause_passages:
            passage = self.passages[number]
            ends = find_clause_ends(passage)
            clause = bisect_right(ends, self.items[number].start)
            start, end = ends[clause - 1] if clause else 0, ends[clause] if clause < len(ends) else None
            self._clause_passages[key] = Passage(passage.folded[start:end])
        return self._clause_passages[key]

    def clause_of(self, number: int) -> range:
        """The items of the clause of an item."""
        clause = self.clauses[number]
        return range(bisect_left(self.clauses, clause), bisect_right(self.clauses, clause))

    def sentence_of(self, number: int) -> range:
        """The items of the sentence of an item."""
        sentence = self.sentences[number]
        return range(bisect_left(self.sentences, sentence), bisect_right(self.sentences, sentence))

    def surroundings(self, number: int) -> str:
        """The clause of an item with the one before it and the one after it, folded."""
        clause = self.clauses[number]
        nearby = range(bisect_left(self.clauses, clause - 1), bisect_right(self.clauses, clause + 1))
        first = {self.clauses[n]: n for n in reversed(nearby)}
        return " ".join(self.clause_text(n) for _, n in sorted(first.items()))

    def costs_from(self, number: int) -> list[float]:
        """The cost from an item to each item of the text."""
        if number not in self._costs:
            before, after = range(number - 1, -1, -1), range(number + 1, len(self.items))
            costs = [*reversed(self._costs_along(number, before)), 0.0, *self._costs_along(number, after)]
            if number in self.ranks:
                costs = [self._cost_by_rank(number, other, cost) for other, cost in enumerate(costs)]
            self._costs[number] = costs
        return self._costs[number]

    def lowest_cost(self, number: int, others: Sequence[int]) -> float:
        """The cost from a figure to the nearest of some items, given in order.

        Costs grow with the distance to either side, but for items of lists that correspond: only those need be tried
        one by one.
        """
        costs = self.costs_from(number)
        if len(others) == 1:
            return costs[others[0]]
        after = bisect_left(others, number)
        tried = [*others[max(0, after - 1) : after + 1]]
        if self.ranks:
            tried += [other for other in others if other in self.ranks]
        return min([costs[other] for other in tried])

    def find_nearest(
        self, number: int, kind: ItemKind, max_cost: float, accept: Callable[[Item], bool], across: bool = False
    ) -> int | None:
        """The item of a kind nearest to a figure in its clause, or in its sentence.

        Args:
            accept: a function of a module, for what was found is kept by it.
        """
        key = (number, kind, max_cost, accept, across)
        if key not in self._found:
            groups = self.sentences if across else self.clauses
            costs = self.costs_from(number)
            found = [
                (costs[n], n)
                for n in range(bisect_left(groups, groups[number]), bisect_right(groups, groups[number]))
                if n != number and self.items[n].kind == kind and costs[n] <= max_cost and accept(self.items[n])
            ]
            self._found[key] = min(found)[1] if found else None
        return self._found[key]

    def _costs_along(self, number: int, others: range) -> list[float]:
        """The costs from an item to those on one side of it, from the nearest on, but for lists."""
        families, clauses, sentences = self.families, self.clauses, self.sentences
        family, clause, sentence = families[number], clauses[number], sentences[number]
        behind = COSTS.behind if others.step > 0 else 0.0
        found: list[float] = []
        rivals = 0
        for distance, other in enumerate(others):
            cost = COSTS.item * distance + COSTS.rival * rivals
            if clauses[other] != clause:
                cost += COSTS.clause * abs(clauses[other] - clause) + behind
                cost += COSTS.sentence * abs(sentences[other] - sentence)
            found.append(cost)
            rivals += bool(family) and families[other] == family
        return found

    def _cost_by_rank(self, number: int, other: int, cost: float) -> float:
        """The cost from an item of a list, where lists correspond."""
        (own_list, own_rank), (its_list, its_rank) = self.ranks[number], self.ranks.get(other, (None, 0))
        if own_list != its_list:
            return cost
        if own_rank == its_rank:
            return 0.0
        return cost + (COSTS.other_rank if self.families[number] != self.families[other] else 0.0)


def is_reporting_period(date: Quantity) -> bool:
    """Whether a date may be the period that a text reports on, not that of the day it was written: 本季度."""
    relative = date.when.relative if date.when else None
    return relative is not None and not relative.startswith(("year", "day"))


@cached_on_passage
def lay_out(passage: Passage) -> Layout:
    """The layout of a single text."""
    return Layout([passage])
