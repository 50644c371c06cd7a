"""How the sentences of a document read by themselves: what is printed when one is chosen, and what speaks against it.

A sentence that opens with a pronoun needs the one before it; a quotation needs the sentence that says whose it is.
Sentences of one block that stand together in the source stand together in the statement, word for word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..languages import LANGUAGES
from ..languages.plain_statements import drop_half_quotations, plain_statement
from ..models import Document, LanguageCode
from .quotations import find_quotations, is_direct_speech, names_speaker, speaks_for_itself
from .ranking import PARAMETERS
from .standalone import OWN_VOICE, PENALTIES, TALKS, form_penalty, is_no_statement, talk_penalty

_ENDS = ("。", "！", "？", "；", "…", "”", "」", ".", "!", "?", ";", '"', "’", "'")
_WORD = re.compile(r"\w+")
# A name with which a sentence opens, as those who speak to somebody do.
_ADDRESSED = re.compile(r"(?P<name>[A-Z][\w'’-]+)(?:,| here\b)")


@dataclass(frozen=True, slots=True)
class FormThresholds:
    """How far sentences stand together, and when a missing full stop says something.

    Set by hand on the development articles, 2026-11-30; held by the floors of `benchmarks.readability`.
    """

    max_sentences: int = 3
    """Sentences of one statement."""
    min_companion: float = 0.3
    """Size of a sentence that can tell what the one behind it means, as a multiple of `viewpoint_size`."""
    known_sentences: int = 3
    """Sentences before one in which the thing that it opens with is looked for."""
    min_transcript: float = 0.5
    """Spokenness of a transcript at least, in which speakers answer each other. Set on calls, 2026-12-01."""
    small_word: int = 4
    """Letters of a word from which it has a capital in a heading."""
    stopped_share: float = 0.6
    """Share of the text in sentences with a final mark from which a paragraph without one is a label or a heading."""


THRESHOLDS = FormThresholds()


@dataclass(frozen=True, slots=True)
class SentenceForm:
    """One sentence of a document as a statement.

    Attributes:
        first, last: the sentences, counted from 0, that are printed together.
        penalty: what is subtracted from its value as a point, and
        spoken: the part of it for what is common in talks.
        subject: the thing (The letter) or the surname that it opens with and that only the text before introduces.
        unknown_subject: the part of the penalty for such a subject.
    """

    first: int
    last: int
    penalty: float
    spoken: float = 0.0
    subject: str = ""
    unknown_subject: float = 0.0

    @property
    def is_fit(self) -> bool:
        """Whether it can be read alone."""
        return self.penalty < PENALTIES.unfit

    def penalty_beside(self, shown: str) -> float:
        """The penalty for who has read the statements `shown`, in lower case: whose subject they name is known."""
        is_known = bool(self.subject) and mentions(shown, self.subject.lower())
        return self.penalty - self.unknown_subject if is_known else self.penalty


class SentenceForms:
    """The forms of a document's sentences, each judged when it is asked for.

    Attributes:
        is_spoken: the document is a transcript of speech, whose quotation marks mean little.
        is_talk: it was spoken to listeners who heard what came before; news that quotes a lot was not.
    """

    def __init__(self, document: Document, spokenness: float = 0.0) -> None:
        """Args:
        spokenness: how far the document is a transcript, from 0 to 1.
        """
        self._document = document
        self._code = document.language
        self._title = document.title or ""
        self._texts = [sentence.text for sentence in document.sentences]
        blocks = [sentence.block for sentence in document.sentences]
        self._spokenness = max(spokenness, THRESHOLDS.min_transcript * (document.kind == "transcript"))
        names = {block.speaker for block in document.blocks if block.speaker} if document.kind in TALKS else ()
        self._speakers = frozenset(word for name in names for word in _WORD.findall(name))
        self.is_talk = document.kind in TALKS
        self.is_spoken = self.is_talk and spokenness > PARAMETERS.min_spokenness
        self._quotations = {} if self.is_spoken else find_quotations(self._texts, blocks)
        self._min_companion = THRESHOLDS.min_companion * LANGUAGES[self._code].viewpoint_size
        stopped = sum(len(text) for text in self._texts if text.endswith(_ENDS))
        self._is_stopped = stopped >= THRESHOLDS.stopped_share * sum(map(len, self._texts))
        own = (text for index, text in enumerate(self._texts) if index not in self._quotations)
        spoken = sum(speaks_for_itself(text, self._code) for text in own)
        is_rare = spoken < PENALTIES.rare_share * len(self._texts)
        self._is_reported = document.kind not in OWN_VOICE and not self.is_spoken and is_rare
        self._known: dict[int, SentenceForm] = {}
        self._plain_texts: dict[int, str] = {}
        self._orphans: dict[int, bool] = {}

    def __getitem__(self, index: int) -> SentenceForm:
        """The form of the sentence with this index, counted from 0."""
        if index not in self._known:
            self._known[index] = self._judge(index)
        return self._known[index]

    def write(self, index: int) -> str:
        """The statement of a sentence, with those that stand with it."""
        form, sentences = self[index], self._document.sentences
        if form.first == form.last:
            return self._plain(index)
        text = self._document.text[sentences[form.first].start : sentences[form.last].end]
        if drop_half_quotations(text) != text:  # the marks of each sentence by itself, as the checks compare them
            stretch = self._texts[form.first : form.last + 1]
            text = LANGUAGES[self._code].word_separator.join(map(drop_half_quotations, stretch))
        return plain_statement(text, self._code)

    def separator_behind(self, text: str) -> str:
        """What joins a statement to one before it, whose final stop was removed but not another mark."""
        separator = LANGUAGES[self._code].sentence_separator
        return separator.replace(".", "").replace("。", "") if text.endswith(_ENDS) else separator

    def _judge(self, index: int) -> SentenceForm:
        form = self._judge_writing(index)
        if not self.is_talk:
            return form
        text = " ".join(self._texts[form.first : form.last + 1])
        spoken = talk_penalty(text, self._code, self._spokenness)
        if (addressed := _ADDRESSED.match(text)) and addressed["name"] in self._speakers:
            spoken += PENALTIES.courtesy
        return replace(form, penalty=form.penalty + spoken, spoken=spoken)

    def _judge_writing(self, index: int) -> SentenceForm:
        """The form of a sentence, but for what is common in talks."""
        if self._says_nothing(index) or self._is_label(index):
            return SentenceForm(index, index, PENALTIES.unfit)
        for first, last in self._find_stretches(index):
            if self._is_one_stretch(first, last) and not self._runs_on(index):
                return self._join(first, last)
        return self._judge_alone(index)

    def _join(self, first: int, last: int) -> SentenceForm:
        """The form of a stretch, which lacks what its first sentence lacks, but for the speaker of a quotation."""
        joined = PENALTIES.joined_speech if self.is_spoken else PENALTIES.joined
        if first in self._quotations or last in self._quotations or _is_anonymous_speech(self._texts[first]):
            return SentenceForm(first, last, joined)
        opening = self._judge_alone(first)
        return replace(opening, last=last, penalty=opening.penalty + joined)

    def _judge_alone(self, index: int) -> SentenceForm:
        """The form of a sentence that says something, by itself."""
        text = self._texts[index]
        if self._runs_on(index) or (self._is_reported and speaks_for_itself(text, self._code)):
            return SentenceForm(index, index, PENALTIES.unfit)
        if index in self._quotations or self._is_orphan(index) or _is_anonymous_speech(text) or self._compares(index):
            return SentenceForm(index, index, PENALTIES.unfit)
        penalty = form_penalty(text, self._code) + PENALTIES.subjectless * self._lacks_subject(index)
        plain = self._plain(index)
        statements = LANGUAGES[self._code].statements
        if index > 0 and statements.strip_dateline(plain) != plain:
            penalty += PENALTIES.dateline  # not of the news itself, which opens with who reported it
        if index > 0 and statements.patterns.occasion.search(text):
            penalty += PENALTIES.occasion
        subject, lacking = self._find_unknown_subject(index)
        return SentenceForm(index, index, penalty + lacking, subject=subject, unknown_subject=lacking)

    def _find_unknown_subject(self, index: int) -> tuple[str, float]:
        """The thing or surname that it opens with and of which only the text before tells which it is; its penalty."""
        if noun := self._known_thing(index):
            is_near = self._is_told_before(index, noun)
            return noun, PENALTIES.known_thing if is_near else PENALTIES.introduced
        name = self._introduced_name(index)
        return name, PENALTIES.introduced if name else 0.0

    def _plain(self, index: int) -> str:
        if index not in self._plain_texts:
            self._plain_texts[index] = plain_statement(self._texts[index], self._code)
        return self._plain_texts[index]

    def _says_nothing(self, index: int) -> bool:
        text = self._texts[index]
        is_short = len(text) < LANGUAGES[self._code].statement_lengths.minimum
        return is_short or is_no_statement(text, self._code, self._title)

    def _runs_on(self, index: int) -> bool:
        """Whether a second sentence begins within it without a stop before it, as behind a caption."""
        rules, text = LANGUAGES[self._code].statements, self._texts[index]
        if rules.runs_on(text) and rules.runs_on(rules.strip_dateline(text)):
            return True
        return any(self._is_small(word) for word in rules.find_capitals(text))

    def _is_small(self, word: str) -> bool:
        """Whether the text writes a word without a capital more often than with one."""
        return self._words[word.lower()] > self._words[word]

    @cached_property
    def _words(self) -> Counter[str]:
        """How often the text has each word, as it is written."""
        return Counter(_WORD.findall(self._document.text))

    def _is_orphan(self, index: int) -> bool:
        """Whether a sentence has a pronoun or the like in place of what only the text before it names."""
        if index not in self._orphans:
            self._orphans[index] = self._judge_orphan(index)
        return self._orphans[index]

    def _judge_orphan(self, index: int) -> bool:
        rules, statement = LANGUAGES[self._code].statements, self._plain(index)
        has_orphan = rules.patterns.orphan.match(statement) is not None
        if has_orphan or (index == 0 and not self.is_spoken):  # a demonstrative within it means what it names itself
            return has_orphan
        spoken = rules.simplify(statement, True) if self.is_spoken else statement  # 这个 within it fills a pause
        return is_orphan(spoken, self._code, self._title)

    def _compares(self, index: int) -> bool:
        """Whether it adds to, or is compared with, what no sentence beside it would show."""
        comparison = LANGUAGES[self._code].statements.patterns.comparison
        return index > 0 and comparison.match(self._plain(index)) is not None

    def _is_label(self, index: int) -> bool:
        """Whether it has no final mark and no verb, or is short or, where others do, a paragraph or the only item."""
        text = self._texts[index]
        if text.endswith(_ENDS):
            return False
        language = LANGUAGES[self._code]
        if language.size(text) < self._min_companion or not language.statements.patterns.verb.search(text):
            return True
        if all(word[0].isupper() or len(word) < THRESHOLDS.small_word for word in text.split()):
            return True  # Words With Capitals
        if not self._is_stopped:
            return False
        number, blocks = self._document.sentences[index].block, self._document.blocks
        if blocks[number - 1].kind != "list_item":
            return blocks[number - 1].kind == "paragraph"
        return sum(block.kind == "list_item" for block in blocks[max(0, number - 2) : number + 1]) == 1

    def _known_thing(self, index: int) -> str:
        """The thing that it opens with and of which only the text before says which it is: the letter, the shot.

        What the title or the first sentence names needs no other sentence.
        """
        thing = LANGUAGES[self._code].statements.definite_subject(self._plain(index))
        if not thing or mentions(f"{self._title} {self._texts[0]}".lower(), thing):
            return ""
        return thing if self._is_told_before(index, thing) or self._is_new_before(index, thing) else ""

    def _is_told_before(self, index: int, thing: str) -> bool:
        """Whether one of the sentences just before speaks of a thing."""
        before = self._texts[max(0, index - THRESHOLDS.known_sentences) : index]
        return any(mentions(text.lower(), thing) for text in before)

    def _is_new_before(self, index: int, thing: str) -> bool:
        """Whether the text before introduces a thing: a letter. The central bank or the prime minister is known."""
        start = self._document.sentences[index].start
        return self._introduced.get(thing, start + 1) <= start

    @cached_property
    def _introduced(self) -> Mapping[str, int]:
        """The things that the text introduces, and where it first does."""
        return LANGUAGES[self._code].statements.find_introduced(self._document.text)

    def _introduced_name(self, index: int) -> str:
        """The surname that a sentence opens with and to which the text before gives a first name or a title."""
        rules = LANGUAGES[self._code].statements
        match = rules.patterns.surname.match(self._plain(index))
        if match is None or match["name"] in f"{self._title} {self._texts[0]}":
            return ""
        start = self._document.sentences[index].start
        return match["name"] if self._named.get(match["name"], start + 1) <= start else ""

    @cached_property
    def _named(self) -> Mapping[str, int]:
        """The persons whom the text introduces by name, and where it first does."""
        return LANGUAGES[self._code].statements.find_named(self._document.text)

    def _lacks_subject(self, index: int) -> bool:
        """Whether it opens with an auxiliary whose subject stands before it; a speech and a list leave subjects out."""
        subjectless = LANGUAGES[self._code].statements.patterns.subjectless
        block = self._document.blocks[self._document.sentences[index].block - 1]
        if self._document.kind == "speech" or block.kind == "list_item":
            return False
        return subjectless.match(self._plain(index)) is not None

    def _find_stretches(self, index: int) -> Iterator[tuple[int, int]]:
        """The stretches with which a sentence can be read, if it cannot be read alone."""
        if index in self._quotations:
            first, last = self._quotations[index]
            if not self._texts[first].startswith(('"', "“", "「", "'", "‘")) and not self._is_orphan(first):
                yield first, index
            elif self._attributes(last + 1):
                yield first, last + 1
        elif _is_anonymous_speech(self._texts[index]) and self._attributes(index + 1):
            yield index, index + 1
        elif index and (
            self._is_introduced(index) or (self._needs_antecedent(index) and self._names_subject(index - 1))
        ):
            yield index - 1, index

    def _attributes(self, index: int) -> bool:
        """Whether a sentence says who said what stands before it, and nothing else."""
        patterns = LANGUAGES[self._code].statements.patterns
        return index < len(self._texts) and patterns.attribution.match(self._texts[index]) is not None

    def _names_subject(self, index: int) -> bool:
        """Whether a sentence is a plain statement that opens with a subject of its own."""
        text = self._texts[index]
        if index in self._quotations or self._says_nothing(index) or is_direct_speech(text) or self._compares(index):
            return False
        language = LANGUAGES[self._code]
        if form_penalty(text, self._code) > PENALTIES.additive or language.size(text) < self._min_companion:
            return False
        own_subject = LANGUAGES[self._code].statements.patterns.own_subject
        return not self._needs_antecedent(index) and own_subject.match(text) is not None

    def _is_introduced(self, index: int) -> bool:
        """Whether the sentence before, which needs no other, names the thing that this one opens with."""
        thing, before = self._known_thing(index), self._texts[index - 1]
        if not thing or thing not in before.lower() or index - 1 in self._quotations or self._says_nothing(index - 1):
            return False
        if self._needs_antecedent(index - 1) or self._known_thing(index - 1) or self._is_label(index - 1):
            return False
        return not self._compares(index - 1) and form_penalty(before, self._code) <= PENALTIES.additive

    def _needs_antecedent(self, index: int) -> bool:
        """Whether a sentence opens with a subject that the one before it may name: 公司, it, the company."""
        subject = LANGUAGES[self._code].statements.patterns.anaphoric_subject
        return subject.match(self._plain(index)) is not None or self._is_orphan(index) or self._lacks_subject(index)

    def _is_one_stretch(self, first: int, last: int) -> bool:
        """Whether sentences are of one block, few and short enough to be one statement."""
        sentences = self._document.sentences
        size = LANGUAGES[self._code].size(self._document.text[sentences[first].start : sentences[last].end])
        return (
            sentences[first].block == sentences[last].block
            and last - first < THRESHOLDS.max_sentences
            and size <= LANGUAGES[self._code].max_joined
        )


def mentions(text: str, thing: str) -> bool:
    """Whether a text has a thing, of which the name is not the end of another English word: a man, no woman."""
    return re.search(rf"(?<![a-z]){re.escape(thing)}", text) is not None


def is_orphan(statement: str, code: LanguageCode, title: str = "") -> bool:
    """Whether a statement has a pronoun or the like in place of what only the text before it names."""
    rules = LANGUAGES[code].statements
    return rules.patterns.orphan.match(statement) is not None or rules.lacks_antecedent(statement, title)


def _is_anonymous_speech(text: str) -> bool:
    """Whether a sentence is direct speech and does not say whose."""
    return is_direct_speech(text) and not names_speaker(text)
