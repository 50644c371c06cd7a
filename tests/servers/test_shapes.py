"""Shapes through a real server with constrained decoding: the answers are gibberish, all else is real."""

from __future__ import annotations

import json

import pytest

import summarizer
from summarizer import Document, Statement
from summarizer.shapes import BUILT_IN

from .constrained import ConstrainedServer
from .documents import article


@pytest.mark.parametrize("mode", ["json_schema", "tools"])
@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_model_fills_the_built_in_shapes(constrained: ConstrainedServer, name: str, mode: str, language: str) -> None:
    document = Document.from_text(article(len(name), language))
    before = len(constrained.requests)
    summary = summarizer.summarize(
        document, shape=name, model="random", base_url=constrained.url, mode=mode, seed=3, repair_tokens=0, language="en",
    )
    request = constrained.requests[before]
    assert summary.run.prompt_version == "shape.v1" and summary.run.attempts == len(constrained.requests) - before
    asked = json.dumps(request, ensure_ascii=False)
    made = summary.as_shape(BUILT_IN[name])
    for field in BUILT_IN[name].model_fields:
        assert f"`{field}`" in request["messages"][1]["content"] and asked.count(f'"{field}"') >= 1
        values = getattr(made, field)
        if field == "topics":
            values = [point for topic in values for point in topic.points]
        assert all(isinstance(v, Statement) for v in (values if isinstance(values, list) else [values]))
    for _, statement in summary.statements():
        assert statement.citations and all(document.text[e.start:e.end] == e.quote for e in statement.evidence)
