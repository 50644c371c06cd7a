"""Asking a model for an answer in a schema, until there is a usable one or the attempts are used up.

All attempts are made and counted here; openai and instructor are told not to retry. `retry.RetryPolicy` decides what
follows a failure.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ValidationError

from ..concurrency import CpuTurn
from ..errors import InvalidAnswerError, SummarizerError
from ..models import Tokens
from ..settings import Settings
from ..telemetry import set_span_attributes, start_attempt_span
from ..text.folding import digest_text
from ..text.token_counts import count_request_tokens
from .answer_cache import AnswerCache, CachedAnswer
from .error_translation import answer_error, translate_error
from .prompts import Prompt
from .providers import Endpoint, ModeName, modes_to_try, resolve_endpoint
from .response_parser import (
    MAX_BYTES,
    RawCompletion,
    StreamReader,
    oversized_error,
    raise_if_prompt_truncated,
    read_completion,
    read_events,
)
from .retry import RetryPolicy

if TYPE_CHECKING:
    from .openai_adapter import HttpResponse, OpenAIConnection

T = TypeVar("T", bound=BaseModel)

# Tokens of thoughts before an answer, for which a model that thinks gets room beside that of the answer. Set on
# 2026-11-30: twice the default room of an answer; a model that needs more is asked again with three times the limit.
_THINKING_TOKENS = 8192
_MAX_FAULTS_NAMED = 6  # validation errors that the model is told of: the first ones tend to explain the others

logger = logging.getLogger("summarizer")


@dataclass(slots=True)
class UsageMeter:
    """Attempts and tokens spent on answers."""

    attempts: int = 0
    tokens: Tokens = field(default_factory=Tokens)

    def add_attempt(self, tokens: Tokens) -> None:
        """Add one attempt."""
        self.add(1, tokens)

    def add(self, attempts: int, tokens: Tokens) -> None:
        """Add several attempts with the tokens of all of them."""
        self.attempts += attempts
        self.tokens = Tokens(input=self.tokens.input + tokens.input, output=self.tokens.output + tokens.output)

    @property
    def total_tokens(self) -> int:
        """Input and output tokens."""
        return self.tokens.input + self.tokens.output


class AnswerListener(Protocol):
    """Receives an answer while it is streamed."""

    @property
    def has_reported(self) -> bool:
        """Whether it has passed on anything that cannot be taken back; a failed attempt is final then."""

    def start_attempt(self) -> None:
        """Forget what was received: the answer starts anew."""

    def feed(self, text: str) -> None:
        """Take in the next piece of the answer. May raise a `SummarizerError`."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A prompt and the model its answer has to follow.

    Attributes:
        max_tokens: of the answer.
        listener: receives the answer piece by piece; the request is streamed in that case.
        attempts: None for `settings.attempts`.
    """

    prompt: Prompt
    answer: type[T]
    max_tokens: int
    listener: AnswerListener | None = None
    attempts: int | None = None

    def hashes(self) -> tuple[str, str]:
        """The digests of the messages and of the answer's JSON Schema, which identify the question."""
        schema = json.dumps(self.answer.model_json_schema(), ensure_ascii=False, sort_keys=True)
        return digest_text(json.dumps(self.prompt.messages(), ensure_ascii=False)), digest_text(schema)


def count_question(question: Question[Any]) -> int:
    """The tokens of a question and of the schema of its answer, estimated."""
    request = {"messages": question.prompt.messages(), "response_format": question.answer.model_json_schema()}
    return count_request_tokens(request, "").input


class RequestDispatcher(Protocol):
    """Decides when and how requests are sent; a batch shares one among all its documents."""

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Send a request by `send` as soon as it may be sent. Raises what `send` raises, and errors of its own."""


class ModelClient:
    """A connection to one model, for any number of documents at a time. An asynchronous context manager.

    Attributes:
        cpu_turn: to be acquired before CPU-bound work, so that concurrent documents take turns.
    """

    def __init__(
        self,
        settings: Settings,
        name: str | None = None,
        dispatcher: RequestDispatcher | None = None,
        endpoint: Endpoint | None = None,
    ) -> None:
        """Raises `UsageError` if the model's name is invalid or its key is missing.

        Args:
            name: None for `settings.model` or, if the offline engine writes, `settings.judge`.
            dispatcher: sends every request, including those to the judge; None sends each one at once.
            endpoint: None for the one that the name stands for.
        """
        self.settings = settings
        self.endpoint: Endpoint = endpoint or resolve_endpoint(name or settings.model or settings.judge or "", settings)
        self._modes = list(modes_to_try(self.endpoint, settings))
        self._dispatcher = dispatcher
        self._answers = AnswerCache(settings) if settings.cache else None
        self._connection: OpenAIConnection | None = None
        self.cpu_turn = CpuTurn()
        self._judge: ModelClient | None = None
        self._thinks = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._judge is not None:
            await self._judge.__aexit__(kind, error, trace)
        if self._connection is not None:
            await self._connection.close()
            self._connection = None
        if self._answers is not None:
            self._answers.close()

    @property
    def judge(self) -> ModelClient:
        """The client of `settings.judge`, closed with this one."""
        if self._judge is None:
            self._judge = self._create_judge()
        return self._judge

    def _create_judge(self) -> ModelClient:
        return ModelClient(self.settings, self.settings.judge, self._dispatcher)

    async def ask(self, question: Question[T], meter: UsageMeter) -> T:
        """The answer to a question, from the answer cache if the settings allow it and it was given before.

        Args:
            meter: adds up what the answer cost, now or when it was given.

        Raises:
            ModelError: no attempt brought a usable answer.
            ServerError: the server failed or could not be reached.
        """
        if self._answers is None or question.listener is not None:
            return await self._ask_server(question, meter)
        key = self._answers.key(self.endpoint, question)
        cached = self._answers.get(key, question)
        if cached is None:
            spent = UsageMeter()
            try:
                answer = await self._ask_server(question, spent)
            finally:
                meter.add(spent.attempts, spent.tokens)
            self._answers.put(key, CachedAnswer(answer, spent.attempts, spent.tokens))
            return answer
        meter.add(cached.attempts, cached.tokens)
        return cached.answer

    async def _ask_server(self, question: Question[T], meter: UsageMeter) -> T:
        """Make attempts until one brings a usable answer or the retry policy gives up."""
        attempts = question.attempts or self.settings.attempts
        room = _THINKING_TOKENS if self._thinks else 0
        policy = RetryPolicy(list(self._modes), attempts, question.max_tokens + room)
        endpoint = self.endpoint
        while True:
            try:
                with start_attempt_span(endpoint.model, endpoint.provider, endpoint.url, policy.mode):
                    answer = await self._attempt(question, policy, meter)
            except SummarizerError as error:
                logger.info("attempt failed: %s", error, extra={"attempt": policy.failures + 1})
                if question.listener is not None and question.listener.has_reported:
                    raise
                await policy.next_attempt(error)
            else:
                self._prefer_mode(policy.mode)
                return answer

    def _prefer_mode(self, mode: ModeName) -> None:
        """Try a mode that worked first for the next question."""
        if self._modes[0] != mode:
            self._modes = [mode, *(other for other in self._modes if other != mode)]

    async def _attempt(self, question: Question[T], policy: RetryPolicy, meter: UsageMeter) -> T:
        """Send one request and return its answer, validated."""
        from . import instructor_adapter

        messages = instructor_adapter.build_messages(question.prompt, policy.mode, question.answer, policy.notes)

        async def send(request: dict[str, Any]) -> str:
            async def fetch() -> RawCompletion:
                return await self._fetch(request, question.listener)

            dispatched = self._dispatcher.send(fetch, request, self.endpoint) if self._dispatcher else fetch()
            completion: RawCompletion = await dispatched
            await self.cpu_turn.acquire()  # from here on nothing is awaited until the answer is checked
            meter.add_attempt(completion.tokens)
            self._thinks = self._thinks or completion.reasoned
            raise_if_prompt_truncated(messages, completion, self.endpoint)
            used = completion.tokens
            set_span_attributes(input_tokens=used.input, output_tokens=used.output)
            logger.debug(
                "%s answered in mode %s, %d + %d tokens", self.endpoint.name, policy.mode, used.input, used.output
            )
            return completion.extract_json(self.endpoint)

        try:
            return await instructor_adapter.request_answer(
                question.answer,
                policy.mode,
                messages,
                send,
                strict=self.endpoint.strict,
                model=self.endpoint.model,
                **self._options(policy.max_tokens),
            )
        except ValidationError as error:
            hint = "another mode or model may do better"
            raise answer_error(InvalidAnswerError, describe_validation_error(error), hint, self.endpoint) from None
        except Exception as error:
            raise (translate_error(error, self.endpoint) or error) from None

    def _options(self, max_tokens: int) -> dict[str, Any]:
        limit = "max_completion_tokens" if self.endpoint.strict else "max_tokens"
        options = {"temperature": self.settings.temperature, "seed": self.settings.seed, limit: max_tokens}
        return {name: value for name, value in options.items() if value is not None}

    async def _fetch(self, request: dict[str, Any], listener: AnswerListener | None) -> RawCompletion:
        """Send a request and read its answer, within `settings.timeout`."""
        connection = self._connect()
        async with asyncio.timeout(self.settings.timeout):
            if listener is None:
                async with connection.post_chat_completion(request) as response:
                    return read_completion(await _read_body(response, self.endpoint), self.endpoint)
            listener.start_attempt()
            request |= {"stream": True, "stream_options": {"include_usage": True}}
            async with connection.post_chat_completion(request) as response:
                return await _read_stream(response, self.endpoint, listener, "tools" in request)

    def _connect(self) -> OpenAIConnection:
        if self._connection is None:
            from .openai_adapter import OpenAIConnection

            self._connection = OpenAIConnection(self.endpoint, self.settings)
        return self._connection


def describe_validation_error(error: ValidationError) -> str:
    """What does not follow the schema, by the path of each field.

    Values are left out: they are the model's words, and the description is sent back to it.
    """
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    named = [f"{'.'.join(map(str, f['loc'])) or 'answer'}: {f['msg'].lower()}" for f in faults[:_MAX_FAULTS_NAMED]]
    more = f"; and {len(faults) - _MAX_FAULTS_NAMED} more" if len(faults) > _MAX_FAULTS_NAMED else ""
    return "an answer that does not follow the schema: " + "; ".join(named) + more


async def _read_body(response: HttpResponse, endpoint: Endpoint) -> bytes:
    """The whole body. Raises `ServerError` if it is longer than any answer."""
    chunks, size = [], 0
    async for chunk in response.chunks:
        size += len(chunk)
        if size > MAX_BYTES:
            raise oversized_error(endpoint)
        chunks.append(chunk)
    return b"".join(chunks)


async def _read_stream(
    response: HttpResponse, endpoint: Endpoint, listener: AnswerListener, calls_only: bool
) -> RawCompletion:
    """A streamed answer, passed to the listener as it comes; one that the server did not stream is read as a whole."""
    if "text/event-stream" not in response.content_type:
        return read_completion(await _read_body(response, endpoint), endpoint)
    reader = StreamReader(endpoint, calls_only)
    async for event in read_events(response.chunks, endpoint):
        await asyncio.sleep(0)  # lets the time limit take effect if a server sends faster than we read
        if text := reader.feed(event):
            listener.feed(text)
    return reader.completion()
