"""The cache of model answers: one SQLite file, shared by all processes of a user."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ValidationError

from ..files import cache_folder
from ..models import Tokens
from ..settings import Settings
from .providers import Endpoint

if TYPE_CHECKING:
    from ..settings import Settings
    from .client import Question

FILE_NAME = "answers.sqlite"
# What changes how an answer is got, and not what it says.
_IRRELEVANT_SETTINGS = {"api_key", "timeout", "cache"}
_LOCK_TIMEOUT = 30.0  # seconds that one process waits for another's write


def digest(*parts: str | bytes) -> str:
    """SHA-256 of the parts in their order; no two different lists of parts are the same to it."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def settings_digest(settings: Settings) -> str:
    """The settings in short, as far as they shape a summary: 12 hexadecimal digits.

    Raises:
        UsageError: they name the file of a shape, and it cannot be read.
    """
    if settings.shape is not None:
        from ..shapes import load_shape_file

        settings = load_shape_file(settings)
    return digest(settings.model_dump_json(exclude=_IRRELEVANT_SETTINGS))[:12]


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the cache holds. `oldest` is in seconds since the epoch; sizes are in bytes."""

    path: Path
    answers: int
    size: int
    oldest: float | None


class AnswerStore:
    """Answers by key.

    Args:
        path: the file; None for the one in our cache folder.

    Attributes:
        fault: why the cache is out of use, or None.
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
        """Keep an answer. The first one stays: two processes that asked the same do not disagree later."""
        self._execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", key, answer, int(time.time()))

    def clear(self) -> int:
        """Forget everything, also while other processes use it. Returns how many answers there were."""
        if not self.path.exists():
            return 0
        count = self.info().answers
        self._execute("DELETE FROM answers")
        self._execute("VACUUM")
        if self.fault:  # damaged: nothing in it can be used, by anybody
            self.close()
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self.fault = None
        return count

    def pop_fault(self) -> str | None:
        """The fault, once."""
        fault, self._fault_reported = (None if self._fault_reported else self.fault), bool(self.fault)
        return fault

    def info(self) -> CacheInfo:
        """What there is."""
        if not self.path.exists():
            return CacheInfo(self.path, 0, 0, None)
        row = self._execute("SELECT count(*), min(time) FROM answers") or (0, None)
        size = sum(p.stat().st_size for p in self.path.parent.glob(self.path.name + "*"))
        return CacheInfo(self.path, int(row[0]), size, row[1])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _execute(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Run one statement; after a fault, none."""
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
    # What the file holds is derived from a user's documents: nobody else's business. SQLite's side files follow it.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None, check_same_thread=False)
    # WAL: readers never wait. NORMAL: after a power cut the last answers may be missing, never wrong.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT, time INTEGER) WITHOUT ROWID"
    )
    return connection


T = TypeVar("T", bound=BaseModel)
ENGINE = "llm"

logger = logging.getLogger("summarizer")


class CachedAnswer(NamedTuple, Generic[T]):
    """An answer, and what it took to get it when it was asked for."""

    answer: T
    attempts: int
    tokens: Tokens


class AnswerCache:
    """Answers by everything that can change them: engine, server, model, settings, schema, prompt and document.

    Prompt and document are in the messages.

    Only answers that were accepted are kept. Their attempts and tokens are kept with them, so that a summary says the
    same of itself whether its answers came from here or from the server.
    """

    def __init__(self, settings: Settings, cache: AnswerStore | None = None) -> None:
        self._settings = settings_digest(settings)
        self._cache = cache or AnswerStore()

    def key(self, endpoint: Endpoint, question: Question[T]) -> str:
        """What an answer is kept under."""
        messages = (part for message in question.prompt.messages() for part in (message["role"], message["content"]))
        schema = json.dumps(question.answer.model_json_schema(), ensure_ascii=False)
        return digest(ENGINE, endpoint.url, endpoint.model, self._settings, str(question.max_tokens), schema, *messages)

    def get(self, key: str, question: Question[T]) -> CachedAnswer[T] | None:
        """The answer under a key, if there is one that still is an answer to the question."""
        kept = self._cache.get(key)
        self._warn()
        if kept is None:
            return None
        try:
            values: dict[str, Any] = json.loads(kept)
            answer = question.answer.model_validate(values["answer"])
            return CachedAnswer(answer, values["attempts"], Tokens.model_validate(values["tokens"]))
        except (ValidationError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, kept: CachedAnswer[Any]) -> None:
        """Keep an answer."""
        values = {
            "answer": kept.answer.model_dump(mode="json", by_alias=True),
            "attempts": kept.attempts,
            "tokens": kept.tokens.model_dump(),
        }
        self._cache.put(key, json.dumps(values, ensure_ascii=False))
        self._warn()

    def close(self) -> None:
        """Let go of the file."""
        self._cache.close()

    def _warn(self) -> None:
        if fault := self._cache.pop_fault():
            logger.warning("summarizer: %s", fault)
