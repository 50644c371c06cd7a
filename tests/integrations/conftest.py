"""What the adapters' tests share: articles of both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.models import Summary


@pytest.fixture
def english(examples: Path) -> str:
    """An article in English."""
    return (examples / "english_economy/article.txt").read_text(encoding="utf-8")


@pytest.fixture
def chinese(examples: Path) -> str:
    """An article in Chinese."""
    return (examples / "chinese_business/article.txt").read_text(encoding="utf-8")


def same(one: Summary, other: Summary) -> bool:
    """Whether two summaries differ in nothing but the time they took."""
    return timeless(one) == timeless(other)


def timeless(summary: Summary) -> Summary:
    """The summary as if it had taken no time."""
    return summary.model_copy(update={"run": summary.run.model_copy(update={"seconds": 0.0})})
