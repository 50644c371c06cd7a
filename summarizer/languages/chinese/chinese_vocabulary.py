"""Chinese characters and words by what they are, and the statistics of passages that are counted with them.

Terms are pairs of characters without function characters: they rank passages as well as words do and need no
dictionary, whose loading would take longer than all the rest.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from ..english.english_vocabulary import is_anaphoric
from ..passage_statistics import PassageStatistics, build_term_arrays

# Codepoints above this (rare characters, emoji) are looked up as if they were this one: the end of the basic plane.
_MAX_CODE = 0xFFFF
# What a character can be: columns of `ChineseWords.class_kinds`.
_HAN, _STOP, _CONVERSATIONAL, _DIGIT, _QUOTE, _QUESTION, _NAME, _LETTER = range(8)
_MARKS = {_QUOTE: '"“”‘’「」', _QUESTION: "?？", _NAME: "《「“"}


@dataclass(frozen=True, slots=True)
class ChineseWords:
    """The lists of `words.toml` as tables of characters and of pairs of them, and as sets of words.

    Attributes:
        classes: `classes[codepoint]` is the class of a character, which stands for all that it is.
        class_kinds: for each class, 1 in the columns of what its characters are.
        topical: for each class, whether its characters carry a topic.
        pairs: listed pairs of characters as sorted numbers, `first << 16 | second`.
        pair_kinds: for each of them, 1 in column 0 for conversation, 1 for a cue, 2 for a caption.
        anaphoric: openings that refer to the sentence before, the longest first.
        verbs: verbs that jieba tags as nouns.
        cues: verbs and nouns that announce a finding or an opinion.
        generic_nouns: nouns too general to name a topic.
        person_titles: phrases that end in one name a person.
        connectives: a pattern of connectives that may be dropped.
    """

    classes: NDArray[np.uint8]
    class_kinds: NDArray[np.float64]
    topical: NDArray[np.bool_]
    pairs: NDArray[np.int64]
    pair_kinds: NDArray[np.uint8]
    anaphoric: tuple[str, ...]
    verbs: frozenset[str]
    cues: frozenset[str]
    generic_nouns: frozenset[str]
    person_titles: tuple[str, ...]
    connectives: str

    def is_topical(self, word: str) -> bool:
        """Whether all characters of a word carry a topic."""
        return all(self.topical[self.classes[min(ord(character), _MAX_CODE)]] for character in word)


@functools.cache
def chinese_words() -> ChineseWords:
    """The Chinese lists, read once."""
    words = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    classes, class_kinds = _classes(words["stop_characters"].split(), words["conversational"].split())
    pairs, pair_kinds = _pairs([words["conversational_bigrams"], words["cue_bigrams"], words["caption_bigrams"]])
    return ChineseWords(
        classes=classes,
        class_kinds=class_kinds,
        topical=(class_kinds[:, _HAN] > class_kinds[:, _STOP]) | (class_kinds[:, _LETTER] > 0),
        pairs=pairs,
        pair_kinds=pair_kinds,
        anaphoric=tuple(sorted(words["anaphoric"].split(), key=len, reverse=True)),
        verbs=frozenset(words["verbs"].split()),
        cues=frozenset(words["cue_bigrams"].split()),
        generic_nouns=frozenset(words["generic_nouns"].split()),
        person_titles=tuple(words["person_titles"].split()),
        connectives="|".join(sorted(words["connectives"].replace("\n", "").split("|"), key=len, reverse=True)),
    )


def compute_passage_statistics(texts: Sequence[str]) -> PassageStatistics:
    """The statistics of Chinese passages."""
    words = chinese_words()
    texts = [text or " " for text in texts]  # sums over nothing would take what follows
    sizes = np.array(list(map(len, texts)), np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(codes, _MAX_CODE).astype(np.int64)
    codes[(codes >= ord("A")) & (codes <= ord("Z"))] += 32
    passage = np.arange(len(texts)).repeat(sizes)
    classes = words.classes[codes]
    size = len(words.class_kinds)
    counts = np.bincount(passage * size + classes, minlength=len(texts) * size).reshape(-1, size) @ words.class_kinds
    topical = words.topical[classes]
    pairs = codes[:-1] << 16 | codes[1:]
    inside = passage[:-1] == passage[1:]
    occurring = (topical[:-1] & topical[1:] & inside).nonzero()[0]
    listed = words.pairs[:-1].searchsorted(pairs)
    found = ((words.pairs[listed] == pairs) & inside).nonzero()[0]
    pair_counts = np.zeros((len(texts), 3))
    np.add.at(pair_counts, passage[found], words.pair_kinds[listed[found]])
    return PassageStatistics(
        *build_term_arrays(passage[occurring], pairs[occurring]),
        length=0.3 * counts[:, _HAN] + 0.2 * sizes,
        conversational=counts[:, _CONVERSATIONAL] + pair_counts[:, 0],
        cues=np.minimum(2.0, pair_counts[:, 1]),
        caption=(pair_counts[:, 2] > 0).astype(np.float64),
        quote=(counts[:, _QUOTE] > 0).astype(np.float64),
        question=(counts[:, _QUESTION] > 0).astype(np.float64),
        anaphoric=np.array([_is_anaphoric(text, words) for text in texts], np.float64),
        names=counts[:, _NAME],
        figures=np.minimum(2.0, counts[:, _DIGIT]),
    )


def _is_anaphoric(text: str, words: ChineseWords) -> bool:
    """Whether a passage refers to what came before; it may be an English sentence within a Chinese article."""
    return text.startswith(words.anaphoric) or (text[:2].isascii() and text[:1].isalpha() and is_anaphoric(text))


def _classes(stop: list[str], conversational: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    kinds = np.zeros((_MAX_CODE + 1, 8), np.uint8)
    kinds[0x3400:0xA000, _HAN] = 1
    kinds[ord("0") : ord("9") + 1, _DIGIT] = 1
    for capital in ("A", "a"):
        kinds[ord(capital) : ord(capital) + 26, _LETTER] = 1
    for kind, characters in {_STOP: stop, _CONVERSATIONAL: conversational, **_MARKS}.items():
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
