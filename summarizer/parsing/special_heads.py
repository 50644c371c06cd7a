"""What stands above a mail that was pasted as text, and above the title of a filing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from ..models import HeaderKind
from ..text.header_fields import find_date, is_filing_head
from ..text.quoted_mail import is_message_field, strip_reply_prefix
from .lines import Line, ends_sentence

_FIELD = regex.compile(r"[*_]{0,2}(?P<label>[^:：*_]{2,12}?)\s?[*_]{0,2}\s?[:：][*_]{0,2}\s*(?P<value>.*)")
_SENDER = regex.compile(r"(?i:from)|[发發]件人|寄件[者人]|[发發]信人")
_SUBJECT = regex.compile(r"(?i:subject|re)|主[题題旨]")
_MEMO_SUBJECT = regex.compile(r"(?i:re)\s?[:：]")
_RECEIVER = regex.compile(r"[*_]{0,2}(?:(?i:to)|收件[人者])\s?[*_]{0,2}\s?[:：]")
_SENT = regex.compile(r"(?i:sent|date)|(?:[发發]送|傳送|传送)(?:时间|時間|日期)|寄件日期|日期|时间|時間")
_ADDRESS = regex.compile(r"\s*[<＜\[(（][^<>＜＞]*@[^<>＜＞]*[>＞\])）]|^[\"']|[\"']$")
# What the exchange of Hong Kong has its companies print above each announcement.
_DISCLAIMER = regex.compile(r"香港交易及[結结]算所|Hong Kong Exchanges and Clearing Limited")
_COMPANY_NAME = regex.compile(
    r"\p{Han}[\p{Han}（）()A-Za-z0-9]{1,40}公司"
    r"|\p{Lu}[\p{L}\d .,&'’()-]{2,80}(?i:limited|ltd|inc|plc|corporation|co)\.?"
)
_IN_BRACKETS = regex.compile(r"[（(][^（()）]+[）)]")


@dataclass(slots=True)
class MailHead:
    """What the fields at the start of a mail say, with the kind of each of their lines."""

    fields: list[tuple[HeaderKind, Line]]
    title: str | None = None
    byline: str | None = None
    published_at: str | None = None
    end: int = 0


def find_mail_head(lines: Sequence[Line]) -> MailHead | None:
    """The fields in the first lines of a text, one a line, if sender and subject or time are among them.

    One line may stand above fields that name a receiver or a time beside the subject, as in a memorandum; above others
    it is the title.
    """
    filled = (index for index, line in enumerate(lines) if not line.blank)
    head = MailHead([], end=0)
    has_line_above = has_receiver = False
    for count, index in enumerate(filled):
        line = lines[index]
        if is_message_field(line.text) or _MEMO_SUBJECT.match(line.text):
            _read_field(line, head)
            has_receiver = has_receiver or _RECEIVER.match(line.text) is not None
        elif count == 0 and not ends_sentence(line.text):
            has_line_above = True
            head.fields.append(("note", line))
        else:
            break
        head.end = index + 1
    is_followed = any(not line.blank for line in lines[head.end :])
    is_dated = head.published_at is not None
    is_mail = head.title and (is_dated or has_receiver) if has_line_above else head.title or is_dated
    return head if is_followed and head.byline and is_mail else None


def _read_field(line: Line, head: MailHead) -> None:
    match = _FIELD.match(line.text)
    label, value = (match["label"], match["value"].strip()) if match else ("", "")
    kind: HeaderKind = "note"
    if _SUBJECT.fullmatch(label) and not head.title:
        kind, head.title = "title", strip_reply_prefix(value) or None
    elif _SENDER.fullmatch(label) and not head.byline:
        kind, head.byline = "byline", _ADDRESS.sub("", value).strip() or value or None
    elif _SENT.fullmatch(label) and not head.published_at:
        kind, head.published_at = "source", find_date(value)
    head.fields.append((kind, line))


def find_filing_head(lines: list[Line], index: int) -> Iterator[tuple[HeaderKind, int]]:
    """The lines above the title of a filing with their kinds, from an index on; none where none is of a filing."""
    is_filing = False
    for position in range(index, len(lines)):
        text = lines[position].text
        if is_filing_head(text):
            yield "securities", position
        elif _DISCLAIMER.match(text):
            yield "note", position
        elif is_filing and _COMPANY_NAME.fullmatch(text):
            yield "source", position
        elif is_filing and _IN_BRACKETS.fullmatch(text):
            yield "note", position
        elif text:
            return
        is_filing = is_filing or bool(text)
