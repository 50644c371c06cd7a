"""Statements that are reported while the answer is streamed."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Settings
from summarizer.llm.providers import resolve_endpoint
from summarizer.llm.writer import StatementListener, _parse_partial_json

AT = resolve_endpoint("x", Settings(base_url="http://user:password@127.0.0.1:1/v1", api_key="sk-secret-1234567890"))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_statements_are_reported_in_order_and_once_however_a_stream_is_cut(data: st.DataObject) -> None:
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
