"""Word lists of the checks: finding their entries in a text, longest first, in both languages."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .fold import fold
from .passage import Passage, words_of

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text, with what the list says of it. `first` and `last` number its tokens."""

    start: int
    end: int
    first: int
    last: int
    values: tuple[int, ...]


class WordList:
    """Entries of one or more tokens, each with numbers that say what it is.

    An entry with blanks or `_` is a phrase. Chinese entries are found anywhere, English ones as whole words.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        found: dict[Key, list[int]] = {}
        for form, value in entries:
            key = key_of(form)
            if key and value not in found.setdefault(key, []):
                found[key].append(value)
        self._values: dict[Key, tuple[int, ...]] = {key: tuple(values) for key, values in found.items()}
        lengths: dict[str, set[int]] = {}
        for key in self._values:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(many, reverse=True) for first, many in lengths.items()}

    def __len__(self) -> int:
        return len(self._values)

    def get(self, keys: Key) -> tuple[int, ...]:
        """What the list says of these tokens; empty when it has no such entry."""
        return self._values.get(keys, ())

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The entries in a text, from left to right, the longest at each place, none inside another."""
        keys, tokens, at = passage.keys, passage.tokens, 0
        while at < len(keys):
            for length in self._lengths.get(keys[at], ()):
                values = self._values.get(tuple(keys[at:at + length]))
                if values and at + length <= len(keys):
                    yield Hit(tokens[at].start, tokens[at + length - 1].end, at, at + length, values)
                    at += length - 1
                    break
            at += 1


@functools.lru_cache(maxsize=20_000)
def key_of(form: str) -> Key:
    """The tokens of an entry as the passages have them."""
    form = form.replace("_", " ")
    return tuple(words_of(fold(form)))
