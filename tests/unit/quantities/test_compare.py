"""Quantities of both languages compared: rounding, hedges, units, directions, dates."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings

from summarizer.quantities import compare, find_quantities

from .fragments import texts


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, a source, and the verdict on their quantities."""

    claim: str
    source: str
    verdict: str
    aspect: str = ""


def pairs(table: str) -> list[Pair]:
    return [Pair(*(cell.strip() for cell in line.split("|"))) for line in table.strip().splitlines()]


PAIRS = pairs("""
a net loss of 230 million yuan | 净利润为-2.3亿元 | same
净利润为-2.3亿元 | 净亏损2.3亿元 | same
a loss of 710 to 880 million yuan | 净利润为-7.1亿到-8.8亿元 | same
revenue of 230 million yuan | 净利润为-2.3亿元 | different | value
fell 12.3% | 同比增长-12.3% | same
fell 12.3% | 同比-12.3% | same
rose 12.3% | 同比增长-12.3% | different | direction
minus 20 degrees | 20 degrees below zero | same
33.4 billion yuan | 333.98亿元 | same
about 33 billion yuan | 333.98亿元 | same
33 billion yuan | 333.98亿元 | same
34 billion yuan | 333.98亿元 | different | value
33.3 billion yuan | 333.98亿元 | undecided | value
33.2 billion yuan | 333.98亿元 | different | value
38 billion yuan | 3800亿元 | different | value
3.8 billion yuan | 380亿元 | different | value
380 million yuan | 3.8亿元 | same
1.2 million | 120万 | same
1.2 million | 12万 | different | value
333.98亿元 | 33.398 billion yuan | same
334亿元 | 33.398 billion yuan | same
33.398 billion yuan | 334亿元 | undecided | value
380 billion yuan | 超过3800亿元 | same
more than 380 billion yuan | 超过3800亿元 | same
more than 38 billion yuan | 381亿元 | same
more than 38 billion yuan | 379亿元 | different | bound
less than 38 billion yuan | 379亿元 | same
more than 380 billion yuan | 近3800亿元 | different | bound
more than 25 billion yuan | 381亿元 | undecided | bound
more than 10 billion yuan | 381亿元 | different | bound
more than 370 billion yuan | 超过3800亿元 | different | value
nearly 90 billion yuan | 近900万元 | different | value
2,010 km | 约2000公里 | different | value
2,000 km | 约2010公里 | same
at least 15 people | 15人 | same
at least 15 people | 16人 | undecided | bound
more than 100 people | 173人 | same
nearly 200 people | 198人 | same
nearly 200 people | 250人 | different | bound
nearly 200 people | 150人 | different | bound
2 million | 200多万 | same
up to 30% | 最高30% | same
$5 billion | 50亿美元 | same
$5 billion | 50亿港元 | incomparable | unit
50亿港元 | $5 billion | same
US$5 billion | 50亿港元 | incomparable | unit
$5 billion | 50亿元 | incomparable | unit
5 billion yuan | 50亿美元 | incomparable | unit
¥500 | 500日元 | same
¥500 | 500元 | same
RMB 3 billion | 30亿元人民币 | same
53.5bn dollars | 535亿美元 | same
50 cents | 5毛 | incomparable | unit
5.3 yuan | 五元三毛 | same
$-2 | -2美元 | same
30% | 三成 | same
30 percent | 百分之三十 | same
30 percent | 30个百分点 | incomparable | kind
25 basis points | 0.25个百分点 | same
25 basis points | 2.5个百分点 | different | value
a third of them | 三分之一 | same
one third | 33.3% | same
half of them | 50% | same
a 20% discount | 八折 | same
80% | 八折 | same
12.5% | 12.46% | same
12.5% | 12.6% | different | value
5% | 5.3% | same
5% | 6% | different | value
doubled | 增长了一倍 | same
doubled | 翻了一番 | same
doubled | 增长100% | same
tripled | 增长了两倍 | same
tripled | 增长200% | same
doubled | 增长了两倍 | different | value
more than doubled | 增长了一倍多 | same
halved | 减半 | same
halved | 下降50% | same
up 5% | 增长5% | same
up 5% | 下降5% | different | direction
rose to 5% | 增长5% | different | change
fell 3% | 降幅3% | same
500 employees | 500名员工 | same
500 employees | 600名员工 | different | value
3 cars | 3辆 | same
3 cars | 3人 | incomparable | unit
500 | 500名员工 | same
dozens of people | 数十人 | same
dozens of people | 36人 | same
hundreds of people | 36人 | different | value
dozens of people | 600人 | different | value
3 to 4 billion yuan | 30到40亿元 | same
3 to 4 billion yuan | 30到50亿元 | different | value
3.5 billion yuan | 30到40亿元 | undecided | value
about 300 people | 310人 | same
300 people | 333人 | different | value
3,000 people | 2987人 | same
3,000 people | 2087人 | different | value
20 people | 21人 | different | value
a 3-2 win | 3：2 | same
a 3-2 win | 3：1 | different | value
third | 第三 | same
third | 第四 | different | value
a net loss of 230 million yuan | 净利润为-2.3亿元 | same
a net profit of 230 million yuan | 净利润为-2.3亿元 | different | value
a loss of 230 million yuan | 亏损-2.3亿元 | same
a loss of 710 million to 880 million yuan | 净利润-7.1亿到-8.8亿元 | same
fell 12.3% | 同比增长-12.3% | same
grew 12.3% | 同比增长-12.3% | different | direction
down 5.2% | 同比负增长5.2% | same
May 8 | 2025年5月8日 | same
May 9 | 2025年5月8日 | different | date
May 8, 2024 | 2025年5月8日 | different | date
in 2024 | 2025年5月8日 | different | date
in 2025 | 2025年5月8日 | same
May 8 | 21日 | different | date
Monday | 星期一 | same
Monday | 周二 | different | date
last year | 去年 | same
May 8 | 去年5月8日 | same
May 9 | 去年5月8日 | different | date
今年5月 | 去年5月 | different | date
5个 | 一个 | incomparable | kind
third quarter | 第三季度 | same
Q3 2025 | 2025年第三季度 | same
third quarter | 第四季度 | different | date
first half of 2025 | 2025年上半年 | same
March 2025 | 2025年上半年 | same
September 2025 | 2025年上半年 | different
2025年底 | March 2025 | different
2025年底 | November 2025 | same
H1 2025 | 2025年下半年 | different | date
first nine months of 2025 | 2025年前三季度 | same
fiscal 2025 | 2025财年 | same
the 1990s | 上世纪90年代 | same
the 1980s | 上世纪90年代 | different | date
2019-2021 | 2019年至2021年 | same
2019-2021 | 2019年至2022年 | different | date
5:30 pm | 下午5点半 | same
5:30 pm | 17:30 | same
6:30 pm | 下午5点半 | different | date
18 months | 一年半 | same
two weeks | 14天 | same
three years | 三年 | same
three years | 四年 | different | value
35-year-old | 35岁 | same
35-year-old | 53岁 | different | value
5 km | 5公里 | same
3.1 miles | 5公里 | same
5 km | 5英里 | different | value
12 hectares | 180亩 | same
5 km | 5公斤 | incomparable | unit
5 km | 2025年 | incomparable | kind
9/8/2025 | 2025年9月8日 | same
9/8/2025 | 2025年8月9日 | undecided | reading
60% | 超过三分之一 | different
60% | more than two sevenths | different
nearly a third of them | 近三分之一 | same
about two sevenths of them | 30% | different
""")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.claim} ~ {p.source}")
def test_pair(pair: Pair) -> None:
    (claim,), (source,) = find_quantities(pair.claim), find_quantities(pair.source)
    comparison = compare(claim, source)
    assert (comparison.verdict, comparison.aspect if pair.aspect else "") == (pair.verdict, pair.aspect), comparison.reason
    assert bool(comparison) is (pair.verdict == "same")
    assert comparison.reason


def test_the_reason_names_both_quantities() -> None:
    (claim,), (source,) = find_quantities("34 billion yuan"), find_quantities("333.98亿元")
    assert compare(claim, source).reason == "the source says “333.98亿元”, not “34 billion yuan”"


@pytest.mark.parametrize("text", sorted({side for p in PAIRS for side in (p.claim, p.source)}))
def test_a_quantity_is_the_same_as_itself(text: str) -> None:
    (quantity,) = find_quantities(text)
    assert compare(quantity, quantity).verdict == "same"


@given(texts(12), texts(12))
@settings(max_examples=300, deadline=None)
def test_comparing_never_raises_and_always_has_a_reason(claim: str, source: str) -> None:
    for claimed in find_quantities(claim)[:3]:
        for stated in find_quantities(source)[:3]:
            comparison = compare(claimed, stated)
            assert comparison.verdict in ("same", "different", "incomparable", "undecided")
            assert comparison.reason
