"""Linguistic analysis by spaCy: what a named pipeline finds in the blocks of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that carry a topic, where it stands."""

    block: int
    words: tuple[str, ...]
    text: str
    named: bool = False
