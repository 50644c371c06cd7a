"""Word lists matched in text, and a small Chinese-English lexicon: to tell whether two sentences share a topic."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..languages.english_stems import stem
from ..text.folding import fold
from ..text.scripts import HAN
from .data import read_lines
from .passage import FUNCTION_WORDS, Passage, kept, words_of

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
                values = self._values.get(tuple(keys[at : at + length]))
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


# Endings of words that are no names, with at least four letters before them.
_ORDINARY_ENDING = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ness|ships?|ances?|ences?|ities|ity|isms?|ists?|ives?|ally|ingly|ical|ional|ous|ful"
    r"|less|able|ible|ings?|ial|iers?)$"
)
_HAN_RUN = re.compile(f"[{HAN}]+")
_LONGEST = 8  # characters of an entry


@functools.cache
def _glosses() -> dict[str, str]:
    """The English words of each Chinese word, blanks between them; those of our own list come first."""
    found = dict(line.split("=", 1) for line in read_lines("dictionary.txt"))
    for line in read_lines("lexicon.txt"):
        words, english = line.split("=", 1)
        for word in words.split():
            found[word] = f"{english} {found[word]}" if word in found else english
    return found


@functools.cache
def _ordinary() -> frozenset[str]:
    """The English words that stand without a capital in the lists, and their stems."""
    words = {w for english in _glosses().values() for w in english.replace("_", " ").split() if w.islower()}
    return frozenset(words) | frozenset(map(stem, words))


@functools.lru_cache(maxsize=40_000)
def _english(word: str) -> frozenset[str]:
    """The keys of the English words a Chinese word may stand for; empty when it is not listed."""
    return frozenset(key for gloss in _glosses().get(word, "").split() for key in key_of(gloss)) - FUNCTION_WORDS


@kept
def spoken(passage: Passage) -> frozenset[str]:
    """The keys of the English words a text has or may bear, in whatever language it is."""
    return passage.key_set.union(
        *(
            _english(run[start : start + length])
            for run in _HAN_RUN.findall(passage.folded)
            for start in range(len(run))
            for length in range(1, min(_LONGEST, len(run) - start) + 1)
        )
    )


@kept
def meanings(passage: Passage) -> tuple[frozenset[str], ...]:
    """What each content word of a text says, as keys of English words any of which may render it.

    Words that no list has say nothing that could be compared and are left out.
    """
    latin = [frozenset([t.key]) for t in passage.tokens if t.kind == "word" and _is_known(t.key)]
    return (*latin, *(_english(word) for run in _HAN_RUN.findall(passage.folded) for word in _words(run)))


def _is_known(key: str) -> bool:
    return key in _ordinary() and key not in FUNCTION_WORDS


def _words(run: str) -> Iterator[str]:
    """The listed words of a run of Han characters, the longest first from the left, single characters left out."""
    at = 0
    while at < len(run):
        length = next((n for n in range(min(_LONGEST, len(run) - at), 1, -1) if _english(run[at : at + n])), 0)
        if length:
            yield run[at : at + length]
        at += length or 1


def speaks_of(word: str, passage: Passage) -> bool:
    """Whether a text has a word for which this small-letter English one may stand."""
    return stem(word) in spoken(passage)


def renders_name(name: str, passage: Passage) -> bool:
    """Whether an English text has a word for which this Chinese name may stand; where its gloss has names, one of them.

    A gloss explains a name as well: 韩国 is South Korea, but not the fall of a dynasty.
    """
    words = _glosses().get(name, "").replace("_", " ").split()
    proper = [word for word in words if word[0].isupper()]
    keys = {key for word in proper or words for key in key_of(word)} - FUNCTION_WORDS
    return not keys.isdisjoint(passage.key_set)


def is_proper(word: str) -> bool:
    """Whether a Chinese word is listed as a name and nothing else: all words of its gloss have a capital."""
    gloss = _glosses().get(word, "").replace("_", " ").split()
    return bool(gloss) and all(english[0].isupper() for english in gloss)


def unlisted(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where two or more Han characters in a row stand in a text that belong to no listed word."""
    for match in _HAN_RUN.finditer(passage.folded):
        at = start = match.start()
        while at < match.end():
            rest = match.end() - at
            length = next((n for n in range(min(_LONGEST, rest), 1, -1) if _english(passage.folded[at : at + n])), 0)
            if length and at - start > 1:
                yield start, at
            at += length or 1
            start = at if length else start
        if match.end() - start > 1:
            yield start, match.end()


def is_ordinary(word: str) -> bool:
    """Whether a small-letter English word is one of the language, as far as we know, and so no name by itself."""
    known = _ordinary()
    inflected = word in known or stem(word) in known or stem(word) + "e" in known  # urge, urged
    return word in FUNCTION_WORDS or inflected or bool(_ORDINARY_ENDING.match(word))
