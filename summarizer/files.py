"""Files written whole or not at all, and where our own are kept."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Our own cache folder: `$SUMMARIZER_CACHE_DIR`, else `summarizer` in the user's cache folder."""
    named = os.environ.get("SUMMARIZER_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "summarizer"


def write_atomically(path: Path, text: str) -> None:
    """Write a text file in UTF-8 so that no reader, and no crash, ever sees a part of it.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    if path.exists() and not path.is_file():   # /dev/stdout, a named pipe: nothing to replace
        path.write_text(text, encoding="utf-8")
        return
    target = path.resolve()
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
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
