"""The verdict on single statements, within each language and across both."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from summarizer.models import Document

from .articles import CHINESE, ENGLISH, check


@dataclass(frozen=True)
class Case:
    """A claim with the blocks it cites and what must come of it; `kind` is None when nothing may be found."""

    claim: str
    block: int
    kind: str | None = None
    source: str = CHINESE
    status: str | None = None
    block_named: int | None = None


ZH = [
    Case("阿里云去年第三季度营业收入为333.98亿元，同比增长26%，毛利率提高3.5个百分点。", 1, status="supported"),
    Case("阿里雲去年第三季度營業收入為333.98億元，同比增長26%，毛利率提高3.5個百分點", 1, status="supported"),
    Case("阿里云去年第三季度营业收入为333.98亿元，同比增长26%", 1),
    Case("阿里云第三季度营业收入约334亿元，同比增长26%", 1),
    Case("阿里云去年第三季度营业收入为333.89亿元，同比增长26%，毛利率提高3.5个百分点", 1, "number"),
    Case("阿里云去年第三季度营业收入为333.98万元，同比增长26%，毛利率提高3.5个百分点", 1, "number"),
    Case("阿里云去年第三季度营业收入为333.98亿美元，同比增长26%，毛利率提高3.5个百分点", 1, "number"),
    Case("阿里云去年第三季度营业收入为333.98亿元，同比增长26%，毛利率提高3.5%", 1, "number"),
    Case("阿里云去年第二季度营业收入为333.98亿元，同比增长26%，毛利率提高3.5个百分点", 1, "date"),
    Case("阿里云去年第三季度营业收入为333.98亿元，同比下降26%，毛利率提高3.5个百分点", 1, "direction"),
    Case("公司首席执行官吴泳铭表示，未来三年将投入3800亿元建设云和人工智能基础设施，会裁员", 2, "negation"),
    Case("公司首席执行官吴泳铭表示，未来三年可能投入3800亿元建设云和人工智能基础设施，不会裁员", 2, "negation"),
    Case("公司首席执行官王小明表示，未来三年将投入3800亿元建设云和人工智能基础设施，不会裁员", 2, "name"),
    Case("微软在美国的竞争对手超威没有公布出货量，分析师预计其市场份额可能下降到12%左右", 3, "name"),
    Case("英伟达在美国的竞争对手超威公布了出货量，分析师预计其市场份额可能下降到12%左右", 3, "negation"),
    Case("公司首席执行官吴泳铭表示，未来三年将投入3800亿元建设云和人工智能基础设施", 4, "citation", block_named=2),
]
EN = [
    Case("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to $4.5 billion", 1),
    Case("Northwind's Q3 2023 revenue grew 12% to $4.5bn", 1),
    Case("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to $5.4 billion", 1, "number"),
    Case("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to $4.5 million", 1, "number"),
    Case("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to €4.5 billion", 1, "number"),
    Case("Northwind Motors said on Tuesday that revenue in the third quarter of 2022 rose 12 percent to $4.5 billion", 1, "date"),
    Case("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 fell 12 percent to $4.5 billion", 1, "direction"),
    Case("Northwind revenue fell 12% to $4.5 billion in the third quarter of 2023", 1, "direction"),
    Case("The company will close its plant in Leeds, chief executive Jane Holloway told reporters", 2, "negation"),
    Case("The company will not close its plant in Leeds, and it will hire 300 workers there", 2, "negation"),
    Case("The company will not close its plant in Dublin, chief executive Jane Holloway told reporters", 2, "name"),
    Case("The company will not close its plant in Leeds, chief executive Mary Sutton told reporters", 2, "name"),
    Case("Its rival Eastgate lost £20 million in the same quarter after demand for diesel engines rose by a third", 3, "direction"),
    Case('Analysts at Brightwater said the strike had delayed deliveries by "at most two weeks"', 4, "quote"),
    Case("Eastgate lost £20 million in the same quarter after demand for diesel engines fell", 1, "citation", block_named=3),
    Case("Penguins migrate across frozen glaciers to breed under starlight", 1, "overlap"),
]
ACROSS = [
    Case("Alibaba Cloud's revenue rose 26% to 33.398 billion yuan in the third quarter of last year", 1),
    Case("Alibaba Cloud's revenue was about 33.4 billion yuan, up 26%", 1),
    Case("Alibaba Cloud's revenue rose 26% to 333.98 billion yuan in the third quarter of last year", 1, "number"),
    Case("Alibaba Cloud's revenue rose 26% to $33.398 billion in the third quarter of last year", 1, "number"),
    Case("Alibaba Cloud's revenue fell 26% to 33.398 billion yuan in the third quarter of last year", 1, "direction"),
    Case("Chief executive Wu Yongming said 380 billion yuan will be invested over the next three years without job cuts", 2),
    Case("Chief executive Li Qiang said 380 billion yuan will be invested over the next three years without job cuts", 2, "name"),
    Case("Microsoft's American rival AMD did not publish shipments, and analysts expect a share of about 12%", 3, "name"),
    Case("In November 2023 BYD opened a plant in Thailand that can make about 150,000 vehicles a year", 4),
    Case("In November 2021 BYD opened a plant in Thailand that can make about 150,000 vehicles a year", 4, "date"),
    Case("In November 2023 BYD opened a plant in Vietnam that can make about 150,000 vehicles a year", 4, "name"),
]


def label(case: Case) -> str:
    return f"{case.kind}-{case.claim[:40]}"


@pytest.mark.parametrize("case", ZH, ids=label)
def test_chinese_on_chinese(case: Case) -> None:
    assert_case(case, case.source)


@pytest.mark.parametrize("case", EN, ids=label)
def test_english_on_english(case: Case) -> None:
    assert_case(case, ENGLISH)


@pytest.mark.parametrize("case", ACROSS, ids=label)
def test_english_on_chinese(case: Case) -> None:
    assert_case(case, CHINESE)


def assert_case(case: Case, source: str) -> None:
    support = check(case.claim, case.block, source)
    kinds = {finding.kind for finding in support.findings}
    if case.kind is None:
        assert not kinds, support.findings
        assert support.status in ("supported", "unchecked")
    else:
        # A currency is a number's, a changed quarter may be told as a number that stands in its place.
        assert kinds & {case.kind, *({"number"} if case.kind == "date" else ())}, support
        assert support.status in ("unsupported", "partial")
    assert case.status in (None, support.status)
    assert case.block_named in (None, *(finding.block for finding in support.findings))


def test_chinese_claim_on_english_source() -> None:
    assert not check("诺斯温德2023年第三季度营收增长12%，达到45亿美元", 1, ENGLISH).findings
    assert check("诺斯温德2023年第三季度营收增长12%，达到450亿美元", 1, ENGLISH).findings[0].kind == "number"


def test_without_anything_to_hold_on_to_it_is_unchecked_not_supported() -> None:
    assert check("People are generally quite cheerful these days", 2, CHINESE).status == "unchecked"


def test_a_statement_too_long_to_be_one_is_said_to_be_unchecked() -> None:
    support = check("In 2024 revenue was 3.5 billion yuan, up 12%, " * 200, 1, CHINESE)
    assert support.status == "unchecked"
    assert "too long to be checked" in support.findings[0].message
    long = "公司表示收入增长，" * 1000 + "完。"
    assert check(long, 1, long).status == "supported" or len(Document.from_text(long).blocks) > 1


def test_the_same_sentence_over_and_over_is_compared_in_bounded_time() -> None:
    source = "Sales rose. " * 90
    started = time.process_time()
    check("Sales rose. " * 60 + "Sales fell.", 1, source)  # a copy but for its end, in more ways than can be tried
    assert time.process_time() - started < 8
    assert check("Sales rose. Sales rose. Sales rose.", 1, source).status == "supported"
