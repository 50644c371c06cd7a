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
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

import httpx2
import openai
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ..errors import UsageError
from ..settings import PROXY_HINT, Settings, is_loopback
from .error_translation import transient_server_error
from .providers import Endpoint
from .response_parser import MAX_BYTES, oversized_error

_CONNECT_TIMEOUT = 15.0  # seconds to reach a server: longer than any handshake, shorter than the wait for an answer
# In a stream, each token comes with everything that surrounds it: some eight times the bytes of a plain body.
MAX_STREAM_BYTES = 8 * MAX_BYTES
# Errors and compressed bodies may have one sixteenth of the bytes: errors are read whole, compressed bodies expand.
_STRICTER_LIMIT_DIVISOR = 16
_OPENAI_DOMAIN = "openai.com"
# Headers of a request to any other server.
_OWN_HEADERS = frozenset(
    (
        *("host", "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type"),
        *("transfer-encoding", "user-agent"),
    )
)
# Batches in a page of their list; OpenAI gives no more.
_BATCHES_A_PAGE = 100
_COMPRESSED_CHUNK = 1024  # compressed bytes that are decompressed at once: they become at most a megabyte


B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response of which nothing has been read yet."""

    content_type: str
    chunks: AsyncIterator[bytes]


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class RequestCounts(_Lenient):
    """How many requests of a batch were answered and how many failed, as the provider counts."""

    completed: Annotated[int, Field(ge=0)] = 0
    failed: Annotated[int, Field(ge=0)] = 0


class BatchState(_Lenient):
    """A batch at the provider.

    Attributes:
        output_file_id, error_file_id: of the files with its answers and its errors, as far as there are any.
        request_counts: None if the provider gives none that make sense.
        errors: why the batch as a whole failed.
    """

    id: Annotated[str, Field(min_length=1)]
    status: str
    input_file_id: str | None = None
    output_file_id: str | None = None
    error_file_id: str | None = None
    request_counts: RequestCounts | None = None
    errors: Any = None

    @field_validator("request_counts", mode="wrap")
    @classmethod
    def _skip_nonsense(cls, value: object, read: Callable[[object], RequestCounts | None]) -> RequestCounts | None:
        try:
            return read(value)
        except ValueError:
            return None

    @property
    def result_files(self) -> tuple[str, ...]:
        """The files of answers and of errors."""
        return tuple(file for file in (self.output_file_id, self.error_file_id) if file)

    def error_messages(self) -> list[str]:
        """The reasons in `errors`."""
        listed = self.errors.get("data") if isinstance(self.errors, dict) else self.errors
        some = listed if isinstance(listed, list) else []
        return [str(error["message"]) for error in some if isinstance(error, dict) and error.get("message")]


class BatchPage(_Lenient):
    """A page of the provider's list of batches, the newest first."""

    data: list[BatchState]
    has_more: bool = False


class _UploadedFile(_Lenient):
    id: Annotated[str, Field(min_length=1)]


class OpenAIConnection:
    """A connection to one endpoint, which never retries and limits every body.

    Methods raise exceptions of openai and httpx, which `error_translation.translate_error` turns into our own.

    Args:
        max_bytes: of one response.
    """

    def __init__(self, endpoint: Endpoint, settings: Settings, max_bytes: int = MAX_STREAM_BYTES) -> None:
        self._endpoint = endpoint
        self._client = _create_client(endpoint, settings, max_bytes)

    @asynccontextmanager
    async def post_chat_completion(self, body: dict[str, Any]) -> AsyncIterator[HttpResponse]:
        """Send a chat completion request; the response is closed at the end of the block."""
        as_stream = {"cast_to": object, "stream": True, "stream_cls": openai.AsyncStream[object]}
        async with await self._client.post("/chat/completions", body=body, **as_stream) as stream:
            response = stream.response
            yield HttpResponse(response.headers.get("content-type", ""), response.aiter_bytes())

    async def upload_requests(self, lines: Sequence[bytes]) -> str:
        """Upload requests, one a line. Returns the id of the file."""
        # Not `files.create`, which imports all of OpenAI's interfaces (0.5 s).
        response = await self._client.post(
            "/files",
            body={"purpose": "batch"},
            files=[("file", ("requests.jsonl", b"".join(lines)))],
            options={"headers": {"Content-Type": "multipart/form-data"}},
            cast_to=httpx2.Response,
        )
        return self._parse(_UploadedFile, response.content).id

    async def create_batch(self, file_id: str, url: str) -> BatchState:
        """Submit the requests of an uploaded file as a batch."""
        body = {"input_file_id": file_id, "endpoint": url, "completion_window": "24h"}
        response = await self._client.post("/batches", body=body, cast_to=httpx2.Response)
        return self._parse(BatchState, response.content)

    async def list_batches(self, after: str | None = None) -> BatchPage:
        """A page of the batches of the account, those submitted before the one with the id `after`."""
        query = {"limit": _BATCHES_A_PAGE} | ({"after": after} if after else {})
        response = await self._client.get("/batches", options={"params": query}, cast_to=httpx2.Response)
        return self._parse(BatchPage, response.content)

    async def retrieve_batch(self, batch_id: str) -> BatchState:
        """The present state of a batch."""
        response = await self._client.get(f"/batches/{quote(batch_id, safe='')}", cast_to=httpx2.Response)
        return self._parse(BatchState, response.content)

    async def download_file(self, file_id: str) -> bytes:
        """The content of a file at the provider."""
        response = await self._client.get(f"/files/{quote(file_id, safe='')}/content", cast_to=httpx2.Response)
        return bytes(response.content)

    def _parse(self, kind: type[B], data: bytes) -> B:
        """The answer of the provider. Raises `ServerError` if it is none, which may be the fault of a gateway."""
        try:
            return kind.model_validate_json(self._endpoint.scrub(data.decode("utf-8", "replace")))
        except ValidationError:
            message = f"{self._endpoint.name}: the server's answer is none of a batch interface"
            raise transient_server_error(message, "check the base URL, and whether the provider has batches") from None

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()


def _create_client(endpoint: Endpoint, settings: Settings, max_bytes: int) -> Any:
    url = httpx2.URL(endpoint.url)
    timeout = httpx2.Timeout(settings.timeout, connect=min(_CONNECT_TIMEOUT, settings.timeout))
    try:
        http = openai.DefaultAsyncHttpxClient(
            verify=_load_certificates(),
            timeout=timeout,
            follow_redirects=False,
            headers={"Accept-Encoding": "identity"},
            auth=httpx2.BasicAuth(url.username, url.password) if url.userinfo else None,
            event_hooks={
                "request": [] if is_openai(endpoint.url) else [_keep_own_headers(endpoint)],
                "response": [_limit_body(endpoint, max_bytes)],
            },
            trust_env=not is_loopback(url.host),  # no proxy stands between this machine and itself
        )
    except (ValueError, ImportError, httpx2.InvalidURL):  # which may show the proxy's password
        raise UsageError(f"{endpoint.name}: the proxy of the environment cannot be used", PROXY_HINT) from None
    return openai.AsyncOpenAI(
        api_key=endpoint.key,
        base_url=str(url.copy_with(userinfo=b"")),
        max_retries=0,
        timeout=timeout,
        http_client=http,
    )


def is_openai(url: str) -> bool:
    """Whether an address is one of OpenAI itself."""
    host = httpx2.URL(url).host.lower()
    return host == _OPENAI_DOMAIN or host.endswith(f".{_OPENAI_DOMAIN}")


def _keep_own_headers(endpoint: Endpoint) -> Callable[[httpx2.Request], Awaitable[None]]:
    """A hook that leaves nothing in a request of what openai takes from the environment for OpenAI itself.

    That is $OPENAI_ORG_ID, $OPENAI_PROJECT_ID, and $OPENAI_CUSTOM_HEADERS, which may even replace the key.
    """

    async def keep(request: httpx2.Request) -> None:
        for name in [name for name in request.headers if name.lower() not in _OWN_HEADERS]:
            del request.headers[name]
        if not httpx2.URL(endpoint.url).userinfo:
            request.headers["authorization"] = f"Bearer {endpoint.key}"

    return keep


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
