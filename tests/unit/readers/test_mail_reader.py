"""Messages: header fields, the text before the page, no attachment, no signature."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError, SummarizerError
from summarizer.parsing import parse
from summarizer.readers import read_bytes, read_file

BODY = "各位好，全年业绩如下。\n\n公司全年营业收入1476.94亿元，同比增长12.5%。\n\n净利润与去年基本持平。\n\n-- \n张三\n电话 0000\n"


def message(**fields: str) -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    for name, value in {"Subject": "Re: 全年业绩说明", "From": "张三 <zs@example.com>", "Message-ID": "<1@example.com>", "Date": "Sun, 21 Sep 2025 02:50:00 +0800", **fields}.items():
        made[name] = value
    return made


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_a_message_becomes_a_document(charset: str, coding: str) -> None:
    made = message()
    made.set_content(BODY, charset=charset, cte=coding)
    made.add_alternative("<p>各位好</p>", subtype="html")
    made.add_attachment("不是正文".encode(), maintype="text", subtype="plain", filename="a.txt")
    document = parse(read_bytes(made.as_bytes()))
    assert (document.title, document.byline, document.published_at) == ("全年业绩说明", "张三", "2025-09-21T02:50:00")
    body = [block.text for block in document.blocks if block.role == "body"]
    assert body == ["各位好，全年业绩如下。", "公司全年营业收入1476.94亿元，同比增长12.5%。", "净利润与去年基本持平。"]
    assert {block.text for block in document.blocks if block.role == "boilerplate"} == {"张三", "电话 0000"}


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(b"From: Jane Hall <j@example.com>\nSubject: Rates\nContent-Type: text/plain; format=flowed\n\nThe committee met on Monday \nto discuss the plan.\n\nThe vote was moved.\n")
    document = parse(read_file(file))
    assert [block.text for block in document.blocks] == ["The committee met on Monday to discuss the plan.", "The vote was moved."]
    assert document.byline == "Jane Hall"


def test_a_body_that_is_a_page() -> None:
    pytest.importorskip("trafilatura", reason="needs the extra `html`")
    made = message()
    made.set_content("<html><head><title>x</title></head><body><p>公司全年营业收入1476.94亿元，同比增长12.5%，净利润与去年基本持平，明年继续投入。</p></body></html>", subtype="html")
    document = parse(read_bytes(made.as_bytes()))
    assert document.title == "全年业绩说明" and document.blocks[0].text.startswith("公司全年")


def test_a_letter_typed_by_hand_is_text() -> None:
    assert read_bytes(b"From: us\nSubject: rates\n\nThe rate stays.").text.startswith("From: us")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(100)), "more than 30 multipart sections"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 6000, "5,000 boundaries"),
        (b"Content-Type: application/pdf\n\nx", "a message without text"),
    ],
    ids=["deep", "many", "attachment"],
)
def test_bombs_and_messages_without_text_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_bytes(b"From: a\nMIME-Version: 1.0\n" + data, "a.eml")


FIELDS = st.sampled_from(
    [
        b"From: ",
        b"Date: ",
        b"Subject: =?utf-8?b?",
        b"Content-Type: multipart/mixed; boundary=",
        b"Content-Type: text/plain; charset=",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Disposition: ",
        b"\n",
        b"\n\n",
        b"--",
        b"b",
        b"x",
        b"=",
        b"\xff",
        b"gbk",
        b"(",
        b'"',
        b"<",
        b";",
        b"?=",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(FIELDS, max_size=30))
def test_any_message_is_read_or_refused(pieces: list[bytes]) -> None:
    try:
        read_bytes(b"MIME-Version: 1.0\nFrom: a\n" + b"".join(pieces), "x.eml")
    except SummarizerError as error:
        assert "\n" not in str(error)


def test_a_message_that_passes_others_on_is_read_whole() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Earlier"
    inner.set_content("What was said before.\n")
    made = message()
    made.set_content("See below.\n")
    made.add_attachment(inner)
    made.get_payload()[1].replace_header("Content-Disposition", "inline")  # type: ignore[union-attr]  # a multipart message
    text = read_bytes(made.as_bytes(), "a.eml").text
    assert text.index("See below.") < text.index("What was said before.")


def test_of_alternatives_one_counts_and_of_parts_all() -> None:
    raw = (
        b"From: Jane <j@example.com>\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        b"Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/html\n\n<p>One as a page.</p>\n--y\n"
        b"Content-Type: text/plain\n\nOne.\n--y--\n--x\nContent-Type: text/plain\n\nTwo.\n--x\nContent-Type: text/csv\n\n1,2\n--x--\n"
    )
    text = read_bytes(raw, "a.eml").text
    assert [line for line in text.splitlines() if line] == ["Jane", "One.", "Two."]


def test_quoted_lines_are_paragraphs_of_their_own() -> None:
    raw = b"From: Jane <j@example.com>\nSubject: Ten\nMessage-ID: <1>\nContent-Type: text/plain; format=flowed\n\nOn Monday Ann wrote:\n> Shall we meet \n> at ten?\nYes, at ten, \nbut outside.\n"
    blocks = [(block.role, block.text) for block in parse(read_bytes(raw, "a.eml")).blocks]
    assert blocks == [("quoted", "Shall we meet at ten?"), ("body", "Yes, at ten, but outside.")]


def test_parts_without_their_boundary_are_text() -> None:
    raw = b"From: Jane <j@example.com>\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/alternative\n\nWe meet at ten.\n"
    assert "We meet at ten." in read_bytes(raw, "a.eml").text


PAGE_OF = "<html><body><div>The bridge is closed until the autumn, the office said on Friday.</div>{}</body></html>"
SAID = "The bridge is closed until the autumn, the office said on Friday."
ASKED = "When will the bridge be open again for heavy traffic?"


def roles_of(made: EmailMessage) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in parse(read_bytes(made.as_bytes(), "a.eml")).blocks]


@pytest.mark.parametrize(
    "quoted",
    [
        f'<div class="gmail_quote"><div class="gmail_attr">On Mon, May 5, 2025 at 10:02 AM Ann &lt;ann@example.com&gt; wrote:<br></div><blockquote class="gmail_quote">{ASKED}</blockquote></div>',
        f'<div><br><blockquote type="cite"><div>On 5 May 2025, at 10:02, Ann &lt;ann@example.com&gt; wrote:</div><br><div>{ASKED}</div></blockquote></div>',
        f'<div class="moz-cite-prefix">Am 5 May 2025 at 10:02, Ann &lt;ann@example.com&gt; wrote:</div><blockquote type="cite"><p>{ASKED}</p></blockquote>',
        f'<div id="divRplyFwdMsg"><font><b>From:</b> Ann<br><b>Sent:</b> Monday, May 5, 2025 10:02<br><b>To:</b> Bob<br><b>Subject:</b> Bridge</font></div><div>{ASKED}</div>',
        f'<div style="border-top:solid #E1E1E1 1.0pt"><p><b>发件人:</b> 张三<br><b>发送时间:</b> 2025年5月5日 10:02<br><b>收件人:</b> 李四<br><b>主题:</b> 桥</p></div><p>{ASKED}</p>',
        f'<div id="isReplyContent"><p>在 2025-05-05 10:02:00，张三 &lt;zs@example.com&gt; 写道：</p><p>{ASKED}</p></div>',
    ],
    ids=["gmail", "apple", "thunderbird", "outlook", "outlook zh", "netease"],
)
def test_quoted_mail_of_a_page_is_known(quoted: str) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra `html`")
    made = message()
    made.set_content(PAGE_OF.format(quoted), subtype="html")
    assert roles_of(made) == [("body", SAID), ("quoted", ASKED)]


def test_a_plain_part_that_only_names_the_page_gives_way() -> None:
    pytest.importorskip("trafilatura", reason="needs the extra `html`")
    made = message()
    made.set_content("This message is HTML. View it in your browser.\n")
    made.add_alternative(PAGE_OF.format(f"<p>{SAID.replace('bridge', 'road')}</p>" * 2), subtype="html")
    assert roles_of(made)[0] == ("body", SAID)


def test_of_a_thread_the_newest_mail_is_the_text() -> None:
    made = message()
    made.set_content(f"{SAID}\n\n-----Original Message-----\nFrom: Ann\nSent: Monday, May 5, 2025 10:02\nSubject: Bridge\n\n{ASKED}\n\n> {SAID.replace('bridge', 'road')}\n")
    assert roles_of(made) == [("body", SAID), ("quoted", ASKED), ("quoted", SAID.replace("bridge", "road"))]


def test_wrapped_lines_of_a_message_are_joined() -> None:
    words = " ".join([SAID] * 3)
    lines = [words[:69].rpartition(" ")[0]]
    while len(" ".join(lines)) < len(words):
        rest = words[len(" ".join(lines)) + 1 :]
        lines.append(rest if len(rest) < 70 else rest[:69].rpartition(" ")[0])
    made = message()
    made.set_content("Dear all,\n\n" + "\n".join(lines) + "\n\nKind regards,\nAnn Lee\nBridge Office\n")
    assert [text for role, text in roles_of(made) if role == "body"][-1] == words
    assert [role for role, _ in roles_of(made)][-1] == "boilerplate"


def test_a_mailbox_is_a_thread_with_the_newest_mail_first() -> None:
    def mail(day: int, sender: str, text: str) -> bytes:
        return f"From {sender}@example.com Mon May  {day} 10:02:00 2025\nFrom: {sender}\nSubject: Re: Bridge\nDate: Mon, {day} May 2025 10:02:00 +0000\nMessage-ID: <{day}>\n\n{text}\n\n".encode()

    document = parse(read_bytes(mail(5, "Ann", ASKED) + mail(6, "Bob", f"{SAID}\n\nOn 5 May 2025 at 10:02 Ann <ann@example.com> wrote:\n> {ASKED}"), "a.mbox"))
    assert document.title == "Bridge" and document.published_at == "2025-05-06T10:02:00"
    assert [heading.text for heading in document.headings] == ["Ann · 2025-05-05 10:02:00"]
    assert [(block.role, block.text) for block in document.blocks] == [("body", SAID), ("quoted", ASKED), ("body", ASKED)]
