"""What is nearest to a figure, found without trying everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.layout import Layout
from summarizer.grounding.passage import Passage

_WORDS = ("Sales", "rose", "4%", "in 2024,", "profit", "fell", "12 million yuan;", "and", "5%", "respectively.", "Acme", "三亿元", "，", "。", "分别", "收入", "下降")
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=40).map(" ".join)


@given(text=_TEXTS, data=st.data())
def test_the_lowest_cost_is_that_of_all(text: str, data: st.DataObject) -> None:
    layout = Layout([Passage(text)])
    if not layout.items:
        return
    numbers = st.integers(0, len(layout.items) - 1)
    number, others = data.draw(numbers), sorted(data.draw(st.sets(numbers, min_size=1)))
    costs = layout.costs_from(number)
    assert layout.lowest_cost(number, others) == min(costs[other] for other in others)


@given(text=_TEXTS, data=st.data(), across=st.booleans())
def test_the_nearest_item_is_that_of_all(text: str, data: st.DataObject, across: bool) -> None:
    layout = Layout([Passage(text)])
    if not layout.items:
        return
    number, kind = data.draw(st.integers(0, len(layout.items) - 1)), data.draw(st.sampled_from(["word", "date", "basis", "figure"]))
    costs, groups = layout.costs_from(number), layout.sentences if across else layout.clauses
    found = [(costs[n], n) for n, item in enumerate(layout.items) if n != number and item.kind == kind and groups[n] == groups[number] and costs[n] <= 9]
    for _ in range(2):  # the second time from memory
        assert layout.find_nearest(number, kind, 9, _any, across) == (min(found)[1] if found else None)


def _any(_: object) -> bool:
    return True


def _ranked(text: str) -> list[list[str]]:
    """The items of each rank, in order."""
    layout = Layout([Passage(text)])
    ranks = sorted({rank for _, rank in layout.ranks.values()})
    return [[layout.text_of(n) for n in sorted(layout.ranks) if layout.ranks[n][1] == rank] for rank in ranks]


def test_a_list_in_a_later_clause_corresponds_to_its_figures() -> None:
    assert _ranked("本季度亏损2520万元，上年同期及上季度分别为盈利3540万元及4480万元，主要由于汇兑") == [
        ["上年同期", "3540万元"],
        ["上季度", "4480万元"],
    ]


def test_figures_of_clauses_correspond_to_the_list_that_follows_them() -> None:
    assert _ranked("客车产量28万辆，销量26万辆，同比分别增长4.4%和5.5%，占四成") == [
        ["产量", "28万辆", "4.4%"],
        ["销量", "26万辆", "5.5%"],
    ]


def test_clauses_with_more_figures_than_the_list_correspond_to_none() -> None:
    assert _ranked("客车产量28万辆和货车3万辆，销量26万辆，同比分别增长4.4%和5.5%") == []


def test_a_chinese_comma_ends_a_clause_before_a_figure_too() -> None:
    layout = Layout([Passage("收入增长，2023年利润下降；员工1，200人")])
    assert [layout.clauses[n] for n in range(len(layout.items))] == [0, 0, 1, 1, 1, 2, 2, 2]
