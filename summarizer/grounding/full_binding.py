"""Whether all that a statement says is bound to its source: what free words must show to be `supported` by rules."""

from __future__ import annotations

from dataclasses import dataclass

from .binding import Binding
from .checks.interface import CheckContext
from .clauses import ClausePair
from .polarity_cues import find_negations


@dataclass(frozen=True, slots=True)
class FullBindingLimits:
    """When every item of a statement is bound.

    Attributes:
        min_aligned: share of its items that the clauses of the source with most of each of its clauses have. Of 750
            true and 824 false statements (six articles, the adversarial pairs, 386 free statements by readers who had
            not seen the program) 3 and none are bound so; a score of 0.69 and more had 61 and 38. 2026-12-01.
    """

    min_aligned: float = 0.8


LIMITS = FullBindingLimits()


def is_fully_bound(context: CheckContext) -> bool:
    """Whether the cited text has every item of a claim, clause by clause, and nothing there rivals or opposes one.

    Only across languages. Within a language a claim that is no copy differs from its source by some word, and nothing
    tells a harmless one: of such claims without a finding as many are false as true.
    """
    binding, pairs = context.binding, context.clauses
    count = len(binding.layout.items)
    if context.is_same_language or not count or not all(binding.find_sure_places(n) for n in range(count)):
        return False
    aligned = sum(len(pair.matched) for pair in pairs)
    return aligned >= LIMITS.min_aligned * count and not any(_is_opposed(binding, pair) for pair in pairs)


def _is_opposed(binding: Binding, pair: ClausePair) -> bool:
    """Whether the sentence of a clause has another figure of a kind, the opposite of a word, or other negations."""
    claim, source = binding.layout, pair.source
    claimed = {n for places in binding.positions_in(source) for n in places}
    inside = source.sentence_of(pair.place)
    families = {claim.families[n] for n in pair.numbers} - {""}
    if any(n not in claimed and source.families[n] in families for n in inside):
        return True
    opposites = {(number, 1 - side) for n in pair.numbers for number, side in claim.items[n].sides}
    if any(not opposites.isdisjoint(source.items[n].sides) for n in inside):
        return True
    return len(find_negations(pair.passage)) != len(find_negations(pair.source_passage))
