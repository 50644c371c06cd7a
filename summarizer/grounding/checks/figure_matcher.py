"""The figures of a claim compared with those of passages, each reading once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...quantities import Comparison, compare
from ..figure_tolerance import entails
from ..layout import is_reporting_period
from ..passage import Passage
from ..source import SourceIndex

if TYPE_CHECKING:
    from ...quantities import Quantity

# Comparisons of unequal figures for one statement; a figure left over is undecided. Bounds the time on texts of nothing
# but figures, as `python -m benchmarks.slow_texts` measures. Set on 2026-11-30.
MAX_COMPARISONS = 30_000
_FIRST_TIME = re.compile("首|头一|第一|初次|first")


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure of the source, the passage it stands in, and how the claim's compares to it."""

    quantity: Quantity
    passage: Passage
    comparison: Comparison

    def entails(self, figure: Quantity) -> bool:
        """Whether the source's figure has all that the claim's has."""
        return self.comparison.verdict == "same" and entails(self.quantity, figure)


class FigureMatcher:
    """Compares the figures of one statement, each reading once, up to `MAX_COMPARISONS`."""

    def __init__(self, index: SourceIndex) -> None:
        self.index = index
        self.remaining = MAX_COMPARISONS

    @property
    def is_exhausted(self) -> bool:
        return self.remaining <= 0

    def matches(self, figure: Quantity, passages: Iterable[Passage]) -> Iterator[FigureMatch]:
        """The figures of the passages, one for each reading, with how the claim's compares to each."""
        for passage in passages:
            for other, *_ in passage.readings.values():
                if self.is_exhausted:
                    return
                self.remaining -= 1
                yield self.match(figure, other, passage)

    def equal_matches(self, figure: Quantity, passages: Iterable[Passage]) -> Iterator[FigureMatch]:
        """Those of the same value and date."""
        for passage in passages:
            for other in passage.readings_by_value.get((figure.low, figure.when), ()):
                yield self.match(figure, other, passage)

    def match(self, figure: Quantity, other: Quantity, passage: Passage) -> FigureMatch:
        """How the claim's figure compares to one of the source, by the exchange rates that the source states."""
        is_exchange = figure.kind == other.kind == "money" and figure.unit != other.unit
        rates = self.index.exchange_rates if is_exchange else ()
        comparison = compare(figure, other, rates)
        if comparison.verdict == "different" and is_reporting_period(other):
            comparison = Comparison("undecided", f"“{other.text}” is the period of the report", "reading")
        return FigureMatch(other, passage, comparison)

    def confirms(self, figure: Quantity, passages: Sequence[Passage]) -> bool:
        """Whether a figure of the passages entails the claim's. Equal ones first, since comparing takes the time."""
        if figure.kind == "ordinal" and figure.value == 1 and any(_FIRST_TIME.search(p.folded) for p in passages):
            return True  # 首次 has no numeral
        if any(match.entails(figure) for match in self.equal_matches(figure, passages)):
            return True
        return any(match.entails(figure) for match in self.matches(figure, passages))
