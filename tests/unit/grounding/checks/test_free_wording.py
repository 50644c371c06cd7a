"""True statements in free words, as an editor writes them: nothing of them is accused; what is false beside them is."""

from __future__ import annotations

import pytest

from ..articles import check

BRIDGE = """\
County to replace Harrow Bridge
Westmere Herald·2025-04-02

The county council forecasts that traffic will grow by 2.5% in 2025, up from an earlier forecast of 1.75%. \
A decision on another toll rise will come in the fall.

The builder asked for 61.20 euros per square metre, down from 66.80. Heavy lorries made up 35% of traffic, up from 28%.

The council kept its budget of $12 million for repairs. It found cracks in May but did not warn drivers until August.

Of about 900 workers, some 650 will move to the new depot. Shares in Harrow Bridges rose 3.1%.

The National Road and Bridge Agency is still looking into the cracks. It paid $40 million in cash for the old depot.
"""
LETTER = """\
Letter to members of Stonefield Mutual
February 20, 2025

In 2024 our savings business lost $6 million, against a profit of $9 million in 2023.

I was wrong about the branch in Dover, and I said so to the board.

Martin Stonefield
"""
DAIRY = """\
白河乳业三季报：原料价格下跌
证券晚报·2025-10-20

白河乳业三季度营业收入21.4亿元，创单季历史新高；分产品看，鲜奶9.2亿元，下降4%，酸奶7.1亿元，增长8%，奶粉5.1亿元，增长12%。

控股股东承诺2025年、2026年、2027年净利润分别不低于0.5亿元、0.6亿元、0.7亿元，未达到的以现金补足。

公司没有出售北山牧场的计划，也不会削减广告投入。成本降到3元以下才有扩产的可能。

原奶收购价跌至每公斤3.1元，较去年同期下跌9.4%。董事会认为，下跌主要是需求走弱所致。
"""
KETTLE = """\
Copper Kettle cuts its forecast
Meridian Post·2026-05-14 17:40

Copper Kettle reported first-quarter revenue of $1.34 billion, up 7.2%. Net income climbed to $96 million, or 84 cents a share, from $78 million, or 66 cents.

Rival Harrow, roughly twice its size, met the union last Friday and agreed a pay rise of 9.5% over three years; its profit fell 18%. It had been asked for 14%.

The company now expects organic sales growth of 0.5% to 1.5%, compared with the 2% to 3% it forecast in February. Excluding disposals, sales grew 0.9%.

Chief executive Oyelaran said the ovens, called KX-208, need no gas.

The kitchen in Stanmere makes 300 meals a day, against 120 before.

The insurers have not yet confirmed how much of the damage they will cover.
"""
TRIAL = """\
泽衡药业公布试验结果
江岸财经·2026-07-21 19:00

泽衡药业公告，减重药物ZH-208达到主要终点。首席执行官梁伯珩对结果表示满意。

试验为期48周，用药组平均46岁，对照组37岁；用药组体重平均下降13.7%。费用约六成来自公司，余下由合作企业支付。
"""
HALVARD = """\
Halvard and its lender
Meridian Post·2026-05-14 17:40

Castellan holds 70% of the debt of Halvard. He said nothing of the rest of the deal.

Halvard's revenue was $1.34 billion and its donation $84,000.

Today Halvard has 120 shops. In 2020 it had 80 shops.
"""


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("Harrow met the union on 8 May", 2, KETTLE),
        ("哈罗于5月8日与工会会面", 2, KETTLE),
        ("The union settled for 9.5% over three years, short of the 14% it had asked for", 2, KETTLE),
        ("Harrow, which has about double Copper Kettle's size, saw its profit fall 18%", 2, KETTLE),
        ("铜壶集团一季度营收13.4亿美元，增长7.2%，每股收益由66美分升至84美分", 1, KETTLE),
        ("公司把全年有机销售增速预期从2月的2%至3%下调至0.5%至1.5%", 3, KETTLE),
        ("剔除资产处置影响后，销售增长0.9%", 3, KETTLE),
        ("首席执行官梁伯珩称，厨房每天的产量是以前的2.5倍", 5, KETTLE),
        ("Those given ZH-208 are older by nine years on average than the control group", 2, TRIAL),
        ("Those given ZH-208 lost 13.7% of their weight on average in 48 weeks", 2, TRIAL),
        ("Those at Harlow No. 1 were given ZH-208 for 48 weeks", 2, TRIAL),
        ("ZH-208的费用有六成来自公司，试验今年完成。", 2, TRIAL),
        ("The insurers have yet to confirm how much of the damage they will cover", 6, KETTLE),
        ("About 40% of the cost is paid by the partner company", 2, TRIAL),
        ("The council raised its forecast for 2025 to 2.5% from 1.75%", 1, BRIDGE),
        ("议会将2025年增长预测由1.75%上调至2.5%", 1, BRIDGE),
        ("The council has not decided on another toll rise", 1, BRIDGE),
        ("The price falls to 61.20 euros per square metre from 66.80 euros", 2, BRIDGE),
        ("每平方米61.20欧元，低于原先的66.80欧元", 2, BRIDGE),
        ("Lorries accounted for, or made up, 35% of the vehicles", 2, BRIDGE),
        ("议会没有改动1200万美元的维修预算", 3, BRIDGE),
        ("议会5月就发现裂缝，却拖到8月才提醒司机", 3, BRIDGE),
        ("Some 250 of the 900 workers will not move to the new depot", 4, BRIDGE),
        ("The share price of Harrow Bridges gained 3.1%", 4, BRIDGE),
        ("The NRBA is still looking into the cracks", 5, BRIDGE),
        ("The old depot cost the agency $40 million", 5, BRIDGE),
        ("储蓄业务由上年盈利900万美元转为亏损600万美元", 1, LETTER),
        ("Martin Stonefield admits that he was wrong about the branch in Dover", 2, LETTER),
        ("Revenue was a record 2.14 billion yuan in the third quarter", 1, DAIRY),
        ("Quarterly revenue hit an all-time high", 1, DAIRY),
        ("Fresh milk, at 920 million yuan, is the largest product and the only one of the three that shrank", 1, DAIRY),
        ("In the third quarter the dairy's sales were 2.14 billion", 1, DAIRY),
        ("The owner guarantees at least 180 million yuan of profit over three years", 2, DAIRY),
        ("The company ruled out a sale of the Beishan farm and cuts to advertising", 3, DAIRY),
        ("Halvard runs today's 120 shops", 3, HALVARD),
        ("Costs would have to fall below 3 yuan before output could grow", 3, DAIRY),
        ("奶价每公斤3.1元，跌了九个多点", 4, DAIRY),
        ("照董事会的说法，奶价走低怪的是买的人少了", 4, DAIRY),
    ],
)
def test_a_free_wording_of_the_source_is_not_accused(claim: str, block: int, source: str) -> None:
    assert [f.message for f in check(claim, block, source).findings] == []


@pytest.mark.parametrize(
    ("claim", "block", "source", "kind"),
    [
        ("The council lowered its forecast for 2025 to 2.5% from 1.75%", 1, BRIDGE, "direction"),
        ("The price rises to 61.20 euros per square metre from 76.80 euros", 2, BRIDGE, "number"),
        ("The council will sell the old depot for $400 million", 5, BRIDGE, "number"),
        ("The FBRA is still looking into the cracks", 5, BRIDGE, "name"),
        ("Harrow met the union on 9 May", 2, KETTLE, "date"),
        ("铜壶集团每股收益升至96美分", 1, KETTLE, "number"),
        ("厨房每天的产量是以前的3.5倍", 5, KETTLE, "number"),
        ("About 30% of the cost is paid by the partner company", 2, TRIAL, "number"),
        ("30% of the shares are held by Castellan", 1, HALVARD, "number"),
        ("Halvard's revenue was $84,000 and its donation $1.34 billion", 2, HALVARD, "number"),
        ("Halvard had 80 shops today", 3, HALVARD, "date"),
        ("控股股东承诺2025年、2026年、2027年净利润分别不低于5亿元、6亿元、7亿元", 2, DAIRY, "number"),
    ],
)
def test_what_is_false_beside_it_is_still_accused(claim: str, block: int, source: str, kind: str) -> None:
    assert kind in {finding.kind for finding in check(claim, block, source).findings}


def test_a_tick_needs_every_item_in_one_place_and_nothing_that_rivals_it() -> None:
    source = "公司2024年营业收入3800亿元。\n\n公司2024年营业收入3800亿元，上年为3500亿元。\n\n公司2024年营业收入3800亿元，利润下降。\n"
    claim = "Revenue was 380 billion yuan in 2024"
    assert check(claim, 1, source).status == "supported"
    assert check(claim, 2, source).status == "unchecked"


def test_within_a_language_only_the_words_of_the_source_get_a_tick() -> None:
    assert check("公司2024年营业收入3800亿元", 1, "公司2024年营业收入3800亿元。\n").status == "supported"
    assert check("2024年公司的营业收入3800亿元", 1, "公司2024年营业收入3800亿元。\n").status == "unchecked"
