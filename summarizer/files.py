"""Files written whole or not at all, and where our own are kept."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .errors import InputError


def cache_folder() -> Path:
    """Our own cache folder: `$SUMMARIZER_CACHE_DIR`, else `summarizer` in the user's cache folder."""
    named = os.environ.get("SUMMARIZER_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "summarizer"


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a file, whatever it claims of its size: a device has none, and a file may grow.

    Raises:
        InputError: there are more than `most`.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise InputError(f"{path}: is larger than {most // 2**20} MiB", "split it first")
    return data


def write_atomically(path: Path, text: str, follow: bool = True) -> None:
    """Write a text file in UTF-8 so that no reader, and no crash, ever sees a part of it.

    Args:
        follow: write what a link points to; else, where the name is our own choice, in the link's place.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    if follow and path.exists() and not path.is_file():  # /dev/stdout, a named pipe: nothing to replace
        path.write_text(text, encoding="utf-8")
        return
    target = path.resolve() if follow else path.parent.resolve() / path.name
    # Not the whole name: it may be as long as names may be.
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
