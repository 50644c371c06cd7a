"""Which items of a source have what an item of a claim has: the same word, name or figure, in either language.

A word is matched by the keys of its renderings, by words of the same meaning, by characters that stand for it in
compounds, and a name by every form that the gazetteer knows and by its sound.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from ..text.scripts import contains_han
from .bilingual_lexicon import is_common_word, related_keys, telling_characters
from .gazetteer import find_forms
from .items import Item
from .layout import Layout
from .named_entities import find_names
from .passage import Passage, cached_on_passage
from .transliteration import find_pinyin, find_transcription

# Letters of a single word that is looked for by its sound; shorter ones are found by chance.
_MIN_LETTERS = 4
# Words of a name in pinyin.
_MAX_WORDS = 4
# Words whose characters are cached: more than one claim has.
_MAX_CACHED_WORDS = 10_000
Positions = list[list[int]]


class Matching:
    """The items of a source, by number, that have what each item of a claim has, computed on first use.

    Args:
        has_figure: whether a figure of the claim has the value of one of the source.
    """

    def __init__(self, claim: Layout, source: Layout, has_figure: Callable[[Item, Item], bool]) -> None:
        self.claim = claim
        self.source = source
        self.has_figure = has_figure

    @cached_property
    def sure(self) -> Positions:
        """For each item of the claim, those that surely have the same."""
        return [self._find_sure(number) for number in range(len(self.claim.items))]

    @cached_property
    def positions(self) -> Positions:
        """The same with those that may have what an item of the claim has, where none surely does."""
        return [sure or self._find_possible(number) for number, sure in enumerate(self.sure)]

    def has(self, number: int) -> bool:
        """Whether any has or may have what one item of the claim has; of use where few items are asked for."""
        return bool(self._find_sure(number) or self._find_possible(number))

    def _find_sure(self, number: int) -> list[int]:
        item, source = self.claim.items[number], self.source
        if item.quantity is not None:
            return [n for n in source.figures if self.has_figure(item, source.items[n])]
        numbers = {n for key in item.keys for n in source.numbers_by_key.get(key, ())}
        numbers.update(self._sounds.get(number, ()))
        if item.kind == "name":
            numbers.update(_numbers_at(source, functools.partial(find_forms, item.entries)))
        return sorted(numbers)

    def _find_possible(self, number: int) -> list[int]:
        item, source = self.claim.items[number], self.source
        return sorted(_by_meaning(item, source)) or sorted(_by_characters(self.claim.characters[number], item, source))

    @cached_property
    def _sounds(self) -> dict[int, set[int]]:
        return _match_sounds(self.claim, self.source)


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
            for span in (*find_pinyin([word], han.folded), *find_transcription(word, han)):
                yield part, span


@cached_on_passage
def _latin_names(passage: Passage) -> list[tuple[Span, list[str], list[tuple[Span, str]]]]:
    """The names in Latin letters, each with its words if they are looked for together, and those looked for alone."""
    found = []
    for name in find_names(passage):
        if contains_han(name.text):
            continue
        words = name.words
        spans = [(token.start, token.end) for token in name.tokens]
        alone = [(span, passage.folded[slice(*span)].removesuffix("'s")) for span in spans]
        parts = [(span, word) for span, word in alone if len(word) >= _MIN_LETTERS and not is_common_word(word)]
        found.append(((name.start, name.end), words if 1 < len(words) <= _MAX_WORDS else [], parts))
    return found
