"""The index of a document: what repeated checks share, and that nothing outlives it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence

import pytest

from summarizer.grounding import SourceIndex, check_statement
from summarizer.grounding.report import check_summary
from summarizer.grounding.source import build_evidence_from_blocks
from summarizer.languages.chinese import chinese_phrases
from summarizer.models import Document, Group, Statement, Summary

TEXT = "The mill in Truro made 40 tonnes of paper in March.\n\nIts owner, Penrose, sold it in June."


def test_a_repeated_check_gives_the_same_verdict_object() -> None:
    index = SourceIndex(Document.from_text(TEXT))
    evidence = build_evidence_from_blocks([1], index.document)
    first = check_statement("The mill made 40 tonnes in March", evidence, index)
    assert check_statement("The mill made 40 tonnes in March", evidence, index) is first
    assert index.claim("A claim") is index.claim("A claim")


def test_a_claim_too_long_for_a_statement_is_not_kept() -> None:
    index = SourceIndex(Document.from_text(TEXT))
    assert index.claim("long " * 500) is not index.claim("long " * 500)


def test_an_index_goes_when_its_run_is_over() -> None:
    index = SourceIndex(Document.from_text(TEXT))
    check_statement("Penrose sold the mill in June", build_evidence_from_blocks([2], index.document), index)
    reference = weakref.ref(index)
    del index
    gc.collect()
    assert reference() is None


def test_rare_terms_weigh_more() -> None:
    index = SourceIndex(Document.from_text(TEXT))
    assert index.term_weight("unheard") > index.term_weight("truro") > 0
    assert [p.block for p in index.cited_sentences(build_evidence_from_blocks([2], index.document))] == [2]


def test_words_of_all_that_a_summary_cites_are_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    index = SourceIndex(Document.from_text("全年收入增长12%，利润下降3%。\n\n董事会批准派息，工厂明年投产。"))
    asked: list[Sequence[str]] = []
    tag_spans = chinese_phrases.tag_spans
    monkeypatch.setattr(chinese_phrases, "tag_spans", lambda texts: asked.append(texts) or tag_spans(texts))
    first = Statement(text="Revenue rose 12% and profit fell 3%", citations=(1,))
    second = Statement(text="The board approved a dividend and the plant starts next year", citations=(2,))
    check_summary(Summary(language="en", core_viewpoint=first, groups=(Group(title="All", points=(second,)),)), index)
    assert len(asked) == 1 and len(asked[0]) >= 2
