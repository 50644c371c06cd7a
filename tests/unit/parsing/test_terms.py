"""Key terms of documents in both languages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.languages.words import word_spans
from summarizer.models import Document
from summarizer.parsing.terms import key_terms


def test_names_and_phrases_stay_whole() -> None:
    text = 'Riverside Council approved the tram line on Monday. The tram line will cost 40 million pounds.\nOpponents of the tram line asked Riverside Council to wait. "We need buses," they said.\n'
    terms = key_terms(Document.from_text(text))
    assert {"Riverside Council", "tram line"} <= set(terms[:3])
    assert not {"line", "Riverside", "Monday", "said", "million"} & set(terms)


def test_chinese_words_that_keep_company_are_one_term() -> None:
    text = "动力电池价格下降，动力电池企业利润承压。\n今年动力电池出口增长，企业在《电池产业白皮书》里写道，回收利用是重点。\n回收利用的难点是成本，动力电池的回收利用需要政策。\n"
    terms = key_terms(Document.from_text(text))
    assert "动力电池" in terms[:3] and "回收利用" in terms
    assert "电池产业白皮书" in terms
    assert not {"今年", "的", "需要", "是"} & set(terms)


def test_plural_and_singular_are_one_term() -> None:
    terms = key_terms(Document.from_text("The battery failed. Batteries fail often. New batteries help."))
    assert [term.lower() for term in terms].count("batteries") + [term.lower() for term in terms].count("battery") == 1


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("chinese_business", {"新能源", "比亚迪", "宁德时代"}),
        ("english_economy", {"Federal Reserve", "inflation"}),
        ("mixed_research", {"Transformer", "DeepSeek-R1", "模型"}),
    ],
)
def test_examples(examples: Path, folder: str, expected: set[str]) -> None:
    document = Document.from_file(examples / folder / "article.txt")
    assert expected <= set(key_terms(document)) and len(key_terms(document)) <= 20


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab A一二电池《》。. \n-&'’1,%U.S中x"), max_size=200))
def test_terms_stand_in_the_text(text: str) -> None:
    spans = word_spans(text)
    assert spans == sorted(spans) and all(a < b for a, b in spans)
    try:
        document = Document.from_text(text)
    except InputError:
        return
    terms = key_terms(document)
    assert len(set(terms)) == len(terms) <= 20
    assert all(term in document.text for term in terms)


def test_time_is_bounded_by_a_sample() -> None:
    document = Document.from_text("The council approved the new tram line and the old bus depot. " * 20_000)
    started = time.perf_counter()
    assert key_terms(document)
    assert time.perf_counter() - started < 10
