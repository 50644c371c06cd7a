"""Labels of speakers before or above what they say, and the time stamps of recordings.

Labels stand before the text (`记者：…`, `Q: …`, `**Name:** …`, `NAME (Reuters): …`) or alone above it (`Operator`,
`Name -- Company -- Title`, `发言人1 02:15`). A label is the name of a speaker only in company: one of the closed kind
(Q and A, 问 and 答, 记者) beside its counterpart, any other where it recurs and what follows addresses listeners or is
said in the first person. So `原因：` and `Note:` are none.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import regex

from ..languages.chinese.chinese_references import SURNAMES, may_be_in_name
from .body import BodySegment
from .lines import ends_sentence

_ENGLISH_NAMES = regex.compile(r"\p{Lu}[\p{L}.'’\-]*(?:\s(?:and|\p{Lu}[\p{L}.'’\-]*)){1,5}")
# A line of such names below the title is a byline.
_CHINESE_NAMES = regex.compile(rf"[{SURNAMES}]\p{{Han}}{{1,2}}(?:[、，\s]+[{SURNAMES}]\p{{Han}}{{1,2}}){{0,3}}")


@dataclass(frozen=True, slots=True)
class LabelThresholds:
    """What makes labels those of speakers, and time stamps those of a recording.

    Set on 2026-11-30 by reading the fourteen development articles and the cases of
    `tests/unit/parsing/test_speakers.py`; held by `python -m benchmarks.kinds`.

    Attributes:
        max_chars: characters of a line's start in which a label is looked for, and of a line that is one.
        max_han: Han characters of a Chinese name with its titles.
        min_turns: labels in a document that is a conversation; 2 with a question and an answer of the closed kind.
        min_recurrence: how often a label of no closed kind occurs.
        min_share: labels for each segment from the first of them on.
        min_frequent: how often a label occurs at least that the text also writes as common words (`Project Manager`),
            and in
        min_frequent_share: what share of the segments, and
        min_dense_share: share of the segments that such labels stand before in a meeting whose members need not address
            anybody. Set on the meetings of AMI, 2026-12-01.
        min_spoken_share: share of the labelled segments that address somebody, ask, or speak of themselves.
        min_stamps: time stamps at the start of lines that make a recording of a text, and
        min_stamp_share: the share of its segments that have one.
    """

    max_chars: int = 120
    max_han: int = 10
    min_turns: int = 3
    min_recurrence: int = 2
    min_share: float = 0.08
    min_frequent: int = 10
    min_frequent_share: float = 0.05
    min_dense_share: float = 0.5
    min_spoken_share: float = 0.4
    min_stamps: int = 3
    min_stamp_share: float = 0.3


THRESHOLDS = LabelThresholds()
_CLOCK = r"(?:\d{1,2}[:：])?\d{1,2}[:：]\d{2}(?:[.,]\d{1,3})?"
_STAMP = rf"[\[(（【]\s*{_CLOCK}\s*[\])）】]|(?<!\d){_CLOCK}(?:\s*(?:-->|[-–—~])\s*{_CLOCK})?(?!\d)"
# `[00:12] `, `00:12:33 `: in brackets or with seconds, a time stamp of a recording, where it recurs.
_LEADING_STAMP = regex.compile(rf"(?:[\[(（【]\s*{_CLOCK}\s*[\])）】]|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)\s*")
_NAME = r"(?P<name>[\p{L}][\p{L}\p{M}\d.'’·•&\-]*(?:[ \t][\p{L}\d&][\p{L}\p{M}\d.'’·•&\-]*){0,5})"
_ASIDE = r"(?:\s*[（(][^()（）]{1,40}[)）])?"
# `00:12 **Name (Reuters)**: text`, in any of its parts, and `[Name]: text`.
_INLINE = regex.compile(
    rf"(?:(?:{_STAMP})\s*)?(?P<mark>\*\*|__)?\s*(?P<bracket>\[)?{_NAME}(?P<aside>{_ASIDE})\s*(?P<time>{_STAMP})?"
    r"(?(bracket)\])\s*(?P<closed>\*\*|__)?\s*(?:(?<!\d)[:：｜](?!//)|[:：｜](?![/\d]))"
    # What is said may itself begin in bold.
    r"(?(mark)(?(closed)|\s*(?:\*\*|__)?))\s*(?=\S|$)"
)
# `Chief Executive Officer of Example`, `President & CFO`
_CAPITALISED = r"(?:[ ](?:\p{Lu}[\p{L}.'’&,\-]*|&|of|and|for|the)){1,10}"
# `Name -- Company -- Title`, `Name, Title`, `发言人1 02:15`: a line of its own.
_ALONE = regex.compile(
    rf"(?:(?:{_STAMP})\s*)?(?P<mark>\*\*|__)?{_NAME}(?P<aside>{_ASIDE}(?:(?:\s*(?:--|[—–|/／])"
    rf"|\s-)\s*[^。！？!?:：]{{2,80}}|,{_CAPITALISED})?)"
    rf"\s*(?P<time>{_STAMP})?\s*(?:\*\*|__)?\s*[:：]?"
)
_ASKERS = regex.compile(
    r"(?i:Q\d{0,2}|Questions?|Interviewer|Reporter|Host)|问\d{0,2}|問\d{0,2}|提问者?|提問者?|记者|記者|采访者"
    r"|採訪者|投资者提问"
)
_ANSWERERS = regex.compile(r"(?i:A\d{0,2}|Answers?|Interviewee|Guest)|答\d{0,2}|回答|答复|答覆|受访者|受訪者|嘉宾|嘉賓")
_OPERATORS = regex.compile(r"(?i:(?:Conference )?Operator)|接线员|接線員|话务员")
_CONDUCTORS = regex.compile(
    r"(?i:(?:Conference )?Operator|Moderator|Chair(?:man|woman|person)?)|接线员|接線員|话务员|主持人|会议主持|主席"
)
_NUMBERED = regex.compile(
    r"(?i:(?:Unidentified |Unknown )?(?:Speaker|Participant|Analyst))\s?\d{0,3}|(?:发言人|發言人|说话人"
    r"|講者)\s?\d{0,3}"
)
_HAN = regex.compile(r"\p{Han}")
# The verbs that end `他说：` and the like: what stands before such a colon is a sentence.
_SAYING = regex.compile(
    r"(?:说|說|道|称|稱|写|寫|表示|指出|认为|認為|强调|強調|透露|坦言|如下|包括|\b(?:say|said|add)s?)$"
)
OPENING_QUOTES = '“"「『‘'
QUESTION_END = regex.compile(r"[?？][”’」』）)\]\"'*_]*$")
ADDRESS = regex.compile(r"(?i:\b(?:you|your)\b)|[你您]|贵公司|貴公司|贵行|请问|請問|請您|请介绍|请谈")
FIRST_PERSON = regex.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Oo]ur|[Mm]y)\b|我")
_SPEAKING = regex.compile(rf"{ADDRESS.pattern}|{FIRST_PERSON.pattern}|[?？]|(?i:\bthank)|谢谢|謝謝")
_NO_NAME_START = regex.compile(r"(?i:the|this|that|these|a|an|as|in|on|for|if|to)\b")

Party = Literal["asker", "answerer", "conductor", "numbered", "open"]


class Label(NamedTuple):
    """A possible label of a speaker.

    Attributes:
        text_start: characters of the segment before what is said.
        named: whether more than a name stands there: a company, a title, a time.
        timed: whether a time does.
    """

    name: str
    text_start: int
    alone: bool
    named: bool
    timed: bool
    bold: bool


def is_stamped(segments: Sequence[BodySegment]) -> bool:
    """Whether the text is that of a recording, with time stamps before what is said."""
    stamped = sum(stamp_length(segment.text) > 0 for segment in segments)
    return stamped >= THRESHOLDS.min_stamps and stamped >= THRESHOLDS.min_stamp_share * len(segments)


def stamp_length(text: str) -> int:
    match = _LEADING_STAMP.match(text)
    return match.end() if match else 0


def cut_start(segment: BodySegment, length: int) -> BodySegment:
    """The segment without its first characters; whole where nothing would be left."""
    text = segment.text[length:]
    lead = len(text) - len(text.lstrip())
    if not length or not text.strip():
        return segment
    return segment._replace(start=segment.start + length + lead, text=text[lead:], sentences=())


def find_labels(segments: Sequence[BodySegment], stated: Container[int]) -> dict[int, Label]:
    """What may be the label of a speaker, by the index of its segment."""
    found: dict[int, Label] = {}
    for index, segment in enumerate(segments):
        if segment.kind == "table_row" or segment.start in stated:
            continue
        if label := _inline_label(segment.text) or _label_alone(segments, index):
            found[index] = label
    return found


def _inline_label(text: str) -> Label | None:
    match = _INLINE.match(text[: THRESHOLDS.max_chars])
    if match is None or not _may_be_name(match["name"]) or text[match.end() : match.end() + 1] in tuple(OPENING_QUOTES):
        return None
    return Label(
        name=_clean_name(match["name"]),
        text_start=match.end() + stamp_length(text[match.end() :]),
        alone=match.end() >= len(text),
        named=bool(match["aside"].strip() or match["time"]),
        timed=match["time"] is not None,
        bold=match["mark"] is not None,
    )


def _label_alone(segments: Sequence[BodySegment], index: int) -> Label | None:
    """The label that a whole segment is, if something follows that is none."""
    if index + 1 == len(segments) or segments[index + 1].level:
        return None
    label = _read_label_alone(segments[index].text)
    return label if label and not _is_listed(segments, index) else None


def _is_listed(segments: Sequence[BodySegment], index: int) -> bool:
    """Whether a line stands in a list of those who take part: another name with its post follows, and no speech."""
    below = [_read_label_alone(segment.text) for segment in segments[index + 1 : index + 3]]
    return below[0] is not None and any(label is not None and label.named and not label.timed for label in below)


def _read_label_alone(text: str) -> Label | None:
    """The label that a whole line is by its form."""
    match = _ALONE.fullmatch(text) if len(text) <= THRESHOLDS.max_chars else None
    if match is None or not _may_be_name(match["name"]) or ends_sentence(text.rstrip("*_")):
        return None
    named = bool(match["aside"].strip() or match["time"])
    if not (named or match["mark"] or party_of(match["name"]) != "open" or is_name_of_person(match["name"])):
        return None
    return Label(
        _clean_name(match["name"]),
        len(text),
        alone=True,
        named=named,
        timed=match["time"] is not None,
        bold=match["mark"] is not None,
    )


def _may_be_name(name: str) -> bool:
    """Whether a label could name a speaker: a few characters of Chinese, or words with capitals, and no clause."""
    if party_of(name) != "open":
        return True
    if _SAYING.search(name) or _NO_NAME_START.match(name):
        return False
    if han := len(_HAN.findall(name)):
        return han <= THRESHOLDS.max_han and name.count(" ") <= 3
    words = name.split()
    return all(word[0].isupper() or word in _PARTICLES for word in words) and words[-1] not in _PARTICLES


_PARTICLES = frozenset(("of", "and", "de", "der", "den", "van", "von", "la", "le", "al", "bin", "di", "da", "y"))


def _clean_name(name: str) -> str:
    return " ".join(name.split()).rstrip(".-·• ")


def is_operator(name: str) -> bool:
    """Whether a speaker only connects the others, as the operator of a call does."""
    return _OPERATORS.fullmatch(name) is not None


def party_of(name: str) -> Party:
    closed: tuple[tuple[Party, regex.Pattern[str]], ...] = (
        ("asker", _ASKERS),
        ("answerer", _ANSWERERS),
        ("conductor", _CONDUCTORS),
        ("numbered", _NUMBERED),
    )
    return next((party for party, pattern in closed if pattern.fullmatch(name)), "open")


def accept_labels(segments: Sequence[BodySegment], labels: Mapping[int, Label], certain: bool) -> frozenset[str]:
    """The names that are those of speakers; none where the labels make no conversation.

    Args:
        certain: whether it is known to be a conversation.
    """
    counts = Counter(label.name for label in labels.values())
    parties = {name: party_of(name) for name in counts}
    closed = {name for name, party in parties.items() if party != "open"}
    has_pair = {"asker", "answerer"} <= set(parties.values())
    named = {label.name for label in labels.values() if label.named}
    recurring = {name for name, count in counts.items() if count >= THRESHOLDS.min_recurrence}
    # Whoever conducts a call gives the floor to persons, who may speak once.
    called = set(filter(is_name_of_person, counts)) if "conductor" in parties.values() else set()
    often = max(THRESHOLDS.min_frequent, THRESHOLDS.min_frequent_share * len(segments))
    rare = {name for name, count in counts.items() if count < often}
    names = closed | (called | recurring | (named if len(named) > 1 else set())) - _common_words(segments, rare)
    turns = [index for index, label in labels.items() if label.name in names]
    if len(names) < 2 or len(turns) < (2 if has_pair or called else THRESHOLDS.min_turns):
        return frozenset()
    if len(turns) < THRESHOLDS.min_share * (len(segments) - turns[0]):
        return frozenset()
    # Few names before most of the text, again and again: nobody writes notes so.
    is_dense = len(turns) >= max(THRESHOLDS.min_frequent * len(names), THRESHOLDS.min_dense_share * len(segments))
    if not (certain or has_pair or is_dense or _are_spoken(segments, labels, turns)):
        return frozenset()
    bold = sum(labels[index].bold for index in turns) * 2 > len(turns)
    persons = {
        label.name
        for label in labels.values()
        if label.bold == bold and (label.named or is_name_of_person(label.name)) and parties[label.name] == "open"
    }
    return frozenset(names | (persons - _common_words(segments, persons)))


def _are_spoken(segments: Sequence[BodySegment], labels: Mapping[int, Label], turns: Sequence[int]) -> bool:
    """Whether the segments with these labels are addressed to listeners, said in the first person, or have times."""
    timed = sum(labels[index].timed for index in turns)
    spoken = sum(_SPEAKING.search(_said(segments, labels, index)) is not None for index in turns)
    return 2 * timed > len(turns) or spoken >= THRESHOLDS.min_spoken_share * len(turns)


def _common_words(segments: Sequence[BodySegment], names: set[str]) -> set[str]:
    """Those of the names that the text also writes as common words: `Guidance` beside `guidance`."""
    latin = {name for name in names if not _HAN.search(name)}
    if not latin:
        return set()
    words = {word for name in latin for word in name.lower().split()}
    pattern = regex.compile(r"\b(?:" + "|".join(sorted(map(regex.escape, words))) + r")\b")
    small = {word for segment in segments for word in pattern.findall(segment.text)}
    return {name for name in latin if all(word in small for word in name.lower().split())}


def _said(segments: Sequence[BodySegment], labels: Mapping[int, Label], index: int) -> str:
    """What the segment of a label says; of a label alone, the segment below."""
    label = labels[index]
    return (
        segments[index + 1].text
        if label.alone and index + 1 < len(segments)
        else segments[index].text[label.text_start :]
    )


def is_name_of_person(text: str) -> bool:
    """Whether a text is nothing but a name, or names: Chinese ones by their surname, others by their capitals."""
    return is_chinese_names(text) or is_english_names(text)


def is_chinese_names(text: str) -> bool:
    """Whether a text is nothing but Chinese names: a surname each, and no other word of jieba's dictionary.

    So a heading such as 高考 or 江苏 is none, though 高 and 江 are surnames.
    """
    if _CHINESE_NAMES.fullmatch(text) is None:
        return False
    from ..languages.chinese.chinese_phrases import tag_words

    return all(map(may_be_in_name, itertools.chain.from_iterable(tag_words([text]))))


def is_english_names(text: str) -> bool:
    """Whether a text is nothing but words with a capital, with or without *and*."""
    return _ENGLISH_NAMES.fullmatch(text) is not None
