"""The cache of model answers: one SQLite file, shared by all processes of a user.

`AnswerStore` is the file, text by key; `AnswerCache` makes keys of questions and answers of text.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, Field, ValidationError

from ..errors import CacheWarning
from ..files import cache_folder
from ..models import Tokens
from ..settings import Settings
from ..shapes import inline_shape_schema
from .providers import Endpoint

if TYPE_CHECKING:
    from .client import Question

FILE_NAME = "answers.sqlite"
# Settings that change how an answer is obtained, not what it says.
_IRRELEVANT_SETTINGS = {"api_key", "timeout", "document_timeout", "cache", "allow_private"}
# Steps of SQLite's virtual machine in one statement: those of deleting ten million answers.
_MAX_STEPS = 10**9
_LOCK_TIMEOUT = 30.0  # seconds to wait for another process that writes


def digest(*parts: str | bytes) -> str:
    """The SHA-256 of the parts in order, in hexadecimal. Each part is preceded by its length, so that parts cannot run
    together."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def settings_digest(settings: Settings) -> str:
    """A digest, 12 hexadecimal digits, of the settings that affect a summary.

    Raises:
        UsageError: they name a shape file that cannot be read.
    """
    if settings.shape is not None:
        settings = inline_shape_schema(settings)
    return digest(settings.model_dump_json(exclude=_IRRELEVANT_SETTINGS))[:12]


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the cache holds; `size` is in bytes."""

    path: Path
    answers: int
    size: int


class AnswerStore:
    """Answers by key, as text. A file that cannot be used costs nothing but the saving: every method still returns.

    Args:
        path: the file; None for the one in the cache folder.

    Attributes:
        fault: why the file cannot be used, or None.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or cache_folder() / FILE_NAME
        self.fault: str | None = None
        self._fault_reported = False
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def get(self, key: str) -> str | None:
        """The answer under a key, or None."""
        row = self._execute("SELECT answer FROM answers WHERE key = ?", key)
        return str(row[0]) if row else None

    def put(self, key: str, answer: str) -> None:
        """Store an answer. An earlier one stays, so that processes that asked the same question agree later."""
        self._execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", key, answer, int(time.time()))

    def clear(self) -> int:
        """Delete all answers, even while other processes use them. Returns how many there were."""
        if not self.path.exists():
            return 0
        count = self.info().answers
        self._execute("DELETE FROM answers")
        self._execute("VACUUM")
        if self.fault:  # damaged: no process can use it
            self.close()
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self.fault = None
        return count

    def pop_fault(self) -> str | None:
        """The fault, at the first call after it occurred; then None."""
        fault, self._fault_reported = (None if self._fault_reported else self.fault), bool(self.fault)
        return fault

    def info(self) -> CacheInfo:
        """What the file holds."""
        if not self.path.exists():
            return CacheInfo(self.path, 0, 0)
        row = self._execute("SELECT count(*) FROM answers") or (0,)
        size = sum(p.stat().st_size for p in self.path.parent.glob(self.path.name + "*"))
        return CacheInfo(self.path, int(row[0]), size)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _execute(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Run a statement and return its first row. After a fault nothing is run any more."""
        with self._lock:
            if self.fault:
                return None
            try:
                if self._connection is None:
                    self._connection = _connect(self.path)
                row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
            except (sqlite3.Error, OSError) as error:
                self.fault = f"{self.path}: the cache is not used: {error}"
                return None
            return row


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The answers are derived from the user's documents, so only the user may read the file. SQLite's side files get the
    # same permissions.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None, check_same_thread=False)
    connection.set_progress_handler(lambda: 1, _MAX_STEPS)  # ends what a view or trigger of the file does without end
    # WAL: readers never wait. NORMAL: after a power cut the last answers may be missing, never wrong.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT, time INTEGER) WITHOUT ROWID"
    )
    return connection


T = TypeVar("T", bound=BaseModel)
# Faults that the user of this process knows of.
_reported: set[str] = set()
ENGINE = "llm"


class _StoredAnswer(BaseModel):
    """What stands in the file, which anybody may have written."""

    answer: Any
    attempts: Annotated[int, Field(ge=0)]
    tokens: Tokens


class CachedAnswer(NamedTuple, Generic[T]):
    """An answer, and what it cost when it was given."""

    answer: T
    attempts: int
    tokens: Tokens


class AnswerCache:
    """Answers by everything that can change them: engine, server, model, settings, schema and messages.

    Only accepted answers are stored, with their attempts and tokens, so that a summary reports the same whether its
    answers came from the cache or from the server.
    """

    def __init__(self, settings: Settings, store: AnswerStore | None = None) -> None:
        self._settings = settings_digest(settings)
        self._store = store or AnswerStore()

    def key(self, endpoint: Endpoint, question: Question[T]) -> str:
        """The key of the answer to a question."""
        messages = (part for message in question.prompt.messages() for part in (message["role"], message["content"]))
        schema = json.dumps(question.answer.model_json_schema(), ensure_ascii=False)
        return digest(ENGINE, endpoint.url, endpoint.model, self._settings, str(question.max_tokens), schema, *messages)

    def get(self, key: str, question: Question[T]) -> CachedAnswer[T] | None:
        """The stored answer, or None if there is none that still fits the question."""
        stored = self._store.get(key)
        self._warn()
        if stored is None:
            return None
        try:
            kept = _StoredAnswer.model_validate_json(stored)
            return CachedAnswer(question.answer.model_validate(kept.answer), kept.attempts, kept.tokens)
        except ValidationError:
            return None

    def put(self, key: str, cached: CachedAnswer[Any]) -> None:
        """Store an answer."""
        values = {
            "answer": cached.answer.model_dump(mode="json", by_alias=True),
            "attempts": cached.attempts,
            "tokens": cached.tokens.model_dump(),
        }
        self._store.put(key, json.dumps(values, ensure_ascii=False))
        self._warn()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def _warn(self) -> None:
        fault = self._store.pop_fault()
        if fault and fault not in _reported:  # Python itself forgets when a library touches the filters of warnings
            _reported.add(fault)
            warnings.warn(fault, CacheWarning, stacklevel=2)
