"""Weights of what articles name, and how the sums of those of a matter meet the weights of an article."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from ..languages import LANGUAGES
from ..models import LanguageCode


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


class Sums:
    """The sums of the weights of each matter, by language.

    Args:
        across: factor of what meets in two languages.
    """

    def __init__(self, across: float) -> None:
        self._across = across
        self._sums: dict[tuple[LanguageCode, str], dict[int, float]] = {}

    def add(self, matter: int, weights: Weights, language: LanguageCode, sign: float = 1.0) -> None:
        """Add the weights of an article to those of a matter, or take them away."""
        for key, value in weights.items():
            sums = self._sums.setdefault((language, key), {})
            sums[matter] = sums.get(matter, 0.0) + sign * value

    def multiply(self, weights: Weights, language: LanguageCode) -> tuple[dict[int, float], dict[int, float]]:
        """The products of each matter's sums with the weights of an article: of all, and in its language."""
        every: dict[int, float] = {}
        own: dict[int, float] = {}
        for other in LANGUAGES:
            factor = 1.0 if other == language else self._across
            for key, value in weights.items():
                for matter, weight in self._sums.get((other, _find_key(key)), {}).items():
                    every[matter] = every.get(matter, 0.0) + factor * value * weight
                    if other == language:
                        own[matter] = own.get(matter, 0.0) + value * weight
        return every, own
