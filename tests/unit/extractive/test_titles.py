"""Titles from headings and noun phrases."""

from __future__ import annotations

import pytest

from summarizer.extractive.titles import TitleSource, choose_titles, title_from_heading


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("三、龙头拉开身位", "龙头拉开身位"),
        ("**2.1 Results**", "Results"),
        ("Chapter 4: The Turn", "The Turn"),
        ("一", None),
        ("x" * 80, None),
    ],
)
def test_headings_as_titles(heading: str, title: str | None) -> None:
    assert title_from_heading(heading) == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("1、概述", "概述"),
        ("1.概述", "概述"),
        ("2.1电话", "电话"),
        ("（3）人员", "人员"),
        ("(二) 在线", "在线"),
        ("2 渠道", "渠道"),
        ("3.2. Costs of repair", "Costs of repair"),
        ("1 Introduction", "Introduction"),
        ("IV. Results", "Results"),
        ("3 个问题", "3 个问题"),
        ("10 ways to save water", "10 ways to save water"),
        ("2024 outlook", "2024 outlook"),
        ("3.5% growth", "3.5% growth"),
    ],
)
def test_numbers_of_sections_go_and_other_numbers_stay(heading: str, title: str) -> None:
    assert title_from_heading(heading) == title


def test_a_title_names_what_the_group_comes_back_to() -> None:
    text = "Copper prices rose. Copper prices fell in the south. An old miner saw the copper prices from the empty station."
    assert choose_titles([TitleSource(text, text.split(". "))], "en") == ["Copper prices"]


def test_a_title_is_drawn_from_the_points_before_other_sentences() -> None:
    points, others = ["The harbour has new port fees."], ["The old lighthouse was painted."]
    assert choose_titles([TitleSource(" ".join([*others, *points]), points, others)], "en") == ["Port fees"]


def test_no_two_titles_share_a_word_while_there_is_another() -> None:
    groups = [
        TitleSource("The water tax rose. The water tax is paid by the farmers.", ["The water tax rose."]),
        TitleSource("The water tax feeds the new fire brigade. The fire brigade bought a pump.", ["The fire brigade bought a pump."]),
    ]
    assert choose_titles(groups, "en") == ["Water tax", "Fire brigade"]
