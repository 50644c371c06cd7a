"""True statements in other words, as a writer who knows the whole article puts them: nothing of them is accused."""

from __future__ import annotations

import pytest

from summarizer.models import GlossaryEntry, Support

from ..articles import check

INTERVIEW = """\
云杉机器人成立于2018年，总部在苏州，为药品仓库提供拣选机器人。公司创始人沈致明接受了采访。

公司去年收入4.6亿元，今年上半年收入3.1亿元，毛利率为41.5%，同比下降3.34pct。

我们的均价是17.5万元，客户算的是每件货的成本。会员店今年开出12家，2022年只有3家。

集团在2024年上市，门店减少一半。
"""
HARBOUR = """\
The plan costs 410 million krone, of which the government has promised 150 million, said Ingrid Vale, who heads the port of Skarv.

Only four of the port's 22 berths have shore power today.

The port expects to decide by the end of 2028.
"""
GLOSSARY = (
    GlossaryEntry(source="云杉机器人", written="Yunsha Robotics"),
    GlossaryEntry(source="沈致明", written="Shen Zhiming"),
    GlossaryEntry(source="Ingrid Vale", written="英格丽德·韦尔"),
)


def _accusations(support: Support) -> list[tuple[str, str]]:
    return [(finding.kind, finding.claim) for finding in support.findings]


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("Revenue was 310 million yuan in the first half, against 460 million in the year before", 2, INTERVIEW),
    ],
)
def test_a_unit_that_one_side_leaves_out_or_has_otherwise_accuses_nothing(claim: str, block: int, source: str) -> None:
    assert _accusations(check(claim, block, source)) == []


@pytest.mark.parametrize("claim", ["Revenue was 310 million dollars in the first half", "Revenue was 460 billion yuan in the year before"])
def test_another_currency_or_scale_is_still_accused(claim: str) -> None:
    assert "number" in {kind for kind, _ in _accusations(check(claim, 2, INTERVIEW))}


def test_a_year_that_the_text_calls_this_year_is_no_wrong_citation() -> None:
    assert _accusations(check("Twelve membership stores were opened in 2024, against 3 in 2022", 3, INTERVIEW)) == []


def test_a_figure_in_words_that_another_block_has_is_no_wrong_citation() -> None:
    assert ("citation", "halved") not in _accusations(check("The cost of each item was halved", 3, INTERVIEW))


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("Customers count the cost of each item, says Shen", 3, INTERVIEW),
        ("The average price of Yunsha Robotics is 175,000 yuan", 3, INTERVIEW),
        ("韦尔说，计划耗资4.1亿克朗", 1, HARBOUR),
    ],
)
def test_a_part_of_a_name_that_the_glossary_gives_is_never_missing(claim: str, block: int, source: str) -> None:
    assert _accusations(check(claim, block, source, GLOSSARY)) == []


DENIALS = """\
The fund would not use the income, about 30 million krone a year, for its general budget.

Lundby has fitted 12 of the 19 ships that call there. It has not decided whether it will fit the other seven, four of which are to be scrapped by 2028.

Net income was $88 million, down from $131 million in the spring.
"""
SPEECH = """\
6月全员会上，新任首席执行官明确说："公司不会被卖。"类似的话她在培训会上也说过。

有专家认为，某些药品可能存在“麻药不睡、泻药不泻”质量风险。

仿制药和原研药的不良反应均未超出说明书和文献报道的范围。

2023年Q1营收2.00亿元，同比下降22.90%，环比下降31.59%；净利润0.75亿元，同比下降38.88%，环比下降48.40%。

预计2025年EPS为11.59元，PE为23X。一季度销售费用率为14.28%。

3月，盒马应用日活下滑了7.2%。北京、南京、长沙的免运费门槛提到99元。
"""


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("每年约3000万克朗的收入不入一般预算", 1, DENIALS),
        ("19艘船已改装12艘，其余7艘未定，其中4艘2028年前报废", 2, DENIALS),
        ('The chief executive told all staff at a meeting in June that "the company will not be sold"', 1, SPEECH),
        ("Experts said that some drugs might carry quality risks", 2, SPEECH),
        ("Adverse reactions stayed within what package inserts and literature describe", 3, SPEECH),
    ],
)
def test_a_denial_of_something_else_or_in_a_quotation_accuses_nothing(claim: str, block: int, source: str) -> None:
    assert "negation" not in {kind for kind, _ in _accusations(check(claim, block, source))}


def test_a_denial_that_the_translation_adds_or_drops_is_still_accused() -> None:
    plant = "The company will not close its plant in Leeds.\n\nThe company will close its depot in Hull this spring.\n"
    assert "negation" in {kind for kind, _ in _accusations(check("公司将关闭利兹的工厂", 1, plant))}
    assert "negation" in {kind for kind, _ in _accusations(check("公司不会关闭赫尔的仓库", 2, plant))}


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("净利润由1.31亿美元降至8800万美元", 3, DENIALS),
        ("Revenue fell 22.90% year on year and 31.59% quarter on quarter, net profit 38.88% and 48.40%", 4, SPEECH),
        ("22个泊位现仅4个有岸电", 2, HARBOUR),
    ],
)
def test_figures_that_words_or_order_tell_apart_are_not_exchanged(claim: str, block: int, source: str) -> None:
    assert _accusations(check(claim, block, source)) == []


def test_the_first_quarter_is_no_first_one() -> None:
    claim = "The first-quarter selling expense ratio was 14.28%"
    assert "overlap" not in {kind for kind, _ in _accusations(check(claim, 5, SPEECH))}


def test_a_place_owns_no_figure() -> None:
    claim = "A threshold of 99 yuan in Beijing, Nanjing and Changsha came with a 7.2% fall in daily users in March"
    assert "name" not in {kind for kind, _ in _accusations(check(claim, 6, SPEECH))}
