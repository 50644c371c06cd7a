"""English words by what they are, and the statistics of passages that are counted with them.

Terms are words without the s of a plural.
"""

from __future__ import annotations

import functools
import re
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from ...text.scripts import encode_cp1252
from ..passage_statistics import PassageStatistics, build_term_arrays

_JOINED = r"++(?:['’.-]{0}++)*+"
_WORD = re.compile(r"[^\W_]" + _JOINED.format(r"[^\W_]"))
_WORD_OR_BREAK = re.compile(r"\n|" + _WORD.pattern)
# The same where Windows-1252 can encode the text, as it can most English: a set of letters matches three times as fast.
_WESTERN = "[" + "".join(filter(_WORD.match, bytes(range(256)).decode("cp1252", "ignore"))) + "]"
_WESTERN_OR_BREAK = re.compile(_WESTERN.replace("[", r"[\n") + _JOINED.format(_WESTERN))
_CAPTION_OPENING = re.compile(r"[A-Z][\w'’ -]{2,28}: ")
_PICTURE_REFERENCE = re.compile(r"\((?:left|right|above|below|centre|center|pictured)\b")
# Words whose numbers are remembered; a limit of memory. An article has some hundred, a book some ten thousand.
_MAX_REMEMBERED = 100_000
# An English word as one number: a bit for each thing it can be, and the key of its term above these bits.
_BREAK, _CONVERSATIONAL, _CUE, _CAPTION, _CAPITAL, _FIGURE, _ANAPHORIC, _TERM = (1 << i for i in range(8))
_TERM_SHIFT = 8  # the eight bits above
_COUNTED_FLAGS = np.array([[_CONVERSATIONAL], [_CUE], [_CAPTION], [_CAPITAL], [_FIGURE]])
_ZERO = np.zeros(1, np.int64)


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """The lists of `words.toml`: lower-cased words by what they are, and a pattern of connectives."""

    stop_words: frozenset[str]
    conversational: frozenset[str]
    anaphoric: frozenset[str]
    cue_words: frozenset[str]
    caption_words: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    verb_markers: frozenset[str]
    verbs: frozenset[str]
    gerunds: frozenset[str]
    light_nouns: frozenset[str]
    nouns_in_est: frozenset[str]
    generic_nouns: frozenset[str]
    connectives: str


@functools.cache
def english_words() -> EnglishWords:
    """The English lists, read once."""
    words = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    sets = {name: frozenset(listed.split()) for name, listed in words.items() if "connectives" not in name}
    connectives = sorted(words["connectives"].replace("\n", "").split("|"), key=len, reverse=True)
    return EnglishWords(**sets, connectives="|".join(connectives))


def is_anaphoric(text: str) -> bool:
    """Whether a text opens with an English word that refers to what came before."""
    opening = _WORD.match(text)
    return opening is not None and opening.group().lower() in english_words().anaphoric


def compute_passage_statistics(texts: Sequence[str]) -> PassageStatistics:
    """The statistics of English passages."""
    numbers = np.array(list(map(_word_numbers().__getitem__, _split_words(texts))), np.int64)
    breaks = numbers & _BREAK
    ends = breaks.nonzero()[0]
    starts = np.concatenate((_ZERO, ends[:-1] + 1))
    sizes = ends - starts
    occurring = (numbers & _TERM).nonzero()[0]
    flagged = (numbers & _COUNTED_FLAGS) > 0
    conversational, cues, caption, capitals, figures = np.add.reduceat(flagged, starts, axis=1, dtype=np.float64)
    opens = numbers[starts]
    return PassageStatistics(
        *build_term_arrays(breaks.cumsum()[occurring], numbers[occurring] >> _TERM_SHIFT),
        length=sizes.astype(np.float64),
        conversational=conversational,
        cues=np.minimum(2.0, cues),
        caption=np.maximum(caption > 0, list(map(_is_caption, texts))).astype(np.float64),
        quote=np.array(list(map(_has_quotation, texts)), np.float64),
        question=np.array(["?" in text for text in texts], np.float64),
        anaphoric=((opens & _ANAPHORIC) > 0).astype(np.float64),
        names=np.maximum(0.0, capitals - ((opens & _CAPITAL) > 0)),
        figures=np.minimum(2.0, figures),
    )


class _WordNumbers(dict[str, int]):
    """Word to number. Remembers the words it was asked for; the number does not depend on what those were."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MAX_REMEMBERED:
            self.clear()
            self.update(_listed_numbers())
        lower = word.lower()
        known = self.get(lower)
        number = _unlisted_number(lower) if known is None else known
        if lower != word and word[0].isupper():
            number |= _CAPITAL
        self[word] = number
        return number


@functools.cache
def _word_numbers() -> _WordNumbers:
    return _WordNumbers(_listed_numbers())


def _listed_numbers() -> dict[str, int]:
    """The numbers of all words on our lists."""
    lists = english_words()
    kinds = (
        (_CONVERSATIONAL, lists.conversational),
        (_CUE, lists.cue_words),
        (_CAPTION, lists.caption_words),
        (_ANAPHORIC, lists.anaphoric),
    )
    numbers = {word: 0 for word in lists.stop_words}
    for flag, listed in kinds:
        for word in listed:
            numbers[word] = numbers.get(word, 0 if word in lists.stop_words else _unlisted_number(word)) | flag
    return numbers | {"\n": _BREAK}


def _unlisted_number(word: str) -> int:
    """The number of a lower-case word that is on no list."""
    if not word[0].isalpha():
        return _FIGURE if word[0].isdigit() else 0
    if word[-1] != "s":
        return _TERM | zlib.crc32(word.encode()) << _TERM_SHIFT if len(word) > 1 else 0
    plain = word.removesuffix("'s").removesuffix("’s")
    if len(plain) < 2 or (plain is not word and plain in english_words().stop_words):
        return 0
    return _TERM | zlib.crc32(_singular(plain).encode()) << _TERM_SHIFT


def _singular(word: str) -> str:
    """The word without the s of a plural or a third person; any more stemming ranked sentences worse."""
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _is_caption(text: str) -> bool:
    """Whether a passage opens as captions do, `Pictured: `, or refers to a picture, `(left)`."""
    opens = ": " in text[:32] and _CAPTION_OPENING.match(text) is not None
    return opens or ("(" in text and _PICTURE_REFERENCE.search(text) is not None)


def _has_quotation(text: str) -> bool:
    return '"' in text or "“" in text or "‘" in text or " '" in text or text[:1] == "'"


def _split_words(texts: Sequence[str]) -> list[str]:
    """The words of all passages, with a line break after each passage."""
    joined = " \n ".join([text.replace("\n", " ") if "\n" in text else text for text in texts]) + " \n"
    return (_WORD_OR_BREAK if encode_cp1252(joined) is None else _WESTERN_OR_BREAK).findall(joined)
