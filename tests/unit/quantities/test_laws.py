"""Laws that hold of every text and every number: what is printed is read back, nothing raises, time grows with length."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import LanguageCode
from summarizer.quantities import Quantity, compare, find_quantities, format_number, format_quantity
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
def test_a_printed_number_is_read_back(language: LanguageCode, style: Style, number: Fraction, negative: bool) -> None:
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
def test_a_figure_printed_in_the_other_language_is_the_same(language: str, number: int, index: int) -> None:
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
def test_a_date_printed_in_either_language_is_the_same(text: str) -> None:
    (quantity,) = find_quantities(text)
    for language in LANGUAGES:
        (again,) = find_quantities(format_quantity(quantity, language))
        assert (again.when, again.until) == (quantity.when, quantity.until)


FRAGMENTS = st.sampled_from(
    [
        "约",
        "超过",
        "增长",
        "下降",
        "至",
        "到",
        "从",
        "一",
        "两",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "零",
        "点",
        "半",
        "几",
        "数",
        "多",
        "余",
        "第",
        "年",
        "月",
        "日",
        "时",
        "分",
        "元",
        "美元",
        "%",
        "个",
        "成",
        "折",
        "倍",
        "分之",
        "百分之",
        "又",
        "负",
        "-",
        "~",
        ".",
        ",",
        " ",
        "\n",
        ":",
        "/",
        "(",
        ")",
        "[",
        "]",
        "$",
        "€",
        "US$",
        "RMB",
        "1",
        "2",
        "0",
        "15",
        "2025",
        "3.5",
        "1,000",
        "one",
        "two",
        "hundred",
        "thousand",
        "million",
        "and",
        "a",
        "half",
        "third",
        "of",
        "point",
        "bn",
        "k",
        "Q3",
        "H1",
        "FY",
        "May",
        "Sept",
        "Monday",
        "to",
        "from",
        "between",
        "up",
        "down",
        "rose",
        "fell",
        "by",
        "about",
        "nearly",
        "more than",
        "per cent",
        "years",
        "people",
        "萬",
        "億",
        "兩",
        "１",
        "５",
        "，",
        "。",
        "½",
        "'90s",
        "GPT-4",
        "http://a.b/1",
        "壹",
        "佰",
        "翻",
        "番",
        "岁",
        "周一",
        "去年",
    ]
)


def check(text: str) -> list[Quantity]:
    quantities = find_quantities(text)
    end = 0
    for quantity in quantities:
        assert quantity.start >= end, "figures overlap"
        assert quantity.end > quantity.start
        assert text[quantity.start : quantity.end] == quantity.text
        assert (quantity.low is None) == (quantity.when is not None)
        if quantity.kind != "score" and quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        end = quantity.end
    return quantities


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
@settings(max_examples=600, deadline=None)
def test_no_text_of_figures_raises(text: str) -> None:
    quantities = check(text)
    for quantity in quantities[:6]:
        assert compare(quantity, quantity).verdict in ("same", "undecided")
        assert format_quantity(quantity, "zh") and format_quantity(quantity, "en")


@given(st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_no_text_at_all_raises(text: str) -> None:
    check(text)


@given(st.lists(FRAGMENTS, max_size=12).map("".join), st.lists(FRAGMENTS, max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_comparing_never_raises_and_always_has_a_reason(claim: str, source: str) -> None:
    for ours in find_quantities(claim)[:3]:
        for theirs in find_quantities(source)[:3]:
            comparison = compare(ours, theirs)
            assert comparison.verdict in ("same", "different", "incomparable", "undecided")
            assert comparison.reason


HOSTILE = {
    "digits": "1",
    "grouped": "1,111,",
    "list": "1,",
    "spaced": "1 ",
    "decimals": "1.",
    "dashes": "1-",
    "slashes": "1/",
    "colons": "1:",
    "han digits": "一",
    "han numbers": "二十三",
    "scales": "万",
    "ten thousands": "一万",
    "fractions": "三分之",
    "hedges": "约超过近",
    "verbs": "增长下降",
    "english": "one hundred and ",
    "words": "two ",
    "nested": "about nearly more than ",
    "signs": "$",
    "money": "$1 ",
    "years": "2025年",
    "months": "3月",
    "ranges": "3到",
    "quarters": "Q3 ",
    "may": "May ",
    "letters": "a1",
    "brackets": "[1",
    "urls": "http://",
    "ats": "a@",
    "half": "half a ",
    "points": "point ",
    "from": "from 5 to ",
    "tenths": "三成",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    unit = HOSTILE[name]
    check(unit * 50)  # patterns compiled

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        best = float("inf")
        for _ in range(3):  # the fastest: a garbage collection in between is not the grammar's
            started = time.process_time()
            check(text)
            best = min(best, time.process_time() - started)
        return best

    # Four times the text may take four times as long; a square law would take sixteen times.
    assert seconds(12_000) <= 9 * seconds(3_000) + 0.15


@pytest.mark.parametrize("digit", ["\U00011de8", "\U00016130", "\U0001d7d8", "٣", "\U00010d41"])
def test_digits_of_any_script_are_read_or_left_alone(digit: str) -> None:
    for text in (f"$3.5 billion{digit}", f"{digit}{digit}%", f"202{digit}年{digit}月", f"{digit}:{digit}{digit}", f"up {digit}{digit} percent"):
        check(text)
