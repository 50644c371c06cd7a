"""Noun phrases of Chinese and English."""

from __future__ import annotations

import pytest

from summarizer.languages import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language", "wanted", "unwanted"),
    [
        ("The shortage of chips hit the car industry. Car makers blamed the supply chain.", "en", {"shortage of chips", "car industry", "supply chain"}, {"blamed", "hit"}),
        ("Minister Anna Berg met the Bank of England's governor.", "en", {"Minister Anna Berg"}, {"Anna", "Berg"}),
        ("She won the world cross country championships at last.", "en", {"world cross country championships", "cross country championships"}, {"world cross", "world cross country"}),
        ("He lost his temper in the heat of the moment and wrote about mundane, everyday things of the past.", "en", set(), {"temper in the heat", "mundane"}),
        ("Coach Gregory van der Berg praised the team. The city council bans cars.", "en", {"Coach Gregory van der Berg", "city council"}, {"Coach Gregory van der", "Gregory van der Berg", "bans cars", "council bans"}),
        ("The board discussed a ban on private cars in Harrow.", "en", {"ban on private cars"}, {"cars in"}),
        ("The family rented a villa in St. John for the week of a meeting with Mrs. Oduya.", "en", {"villa"}, {"villa in St", "St", "week of a meeting with Mrs"}),
        ("CURRENT JOB: head of a school. The job wasn’t easy.", "en", set(), {"CURRENT JOB", "job wasn’t", "job wasn't"}),
        ("成都建成1小时交通圈，访问越南的李校长介绍了新的物流公司。", "zh", {"物流公司"}, {"交通", "小时交通", "访问越南", "李校长"}),
        ("中人物关系与部门调查不力，节奏调整法国队。", "zh", {"人物关系"}, {"中人物关系", "部门调查不力", "节奏调整法国队"}),
        ("The crash killed two, NBC reports. Copper prices rose.", "en", {"Copper prices"}, {"NBC reports"}),
        ("全面战略合作伙伴关系不断深化。", "zh", {"全面战略合作伙伴关系", "合作伙伴关系"}, {"全面战略", "战略合作伙伴"}),
        ("区块链技术的瓶颈在于性能和成本。", "zh", {"区块链技术的瓶颈", "性能", "成本"}, {"在于", "瓶颈在于"}),
        ("南方医科大学发布了研究成果。", "zh", {"南方医科大学", "研究成果"}, {"发布"}),
    ],
)
def test_noun_phrases(text: str, language: str, wanted: set[str], unwanted: set[str]) -> None:
    found = set(LANGUAGES[language].noun_phrases([text]))  # type: ignore[arg-type]  # as above
    assert wanted <= found
    assert not unwanted & found


def test_what_a_name_does_is_no_noun() -> None:
    assert "Norvik Marine operates" not in LANGUAGES["en"].noun_phrases(["Norvik Marine operates 24 ferries on 11 routes."])
