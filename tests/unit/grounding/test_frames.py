"""Words that say how a statement is meant: what states one may render one, in either language."""

from __future__ import annotations

import pytest

from summarizer.grounding.frames import CERTAINTY, MAY_BE_CERTAINTY, MAY_BE_POSSIBILITY, MAY_HAPPEN, POSSIBILITY, find_certain_limits, find_unlimited

POSSIBLE = "预计 预期 有望 或将 也许 可能 恐怕 料将 计划 打算 拟 准备 考虑 争取 如果 一旦 希望 据传 似乎 expected may could likely plans aims hopes forecasts if potential perhaps rumoured poised appears seems"
SURE = "必须 必将 必定 一定会 势必 must certainly definitely inevitably has_to is_certain"
LIMITED = "最大的工厂 唯一的工厂 销量创新高 largest_plant the_only_plant a_record"
UNLIMITED = "首家工厂 the_first_plant 所有工厂 all_plants 最近 最好不要 首席 纪录片 at_first after_all 42_in_all first-hand worst_case"


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


@pytest.mark.parametrize("word", _words(POSSIBLE))
def test_what_states_a_possibility_may_render_one(word: str) -> None:
    assert POSSIBILITY.search(word) and MAY_BE_POSSIBILITY.search(word) and MAY_HAPPEN.search(word)


@pytest.mark.parametrize("word", _words(SURE))
def test_what_states_a_certainty_may_render_one(word: str) -> None:
    assert CERTAINTY.search(word) and MAY_BE_CERTAINTY.search(word)


@pytest.mark.parametrize("text", _words(LIMITED))
def test_a_limit_is_found_with_what_may_render_it(text: str) -> None:
    assert [possible.search(text) is not None for _, possible in find_certain_limits(text)] == [True]


@pytest.mark.parametrize("text", _words(UNLIMITED))
def test_words_that_only_look_like_limits_are_none(text: str) -> None:
    assert not list(find_certain_limits(text))


@pytest.mark.parametrize(("source", "bears_out"), [("公司居前三位", True), ("前10大股东", True), ("前三季度", False), ("前10个月", False), ("前两年", False)])
def test_a_rank_bears_out_a_superlative_and_a_span_of_time_does_not(source: str, bears_out: bool) -> None:
    [(_, possible)] = find_certain_limits("the largest plant")
    assert (possible.search(source) is not None) == bears_out


def test_interest_is_no_superlative() -> None:
    assert find_unlimited("最大的银行", "the bank pays interest on what investors request") is not None
    assert find_unlimited("最大的银行", "the bank is the richest") is None
