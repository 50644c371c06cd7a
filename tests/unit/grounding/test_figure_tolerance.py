"""What a source's figure entails, and with what it is compatible."""

from __future__ import annotations

from fractions import Fraction

import pytest

from summarizer.grounding.figure_tolerance import entails, is_compatible, may_be_weekday, significant_digits
from summarizer.quantities import Quantity, find_quantities
from summarizer.quantities.quantity import When


def read(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("31,000 people", "31,000 people", True),
        ("31,000 people", "31,001 people", False),
        ("31,001 people", "31,000 people", True),
        ("11月12日", "12日", True),
        ("12日", "11月12日", False),
        ("in the 1980s", "in 1983", False),
    ],
)
def test_entailment(source: str, claim: str, expected: bool) -> None:
    assert entails(read(source), read(claim)) is expected


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("more than 5 million people", "9 million people", True),
        ("more than 5 million people", "11 million people", False),
        ("in 2019", "in 2021", False),
        ("last year", "in 2021", True),
    ],
)
def test_compatibility(source: str, claim: str, expected: bool) -> None:
    assert is_compatible(read(source), read(claim), frozenset({2021, 2022})) is expected


@pytest.mark.parametrize(("value", "digits"), [(Fraction(31_000), 2), (Fraction(3), 1), (Fraction(3334, 10_000), 4), (Fraction(1, 3), 12)])
def test_significant_digits(value: Fraction, digits: int) -> None:
    assert significant_digits(value) == digits


@pytest.mark.parametrize(
    ("published_at", "expected"),
    [
        ("2025-09-22", True),
        ("2025-09-22T02:50:00", True),
        ("2025-10-22", False),
        (None, False),
        ("2025-09", False),
        ("2025-13-45", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_day_may_be_the_weekday_named_near_the_day_of_writing(published_at: str | None, expected: bool) -> None:
    assert may_be_weekday(When(month=9, day=19), When(weekday=5), "", published_at) is expected
    assert not may_be_weekday(When(month=9, day=19), When(weekday=4), "", published_at)


@pytest.mark.parametrize(
    ("before", "days"),
    [("met on ", {6, 13}), ("met last ", {6}), ("meets next ", {13, 20}), ("meets this ", {6, 13})],
)
def test_a_weekday_alone_is_a_day_within_a_week_before_or_after_the_day_of_writing_as_its_word_has_it(before: str, days: set[int]) -> None:
    friday, march = When(weekday=5), range(1, 32)  # 2026-03-11 is a Wednesday
    assert {day for day in march if may_be_weekday(When(month=3, day=day), friday, before, "2026-03-11")} == days


def test_last_monday_may_be_that_of_this_week_or_of_the_week_before() -> None:
    march = range(1, 32)  # 2026-03-20 is a Friday
    assert {day for day in march if may_be_weekday(When(month=3, day=day), When(weekday=1), "last ", "2026-03-20")} == {9, 16}
