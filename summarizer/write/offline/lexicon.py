"""The word lists of `words.toml`, in the shapes the engine looks them up in."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

# Codepoints above this (rare characters, emoji) are looked up as if they were this one.
PLANE = 0xFFFF
TALK, STOP, HAN = 1, 2, 4


@dataclass(frozen=True, slots=True)
class English:
    """Lower-cased words by what they are."""

    stop: frozenset[str]
    talk: frozenset[str]
    leaning: frozenset[str]
    cues: frozenset[str]
    openers: str
    bare_openers: str


@dataclass(frozen=True, slots=True)
class Chinese:
    """Characters and pairs of them by what they are.

    Attributes:
        kinds: `kinds[codepoint]` holds the flags TALK, STOP and HAN.
        talk_pairs, cue_pairs: sorted `pair` numbers.
    """

    kinds: NDArray[np.uint8]
    talk_pairs: NDArray[np.int64]
    cue_pairs: NDArray[np.int64]
    leaning: tuple[str, ...]
    openers: str


@functools.cache
def english() -> English:
    """The English lists, read once."""
    words = _sections()["en"]
    sets = {name: frozenset(words[name].split()) for name in ("stop", "talk", "leaning", "cues")}
    return English(**sets, openers=_alternatives(words["openers"]), bare_openers=words["bare_openers"])


@functools.cache
def chinese() -> Chinese:
    """The Chinese lists, read once."""
    words = _sections()["zh"]
    kinds = np.zeros(PLANE + 1, np.uint8)
    kinds[0x3400:0xA000] |= HAN
    for name, flag in (("stop", STOP), ("talk", TALK)):
        kinds[[ord(character) for character in words[name].split()]] |= flag
    return Chinese(
        kinds=kinds,
        talk_pairs=_pairs(words["talk_pairs"]),
        cue_pairs=_pairs(words["cues"]),
        leaning=tuple(sorted(words["leaning"].split(), key=len, reverse=True)),
        openers=_alternatives(words["openers"]),
    )


def _sections() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def _alternatives(listed: str) -> str:
    """A pattern that matches any of them, the longest first."""
    return "|".join(sorted(listed.replace("\n", "").split("|"), key=len, reverse=True))


def _pairs(listed: str) -> NDArray[np.int64]:
    return np.array(sorted(ord(a) << 16 | ord(b) for a, b in listed.split()), np.int64)
