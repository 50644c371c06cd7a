"""What a claim in another language adds to its source, denies, or tells of somebody else or of another time."""

from __future__ import annotations

import pytest

from summarizer.grounding.source import SourceIndex, build_evidence_from_blocks
from summarizer.grounding.verdict import check_statement
from summarizer.models import Document, GlossaryEntry

from ..articles import check

CHINESE = """\
海塘钢铁与临港船厂公布年度业绩

2024年5月，海塘钢铁董事会批准了派息方案。公司尚未完成北岸工厂的改造。

高盛表示，海塘钢铁的毛利率今年有望回升，但汇丰认为其股价缺乏支撑。

北岸工厂的生铁均价为每吨3120元，库存为62.5万吨；南岸工厂的粗钢均价为每吨4275元。

盒马在上海开设了仓库。新仓库将缩短配送时间。

管理层认为，汽车市场的库存调整尚未完成。投资者的兴趣集中在利率上。

2025年钢铁行业可能有价格战，但管理层对2025年下半年的毛利率持乐观态度，尤其是在特殊钢领域。
"""
ENGLISH = """\
Harbour Mills reports a good year

Chairman Noel Prentice said that the mill may close its southern plant. The bank has eased its terms for the company.

The northern plant widened its lead, and rising costs could slow its growth.

The coking plant sold £214 million of coke, and raised its price four times by three quarters of a point.

Inflation in coal fell to 3.0 percent.

The bank hasn't eased its terms for the company, and the company doesn't deny it.
"""
FALSE = [
    ("The board of Haitang Steel approved the payout plan in August 2024", 1, CHINESE, "date"),
    ("The company has completed the rebuilding of the northern plant", 1, CHINESE, "negation"),
    ("The board of Haitang Steel approved its largest payout plan in May 2024", 1, CHINESE, "overlap"),
    ("焦炭厂唯一一次提价是四分之三个百分点", 3, ENGLISH, "overlap"),
    ("Goldman Sachs says that the gross margin of Haitang Steel must recover this year", 2, CHINESE, "negation"),
    ("HSBC opened a warehouse in Shanghai", 4, CHINESE, "name"),
    ("Management thinks that the inventory adjustment in the automotive market is now complete", 5, CHINESE, "negation"),
    ("Management is optimistic about the gross margin in the first half of 2025, especially in special steel", 6, CHINESE, "date"),
    ("南岸工厂可能关闭，银行收紧了对公司的条件", 1, ENGLISH, "direction"),
    ("北方工厂的领先优势缩小", 2, ENGLISH, "direction"),
]
UNDECIDED = [
    ("The board of Haitang Steel approved the payout plan and a trick in May 2024", 1, CHINESE),
    ("The board of Haitang Steel approved the medicine and a loan in May 2024", 1, CHINESE),
    ("All warehouses of Hema in Shanghai are new", 4, CHINESE),
    ("The new warehouse will not shorten the time of delivery", 4, CHINESE),
    ("The board of Haitang Steel approved the payout plan and the reason in May 2024", 1, CHINESE),
    ("焦炭厂比去年多出2100万英镑", 3, ENGLISH),
]
TRUE = [
    ("银行尚未放宽对公司的条件，公司不否认", 5, ENGLISH),
    ("The board of Haitang Steel approved the payout plan in May 2024", 1, CHINESE),
    ("The company has not yet completed the rebuilding of the northern plant", 1, CHINESE),
    ("Hema opened a warehouse in Shanghai", 4, CHINESE),
    ("The new warehouse will shorten the time of delivery", 4, CHINESE),
    ("Management thinks that the inventory adjustment in the automotive market is not yet complete", 5, CHINESE),
    ("Management is optimistic about the gross margin in the second half of 2025, especially in special steel", 6, CHINESE),
    ("银行放宽了对公司的条件", 1, ENGLISH),
    ("北方工厂扩大了领先优势", 2, ENGLISH),
    ("焦炭厂一年里四次提价，每次0.75个百分点，合计300个基点", 3, ENGLISH),
    ("煤炭涨幅降到3.0%", 4, ENGLISH),
    ("年中通胀放缓，成本上升可能使增长放慢", 2, ENGLISH),
]


@pytest.mark.parametrize(("claim", "block", "source", "kind"), FALSE)
def test_what_the_source_has_otherwise_is_found(claim: str, block: int, source: str, kind: str) -> None:
    support = check(claim, block, source)
    assert kind in {finding.kind for finding in support.findings}, support


@pytest.mark.parametrize(("claim", "block", "source"), TRUE)
def test_the_same_in_the_other_language_has_no_finding(claim: str, block: int, source: str) -> None:
    assert not check(claim, block, source).findings


@pytest.mark.parametrize(("claim", "block", "source"), UNDECIDED)
def test_what_nothing_in_the_source_corresponds_to_is_undecided(claim: str, block: int, source: str) -> None:
    support = check(claim, block, source)
    assert (support.status, support.findings) == ("unchecked", ())


RECALL = """\
海棠电器周四召回了一批电热水壶，原因是壶盖松动。公司说，按原价赔偿。
"""


def test_a_superlative_that_the_source_has_in_no_form_is_found() -> None:
    (finding,) = check("Haitang recalled a batch of kettles on Thursday, the largest setback on record", 1, RECALL).findings
    assert finding.kind == "overlap" and "“largest”" in finding.message


@pytest.mark.parametrize(
    "claim",
    [
        "Haitang recalled a batch of kettles on Thursday because the lids were loose",
        "Haitang recalled a batch of kettles worldwide on Thursday because a court told it to",
        "Haitang promised all customers their money back",
    ],
)
def test_words_without_a_rendering_are_undecided(claim: str) -> None:
    assert check(claim, 1, RECALL).findings == ()


def test_the_base_of_a_share_is_no_word_for_all() -> None:
    source = "2024年新能源汽车占全国新车销量的40.9%。"
    assert check("New energy vehicles took 40.9% of all new cars sold in 2024", 1, source).findings == ()


MAKERS = """\
三家车企的座次重新排过。林风全年交付50.05万辆，是第一家年交付超过50万辆的新势力；白桦汽车自2024年4月开始交付。

2024年中国汽车出口585.9万辆，同比增长19.3%；新能源汽车出口128.4万辆，增长6.7%。
"""


@pytest.mark.parametrize(
    ("claim", "block"),
    [
        ("Linfeng was the first start-up to pass 500,000 deliveries in a year", 1),
        ("Exports of new energy vehicles rose 6.7% to 1.284 million in 2024, against 19.3% for all vehicle exports", 2),
    ],
)
def test_a_superlative_belongs_to_its_subject_and_all_to_a_total(claim: str, block: int) -> None:
    document = Document.from_text(MAKERS)
    evidence = build_evidence_from_blocks([block], document)
    glossary = (GlossaryEntry(source="林风", written="Linfeng"),)
    assert not check_statement(claim, evidence, SourceIndex(document), glossary).findings


PLAN = """\
省里的规划

央行预计明年的增速为6.8%，与财政部门的看法相近。要在2047年前成为发达地区，本省经济须在今后二十年里平均每年增长约8%。

各部门认为目标并不轻松。

规划的附件列出了重点企业，杭叉机械排在第一位。

仇志平说，他没有听说过附件。

规划由十个部门起草。
"""


@pytest.mark.parametrize(
    ("claim", "block", "kinds"),
    [
        ("To become a developed region by 2047 the economy must grow by about 8% a year on average", 1, []),
        ("To become a developed region by 2047 the economy must grow by about 6.8% a year on average", 1, ["number"]),
        ("The list of the plan has Hangcha in first place", 3, []),
        ("Ten departments drafted the plan, and Hangcha wrote to them", 5, ["name"]),  # stands in another block alone
        ("Qiu Zhiping did not hear of the annex to the plan, and Hangcha did", 4, []),  # right before the cited block
    ],
)
def test_a_figure_or_name_of_another_place_is_found(claim: str, block: int, kinds: list[str]) -> None:
    assert [finding.kind for finding in check(claim, block, PLAN).findings] == kinds


COSTS = """\
Disruptions could increase the costs of firms in Leeds that rely on imported parts.
"""
COAL = """\
北港印尼煤库提价为834元/吨，周环比上涨4元；北港澳洲煤库提价为818元/吨，周环比上涨1元。
"""


@pytest.mark.parametrize(
    ("claim", "source", "kinds"),
    [
        ("供应中断可能推高利兹依赖进口零部件的企业的成本", COSTS, []),
        ("供应中断可能压低利兹依赖进口零部件的企业的成本", COSTS, ["direction"]),
        ("Indonesian coal cost 834 yuan a tonne at the northern port", COAL, []),
        ("Australian coal cost 834 yuan a tonne at the northern port", COAL, ["name"]),
    ],
)
def test_a_cost_that_is_moved_the_other_way_or_is_another_countrys_is_found(claim: str, source: str, kinds: list[str]) -> None:
    assert [finding.kind for finding in check(claim, 1, source).findings] == kinds
