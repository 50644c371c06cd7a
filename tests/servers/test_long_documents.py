"""Long documents through llama.cpp's own server: gibberish is written, and every number in it is one of theirs."""

from __future__ import annotations

from typing import Literal

import pytest

import summarizer
from tests.batch.articles import article

from .llama import KEY, LlamaServer


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.parametrize(("language", "characters"), [("en", 60_000), ("zh", 30_000)])  # two or three sections each
def test_a_long_document(llama: LlamaServer, language: Literal["en", "zh"], characters: int) -> None:
    _summarize(llama, language, characters)


@pytest.mark.server
@pytest.mark.big
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_million_characters(llama: LlamaServer, language: Literal["en", "zh"]) -> None:
    _summarize(llama, language, 1_000_000)


def _summarize(llama: LlamaServer, language: str, characters: int) -> None:
    document = summarizer.Document.from_text(article(language, characters))
    summary = summarizer.summarize(
        document,
        model="random",
        base_url=llama.url,
        api_key=KEY,
        mode="json_schema",
        seed=1,
        repair_tokens=0,
        section_tokens=12_000,
        max_output_tokens=8_192,
        timeout=300,
    )
    chunks = summary.run.chunks
    assert len(chunks) > 1
    assert [chunk.first for chunk in chunks] == [1, *(chunk.last + 1 for chunk in chunks[:-1])]
    assert chunks[-1].last == len(document.blocks)
    assert not any(chunk.error for chunk in chunks)
    for _, statement in summary.statements():
        assert statement.evidence
        for evidence in statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
