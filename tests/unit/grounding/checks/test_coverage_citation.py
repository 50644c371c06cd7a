"""Findings `citation` and `uncited`."""

from __future__ import annotations

from summarizer.grounding import SourceIndex, check_statement
from summarizer.grounding.checks.coverage import unknown_block_finding
from summarizer.models import Document

from ..articles import ENGLISH, check


def test_without_citation_it_is_unsupported() -> None:
    document = Document.from_text(ENGLISH)
    support = check_statement("Anything.", (), SourceIndex(document))
    assert support.status == "unsupported"
    assert [finding.kind for finding in support.findings] == ["uncited"]


RIVAL = "Its rival Eastgate lost £20 million in the same quarter after demand for diesel engines fell"


def test_the_block_with_the_support_is_named() -> None:
    (finding,) = check(RIVAL, 1, ENGLISH).findings
    assert (finding.kind, finding.block) == ("citation", 3)


def test_a_text_in_two_languages_is_not_compared_with_its_own_translation() -> None:
    source = "Harlow guided its margin to 46%, plus or minus 1.5 points, and named no reason for it.\n\nNext question, please.\n\n我们请下一位提问。\n\n哈洛把利润率指引定为46%，上下浮动1.5个百分点，没有说明原因。"
    assert check("哈洛把利润率指引定为46%，上下浮动1.5个百分点，未说明原因", 1, source).findings == ()


def test_a_block_that_does_not_exist() -> None:
    finding = unknown_block_finding(9, Document.from_text(ENGLISH))
    assert finding.kind == "citation" and "[9]" in finding.message and finding.block is None
