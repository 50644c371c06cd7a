"""Whether a sentence can be read alone: penalties for what depends on its context or is no statement."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints
from ..languages.plain_statements import strip_markup
from ..models import Document, LanguageCode
from ..text.scripts import contains_any
from .quotations import is_direct_speech, quoted_share
from .salience import ScoredPassages


@dataclass(frozen=True, slots=True)
class StandalonePenalties:
    """What is subtracted from a sentence's salience, in its standard scores, and the lengths that decide about it.

    Set by hand while reading 20 summaries a language beside their articles, 2026-11-24; held by the floors of
    `benchmarks.readability` (statements opening with a pronoun, with half a quotation, repeated).
    """

    unfit: float = 20.0
    """It is no statement, such as the row of a table, or its subject or speaker is missing: nothing else is worse."""
    joined: float = 0.3
    """Another sentence has to stand with it."""
    joined_speech: float = 1.5
    """The same in a transcript, where the sentence before often lacks as much."""
    question: float = 1.0
    """There is a question in it."""
    caption: float = 2.0
    """It captions or credits a picture."""
    quote: float = 0.4
    """It contains quotation marks."""
    anaphoric: float = 0.8
    """It opens with a connective, which is dropped, or with a word that refers to the sentence before."""
    quotation: float = 1.5
    """It is mostly quotation."""
    speech: float = 0.5
    """It is direct speech and says behind it whose."""
    first_person: float = 1.0
    """It has words of conversation (I, we, you)."""
    rare_first_person: float = 4.0
    """The same in a document that hardly has them: they belong to a quoted person."""
    misfit: float = 1.5
    """Its length is unusual: once below `short` or above `long`, again below `tiny`, above `very_long`."""
    conversation: float = 8.0
    """In a transcript, for the share of its words that are words of conversation."""
    courtesy: float = 6.0
    """It speaks to other speakers of a transcript, or greets or announces and yet says something."""
    enumerated: float = 1.5
    """It is an item of an enumeration that began before it (secondly, 三是)."""
    dangling_subject: float = 0.9
    """Its subject is named only in the sentence before (the company, 公司)."""
    known_thing: float = 8.0
    """It opens with a thing of which only the sentences before say which it is (the letter, the shot)."""
    introduced: float = 5.0
    """It opens with the surname of a person whom only the text before introduces (Law said …)."""
    dateline: float = 1.5
    """It keeps an agency's line, or who reported it, at its start."""
    occasion: float = 3.0
    """It says that a report appeared or a meeting was held, and nothing of what was said there."""
    additive: float = 0.7
    """It adds to what the sentence before says (也, also)."""
    subjectless: float = 2.0
    """Its subject stands only before it (应避免…)."""
    deictic: float = 0.6
    """In a transcript, for each word that points at what was said or shown before, and for each false start."""
    deictic_span: int = 15  # words
    said_before: float = 4.0
    """In a talk or a transcript: it points at what somebody said before."""
    half_pair: float = 3.0
    """It concedes something and does not say against what (虽然), opens a bracket that it does not close, is cut
    off, or in a talk has no verb."""

    title_share: float = 0.5
    """Share of the title's terms from which a sentence that greets or announces says something all the same."""
    min_title_terms: int = 2
    """How many these are at least."""
    min_quoted: float = 0.5
    """Share of a sentence in quotation marks above which it is mostly quotation."""
    rare_share: float = 0.15
    """Share of sentences with conversational words below which a document hardly has them."""
    tiny: int = 5  # words, a Chinese character counting as half of one; the lengths of `misfit`
    short: int = 8  # words
    long: int = 45  # words
    very_long: int = 70  # words


PENALTIES = StandalonePenalties()

# Kinds of articles whose writer or guest speaks for himself.
OWN_VOICE = frozenset(["research", "interview", "speech", "letter"])
# Kinds of articles that were spoken.
TALKS = frozenset(["interview", "speech", "transcript"])
_CLOSING = "”」』\"'’)） "
_ADDRESS_MARKS = ("://", "www.")
_MAIL_ADDRESS = re.compile(r"\w@\w[\w-]*\.\w")
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


def standalone_penalties(document: Document, scored: ScoredPassages, starts: Ints) -> Floats:
    """The penalty of each sentence for what is counted in it, 0 for one that can be read alone.

    Args:
        starts: index of the first passage of each sentence.
    """
    statistics, penalties = scored.statistics, PENALTIES
    length = np.add.reduceat(statistics.length, starts)
    conversational = np.add.reduceat(statistics.conversational, starts)
    found = penalties.misfit * ((length < penalties.short) | (length > penalties.long))
    found += penalties.misfit * (length > penalties.very_long) + penalties.misfit * (length < penalties.tiny)
    for name in ("question", "caption", "quote"):
        found += getattr(penalties, name) * np.maximum.reduceat(scored.feature(name), starts)
    found += penalties.anaphoric * scored.feature("anaphoric")[starts]
    rare = (conversational > 0.0).mean() < penalties.rare_share
    first_person = penalties.rare_first_person if rare else penalties.first_person
    if document.kind not in OWN_VOICE:
        found += first_person * (1.0 - scored.spokenness) * np.minimum(1.0, conversational)
    if scored.spokenness:
        found += penalties.conversation * scored.spokenness * conversational / np.maximum(1.0, length)
    rows = np.array([block.kind == "table_row" for block in document.blocks])
    found += penalties.unfit * rows[[sentence.block - 1 for sentence in document.sentences]]
    return np.asarray(found, np.float64)


def form_penalty(sentence: str, code: LanguageCode) -> float:
    """The penalty of a sentence for its words and marks alone."""
    language = LANGUAGES[code]
    patterns = language.statements.patterns
    text = language.statements.strip_dateline(sentence).rstrip()
    found = PENALTIES.dangling_subject if patterns.dangling_subject.match(text) else 0.0
    if is_notice(text, code):
        found += PENALTIES.courtesy
    if patterns.enumerated.match(text):
        found += PENALTIES.enumerated
    if patterns.additive.match(text):
        found += PENALTIES.additive
    is_open = text.count("（") > text.count("）") or text.count("(") > text.count(")")
    is_cut = text.rstrip(_CLOSING).endswith(("…", "..."))
    if is_open or is_cut or (patterns.half_pair and patterns.half_pair.match(text)):
        found += PENALTIES.half_pair
    if is_direct_speech(text):
        return found + PENALTIES.speech
    return found + (PENALTIES.quotation if quoted_share(text) > PENALTIES.min_quoted else 0.0)


def talk_penalty(text: str, code: LanguageCode, spokenness: float) -> float:
    """The penalty of what was said in a talk, for its words to listeners who heard what came before."""
    patterns = LANGUAGES[code].statements.patterns
    found = PENALTIES.courtesy if patterns.courtesy.search(text) else 0.0
    if patterns.said_before.search(text):
        found += PENALTIES.said_before
    if not patterns.verb.search(text):
        found += PENALTIES.half_pair
    size = max(1.0, LANGUAGES[code].size(text) / PENALTIES.deictic_span)
    return found + PENALTIES.deictic * spokenness * len(patterns.deictic.findall(text)) / size


def is_notice(text: str, code: LanguageCode) -> bool:
    """Whether a sentence without its dateline greets or thanks, announces, or asks without a mark."""
    patterns = LANGUAGES[code].statements.patterns
    return patterns.greeting.match(text) is not None or patterns.notice.match(text) is not None


def _says_something(text: str, title: str, code: LanguageCode) -> bool:
    """Whether a sentence has a figure with its measure and a verb, or half of the terms of the title."""
    language = LANGUAGES[code]
    if language.block_cues.figure.search(text) and language.statements.patterns.verb.search(text):
        return True
    terms, own = (frozenset(language.compute_passage_statistics([part]).term_keys) for part in (title or " ", text))
    return len(terms & own) >= max(PENALTIES.min_title_terms, PENALTIES.title_share * len(terms))


def is_no_statement(sentence: str, code: LanguageCode, title: str = "") -> bool:
    """Whether a sentence says nothing of the matter, by its words and marks alone.

    It asks, credits, captions or points to a page, says who said what stands elsewhere, greets or announces without a
    measured figure or what the title says, or is in another language, a program or a field of a mail.

    Args:
        title: of the document, or nothing.
    """
    language = LANGUAGES[code]
    patterns, cues = language.statements.patterns, language.block_cues
    text = language.statements.strip_dateline(sentence).rstrip()
    if text.rstrip(_CLOSING).endswith(("?", "？", ":", "：")) or contains_any(text, _ADDRESS_MARKS):
        return True
    if not any(map(str.isalnum, strip_markup(text))):
        return True
    if "@" in text and _MAIL_ADDRESS.search(text):
        return True
    if patterns.picture.search(text):
        return True
    if is_notice(text, code) and not _says_something(text, title, code):
        return True
    if patterns.attribution.match(text) or _MAIL_FIELD.match(text):
        return True
    folded = cues.fold(text)
    if any(form.match(folded) for form in (cues.credit, cues.byline, cues.furniture)):
        return True
    return language.is_foreign(text) or (_CODE_MARKS.search(text) is not None and _CODE.search(text) is not None)
