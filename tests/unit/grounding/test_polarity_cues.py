"""Negations, modal verbs and antonyms of both languages."""

from __future__ import annotations

import pytest

from summarizer.grounding.passage import Passage
from summarizer.grounding.polarity_cues import find_antonyms, find_negations, finding_kind, modal_classes


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("It didn't sell and never will", ["n't", "never"]),
        ("not only cheap but good; No. 1, no doubt", []),
        ("公司不会裁员，没有计划", ["不", "没有"]),
        ("不断增长，非常好，无论如何", []),
    ],
)
def test_negations(text: str, cues: list[str]) -> None:
    assert [cue.text for cue in find_negations(Passage(text))] == cues


def test_modal_classes() -> None:
    assert modal_classes(Passage("it may hire")) == {"possible"}
    assert "certain" in modal_classes(Passage("公司将裁员"))


@pytest.mark.parametrize("text", ["9.5% over three years", "over the past year", "over the 12 months", "over its first few weeks"])
def test_over_a_length_of_time_is_no_bound(text: str) -> None:
    assert "over" not in {text[antonym.start : antonym.end] for antonym in find_antonyms(Passage(text))}


@pytest.mark.parametrize("text", ["over 300 staff this year", "over 200 people died this year"])
def test_over_a_count_of_a_year_is_a_bound(text: str) -> None:
    assert 0 in {antonym.start for antonym in find_antonyms(Passage(text))}


def test_antonyms_of_both_languages_contradict_each_other() -> None:
    (rise,), (fall,) = find_antonyms(Passage("revenue rose")), find_antonyms(Passage("收入下降"))
    pair = rise.contradicts(fall)
    assert pair is not None and finding_kind(pair) == "direction"
    assert rise.contradicts(rise) is None
