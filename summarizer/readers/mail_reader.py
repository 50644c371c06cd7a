"""E-mail: subject, sender and date as metadata, the body as text, without attachments and signature.

A web page saved whole by a browser (MHTML) is a message too; its body is the page. Messages are parsed as RFC 5322 and
MIME by the standard library.
"""

from __future__ import annotations

import email.errors
import email.header
import email.policy
import email.utils
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser

from ..errors import InputError
from .encoding import codec_for_charset, decode_text
from .extracted_text import ExtractedText, Metadata, assemble_text, collapse_whitespace, limit_error
from .html_reader import extract_page

# Containers (multipart, or a message within a message) that a message may have; a digest nests three.
MAX_CONTAINERS = 30
# Lines that may be boundaries of parts; more are an attack on the parser.
MAX_BOUNDARIES = 5000
# Characters of a header field that are read.
MAX_FIELD_CHARS = 2000
_CONTAINER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
_REPLY_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|答复|回复|转发)\s*[:：]\s*)+", re.I)
_SIGNATURE = "\n-- \n"  # RFC 3676, section 4.3
# A mark with more lines behind it separates something else. Set on 2026-11-24, no measurement recorded; held by
# `tests/unit/readers/test_mail_reader.py`.
_MAX_SIGNATURE_LINES = 12
# The last line before quoted lines begin or end.
_QUOTE_EDGE = re.compile(r"^(>.*)\n(?=[^>\n])|^([^>\n].*)\n(?=>)", re.M)


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a message.

    Raises:
        InputError: it has no text, or is beyond the limits above.
        UsageError: its body is a web page and the extra `html` is not installed.
    """
    if len(_CONTAINER.findall(data)) > MAX_CONTAINERS or data.count(b"\n--") > MAX_BOUNDARIES:
        raise limit_error(name, f"has more than {MAX_CONTAINERS} multipart sections or {MAX_BOUNDARIES:,} boundaries")
    try:
        # Not the default policy, which parses every field by a grammar, in quadratic time.
        message = BytesParser(policy=email.policy.compat32).parsebytes(data)
        metadata = _read_metadata(message)
        parts = _find_bodies(message)
        if not parts:
            raise InputError(f"{name}: is a message without text", "save its attachment as a file")
        text, encoding = _decode_part(parts[0], name)
        if parts[0].get_content_subtype() != "html":
            text = "\n\n".join(filter(None, (_part_text(part, name) for part in parts)))
    except (email.errors.MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        # What the standard library raises on broken fields.
        raise InputError(f"{name}: is a damaged message ({type(error).__name__})", "save its text") from None
    if parts[0].get_content_subtype() == "html":
        return extract_page(text, name, origin, stated=metadata)
    source = assemble_text((), metadata, origin, encoding)
    return replace(source, text=source.text + text, structured=False)


def _read_metadata(message: Message) -> Metadata:
    subject = _REPLY_PREFIX.sub("", _read_field(message, "subject"))
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


def _find_bodies(message: Message) -> list[Message]:
    """The text parts of a message and of the messages it forwards; its HTML part when it has no plain text.

    Of alternatives the first plain text counts; attachments never do.
    """
    texts = list(_iterate_texts(message))
    plain = [part for part in texts if part.get_content_subtype() != "html"]
    return plain or texts[:1]


def _iterate_texts(message: Message) -> Iterator[Message]:
    if message.get_content_disposition() == "attachment":
        return
    if message.is_multipart():
        found = [list(_iterate_texts(part)) for part in message.get_payload() if isinstance(part, Message)]
        if message.get_content_subtype() == "alternative":
            plain = [texts for texts in found if any(part.get_content_subtype() == "plain" for part in texts)]
            found = plain[:1] or [texts for texts in found if texts][:1]
        yield from itertools.chain.from_iterable(found)
    elif message.get_content_type() in ("text/plain", "text/html") or message.get_content_maintype() == "multipart":
        # A multipart without its boundary is text.
        payload = message.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            yield message


def _part_text(part: Message, name: str) -> str:
    """The text of a part without its signature, flowed lines joined, quoted lines set apart by blank ones."""
    text = _remove_signature(_decode_part(part, name)[0].replace("\r\n", "\n"))
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _join_flowed_lines(text)
    return _QUOTE_EDGE.sub(lambda match: f"{match[1] or match[2]}\n\n", text)


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


def _remove_signature(text: str) -> str:
    start = text.rfind(_SIGNATURE)
    return text[: start + 1] if start >= 0 and text.count("\n", start) < _MAX_SIGNATURE_LINES else text
