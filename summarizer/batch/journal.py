"""The output of a batch, one line a document, which is also its checkpoint: a later run resumes from it.

A process may be killed at any moment, also inside a write. What it leaves is whole lines and at most one torn line at
the end; `Journal` truncates the torn line, and its document is summarised again. There is no second file that could
disagree with the output.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import AddressError, InputError, UnsupportedError, UsageError
from ..files import is_special
from ..render.sanitize import escape_terminal_controls

# Suffixes of an output that is an SQLite database.
DATABASE_SUFFIXES = frozenset({".db", ".sqlite", ".sqlite3"})
STDOUT = Path("-")


class _LineError(BaseModel):
    model_config = ConfigDict(extra="ignore")
    type: str
    exit_code: int
    retryable: bool = False

    @property
    def is_final(self) -> bool:
        """Whether another run would fail alike: what a model wrote is not supported, or an address leads nowhere.

        A model or server may have recovered, and a file that could not be read may have been repaired.
        """
        is_final = self.exit_code == UnsupportedError.exit_code or self.type == AddressError.__name__
        return is_final and not self.retryable


class _LineDocument(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str | None = None


class _LineSummary(BaseModel):
    model_config = ConfigDict(extra="ignore")
    document: _LineDocument = _LineDocument()
    sources: tuple[_LineDocument, ...] = ()


class _LineHeader(BaseModel):
    """The part of a line that the journal needs."""

    model_config = ConfigDict(extra="ignore")
    id: str
    settings: str
    error: _LineError | None = None
    summary: _LineSummary = _LineSummary()

    @property
    def is_retryable(self) -> bool:
        """Whether the document is to be tried again."""
        return self.error is not None and not self.error.is_final


class _ByteRange(NamedTuple):
    start: int
    end: int


class _Copy(NamedTuple):
    """A locked file with lines of the output, `size` bytes, and where each line stands in it."""

    path: Path
    file: int
    size: int
    lines: dict[_ByteRange, _ByteRange]


def is_database(path: Path) -> bool:
    """Whether an output with this name is an SQLite database, and no file of lines."""
    return path.suffix.lower() in DATABASE_SUFFIXES


class Journal:
    """An output file, opened and locked for one process.

    Args:
        settings: digest of the settings; lines written with others are not continued.
        resume: keep the lines that are there, but for failures that another run may not have: those of a model, of its
            server, and of an input that could not be read. Their documents are tried again.

    Attributes:
        failures: how many of the lines from earlier runs are errors.
        backup: where an earlier output was moved that is not resumed.
        texts: the digest of the text that was summarised (`document.id`), by id of the document.
        articles: the same of the articles of each digest, by id of the digest.

    Raises:
        UsageError: another process writes the file, or it is not the output of a batch with these settings.
        InputError: the file cannot be written.
    """

    def __init__(self, path: Path, settings: str, resume: bool = False) -> None:
        self.path = path
        self.failures = 0
        self.backup: Path | None = None
        self.texts: dict[str, str] = {}
        self.articles: dict[str, frozenset[str]] = {}
        self._settings = settings
        self._lines: dict[str, _ByteRange] = {}  # by id of the document
        self._size = 0
        self._is_terminal = path == STDOUT and os.isatty(1)
        if path == STDOUT:
            if resume:
                raise UsageError("standard output cannot be resumed", "name a file with -o")
            self._file = os.dup(1)
            return
        # The file itself, where a link leads to it: this is what is locked, replaced and moved.
        self._target = path if is_special(path) else path.resolve()
        try:
            self._file = lock_output(self._target)
            self._take_over(resume)
        except OSError as error:
            raise write_error(path, error) from None

    def _take_over(self, resume: bool) -> None:
        """Continue what is in the file, or move it aside. A pipe or a terminal has nothing."""
        try:
            if not _is_regular(self._file):
                return
            if resume:
                self._resume()
            elif os.fstat(self._file).st_size:
                self._file, self.backup = move_aside(self._target, self._file)
        except BaseException:
            os.close(self._file)
            raise

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
                raise write_error(self.path, error) from None
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

    def keep(self, ids: Sequence[str], saved: Collection[str] = ()) -> Path | None:
        """Remove all lines but those with these ids, and put them into this order. A pipe keeps none.

        Args:
            saved: ids of lines that are copied into a backup before they are removed.

        Returns:
            The backup, if there is one.

        Raises:
            InputError: the disk is full or failing; every line is where it was.
        """
        if self.path == STDOUT or not _is_regular(self._file):
            return None
        self._scan(lambda header: True)
        backup = None
        try:
            if saved:
                with self._copy([self._lines[name] for name in saved]) as copy:
                    backup = reserve_backup(self._target)
                    os.replace(copy.path, backup)
                os.close(copy.file)
            ranges = [self._lines[name] for name in ids if name in self._lines]
            if ranges != list(self._lines.values()):
                self._rewrite(ranges)
        except OSError as error:
            raise write_error(self.path, error) from None
        return backup

    def sync(self) -> None:
        """Flush the lines to the disk."""
        with contextlib.suppress(OSError):  # a pipe has no disk
            os.fsync(self._file)

    def close(self) -> None:
        """Flush the lines to the disk and close the file."""
        self.sync()
        os.close(self._file)

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
        with open(self._target, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):  # torn: the process was killed inside this write
                    break
                header = self._read_header(line, number)
                if is_kept(header):
                    self._lines[header.id] = _ByteRange(self._size, self._size + len(line))
                    self.failures += header.error is not None
                    if header.summary.sources:
                        self.articles[header.id] = frozenset(each.id or "" for each in header.summary.sources)
                    if header.summary.document.id:
                        self.texts[header.id] = header.summary.document.id
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
        with self._copy(ranges) as copy:
            os.replace(copy.path, self._target)
        os.close(self._file)
        self._file, self._size = copy.file, copy.size
        self._lines = {name: copy.lines[line] for name, line in self._lines.items() if line in copy.lines}

    @contextlib.contextmanager
    def _copy(self, ranges: Iterable[_ByteRange]) -> Iterator[_Copy]:
        """Copy lines into a file beside the output, which the block moves; the file is removed if the block fails."""
        temporary = self._target.with_name(f".{self._target.name}.tmp")
        temporary.unlink(missing_ok=True)  # of a process that was killed, or a link planted there by another user
        file = lock_output(temporary, os.O_EXCL)
        try:
            size, copied = 0, {}
            with open(self._target, "rb") as lines:
                for line in ranges:
                    lines.seek(line.start)
                    _write_all(file, lines.read(line.end - line.start))
                    start, size = size, size + line.end - line.start
                    copied[line] = _ByteRange(start, size)
            os.fsync(file)
            os.chmod(temporary, self._target.stat().st_mode & 0o777)
            yield _Copy(temporary, file, size, copied)
        except BaseException:
            os.close(file)
            temporary.unlink(missing_ok=True)
            raise


def move_aside(path: Path, file: int) -> tuple[int, Path]:
    """Move a locked file, which may have cost money, to a free name. Returns a new one, locked, and that name."""
    backup = reserve_backup(path)
    os.replace(path, backup)
    new = lock_output(path, os.O_EXCL)
    os.close(file)
    return new, backup


def reserve_backup(path: Path) -> Path:
    """Create the first of `OUT.bak`, `OUT.bak.2`, `OUT.bak.3` … that does not exist."""
    for number in itertools.count(1):
        backup = path.with_name(f"{path.name}.bak" + (f".{number}" if number > 1 else ""))
        with contextlib.suppress(FileExistsError):
            os.close(os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return backup
    raise AssertionError("numbers do not end")


def lock_output(path: Path, flags: int = 0) -> int:
    """Open a file, created if missing, for this process alone. The lock ends with the process, however it ends.

    Raises:
        UsageError: another process writes it.
    """
    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | flags, 0o666)
        except FileExistsError:  # another process was faster
            raise _in_use_error(path) from None
        if not _is_regular(file):
            return file
        try:
            if not _lock(file):
                raise _in_use_error(path)
            # Between opening and locking, another process may have replaced or moved it.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), os.stat(path)):
                    return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _is_regular(file: int) -> bool:
    return stat.S_ISREG(os.fstat(file).st_mode)


def _in_use_error(path: Path) -> UsageError:
    return UsageError(f"{path}: another batch is writing it", "wait for it, or name another file")


def _lock(file: int) -> bool:
    """Lock a file. Returns False if another process holds the lock; systems without `flock` have none."""
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_all(file: int, data: bytes) -> None:
    """Write past Python's buffers, which would be lost with the process."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def write_error(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path and the space left")
