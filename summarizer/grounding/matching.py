"""Which items of a source have what an item of a claim has: the same word, name or figure, in either language.

A word is matched by the keys of its renderings, by words of the same meaning, by characters that stand for it in
compounds, and a name by every form that the gazetteer knows and by its sound.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from ..text.scripts import contains_han
from .bilingual_lexicon import is_common_word, related_keys, telling_characters
from .gazetteer import find_forms
from .items import Item
from .layout import Layout
from .named_entities import find_names, name_words
from .passage import Passage, cached_on_passage
from .transliteration import find_pinyin, find_transcription

# Letters of a single word that is looked for by its sound; shorter ones are found by chance.
_MIN_LETTERS = 4
# Words of a name in pinyin.
_MAX_WORDS = 4
# Words whose characters are cached: more than one claim has.
_MAX_CACHED_WORDS = 10_000
Positions = list[list[int]]


def match_items(claim: Layout, source: Layout, has_figure: Callable[[Item, Item], bool]) -> Positions:
    """For each item of a claim, the numbers of the items of a source that surely have the same.

    Args:
        has_figure: whether a figure of the claim has the value of one of the source.
    """
    figures = [n for n, item in enumerate(source.items) if item.quantity is not None]
    sounds = _match_sounds(claim, source)
    found: Positions = []
    for number, item in enumerate(claim.items):
        if item.quantity is not None:
            found.append([n for n in figures if has_figure(item, source.items[n])])
            continue
        numbers = {n for key in item.keys for n in source.numbers_by_key.get(key, ())}
        numbers.update(sounds.get(number, ()))
        if item.kind == "name":
            numbers.update(_numbers_at(source, functools.partial(find_forms, item.keys)))
        found.append(sorted(numbers))
    return found


def match_loosely(claim: Layout, source: Layout, sure: Positions) -> Positions:
    """The same with the items that may have what an item of the claim has, where none surely does."""
    return [
        numbers or sorted(_by_meaning(item, source)) or sorted(_by_characters(characters, item, source))
        for numbers, item, characters in zip(sure, claim.items, claim.characters, strict=True)
    ]


def _by_meaning(item: Item, source: Layout) -> set[int]:
    """The items with a word of the same meaning, or derived from the same word."""
    return {n for key in item.keys for other in related_keys(key) for n in source.numbers_by_key.get(other, ())}


def _by_characters(own: frozenset[str], item: Item, source: Layout) -> set[int]:
    """The Chinese words with the characters that stand for an English one, or the other way round."""
    if item.kind != "word":
        return set()
    if own:
        short = [frozenset(each) for size in (1, 2) for each in combinations(sorted(own), size)]
        return {n for each in short for n in source.numbers_by_telling.get(each, ())}
    numbers = source.numbers_by_character
    present = [each for each in _telling_of(item.keys) if each <= numbers.keys()]
    return {n for each in present for n in set.intersection(*(numbers[c] for c in each))}


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def _telling_of(keys: frozenset[str]) -> frozenset[frozenset[str]]:
    """The sets of characters that stand for a word, by its keys."""
    return frozenset(characters for key in keys for characters in telling_characters(key))


def _numbers_at(source: Layout, find: Callable[[Passage], Iterator[tuple[int, int]]]) -> Iterator[int]:
    """The items of a source at the spans that something has in its passages."""
    for passage, numbers in source.numbers_by_passage.items():
        for start, end in find(passage):
            yield from _overlapping(source, numbers, start, end)


def _overlapping(layout: Layout, numbers: Sequence[int], start: int, end: int) -> Iterator[int]:
    first = bisect_left(numbers, start, key=lambda n: layout.items[n].end - 1)
    for number in numbers[first:]:
        if layout.items[number].start >= end:
            return
        yield number


def _match_sounds(claim: Layout, source: Layout) -> dict[int, set[int]]:
    """The items of the claim that are parts of names, with those of the source that sound alike."""
    found: dict[int, set[int]] = {}
    for own, own_numbers in claim.numbers_by_passage.items():
        for other, its_numbers in source.numbers_by_passage.items():
            for (start, end), (its_start, its_end) in _sound_pairs(own, other):
                theirs = set(_overlapping(source, its_numbers, its_start, its_end))
                for number in _overlapping(claim, own_numbers, start, end):
                    found.setdefault(number, set()).update(theirs)
    return found


Span = tuple[int, int]


def _sound_pairs(claim: Passage, source: Passage) -> Iterator[tuple[Span, Span]]:
    """The spans of names in Latin letters in either text, with those in Han characters of the other."""
    if source.has_han:
        yield from ((latin, han) for latin, han in _find_sounds(claim, source))
    if claim.has_han:
        yield from ((han, latin) for latin, han in _find_sounds(source, claim))


def _find_sounds(latin: Passage, han: Passage) -> Iterator[tuple[Span, Span]]:
    for name, words, parts in _latin_names(latin):
        whole = list(find_pinyin(words, han.folded)) if words else []
        yield from ((name, span) for span in whole)
        for part, word in () if whole else parts:
            for span in (*find_pinyin([word], han.folded), *find_transcription(word, han.folded)):
                yield part, span


@cached_on_passage
def _latin_names(passage: Passage) -> list[tuple[Span, list[str], list[tuple[Span, str]]]]:
    """The names in Latin letters, each with its words if they are looked for together, and those looked for alone."""
    found = []
    for name in find_names(passage):
        if contains_han(name.text):
            continue
        words = name_words(name)
        spans = [(token.start, token.end) for token in name.tokens]
        alone = [(span, passage.folded[slice(*span)].removesuffix("'s")) for span in spans]
        parts = [(span, word) for span, word in alone if len(word) >= _MIN_LETTERS and not is_common_word(word)]
        found.append(((name.start, name.end), words if 1 < len(words) <= _MAX_WORDS else [], parts))
    return found
