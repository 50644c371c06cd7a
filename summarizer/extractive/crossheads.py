"""Groups of written articles without headings: their points are divided where crossheads fit them best.

A crosshead is a short clause of one of the points. Those points support it that have enough of what is rare in it.
Among all ways to divide the points into groups of neighbours that one is taken whose crossheads have most support, by
dynamic programming, as the boundaries of topics are found. Readers found 23 of 38 crossheads good, and 17 of 34 noun
phrases (`benchmarks/readings/offline_3.jsonl` and `offline_4.jsonl`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..languages import LANGUAGES
from .point_selection import Candidates


class GroupLimits(NamedTuple):
    """How many groups a summary has at most, how many points each, and how many a group without a title of its own."""

    groups: int
    points: int
    untitled: int


@dataclass(frozen=True, slots=True)
class CrossheadWeights:
    """What a group is worth. Set by hand on the news sets, 2026-11-30."""

    support: float = 1.0
    """Of a point that supports the title of its group."""
    misfit: float = 0.7
    """Subtracted for one that does not."""
    group: float = 1.1
    """Subtracted for each group: one of a single point is worth less than none."""
    plain: float = 0.6
    """Subtracted for each point of a group without a title."""
    min_share: float = 0.2
    """Share of a crosshead's terms, by their rarity, that a point has to support it."""
    share: float = 0.3
    """Gain for the share that the nearest other point has."""
    value: float = 0.1
    """Gain for a standard score of the point whose clause is the title."""
    max_value: float = 3.0
    """The highest and, negative, the lowest standard score that counts."""


WEIGHTS = CrossheadWeights()
Span = tuple[int, int]


class _Crosshead(NamedTuple):
    """A clause as a title.

    Attributes:
        origin: index of the point that it is from.
        support: for each point whether it supports the title.
        gain: of the title by itself.
    """

    text: str
    origin: int
    support: NDArray[np.bool_]
    gain: float


class _Titled(NamedTuple):
    """What a group is worth, and its title; None for a plain word."""

    worth: float
    title: str | None


def divide_by_crossheads(
    candidates: Candidates, points: Sequence[int], limits: GroupLimits
) -> list[tuple[str | None, list[int]]]:
    """The points in groups of neighbours with the title of each; None where no clause will do.

    Args:
        points: the sentences that are the points, in document order.
    """
    crossheads = list(_find_crossheads(candidates, points))
    spans = itertools.combinations(range(len(points) + 1), 2)
    titled = {span: _choose_title(crossheads, span, limits) for span in spans}
    return [(titled[span].title, list(points[slice(*span)])) for span in _divide(titled, len(points), limits.groups)]


def _divide(titled: Mapping[Span, _Titled], points: int, groups: int) -> tuple[Span, ...]:
    """The bounds of the groups that are worth most together."""
    reached: dict[Span, tuple[float, tuple[Span, ...]]] = {(0, 0): (0.0, ())}
    for count, end in itertools.product(range(1, groups + 1), range(1, points + 1)):
        before = [(start, reached[count - 1, start]) for start in range(end) if (count - 1, start) in reached]
        ways = [(worth + titled[start, end].worth, (*spans, (start, end))) for start, (worth, spans) in before]
        if ways:
            reached[count, end] = max(ways)
    return max((way for (_, end), way in reached.items() if end == points), default=(0.0, ()))[1]


def _choose_title(crossheads: Sequence[_Crosshead], span: Span, limits: GroupLimits) -> _Titled:
    """The best title of some points: a clause of one of them, or none if a plain word is worth more."""
    start, end = span
    size = end - start
    found = [_Titled(-WEIGHTS.group - WEIGHTS.plain * size if size <= limits.untitled else -math.inf, None)]
    for crosshead in crossheads if size <= limits.points else ():
        if start <= crosshead.origin < end:
            support = int(crosshead.support[start:end].sum())
            worth = WEIGHTS.support * support - WEIGHTS.misfit * (size - support) - WEIGHTS.group
            found.append(_Titled(worth + crosshead.gain, crosshead.text))
    return max(found, key=lambda each: each.worth)


def _find_crossheads(candidates: Candidates, points: Sequence[int]) -> Iterator[_Crosshead]:
    """The clauses of the points that could be titles; none that opens with what only the text before names."""
    language, statistics = LANGUAGES[candidates.language], candidates.statistics
    texts = [candidates.forms.write(index) for index in points]
    frequency = np.bincount(statistics.term, minlength=len(statistics.term_keys))
    rarity = np.log(len(candidates.value) / np.maximum(1, frequency))
    has = np.zeros((len(points), len(rarity)))
    for row, index in enumerate(points):
        form = candidates.forms[index]
        has[row, statistics.term[candidates.entries(form.first, form.last)]] = 1.0
    dangling = language.statements.patterns.dangling_subject
    found = [(row, text) for row, each in enumerate(language.find_crossheads(texts)) for text in each]
    for origin, text in found:
        if dangling.match(text):
            continue
        keys = language.compute_passage_statistics([text]).term_keys
        weight = np.maximum(0.0, rarity) * np.isin(statistics.term_keys, keys)
        share = has @ weight / max(1e-9, float(weight.sum()))
        support = share >= WEIGHTS.min_share
        support[origin] = True
        value = float(np.clip(candidates.value[points[origin]], -WEIGHTS.max_value, WEIGHTS.max_value))
        nearest = float(np.delete(share, origin).max(initial=0.0))
        yield _Crosshead(text, origin, support, WEIGHTS.value * value + WEIGHTS.share * nearest)
