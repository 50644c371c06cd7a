"""Names of a claim that tell where something is, and not whose it is or who does it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from ..binding import Binding
from ..gazetteer import is_territory
from ..layout import Layout

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


# What is told by the city of its seat, in a folded text.
_DEFINITE = re.compile(r"\bthe $")
_INSTITUTION = re.compile(r" (?:[a-z]+ )?(?:exchange|bourse|court|government|council|police|authorities|university)\b")


def tells_seat(text: str, start: int, end: int) -> bool:
    """Whether a name in a folded text only tells the seat of an institution: the Shanghai exchange for 上交所."""
    return bool(_DEFINITE.search(text, 0, start) and _INSTITUTION.match(text, end))


def has_other_territory(binding: Binding, min_matched: float) -> bool:
    """Whether a sentence of the source has a country that the claim lacks, and a share of the claim's items."""
    for source in binding.source:
        positions = binding.positions_in(source)
        claimed = set(chain.from_iterable(positions))
        found = Counter(sentence for places in positions for sentence in {source.sentence_of(n) for n in places})
        for sentence, count in found.items():
            others = (n for n in sentence if n not in claimed)
            if count >= min_matched * len(positions) and any(names_territory(source, n) for n in others):
                return True
    return False


def names_territory(layout: Layout, number: int) -> bool:
    """Whether an item is the name of a country or region."""
    item = layout.items[number]
    return item.kind == "name" and is_territory(item.entries)
