"""Tokens of a text where no tokenizer is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.token_counts import count_request_tokens, count_tokens, estimate_tokens


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("The committee met on Monday to discuss the annual plan. " * 100, 1_100, 1_900),  # 1,100 words
        ("洛伦兹变换与爱因斯坦" * 12_200, 61_000, 183_000),  # half a token to one and a half a character, never one for all
        ("1,234,567.89 " * 100, 400, 1_000),
    ],
)
def test_estimates_are_of_the_right_size(text: str, least: int, most: int) -> None:
    assert least <= estimate_tokens(text) <= most


@given(st.text(), st.text())
def test_a_text_has_about_as_many_tokens_as_its_parts(first: str, second: str) -> None:
    whole = estimate_tokens(first + second)
    assert whole <= estimate_tokens(first) + estimate_tokens(second) <= whole + 1


def test_a_tokenizer_is_never_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tiktoken = pytest.importorskip("tiktoken", reason="needs the extra `tokens`")
    asked: list[str] = []
    monkeypatch.setattr(tiktoken, "encoding_for_model", lambda model: asked.append(model) or tiktoken.get_encoding("gpt2"))
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "none"))
    text = "汉字" * 50
    assert count_tokens(text, "model-a") == estimate_tokens(text) and not asked


def test_a_tokenizer_that_is_there_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tiktoken = pytest.importorskip("tiktoken", reason="needs the extra `tokens`")
    bytes_alone = tiktoken.Encoding("bytes", pat_str=".", mergeable_ranks={bytes([i]): i for i in range(256)}, special_tokens={})
    monkeypatch.setattr(tiktoken, "encoding_for_model", lambda model: bytes_alone)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert count_tokens("汉字ab", "model-b") == 8


def test_a_request_counts_its_messages_and_its_schema() -> None:
    request = {"messages": [{"role": "system", "content": "a" * 400}, {"role": "user", "content": "汉" * 100}], "max_tokens": 77}
    bare = count_request_tokens(request, "mine")
    assert bare.output == 77 and 200 <= bare.input <= 230
    assert count_request_tokens({**request, "response_format": {"schema": "x" * 400}}, "mine").input > bare.input + 90
