"""The output of a batch, one line a document, which is also its checkpoint: a later run resumes from it.

A process may be killed at any moment, also inside a write. What it leaves is whole lines and at most one torn line at
the end; `Journal` truncates the torn line, and its document is summarised again. There is no second file that could
disagree with the output.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import InputError, UsageError
from ..render.sanitize import escape_terminal_controls

STDOUT = Path("-")


class _LineError(BaseModel):
    model_config = ConfigDict(extra="ignore")
    exit_code: int


class _LineHeader(BaseModel):
    """The part of a line that the journal needs."""

    model_config = ConfigDict(extra="ignore")
    id: str
    settings: str
    error: _LineError | None = None

    @property
    def is_retryable(self) -> bool:
        """Whether the document is to be tried again: the failure was not its own."""
        return self.error is not None and self.error.exit_code > 2


class _ByteRange(NamedTuple):
    start: int
    end: int


class Journal:
    """An output file, opened and locked for one process.

    Args:
        settings: digest of the settings; lines written with others are not continued.
        resume: keep the lines that are there. A failure of the model or its server loses its line, and its document is
            tried again; an input that cannot be read keeps it.

    Attributes:
        failures: how many of the lines from earlier runs are errors.
        backup: where an earlier output was moved that is not resumed.

    Raises:
        UsageError: another process writes the file, or it is not the output of a batch with these settings.
        InputError: the file cannot be written.
    """

    def __init__(self, path: Path, settings: str, resume: bool = False) -> None:
        self.path = path
        self.failures = 0
        self.backup: Path | None = None
        self._settings = settings
        self._lines: dict[str, _ByteRange] = {}  # by id of the document
        self._size = 0
        self._is_terminal = path == STDOUT and os.isatty(1)
        if path == STDOUT:
            if resume:
                raise UsageError("standard output cannot be resumed", "name a file with -o")
            self._file = os.dup(1)
            return
        try:
            self._file = _open_locked(path)
            if not path.is_file():  # a pipe or a terminal: nothing to resume
                return
            if resume:
                self._resume()
            elif path.stat().st_size:
                self._back_up()
        except OSError as error:
            raise _write_error(path, error) from None

    @property
    def done(self) -> Collection[str]:
        """Ids of the documents that have their line from an earlier run."""
        return self._lines

    def write(self, line: bytes) -> None:
        """Append a document's line, whole or not at all.

        Raises:
            InputError: the disk is full or failing.
        """
        start = self._size
        if self._is_terminal:  # which would obey control characters
            line = escape_terminal_controls(line.decode()).encode()
        try:
            _write_all(self._file, line)
        except BaseException as error:
            with contextlib.suppress(OSError):  # a pipe cannot be truncated
                os.ftruncate(self._file, start)
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
                raise _write_error(self.path, error) from None
            raise
        self._size = start + len(line)

    def reorder(self, ids: Iterable[str]) -> None:
        """Put the lines into the order of these ids; lines of other documents come first."""
        self._scan(lambda header: True)
        named = [name for name in ids if name in self._lines]
        others = self._lines.keys() - set(named)
        ranges = [line for name, line in self._lines.items() if name in others] + [self._lines[n] for n in named]
        if ranges != sorted(ranges):
            self._rewrite(ranges)

    def close(self) -> None:
        """Flush the lines to the disk and close the file."""
        with contextlib.suppress(OSError):  # a pipe has no disk
            os.fsync(self._file)
        os.close(self._file)

    def _back_up(self) -> None:
        """Move an earlier output aside: it may have cost money."""
        self.backup = self.path.with_name(self.path.name + ".bak")
        os.replace(self.path, self.backup)
        os.close(self._file)
        self._file = _open_locked(self.path)

    def _resume(self) -> None:
        """Take over the lines of an earlier process, apart from retryable failures and a torn line."""
        dropped = self._scan(lambda header: not header.is_retryable)
        if dropped:
            self._rewrite(self._lines.values())
        else:
            os.ftruncate(self._file, self._size)

    def _scan(self, is_kept: Callable[[_LineHeader], bool]) -> int:
        """Find the byte ranges of the whole lines that are kept. Returns how many are not."""
        self._lines.clear()
        self.failures = dropped = 0
        self._size = 0
        with open(self.path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):  # torn: the process was killed inside this write
                    break
                header = self._read_header(line, number)
                if is_kept(header):
                    self._lines[header.id] = _ByteRange(self._size, self._size + len(line))
                    self.failures += header.error is not None
                else:
                    dropped += 1
                self._size += len(line)
        return dropped

    def _read_header(self, line: bytes, number: int) -> _LineHeader:
        try:
            header = _LineHeader.model_validate_json(line)
        except ValidationError:
            raise UsageError(
                f"{self.path}:{number}: is no line of a batch's output", "name another file, or do not resume"
            ) from None
        if header.settings != self._settings:
            raise UsageError(
                f"{self.path}:{number}: was written with other settings", "give the same ones, or name another file"
            )
        if header.id in self._lines:
            raise UsageError(f"{self.path}:{number}: has a second line for {header.id}", "name another file")
        return header

    def _rewrite(self, ranges: Iterable[_ByteRange]) -> None:
        """Replace the file by some of its lines, so that a reader or a crash sees the old file or the new one."""
        temporary = self.path.with_name(f".{self.path.name}.tmp")
        temporary.unlink(missing_ok=True)  # of a process that was killed, or a link planted there by another user
        file = _open_locked(temporary, os.O_EXCL)
        try:
            moved = self._copy(ranges, file)
            os.fsync(file)
            os.chmod(temporary, self.path.stat().st_mode & 0o777)
            os.replace(temporary, self.path.resolve())
        except BaseException:
            os.close(file)
            temporary.unlink(missing_ok=True)
            raise
        os.close(self._file)
        self._file = file
        self._lines = {name: moved[line] for name, line in self._lines.items() if line in moved}

    def _copy(self, ranges: Iterable[_ByteRange], file: int) -> dict[_ByteRange, _ByteRange]:
        """Copy lines into an empty file. Returns the new range of each."""
        moved: dict[_ByteRange, _ByteRange] = {}
        self._size = 0
        with open(self.path, "rb") as lines:
            for line in ranges:
                lines.seek(line.start)
                _write_all(file, lines.read(line.end - line.start))
                start, self._size = self._size, self._size + line.end - line.start
                moved[line] = _ByteRange(start, self._size)
        return moved


def _open_locked(path: Path, flags: int = 0) -> int:
    """Open a file, created if missing, for this process alone. The lock ends with the process, however it ends."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | flags, 0o666)
    if path.is_file() and not _lock(file):
        os.close(file)
        raise UsageError(f"{path}: another batch is writing it", "wait for it, or name another file")
    return file


def _lock(file: int) -> bool:
    """Lock a file. Returns False if another process holds the lock; systems without `flock` have none."""
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write_all(file: int, data: bytes) -> None:
    """Write past Python's buffers, which would be lost with the process."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _write_error(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path and the space left")
