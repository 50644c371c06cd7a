"""Stretches of a text that belong to something, and the text cut where they begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that belongs to something, such as a statement's evidence."""

    start: int
    end: int
    owner: str


# The owner of words of the document that a finding objects to; all others are statements.
FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text and the owners of all spans that cover it."""

    text: str
    owners: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements whose evidence it is."""
        return tuple(owner for owner in self.owners if owner != FAULT)

    @property
    def at_fault(self) -> bool:
        """Whether a finding objects to it."""
        return FAULT in self.owners


def segments(text: str, spans: Iterable[Span], offset: int = 0) -> tuple[Segment, ...]:
    """Cut a text wherever a span begins or ends, so that spans may overlap; `offset` is where the text begins."""
    kept = [(max(s.start - offset, 0), min(s.end - offset, len(text)), s.owner) for s in spans]
    kept = [span for span in kept if span[0] < span[1]]
    cuts = sorted({0, len(text), *(cut for start, end, _ in kept for cut in (start, end))})
    return tuple(
        Segment(text[a:b], tuple(dict.fromkeys(owner for start, end, owner in kept if start <= a and b <= end)))
        for a, b in pairwise(cuts)
    )
