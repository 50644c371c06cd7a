"""Words of direction of a claim whose opposites stand in their place in the source: `slower` for 快于.

The context of the word is held against that of each word of the same pair of antonyms in the cited text, as that of a
figure is (`binding`). What fits best decides, if it fits well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from ...models import Finding
from ..binding import Context, score_place
from ..layout import COSTS, Layout, lay_out
from ..passage import Passage
from ..polarity_cues import finding_kind, may_deny
from .interface import CheckContext


@dataclass(frozen=True, slots=True)
class OppositeLimits:
    """When an opposite stands in the place of a word.

    Set on 2026-11-30; held by the floors of `benchmarks.faithfulness` and `benchmarks.statements`.

    Attributes:
        min_closeness: in the claim, from which an item belongs to the context of a word.
        min_score, min_score_beside: share of the context that stands close to the opposite, where the cited text has no
            word of the same side, and where it has one.
        min_lead: of the opposite over a word of the same side.
        min_letters: of a word; a single Han character is far more often part of another word.
    """

    min_closeness: float = 0.1
    min_score: float = 0.2
    min_score_beside: float = 0.35
    min_lead: float = 0.3
    min_letters: int = 2


LIMITS = OppositeLimits()
# A word in a layout.
Place: TypeAlias = tuple[Layout, int]
# First characters of Chinese words that deny the rest of them: 不好, 不足以.
_NEGATING = frozenset("不没未无")
# Characters before a word in which it is denied.
_MAX_BEFORE = 6
# `fall` where nothing goes down: fall inside, fall due.
_NO_MOVE = re.compile(r"f[ae]ll(?:s|en|ing)? (?:in|inside|within|into|under|on|due|short|outside)\b")
# Words of direction that have none of their own in most sentences.
_PARTICLES = frozenset(["up", "down", "above", "below", "over", "under", "upwards", "downwards", "以上", "以下"])


def find_opposites(context: CheckContext) -> Iterator[Finding]:
    """The words of direction that fit the source best where their opposites stand."""
    claim = lay_out(context.claim)
    sides_by_number = {n: sides for n in sorted(claim.numbers_with_sides) if (sides := _sides(claim, n))}
    claimed = frozenset[tuple[int, int]]().union(*sides_by_number.values())
    for number, sides in sides_by_number.items():
        same, opposites = _find_places(context, number, sides, claimed)
        if not opposites:
            continue
        nearby = _context(claim, number, sides)
        best = max(_score(context, nearby, opposites), key=itemgetter(0))
        lead = max(score for score, *_ in _score(context, nearby, same)) + LIMITS.min_lead if same else 0.0
        if best[0] >= max(LIMITS.min_score if not same else LIMITS.min_score_beside, lead):
            yield _finding(claim, number, best[1], best[2])


def _find_places(
    context: CheckContext, number: int, sides: frozenset[tuple[int, int]], claimed: frozenset[tuple[int, int]]
) -> tuple[list[Place], list[Place]]:
    """The places of the word itself or one of its side, and those of its opposites that the claim lacks."""
    binding, pairs = context.binding, {pair for pair, _ in sides}
    same: list[Place] = []
    opposites: list[Place] = []
    is_revision = binding.layout.tells_revision(number, sides)
    for layout in binding.source if not _is_denied(binding.layout, number) else ():
        sure = binding.sure_positions_in(layout)[number]
        for n in sorted(layout.numbers_with_sides.union(sure)):
            others = _sides(layout, n)
            is_same = bool(sides & layout.items[n].sides) or (not others and n in sure)
            is_rival = any(pair in pairs for pair, _ in others) and claimed.isdisjoint(others)
            is_told_by_figures = is_revision and not layout.speaks_of_revision(n)
            is_opposite = not is_same and is_rival and not is_told_by_figures and not _is_denied(layout, n)
            if is_same or is_opposite:
                (same if is_same else opposites).append((layout, n))
    return same, opposites


def _is_denied(layout: Layout, number: int) -> bool:
    """Whether a word that may deny stands right before an item: 不好 is no opposite of `poor`."""
    start, folded = layout.items[number].start, layout.passages[number].folded
    if folded[start] in _NEGATING:
        return True
    return may_deny(Passage(folded[max(0, start - _MAX_BEFORE) : start]))


def _score(context: CheckContext, nearby: Context, places: Sequence[Place]) -> list[tuple[float, Layout, int]]:
    """The places, each with how much of a context stands close to it."""
    positions_in = context.binding.positions_in
    return [(score_place(nearby, layout, n, positions_in(layout)), layout, n) for layout, n in places]


def _finding(claim: Layout, number: int, source: Layout, place: int) -> Finding:
    word, stated = claim.text_of(number), source.text_of(place)
    message = f"the source says “{stated}”, not “{word}”"
    block = source.passages[place].block or None
    return Finding(kind="direction", claim=word, message=message, block=block)


def _sides(layout: Layout, number: int) -> frozenset[tuple[int, int]]:
    """The sides of a word in pairs of antonyms of direction."""
    word = layout.text_of(number).lower()
    if _NO_MOVE.match(layout.passages[number].folded, layout.items[number].start):
        return frozenset()
    if len(word) < LIMITS.min_letters or word in _PARTICLES:
        return frozenset()
    return frozenset(side for side in layout.items[number].sides if finding_kind(side[0]) == "direction")


def _context(claim: Layout, number: int, sides: frozenset[tuple[int, int]]) -> Context:
    """The items around a word but for others of its pairs, with what each tells, 1 together."""
    pairs = {pair for pair, _ in sides}
    found = [
        (n, math.exp(-cost / COSTS.reach_claim))
        for n, cost in enumerate(claim.costs_from(number))
        if n != number and pairs.isdisjoint(pair for pair, _ in claim.items[n].sides)
    ]
    found = [(n, weight) for n, weight in found if weight >= LIMITS.min_closeness]
    total = sum(weight for _, weight in found)
    return [(n, weight / total) for n, weight in found]
