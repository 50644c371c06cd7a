"""How far is read for a number written in words."""

from __future__ import annotations

from summarizer.quantities.english_numbers import tokenize_number


def test_articles_in_a_row_are_not_read_as_one_number() -> None:
    assert [token.text for token in tokenize_number("a\na\n" * 100, 0)] == ["a"]
    assert [token.text for token in tokenize_number("half a million people", 0)] == ["half", "a", "million"]
