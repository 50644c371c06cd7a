"""The component, with Haystack itself: pipelines, saved pipelines, keys, what fails."""

from __future__ import annotations

import json
import os

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when Haystack is imported

from pathlib import Path

import pytest
from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.utils import Secret
from pydantic import create_model

import summarizer
from summarizer.errors import InputError, UsageError
from summarizer.integrations.haystack import Summarizer
from summarizer.models import Statement, Summary

from .conftest import same


def test_documents_become_their_summaries(english: str, chinese: str) -> None:
    sources = [Document(content=english, meta={"url": "a"}), Document(content=chinese, meta={"url": "b"})]
    out = Summarizer(groups=2).run(sources)
    assert out["failed"] == []
    for source, made in zip(sources, out["summaries"], strict=True):
        summary = Summary.model_validate(made.meta["summary"])
        assert same(summary, summarizer.summarize(summarizer.Document.from_text(source.content or ""), groups=2))
        assert made.content == summary.to_text() and made.meta["source_id"] == source.id
        assert made.meta["url"] == source.meta["url"] and "summary" not in source.meta


def pipeline(**options: object) -> Pipeline:
    made = Pipeline()
    made.add_component("summarizer", Summarizer(**options))  # type: ignore[arg-type]
    made.add_component("joiner", DocumentJoiner())
    made.connect("summarizer.summaries", "joiner.documents")
    return made


def test_a_saved_pipeline_is_the_same_pipeline(english: str) -> None:
    made = pipeline(groups=1, points=2, raise_on_failure=False, api_key=Secret.from_env_var("SOME_KEY", strict=False))
    saved = made.dumps()
    again = Pipeline.loads(saved)
    assert again.dumps() == saved and "SOME_KEY" in saved
    for one in (made, again):
        out = one.run({"summarizer": {"documents": [Document(content=english), Document(content="---")]}})
        assert [d.content.count("Group ") for d in out["joiner"]["documents"]] == [1]
        assert ["holds no paragraph" in d.meta["error"] for d in out["summarizer"]["failed"]] == [True]


def test_failures_stop_unless_asked_for(english: str) -> None:
    with pytest.raises(InputError, match="holds no paragraph"):
        Summarizer().run([Document(content=english), Document(content="---")])
    out = Summarizer(raise_on_failure=False).run([Document(content=None), Document(content=english)])
    assert len(out["failed"]) == len(out["summaries"]) == 1


def test_keys_are_not_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "sk-secret")
    saved = pipeline(api_key=Secret.from_env_var("SOME_KEY")).dumps()
    assert "sk-secret" not in saved
    with pytest.raises(ValueError, match="Cannot serialize token-based secret"):
        pipeline(api_key=Secret.from_token("sk-secret")).dumps()


def test_wrong_settings_are_refused_when_it_is_made() -> None:
    with pytest.raises(UsageError, match="groups"):
        Summarizer(groups=0)
    with pytest.raises(UsageError, match="api_key: not a Haystack Secret"):
        Summarizer(api_key="sk-secret")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UsageError, match=r"Wrong\.amount: cannot be filled"):
        Summarizer(shape=create_model("Wrong", amount=(int, ...), said=(Statement, ...)))


def test_a_shape_is_saved_as_its_schema(tmp_path: Path) -> None:
    model = create_model("Notes", risks=(list[Statement], ...))
    file = tmp_path / "shape.json"
    file.write_text(json.dumps(model.model_json_schema()), encoding="utf-8")
    saved = [pipeline(shape=shape).dumps() for shape in (model, str(file))]
    file.unlink()
    for text in saved:
        out = Pipeline.loads(text).run({"summarizer": {"documents": [Document(content="A risk is the price of steel.")]}})
        assert "Group 1: Risks" in out["joiner"]["documents"][0].content
