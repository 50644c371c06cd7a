"""Everyday words of both languages, enough to tell whether two sentences speak of the same thing. No dictionary.

The list is `data/lexicon.txt`: Chinese words and the English words any of them may stand for.
"""

from __future__ import annotations

import functools
import re

from .passage import FUNCTION_WORDS, Passage
from .stems import stem
from .words import WordList, key_of, read_lines

# Endings of words that are no names, with at least four letters before them.
_ORDINARY_ENDING = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ness|ships?|ances?|ences?|ities|ity|isms?|ists?|ives?|ally|ingly|ical|ional|ous|ful|less|able|ible|ings?)$"
)


@functools.cache
def _load() -> tuple[WordList, frozenset[str]]:
    entries: list[tuple[str, int]] = []
    english: set[str] = set()
    for number, line in enumerate(read_lines("lexicon.txt")):
        han, latin = line.split("=", 1)
        entries += [(form, number) for form in (*han.split(), *latin.split())]
        english.update(key for form in latin.split() for key in key_of(form))
    return WordList(entries), frozenset(english)


def concepts(passage: Passage) -> dict[int, frozenset[int]]:
    """What a text speaks of: for the number of each token that begins a known word, the entries it may belong to."""
    words, _ = _load()
    return {hit.first: frozenset(hit.values) for hit in words.find(passage)}


def speaks_of(word: str, passage: Passage) -> bool:
    """Whether a Chinese text has a word for which this small-letter English one may stand."""
    words, _ = _load()
    mine = set(words.get((stem(word),)))
    return bool(mine) and any(mine & entries for entries in concepts(passage).values())


def is_ordinary(word: str) -> bool:
    """Whether a small-letter English word is one of the language, as far as we know, and so no name by itself."""
    if word in FUNCTION_WORDS or stem(word) in _load()[1]:
        return True
    return bool(_ORDINARY_ENDING.match(word))
