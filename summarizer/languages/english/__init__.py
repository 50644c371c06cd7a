"""English."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from ..language import BASIC_HAN, BlockCues, DigestWords, Labels, Language, Lengths, MainPhrase, han_share
from ..statement_rules import StatementRules

if TYPE_CHECKING:
    from ..passage_statistics import PassageStatistics

# Share of Han characters among the letters above which a text is not English, which may keep some names in Chinese.
# Set by hand, 2026-11; `tests/unit/languages/test_languages.py`.
_MAX_HAN_SHARE = 0.7

# Where an English sentence shows Chinese: four Han characters in a row in its first 40 characters. Set by hand,
# 2026-11-24; held by the floors of `benchmarks.readability`.
_FOREIGN_WINDOW = 40
_HAN_RUN = re.compile(rf"[{BASIC_HAN}]{{4}}")
_WORD = re.compile(r"[\w’'-]+(?:\.\w+)*")
_TITLE_WORD = re.compile(r"[\w'’-]+")
_TITLE_STOP_WORDS = frozenset(["of", "the", "and", "a"])


class English(Language):
    """English: words between spaces, sentences end in `.`, passages are whole sentences."""

    code = "en"
    english_name = "English"
    html_tag = "en"
    word_separator = " "
    sentence_separator = ". "
    statement_lengths = Lengths(12, 480)
    title_lengths = Lengths(2, 120)
    viewpoint_size = 16
    max_joined = 60
    fallback_titles = ("Main points", "Further points")
    digest_words = DigestWords("{count} developments: {named}", "; ", "“{words}”", "{value} ({papers})", ", ")
    short_question = 70
    divides_sentences = False
    question_opening = r"(?:How|Why|What|Who|Where)\b"
    mail_field = "(?:From|To|Cc|Subject|Date|Sent)"
    heading_number = r"\d{1,2}\s+(?=[A-Z])|(?:Chapter|Section|Part)\s+[\dIVX]+[:.]?\s*"
    announcement = r"\b(?:the following|as follows|(?:listed|given|set out|quoted) below|below (?:is|are))\b"
    labels = Labels(
        core="Core Viewpoint",
        group_name="Group",
        colon=": ",
        unparsed="Not understood",
        statuses={
            "supported": "supported",
            "partial": "partly supported",
            "unsupported": "not supported",
            "unchecked": "not checked",
        },
        findings={
            "number": "number",
            "date": "date",
            "name": "name",
            "direction": "direction",
            "negation": "negation",
            "quote": "quote",
            "citation": "citation",
            "uncited": "no citation",
            "overlap": "little in common",
        },
        tally="{total} statement{s}",
        judged="judged by {name}",
        rules_only="checked by rules alone: no model has read it",
        glossed="translated by {name}",
        disputed="disputed",
        sources_differ="Sources differ",
        on_matter=" on {matter}",
        comma=", ",
        corrects="corrects",
    )

    def is_written_in(self, text: str) -> bool:
        """Whether at most seven letters in ten are Han characters."""
        return han_share(text) <= _MAX_HAN_SHARE

    def is_foreign(self, sentence: str) -> bool:
        """Whether a sentence opens with some Chinese."""
        return _HAN_RUN.search(sentence[:_FOREIGN_WINDOW]) is not None

    @cached_property
    def statements(self) -> StatementRules:
        """The patterns and rules of `english_statements`."""
        from .english_statements import RULES

        return RULES

    def refers_back(self, sentence: str) -> bool:
        """Whether it opens with a pronoun, a demonstrative or a connective."""
        from .english_vocabulary import is_anaphoric

        return is_anaphoric(sentence)

    @cached_property
    def block_cues(self) -> BlockCues:
        """The patterns of `english_block_cues`."""
        from .english_block_cues import CUES

        return CUES

    def size(self, text: str) -> int:
        """The number of words."""
        return len(text.split())

    def split_clauses(self, sentence: str) -> list[str]:
        """The whole sentence."""
        return [sentence]

    def compute_passage_statistics(self, texts: Sequence[str]) -> PassageStatistics:
        """Statistics whose terms are words without the s of a plural."""
        from .english_vocabulary import compute_passage_statistics

        return compute_passage_statistics(texts)

    @cached_property
    def key_term_stop_words(self) -> frozenset[str]:
        """Function words, common verbs, and words of time and quantity."""
        return frozenset(files(__package__).joinpath("key_term_stop_words.txt").read_text("utf-8").split())

    def find_noun_phrases(self, texts: Sequence[str]) -> Iterable[tuple[Sequence[str], bool]]:
        """Runs of words that their neighbours show to be nouns."""
        from .english_phrases import find_noun_phrases

        return find_noun_phrases(texts)

    def content_words(self, phrase: Sequence[str]) -> tuple[str, ...]:
        """The words without stop words, in small letters."""
        from .english_vocabulary import english_words

        return tuple(lower for word in phrase if (lower := word.lower()) not in english_words().stop_words)

    def countable(self, text: str) -> str:
        """The words in small letters with one space around each."""
        return f" {' '.join(_WORD.findall(text.lower().replace('’', chr(39))))} "

    def countable_phrase(self, phrase: str) -> str:
        """The phrase in small letters with a space around it."""
        return f" {phrase.lower()} "

    def word_container(self, text: str) -> Container[str]:
        """The set of the words, also in the other number, with a possessive and without."""
        words = self.countable(text).replace("'s ", " ").split()
        stems = [word[:-1] for word in words if word[-1] == "s"]
        return {*words, *stems, *[f"{word}s" for word in words], *[f"{word}'s" for word in words]}

    def title_size(self, title: str, content_words: Iterable[str]) -> float:
        """The number of words, content words or not."""
        return len(title.split())

    def title_units(self, title: str) -> set[str]:
        """The words in small letters, without the s of a plural and without articles and `of`."""
        return {word.rstrip("s") for word in _TITLE_WORD.findall(title.lower()) if word not in _TITLE_STOP_WORDS}

    def is_possessive(self, phrase: str) -> bool:
        """False: a phrase with `of` makes as good a title."""
        return False

    def join_titles(self, first: str, second: str) -> str:
        """The headings with a semicolon between them."""
        return f"{first}; {second}"

    def find_main_phrases(self, texts: Sequence[str], around: Sequence[str]) -> list[list[MainPhrase]]:
        """The noun phrases in their order, with the article that each has in the text."""
        from .english_subjects import find_main_phrases

        return find_main_phrases(texts, around)

    def join_phrases(self, first: str, second: str) -> str:
        """The phrases with `and` between them."""
        return f"{first} and {second}"

    def continue_title(self, title: str) -> str:
        """The title with a remark in brackets."""
        return f"{title} (continued)"

    def capitalize(self, title: str) -> str:
        """The title with a capital first letter."""
        return title[:1].upper() + title[1:]
