"""Read: from a path, standard input, bytes or a str to text with its origin, whatever the format.

Text and Markdown are decoded. Web pages, PDF, Word documents and e-mail are extracted by a reader of their own, chosen
by what the bytes are and only then by the name; each reader is imported at use.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from ..errors import InputError
from ..files import read_bounded
from .encoding import decode_text
from .extracted_text import ExtractedText, Metadata, display_name
from .formats import detect_format

__all__ = ["MAX_BYTES", "ExtractedText", "Metadata", "display_name", "read", "read_bytes", "read_file", "read_stdin"]

# More text than this is no article; a limit keeps a wrong path from filling the memory. Characters of a 300-page
# report: about 1,000,000.
MAX_BYTES = 64 * 1024 * 1024
# The module of this package that extracts each kind, by `extract(data, name, origin)`.
_READERS = {"html": "html", "pdf": "pdf", "docx": "word", "email": "mail", "markdown": "markdown"}


def read(source: str | Path | bytes) -> ExtractedText:
    """Read a source: a `Path` or a str that names an existing file is a path; any other str is text.

    Raises:
        InputError: the file is missing, not a file, unreadable, too large, empty or binary.
        UsageError: its format needs an extra that is not installed.
    """
    if isinstance(source, bytes):
        return read_bytes(source)
    if isinstance(source, Path) or _names_a_file(source):
        return read_file(Path(source))
    return _with_text(ExtractedText(text=source))


def read_file(path: Path, plain: bool = False) -> ExtractedText:
    """Read one file.

    Args:
        plain: decode it as text whatever it is; a summary in HTML is parsed as such, not read as an article.

    Raises:
        InputError: with a line that names the file.
        UsageError: its format needs an extra that is not installed.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder", "name a file, or use `summarizer batch` for a folder")
        data = read_bounded(path, MAX_BYTES)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", "check the path") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read: {reason}", "check the path") from None
    return read_bytes(data, name, plain)


def read_stdin(plain: bool = False) -> ExtractedText:
    """Read standard input to its end."""
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "-", plain)


def read_bytes(data: bytes, origin: str | None = None, plain: bool = False) -> ExtractedText:
    """Decode or extract bytes. Raises as `read_file`."""
    name = display_name(origin)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
    kind = "text" if plain else detect_format(data, origin or "")
    if kind == "text":
        text, encoding = decode_text(data, name)
        return _with_text(ExtractedText(text=text, origin=origin, encoding=encoding))
    extracted: ExtractedText = import_module(f".{_READERS[kind]}", __package__).extract(data, name, origin)
    return _with_text(extracted)


def _names_a_file(text: str) -> bool:
    if not text or len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    try:
        return os.path.exists(text)
    except (OSError, ValueError):
        return False


def _with_text(source: ExtractedText) -> ExtractedText:
    if not source.text[source.head.end if source.head else 0 :].strip():
        raise InputError(f"{display_name(source.origin)}: is empty", "give a file that holds an article")
    return source
