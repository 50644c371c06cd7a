"""Read: from a path, standard input, bytes or a str to decoded text with its origin."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .encoding import decode

# More text than this is no article; a limit keeps a wrong path from filling the memory. Characters of a 300-page
# report: about 1,000,000.
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded text and where it came from.

    Attributes:
        origin: the path as the user named it, `-` for standard input, None for text handed over directly.
        encoding: the codec that decoded it, None when it came as str.
    """

    text: str
    origin: str | None = None
    encoding: str | None = None


def read(source: str | Path | bytes) -> Source:
    """Read a source: a `Path` or a str that names an existing file is a path; any other str is text.

    Raises:
        InputError: the file is missing, not a file, unreadable, too large, empty or binary.
    """
    if isinstance(source, bytes):
        return read_bytes(source)
    if isinstance(source, Path) or _names_a_file(source):
        return read_file(Path(source))
    return _with_text(Source(text=source))


def read_file(path: Path) -> Source:
    """Read one file. Raises `InputError` with a line that names it."""
    name = str(path)
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder", "name a file, or use `summarizer batch` for a folder")
        if path.exists() and path.stat().st_size > MAX_BYTES:
            raise InputError(f"{name}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", "check the path") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read: {reason}", "check the path") from None
    return read_bytes(data, origin=name)


def read_stdin() -> Source:
    """Read standard input to its end."""
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), origin="-")


def read_bytes(data: bytes, origin: str | None = None) -> Source:
    """Decode bytes. Raises `InputError` when they are empty or no text."""
    name = label(origin)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
    text, encoding = decode(data, name)
    return _with_text(Source(text=text, origin=origin, encoding=encoding))


def label(origin: str | None) -> str:
    """What an error line calls the input."""
    return {None: "the text", "-": "standard input"}.get(origin) or str(origin)


def _names_a_file(text: str) -> bool:
    if not text or len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    try:
        return os.path.exists(text)
    except (OSError, ValueError):
        return False


def _with_text(source: Source) -> Source:
    if not source.text.strip():
        raise InputError(f"{label(source.origin)}: is empty", "give a file that holds an article")
    return source
