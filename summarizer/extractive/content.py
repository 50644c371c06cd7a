"""What each passage is about: which terms it holds, and how much of it is talk, figures, names and quotation.

English terms are words without the s of a plural. Chinese terms are pairs of characters without function characters:
they rank passages as well as words do and need no dictionary, whose loading would take longer than all the rest.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..languages.lexicon import DIGIT, HAN, NAME, PLANE, QUESTION, QUOTE, TALK, chinese, english
from ..models import LanguageCode
from ..text.scripts import encode_cp1252

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_JOINED = r"++(?:['’.-]{0}++)*+"
_WORD = re.compile(r"[^\W_]" + _JOINED.format(r"[^\W_]"))
_WORD_OR_BREAK = re.compile(r"\n|" + _WORD.pattern)
# The same where Windows-1252 can write the text, as it can most English: a set of letters is met three times as fast.
_WESTERN = "[" + "".join(filter(_WORD.match, bytes(range(256)).decode("cp1252", "ignore"))) + "]"
_WESTERN_OR_BREAK = re.compile(_WESTERN.replace("[", r"[\n") + _JOINED.format(_WESTERN))
_COLON_OPENING = re.compile(r"[A-Z][\w'’ -]{2,28}: ")
_ASIDE = re.compile(r"\((?:left|right|above|below|centre|center|pictured)\b")
_ZERO = np.zeros(1, np.int64)
_WORDS_KEPT = 100_000
# An English word as one number: what it is in the low bits, its term above them.
_BREAK, _TALK, _CUE, _CAPTION, _CAPITAL, _FIGURE, _LEANS, _TERM = (1 << i for i in range(8))
_TERM_SHIFT = 8
_PASSAGE_FLAGS = np.array([[_TALK], [_CUE], [_CAPTION], [_CAPITAL], [_FIGURE]])


@dataclass(slots=True)
class Content:
    """The terms of a document's passages, one entry for each term in each passage, and what else they hold.

    Attributes:
        place, term, count: passage, term and how often it occurs there, in order of passage.
        totals: how often each term occurs in the document.
        keys: what tells each term from all others, in any document.
        length: words of each passage (a Chinese character counts as half a word).
        talk: words of each passage that are talk: I, you, well; 我, 你, 吧, 就是.
        cues: words that announce a finding, an opinion or a conclusion.
        caption, quote, question, leans: 1 where the passage looks like a caption, quotes, asks, or opens with a word
            that leans on what came before.
        names, figures: how many names and digits (at most 2) it holds.
    """

    place: Ints
    term: Ints
    count: Floats
    totals: Floats
    keys: Ints
    length: Floats
    talk: Floats
    cues: Floats
    caption: Floats
    quote: Floats
    question: Floats
    leans: Floats
    names: Floats
    figures: Floats

    @property
    def passages(self) -> int:
        return len(self.length)

    def sum(self, values: Floats) -> Floats:
        """The sum over each passage of a value for each entry."""
        return sums(self.place, values, self.passages)


def sums(place: Ints, values: Floats | None, places: int) -> Floats:
    """The sum of the values that belong to each place; how many do, where there are none."""
    return np.asarray(np.bincount(place, values, places), np.float64)


def content_of(texts: Sequence[str], language: LanguageCode) -> Content:
    """Count the terms of passages."""
    return _chinese(texts) if language == "zh" else _english(texts)


class _Words(dict[str, int]):
    """Word to number. Remembers what it has seen, as words repeat; the number does not depend on what that was."""

    def __missing__(self, word: str) -> int:
        if len(self) > _WORDS_KEPT:
            self.clear()
            self.update(_listed())
        lower = word.lower()
        known = self.get(lower)
        number = _unlisted(lower) if known is None else known
        if lower != word and word[0].isupper():
            number |= _CAPITAL
        self[word] = number
        return number


@functools.cache
def _words() -> _Words:
    return _Words(_listed())


def _listed() -> dict[str, int]:
    """The numbers of all words on our lists."""
    lexicon = english()
    kinds = ((_TALK, lexicon.talk), (_CUE, lexicon.cues), (_CAPTION, lexicon.captions), (_LEANS, lexicon.leaning))
    numbers = {word: 0 for word in lexicon.stop}
    for flag, listed in kinds:
        for word in listed:
            numbers[word] = numbers.get(word, 0 if word in lexicon.stop else _unlisted(word)) | flag
    return numbers | {"\n": _BREAK}


def _unlisted(word: str) -> int:
    """The number of a word in small letters that is on no list."""
    if not word[0].isalpha():
        return _FIGURE if word[0].isdigit() else 0
    if word[-1] != "s":
        return _TERM | zlib.crc32(word.encode()) << _TERM_SHIFT if len(word) > 1 else 0
    plain = word.removesuffix("'s").removesuffix("’s")
    if len(plain) < 2 or (plain is not word and plain in english().stop):
        return 0
    return _TERM | zlib.crc32(_singular(plain).encode()) << _TERM_SHIFT


def _singular(word: str) -> str:
    """Without the s of a plural or a third person; any more of stemming ranked sentences worse."""
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _english(texts: Sequence[str]) -> Content:
    numbers = np.array(list(map(_words().__getitem__, _words_and_breaks(texts))), np.int64)
    breaks = numbers & _BREAK
    ends = breaks.nonzero()[0]
    starts = np.concatenate((_ZERO, ends[:-1] + 1))
    sizes = ends - starts
    kept = (numbers & _TERM).nonzero()[0]
    flagged = (numbers & _PASSAGE_FLAGS) > 0
    talk, cues, caption, capitals, figures = np.add.reduceat(flagged, starts, axis=1, dtype=np.float64)
    opens = numbers[starts]
    return Content(
        *_entries(breaks.cumsum()[kept], numbers[kept] >> _TERM_SHIFT),
        length=sizes.astype(np.float64),
        talk=talk,
        cues=np.minimum(2.0, cues),
        caption=np.maximum(caption > 0, list(map(_is_caption, texts))).astype(np.float64),
        quote=np.array(list(map(_quotes, texts)), np.float64),
        question=np.array(["?" in text for text in texts], np.float64),
        leans=((opens & _LEANS) > 0).astype(np.float64),
        names=np.maximum(0.0, capitals - ((opens & _CAPITAL) > 0)),
        figures=np.minimum(2.0, figures),
    )


def _is_caption(text: str) -> bool:
    """Whether it opens as captions do, `Pictured: `, or points at a picture, `(left)`."""
    opens = ": " in text[:32] and _COLON_OPENING.match(text) is not None
    return opens or ("(" in text and _ASIDE.search(text) is not None)


def _quotes(text: str) -> bool:
    return '"' in text or "“" in text or "‘" in text or " '" in text or text[:1] == "'"


def _words_and_breaks(texts: Sequence[str]) -> list[str]:
    """The words of passages, a line break behind each passage."""
    joined = " \n ".join([text.replace("\n", " ") if "\n" in text else text for text in texts]) + " \n"
    return (_WORD_OR_BREAK if encode_cp1252(joined) is None else _WESTERN_OR_BREAK).findall(joined)


def _chinese(texts: Sequence[str]) -> Content:
    lexicon = chinese()
    texts = [text or " " for text in texts]  # sums over nothing would take what follows
    sizes = np.array(list(map(len, texts)), np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(codes, PLANE).astype(np.int64)
    codes[(codes >= ord("A")) & (codes <= ord("Z"))] += 32
    place = np.arange(len(texts)).repeat(sizes)
    classes = lexicon.classes[codes]
    size = len(lexicon.class_kinds)
    counts = np.bincount(place * size + classes, minlength=len(texts) * size).reshape(-1, size) @ lexicon.class_kinds
    topical = lexicon.topical[classes]
    pairs = codes[:-1] << 16 | codes[1:]
    inside = place[:-1] == place[1:]
    kept = (topical[:-1] & topical[1:] & inside).nonzero()[0]
    listed = lexicon.pairs[:-1].searchsorted(pairs)
    found = ((lexicon.pairs[listed] == pairs) & inside).nonzero()[0]
    pair_counts = np.zeros((len(texts), 3))
    np.add.at(pair_counts, place[found], lexicon.pair_kinds[listed[found]])
    return Content(
        *_entries(place[kept], pairs[kept]),
        length=0.3 * counts[:, HAN] + 0.2 * sizes,
        talk=counts[:, TALK] + pair_counts[:, 0],
        cues=np.minimum(2.0, pair_counts[:, 1]),
        caption=(pair_counts[:, 2] > 0).astype(np.float64),
        quote=(counts[:, QUOTE] > 0).astype(np.float64),
        question=(counts[:, QUESTION] > 0).astype(np.float64),
        leans=np.array([text.startswith(lexicon.leaning) or _leans_in_english(text) for text in texts], np.float64),
        names=counts[:, NAME],
        figures=np.minimum(2.0, counts[:, DIGIT]),
    )


def _leans_in_english(text: str) -> bool:
    """An English sentence within a Chinese article, that opens with a word that leans."""
    if not text[:2].isascii() or not text[:1].isalpha():
        return False
    opening = _WORD.match(text)
    return opening is not None and opening.group().lower() in english().leaning


def _entries(place: Ints, keys: Ints) -> tuple[Ints, Ints, Floats, Floats, Ints]:
    """Place, term and count of each entry, and the totals and keys of the terms, numbered from 0."""
    ranks = keys.argsort()
    terms, first = _runs(keys[ranks])
    occurring = np.empty(len(keys), np.int64)
    occurring[ranks] = first.cumsum() - 1
    size = max(1, len(terms))
    entries, first = _runs(np.sort(place * size + occurring))
    counts = sums(first.cumsum() - 1, None, len(entries))
    return entries // size, entries % size, counts, sums(occurring, None, len(terms)), terms


def _runs(values: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """The different ones of sorted values, and where each is met first."""
    first = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return values[first], first
