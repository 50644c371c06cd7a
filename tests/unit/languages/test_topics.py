"""What statements are about."""

from __future__ import annotations

import pytest

from summarizer.languages import LANGUAGES
from summarizer.models import LanguageCode


@pytest.mark.parametrize(
    ("language", "statement", "topics"),
    [
        ("en", "Net income was 88 million crowns, down from 131 million", ["net income"]),
        ("en", "In the first nine months, free cash flow fell to 402 million crowns", ["free cash flow"]),
        ("en", "Mira Dalen said that bridge tolls would rise in spring", ["bridge tolls"]),
        ("en", "We launched a loyalty programme for small shops", ["loyalty programme for small shops"]),
        ("en", "Harrow will give a blanket refund to the families", ["blanket refund"]),
        ("en", "Each ticket carries a booking fee", ["booking fee"]),
        ("en", "There will be no spending spree before the vote", []),
        ("en", "Expectations of a rate rise have gathered pace", ["expectations of a rate rise"]),
        ("en", "Mayor Anna Berg praised it", []),
        ("en", "It sold nine", []),
        ("en", "Profit fell to 3 million euros", []),
        ("en", "Bigger problem changing perceptions of the yard was its owner", []),
        ("zh", "上半年营业收入12.6亿元，同比增长8%", ["营业收入"]),
        ("zh", "毛利率升至31.8%", ["毛利率"]),
        ("zh", "杭州市收购了轮胎工厂", ["轮胎工厂"]),
        ("zh", "市场人士表示，这一数字偏低", []),
        ("zh", "该计划将推进", []),
    ],
)
def test_a_statement_is_about_its_subject_or_what_a_name_does(language: LanguageCode, statement: str, topics: list[str]) -> None:
    [found] = LANGUAGES[language].find_topics([statement])
    assert [text for text, _ in found] == topics
    assert all(0 < weight <= 1 for _, weight in found)


def test_a_name_keeps_its_capital() -> None:
    statements = ["Harrow tolls rise in spring", "The council of Harrow agreed"]
    assert LANGUAGES["en"].find_topics(statements)[0][0][0] == "Harrow tolls"
