"""Finding `name`."""

from __future__ import annotations

import pytest

from summarizer.models import GlossaryEntry

from ..articles import CHINESE, check


def test_the_glossary_names_what_no_list_knows() -> None:
    claim = "In November 2023 BYD opened its Sunreach plant in Thailand"
    glossary = (GlossaryEntry(source="罗勇府", written="Sunreach"),)
    assert check(claim, 4, CHINESE).status == "unchecked"
    assert not check(claim, 4, CHINESE, glossary).findings


def test_a_glossary_whose_source_form_is_not_cited_supports_nothing() -> None:
    claim = "In November 2023 BYD opened its Sunreach plant in Thailand"
    glossary = (GlossaryEntry(source="春武里府", written="Sunreach"),)
    assert "name" in {finding.kind for finding in check(claim, 4, CHINESE, glossary).findings}


@pytest.mark.parametrize("word", ["a" * 4000, "xian" * 1000, "ang'an-" * 600])
def test_a_word_without_end_is_no_name_in_pinyin(word: str) -> None:
    assert check(f"{word.title()} rose", 1, CHINESE).status in ("unsupported", "unchecked")
