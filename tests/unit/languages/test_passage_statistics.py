"""What is counted in passages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.languages import LANGUAGES
from summarizer.languages.english import english_vocabulary


def test_terms_are_counted_without_function_words_and_figures() -> None:
    content = LANGUAGES["en"].compute_passage_statistics(["The banks raised the rate to 5", "A bank cut rates"])
    assert sorted(content.term_totals.tolist()) == [1.0, 1.0, 2.0, 2.0]  # raised, cut, bank(s), rate(s)
    assert content.passage.tolist().count(0) == 3
    assert content.figures.tolist() == [1.0, 0.0]


def test_a_word_counts_the_same_whenever_it_is_met() -> None:
    english_vocabulary._word_numbers.cache_clear()
    first = LANGUAGES["en"].compute_passage_statistics(["the bank", "The bank"])
    assert first.term_totals.tolist() == LANGUAGES["en"].compute_passage_statistics(["the bank", "The bank"]).term_totals.tolist() == [2.0]


def test_chinese_terms_are_pairs_without_function_characters() -> None:
    content = LANGUAGES["zh"].compute_passage_statistics(["银行加息", "银行的利息"])
    assert len(content.term_totals) == 4  # 银行 行加 加息 利息; 的 divides
    assert content.term_totals.max() == 2.0


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("He said so", "en", "anaphoric"),
        ("Why is it so?", "en", "question"),
        ('"It is so," she said', "en", "quote"),
        ("Winner: the team poses with the cup", "en", "caption"),
        ("但是利润下降", "zh", "anaphoric"),
        ("为什么下降？", "zh", "question"),
        ("他说：“利润下降”", "zh", "quote"),
        ("图为工厂外景", "zh", "caption"),
    ],
)
def test_flags(text: str, language: str, kind: str) -> None:
    flags = getattr(LANGUAGES[language].compute_passage_statistics(["Profit fell in May" if language == "en" else "五月利润下降", text]), kind)
    assert flags.tolist() == [0.0, 1.0]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_content_fits_any_passages(texts: list[str]) -> None:
    for language in ("en", "zh"):
        content = LANGUAGES[language].compute_passage_statistics(texts)
        assert len(content) == len(texts)
        assert len(content.passage) == len(content.term) == len(content.count)
        assert np.isclose(content.count.sum(), content.term_totals.sum())
