"""Readers: from a path, standard input, bytes or a str to extracted text, whatever the format.

`formats` is the table of formats; a format is detected by the bytes and then by the file's name, and the module that
reads it is imported at use.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from ..errors import InputError
from ..files import read_bounded
from .extracted_text import ExtractedText, Metadata, display_name
from .formats import FORMATS, detect_format

__all__ = ["MAX_BYTES", "ExtractedText", "Metadata", "display_name", "read", "read_bytes", "read_file", "read_stdin"]

# 64 MiB: more text than this is no article, and a limit keeps a wrong path from filling the memory. A report of 300
# pages has about 1,000,000 characters.
MAX_BYTES = 64 * 1024 * 1024
# Longer strings are text, not paths: PATH_MAX of Linux.
_MAX_PATH_CHARS = 4096


def read(source: str | Path | bytes) -> ExtractedText:
    """Read a source. A `Path`, or a str that names an existing file, is a path; any other str is text.

    Raises:
        InputError: the file is missing, not a file, unreadable, too large, empty or binary.
        UsageError: its format needs an extra that is not installed.
    """
    if isinstance(source, bytes):
        return read_bytes(source)
    if isinstance(source, Path) or _is_existing_path(source):
        return read_file(Path(source))
    return _require_text(ExtractedText(text=source))


def read_file(path: Path, as_text: bool = False) -> ExtractedText:
    """Read a file.

    Args:
        as_text: decode it as text whatever its format: a summary in HTML is parsed as it stands, not read as an
            article.

    Raises:
        InputError, UsageError: as `read`; the message names the file.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder", "name a file, or use `summarizer batch` for a folder")
        data = read_bounded(path, MAX_BYTES)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", "check the path") from None
    except PermissionError:
        raise InputError(f"{name}: permission denied", "check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read: {reason}", "check the path") from None
    return read_bytes(data, name, as_text)


def read_stdin(as_text: bool = False) -> ExtractedText:
    """Read standard input to its end. Arguments and errors as of `read_file`."""
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "-", as_text)


def read_bytes(data: bytes, origin: str | None = None, as_text: bool = False) -> ExtractedText:
    """Read bytes: the text that is decoded or extracted from them. Arguments and errors as of `read_file`."""
    name = display_name(origin)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
    format = FORMATS["text" if as_text else detect_format(data, origin or "")]
    extracted: ExtractedText = import_module(f".{format.reader}", __package__).extract(data, name, origin)
    return _require_text(extracted)


def _is_existing_path(text: str) -> bool:
    if not text or len(text) > _MAX_PATH_CHARS or "\n" in text or "\0" in text:
        return False
    try:
        return os.path.exists(text)
    except (OSError, ValueError):
        return False


def _require_text(extracted: ExtractedText) -> ExtractedText:
    """The text itself. Raises `InputError` when it has no body."""
    body_start = extracted.metadata.body_start if extracted.metadata else 0
    if not extracted.text[body_start:].strip():
        raise InputError(f"{display_name(extracted.origin)}: is empty", "give a file that holds an article")
    return extracted
