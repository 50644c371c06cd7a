"""The targets of `fuzz/`, each on some hundred seeded cases; `make fuzz` runs a million with coverage guidance."""

from __future__ import annotations

import random

import pytest

from fuzz.targets import TARGETS, checked


class Seeded:
    """Data as atheris provides it, from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def ConsumeBytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def ConsumeIntInRange(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def ConsumeUnicode(self, count: int) -> str:
        return "".join(chr(self._random.choice((self._random.randrange(0xD800), self._random.randrange(0xE000, 0x110000)))) for _ in range(count))


@pytest.mark.parametrize("name", TARGETS)
def test_target(name: str) -> None:
    for seed in range(300):
        checked(TARGETS[name], Seeded(seed), 400)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_target_at_length(name: str) -> None:
    for seed in range(300, 4000):
        checked(TARGETS[name], Seeded(seed), 400)
