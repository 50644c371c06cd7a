"""What comes over the wire: a completion, or a stream of server-sent events, and the JSON text in it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ..errors import ContextError, InvalidAnswerError, ModelError, RefusalError, ServerError, TruncatedError
from ..models import Tokens
from .error_translation import (
    NoJsonError,
    answer_error,
    error_for_body,
    sanitize,
    transient_server_error,
    web_page_error,
)
from .providers import Endpoint

_DONE = b"[DONE]"


async def read_events(parts: AsyncIterator[bytes], endpoint: Endpoint) -> AsyncIterator[bytes]:
    """The data of each event, up to the one that says that all is said. One that is not whole at the end is none.

    Raises:
        ServerError: an event is longer than any answer.
    """
    data = bytearray()
    async for line in _lines(parts, endpoint):
        if line.startswith(b"data:"):
            data += line[5:].removeprefix(b" ") + b"\n"
            if len(data) > MAX_BYTES:
                raise oversized_error(endpoint)
        elif not line and data:
            event = bytes(data[:-1])
            data.clear()
            if event.startswith(_DONE):
                return
            yield event


async def _lines(parts: AsyncIterator[bytes], endpoint: Endpoint) -> AsyncIterator[bytes]:
    """The lines of a text that comes in parts, whichever of `\\n`, `\\r\\n` and `\\r` ends them."""
    begun, returned = bytearray(), False
    async for part in parts:
        if len(begun) > MAX_BYTES:
            raise oversized_error(endpoint)
        for piece in part.splitlines(keepends=True):
            if returned and piece == b"\n":  # the second half of a `\r\n` that fell between two parts
                returned = False
                continue
            begun += piece
            returned = piece.endswith(b"\r")
            if returned or piece.endswith(b"\n"):
                yield bytes(begun).rstrip(b"\r\n")
                begun.clear()


MAX_BYTES = 16_000_000  # of one answer with all that surrounds it; honest ones are a thousand times shorter
MAX_CHARACTERS = 1_000_000  # of the answer itself, thoughts included; checking takes some 200 bytes for each
MAX_TOKENS = 10**9  # that a server may claim to have counted

# Reasons to end, beside OpenAI's own those of Mistral, GLM, DeepSeek, vLLM, Gemini and OpenRouter. One that
# nobody has heard of is taken for a cut.
_COMPLETE_REASONS = {"", "stop", "tool_calls", "function_call", "tool_use", "eos", "end_turn", "stop_sequence"}
_REFUSAL_REASONS = {"content_filter", "safety", "sensitive", "refusal", "blocklist", "prohibited_content", "recitation"}
_FAILURE_REASONS = {"error", "network_error", "insufficient_system_resource"}

# Ollama's smallest default context is above the first; no tokenizer of today has so many bytes a token as the second.
_WINDOW, _BYTES_A_TOKEN = 1000, 10

# What reasoning models think before they answer. Some templates open the tag in the prompt: then only its end comes.
_REASONING = re.compile(r"\s*<(think|thinking|thought|reasoning)>.*?</\1>", re.S)
_REASONING_START = re.compile(r"<(?:think|thinking|thought|reasoning)>")
_REASONING_END = re.compile(r"</(?:think|thinking|thought|reasoning)>")


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Function(_Lenient):
    arguments: str | dict[str, Any] | None = None


class _Call(_Lenient):
    index: int | None = None
    function: _Function = _Function()


class _Message(_Lenient):
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None

    @field_validator("content", mode="before")
    @classmethod
    def _parts_as_text(cls, value: object) -> object:
        """Content in parts, as some servers send it, as one text."""
        if not isinstance(value, list):
            return value
        return "".join(str(part.get("text", "")) for part in value if isinstance(part, dict))


class _Choice(_Lenient):
    finish_reason: str | None = None
    message: _Message | None = None
    delta: _Message | None = None


class _Usage(_Lenient):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(_Lenient):
    choices: list[_Choice] | None = Field(default=None)
    usage: _Usage | None = None
    error: Any = None


@dataclass(frozen=True, slots=True)
class RawCompletion:
    """An answer as it came: its text (the arguments of the call, in tools mode), how it ended, what it cost."""

    text: str
    finish: str | None
    refusal: str
    tokens: Tokens

    def extract_json(self, endpoint: Endpoint) -> str:
        """The JSON object in the answer.

        Raises:
            TruncatedError, RefusalError: it ended otherwise than a whole answer ends.
            InvalidAnswerError: it holds no JSON object, or one that says a thing twice.
        """
        raise_if_incomplete(self, endpoint)
        return extract_json_object(self.text, endpoint)


def read_completion(body: bytes, endpoint: Endpoint) -> RawCompletion:
    """A whole completion.

    Raises:
        ServerError: it is none.
        InvalidAnswerError: it holds no answer.
    """
    completion = _parse_completion(body, endpoint)
    if completion.error:
        raise error_for_body(completion.error, endpoint)
    tokens = _parse_usage(completion.usage)
    if not completion.choices or completion.choices[0].message is None:
        raise answer_error(InvalidAnswerError, "an answer without content", "try again, or use another model", endpoint)
    choice = completion.choices[0]
    message = choice.message or _Message()
    received = RawCompletion(_answer_text(message, endpoint), choice.finish_reason, message.refusal or "", tokens)
    if len(received.text) + len(received.refusal) > MAX_CHARACTERS:
        raise oversized_error(endpoint)
    return received


class StreamReader:
    """Puts a streamed answer together, piece by piece."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._texts: list[str] = []
        self._calls: list[str] = []
        self._refusal = ""
        self._finish: str | None = None
        self._tokens = Tokens()
        self._size = 0

    def feed(self, chunk: bytes) -> str:
        """Take a chunk in; returns the text that it adds. Raises what `read_completion` raises."""
        piece = _parse_completion(chunk, self._endpoint)
        if piece.error:
            raise error_for_body(piece.error, self._endpoint)
        if piece.usage:
            self._tokens = _parse_usage(piece.usage)
        if not piece.choices:
            return ""
        choice = piece.choices[0]
        self._finish = choice.finish_reason or self._finish
        delta = choice.delta or choice.message or _Message()
        text = self._added(delta)
        self._refusal += delta.refusal or ""
        if self._size + len(self._refusal) > MAX_CHARACTERS:
            raise oversized_error(self._endpoint)
        return text

    def _added(self, delta: _Message) -> str:
        text = "".join(_call_arguments(call) for call in delta.tool_calls or ())
        if text:
            if any(call.index for call in delta.tool_calls or ()):
                raise _multiple_calls_error(self._endpoint)
            self._calls.append(text)
        elif delta.content:
            self._texts.append(text := delta.content)
        self._size += len(text)
        return text

    def completion(self) -> RawCompletion:
        """The answer as far as it came. Raises `TruncatedError` when the stream never said that it ended."""
        text = "".join(self._calls or self._texts)
        if self._finish is None:
            raise answer_error(TruncatedError, "the stream ended before the answer did", "try again", self._endpoint)
        return RawCompletion(text, self._finish, self._refusal, self._tokens)


def raise_if_incomplete(received: RawCompletion, endpoint: Endpoint) -> None:
    """Raise the error that says how an answer ended, unless it ended as a whole one does."""
    finish = (received.finish or "").lower()
    if received.refusal or finish in _REFUSAL_REASONS:
        said = f": {received.refusal}" if received.refusal else " (content filter)"
        raise answer_error(RefusalError, f"declined to answer{said}", "another model may answer", endpoint)
    if finish in _FAILURE_REASONS:
        raise transient_server_error(f"{endpoint.name}: the server broke off with `{finish}`")
    if finish not in _COMPLETE_REASONS:
        said = sanitize(received.finish or "", endpoint)[:40]
        why = "at the token limit" if "length" in finish or finish == "max_tokens" else f"with `{said}`"
        raise answer_error(TruncatedError, f"the answer was cut off {why}", "raise max_output_tokens", endpoint)


def raise_if_prompt_truncated(
    messages: Sequence[Mapping[str, str]], received: RawCompletion, endpoint: Endpoint
) -> None:
    """Raise `ContextError` when Ollama read only a part of the prompt: it cuts what is too long without a word."""
    counted = received.tokens.input
    if endpoint.provider != "ollama" or counted < _WINDOW:
        return
    size = sum(len(message["content"].encode()) for message in messages)
    if counted < size / _BYTES_A_TOKEN:
        hint = "give the model a larger context (num_ctx, OLLAMA_CONTEXT_LENGTH)"
        raise answer_error(ContextError, f"the server read only {counted} tokens of the prompt", hint, endpoint)


def extract_json_object(text: str, endpoint: Endpoint) -> str:
    """The one JSON object in a model's text, without thoughts, code fence and words around it.

    Raises:
        InvalidAnswerError: there is none, it is not whole, or a key stands twice in it.
    """
    answer = strip_reasoning(text)
    start = answer.find("{")
    if start < 0:
        what = "an empty answer" if not answer.strip() else "an answer that is not JSON"
        raise answer_error(NoJsonError, what, "another mode or model may do better", endpoint)
    try:
        _, end = _DECODER.raw_decode(answer, start)
    except (ValueError, RecursionError) as error:
        raise answer_error(InvalidAnswerError, f"invalid JSON: {error}", "try again", endpoint) from None
    if "{" in answer[end:]:
        raise answer_error(InvalidAnswerError, "more than one JSON object", "try again", endpoint)
    return answer[start:end]


def strip_reasoning(text: str) -> str:
    """The answer behind what a reasoning model thought aloud; nothing when it never came to an answer."""
    start = 0
    while thought := _REASONING.match(text, start):
        start = thought.end()
    rest = text[start:].lstrip("\ufeff \t\r\n")
    if _REASONING_START.match(rest):
        return ""
    # Inside an object the tag is a part of the answer; before it, the end of thoughts opened in the prompt.
    end = None if rest.startswith(("{", "```")) else _REASONING_END.search(rest)
    return rest[end.end() :] if end else rest


def oversized_error(endpoint: Endpoint) -> ServerError:
    return ServerError(f"{endpoint.name}: an answer longer than any summary", "check the server")


def _reject_duplicate_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys stand once; which of two values was meant nobody knows."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:40]!r} stands twice")
        found[key] = value
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_reject_duplicate_keys)


def _parse_completion(body: bytes, endpoint: Endpoint) -> _Completion:
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise web_page_error(endpoint)
    try:
        return _Completion.model_validate_json(body)
    except ValidationError:
        raise transient_server_error(f"{endpoint.name}: what the server answered is no chat completion") from None


def _answer_text(message: _Message, endpoint: Endpoint) -> str:
    calls = [text for call in message.tool_calls or () if (text := _call_arguments(call))]
    if len(calls) > 1:
        raise _multiple_calls_error(endpoint)
    return calls[0] if calls else message.content or ""


def _multiple_calls_error(endpoint: Endpoint) -> ModelError:
    return answer_error(InvalidAnswerError, "more than one call of the function", "try again", endpoint)


def _call_arguments(call: _Call) -> str:
    arguments = call.function.arguments
    return json.dumps(arguments, ensure_ascii=False) if isinstance(arguments, dict) else arguments or ""


def _parse_usage(usage: _Usage | None) -> Tokens:
    """The server's own count; a number that none can be is taken for the nearest that may."""
    if usage is None:
        return Tokens()
    counts = (min(max(0, count or 0), MAX_TOKENS) for count in (usage.prompt_tokens, usage.completion_tokens))
    return Tokens(input=next(counts), output=next(counts))
