"""Answers that were given before: the cache as the client of a model sees it."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from ..cache import Cache, digest, settings_digest
from ..models import Tokens
from .providers import Endpoint

if TYPE_CHECKING:
    from ..settings import Settings
    from .client import Question

T = TypeVar("T", bound=BaseModel)
ENGINE = "llm"

logger = logging.getLogger("summarizer")


class Kept(NamedTuple, Generic[T]):
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

    def __init__(self, settings: Settings, cache: Cache | None = None) -> None:
        self._settings = settings_digest(settings)
        self._cache = cache or Cache()

    def key(self, endpoint: Endpoint, question: Question[T]) -> str:
        """What an answer is kept under."""
        messages = (part for message in question.prompt.messages() for part in (message["role"], message["content"]))
        schema = json.dumps(question.answer.model_json_schema(), ensure_ascii=False)
        return digest(ENGINE, endpoint.url, endpoint.model, self._settings, str(question.max_tokens), schema, *messages)

    def get(self, key: str, question: Question[T]) -> Kept[T] | None:
        """The answer under a key, if there is one that still is an answer to the question."""
        kept = self._cache.get(key)
        self._warn()
        if kept is None:
            return None
        try:
            values: dict[str, Any] = json.loads(kept)
            answer = question.answer.model_validate(values["answer"])
            return Kept(answer, values["attempts"], Tokens.model_validate(values["tokens"]))
        except (ValidationError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, kept: Kept[Any]) -> None:
        """Keep an answer."""
        values = {
            "answer": kept.answer.model_dump(mode="json", by_alias=True),
            "attempts": kept.attempts, "tokens": kept.tokens.model_dump(),
        }
        self._cache.put(key, json.dumps(values, ensure_ascii=False))
        self._warn()

    def close(self) -> None:
        """Let go of the file."""
        self._cache.close()

    def _warn(self) -> None:
        if fault := self._cache.new_fault():
            logger.warning("summarizer: %s", fault)
