"""What is written in either language is read back with the same value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import LanguageCode
from summarizer.quantities import compare, find_quantities, format_number, format_quantity
from summarizer.quantities.format import Style

ZH_STYLES: tuple[Style, ...] = ("digits", "grouped", "scaled", "words", "formal", "traditional")
EN_STYLES: tuple[Style, ...] = ("digits", "grouped", "scaled", "short", "words")
STYLES: list[tuple[LanguageCode, Style]] = [("zh", s) for s in ZH_STYLES] + [("en", s) for s in EN_STYLES]
LANGUAGES: tuple[LanguageCode, ...] = ("zh", "en")

whole = st.one_of(st.integers(0, 10_000), st.integers(0, 10**15), st.builds(lambda n, e: n * 10**e, st.integers(1, 9999), st.integers(0, 11)))
decimal = st.builds(lambda n, d, places: Fraction(n) + Fraction(d, 10**places), whole, st.integers(0, 999), st.integers(1, 4))
share = st.builds(Fraction, st.integers(1, 9), st.integers(2, 10)).filter(lambda f: f < 1)
value = st.one_of(whole.map(Fraction), decimal, share)


@pytest.mark.parametrize(("language", "style"), STYLES)
@given(number=value, negative=st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_written_number_is_read_back(language: LanguageCode, style: Style, number: Fraction, negative: bool) -> None:
    number = -number if negative else number
    text = format_number(number, language, style)
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.high, quantity.text) == (number, number, text)


@pytest.mark.parametrize(("language", "style"), [("en", "formal"), ("en", "traditional"), ("zh", "short")])
def test_a_style_of_the_other_language_is_refused(language: LanguageCode, style: Style) -> None:
    with pytest.raises(ValueError, match="no style"):
        format_number(5, language, style)


UNITS = {
    "zh": ["元", "美元", "亿元", "%", "个百分点", "人", "辆", "公里", "吨", "岁", "年", "个月", "天", "小时", "倍"],
    "en": [" yuan", " US dollars", " million dollars", "%", " percentage points", " people", " vehicles", " km", " tonnes", " years old", " years", " months", " days", " hours", " times as much"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
@given(number=st.integers(2, 9_999), index=st.integers(0, 14))
@settings(max_examples=200, deadline=None)
def test_a_quantity_written_in_the_other_language_is_the_same(language: str, number: int, index: int) -> None:
    quantities = find_quantities(f"{number:,}{UNITS[language][index]}")
    if [q.certain for q in quantities] != [True]:  # 1,999年 and 25年 are not clear: nothing to compare
        return
    printed = format_quantity(quantities[0], "en" if language == "zh" else "zh")
    (again,) = find_quantities(printed)
    assert (again.kind, again.unit, again.low, again.high) == (quantities[0].kind, quantities[0].unit, quantities[0].low, quantities[0].high)
    assert compare(again, quantities[0]).verdict == "same"


@pytest.mark.parametrize(
    "text",
    [
        "2025年9月21日",
        "9月21日",
        "2025年9月",
        "2025年",
        "第三季度",
        "2025年第三季度",
        "2025年上半年",
        "2025财年",
        "周三",
        "21世纪",
        "1990年代",
        "2019年至2021年",
        "3月至5月",
        "下午5点20分",
        "2025财年第二季度",
    ],
)
def test_a_date_written_in_either_language_is_the_same(text: str) -> None:
    (quantity,) = find_quantities(text)
    for language in LANGUAGES:
        (again,) = find_quantities(format_quantity(quantity, language))
        assert (again.when, again.until) == (quantity.when, quantity.until)
