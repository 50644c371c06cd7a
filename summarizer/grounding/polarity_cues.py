"""Cue words of polarity in both languages: negations, modal verbs, and antonyms (rise and fall, 支持 and 反对)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import FindingKind
from .data import read_lines, word_list
from .passage import Passage, PhraseMatcher, cached_on_passage

# ------------------------------------------------------------------------------------------------ negation

# Bounds of figures negate nothing: 不超过60%, 不足500人; no more than 500, will not pay more than $5 million.
_HAN_BOUND = (
    r"(?:不|未|没有?)(?:[会曾能得应宜]|可能|必)?(?:足|到|满|及|止|超过?|突破|逾|跌破|[高低多少大小晚早迟]于)"
    r"(?=\s?[约近]?[\d零一二三四五六七八九十百千万两半$€£¥])"
)
_LATIN_BOUND = re.compile(
    r"(?:\s?[a-z]+){0,3}\s(?:(?:more|less|fewer|higher|lower|greater|larger|smaller|longer|shorter|later|earlier)\sthan"
    r"|exceed(?:ing)?|surpass(?:ing)?|top(?:ping)?|above|below|over|under)\s(?:about\s|[a-z]{0,3}\$|[€£¥])?"
    r"(?:[\d.]|(?:one|two|three|four|five|six|seven|eight|nine|ten|half|an?)\b)"
)
# Chinese words that contain a negating character and negate nothing.
_NEGATION_EXCEPTION = re.compile("|".join([*word_list("negation exceptions"), "非.{1,6}不可", _HAN_BOUND]))
# What negates in Chinese, once the harmless words are taken out.
_HAN_NEGATION = re.compile("|".join(word_list("negations")))
_LATIN_LETTER = re.compile("[a-z]")
_LATIN_NEGATIONS = frozenset(["not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "cannot", "without"])
_LATIN_CUES = _LATIN_NEGATIONS | {"yet"}
# Chinese words that may render an English negation; generous, because their absence is what counts.
_HAN_POSSIBLE_NEGATION = re.compile("|".join(word_list("possible negations")))
# English words that may render a Chinese negation; likewise.
_LATIN_POSSIBLE_NEGATION = re.compile(
    r"\b(?:un(?!der|til|less|it|ion|iv|ique|iform|esco|icef|ilateral|cle)[a-z]{3,}|mis(?!s)[a-z]+|[a-z]+less"
    r"|out of|far from|[a-z]+n't|rul(?:ed?|es|ing) out|h[eo]ld(?:s|ing)? (?:off|back)|put off|turn(?:ed|s|ing)? down|"
    + "|".join(word.replace("*", r"\w*") for word in word_list("possible english negations"))
    + r")\b"
)
# Tokens after `not` among which `only` or `just` takes its force away.
_NOT_ONLY_WINDOW = 2


@dataclass(frozen=True, slots=True)
class NegationCue:
    """A word that negates, with its offsets in the passage, in characters."""

    start: int
    end: int
    text: str


@cached_on_passage
def find_negations(passage: Passage) -> list[NegationCue]:
    """The words that negate something in a text, in order."""
    return sorted((*_latin_negations(passage), *_han_negations(passage.folded)), key=lambda cue: cue.start)


def _latin_negations(passage: Passage) -> Iterator[NegationCue]:
    if not _LATIN_LETTER.search(passage.folded) or _LATIN_CUES.isdisjoint(passage.keys):  # most texts
        return
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        is_pending = token.key == "yet" and i + 1 < len(tokens) and tokens[i + 1].key == "to"  # has yet to confirm
        if token.kind != "word" or not (is_pending or token.key in _LATIN_NEGATIONS):
            continue
        following = {t.key for t in tokens[i + 1 : i + 1 + _NOT_ONLY_WINDOW]}
        not_only = token.key == "not" and not following.isdisjoint(("only", "just", "mere", "least"))
        if not_only or (token.key == "no" and _is_harmless_no(passage, i)):
            continue
        if _LATIN_BOUND.match(passage.folded, token.end):
            continue
        yield NegationCue(token.start, token.end, passage.text[token.start : token.end])


def _is_harmless_no(passage: Passage, number: int) -> bool:
    """`No. 1`, `no doubt`: no negation."""
    tokens = passage.tokens
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return after is not None and (after.kind == "digits" or after.key in ("doubt", "matter", "sooner", "long"))


def _han_negations(folded: str) -> Iterator[NegationCue]:
    found = list(_HAN_NEGATION.finditer(folded))
    exceptions = [m.span() for m in _NEGATION_EXCEPTION.finditer(folded)] if found else []
    for match in found:
        if not any(start <= match.start() < end for start, end in exceptions):
            yield NegationCue(match.start(), match.end(), match.group())


@cached_on_passage
def may_deny(passage: Passage) -> bool:
    """Whether a text has a word that can negate or render a negation at all."""
    folded = passage.folded
    if _LATIN_POSSIBLE_NEGATION.search(folded):
        return True
    has_character = _HAN_POSSIBLE_NEGATION.search(folded) is not None  # but in most texts it has none
    return has_character and _HAN_POSSIBLE_NEGATION.search(_NEGATION_EXCEPTION.sub("", folded)) is not None


# ------------------------------------------------------------------------------------------------ modality

# Classes of certainty that exclude one another, each a list in `data/words.txt`.
_MODAL_CLASSES = ("possible", "certain", "must", "able", "intended", "done", "refused")
_MODALS = {word: name for name in _MODAL_CLASSES for word in word_list(name)}
_MODAL_WORD = re.compile("[a-z]+|" + "|".join(w for w in sorted(_MODALS, key=len, reverse=True) if not w.isascii()))


def modal_classes(passage: Passage) -> frozenset[str]:
    """The classes of the modal words in a text: possible, certain, must, able, intended, done, refused."""
    words = [*passage.keys, *_MODAL_WORD.findall(passage.folded)]
    return frozenset(_MODALS[word] for word in words if word in _MODALS)


# ------------------------------------------------------------------------------------------------ antonyms


@dataclass(frozen=True, slots=True)
class Antonym:
    """A word in a text that has an opposite.

    Attributes:
        start, end: offsets into the passage, in characters.
        first, last: its tokens as a half-open range of indices.
        sides: its sides in pairs of antonyms, as (number of the pair, 0 or 1).
    """

    start: int
    end: int
    first: int
    last: int
    sides: frozenset[tuple[int, int]]

    def contradicts(self, other: Antonym) -> int | None:
        """The pair in which two words stand on different sides; None when there is none, or one with the same side."""
        if self.sides & other.sides:
            return None
        side_of = dict(self.sides)
        return next((pair for pair, side in other.sides if side_of.get(pair) == 1 - side), None)


# A fall that is a time of the year: in the fall, but not in the fall of prices.
_BEFORE_SEASON = re.compile(r"\b(?:(?:in|by|until|since|during) the|this|last|next|early|late|mid)[ -]$")
_AFTER_FALL = re.compile(r"\s+(?:in|of|to|from|by|below|was|were)\b(?! (?:\d{4}|this|last|next)\b)")


# How long something takes is no bound, and twice the size of something no rise.
_AFTER_OVER = re.compile(
    r"\s+(?:(?:the|an?|this|its|their|about|some|past|last|next|first|coming|\d+|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|few|several|many)\s+){0,4}(?:days?|weeks?|months?|quarters?|years?|decades?|time|weekend)\b"
)
_AFTER_DOUBLE = re.compile(r"\s+(?:the|that|those|its|their|his|her|what|[\w&.-]+'s)\b")


@cached_on_passage
def find_antonyms(passage: Passage) -> list[Antonym]:
    """The words of a text that have an opposite, in order."""
    matcher, _ = _antonym_pairs()
    return [
        Antonym(match.start, match.end, match.first, match.last, frozenset(divmod(v, 2) for v in match.values))
        for match in matcher.find(passage)
        if not _has_other_sense(passage, match.start, match.end)
    ]


def _has_other_sense(passage: Passage, start: int, end: int) -> bool:
    word = passage.folded[start:end]
    if word == "over":
        return _AFTER_OVER.match(passage.folded, end) is not None
    if word == "double":
        return _AFTER_DOUBLE.match(passage.folded, end) is not None
    return _is_season(passage, start, end)


def _is_season(passage: Passage, start: int, end: int) -> bool:
    return (
        passage.folded[start:end] == "fall"
        and _BEFORE_SEASON.search(passage.folded[:start]) is not None
        and (_AFTER_FALL.match(passage.folded, end) is None)
    )


def finding_kind(pair: int) -> FindingKind:
    """The kind of finding that a contradiction in a pair is: `direction` or `negation`."""
    return _antonym_pairs()[1][pair]


@functools.cache
def _antonym_pairs() -> tuple[PhraseMatcher, tuple[FindingKind, ...]]:
    """A matcher whose values are twice the pair plus the side, and the kind of each pair."""
    entries: list[tuple[str, int]] = []
    kinds: list[FindingKind] = []
    for line in read_lines("antonyms.txt"):
        kind, words = line.split(":", 1)
        for side, forms in enumerate(words.split("<>")):
            entries += [(form, 2 * len(kinds) + side) for form in forms.split()]
        kinds.append("direction" if kind.strip() == "direction" else "negation")
    return PhraseMatcher(entries), tuple(kinds)
