"""True statements in words of their own that no rule accuses, most beside one with a single fault that a rule finds."""

from __future__ import annotations

import pytest

from ..articles import check

# A statement, its source, and the kind of the finding on it, if there is one.
CASES = [
    ("Twenty people died in the fire", "老厂火灾造成四人死亡，十一人受伤。", "number"),
    ("Four people died in the fire", "老厂火灾造成四人死亡，十一人受伤。", None),
    ("Growth is seen down 1.2 points: the levy would lift prices by 0.8 points and cut growth by 1.2 points", "征税将使物价上升0.8个百分点，使经济增长下降1.2个百分点。", None),
    ("Growth is seen down 1.6 points: the levy would lift prices by 0.8 points and cut growth by 1.6 points", "征税将使物价上升0.8个百分点，使经济增长下降1.2个百分点。", "number"),
    ("Net profit is forecast at 450 million, 520 million and 610 million yuan", "预计归母净利润为4.5/5.2/6.1亿元，PE为18/16/14倍。", None),
    ("Net profit is forecast at 450 million, 530 million and 610 million yuan", "预计归母净利润为4.5/5.2/6.1亿元，PE为18/16/14倍。", "number"),
    ("It has assets of 1.3 billion yuan, of which 440 million is cash", "公司资产总额13亿元，其中包括货币资金4.4亿元。", None),
    ("It has assets of 1.3 billion yuan, of which 470 million is cash", "公司资产总额13亿元，其中包括货币资金4.4亿元。", "number"),
    ("The stake changed hands at a value of a little over 12 billion yuan for the whole", "公司以57.98亿元获得46.95%的股份。", None),
    ("The stake changed hands at a value of a little over 15 billion yuan for the whole", "公司以57.98亿元获得46.95%的股份。", "number"),
    ("Orders have grown since 2017", "由2017年至2024年，订单持续上升，2024年达228亿元。", None),
    ("Orders have grown since 2018", "由2017年至2024年，订单持续上升，2024年达228亿元。", "date"),
    ("Wang Xin expects costs to rise", "协会会长王昕预计成本上升。", None),
    ("Wang Xin expects costs to fall", "协会会长王昕预计成本上升。", "direction"),
    ("The case went to the Shanghai exchange", "该案转至上交所。", None),
    ("The case went to Toyota", "该案转至上交所。", "name"),
    ("The Toyota factory was closed by the court", "法院关闭了华为的工厂。", "name"),
    ("英国高等法院判其赔偿3860万英镑", "The High Court ordered it to pay £38.6 million.", None),
    ("英国高等法院判其赔偿3680万英镑", "The High Court ordered it to pay £38.6 million.", "number"),
    ("第四季度由盈转亏", "本季度录得亏损，上季度为盈利。", None),
    ("Spring prices averaged 384 yuan in Shanxi, 65 yuan above those of Shandong", "山西均价384元，山东319元。", None),
    ("Spring prices averaged 394 yuan in Shanxi, 65 yuan above those of Shandong", "山西均价384元，山东319元。", "number"),
    ("The team led 22-16 before losing the set", "该队一度以22：16领先，最终丢掉这一局。", None),
    ("该队最终以22-16取胜", "该队一度以22：16领先，最终以25：23丢掉这一局。第16分和第22分都有争议。", None),
    ("另一场主场以4：1取胜", "北方队2：2战平，第4位的球队落后1分。", "number"),
    ("合约收于255.3元，上涨1.2元，涨幅0.47%", "合约收于255.05元，上涨1.75元，涨幅0.69%。", "number"),
    ("上赛季效力于北方队的哈洛一共出场21次", "哈洛去年加盟北方队，在上赛季的联赛中出场30次。球队今年取得4胜5平6负、积17分的成绩。", "number"),
    ("The company expects vaccine sales of $4bn for the year", "For this year it has sales of $9bn under contract. Profit was $1.5bn, and 31% of it came from abroad.", "number"),
    (
        "Harlow has a dashboard and tools for marketing. Customers can sign up in the next 10 days and get 20 basis points off for the first six months",
        "Customers that sign up in the next 10 days get 20% off for the first six months.",
        "number",
    ),
    ("Most of the timber came from Marlow, and 9 basis points of it from Eastgate", "木材大多来自北方，其次是南方(20.3%)和东方(9%)。", "number"),
    ("In the 1983s Harlow ran a mill", "上世纪80年代，哈洛经营一家棉纺厂。", "number"),
    ("运费从39或49元起", "免运费门槛为39元、49元。", None),
    ("运费从39或59元起", "免运费门槛为39元、49元。", "number"),
    ("讲解更多不等于降低标准", "More explaining is not lowering the standard.", None),
    ("讲解更多等于降低标准", "More explaining is not lowering the standard.", "negation"),
]


@pytest.mark.parametrize(("claim", "source", "kind"), CASES)
def test_what_is_left_undecided(claim: str, source: str, kind: str | None) -> None:
    findings = check(claim, 1, source).findings
    assert {finding.kind for finding in findings} == ({kind} if kind else set()), findings
