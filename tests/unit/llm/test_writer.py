"""Statements that are reported while the answer is streamed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Document, Settings
from summarizer.llm.answer_schema import build_summary_model
from summarizer.llm.providers import resolve_endpoint
from summarizer.llm.writer import StatementListener, _parse_partial_json

AT = resolve_endpoint("x", Settings(base_url="http://user:password@127.0.0.1:1/v1", api_key="sk-secret-1234567890"))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_statements_are_reported_in_order_and_once_however_a_stream_is_cut(data: st.DataObject) -> None:
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


DRAFT = json.dumps({"core_viewpoint": {"sentences": [2], "text": "A draft that was thought better of"}, "groups": []})
FINAL = json.dumps({"core_viewpoint": {"sentences": [1], "text": "What the model answered in the end"}, "groups": []})


def _reported(pieces: list[str]) -> list[str]:
    """The texts that a listener reports of an answer that comes in pieces."""
    told: list[str] = []
    document = Document.from_text("One is here. Two is here.\n\nThree is here.\n")

    class Client:
        endpoint = AT

    model = build_summary_model(document, "en", Settings())
    listener = StatementListener(model, Client(), lambda place, title, draft, names: told.append(draft.text), set())  # type: ignore[arg-type]  # all it asks of a client
    for piece in pieces:
        listener.feed(piece)
    return told


@pytest.mark.parametrize(
    "thoughts",
    [
        f"<think>First: {DRAFT}</think>",
        f"First a draft: {DRAFT} and then better.</think>",
        f"Okay.\n```json\n{DRAFT}\n```\nNo, better:\n</think>\n",
        f"<thinking>{DRAFT}</thinking>\n<think>{DRAFT}</think>",
        "",
    ],
)
@pytest.mark.parametrize("fence", ["", "```json\n"])
def test_nothing_is_taken_from_thoughts(thoughts: str, fence: str) -> None:
    answer = thoughts + fence + FINAL
    assert _reported(list(answer)) == _reported([answer]) == ["What the model answered in the end"]
    before_the_answer = thoughts + fence
    assert _reported([before_the_answer]) == []


def test_an_answer_after_words_waits_for_its_end() -> None:
    assert _reported([f"Here is the summary: {FINAL}"]) == []


def test_what_is_no_json_goes_nowhere() -> None:
    assert _parse_partial_json("{1, 2}") is None
    assert _parse_partial_json('{"a": {"b": 1}') == {"a": {"b": 1}}
