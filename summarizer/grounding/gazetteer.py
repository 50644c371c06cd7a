"""Names in both languages: a gazetteer.

It knows the territories, currencies and languages of Babel's CLDR data, and organisations, companies, cities and people
(`data/gazetteer.txt`). Its entries have forms in both languages. A weak form (`中` for China) counts where the source
has it but is not looked for in a claim, because it is far more often part of another word.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from ..languages.chinese import Chinese
from ..languages.english import English
from ..text.folding import fold
from ..text.scripts import contains_han
from .bilingual_lexicon import is_common_noun, is_common_word, is_proper_name
from .data import read_lines
from .passage import FUNCTION_WORDS, NAME_TAGS, Passage, PhraseMatcher, cached_on_passage, phrase_key

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
    """One name: its folded forms in Chinese and in English, weak ones included, and whether it is a common term."""

    han: tuple[str, ...]
    latin: tuple[str, ...]
    is_term: bool


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
        entries.append(GazetteerEntry(_folded_forms(han), _folded_forms(latin), any(map(str.islower, latin))))
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


@functools.cache
def _territories() -> frozenset[str]:
    from babel import Locale

    names = (*Locale(English.code).territories.values(), *Locale(Chinese.code).territories.values())
    return frozenset(fold(_EXPLANATION.sub("", name)) for name in names)


def is_territory(entries: tuple[int, ...]) -> bool:
    """Whether one of the numbered entries is a country or region."""
    gazetteer, _ = _gazetteer()
    return any(not _territories().isdisjoint((*gazetteer[n].han, *gazetteer[n].latin)) for n in entries)


def is_common_term(entries: tuple[int, ...]) -> bool:
    """Whether one of the numbered entries is a term and no name, in English in small letters: 首席执行官, IPO."""
    gazetteer, _ = _gazetteer()
    return any(gazetteer[n].is_term for n in entries)


@cached_on_passage
def find_known_names(passage: Passage) -> list[KnownName]:
    """The names of the gazetteer in a text, by their strong forms. An English name needs its capitals."""
    _, matcher = _gazetteer()
    return [
        KnownName(match.start, match.end, match.first, match.last, match.values)
        for match in matcher.find(passage)
        if _is_written_as_name(passage.text[match.start : match.end], passage.lacks_capitals)
        and not breaks_words(match.start, match.end, passage)
    ]


def breaks_words(start: int, end: int, passage: Passage) -> bool:
    """Whether a span holds a part of a Chinese word and more than it: 中通 of 年中|通胀."""
    if not contains_han(passage.folded[start:end]):
        return False
    words = passage.han_words
    overlapping = words[bisect_right(words, start, key=itemgetter(1)) : bisect_left(words, end, key=itemgetter(0))]
    return any(s < start < e < end or start < s < end < e for s, e, _ in overlapping)


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


def is_mentioned_by_chance(entries: tuple[int, ...], passage: Passage) -> bool:
    """Whether all that a text may have of a name is one Chinese character in a common word: Japan in 日均 or 5日."""
    gazetteer, _ = _gazetteer()
    forms = [form for number in entries for form in gazetteer[number].han if form in passage.folded]
    if (
        not forms
        or max(map(len, forms)) > 1
        or any(_contains_phrase(phrase_key(form), passage) for number in entries for form in gazetteer[number].latin)
    ):
        return False
    words = [passage.folded[s:e] for s, e, _ in passage.han_words if not _is_in_quantity(s, e, passage)]
    return not any(form in words or any(form in word for word in _possible_compounds(passage)) for form in forms)


def _is_in_quantity(start: int, end: int, passage: Passage) -> bool:
    return any(q.start < end and start < q.end for q in passage.quantities)


def may_be_abbreviated(entries: tuple[int, ...], passage: Passage) -> bool:
    """Whether a Chinese text has a word that may be a compound of names, and in it the first character of a name.

    Such are 厦蓉欧 and 曼联; 三季度 and 大幅, which the dictionary has, and 中国, itself a listed name, are not.
    """
    gazetteer, _ = _gazetteer()
    initials = {form[0] for number in entries for form in gazetteer[number].han}
    return any(not initials.isdisjoint(word) for word in _possible_compounds(passage))


@cached_on_passage
def _possible_compounds(passage: Passage) -> list[str]:
    """The Chinese words of a text that are in no dictionary or names, but no names of the gazetteer."""
    listed = {(name.start, name.end) for name in find_known_names(passage)}
    words = [(passage.folded[s:e], tag) for s, e, tag in passage.han_words if (s, e) not in listed]
    return [w for w, tag in words if not is_common_noun(w) and (is_proper_name(w) or not tag or tag in NAME_TAGS)]


def find_forms(entries: tuple[int, ...], passage: Passage) -> Iterator[tuple[int, int]]:
    """Where a text has any form, strong or weak, of one of the numbered entries."""
    gazetteer, _ = _gazetteer()
    for entry in (gazetteer[number] for number in entries):
        for form in entry.han:
            start = passage.folded.find(form)
            while start >= 0:
                yield start, start + len(form)
                start = passage.folded.find(form, start + len(form))
        for phrase in map(phrase_key, entry.latin):
            if phrase and passage.key_set.issuperset(phrase):
                for first in range(len(passage.keys) - len(phrase) + 1):
                    if tuple(passage.keys[first : first + len(phrase)]) == phrase:
                        yield passage.tokens[first].start, passage.tokens[first + len(phrase) - 1].end


def _contains_phrase(keys: tuple[str, ...], passage: Passage) -> bool:
    if not keys or not passage.key_set.issuperset(keys):
        return False
    if len(keys) == 1:
        return True
    text_keys = passage.keys
    return any(tuple(text_keys[i : i + len(keys)]) == keys for i, key in enumerate(text_keys) if key == keys[0])
