"""Looks a name up in a source text, in whatever form and script.

Across scripts a name is known by the glossary that a model gave, by its pinyin, by its sound or by its meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ..models import GlossaryEntry
from ..text.folding import fold
from .bilingual_lexicon import is_common_word, mentions_word, translates_name
from .gazetteer import find_known_names, mentions_entry
from .named_entities import Name, is_common_acronym
from .passage import Passage, phrase_key
from .transliteration import contains_pinyin, contains_transcription, is_pinyin_name, pinyin_readings


@dataclass(frozen=True, slots=True)
class LookupThresholds:
    """What names are long enough to be looked for across scripts.

    Both were set on 2026-11-24 and are held by the floors of `benchmarks.faults`.

    Attributes:
        max_transliterated_words: words of a name up to which its absence is certain; longer official names of
            institutions are translated freely.
        min_pinyin_letters: letters of a single word that is looked for by its pinyin; shorter ones are found by chance.
    """

    max_transliterated_words: int = 4
    min_pinyin_letters: int = 4


THRESHOLDS = LookupThresholds()


class Lookup(Enum):
    """The result of looking a name up in a text."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


def look_up_name(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry] = ()) -> Lookup:
    """Whether a text has a name, in whatever form and script.

    A glossary is the word of the model that is checked: it says nothing against the gazetteer, and where it alone finds
    a name, the name is unknown. An entry of the user's is believed.
    """
    if _contains_tokens(name, passage) or _is_written_for(name, passage, glossary):
        return Lookup.PRESENT
    if name.entries:
        if mentions_entry(name.entries, passage):
            return Lookup.PRESENT
        may_be_meant = _may_be_translated(name, passage) or _is_part_of_another(name, passage, glossary)
        may_be_meant |= _may_be_surname(name, passage)
        return Lookup.UNKNOWN if may_be_meant else Lookup.ABSENT
    by_sound = _look_up_by_sound(name, passage) if passage.has_han else Lookup.ABSENT
    by_glossary = None if by_sound is Lookup.PRESENT else _look_up_in_glossary(name, passage, glossary)
    return by_sound if by_glossary is None else by_glossary


def _may_be_translated(name: Name, passage: Passage) -> bool:
    """Whether a known name may stand in the text in other words than any list has: 我国 as `our country`."""
    if name.tokens[0].kind == "han":
        return translates_name(fold(name.text), passage)
    return len(name.tokens) > 1 and all(mentions_word(word, passage) for word in name.words)


def _may_be_surname(name: Name, passage: Passage) -> bool:
    """Whether a listed Latin name of one syllable of pinyin may be somebody else's surname: Ma of 马."""
    words = name.words
    is_syllable = len(words) == 1 and any(len(reading) == 1 for reading in pinyin_readings(words[0]))
    return is_syllable and contains_pinyin(words, passage.folded)


def _is_part_of_another(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry]) -> bool:
    """Whether a known name may be the part of a longer one that a glossary gives for a name of the text."""
    return any(
        len(entry.written) > len(name.text) and _has_part(entry, name) and fold(entry.source) in passage.folded
        for entry in glossary
        if not _is_named_otherwise(entry)
    )


def _contains_tokens(name: Name, passage: Passage) -> bool:
    if name.tokens[0].kind == "han":
        return "".join(name.keys) in passage.folded
    return passage.key_set.issuperset(name.keys)


def _look_up_in_glossary(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry]) -> Lookup | None:
    """By the source form that a glossary gives for the name; None when it has no entry that can be believed."""
    for entry in glossary:
        if _has_part(entry, name) and not _is_named_otherwise(entry):
            return Lookup.UNKNOWN if fold(entry.source) in passage.folded else Lookup.ABSENT
    return None


def _is_written_for(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry]) -> bool:
    """Whether the user has a name of the text written so."""
    return any(e.trusted and _has_part(e, name) and fold(e.source) in passage.folded for e in glossary)


def _has_part(entry: GlossaryEntry, name: Name) -> bool:
    """Whether the written form of an entry is or contains a name."""
    keys, written = name.keys, phrase_key(entry.written)
    return any(written[i : i + len(keys)] == keys for i in range(len(written)))


def _is_named_otherwise(entry: GlossaryEntry) -> bool:
    """Whether the gazetteer knows the source form by other names than the one that the glossary gives it."""
    written = Passage(entry.written)
    known = [n for n in find_known_names(Passage(entry.source)) if n.end - n.start == len(entry.source)]
    return bool(known) and not any(mentions_entry(n.entries, written) for n in known)


def _look_up_by_sound(name: Name, passage: Passage) -> Lookup:
    """A Latin name in a Chinese text, word by word: as pinyin, as a transcription, or translated."""
    words = name.words
    if is_pinyin_name(words) and not all(map(is_common_word, words)):  # `li` is in the dictionary, `Li Ying` is not
        return Lookup.PRESENT if contains_pinyin(words, passage.folded) else Lookup.ABSENT
    heard = [_is_heard(word, passage) for word in words]
    if all(heard):
        return Lookup.PRESENT
    if any(heard) or name.initial or is_common_acronym(name.text):
        return Lookup.UNKNOWN
    return Lookup.ABSENT if len(words) <= THRESHOLDS.max_transliterated_words else Lookup.UNKNOWN


def _is_heard(word: str, passage: Passage) -> bool:
    """Whether a Chinese text has a word of a name by its sound or its meaning."""
    if contains_transcription(word, passage):
        return True
    by_pinyin = len(word) >= THRESHOLDS.min_pinyin_letters and contains_pinyin([word], passage.folded)
    return by_pinyin or mentions_word(word, passage)
