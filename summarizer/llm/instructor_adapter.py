"""The one module that knows instructor and openai: response modes, request bodies, and the connection."""

from __future__ import annotations

import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from typing import Any

import httpx2

from ..settings import Settings
from .prompts import Prompt
from .providers import Endpoint, ModeName
from .response_parser import MAX_BYTES, oversized_error

LADDER: tuple[ModeName, ...] = ("json_schema", "tools", "json", "plain")

# What OpenAI's strict mode does not take, or takes from some models only; our own validation holds the bounds instead.
_NOT_STRICT = {"minLength", "maxLength"}


def ladder(endpoint: Endpoint, settings: Settings) -> tuple[ModeName, ...]:
    """The modes to try in turn."""
    if settings.mode == "auto":
        return endpoint.modes
    return ("json", "plain") if settings.mode == "json" else (settings.mode,)


def instructor_mode(mode: ModeName) -> Any:
    """instructor's name of a mode."""
    from instructor import Mode

    return {"json_schema": Mode.JSON_SCHEMA, "tools": Mode.TOOLS}.get(mode, Mode.JSON)


def adapted(prepared: dict[str, Any], mode: ModeName, endpoint: Endpoint) -> dict[str, Any]:
    """The request that instructor prepared, in the form this endpoint takes."""
    request = dict(prepared)
    if mode == "json_schema":
        schema = dict(request["response_format"]["json_schema"])
        schema["schema"] = plain_schema(schema["schema"], endpoint.strict)
        if endpoint.strict:
            schema["strict"] = True
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif mode == "tools":
        function = dict(request["tools"][0]["function"])
        function["description"] = "Hand in the answer."
        function["parameters"] = plain_schema(function["parameters"], endpoint.strict)
        if endpoint.strict:
            function["strict"] = True
        request["tools"] = [{"type": "function", "function": function}]
    elif mode == "plain":
        request.pop("response_format", None)
    return request


def messages(prompt: Prompt, mode: ModeName, model: type[Any], notes: list[str]) -> list[dict[str, str]]:
    """Our messages for a mode: where the server is not given the schema, the prompt ends with it."""
    if mode in ("json", "plain"):
        schema = json.dumps(plain_schema(model.model_json_schema(), False), ensure_ascii=False)
        notes = [f"The JSON object follows this JSON Schema:\n\n{schema}", *notes]
    return prompt.messages(*notes)


def plain_schema(schema: Any, strict: bool) -> Any:
    """A schema without titles, which cost tokens, closed to other keys and with all keys required.

    Args:
        strict: leave out what OpenAI's strict mode does not take.
    """
    if isinstance(schema, list):
        return [plain_schema(item, strict) for item in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = {"description"} | (_NOT_STRICT if strict else set())
    kept = {
        key: {name: plain_schema(value, strict) for name, value in item.items()}
        if key in ("properties", "$defs")
        else plain_schema(item, strict)
        for key, item in schema.items()
        if key not in left_out and not (key == "title" and isinstance(item, str))
    }
    if kept.get("type") == "object":
        kept |= {"additionalProperties": False, "required": list(kept.get("properties", {}))}
    return kept


def whole_completion(text: str, mode: ModeName, name: str) -> Any:
    """A completion that holds this JSON where instructor looks for it in a mode."""
    from openai.types.chat import ChatCompletion

    message: dict[str, Any] = {"role": "assistant", "content": text}
    if mode == "tools":
        call = {"id": "call", "type": "function", "function": {"name": name, "arguments": text}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return ChatCompletion.model_validate(
        {
            "id": "",
            "object": "chat.completion",
            "created": 0,
            "model": "",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        }
    )


_CONNECT = 15.0  # seconds to reach a server
# A stream says everything that surrounds a word with every word.
MOST_STREAMED = 8 * MAX_BYTES
_DEARER = 16  # how many times a byte of an error counts, and of what is packed
_PORTION = 1024  # packed bytes that are unpacked at once: a megabyte at most


def openai_client(endpoint: Endpoint, settings: Settings, most: int = MOST_STREAMED) -> Any:
    """openai's own client of an endpoint, told not to retry.

    Args:
        most: bytes of one answer.
    """
    import openai

    url = httpx2.URL(endpoint.url)
    timeout = httpx2.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout))
    http = openai.DefaultAsyncHttpxClient(
        verify=_certificates(),
        timeout=timeout,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        auth=httpx2.BasicAuth(url.username, url.password) if url.userinfo else None,
        event_hooks={"response": [_bounded(endpoint, most)]},
    )
    return openai.AsyncOpenAI(
        api_key=endpoint.key,
        base_url=str(url.copy_with(userinfo=b"")),
        max_retries=0,
        timeout=timeout,
        http_client=http,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """The certificates that are trusted, read once: they take 35 ms, half of an answer from loopback."""
    context: ssl.SSLContext = httpx2.create_ssl_context()
    return context


def _bounded(endpoint: Endpoint, most: int) -> Callable[[httpx2.Response], Awaitable[None]]:
    """What bounds the body of every answer before anything of it is read."""

    async def bound(response: httpx2.Response) -> None:
        response.encoding = "utf-8"  # JSON has no other, and what is named may be `zlib`
        packed = response.headers.get("content-encoding", "identity").strip().lower() != "identity"
        longest = MAX_BYTES // _DEARER if response.is_error else most
        response.stream = _Bounded(response.stream, longest // _DEARER if packed else longest, packed, endpoint)

    return bound


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends in an error of ours when it is longer than any honest one."""

    def __init__(self, body: Any, most: int, packed: bool, endpoint: Endpoint) -> None:
        self._body, self._most, self._packed, self._endpoint = body, most, packed, endpoint

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._body:
            size += len(part)
            if size > self._most:
                raise oversized_error(self._endpoint)
            step = _PORTION if self._packed else max(1, len(part))
            for start in range(0, len(part), step):
                yield part[start : start + step]

    async def aclose(self) -> None:
        await self._body.aclose()
