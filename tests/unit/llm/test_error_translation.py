"""Which error a failure becomes, and what no error may show."""

from __future__ import annotations

import json
from email.utils import formatdate

import httpx2
import openai
import pytest

from summarizer import Settings
from summarizer.errors import (
    AuthenticationError,
    ContextError,
    RateLimitError,
    RefusalError,
    ServerConnectionError,
    ServerError,
    ServerTimeoutError,
    SummarizerError,
)
from summarizer.llm.error_translation import (
    RejectedError,
    error_for_status,
    parse_retry_after,
    sanitize,
    translate_error,
)
from summarizer.llm.providers import resolve_endpoint

AT = resolve_endpoint("x", Settings(base_url="http://user:password@127.0.0.1:1/v1", api_key="sk-secret-1234567890"))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": formatdate(1_000_010, usegmt=True)}, 10.0),
        ({"retry-after": formatdate(999_000, usegmt=True)}, 0.0),
        ({"retry-after": "Mon, 99 Foo 99999 99:99:99 GMT"}, None),
    ],
)
def test_every_form_of_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert parse_retry_after(headers, 1_000_000.0) == seconds


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": {"message": "unknown parameter"}}, RejectedError),
        (400, {"error": {"message": "maximum context length is 4096"}}, ContextError),
        (400, {"code": "InvalidParameter", "message": "Range of input length should be [1, 30720]"}, ContextError),
        (400, {"error": {"message": "Content Exists Risk"}}, RefusalError),
        (400, {"error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容"}}, RefusalError),
        (401, None, AuthenticationError),
        (403, {"detail": "no"}, AuthenticationError),
        (402, None, ServerError),
        (404, {"error": "model 'x' not found"}, RejectedError),
        (408, None, ServerTimeoutError),
        (409, None, ServerError),
        (413, None, ContextError),
        (422, {"detail": [{"msg": "bad"}]}, RejectedError),
        (429, None, RateLimitError),
        (429, {"error": {"code": "insufficient_quota", "message": "x"}}, ServerError),
        (500, "<html>", ServerError),
        (501, None, RejectedError),
        (504, None, ServerTimeoutError),
        (529, None, ServerError),
    ],
)
def test_a_status_becomes_our_own_error(status: int, body: object, kind: type[SummarizerError]) -> None:
    error = error_for_status(status, {}, body, AT)
    assert type(error) is kind
    assert str(status) in error.message and error.hint
    assert error.exit_code == 3


@pytest.mark.parametrize(
    "said",
    [
        "Incorrect API key provided: sk-secret-1234567890.",
        "Bearer sk-secret-1234567890 is unknown",
        "key sk-secr*****7890",
        "\x1b[31msk-secret-1234567890\x1b[0m\r\nSet-Cookie: x",
        "AIzaSyA1234567890abcdefg is not valid",
    ],
)
def test_no_error_shows_a_key_or_a_sequence(said: str) -> None:
    error = str(error_for_status(401, {}, {"error": {"message": said}}, AT))
    for secret in ("secret", "secr*", "password", "AIzaSy", "\x1b", "\n", "\r"):
        assert secret not in error


def test_a_servers_words_are_cut_short() -> None:
    assert len(sanitize("x" * 10_000, AT)) < 210


def test_foreign_exceptions_stop_at_the_border_and_ours_pass() -> None:
    request = httpx2.Request("POST", "http://127.0.0.1:1/v1")
    cases: list[tuple[BaseException, type[SummarizerError] | None]] = [
        (openai.APITimeoutError(request), ServerTimeoutError),
        (TimeoutError(), ServerTimeoutError),
        (openai.APIConnectionError(request=request), ServerConnectionError),
        (httpx2.ReadError("reset"), ServerConnectionError),
        (httpx2.RemoteProtocolError("peer closed"), ServerConnectionError),
        (ConnectionResetError(), ServerConnectionError),
        (json.JSONDecodeError("x", "y", 0), ServerError),
        (ServerError("ours"), ServerError),
        (KeyError("a bug"), None),
        (AssertionError("a bug"), None),
    ]
    for error, kind in cases:
        found = translate_error(error, AT)
        assert (type(found) if found else None) is kind
