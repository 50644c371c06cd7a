"""Figures that articles give otherwise."""

from __future__ import annotations

import pytest

from summarizer import Document
from summarizer.digests.article_figures import find_figures
from summarizer.digests.disagreements import find_disagreements
from summarizer.grounding import SourceIndex


def _disagree(*texts: str, day: str = "2025-09-03") -> list[list[list[str]]]:
    heads = [text if "\n\n" in text else f"Report\n\nNewsroom {day}\n\n{text}" for text in texts]
    indexes = [SourceIndex(Document.from_text(text)) for text in heads]
    found = find_disagreements([find_figures(place, index) for place, index in enumerate(indexes)])
    return [[[figure.quantity.text for figure in side] for side in each.sides] for each in found]


HARVEST = "The cooperative harvested 4,180 tonnes of apples this year. Its 62 members sold most of them to juice makers."


@pytest.mark.parametrize(
    ("other", "sides"),
    [
        (
            "Members of the cooperative brought in 3,520 tonnes of apples, and juice makers bought most of them.",
            [["4,180 tonnes"], ["3,520 tonnes"]],
        ),
        ("今年，该合作社共收获苹果3520吨，大部分卖给了果汁厂。", [["4,180 tonnes"], ["3520吨"]]),
    ],
)
def test_another_value_of_one_figure_is_found_across_languages(other: str, sides: list[list[str]]) -> None:
    assert _disagree(HARVEST, other) == [sides]


def test_ordinals_of_units_of_time_may_disagree_and_others_do_not() -> None:
    goal = "Ines Varga headed the winner for Tarnow City in the {} minute of the final against Lodz Athletic."
    assert _disagree(goal.format("113th"), goal.format("81st")) == [[["113th"], ["81st"]]]
    day = "Ines Varga told the court of Tarnow City on the {} day of the trial that the club knew."
    assert _disagree(day.format("fourth"), day.format("ninth")) == [[["fourth"], ["ninth"]]]
    title = "Ines Varga won the {} title of Tarnow City in the final against Lodz Athletic."
    assert _disagree(title.format("3rd"), title.format("5th")) == []


def test_three_articles_with_two_values_make_one_disagreement_of_two_sides() -> None:
    others = [HARVEST.replace("4,180", value) for value in ("3,520", "4,180")]
    assert _disagree(HARVEST, *others) == [[["4,180 tonnes", "4,180 tonnes"], ["3,520 tonnes"]]]


@pytest.mark.parametrize(
    "other",
    [
        "The cooperative harvested about 4,200 tonnes of apples this year.",  # rounded
        "The cooperative harvested 3,520 tonnes of apples in 2023. In 2025 it was 4,180 tonnes.",  # knows both
        "The cooperative is expected to harvest 3,520 tonnes of apples this year.",  # a forecast
        "The cooperative harvested 3,520 tonnes of apples last year.",  # another year
        "The harvest was half over when the cooperative counted its apples.",  # a share in words
        "The cooperative pressed 310 litres of cider on its open day.",  # another thing
    ],
)
def test_what_may_both_be_true_is_no_disagreement(other: str) -> None:
    assert _disagree(HARVEST, other) == []


def test_two_who_act_each_for_itself_do_not_disagree() -> None:
    target = "{broker} {verb} Fjordlaks\n\nNewsroom 2025-08-12\n\n{broker} {verb} its price target on Fjordlaks to {price} marks. It expects a dividend of {dividend} marks."
    brokers = [("Larkfield", "raised", 145, 14.2), ("Sandholm", "cut", 98, 12.9)]
    assert _disagree(*(target.format(broker=b, verb=v, price=p, dividend=d) for b, v, p, d in brokers)) == []


def test_a_figure_is_not_known_by_a_rounder_one_that_both_articles_have() -> None:
    plant = "Sales came to 315 million marks. Closing the plant will cost {cost} million marks, the finance chief said."
    costs = [plant.format(cost=cost) for cost in (320, 520)]
    assert _disagree(*costs) == [[["320 million marks"], ["520 million marks"]]]


def test_a_tally_that_a_later_day_has_raised_is_no_disagreement() -> None:
    flood = "Flood in Dornfield\n\nNewsroom {day}\n\nThe flood has made {number} people homeless in Dornfield."
    reports = [("2025-09-03", "140"), ("2025-09-04", "210")]
    assert _disagree(*(flood.format(day=day, number=number) for day, number in reports)) == []
    same_day = [("2025-09-03", "140"), ("2025-09-03", "210")]
    assert len(_disagree(*(flood.format(day=day, number=number) for day, number in same_day))) == 1


def test_articles_without_figures_agree() -> None:
    assert _disagree("Nothing was counted.", "没有统计。") == []


def test_what_an_article_recalls_of_another_day_is_no_disagreement() -> None:
    now = "A quake of magnitude 6.2 shook the coast of Harlan on 3 September, and 51 houses fell."
    recalled = "On 26 December 2019 a quake of magnitude {} shook the coast of Harlan, and houses fell."
    assert _disagree(now, recalled.format("7.9")) == []
    assert _disagree(now, now.replace("6.2", "6.7")) == [[["6.2"], ["6.7"]]]
