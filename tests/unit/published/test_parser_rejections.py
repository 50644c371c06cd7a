"""What is no summary is refused, and the one line says why."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.errors import InputError
from summarizer.models import Summary


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that is no summary, and words of the reason."""

    id: str
    text: str
    reason: str


REFUSED = (
    Refused("empty", " \n\t\n", "the text is empty"),
    Refused(
        "news",
        """\
The group said on Monday that it would invest $100 billion at home.

It has faced pressure to move production. "We are glad to do this," the company said. - Reuters""",
        "running text without labels",
    ),
    Refused(
        "news_zh",
        """\
某公司上半年净利翻倍
新华社北京8月18日电 某公司18日发布上半年财报。财报显示，公司实现营业收入46.8亿元，同比增长31.2%。
归属于股东的净利润1.9亿元，同比下降42.4%。""",
        "running text without labels",
    ),
    Refused(
        "interview_zh",
        """\
问：公司如何看待下半年的需求？
答：我们认为下半年需求会逐步恢复，特别是四季度。
问：资本开支会调整吗？
答：不会。今年的计划是30亿元，明年大致相同。""",
        "running text without labels",
    ),
    Refused(
        "research_note_zh",
        """\
核心观点

2025年上半年，全球动力电池装车量同比增长37.3%。中国企业合计占比68.9%，较上年同期提升4个百分点，行业格局正在重塑。

我们认为，价格竞争正在从整车向上游传导。电芯价格在过去两年里下降了六成以上，二线厂商的产能利用率普遍不足六成。

一、行业回顾

上半年，国内新能源乘用车零售渗透率首次突破五成。""",
        "neither groups nor bullets nor citations",
    ),
    Refused(
        "encyclopedia",
        """\
Photosynthesis converts light into chemical energy.[1] The process takes place in chloroplasts.[2]

It was first described in the 18th century.[3][4] Later work showed that oxygen comes from water.[5]

Light reactions
One molecule of chlorophyll absorbs one photon and loses one electron.[6] This electron is taken up by another molecule, which passes it on.""",
        "running text with references",
    ),
    Refused(
        "encyclopedia_zh",
        """\
光合作用把光能转化为化学能。[1]这一过程在叶绿体中进行。[2]

它在十八世纪首次得到描述。[3]后来的研究表明氧气来自水。[4]""",
        "running text with references",
    ),
    Refused(
        "paper",
        """\
1. Introduction
Large models have changed how people search [1, 2]. However, they invent things [3]. In this paper we propose a method against it.
2. Related work
Several groups have studied grounding [4-6]. Our method differs in that it uses no training. Retrieval helps [7], but does not solve the problem.
3. Method
We split the document into sentences and number them. The model then cites the numbers.""",
        "prose without citations",
    ),
    Refused("references", "[1] A study of things. 2011.\n[2] Another study. 2012.\n[3] A third. 2013.", "numbers stand before the text"),
    Refused("numbered_blocks", "[1] 收入增长12%。\n[2] 利润下降。\n[3] 指引不变。", "numbers stand before the text"),
    Refused(
        "post_with_lists",
        """\
# How we cut our build times

We had a problem: builds took 40 minutes. Here is what we did.

## What we tried

- Caching dependencies between runs
- Splitting the tests over eight machines

## Results

Builds now take six minutes.""",
        "no core viewpoint, no group and no citation",
    ),
    Refused(
        "news_with_key_points",
        """\
Key takeaways
- Shares rose 5% after results
- Guidance was raised

Shares of the bank rose 5% on Tuesday after it reported profits well above what analysts had expected, and said it would buy back more shares.

The bank said pre-tax profit for the quarter was 2.1 billion, up from 1.9 billion a year before. Analysts had forecast 1.8 billion on average.

Analysts said that the results should calm fears about the size of the mortgage book.""",
        "prose without citations",
    ),
    Refused("groups_in_a_sentence", "Group 1 companies rose 5% on Monday, led by banks. Group 2 companies fell. The index ended flat.", "running text"),
    Refused("label_alone", "Core Viewpoint", "labels and no statement"),
    Refused("labels_alone", "Core Viewpoint\n\nGroup 1: Results\nGroup 2: Outlook\n", "labels and no statement"),
    Refused("page", "<!DOCTYPE html>\n<html><body><h1>Core Viewpoint</h1><p>Sales rose [2]</p></body></html>", "an HTML page that holds none"),
    Refused("cut_off_json", '{"schema_version": "1", "language": "en"', "not valid JSON: Expecting ',' delimiter: line 1 column"),
    Refused("json_of_something_else", '{"title": "x"}', "JSON without a schema_version"),
    Refused("json_of_the_future", '{"schema_version": "2"}', "schema_version '2'"),
    Refused("json_with_faults", '{"schema_version": "1", "language": "fr", "core_viewpoint": {"text": 1}}', "language: input should be 'zh' or 'en' (2 faults in all)"),
    Refused(
        "json_with_a_wrong_citation",
        """{"schema_version": "1", "language": "en", "core_viewpoint":
        {"text": "x", "citations": [2], "evidence": [{"block": 3, "start": 0, "end": 1, "quote": "x"}]}}""",
        "core_viewpoint: ",
    ),
    Refused("json_array", '[{"schema_version": "1"}]', "a JSON array"),
    Refused("deep_json", '{"a":' + "[" * 100_000, "not valid JSON"),
)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.id)
def test_what_is_no_summary_is_refused_with_the_reason(case: Refused) -> None:
    with pytest.raises(InputError) as caught:
        Summary.parse(case.text)
    assert case.reason in caught.value.message
    assert caught.value.message.startswith("not a summary: ") and caught.value.hint
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["chinese_business", "english_economy", "mixed_research"])
def test_the_articles_of_the_examples_are_refused(name: str, examples: object) -> None:
    from pathlib import Path

    text = (Path(str(examples)) / name / "article.txt").read_text(encoding="utf-8")
    for form in (text, " ".join(text.split())):
        with pytest.raises(InputError, match="not a summary: "):
            Summary.parse(form)
