"""Completions and streams as servers send them, and the JSON object in an answer."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Settings
from summarizer.errors import ContextError, InvalidAnswerError, RateLimitError, ServerError, SummarizerError
from summarizer.llm.providers import resolve_endpoint
from summarizer.llm.response_parser import (
    RawCompletion,
    StreamReader,
    extract_json_object,
    raise_if_prompt_truncated,
    read_completion,
    strip_reasoning,
)
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


def test_thoughts_before_a_call_are_no_part_of_a_streamed_answer() -> None:
    reader = StreamReader(AT, calls_only=True)
    assert reader.feed(json.dumps({"choices": [{"delta": {"content": 'A draft: {"a": 0}'}}]}).encode()) == ""
    call = {"tool_calls": [{"index": 0, "function": {"arguments": '{"a": 1}'}}]}
    assert reader.feed(json.dumps({"choices": [{"delta": call, "finish_reason": "stop"}]}).encode()) == '{"a": 1}'
    assert reader.completion().extract_json(AT) == '{"a": 1}'


@pytest.mark.parametrize(
    ("message", "usage"),
    [
        ({"content": "<think>hm</think>{}"}, {}),
        ({"content": "hm</think>{}"}, {}),
        ({"content": "{}", "reasoning_content": "hm"}, {}),
        ({"content": "{}", "reasoning": "hm"}, {}),
        ({"content": "{}"}, {"completion_tokens_details": {"reasoning_tokens": 7}}),
    ],
)
def test_a_model_that_thinks_is_known_by_its_answer(message: dict[str, object], usage: dict[str, object]) -> None:
    body = {"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}
    assert read_completion(json.dumps(body).encode(), AT).reasoned
    reader = StreamReader(AT)
    reader.feed(json.dumps({"choices": [{"delta": message, "finish_reason": "stop"}], "usage": usage}).encode())
    assert reader.completion().reasoned


def test_a_stream_is_whole_only_when_it_says_so() -> None:
    reader = StreamReader(AT)
    for piece in ('{"a"', ": 1}"):
        assert reader.feed(json.dumps({"choices": [{"delta": {"content": piece}}]}).encode()) == piece
    with pytest.raises(SummarizerError, match="ended before"):
        reader.completion()
    reader.feed(b'{"choices": [{"delta": {}, "finish_reason": "stop"}]}')
    reader.feed(b'{"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}')
    assert reader.completion().extract_json(AT) == '{"a": 1}' and not reader.completion().reasoned
    assert reader.completion().tokens.output == 2


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
