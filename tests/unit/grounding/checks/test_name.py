"""Finding `name`."""

from __future__ import annotations

import pytest

from summarizer.models import GlossaryEntry

from ..articles import CHINESE, check


def test_the_glossary_names_what_no_list_knows() -> None:
    claim = "In November 2023 BYD opened its Sunreach plant in Thailand"
    glossary = (GlossaryEntry(source="罗勇府", written="Sunreach"),)
    assert check(claim, 4, CHINESE).status == "unchecked"
    assert not check(claim, 4, CHINESE, glossary).findings


def test_a_glossary_whose_source_form_is_not_cited_supports_nothing() -> None:
    claim = "In November 2023 BYD opened its Sunreach plant in Thailand"
    glossary = (GlossaryEntry(source="春武里府", written="Sunreach"),)
    assert "name" in {finding.kind for finding in check(claim, 4, CHINESE, glossary).findings}


@pytest.mark.parametrize("word", ["a" * 4000, "xian" * 1000, "ang'an-" * 600])
def test_a_word_without_end_is_no_name_in_pinyin(word: str) -> None:
    assert check(f"{word.title()} rose", 1, CHINESE).status in ("unsupported", "unchecked")


MILLS = """\
两家钢厂的业绩

临港钢厂三季度营收达到5000亿元，同比增长12%，大幅超过上年同期。中国市场的日均销量上升，东南亚市场也好。

厦蓉欧班列去年运送了该厂的钢材，国航为其运送零件。
"""


@pytest.mark.parametrize("name", ["Samsung", "Volkswagen", "Nissan", "SAIC", "Sinopec", "IBM", "HSBC", "NATO"])
def test_a_character_of_a_common_word_or_of_another_name_abbreviates_no_name(name: str) -> None:
    findings = check(f"{name} reported revenue of 500 billion yuan in the third quarter", 1, MILLS).findings
    assert [(finding.kind, finding.claim) for finding in findings] == [("name", name)]


@pytest.mark.parametrize("name", ["Xiamen", "COMEX"])
def test_a_name_that_a_compound_may_have_or_no_list_knows_is_undecided(name: str) -> None:
    assert not check(f"Trains from {name} carried the steel of the mill last year", 2, MILLS).findings


@pytest.mark.parametrize(
    ("claim", "source", "status"),
    [
        ("Sales rose in Japan", "船厂三季度日均销量上升。", "unchecked"),
        ("Sales rose in Japan on 5 September", "9月5日销量上升。", "unchecked"),
        ("Sales rose in France", "法律服务销量上升。", "unchecked"),
        ("Sales to Japan rose", "对日销量上升。", "supported"),
        ("Trade with Japan rose", "中日贸易额上升。", "supported"),
        ("Sales rose in Japan", "日本销量上升。", "supported"),
    ],
)
def test_a_character_of_a_common_word_confirms_no_name(claim: str, source: str, status: str) -> None:
    assert check(claim, 1, source).status == status
