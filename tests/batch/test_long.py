"""Documents too long to be read at once, through a scripted server and llama.cpp's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer.errors import ServerError
from summarizer.models import Document, Summary

from . import forked
from .articles import article
from .scripted_server import Failure, ScriptedServer

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def _summarize(server: ScriptedServer, document: Document, **choices: Any) -> Summary:
    return summarizer.summarize(document, model="openai/x", base_url=server.url, api_key="x", **choices)


def _accounted(summary: Summary, document: Document) -> None:
    """Every block is in one chunk, and every citation is evidence of the document."""
    chunks = summary.run.chunks
    assert [chunk.first for chunk in chunks] == [1, *(chunk.last + 1 for chunk in chunks[:-1])]
    assert chunks[-1].last == len(document.blocks)
    for _, statement in summary.statements():
        assert statement.evidence
        for evidence in statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote in document.block(evidence.block).text


@LANGUAGES
def test_sections_are_reduced_in_steps_and_cited_by_their_own_numbers(language: str) -> None:
    document = Document.from_text(article(language, 60_000))
    with ScriptedServer() as server:
        summary = _summarize(server, document, section_tokens=1_000)
    _accounted(summary, document)
    assert len(summary.run.chunks) > 10 and summary.run.prompt_version == f"summarize.{summarizer.Settings().prompts}+reduce.{summarizer.Settings().prompts}"
    assert len(server.requests) == summary.run.attempts > len(summary.run.chunks) + 3  # several steps
    assert {s.support.status for _, s in summary.statements()} == {"supported"}
    assert len({request["messages"][0]["content"] for request in server.requests}) == 2  # prefixes a server can keep


def test_a_short_document_is_read_at_once() -> None:
    document = Document.from_text(article("en", 3_000))
    with ScriptedServer() as server:
        summary = _summarize(server, document)
    assert (summary.run.chunks, summary.run.prompt_version, len(server.requests)) == ((), f"summarize.{summarizer.Settings().prompts}", 1)


def test_a_section_that_fails_is_on_record_and_the_others_are_summarised() -> None:
    document = Document.from_text(article("en", 30_000))
    lost = document.sentences[len(document.sentences) // 2].text

    def script(number: int, request: dict[str, Any]) -> None:
        if lost in request["messages"][-1]["content"] and "too long" not in request["messages"][0]["content"]:
            raise Failure(501, "cannot read this")

    with ScriptedServer(script) as server:
        summary = _summarize(server, document, section_tokens=1_500, mode="json_schema")
    _accounted(summary, document)
    failed = [chunk for chunk in summary.run.chunks if chunk.error]
    assert failed and len(failed) < len(summary.run.chunks) and "cannot read this" in str(failed[0].error)
    assert all(not chunk.first <= n <= chunk.last for chunk in failed for _, s in summary.statements() for n in s.citations)


def test_when_every_section_fails_the_error_is_raised() -> None:
    def script(number: int, request: dict[str, Any]) -> None:
        raise Failure(401, "who are you")

    with ScriptedServer(script) as server, pytest.raises(ServerError, match="who are you"):
        _summarize(server, Document.from_text(article("en", 30_000)), section_tokens=1_500)


def test_what_does_not_fit_the_model_is_read_in_smaller_sections() -> None:
    document = Document.from_text(article("zh", 9_000))

    def script(number: int, request: dict[str, Any]) -> None:
        if len(request["messages"][-1]["content"]) > 4_000:
            raise Failure(400, "This model's maximum context length is 4096 tokens")

    with ScriptedServer(script) as server:
        summary = _summarize(server, document)
    _accounted(summary, document)
    assert len(summary.run.chunks) > 2 and not any(chunk.error for chunk in summary.run.chunks)


def test_the_command_line_names_what_is_missing(tmp_path: Path) -> None:
    path, output = tmp_path / "report.txt", tmp_path / "out.jsonl"
    path.write_text(article("en", 90_000), encoding="utf-8")
    document = Document.from_file(path)
    lost = document.sentences[-1].text

    def script(number: int, request: dict[str, Any]) -> None:
        if lost in request["messages"][-1]["content"] and "too long" not in request["messages"][0]["content"]:
            raise Failure(501, "cannot read this")

    with ScriptedServer(script) as server:
        model = ["-m", "openai/x", "--base-url", server.url, "--mode", "json_schema"]
        for command in ([str(path)], ["batch", str(path), "-o", str(output)]):
            result = forked.run([*command, *model])
            said = [line for line in result.stderr.splitlines() if "is missing from the summary" in line]
            assert result.returncode == 0 and len(said) == 1 and "cannot read this" in said[0], result.stderr
    _accounted(Summary.model_validate(json.loads(output.read_text())["summary"]), document)


@pytest.mark.slow
@LANGUAGES
def test_a_million_characters(language: str, tmp_path: Path) -> None:
    """In a process of its own, so that its memory is its own."""
    path, output = tmp_path / "report.txt", tmp_path / "summary.json"
    path.write_text(article(language, 1_000_000), encoding="utf-8")
    with ScriptedServer() as server:
        options = ["-m", "openai/x", "--base-url", server.url, "-f", "json", "-o", str(output)]
        # The peak of a child starts at the size of the process that forks it: the test's own may be larger than the limit.
        code = "import resource, subprocess, sys; code = subprocess.call([sys.executable, '-m', 'summarizer', *sys.argv[1:]]);print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
        process = subprocess.run([sys.executable, "-c", code, str(path), *options], capture_output=True, text=True)
    assert process.returncode == 0, process.stderr
    document = Document.from_file(path)
    _accounted(Summary.model_validate_json(output.read_text(encoding="utf-8")), document)
    assert int(process.stdout) < 600 * 1024  # KiB
