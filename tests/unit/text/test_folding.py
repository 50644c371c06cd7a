"""Both foldings keep the length of a text, and agree on what they both change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text import folding
from summarizer.text.folding import fold, fold_numerals


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(fold_numerals(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("４，５６５億", "4,565亿"),
        ("20，300", "20、300"),
        ("二〇二五年", "二零二五年"),
        ("US$3–5 Billion", "US$3-5 Billion"),
        ("乾隆三年", "乾隆三年"),
    ],
)
def test_numerals_are_folded(text: str, folded: str) -> None:
    assert fold_numerals(text) == folded


def test_characters_of_numerals_are_simplified_as_opencc_does() -> None:
    opencc = pytest.importorskip("opencc")
    assert opencc.OpenCC("t2s").convert("\n".join(folding._TRADITIONAL)) == "\n".join(folding._SIMPLIFIED)
