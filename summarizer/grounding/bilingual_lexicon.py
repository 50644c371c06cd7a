"""Word lists matched in text, and a small Chinese-English lexicon: to tell whether two sentences share a topic."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..languages.english.stemmer import stem
from ..text.folding import fold
from ..text.scripts import HAN, contains_han
from .data import read_lines
from .passage import FUNCTION_WORDS, Passage, PhraseMatcher, cached_on_passage, phrase_key

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
    return frozenset(key for gloss in _glosses().get(word, "").split() for key in phrase_key(gloss)) - FUNCTION_WORDS


@cached_on_passage
def english_vocabulary(passage: Passage) -> frozenset[str]:
    """The keys of the English words a text has or may bear, in whatever language it is."""
    return passage.key_set.union(
        *(
            _english(run[start : start + length])
            for run in _HAN_RUN.findall(passage.folded)
            for start in range(len(run))
            for length in range(1, min(_LONGEST, len(run) - start) + 1)
        )
    )


@cached_on_passage
def english_renderings(passage: Passage) -> tuple[frozenset[str], ...]:
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


def mentions_word(word: str, passage: Passage) -> bool:
    """Whether a text has a word for which this small-letter English one may stand."""
    return stem(word) in english_vocabulary(passage)


def translates_name(name: str, passage: Passage) -> bool:
    """Whether an English text has a word for which this Chinese name may stand; where its gloss has names, one of them.

    A gloss explains a name as well: 韩国 is South Korea, but not the fall of a dynasty.
    """
    words = _glosses().get(name, "").replace("_", " ").split()
    proper = [word for word in words if word[0].isupper()]
    keys = {key for word in proper or words for key in phrase_key(word)} - FUNCTION_WORDS
    return not keys.isdisjoint(passage.key_set)


def is_proper_name(word: str) -> bool:
    """Whether a Chinese word is listed as a name and nothing else: all words of its gloss have a capital."""
    gloss = _glosses().get(word, "").replace("_", " ").split()
    return bool(gloss) and all(english[0].isupper() for english in gloss)


def unlisted_spans(passage: Passage) -> Iterator[tuple[int, int]]:
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


def is_common_word(word: str) -> bool:
    """Whether a small-letter English word is one of the language, as far as we know, and so no name by itself."""
    known = _ordinary()
    inflected = word in known or stem(word) in known or stem(word) + "e" in known  # urge, urged
    return word in FUNCTION_WORDS or inflected or bool(_ORDINARY_ENDING.match(word))


# CLDR writes a few names as nobody does (中国香港特别行政区); what is in brackets or behind a comma is explanation.
_EXPLANATION = re.compile(r"\s*[(（,].*$|特别行政区$|^中国(?=香港|澳门)")
# In a text without capitals a word must be longer than this to be taken for a name.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One name: its forms folded, the weak ones among them."""

    han: tuple[str, ...]
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known name in a text. `first` and `last` number its tokens."""

    start: int
    end: int
    first: int
    last: int
    entries: tuple[int, ...]


@functools.cache
def _load() -> tuple[tuple[GazetteerEntry, ...], PhraseMatcher]:
    entries: list[GazetteerEntry] = []
    strong: list[tuple[str, int]] = []
    for han, latin in (*_ours(), *_babel()):
        number = len(entries)
        entries.append(GazetteerEntry(_bare(han), _bare(latin)))
        strong += [(form, number) for form in (*han, *latin) if not form.startswith("~")]
    return tuple(entries), PhraseMatcher(strong)


def _bare(forms: list[str]) -> tuple[str, ...]:
    return tuple(fold(form.lstrip("~").replace("_", " ")) for form in forms)


def _ours() -> Iterator[tuple[list[str], list[str]]]:
    for line in read_lines("gazetteer.txt"):
        han, latin = (side.strip().split("|") for side in line.split(" = "))
        yield han, latin


def _babel() -> Iterator[tuple[list[str], list[str]]]:
    from babel import Locale

    han, latin = Locale("zh"), Locale("en")
    for ours, theirs in (
        (han.territories, latin.territories),
        (han.currencies, latin.currencies),
        (han.languages, latin.languages),
    ):
        for code in ours:
            if code in theirs and not str(code).isdigit():
                a, b = _EXPLANATION.sub("", ours[code]), _EXPLANATION.sub("", theirs[code])
                if len(a) > 1 and contains_han(a):
                    yield [a], [b]


def known_names(passage: Passage) -> list[KnownName]:
    """The names of the gazetteer in a text. In English a name needs its capital, an acronym all of them."""
    _, words = _load()
    return [
        KnownName(hit.start, hit.end, hit.first, hit.last, hit.values)
        for hit in words.find(passage)
        if _is_name(passage.text[hit.start : hit.end], passage.lacks_capitals)
    ]


def _is_name(written: str, without_capitals: bool) -> bool:
    """By its capitals. Where a text has none at all, only words that no list of English words has count."""
    if contains_han(written):
        return True
    words = written.split()
    if without_capitals:
        return len(written) > _TELLING and not all(map(is_common_word, words))
    capitals = [word[:2] != word[:2].lower() for word in words]
    inner = all(has or word in FUNCTION_WORDS for has, word in zip(capitals, words, strict=True))  # Bank of China
    return inner and capitals[0] and capitals[-1]


def same_name(one: KnownName, other: KnownName) -> bool:
    """Whether two names are forms of one entry."""
    return bool(set(one.entries) & set(other.entries))


def mentions_entry(entries: tuple[int, ...], passage: Passage) -> bool:
    """Whether a text has any form, strong or weak, of one of the entries."""
    all_entries, _ = _load()
    return any(_has(all_entries[number], passage) for number in entries)


def _has(entry: GazetteerEntry, passage: Passage) -> bool:
    if any(form in passage.folded for form in entry.han):
        return True
    return any(_has_words(phrase_key(form), passage) for form in entry.latin)


def _has_words(keys: tuple[str, ...], passage: Passage) -> bool:
    if not keys or not passage.key_set.issuperset(keys):
        return False
    if len(keys) == 1:
        return True
    theirs = passage.keys
    return any(tuple(theirs[i : i + len(keys)]) == keys for i, key in enumerate(theirs) if key == keys[0])


def forms(number: int) -> GazetteerEntry:
    """The forms of an entry."""
    return _load()[0][number]
