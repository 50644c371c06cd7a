"""Properties of every text: finding never raises, spans are right, and time grows with the length."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.quantities import Quantity, compare, find_quantities, format_quantity

from .fragments import texts


def check(text: str) -> list[Quantity]:
    quantities = find_quantities(text)
    end = 0
    for quantity in quantities:
        assert quantity.start >= end, "quantities overlap"
        assert quantity.end > quantity.start
        assert text[quantity.start : quantity.end] == quantity.text
        assert (quantity.low is None) == (quantity.when is not None)
        if quantity.kind != "score" and quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        end = quantity.end
    return quantities


@given(texts(10), st.lists(st.tuples(st.integers(0, 200), st.sampled_from("\u200b\ufeff\u00ad\u2060")), max_size=5))
def test_characters_that_no_reader_sees_change_no_figure(text: str, hidden: list[tuple[int, str]]) -> None:
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    written = visible
    for place, character in hidden:
        place %= len(written) + 1
        written = written[:place] + character + written[place:]
    found, expected = check(written), find_quantities(visible)
    assert [(q.kind, q.low, q.unit, q.when) for q in found] == [(q.kind, q.low, q.unit, q.when) for q in expected]


@given(texts(30))
@settings(max_examples=600, deadline=None)
def test_no_text_of_fragments_raises(text: str) -> None:
    quantities = check(text)
    for quantity in quantities[:6]:
        assert compare(quantity, quantity).verdict in ("same", "undecided")
        assert format_quantity(quantity, "zh") and format_quantity(quantity, "en")


@given(st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_no_text_at_all_raises(text: str) -> None:
    check(text)


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
        started = time.process_time()
        check(text)
        return time.process_time() - started

    # Four times the text may take four times as long; a square law would take sixteen times. The fastest of three: a
    # garbage collection in between is not the grammar's.
    most = 9 * min(seconds(3_000) for _ in range(3)) + 0.15
    assert any(seconds(12_000) <= most for _ in range(3))


@pytest.mark.parametrize("digit", ["\U00011de8", "\U00016130", "\U0001d7d8", "٣", "\U00010d41"])
def test_digits_of_any_script_are_read_or_left_alone(digit: str) -> None:
    for text in (f"$3.5 billion{digit}", f"{digit}{digit}%", f"202{digit}年{digit}月", f"{digit}:{digit}{digit}", f"up {digit}{digit} percent"):
        check(text)
