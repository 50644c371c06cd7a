"""What comes over the wire, and what must not show in an error."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from email.utils import formatdate

import httpx2
import openai
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Settings
from summarizer.errors import (
    AuthenticationError,
    ContextError,
    InvalidAnswerError,
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
from summarizer.llm.response_parser import (
    RawCompletion,
    StreamReader,
    extract_json_object,
    raise_if_prompt_truncated,
    read_completion,
    strip_reasoning,
)
from summarizer.llm.writer import StatementListener, _parse_partial_json
from summarizer.models import Tokens

AT = resolve_endpoint("x", Settings(base_url="http://user:password@127.0.0.1:1/v1", api_key="sk-secret-1234567890"))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"a": 1}', '{"a": 1}'),
        ('\ufeff  {"a": 1}\n', '{"a": 1}'),
        ('```json\n{"a": 1}\n```', '{"a": 1}'),
        ('```\n{"a": 1}\n```\nDone.', '{"a": 1}'),
        ('Here you are: {"a": {"b": 2}} - enjoy', '{"a": {"b": 2}}'),
        ('<think>{"a": 0}</think>{"a": 1}', '{"a": 1}'),
        ('<think>x</think>\n<think>y</think>\n{"a": 1}', '{"a": 1}'),
        ('<thinking>x</thinking>{"a": 1}', '{"a": 1}'),
        ('I think {so}.</think>\n{"a": 1}', '{"a": 1}'),
        ('{"a": "x </think> y"}', '{"a": "x </think> y"}'),
        ('```json\n{"a": "</think>"}\n```', '{"a": "</think>"}'),
    ],
)
def test_the_object_is_found(text: str, answer: str) -> None:
    assert extract_json_object(text, AT) == answer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "no",
        "[1]",
        "null",
        "{",
        '{"a": 1',
        '{"a": 1,}',
        "{'a': 1}",
        '{"a": 1} {"b": 2}',
        '{"a": 1, "a": 2}',
        '{"x": {"a": 1, "a": 2}}',
        "<think>{}",
        '<think>{"a": 1}',
        "{" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
    ],
)
def test_what_is_no_single_whole_object_is_refused(text: str) -> None:
    with pytest.raises(InvalidAnswerError):
        extract_json_object(text, AT)


@given(st.text(st.sampled_from('{}[]",:\\<think>/a1 \n`'), max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        found = json.loads(extract_json_object(text, AT))
    except InvalidAnswerError:
        return
    assert isinstance(found, dict)


def test_long_thoughts_take_no_quadratic_time() -> None:
    started = time.perf_counter()
    strip_reasoning("<think>" * 50_000)
    strip_reasoning("<think>a</think>" * 50_000)
    strip_reasoning("</think>" * 50_000)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", ServerError),
        (b"<html>", ServerError),
        (b"\xff\xfe\x00", ServerError),
        (b"[]", ServerError),
        (b"null", ServerError),
        (b'{"choices": 3}', ServerError),
        (b'{"choices": [3]}', ServerError),
        (b'{"error": {"message": "no", "code": 429}}', RateLimitError),
        (b'{"error": "overloaded"}', ServerError),
        (b"{}", InvalidAnswerError),
        (b'{"choices": null}', InvalidAnswerError),
        (b'{"choices": [{"message": null}]}', InvalidAnswerError),
        (b'{"choices": [{"message": {"tool_calls": [{"function": {"arguments": "{}"}}, {"function": {"arguments": "{}"}}]}}]}', InvalidAnswerError),
    ],
)
def test_a_body_that_is_no_answer_is_an_error(body: bytes, kind: type[SummarizerError]) -> None:
    with pytest.raises(kind):
        read_completion(body, AT)


@pytest.mark.parametrize(
    "message",
    [
        {"content": '{"a": 1}'},
        {"content": [{"type": "text", "text": '{"a"'}, {"type": "text", "text": ": 1}"}]},
        {"content": None, "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}}]},
        {"content": "", "tool_calls": [{"function": {"arguments": {"a": 1}}}]},
        {"content": '{"a": 1}', "tool_calls": []},
        {"content": '{"a": 1}', "tool_calls": None, "refusal": None, "reasoning_content": "hm", "audio": None},
    ],
)
def test_an_answer_is_read_however_it_is_put(message: dict[str, object]) -> None:
    body = json.dumps({"choices": [{"message": message, "finish_reason": "stop"}], "usage": {"prompt_tokens": 5, "completion_tokens": None}})
    received = read_completion(body.encode(), AT)
    assert json.loads(received.extract_json(AT)) == {"a": 1}
    assert (received.tokens.input, received.tokens.output) == (5, 0)


@pytest.mark.parametrize(
    ("finish", "kind"),
    [
        ("stop", None),
        ("tool_calls", None),
        ("", None),
        (None, None),
        ("STOP", None),
        ("eos", None),
        ("length", "TruncatedError"),
        ("max_tokens", "TruncatedError"),
        ("model_length", "TruncatedError"),
        ("abort", "TruncatedError"),
        ("somethingnew", "TruncatedError"),
        ("content_filter", "RefusalError"),
        ("sensitive", "RefusalError"),
        ("SAFETY", "RefusalError"),
        ("error", "ServerError"),
        ("network_error", "ServerError"),
        ("insufficient_system_resource", "ServerError"),
    ],
)
def test_only_what_ended_as_an_answer_is_one(finish: str | None, kind: str | None) -> None:
    received = read_completion(json.dumps({"choices": [{"message": {"content": "{}"}, "finish_reason": finish}]}).encode(), AT)
    if kind is None:
        assert received.extract_json(AT) == "{}"
        return
    with pytest.raises(SummarizerError) as caught:
        received.extract_json(AT)
    assert type(caught.value).__name__ == kind


def test_a_stream_is_whole_only_when_it_says_so() -> None:
    reader = StreamReader(AT)
    for piece in ('{"a"', ": 1}"):
        assert reader.feed(json.dumps({"choices": [{"delta": {"content": piece}}]}).encode()) == piece
    with pytest.raises(SummarizerError, match="ended before"):
        reader.completion()
    reader.feed(b'{"choices": [{"delta": {}, "finish_reason": "stop"}]}')
    reader.feed(b'{"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}')
    assert reader.completion().extract_json(AT) == '{"a": 1}'
    assert reader.completion().tokens.output == 2


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_statements_are_told_in_order_and_once_however_a_stream_is_cut(data: st.DataObject) -> None:
    from summarizer import Document
    from summarizer.llm.answer_schema import build_summary_model

    document = Document.from_text("One is here. Two is here.\n\nThree is here.\n")
    answer = json.dumps(
        {
            "core_viewpoint": {"sentences": [1], "text": 'A brace } and a "quote\\" in } it'},
            "groups": [{"title": "{Braces}", "points": [{"sentences": [2], "text": "Two is here {indeed}"}, {"sentences": [3], "text": "Three is here, too"}]}],
        }
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(answer)), max_size=30)))
    told: list[tuple[str, str]] = []
    places: set[str] = set()

    class Client:
        endpoint = AT

    listener = StatementListener(
        build_summary_model(document, "en", Settings()),
        Client(),
        lambda place, title, draft, names: told.append((place, draft.text)),
        places,  # type: ignore[arg-type]  # all it asks of a client
    )
    for start, end in zip([0, *cuts], [*cuts, len(answer)], strict=True):
        listener.feed(answer[start:end])
        assert not told or listener.has_reported
    assert [place for place, _ in told] == ["core_viewpoint", "groups[0].points[0]", "groups[0].points[1]"]
    assert told[0][1] == 'A brace } and a "quote\\" in } it'


def test_what_is_no_json_goes_nowhere() -> None:
    assert _parse_partial_json("{1, 2}") is None
    assert _parse_partial_json('{"a": {"b": 1}') == {"a": {"b": 1}}


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


@pytest.mark.parametrize(
    ("provider", "counted", "size", "read"),
    [
        ("ollama", 2048, 40_000, False),
        ("ollama", 4096, 40_000, True),
        ("ollama", 11, 40_000, True),
        ("ollama", 0, 40_000, True),
        ("vllm", 2048, 40_000, True),
        ("", 2048, 40_000, True),
    ],
)
def test_a_prompt_that_ollama_cut_is_not_taken_for_read(provider: str, counted: int, size: int, read: bool) -> None:
    received = RawCompletion("{}", "stop", "", Tokens(input=counted, output=3))
    endpoint = replace(AT, provider=provider)
    messages = [{"role": "user", "content": "x" * size}]
    if read:
        raise_if_prompt_truncated(messages, received, endpoint)
        return
    with pytest.raises(ContextError, match="only 2048 tokens"):
        raise_if_prompt_truncated(messages, received, endpoint)
