"""Bounds of figures are bounds, however they are worded, and no denials."""

from __future__ import annotations

import pytest

from ..articles import check

CHINESE = "海川造纸今年裁员不足500人，负债率不会超过60%，派息至少100万元，投资不低于20亿元，不晚于2030年完成。"
ENGLISH = "Penrose Paper cut no more than 500 jobs, kept at least 100 shops, and will not pay more than $5 million by 2030."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The company cut fewer than 500 jobs this year", CHINESE),
        ("Its debt ratio is no higher than 60%", CHINESE),
        ("Its debt ratio does not exceed 60%", CHINESE),
        ("It pays out no less than 1 million yuan", CHINESE),
        ("Investment is no lower than 2 billion yuan", CHINESE),
        ("The work will be done no later than 2030", CHINESE),
        ("裁员少于500人", CHINESE),
        ("负债率低于60%", CHINESE),
        ("裁员最多500人", ENGLISH),
        ("裁员不超过500人", ENGLISH),
        ("保留不少于100家门店", ENGLISH),
        ("2030年前支付不超过500万美元", ENGLISH),
    ],
)
def test_bounds_are_no_denials(claim: str, source: str) -> None:
    kinds = {finding.kind for finding in check(claim, 1, source).findings}
    assert kinds.isdisjoint(("negation", "number", "date"))


@pytest.mark.parametrize(
    ("claim", "source", "kind"),
    [
        ("裁员超过500人", ENGLISH, "number"),
        ("The company cut more than 500 jobs this year", CHINESE, "number"),
        ("2030年后支付不超过500万美元", ENGLISH, "date"),
        ("The company did not cut jobs", CHINESE, "negation"),
    ],
)
def test_other_bounds_and_denials_are_found(claim: str, source: str, kind: str) -> None:
    assert kind in {finding.kind for finding in check(claim, 1, source).findings}
