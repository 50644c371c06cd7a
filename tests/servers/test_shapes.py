"""Shapes through a real server with constrained decoding: the answers are gibberish, all else is real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import summarizer
from summarizer import Document, Settings, Statement
from summarizer.llm.shape_schema import build_shape_model
from summarizer.shapes import BUILT_IN, as_shape, compile_shape
from summarizer.streaming import stream

from .constrained import ConstrainedServer
from .documents import article


@pytest.mark.parametrize("mode", ["json_schema", "tools"])
@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_model_fills_the_built_in_shapes(constrained: ConstrainedServer, name: str, mode: str, language: str) -> None:
    document = Document.from_text(article(len(name), language))
    before = len(constrained.requests)
    summary = summarizer.summarize(
        document,
        shape=name,
        model="random",
        base_url=constrained.url,
        mode=mode,
        seed=3,
        repair_tokens=0,
        language="en",
    )
    request = constrained.requests[before]
    assert summary.run.prompt_version == f"shape.{Settings().prompts}" and summary.run.attempts == len(constrained.requests) - before
    asked = json.dumps(request, ensure_ascii=False)
    made = as_shape(summary, BUILT_IN[name])
    for field in BUILT_IN[name].model_fields:
        assert f"`{field}`" in request["messages"][1]["content"] and asked.count(f'"{field}"') >= 1
        values = getattr(made, field)
        if field == "topics":
            values = [point for topic in values for point in topic.points]
        assert all(isinstance(v, Statement) for v in (values if isinstance(values, list) else [values]))
    for _, statement in summary.statements():
        assert statement.citations and all(document.text[e.start : e.end] == e.quote for e in statement.evidence)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_shape_is_streamed_statement_by_statement(constrained: ConstrainedServer, name: str) -> None:
    document = Document.from_text(article(5, "zh"))
    told = stream(document, shape=name, model="random", base_url=constrained.url, seed=4, repair_tokens=0, language="en")
    seen = list(told)
    summary = told.summary
    assert summary and [item.place for item in seen] == [place for place, _ in summary.statements()]
    assert [item.statement for item in seen] == [statement for _, statement in summary.statements()]
    titles = [g.title for g in summary.groups for _ in g.points]
    assert [item.title for item in seen if item.title is not None] == titles
    assert as_shape(summary, BUILT_IN[name])


def test_pieces_tell_each_statement_as_soon_as_it_is_closed(constrained: ConstrainedServer) -> None:
    shape, heard = compile_shape("meeting_minutes"), []
    document = Document.from_text("One thing was decided.\n\nAnother was not.")
    answer = build_shape_model(shape, document, "en", Settings(shape="meeting_minutes"))
    claim = {"sentences": [1], "text": "One thing was decided"}
    whole = {"core_viewpoint": claim, "topics": [{"title": "T.", "points": [claim, claim]}], "decisions": [], "actions": [claim]}
    for end in range(1, len(whole) + 1):
        part = dict(list(whole.items())[:end])
        heard.append([(place, title) for place, title, _ in answer.partial_statements(part)])
    assert heard == [
        [("core_viewpoint", None)],
        *[[("core_viewpoint", None), ("groups[0].points[0]", "T"), ("groups[0].points[1]", "T")]] * 2,
        [("core_viewpoint", None), ("groups[0].points[0]", "T"), ("groups[0].points[1]", "T"), ("groups[1].points[0]", "Actions")],
    ]
    out_of_order = {"actions": [claim], **whole}
    assert list(answer.partial_statements(out_of_order)) == [], "a group before it may still come"
    assert list(answer.partial_statements({"core_viewpoint": 3, "topics": "x", "decisions": [4], "actions": None})) == []


def test_a_filled_shape_is_kept_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, constrained: ConstrainedServer) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    document = Document.from_text(article(8, "en"))

    def once() -> summarizer.Summary:
        return summarizer.summarize(document, shape="news", model="random", base_url=constrained.url, seed=5, repair_tokens=0, cache=True)

    first, asked = once(), len(constrained.requests)
    assert as_shape(once(), BUILT_IN["news"]) == as_shape(first, BUILT_IN["news"]) and len(constrained.requests) == asked
