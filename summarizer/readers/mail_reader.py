"""E-mail: subject, sender and date as metadata, the body without attachments, quoted mail and signatures marked.

A web page saved whole by a browser (MHTML) is a message too; its body is the page. A mailbox (mbox) is a thread or a
digest of messages. Messages are parsed as RFC 5322 and MIME by the standard library.
"""

from __future__ import annotations

import email.errors
import email.header
import email.policy
import email.utils
import importlib.util
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser

from ..errors import InputError
from ..models import BlockRole
from ..text.quoted_mail import classify_mail_lines, strip_quote_marks, strip_reply_prefix
from .encoding import codec_for_charset, decode_text
from .extracted_text import (
    ExtractedText,
    Metadata,
    TextBlock,
    assemble_text,
    collapse_whitespace,
    join_lines,
    limit_error,
)
from .html_reader import extract_page
from .mail_page import read_mail_page

# Containers (multipart, or a message within a message) that a message may have; a digest nests three.
MAX_CONTAINERS = 30
# Lines that may be boundaries of parts; more are an attack on the parser.
MAX_BOUNDARIES = 5000
# Characters of a header field that are read.
MAX_FIELD_CHARS = 2000
_CONTAINER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
# A line that separates the messages of a mailbox (RFC 4155).
_MAILBOX_LINE = re.compile(rb"^From \S+ .{0,60}\d{4}\r?\n", re.M)
# Messages of a mailbox that are read.
MAX_MESSAGES = 500
# Share of the words of its HTML part that a plain part has at least, unless it only says that there is another. Set on
# 2026-11-30 on the messages of CPython, mail-parser and talon; held by `tests/unit/readers/test_mail_reader.py`.
_MIN_PLAIN_SHARE = 0.5
# Words that it lacks, at least. Likewise.
_MIN_MISSING_WORDS = 10
# Columns up to which lines of a message are wrapped; and how much a wrapped line may fall short of the longest.
_MAX_WRAPPED_COLUMNS = 100
# How much a wrapped line may fall short of the width beside the word that did not fit, in columns.
_WRAPPING_SLACK = 4
_WORD = re.compile(r"\w+")
_TAGS = re.compile(r"<(?:style|script|head)\b.*?</(?:style|script|head)>|<[^>]*>|&\w+;|https?://\S+", re.S | re.I)
_LIST_MARK = re.compile(r"[-*•·]\s|\d{1,3}(?:[、）]|[.)]\s)")
_ROLES: dict[str, BlockRole] = {"quoted": "quoted", "boilerplate": "boilerplate"}
_SAVED_PAGE = re.compile(r"saved by", re.I)


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a message, or of the messages of a mailbox, the newest first.

    Raises:
        InputError: it has no text, or is beyond the limits above.
        UsageError: its body is a web page and the extra `html` is not installed.
    """
    if len(_CONTAINER.findall(data)) > MAX_CONTAINERS * max(1, len(_MAILBOX_LINE.findall(data))) or (
        data.count(b"\n--") > MAX_BOUNDARIES
    ):
        raise limit_error(name, f"has more than {MAX_CONTAINERS} multipart sections or {MAX_BOUNDARIES:,} boundaries")
    try:
        messages = _parse_messages(data, name)
        if len(messages) == 1 and (page := _find_saved_page(messages[0])):
            return extract_page(_decode_part(page, name)[0], name, origin, stated=_read_metadata(messages[0]))
        read = [(_read_metadata(message), *_read_message(message, name)) for message in messages]
    except (email.errors.MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        # What the standard library raises on broken fields.
        raise InputError(f"{name}: is a damaged message ({type(error).__name__})", "save its text") from None
    read = [one for one in read if one[1]]
    if not read:
        raise InputError(f"{name}: is a message without text", "save its attachment as a file")
    if len(read) == 1:
        metadata, blocks, is_marked = read[0]
        extracted = assemble_text(blocks, metadata, origin, _encoding(messages[0], name))
        return extracted if is_marked else replace(extracted, structured=False)
    return _assemble_mailbox([(metadata, blocks) for metadata, blocks, _ in read], origin)


def _parse_messages(data: bytes, name: str) -> list[Message]:
    """The message, or those of a mailbox."""
    # Not the default policy, which parses every field by a grammar, in quadratic time.
    parser = BytesParser(policy=email.policy.compat32)
    if not _MAILBOX_LINE.match(data):
        return [parser.parsebytes(data)]
    parts = [part for part in _MAILBOX_LINE.split(data) if part.strip()]
    if len(parts) > MAX_MESSAGES:
        raise limit_error(name, f"is a mailbox of more than {MAX_MESSAGES} messages")
    return [parser.parsebytes(part) for part in parts]


def _assemble_mailbox(read: Sequence[tuple[Metadata, list[TextBlock]]], origin: str | None) -> ExtractedText:
    """The messages of a mailbox, the newest first, the others below headings that name their sender and time."""
    ordered = sorted(read, key=lambda one: one[0].published_at or "", reverse=True)
    newest = ordered[0][0]
    is_thread = len({metadata.title for metadata, _ in ordered}) == 1
    blocks = list(ordered[0][1])
    for metadata, of_message in ordered[1:]:
        when = (metadata.published_at or "").replace("T", " ")
        named = [None if is_thread else metadata.title, metadata.byline, when]
        blocks += [TextBlock("## " + " · ".join(filter(None, named)).strip()), *of_message]
    stated = Metadata(title=newest.title, byline=newest.byline, published_at=newest.published_at)
    return assemble_text(blocks, stated, origin)


def _find_saved_page(message: Message) -> Message | None:
    """The page of a message that a browser saved."""
    is_saved = message.get("snapshot-content-location") or _SAVED_PAGE.search(_read_field(message, "from"))
    page = next((part for part in _iterate_texts(message) if part.get_content_subtype() == "html"), None)
    return page if is_saved or not message.get("from") else None


def _read_message(message: Message, name: str) -> tuple[list[TextBlock], bool]:
    """The blocks of a message, and whether its headings are marked, as those of a page are."""
    parts = list(_iterate_texts(message))
    is_page = any(part.get_content_subtype() == "html" for part in parts)
    lines = list(itertools.chain.from_iterable([*_part_lines(part, name), ""] for part in parts))
    return list(_build_blocks(lines)), is_page


def _encoding(message: Message, name: str) -> str | None:
    part = next(_iterate_texts(message), None)
    return _decode_part(part, name)[1] if part is not None else None


def _build_blocks(lines: Sequence[str]) -> Iterator[TextBlock]:
    """The paragraphs of a message with their roles, what names the authors of quoted mail left out."""
    kinds = classify_mail_lines(lines)
    texts = [strip_quote_marks(line) for line in lines]
    widths = [_columns(text) for text in texts if _columns(text) <= _MAX_WRAPPED_COLUMNS]
    width = max(widths, default=0)
    pieces: list[str] = []  # of a paragraph, which may be the whole of a message
    last, last_kind, last_depth = "", "", 0
    for kind, line, text in zip(kinds, lines, texts, strict=True):
        depth = _quote_depth(line)
        is_same = kind == last_kind and depth == last_depth
        if pieces and not (is_same and _goes_on(last, text, width)):
            yield TextBlock("".join(pieces), role=_ROLES.get(last_kind))
            pieces = []
        if kind != "attribution" and any(map(str.isalnum, text)):
            end = pieces[-1] if pieces else ""
            pieces.append(join_lines(end, collapse_whitespace(text))[len(end) :])
        last, last_kind, last_depth = text, kind, depth
    if pieces:
        yield TextBlock("".join(pieces), role=_ROLES.get(last_kind))


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was wrapped only because the next word did not fit, or ends within a sentence."""
    first = _WORD.match(following.strip())
    if not line.strip() or not first or _LIST_MARK.match(following.strip()) or following.strip()[:1] in "|#":
        return False
    is_full = _columns(line.rstrip()) + 1 + min(_columns(first.group()), width // 4) > width - _WRAPPING_SLACK
    return is_full or (first.group()[0].islower() and line.rstrip()[-1] not in ".!?:;")


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _read_metadata(message: Message) -> Metadata:
    subject = strip_reply_prefix(_read_field(message, "subject"))
    senders = email.utils.getaddresses([_read_field(message, "from")])
    names = [real_name or address for real_name, address in senders]
    byline = ", ".join(collapse_whitespace(name) for name in names if name.strip())
    return Metadata(title=subject or None, byline=byline or None, published_at=_read_date(message))


def _read_field(message: Message, name: str) -> str:
    """A header field, decoded, on one line."""
    value = str(message.get(name, ""))[:MAX_FIELD_CHARS]
    try:
        return collapse_whitespace(str(email.header.make_header(email.header.decode_header(value))))
    except (email.errors.MessageError, LookupError, ValueError):
        return collapse_whitespace(value)


def _read_date(message: Message) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(_read_field(message, "date")).replace(tzinfo=None).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iterate_texts(message: Message) -> Iterator[Message]:
    if message.get_content_disposition() == "attachment":
        return
    if message.is_multipart():
        found = [list(_iterate_texts(part)) for part in message.get_payload() if isinstance(part, Message)]
        if message.get_content_subtype() == "alternative":
            found = _choose_alternative([texts for texts in found if texts])
        yield from itertools.chain.from_iterable(found)
    elif message.get_content_type() in ("text/plain", "text/html") or message.get_content_maintype() == "multipart":
        # A multipart without its boundary is text.
        payload = message.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            yield message


def _choose_alternative(found: list[list[Message]]) -> list[list[Message]]:
    """Of alternatives the first in plain text, unless it says far less than the first in HTML."""
    plain = next((texts for texts in found if all(part.get_content_subtype() != "html" for part in texts)), None)
    pages = next((texts for texts in found if any(part.get_content_subtype() == "html" for part in texts)), None)
    if plain is None or pages is None:
        return [plain or pages or []]
    said, shown = (sum(map(_count_words, texts)) for texts in (plain, pages))
    has_reader = importlib.util.find_spec("trafilatura") is not None
    is_stub = said < _MIN_PLAIN_SHARE * shown and shown - said >= _MIN_MISSING_WORDS
    return [pages if is_stub and has_reader else plain]


def _count_words(part: Message) -> int:
    """The number of words of a part that are shown; of Chinese, of its characters."""
    text = _TAGS.sub(" ", _decode_part(part, "")[0])
    return sum(len(word) if _columns(word) > len(word) else 1 for word in _WORD.findall(text))


def _part_lines(part: Message, name: str) -> list[str]:
    """The lines of a part, flowed ones joined, those of quoted mail marked by `>`."""
    text = _decode_part(part, name)[0].replace("\r\n", "\n")
    if part.get_content_subtype() == "html":
        return read_mail_page(text, name)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _join_flowed_lines(text)
    return text.split("\n")


def _join_flowed_lines(text: str) -> str:
    """The text with soft line breaks removed: lines that end in a space go on if quoted alike (RFC 3676, section 4)."""
    groups: list[list[str]] = []
    last = ""
    for line in text.split("\n"):
        content = line.lstrip(">").strip()
        if last.endswith(" ") and last.strip("> ") and content and _quote_depth(last) == _quote_depth(line):
            groups[-1].append(line.lstrip("> ") if _quote_depth(line) else line)
        else:
            groups.append([line])
        last = line
    return "\n".join(map("".join, groups))


def _quote_depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))


def _decode_part(part: Message, name: str) -> tuple[str, str]:
    """Text and codec of a part: by the charset it declares, else as detected."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # as `_iterate_texts` found
    charset = codec_for_charset(part.get_content_charset() or "")
    try:
        if charset:
            return data.decode(charset), charset
    except (UnicodeDecodeError, LookupError):
        pass
    return decode_text(data, name)
