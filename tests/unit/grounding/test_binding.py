"""What figures are told of: exchanged figures, other measures, periods, bases and directions, in both languages."""

from __future__ import annotations

import pytest

from summarizer.grounding import check_statement
from summarizer.grounding.source import SourceIndex, build_evidence_from_blocks
from summarizer.models import Document, Support

CHINESE = """\
海塘钢铁公布季度业绩，江湾船厂随后公布订单

2024年第三季度，海塘钢铁实现营业收入48.6亿元，同比增长9.2%，环比下降3.1%；毛利率17.4%，同比上升2.3个百分点，环比下降0.9个百分点。

截至9月底，北岸工厂钢材库存62.5万吨，周环比下降4.8%；南岸工厂日耗为7.9万吨，周环比上升11.6%。

2021年至2023年，海塘钢铁派发的股息分别为3.2亿元、4.5亿元、2.7亿元；2024年上半年，派发股息1.9亿元。

江湾船厂、临港船厂前三季度交付量分别为18艘、27艘，手持订单金额分别为95.3亿元、71.8亿元。

公司持有约8.4亿美元的美元贷款。董事长顾长宁表示，公司没有计划裁员，也不会关闭南岸工厂。

总经理陆文博表示，预计2025年营业收入在210亿元至220亿元之间。

公司计划在人民币走强时将美元贷款转换为人民币贷款。

2024年上半年收入、净利润分别为93.5亿元、6.8亿元；泰国钢材价格为3.6%的降幅，越南为5.1%；供应商的佣金比例为12.5%。
"""
ENGLISH = """\
Harbour Mills reports a mixed quarter

Revenue at Harbour Mills rose 9.2% year on year to $486 million in the third quarter of 2024, but fell 3.1% quarter on quarter.

The northern mill held 625,000 tonnes of paper in inventory, down 4.8%, while the southern mill produced 79,000 tonnes, up 11.6%.

Dividends were $32 million in 2021, $45 million in 2022 and $27 million in 2023.

The company holds $84 million of bank loans. Chairman Noel Prentice said that it has no plan to cut jobs.
"""

FALSE = [
    # exchanged
    ("Gross margin at Haitang Steel rose 0.9 percentage points year on year and fell 2.3 percentage points quarter on quarter", 2, CHINESE, "direction"),
    ("Revenue of Haitang Steel rose 3.1% year on year and fell 9.2% quarter on quarter in the third quarter of 2024", 2, CHINESE, "direction"),
    ("Week on week, inventory at the northern plant fell 11.6%, and daily consumption at the southern plant rose 4.8%", 3, CHINESE, "direction"),
    ("Haitang Steel paid dividends of 450 million yuan for 2021, 320 million yuan for 2022 and 270 million yuan for 2023", 4, CHINESE, "number"),
    ("Dividends were $45 million in 2021, $32 million in 2022 and $27 million in 2023", 4, ENGLISH, "number"),
    # another basis
    ("Revenue at Haitang Steel was 4.86 billion yuan, up 9.2% from the previous quarter", 2, CHINESE, "date"),
    ("Revenue fell 3.1% from a year earlier", 2, CHINESE, "date"),
    ("Gross margin was 17.4%, up 2.3 percentage points quarter on quarter", 2, CHINESE, "date"),
    ("海塘磨坊收入4.86亿美元，环比增长9.2%", 2, ENGLISH, "date"),
    # another measure
    ("Haitang Steel's net profit was 4.86 billion yuan in the third quarter of 2024", 2, CHINESE, "number"),
    ("The company has about 840 million US dollars of dollar deposits", 6, CHINESE, "number"),
    ("Revenue was 680 million yuan in the first half of 2024", 9, CHINESE, "number"),
    ("Suppliers pay a gross margin of 12.5%", 9, CHINESE, "number"),
    # another owner
    ("Steel prices fell 5.1% in Thailand", 9, CHINESE, "name"),
    ("In Thailand steel prices fell, by 5.1%", 9, CHINESE, "name"),
    # another period
    ("Revenue of Haitang Steel in the third quarter of 2023 was 4.86 billion yuan", 2, CHINESE, "date"),
    # another direction
    ("Revenue at Haitang Steel fell 9.2% year on year", 2, CHINESE, "direction"),
    ("Daily consumption at the southern plant declined 11.6% week on week", 3, CHINESE, "direction"),
    ("2024年第三季度收入同比下降9.2%", 2, ENGLISH, "direction"),
    # figures and currencies
    ("Revenue at Haitang Steel was 48.6 billion yuan", 2, CHINESE, "number"),
    ("Revenue at Haitang Steel was 4.86 billion US dollars", 2, CHINESE, "number"),
    ("The northern plant held 62,500 tonnes of steel", 3, CHINESE, "number"),
    # denials
    ("Gu Changning said that the company plans to cut jobs", 6, CHINESE, "negation"),
    # what is only expected
    ("The company has converted its dollar loans into renminbi loans", 8, CHINESE, "negation"),
]
TRUE = [
    ("The company plans to convert its dollar loans into renminbi loans", 8, CHINESE),
    ("Haitang Steel's revenue rose 9.2% year on year to 4.86 billion yuan in the third quarter of 2024 and fell 3.1% from the second quarter", 2, CHINESE),
    ("Gross margin, at 17.4%, was 2.3 percentage points higher than a year earlier but 0.9 points lower than in the previous quarter", 2, CHINESE),
    ("In the third quarter of 2024 gross margin came to 17.4%, down 0.9 percentage points quarter on quarter and up 2.3 year on year", 2, CHINESE),
    ("At the southern plant daily consumption was 79,000 tonnes, 11.6% more than a week earlier; inventory at the northern plant was 625,000 tonnes, 4.8% less", 3, CHINESE),
    ("Dividends of Haitang Steel were 320 million yuan for 2021, 450 million for 2022 and 270 million for 2023", 4, CHINESE),
    ("Dividends came to 190 million yuan in the first half of 2024, after 270 million yuan in 2023, 450 million in 2022 and 320 million in 2021", 4, CHINESE),
    ("Jiangwan and Lingang delivered 18 and 27 ships respectively in the first three quarters", 5, CHINESE),
    ("Orders in hand came to 9.53 billion yuan at Jiangwan and 7.18 billion yuan at Lingang", 5, CHINESE),
    ("The company has dollar loans of some 840 million US dollars", 6, CHINESE),
    ("Gu Changning said that the company has no plan to lay off staff", 6, CHINESE),
    ("Lu Wenbo expects revenue of 21 billion to 22 billion yuan in 2025", 7, CHINESE),
    ("Haitang Steel reported a gross margin of 17.4% for the quarter", 2, CHINESE),
    ("Net profit was 680 million yuan and revenue 9.35 billion yuan in the first half of 2024", 9, CHINESE),
    ("Steel prices fell 5.1% in Vietnam and 3.6% in Thailand", 9, CHINESE),
    ("Suppliers pay a commission of 12.5%", 9, CHINESE),
    ("海塘磨坊第三季度收入同比增长9.2%，达到4.86亿美元，但环比下降3.1%", 2, ENGLISH),
    ("北方工厂库存62.5万吨，下降4.8%；南方工厂产量7.9万吨，上升11.6%", 3, ENGLISH),
    ("股息2021年为3200万美元，2022年为4500万美元，2023年为2700万美元", 4, ENGLISH),
    ("公司有8400万美元银行贷款，没有裁员计划", 5, ENGLISH),
    ("Revenue rose to $486 million in the third quarter of 2024, 9.2% more than a year earlier", 2, ENGLISH),
    ("The southern mill made 79,000 tonnes, 11.6% more, and the northern one had 625,000 tonnes in stock", 3, ENGLISH),
    ("The three dividends from 2021 to 2023 were $32 million, $45 million and $27 million", 4, ENGLISH),
    ("Harbour Mills has bank loans of $84 million", 5, ENGLISH),
]
# A rate that changes: the date and direction of each end, and the date of a record.
RATES = """\
The rate of the Bank of Tarn

The Bank of Tarn began in April 2022, when its rate was 0.5%. By August 2023 the rate stood at 6.2%, the highest since 2003. It was cut to 4.4%, and in January 2025 the bank paused.

Unemployment rose 8.4% in the year to May 2021. By November 2023 the yearly increase was 2.6%.

2023年8月，利率为6.2%，是2003年以来的最高水平。
"""
TRUE += [
    ("The bank raised its rate from 0.5% in April 2022 to 6.2% by August 2023", 2, RATES),
    ("The bank cut its rate from a peak of 6.2% to 4.4% before a pause in January 2025", 2, RATES),
    ("Increases fell from 8.4% in May 2021 to 2.6% in November 2023", 3, RATES),
    ("The rate was 6.2% in summer 2023", 4, RATES),
]
FALSE += [
    ("The bank raised its rate to 6.2% in April 2022", 2, RATES, "date"),
    ("The yearly increase was 2.6% in May 2021", 3, RATES, "date"),
    ("Unemployment fell 8.4% in the year to May 2021", 3, RATES, "direction"),
]
# What the rules cannot see must at least not be called supported.
UNSEEN = [
    ("Gu Changning said that the company will close the southern plant", 6, CHINESE),
    ("Haitang Steel is the only steelmaker whose margin rose, to 17.4%", 2, CHINESE),
    ("Lu Wenbo said that revenue has reached 21 billion to 22 billion yuan", 7, CHINESE),
    ("All plants of Haitang Steel cut their inventory by 4.8%", 3, CHINESE),
]


def check(claim: str, block: int, source: str) -> Support:
    document = Document.from_text(source)
    return check_statement(claim, build_evidence_from_blocks([block - 1], document), SourceIndex(document))


@pytest.mark.parametrize(("claim", "block", "source", "kind"), FALSE)
def test_what_a_figure_is_told_of_is_checked(claim: str, block: int, source: str, kind: str) -> None:
    support = check(claim, block, source)
    assert kind in {finding.kind for finding in support.findings}, support
    assert support.status == "unsupported"


@pytest.mark.parametrize(("claim", "block", "source"), TRUE)
def test_the_same_in_other_words_has_no_finding(claim: str, block: int, source: str) -> None:
    assert not check(claim, block, source).findings


@pytest.mark.parametrize(("claim", "block", "source"), UNSEEN)
def test_what_the_rules_cannot_see_is_not_supported(claim: str, block: int, source: str) -> None:
    assert check(claim, block, source).status != "supported"
