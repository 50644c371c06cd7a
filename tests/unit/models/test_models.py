"""The invariants of the data models, and what their helpers promise."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from summarizer import Document, Report, Statement, Summary
from summarizer.models import (
    BatchError,
    BatchLine,
    CheckedStatement,
    DocumentInfo,
    Draft,
    DraftGroup,
    DraftStatement,
    Evidence,
    Group,
    Sentence,
    Support,
)
from summarizer.models.common import construct_trusted, escape_undecodable

TEXT = "Sales rose 5% in May.\n\nProfit fell 2% in June."


def test_citations_are_the_blocks_of_the_evidence() -> None:
    evidence = (Evidence(block=2, start=0, end=1, quote="S"), Evidence(block=1, start=0, end=1, quote="S"))
    assert Statement(text="x", citations=(1, 2), evidence=evidence).citations == (1, 2)
    for citations in ((), (1,), (2, 1), (1, 2, 3)):
        with pytest.raises(ValidationError, match="citations must be exactly the blocks"):
            Statement(text="x", citations=citations, evidence=evidence)


def test_a_number_that_no_block_or_sentence_has_is_an_error() -> None:
    document = Document.from_text(TEXT)
    assert document.block(2).text == "Profit fell 2% in June." == document.sentence(2).text
    for number in (0, 3, -1):
        with pytest.raises(IndexError, match=rf"no block \[{number}\]: the document has 2"):
            document.block(number)
        with pytest.raises(IndexError, match=f"no sentence {number}: the document has 2"):
            document.sentence(number)


def test_a_draft_and_its_summary_have_the_same_places() -> None:
    said = DraftStatement(text="x", sentences=(1,))
    groups = (DraftGroup(title="A", points=(said, said)), DraftGroup(title="B", points=(said,)))
    draft = Draft(language="en", core_viewpoint=said, groups=groups)
    statement = Statement(text="x")
    summary = Summary(
        language="en",
        core_viewpoint=statement,
        groups=tuple(Group(title=g.title, points=(statement,) * len(g.points)) for g in groups),
    )
    assert [place for place, _, _ in draft.statements()] == [place for place, _ in summary.statements()]
    assert [title for _, title, _ in draft.statements()] == [None, "A", "A", "B"]


def test_a_line_of_a_batch_has_a_summary_or_an_error() -> None:
    summary, error = Summary(language="en", core_viewpoint=None), BatchError(type="InputError", message="empty")
    assert b'"error"' not in BatchLine(id="a", source="a", settings="0", summary=summary).json_line()
    assert BatchLine(id="a", source="a", settings="0", error=error).json_line().endswith(b"\n")
    for both in ({}, {"summary": summary, "error": error}):
        with pytest.raises(ValidationError, match="either a summary or an error"):
            BatchLine(id="a", source="a", settings="0", **both)


def test_a_report_counts_every_status() -> None:
    entry = CheckedStatement(place="core_viewpoint", statement=Statement(text="x", support=Support(status="partial")))
    report = Report(document=DocumentInfo(), entries=(entry, entry))
    assert report.counts == {"supported": 0, "partial": 2, "unsupported": 0, "unchecked": 0}


def test_a_trusted_instance_equals_a_validated_one() -> None:
    fields = {"number": 1, "block": 1, "start": 0, "end": 1, "text": "S"}
    trusted = construct_trusted(Sentence, fields)
    assert trusted == Sentence(**fields) and trusted.model_dump() == fields  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        trusted.number = 2


def test_a_file_name_that_is_no_utf_8_is_escaped() -> None:
    assert escape_undecodable("caf\udce9.txt") == "caf\\udce9.txt"
    assert escape_undecodable("文章.txt") == "文章.txt"
