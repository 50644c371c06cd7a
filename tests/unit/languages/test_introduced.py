"""The nouns that a text introduces, and where it first does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.languages import LANGUAGES
from summarizer.models import LanguageCode

WORDS = ["a", "an", "another", "the", "letter", "Letter", "pump", "pump-house", "new", "of", "a-", "banana"]


@pytest.mark.parametrize(
    ("language", "text", "introduced"),
    [
        ("en", "The council wrote a second long letter. The letter was short", {"second": 26, "long": 31, "letter": 38}),
        ("en", "Another pump-house burned", {"pump": 12, "pump-house": 18, "burned": 25}),
        ("en", "The letter was short", {}),
        ("zh", "公司昨日发布公告。公告称，报告尚未完成", {"公告": 8, "报告": 15}),
        ("zh", "公司昨日卖出九艘渡轮", {}),
    ],
)
def test_first_places(language: LanguageCode, text: str, introduced: dict[str, int]) -> None:
    assert LANGUAGES[language].statements.find_introduced(text) == introduced


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mira Dalen met Ida Holm Berg. The Dalen left", {"Dalen": 10, "Holm": 23, "Berg": 28}),
        ("Mr Dalen left, and the yard is small", {}),
    ],
)
def test_surnames_behind_first_names(text: str, named: dict[str, int]) -> None:
    assert LANGUAGES["en"].statements.find_named(text) == named


def test_chinese_names_behind_or_before_what_their_bearers_are() -> None:
    named = LANGUAGES["zh"].statements.find_named("董事长李明说水泵好。王小河是一家工厂的主人，赵江说好。")
    assert named["李明"] == named["李明说"] == 6 and named["王小河"] == 13
    assert "赵江" not in named and "小河" not in named


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", "  ", ". "]), st.sampled_from(["letter", "pump", "pump-house", "new"]))
def test_a_noun_is_introduced_where_an_indefinite_article_stands_up_to_two_words_before_it(words: list[str], gap: str, noun: str) -> None:
    text = " ".join(words[:6]) + gap + " ".join(words[6:])
    found = re.search(rf"\b(?:an?|another) (?:[a-z-]+ ){{0,2}}{noun}(?![a-z])", text, re.IGNORECASE)
    assert (noun in LANGUAGES["en"].statements.find_introduced(text)) == (found is not None)


def test_words_and_firms_that_begin_with_a_surname_are_no_persons() -> None:
    text = "公司董事长于是辞职。记者高考期间走访。董事长李明说。王芳今年35岁。华为是第一名。万科今年销售下降。"
    named = set(LANGUAGES["zh"].statements.find_named(text))
    assert {"李明", "王芳"} <= named and not {"于是", "高考", "华为", "万科"} & named
