"""Citations that are relocated, and those that stay."""

from __future__ import annotations

from summarizer import Document
from summarizer.grounding import SourceIndex, ground_statement
from summarizer.models import DraftStatement
from summarizer.repair.relocation import cited_sentences, ground_and_relocate, relocate_citations

INDEX = SourceIndex(Document.from_text("Profit rose by 5% in Leeds last year.\n\nThe union of bakers met on Monday in York.\n"))
CLAIM = "Profit rose by 5% in Leeds last year"


def test_a_citation_is_relocated_to_the_sentence_that_supports_it() -> None:
    wrong = ground_statement(DraftStatement(text=CLAIM, sentences=(2,)), INDEX, ())
    better = relocate_citations(wrong, INDEX)
    assert better is not None and better.support.status == "supported"
    assert (better.citations, cited_sentences(better, INDEX.document)) == ((1,), (1,))
    statement, repair = ground_and_relocate("core_viewpoint", DraftStatement(text=CLAIM, sentences=(2,)), INDEX, ())
    assert statement == better and repair is not None and repair.action == "moved_citation"


def test_a_supported_statement_keeps_its_citations() -> None:
    statement, repair = ground_and_relocate("core_viewpoint", DraftStatement(text=CLAIM, sentences=(1,)), INDEX, ())
    assert statement.citations == (1,) and repair is None


def test_a_shared_figure_or_year_moves_no_citation() -> None:
    index = SourceIndex(Document.from_text("Sales in Leeds fell 5% in 2024.\n\nThe union asked for 5% more pay in 2024.\n\nProfit rose 8%.\n"))
    for claim in ("Wages at the union's firms rose 5% in 2024", "Sales fell 5% in 2024 in the city of York"):
        drafted = DraftStatement(text=claim, sentences=(3,))
        statement, repair = ground_and_relocate("core_viewpoint", drafted, index, ())
        assert statement.citations == (3,) and repair is None
