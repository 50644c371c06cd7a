"""Shortened sentences are supported; a sentence without what limits, denies, dates or owns the rest of it is not."""

from __future__ import annotations

import pytest

from .articles import check

CHINESE = """云岭电池一季度业绩
江岸财经·2026-04-17 18:05

云岭电池一季度营业收入58.3亿元，同比增长31%，主要受储能订单带动，毛利率降至17.8%。

财务总监邵文钧表示，利润下滑与降价无关，碳酸锂价格自去年11月起回升。

公司荆门工厂年产能800万支，正在扩建，若年底前通过验收，明年可增至2400万支。

云岭电池收入增长31%，北辰锂能收入下降3%，毛利率持平。
"""
ENGLISH = """Halvard narrows its forecast
Harbour Wire·2026-03-11 09:30

Halvard's revenue rose 7.2% to $1.34 billion in the quarter, helped by lower fuel prices, while Castellan's fell 3%.

Chief financial officer Joris van Eyk said that rates, which might weaken again, had held up in the spring.

The company will cut 450 of its shore-based positions, mostly in Rotterdam, to save $80 million a year. No seagoing staff are affected.

Halvard will order six more ships in May, if banks agree to lend. Its terminal in Tangier opened in 2024, 19 months late.

Neighbouring Stanmere offers a warning. Its line opened in 2024, 19 months late.
"""
INTERVIEW = """隧道什么时候通车
江岸财经·2026-04-02 18:05

江岸财经：您今后有什么打算？

贺延川：我61岁，以后想编一本手册。提纲写好了，花了半年，出版社还没有找。

江岸财经：会用新的设备吗？

贺延川：会用，但要看预算。
"""

SHORTENED = [
    (CHINESE, "云岭电池一季度营业收入58.3亿元，同比增长31%", 1),
    (CHINESE, "云岭电池一季度营业收入58.3亿元，同比增长31%，毛利率降至17.8%", 1),
    (CHINESE, "邵文钧表示，利润下滑与降价无关", 2),
    (CHINESE, "荆门工厂年产能800万支，正在扩建，若年底前通过验收，明年可增至2400万支", 3),
    (ENGLISH, "Halvard's revenue rose 7.2% to $1.34 billion in the quarter", 1),
    (ENGLISH, "Joris van Eyk said that rates had held up in the spring.", 2),
    (ENGLISH, "The company will cut 450 of its shore-based positions to save $80 million a year", 3),
    (ENGLISH, "Stanmere's line opened in 2024, 19 months late.", 5),
    (INTERVIEW, "贺延川说，提纲写好了，出版社还没有找", 2),
]
CHANGED = [
    (CHINESE, "利润下滑与降价无关，碳酸锂价格自去年11月起回升", 2),  # who says it
    (CHINESE, "荆门工厂年产能800万支，正在扩建，明年可增至2400万支", 3),  # the condition
    (CHINESE, "云岭电池收入增长31%，毛利率持平", 4),  # another company's margin
    (CHINESE, "云岭电池收入下降3%", 4),
    (ENGLISH, "Halvard's revenue rose 3%", 1),
    (ENGLISH, "Halvard will order six more ships in May", 4),
    (ENGLISH, "Rates had held up in the spring.", 2),
    (ENGLISH, "Halvard's line opened in 2024, 19 months late.", 5),
    (INTERVIEW, "江岸财经说，提纲写好了，出版社还没有找", 2),
    (INTERVIEW, "贺延川说，会用", 4),
]


@pytest.mark.parametrize(("article", "claim", "block"), SHORTENED)
def test_a_shortened_sentence_is_supported(article: str, claim: str, block: int) -> None:
    """What it leaves out changes nothing of the rest."""
    support = check(claim, block, article)
    assert (support.status, support.judge) == ("supported", "rules")


@pytest.mark.parametrize(("article", "claim", "block"), CHANGED)
def test_what_changes_the_rest_may_not_be_left_out(article: str, claim: str, block: int) -> None:
    """A sentence without its speaker, condition or owner says something else."""
    assert check(claim, block, article).status != "supported"
