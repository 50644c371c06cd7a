"""Texts that are mainly in a language other than Chinese and English, told by script and by frequent short words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class ForeignThresholds:
    """When a text is mainly in another language.

    Set on 2026-11-30 on the first article of the Universal Declaration of Human Rights in 19 languages and on the
    development sets of Chinese and English, of whose articles and sentences 1 in 1,000 is taken for
    foreign; held by
    `tests/unit/text/test_foreign_languages.py`.

    Attributes:
        sample_chars: of a text that are looked at.
        min_letters: letters of a text that is judged at all.
        min_script_share: share of the letters in a script that no Chinese or English text is written in.
        min_kana_share: share of kana among kana and Han characters, from which a text is Japanese.
        min_word_share: share of a language's short words among the words of a text in Latin letters, and
        max_english_share: that of the English ones, above which it is English; Dutch and Italian share "in" and "is".
        min_known_letters: share of Han and Latin letters below which nothing of a text can be read.
        min_refused_letters: letters of such a text.
    """

    sample_chars: int = 20_000
    min_letters: int = 40
    min_script_share: float = 0.5
    min_kana_share: float = 0.15
    min_word_share: float = 0.12
    max_english_share: float = 0.1
    min_known_letters: float = 0.02
    min_refused_letters: int = 100


THRESHOLDS = ForeignThresholds()
_SCRIPTS = {
    "Korean": "Hangul",
    "Russian or another language in Cyrillic": "Cyrillic",
    "Arabic or another language in its script": "Arabic",
    "Greek": "Greek",
    "Hebrew": "Hebrew",
    "Thai": "Thai",
    "Hindi or another language in Devanagari": "Devanagari",
}
_COUNTED = {name: regex.compile(rf"\p{{{script}}}") for name, script in _SCRIPTS.items()}
_LETTER = regex.compile(r"\p{L}")
_KANA = regex.compile(r"[\u3041-\u30ff]")
_HAN = regex.compile(r"\p{Han}")
_KNOWN_RUN = regex.compile(r"[\p{Han}\p{Latin}]+")
_WORD = regex.compile(r"[\p{Latin}\p{M}]+")
# The most frequent words of each language, without those that are English words too.
_WORDS_BY_LANGUAGE = {
    "English": "the of and to in is that for with on as was by it be are from at",
    "French": "le la les des et est une un dans que qui pour en du sur au aux par leur",
    "German": "der die das und ist mit von den dem zu ein eine im auf für nicht sich des sind",
    "Spanish": "el la los las de y en que es un una por con del se para como su sus al",
    "Portuguese": "o os as de e em que um uma do da dos das para com não por no na são",
    "Italian": "il lo la gli di e che è un una per con del della dei nel sono alla ed in",
    "Dutch": "de het een en van is dat op te met voor zijn niet aan er door als in",
    "Swedish": "och att det som en ett är av för på med den till har inte de",
    "Polish": "w na z że się jest nie są od po przez oraz dla ich swych pod",
    "Turkish": "ve bir bu için ile olarak da de olan daha bütün",
    "Indonesian": "yang dan di dengan untuk dari pada ini itu dalam adalah tidak orang",
    "Vietnamese": "và của là có các những được trong với cho mọi người một không về",
}
_SHORT_WORDS = {name: frozenset(words.split()) for name, words in _WORDS_BY_LANGUAGE.items()}


def detect_foreign_language(text: str) -> str | None:
    """The name of the language that a text is mainly in; None for Chinese, English, and what is too short to tell."""
    sample = text[: THRESHOLDS.sample_chars]
    letters = len(_LETTER.findall(sample))
    if letters < THRESHOLDS.min_letters:
        return None
    kana = len(_KANA.findall(sample))
    han = len(_HAN.findall(sample))
    if kana >= THRESHOLDS.min_kana_share * (kana + han) and kana + han >= THRESHOLDS.min_script_share * letters:
        return "Japanese"
    for name, letter in _COUNTED.items():
        if len(letter.findall(sample)) >= THRESHOLDS.min_script_share * letters:
            return name
    return None if han >= (1.0 - THRESHOLDS.min_script_share) * letters else _detect_latin(sample)


def is_unreadable(text: str) -> bool:
    """Whether hardly a letter of a text is of a script that Chinese or English is written in."""
    sample = text[: THRESHOLDS.sample_chars]
    enough = THRESHOLDS.min_known_letters * len(sample)  # for a text of nothing but letters: most are told at once
    known = 0
    for run in _KNOWN_RUN.finditer(sample):
        known += run.end() - run.start()
        if known >= enough:
            return False
    letters = len(_LETTER.findall(sample))
    return letters >= THRESHOLDS.min_refused_letters and known < THRESHOLDS.min_known_letters * letters


def _detect_latin(sample: str) -> str | None:
    """The language of a text in Latin letters, by its short words."""
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    total = max(1, counts.total())
    shares = {name: sum(counts[word] for word in words) / total for name, words in _SHORT_WORDS.items()}
    if shares["English"] > THRESHOLDS.max_english_share:
        return None
    best = max(shares, key=shares.__getitem__)
    return best if best != "English" and shares[best] >= THRESHOLDS.min_word_share else None
