"""What the cited text need not have: results of a computation, alternatives, what a claim denies, other spellings."""

from __future__ import annotations

import pytest

from ..articles import check

ACCOUNTS = """# Haichuan results

Selling expenses were $348.6 million in 2025 and $298.6 million in 2024.

Sourabh Raaj opened the first mill in 1890 and played for Leeds. Mill or no mill, the union (not pictured) may or may not sue.

"I don't know why orders fell in spring," he said. Do workers want longer shifts at night?

| | 2025 | 2024 |
|---|---|---|
| Revenue | 1,222 | 1,157 |
| Term loan | 219.4 | 230.1 |
"""
FIRST_ROW = 5


@pytest.mark.parametrize(
    ("claim", "block", "kind"),
    [
        ("The change in revenue from 2024 to 2025 is 5.61%", FIRST_ROW, None),  # cut off, not rounded
        ("The change in revenue from 2024 to 2025 is 7.61%", FIRST_ROW, "number"),
        ("The term loan stands at $219.4 million", FIRST_ROW + 1, None),  # in millions, as the row does not say
        ("The term loan stands at $291.4 million", FIRST_ROW + 1, "number"),
        ("Selling expenses rose by 16.7% to $348.6 million", 1, None),
        ("Selling expenses rose to $34.86 million", 1, "number"),  # a slip of scale is no result of a computation
        ("Compared with a year earlier, the average of both expenses was $331.2 million", 1, None),
        ("His first mill opened in either 1889 or 1890", 2, None),
        ("His first mill opened in 1889", 2, "date"),
    ],
)
def test_a_figure_that_is_computed_or_one_of_two_is_not_missing(claim: str, block: int, kind: str | None) -> None:
    assert [finding.kind for finding in check(claim, block, ACCOUNTS).findings] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("claim", "is_reported"),
    [
        ("Raaj never played for Arsenal", False),
        ("Raaj played for Arsenal", True),
        ("The man who opened the mill is Saurabh Raj", False),  # another spelling
        ("The UK heard of Raaj and his mill", False),
        ("The UNK heard of Raaj and his mill", True),
    ],
)
def test_a_name_that_is_denied_known_to_all_or_spelt_otherwise_is_not_missing(claim: str, is_reported: bool) -> None:
    source = ACCOUNTS.replace(" Mill or no mill, the union (not pictured) may or may not sue.", "")
    assert ("name" in {finding.kind for finding in check(claim, 2, source).findings}) == is_reported


@pytest.mark.parametrize(
    ("claim", "block", "is_reported"),
    [
        ("He doesn't know why orders fell in spring", 3, False),
        ("He doesn't know whether workers want longer shifts at night", 3, False),  # the source asks
        ("Workers may not want longer shifts at night", 3, False),
        ("Selling expenses were not $348.6 million in 2025", 1, True),
        ("Mill or no mill, the union may sue.", 2, False),
    ],
)
def test_what_the_source_denies_asks_or_leaves_open_contradicts_nothing(claim: str, block: int, is_reported: bool) -> None:
    assert ("negation" in {finding.kind for finding in check(claim, block, ACCOUNTS).findings}) == is_reported
