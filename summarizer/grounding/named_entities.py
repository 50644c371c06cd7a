"""Names in a claim: Latin names inside either language, names the gazetteer knows, and names read by their sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ..models import GlossaryEntry
from ..text.folding import fold
from ..text.scripts import contains_han
from .bilingual_lexicon import KnownName, is_common_word, known_names, mentions_entry, mentions_word, translates_name
from .data import word_list
from .passage import FUNCTION_WORDS, Passage, Token, cached_on_passage, phrase_key
from .transliteration import (
    _ENDING,
    _LITTLE,
    _ORDINARY,
    _SURNAMES,
    contains_pinyin,
    contains_transcription,
    is_pinyin_name,
    is_transcription,
)

_JOINER = re.compile(r"[ \u00a0'’&·-]{1,2}")
# The official name of an institution in so many words is translated freely.
_MANY_WORDS = 5
# In a text without capitals a word that may be a name has so many letters at least.
_STRANGE = 4
_ROMAN = re.compile("[IVX]{2,5}")  # a numeral, 国四 is National IV
_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset(word_list("titles"))
_COMMON_ACRONYMS = frozenset(word_list("acronyms"))
_FORMS = frozenset(word_list("forms"))
_CALENDAR = frozenset(word_list("calendar"))


class Lookup(Enum):
    """What became of looking a name up in a text."""

    YES = "there"
    NO = "not there"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a claim.

    Attributes:
        tokens: its tokens.
        entries: the gazetteer's entries it is a form of; empty when it is not known.
        initial: whether it begins a sentence, where any English word has a capital.
    """

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    entries: tuple[int, ...] = ()
    initial: bool = False


@cached_on_passage
def find_names(passage: Passage) -> list[Name]:
    """The names in a text, in order: known ones first, then runs of capitalised words around them."""
    known = [name for name in known_names(passage) if not _is_currency(passage, name)]
    taken = {i for name in known for i in range(name.first, name.last)}
    taken |= {i for figure in passage.quantities for i in passage.tokens_between(figure.start, figure.end)}  # Q3
    found = [_known(passage, name) for name in known]
    found += _capitalised(passage, taken)
    return sorted(found, key=lambda name: name.start)


def _is_currency(passage: Passage, name: KnownName) -> bool:
    """Whether a name is the currency of a figure, which is compared with the figure."""
    return any(q.kind == "money" and q.start <= name.start and name.end <= q.end for q in passage.quantities)


def _known(passage: Passage, name: KnownName) -> Name:
    text = passage.text[name.start : name.end]
    return Name(name.start, name.end, text, passage.tokens[name.first : name.last], name.entries)


def _capitalised(passage: Passage, taken: set[int]) -> Iterator[Name]:
    """Runs of capitalised Latin words that the gazetteer does not know."""
    run: list[int] = []
    for number, token in enumerate(passage.tokens):
        fits = number not in taken and _is_capitalised(passage, token)
        if fits and run and _joined(passage, run[-1], number):
            run.append(number)
            continue
        if run:
            yield from _trimmed(passage, run)
        run = [number] if fits else []
    if run:
        yield from _trimmed(passage, run)


def _is_capitalised(passage: Passage, token: Token) -> bool:
    """Whether a token may be part of a name: by its capital, or, in a text without any, by being no word we know."""
    if token.kind != "word" or token.key in _CALENDAR or _ROMAN.fullmatch(passage.text, token.start, token.end):
        return False
    return passage.text[token.start].isupper() or (passage.lacks_capitals and _is_strange(passage, token))


def _is_strange(passage: Passage, token: Token) -> bool:
    word = passage.folded[token.start : token.end]
    return len(word) >= _STRANGE and not is_common_word(word) and not is_common_word(token.key)


def _joined(passage: Passage, left: int, right: int) -> bool:
    """Whether two tokens are parts of one name: `Tim Cook`, `AT&T`, `J. Edgar`."""
    before = passage.tokens[left]
    if passage.folded[: before.end].endswith("'s"):  # CNN's Jane Doe is two names
        return False
    between = passage.text[before.end : passage.tokens[right].start]
    initial = before.end - before.start == 1 and between in (".", ". ")
    return right == left + 1 and (initial or not between or bool(_JOINER.fullmatch(between)))


def _trimmed(passage: Passage, run: list[int]) -> Iterator[Name]:
    """Without articles and titles before the name."""
    initial = is_sentence_start(passage.text, passage.tokens[run[0]].start)
    while run and (_leads(word := passage.tokens[run[0]]) or (initial and len(run) > 1 and is_common_word(word.key))):
        run, initial = run[1:], False
    while run and (passage.tokens[run[-1]].key in FUNCTION_WORDS or passage.tokens[run[-1]].key in _FORMS):
        run = run[:-1]
    if run:
        tokens = tuple(passage.tokens[i] for i in run)
        yield Name(tokens[0].start, tokens[-1].end, passage.text[tokens[0].start : tokens[-1].end], tokens, (), initial)


def _leads(token: Token) -> bool:
    return token.key in FUNCTION_WORDS or token.key in _TITLES


def is_sentence_start(text: str, start: int) -> bool:
    """Whether the character at `start` is the first of a sentence, a quoted sentence or a list item."""
    before = text[:start].rstrip(" \u00a0\n*•-")
    unquoted = before.rstrip("\"'“‘([ ")
    if before != unquoted:  # `said, "We …` begins one, `the "Plan` does not
        return not unquoted or unquoted[-1] in ".!?:;,。！？：；，…"
    return not before or before[-1] in ".!?:;。！？：；…"


def look_up_name(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry] = ()) -> Lookup:
    """Whether a text has the name, in whatever form and script."""
    if name.entries:
        if mentions_entry(name.entries, passage) or _has_all(name.tokens, passage):
            return Lookup.YES
        if (found := _by_glossary(name, passage, glossary)) is not None:
            return found
        translated = _is_translated(name, passage)
        return Lookup.UNKNOWN if translated else Lookup.NO
    if _has_all(name.tokens, passage):
        return Lookup.YES
    if (found := _by_glossary(name, passage, glossary)) is not None:
        return found
    return _by_sound(name, passage) if contains_han(passage.folded) else Lookup.NO


def _is_translated(name: Name, passage: Passage) -> bool:
    """Whether a known name may stand in the text in other words than any list has: 我国 as `our country`."""
    if name.tokens[0].kind == "han":
        return translates_name(fold(name.text), passage)
    return len(name.tokens) > 1 and all(mentions_word(word, passage) for word in name_words(name))


def _has_all(tokens: Sequence[Token], passage: Passage) -> bool:
    keys = [t.key for t in tokens]
    if tokens[0].kind == "han":
        return "".join(keys) in passage.folded
    return passage.key_set.issuperset(keys)


def _by_glossary(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry]) -> Lookup | None:
    keys = tuple(t.key for t in name.tokens)
    for entry in glossary:
        written = phrase_key(entry.written)
        if any(written[i : i + len(keys)] == keys for i in range(len(written))):
            source = fold(entry.source)
            return Lookup.YES if source in passage.folded else Lookup.NO
    return None


def _by_sound(name: Name, passage: Passage) -> Lookup:
    """A Latin name in a Chinese text, word by word: as pinyin, as a transcription, or translated."""
    words = name_words(name)
    if is_pinyin_name(words) and not all(map(is_common_word, words)):  # `li` is a word of English, `Li Ying` is not
        return Lookup.YES if contains_pinyin(words, passage.folded) else Lookup.NO
    heard = [_heard(word, passage) for word in words]
    if all(found is Lookup.YES for found in heard):
        return Lookup.YES
    if any(found is Lookup.YES for found in heard) or name.initial or name.text.rstrip("s") in _COMMON_ACRONYMS:
        return Lookup.UNKNOWN
    return Lookup.NO if len(words) < _MANY_WORDS else Lookup.UNKNOWN


def _heard(word: str, passage: Passage) -> Lookup:
    """Whether a Chinese text has a word of a name by its sound or its meaning."""
    if contains_transcription(word, passage.folded) or _reads(word, passage.folded) or mentions_word(word, passage):
        return Lookup.YES
    return Lookup.NO


def _reads(word: str, folded: str) -> bool:
    return len(word) > 3 and contains_pinyin([word], folded)


def name_words(name: Name) -> list[str]:
    """The words of a Latin name as written, in small letters and without the possessive."""
    return [word for word in _WORD.findall(re.sub(r"'s\b", "", fold(name.text))) if word]


def looks_like_name(text: str) -> bool:
    """Whether a run of two to ten Han characters could be a name."""
    return looks_like_person(text) or (len(text) <= 10 and not _ORDINARY.search(text) and bool(_ENDING.match(text)))


def strip_particles(text: str) -> str:
    """A run of characters without the little words at its ends: 是刘林 holds 刘林."""
    return _LITTLE.sub("", text)


def looks_like_person(text: str) -> bool:
    """Whether a run of Han characters could be a person's name: a surname and a given name, or a transcription."""
    if _ORDINARY.search(text):
        return False
    transcribed = 2 <= len(text) <= 10 and is_transcription(text)
    return transcribed or (2 <= len(text) <= 3 and text[0] in _SURNAMES)
