"""Words and names in both languages: a Chinese-English dictionary and a gazetteer.

The dictionary tells whether two sentences of different languages may speak of the same thing. It is made of CC-CEDICT
(`data/dictionary.txt`, by `scripts/make_dictionary.py`) and everyday words of our own (`data/lexicon.txt`).

The gazetteer knows the territories, currencies and languages of Babel's CLDR data, and organisations, companies, cities
and people (`data/gazetteer.txt`). Its entries have forms in both languages. A weak form (`中` for China) counts where
the source has it but is not looked for in a claim, because it is far more often part of another word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..languages.chinese import Chinese
from ..languages.english import English
from ..languages.english.stemmer import stem
from ..text.folding import fold
from ..text.scripts import HAN_RUN, contains_han
from .data import read_lines
from .passage import FUNCTION_WORDS, Passage, PhraseMatcher, cached_on_passage, phrase_key

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
    return passage.key_set.union(
        *(
            _english(run[start : start + length])
            for run in HAN_RUN.findall(passage.folded)
            for start in range(len(run))
            for length in range(1, min(_MAX_WORD_LENGTH, len(run) - start) + 1)
        )
    )


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


def is_common_word(word: str) -> bool:
    """Whether a lower-case English word is, as far as we know, in the dictionary and therefore no name by itself."""
    known = _common_words()
    inflected = word in known or stem(word) in known or stem(word) + "e" in known  # urge, urged
    return word in FUNCTION_WORDS or inflected or bool(_COMMON_ENDING.match(word))


# ------------------------------------------------------------------------------------------------ gazetteer

# CLDR has a few names in a form not in use (中国香港特别行政区); what is in brackets or after a comma is explanation.
_EXPLANATION = re.compile(r"\s*[(（,].*$|特别行政区$|^中国(?=香港|澳门)")


@dataclass(frozen=True, slots=True)
class GazetteerThresholds:
    """When a form of the gazetteer is a name.

    Attributes:
        min_uncapitalised_characters: of a name in a text without capitals. Set on 2026-11-24 without a measurement of
            its own; held by the floors of `benchmarks.faithfulness`.
    """

    min_uncapitalised_characters: int = 5


THRESHOLDS = GazetteerThresholds()


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One name: its folded forms in Chinese and in English, weak ones included."""

    han: tuple[str, ...]
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the gazetteer found in a text.

    Attributes:
        start, end: offsets into the passage, in characters.
        first, last: its tokens as a half-open range of indices.
        entries: numbers of the entries that it is a form of.
    """

    start: int
    end: int
    first: int
    last: int
    entries: tuple[int, ...]


@functools.cache
def _gazetteer() -> tuple[tuple[GazetteerEntry, ...], PhraseMatcher]:
    """All entries, and a matcher of their strong forms."""
    entries: list[GazetteerEntry] = []
    strong: list[tuple[str, int]] = []
    for han, latin in (*_listed_names(), *_cldr_names()):
        number = len(entries)
        entries.append(GazetteerEntry(_folded_forms(han), _folded_forms(latin)))
        strong += [(form, number) for form in (*han, *latin) if not form.startswith("~")]
    return tuple(entries), PhraseMatcher(strong)


def _folded_forms(forms: list[str]) -> tuple[str, ...]:
    return tuple(fold(form.lstrip("~").replace("_", " ")) for form in forms)


def _listed_names() -> Iterator[tuple[list[str], list[str]]]:
    for line in read_lines("gazetteer.txt"):
        han, latin = (side.strip().split("|") for side in line.split(" = "))
        yield han, latin


def _cldr_names() -> Iterator[tuple[list[str], list[str]]]:
    from babel import Locale

    han, latin = Locale(Chinese.code), Locale(English.code)
    for chinese, english in (
        (han.territories, latin.territories),
        (han.currencies, latin.currencies),
        (han.languages, latin.languages),
    ):
        for code in chinese:
            if code in english and not str(code).isdigit():
                a, b = _EXPLANATION.sub("", chinese[code]), _EXPLANATION.sub("", english[code])
                if len(a) > 1 and contains_han(a):
                    yield [a], [b]


def find_known_names(passage: Passage) -> list[KnownName]:
    """The names of the gazetteer in a text, by their strong forms. An English name needs its capitals."""
    _, matcher = _gazetteer()
    return [
        KnownName(match.start, match.end, match.first, match.last, match.values)
        for match in matcher.find(passage)
        if _is_written_as_name(passage.text[match.start : match.end], passage.lacks_capitals)
    ]


def _is_written_as_name(text: str, lacks_capitals: bool) -> bool:
    """By its capitals; in a text without any, only words that no list of English words has."""
    if contains_han(text):
        return True
    words = text.split()
    if lacks_capitals:
        return len(text) >= THRESHOLDS.min_uncapitalised_characters and not all(map(is_common_word, words))
    capitals = [word[:2] != word[:2].lower() for word in words]
    inner = all(has or word in FUNCTION_WORDS for has, word in zip(capitals, words, strict=True))  # Bank of China
    return inner and capitals[0] and capitals[-1]


def mentions_entry(entries: tuple[int, ...], passage: Passage) -> bool:
    """Whether a text has any form, strong or weak, of one of the numbered entries."""
    gazetteer, _ = _gazetteer()
    return any(_mentions(gazetteer[number], passage) for number in entries)


def _mentions(entry: GazetteerEntry, passage: Passage) -> bool:
    if any(form in passage.folded for form in entry.han):
        return True
    return any(_contains_phrase(phrase_key(form), passage) for form in entry.latin)


def _contains_phrase(keys: tuple[str, ...], passage: Passage) -> bool:
    if not keys or not passage.key_set.issuperset(keys):
        return False
    if len(keys) == 1:
        return True
    text_keys = passage.keys
    return any(tuple(text_keys[i : i + len(keys)]) == keys for i, key in enumerate(text_keys) if key == keys[0])
