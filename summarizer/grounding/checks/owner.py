"""Clauses of a claim in another language that the source has about somebody else.

The name in a clause of the claim, or the first one of the claim, must stand in or beside the sentence that has the
clause, where that sentence names another that the claim does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...models import Finding
from ..binding import Binding
from ..clauses import ClausePair
from ..gazetteer import is_territory
from ..layout import Layout
from ..named_entities import is_common_acronym
from .interface import CheckContext


@dataclass(frozen=True, slots=True)
class OwnerLimits:
    """Which sentence of the source has a clause of the claim.

    Measured on 2026-11-30: of 225 true statements about six articles and 251 true translations none is accused, of 44
    statements told of another 6 are found.

    Attributes:
        min_matched, min_share: items of the claim's clause that the source's clause has, and their share.
        max_distance: in sentences, up to which a name belongs to a clause.
    """

    min_matched: int = 2
    min_share: float = 0.5
    max_distance: int = 1


LIMITS = OwnerLimits()
# Characters of the source that a message shows.
_MAX_SHOWN = 60


def find_other_owners(context: CheckContext) -> Iterator[Finding]:
    """The names of the claim for which the source has another in its place."""
    if context.is_same_language:
        return
    binding = context.binding
    names = [n for n in range(len(binding.layout.items)) if _is_name(binding.layout, n)]
    told: set[int] = set()
    for pair in context.clauses if names else ():
        if len(pair.matched) < LIMITS.min_matched or pair.share < LIMITS.min_share:
            continue
        own = [n for n in names if n in pair.numbers] or names[:1]
        others = _unclaimed_names(binding, pair)
        for number in own if others else ():
            if number not in told and number not in pair.matched and not _stands_near(binding, number, pair):
                told.add(number)
                yield _finding(pair, number, others[0])


def _finding(pair: ClausePair, number: int, other: int) -> Finding:
    name, shown = pair.claim.text_of(number), " ".join(pair.source_text.split())[:_MAX_SHOWN]
    message = f"the source says this of {pair.source.text_of(other)}, not of {name}: “{shown}”"
    return Finding(kind="name", claim=name, message=message, block=pair.block)


def _is_name(layout: Layout, number: int) -> bool:
    """Whether an item is a name of the gazetteer, and neither a territory, which may be meant unsaid, nor a noun."""
    item = layout.items[number]
    if item.kind != "name" or not all(key.startswith("entry ") for key in item.keys):
        return False
    entries = tuple(int(key.split()[1]) for key in item.keys)
    return not is_territory(entries) and not is_common_acronym(layout.text_of(number)) and not is_place(layout, number)


# Before a name that tells where something is, with the names that it is listed with: `in Rome, Turin and Milan`.
_LOCATIVE = re.compile(
    r"(?:\b(?:in|at|across|near|around|throughout|outside|inside)\s+(?:the\s+)?|[在将于])"
    r"(?:[\w ]{1,20}(?:, | and |、|和|与))*$"
)
# Characters before a name in which it is looked for.
_MAX_BEFORE = 80


def is_place(layout: Layout, number: int) -> bool:
    """Whether a name tells where something is, and not whose it is."""
    start = layout.items[number].start
    return bool(_LOCATIVE.search(layout.passages[number].folded[max(0, start - _MAX_BEFORE) : start]))


def _unclaimed_names(binding: Binding, pair: ClausePair) -> list[int]:
    """The names in the sentence of a clause of the source that the claim does not have."""
    source, sentence = pair.source, pair.source.sentences[pair.place]
    claimed = {n for places in binding.positions_in(source) for n in places}
    inside = (n for n in range(len(source.items)) if source.sentences[n] == sentence)
    return [n for n in inside if n not in claimed and _is_name(source, n)]


def _stands_near(binding: Binding, number: int, pair: ClausePair) -> bool:
    source, sentence = pair.source, pair.source.sentences[pair.place]
    places = binding.positions_in(source)[number]
    return any(abs(source.sentences[place] - sentence) <= LIMITS.max_distance for place in places)
