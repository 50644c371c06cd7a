"""Streams of statements that do not hold: what waits, what appears, and that the end is the summary `summarize` gives."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from summarizer import Document, Settings, astream, stream, summarize
from summarizer.errors import UnsupportedError
from summarizer.models import DraftStatement, Summary
from summarizer.models.draft import DraftListener, DraftResult
from summarizer.streaming import Stream

from .scripted import ScriptedServer, Step
from .test_repair import TEXT, TRUE, WRONG_FIGURE, _corrections, _draft

PLACES = ["core_viewpoint", "groups[0].points[0]", "groups[1].points[0]"]
CORRECTION = _corrections((1, [4], TRUE["jobs"][1]))


@pytest.fixture(scope="module")
def document() -> Document:
    return Document.from_text(TEXT)


def _streamed(document: Document, server: ScriptedServer, **choices: Any) -> Stream:
    return stream(document, model="scripted", base_url=server.url, **{"cache": False, "verify": "off", **choices})


def _timeless(summary: Summary) -> Summary:
    return summary.model_copy(update={"run": summary.run.model_copy(update={"seconds": None})})


@pytest.mark.parametrize(
    "answers",
    [
        [_draft()],
        [_draft(jobs=WRONG_FIGURE), CORRECTION],
        [_draft(jobs=WRONG_FIGURE), _corrections((1, [4], WRONG_FIGURE[1]))],
        [_draft(core=([4], TRUE["core"][1]), jobs=WRONG_FIGURE), CORRECTION],
    ],
)
def test_the_end_of_a_stream_is_the_summary_that_summarize_gives(document: Document, answers: list[str]) -> None:
    steps = [Step(text=answer) for answer in answers]
    with ScriptedServer(steps) as server:
        plain = summarize(document, model="scripted", base_url=server.url, cache=False, verify="off")
    with ScriptedServer(steps) as server:
        items = list(streamed := _streamed(document, server))
    assert streamed.summary is not None
    assert _timeless(streamed.summary) == _timeless(plain)
    assert [(item.place, item.statement) for item in items] == list(plain.statements()), "what appeared is what stands"


def test_a_statement_that_fails_waits_for_its_correction_and_the_ones_behind_it_wait_too(document: Document) -> None:
    with ScriptedServer([Step(text=_draft(jobs=WRONG_FIGURE), pause=0.01), Step(text=CORRECTION)]) as server:
        items = _streamed(document, server)
        first = next(items)
        assert len(server.requests) == 1, "nothing was asked again before the first statement appeared"
        started = time.monotonic()
        rest = list(items)
        assert time.monotonic() - started > 0.05, "the first one did not wait for the end of the answer"
        assert len(server.requests) == 2
    assert [item.place for item in (first, *rest)] == PLACES
    assert rest[0].statement.text == TRUE["jobs"][1]
    assert rest[0].statement.support.status == "supported"


def test_a_stream_that_is_given_up_stops_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left by `async with`, by `with`, or by the end of the last reference to it."""
    stopped: list[str] = []

    async def endless(document: Document, settings: Settings, client: object, listener: DraftListener) -> DraftResult:
        listener("core_viewpoint", None, DraftStatement(text="Sales rose 12%", sentences=(1,)), ())
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.append("stopped")
            raise
        raise AssertionError("waited for")

    async def given_up() -> None:
        async with astream("Sales rose 12%.") as items:
            assert (await anext(items)).place == "core_viewpoint"
        assert stopped == ["stopped"]
        async for _ in astream("Sales rose 12%."):
            break
        await asyncio.sleep(0.01)

    monkeypatch.setattr("summarizer.pipeline.write_draft", endless)
    asyncio.run(given_up())
    assert stopped == ["stopped"] * 2
    with stream("Sales rose 12%.") as items:
        assert next(items).place == "core_viewpoint"
    assert stopped == ["stopped"] * 3


def test_without_tokens_for_repair_nothing_waits(document: Document) -> None:
    with ScriptedServer([Step(text=_draft(jobs=WRONG_FIGURE))]) as server:
        items = list(streamed := _streamed(document, server, repair_tokens=0))
        assert len(server.requests) == 1
    assert [item.place for item in items] == PLACES
    assert items[1].statement.support.status == "unsupported"
    assert streamed.summary is not None and streamed.summary.run.repairs == ()


def test_what_cannot_be_mended_is_dropped_or_fatal_after_it_was_asked_for_again(document: Document) -> None:
    steps = [Step(text=_draft(jobs=WRONG_FIGURE)), Step(text=_corrections((1, [4], WRONG_FIGURE[1])))]
    with ScriptedServer(steps) as server:
        items = list(streamed := _streamed(document, server, on_unsupported="drop"))
    assert [item.place for item in items] == [PLACES[0], PLACES[2]]
    assert streamed.summary is not None
    assert [repair.action for repair in streamed.summary.run.repairs] == ["dropped"]
    with ScriptedServer(steps) as server, pytest.raises(UnsupportedError, match="1,520"):
        list(_streamed(document, server, on_unsupported="fail"))
    with ScriptedServer([steps[0], Step(text=CORRECTION)]) as server:
        assert len(list(_streamed(document, server, on_unsupported="fail"))) == 3


def test_a_server_that_fails_at_repair_leaves_what_stands(document: Document) -> None:
    with ScriptedServer([Step(text=_draft(jobs=WRONG_FIGURE)), Step(kind="status", status=400, body={})]) as server:
        items = list(_streamed(document, server))
    assert [item.place for item in items] == PLACES
    assert items[1].statement.support.status == "unsupported"


THOUGHTS = "Let me see. A first draft: " + _draft(core=([4], "What was thought of at first and then given up")) + " No, better so."


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("json_schema", {"content": f"{THOUGHTS}</think>\n"}),
        ("json_schema", {"content": f"<think>{THOUGHTS}</think>"}),
        ("json_schema", {"reasoning_content": THOUGHTS}),
        ("json", {"content": f"{THOUGHTS}</think>"}),
        ("tools", {"content": THOUGHTS}),
        ("tools", {"content": f"{THOUGHTS}</think>"}),
        ("tools", {"reasoning": THOUGHTS}),
    ],
)
def test_thoughts_are_not_shown_whatever_the_mode(document: Document, mode: str, message: dict[str, Any]) -> None:
    with ScriptedServer([Step(text=_draft(), message=message)]) as server:
        items = list(streamed := _streamed(document, server, mode=mode))
    assert [item.place for item in items] == PLACES and streamed.summary is not None
    assert not any("given up" in item.statement.text for item in items)
    assert streamed.summary.run.attempts == 1


def test_a_model_that_thinks_gets_room_for_it_from_then_on(document: Document) -> None:
    steps = [Step(text=_draft(jobs=WRONG_FIGURE), message={"reasoning_content": "hm"}), Step(text=CORRECTION)]
    with ScriptedServer(steps) as server:
        summarize(document, model="scripted", base_url=server.url, cache=False, verify="off", max_output_tokens=1000)
    first, second = (request["max_tokens"] for request in server.requests)
    assert first == 1000 and second > 8000
