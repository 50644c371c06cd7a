"""Asking a model for an answer in a schema, until there is one or the attempts are used up.

All attempts are counted here and nowhere else: openai and instructor are told not to retry. An answer that cannot be
used is asked for again with what was wrong with it; one that was cut off, once, with more room; a server that is busy,
after the time it names; and a mode that the server does not take is followed by the next one, which is remembered.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ValidationError

from ..concurrency import CpuTurn
from ..errors import InvalidAnswerError, SummarizerError
from ..models import Tokens
from ..settings import Settings
from ..telemetry import attempt, note
from .answer_cache import AnswerCache, CachedAnswer
from .error_translation import answer_error, translate_error
from .instructor_adapter import adapted, instructor_mode, ladder, messages, whole_completion
from .prompts import Prompt
from .providers import Endpoint, ModeName, resolve_endpoint
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

T = TypeVar("T", bound=BaseModel)

_MAX_FAULTS_NAMED = 6  # faults of an answer that are named when it is asked for again
_PATH = "/chat/completions"

logger = logging.getLogger("summarizer")
# instructor reports every failed call as an error, with words of the answer, and without a handler Python prints it to
# stderr. Of our calls it is told to be silent: what failed is raised, or a record of ours.
_OURS: ContextVar[bool] = ContextVar("ours", default=False)
logging.getLogger("instructor").addHandler(logging.NullHandler())
logging.getLogger("instructor.v2.retry").addFilter(lambda record: not _OURS.get())


@dataclass(slots=True)
class UsageMeter:
    """What answers cost, over all attempts for one document."""

    attempts: int = 0
    tokens: Tokens = field(default_factory=Tokens)

    def add_attempt(self, tokens: Tokens) -> None:
        """One more answer."""
        self.add(1, tokens)

    def add(self, attempts: int, tokens: Tokens) -> None:
        """Several more."""
        self.attempts += attempts
        self.tokens = Tokens(input=self.tokens.input + tokens.input, output=self.tokens.output + tokens.output)

    @property
    def total_tokens(self) -> int:
        """Tokens in both directions."""
        return self.tokens.input + self.tokens.output


class AnswerListener(Protocol):
    """What hears an answer while it is streamed."""

    @property
    def has_reported(self) -> bool:
        """Whether something was passed on that cannot be taken back: nothing is asked again then."""

    def start_attempt(self) -> None:
        """A new attempt begins."""

    def feed(self, text: str) -> None:
        """A piece of the answer. May raise an error of ours."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A prompt, the model of its answer, and the room for it.

    Attributes:
        listener: hears the answer piece by piece; it is streamed then.
        attempts: None for those of the settings.
    """

    prompt: Prompt
    answer: type[T]
    max_tokens: int
    listener: AnswerListener | None = None
    attempts: int | None = None

    def hashes(self) -> tuple[str, str]:
        """The digests of the messages and of the answer's JSON Schema, which together say what is asked."""
        schema = json.dumps(self.answer.model_json_schema(), ensure_ascii=False, sort_keys=True)
        return _sha256(json.dumps(self.prompt.messages(), ensure_ascii=False)), _sha256(schema)


class Dispatcher(Protocol):
    """Decides when and how requests are sent; a batch shares one among all its documents."""

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Send a request by `send` as soon as it may be sent. Raises what `send` raises, and errors of its own."""


class ModelClient:
    """A connection to one model, for any number of documents at a time. An asynchronous context manager."""

    def __init__(
        self,
        settings: Settings,
        name: str | None = None,
        dispatcher: Dispatcher | None = None,
        endpoint: Endpoint | None = None,
    ) -> None:
        """Raises `UsageError` when the model cannot be meant or has no key.

        Args:
            name: None for `settings.model`, else, where the offline engine writes, `settings.verify`.
            dispatcher: sends every request, those of the second opinion as well; None sends each at once.
            endpoint: None for the one that the name means.
        """
        self.settings = settings
        self.endpoint: Endpoint = endpoint or resolve_endpoint(
            name or settings.model or settings.verify or "", settings
        )
        self._modes = list(ladder(self.endpoint, settings))
        self._dispatcher = dispatcher
        self._answers = AnswerCache(settings) if settings.cache else None
        self._openai: Any = None
        self.cpu_turn = CpuTurn()
        self._judge: ModelClient | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._judge is not None:
            await self._judge.__aexit__(kind, error, trace)
        if self._openai is not None:
            await self._openai.close()
            self._openai = None
        if self._answers is not None:
            self._answers.close()

    @property
    def judge(self) -> ModelClient:
        """The client of `settings.verify`, closed with this one."""
        if self._judge is None:
            self._judge = self._create_judge()
        return self._judge

    def _create_judge(self) -> ModelClient:
        return ModelClient(self.settings, self.settings.verify, self._dispatcher)

    async def ask(self, question: Question[T], meter: UsageMeter) -> T:
        """The answer to a question, from the cache where the settings allow it and it was given before.

        Raises:
            ModelError: no usable answer came, after all attempts.
            ServerError: the server failed, or could not be reached.
        """
        if self._answers is None or question.listener is not None:
            return await self._asked(question, meter)
        key = self._answers.key(self.endpoint, question)
        kept = self._answers.get(key, question)
        if kept is None:
            spent = UsageMeter()
            try:
                answer = await self._asked(question, spent)
            finally:
                meter.add(spent.attempts, spent.tokens)
            self._answers.put(key, CachedAnswer(answer, spent.attempts, spent.tokens))
            return answer
        meter.add(kept.attempts, kept.tokens)
        return kept.answer

    async def _asked(self, question: Question[T], meter: UsageMeter) -> T:
        """The answer of the server."""
        attempts = question.attempts or self.settings.attempts
        course = RetryPolicy(list(self._modes), attempts, question.max_tokens)
        while True:
            try:
                endpoint = self.endpoint
                with attempt(endpoint.model, endpoint.provider, endpoint.url, course.mode):
                    answer = await self._once(question, course, meter)
            except SummarizerError as error:
                logger.info("attempt failed: %s", error)
                if question.listener is not None and question.listener.has_reported:
                    raise
                await course.next_attempt(error)
            else:
                self._remember(course.mode)
                return answer

    def _remember(self, mode: ModeName) -> None:
        """The mode that worked goes first for the next question."""
        if self._modes[0] != mode:
            self._modes = [mode, *(other for other in self._modes if other != mode)]

    async def _once(self, question: Question[T], course: RetryPolicy, meter: UsageMeter) -> T:
        """One attempt: instructor prepares the request and parses the answer, and between the two stand we."""
        import instructor
        from instructor.core import InstructorRetryException

        texts = messages(question.prompt, course.mode, question.answer, course.notes)

        async def create(**prepared: Any) -> Any:
            request = adapted(prepared, course.mode, self.endpoint) | {"messages": texts}

            async def send() -> RawCompletion:
                return await self._received(request, question.listener)

            sending = self._dispatcher.send(send, request, self.endpoint) if self._dispatcher else send()
            received: RawCompletion = await sending
            await self.cpu_turn.acquire()  # from here on nothing is awaited until the answer is checked
            meter.add_attempt(received.tokens)
            raise_if_prompt_truncated(texts, received, self.endpoint)
            used = received.tokens
            note(input_tokens=used.input, output_tokens=used.output)
            logger.debug(
                "%s answered in mode %s, %d + %d tokens", self.endpoint.name, course.mode, used.input, used.output
            )
            return whole_completion(received.extract_json(self.endpoint), course.mode, question.answer.__name__)

        asking: Any = instructor.patch(create=create, mode=instructor_mode(course.mode))
        ours = _OURS.set(True)
        try:
            answer: T = await asking(
                response_model=question.answer,
                max_retries=0,
                strict=True,
                messages=texts,
                model=self.endpoint.model,
                **self._options(course.max_tokens),
            )
        except InstructorRetryException as failure:
            raise self._cause(failure) from None
        finally:
            _OURS.reset(ours)
        return answer

    def _cause(self, failure: Exception) -> BaseException:
        """What instructor wrapped, as our own error."""
        cause = failure.__cause__
        if isinstance(cause, ValidationError):
            return answer_error(
                InvalidAnswerError,
                describe_validation_error(cause),
                "another mode or model may do better",
                self.endpoint,
            )
        return (translate_error(cause, self.endpoint) or cause) if cause else failure

    def _options(self, max_tokens: int) -> dict[str, Any]:
        limit = "max_completion_tokens" if self.endpoint.strict else "max_tokens"
        named = {"temperature": self.settings.temperature, "seed": self.settings.seed, limit: max_tokens}
        return {name: value for name, value in named.items() if value is not None}

    async def _received(self, request: dict[str, Any], listener: AnswerListener | None) -> RawCompletion:
        """One request and its answer, within the time limit of the settings."""
        async with asyncio.timeout(self.settings.timeout):
            if listener is None:
                async with self._response(request) as stream:
                    return read_completion(await _read_body(stream.response, self.endpoint), self.endpoint)
            listener.start_attempt()
            request |= {"stream": True, "stream_options": {"include_usage": True}}
            async with self._response(request) as stream:
                return await _read_stream(stream, self.endpoint, listener)

    @asynccontextmanager
    async def _response(self, request: dict[str, Any]) -> AsyncIterator[Any]:
        """The answer as openai's stream, of which nothing is read yet; its errors are openai's.

        `chat.completions.create` does the same after it has imported every interface of OpenAI's (0.2 s) and looked at
        every value of the request (0.3 ms).
        """
        from openai import AsyncStream

        if self._openai is None:
            from .instructor_adapter import openai_client

            self._openai = openai_client(self.endpoint, self.settings)
        streamed = {"cast_to": object, "stream": True, "stream_cls": AsyncStream[object]}
        async with await self._openai.post(_PATH, body=request, **streamed) as stream:
            yield stream


def _sha256(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def describe_validation_error(error: ValidationError) -> str:
    """What a schema found wrong, without the values: those are a model's words, and ours go back to it."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    named = [
        f"{'.'.join(map(str, item['loc'])) or 'answer'}: {item['msg'].lower()}" for item in found[:_MAX_FAULTS_NAMED]
    ]
    more = f"; and {len(found) - _MAX_FAULTS_NAMED} more" if len(found) > _MAX_FAULTS_NAMED else ""
    return "an answer that does not follow the schema: " + "; ".join(named) + more


async def _read_body(response: Any, endpoint: Endpoint) -> bytes:
    """The whole body, unless it is longer than any answer."""
    parts, size = [], 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > MAX_BYTES:
            raise oversized_error(endpoint)
        parts.append(part)
    return b"".join(parts)


async def _read_stream(stream: Any, endpoint: Endpoint, listener: AnswerListener) -> RawCompletion:
    """A streamed answer, heard piece by piece. A server that does not stream is read as it answers."""
    if "text/event-stream" not in stream.response.headers.get("content-type", ""):
        return read_completion(await _read_body(stream.response, endpoint), endpoint)
    reader = StreamReader(endpoint)
    async for event in read_events(stream.response.aiter_bytes(), endpoint):
        await asyncio.sleep(0)  # for the time limit, when a server sends faster than we read
        if text := reader.feed(event):
            listener.feed(text)
    return reader.completion()
