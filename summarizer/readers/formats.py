"""The table of document formats: how each is recognized, and which module and extra read it.

Detection, dispatch, the suffixes that a batch looks for in folders, and the extra that an error names all come from it.
To add a format, add a row and a module with `extract(data, name, origin)`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..errors import UsageError, missing_extra_error

FormatName = Literal["text", "markdown", "html", "pdf", "docx", "email"]

# Bytes in which a signature is looked for: room for an XML declaration and comments, or for the header of a message.
_SNIFFED_BYTES = 4096
# The PDF reference lets other bytes stand before the signature, within the first 1024 (ISO 32000-1, annex H.3).
_PDF_SIGNATURE_WITHIN = 1024
# A page may open with a mark, white space, an XML declaration and comments. Each of them ends where it first may
# (`(?>…)`, `*+`): comments in a row could be divided in 2^n ways.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|(?><!--.{0,500}?-->))*+<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
# A document of XML up to its root, with or without a declaration.
_XML = re.compile(
    r"(?:\s|<\?[^>]{1,500}>|(?><!--.*?-->)|<!DOCTYPE\s[^>\[]{1,500}(?:\[[^\]]{0,5000}\]\s*)?>)*+"
    r"<(?P<root>[A-Za-z_][\w:.-]*+)[\s>]",
    re.I | re.S,
)
# Elements in which a piece of a page may stand by itself.
_HTML_ELEMENT = re.compile(r"html|body|main|article|section|div|span|p|pre|blockquote|table|ul|ol|dl|h[1-6]", re.I)
_MAIL_FIELD = re.compile(
    rb"(?:received|return-path|delivered-to|mime-version|message-id|from|to|subject|date|x-[\w-]+|"
    rb"dkim-signature|content-type|reply-to|cc|sender|arc-[\w-]+|authentication-results):\s",
    re.I,
)
_MAILBOX_LINE = re.compile(rb"\AFrom \S+ .{0,60}\d{4}\n")
# Fields that mail programs write and people do not.
_TRANSPORT_FIELD = re.compile(rb"^(?:received|return-path|delivered-to|mime-version|message-id):\s", re.I | re.M)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_PDF_SIGNATURE_WITHIN]


def _is_word(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def _is_html(data: bytes) -> bool:
    head = data[:_SNIFFED_BYTES]
    if b"\0" in head:  # UTF-16, as ASCII
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return _HTML.match(head) is not None


def _is_email(data: bytes) -> bool:
    """Whether the first lines are fields of a message, and one of them was written by a mail program."""
    fields, _, _ = data[:_SNIFFED_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")
    fields = _MAILBOX_LINE.sub(b"", fields)
    has_sender = b"\nfrom:" in b"\n" + fields.lower()
    return bool(_MAIL_FIELD.match(fields)) and bool(_TRANSPORT_FIELD.search(fields)) and has_sender


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents.

    Attributes:
        suffixes: suffixes of its files, in lower case.
        media_type: as registered with IANA.
        reader: the module of this package whose `extract(data, name, origin)` reads it.
        is_signed: whether bytes have its signature; None for a format without one.
        by_suffix: whether a suffix decides when there is no signature.
        requires: bytes that a file taken by its suffix must contain.
        extra: the extra that must be installed to read it.
    """

    suffixes: tuple[str, ...]
    media_type: str
    reader: str
    is_signed: Callable[[bytes], bool] | None = None
    by_suffix: bool = True
    requires: bytes = b""
    extra: str | None = None


# In the order in which signatures are tried.
FORMATS: dict[FormatName, Format] = {
    "pdf": Format((".pdf",), "application/pdf", "pdf_reader", _is_pdf, by_suffix=False, extra="pdf"),
    "docx": Format(
        (".docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word_reader",
        _is_word,
        by_suffix=False,
        extra="docx",
    ),
    "html": Format((".html", ".htm", ".xhtml"), "text/html", "html_reader", _is_html, requires=b"<", extra="html"),
    "email": Format((".eml", ".mht", ".mhtml", ".mbox"), "message/rfc822", "mail_reader", _is_email),
    "markdown": Format((".md", ".markdown"), "text/markdown", "markdown_reader"),
    "text": Format(("", ".txt", ".text"), "text/plain", "encoding"),
}
# The suffixes of files of records, one a line, and those of files that are one article each. A batch searches a folder
# for both; a file named by itself is read whatever its suffix.
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})
# Suffixes of data, of which no file is an article.
DATA_SUFFIXES = RECORD_SUFFIXES | {".json", ".csv", ".tsv"}
DOCUMENT_SUFFIXES = frozenset(suffix for format in FORMATS.values() for suffix in format.suffixes)
_BY_SUFFIX: dict[str, FormatName] = {
    suffix: name for name, format in FORMATS.items() if format.by_suffix for suffix in format.suffixes
}
_BY_MEDIA_TYPE: dict[str, FormatName] = {format.media_type: name for name, format in FORMATS.items()} | {
    "application/xhtml+xml": "html",
    "text/x-markdown": "markdown",
}
# Media types under which servers send any file.
_UNSPECIFIC_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})


def is_supported(data: bytes, media_type: str) -> bool:
    """Whether what a server sends may be one of the formats: by its signature or the media type that it states."""
    if any(format.is_signed is not None and format.is_signed(data) for format in FORMATS.values()):
        return True
    return media_type in _BY_MEDIA_TYPE or media_type in _UNSPECIFIC_TYPES


def detect_format(data: bytes, name: str, media_type: str = "") -> FormatName:
    """The format of bytes, by their signature, the media type and then the suffix of their name; else `text`.

    Args:
        name: the path of the file, or an empty string.
        media_type: as a server states it, in lower case. `text/plain` is said of any text, so the suffix is asked.
    """
    for format_name, format in FORMATS.items():
        if format.is_signed is not None and format.is_signed(data):
            return format_name
    stated = _BY_MEDIA_TYPE.get(media_type, "text")
    if stated != "text" and FORMATS[stated].by_suffix and FORMATS[stated].requires in data:
        return stated
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    by_suffix = _BY_SUFFIX.get(suffix, "text")
    return by_suffix if FORMATS[by_suffix].requires in data else "text"


def name_data_format(text: str) -> Literal["XML", "JSON"] | None:
    """The format of a text that is data, whose marks are no words; None for any other text."""
    if found := _XML.match(text):
        is_declared = text.lstrip().startswith("<?xml")
        is_whole = is_declared or text.rstrip().endswith(f"</{found['root']}>")
        return "XML" if is_whole and not _HTML_ELEMENT.fullmatch(found["root"]) else None
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return "JSON" if isinstance(json.loads(text), dict | list) else None
    except (ValueError, RecursionError):
        return None


def missing_reader_error(name: str, format_name: FormatName) -> UsageError:
    """The error of a file whose format needs an extra that is not installed."""
    return missing_extra_error(name, FORMATS[format_name].extra or "")
