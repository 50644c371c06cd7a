"""Adapter of our engine to the shared bench: `rank(text)` returns (position, text) pairs, best first.

The order is worked out only as far as it is read, as `summarizer.extractive.rank` does for any caller. Imports
stand inside: the bench executes this file in every peer's process, behind its own list of systems.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Pair = tuple[int, str]


class Pairs(Sequence[Pair]):
    """A ranking as the bench reads it."""

    def __init__(self, ranking: Sequence[Any]) -> None:
        self._ranking = ranking

    def __len__(self) -> int:
        return len(self._ranking)

    def __getitem__(self, index: Any) -> Any:
        found = self._ranking[index]
        return [(p.position, p.text) for p in found] if isinstance(index, slice) else (found.position, found.text)

    def __iter__(self) -> Iterator[Pair]:
        return ((passage.position, passage.text) for passage in self._ranking)


def make_ours(_language: str, _context: dict[str, Any]) -> Callable[[str], Pairs]:
    """The system; it finds out the language by itself."""
    from summarizer.extractive import rank_passages
    from summarizer.models import Document

    return lambda text: Pairs(rank_passages(Document.from_text(text)))
