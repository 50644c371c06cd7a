"""Bounded reads, atomic writes, and the folder of our cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .errors import InputError


def cache_folder() -> Path:
    """The folder of our cache: `$SUMMARIZER_CACHE_DIR`, else `summarizer` in the user's cache folder."""
    named = os.environ.get("SUMMARIZER_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "summarizer"


def read_bounded(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file, whatever size it reports: a device reports none, and a file may grow.

    Raises:
        InputError: it is larger than `max_bytes`.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"{path}: is larger than {max_bytes // 2**20} MiB", "split it first")
    return data


def write_atomically(path: Path, text: str, follow: bool = True) -> None:
    """Write a text file in UTF-8 so that readers and crashes see the old file or the new one, never a part.

    Args:
        follow: write the target of a symbolic link; False replaces the link, for names of our own choice.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    if follow and path.exists() and not path.is_file():  # /dev/stdout, a named pipe: cannot be replaced
        path.write_text(text, encoding="utf-8")
        return
    target = path.resolve() if follow else path.parent.resolve() / path.name
    # Not the whole name: it may already have the maximum length.
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:20]}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
