"""Weights of what articles name, and how those of one article meet those of all others."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by key, in a tenth of the room that a dict takes: there are some hundred of each article."""

    keys: tuple[str, ...]
    values: array[float]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Self:
        """The weights of a mapping; of keys that are the same one is held."""
        return cls(tuple(map(sys.intern, weights)), array("d", weights.values()))

    def items(self) -> Iterator[tuple[str, float]]:
        """Each key with its weight."""
        return zip(self.keys, self.values, strict=True)


def drop_script(key: str) -> str:
    """What a feature has in common with that of another script: the sound itself."""
    return key.removeprefix("latin ").removeprefix("han ")


def _find_key(key: str) -> str:
    """The key under which another article has what this one has: a sound is met in the other script."""
    script, _, sound = key.partition(" ")
    return f"{_OTHER_SCRIPT[script]} {sound}" if script in _OTHER_SCRIPT else key


_OTHER_SCRIPT = {"latin": "han", "han": "latin"}


class SharedWeights:
    """Which articles have what another one has, and what it weighs with both.

    Args:
        weights: of each article.
    """

    def __init__(self, weights: Sequence[Weights]) -> None:
        numbers = {key: number for number, key in enumerate(dict.fromkeys(k for each in weights for k in each.keys))}
        keys = [np.fromiter(map(numbers.__getitem__, each.keys), np.int32, len(each.keys)) for each in weights]
        held = np.concatenate([np.zeros(0, np.int32), *keys])
        order = np.argsort(held, kind="stable")
        self._starts = np.searchsorted(held, np.arange(len(numbers) + 1), sorter=order)
        self._articles = np.repeat(np.arange(len(weights), dtype=np.int32), list(map(len, keys)))[order]
        self._weights = np.concatenate([np.zeros(0), *(each.values for each in weights)])[order]
        counterparts = np.array([numbers.get(_find_key(key), -1) for key in numbers], np.int32)
        self._own = [(counterparts[each], np.asarray(own.values)) for each, own in zip(keys, weights, strict=True)]

    def multiply(self, article: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The articles that have what an article has, each once for each key, and the products of the two weights."""
        keys, weights = self._own[article]
        keys, weights = keys[keys >= 0], weights[keys >= 0]
        counts = self._starts[keys + 1] - self._starts[keys]
        places = np.repeat(self._starts[keys] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        return self._articles[places], np.repeat(weights, counts) * self._weights[places]
