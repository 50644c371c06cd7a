"""An article that takes too long is left out of a digest, and nothing else is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer import Document, api
from summarizer.batch import digest_batch
from summarizer.cli.main import main
from summarizer.digests import article_notes, digest_run
from summarizer.digests.article_notes import ArticleNote
from summarizer.errors import TimeLimitError
from summarizer.integrations import digest_rows
from summarizer.models import BatchLine
from tests.batch.scripted_server import ScriptedServer

LIMIT = 2.0  # seconds, which a busy machine needs for no article of the example


def work() -> None:
    """Work until somebody ends it, for a minute at most."""
    end = time.perf_counter() + 60
    while time.perf_counter() < end:
        sum(range(1000))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Let a module take long to note the article on a library."""
    take_note = article_notes.take_note

    def note(document: Document) -> ArticleNote:
        if document.title and "图书馆" in document.title:
            work()
        return take_note(document)

    return lambda module: monkeypatch.setattr(module, "take_note", note)


@pytest.fixture
def paths(examples: Path) -> list[Path]:
    found = sorted((examples / "digest").glob("*.txt"))[6:]
    summarizer.digest(found)  # loads what is loaded once
    return found


@pytest.mark.parametrize("with_model", [False, True])
def test_an_article_that_takes_too_long_is_left_out(with_model: bool, slow: Callable[[Any], None], paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    slow(digest_batch)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-test")
    output = tmp_path / "digests.jsonl"
    with ScriptedServer() as server:
        model = ["-m", "openai/gpt-5-mini", "--base-url", server.url, "--mode", "json_schema", "--verify", "off"] if with_model else []
        command = ["digest", *map(str, paths), "-o", str(output), "--resume", *model]
        assert main([*command, "--document-timeout", str(LIMIT)]) == 1
        err = capsys.readouterr().err
        assert f"summarizer: {paths[2]}: the document is not done after {LIMIT:g} s; allow more with --document-timeout, or divide it\n" in err
        [line] = map(BatchLine.model_validate_json, output.read_text(encoding="utf-8").splitlines())
        assert line.summary and len(line.summary.sources) == len(paths) - 1
        monkeypatch.undo()
        monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-test")
        assert main([*command, "--document-timeout", "60"]) == 0
    [line] = map(BatchLine.model_validate_json, output.read_text(encoding="utf-8").splitlines())
    assert line.summary and len(line.summary.sources) == len(paths)


def test_in_python_the_error_names_the_article(slow: Callable[[Any], None], paths: list[Path]) -> None:
    slow(summarizer.digests)
    with pytest.raises(TimeLimitError, match=f"^article 3: the document is not done after {LIMIT:g} s"):
        summarizer.digest(paths, document_timeout=LIMIT)
    assert len(summarizer.digest(paths[:2], document_timeout=LIMIT).sources) == 2


def test_a_row_that_takes_too_long_has_its_error(slow: Callable[[Any], None], paths: list[Path]) -> None:
    slow(digest_rows)
    noted = digest_rows.DigestRows(document_timeout=LIMIT).note({"text": [path.read_text(encoding="utf-8") for path in paths]})
    assert [error is None for error in noted["error"]] == [True, True, False, True] == [note is not None for note in noted["note"]]
    assert f"the document is not done after {LIMIT:g} s" in noted["error"][2]


def test_a_digest_has_the_time_of_its_articles(paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    compose, calls = digest_run.compose_digest, []

    def slow_first(*arguments: Any) -> summarizer.Summary:
        calls.append(1)
        if len(calls) == 1:
            work()
        return compose(*arguments)

    monkeypatch.setattr(digest_run, "compose_digest", slow_first)
    output = tmp_path / "digests.jsonl"
    command = ["digest", *map(str, paths), "--by-matter", "-o", str(output), "--document-timeout", str(LIMIT)]
    assert main(command) == 1
    assert "the digest of 2 articles is not done after 4 s" in capsys.readouterr().err
    lines = [BatchLine.model_validate_json(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [line.summary is None for line in lines] == [True, False, False]
    assert lines[0].error and lines[0].error.type == "TimeLimitError"


def test_a_tool_says_which_article_took_too_long(slow: Callable[[Any], None], paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mcp")
    from summarizer.integrations import mcp
    from tests.integrations.test_mcp import ask, text_of

    parse_text, texts = mcp.parse_text, [path.read_text(encoding="utf-8") for path in paths]

    def parse(text: str, *arguments: Any) -> Document:
        if text == texts[1]:
            work()
        return parse_text(text, *arguments)

    monkeypatch.setattr(mcp, "parse_text", parse)
    result = ask("digest_articles", {"texts": texts}, document_timeout=LIMIT)
    assert result.is_error and f"article 2: the document is not done after {LIMIT:g} s" in text_of(result)
    monkeypatch.undo()
    monkeypatch.setattr(api, "digest", lambda *_: work())
    result = ask("digest_articles", {"texts": texts[:2]}, document_timeout=0.5)
    assert result.is_error and "is not done after 1 s" in text_of(result)
