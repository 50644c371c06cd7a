"""The interface of the checks: what one receives, and what it returns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ...models import Finding, GlossaryEntry
from ..alignment import Alignment, align
from ..binding import Binding
from ..clauses import ClausePair, pair_clauses
from ..figure_tolerance import may_be_weekday
from ..passage import Passage
from ..polarity_cues import find_negations
from ..source import SourceIndex

if TYPE_CHECKING:
    from ...quantities import Quantity

# Cited blocks whose figures are bound; further ones are left out. Bounds the time.
MAX_BOUND_BLOCKS = 20
# Blocks from a cited one up to which another is its context, which a reader knows. Set on 2026-12-01; held by the
# floors of `benchmarks.free`.
NEAR_BLOCKS = 1


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check concluded about a claim.

    Attributes:
        findings: what is wrong with it.
        undecided: figures and names that could not be judged.
    """

    findings: tuple[Finding, ...] = ()
    undecided: int = 0


class CheckContext:
    """A claim with the text it cites, and what several checks derive from both, each thing computed on first use.

    Attributes:
        claim: a statement, or one sentence of it.
        cited: the sentences of the cited blocks.
        index: the whole document.
        glossary: the spellings in the summary of names of the source, given by the model that wrote it.
    """

    def __init__(
        self, claim: Passage, cited: Sequence[Passage], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
    ) -> None:
        self.claim = claim
        self.cited = cited
        self.index = index
        self.glossary = glossary

    @cached_property
    def is_same_language(self) -> bool:
        """Whether the claim is in the language of most of the cited text, by tokens."""
        same = sum(len(p.tokens) for p in self.cited if p.language == self.claim.language)
        return 2 * same >= sum(len(p.tokens) for p in self.cited)

    @cached_property
    def stated(self) -> tuple[Passage, ...]:
        """The cited sentences, and what every reader of them knows: header lines and headings."""
        return (*self.cited, *self.index.headings)

    @cached_property
    def stated_text(self) -> str:
        """These in one text, folded."""
        return " ".join(passage.folded for passage in self.stated)

    @cached_property
    def alignment(self) -> Alignment | None:
        """The claim aligned with the closest cited sentence; None across languages."""
        return align(self.claim, self.cited, self.index) if self.is_same_language else None

    @cached_property
    def binding(self) -> Binding:
        """The claim's figures bound to those of the cited blocks."""
        blocks = sorted({p.block for p in self.cited if p.block})[:MAX_BOUND_BLOCKS]
        return Binding(self.claim, [self.index.layout(number) for number in blocks])

    @cached_property
    def clauses(self) -> list[ClausePair]:
        """The clauses of the claim with their best places in the cited blocks."""
        return pair_clauses(self.binding)

    @cached_property
    def missing(self) -> frozenset[int]:
        """The items of the claim that neither the cited blocks nor title and headings have in any form."""
        found = [self.binding.positions_in(layout) for layout in self.binding.source]
        numbers = range(len(self.binding.layout.items))
        return frozenset(n for n in numbers if not any(places[n] for places in found) and not self.is_in_title(n))

    def is_told_by_weekday(self, date: Quantity) -> bool:
        """Whether the source's clause of a day of the claim names it by its weekday, which the article's date places.

        Where no day stands in the clause, its sentence may. A day of the month beside the weekday names another day.
        """
        day, published_at = date.when, self.index.document.published_at
        pairs = (p for p in self.clauses if any(p.claim.items[n].quantity == date for n in p.numbers))
        pair = next(pairs, None) if day and published_at else None
        if day is None or pair is None:
            return False
        named = pair.find_days()
        is_of_month = any(when.day is not None for when, _ in named)
        return not is_of_month and any(may_be_weekday(day, when, before, published_at) for when, before in named)

    def is_in_title(self, number: int) -> bool:
        """Whether title, header, headings or names of speakers have an item of the claim."""
        return self.binding.is_in(self.index.title_layout, number)


Check: TypeAlias = Callable[[CheckContext], CheckResult]


def is_near_cited(block: int, cited: Sequence[Passage]) -> bool:
    """Whether a block is cited or next to a cited one."""
    return any(passage.block and abs(block - passage.block) <= NEAR_BLOCKS for passage in cited)


# What ends the reach of a negation.
_CLAUSE_END = re.compile(r"[,;:，；：。]|\bbut\b|而")


def is_denied(context: CheckContext, start: int) -> bool:
    """Whether a claim denies what stands at an offset, and the cited text denies nothing.

    What is denied need not be in the text: "did not play for the Lakers" of a text that names his clubs.
    """
    before = context.claim.folded[:start]
    cues = [cue for cue in find_negations(context.claim) if cue.end <= start]
    if not cues or _CLAUSE_END.search(before, cues[-1].end):
        return False
    return not any(find_negations(passage) for passage in context.cited)
