"""A piece of text, claim or source, with what the checks derive from it, each thing once and only when asked for."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, cast

from ..languages.english.stemmer import stem
from ..models import LanguageCode
from ..text.folding import fold
from ..text.scripts import HAN
from .data import word_list

if TYPE_CHECKING:
    from ..quantities import Quantity

TokenKind = Literal["word", "digits", "han", "sign"]
_LETTER = rf"[^\W\d_{HAN}]"
_TOKEN = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?:" + _LETTER + r"\.){2,}|n't|" + _LETTER + r"+?(?=n't)|" + _LETTER + r"+(?:'s)?)"
    rf"|(?P<han>[{HAN}])"
    r"|(?P<sign>[$€£¥%‰])"
)
# Only where no abbreviation can end: a claim cut in two at `U.S. ` would lose more than one that is not cut.
_SENTENCE_END = re.compile(
    r"(?<=[。！？])(?![”’」』）])|(?<=[。！？][”’」』）])|(?<=[a-z0-9%)][.!?])\s+(?=[A-Z\"“$€£])"
)
# A sentence has so many tokens at least; `2. ` before one has fewer.
_SHORT = 4
# A Han character weighs about as much as half an English word.
_HAN_WEIGHT = 0.5
_CONTRACTED = {"n't": "not", "ca": "can", "wo": "will", "sha": "shall"}
# English words that carry no topic. Negators are not among them.
FUNCTION_WORDS = frozenset(word_list("function"))


class Token(NamedTuple):
    """A word, a run of digits, a Han character or a currency or per cent sign. `key` is what is compared."""

    start: int
    end: int
    key: str
    kind: TokenKind


class Passage:
    """A text with its derivations. Offsets are into `text`; `start` is where it stands in the document.

    Attributes:
        block: the block it belongs to; 0 for a claim, and for header and headings of a document.
    """

    def __init__(self, text: str, start: int = 0, block: int = 0) -> None:
        self.text = text
        self.start = start
        self.block = block

    @cached_property
    def folded(self) -> str:
        """The text in one spelling, as long as the text."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, in order."""
        return tuple(_token(match) for match in _TOKEN.finditer(self.folded))

    @cached_property
    def keys(self) -> list[str]:
        """The keys of its tokens, in order."""
        return [token.key for token in self.tokens]

    @cached_property
    def key_set(self) -> frozenset[str]:
        """The keys of its tokens."""
        return frozenset(self.keys)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What tells its topic: English content words, digits, and pairs of neighbouring Han characters."""
        tokens = self.tokens
        words = {t.key for t in tokens if t.kind in ("word", "digits") and t.key not in FUNCTION_WORDS}
        pairs = {a.key + b.key for a, b in pairwise(tokens) if a.kind == "han" == b.kind and a.end == b.start}
        return frozenset(words | pairs)

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        """The figures in it."""
        from ..quantities import find_quantities

        return find_quantities(self.text)

    @cached_property
    def language(self) -> LanguageCode:
        """The language most of it is in."""
        han = sum(t.kind == "han" for t in self.tokens)
        words = sum(t.kind == "word" for t in self.tokens)
        return "zh" if han and han * _HAN_WEIGHT >= words else "en"

    @cached_property
    def lacks_capitals(self) -> bool:
        """Whether it is written without any capital, so that their absence says nothing."""
        return self.text.islower()

    @cached_property
    def bare(self) -> str:
        """The keys run together: equal for texts that differ in punctuation, spaces and spelling only."""
        return "\x00".join(self.keys)

    def tokens_between(self, start: int, end: int) -> range:
        """The numbers of the tokens that overlap a stretch of the text."""
        first = next((i for i, t in enumerate(self.tokens) if t.end > start), len(self.tokens))
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(first, last)


Derived = TypeVar("Derived")


def cached_on_passage(derive: Callable[[Passage], Derived]) -> Callable[[Passage], Derived]:
    """A derivation of passages that each passage keeps, and that goes with it."""
    name = f"{derive.__module__}.{derive.__name__}"

    @functools.wraps(derive)
    def derived(passage: Passage) -> Derived:
        own = vars(passage)
        if name not in own:
            own[name] = derive(passage)
        return cast(Derived, own[name])

    return derived


@cached_on_passage
def split_sentences(claim: Passage) -> tuple[Passage, ...]:
    """The sentences of a claim, or the claim itself when it is one. What is too short goes with its neighbour."""
    pieces: list[str] = []
    for piece in _SENTENCE_END.split(claim.text):
        if pieces and len(Passage(pieces[-1]).tokens) < _SHORT:
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    if len(pieces) == 1:
        return (claim,)
    return tuple(passage for passage in map(Passage, pieces) if passage.tokens)


def token_keys(folded: str) -> list[str]:
    """The keys of a folded text."""
    return [_token(match).key for match in _TOKEN.finditer(folded)]


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup
    text = match.group()
    if kind == "word":
        key = _CONTRACTED.get(text) or stem(text.replace(".", ""))
    elif kind == "digits":
        key = text.replace(",", "")
    else:
        key = text
    return Token(*match.span(), key, kind)  # type: ignore[arg-type]   # a group name is a kind


PhraseKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """An entry found in a text, with what the list says of it. `first` and `last` number its tokens."""

    start: int
    end: int
    first: int
    last: int
    values: tuple[int, ...]


class PhraseMatcher:
    """Entries of one or more tokens, each with numbers that say what it is.

    An entry with blanks or `_` is a phrase. Chinese entries are found anywhere, English ones as whole words.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        found: dict[PhraseKey, list[int]] = {}
        for form, value in entries:
            key = phrase_key(form)
            if key and value not in found.setdefault(key, []):
                found[key].append(value)
        self._values: dict[PhraseKey, tuple[int, ...]] = {key: tuple(values) for key, values in found.items()}
        lengths: dict[str, set[int]] = {}
        for key in self._values:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(many, reverse=True) for first, many in lengths.items()}

    def __len__(self) -> int:
        return len(self._values)

    def get(self, keys: PhraseKey) -> tuple[int, ...]:
        """What the list says of these tokens; empty when it has no such entry."""
        return self._values.get(keys, ())

    def find(self, passage: Passage) -> Iterator[PhraseMatch]:
        """The entries in a text, from left to right, the longest at each place, none inside another."""
        keys, tokens, at = passage.keys, passage.tokens, 0
        while at < len(keys):
            for length in self._lengths.get(keys[at], ()):
                values = self._values.get(tuple(keys[at : at + length]))
                if values and at + length <= len(keys):
                    yield PhraseMatch(tokens[at].start, tokens[at + length - 1].end, at, at + length, values)
                    at += length - 1
                    break
            at += 1


@functools.lru_cache(maxsize=20_000)
def phrase_key(form: str) -> PhraseKey:
    """The tokens of an entry as the passages have them."""
    form = form.replace("_", " ")
    return tuple(token_keys(fold(form)))
