"""Tokenised stretches of text, claim or source, and the matching of phrase lists in them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from ..languages import LANGUAGES
from ..languages.english.stemmer import stem
from ..models import Document, LanguageCode
from ..text.folding import drop_invisible, fold
from ..text.scripts import HAN, contains_han, prevailing_language
from .data import word_list

if TYPE_CHECKING:
    from ..quantities import FigureContext, Quantity
    from ..quantities.document_context import DocumentFigures

TokenKind = Literal["word", "digits", "han", "sign"]
_LETTER = rf"[^\W\d_{HAN}]"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)"  # first, as there are most of them
    r"|(?P<digits>\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?:" + _LETTER + r"\.){2,}|n't|" + _LETTER + r"+?(?=n't)|" + _LETTER + r"+(?:'s)?)"
    r"|(?P<sign>[$€£¥%‰])"
)
# Only where no abbreviation can end: a claim cut in two after `U.S. ` would lose more than one that stays whole.
_SENTENCE_END = re.compile(
    r"(?<=[。！？])(?![”’」』）])|(?<=[。！？][”’」』）])|(?<=[a-z0-9%)][.!?])\s+(?=[A-Z\"“$€£])"
)
# Entries of `data/` files whose tokens are cached; all of them together are fewer.
_MAX_CACHED_PHRASES = 20_000
# jieba's tags of people, places, organisations and other names.
NAME_TAGS = frozenset(["nr", "ns", "nt", "nz"])
_CONTRACTED = {"n't": "not", "ca": "can", "wo": "will", "sha": "shall"}
# English words without a topic of their own. Negation cues are not among them.
FUNCTION_WORDS = frozenset(word_list("function"))


@dataclass(frozen=True, slots=True)
class PassageThresholds:
    """How claims are divided and their languages told apart.

    Set on 2026-11-24 without a measurement of their own; held by the floors of `benchmarks.faults`.

    Attributes:
        min_sentence_tokens: of a sentence of a claim; the numbering `2. ` before one has fewer and joins its neighbour.
        words_per_han: English words that weigh as much as one Han character in the language of a passage, so that a
            Chinese claim with English names is still Chinese.
    """

    min_sentence_tokens: int = 4
    words_per_han: float = 0.5


THRESHOLDS = PassageThresholds()


class Token(NamedTuple):
    """A word, a run of digits, a Han character, or a currency or per cent sign.

    Attributes:
        start, end: offsets into the passage, in characters.
        key: what is compared: the stem of a word, digits without thousands separators.
    """

    start: int
    end: int
    key: str
    kind: TokenKind


class Passage:
    """A text with everything derived from it, each thing computed on first use. Offsets are into `text`.

    Attributes:
        start: offset of the passage in its document, in characters.
        block: number of its block; 0 for a claim, and for the header and headings of a document.
    """

    def __init__(
        self, text: str, start: int = 0, block: int = 0, find_context: Callable[[], FigureContext] | None = None
    ) -> None:
        self.text = text
        self.start = start
        self.block = block
        self.find_context = find_context

    @cached_property
    def figure_context(self) -> FigureContext | None:
        """What the document says once for all figures of the passage, if it is known."""
        return self.find_context() if self.find_context else None

    @cached_property
    def folded(self) -> str:
        """The text with spelling variants folded; its length is the same."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, in order. A character that no reader sees divides none."""
        visible = drop_invisible(self.folded)
        if visible is None:
            return tuple(_tokenize(self.folded))
        text, offsets = visible
        return tuple(t._replace(start=offsets[t.start], end=offsets[t.end - 1] + 1) for t in _tokenize(text))

    @cached_property
    def keys(self) -> list[str]:
        """The keys of its tokens, in order."""
        return [token.key for token in self.tokens]

    @cached_property
    def key_set(self) -> frozenset[str]:
        """The distinct keys of its tokens."""
        return frozenset(self.keys)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What tells its topic: English content words, digits, and bigrams of Han characters."""
        tokens = self.tokens
        words = {t.key for t in tokens if t.kind in ("word", "digits") and t.key not in FUNCTION_WORDS}
        bigrams = {a.key + b.key for a, b in pairwise(tokens) if a.kind == "han" == b.kind and a.end == b.start}
        return frozenset(words | bigrams)

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        """Its figures and dates."""
        from ..quantities import find_quantities

        return find_quantities(self.text, self.figure_context)

    @cached_property
    def readings(self) -> dict[tuple[object, ...], list[Quantity]]:
        """Its figures and dates by reading, which is what comparing them depends on."""
        found: dict[tuple[object, ...], list[Quantity]] = {}
        for quantity in self.quantities:
            found.setdefault(quantity.reading, []).append(quantity)
        return found

    @cached_property
    def readings_by_value(self) -> dict[tuple[object, object], list[Quantity]]:
        """The first figure or date of each reading, by value and date."""
        found: dict[tuple[object, object], list[Quantity]] = {}
        for quantity, *_ in self.readings.values():
            found.setdefault((quantity.low, quantity.when), []).append(quantity)
        return found

    @cached_property
    def han_words(self) -> Sequence[tuple[int, int, str]]:
        """Its words of Han characters in order: offsets, and tags in jieba's notation."""
        [words] = _find_han_words([self])
        return words

    @cached_property
    def language(self) -> LanguageCode:
        """Its prevailing language."""
        kinds = [token.kind for token in self.tokens]
        return prevailing_language(kinds.count("han"), kinds.count("word"), THRESHOLDS.words_per_han)

    @property
    def separates_words(self) -> bool:
        """Whether its language puts white space between words."""
        return LANGUAGES[self.language].separates_words

    @cached_property
    def has_han(self) -> bool:
        """Whether it has a Han character."""
        return contains_han(self.folded)

    @cached_property
    def lacks_capitals(self) -> bool:
        """Whether it has letters but no capitals, so that their absence proves nothing."""
        return self.text.islower()

    @cached_property
    def joined_keys(self) -> str:
        """Its keys as one string; equal for texts that differ in punctuation, spaces and spelling only."""
        return KEY_SEPARATOR.join(self.keys)

    def tokens_between(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap a span."""
        first = next((i for i, t in enumerate(self.tokens) if t.end > start), len(self.tokens))
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(first, last)

    def text_of(self, tokens: Sequence[Token]) -> str:
        """The text from the first of its tokens to the last; empty without tokens."""
        return self.text[tokens[0].start : tokens[-1].end] if tokens else ""


# What precedes a date whose figure is only compared with.
_COMPARED = ("than in ", "than in the ", "than the ", "from the ", "against the ", "versus ", "较", "比", "相比")


def is_compared_with(claim: Passage, start: int) -> bool:
    """Whether what begins at an offset is only compared with: 2.4% more than in the third quarter."""
    return claim.folded[:start].endswith(_COMPARED)


class FigureContexts:
    """The contexts of a document's figures, found on first use: a summary of copies does without them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _figures(self) -> DocumentFigures:
        from ..quantities.document_context import build_figure_context

        return build_figure_context(self._document)

    def of_document(self) -> FigureContext:
        """The date, place and separators of the document."""
        return self._figures.whole

    def of_claim(self) -> FigureContext:
        """The context of the figures of a claim about the document."""
        return self._figures.claims

    def of_block(self, number: int) -> FigureContext:
        """The context of the figures in a block."""
        return self._figures.of_block(number)

    def headings_of(self, row: int) -> tuple[int, ...]:
        """The numbers of the blocks that hold the caption and headings of a row of a table."""
        return self._figures.headings.get(row, ())


def find_stated_rates(passages: Iterable[Passage]) -> tuple[Quantity, ...]:
    """The exchange rates that the passages state."""
    from ..quantities import find_exchange_rates

    return tuple(find_exchange_rates(quantity for passage in passages for quantity in passage.quantities))


def find_words_together(passages: Iterable[Passage]) -> None:
    """Find the `han_words` of several passages at once, which takes far less time than one by one."""
    pending = [passage for passage in passages if "han_words" not in vars(passage)]
    for passage, words in zip(pending, _find_han_words(pending), strict=True):
        vars(passage)["han_words"] = words


def _find_han_words(passages: Sequence[Passage]) -> list[Sequence[tuple[int, int, str]]]:
    texts = [passage.folded if passage.has_han else "" for passage in passages]
    if not any(texts):
        return [()] * len(texts)
    from ..languages.chinese.chinese_phrases import tag_spans

    return [
        tuple(span for span in spans if contains_han(text[span[0]]))
        for text, spans in zip(texts, tag_spans(texts), strict=True)
    ]


# Between the keys of `Passage.joined_keys`; no key contains it.
KEY_SEPARATOR = "\x00"

Derived = TypeVar("Derived")


def cached_on_passage(derive: Callable[[Passage], Derived]) -> Callable[[Passage], Derived]:
    """Decorate a function of a passage so that each passage keeps its result, and takes it along when it goes."""
    name = f"{derive.__module__}.{derive.__name__}"

    @functools.wraps(derive)
    def derived(passage: Passage) -> Derived:
        attributes = vars(passage)
        if name not in attributes:
            attributes[name] = derive(passage)
        found: Derived = attributes[name]
        return found

    return derived


@cached_on_passage
def split_sentences(claim: Passage) -> tuple[Passage, ...]:
    """The sentences of a claim, or the claim itself when it is a single one."""
    pieces: list[str] = []
    for piece in filter(str.strip, _SENTENCE_END.split(claim.text)):
        if pieces and len(Passage(pieces[-1]).tokens) < THRESHOLDS.min_sentence_tokens:
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    if len(pieces) < 2:
        return (claim,)
    passages = (Passage(piece, find_context=claim.find_context) for piece in pieces)
    return tuple(passage for passage in passages if passage.tokens)


def _tokenize(folded: str) -> Iterator[Token]:
    """The tokens of a folded text: each Han character is one."""
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        kind, text = match.lastgroup, match.group()
        if kind == "han":
            for offset, character in enumerate(text, start):
                yield Token(offset, offset + 1, character, "han")
        elif kind == "word":
            yield Token(start, end, _CONTRACTED.get(text) or stem(text.replace(".", "")), "word")
        elif kind == "digits":
            yield Token(start, end, text.replace(",", ""), "digits")
        else:
            yield Token(start, end, text, "sign")


# ------------------------------------------------------------------------------------------------ phrases

PhraseKey = tuple[str, ...]


@functools.lru_cache(maxsize=_MAX_CACHED_PHRASES)
def phrase_key(phrase: str) -> PhraseKey:
    """The token keys of a phrase, as passages have them; `_` stands for a space."""
    return tuple(token.key for token in _tokenize(fold(phrase.replace("_", " "))))


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A listed phrase found in a passage, with the values of its entry.

    Attributes:
        start, end: offsets into the passage, in characters.
        first, last: its tokens as a half-open range of indices.
    """

    start: int
    end: int
    first: int
    last: int
    values: tuple[int, ...]


class PhraseMatcher:
    """Finds listed words and phrases in passages, like spaCy's `PhraseMatcher`, by stems and Han characters.

    Chinese phrases are found anywhere, English ones as whole words.

    Args:
        entries: phrases, each with a number of the caller's; one phrase may come with several numbers.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        found: dict[PhraseKey, list[int]] = {}
        for phrase, value in entries:
            key = phrase_key(phrase)
            if key and value not in found.setdefault(key, []):
                found[key].append(value)
        self._values: dict[PhraseKey, tuple[int, ...]] = {key: tuple(values) for key, values in found.items()}
        lengths: dict[str, set[int]] = {}
        for key in self._values:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(many, reverse=True) for first, many in lengths.items()}

    def find(self, passage: Passage) -> Iterator[PhraseMatch]:
        """The phrases in a passage, from left to right, the longest at each place, without overlaps."""
        keys, lengths, free = passage.keys, self._lengths, 0
        for position in [n for n, key in enumerate(keys) if key in lengths]:
            if position < free:
                continue
            for length in lengths[keys[position]]:
                end = position + length
                values = self._values.get(tuple(keys[position:end]))
                if values and end <= len(keys):
                    start, stop = passage.tokens[position].start, passage.tokens[end - 1].end
                    yield PhraseMatch(start, stop, position, end, values)
                    free = end
                    break
