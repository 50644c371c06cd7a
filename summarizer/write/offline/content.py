"""What each sentence is about: which terms it holds, and how much of it is talk.

English terms are stems of words. Chinese terms are pairs of characters without function characters: they rank
sentences as well as words do and need no dictionary, whose loading would take longer than all the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...models import Language
from .lexicon import HAN, PLANE, STOP, TALK, Chinese, chinese, english

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# So many letters of a word stand for all its forms: company and companies, elect and elected.
_STEM = 6
_STEMS_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Content:
    """The terms of a document as a sparse matrix, one entry for each sentence and term in it.

    Attributes:
        sentence, term, count: the entries, in order of sentence.
        totals: how often each term stands in the document.
        length: words of each sentence (a Chinese character counts as half a word).
        talk: words of each sentence that are talk: I, you, well; 我, 你, 吧, 就是.
        cues: words that announce a finding, an opinion or a conclusion.
    """

    sentence: Ints
    term: Ints
    count: Floats
    totals: Floats
    length: Floats
    talk: Floats
    cues: Floats

    @property
    def sentences(self) -> int:
        return len(self.length)

    def sum(self, values: Floats) -> Floats:
        """The sum over each sentence of a value for each entry."""
        return np.bincount(self.sentence, values, self.sentences)


def content_of(texts: Sequence[str], language: Language) -> Content:
    """Count the terms of sentences."""
    return _chinese(texts) if language == "zh" else _english(texts)


class _Stems(dict[str, str]):
    """Word to stem; empty for a word without a topic. Remembers what it has seen, as words repeat."""

    def __missing__(self, word: str) -> str:
        if len(self) > _STEMS_KEPT:
            self.clear()
        plain = word.removesuffix("'s").removesuffix("’s")
        stem = "" if plain in english().stop or len(plain) < 2 else plain[:_STEM]
        self[word] = stem
        return stem


_stems = _Stems()


def _english(texts: Sequence[str]) -> Content:
    lexicon = english()
    sentences = [_WORD.findall(text.lower()) for text in texts]
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers[""]   # number 0: no term
    stems = _stems
    terms = np.array([numbers[stems[word]] for words in sentences for word in words], np.int64)
    sizes = np.array([len(words) for words in sentences], np.int64)
    place = np.repeat(np.arange(len(texts)), sizes)
    flags = [
        np.array([sum(map(listed.__contains__, words)) for words in sentences], np.float64)
        for listed in (lexicon.talk, lexicon.cues)
    ]
    kept = terms > 0
    return _content(place[kept], terms[kept] - 1, sizes.astype(np.float64), flags)


def _chinese(texts: Sequence[str]) -> Content:
    lexicon = chinese()
    sizes = np.array([len(text) for text in texts], np.int64)
    codes = np.frombuffer("".join(texts).lower().encode("utf-32-le", "replace"), np.uint32)
    if len(codes) != sizes.sum():   # a letter whose lower case is two
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
    codes = np.minimum(codes, PLANE).astype(np.int64)
    place = np.repeat(np.arange(len(texts)), sizes)
    kinds = lexicon.kinds[codes]
    topical = _topical(codes, kinds)
    pairs = codes[:-1] << 16 | codes[1:]
    inside = place[:-1] == place[1:]
    kept = topical[:-1] & topical[1:] & inside
    _, terms = np.unique(pairs[kept], return_inverse=True)
    han = np.bincount(place, (kinds & HAN) > 0, len(texts))
    flags = [
        np.bincount(place, (kinds & TALK) > 0, len(texts)) + _hits(lexicon.talk_pairs, pairs, place, len(texts)),
        _hits(lexicon.cue_pairs, pairs, place, len(texts)),
    ]
    return _content(place[:-1][kept], terms, 0.5 * han + 0.2 * (sizes - han), flags)


def _topical(codes: Ints, kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Han characters but function characters, and Latin letters."""
    letters = (codes >= ord("a")) & (codes <= ord("z"))
    return letters | ((kinds & (HAN | STOP)) == HAN)


def _hits(listed: Ints, pairs: Ints, place: Ints, sentences: int) -> Floats:
    """How many of the listed pairs each sentence holds."""
    found = listed[np.minimum(np.searchsorted(listed, pairs), len(listed) - 1)] == pairs
    return np.bincount(place[:-1][found], minlength=sentences).astype(np.float64)


def _content(place: Ints, terms: Ints, length: Floats, flags: list[Floats]) -> Content:
    size = int(terms.max()) + 1 if len(terms) else 1
    keys, count = np.unique(place * size + terms, return_counts=True)
    weights = count.astype(np.float64)
    return Content(
        sentence=keys // size, term=keys % size, count=weights,
        totals=np.bincount(terms, minlength=size).astype(np.float64),
        length=length, talk=flags[0], cues=flags[1],
    )
