"""A whole summary, whoever wrote it, against its document."""

from __future__ import annotations

import pytest

from summarizer.errors import UsageError
from summarizer.grounding import SourceIndex
from summarizer.grounding.report import check_summary
from summarizer.models import Document, Evidence, Group, Statement, Summary

TEXT = """\
The harbour of Port Ellery handled 4.2 million containers in 2023, 7 percent more than a year before.

Its owner, Ellery Docks, will spend £150 million on new cranes. The board approved the plan in March.

Dock workers went on strike for nine days in June, which cost the port £12 million.
"""
DOCUMENT = Document.from_text(TEXT)


def summary(*statements: Statement) -> Summary:
    first, *rest = statements
    return Summary(language="en", core_viewpoint=first, groups=(Group(title="All", points=tuple(rest)),) if rest else ())


def only(statement: Statement, citations: str = "strict") -> Statement:
    (entry,) = check_summary(summary(statement), SourceIndex(DOCUMENT), citations).entries
    return entry.statement


def quote(start_words: str, block: int, end_words: str) -> Evidence:
    start = TEXT.index(start_words)
    end = TEXT.index(end_words, start) + len(end_words)
    return Evidence(block=block, start=start, end=end, quote=TEXT[start:end])


def test_places_are_in_printed_order() -> None:
    report = check_summary(
        summary(
            Statement(text="The port handled 4.2 million containers in 2023", citations=(1,)),
            Statement(text="The strike cost £12 million", citations=(3,)),
            Statement(text="The strike cost £21 million", citations=(3,)),
        ),
        SourceIndex(DOCUMENT),
    )
    assert [entry.place for entry in report.entries] == ["core_viewpoint", "groups[0].points[0]", "groups[0].points[1]"]
    assert report.counts["unsupported"] == 1
    assert [finding.kind for finding in report.findings] == ["number"]
    assert report.document.blocks == 3


def test_whole_blocks_are_the_evidence_of_printed_citations() -> None:
    checked = only(Statement(text="The strike cost £12 million", citations=(3,)))
    assert checked.evidence[0].quote == DOCUMENT.block(3).text
    assert checked.citations == (3,)


def test_a_block_that_is_not_there() -> None:
    checked = only(Statement(text="The strike cost £12 million", citations=(3, 9)))
    assert checked.support.status == "partial"
    assert checked.support.findings[0].kind == "citation"
    assert "[9]" in checked.support.findings[0].message
    assert checked.citations == (3,)


def test_only_blocks_that_are_not_there() -> None:
    checked = only(Statement(text="The strike cost £12 million", citations=(9,)))
    assert checked.support.status == "unsupported"
    assert [finding.kind for finding in checked.support.findings] == ["citation"]


def test_evidence_of_a_json_summary_is_kept_when_it_slices_back() -> None:
    evidence = quote("Dock workers", 3, "£12 million.")
    checked = only(Statement(text="The strike cost £12 million", citations=(3,), evidence=(evidence,)))
    assert checked.evidence == (evidence,)
    assert not checked.support.findings


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(block=3, start=0, end=11, quote="The harbour"),  # not in that block
        Evidence(block=1, start=0, end=11, quote="The quayside"),  # other words
        Evidence(block=1, start=0, end=9_999, quote=TEXT),  # beyond the block
        Evidence(block=1, start=0, end=0, quote=""),  # nothing
    ],
    ids=["block", "words", "beyond", "empty"],
)
def test_evidence_that_does_not_slice_back_is_a_finding(evidence: Evidence) -> None:
    checked = only(Statement(text="The port handled 4.2 million containers", citations=(evidence.block,), evidence=(evidence,)))
    assert "quote" in {finding.kind for finding in checked.support.findings}
    assert all(item.quote == TEXT[item.start : item.end] for item in checked.evidence)


def test_evidence_in_a_block_that_is_not_there() -> None:
    evidence = Evidence(block=8, start=0, end=11, quote="The harbour")
    checked = only(Statement(text="The port handled 4.2 million containers", citations=(8,), evidence=(evidence,)))
    assert checked.support.status == "unsupported"


def test_loose_finds_the_place_and_gives_its_offset() -> None:
    checked = only(Statement(text="The board approved £150 million for new cranes", citations=(77,)), "loose")
    assert not checked.support.findings
    assert checked.citations == (2,)
    assert all(item.quote == TEXT[item.start : item.end] for item in checked.evidence)
    assert "cranes" in checked.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "status", "kinds", "said"),
    [
        ("The board approved the plan in March", "partial", ["uncited"], "[2] says so; cite it"),
        ("The board approved £150 million for new cranes", "unchecked", ["uncited"], "nearest to it is [2]"),
        ("The strike cost the port £21 million", "unsupported", ["number", "uncited"], "nearest to it is ["),
        ("Zebras yodel", "unsupported", ["uncited"], "nothing in the document supports this"),
    ],
)
def test_a_statement_without_a_citation_is_looked_for_anywhere(text: str, status: str, kinds: list[str], said: str) -> None:
    support = only(Statement(text=text)).support
    assert (support.status, [finding.kind for finding in support.findings]) == (status, kinds)
    assert support.findings[-1].message.startswith(said)


def test_loose_still_sees_a_wrong_figure() -> None:
    checked = only(Statement(text="The strike cost the port £21 million", citations=()), "loose")
    assert checked.support.status == "unsupported"
    assert checked.support.findings[0].kind == "number"


def test_loose_says_when_nothing_speaks_of_it() -> None:
    checked = only(Statement(text="Zebras yodel", citations=(1,)), "loose")
    assert checked.support.status in ("unsupported", "partial")
    assert checked.support.findings[0].kind == "overlap"


def test_unknown_way() -> None:
    with pytest.raises(UsageError, match="loosely"):
        check_summary(summary(Statement(text="x", citations=(1,))), SourceIndex(DOCUMENT), "loosely")


def test_a_summary_read_from_print() -> None:
    printed = "Core Viewpoint\n- The port handled 4.2 million containers in 2023 [1]\n\nGroup 1: Strike\n- It cost £12 million [1]\n"
    report = check_summary(Summary.parse(printed), SourceIndex(DOCUMENT))
    assert report.entries[0].statement.support.status == "unchecked"
    assert report.entries[1].statement.support.findings[0].block == 3
