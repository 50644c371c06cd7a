"""Which items of a source have what an item of a claim has."""

from __future__ import annotations

import pytest

from summarizer.grounding.binding import Binding
from summarizer.grounding.clauses import pair_clauses
from summarizer.grounding.layout import lay_out
from summarizer.grounding.passage import Passage


def matched(claim: str, source: str) -> dict[str, list[str]]:
    """The words of the source that each word of the claim is matched with."""
    text = lay_out(Passage(source))
    binding = Binding(Passage(claim), [text])
    own, places = binding.layout, binding.positions_in(text)
    return {own.text_of(n): [text.text_of(place) for place in places[n]] for n in range(len(own.items))}


@pytest.mark.parametrize(
    ("claim", "source", "word", "stated"),
    [
        ("Prices climbed", "价格上升", "climbed", "上升"),  # a word of the same meaning
        ("Wei Haotian left", "魏浩天离职", "Wei", "魏浩天"),  # by its sound
        ("Haitang raised funds", "海塘募资", "raised", "募资"),  # by a character that stands for 募集
        ("The provinces", "全国17省", "provinces", "17省"),
        ("The electric car", "电动车", "car", "电动车"),
        ("魏浩天离职", "Wei Haotian left", "魏浩天", "Haotian"),
    ],
)
def test_words_are_matched_across_languages(claim: str, source: str, word: str, stated: str) -> None:
    assert any(stated in text or text in stated for text in matched(claim, source)[word])


@pytest.mark.parametrize(("claim", "source"), [("Prices rose", "出货量公布"), ("The coal", "库存公布")])
def test_unrelated_words_are_not_matched(claim: str, source: str) -> None:
    assert not any(matched(claim, source).values())


def test_each_clause_has_its_place_in_the_source() -> None:
    source = lay_out(Passage("北岸工厂减产，南岸工厂增加了库存"))
    first, second = pair_clauses(Binding(Passage("The southern plant added inventory, and the northern one cut output"), [source]))
    assert "南岸" in first.source_text
    assert "北岸" in second.source_text
    assert first.share > 0.5
