"""Findings in parts. The sentences come from the checks themselves, so that a new wording is noticed here."""

from __future__ import annotations

import pytest

from summarizer import Document, check
from summarizer.models import Finding
from summarizer.render.finding_parts import FindingParts, find_source_words, split_finding, split_findings

DOCUMENT = Document.from_text("""云厂商三年投入3800亿元

公司2025年2月24日宣布，未来三年将投入3800亿元建设数据中心，同比增长21%。

公司表示不会放缓投资。净利润下降8.6%。

Revenue at Marlow fell 12% to 40 million dollars in 2024, the company said.

Marlow hired Anna Brandt as chairman in March, and the old board left.
""")


def parts_of(text: str) -> list[FindingParts]:
    return [parts for entry in check(f"Core Viewpoint\n- {text}", DOCUMENT, citations="strict").entries for parts in split_findings(entry.statement.support.findings, entry.statement.text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company will invest 38 billion yuan in three years [1]", FindingParts("number", "differs", ("38 billion yuan",), "3800亿元", "380 billion yuan", block=1)),
        ("The company announced it on 24 March 2025 [1]", FindingParts("date", "differs", ("24 March 2025",), "2025年2月24日", "February 24, 2025", block=1)),
        ("Net profit rose 8.6% [2]", FindingParts("direction", "opposite", ("rose",), "下降", block=2)),
        ("The company will slow its investment [2]", FindingParts("negation", "opposite", (), "不会放缓投资", block=2)),
        ("Net profit fell 8.6% [1]", FindingParts("citation", "elsewhere", ("8.6%",), block=2)),
        ("Baidu wins against Marlow [3]", FindingParts("name", "missing", ("Baidu",))),
        ("Marlow hired Anna Brandt as chairman in March, and the old board left", FindingParts("uncited", "told", remark="[4] says so; cite it", block=4)),
    ],
)
def test_findings_of_the_checks(text: str, expected: FindingParts) -> None:
    assert expected in parts_of(text)


@pytest.mark.parametrize(
    ("kind", "message", "expected"),
    [
        ("name", "the source says Anna Brandt here, not x", FindingParts("name", "differs", ("x",), "Anna Brandt", block=4)),
        ("direction", "the source calls “8亿元” a profit, not a loss", FindingParts("direction", "opposite", ("x",), "8亿元", block=4, claimed_side="loss", stated_side="profit")),
        ("direction", "the source says up, not down: “x”", FindingParts("direction", "opposite", ("x",), "x", block=4, claimed_side="down", stated_side="up")),
        ("direction", "the source says by “x”, not to", FindingParts("direction", "opposite", ("x",), "x", block=4, claimed_side="to", stated_side="by")),
        ("negation", "the statement denies (“x”) what the source states", FindingParts("negation", "opposite", ("x",), block=4)),
        ("citation", "the support is in block [4], not in [1], [2] and [3]", FindingParts("citation", "elsewhere", ("x",), block=4)),
        ("name", "x stands only in block [4], not in [1] and [2]", FindingParts("name", "elsewhere", ("x",), block=4)),
        ("overlap", "it was the board – [4] the old board left", FindingParts("overlap", "told", ("x",), "the old board left", remark="it was the board", block=4)),
        ("overlap", "quite another sentence", FindingParts("overlap", "told", ("x",), remark="quite another sentence", block=4)),
    ],
)
def test_sentences(kind: str, message: str, expected: FindingParts) -> None:
    finding = Finding.model_validate({"kind": kind, "claim": "x", "message": message, "block": 4})
    assert split_finding(finding, "x and y") == expected


def test_findings_that_say_the_same_of_several_words_are_one() -> None:
    found = [Finding(kind="citation", claim=word, message=f"{word} is in block [5], not in the cited text", block=5) for word in ("12%", "38亿元", "2024", "12%")]
    found.append(found[0].model_copy(update={"block": 6}))
    assert [(parts.claimed, parts.block) for parts in split_findings(found, "a")] == [(("12%", "38亿元", "2024"), 5), (("12%",), 6)]


def test_a_fall_is_not_told_again_by_its_figures() -> None:
    assert [parts.claimed for parts in parts_of("Revenue at Marlow rose 12% to 40 million dollars in 2024 [3]")] == [("rose",)]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("the source says 3800亿元 (380 billion yuan), not 38 billion yuan", ["3800亿元"]),
        ("the source says “下降”, not “rose”", ["下降"]),
        ("x is in block [4], not in the cited text", ["x"]),
        ("the board stayed – [4] the old board left", ["the old board left"]),
        ("The management stressed that it will not (“不会放缓”).", ["不会放缓"]),
        ("the statement has no citation", []),
    ],
)
def test_words_of_the_source_to_mark(message: str, words: list[str]) -> None:
    assert find_source_words(Finding(kind="number", claim="x", message=message, block=4)) == words


def test_a_long_message_takes_no_time() -> None:
    assert split_finding(Finding(kind="number", claim="x", message="the source says " + "( “[1] " * 50_000 + ", not")).relation == "told"
