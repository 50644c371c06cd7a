"""Names in both languages: Babel's territories, currencies and languages, and `data/gazetteer.txt` for the rest.

An entry has forms in both languages. A weak form (`中` for China) bears a name out where the source has it, but is not
looked for in a claim, because it is far more often part of another word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.folding import fold
from ..text.scripts import contains_han
from .data import read_lines
from .lexicon import WordList, is_ordinary, key_of
from .passage import FUNCTION_WORDS, Passage

# CLDR writes a few names as nobody does (中国香港特别行政区); what is in brackets or behind a comma is explanation.
_EXPLANATION = re.compile(r"\s*[(（,].*$|特别行政区$|^中国(?=香港|澳门)")
# In a text without capitals a word must be longer than this to be taken for a name.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: its forms folded, the weak ones among them."""

    han: tuple[str, ...]
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A known name in a text. `first` and `last` number its tokens."""

    start: int
    end: int
    first: int
    last: int
    entries: tuple[int, ...]


@functools.cache
def _load() -> tuple[tuple[Entry, ...], WordList]:
    entries: list[Entry] = []
    strong: list[tuple[str, int]] = []
    for han, latin in (*_ours(), *_babel()):
        number = len(entries)
        entries.append(Entry(_bare(han), _bare(latin)))
        strong += [(form, number) for form in (*han, *latin) if not form.startswith("~")]
    return tuple(entries), WordList(strong)


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


def known_names(passage: Passage) -> list[Known]:
    """The names of the gazetteer in a text. In English a name needs its capital, an acronym all of them."""
    _, words = _load()
    return [
        Known(hit.start, hit.end, hit.first, hit.last, hit.values)
        for hit in words.find(passage)
        if _is_name(passage.text[hit.start : hit.end], passage.lacks_capitals)
    ]


def _is_name(written: str, without_capitals: bool) -> bool:
    """By its capitals. Where a text has none at all, only words that no list of English words has count."""
    if contains_han(written):
        return True
    words = written.split()
    if without_capitals:
        return len(written) > _TELLING and not all(map(is_ordinary, words))
    capitals = [word[:2] != word[:2].lower() for word in words]
    inner = all(has or word in FUNCTION_WORDS for has, word in zip(capitals, words, strict=True))  # Bank of China
    return inner and capitals[0] and capitals[-1]


def same_name(one: Known, other: Known) -> bool:
    """Whether two names are forms of one entry."""
    return bool(set(one.entries) & set(other.entries))


def bears(entries: tuple[int, ...], passage: Passage) -> bool:
    """Whether a text has any form, strong or weak, of one of the entries."""
    all_entries, _ = _load()
    return any(_has(all_entries[number], passage) for number in entries)


def _has(entry: Entry, passage: Passage) -> bool:
    if any(form in passage.folded for form in entry.han):
        return True
    return any(_has_words(key_of(form), passage) for form in entry.latin)


def _has_words(keys: tuple[str, ...], passage: Passage) -> bool:
    if not keys or not passage.key_set.issuperset(keys):
        return False
    if len(keys) == 1:
        return True
    theirs = passage.keys
    return any(tuple(theirs[i : i + len(keys)]) == keys for i, key in enumerate(theirs) if key == keys[0])


def forms(number: int) -> Entry:
    """The forms of an entry."""
    return _load()[0][number]
