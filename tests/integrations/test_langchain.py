"""The Runnable, with LangChain itself: chains, batches, callbacks, event loops."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document as LangChainDocument
from langchain_core.runnables import Runnable, RunnableLambda

import summarizer
from summarizer.errors import InputError, UsageError
from summarizer.integrations.langchain import Summarizer
from summarizer.models import Document, Summary

from .conftest import same


def test_it_is_a_runnable_from_texts_and_documents_to_summaries(english: str, chinese: str) -> None:
    step = Summarizer(groups=2, points=2)
    assert isinstance(step, Runnable)
    for article in (english, chinese):
        document = Document.from_text(article)
        expected = summarizer.summarize(document, groups=2, points=2)
        assert len(expected.groups) == 2
        for source in (article, LangChainDocument(article), document):
            assert same(step.invoke(source), expected)
            assert same(asyncio.run(step.ainvoke(source)), expected)


def test_it_takes_part_in_a_chain(english: str) -> None:
    load: Runnable[dict[str, str], LangChainDocument] = RunnableLambda(lambda row: LangChainDocument(row["body"]))
    chain = load | Summarizer(groups=1) | RunnableLambda(Summary.to_line)
    line = chain.invoke({"body": english})
    assert "Core Viewpoint - " in line and "Group 1: " in line and "Group 2: " not in line


def test_batches_keep_their_order_and_their_errors(english: str, chinese: str) -> None:
    step = Summarizer(groups=1)
    results = step.batch([english, "---", chinese], {"max_concurrency": 2}, return_exceptions=True)
    assert [r.language if isinstance(r, Summary) else type(r) for r in results] == ["en", InputError, "zh"]
    assert [s.language for s in step.map().invoke([chinese, english])] == ["zh", "en"]
    with pytest.raises(InputError):
        step.batch([english, "---"])


def test_callbacks_see_the_run(english: str) -> None:
    seen: list[Any] = []

    class Watch(BaseCallbackHandler):
        def on_chain_start(self, serialized: Any, inputs: Any, **kwargs: Any) -> None:
            seen.append(kwargs["name"])

        def on_chain_end(self, outputs: Any, **kwargs: Any) -> None:
            seen.append(type(outputs))

        def on_chain_error(self, error: BaseException, **kwargs: Any) -> None:
            seen.append(type(error))

    step = Summarizer().with_config(callbacks=[Watch()])
    step.invoke(english)
    with pytest.raises(InputError):
        step.invoke("---")
    assert seen == ["Summarizer", Summary, "Summarizer", InputError]


def test_it_shows_what_was_chosen_and_no_key() -> None:
    shown = repr(Summarizer(groups=1, api_key="sk-secret"))
    assert shown.startswith("Summarizer(") and "groups=1" in shown and "secret" not in shown


def test_types_are_shown_to_langchain() -> None:
    assert Summarizer().get_output_jsonschema()["title"] == "Summary"
    assert "string" in str(Summarizer().get_input_jsonschema())


def test_a_text_is_never_the_name_of_a_file() -> None:
    assert os.path.exists("pyproject.toml")
    summary = Summarizer().invoke("pyproject.toml")
    assert summary.document.id == Document.from_text("pyproject.toml").id and summary.document.blocks == 1


@pytest.mark.parametrize("wrong", [None, 3, ["a text"], {"text": "x"}])
def test_what_is_no_text_is_refused(wrong: Any) -> None:
    with pytest.raises(UsageError, match="cannot be summarised"):
        Summarizer().invoke(wrong)


def test_wrong_settings_are_refused_when_it_is_made() -> None:
    with pytest.raises(UsageError, match="groups"):
        Summarizer(groups=0)
