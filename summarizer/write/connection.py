"""The connection to a model's server, and what no server may do with it.

- It sends at most so many bytes. They are counted as they come over the wire; packed ones, of which a few can be
  gigabytes, count sixteen times and are unpacked in small portions, and those of an error count sixteen times too.
- It sends nobody elsewhere: a document goes to the server that was named.
- The password of an address goes into the request's header, and not into the addresses that other libraries log.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from typing import Any

import httpx2

from ..settings import Settings
from .providers import Endpoint
from .wire import MOST_BYTES, too_long

_CONNECT = 15.0   # seconds to reach a server
# A stream says everything that surrounds a word with every word.
MOST_STREAMED = 8 * MOST_BYTES
_DEARER = 16      # how many times a byte of an error counts, and of what is packed
_PORTION = 1024   # packed bytes that are unpacked at once: a megabyte at most


def openai_client(endpoint: Endpoint, settings: Settings, most: int = MOST_STREAMED) -> Any:
    """openai's own client of an endpoint, told not to retry.

    Args:
        most: bytes of one answer.
    """
    import openai

    url = httpx2.URL(endpoint.url)
    timeout = httpx2.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout))
    http = openai.DefaultAsyncHttpxClient(
        verify=_certificates(), timeout=timeout, follow_redirects=False, headers={"Accept-Encoding": "identity"},
        auth=httpx2.BasicAuth(url.username, url.password) if url.userinfo else None,
        event_hooks={"response": [_bounded(endpoint, most)]},
    )
    return openai.AsyncOpenAI(
        api_key=endpoint.key, base_url=str(url.copy_with(userinfo=b"")), max_retries=0, timeout=timeout,
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
        response.encoding = "utf-8"   # JSON has no other, and what is named may be `zlib`
        packed = response.headers.get("content-encoding", "identity").strip().lower() != "identity"
        longest = MOST_BYTES // _DEARER if response.is_error else most
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
                raise too_long(self._endpoint)
            step = _PORTION if self._packed else max(1, len(part))
            for start in range(0, len(part), step):
                yield part[start:start + step]

    async def aclose(self) -> None:
        await self._body.aclose()
