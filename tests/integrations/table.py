"""A table of articles, and what must have become of it."""

from __future__ import annotations

from typing import Any

from summarizer.models import Summary
from tests.batch.articles import article

TEXTS = [article(("en", "zh")[i % 2], 400, i) for i in range(8)]
TABLE: dict[str, list[Any]] = {
    "id": [f"d{i}" for i in range(9)],
    "text": [*TEXTS, " "],
    "source": ["Daily"] * 9,
    "views": list(range(9)),
    "published_at": ["2025-09-21"] * 8 + [None],
}


def assert_summarised(table: dict[str, Any]) -> None:
    """Every document has its summary, the empty one its error, and other columns are as they were."""
    found = {name: (summary, error) for name, summary, error in zip(table["id"], table["summary"], table["error"], strict=True)}
    assert len(table["id"]) == len(TABLE["id"]) and set(found) == set(TABLE["id"]) and sorted(table["views"]) == TABLE["views"]
    assert found.pop("d8") == (None, "row d8: its text is empty; give it one, or leave it out")
    for summary, error in found.values():
        read = Summary.model_validate_json(summary)
        assert error is None and read.document.source == "Daily" and read.document.published_at == "2025-09-21"
        assert read.run.seconds is None
