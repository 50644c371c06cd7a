"""Words in both languages: a Chinese-English dictionary, and English words of one meaning.

The dictionary tells whether two sentences of different languages may speak of the same thing. It is made of CC-CEDICT
(`data/dictionary.txt`, by `scripts/make_dictionary.py`) and everyday words of our own (`data/lexicon.txt`).
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator

from ..languages.english.stemmer import stem
from ..text.scripts import HAN_RUN
from .data import read_lines
from .passage import FUNCTION_WORDS, Passage, cached_on_passage, phrase_key

# Endings of common nouns, adjectives and adverbs, with at least three letters before them.
_COMMON_ENDING = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ness|ships?|ances?|ences?|ities|ity|isms?|ists?|ives?|ally|ingly|ical|ional|ous|ful"
    r"|less|able|ible|ings?|ial|iers?)$"
)
# The longest Chinese word of the two lists, in characters: `scripts/make_dictionary.py` takes none that is longer.
_MAX_WORD_LENGTH = 5
# Chinese words whose English keys are cached: more than the two lists hold, so that all of them fit.
_MAX_CACHED_WORDS = 40_000


@functools.cache
def _glosses() -> dict[str, str]:
    """The English words of each Chinese word, separated by spaces; those of our own list come first."""
    found = dict(line.split("=", 1) for line in read_lines("dictionary.txt"))
    for line in read_lines("lexicon.txt"):
        words, english = line.split("=", 1)
        for word in words.split():
            found[word] = f"{english} {found[word]}" if word in found else english
    return found


@functools.cache
def _common_words() -> frozenset[str]:
    """The English words that the lists write without a capital, and their stems."""
    words = {w for english in _glosses().values() for w in english.replace("_", " ").split() if w.islower()}
    return frozenset(words) | frozenset(map(stem, words))


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def _english(word: str) -> frozenset[str]:
    """The keys of the English words that may render a Chinese word; empty when it is not listed."""
    return frozenset(key for gloss in _glosses().get(word, "").split() for key in phrase_key(gloss)) - FUNCTION_WORDS


@cached_on_passage
def find_english_keys(passage: Passage) -> frozenset[str]:
    """The keys of all English words that a text of either language contains or that may render a word in it."""
    parts = {
        run[start : start + length]
        for run in HAN_RUN.findall(passage.folded)
        for length in range(1, _MAX_WORD_LENGTH + 1)
        for start in range(len(run) - length + 1)
    }
    return passage.key_set.union(*map(_english, parts & _glosses().keys()))


@cached_on_passage
def english_renderings(passage: Passage) -> tuple[frozenset[str], ...]:
    """For each listed content word of a text of either language, the keys of the English words that may render it."""
    latin = [frozenset([t.key]) for t in passage.tokens if t.kind == "word" and _is_listed(t.key)]
    return (*latin, *(_english(word) for run in HAN_RUN.findall(passage.folded) for word in _segment(run)))


def _is_listed(key: str) -> bool:
    return key in _common_words() and key not in FUNCTION_WORDS


def _segment(run: str) -> Iterator[str]:
    """The listed words of a run of Han characters by forward maximum matching, single characters left out."""
    position = 0
    while position < len(run):
        length = _longest_word(run, position, len(run))
        if length:
            yield run[position : position + length]
        position += length or 1


def _longest_word(text: str, position: int, end: int) -> int:
    """The length of the longest listed word of two or more characters at a position; 0 when there is none."""
    longest = min(_MAX_WORD_LENGTH, end - position)
    return next((n for n in range(longest, 1, -1) if _english(text[position : position + n])), 0)


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def render_word(word: str) -> frozenset[str]:
    """The keys of a Chinese word: itself, and the English words that may render it or a listed part of it.

    The nouns that render its last character, the head of a compound, count as well, and where no part of two or more is
    listed, those of all its characters.
    """
    if len(word) == 1:
        return _characters().get(word, frozenset()) | _english(word) | {word}
    parts = (word[i:j] for i in range(len(word)) for j in range(i + 2, len(word) + 1))
    rendered = frozenset[str]().union(*map(_english, parts))
    characters = word[-1:] if rendered else word
    by_character = (key for character in characters for key in _characters().get(character, ()))
    return rendered.union([word], filter(is_mostly_noun, by_character))


@functools.cache
def _characters() -> dict[str, frozenset[str]]:
    """The keys of the English words that may render a character by itself."""
    lines = (line.split("=", 1) for line in read_lines("characters.txt"))
    return {character: frozenset(map(stem, english.split())) - FUNCTION_WORDS for character, english in lines}


@functools.cache
def _related() -> dict[str, str]:
    """What `related.txt` says of each key: whether it is a noun, and the keys of related words."""
    return dict(line.split(" ", 1) for line in read_lines("related.txt"))


def is_mostly_noun(key: str) -> bool:
    """Whether an English word is used as a noun most of the time, by its key."""
    return _related().get(key, "").startswith("n")


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def related_keys(key: str) -> frozenset[str]:
    """The keys of English words of the same meaning, or derived from the same word."""
    return frozenset(_related().get(key, "-").split()[1:])


@functools.cache
def _words_by_key() -> dict[str, list[tuple[str, int]]]:
    """The Chinese words that an English word may render, by its key, each with the rank of that gloss among its own."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word, english in _glosses().items():
        for rank, key in enumerate(dict.fromkeys(stem(gloss.lower()) for gloss in english.replace("_", " ").split())):
            found.setdefault(key, []).append((word, rank))
    return found


@functools.cache
def _character_weight(character: str) -> float:
    """How telling a character of a word is: the logarithm of the share of listed words without it."""
    return math.log(len(_glosses()) / (1 + _character_counts()[character]))


@functools.cache
def _character_counts() -> Counter[str]:
    return Counter(character for word in _glosses() for character in set(word))


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def telling_characters(key: str, senses: int | None = None) -> tuple[frozenset[str], ...]:
    """The sets of characters that stand for an English word in compounds and short forms: 募 of 募集, for `raise`.

    Each is the rarest characters of a Chinese word that the English one may render, with half of its weight.

    Args:
        senses: first glosses of a Chinese word that count; None for all.
    """
    words = (word for word, rank in _words_by_key().get(key, ()) if senses is None or rank < senses)
    return tuple(dict.fromkeys(map(_most_telling, words)))


def count_renderings(key: str) -> int:
    """How many Chinese words and English ones of the same meaning are known for an English word, by its key.

    The more there are, the more it tells that a text has none of them.
    """
    return len(_words_by_key().get(key, ())) + len(related_keys(key))


# Weight of the characters of a word that stand for it in a compound. On statements of a strong model 9% of the words of
# true ones, and 36% of those that an error put in, have no counterpart then; 2026-11-30.
_MIN_CHARACTER_SHARE = 0.5


def _most_telling(word: str) -> frozenset[str]:
    characters = sorted(dict.fromkeys(word), key=_character_weight, reverse=True)  # of equal ones the first of the word
    total, found = sum(map(_character_weight, characters)), 0.0
    for count, character in enumerate(characters, 1):
        found += _character_weight(character)
        if found >= _MIN_CHARACTER_SHARE * total:
            return frozenset(characters[:count])
    return frozenset(characters)


def unlisted_spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """The spans of two or more Han characters in a row that belong to no listed word."""
    for match in HAN_RUN.finditer(passage.folded):
        position = start = match.start()
        while position < match.end():
            length = _longest_word(passage.folded, position, match.end())
            if length and position - start > 1:
                yield start, position
            position += length or 1
            start = position if length else start
        if match.end() - start > 1:
            yield start, match.end()


def mentions_word(word: str, passage: Passage) -> bool:
    """Whether a text of either language has an English lower-case word or a word that it may render."""
    return stem(word) in find_english_keys(passage)


def translates_name(name: str, passage: Passage) -> bool:
    """Whether an English text has a word that may render a Chinese name; of a gloss with names, one of the names.

    A gloss explains a name as well: 韩国 is South Korea, but not the fall of a dynasty.
    """
    words = _glosses().get(name, "").replace("_", " ").split()
    proper = [word for word in words if word[0].isupper()]
    keys = {key for word in proper or words for key in phrase_key(word)} - FUNCTION_WORDS
    return not keys.isdisjoint(passage.key_set)


def is_proper_name(word: str) -> bool:
    """Whether a Chinese word is listed as a name only: every word of its gloss has a capital."""
    gloss = _glosses().get(word, "").replace("_", " ").split()
    return bool(gloss) and all(english[0].isupper() for english in gloss)


def is_common_noun(word: str) -> bool:
    """Whether a Chinese word is listed with an English word without a capital: 央行 is any central bank."""
    return any(english[0].islower() for english in _glosses().get(word, "").replace("_", " ").split())


def is_common_word(word: str) -> bool:
    """Whether a lower-case English word is, as far as we know, in the dictionary and therefore no name by itself."""
    known = _common_words()
    inflected = word in known or stem(word) in known or stem(word) + "e" in known  # urge, urged
    return word in FUNCTION_WORDS or inflected or bool(_COMMON_ENDING.match(word))
