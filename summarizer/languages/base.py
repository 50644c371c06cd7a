"""What the program needs to know about a language: the interface that `chinese` and `english` implement.

Instances are stateless and cheap to make. Word lists, patterns and dictionaries load on first use, so that importing
this package costs a few milliseconds and a command that needs no linguistics never pays for it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from ..models import FindingKind, LanguageCode, Status


class Lengths(NamedTuple):
    """The shortest and the longest allowed text, in characters."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of a printed summary in one language: text, Markdown and terminal.

    The HTML page has further words of its own in `render/templates/labels.v1.json`. The wording that other sites use in
    place of ours is known to `published.labels`, which reads such summaries.

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

    @abstractmethod
    def is_written_in(self, text: str) -> bool:
        """Whether a text is in this language, judged by its script; mixed text may pass for several languages."""

    @property
    def separates_words(self) -> bool:
        """Whether white space separates the words."""
        return bool(self.word_separator)


def han_share(text: str) -> float:
    """The share of Han characters among the letters of a text, from 0 to 1; 0 for a text without letters."""
    import regex  # 10 ms that only the answers of a model need

    letters = len(regex.findall(r"\p{L}", text))
    return len(regex.findall(r"\p{Han}", text)) / letters if letters else 0.0
