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
# What a character can be: columns of `Chinese.class_kinds`.
HAN, STOP, TALK, DIGIT, QUOTE, QUESTION, NAME, LETTER = range(8)
_MARKS = {QUOTE: '"“”‘’「」', QUESTION: "?？", NAME: "《「“"}


@dataclass(frozen=True, slots=True)
class English:
    """Lower-cased words by what they are, and patterns of openers."""

    stop: frozenset[str]
    talk: frozenset[str]
    leaning: frozenset[str]
    cues: frozenset[str]
    captions: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    before_verbs: frozenset[str]
    verbs: frozenset[str]
    gerunds: frozenset[str]
    light_nouns: frozenset[str]
    not_superlative: frozenset[str]
    weak_nouns: frozenset[str]
    openers: str
    bare_openers: str


@dataclass(frozen=True, slots=True)
class Chinese:
    """Characters and pairs of them by what they are.

    Attributes:
        classes: `classes[codepoint]` is the class of a character, by all that it is.
        class_kinds: for each class, 1 in the columns of what its characters are.
        topical: for each class, whether its characters carry a topic.
        pairs: listed pairs of characters as sorted numbers, `first << 16 | second`.
        pair_kinds: for each of them, 1 in column 0 for talk, 1 for a cue, 2 for a caption.
        leaning: openings that lean on the sentence before, the longest first.
        verbs: words that do, though jieba tags them as nouns.
        weak_nouns: nouns that name nothing.
        offices: what persons are called by: phrases that end so name a person.
        openers: a pattern of openers that may go.
    """

    classes: NDArray[np.uint8]
    class_kinds: NDArray[np.float64]
    topical: NDArray[np.bool_]
    pairs: NDArray[np.int64]
    pair_kinds: NDArray[np.uint8]
    leaning: tuple[str, ...]
    verbs: frozenset[str]
    weak_nouns: frozenset[str]
    offices: tuple[str, ...]
    openers: str


@functools.cache
def english() -> English:
    """The English lists, read once."""
    words = _sections()["en"]
    sets = {name: frozenset(listed.split()) for name, listed in words.items() if "openers" not in name}
    return English(**sets, openers=_alternatives(words["openers"]), bare_openers=words["bare_openers"])


@functools.cache
def chinese() -> Chinese:
    """The Chinese lists, read once."""
    words = _sections()["zh"]
    classes, class_kinds = _classes(words["stop"].split(), words["talk"].split())
    pairs, pair_kinds = _pairs([words["talk_pairs"], words["cues"], words["captions"]])
    return Chinese(
        classes=classes,
        class_kinds=class_kinds,
        topical=(class_kinds[:, HAN] > class_kinds[:, STOP]) | (class_kinds[:, LETTER] > 0),
        pairs=pairs,
        pair_kinds=pair_kinds,
        leaning=tuple(sorted(words["leaning"].split(), key=len, reverse=True)),
        verbs=frozenset(words["verbs"].split()),
        weak_nouns=frozenset(words["weak_nouns"].split()),
        offices=tuple(words["offices"].split()),
        openers=_alternatives(words["openers"]),
    )


def _classes(stop: list[str], talk: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    kinds = np.zeros((PLANE + 1, 8), np.uint8)
    kinds[0x3400:0xA000, HAN] = 1
    kinds[ord("0") : ord("9") + 1, DIGIT] = 1
    for capital in ("A", "a"):
        kinds[ord(capital) : ord(capital) + 26, LETTER] = 1
    for kind, characters in {STOP: stop, TALK: talk, **_MARKS}.items():
        kinds[[ord(character) for character in characters], kind] = 1
    packed = np.packbits(kinds, axis=1)[:, 0]
    met = np.flatnonzero(np.bincount(packed)).astype(np.uint8)
    return np.searchsorted(met, packed).astype(np.uint8), np.unpackbits(met[:, np.newaxis], axis=1).astype(np.float64)


def _pairs(lists: list[str]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    kinds: dict[int, list[int]] = {}
    for column, listed in enumerate(lists):
        for pair in listed.split():
            kinds.setdefault(ord(pair[0]) << 16 | ord(pair[1]), [0, 0, 0])[column] = 1
    keys = sorted(kinds)
    return np.array(keys, np.int64), np.array([kinds[key] for key in keys], np.uint8)


def _sections() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def _alternatives(listed: str) -> str:
    """A pattern that matches any of them, the longest first."""
    return "|".join(sorted(listed.replace("\n", "").split("|"), key=len, reverse=True))
