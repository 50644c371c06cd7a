"""The output of a batch as an SQLite database: `batch -o OUT.db`, by sqlite-utils, beside the lines of `journal`.

Tables: `runs`, one row for each time that a batch ran; `summaries`, one for each document, with the whole summary as
JSON in `json`; `failures`, one for each document without one; `statements`, `evidence` and `findings`; and `sources`,
the articles of a digest, which evidence and findings name in `article`. The words of statements and evidence can be
searched: `select * from statements_fts where statements_fts match 'profit'`.

A document is written in one transaction. A process that is killed leaves whole documents, and `resume` goes on. A file
that is resumed or read is data: what its views and triggers would do without end is broken off.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .._version import __version__
from ..errors import AddressError, InputError, UnsupportedError, UsageError, missing_extra_error
from ..files import is_special
from ..models import BatchError, BatchLine, Finding, Summary, group_place, titles_by_place
from .database_tables import (
    COLUMNS,
    FOREIGN_KEYS,
    SEARCHED,
    TOKENIZER,
    remove_documents,
    statement_row,
    summary_row,
)
from .journal import lock_output, move_aside, reserve_backup, write_error

try:
    from sqlite_utils import Database
except ImportError:
    raise missing_extra_error("a database of summaries", "sqlite") from None

# Steps of SQLite's virtual machine in one statement: those of ten million documents, and a minute of one without end.
_MAX_STEPS = 10**9
# What SQLite says of a file that is no database, a damaged one, or one of other tables.
_FOREIGN_FILE = frozenset(
    {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_INTERRUPT}
)
_PRIMARY_CODE = 0xFF  # the bits that name the kind of an error; the others say more
_IS_RETRIED = "retryable or (exit_code <> ? and type <> ?)"


class DatabaseJournal:
    """A database that a batch writes, locked for one process; it has the interface of `Journal`.

    Args:
        settings: digest of the settings; what was written with others is not continued.
        model: who writes, for the row of this run; None for the offline engine.
        resume: keep what is there. Failures that another run may not have are tried again, as by `Journal`.

    Attributes:
        failures: how many documents of earlier runs have none but a failure.
        backup: where an earlier output was moved that is not resumed.
        texts: the digest of the text that was summarised (`document.id`), by id of the document.

    Raises:
        UsageError: another process writes the file, or it is not the output of a batch with these settings.
        InputError: the file cannot be written.
    """

    def __init__(self, path: Path, settings: str, model: str | None, resume: bool = False) -> None:
        self.path = path
        self.failures = 0
        self.backup: Path | None = None
        self.texts: dict[str, str] = {}
        self._done: set[str] = set()
        with _as_input_error(path):
            # The file itself, where a link leads to it: this is what is locked, replaced and moved.
            self._target = path = path.resolve()
            if is_special(path):
                raise InputError(f"{self.path}: is no regular file", "name another one with -o")
            self._lock = lock_output(path)
            try:
                _roll_back(path)
                if not resume and path.stat().st_size:
                    self._lock, self.backup = move_aside(path, self._lock)
                self._database = Database(_connect(path))
                self._resume(settings) if path.stat().st_size else self._create_tables()
                started = {"started_at": _now(), "model": model, "settings": settings, "version": __version__}
                self._run: int = self._insert("runs", **started)
            except BaseException:
                os.close(self._lock)
                raise

    @property
    def done(self) -> Collection[str]:
        """Ids of the documents that have their rows from an earlier run."""
        return self._done

    @property
    def articles(self) -> dict[str, frozenset[str]]:
        """What `Journal.articles` has."""
        found: dict[str, set[str]] = {}
        for row in self._database.query("select summary, document from sources"):
            found.setdefault(row["summary"], set()).add(row["document"])
        return {name: frozenset(articles) for name, articles in found.items()}

    def write(self, line: bytes) -> None:
        """Add the rows of a document, all or none. Raises `InputError` if the disk is full or failing."""
        entry = BatchLine.model_validate_json(line)
        with _as_input_error(self.path), self._database.atomic():
            if entry.summary:
                self._write_summary(entry, entry.summary)
            elif entry.error:
                self._insert("failures", id=entry.id, run=self._run, source=entry.source, **entry.error.model_dump())

    def reorder(self, ids: Iterable[str]) -> None:
        """Nothing: whoever asks a database names the order."""

    def keep(self, ids: Collection[str], saved: Collection[str] = ()) -> Path | None:
        """Remove all rows but those of documents with these ids; otherwise as `Journal.keep`."""
        with _as_input_error(self.path):
            backup = self._copy(saved) if saved else None
            with self._database.atomic():
                remove_documents(self._database.conn, self._find_ids() - set(ids))
        return backup

    def sync(self) -> None:
        """Nothing: what is written is on the disk."""

    def close(self) -> None:
        """Say when the run ended, and close the file."""
        with contextlib.suppress(sqlite3.Error):  # a full disk has been reported
            self._database.table("runs").update(self._run, {"ended_at": _now()})
        self._database.close()
        os.close(self._lock)

    def _copy(self, ids: Collection[str]) -> Path:
        """Copy the documents with these ids into a backup: another database, which is whole or not there."""
        temporary = self._target.with_name(f".{self._target.name}.tmp")
        temporary.unlink(missing_ok=True)
        lock = lock_output(temporary, os.O_EXCL)
        try:
            with contextlib.closing(_connect(temporary)) as copy:
                copy.execute("pragma journal_mode=off")  # a journal left by a kill would be taken for the next one's
                self._database.conn.backup(copy)
                with copy:
                    remove_documents(copy, self._find_ids() - set(ids))
                copy.execute("vacuum")
            backup = reserve_backup(self._target)
            os.replace(temporary, backup)
        finally:
            os.close(lock)
        return backup

    def _create_tables(self) -> None:
        """Make the tables in memory, and write them in one transaction: a process may be killed at any moment."""
        made = Database(memory=True)
        for name, columns in COLUMNS.items():
            made.table(name).create(columns, pk="id", foreign_keys=FOREIGN_KEYS.get(name, []))
        for name, searched in SEARCHED.items():
            made.table(name).enable_fts(searched, tokenize=TOKENIZER, create_triggers=True)
        made.index_foreign_keys()
        made.conn.backup(self._database.conn)
        made.close()

    def _resume(self, settings: str) -> None:
        """Take over the rows of earlier runs, apart from failures that may not be the documents' own."""
        try:
            others = {row["settings"] for row in self._database.query("select settings from runs")} - {settings}
            if others:
                hint = "give the same ones, or name another file"
                raise UsageError(f"{self.path}: was written with other settings", hint)
            self._take_over()
        except sqlite3.DatabaseError as error:
            if not _is_foreign(error):
                raise
            hint = "name another file, or do not resume"
            raise UsageError(f"{self.path}: is no output of a batch", hint) from None

    def _take_over(self) -> None:
        self._database.table("failures").delete_where(_IS_RETRIED, [UnsupportedError.exit_code, AddressError.__name__])
        self.failures = self._database.table("failures").count
        self._done = self._find_ids()
        texts = self._database.query("select id, json_extract(json, '$.document.id') as text from summaries")
        self.texts = {row["id"]: row["text"] for row in texts}

    def _find_ids(self) -> set[str]:
        """The ids of the documents that have rows."""
        found = self._database.query("select id from summaries union all select id from failures")
        return {row["id"] for row in found}

    def _write_summary(self, entry: BatchLine, summary: Summary) -> None:
        self._insert("summaries", **summary_row(entry, summary, self._run))
        titles = titles_by_place(summary)
        for place, statement in summary.statements():
            title = titles.get(group_place(place))
            number = self._insert("statements", **statement_row(entry.id, place, title, statement))
            for evidence in statement.evidence:
                gloss = evidence.gloss and evidence.gloss.text
                self._insert("evidence", statement=number, **evidence.model_dump(exclude={"gloss"}), gloss=gloss)
            self._write_findings(entry.id, place, number, statement.support.findings)
        for source in summary.sources:
            row = source.model_dump(include=COLUMNS["sources"].keys() - {"id"})
            self._insert("sources", **row, summary=entry.id, publisher=source.source, document=source.id)
        for i, group in enumerate(summary.groups):
            self._write_findings(entry.id, f"groups[{i}]", None, group.support.findings if group.support else ())

    def _write_findings(self, summary: str, place: str, statement: int | None, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._insert("findings", summary=summary, place=place, statement=statement, **finding.model_dump())

    def _insert(self, table: str, **row: Any) -> Any:
        return self._database.table(table).insert(row).last_pk


def read_lines(path: Path) -> list[BatchLine]:
    """What a batch wrote into a database, as lines: those with a summary, then those without, each in their order.

    Raises:
        InputError: there is no such file, or it is not the output of a batch.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file", "check the path")
    joined = "join runs on runs.id = run order by {0}.rowid"
    done = f"select summaries.id, source, runs.settings, json from summaries {joined.format('summaries')}"
    failed = (
        "select failures.id, source, runs.settings, type, message, hint, exit_code, retryable "
        f"from failures {joined.format('failures')}"
    )
    try:
        with contextlib.closing(_connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            lines = [
                BatchLine(id=name, source=source, settings=settings, summary=Summary.model_validate_json(summary))
                for name, source, settings, summary in connection.execute(done)
            ]
            for name, source, settings, *error in connection.execute(failed):
                named = dict(zip(BatchError.model_fields, error, strict=True))
                lines.append(BatchLine(id=name, source=source, settings=settings, error=BatchError(**named)))
            return lines
    except (sqlite3.Error, ValidationError):
        raise InputError(f"{path}: is no output of a batch", "give what `summarizer batch` wrote") from None


def _connect(path: Path | str, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, uri=uri)
    connection.set_progress_handler(lambda: 1, _MAX_STEPS)  # called after so many, and ends the statement
    return connection


def _roll_back(path: Path) -> None:
    """Undo what a killed process began to write.

    What is needed for it stands in another file, which is found by the name: it would be lost if the database moved.
    """
    try:
        with contextlib.closing(_connect(path)) as connection:
            connection.execute("pragma journal_mode=delete")
            connection.execute("select count(*) from sqlite_master")
    except sqlite3.DatabaseError as error:
        if not _is_foreign(error):
            raise


def _is_foreign(error: sqlite3.DatabaseError) -> bool:
    """Whether an error concerns what stands in a file, and not whether it can be used now."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # errors of the module itself have none
    return code & _PRIMARY_CODE in _FOREIGN_FILE


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextlib.contextmanager
def _as_input_error(path: Path) -> Iterator[None]:
    """Turn what the system or SQLite says of a file that cannot be written into our error."""
    try:
        yield
    except OSError as error:
        raise write_error(path, error) from None
    except sqlite3.Error as error:
        raise InputError(f"{path}: cannot be written: {error}", "check the path and the space left") from None
