"""Mails pasted as text: their header fields are the header of the document."""

from __future__ import annotations

import pytest

from summarizer.parsing import parse_text

BODY = "\n\nThe hall is booked for Tuesday, and the chairs arrive at noon.\n\nPlease tell the choir.\n"


@pytest.mark.parametrize(
    ("head", "title", "byline", "published_at"),
    [
        (
            "From: Hannah Cole\nSent: Tuesday, October 7, 2025 4:03 PM\nTo: Board\nSubject: RE: Bridge loan",
            "Bridge loan",
            "Hannah Cole",
            "2025-10-07T16:03:00",
        ),
        (
            "主题: 回复: 转发：厂房工期\n发件人: 赵磊 <zhaolei@example.cn>\n发送时间: 2025年11月6日 14:22\n抄送: 钱总",
            "厂房工期",
            "赵磊",
            "2025-11-06T14:22:00",
        ),
        ("寄件者：陳美 <mei@example.tw>\n主旨：會議改期", "會議改期", "陳美", None),
        ("MEMORANDUM\n\nTo: The board\n\nFrom: Clara Holm, CFO\n\nDate: 4 March 2025\n\nRe: Closing of the warehouse", "Closing of the warehouse", "Clara Holm, CFO", "2025-03-04"),
        ("**From:** ben@example.com\n**Subject:** Keys", "Keys", "ben@example.com", None),
    ],
)
def test_fields_are_header(head: str, title: str, byline: str, published_at: str | None) -> None:
    document = parse_text(head + BODY)
    assert (document.title, document.byline, document.published_at) == (title, byline, published_at)
    assert [block.text for block in document.blocks] == ["The hall is booked for Tuesday, and the chairs arrive at noon.", "Please tell the choir."]
    assert [line.text for line in document.header] == [line for line in head.split("\n") if line]
    assert document.kind == "letter"


@pytest.mark.parametrize("head", ["Subject: Keys", "From: the harbour\nTo: the mill", "Date: 4 March 2025\nSubject: cranes"])
def test_fields_without_sender_or_occasion_are_none(head: str) -> None:
    assert parse_text(head + BODY).byline is None


def test_below_a_title_a_sender_and_a_date_are_no_mail() -> None:
    document = parse_text(f"The hall is booked\nFrom: Harbour Post\nDate: 4 March 2025{BODY}")
    assert (document.title, document.published_at) == ("The hall is booked", "2025-03-04")


def test_below_a_title_sender_and_subject_alone_are_no_mail() -> None:
    head = "Interview\nFrom: Leith\nSubject: ferries"
    assert parse_text(head + BODY).title == "Interview"
    assert parse_text(head + "\nTo: the board" + BODY).title == "ferries"
    assert parse_text("会议纪要\n发件人：赵磊\n主题：厂房工期" + BODY).title == "会议纪要"
