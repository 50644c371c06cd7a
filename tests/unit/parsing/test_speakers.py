"""Speakers, questions and answers."""

from __future__ import annotations

import pytest

from summarizer.parsing import parse, parse_text
from summarizer.readers import ExtractedText

from .conversations import CONVERSATIONS, MONOLOGUES, Conversation


@pytest.mark.parametrize("case", CONVERSATIONS, ids=lambda case: case.name)
def test_who_says_what(case: Conversation) -> None:
    document = parse_text(case.text)
    assert [(b.role, b.speaker) for b in document.blocks] == [(role, speaker) for role, speaker, _ in case.said]
    for block, (_, _, opening) in zip(document.blocks, case.said, strict=True):
        assert block.text.startswith(opening)
        assert document.text[block.start : block.end] == block.text
    assert document.kind == case.kind


@pytest.mark.parametrize("text", MONOLOGUES.values(), ids=MONOLOGUES)
def test_nobody_speaks(text: str) -> None:
    document = parse_text(text)
    assert {b.speaker for b in document.blocks} == {None}
    assert not {b.role for b in document.blocks} & {"question", "answer", "turn"}
    assert document.kind not in ("interview", "transcript")


def test_a_named_kind_decides() -> None:
    essay = MONOLOGUES["questions as headings of an essay"]
    assert [b.role for b in parse(ExtractedText(text=essay), kind="interview").blocks] == ["question", "answer"] * 3
    talk = next(case for case in CONVERSATIONS if case.name == "bold names")
    assert {b.speaker for b in parse(ExtractedText(text=talk.text), kind="news").blocks} == {None}


def test_a_stated_role_is_no_turn() -> None:
    text = "问：水位多高？\n\n答：三米二。\n\n问：会退吗？\n\n答：明天退。\n"
    document = parse(ExtractedText(text=text, roles=((text.index("问：会"), "quoted"),)))
    assert [(b.role, b.speaker) for b in document.blocks][2] == ("quoted", None)


def test_headings_within_an_interview_stay() -> None:
    text = "问：开了几家店？\n\n答：十二家。\n\n## 门店与人员\n\n问：招了多少人？\n\n答：我们招了两百人。\n"
    document = parse_text(text)
    assert [(h.text, h.before) for h in document.headings] == [("门店与人员", 3)]
    assert [b.role for b in document.blocks] == ["question", "answer"] * 2


CALL = """Brightwell Pumps Q2 2025 Earnings Call Transcript

Company Participants
Maria Voss - Investor Relations
Carl Denning - Chief Executive

Conference Call Participants
Tom Adler - Bluefin Securities
Priya Nair - Oakmont Capital

Operator
Good afternoon, and welcome to the second quarter conference call. Maria, please go ahead.

Carl Denning
Thank you. We sold 1,300 pumps in the quarter, and our orders are at a record.

Question-and-Answer Session

Operator
Our first question comes from Tom Adler.

Tom Adler
How much of your guidance is tariffs?

Carl Denning
About a third of it, as we see things today.

[Technical difficulty]

Tom Adler
And what do you expect of prices?

Carl Denning
We expect them to fall a little.
"""


def test_lists_of_participants_and_titles_of_parts_are_nobodys_turn() -> None:
    document = parse_text(CALL)
    assert document.kind == "transcript"
    silent = [block.text for block in document.blocks if block.speaker is None]
    assert silent == [
        "Company Participants", "Maria Voss - Investor Relations", "Carl Denning - Chief Executive",
        "Conference Call Participants", "Tom Adler - Bluefin Securities", "Priya Nair - Oakmont Capital",
        "Question-and-Answer Session", "[Technical difficulty]",
    ]  # fmt: skip
    assert {block.role for block in document.blocks[:6]} == {"byline"}
    assert [block.speaker for block in document.blocks if block.speaker] == [
        "Operator", "Carl Denning", "Operator", "Tom Adler", "Carl Denning", "Tom Adler", "Carl Denning",
    ]  # fmt: skip


def test_a_note_of_the_editors_is_no_answer() -> None:
    document = parse_text("记者：水位多高？\n\n王工：三米二。\n\n记者：会退吗？\n\n王工：明天退。\n\n（王工为化名）\n")
    assert [block.speaker for block in document.blocks] == ["记者", "王工", "记者", "王工", None]


def test_a_question_in_bold_with_its_label_has_no_marks_left() -> None:
    document = parse_text("# Maps\n\n**Q: Why maps?**\n\nA: We like paper, and so do our readers.\n\n**Q: And now?**\n\nA: More maps.\n")
    assert [block.text for block in document.blocks][::2] == ["Why maps?", "And now?"]


def test_those_of_a_meeting_may_be_called_by_common_words_and_address_nobody() -> None:
    said = "Project Manager: Yellow then, as the project manager asked.\n\nMarketing: Rubber, and marketing is cheaper.\n\n"
    document = parse_text(said * 12)
    assert {block.speaker for block in document.blocks} == {"Project Manager", "Marketing"}
    assert document.kind == "transcript"
    notes = "Guidance: Sales rise by two percent, as guidance had it.\n\nOutlook: Prices fall, and the outlook is dim.\n\n"
    assert {block.speaker for block in parse_text(notes).blocks} == {None}
