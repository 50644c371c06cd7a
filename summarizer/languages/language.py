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

from ..models import FindingKind, LanguageCode, Status, Support
from .statement_rules import StatementRules

if TYPE_CHECKING:
    from .passage_statistics import PassageStatistics

# The body of a character class: the ideographs of the basic plane without the compatibility forms. Patterns of Chinese
# were tuned with this range; for any other purpose see `text.scripts.HAN`.
BASIC_HAN = "\u3400-\u9fff"


class Lengths(NamedTuple):
    """The shortest and the longest allowed text, in characters."""

    minimum: int
    maximum: int


class DigestWords(NamedTuple):
    """What a summary of many articles says of them.

    Attributes:
        developments: how many matters there are, `{count}`, and what is new of the first ones, `{named}`.
        between: what stands between those.
        quoted: the words of an article, `{words}`, in quotation marks.
        said_by: a `{value}` with the `{papers}` that give it.
        between_papers: what stands between those.
    """

    developments: str
    between: str
    quoted: str
    said_by: str
    between_papers: str


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
        judged: which model read the statements.
        rules_only: that none did.
        glossed: which model translated the words of the source.
        disputed: in a digest, that one of the cited articles denies what another supports.
        sources_differ: how a statement that articles differ begins; `on_matter` says on what, `comma` stands between.
        corrects: that an article corrects another, before the number of that.
    """

    core: str
    group_name: str
    colon: str
    unparsed: str
    statuses: Mapping[Status, str]
    findings: Mapping[FindingKind, str]
    tally: str
    judged: str
    rules_only: str
    glossed: str
    disputed: str
    sources_differ: str
    on_matter: str
    comma: str
    corrects: str

    def translate(self, change: Callable[[str], str]) -> Labels:
        """The labels with each word changed by a function, into another script of their language."""
        return Labels(
            core=change(self.core),
            group_name=change(self.group_name),
            colon=self.colon,
            unparsed=change(self.unparsed),
            statuses={status: change(word) for status, word in self.statuses.items()},
            findings={kind: change(word) for kind, word in self.findings.items()},
            tally=change(self.tally),
            judged=change(self.judged),
            rules_only=change(self.rules_only),
            glossed=change(self.glossed),
            disputed=change(self.disputed),
            sources_differ=change(self.sources_differ),
            on_matter=change(self.on_matter),
            comma=self.comma,
            corrects=change(self.corrects),
        )

    def verdict(self, support: Support) -> str:
        """The words of a verdict."""
        return self.disputed if support.disputed else self.statuses[support.status]

    def group(self, number: int, title: str = "") -> str:
        """`Group 2: Title`, or the bare `Group 2` when there is no title."""
        return f"{self.group_name} {number}{self.colon}{title}" if title else f"{self.group_name} {number}"


@dataclass(frozen=True, slots=True)
class BlockCues:
    """Words and forms by which a block shows that it is no part of an article's own text.

    A pattern is searched for in a block unless its description says that it is matched at the start. None of them
    decides alone but `furniture`: `parsing.roles` adds them up.

    Attributes:
        fold: a block as the patterns expect it; its length stays the same.
        credit: credit of a picture or source of a chart (matched at the start, or behind a mark).
        credit_at_end: such a credit where it ends a line (searched in its last characters).
        caption_opening: how captions open (matched); such a line ends without a full stop.
        byline: who wrote, edited or published it, and nothing else (matched).
        author: the author described in a sentence (matched).
        footnote: how notes open (matched).
        about_itself: the text speaks of itself or of its publisher.
        denial: a duty, a guarantee or a permission is refused.
        legal_terms: what disclaimers are about, in small letters.
        appeal: the reader is told to do something; `appeal_words` stand in such sentences further inside.
        channels: what publishers ask for, in small letters: to subscribe, to follow, to download.
        contact: labels of addresses.
        furniture: what stands on the page around an article, whatever it says (matched).
        reported: somebody is reported to have said it.
        figure: an amount or a share, as news has them.
        closing_heading: heading of what follows the text: forward-looking statements, disclaimers, addresses.
        empty_heading: heading that says what form the text below it has, and nothing of its matter (matched).
        list_heading: heading of a list of titles: the contents, or further articles.
        company_heading: heading of a description of the company; `company` is what such a description says.
        author_heading, notes_heading: headings of what is said of the author, and of notes.
    """

    fold: Callable[[str], str]
    credit: re.Pattern[str]
    credit_at_end: re.Pattern[str]
    caption_opening: re.Pattern[str]
    byline: re.Pattern[str]
    author: re.Pattern[str]
    footnote: re.Pattern[str]
    about_itself: re.Pattern[str]
    denial: re.Pattern[str]
    legal_terms: tuple[str, ...]
    appeal: re.Pattern[str]
    appeal_words: tuple[str, ...]
    channels: tuple[str, ...]
    contact: re.Pattern[str]
    furniture: re.Pattern[str]
    reported: re.Pattern[str]
    figure: re.Pattern[str]
    closing_heading: re.Pattern[str]
    company_heading: re.Pattern[str]
    company: re.Pattern[str]
    author_heading: re.Pattern[str]
    notes_heading: re.Pattern[str]
    list_heading: re.Pattern[str]
    empty_heading: re.Pattern[str]


class MainPhrase(NamedTuple):
    """A noun phrase of a statement.

    Attributes:
        words: those that carry meaning.
        is_name: whether it is a bare name.
        is_subject: whether the statement is about it.
        is_event: whether it names what happens by itself.
        written: the phrase as it stands behind another one, with an article if it needs one; empty where it cannot.
        forms: the words that take it up, each set by itself: all of them, a name's surname or initials, a modifier and
            the noun.
    """

    text: str
    words: tuple[str, ...]
    is_name: bool
    is_subject: bool
    is_event: bool
    written: str
    forms: tuple[tuple[str, ...], ...]


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
        html_tag: the BCP 47 tag of text that we print in it.
        labels: the fixed words around a summary.
        word_separator: what stands between two words: a space, or nothing.
        sentence_separator: what joins two sentences whose final stops were removed.
        statement_lengths: of a statement that a model writes. The longest statements of published summaries of this
            format are half as long as the maximum, which stops a model that runs on before the token limit does.
        title_lengths: of a group's title that a model writes.
        viewpoint_size: how long a sentence typically is that says what an article is about, as `size` measures it.
        max_joined: two sentences that stand together in one statement are no longer than this, as `size` measures it.
        fallback_titles: titles of the first and of further groups in which no phrase makes a title.
        digest_words: what a summary of many articles says of them.
        divides_sentences: whether the passages that are ranked are clauses and not whole sentences.
        question_opening: a regular expression of how a title opens that asks without a question mark. This and the two
            below are joined over all languages, without loading the statement rules of each.
        mail_field: a regular expression of the names of a mail's header fields.
        short_question: characters up to which a question serves as a title.
        heading_number: a regular expression of the section numbers of headings, beyond plain figures.
        announcement: a regular expression of words by which a block says what the ones below it are.
    """

    code: ClassVar[LanguageCode]
    english_name: ClassVar[str]
    html_tag: ClassVar[str]
    labels: ClassVar[Labels]
    word_separator: ClassVar[str]
    sentence_separator: ClassVar[str]
    statement_lengths: ClassVar[Lengths]
    title_lengths: ClassVar[Lengths]
    viewpoint_size: ClassVar[int]
    max_joined: ClassVar[int]
    fallback_titles: ClassVar[tuple[str, str]]
    digest_words: ClassVar[DigestWords]
    divides_sentences: ClassVar[bool]
    question_opening: ClassVar[str]
    mail_field: ClassVar[str]
    short_question: ClassVar[int]
    heading_number: ClassVar[str]
    announcement: ClassVar[str]

    @abstractmethod
    def is_written_in(self, text: str) -> bool:
        """Whether a text is in this language, judged by its script; mixed text may pass for several languages."""

    @abstractmethod
    def is_foreign(self, sentence: str) -> bool:
        """Whether a sentence of a document in this language is in another one."""

    @property
    def all_labels(self) -> tuple[Labels, ...]:
        """The labels in each script of the language; the first is `labels`."""
        return (self.labels,)

    def html_tag_of(self, text: str) -> str:
        """The BCP 47 tag of labels that stand beside a text, by its script."""
        return self.html_tag

    def labels_for(self, text: str) -> Labels:
        """The labels that stand beside a text, in its script."""
        return self.labels

    def adapt_label(self, label: str, text: str) -> str:
        """A further label of ours in the script of the text that it stands beside."""
        return label

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
    def refers_back(self, sentence: str) -> bool:
        """Whether a sentence opens with a word that only the text before it explains."""

    @property
    @abstractmethod
    def block_cues(self) -> BlockCues:
        """How blocks show that they are no part of an article's own text; loaded on first use."""

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
    def join_titles(self, first: str, second: str) -> str:
        """Two headings as one title."""

    @abstractmethod
    def find_main_phrases(self, texts: Sequence[str], around: Sequence[str]) -> list[list[MainPhrase]]:
        """The noun phrases of each text that could be titles, whole; `around` has the sentences of the article."""

    @abstractmethod
    def join_phrases(self, first: str, second: str) -> str:
        """Two noun phrases as one title: the first and the second."""

    @abstractmethod
    def continue_title(self, title: str) -> str:
        """The title of a further part of a section, by the heading of the section."""

    @abstractmethod
    def capitalize(self, title: str) -> str:
        """The title with a capital at its start, where the script has capitals."""


def han_share(text: str) -> float:
    """The share of Han characters among the letters of a text, from 0 to 1; 0 for a text without letters."""
    import regex  # 10 ms that only the answers of a model need

    letters = len(regex.findall(r"\p{L}", text))
    return len(regex.findall(r"\p{Han}", text)) / letters if letters else 0.0
