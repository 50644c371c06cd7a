"""What the program needs to know about a language: the interface that `chinese` and `english` implement.

Instances are stateless and cheap to make. Word lists, patterns and dictionaries load on first use, so that importing
this package costs a few milliseconds and a command that needs no linguistics never pays for it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ..models import FindingKind, LanguageCode, Status

if TYPE_CHECKING:
    from .passage_statistics import PassageStatistics

# The body of a character class: the ideographs of the basic plane without the compatibility forms. Patterns of Chinese
# were tuned with this range; for any other purpose see `text.scripts.HAN`.
BASIC_HAN = "\u3400-\u9fff"
# Marks that come in pairs, opening and closing.
PAIRED_MARKS = (("“", "”"), ("‘", "’"), ("「", "」"), ("（", "）"), ("(", ")"), ("《", "》"))


class Lengths(NamedTuple):
    """The shortest and the longest allowed text, in characters."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of a printed summary in one language: text, Markdown and terminal.

    The HTML page has further words of its own in `render/templates/labels.v1.json`. The wording that other sites use in
    place of ours is known to `published.grammar`, which reads such summaries.

    Attributes:
        core: heading of the core viewpoint.
        group_name: heading of a group, before its number.
        colon: what separates the heading of a group from its title.
        unparsed: heading of what a summary read from print holds beyond its statements.
        statuses: how well a statement is supported.
        findings: what a check found fault with.
        tally: how many statements there are; `{s}` stands for the plural ending.
    """

    core: str
    group_name: str
    colon: str
    unparsed: str
    statuses: Mapping[Status, str]
    findings: Mapping[FindingKind, str]
    tally: str

    def group(self, number: int, title: str = "") -> str:
        """`Group 2: Title`, or the bare `Group 2` when there is no title."""
        return f"{self.group_name} {number}{self.colon}{title}" if title else f"{self.group_name} {number}"


@dataclass(frozen=True, slots=True)
class SentencePatterns:
    """How the sentences of a language open, by what they do in a text.

    A pattern is matched at the start of a sentence unless its description says that it is searched for.

    Attributes:
        dangling_subject: a subject or connective that only the sentence before explains: 公司, the company.
        anaphoric_subject: a subject that only the sentence before names; such a pair may stand together.
        own_subject: a sentence that names its subject.
        enumerated: one of several items whose kind was named before: 三是, secondly.
        greeting: a letter's greeting or close.
        notice: words to the reader about the text or its sender.
        attribution: who said it, torn from what was said.
        background: what leads up to the matter.
        about_text: what the text itself is or does: `This report describes …`.
        conclusion: what concludes.
        conclusion_window: in how many first characters the conclusion is searched for; 0: it is matched.
        run_on: where a second sentence begins without a full stop before it (searched); None if not recognised.
        thanks, topic_shift: words with which a speaker closes a topic, and opens the next (searched).
        courtesy, digression, emphasis: words to other speakers, words beside the matter, words of weight (searched).
    """

    dangling_subject: re.Pattern[str]
    anaphoric_subject: re.Pattern[str]
    own_subject: re.Pattern[str]
    enumerated: re.Pattern[str]
    greeting: re.Pattern[str]
    notice: re.Pattern[str]
    attribution: re.Pattern[str]
    background: re.Pattern[str]
    about_text: re.Pattern[str]
    conclusion: re.Pattern[str]
    conclusion_window: int
    run_on: re.Pattern[str] | None
    thanks: re.Pattern[str]
    topic_shift: re.Pattern[str]
    courtesy: re.Pattern[str]
    digression: re.Pattern[str]
    emphasis: re.Pattern[str]

    def concludes(self, text: str) -> bool:
        """Whether a sentence opens as a conclusion does."""
        if self.conclusion_window:
            return self.conclusion.search(text[: self.conclusion_window]) is not None
        return self.conclusion.match(text) is not None


@dataclass(frozen=True, slots=True)
class StatementRules:
    """How a sentence of a language becomes a statement that can be read alone.

    Attributes:
        patterns: how sentences open.
        strip_dateline: returns a text without the dateline of a news agency at its start; never empty.
        simplify: returns a sentence without dateline, boilerplate and opening connectives; grammatical, perhaps empty.
            Its second argument says whether to remove the fillers and repetitions of speech as well.
        shorten: returns a long sentence without subordinate clauses. A language that divides sentences leaves that to
            the choice of clauses, and returns the sentence as it is.
        is_incomplete: whether a statement may not end with a clause.
        ends_list: whether a clause (first argument) is the last of a list whose items are clauses; the second argument
            is the clause before. These two are asked only of languages that divide sentences.
    """

    patterns: SentencePatterns
    strip_dateline: Callable[[str], str]
    simplify: Callable[[str, bool], str]
    shorten: Callable[[str], str]
    is_incomplete: Callable[[str], bool]
    ends_list: Callable[[str, str], bool]


@dataclass(slots=True)
class NounPhrase:
    """A noun phrase of a text.

    Attributes:
        content_words: its words that carry meaning by themselves.
        is_bare: whether it is nothing but a name, a place or an action.
        count: how often it stood where only a noun phrase stands.
    """

    content_words: tuple[str, ...]
    is_bare: bool
    count: int = 0


class Language(ABC):
    """One language that articles and summaries are written in.

    Attributes:
        code: its ISO 639-1 code, as in `Document.language`.
        english_name: its name in prompts.
        native_name: its name in itself.
        html_tag: the BCP 47 tag of text that we print in it.
        labels: the fixed words around a summary.
        word_separator: what stands between two words: a space, or nothing.
        sentence_separator: what joins two sentences whose final stops were removed.
        statement_lengths: of a statement that a model writes. The longest statements of published summaries of this
            format are half as long as the maximum, which stops a model that runs on before the token limit does.
        title_lengths: of a group's title that a model writes.
        viewpoint_size: how long a sentence typically is that says what an article is about, as `size` measures it.
        max_antecedent: a sentence that names the subject of the next has at most so many characters.
        fallback_titles: titles of the first and of further groups in which no phrase makes a title.
        divides_sentences: whether the passages that are ranked are clauses and not whole sentences.
        question_opening: a regular expression of how a title opens that asks without a question mark. This and the two
            below are joined over all languages, without loading the statement rules of each.
        mail_field: a regular expression of the names of a mail's header fields.
        heading_number: a regular expression of the section numbers of headings, beyond plain figures.
    """

    code: ClassVar[LanguageCode]
    english_name: ClassVar[str]
    native_name: ClassVar[str]
    html_tag: ClassVar[str]
    labels: ClassVar[Labels]
    word_separator: ClassVar[str]
    sentence_separator: ClassVar[str]
    statement_lengths: ClassVar[Lengths]
    title_lengths: ClassVar[Lengths]
    viewpoint_size: ClassVar[int]
    max_antecedent: ClassVar[int]
    fallback_titles: ClassVar[tuple[str, str]]
    divides_sentences: ClassVar[bool]
    question_opening: ClassVar[str]
    mail_field: ClassVar[str]
    heading_number: ClassVar[str]

    @abstractmethod
    def is_written_in(self, text: str) -> bool:
        """Whether a text is in this language, judged by its script; mixed text may pass for several languages."""

    @abstractmethod
    def is_foreign(self, sentence: str) -> bool:
        """Whether a sentence of a document in this language is in another one."""

    @property
    def separates_words(self) -> bool:
        """Whether white space separates the words."""
        return bool(self.word_separator)

    # ---------------------------------------------------------------------------------------------- statements

    @property
    @abstractmethod
    def statements(self) -> StatementRules:
        """How sentences become statements; loaded on first use."""

    @abstractmethod
    def size(self, text: str) -> int:
        """The length of a text in the unit that writers of this language count in: words, or characters."""

    # ------------------------------------------------------------------------------------------------- ranking

    @abstractmethod
    def split_clauses(self, sentence: str) -> list[str]:
        """The clauses that make up a sentence; the sentence itself unless `divides_sentences`."""

    @abstractmethod
    def compute_passage_statistics(self, texts: Sequence[str]) -> PassageStatistics:
        """The statistics of passages by which they are ranked."""

    @property
    @abstractmethod
    def key_term_stop_words(self) -> frozenset[str]:
        """Lower-cased words that are no part of a key term."""

    # -------------------------------------------------------------------------------------------------- titles

    @abstractmethod
    def find_noun_phrases(self, texts: Sequence[str]) -> Iterable[tuple[Sequence[str], bool]]:
        """The words of each noun phrase met in texts, and whether it is a bare name or action."""

    @abstractmethod
    def content_words(self, phrase: Sequence[str]) -> tuple[str, ...]:
        """The words of a phrase that carry meaning by themselves."""

    def noun_phrases(self, texts: Sequence[str]) -> dict[str, NounPhrase]:
        """The noun phrases of texts, by how they are written.

        The head of a noun phrase stands at its end (except before 的, of, for and the like), so a run of nouns may lose
        words at its start and never at its end: `world cross country championships` gives `championships`, not
        `world cross`.
        """
        found: dict[str, NounPhrase] = {}
        for words, bare in self.find_noun_phrases(texts):
            text = self.word_separator.join(words)
            if (phrase := found.get(text)) is None:
                phrase = found[text] = NounPhrase(self.content_words(words), bare)
            phrase.count += 1
        return found

    @abstractmethod
    def countable(self, text: str) -> str:
        """The text in a form in which phrases are counted as substrings, once they went through `countable_phrase`."""

    @abstractmethod
    def countable_phrase(self, phrase: str) -> str:
        """A phrase, whose words are already separated, as it stands in a countable text."""

    @abstractmethod
    def word_container(self, text: str) -> Container[str]:
        """A container of the words of a text, as `content_words` gives them."""

    @abstractmethod
    def title_size(self, title: str, content_words: Iterable[str]) -> float:
        """The length of a title in words or what corresponds to a word."""

    @abstractmethod
    def title_units(self, title: str) -> set[str]:
        """What two titles about the same matter have in common: words without endings, or pairs of characters."""

    @abstractmethod
    def is_possessive(self, phrase: str) -> bool:
        """Whether a phrase says whose or of what something is, which makes a weaker title."""

    @abstractmethod
    def capitalize(self, title: str) -> str:
        """The title with a capital at its start, where the script has capitals."""


def is_balanced(text: str) -> bool:
    """Whether every paired mark has its partner; single quotes do not count, as they are apostrophes too."""
    if text.count('"') % 2:
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in PAIRED_MARKS if closing != "’")


def han_share(text: str) -> float:
    """The share of Han characters among the letters of a text, from 0 to 1; 0 for a text without letters."""
    import regex  # 10 ms that only the answers of a model need

    letters = len(regex.findall(r"\p{L}", text))
    return len(regex.findall(r"\p{Han}", text)) / letters if letters else 0.0
