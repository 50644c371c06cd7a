"""The one border where exceptions of openai, httpx and instructor become our own errors.

Every message is one line, names the endpoint and what is wrong, and never shows a key. What is not a failure of the
model or its server (a bug of ours) passes untouched.
"""

from __future__ import annotations

import email.utils
import json
import re
import time
from collections.abc import Callable, Mapping

from ..errors import (
    AuthenticationError,
    ContextError,
    InvalidAnswerError,
    ModelError,
    RateLimitError,
    RefusalError,
    ServerConnectionError,
    ServerError,
    ServerTimeoutError,
    SummarizerError,
)
from ..settings import shown
from .providers import PROVIDERS, Endpoint

_MOST_OF_A_MESSAGE = 200  # characters of the server's own words
_MOST_OF_A_FAULT = 600  # characters that say what is wrong with an answer
_MOST_READ = 100_000  # characters of which such words are made
_SECRET = re.compile(r"\b(?:sk|pk|rk|gsk|xai|key)-[\w*.-]{4,}|(?i:bearer)\s+\S+|\bAIza[\w-]{10,}")

# What servers say when the document is too long: OpenAI, vLLM, llama.cpp, Ollama, Qwen, Mistral, Anthropic's bridge.
_TOO_LONG = re.compile(
    r"context.?(?:length|size|window|limit)|maximum context|max_model_len|prompt is too long|too many (?:input )?tokens"
    r"|input length should be|token limit|exceeds the (?:available|maximum|model)|reduce the length",
    re.I,
)
# … and when they refuse its subject: OpenAI, Azure, Qwen, DeepSeek, GLM.
_REFUSED = re.compile(
    r"content.?(?:filter|policy|management)|data.?inspection|content exists risk|safety system|敏感|不安全|违规", re.I
)
_NO_QUOTA = re.compile(r"insufficient.?(?:quota|balance|credit|funds)|billing|your current quota|余额|欠费", re.I)


class RejectedError(ServerError):
    """The server does not accept the request as it is (400, 404, 405, 422, 501); another mode may be accepted."""


class NoJsonError(InvalidAnswerError):
    """The answer holds no JSON at all: the server does not know the mode, or ignores it."""


def translated(error: BaseException, endpoint: Endpoint) -> SummarizerError | None:
    """Our error for what a request to a model raised; None when it is no failure of the server or the way to it."""
    import httpx2
    import openai

    if isinstance(error, SummarizerError):
        return error
    if isinstance(error, openai.APIStatusError):
        return status_error(error.status_code, error.response.headers, error.body, endpoint)
    if isinstance(error, TimeoutError | openai.APITimeoutError | httpx2.TimeoutException):
        return timeout_error(endpoint)
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError | httpx2.StreamError | OSError):
        return connection_error(error, endpoint)
    if isinstance(error, httpx2.InvalidURL):
        return ServerConnectionError(f"{_at(endpoint)}: not an address", "check the base URL")
    if isinstance(error, openai.APIError):  # an error event inside a stream
        return body_error(error.body, endpoint)
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return server_fault(f"{_at(endpoint)}: what it answered is no JSON")
    return None


def status_error(status: int, headers: Mapping[str, str], body: object, endpoint: Endpoint) -> SummarizerError:
    """Our error for an HTTP status that is not 2xx."""
    said = _said(body, endpoint)
    text = f"{said} {json.dumps(body, ensure_ascii=False, default=str)[:2000]}"
    message = f"{_at(endpoint)}: {status}" + (f": {said}" if said else "")
    if 300 <= status < 400:
        there = printable(shown(headers.get("location", "")), endpoint) or "another address"
        return ServerError(message, f"it sends us to {there}; where documents go is for the base URL to say")
    if status == 402 or (status == 429 and _NO_QUOTA.search(text)):
        return ServerError(message, "the account has no quota left; waiting will not help")
    if status == 429:
        return _waiting(RateLimitError(message, "try again later, or with less concurrency"), headers)
    if status in (401, 403) and not _REFUSED.search(text):
        return AuthenticationError(message, _key_hint(endpoint))
    if status in (408, 504):
        return _waiting(ServerTimeoutError(message, "try again later"), headers)
    if status == 413 or (status < 500 and _TOO_LONG.search(text)):
        return ContextError(message, "use a model, or a server setting, with a larger context")
    if status < 500 and _REFUSED.search(text):
        return RefusalError(message, "another model may answer")
    if status in (409, 425) or (status >= 500 and status != 501):
        return _waiting(server_fault(message, status=status), headers)
    return _rejected(status, message)


def body_error(body: object, endpoint: Endpoint) -> SummarizerError:
    """Our error for an error object that came with status 200, alone or inside a stream."""
    error = body.get("error", body) if isinstance(body, dict) else body
    code = error.get("code") if isinstance(error, dict) else None
    status = next((status for status in range(400, 600) if code in (status, str(status))), 500)
    return status_error(status, {}, error, endpoint)


def timeout_error(endpoint: Endpoint) -> ServerTimeoutError:
    """No whole answer came in time."""
    return ServerTimeoutError(f"{_at(endpoint)}: no whole answer within the time limit", "a longer --timeout may help")


def connection_error(error: BaseException, endpoint: Endpoint) -> ServerConnectionError:
    """The connection was refused, reset or dropped, or was never made."""
    cause = error.__cause__ or error
    said = printable(str(cause), endpoint) or type(cause).__name__
    hint = "is the server running?" if endpoint.provider in ("", *_LOCAL) else "check the network, or try again"
    return ServerConnectionError(f"{_at(endpoint)}: the connection failed: {said}", hint)


def server_fault(message: str, hint: str = "try again later", status: int | None = None) -> ServerError:
    """A failure of the server that may pass."""
    error = ServerError(message, hint)
    error.retryable, error.status = True, status
    return error


def page_error(endpoint: Endpoint) -> ServerError:
    """A proxy, a gateway or a web site answered instead of a model, with status 200."""
    return server_fault(
        f"{_at(endpoint)}: it answered with a web page, not with an answer of a model",
        "check the base URL (most end in /v1) and any proxy on the way",
    )


def unusable(kind: Callable[[str, str], ModelError], what: str, hint: str, endpoint: Endpoint) -> ModelError:
    """An error about an answer that was received, with the model's name before it. What is wrong may quote it."""
    return kind(f"{endpoint.name}: {printable(what, endpoint, _MOST_OF_A_FAULT)}", hint)


def printable(text: str, endpoint: Endpoint, most: int = _MOST_OF_A_MESSAGE) -> str:
    """A server's words for a message of ours: one short line without keys and terminal sequences."""
    text = text[:_MOST_READ]
    for secret in endpoint.secrets():
        text = text.replace(secret, "…")
    text = "".join(c if c.isprintable() else " " for c in _SECRET.sub("…", text))
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rstrip() + "…"


def seconds_to_wait(headers: Mapping[str, str], now: float) -> float | None:
    """What `Retry-After` says, in each of its forms: seconds, milliseconds, or a date.

    Args:
        now: seconds since the epoch.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value):
            return float(value) * unit
    value = headers.get("retry-after", "")
    parsed = email.utils.parsedate_tz(value[:64]) if value else None
    if not parsed:
        return None
    try:
        return max(0.0, email.utils.mktime_tz(parsed) - now)
    except (ValueError, OverflowError):
        return None


_LOCAL = tuple(name for name, provider in PROVIDERS.items() if not provider.key)


def _at(endpoint: Endpoint) -> str:
    return f"{endpoint.name} at {printable(shown(endpoint.url), endpoint)}"


def _key_hint(endpoint: Endpoint) -> str:
    known = PROVIDERS.get(endpoint.provider)
    return f"check the key in ${known.key if known and known.key else 'OPENAI_API_KEY'}"


def _said(body: object, endpoint: Endpoint) -> str:
    """The message inside an error body, whatever its shape."""
    for name in ("error", "message", "detail", "msg"):
        if isinstance(body, dict) and body.get(name):
            body = body[name]
    if isinstance(body, dict | list):
        body = json.dumps(body, ensure_ascii=False, default=str)
    text = str(body or "")
    return "" if text.lstrip().startswith("<") else printable(text, endpoint)


def _waiting(error: ServerError, headers: Mapping[str, str]) -> ServerError:
    error.retry_after = seconds_to_wait(headers, time.time())
    return error


def _rejected(status: int, message: str) -> RejectedError:
    hints = {
        404: "check the model's name and the base URL (most end in /v1)",
        405: "check the base URL (most end in /v1)",
    }
    error = RejectedError(message, hints.get(status, "the server does not accept the request; --mode may help"))
    error.status = status
    return error
