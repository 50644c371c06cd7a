"""E-mail: subject, sender and date as the header, the body as text; attachments and the signature are left out.

A page saved whole by a browser (MHTML) is a message too: its body is the page.
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
from .encoding import decode_text
from .extracted_text import ExtractedText, Metadata, assemble_text, collapse_whitespace, limit_error
from .html import extract_page

# A message within messages within …: a digest has three levels.
MAX_DEPTH, MAX_BOUNDARIES, MAX_FIELD = 30, 5000, 2000
_HOLDER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|答复|回复|转发)\s*[:：]\s*)+", re.I)
_SIGNATURE, _SIGNATURE_LINES = "\n-- \n", 12  # as RFC 3676 marks it
# Where quoted lines begin and end.
_QUOTED = re.compile(r"^(>.*)\n(?=[^>\n])|^([^>\n].*)\n(?=>)", re.M)


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a message.

    Raises:
        InputError: it has no text, or is beyond our limits.
        UsageError: its body is a page and the extra `html` is not installed.
    """
    if len(_HOLDER.findall(data)) > MAX_DEPTH or data.count(b"\n--") > MAX_BOUNDARIES:
        raise limit_error(name, f"has more than {MAX_DEPTH} parts that hold others or {MAX_BOUNDARIES:,} boundaries")
    try:
        # The old policy: the new one parses every field by a grammar, in quadratic time.
        message = BytesParser(policy=email.policy.compat32).parsebytes(data)
        head = _head(message)
        parts = _bodies(message)
        if not parts:
            raise InputError(f"{name}: is a message without a text", "save its attachment by itself")
        text, encoding = _decoded(parts[0], name)
        if parts[0].get_content_subtype() != "html":
            text = "\n\n".join(filter(None, (_said(part, name) for part in parts)))
    except (email.errors.MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        # The standard library lets these through on broken fields.
        raise InputError(f"{name}: is a damaged message ({type(error).__name__})", "save its text") from None
    if parts[0].get_content_subtype() == "html":
        return extract_page(text, name, origin, stated=head)
    source = assemble_text((), head, origin, encoding)
    return replace(source, text=source.text + text, marked=False)


def _head(message: Message) -> Metadata:
    subject = _PREFIX.sub("", _field(message, "subject"))
    names = [shown or address for shown, address in email.utils.getaddresses([_field(message, "from")])]
    byline = ", ".join(collapse_whitespace(name) for name in names if name.strip())
    return Metadata(title=subject or None, byline=byline or None, published_at=_date(message))


def _field(message: Message, name: str) -> str:
    """A field of the header, decoded, on one line."""
    value = str(message.get(name, ""))[:MAX_FIELD]
    try:
        return collapse_whitespace(str(email.header.make_header(email.header.decode_header(value))))
    except (email.errors.MessageError, LookupError, ValueError):
        return collapse_whitespace(value)


def _date(message: Message) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(_field(message, "date")).replace(tzinfo=None).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _bodies(message: Message) -> list[Message]:
    """The texts of a message, those of the messages it passes on included; its page when it has no text.

    Of alternatives the first plain text counts; an attachment never does.
    """
    texts = list(_texts(message))
    plain = [part for part in texts if part.get_content_subtype() != "html"]
    return plain or texts[:1]


def _texts(message: Message) -> Iterator[Message]:
    if message.get_content_disposition() == "attachment":
        return
    if message.is_multipart():
        found = [list(_texts(part)) for part in message.get_payload() if isinstance(part, Message)]
        if message.get_content_subtype() == "alternative":
            plain = [texts for texts in found if any(part.get_content_subtype() == "plain" for part in texts)]
            found = plain[:1] or [texts for texts in found if texts][:1]
        yield from itertools.chain.from_iterable(found)
    elif message.get_content_type() in ("text/plain", "text/html") or message.get_content_maintype() == "multipart":
        # Parts without the boundary they name are text.
        payload = message.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            yield message


def _said(part: Message, name: str) -> str:
    """The text of a part without its signature, its flowing lines joined, quoted lines apart from others."""
    text = _unsigned(_decoded(part, name)[0].replace("\r\n", "\n"))
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text)
    return _QUOTED.sub(lambda match: f"{match[1] or match[2]}\n\n", text)


def _unflowed(text: str) -> str:
    """Lines that end in a space put together with the next ones, quoted alike (RFC 3676)."""
    groups: list[list[str]] = []
    last = ""
    for line in text.split("\n"):
        said = line.lstrip(">").strip()
        if last.endswith(" ") and last.strip("> ") and said and _depth(last) == _depth(line):
            groups[-1].append(line.lstrip("> ") if _depth(line) else line)
        else:
            groups.append([line])
        last = line
    return "\n".join(map("".join, groups))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))


def _decoded(part: Message, name: str) -> tuple[str, str]:
    """By the charset the part declares, else by what its bytes look like."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # as `_body` saw
    charset = (part.get_content_charset() or "").lower()
    charset = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(charset, charset)
    try:
        if charset:
            return data.decode(charset), charset
    except (UnicodeDecodeError, LookupError):
        pass
    return decode_text(data, name)


def _unsigned(text: str) -> str:
    start = text.rfind(_SIGNATURE)
    return text[: start + 1] if start >= 0 and text.count("\n", start) < _SIGNATURE_LINES else text
