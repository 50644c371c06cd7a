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


def test_a_title_is_drawn_from_the_points_only() -> None:
    points, others = ["The harbour has new port fees."], ["The old lighthouse was painted."]
    assert choose_titles([TitleSource(" ".join([*others, *points]), points)], "en") == ["Port fees"]
    assert choose_titles([TitleSource("It rained.", ["It rained."])], "en") == [None]


def test_two_points_have_a_title_or_most_have_its_head() -> None:
    points = ["The RBI announced two rate cuts.", "Analysts saw no further cuts.", "The rupee depreciation helps exporters.", "A new shoe factory opened."]
    assert choose_titles([TitleSource(" ".join(points[:3]), points[:3])], "en") == ["Rate cuts"]
    assert choose_titles([TitleSource(" ".join(points), points)], "en") == [None]
    twice = [*points, "The next rate cuts are due in May."]
    assert choose_titles([TitleSource(" ".join(twice), twice)], "en") == ["Rate cuts"]
    assert choose_titles([TitleSource(" ".join(points), points, topic="Do you expect rate cuts?")], "en") == ["Rate cuts"]


def test_a_short_question_is_the_title_of_its_answer() -> None:
    points = ["Rents rose by a tenth.", "Wages did not."]
    long = "And what, if you had to guess, will have changed in the villages by the end of the year?"
    asked = ("what has changed?", "What has changed? And what has not?", "Many left. What has changed?", f"What has changed since the mill closed? {long}", f"Why? {long}", "Tell us.")
    titles = [choose_titles([TitleSource(" ".join(points), points, question=question)], "en")[0] for question in asked]
    assert titles == ["What has changed?", "What has changed? And what has not?", "What has changed?", "What has changed since the mill closed?", None, None]


def test_a_further_part_of_a_section_continues_its_heading() -> None:
    points = ["Rents rose by a tenth.", "Wages did not."]
    sources = [TitleSource(" ".join(points), points, headings=["The town"]), *[TitleSource(" ".join(points), points, continued="The town")] * 2]
    assert choose_titles(sources, "en") == ["The town", "The town (continued)", None]
    assert choose_titles([TitleSource("", [], continued="鎮上的變化")], "zh") == ["鎮上的變化（二）"]


def test_a_verb_that_needs_another_names_nothing() -> None:
    points = ["产品质量能够提高。", "水泵质量能够保证。", "服务质量能够改善。"]
    assert "能够" not in (choose_titles([TitleSource("".join(points), points)], "zh")[0] or "")
    points = ["公司今年宣布分红。", "公司去年没有分红。", "股东要求分红。"]
    assert choose_titles([TitleSource("".join(points), points)], "zh") == ["分红"]


def test_headings_come_first_unless_they_tell_nothing() -> None:
    points = ["The water tax rose.", "The water tax is paid by the farmers."]
    titles = [choose_titles([TitleSource(" ".join(points), points, headings)], "en") for headings in (["2. Who pays"], ["Who pays", "Since when"], ["Q&A"], ["By Jane Doe"])]
    assert titles == [["Who pays"], ["Who pays; Since when"], ["Water tax"], ["Water tax"]]


def test_what_was_asked_decides_between_phrases() -> None:
    points = ["The water tax pays for the fire brigade."]
    assert choose_titles([TitleSource(points[0], points, topic="Will the fire brigade stay?")], "en") == ["Fire brigade"]


def test_no_two_titles_share_a_word_while_there_is_another() -> None:
    groups = [
        TitleSource("The water tax rose. The water tax is paid by the farmers.", ["The water tax rose."]),
        TitleSource("The water tax feeds the new fire brigade. The fire brigade bought a pump.", ["The fire brigade bought a pump."]),
    ]
    assert choose_titles(groups, "en") == ["Water tax", "Fire brigade"]


def test_noun_chunks_of_a_pipeline_are_phrases_as_well() -> None:
    points = ["Nordlys sells what it calls sealed-for-life pumps.", "The sealed-for-life pumps need no repair."]
    source = TitleSource(" ".join(points), points)
    assert choose_titles([source], "en", ["sealed-for-life pumps"]) == ["Sealed-for-life pumps"]


def test_the_subject_of_the_whole_article_names_no_group() -> None:
    texts = ["The copper mine has a new pump. The copper mine paid for it.", "The copper mine hired welders. Welders praised the copper mine.", "The copper mine pays a water tax. The copper mine wants a lower water tax."]
    sources = [TitleSource(text, text.split(". ")) for text in texts]
    named = choose_titles(sources, "en", headline="A year at the copper mine")
    assert named[-1] == "Water tax" and choose_titles(sources, "en")[0] == "Copper mine"


def test_words_in_brackets_below_a_picture_are_no_title() -> None:
    source = TitleSource(text="码头卖出渡轮", points=["码头卖出渡轮"], headings=["（新渡轮的报价单）"])
    assert choose_titles([source], "zh") != ["（新渡轮的报价单）"]


def test_the_signature_of_a_message_is_no_title() -> None:
    source = TitleSource(text="码头卖出渡轮", points=["码头卖出渡轮"], headings=["Ida Holm (@idaholm) May 3, 2019"])
    assert choose_titles([source], "zh") != source.headings
