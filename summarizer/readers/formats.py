"""What kind of document bytes are: by how they begin, then by the ending of the name."""

from __future__ import annotations

import re
from typing import Literal

FormatName = Literal["text", "markdown", "html", "pdf", "docx", "email"]

_SUFFIXES: dict[str, FormatName] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "email",
    ".mht": "email",
    ".mhtml": "email",
}
_HEAD = 4096
# A page may open with a mark, white space, an XML declaration and comments.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|<!--.{0,500}?-->)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
_MAIL_FIELD = re.compile(
    rb"(?:received|return-path|delivered-to|mime-version|message-id|from|to|subject|date|x-[\w-]+|"
    rb"dkim-signature|content-type|reply-to|cc|sender|arc-[\w-]+|authentication-results):\s",
    re.I,
)
# What mail programs write and people do not.
_MAIL_ONLY = re.compile(rb"^(?:received|return-path|delivered-to|mime-version|message-id):\s", re.I | re.M)


def detect_format(data: bytes, name: str) -> FormatName:
    """The kind of document that bytes are; `text` when nothing says otherwise.

    Args:
        name: its path, or an empty string.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    if _HTML.match(_without_zeros(head)):
        return "html"
    if _is_mail(head):
        return "email"
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    kind = _SUFFIXES.get(suffix, "text")
    if kind == "html" and b"<" not in data:
        return "text"  # somebody's notes
    return kind


def _without_zeros(head: bytes) -> bytes:
    """UTF-16 as if it were ASCII, enough to see a page begin."""
    return head.replace(b"\0", b"").lstrip(b"\xff\xfe") if b"\0" in head else head


def _is_mail(head: bytes) -> bool:
    """Whether the first lines are fields of a message, one of them such as only programs write."""
    fields, _, _ = head.replace(b"\r\n", b"\n").partition(b"\n\n")
    return bool(_MAIL_FIELD.match(fields)) and bool(_MAIL_ONLY.search(fields)) and b"\nfrom:" in b"\n" + fields.lower()
