"""The output of a batch: one line a document, appended whole; and, after an interruption, the record of what is done.

A process may be killed at any moment, also inside a write. What that leaves is whole lines and at most one torn line
at the end; `Journal` cuts the torn one off and its document is done again. There is no second file that could
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

STDOUT = Path("-")


class _Error(BaseModel):
    model_config = ConfigDict(extra="ignore")
    exit_code: int


class _Known(BaseModel):
    """As much of a line as the journal needs."""

    model_config = ConfigDict(extra="ignore")
    id: str
    settings: str
    error: _Error | None = None

    @property
    def again(self) -> bool:
        """Whether the document is to be tried again: it was not its own fault."""
        return self.error is not None and self.error.exit_code > 2


class _Place(NamedTuple):
    start: int
    end: int


class Journal:
    """An output file, open for one process.

    Args:
        resume: keep the lines that are there. Documents whose line is a failure of the model or its server lose it and
            are done again; an input that cannot be read stays as it is.
        settings: digest of the settings; lines written with others are not continued.

    Attributes:
        failures: how many of these lines are errors.
        kept: where an earlier output went that is not continued.

    Raises:
        UsageError: another process writes the file, or it is no output of a batch with these settings.
        InputError: the file cannot be written.
    """

    def __init__(self, path: Path, settings: str, resume: bool = False) -> None:
        self.path = path
        self.failures = 0
        self.kept: Path | None = None
        self._settings = settings
        self._places: dict[str, _Place] = {}
        self._end = 0
        self._on_screen = path == STDOUT and os.isatty(1)
        if path == STDOUT:
            if resume:
                raise UsageError("standard output cannot be resumed", "name a file with -o")
            self._file = os.dup(1)
            return
        try:
            self._file = _open_locked(path)
            if not path.is_file():  # a pipe, a terminal: nothing to continue
                return
            if resume:
                self._continue()
            elif path.stat().st_size:
                self._begin_anew()
        except OSError as error:
            raise _unwritable(path, error) from None

    @property
    def done(self) -> Collection[str]:
        """Ids of the documents that have their line."""
        return self._places

    def write(self, line: bytes) -> None:
        """Append a document's line, whole or not at all.

        Raises:
            InputError: the disk is full or failing.
        """
        start = self._end
        if self._on_screen:  # a terminal is not given what it would obey
            from ..render.sanitize import escape_terminal_controls

            line = escape_terminal_controls(line.decode()).encode()
        try:
            _write_all(self._file, line)
        except BaseException as error:
            with contextlib.suppress(OSError):  # a pipe cannot be cut
                os.ftruncate(self._file, start)
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
                raise _unwritable(self.path, error) from None
            raise
        self._end = start + len(line)

    def order(self, names: Iterable[str]) -> None:
        """Put the lines into this order; those of other documents stay before them."""
        self._read(lambda known: True)
        wanted = [name for name in names if name in self._places]
        others = self._places.keys() - set(wanted)
        places = [place for name, place in self._places.items() if name in others] + [self._places[n] for n in wanted]
        if places != sorted(places):
            self._keep(places)

    def close(self) -> None:
        """Bring the lines to the disk and let go of the file."""
        with contextlib.suppress(OSError):  # a pipe has no disk
            os.fsync(self._file)
        os.close(self._file)

    def _begin_anew(self) -> None:
        """Set an earlier output aside: it may have cost money."""
        self.kept = self.path.with_name(self.path.name + ".bak")
        os.replace(self.path, self.kept)
        os.close(self._file)
        self._file = _open_locked(self.path)

    def _continue(self) -> None:
        """Take over what an earlier process wrote."""
        again = self._read(lambda known: not known.again)
        if again:
            self._keep(self._places.values())
        else:
            os.ftruncate(self._file, self._end)

    def _read(self, keep: Callable[[_Known], bool]) -> int:
        """Find the places of the whole lines. Returns how many were not kept."""
        self._places.clear()
        self.failures = left_out = 0
        self._end = 0
        with open(self.path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):  # torn: the process was killed inside this write
                    break
                known = self._known(line, number)
                if keep(known):
                    self._places[known.id] = _Place(self._end, self._end + len(line))
                    self.failures += known.error is not None
                else:
                    left_out += 1
                self._end += len(line)
        return left_out

    def _known(self, line: bytes, number: int) -> _Known:
        try:
            known = _Known.model_validate_json(line)
        except ValidationError:
            raise UsageError(
                f"{self.path}:{number}: is no line of a batch's output", "name another file, or do not resume"
            ) from None
        if known.settings != self._settings:
            raise UsageError(
                f"{self.path}:{number}: was written with other settings", "give the same ones, or name another file"
            )
        if known.id in self._places:
            raise UsageError(f"{self.path}:{number}: has a second line for {known.id}", "name another file")
        return known

    def _keep(self, places: Iterable[_Place]) -> None:
        """Replace the file by some of its lines, so that a reader or a crash sees the old file or the new one."""
        temporary = self.path.with_name(f".{self.path.name}.tmp")
        temporary.unlink(missing_ok=True)  # of a process that was killed; or a link that somebody laid
        file = _open_locked(temporary, os.O_EXCL)
        try:
            moved = self._copy(places, file)
            os.fsync(file)
            os.chmod(temporary, self.path.stat().st_mode & 0o777)
            os.replace(temporary, self.path.resolve())
        except BaseException:
            os.close(file)
            temporary.unlink(missing_ok=True)
            raise
        os.close(self._file)
        self._file = file
        self._places = {name: moved[place] for name, place in self._places.items() if place in moved}

    def _copy(self, places: Iterable[_Place], file: int) -> dict[_Place, _Place]:
        """Copy lines into an empty file. Returns where each went."""
        moved: dict[_Place, _Place] = {}
        self._end = 0
        with open(self.path, "rb") as lines:
            for place in places:
                lines.seek(place.start)
                _write_all(file, lines.read(place.end - place.start))
                start, self._end = self._end, self._end + place.end - place.start
                moved[place] = _Place(start, self._end)
        return moved


def _open_locked(path: Path, more: int = 0) -> int:
    """The file, made when it is not there, for this process alone; the lock ends with the process, however it ends."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | more, 0o666)
    if path.is_file() and not _lock(file):
        os.close(file)
        raise UsageError(f"{path}: another batch is writing it", "wait for it, or name another file")
    return file


def _lock(file: int) -> bool:
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write_all(file: int, data: bytes) -> None:
    """Past Python's buffers: what is not written when the process dies was never promised."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path and the space left")
