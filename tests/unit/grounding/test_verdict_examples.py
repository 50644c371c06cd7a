"""The answers recorded beside the examples are true: none of their statements may be objected to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.grounding import ground_statement
from summarizer.grounding.source import SourceIndex
from summarizer.models import Document, DraftStatement, GlossaryEntry

NAMES = ("chinese_business", "english_economy", "mixed_research")


@pytest.mark.parametrize("name", NAMES)
def test_recorded_answers_have_no_findings(name: str, examples: Path) -> None:
    document = Document.from_file(examples / name / "article.txt")
    answer = json.loads((examples / name / "answer.en.json").read_text(encoding="utf-8"))["answer"]
    glossary = [GlossaryEntry(source=entry["source"], written=entry["written"]) for entry in answer.get("glossary", [])]
    drafted = [answer["core_viewpoint"], *(point for group in answer["groups"] for point in group["points"])]
    index = SourceIndex(document)
    checked = [ground_statement(DraftStatement(text=d["text"], sentences=tuple(d["sentences"])), index, glossary) for d in drafted]
    assert [f.message for statement in checked for f in statement.support.findings] == []
