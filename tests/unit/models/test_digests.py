"""Citations, sources and sides of a digest; and that a summary of one article has nothing of them in its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer import Statement, Summary, summarize
from summarizer.models import (
    ArticleCitation,
    DigestSource,
    DocumentInfo,
    Evidence,
    Finding,
    Report,
    Side,
    Support,
    format_citations,
    sort_citations,
)

NUMBERS = st.integers(min_value=1, max_value=99_999)
CITATIONS = st.builds(ArticleCitation, NUMBERS, NUMBERS)


def cite(text: str) -> ArticleCitation:
    article, block = map(int, text.split(":"))
    return ArticleCitation(article, block)


def state(text: str, *sides: tuple[str, str]) -> Statement:
    parts = tuple(Side(text=words, citations=(cite(citation),)) for words, citation in sides)
    return Statement(text=text, citations=sort_citations(c for side in parts for c in side.citations), sides=parts)


@given(st.lists(CITATIONS, max_size=5))
def test_citations_of_a_digest_survive_json(citations: list[ArticleCitation]) -> None:
    statement = Statement(text="x", citations=sort_citations(citations))
    written = statement.model_dump_json()
    assert json.loads(written)["citations"] == [f"{c.article}:{c.block}" for c in sorted(set(citations))]
    assert Statement.model_validate_json(written) == statement


def test_citations_order_by_article_and_then_by_block() -> None:
    found = sort_citations([cite("10:1"), cite("2:11"), cite("2:3"), cite("2:3")])
    assert format_citations(found) == "[2:3][2:11][10:1]"
    assert format_citations(sort_citations([11, 3, 3])) == "[3][11]"


@pytest.mark.parametrize("written", ["2:0", "0:2", "2:", ":2", "2:5:7", "02:5", "a:b", "2 :5", "2:5\n"])
def test_what_is_no_citation_of_a_digest_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="ARTICLE:BLOCK"):
        Statement.model_validate({"text": "x", "citations": [written]})


def test_citations_are_the_articles_and_blocks_of_the_evidence() -> None:
    evidence = (
        Evidence(article=2, block=1, start=0, end=1, quote="S"),
        Evidence(article=1, block=9, start=0, end=1, quote="S"),
    )
    assert str(evidence[0]) == "[2:1] S"
    assert Statement(text="x", citations=(cite("1:9"), cite("2:1")), evidence=evidence).blocks == ()
    with pytest.raises(ValidationError, match="citations must be exactly the blocks"):
        Statement(text="x", citations=(9, 1), evidence=evidence)


def test_sides_are_words_of_their_statement_with_its_citations() -> None:
    differing = state("Sources differ: 12%, 15%", ("12%", "1:3"), ("15%", "4:2"))
    assert differing.citations == (cite("1:3"), cite("4:2"))
    assert Statement.model_validate_json(differing.model_dump_json()) == differing
    for text, sides in (
        ("Sources differ: 15%, 12%", (("12%", "1:3"), ("15%", "4:2"))),
        ("Sources differ: 12%", (("12%", "1:3"), ("15%", "4:2"))),
        ("Sources differ: 12%, 12", (("12%", "1:3"), ("12%", "4:2"))),
        ("Sources differ: 12%", (("12%", "1:3"),)),
    ):
        with pytest.raises(ValidationError, match="side"):
            state(text, *sides)
    with pytest.raises(ValidationError, match="the citations are those of the sides"):
        Statement(text=differing.text, citations=(cite("1:3"),), sides=differing.sides)


def test_sources_are_numbered_in_order_and_name_each_other() -> None:
    first, copy = DigestSource(number=1, title="A"), DigestSource(number=2, title="A", copy_of=1)
    later = DigestSource(number=3, title="B", corrects=1)
    digest = Summary(language="en", sources=(first, copy, later), core_viewpoint=None)
    assert Summary.model_validate_json(digest.model_dump_json()) == digest
    for sources, fault in (
        ((copy, first), "numbered from 1"),
        ((first, copy, DigestSource(number=3, copy_of=2)), "copy_of"),
        ((first, DigestSource(number=2, copy_of=5)), "copy_of"),
        ((first, DigestSource(number=2, corrects=2)), "corrects"),
        ((first, DigestSource(number=2, corrects=3)), "corrects"),
    ):
        with pytest.raises(ValidationError, match=fault):
            Summary(language="en", sources=sources, core_viewpoint=None)


def test_a_summary_of_one_article_has_nothing_of_a_digest_in_its_json(examples: Path) -> None:
    summary = summarize(examples / "english_economy" / "article.txt")
    report = Report(document=DocumentInfo(), entries=())
    finding = Finding(kind="number", claim="5", message="x", block=1)
    written = [m.model_dump_json() for m in (summary, report, finding, Support())]
    keys = ('"sources"', '"article"', '"sides"', '"disputed"', '"copy_of"')
    assert not [key for key in keys for text in written if key in text]
    assert all(isinstance(n, int) for _, s in summary.statements() for n in json.loads(s.model_dump_json())["citations"])
