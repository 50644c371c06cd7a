"""Pages that hold several summaries."""

from __future__ import annotations

import pytest
from published import CASES, Case, outline

import summarizer
from summarizer.errors import InputError
from summarizer.models import Summary
from summarizer.published.parser import parse_summaries

PAGE = """\
汽车频道
搜索文档
钢价上涨拖累整车企业
产业日报· 2025-03-01 08:00
经营情况 - 收入增长 [3][4] - 利润下降 [3] 展望 - 需求回暖 [5]
电池企业扩产步伐放缓
市场周刊· 2025-03-02 09:30
核心观点 - 产能过剩 [1] - 价格下跌 [2] 价格 - 电芯降价 [3]"""


@pytest.mark.parametrize("text", [PAGE, PAGE.replace("\n", "\n\n"), " ".join(PAGE.split("\n")[2:])], ids=["lines", "gaps", "flat"])
def test_each_summary_has_its_own_header(text: str) -> None:
    first, second = parse_summaries(text)
    assert (first.document.title, second.document.title) == ("钢价上涨拖累整车企业", "电池企业扩产步伐放缓")
    assert (first.document.source, second.document.source) == ("产业日报", "市场周刊")
    assert len(first.groups) == 2 and second.core_viewpoint and second.core_viewpoint.citations == (1, 2)
    with pytest.raises(InputError, match="2 of them"):
        summarizer.parse_summary(text)


def test_the_output_for_several_files_is_several_summaries() -> None:
    one, two = (Summary.parse(case.text) for case in CASES[:2])
    assert parse_summaries(one.to_text() + "\n\n" + two.to_text()) == [one, two]
    assert len(parse_summaries(f"{one.model_dump_json()}\n{two.model_dump_json()}\n")) == 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_one_summary_is_one(case: Case) -> None:
    (summary,) = parse_summaries(case.text)
    assert outline(summary) == case.outline
