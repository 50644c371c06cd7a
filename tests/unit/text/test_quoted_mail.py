"""Lines of messages: new words, quoted mail, attributions, signatures."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.quoted_mail import classify_mail_lines, is_attribution, is_message_field, strip_quote_marks

MARKS = {"new": "n", "quoted": "q", "attribution": "a", "boilerplate": "b"}
FIELDS = "From: Ann Lee <ann@example.com>\nSent: Monday, May 5, 2025 10:02 AM\nTo: Bob; Carl\nSubject: Roads\n"
CHINESE_FIELDS = "发件人：张三 <zs@example.com>\n发送时间：2025年5月5日 10:02\n收件人：李四\n主题：道路\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We agree.\nOn Mon, May 5, 2025 at 10:02 AM Ann Lee <ann@example.com> wrote:\n> Shall we?\n> At ten?", "naqq"),
        ("We agree.\n\nOn Mon, May 5, 2025 at 10:02 AM, Ann Lee <\nann@example.com> wrote:\n\n> Shall we?", "nnaaaq"),
        ("On Monday Ann wrote:\n> Shall we?\nYes, at ten.\n> And where?\nOutside.", "aqnqn"),
        ("Yes.\nOn 5 May 2025, at 10:02, Ann Lee wrote:\nShall we meet?", "naq"),
        ("好的。\n2025年5月5日 10:02，张三 <zs@example.com> 写道：\n明天开会吗？", "naq"),
        ("好的。\n张三 <zs@example.com> 于2025年5月5日周一 10:02写道：\n> 明天开会吗？\n> > 后天呢？", "naqq"),
        (f"We agree.\n{FIELDS}\nShall we meet?", "naaaaaq"),
        (f"We agree.\n-----Original Message-----\n{FIELDS}\nShall we meet?", "naaaaaaq"),
        (f"同意。\n------------------ 原始邮件 ------------------\n{CHINESE_FIELDS}\n明天开会吗？\n{CHINESE_FIELDS}后天呢？", "naaaaaaqaaaaq"),
        (f"See below.\n---------- Forwarded message ---------\n{FIELDS}\nThe bridge is closed.\nIt opens in May.", "naaaaaann"),
        (f"{FIELDS}\nThe bridge is closed.\n{FIELDS}\nWhen?", "aaaaanaaaaaq"),
        (f"-----Original Message-----\n{FIELDS}\nThe bridge is closed.", "aaaaaan"),
        ("> The bridge is closed.\n> > When?", "nq"),
        ("The bridge is closed.\n-- \nAnn Lee\nBridge Office", "nbbb"),
        ("The bridge is closed.\n\nBest regards,\nAnn Lee\nBridge Office", "nnbbb"),
        ("大桥已经封闭。\n此致\n敬礼\n张三", "nbbb"),
        ("The bridge is closed.\nSent from my telephone", "nb"),
        ("Yes.\n\n_______________________________________________\nroads mailing list\nhttps://example.com/roads", "nnbbb"),
        ("Yes.\nAnn\n-- \nAnn Lee\nOn 5 May 2025, at 10:02, Bob <bob@example.com> wrote:\n> When?\n> -- \n> Bob", "nnbbaqbb"),
        ("Thanks\n\nThe bridge has been closed since May, and the office says that it will stay closed until autumn.", "nnn"),
        ("From: the office\n\nThe bridge is closed.", "nnn"),
        ("The minister wrote:\nThe bridge stays closed.", "nn"),
        ("The office said on 5 May 2025:\nThe bridge stays closed.", "nn"),
        ("来源：某某报\n时间：2025年5月5日\n大桥已经封闭。", "nnn"),
    ],
)
def test_each_line_has_its_kind(text: str, kinds: str) -> None:
    assert "".join(MARKS[kind] for kind in classify_mail_lines(text.split("\n"))) == kinds


@pytest.mark.parametrize("text", ["-----Original Message-----", "---- 转发的邮件 ----", "Begin forwarded message:", "------------------ 原始邮件 ------------------"])
def test_dividers(text: str) -> None:
    assert [MARKS[kind] for kind in classify_mail_lines(["Yes.", text, "From: Ann <a@b.c>", "When?"])][1] != "n"
    assert not is_message_field(text) and not is_attribution(text)


def test_marks_are_taken_off() -> None:
    assert strip_quote_marks("> > Shall we?") == "Shall we?" and strip_quote_marks("5 > 3") == "5 > 3"


@given(st.lists(st.sampled_from([*FIELDS.splitlines(), "> x", ">> y", "", "-- ", "Regards", "On 5 May 2025, at 10:02, Ann <a@b.c> wrote:", "-----Original Message-----", "The end."]), max_size=30))
def test_every_line_has_one_kind_and_something_is_new(lines: list[str]) -> None:
    kinds = classify_mail_lines(lines)
    assert len(kinds) == len(lines)
    if "The end." in lines:
        assert {"new", "boilerplate"} & set(kinds)


@pytest.mark.parametrize("line", ["To: a@example.com", "From: a@example.com", "> x", "", "On 5 May 2025, at 10:02,", "Regards", "-- "])
def test_time_is_linear(line: str) -> None:
    started = time.process_time()
    classify_mail_lines([line] * 50_000)
    assert time.process_time() - started < 3
