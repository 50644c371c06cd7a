"""What a document's date, place and table headings tell about its figures."""

from __future__ import annotations

import datetime

import pytest

from summarizer.quantities import FigureContext, compare, find_quantities

from .notation import notation

DAY = datetime.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年", "period y2024[year-1]"),
        ("今年5月8日", "date y2025m5d8[year+0]"),
        ("本季度", "period y2025q1[quarter+0]"),
        ("上季", "period y2024q4[quarter-1]"),
        ("上个月", "date y2025m2[month-1]"),
        ("昨天", "date y2025m3d4[day-1]"),
        ("上周五", "date y2025m2d28w5[week-1]"),
        ("last year", "period y2024[year-1]"),
    ],
)
def test_date_resolves_relative_moments(text: str, expected: str) -> None:
    assert [notation(q) for q in find_quantities(text, FigureContext(date=DAY))] == [expected]
    assert not any(q.certain and q.when and q.when.day is None for q in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("營收50億元", "HK", "money 5000000000 HKD"),
        ("營收50億元", "TW", "money 5000000000 TWD"),
        ("營收50億元", None, "money 5000000000 元"),
        ("营收50亿元", None, "money 5000000000 CNY"),
        ("營收50億美元", "HK", "money 5000000000 USD"),
        ("票價$20", "HK", "money 20 HKD"),
        ("（人民幣，下同）營收50億元", "HK", "money 5000000000 元"),
        ("114年營收", "TW", "period y2025"),
        ("114年歷史", "TW", "duration 114 year ?"),
    ],
)
def test_place_decides_bare_signs_and_years_of_the_republic(text: str, place: str | None, expected: str) -> None:
    assert [notation(q) for q in find_quantities(text, FigureContext(place=place))] == [expected]


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("1,234.5", "单位：百万元", "money 1234500000 CNY"),
        ("35.2", "收入（亿元）", "money 3520000000 CNY"),
        ("12.5", "毛利率（%）", "percent 12.5"),
        ("1,234", "人民币千元", "money 1234000 CNY"),
        ("1,234", "In millions", "number 1234000000 ?"),
        ("1,234", "RMB'000", "money 1234000 CNY"),
        ("1,234", "(US$ in millions, except per share data)", "money 1234000000 USD"),
        ("1,234", "In millions, except per share", "number 1234000000 ?"),
        ("35.2", "主要数据", "number 35.2"),
    ],
)
def test_heading_gives_its_unit_to_bare_numbers(text: str, heading: str, expected: str) -> None:
    assert [notation(q) for q in find_quantities(text, FigureContext(heading=heading))] == [expected]


@pytest.mark.parametrize(
    ("claim", "source", "verdict"),
    [
        ("HK$5 billion", "營收50億元", "same"),
        ("NT$5 billion", "營收50億元", "same"),
        ("5 billion yuan", "營收50億元", "same"),
        ("US$5 billion", "營收50億元", "incomparable"),
        ("50亿元", "50億港元", "undecided"),
        ("HK$6 billion", "營收50億元", "different"),
    ],
)
def test_bare_yuan_in_traditional_characters_may_be_local(claim: str, source: str, verdict: str) -> None:
    assert compare(find_quantities(claim)[0], find_quantities(source)[0]).verdict == verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sold 3,5 tonnes for 1.234.567,89 euros.", ["measure 3.5 tonne", "money 1234567.89 EUR"]),
        ("1.500 employees get 16,50 € each.", ["count 1500 person", "money 16.5 EUR"]),
        ("Sales of €1.500 grew by 3,5 %.", ["money 1500 EUR", "percent 3.5 up by"]),
        ("The fund paid 2 660 euros to 12 500 people.", ["money 2660 EUR", "count 12500 person"]),
        ("It cost 1'250'000 francs for 3,5 km and 1.500 kg.", ["money 1250000 franc", "measure 3.5 km", "measure 1.5 kg"]),
        ("共1.500人，花费16,50欧元", ["count 1500 person", "money 16.5 EUR"]),
        ("1.500 million € in all, 16,50 € each", ["money 1500000000 EUR ?", "money 16.5 EUR"]),
        # Nothing shows another convention, or English numbers stand beside it.
        ("1.500 employees", ["count 1.5 person"]),
        ("1.500 kg for 16,50 € and 1,200 people", ["measure 1.5 kg", "money 16.5 EUR", "count 1200 person"]),
        ("1.500 kg for 16,50 €, or 2.5 boxes", ["measure 1.5 kg", "money 16.5 EUR", "number 2.5"]),
    ],
)
def test_a_text_shows_its_separators(text: str, expected: list[str]) -> None:
    found = [notation(q) for q in find_quantities(text)]
    assert [f for f in found if not f.startswith("number 1 ")] == expected


@pytest.mark.parametrize(
    ("text", "thousands", "expected"),
    [
        ("1.500 employees", ".", "count 1500 person"),
        ("1.500 employees", "'", "count 1.5 person"),
        ("12 500 employees", " ", "count 12500 person"),
        ("3,5 tonnes", " ", "measure 3.5 tonne"),
        ("1.500 employees", None, "count 1.5 person"),
    ],
)
def test_separators_of_the_document(text: str, thousands: str | None, expected: str) -> None:
    assert [notation(q) for q in find_quantities(text, FigureContext(thousands=thousands))] == [expected]
