"""Translation of the exceptions of openai and httpx, and of what servers say about a failure, into our own errors.

Every message is one line, names the endpoint and what is wrong, and never shows a key. What is no failure of the model
or its server, such as a bug of ours, is not translated.
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
    find_similar,
)
from ..settings import redact_url
from .providers import PROVIDERS, Endpoint, list_models

_MAX_SERVER_MESSAGE = 200  # characters quoted of a server's message: an error is one line
_MAX_ANSWER_FAULT = 600  # characters that describe a faulty answer: they are sent back to the model, and cost tokens
_MAX_SANITIZED = 100_000  # characters that are looked at for this; a hostile server may send more
_SECRET = re.compile(r"\b(?:sk|pk|rk|gsk|xai|key)-[\w*.-]{4,}|(?i:bearer)\s+\S+|\bAIza[\w-]{10,}")

# Messages about a prompt that is too long, of OpenAI, vLLM, llama.cpp, Ollama, Qwen, Mistral and Anthropic's bridge.
_CONTEXT_EXCEEDED = re.compile(
    r"context.?(?:length|size|window|limit)|maximum context|max_model_len|prompt is too long|too many (?:input )?tokens"
    r"|input length should be|token limit|exceeds the (?:available|maximum|model)|reduce the length",
    re.I,
)
# Messages about rejected content, of OpenAI, Azure, Qwen, DeepSeek and GLM.
_CONTENT_REJECTED = re.compile(
    r"content.?(?:filter|policy|management)|data.?inspection|content exists risk|safety system|敏感|不安全|违规", re.I
)
_QUOTA_EXHAUSTED = re.compile(
    r"insufficient.?(?:quota|balance|credit|funds)|billing|your current quota|余额|欠费", re.I
)


class RejectedError(ServerError):
    """The server does not accept the request as it is (400, 404, 405, 422, 501); another mode may be accepted."""


class NoJsonError(InvalidAnswerError):
    """The answer holds no JSON at all: the server does not support the mode, or ignores it."""


def translate_error(error: BaseException, endpoint: Endpoint) -> SummarizerError | None:
    """Our error for an exception that a request raised; None if it is no failure of the server or the connection."""
    import httpx2
    import openai

    if isinstance(error, SummarizerError):
        return error
    if isinstance(error, openai.APIStatusError):
        return error_for_status(error.status_code, error.response.headers, error.body, endpoint)
    if isinstance(error, TimeoutError | openai.APITimeoutError | httpx2.TimeoutException):
        return timeout_error(endpoint)
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError | httpx2.StreamError | OSError):
        return connection_error(error, endpoint)
    if isinstance(error, httpx2.InvalidURL):
        return ServerConnectionError(f"{_describe_endpoint(endpoint)}: invalid address", "check the base URL")
    if isinstance(error, openai.APIError):  # an error event inside a stream
        return error_for_body(error.body, endpoint)
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return transient_server_error(f"{_describe_endpoint(endpoint)}: the response is not JSON")
    return None


def error_for_status(status: int, headers: Mapping[str, str], body: object, endpoint: Endpoint) -> SummarizerError:
    """Our error for an HTTP status that is not 2xx."""
    explanation = _server_message(body, endpoint)
    text = f"{explanation} {json.dumps(body, ensure_ascii=False, default=str)[:2000]}"
    message = f"{_describe_endpoint(endpoint)}: {status}" + (f": {explanation}" if explanation else "")
    if 300 <= status < 400:
        target = sanitize(redact_url(headers.get("location", "")), endpoint) or "another address"
        return ServerError(message, f"it redirects to {target}; set the base URL to send documents there")
    if status == 402 or (status == 429 and _QUOTA_EXHAUSTED.search(text)):
        return ServerError(message, "the account has no quota left; waiting will not help")
    if status == 429:
        return _with_retry_after(RateLimitError(message, "try again later, or with less concurrency"), headers)
    if status in (401, 403) and not _CONTENT_REJECTED.search(text):
        return AuthenticationError(message, _key_hint(endpoint))
    if status in (408, 504):
        return _with_retry_after(ServerTimeoutError(message, "try again later"), headers)
    if status == 413 or (status < 500 and _CONTEXT_EXCEEDED.search(text)):
        return ContextError(message, "use a model, or a server setting, with a larger context")
    if status < 500 and _CONTENT_REJECTED.search(text):
        return RefusalError(message, "another model may answer")
    if status in (409, 425) or (status >= 500 and status != 501):
        return _with_retry_after(transient_server_error(message, status=status), headers)
    return _rejection(status, message, endpoint)


def error_for_body(body: object, endpoint: Endpoint) -> SummarizerError:
    """Our error for an error object in a response with status 200, whole or streamed."""
    error = body.get("error", body) if isinstance(body, dict) else body
    code = error.get("code") if isinstance(error, dict) else None
    status = next((status for status in range(400, 600) if code in (status, str(status))), 500)
    return error_for_status(status, {}, error, endpoint)


def timeout_error(endpoint: Endpoint) -> ServerTimeoutError:
    """The error for an answer that did not arrive in full in time."""
    return ServerTimeoutError(
        f"{_describe_endpoint(endpoint)}: no complete answer within the time limit", "a longer --timeout may help"
    )


def connection_error(error: BaseException, endpoint: Endpoint) -> ServerConnectionError:
    """The error for a connection that was refused, reset or dropped."""
    cause = error.__cause__ or error
    reason = sanitize(str(cause), endpoint) or type(cause).__name__
    hint = (
        "is the server running?" if endpoint.provider in ("", *_LOCAL_PROVIDERS) else "check the network, or try again"
    )
    return ServerConnectionError(f"{_describe_endpoint(endpoint)}: the connection failed: {reason}", hint)


def transient_server_error(message: str, hint: str = "try again later", status: int | None = None) -> ServerError:
    """The error for a failure of the server that may not last."""
    error = ServerError(message, hint)
    error.retryable, error.status = True, status
    return error


def web_page_error(endpoint: Endpoint) -> ServerError:
    """The error for a web page with status 200, sent by a proxy, a gateway or a web site instead of a model."""
    return transient_server_error(
        f"{_describe_endpoint(endpoint)}: it answered with a web page instead of a completion",
        "check the base URL (most end in /v1) and any proxy",
    )


def answer_error(kind: Callable[[str, str], ModelError], fault: str, hint: str, endpoint: Endpoint) -> ModelError:
    """An error about an answer that was received, which names the model. The fault may quote the answer."""
    return kind(f"{endpoint.name}: {sanitize(fault, endpoint, _MAX_ANSWER_FAULT)}", hint)


def sanitize(text: str, endpoint: Endpoint, max_length: int = _MAX_SERVER_MESSAGE) -> str:
    """A server's text as one short line without keys or terminal sequences, to be quoted in a message."""
    text = endpoint.scrub(text[:_MAX_SANITIZED])
    text = "".join(c if c.isprintable() else " " for c in _SECRET.sub("…", text))
    text = " ".join(text.split())
    return text if len(text) <= max_length else text[:max_length].rstrip() + "…"


def parse_retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that `Retry-After` asks to wait, given as seconds, milliseconds or a date (RFC 9110, 10.2.3).

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


_LOCAL_PROVIDERS = tuple(name for name, provider in PROVIDERS.items() if not provider.key)


def _describe_endpoint(endpoint: Endpoint) -> str:
    return f"{endpoint.name} at {sanitize(redact_url(endpoint.url), endpoint)}"


def _key_hint(endpoint: Endpoint) -> str:
    known = PROVIDERS.get(endpoint.provider)
    return f"check the key in ${known.key if known and known.key else 'OPENAI_API_KEY'}"


def _server_message(body: object, endpoint: Endpoint) -> str:
    """The message in an error body of any shape."""
    for name in ("error", "message", "detail", "msg"):
        if isinstance(body, dict) and body.get(name):
            body = body[name]
    if isinstance(body, dict | list):
        body = json.dumps(body, ensure_ascii=False, default=str)
    text = str(body or "")
    return "" if text.lstrip().startswith("<") else sanitize(text, endpoint)


def _with_retry_after(error: ServerError, headers: Mapping[str, str]) -> ServerError:
    error.retry_after = parse_retry_after(headers, time.time())
    return error


def _suggest_known_model(endpoint: Endpoint) -> str:
    """`did you mean …?` for a model that its provider does not have; empty where none of its models is alike."""
    known = list_models(endpoint.provider) if endpoint.provider else []
    meant = find_similar(endpoint.model, known) if endpoint.model not in known else None
    return f"did you mean {endpoint.provider}/{meant}?" if meant else ""


def _rejection(status: int, message: str, endpoint: Endpoint) -> RejectedError:
    hints = {
        404: _suggest_known_model(endpoint) or "check the model's name and the base URL (most end in /v1)",
        405: "check the base URL (most end in /v1)",
    }
    error = RejectedError(message, hints.get(status, "the server does not accept the request; --mode may help"))
    error.status = status
    return error
