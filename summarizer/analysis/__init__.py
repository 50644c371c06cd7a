"""Linguistic analysis by spaCy: sentences and phrases that a named pipeline finds in the blocks of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyTermCandidate:
    """A candidate for a key term, where it occurs.

    Attributes:
        block: the number of its block; 0 for the title.
        words: in lower case.
        text: as written.
        named: whether it is a name.
    """

    block: int
    words: tuple[str, ...]
    text: str
    named: bool = False
