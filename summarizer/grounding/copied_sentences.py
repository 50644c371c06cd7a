"""Copies: whether a claim is whole sentences of the source, which supports them without further checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..languages import LANGUAGES
from ..languages.plain_statements import plain_statement
from .passage import Passage

# Longest statement that is checked, in characters: each of its figures and names is compared with each of the cited
# text, and no real statement is as long. Bounds the time: `python -m benchmarks.linear`.
MAX_STATEMENT = 5000
# Marks that may end a sentence of the source and are missing from its copy.
_STOPS = ".。;；"
_QUOTATION_MARKS = str.maketrans("", "", "\"'")
# How far a claim is read: characters without spaces, and tokens.
_Place: TypeAlias = tuple[int, int]
_START: _Place = (0, 0)
# Characters at the start of a claim that are looked for before a sentence is compared: a limit of time.
_OPENING = 4


def is_copy(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether the claim is one or more whole sentences of cited blocks, in their order.

    Quotation marks and final stops do not count, and a sentence may lack what `plain_statement` leaves out. Sentences
    that stand apart in the source may stand together if the later one does not open with a word that only the sentence
    before it explains. Spaces may differ between characters, not within a number or word: `Model 3 80` is not
    `Model 380`.
    """
    words, keys = _without_spaces(claim), list(claim.keys)
    may_continue = len(claim.text) <= MAX_STATEMENT  # bounds the time: a longer claim is one sentence, if it is a copy
    reached: set[_Place] = set()  # by whole sentences
    just_reached: set[_Place] = set()  # by the sentence before
    for number, sentence in enumerate(cited):
        starts = {_START}
        if just_reached and may_continue and cited[number - 1].block == sentence.block:
            starts |= just_reached
        if reached and may_continue and _stands_alone(sentence):
            starts |= reached
        just_reached = set(_find_copies(sentence, words, keys, starts))
        if any(place == len(words) for place, _ in just_reached):
            return True
        reached |= just_reached
    return False


def _stands_alone(sentence: Passage) -> bool:
    language = LANGUAGES[sentence.language]
    return not language.refers_back(plain_statement(sentence.text, sentence.language))


def _find_copies(sentence: Passage, words: str, keys: list[str], starts: set[_Place]) -> Iterator[_Place]:
    """Where a claim, given by its characters and tokens, goes on behind a sentence that it has at one of the places."""
    for place, key in starts:
        for form in _copied_forms(sentence, words[place : place + _OPENING]):
            copied = _without_spaces(form)
            end, end_key = place + len(copied), key + len(form.keys)
            if copied and words.startswith(copied, place) and keys[key:end_key] == list(form.keys):
                while end < len(words) and words[end] in _STOPS:
                    end += 1
                yield end, end_key
                break


def _copied_forms(sentence: Passage, opening: str) -> Iterator[Passage]:
    """A sentence, and its form as a statement where that may have the opening that is looked for."""
    yield sentence
    if opening in _without_spaces(sentence):
        yield Passage(plain_statement(sentence.text, sentence.language))


def _without_spaces(passage: Passage) -> str:
    """The folded text without spaces, final stop and quotation marks, which a statement lacks where they are halves."""
    return "".join(passage.folded.translate(_QUOTATION_MARKS).split()).rstrip(_STOPS)
