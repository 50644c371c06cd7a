"""Finding `quote`."""

from __future__ import annotations

import pytest

from summarizer.grounding import SourceIndex
from summarizer.grounding.checks.interface import CheckContext
from summarizer.grounding.checks.quote import check_quotes, find_quotations
from summarizer.grounding.passage import Passage
from summarizer.models import Document

from ..articles import ENGLISH


@pytest.mark.parametrize(
    ("claim", "block", "kind"),
    [
        ('delayed "at least six weeks"', 4, None),
        ('delayed "at least … weeks"', 4, None),
        ('delayed "at most two weeks"', 4, "quote"),
        ('delayed "at least six weeks"', 1, "citation"),
        ('a "diesel engine"', 1, None),
    ],
)
def test_quoted_words(claim: str, block: int, kind: str | None) -> None:
    index = SourceIndex(Document.from_text(ENGLISH))
    result = check_quotes(CheckContext(Passage(claim), index.sentences_by_block[block], index))
    assert [finding.kind for finding in result.findings] == ([kind] if kind else [])


@pytest.mark.parametrize(("text", "words"), [("他说：“不会裁员”。", ["不会裁员"]), ("《书名》和「引语」", ["书名", "引语"]), ('5" and 6" pipes', [])])
def test_quotations_in_a_text(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == words
