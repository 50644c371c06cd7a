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


def test_the_number_of_a_section_belongs_to_the_heading_below_it() -> None:
    found = document(f"标题在此\n\n01\n收紧的闸门\n\n{BODY}\n\nPART 2\n\n算不过来的账\n\n{BODY}")
    assert [(heading.text, heading.before) for heading in found.headings] == [("收紧的闸门", 1), ("算不过来的账", 3)]
    assert len(found.blocks) == 4


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


SENTENCES = "公司公告称，自2013年10月起，其控股股东将以不超过12亿元的价格收购全部股份，交易完成后公司将继续独立经营。董事会认为这项交易符合全体股东的利益，并已聘请独立财务顾问出具意见。"


def wrapped(text: str, width: int, first: str = "") -> list[str]:
    """The lines of a text of Han characters cut at a width; the first begins with an indent."""
    text = first + text
    return [text[start : start + width] for start in range(0, len(text), width)]


@pytest.mark.parametrize("indent", ["", "　　"])
def test_filings_wrapped_without_blank_lines_are_joined(indent: str) -> None:
    paragraphs = [SENTENCES, SENTENCES.replace("公司公告称", "另据公司介绍"), SENTENCES.replace("12亿元", "13亿元")]
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, 35, indent)]
    blocks = document("重大合同公告\n" + "\n".join(lines)).blocks
    assert ["".join(block.text.split()) for block in blocks] == paragraphs


def test_english_lines_wrapped_without_blank_lines_are_joined() -> None:
    first = "The committee met on Monday to discuss the annual plan and the\ncost of the new roads, which had risen by a fifth since the\nspring, and several members asked for a second reading of it.\nThe vote was moved."
    blocks = document(f"Roads\n{first}\n{first.replace('Monday', 'Tuesday')}\n").blocks
    assert " ".join(blocks[0].text.split()) == " ".join(first.split()[:-4])
    assert all(block.text.endswith(".") for block in blocks)


def test_a_line_cut_before_a_figure_goes_on() -> None:
    whole = [f"第{n}段：公司在公告中表示，本次交易的各项条件均已满足，预计将在年内完成交割。" for n in "一二三四五六"]
    cut = "本公司拟收购一家造纸企业，为避免股价异常波动，公司股票自\n2021年4月8日起停牌，预计两周内复牌。"
    blocks = document("停牌公告\n" + "\n".join([*whole, cut])).blocks
    assert blocks[-1].text == cut and len(blocks) == 7


@pytest.mark.parametrize(
    "lines",
    [
        ["阿里巴巴公布财报，营收同比增长百分之十五，净利润大幅下降", "腾讯控股公布财报，营收同比增长百分之八，净利润大幅上升", "美团公布财报，营收同比增长百分之二十，亏损收窄至三亿元"],
        ["公司今天发布公告，宣布回购股份。", "公司明天召开股东大会，审议议案。", "公司后天公布业绩，说明经营情况。"],
    ],
    ids=["headlines", "whole"],
)
def test_whole_lines_are_not_joined(lines: list[str]) -> None:
    assert [block.text for block in document("今日要闻\n" + "\n".join(lines)).blocks] == lines


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        (["1国务院召开会议，部署下一阶段工作。", "2全国粮食产量创新高，同比增长3%。", "32024年外贸总额突破40万亿元。"], ["国务院召开会议，部署下一阶段工作。", "全国粮食产量创新高，同比增长3%。", "2024年外贸总额突破40万亿元。"]),
        (["1月销量为12万辆，同比增长5%。", "2月销量为10万辆，同比下降3%。", "3月销量为13万辆，同比增长8%。"], ["1月销量为12万辆，同比增长5%。", "2月销量为10万辆，同比下降3%。", "3月销量为13万辆，同比增长8%。"]),
        (["1）2024年，公司营收增长5%。", "2）2025年，公司营收下降3%。"], ["1）2024年，公司营收增长5%。", "2）2025年，公司营收下降3%。"]),
    ],
    ids=["glued", "months", "bracket"],
)
def test_numbers_of_lists_are_no_figures(lines: list[str], blocks: list[str]) -> None:
    found = document("要闻汇总\n" + "\n".join(lines)).blocks
    assert [block.text for block in found] == blocks
    assert {block.kind for block in found} == ({"paragraph"} if "月" in lines[0][:3] else {"list_item"})


PROSE = "The board met on Monday and approved the accounts for the year\nafter a discussion of the new depot, which cost more than the\nplan had set aside for it in spring."


def test_rows_set_with_spaces_and_centred_lines_are_not_joined() -> None:
    rows = ["  Shares released (thousand)         4,500", "  Share of the holding              14.40%", "  Left in pledge                     9,800"]
    close = ["                        By order of the board", "                            Example Depot Limited"]
    doc = document(f"Pledge\n\n{PROSE}\n\n{PROSE}\n\n" + "\n".join(rows) + f"\n\n{PROSE}\n\n" + "\n".join(close) + "\n")
    assert [b.text for b in doc.blocks] == [PROSE, PROSE, *map(str.strip, rows), PROSE, *map(str.strip, close)]


def test_short_lines_among_long_paragraphs_are_not_joined() -> None:
    paragraph = "The dairy sold more milk than in any autumn before, because the new plant came on stream early and two large buyers signed in August; prices held all the same."
    scale = ["Expected return of the shares by rating", "Buy: more than 15% in the next year", "Hold: between -5% and 15% in it", "Sell: below -5% in the next year"]
    doc = document("\n\n".join(["Milk", paragraph, paragraph, "\n".join(scale), paragraph]))
    assert [b.text for b in doc.blocks] == [paragraph, paragraph, *scale, paragraph]
    assert not doc.headings


@pytest.mark.parametrize("line", ["邮箱：lin@example.com", "Analyst: P. Tan (tan@example.com)", "www.example.com/report"])
def test_an_address_heads_nothing(line: str) -> None:
    assert not document(f"标题在此\n\n{line}\n\n{BODY}").headings
