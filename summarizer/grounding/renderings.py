"""Common words with all their renderings: of what such a word means, a text that has none of them does not speak.

The dictionary (`bilingual_lexicon`) knows some renderings of very many words, and its silence tells little. For a few
hundred words of news, business and politics `data/renderings.txt` lists whatever may render them, so that it does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..text.scripts import HAN_RUN
from .data import read_lines
from .gazetteer import breaks_words, find_known_names
from .passage import Passage

# A word without a possessive: world of world's, but won't.
_LATIN_WORD = re.compile(r"[a-z0-9]+(?:'(?!s\b)[a-z]+)?")
# What may stand between the words of a phrase: real estate, real-estate.
_JOINTS = (" ", "-")
# A title in Chinese: 《世界报》.
_QUOTED_TITLE = re.compile("《[^》]*》")


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """A line of the list.

    Attributes:
        english, han: what a text may say it by, in either language. An English form has a blank before it, and one
            behind it unless more letters may follow; a Chinese one may be a part of a word.
    """

    english: tuple[str, ...]
    han: tuple[str, ...]

    def is_in(self, text: str, words: str) -> bool:
        """Whether a folded text, whose English words stand apart by single blanks in `words`, may speak of it."""
        return any(form in text for form in self.han) or any(form in words for form in self.english)


def find_unrendered(claim: Passage, sources: Iterable[Passage]) -> list[tuple[int, int]]:
    """The spans of words of a claim, at most one for each concept, of which texts in another language do not speak."""
    found = {concept: span for span, concept in reversed(list(_find_concepts(claim)))}
    if not found:
        return []
    text = " ".join(passage.folded for passage in sources)
    words = _LATIN_WORD.findall(text.replace("n't", " not"))
    spaced = f" {' '.join(words)} "
    return sorted(span for concept, span in found.items() if not concept.is_in(text, spaced))


def _find_concepts(claim: Passage) -> Iterator[tuple[tuple[int, int], Concept]]:
    """The words of a claim that the list has, but for parts of names and titles."""
    listed = _concepts()
    spans = [(start, end, key) for start, end, key in (*_latin_phrases(claim), *_han_forms(claim)) if key in listed]
    if not spans:
        return
    names = [(name.start, name.end) for name in find_known_names(claim)]
    names += [match.span() for match in _QUOTED_TITLE.finditer(claim.text)]
    for start, end, key in spans:
        if not any(first < end and start < last for first, last in names):
            yield (start, end), listed[key]


def _latin_phrases(claim: Passage) -> Iterator[tuple[int, int, str]]:
    """The words and pairs of words without a capital, but for that of the first word."""
    words = [match.span() for match in _LATIN_WORD.finditer(claim.folded)]
    for number, (start, end) in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        if claim.text[start].isupper() and (start or (following and claim.text[following[0]].isupper())):
            continue
        if following and claim.folded[end : following[0]] in _JOINTS:
            yield start, following[1], f"{claim.folded[start:end]} {claim.folded[slice(*following)]}"
        yield start, end, claim.folded[start:end]


def _han_forms(claim: Passage) -> Iterator[tuple[int, int, str]]:
    """The stretches of Chinese text that are as long as a form of the list and break no word."""
    for run in HAN_RUN.finditer(claim.folded):
        for length in _han_lengths():
            for start in range(run.start(), run.end() - length + 1):
                form = claim.folded[start : start + length]
                if form in _concepts() and not breaks_words(start, start + length, claim):
                    yield start, start + length, form


@functools.cache
def _han_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in _concepts() if not form.isascii()}))


@functools.cache
def _concepts() -> dict[str, Concept]:
    """The concept of each form that a claim may have."""
    found: dict[str, Concept] = {}
    for line in read_lines("renderings.txt"):
        (words, han), (others, other_han) = (side.split("|") for side in line.split(" = "))
        forms = [form.replace("_", " ") for form in words.split()]
        english = tuple(map(_spaced, (*forms, *(form.replace("_", " ") for form in others.split()))))
        found.update(dict.fromkeys((*forms, *han.split()), Concept(english, (*han.split(), *other_han.split()))))
    return found


def _spaced(form: str) -> str:
    return f" {form[:-1]}" if form.endswith("*") else f" {form} "
