"""The examples are what the program makes of them today, and what a good model writes is supported."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer

ROOT = Path(__file__).parent.parent.parent
FOLDERS = sorted(path.parent for path in (ROOT / "examples").glob("*/answer.en.json"))


def test_the_files_are_made_by_the_program() -> None:
    done = subprocess.run([sys.executable, "examples/run.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_the_recorded_answers_name_the_prompts_that_they_answer(folder: Path) -> None:
    written, judged = (json.loads((folder / name).read_text("utf-8"))["prompt_version"] for name in ("answer.en.json", "verdicts.en.json"))
    made = summarizer.Summary.parse((folder / "summary.en.json").read_text("utf-8"))
    assert (made.run.prompt_version or "").partition("+")[0] == written
    assert made.run.judging and made.run.judging.prompt_version == judged


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_the_english_summary_is_cited_and_supported(folder: Path) -> None:
    document = summarizer.Document.from_file(folder / "article.txt")
    summary = summarizer.Summary.parse((folder / "summary.en.json").read_text("utf-8"))
    assert len(document.blocks) >= 12 and summary.language == "en" and summary.run.engine == "llm"
    for place, statement in summary.statements():
        assert statement.citations and statement.support.status == "supported", place
        assert statement.support.judge in ("recorded", "copy"), place
        for evidence in statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_the_printed_summary_checks_like_the_one_in_json(folder: Path) -> None:
    document = summarizer.Document.from_file(folder / "article.txt")
    report = summarizer.check((folder / "summary.en.txt").read_text("utf-8"), document)
    assert report.counts["unsupported"] == 0, report.findings


def test_the_digest_of_recorded_answers_is_cited_across_articles_and_supported() -> None:
    folder = ROOT / "examples" / "digest"
    articles = [summarizer.Document.from_file(path) for path in sorted(folder.glob("*.txt"))]
    digest = summarizer.Summary.parse((folder / "digest.en.json").read_text("utf-8"))
    assert digest.run.prompt_version == json.loads((folder / "answers.en.json").read_text("utf-8"))["prompt_version"]
    assert digest.run.attempts == 2 and digest.language == "en" and not digest.run.repairs
    assert not any(s.sides for _, s in digest.statements()), "points tell what differs"
    assert [place for place, s in digest.statements() if "contradict one another" in s.text] == ["groups[0].points[1]", "groups[1].points[1]"]
    assert {source.number: source.corrects for source in digest.sources if source.corrects} == {8: 7}
    for place, statement in digest.statements():
        assert statement.support.status == "supported" and statement.support.judge in ("recorded", "copy"), place
        for evidence in statement.evidence:
            assert articles[(evidence.article or 0) - 1].text[evidence.start : evidence.end] == evidence.quote
    assert any(len({citation.article for citation in s.citations if not isinstance(citation, int)}) > 3 for _, s in digest.statements())


def test_the_digest_is_made_of_the_recorded_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    made = importlib.import_module("run").files_of_digest()
    assert [path.name for path, text in made.items() if path.read_text("utf-8") != text] == []
