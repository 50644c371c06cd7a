"""Words of which all renderings are listed."""

from __future__ import annotations

from itertools import chain

import pytest

from summarizer.grounding.data import read_lines
from summarizer.grounding.passage import Passage
from summarizer.grounding.renderings import find_unrendered


def unrendered(claim: str, *sources: str) -> list[str]:
    return [claim[start:end] for start, end in find_unrendered(Passage(claim), [Passage(s) for s in sources])]


def stated_forms() -> list[str]:
    sides = (line.split(" = ")[0].replace("|", " ").split() for line in read_lines("renderings.txt"))
    return [form.replace("_", " ") for form in chain.from_iterable(sides)]


def test_no_word_stands_in_two_lines() -> None:
    forms = stated_forms()
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("form", stated_forms())
def test_a_text_that_has_the_word_itself_speaks_of_it(form: str) -> None:
    assert unrendered(f"the {form} ." if form.isascii() else f"“{form}”", f"a {form}, 也有{form}") == []


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("The tea is sold worldwide", "这种茶只在本市出售", ["worldwide"]),
        ("The tea is sold worldwide", "这种茶畅销各国", []),  # by any rendering
        ("Analysts expect tea prices to fall", "茶农担心茶价下跌", ["Analysts"]),
        ("Analysts expect tea prices to fall", "业内人士预计茶价下跌", []),
        ("本土茶商向航空公司供货", "Tea merchants of the region supply two shipping lines", ["本土", "航空"]),
        ("本土茶商向航空公司供货", "Local tea merchants supply two airlines", []),
        ("The World Tea Fair opened in Hangzhou", "茶叶交易会在杭州开幕", []),  # a name
        ("The fair was about real estate", "交易会展出各种茶叶", ["real estate"]),
        ("罢工会不会结束", "Will the strike end?", []),  # 工会 of 罢工|会不会
        ("据《世界报》报道", "It was in the paper", []),
    ],
)
def test_only_what_no_rendering_of_stands_in_the_text_is_reported(claim: str, source: str, expected: list[str]) -> None:
    assert unrendered(claim, source) == expected


def test_each_meaning_is_reported_once() -> None:
    assert unrendered("Suppliers met a supplier", "农民见面了") == ["Suppliers"]
