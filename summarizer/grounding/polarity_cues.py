"""Negators and modal verbs of both languages, and words that contradict each other (rise and fall, 支持 and 反对)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import FindingKind
from .data import read_lines, word_list
from .passage import Passage, PhraseMatcher, cached_on_passage

# Chinese words that hold a negating character and deny nothing.
_HARMLESS = re.compile("|".join([*word_list("harmless"), "非.{1,6}不可"]))
# What denies in Chinese. `分之` fractions and names never hold these once the harmless words are gone.
_HAN_NEGATOR = re.compile("|".join(word_list("denying")))
# Chinese words with which an English denial may be rendered; a trace, generous. What denies by itself is above.
_HAN_TRACE = re.compile("|".join(word_list("trace")))
# English words that deny a clause.
_LATIN_NEGATORS = frozenset(["not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "cannot", "without"])
# English words with which a Chinese denial may be rendered; a trace, as above.
_LATIN_TRACE = re.compile(
    r"\b(?:un(?!der|til|less|it|ion|iv|ique|iform|esco|icef|ilateral|cle)[a-z]{3,}|mis(?!s)[a-z]+|[a-z]+less"
    r"|out of|far from|" + "|".join(word.replace("*", r"\w*") for word in word_list("english trace")) + r")\b"
)
# How sure, in classes that exclude one another.
_KINDS = ("possible", "certain", "must", "able", "intended", "done", "refused")
_MODAL = {word: kind for kind in _KINDS for word in word_list(kind)}
_MODAL_WORD = re.compile("[a-z]+|" + "|".join(w for w in sorted(_MODAL, key=len, reverse=True) if not w.isascii()))


@dataclass(frozen=True, slots=True)
class NegationCue:
    """A word that denies, and where it stands."""

    start: int
    end: int
    text: str


@cached_on_passage
def find_negations(passage: Passage) -> list[NegationCue]:
    """The words that deny something in a text, in order."""
    return sorted((*_latin_negators(passage), *_han_negators(passage.folded)), key=lambda n: n.start)


def _latin_negators(passage: Passage) -> Iterator[NegationCue]:
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        if token.kind != "word" or token.key not in _LATIN_NEGATORS:
            continue
        following = {t.key for t in tokens[i + 1 : i + 3]}
        only = token.key == "not" and not following.isdisjoint(("only", "just", "mere", "least"))
        if only or (token.key == "no" and _counts(passage, i)):
            continue
        yield NegationCue(token.start, token.end, passage.text[token.start : token.end])


def _counts(passage: Passage, number: int) -> bool:
    """`No. 1`, `no doubt`: not a denial."""
    tokens = passage.tokens
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return after is not None and (after.kind == "digits" or after.key in ("doubt", "matter", "sooner", "long"))


def _han_negators(folded: str) -> Iterator[NegationCue]:
    harmless = [m.span() for m in _HARMLESS.finditer(folded)]
    for match in _HAN_NEGATOR.finditer(folded):
        if not any(start <= match.start() < end for start, end in harmless):
            yield NegationCue(match.start(), match.end(), match.group())


@cached_on_passage
def count_possible_negations(passage: Passage) -> int:
    """How many words a text has with which its language can deny at all; generous."""
    folded = passage.folded
    return len(_LATIN_TRACE.findall(folded)) + len(_HAN_TRACE.findall(_HARMLESS.sub("", folded)))


def modal_classes(passage: Passage) -> frozenset[str]:
    """The classes of the modal words in a stretch of text: possible, certain, must, able, intended, done."""
    words = [*passage.keys, *_MODAL_WORD.findall(passage.folded)]
    return frozenset(_MODAL[word] for word in words if word in _MODAL)


@dataclass(frozen=True, slots=True)
class Antonym:
    """A word in a text that has an opposite. `sides` are its (pair, side) with side 0 or 1."""

    start: int
    end: int
    first: int
    last: int
    sides: frozenset[tuple[int, int]]

    def opposes(self, other: Antonym) -> int | None:
        """The pair in which the two stand on different sides and in no pair on the same; None when they do not."""
        if self.sides & other.sides:
            return None
        mine = dict(self.sides)
        return next((pair for pair, side in other.sides if mine.get(pair) == 1 - side), None)


@functools.cache
def _load() -> tuple[PhraseMatcher, tuple[FindingKind, ...], frozenset[int]]:
    """The words, the kind of finding of each pair, and the pairs whose words both languages use alike."""
    entries: list[tuple[str, int]] = []
    kinds: list[FindingKind] = []
    alike: set[int] = set()
    for line in read_lines("opposites.txt"):
        kind, words = line.split(":", 1)
        if kind in ("direction", "denial"):
            alike.add(len(kinds))
        for side, forms in enumerate(words.split("<>")):
            entries += [(form, 2 * len(kinds) + side) for form in forms.split()]
        kinds.append("direction" if kind.strip() == "direction" else "negation")
    return PhraseMatcher(entries), tuple(kinds), frozenset(alike)


@cached_on_passage
def find_antonyms(passage: Passage) -> list[Antonym]:
    """The words of a text that have an opposite, in order."""
    return list(_words(passage))


def finding_kind(pair: int) -> FindingKind:
    """What kind of finding a contradiction in this pair is."""
    return _load()[1][pair]


def is_cross_lingual(pair: int) -> bool:
    """Whether both languages use the words of this pair alike, so that a claim in the other one can be held to it."""
    return pair in _load()[2]


def _words(passage: Passage) -> Iterator[Antonym]:
    words, _, _ = _load()
    for hit in words.find(passage):
        yield Antonym(hit.start, hit.end, hit.first, hit.last, frozenset(divmod(v, 2) for v in hit.values))
