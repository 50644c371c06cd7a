"""Whether a sentence can be read alone: penalties for what depends on its context or is no statement."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints
from ..models import Document, LanguageCode
from .salience import ScoredPassages


@dataclass(frozen=True, slots=True)
class StandalonePenalties:
    """What is subtracted from a sentence's salience, in its standard scores, and the lengths that decide about it.

    Set by hand while reading 20 summaries a language beside their articles, 2026-11-24; held by the floors of
    `benchmarks.readability` (statements opening with a pronoun, with half a quotation, repeated).
    """

    question: float = 2.5
    """It asks a question."""
    caption: float = 2.0
    """It captions or credits a picture."""
    quote: float = 0.4
    """It contains quotation marks."""
    anaphoric: float = 3.0
    """It opens with a word that refers to the sentence before, which does not stand with it."""
    anaphoric_first: float = 0.7
    """Factor of that for the first sentence of the document, which has none before it."""
    speech: float = 3.0
    """It is direct speech."""
    quotation: float = 1.5
    """It is mostly quotation."""
    split_quotation: float = 4.0
    """It is part of a quotation of several sentences."""
    first_person: float = 1.0
    """It has words of conversation (I, we, you)."""
    rare_first_person: float = 2.0
    """The same in a document that hardly has them: they belong to a quoted person."""
    misfit: float = 1.5
    """Its length is unusual: once below `short` or above `long`, again below `tiny`, above `very_long`."""
    no_statement: float = 10.0
    """It is hardly a word long, such as （完）, or an attribution torn from what was said."""
    courtesy: float = 3.0
    """It speaks to other speakers of a transcript."""
    enumerated: float = 1.5
    """It is an item of an enumeration that began before it (secondly, 三是)."""
    dangling_subject: float = 0.7
    """Its subject is named only in the sentence before (the company, 该)."""
    greeting: float = 4.0
    """It is a salutation or a close."""
    notice: float = 2.0
    """It addresses the reader about the text or its sender."""
    colon: float = 4.0
    """It ends with a colon: what it announces follows."""
    table_row: float = 3.0
    foreign: float = 4.0
    """It is in another language, a program, or a field of a mail's header."""
    run_on: float = 1.5
    """A second sentence begins within it."""

    min_quoted: float = 0.5
    """Share of a sentence in quotation marks above which it is mostly quotation."""
    rare_share: float = 0.15
    """Share of sentences with conversational words below which a document hardly has them."""
    tiny_statement: int = 3
    """Words below which a sentence is no statement. A Chinese character counts as half a word here and below."""
    tiny: int = 5  # words; the lengths of `misfit`
    short: int = 8  # words
    long: int = 45  # words
    very_long: int = 70  # words
    max_quotation: int = 8
    """Sentences after which an opened quotation that was neither closed nor opened again was none: an apostrophe, or
    an error."""


PENALTIES = StandalonePenalties()

# Marks that open or close a quotation; an apostrophe does only with a word on one side of it.
_MARK = re.compile(r"[“”「」\"]|(?<=:)['‘]|(?<![\w.,!?])['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])'")
_CLOSING_OF = {"“": "”", "「": "」", "'": "'’", "‘": "'’", '"': '"'}
_OPENING_MARKS = tuple("\"“‘'「")
_CLOSING_MARKS = tuple("\"”’'」")
_QUOTED = re.compile(r"“[^”]*”?|「[^」]*」?|\"[^\"]*\"?")
# A program or a command, by its marks.
_CODE_MARKS = re.compile(r"[(=]|--|^[$pgns]")
_CODE = re.compile(
    r"\w\(\"|\w\(\w*\)[.:;]|\w = \w+[.(]|(?:^|\s)--?[a-z][a-z-]+ |\bimport \w+[;.\s]+\w+ = |"
    r"^(?:\$|pip|npm|python3?|git|sudo) "
)
_MAIL_FIELD = re.compile(rf"(?:{'|'.join(language.mail_field for language in LANGUAGES.values())})\s?[:：]")


@functools.cache
def join_patterns(name: str) -> re.Pattern[str]:
    """A pattern of `SentencePatterns` joined over all languages, for texts that mix them."""
    patterns: list[re.Pattern[str]] = [getattr(language.statements.patterns, name) for language in LANGUAGES.values()]
    flags = functools.reduce(lambda a, b: a | b, (pattern.flags for pattern in patterns))
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns), flags)


def standalone_penalties(document: Document, scored: ScoredPassages, starts: Ints, paired: Sequence[bool]) -> Floats:
    """The penalty of each sentence, 0 for one that can be read alone.

    Args:
        starts: index of the first passage of each sentence.
        paired: whether the sentence before may stand with it, as `find_antecedents` says.
    """
    statistics, penalties = scored.statistics, PENALTIES
    length = np.add.reduceat(statistics.length, starts)
    conversational = np.add.reduceat(statistics.conversational, starts)
    found = penalties.misfit * ((length < penalties.short) | (length > penalties.long))
    found += penalties.misfit * (length > penalties.very_long)
    found += penalties.no_statement * (length < penalties.tiny_statement) + penalties.misfit * (length < penalties.tiny)
    for name in ("question", "caption", "quote"):
        found += getattr(penalties, name) * np.maximum.reduceat(scored.feature(name), starts)
    first = np.where(np.arange(len(starts)), 1.0, penalties.anaphoric_first)
    found += penalties.anaphoric * scored.feature("anaphoric")[starts] * ~np.array(paired) * first
    rare = (conversational > 0.0).mean() < penalties.rare_share
    first_person = penalties.rare_first_person if rare else penalties.first_person
    found += first_person * (1.0 - scored.spokenness) * np.minimum(1.0, conversational)
    texts = [sentence.text for sentence in document.sentences]
    if scored.spokenness:
        courtesy = join_patterns("courtesy")
        found += penalties.courtesy * np.array([courtesy.search(text) is not None for text in texts])
    rows = np.array([block.kind == "table_row" for block in document.blocks])
    found += penalties.table_row * rows[[sentence.block - 1 for sentence in document.sentences]]
    form = np.array([form_penalty(text, document.language) for text in texts])
    found += form - penalties.dangling_subject * np.array(paired)
    if not scored.spokenness:
        found += penalties.split_quotation * np.array(find_split_quotations(texts))
    return np.asarray(found, np.float64)


def form_penalty(sentence: str, code: LanguageCode) -> float:
    """The penalty of a sentence for its words and marks alone."""
    language = LANGUAGES[code]
    patterns = language.statements.patterns
    text = language.statements.strip_dateline(sentence).rstrip()
    found = PENALTIES.colon if text.endswith(("：", ":")) else 0.0
    for pattern, penalty in (
        (patterns.greeting, PENALTIES.greeting),
        (patterns.dangling_subject, PENALTIES.dangling_subject),
        (patterns.enumerated, PENALTIES.enumerated),
        (patterns.notice, PENALTIES.notice),
        (patterns.attribution, PENALTIES.no_statement),
    ):
        if pattern.match(text):
            found += penalty
    if _MAIL_FIELD.match(text) or (_CODE_MARKS.search(text) and _CODE.search(text)):
        found += PENALTIES.foreign
    if language.is_foreign(text):
        found += PENALTIES.foreign
    if patterns.run_on and patterns.run_on.search(text):
        found += PENALTIES.run_on
    if is_direct_speech(text):
        return found + PENALTIES.speech
    return found + (PENALTIES.quotation if quoted_share(text) > PENALTIES.min_quoted else 0.0)


# ------------------------------------------------------------------------------------------------ antecedents


def find_antecedents(document: Document) -> list[bool]:
    """For each sentence, whether it opens with 公司, it or she and the short sentence before it says who that is.

    That one must be the first of its block.
    """
    sentences, code = document.sentences, document.language
    longest = LANGUAGES[code].max_antecedent
    found = [False] * len(sentences)
    for index in range(1, len(sentences)):
        before, here = sentences[index - 1], sentences[index]
        found[index] = (
            before.block == here.block
            and len(before.text) <= longest
            and (index == 1 or sentences[index - 2].block != before.block)
            and needs_antecedent(here.text, code)
            and names_subject(before.text, code)
        )
    return found


def needs_antecedent(sentence: str, code: LanguageCode) -> bool:
    """Whether a sentence opens with a subject that only the one before it names: 公司, it, the company."""
    return LANGUAGES[code].statements.patterns.anaphoric_subject.match(sentence) is not None


def names_subject(sentence: str, code: LanguageCode) -> bool:
    """Whether a sentence is a plain statement that opens with a subject of its own."""
    if sentence.rstrip().endswith(("?", "？", "!", "！")) or form_penalty(sentence, code):
        return False
    return (
        not needs_antecedent(sentence, code)
        and LANGUAGES[code].statements.patterns.own_subject.match(sentence) is not None
    )


# ------------------------------------------------------------------------------------------------- quotations


def is_direct_speech(text: str) -> bool:
    """Whether a sentence is direct speech or a piece of it; not one that opens with a name in quotation marks."""
    text = text.rstrip(" .。,，")
    if text.startswith(_OPENING_MARKS):
        return quoted_share(text) > PENALTIES.min_quoted or text[0] in "'‘"
    return text.endswith(_CLOSING_MARKS) and not any(mark in text[:-1] for mark in _OPENING_MARKS)


def quoted_share(text: str) -> float:
    """The share of a sentence that stands in quotation marks, from 0 to 1."""
    if '"' not in text and "“" not in text and "「" not in text:
        return 0.0
    return sum(map(len, _QUOTED.findall(text))) / len(text)


def find_split_quotations(sentences: Sequence[str]) -> list[bool]:
    """For each sentence in order, whether it is part of a quotation that extends over more than one."""
    found = [False] * len(sentences)
    closing, since, last = "", 0, 0
    for index, text in enumerate(sentences):
        if closing and index - last > PENALTIES.max_quotation:
            closing = ""
        for match in _MARK.finditer(text):
            mark = match.group()
            if closing and mark in closing and not (mark == "'" and match.start() == 0):
                if since < index:
                    found[since : index + 1] = [True] * (index + 1 - since)
                closing = ""
            elif mark in _CLOSING_OF and not _CLOSES.match(text, match.start()):
                # each paragraph of a long quotation opens it again
                closing, since, last = _CLOSING_OF[mark], since if closing else index, index
        found[index] |= bool(closing) and since == index
    return found
