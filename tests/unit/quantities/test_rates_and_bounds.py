"""What figures are for one of, what they take from their neighbours, and the bounds of dates."""

from __future__ import annotations

import pytest

from summarizer.quantities import compare, find_exchange_rates, find_quantities

from .notation import notation, read


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每股收益为0.35元", ["share"]),
        ("每10股派3元", [None, "10 share"]),
        ("3500元/吨", ["tonne"]),
        ("每桶布伦特原油约80美元", ["barrel"]),
        ("每年投入5亿元", ["year"]),
        ("1美元兑约89卢比", ["USD"]),
        ("$1 = 7.24 yuan", ["USD"]),
        ("$0.42 per share", ["share"]),
        ("$80 a barrel", ["barrel"]),
        ("€65/MWh", ["MWh"]),
        ("3 yuan for every 10 shares", ["10 share", None]),
        ("7.2 yuan to the dollar", ["USD"]),
        ("paid 100 dollars at a time", [None]),
    ],
)
def test_what_a_price_is_for_one_of(text: str, per: list[str | None]) -> None:
    assert [q.per for q in find_quantities(text)] == per


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1美元兑约89卢比", ("money 89 rupee",)),
        ("1美元到5美元", ("money 1..5 USD",)),
        ("1 dollar to 5 dollars", ("money 1..5 $",)),
        ("44.8 million and 35.4 million US dollars", ("money 44800000 USD", "money 35400000 USD")),
        ("12.866 million, 40.9% of all new cars", ("number 12866000", "percent 40.9")),
        ("分别为11亿、3亿和2.5亿元", ("money 1100000000 CNY", "money 300000000 CNY", "money 250000000 CNY")),
        ("5 and 7 percent respectively", ("percent 5", "percent 7")),
        ("5 and 7 percent", ("number 5", "percent 7")),
        ("0.8 percentage points, then 7.4 points", ("points 0.8", "points 7.4")),
        ("nearly 10 yuan plus postage", ("money 10 CNY nearly",)),
        ("three renminbi funds", ("number 3",)),
    ],
)
def test_figures_that_take_their_unit_from_others(text: str, expected: tuple[str, ...]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("claim", "source", "verdict"),
    [
        ("3.5 yuan per kg", "3500元/吨", "same"),
        ("0.3 yuan a share", "每10股派3元", "same"),
        ("3 yuan a share", "每10股派3元", "different"),
        ("3.5 yuan per share", "3.5元/吨", "incomparable"),
        ("3.5 yuan", "3.5元/吨", "same"),
        ("7.2 yuan to the dollar", "1美元兑7.2元", "same"),
        ("around 89 per dollar", "1美元兑约89卢比", "undecided"),
        ("fell 12.3%", "同比下降-12.3%", "same"),
        ("rose 12.3%", "同比下降-12.3%", "different"),
        ("fell 12.3%", "同比增长-12.3%", "same"),
        ("tenfold", "增长10倍", "undecided"),
        ("half a percentage point", "半个百分点", "same"),
        ("a cut of a quarter point", "0.25个百分点", "same"),
        ("a quarter-point cut", "25个基点", "same"),
        ("half a point", "50个基点", "same"),
        ("three quarters of a percentage point", "75个基点", "same"),
        ("three-quarters of a percentage point", "50个基点", "different"),
        ("before 2030", "2030年以前", "same"),
        ("by 2030", "不晚于2030年", "same"),
        ("after 2030", "2030年前", "different"),
        ("since 2020", "自2020年起", "same"),
        ("in 2020", "2020年以来", "same"),
        ("in 44 BC", "公元前44年", "same"),
        ("in 44 BC", "公元44年", "different"),
        ("the third century BC", "公元前3世纪", "same"),
        ("the 15th Five-Year Plan", "“十五五”规划", "same"),
        ("Singles' Day", "双11", "same"),
        ("AD 79", "公元79年", "same"),
        ("in 2025", "2025年1-9月", "same"),
        ("the first nine months of 2025", "2025年1-9月", "same"),
        ("the 2024/25 fiscal year", "2024/25财年", "same"),
        ("negative growth of 2.3%", "负增长2.3%", "same"),
        ("net loss of 230 million yuan", "净利润-2.3亿元", "same"),
        ("net loss of 230 million yuan", "归母净利润2.3亿元", "different"),
        ("net profit of 230 million yuan", "净亏损2.3亿元", "different"),
        ("net loss of 230 million yuan", "净利润减少2.3亿元", "same"),
        ("the fifth week of 2025", "2025年第5周", "same"),
        ("Q1-Q3 2025", "2025年一至三季度", "same"),
        ("the first nine months of 2025", "2025Q1-Q3", "same"),
        ("Q1-Q3 2024", "2025年一至三季度", "different"),
        ("does not exceed 5%", "未超过5%", "same"),
        ("no lower than 5%", "不会低于5%", "same"),
        ("exceeds 5%", "不得超过5%", "different"),
    ],
)
def test_comparisons(claim: str, source: str, verdict: str) -> None:
    comparison = compare(find_quantities(claim)[0], find_quantities(source)[-1])
    assert comparison.verdict == verdict, comparison.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q1–Q3 2025", "period y2025q1..y2025q3"),
        ("Q1 to Q3 of 2025", "period y2025q1..y2025q3"),
        ("Q1-3 2025", "period y2025q1..y2025q3"),
        ("1-3Q25", "period y2025q1..y2025q3"),
        ("2024Q4 to 2025Q1", "period y2024q4..y2025q1"),
        ("first to third quarter of 2025", "period y2025q1..y2025q3"),
        ("FY2023-FY2025", "period fy2023..fy2025"),
        ("Q3-Q1", "period q3"),
        ("Q1 -3%", "period q1"),
    ],
)
def test_ranges_of_labels(text: str, expected: str) -> None:
    assert notation(find_quantities(text)[0]) == expected


@pytest.mark.parametrize(
    ("claim", "source", "rate", "verdict"),
    [
        ("$1 billion", "72亿元", "1美元兑7.2元", "same"),
        ("10亿美元", "72亿元", "1美元兑7.2元人民币", "same"),
        ("72亿元", "$1 billion", "1美元兑7.2元", "same"),
        ("$1.004 billion", "72亿元", "1美元兑7.2元", "undecided"),  # the rate has but two digits
        ("$2 billion", "72亿元", "1美元兑7.2元", "incomparable"),
        ("€1 billion", "72亿元", "1美元兑7.2元", "incomparable"),
        ("$1 billion", "72亿元", "7.2元", "incomparable"),  # no rate
    ],
)
def test_amounts_are_compared_by_the_rates_of_the_source(claim: str, source: str, rate: str, verdict: str) -> None:
    rates = list(find_exchange_rates(find_quantities(rate)))
    assert compare(find_quantities(claim)[0], find_quantities(source)[0], rates).verdict == verdict
