"""The items of a digest: what tells each one, and what is none."""

from __future__ import annotations

import pytest

import summarizer
from summarizer import Document, Summary
from summarizer.extractive.titles import title_from_heading
from summarizer.models import DocumentKind
from summarizer.parsing import parse
from summarizer.readers import ExtractedText

NEWS = [
    ("【港口时报】渡轮停航三天！东河港检修码头", "东河港务局4日公告，三条渡轮航线停航三天，检修两座码头。"),
    ("【山城日报】房贷利率下调：西山银行率先行动", "西山银行宣布下调房贷利率0.25个百分点，自7月1日起施行。"),
    ("【能源报】充电桩又多了1.2万台", "南岭电网4月新增充电桩1.2万台，其中六成在高速公路服务区。"),
    ("【船舶报】传闻落定！启程船厂说了实话", "启程船厂否认出售第二船坞，称网上流传的消息不实。"),
    ("【农机周刊】丰收在望，农机厂商一季度喜报频传", "禾原农机一季度净利润1.52亿元，比上年同期增长31%。"),
    ("【教育报】乡村小学添新楼，秋季学期投入使用", "北坪县今年新建乡村小学十二所，秋季学期投入使用。"),
    ("【渔业报】禁渔期延长，四百余艘渔船歇到中秋", "黑石湾禁渔期延长到9月15日，涉及渔船四百余艘。"),
]


def _summarize(text: str, kind: DocumentKind | None = None) -> tuple[Document, Summary]:
    document = parse(ExtractedText(text=text), kind=kind)
    assert document.kind == "digest"
    return document, summarizer.summarize(document)


def _statements(summary: Summary) -> list[str]:
    return [statement.text for _, statement in summary.statements()]


def test_the_text_behind_a_headline_tells_an_item() -> None:
    body = "\n\n".join(f"{headline}\n\n{text}" for headline, text in NEWS)
    _, summary = _summarize(f"港口早报：今日要闻汇总\n\n{body}\n")
    said = "".join(_statements(summary))
    assert all(text.rstrip("。") in said for _, text in NEWS)
    assert "【" not in said and "！" not in said


def test_headlines_of_one_form_are_all_headings_or_none() -> None:
    body = "\n\n".join(f"{headline}\n\n{text}" for headline, text in NEWS)
    document, summary = _summarize(f"港口早报：今日要闻汇总\n\n{body}\n")
    assert not document.headings, "some of the headlines have marks that no heading has"
    assert len(summary.groups) == 1, "no title names single items of several"


def test_a_table_of_contents_is_no_item() -> None:
    heads = [headline.partition("】")[2] for headline, _ in NEWS]
    contents = "\n\n".join(f"{number}.{head}；" for number, head in enumerate(heads, 1))
    body = "\n\n".join(f"## {head}\n\n{text}" for head, (_, text) in zip(heads, NEWS, strict=True))
    _, summary = _summarize(f"东河新闻联播\n\n## 本期内容\n\n今天的主要内容：\n\n{contents}\n\n{body}\n", "digest")
    said = _statements(summary)
    assert not any(head in statement for head in heads for statement in said)
    assert len(summary.groups) == 1, "a heading names one item, not a group of several"


def test_a_title_that_counts_makes_items_of_paragraphs() -> None:
    things = [
        "Harrow Ferries sold its second dock to a rival for $40 million.",
        "The town of Elmsworth closed two schools after the storm of last week.",
        "Regulators fined a grain merchant 3 million euros for false weights.",
        "A museum in Port Sable found a lost portrait behind a wall.",
        "Brightwater Telecom raised its prices by 4% from the first of June.",
    ]
    text = "5 things in town you need to know today\n\nGood morning! This is the news.\n\n" + "\n\n".join(things)
    _, summary = _summarize(text)
    said = " ".join(_statements(summary))
    assert all(thing.rstrip(".") in said for thing in things) and "Good morning" not in said


@pytest.mark.parametrize("title", ["在港口论坛上的演讲", "东河港座谈会纪要"])
def test_what_its_title_calls_a_speech_or_a_record_is_no_digest(title: str) -> None:
    body = "\n\n".join(f"{number}、{text}" for number, (_, text) in enumerate(NEWS, 1))
    assert Document.from_text(f"{title}\n\n{body}\n").kind != "digest"


@pytest.mark.parametrize(
    ("heading", "title"),
    [("【一季度】", "一季度"), ("【港口时报】渡轮停航三天", "【港口时报】渡轮停航三天"), ("## 【观察】", "观察")],
)
def test_a_heading_keeps_a_bracket_and_its_other_half(heading: str, title: str) -> None:
    assert title_from_heading(heading) == title


def test_what_a_title_counts_loses_no_paragraph() -> None:
    things = [
        "Prices in Hallen rose by 8% last year, more than in any year since the war.",
        "Banks ask for a fifth of the price, and a proof of income for three years.",
        "Taxes are due in June, and a notary takes one and a half per cent.",
        "Moving costs four thousand crowns on average, the removers' guild says.",
    ]
    summary = summarizer.summarize(Document.from_text("3 things to know before you move\n\n" + "\n\n".join(things)))
    said = " ".join(_statements(summary))
    assert all(thing.rstrip(".") in said for thing in things)


@pytest.mark.parametrize("title", ["每日10分钟散步可降低风险", "今日头条发布10项新功能"])
def test_a_number_that_counts_no_items_makes_no_digest(title: str) -> None:
    body = "\n\n".join(text for _, text in NEWS)
    assert Document.from_text(f"{title}\n\n{body}\n").kind == "news"
