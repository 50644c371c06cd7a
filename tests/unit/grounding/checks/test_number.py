"""Findings `number` and `date`."""

from __future__ import annotations

import time

import pytest

from summarizer.grounding.checks.number import normalize_numerals
from summarizer.grounding.passage import Passage
from summarizer.models import Document

from ..articles import CHINESE, ENGLISH, check


def test_a_copy_with_one_digit_changed_is_never_supported() -> None:
    sentence = Document.from_text(CHINESE).sentences[0]
    for position, char in enumerate(sentence.text):
        if char.isascii() and char.isdigit():
            for other in "0123456789":
                if other != char:
                    changed = sentence.text[:position] + other + sentence.text[position + 1 :]
                    assert check(changed, 1, CHINESE).status != "supported", changed


def test_messages_are_one_sentence_that_quotes_both() -> None:
    (finding,) = check("Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to $5.4 billion", 1, ENGLISH).findings
    assert finding.block == 1
    assert "$4.5 billion" in finding.message
    assert "$5.4 billion" in finding.message
    assert "\n" not in finding.message


@pytest.mark.parametrize(
    ("one", "other"),
    [("first", "January"), ("two", "二"), ("3", "three"), ("dollars", "$"), ("两", "2")],
)
def test_numerals_in_one_form(one: str, other: str) -> None:
    assert normalize_numerals(Passage(one).tokens) == normalize_numerals(Passage(other).tokens) != frozenset()


def test_a_figure_of_another_block_is_a_wrong_citation() -> None:
    support = check("The company will close its plant, and Eastgate lost £20 million", 2, ENGLISH)
    assert ("citation", 3) in {(finding.kind, finding.block) for finding in support.findings}


def test_digits_that_are_no_figure_must_be_in_the_source() -> None:
    support = check("公司未来三年将投入3800亿元建设GPT-4和人工智能基础设施", 2, CHINESE)
    assert ("number", "4") in {(finding.kind, finding.claim) for finding in support.findings}


@pytest.mark.parametrize(
    "text",
    ["至分组 1`万'" * 1250, "至分组 " + " ".join(f"{i}`万'" for i in range(1250)), "，".join(f"{i}.5亿元" for i in range(1250))],
    ids=["one reading", "many", "money"],
)
def test_texts_of_nothing_but_figures_take_bounded_time(text: str) -> None:
    started = time.process_time()
    check(text, 1, text)
    assert time.process_time() - started < 8  # each figure against each would take a minute
