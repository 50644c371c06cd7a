"""The only module that sends requests through openai and httpx; `error_translation` knows their exceptions.

`chat.completions.create` is not used: it imports all of OpenAI's interfaces (0.2 s), inspects each value of the request
(0.3 ms), and reads a body of any length. openai's public `post` does neither, on an HTTP client that limits bodies.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
import openai

from ..settings import Settings
from .providers import Endpoint
from .response_parser import MAX_BYTES, oversized_error

_CONNECT_TIMEOUT = 15.0  # seconds to reach a server: longer than any handshake, shorter than the wait for an answer
# In a stream, each token comes with everything that surrounds it: some eight times the bytes of a plain body.
MAX_STREAM_BYTES = 8 * MAX_BYTES
# Errors and compressed bodies may have one sixteenth of the bytes: errors are read whole, compressed bodies expand.
_STRICTER_LIMIT_DIVISOR = 16
_COMPRESSED_CHUNK = 1024  # compressed bytes that are decompressed at once: they become at most a megabyte


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response of which nothing has been read yet."""

    content_type: str
    chunks: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class BatchState:
    """A batch at the provider.

    Attributes:
        result_files: ids of the files with its answers and its errors, as far as there are any.
        errors: why the batch as a whole failed, one message each.
    """

    id: str
    status: str
    has_output: bool
    result_files: tuple[str, ...]
    errors: tuple[str, ...]


class OpenAIConnection:
    """A connection to one endpoint, which never retries and limits every body.

    Methods raise exceptions of openai and httpx, which `error_translation.translate_error` turns into our own.

    Args:
        max_bytes: of one response.
    """

    def __init__(self, endpoint: Endpoint, settings: Settings, max_bytes: int = MAX_STREAM_BYTES) -> None:
        self._client = _create_client(endpoint, settings, max_bytes)

    @asynccontextmanager
    async def post_chat_completion(self, body: dict[str, Any]) -> AsyncIterator[HttpResponse]:
        """Send a chat completion request; the response is closed at the end of the block."""
        as_stream = {"cast_to": object, "stream": True, "stream_cls": openai.AsyncStream[object]}
        async with await self._client.post("/chat/completions", body=body, **as_stream) as stream:
            response = stream.response
            yield HttpResponse(response.headers.get("content-type", ""), response.aiter_bytes())

    async def submit_batch(self, lines: Sequence[bytes], url: str) -> str:
        """Upload requests, one a line, and submit them as a batch. Returns the id of the batch."""
        file = await self._client.files.create(file=("requests.jsonl", b"".join(lines)), purpose="batch")
        batch = await self._client.batches.create(input_file_id=file.id, endpoint=url, completion_window="24h")
        return str(batch.id)

    async def retrieve_batch(self, batch_id: str) -> BatchState:
        """The present state of a batch."""
        batch = await self._client.batches.retrieve(batch_id)
        return BatchState(
            id=batch.id,
            status=batch.status,
            has_output=bool(batch.output_file_id),
            result_files=tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
            errors=tuple(error.message or "" for error in (batch.errors.data if batch.errors else None) or []),
        )

    async def download_file(self, file_id: str) -> str:
        """The text of a file at the provider."""
        return str((await self._client.files.content(file_id)).text)

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()


def _create_client(endpoint: Endpoint, settings: Settings, max_bytes: int) -> Any:
    url = httpx2.URL(endpoint.url)
    timeout = httpx2.Timeout(settings.timeout, connect=min(_CONNECT_TIMEOUT, settings.timeout))
    http = openai.DefaultAsyncHttpxClient(
        verify=_load_certificates(),
        timeout=timeout,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        auth=httpx2.BasicAuth(url.username, url.password) if url.userinfo else None,
        event_hooks={"response": [_limit_body(endpoint, max_bytes)]},
    )
    return openai.AsyncOpenAI(
        api_key=endpoint.key,
        base_url=str(url.copy_with(userinfo=b"")),
        max_retries=0,
        timeout=timeout,
        http_client=http,
    )


@cache
def _load_certificates() -> ssl.SSLContext:
    """The trusted certificates, read once: it takes 35 ms, half of what an answer from loopback takes."""
    context: ssl.SSLContext = httpx2.create_ssl_context()
    return context


def _limit_body(endpoint: Endpoint, max_bytes: int) -> Callable[[httpx2.Response], Awaitable[None]]:
    """A hook that limits the body of each response before any of it is read."""

    async def limit(response: httpx2.Response) -> None:
        response.encoding = "utf-8"  # JSON has no other, and a server may name `zlib` for one
        compressed = response.headers.get("content-encoding", "identity").strip().lower() != "identity"
        allowed = MAX_BYTES // _STRICTER_LIMIT_DIVISOR if response.is_error else max_bytes
        allowed = allowed // _STRICTER_LIMIT_DIVISOR if compressed else allowed
        response.stream = _LimitedBody(response.stream, allowed, compressed, endpoint)

    return limit


class _LimitedBody(httpx2.AsyncByteStream):
    """A body that raises `ServerError` once it is longer than allowed."""

    def __init__(self, body: Any, max_bytes: int, compressed: bool, endpoint: Endpoint) -> None:
        self._body, self._max_bytes, self._compressed, self._endpoint = body, max_bytes, compressed, endpoint

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._body:
            size += len(chunk)
            if size > self._max_bytes:
                raise oversized_error(self._endpoint)
            step = _COMPRESSED_CHUNK if self._compressed else max(1, len(chunk))
            for start in range(0, len(chunk), step):
                yield chunk[start : start + step]

    async def aclose(self) -> None:
        await self._body.aclose()
