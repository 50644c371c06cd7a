"""Noun phrases of a statement that could be titles."""

from __future__ import annotations

import pytest

from summarizer.languages import LANGUAGES
from summarizer.models import LanguageCode


@pytest.mark.parametrize(
    ("language", "statement", "subject"),
    [
        ("en", "Hallen Yard has sold nine ferries to Harrow", "Hallen Yard"),
        ("zh", "东河船厂昨天卖出九艘渡轮", "东河船厂"),
        ("zh", "停产三个月的东河船厂12日在临江市复产", "东河船厂"),
        ("zh", "东河船厂仓库火灾一案，24日在临江市法院开庭审理", "东河船厂仓库火灾"),
        ("zh", "记者从市政府获悉，一名水泵工人近日在仓库受伤", "水泵工人"),
        ("zh", "第三届水泵博览会15日在临江市开幕", "第三届水泵博览会"),
    ],
)
def test_the_subject_is_whole(language: LanguageCode, statement: str, subject: str) -> None:
    [found] = LANGUAGES[language].find_main_phrases([statement], [statement])
    assert [phrase.text for phrase in found if phrase.is_subject][:1] == [subject]


@pytest.mark.parametrize("statement", ["记者12日称", "据市政府通报，昨天停水", "为扩大生产，将卖出九艘渡轮"])
def test_who_says_it_and_what_is_left_out_are_no_subject(statement: str) -> None:
    [found] = LANGUAGES["zh"].find_main_phrases([statement], [statement])
    assert not [phrase.text for phrase in found if phrase.is_subject]


def test_a_piece_of_a_phrase_that_always_goes_on_is_none() -> None:
    sentences = ["新建的电池工厂设备齐全", "电池工厂设备需要更换"]
    found = LANGUAGES["zh"].find_main_phrases(sentences, sentences)
    assert "电池工厂" not in [phrase.text for phrases in found for phrase in phrases]


@pytest.mark.parametrize(
    ("statement", "phrase", "written"),
    [
        ("The yard built a small ferry.", "small ferry", "a small ferry"),
        ("The yard built small ferries.", "small ferries", "small ferries"),
        ("The yard told the coast guard of it.", "coast guard", "the coast guard"),
        ("The yard won its first contest in spring and praised its coast guard.", "coast guard", ""),
    ],
)
def test_a_noun_keeps_its_article(statement: str, phrase: str, written: str) -> None:
    [found] = LANGUAGES["en"].find_main_phrases([statement], [statement])
    assert {one.text: one.written for one in found}[phrase] == written


def test_a_headline_in_capitals_names_nobody() -> None:
    headline = "Coast Guard Saves Small Ferry Near Harrow"
    [found] = LANGUAGES["en"].find_main_phrases([headline], ["The coast guard saves a small ferry near Harrow."])
    assert not [phrase.text for phrase in found if phrase.is_name and "erry" in phrase.text]
