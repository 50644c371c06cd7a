"""Who speaks in an interview, a call or a meeting: questions, answers and turns, with the speaker of each.

Speakers are told by their labels (`speaker_labels`). An interview may do without: its questions are then paragraphs or
headings of their own. In an interview a question is a block and no heading, however short and marked.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from ..models import BlockRole, DocumentKind
from .body import BodySegment
from .lines import ends_sentence
from .speaker_labels import (
    ADDRESS,
    FIRST_PERSON,
    OPENING_QUOTES,
    QUESTION_END,
    Label,
    accept_labels,
    cut_start,
    find_labels,
    is_stamped,
    party_of,
    stamp_length,
)


@dataclass(frozen=True, slots=True)
class SpeakerThresholds:
    """Who asks, and what makes questions those of an interviewer.

    Set on 2026-11-30 by reading the fourteen development articles and the cases of
    `tests/unit/parsing/test_speakers.py`; held by `python -m benchmarks.kinds`.

    Attributes:
        min_asking_share: share of a speaker's turns that end as questions, from which the speaker is the one who asks.
        max_interview_speakers: speakers of an interview, at most; more are a meeting.
        max_askers: those of them who ask.
        min_questions: questions of an interview without labels.
        min_question_share: their share of the paragraphs from the first of them on, and
        max_question_length: their mean length as a multiple of that of the paragraph below each.
        min_addressing_share: share of its questions that address somebody, and of its answers that speak of themselves,
            where nothing calls it an interview.
    """

    min_asking_share: float = 0.5
    max_interview_speakers: int = 4
    max_askers: int = 2
    min_questions: int = 3
    min_question_share: float = 0.15
    max_question_length: float = 0.6
    min_addressing_share: float = 0.3


THRESHOLDS = SpeakerThresholds()
_CALLED_INTERVIEW = regex.compile(
    r"(?i:\binterview|\bQ\s?&\s?A\b|\bin conversation with\b)|专访|專訪|访谈|訪談|采访|採訪|对话|對話|问答|問答"
)
_CALLED_TRANSCRIPT = regex.compile(
    r"(?i:\btranscript\b|\bminutes of\b|\b(?:welcome to|during)\b[^.]{0,80}\b(?:conference call|earnings call"
    r"|results call)\b)"
    r"|(?:电话会议?|会议|座谈会?|调研|交流会?|业绩会|说明会)(?:纪要|实录|记录)|速记|會議紀要|會議紀錄|紀要"
)

_IN_BRACKETS = regex.compile(r"[（(【\[][^（()）]+[】\]）)]")
# The name of the next speaker at the end of what one says.
_CALLS_ON = regex.compile(r"(?:^|[.!。！]\s*)(?:\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)?|\p{Han}{2,4})[?？]$")
# `Question-and-Answer Session`, `问答环节`
_PART_TITLE = regex.compile(
    r"\p{Lu}[\p{L}&'’-]+(?:[ ](?:and|of|the|for|&|\p{Lu}[\p{L}&'’-]*)){1,6}|\p{Han}{2,10}(?:环节|環節|部分|阶段|階段)"
)


class Turn(NamedTuple):
    """A segment of a body with its role and, in a conversation, its speaker."""

    segment: BodySegment
    role: BlockRole = "body"
    speaker: str | None = None


def is_called_transcript(opening: str) -> bool:
    """Whether the first lines of a text call it the record of a call or a meeting."""
    return _CALLED_TRANSCRIPT.search(opening) is not None


def mark_turns(
    text: str,
    given: Sequence[Turn],
    opening: str,
    stated: Container[int],
    kind: DocumentKind | None = None,
) -> tuple[list[Turn], DocumentKind | None]:
    """The segments without the labels and time stamps of speakers, each with its role and speaker.

    Returns them with the kind of conversation they make: `interview`, `transcript`, or None where nobody converses.

    Args:
        text: the whole document, into which the segments point.
        given: the segments with the roles they have outside of a conversation. In one, only `body` gives way; and where
            a segment has the label of a speaker, every role but those stated.
        opening: title and first lines of the document, which may call it an interview.
        stated: the offsets of segments whose role the format states; they are nobody's turn.
        kind: the kind that the caller names. As `interview` or `transcript` it decides what evidence does else; with
            any other nobody converses.
    """
    if kind not in (None, "interview", "transcript"):
        return list(given), None
    segments = [turn.segment for turn in given]
    labels = find_labels(segments, stated)
    if accepted := accept_labels(segments, labels, certain=kind is not None):
        labels = {index: label for index, label in labels.items() if label.name in accepted}
        labels = {i: label for i, label in labels.items() if not (label.alone and i + 1 in labels)}  # nothing is said
        if kind is None and is_called_transcript(opening):
            kind = "transcript"
        return _turns_by_label(text, given, labels, kind)
    if kind != "transcript" and (questions := _find_questions(given, opening, kind == "interview")):
        return _turns_by_question(text, given, questions), "interview"
    if is_stamped(segments):
        return [turn._replace(segment=cut_start(turn.segment, stamp_length(turn.segment.text))) for turn in given], (
            "transcript"
        )
    return list(given), kind


@dataclass(slots=True)
class _Speech:
    """What one speaker says until the next label."""

    speaker: str
    texts: list[str] = field(default_factory=list)

    @property
    def ends_as_question(self) -> bool:
        """Whether it does; a name that calls on the next speaker asks nothing: `… the results. Eduardo?`"""
        last = self.texts[-1].rstrip() if self.texts else ""
        return QUESTION_END.search(last) is not None and _CALLS_ON.search(last) is None

    @property
    def asks(self) -> bool:
        return any("?" in text or "？" in text for text in self.texts)


def _turns_by_label(
    text: str, given: Sequence[Turn], labels: Mapping[int, Label], kind: DocumentKind | None
) -> tuple[list[Turn], DocumentKind]:
    """The turns of a conversation with labels. A speaker holds until the next label; a heading without label stays one.

    Args:
        given: the segments with their roles outside of the conversation.
        labels: the labels of speakers, by the index of their segment.
    """
    speeches = _divide_speeches(given, labels)
    said = list({id(speech): speech for speech in speeches if speech}.values())
    asking = {name for name in {speech.speaker for speech in said} if _is_asker(name, said)}
    stamped = is_stamped([turn.segment for turn in given])
    if kind is None and (stamped or any(label.timed for label in labels.values())):
        kind = "transcript"
    kind = kind or _conversation_kind({speech.speaker for speech in said}, asking)
    turns: list[Turn] = []
    participants = _find_participants(given, min(labels), {label.name for label in labels.values()})
    for index, (turn, speech) in enumerate(zip(given, speeches, strict=True)):
        label, segment = labels.get(index), turn.segment
        if label and label.alone:
            continue
        if label:
            segment = _without_closing_mark(cut_start(_as_block(text, segment), label.text_start))
        elif stamped and not segment.level:
            segment = cut_start(segment, stamp_length(segment.text))
        is_spoken = label or not (segment.level or turn.role != "body" or _is_between_turns(given, labels, index))
        if index in participants:
            turns.append(turn._replace(role="byline"))
        elif speech is None or not is_spoken:
            turns.append(turn._replace(segment=segment))
        else:
            turns.append(Turn(segment, _role_of(speech, asking, kind), speech.speaker))
    return turns, kind


def _find_participants(given: Sequence[Turn], end: int, names: Collection[str]) -> set[int]:
    """The segments above the first turn that list who takes part: lines in a row, of which one names a speaker."""
    found: set[int] = set()
    rows = itertools.groupby(range(end), lambda n: given[n].role == "body" and not ends_sentence(given[n].segment.text))
    for is_unfinished, run in rows:
        indices = [*run]
        if is_unfinished and any(given[n].segment.text.startswith(tuple(names)) for n in indices):
            found.update(n for n in indices if not given[n].segment.level)
    return found


def _is_between_turns(given: Sequence[Turn], labels: Mapping[int, Label], index: int) -> bool:
    """Whether nobody says a segment: it stands in brackets, or is the title of a part above the label of a speaker."""
    text, below = given[index].segment.text, labels.get(index + 1)
    if _IN_BRACKETS.fullmatch(text):
        return True
    is_first = index - 1 in labels and labels[index - 1].alone
    return below is not None and below.alone and not is_first and _PART_TITLE.fullmatch(text) is not None


def _divide_speeches(given: Sequence[Turn], labels: Mapping[int, Label]) -> list[_Speech | None]:
    """The speech that each segment belongs to; None before the first label."""
    speeches: list[_Speech | None] = []
    speech: _Speech | None = None
    for index, turn in enumerate(given):
        if label := labels.get(index):
            speech = _Speech(label.name)
        if speech and (label or (turn.role == "body" and not turn.segment.level)):
            speech.texts.append(turn.segment.text)
        speeches.append(speech)
    return speeches


def _role_of(speech: _Speech, asking: Container[str], kind: DocumentKind) -> BlockRole:
    """In an interview, whatever the one who asks says is a question; at a meeting it is one where it asks."""
    if kind == "interview":
        return "question" if speech.speaker in asking else "answer"
    is_question = speech.speaker in asking and (speech.asks or party_of(speech.speaker) == "asker")
    return "question" if is_question else "turn"


def _is_asker(name: str, speeches: Sequence[_Speech]) -> bool:
    """Whether a speaker is one who asks: by the label, else by how most of what the speaker says ends."""
    party = party_of(name)
    if party in ("asker", "answerer"):
        return party == "asker"
    own = [speech for speech in speeches if speech.speaker == name]
    return sum(speech.ends_as_question for speech in own) >= THRESHOLDS.min_asking_share * len(own)


def _conversation_kind(speakers: Collection[str], asking: Collection[str]) -> DocumentKind:
    """An interview has a few speakers, of whom one or two ask and the others answer."""
    parties = set(map(party_of, speakers))
    if {"asker", "answerer"} <= parties:
        return "interview"
    if parties & {"conductor", "numbered"} or len(speakers) > THRESHOLDS.max_interview_speakers:
        return "transcript"
    return "interview" if 0 < len(asking) <= min(THRESHOLDS.max_askers, len(speakers) - 1) else "transcript"


# ----------------------------------------------------------------------------------------- questions without labels


def _find_questions(given: Sequence[Turn], opening: str, certain: bool) -> frozenset[int]:
    """The indices of an interviewer's questions, each a paragraph or heading of its own; empty in no interview."""
    segments = [turn.segment for turn in given]
    questions = [
        index
        for index, (segment, role, _) in enumerate(given[:-1])
        if (role == "body" or segment.level)
        and segment.kind != "table_row"
        and segment.text[:1] not in OPENING_QUOTES
        and QUESTION_END.search(segment.text)
    ]
    # Of two questions in a row the first may be a heading; nobody answers it.
    asked = [index for index in questions if index + 1 not in questions and not segments[index + 1].level]
    if len(asked) < THRESHOLDS.min_questions:
        return frozenset()
    answers = [index + 1 for index in asked]
    addressed = sum(ADDRESS.search(segments[index].text) is not None for index in asked) / len(asked)
    personal = sum(FIRST_PERSON.search(segments[index].text) is not None for index in answers) / len(asked)
    share = THRESHOLDS.min_addressing_share
    called = _CALLED_INTERVIEW.search(opening) is not None and addressed + personal > 0.0
    lengths = [sum(len(segments[index].text) for index in indices) for indices in (asked, answers)]
    is_regular = (
        len(asked) >= THRESHOLDS.min_question_share * (len(segments) - asked[0])
        and lengths[0] <= THRESHOLDS.max_question_length * lengths[1]
    )
    is_interview = certain or called or (is_regular and addressed >= share and personal >= share)
    return frozenset(asked) if is_interview else frozenset()


def _turns_by_question(text: str, given: Sequence[Turn], questions: frozenset[int]) -> list[Turn]:
    first = min(questions)
    turns: list[Turn] = []
    for index, turn in enumerate(given):
        if index in questions:
            turns.append(Turn(_without_bold(_as_block(text, turn.segment)), "question"))
        elif index > first and turn.role == "body" and not turn.segment.level:
            turns.append(Turn(turn.segment, "answer"))
        else:
            turns.append(turn)
    return turns


def _as_block(text: str, segment: BodySegment) -> BodySegment:
    """The segment as a block; a heading without its marks."""
    if not segment.level:
        return segment
    start = text.index(segment.text, segment.start)
    return segment._replace(start=start, end=start + len(segment.text), level=0)


def _without_closing_mark(segment: BodySegment) -> BodySegment:
    """The segment without the end of bold type that began before the label: `**Q: Why?**`."""
    mark = segment.text[-2:]
    if mark not in ("**", "__") or segment.text.count(mark) != 1 or not segment.text[:-2].strip():
        return segment
    text = segment.text[:-2].rstrip()
    return segment._replace(end=segment.start + len(text), text=text, sentences=())


def _without_bold(segment: BodySegment) -> BodySegment:
    """The segment without the marks of bold type around the whole of it."""
    plain = segment.text.strip("*_ ")
    if not plain or plain == segment.text or "*" in plain:
        return segment
    start = segment.start + segment.text.index(plain)
    return segment._replace(start=start, end=start + len(plain), text=plain, sentences=())
