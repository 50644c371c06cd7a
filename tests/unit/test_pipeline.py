"""The one run: with and without an observer, and without an event loop."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import Document, Settings, Statement, read_document, summarize
from summarizer.models import Summary
from summarizer.pipeline import run_pipeline, summarize_offline, summarize_with_own_client


def _without_time(summary: Summary) -> Summary:
    return summary.model_copy(update={"run": summary.run.model_copy(update={"seconds": None})})


def test_a_document_is_read_once(examples: Path) -> None:
    document = read_document(examples / "chinese_business" / "article.txt")
    assert read_document(document) is document
    assert Document.from_file(examples / "chinese_business" / "article.txt") == document


def test_every_way_of_the_offline_engine_gives_the_same(examples: Path) -> None:
    source, settings = examples / "chinese_business" / "article.txt", Settings()
    summary = _without_time(summarize_offline(source, settings))
    assert _without_time(summarize(source)) == summary
    assert _without_time(asyncio.run(summarize_with_own_client(source, settings))) == summary
    seen: list[tuple[str, Statement]] = []
    observed = asyncio.run(run_pipeline(source, settings, observer=lambda place, title, statement: seen.append((place, statement))))
    assert _without_time(observed) == summary and seen == list(summary.statements())


# What only a model, a check of free statements or a page of many articles needs: half of the time of a cold start.
NEEDLESS = {"asyncio", "ssl", "sqlite3", "spacy", "jieba", "summarizer.llm", "summarizer.quantities", "summarizer.grounding.checks", "summarizer.published.parser", "summarizer.replay", "summarizer.streaming"}


@pytest.mark.parametrize(
    "command",
    [
        "import summarizer; summarizer.summarize('Sales rose 5%. Profit fell.')",
        "from summarizer.cli.main import main; main([ARTICLE])",
    ],
)
def test_a_summary_offline_loads_what_it_needs_alone(command: str, examples: Path) -> None:
    command = command.replace("ARTICLE", repr(str(examples / "english_economy" / "article.txt")))
    code = f"{command}\nimport sys; print(*sorted(set(sys.modules) & {NEEDLESS!r}))"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.splitlines()[-1] == ""
