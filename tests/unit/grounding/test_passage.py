"""Tokens of both languages, sentences of a claim, and phrases found in passages."""

from __future__ import annotations

import pytest

from summarizer.grounding.passage import Passage, PhraseMatcher, split_sentences


def test_tokens_of_both_languages() -> None:
    assert Passage("它didn't cost $1,200.5").keys == ["它", "do", "not", "cost", "$", "1200.5"]
    assert Passage("比亚迪").terms == {"比亚", "亚迪"}


def test_a_character_that_no_reader_sees_divides_no_token() -> None:
    passage = Passage("rose 3\u200b80 per\u00adcent")
    assert passage.keys == Passage("rose 380 percent").keys
    assert [passage.text[t.start : t.end] for t in passage.tokens][1:] == ["3\u200b80", "per\u00adcent"]


@pytest.mark.parametrize(("text", "language"), [("比亚迪 BYD 上涨", "zh"), ("BYD (比亚迪) rose in Hong Kong", "en"), ("42", "en")])
def test_the_language_of_a_passage(text: str, language: str) -> None:
    assert Passage(text).language == language


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sales rose. Costs fell too.", 1),  # the first is too short to stand alone
        ("Sales in Leeds rose again. Costs fell by a third.", 2),
        ("收入增长了。成本下降了。", 2),
        ("He moved to the U.S. In May he left.", 1),
    ],
)
def test_sentences_of_a_claim(text: str, count: int) -> None:
    assert len(split_sentences(Passage(text))) == count


def test_the_longest_phrase_wins_and_phrases_do_not_overlap() -> None:
    matcher = PhraseMatcher([("bank", 1), ("bank_of_china", 2), ("中国", 3), ("中国银行", 4)])
    assert [m.values for m in matcher.find(Passage("The Bank of China and a bank"))] == [(2,), (1,)]
    assert [(m.start, m.end, m.values) for m in matcher.find(Passage("在中国银行"))] == [(1, 5, (4,))]
