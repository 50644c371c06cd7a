"""Headings and blocks of a body."""

from __future__ import annotations

import pytest

from summarizer.models import Document
from summarizer.parsing import parse
from summarizer.readers import ExtractedText
from summarizer.text.scripts import length_in_words

BODY = "公司全年营业收入1476.94亿元，同比增长12.5%。净利润与去年基本持平。\n管理层在会上说，明年将继续加大投入。"


def document(text: str) -> Document:
    return parse(ExtractedText(text=text))


def test_captions_are_no_headings() -> None:
    doc = document(f"标题在此\n{BODY}\n公司总部大楼 图源：公司年报\n{BODY}")
    assert not doc.headings and len(doc.blocks) == 5


def test_headings_are_kept_and_not_numbered() -> None:
    doc = document("标题在此\n\n第一段说了一件相当重要的事情，并给出数字。\n\n一、经营情况\n\n第二段继续说明经营的细节，比较长。\n\n## 展望\n\n第三段谈到明年的计划和目标，也不短。\n")
    assert [(h.text, h.before) for h in doc.headings] == [("一、经营情况", 2), ("展望", 3)]
    assert [b.number for b in doc.blocks] == [1, 2, 3]


def test_lists_and_tables_are_blocks() -> None:
    doc = document("Plan\n\nThe plan has three parts, and each of them matters a lot.\n\n- build it\n- test it\n1. ship it\n\n| year | sales |\n|---|---|\n| 2024 | 40 |\n")
    assert [b.kind for b in doc.blocks] == ["paragraph", "list_item", "list_item", "list_item", "table_row", "table_row"]


def test_wrapped_lines_are_joined() -> None:
    paragraph = "The committee met on Monday to discuss the annual plan and the\ncost of the new roads. Several members asked for a\nsecond reading, and the vote was moved to the next\nsession."
    doc = document(f"Roads\n\n{paragraph}\n\n{paragraph.replace('Monday', 'Tuesday')}\n")
    assert [b.text for b in doc.blocks] == [paragraph, paragraph.replace("Monday", "Tuesday")]


def test_unwrapped_lines_are_paragraphs() -> None:
    doc = document("标题\n第一段话说完了。\n第二段话也说完了。\n第三段话同样说完了。\n")
    assert len(doc.blocks) == 3


@pytest.mark.parametrize(("unit", "joint"), [("公司全年营业收入同比增长百分之十二，净利润与去年持平。", ""), ("The company grew its sales by twelve percent over the year.", " ")])
def test_long_blocks_are_divided_at_sentence_ends(unit: str, joint: str) -> None:
    text = joint.join([unit] * 120)
    doc = document(text)
    assert len(doc.blocks) > 1
    assert all(length_in_words(b.text) <= 300 for b in doc.blocks)
    assert all(b.text.endswith(("。", ".")) for b in doc.blocks)
    assert joint.join(b.text for b in doc.blocks) == text
    widths = [length_in_words(b.text) for b in doc.blocks]
    assert min(widths) > 0.5 * max(widths)
