"""Amounts that are written by rule are read back: digits, scales and numerals in words, with and without a minus."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import find_quantities, format_number

AMOUNTS = st.one_of(st.integers(20, 10**12), st.integers(2, 11).flatmap(lambda n: st.integers(10**n, 10**n + 1000)))
CHINESE = st.sampled_from(["grouped", "scaled", "words", "formal", "traditional"])
ENGLISH = st.sampled_from(["grouped", "scaled", "words"])


def _read(text: str) -> Fraction | None:
    (quantity,) = find_quantities(text)
    assert quantity.text in text
    assert quantity.certain
    assert quantity.low == quantity.high
    return quantity.low


@given(AMOUNTS, CHINESE)
def test_chinese_amounts(amount: int, style: str) -> None:
    written = format_number(amount, "zh", style)  # type: ignore[arg-type]
    assert _read(f"{written}元") == amount
    assert _read(f"负{written}元") == -amount
    assert _read(f"不超过{written}元") == amount


@given(AMOUNTS, ENGLISH)
def test_english_amounts(amount: int, style: str) -> None:
    written = format_number(amount, "en", style)  # type: ignore[arg-type]
    assert _read(f"{written} dollars") == amount
    assert _read(f"minus {written} dollars") == -amount
    assert _read(f"will not pay more than {written} dollars") == amount


@given(st.integers(1, 10**12), st.sampled_from([("USD", "美元"), ("CNY", "人民币"), ("JPY", "日元")]))
def test_rates(worth: int, currency: tuple[str, str]) -> None:
    code, name = currency
    (quantity,) = find_quantities(f"1{name}兑{worth}欧元")
    assert (quantity.low, quantity.unit, quantity.per) == (worth, "EUR", code)


@given(st.text(alphabet="0123456789.,-/()|%$年月日第季度前后万亿元吨每兑不超过至 BCAD'sk", max_size=60))
def test_no_text_crashes_and_spans_are_in_order(text: str) -> None:
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        position = quantity.end
