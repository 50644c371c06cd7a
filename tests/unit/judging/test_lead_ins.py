"""Blocks that say what the cited ones are."""

from __future__ import annotations

import pytest

from summarizer import Document
from summarizer.judging.claims import Claim
from summarizer.judging.lead_ins import find_lead_ins
from summarizer.judging.model_judge import build_question

CHINESE = Document.from_text(
    "# 网传消息\n\n以下说法均为谣言。\n\n某公司将裁员三成。\n\n某银行已经破产。\n\n## 业绩\n\n单位：百万元\n\n| 项目 | 2024 | 2023 |\n|---|---|---|\n"
    "| 收入 | 312 | 288 |\n| 利润 | 31 | 28 |\n\n警方称这些为不实信息：\n\n- 地震将至\n- 食盐短缺\n\n利润率在5%以下。\n\n没有别的。\n"
)
ENGLISH = Document.from_text("Rumours of the week\n\nThe following is false:\n\nAcme is bankrupt.\n\nAcme was sold.\n\nAnd this is true. Acme fell below 5%.\n")


@pytest.mark.parametrize(
    ("document", "cited", "found"),
    [
        (CHINESE, 2, {1}),
        (CHINESE, 3, {1}),
        (CHINESE, 6, {4, 5}),
        (CHINESE, 7, {4, 5}),
        (CHINESE, 9, {8}),
        (CHINESE, 10, {8}),
        (CHINESE, 11, set()),
        (CHINESE, 12, set()),
        (ENGLISH, 2, {1}),
        (ENGLISH, 3, {1}),
    ],
)
def test_a_block_is_read_with_what_introduces_it(document: Document, cited: int, found: set[int]) -> None:
    assert find_lead_ins(document, {cited}) == found


def test_the_judge_is_told_that_what_follows_is_false() -> None:
    claim = Claim("core_viewpoint", "Acme was sold", (3,))
    shown = build_question([claim], ENGLISH, "en", 100).prompt.task
    assert "<1> The following is false:\n<3> Acme was sold." in shown
