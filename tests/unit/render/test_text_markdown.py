"""Markdown: what a renderer would make of it, what stands behind a statement at fault, and how it is read back."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from summarizer.models import DocumentInfo, Finding, Group, Security, Statement, Summary, Support
from summarizer.render.text import to_markdown

FINE = Support(status="supported")
DOUBT = Support(status="partial", findings=(Finding(kind="number", claim="5%", message="the source says 4%, not 5%", block=2),))


def one(text: str, citations: tuple[int, ...] = (2, 3), support: Support = FINE, title: str = "T") -> Summary:
    return Summary(language="en", core_viewpoint=None, groups=(Group(title=title, points=(Statement(text=text, citations=citations, support=support),)),))


def bullet(text: str) -> str:
    return to_markdown(one(text, ())).splitlines()[-1].removeprefix("- ")


def test_the_whole_form() -> None:
    summary = Summary(
        language="zh",
        core_viewpoint=Statement(text="收入增长5%", citations=(2,), support=DOUBT),
        groups=(Group(title="业绩", points=(Statement(text="利润下降", citations=(3, 4), support=Support(status="supported")),)),),
        document=DocumentInfo(title="标题", source="财新网", published_at="2025-09-21T02:50:00", securities=(Security(symbol="600519", market="SH"),)),
        unparsed=("剩余",),
    )
    assert (
        to_markdown(summary)
        == """\
# 标题

600519.SH 财新网·2025-09-21 02:50

## 核心观点

- 收入增长5% [2] — *部分有依据*: the source says 4%, not 5%

## 分组 1：业绩

- 利润下降 [3][4]

## 未能识别

- 剩余"""
    )
    assert to_markdown(summary, labels="en").startswith("# 标题\n\n600519.SH 财新网·2025-09-21 02:50\n\n## Core Viewpoint")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a *b* _c_ `d` ~e~ <f> |g|", r"a \*b\* \_c\_ \`d\` \~e\~ \<f> \|g\|"),
        ("[a](javascript:b)", r"[a\](javascript:b)"),
        ("![a](b)", r"![a\](b)"),
        ("[3]: a", r"\[3\]: a"),
        ("[a][b]", r"[a\][b]"),
        ("[a [b] c](d)", r"[a [b] c\](d)"),
        ("[![](a)](b)", r"[![\](a)\](b)"),
        ("[x] no task", r"\[x] no task"),
        ("AT&T &amp; &#60;", r"AT&T \&amp; \&#60;"),
        ("see https://a.b and www.c.d", r"see https\://a.b and www\.c.d"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("1.5 times", "1.5 times"),
        ("- no list", r"\- no list"),
        ("> no quote", r"\> no quote"),
        ("证监许可[2011]1290号", "证监许可[2011]1290号"),
        ("cites [5]", r"cites \[5]"),
        ("a\\*b", r"a\\\*b"),
    ],
)
def test_words_stay_words(text: str, written: str) -> None:
    assert bullet(text) == written
    assert Summary.parse(to_markdown(one(text))).statements()[0][1].text == text


@pytest.mark.parametrize("text", ["[a](b)", "[a [b] c](d)", "![a](b)", "[![](a)](b)", "[a]: b", "[a][b]", "<b>a</b>", "`a`", "~~a~~", "https://a.b"])
def test_a_site_sets_words_as_words(text: str) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(to_markdown(one(text, title=text)))
    assert set(re.findall(r"</?(\w+)", page)) == {"h2", "ul", "li"}


def test_what_is_read_back_is_the_summary_without_the_verdicts() -> None:
    summary = one("Revenue rose 5%", support=DOUBT, title="Costs: * and _")
    read = Summary.parse(to_markdown(summary))
    assert read == one("Revenue rose 5%", support=Support(), title="Costs: * and _")


def test_a_statement_that_speaks_like_a_verdict_is_kept() -> None:
    said = one("true — *not supported*: by nobody", support=Support())
    for printed in (said.to_text(), said.to_line(), to_markdown(said)):
        assert Summary.parse(printed) == said
    assert not re.search(r"— \*not", said.to_text())
