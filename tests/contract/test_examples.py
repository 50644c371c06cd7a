"""The examples are what the program makes of them today, and what a good model writes is borne out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer.llm.writer import PROMPT

ROOT = Path(__file__).parent.parent.parent
FOLDERS = sorted(path.parent for path in (ROOT / "examples").glob("*/answer.en.json"))


def test_the_files_are_made_by_the_program() -> None:
    done = subprocess.run([sys.executable, "examples/run.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_the_recorded_answer_is_to_the_prompt_of_today(folder: Path) -> None:
    assert json.loads((folder / "answer.en.json").read_text("utf-8"))["prompt_version"] == PROMPT


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_the_english_summary_is_cited_and_borne_out(folder: Path) -> None:
    document = summarizer.Document.from_file(folder / "article.txt")
    summary = summarizer.Summary.parse((folder / "summary.en.json").read_text("utf-8"))
    assert len(document.blocks) >= 12 and summary.language == "en" and summary.run.engine == "llm"
    for place, statement in summary.statements():
        assert statement.citations and statement.support.status != "unsupported", place
        for evidence in statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_the_printed_summary_checks_like_the_one_in_json(folder: Path) -> None:
    document = summarizer.Document.from_file(folder / "article.txt")
    report = summarizer.check((folder / "summary.en.txt").read_text("utf-8"), document)
    assert report.counts["unsupported"] == 0, report.findings
