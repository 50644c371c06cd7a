"""How far a claim's figure is from its source's."""

from __future__ import annotations

import pytest

from summarizer.quantities import describe_difference


@pytest.mark.parametrize(
    ("claim", "source", "difference"),
    [
        ("38 billion yuan", "3800亿元", ("part", "10")),
        ("3.8 trillion yuan", "3800亿元", ("times", "10")),
        ("$4,000", "40美元", ("times", "100")),
        ("closed 13% lower", "8.6%", ("points_above", "4.4")),
        ("1%", "3.5%", ("points_below", "2.5")),
        ("54%", "5.4%", ("times", "10")),
        ("22座", "24座", ("fewer", "2")),
        ("five", "four", ("more", "1")),
        ("1.9亿元", "1.8亿元", ("above", "5.6")),
        ("620万", "820万", ("below", "24")),
        ("12345吨", "100吨", ("times", "123")),
        ("46亿美元", "46亿元", ("unit", "")),
        ("2025年3月", "2024年3月", ("date", "")),
        ("rose 5%", "下降5%", ("direction", "")),
        ("5%", "5%", None),
        ("30 and 40", "5", None),
        ("no figure", "5", None),
        ("0", "5", None),
        ("9 km", "5%", None),
    ],
)
def test_difference(claim: str, source: str, difference: tuple[str, str] | None) -> None:
    assert describe_difference(claim, source) == difference
