"""Word tokens of mixed text, and the stop words of key terms."""

from __future__ import annotations

from summarizer.languages.words import key_term_stop_words, tokenize_words


def test_words_keep_figures_and_names_and_split_scripts() -> None:
    assert tokenize_words("13B版本用了1.4万亿token，GPT-4与AT&T的U.S.业务增长3.5%") == ["13b", "版本", "用", "了", "1.4", "万亿", "token", "gpt-4", "与", "at&t", "的", "u.s.", "业务", "增长", "3.5%"]


def test_stop_words_are_of_every_language() -> None:
    assert {"the", "monday", "的", "同比", "們"} <= key_term_stop_words()
