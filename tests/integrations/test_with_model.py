"""The steps with a model behind them: a server on loopback, several documents at a time, and a key that is never saved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
import spacy
from servers.minimal import SAID, MinimalServer

from summarizer.integrations.langchain import Summarizer as LangChainSummarizer

TEXTS = [f"Sales rose {n} percent in the year.\n\nProfit fell." for n in range(2, 14)]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The base URL of a model's server."""
    with MinimalServer() as server:
        yield server.url


def test_spacy(url: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("summarizer", config={"model": "m", "base_url": url, "repair_tokens": 0, "concurrency": 2})
    docs = list(nlp.pipe(TEXTS, batch_size=5))
    assert [doc.text for doc in docs] == TEXTS
    assert {doc._.summary.core_viewpoint.text for doc in docs} == {SAID["English"]}
    assert all(doc._.summary.run.engine == "llm" and doc.spans["summarizer"] for doc in docs)


def test_spacy_in_a_shape(url: str) -> None:
    from summarizer.shapes import News, as_shape

    nlp = spacy.blank("en")
    nlp.add_pipe("summarizer", config={"model": "m", "base_url": url, "repair_tokens": 0, "shape": "news"})
    loaded = spacy.blank("en")
    loaded.add_pipe("summarizer")
    loaded.from_bytes(nlp.to_bytes())
    for pipeline in (nlp, loaded):
        assert as_shape(pipeline(TEXTS[0])._.summary, News).facts[0].text == SAID["English"]


def test_langchain(url: str) -> None:
    step = LangChainSummarizer(model="m", base_url=url, repair_tokens=0, api_key="sk-secret")
    assert "sk-secret" not in repr(step) + str(vars(step))
    for summaries in (step.batch(TEXTS), asyncio.run(step.abatch(TEXTS)), [step.invoke(TEXTS[0])]):
        assert all(summary.run.model == "m" and summary.core_viewpoint for summary in summaries)


def test_haystack(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAYSTACK_TELEMETRY_ENABLED", "False")
    monkeypatch.setenv("MY_KEY", "sk-secret")
    from haystack import Document, Pipeline
    from haystack.utils import Secret

    from summarizer.integrations.haystack import Summarizer

    pipeline = Pipeline()
    pipeline.add_component("s", Summarizer(model="m", base_url=url, repair_tokens=0, api_key=Secret.from_env_var("MY_KEY")))
    assert "sk-secret" not in pipeline.dumps()
    out = pipeline.run({"s": {"documents": [Document(content=text) for text in TEXTS]}})["s"]
    assert len(out["summaries"]) == len(TEXTS) and out["failed"] == []
    assert all(made.meta["summary"]["run"]["engine"] == "llm" for made in out["summaries"])
