"""Bounded reads, atomic writes, and the folder of our cache."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from .errors import InputError, shorten_name


def cache_folder() -> Path:
    """The folder of our cache: `$SUMMARIZER_CACHE_DIR`, else `summarizer` in the user's cache folder."""
    named = os.environ.get("SUMMARIZER_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "summarizer"


def is_special(path: str | Path) -> bool:
    """Whether there is something by this name that is no regular file: a device, a named pipe, a folder."""
    return os.path.exists(path) and not os.path.isfile(path)


def open_regular(path: str | Path) -> BinaryIO:
    """Open a file to read. A named pipe would block until somebody writes, and a device may never end.

    Raises:
        InputError: it is no regular file.
        OSError: it cannot be opened.
    """
    # Not blocking: whether it is a pipe is known only when it is open, for a name may change its meaning.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError(
            f"{shorten_name(str(path))}: is no regular file",
            "give - in its place and pipe the words in: COMMAND | summarizer -",
        )
    return open(descriptor, "rb")


def read_bounded(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file, whatever size it reports: a file may grow.

    Raises:
        InputError: it is larger than `max_bytes`, or no regular file.
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"{path}: is larger than {max_bytes // 2**20} MiB", "split it first")
    return data


def write_atomically(path: Path, content: str | bytes, follow: bool = True) -> None:
    """Write a file, text in UTF-8, so that readers and crashes see the old file or the new one, never a part.

    Args:
        follow: write the target of a symbolic link; False replaces the link, for names of our own choice.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    data = content.encode() if isinstance(content, str) else content
    if follow and path.exists() and not path.is_file():  # /dev/stdout, a named pipe: cannot be replaced
        path.write_bytes(data)
        return
    target = path.resolve() if follow else path.parent.resolve() / path.name
    # Not the whole name: it may already have the maximum length.
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:20]}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
