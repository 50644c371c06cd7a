"""Findings `number` and `date`."""

from __future__ import annotations

import time

import pytest

from summarizer.grounding.checks.number import normalize_numerals
from summarizer.grounding.passage import Passage
from summarizer.models import Document

from ..articles import CHINESE, ENGLISH, check


def test_a_copy_with_one_digit_changed_is_never_supported() -> None:
    sentence = Document.from_text(CHINESE).sentences[0]
    for position, char in enumerate(sentence.text):
        if char.isascii() and char.isdigit():
            for other in "0123456789":
                if other != char:
                    changed = sentence.text[:position] + other + sentence.text[position + 1 :]
                    assert check(changed, 1, CHINESE).status != "supported", changed


def test_messages_are_one_sentence_that_quotes_both() -> None:
    (finding,) = check("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to $5.4 billion", 1, ENGLISH).findings
    assert finding.block == 1
    assert "$4.5 billion" in finding.message
    assert "$5.4 billion" in finding.message
    assert "\n" not in finding.message


@pytest.mark.parametrize(
    ("one", "other"),
    [("first", "January"), ("two", "二"), ("3", "three"), ("dollars", "$"), ("两", "2")],
)
def test_numerals_in_one_form(one: str, other: str) -> None:
    assert normalize_numerals(Passage(one).tokens) == normalize_numerals(Passage(other).tokens) != frozenset()


def test_a_figure_of_another_block_is_a_wrong_citation() -> None:
    support = check("In the third quarter Northwind lost £20 million", 1, ENGLISH)
    assert ("citation", 3) in {(finding.kind, finding.block) for finding in support.findings}


def test_a_figure_of_a_block_that_stands_in_no_other_s_place_is_undecided() -> None:
    assert not check("The union denied that the strike had cost the company £20 million", 4, ENGLISH).findings


def test_digits_that_are_no_figure_must_be_in_the_source() -> None:
    support = check("公司未来三年将投入3800亿元建设GPT-4和人工智能基础设施", 2, CHINESE)
    assert ("number", "4") in {(finding.kind, finding.claim) for finding in support.findings}


@pytest.mark.parametrize(
    "text",
    ["至分组 1`万'" * 1250, "至分组 " + " ".join(f"{i}`万'" for i in range(1250)), "，".join(f"{i}.5亿元" for i in range(1250))],
    ids=["one reading", "many", "money"],
)
def test_texts_of_nothing_but_figures_take_bounded_time(text: str) -> None:
    started = time.process_time()
    check(text, 1, text)
    assert time.process_time() - started < 8  # each figure against each would take a minute


@pytest.mark.parametrize(("amount", "is_reported"), [("$1.2 billion", False), ("$2.1 billion", True), ("€1.2 billion", True)])
def test_amounts_converted_by_the_rate_of_the_source_are_its_own(amount: str, is_reported: bool) -> None:
    source = "# 海川纸业收购林港纸浆\n\n海川纸业周一宣布，以86.4亿元收购林港纸浆。\n\n当日汇率为1美元兑7.2元。"
    support = check(f"Haichuan Paper is buying Lingang Pulp for {amount}", 1, source)
    assert any(finding.kind == "number" for finding in support.findings) == is_reported


TABLE = """# Haichuan results

Haichuan Paper published its accounts on Monday.

| RMB million | 2025 | 2024 | Change from 2024 |
|---|---|---|---|
| Revenue | 1,234 | 1,087 | 13.5% |
"""


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Haichuan's revenue was 1,234 million yuan in 2024", True),
        ("海川2025年营收为10.87亿元", True),
        ("Haichuan's revenue was 1,234 million yuan in 2025", False),
        ("海川2025年营收为12.34亿元，2024年为10.87亿元", False),
        ("Haichuan's revenue was 1,234 million yuan in 2025, against 1,087 million yuan a year earlier", False),
        ("Haichuan's revenue rose 13.5% in 2025", False),
    ],
)
def test_a_figure_of_a_table_belongs_to_the_period_of_its_column(text: str, is_reported: bool) -> None:
    support = check(text, 3, TABLE)
    assert any(finding.kind == "date" for finding in support.findings) == is_reported, support.findings


DATED = "公司公告\n\n某报·2025-03-09 10:00\n\n8日，公司称将在下月召开大会。去年12月31日，现金为20亿元。\n\n公司3月5日签下了合同。\n"


@pytest.mark.parametrize(
    ("claim", "block", "kinds"),
    [
        ("On March 8 the company said that it would call a meeting", 1, set()),
        ("On August 8 the company said that it would call a meeting", 1, {"date"}),
        ("The company signed the contract on March 5", 2, set()),
        ("The company signed the contract on March 5, 2025", 2, set()),
        ("The company signed the contract on March 5, 2019", 2, {"date"}),
    ],
)
def test_a_month_or_a_year_that_nobody_wrote_is_a_wrong_date(claim: str, block: int, kinds: set[str]) -> None:
    assert {finding.kind for finding in check(claim, block, DATED).findings} == kinds


def test_a_year_is_undecided_where_the_document_names_none() -> None:
    source = "公司3月5日签下了合同，价值20亿元，工期两年。"
    support = check("The company signed the contract on March 5, 2019", 1, source)
    assert support.status == "unchecked" and not support.findings


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The company shipped its first batch of 10,000 1G phones in the quarter", "the source says 5G, not 1g"),
        ("The company shipped its first batch of 10,000 5G phones in the quarter", None),
        ("It trains on the A900 chip", "the source says A100, not a900"),
    ],
)
def test_a_model_with_other_digits_is_another(claim: str, said: str | None) -> None:
    article = "公司第一季度推出5G手机，首批1万台。芯片为A100，服务器有800台。"
    findings = check(claim, 1, article).findings
    assert [f.message for f in findings if f.kind == "number"] == ([said] if said else [])


_DATED = "Port news\n\nHarbour Post 2025-09-16 08:00\n\nThe port closed on Monday night and shares fell on Tuesday. The council meets on Friday.\n\n港口周一夜间关闭，股票周二下跌，学校停课至周五。\n"


@pytest.mark.parametrize(
    ("claim", "block", "is_accused"),
    [
        ("The port closed on the night of September 15", 1, False),
        ("The council meets on September 19", 1, False),
        ("The council meets on September 18", 1, True),
        ("学校停课至9月19日", 2, False),
        ("港口9月15日夜间关闭，股票9月16日下跌，学校停课至9月19日", 2, False),
        ("学校停课至9月20日", 2, True),
    ],
)
def test_a_bare_weekday_may_be_the_day_that_it_is_in_the_week_of_the_article(claim: str, block: int, is_accused: bool) -> None:
    assert any(finding.kind == "date" for finding in check(claim, block, _DATED).findings) == is_accused


_BESIDE_A_DATE = """Port news

Harbour Post 2026-03-11 08:00

On March 2 the port closed, and on Monday it opened again.

The port closed on 2 March. Shares fell on Monday.

Harrow met the union last Friday.
"""


@pytest.mark.parametrize(
    ("claim", "block", "is_accused"),
    [
        ("The port closed on March 9", 1, True),
        ("The port opened again on March 9", 1, False),
        ("港口3月9日关闭", 1, True),
        ("The port closed on March 9", 2, True),
        ("Shares fell on March 9", 2, False),
        ("Harrow met the union on March 6", 3, False),
        ("Harrow met the union on March 13", 3, True),
        ("Harrow met the union on March 20", 3, True),
        ("Harrow met the union on February 27", 3, True),
    ],
)
def test_a_weekday_is_no_date_of_what_has_another_one(claim: str, block: int, is_accused: bool) -> None:
    assert any(finding.kind == "date" for finding in check(claim, block, _BESIDE_A_DATE).findings) == is_accused


@pytest.mark.parametrize(
    ("claim", "is_accused"),
    [("a cost of 2.7 or 3.1 billion yuan", False), ("a cost of 2.8 or 3.2 billion yuan", True), ("a cost of 2.7 to 3.1 billion yuan", True)],
)
def test_one_of_two_figures_joined_by_or_is_enough(claim: str, is_accused: bool) -> None:
    article = "Bridge\n\nThe council puts the cost of the bridge at 2.7 billion yuan.\n"
    assert bool(check(f"The council speaks of {claim}", 1, article).findings) == is_accused
