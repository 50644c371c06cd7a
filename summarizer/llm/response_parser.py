"""Reading chat completions, whole or as a stream of server-sent events, and finding the JSON object in the answer.

Servers differ in what they send. Whatever cannot be mistaken is accepted; whatever could be mistaken for a complete
answer is an error.
"""

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
    """The data of each server-sent event before `[DONE]`. An event that is incomplete at the end is left out.

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
    """The lines of a text that comes in parts; `\\n`, `\\r\\n` and `\\r` end a line."""
    line, after_return = bytearray(), False
    async for part in parts:
        if len(line) > MAX_BYTES:
            raise oversized_error(endpoint)
        for piece in part.splitlines(keepends=True):
            if after_return and piece == b"\n":  # the second half of a `\r\n` that was split between two parts
                after_return = False
                continue
            line += piece
            after_return = piece.endswith(b"\r")
            if after_return or piece.endswith(b"\n"):
                yield bytes(line).rstrip(b"\r\n")
                line.clear()


MAX_BYTES = 16_000_000  # of one response; real ones are a thousand times shorter
MAX_CHARACTERS = 1_000_000  # of the answer, reasoning included; checking takes about 200 bytes of memory for each
MAX_TOKENS = 10**9  # that a server may claim to have counted; more is no count

# Values of `finish_reason` of OpenAI, Mistral, GLM, DeepSeek, vLLM, Gemini and OpenRouter. An unknown one counts as a
# truncation.
_COMPLETE_REASONS = {"", "stop", "tool_calls", "function_call", "tool_use", "eos", "end_turn", "stop_sequence"}
_REFUSAL_REASONS = {"content_filter", "safety", "sensitive", "refusal", "blocklist", "prohibited_content", "recitation"}
_FAILURE_REASONS = {"error", "network_error", "insufficient_system_resource"}

# Tokens. Ollama's smallest default context (2048) is larger: a count below this is not one of a truncated prompt.
_MIN_TRUNCATED_TOKENS = 1000
# UTF-8 bytes per token. No tokenizer in use comes near this: a prompt with more per token was not read in full.
_MAX_BYTES_PER_TOKEN = 10

# The reasoning that some models put before the answer. Some chat templates open the tag in the prompt: then the answer
# has only its end.
_REASONING = re.compile(r"\s*<(think|thinking|thought|reasoning)>.*?</\1>", re.S)
_REASONING_START = re.compile(r"<(?:think|thinking|thought|reasoning)>")
_REASONING_END = re.compile(r"</(?:think|thinking|thought|reasoning)>")
_REASONING_TAG = re.compile(
    r"\A\s*<(?:think|thinking|thought|reasoning)>|\A[^{`].*</(?:think|thinking|thought|reasoning)>", re.S
)
# How an answer begins, of which a part is known: its object, perhaps in a code fence.
_ANSWER_START = re.compile(r"[\ufeff\s]*(?:```\w*\s*)?(?=\{)")


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Function(_Lenient):
    arguments: str | dict[str, Any] | None = None


class _Call(_Lenient):
    index: int | None = None
    function: _Function = _Function()


class _Message(_Lenient):
    content: str | None = None
    reasoning: Any = None
    reasoning_content: Any = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None

    @field_validator("content", mode="before")
    @classmethod
    def _parts_as_text(cls, value: object) -> object:
        """Content that a server sends in parts, joined."""
        if not isinstance(value, list):
            return value
        return "".join(str(part.get("text", "")) for part in value if isinstance(part, dict))


class _Choice(_Lenient):
    finish_reason: str | None = None
    message: _Message | None = None
    delta: _Message | None = None


class _TokenDetails(_Lenient):
    reasoning_tokens: int | None = None


class _Usage(_Lenient):
    completion_tokens_details: _TokenDetails | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(_Lenient):
    choices: list[_Choice] | None = Field(default=None)
    usage: _Usage | None = None
    error: Any = None


@dataclass(frozen=True, slots=True)
class RawCompletion:
    """An answer as the server sent it.

    Attributes:
        text: of the message, or the arguments of the tool call.
        finish: the reason why it ended, in the server's words.
        refusal: why the model declined to answer, else empty.
        reasoned: whether the model put thoughts before its answer, in the text or beside it.
    """

    text: str
    finish: str | None
    refusal: str
    tokens: Tokens
    reasoned: bool = False

    def extract_json(self, endpoint: Endpoint) -> str:
        """The JSON object in the answer.

        Raises:
            TruncatedError, RefusalError: it ended otherwise than a whole answer ends.
            InvalidAnswerError: it holds no JSON object, or one that says a thing twice.
        """
        raise_if_incomplete(self, endpoint)
        return extract_json_object(self.text, endpoint)


def read_completion(body: bytes, endpoint: Endpoint) -> RawCompletion:
    """Parse the body of a response that was not streamed.

    Raises:
        ServerError: it is no completion.
        InvalidAnswerError: it is one without an answer.
    """
    completion = _parse_completion(body, endpoint)
    if completion.error:
        raise error_for_body(completion.error, endpoint)
    tokens = _parse_usage(completion.usage)
    if not completion.choices or completion.choices[0].message is None:
        raise answer_error(InvalidAnswerError, "an answer without content", "try again, or use another model", endpoint)
    choice = completion.choices[0]
    message = choice.message or _Message()
    text = endpoint.scrub(_answer_text(message, endpoint))
    reasoned = _has_reasoning(message, completion.usage) or bool(_REASONING_TAG.search(text))
    raw = RawCompletion(text, choice.finish_reason, message.refusal or "", tokens, reasoned)
    if len(raw.text) + len(raw.refusal) > MAX_CHARACTERS:
        raise oversized_error(endpoint)
    return raw


class StreamReader:
    """Assembles a streamed answer from its chunks.

    Args:
        calls_only: whether the answer is the arguments of a call, so that content before it is no part of the answer.
    """

    def __init__(self, endpoint: Endpoint, calls_only: bool = False) -> None:
        self._endpoint = endpoint
        self._calls_only = calls_only
        self._reasoned = False
        self._texts: list[str] = []
        self._calls: list[str] = []
        self._refusal = ""
        self._finish: str | None = None
        self._tokens = Tokens()
        self._size = 0
        self._held = ""  # may be the beginning of a secret

    def feed(self, chunk: bytes) -> str:
        """Add a chunk, and return what it has of the answer. Raises what `read_completion` raises."""
        piece = _parse_completion(chunk, self._endpoint)
        if piece.error:
            raise error_for_body(piece.error, self._endpoint)
        if piece.usage:
            self._tokens = _parse_usage(piece.usage)
            self._reasoned |= _has_reasoning(_Message(), piece.usage)
        if not piece.choices:
            return ""
        choice = piece.choices[0]
        self._finish = choice.finish_reason or self._finish
        delta = choice.delta or choice.message or _Message()
        text = self._without_secrets(self._added(delta))
        self._refusal += delta.refusal or ""
        self._reasoned |= _has_reasoning(delta, None)
        if self._size + len(self._refusal) > MAX_CHARACTERS:
            raise oversized_error(self._endpoint)
        return text

    def _without_secrets(self, text: str) -> str:
        """A piece of the answer, as far as it cannot be the beginning of a secret, behind what was held back before."""
        text = self._endpoint.scrub(self._held + text)
        shown = len(text) - (self._endpoint.unfinished_secret(text) if self._finish is None else 0)
        self._held = text[shown:]
        return text[:shown]

    def _added(self, delta: _Message) -> str:
        text = "".join(_call_arguments(call) for call in delta.tool_calls or ())
        if text:
            if any(call.index for call in delta.tool_calls or ()):
                raise _multiple_calls_error(self._endpoint)
            self._calls.append(text)
        elif delta.content:
            self._texts.append(delta.content)
            self._size += len(delta.content)
            return "" if self._calls_only else delta.content
        self._size += len(text)
        return text

    def completion(self) -> RawCompletion:
        """The answer. Raises `TruncatedError` if the stream ended without a reason to finish."""
        text = self._endpoint.scrub("".join(self._calls or self._texts))
        if self._finish is None:
            raise answer_error(TruncatedError, "the stream ended before the answer did", "try again", self._endpoint)
        reasoned = self._reasoned or bool(_REASONING_TAG.search(text))
        return RawCompletion(text, self._finish, self._refusal, self._tokens, reasoned)


def raise_if_incomplete(completion: RawCompletion, endpoint: Endpoint) -> None:
    """Raise the error for a refusal, a failure or a truncation, unless the answer is complete."""
    finish = (completion.finish or "").lower()
    if completion.refusal or finish in _REFUSAL_REASONS:
        reason = f": {completion.refusal}" if completion.refusal else " (content filter)"
        raise answer_error(RefusalError, f"declined to answer{reason}", "another model may answer", endpoint)
    if finish in _FAILURE_REASONS:
        raise transient_server_error(f"{endpoint.name}: the server stopped with `{finish}`")
    if finish not in _COMPLETE_REASONS:
        reason = sanitize(completion.finish or "", endpoint)[:40]
        why = "at the token limit" if "length" in finish or finish == "max_tokens" else f"with `{reason}`"
        raise answer_error(TruncatedError, f"the answer was cut off {why}", "raise max_output_tokens", endpoint)


def raise_if_prompt_truncated(
    messages: Sequence[Mapping[str, str]], completion: RawCompletion, endpoint: Endpoint
) -> None:
    """Raise `ContextError` if Ollama read only a part of the prompt: it truncates a long one without an error."""
    counted = completion.tokens.input
    if endpoint.provider != "ollama" or counted < _MIN_TRUNCATED_TOKENS:
        return
    size = sum(len(message["content"].encode()) for message in messages)
    if counted < size / _MAX_BYTES_PER_TOKEN:
        hint = "give the model a larger context (num_ctx, OLLAMA_CONTEXT_LENGTH)"
        raise answer_error(ContextError, f"the server read only {counted} tokens of the prompt", hint, endpoint)


def extract_json_object(text: str, endpoint: Endpoint) -> str:
    """The one JSON object in a model's text, without reasoning, code fence or words around it.

    Raises:
        InvalidAnswerError: there is none or more than one, it is incomplete, or it has a duplicate key.
    """
    answer = strip_reasoning(text)
    start = answer.find("{")
    if start < 0:
        fault = "an empty answer" if not answer.strip() else "an answer that is not JSON"
        raise answer_error(NoJsonError, fault, "another mode or model may do better", endpoint)
    try:
        _, end = _DECODER.raw_decode(answer, start)
    except (ValueError, RecursionError) as error:
        raise answer_error(InvalidAnswerError, f"invalid JSON: {error}", "try again", endpoint) from None
    if "{" in answer[end:]:
        raise answer_error(InvalidAnswerError, "more than one JSON object", "try again", endpoint)
    return answer[start:end]


def strip_reasoning(text: str) -> str:
    """The answer without the reasoning before it; empty if the reasoning never ended."""
    start = 0
    while reasoning := _REASONING.match(text, start):
        start = reasoning.end()
    rest = text[start:].lstrip("\ufeff \t\r\n")
    if _REASONING_START.match(rest):
        return ""
    # In an object the tag is part of the answer; before it, it ends reasoning that was opened in the prompt.
    end = None if rest.startswith(("{", "```")) else _REASONING_END.search(rest)
    return rest[end.end() :] if end else rest


def strip_partial_reasoning(text: str) -> str:
    """The answer that has come so far, from its first brace on; empty while it may still be thoughts.

    A chat template may open the thoughts in the prompt: without a tag they look like words before an answer, and may
    hold drafts of one. So an answer that does not begin at once is waited for until the thoughts are closed.
    """
    answer = strip_reasoning(text)
    start = _ANSWER_START.match(answer)
    return answer[start.end() :] if start else ""


def oversized_error(endpoint: Endpoint) -> ServerError:
    """The error for a response that is longer than any real one."""
    return ServerError(f"{endpoint.name}: an answer longer than any summary", "check the server")


def _reject_duplicate_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; a duplicate key is an error, because either value may be meant."""
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
        raise transient_server_error(f"{endpoint.name}: the response is not a chat completion") from None


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


def _has_reasoning(message: _Message, usage: _Usage | None) -> bool:
    details = usage.completion_tokens_details if usage else None
    return bool(message.reasoning or message.reasoning_content or (details and details.reasoning_tokens))


def _parse_usage(usage: _Usage | None) -> Tokens:
    """The tokens that the server counted, forced into the possible range."""
    if usage is None:
        return Tokens()
    counts = (min(max(0, count or 0), MAX_TOKENS) for count in (usage.prompt_tokens, usage.completion_tokens))
    return Tokens(input=next(counts), output=next(counts))
