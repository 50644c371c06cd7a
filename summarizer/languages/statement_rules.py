"""How the sentences of a language open and read, and how they become statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..models import DocumentKind

# A pattern of what a language does not have.
NEVER = re.compile(r"(?!)")


def find_first_ends(pattern: re.Pattern[str], text: str) -> dict[str, int]:
    """What the first group of a pattern matches in a text, each with the character behind its first place."""
    ends: dict[str, int] = {}
    for match in pattern.finditer(text):
        ends.setdefault(match[1], match.end(1))
    return ends


@dataclass(frozen=True, slots=True)
class SentencePatterns:
    """How the sentences of a language open, by what they do in a text.

    A pattern is matched at the start of a sentence unless its description says that it is searched for.

    Attributes:
        dangling_subject: a subject or connective that only the sentence before explains: 公司, the company.
        anaphoric_subject: a subject that only the sentence before names; such a pair may stand together.
        orphan: a pronoun, demonstrative or the like, in place of what only the text before names: such a sentence is
            never taken without the sentence before.
        own_subject: a sentence that names its subject.
        first_person: words of a speaker for himself (searched).
        second_person: words to a listener (searched).
        comparison: it adds to, or is compared with, what is not shown: Other rumours …, 第二个….
        surname: a surname with which a sentence opens, the group `name`; never where the full name is used throughout.
        additive: it adds to what the sentence before says: 也, also.
        subjectless: it opens with an auxiliary whose subject stands before it; never where grammar asks for a subject.
        half_pair: a concession without what it concedes to; None where grammar does not allow that.
        enumerated: one of several items whose kind was named before: 三是, secondly.
        greeting: a letter's greeting or close.
        notice: words to the reader about the text or its sender.
        attribution: who said it, torn from what was said.
        background: what leads up to the matter.
        occasion: that a report appeared or a meeting was held, and nothing of what it says (searched).
        advice_title: the title of news about a broker's advice (searched).
        results_title: the title of news about the figures of a company's period (searched).
        about_text: what the text itself is or does: `This report describes …`.
        conclusion: what concludes.
        conclusion_window: in how many first characters the conclusion is searched for; 0: it is matched.
        turn: it turns from what the sentence before says: However, 不过 (searched, at the start).
        denial: it denies what the text before says, and points at that: denied this, 否认上述报道 (searched).
        named_denial: it names what it denies, in a group: denied that it sells pumps (searched).
        news_day: a day near that of the text: 8日, on Monday (searched).
        picture: a mark by which a sentence points at a place in a picture, or credits it (searched).
        thanks, topic_shift: words with which a speaker closes a topic, and opens the next (searched).
        courtesy, digression, emphasis: words to other speakers, words beside the matter, words of weight (searched).
        deictic: words of speech that point at what was said or shown before, and false starts (all are counted).
        verb: a verb, or a subject before a word that can be one (searched); always where words do not tell.
        said_before: it points at what somebody said before: as I mentioned, 刚才提到 (searched).
        held_view: what a speaker in a meeting or talk holds, recommends or concludes (searched).
        core_cues: by kind of article, what its Core Viewpoint says (searched): the first sentence, and the second where
            the first lacks it. Kinds without an entry have no form of their own.
    """

    dangling_subject: re.Pattern[str]
    anaphoric_subject: re.Pattern[str]
    orphan: re.Pattern[str]
    own_subject: re.Pattern[str]
    first_person: re.Pattern[str]
    second_person: re.Pattern[str]
    comparison: re.Pattern[str]
    surname: re.Pattern[str]
    additive: re.Pattern[str]
    subjectless: re.Pattern[str]
    half_pair: re.Pattern[str] | None
    enumerated: re.Pattern[str]
    greeting: re.Pattern[str]
    notice: re.Pattern[str]
    attribution: re.Pattern[str]
    background: re.Pattern[str]
    occasion: re.Pattern[str]
    advice_title: re.Pattern[str]
    results_title: re.Pattern[str]
    about_text: re.Pattern[str]
    conclusion: re.Pattern[str]
    conclusion_window: int
    turn: re.Pattern[str]
    denial: re.Pattern[str]
    named_denial: re.Pattern[str]
    news_day: re.Pattern[str]
    picture: re.Pattern[str]
    thanks: re.Pattern[str]
    topic_shift: re.Pattern[str]
    courtesy: re.Pattern[str]
    digression: re.Pattern[str]
    emphasis: re.Pattern[str]
    deictic: re.Pattern[str]
    verb: re.Pattern[str]
    said_before: re.Pattern[str]
    held_view: re.Pattern[str]
    core_cues: Mapping[DocumentKind, tuple[re.Pattern[str], ...]]

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
        strip_opening: returns a sentence without dateline, words of the page around it and opening connectives;
            perhaps empty. What is left has all that the sentence says.
        simplify: returns a passage as `strip_opening` does, and without what is of no use in a list of passages. Its
            second argument says whether to remove the fillers and repetitions of speech as well.
        runs_on: whether a second sentence begins within a statement without a stop before it.
        find_capitals: returns the words with a capital within a statement at which a second sentence may begin.
        definite_subject: returns the noun of the subject that a statement opens with, if the statement does not say
            which one is meant (The letter …, 声明称…); else nothing.
        find_introduced: returns such nouns that a text introduces (a letter, another letter), each with the character
            behind the first place where it does.
        find_named: returns the surnames that a text has behind a first name, likewise.
        lacks_antecedent: whether a pronoun or demonstrative stands in a statement without what it means; its second
            argument is the title of the article.
    """

    patterns: SentencePatterns
    strip_dateline: Callable[[str], str]
    strip_opening: Callable[[str], str]
    simplify: Callable[[str, bool], str]
    runs_on: Callable[[str], bool]
    find_capitals: Callable[[str], Sequence[str]]
    definite_subject: Callable[[str], str]
    find_introduced: Callable[[str], Mapping[str, int]]
    find_named: Callable[[str], Mapping[str, int]]
    lacks_antecedent: Callable[[str, str], bool]
