"""Readers: from a path, a web address, standard input, bytes or a str to extracted text, whatever the format.

`formats` is the table of formats; a format is detected by the bytes and then by the file's name, and the module that
reads it is imported at use.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import AddressError, InputError, find_similar, wrong_type_error
from ..files import read_bounded
from .extracted_text import ExtractedText, Metadata, display_name
from .formats import (
    DATA_SUFFIXES,
    DOCUMENT_SUFFIXES,
    FORMATS,
    FormatName,
    detect_format,
    is_supported,
    name_data_format,
)

__all__ = [
    "MAX_BYTES",
    "ExtractedText",
    "Metadata",
    "display_name",
    "is_address",
    "is_path_like",
    "missing_file_error",
    "read",
    "read_address",
    "read_bytes",
    "read_file",
    "read_stdin",
    "refuse_file_name",
]

# 64 MiB: more text than this is no article, and a limit keeps a wrong path from filling the memory. A report of 300
# pages has about 1,000,000 characters.
MAX_BYTES = 64 * 1024 * 1024
# Longer strings are text, not paths: PATH_MAX of Linux.
_MAX_PATH_CHARS = 4096
_ADDRESS = re.compile(r"https?://\S+", re.I)
# What a path looks like: it begins as one and has neither brackets nor quotation marks, or it has slashes and neither
# white space nor the marks of a sentence.
_PATH = re.compile(
    r"(?:\.{1,2}[/\\]|~[/\\]|[A-Za-z]:[/\\]|/(?=\S))[^\[\]。！？“”]*"
    r"|(?=\S*[/\\])[^\s\[\]。！？，；、：“”]*[^\s\[\]。！？，；、：“”.!?]"
)
# Suffixes of files: of those that are read, and of those that this program writes.
_FILE_SUFFIXES = (DOCUMENT_SUFFIXES - {""}) | DATA_SUFFIXES | {".doc"}
_NAME_END = re.compile(r"[^/\\\s]\.[A-Za-z]{2,8}$")


def is_address(source: object) -> bool:
    """Whether a source is a str that names a page or file on the web: `https://…` without white space."""
    return isinstance(source, str) and _ADDRESS.fullmatch(source) is not None


def read(source: str | Path | bytes, allow_private: bool = False) -> ExtractedText:
    """Read a source.

    A `Path`, or a str that names an existing file, is a path; `https://…` and `http://…` without white space are
    addresses; a str that looks like a path and names no file is an error, and any other str is text.

    Args:
        allow_private: whether addresses may lead into private networks.

    Raises:
        InputError: the file is missing, not a file, unreadable, too large, empty or binary.
        AddressError: the address cannot be read.
        UsageError: its format needs an extra that is not installed, or the source is of no such type.
    """
    if not isinstance(source, str | Path | bytes):
        raise wrong_type_error("source", source, "a path, an address, a text, bytes or a `Document`")
    if isinstance(source, bytes):
        return read_bytes(source)
    if isinstance(source, str) and is_address(source):
        return read_address(source, allow_private)
    if isinstance(source, Path) or _is_existing_path(source):
        return read_file(Path(source))
    if is_path_like(source):
        raise missing_file_error(source)
    return _require_text(ExtractedText(text=source))


def read_file(path: Path, as_text: bool = False) -> ExtractedText:
    """Read a file.

    Args:
        as_text: decode it as text whatever its format: a summary in HTML is parsed as it stands, not read as an
            article.

    Raises:
        InputError, UsageError: as `read`; the message names the file.
    """
    name = display_name(str(path))
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder", "name a file, or use `summarizer batch` for a folder")
        if not as_text and path.suffix.lower() in DATA_SUFFIXES and path.exists():
            hint = "`summarizer batch` reads a .jsonl of articles, `summarizer convert` a summary"
            raise InputError(f"{name}: holds data, and no article", hint)
        data = read_bounded(path, MAX_BYTES)
    except FileNotFoundError:
        raise missing_file_error(name) from None
    except PermissionError:
        raise InputError(f"{name}: permission denied", "check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read: {reason}", "check the path") from None
    return read_bytes(data, str(path), as_text)


def read_address(address: str, allow_private: bool = False, as_text: bool = False) -> ExtractedText:
    """Read the page or file at a web address; the format follows from its bytes, its media type and its suffix.

    Args:
        allow_private: whether the address may lead into a private network, this machine included.
        as_text: as of `read_file`.

    Raises:
        AddressError: it cannot be fetched, or is of no type that is read.
        InputError, UsageError: as `read`; the message names the address.
    """
    fetched = import_module(".address", __package__).fetch(address, MAX_BYTES, allow_private)
    if not as_text and not is_supported(fetched.data, fetched.media_type):
        raise AddressError(
            f"{address}: is {fetched.media_type}, which is not read", "give a page, PDF, Word or text file"
        )
    path = urlsplit(fetched.address).path
    format = detect_format(fetched.data, path, fetched.media_type)
    return replace(_extract(fetched.data, format, address, as_text), address=fetched.address)


def read_stdin(as_text: bool = False) -> ExtractedText:
    """Read standard input to its end. Arguments and errors as of `read_file`."""
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "-", as_text)


def read_bytes(data: bytes, origin: str | None = None, as_text: bool = False) -> ExtractedText:
    """Read bytes: the text that is decoded or extracted from them. Arguments and errors as of `read_file`."""
    name = display_name(origin)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
    format = detect_format(data, origin or "")
    return _extract(data, format, origin, as_text)


def _as_summary(format: FormatName, name: str) -> FormatName:
    """The format in which a file that holds a summary is decoded. Raises `InputError` for one that is no text."""
    if format in ("pdf", "docx"):
        hint = "name the JSON, Markdown or text that it was made from, or save it as text"
        raise InputError(f"{name}: a summary is not read from {FORMATS[format].suffixes[0]}", hint)
    return "text"


def _extract(data: bytes, format: FormatName, origin: str | None, as_text: bool) -> ExtractedText:
    name = display_name(origin)
    format = _as_summary(format, name) if as_text else format
    extracted = _require_text(import_module(f".{FORMATS[format].reader}", __package__).extract(data, name, origin))
    if not as_text and format == "text" and (data_format := name_data_format(extracted.text)):
        raise InputError(f"{name}: is {data_format}, not an article", "save its text, or the page that shows it")
    return extracted


def _is_existing_path(text: str) -> bool:
    if not text or len(text) > _MAX_PATH_CHARS or "\n" in text or "\0" in text:
        return False
    try:
        return os.path.exists(text)
    except (OSError, ValueError):
        return False


def is_path_like(text: str) -> bool:
    """Whether a str that names no file was meant to: it has the suffix of a file, or slashes and is no sentence."""
    if not text or len(text) > _MAX_PATH_CHARS or "\n" in text:
        return False
    has_suffix = _NAME_END.search(text) is not None and os.path.splitext(text)[1].lower() in _FILE_SUFFIXES
    return has_suffix or _PATH.fullmatch(text) is not None


def refuse_file_name(text: str) -> None:
    """Raise `UsageError` for a summary that is no str, and `InputError` for the name of a file in place of one."""
    if not isinstance(text, str):
        raise wrong_type_error("summary", text, "its text")
    if is_path_like(text):
        raise InputError(f"not a summary: {text} looks like a file name", "give its text; `check` takes a Path too")


def missing_file_error(name: str) -> InputError:
    """The error of a file that does not exist, with a name in the same folder that may be meant."""
    if os.path.islink(name):
        return InputError(f"{name}: is a link to no file", f"check where it leads: {os.readlink(name)}")
    folder, base = os.path.split(name)
    if folder and not os.path.isdir(folder):
        return InputError(f"{name}: no such file", f"there is no folder {folder}")
    try:
        meant = find_similar(base, os.listdir(folder or "."))
    except OSError:
        meant = None
    hint = f"did you mean {os.path.join(folder, meant)}?" if meant else "check the path"
    return InputError(f"{name}: no such file", hint)


def _require_text(extracted: ExtractedText) -> ExtractedText:
    """The text itself. Raises `InputError` when it has no body."""
    body_start = extracted.metadata.body_start if extracted.metadata else 0
    if not extracted.text[body_start:].strip():
        raise InputError(f"{display_name(extracted.origin)}: is empty", "some text is needed")
    return extracted
