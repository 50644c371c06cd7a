"""What stands in the text of a message: its new words, the mail it quotes, and what mail programs write around both.

One place for the reader of messages and for plain texts that hold an exported thread. Lines are judged by their form:
marks of quotation, rows of header fields, dividers, and lines that say who wrote what follows and when.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

import regex

# `attribution` is what says who wrote the quoted mail: a divider, its header fields, `On … wrote:`. It is no statement.
# `boilerplate` is a signature or the footer of a mailing list.
MailLineKind = Literal["new", "quoted", "attribution", "boilerplate"]

# Lines over which an attribution or a header field may be wrapped.
_MAX_WRAPPED_LINES = 3
# Fields of a header that are read.
_MAX_FIELDS = 40
# Fields that may stand before the one that names the sender.
_MAX_FIELDS_BEFORE_SENDER = 4
# Characters of an attribution.
_MAX_ATTRIBUTION_CHARS = 300
# Lines of a signature or footer; a mark with more lines behind it separates something else. Set on 2026-11-24 with the
# first reader of messages, no measurement recorded; held by `tests/unit/text/test_quoted_mail.py`.
_MAX_SIGNATURE_LINES = 12
# Characters of a line behind a closing formula, such as a name, a post or a telephone number. Likewise.
_MAX_CLOSING_CHARS = 60

_QUOTE_MARKS = regex.compile(r"\s*(?:[>＞]\s?)+")
_ADDRESS = regex.compile(r"[\w.+\-]{1,64}@[\w\-]{1,64}\.\w")
_TIME = regex.compile(r"\d{1,2}\s?[:：.h时點点]\s?\d{2}")
_DAY = regex.compile(r"(?:19|20)\d\d|\d{1,2}\s?[./\-月]\s?\d{1,2}")
_WROTE = regex.compile(r"(?:\b(?:wrote|writes|said)|写道|寫道|写到|来信|來信|写)\s?[:：]$", regex.I)
_DIVIDER = regex.compile(
    r"[-_*=\s]{2,}(?:original (?:message|e-?mail|appointment)|(?:回复的)?原始?[邮郵]件|"
    r"(?P<forward>forwarded (?:message|e-?mail|by\b.*)|(?:原始)?(?:转发|轉寄)的?[邮郵]件(?:信息|正文)?))[-_*=\s]{2,}$"
    r"|(?P<begin>begin forwarded message|下面是被转发的邮件|开始转发的邮件|轉寄的郵件)\s*[:：]$",
    regex.I,
)
_FIELD = regex.compile(
    r"[*_]{0,2}(?:(?P<sender>from|发件人|發件人|寄件者|寄件人|发信人|發信人)|sent|date|to|cc|bcc|subject|reply-to|"
    r"发送时间|发送日期|發送時間|寄件日期|傳送時間|收件人|收件者|抄送|副本|主题|主題|主旨|日期|时间|時間)"
    r"\s?[*_]{0,2}\s?[:：]",
    regex.I,
)
_REPLY_PREFIX = regex.compile(r"(?:(?:re|fwd?|aw|[答回][复覆復]|[转轉][发發寄])\s*[:：]\s*)+", regex.I)
# What a mail program or a list puts below: `-- ` (RFC 3676, section 4.3), a rule of underscores, `Sent from my phone`.
_SIGNATURE = regex.compile(r"--\s?$|(?:_{10,}|-{20,})$|\[(?:signature|签名)\]$", regex.I)
_DEVICE = regex.compile(
    r"(?:sent from (?:my|mail|outlook|yahoo)\b|get outlook for\b|发自我的|發自我的|从我的|從我的)", regex.I
)
_CLOSING = regex.compile(
    r"(?:(?:with )?(?:best|kind|warm|many)?\s?(?:regards|wishes)|best|cheers|(?:many )?thanks(?: again)?|"
    r"sincerely(?: yours)?|yours(?: \w+)?|祝好|顺颂商祺|順頌商祺|此致|敬礼|敬禮|谢谢|謝謝|祝商祺)\s?[,，.。!！]?$",
    regex.I,
)


def classify_mail_lines(lines: Sequence[str]) -> list[MailLineKind]:
    """The kind of each line of the text of a message, or of a thread exported as text.

    What a mail program quotes below the new words is `quoted`, to the end; what it forwards is not, because passing it
    on is what the message is for. A message without words of its own says what it quotes: then its newest mail is
    `new`. Header fields at the very start are those of the message itself. Blank lines have the kind of the line above.
    """
    depths, attributions = _quote_depths(lines)
    present = [
        depth
        for depth, is_attribution, line in zip(depths, attributions, lines, strict=True)
        if _has_words(line) and not is_attribution
    ]
    if not present:  # nothing but header fields: then they are the text
        return ["new"] * len(lines)
    newest = min(present)
    kinds: list[MailLineKind] = []
    for depth, is_attribution, line in zip(depths, attributions, lines, strict=True):
        if not line.strip():
            kinds.append(kinds[-1] if kinds else "new")
        else:
            kinds.append("attribution" if is_attribution else "quoted" if depth > newest else "new")
    return _mark_signatures(lines, kinds)


def strip_quote_marks(line: str) -> str:
    """A line without the `>` before it."""
    match = _QUOTE_MARKS.match(line)
    return line[match.end() :] if match else line


def strip_reply_prefix(subject: str) -> str:
    """A subject without the `Re:`, `Fwd:`, `回复：` before it."""
    match = _REPLY_PREFIX.match(subject)
    return subject[match.end() :] if match else subject


def is_quoted_line(line: str) -> bool:
    """Whether a line is marked as quoted by `>`."""
    return line.lstrip()[:1] in (">", "＞")


def is_attribution(text: str, before_quote: bool = False) -> bool:
    """Whether a line says who wrote what follows and when: `On 3 May 2025, at 10:02, Ann <ann@…> wrote:`.

    Args:
        before_quote: whether lines marked by `>` follow, which makes a verb, an address or a date enough.
    """
    text = text.strip()
    if not text.endswith((":", "：")) or len(text) > _MAX_ATTRIBUTION_CHARS:
        return False
    wrote, address, dated = (bool(pattern.search(text)) for pattern in (_WROTE, _ADDRESS, _DAY))
    if before_quote:
        return wrote or address or dated
    return wrote and (address or (dated and bool(_TIME.search(text))))


def is_message_field(text: str) -> bool:
    """Whether a line is a header field of a message: `From: …`, `发件人：…`."""
    return bool(_FIELD.match(text.strip()))


def _quote_depths(lines: Sequence[str]) -> tuple[list[int], list[bool]]:
    """How many messages deep each line is quoted, and whether it is an attribution."""
    depths: list[int] = []
    attributions = [False] * len(lines)
    below = 0  # messages that dividers and header fields have opened
    has_words = is_forward = False
    index = 0
    while index < len(lines):
        line = lines[index]
        text = strip_quote_marks(line).strip()
        end = index + 1
        if match := _DIVIDER.match(text):
            is_forward = bool(match["forward"] or match["begin"])
            end = _end_of_fields(lines, _skip_blank(lines, end)) or end
            below += not is_forward
        elif fields := _end_of_fields(lines, index):
            end = fields
            below += has_words and not is_forward
            has_words = True
        elif is_quoted_line(line) and is_attribution(text):
            depths.append(below + _mark_depth(line))
            attributions[index] = True
            index += 1
            continue
        elif not is_quoted_line(line) and (attributed := _end_of_attribution(lines, index)):
            end = attributed
            following = _skip_blank(lines, end)
            below += not (following < len(lines) and is_quoted_line(lines[following]))
        else:
            depths.append(below + _mark_depth(line))
            has_words, is_forward = has_words or _has_words(line), False
            index += 1
            continue
        attributions[index:end] = [True] * (end - index)
        depths += [below] * (end - index)
        index = end
    return depths, attributions


def _mark_depth(line: str) -> int:
    match = _QUOTE_MARKS.match(line)
    return match.group().count(">") + match.group().count("＞") if match else 0


def _skip_blank(lines: Sequence[str], index: int) -> int:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _end_of_fields(lines: Sequence[str], start: int) -> int:
    """The index behind a row of header fields that begins here and names the sender, or 0."""
    end, count, has_sender, index = start, 0, False, start
    while index < len(lines) and index - end <= _MAX_WRAPPED_LINES and count < _MAX_FIELDS:
        text = strip_quote_marks(lines[index]).strip()
        if match := _FIELD.match(text):
            count += 1
            has_sender = has_sender or match["sender"] is not None
            end = index + 1
            if count > _MAX_FIELDS_BEFORE_SENDER and not has_sender:
                break
        elif count == 0 or (text and "@" not in text and ";" not in text):
            break
        index += 1
    return end if has_sender and count > 1 else 0


def _end_of_attribution(lines: Sequence[str], start: int) -> int:
    """The index behind an attribution that begins here, on one line or wrapped, or 0."""
    text = ""
    for end in range(start, min(len(lines), start + _MAX_WRAPPED_LINES)):
        if not lines[end].strip() or is_quoted_line(lines[end]):
            break
        text = f"{text} {lines[end].strip()}"
        if text.endswith((":", "：")):
            following = _skip_blank(lines, end + 1)
            before_quote = following < len(lines) and is_quoted_line(lines[following])
            # A paragraph that only ends so is none of it: a wrapped attribution begins with a day or an address.
            is_whole = end == start or bool(_ADDRESS.search(lines[start]) or _DAY.search(lines[start]))
            return end + 1 if is_whole and is_attribution(text, before_quote) else 0
    return 0


def _mark_signatures(lines: Sequence[str], kinds: list[MailLineKind]) -> list[MailLineKind]:
    """The kinds with what stands below the words of each message, its signature or a list's footer, as boilerplate."""
    start = 0
    for kind, run in itertools.groupby(kinds):
        end = start + len(list(run))
        if kind in ("new", "quoted"):
            first = _find_signature(lines, start, end)
            kinds[first:end] = ["boilerplate"] * (end - first)
        start = end
    return kinds


def _find_signature(lines: Sequence[str], start: int, end: int) -> int:
    """The index of the first line of a signature within these lines, or `end`."""
    found, written, is_short = end, 0, True
    for index in range(end - 1, start - 1, -1):
        text = strip_quote_marks(lines[index]).strip()
        written += bool(text)
        if written > _MAX_SIGNATURE_LINES:
            break
        is_closing = (_CLOSING.match(text) and index > start) or (
            _DEVICE.match(text) and len(text) <= _MAX_CLOSING_CHARS
        )
        if _SIGNATURE.match(text) or (is_closing and is_short):
            found = index
        is_short = is_short and len(text) <= _MAX_CLOSING_CHARS and not text.endswith(("。", "."))
    return found


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
