"""What a server does wrong, in every mode and through every interface: a right summary, or the right error, in time."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from summarizer import Document, Settings, Summary, summarize
from summarizer.llm import retry
from summarizer.streaming import stream

from .faults import FAULTS, Fault
from .matrix import MODES, RIGHT, TEXT, WAYS, _connections, run_cell
from .scripted import TOKENS, ScriptedServer, Step

PAUSE = 0.01


@pytest.fixture(scope="module")
def document() -> Document:
    return Document.from_text(TEXT)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits that nobody asked for are short here; those that the server asks for are not."""
    monkeypatch.setattr(retry, "LIMITS", replace(retry.LIMITS, first_backoff=PAUSE, max_backoff=PAUSE))


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_every_fault_ends_rightly(fault: Fault, mode: str, way: str, document: Document) -> None:
    cell = run_cell(fault, mode, way, document)
    expected = fault.streamed if way == "stream" and fault.streamed else fault.outcome
    if isinstance(cell.result, Summary):
        assert expected == "summary"
        _assert_right(cell.result)
    else:
        assert expected in [kind.__name__ for kind in type(cell.result).__mro__], repr(cell.result)
        _assert_one_line(str(cell.result))
    assert fault.waits <= cell.seconds < fault.limit * 2 + fault.waits + 3
    assert cell.left_behind == ()
    if fault.requests is not None:
        assert cell.requests == fault.requests


def _assert_right(summary: Summary) -> None:
    assert [s.citations for _, s in summary.statements()] == [(1,), (1,), (2,)]
    assert {s.support.status for _, s in summary.statements()} == {"supported"}
    assert summary.run.attempts >= 1
    assert summary.run.tokens.input % TOKENS[0] == 0


def _assert_one_line(message: str) -> None:
    assert "\n" not in message and "\x1b" not in message
    assert len(message) < 500
    assert "sk-" not in message, "a key is shown"
    assert "scripted" in message, "the model is not named"


def _summary(document: Document, url: str, **choices: Any) -> Summary:
    return summarize(document, model="scripted", base_url=url, **choices)


def test_a_mode_that_is_refused_is_followed_by_the_next_and_not_tried_again(document: Document) -> None:
    def answer(step_status: int) -> list[Step]:
        return [Step("status", status=step_status, body={"error": {"message": "This response_format type is unavailable now"}}), Step()]

    for status in (400, 422, 501):
        with ScriptedServer(answer(status), RIGHT) as server:
            _assert_right(_summary(document, server.url, attempts=1))
            assert "response_format" in server.requests[0]
            assert "tools" in server.requests[1]


def test_a_server_that_has_no_mode_at_all_is_asked_plainly(document: Document) -> None:
    refused = Step("status", status=400, body={"error": {"message": "unknown field"}})
    with ScriptedServer([refused, refused, refused, Step()], RIGHT) as server:
        _assert_right(_summary(document, server.url, attempts=1))
    assert [sorted({"response_format", "tools"} & set(r)) for r in server.requests] == [["response_format"], ["tools"], ["response_format"], []]
    assert "JSON Schema" in server.requests[3]["messages"][-1]["content"]


def test_a_server_that_ignores_a_mode_gets_the_next(document: Document) -> None:
    with ScriptedServer([Step(text="Sure! Here is a summary."), Step()], RIGHT) as server:
        _assert_right(_summary(document, server.url))
    assert "tools" in server.requests[1]


def test_an_answer_cut_off_is_asked_for_once_more_with_more_room(document: Document) -> None:
    with ScriptedServer([Step(spoil=lambda t: t[:50], finish="length"), Step()], RIGHT) as server:
        summary = _summary(document, server.url, max_output_tokens=500)
    _assert_right(summary)
    assert [request["max_tokens"] for request in server.requests] == [500, 1500]
    assert (summary.run.attempts, summary.run.tokens.output) == (2, 2 * TOKENS[1])


def test_a_wrong_answer_is_asked_for_again_with_what_was_wrong(document: Document) -> None:
    wrong = json.loads(RIGHT)
    wrong["groups"][0]["points"][0]["sentences"] = [77]
    with ScriptedServer([Step(text=json.dumps(wrong)), Step()], RIGHT) as server:
        _assert_right(_summary(document, server.url))
    first, second = (request["messages"] for request in server.requests)
    assert first[0] == second[0]
    assert second[1]["content"].startswith(first[1]["content"]), "the beginning stays the same, so that caches hit"
    added = second[1]["content"].removeprefix(first[1]["content"])
    assert "groups.0.points.0.sentences.0" in added and "less than or equal to 6" in added


def test_the_mode_that_worked_is_remembered(document: Document) -> None:
    from summarizer.llm.client import ModelClient
    from summarizer.llm.writer import write_with_model

    refused = Step("status", status=400, body={"error": {"message": "no response_format"}})
    with ScriptedServer([refused, Step()], RIGHT) as server:
        settings = Settings(model="scripted", base_url=server.url)

        async def twice() -> None:
            async with ModelClient(settings) as client:
                await write_with_model(document, settings, client)
                await write_with_model(document, settings, client)

        asyncio.run(twice())
        assert ["tools" in request for request in server.requests] == [False, True, True]


def test_a_caller_that_stops_listening_stops_the_model(document: Document) -> None:
    with ScriptedServer([Step(pause=0.2)], RIGHT) as server:
        streamed = stream(document, model="scripted", base_url=server.url)
        assert next(streamed).place == "core_viewpoint"
        started = time.monotonic()
        streamed.close()
        assert time.monotonic() - started < 1.0
        assert not _connections(server.server_port)
    assert not [t for t in threading.enumerate() if t.name == "summarizer"]


def test_statements_appear_before_the_answer_ends(document: Document) -> None:
    with ScriptedServer([Step(pause=0.02)], RIGHT) as server:
        times: list[float] = []
        started = time.monotonic()
        for _ in stream(document, model="scripted", base_url=server.url):
            times.append(time.monotonic() - started)
        total = time.monotonic() - started
    assert len(times) == 3
    assert times[0] < total * 0.75, "the first statement waited for the last"


def test_a_stream_that_ends_early_ends_in_an_error_after_what_was_whole(document: Document) -> None:
    from summarizer.errors import TruncatedError

    with ScriptedServer([Step(cut=0.7, then="done")], RIGHT) as server:
        streamed = stream(document, model="scripted", base_url=server.url, verify="off")
        seen = [next(streamed).place for _ in range(2)]
        with pytest.raises(TruncatedError):
            next(streamed)
    assert seen == ["core_viewpoint", "groups[0].points[0]"]
    assert streamed.summary is None
    assert len(server.requests) == 1, "nothing is asked again after something was told"
