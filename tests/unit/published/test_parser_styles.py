"""Pages in any mixture of the styles that sites use: what was written is what is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from published import outline

from summarizer.models import Statement, Summary
from summarizer.published.parser import join_statements

ENGLISH = (
    "Revenue rose 15.2% year - on - year to $1.2 billion, beating the consensus of $1.1 billion",
    "The non - ferrous metals index gained 3.2% over the week",
    "AAA - rated issuers paid 2.1%, 12 bps less than in Q1 2025",
    "Net profit per share was - 0.97 yuan, compared with 0.15 yuan in 2023",
    "Sample Selection: The study covers 3,500 A - share companies from 2010 to 2022",
    'The CFO said: "We see 2026 as a transition year"',
    "Real rates - the main driver historically - matter less now",
    "Management expects: 1. growth of 10%; 2. margins of 31%; 3. lower debt",
    "The issue was approved (证监许可【2011】1290号) in March",
    "U.S. sales fell 3% and St. Louis closed its plant",
    "EV/EBITDA of 12.5x and P/E of 35x, vs. 20x for peers such as Alpha Inc. and Beta Corp.",
    "Forecasts for 2025 - 2027 are 1.5/1.8/2.1 billion yuan",
    "iPhone output is flat; H20 chips are not sold any more",
    "5G base stations number 4.2 million",
    '"Buy" is maintained with a target price of 45.2 yuan',
    "Group 2 of the study lost 5% of its weight",
    "The key point is the price",
)
CHINESE = (
    "收入同比增长26%至333.98亿元",
    "公司维持“买入”评级，目标价45元",
    "证监会核准（证监许可【2011】1290号）发行",
    "主要风险包括：需求不及预期；贸易摩擦加剧",
    "毛利率30%，同比提升1.2个百分点",
    "GPT-4o 的价格下降了90%",
    "新规——即“反内卷”条款——利好龙头",
    "2025年上半年募资373.55亿元",
    "用于：1、扩建产能；2、补充流动资金",
    "二线厂商 - 尤其是产能不足六成的 - 面临出清",
    "股价一度下跌13%，收盘跌8.6%",
)
ENGLISH_TITLES = (
    "Cloud growth",
    "Price war: who pays?",
    "3 risks and 2 chances",
    "Financial Performance",
    "Non - ferrous metals",
    "2025 - 2027 forecast",
    "Long - Term Outlook",
    "Overseas: Q3 2025",
    'The "AI + Cloud" strategy',
    "Costs, margins and cash flow",
    "Investment Advice",
    "R&D",
)
CHINESE_TITLES = ("云业务加速增长", "价格战：谁来买单？", "业绩表现", "风险提示", "A股市场", "港股市场：A+H热潮", "AI投入", "投资建议", "“反内卷”", "2025年展望")
LEADS = {"en": ("Core Viewpoint", "Core Insights", "Core View", "Core Points", "Core Viewpoints", "Core Views", "Key Takeaways"), "zh": ("核心观点", "核心要点", "投资要点", "主要观点")}
HEADERS = (
    ("", "", ""),
    ("Can the cloud pay off? Part 2", "", ""),
    ("阿里靠什么打？", "阿里巴巴阿里巴巴(US:BABA) 虎嗅APP·2025-09-21 02:50", "阿里巴巴(US:BABA) 虎嗅APP·2025-09-21 02:50"),
    ("Deliveries beat expectations", "TeslaTesla(US:TSLA) Reuters· 2025-10-23 17:43", "Tesla(US:TSLA) Reuters·2025-10-23 17:43"),
    ("Can the cloud pay off?", "BABABABA(US:BABA) 36氪·2025-09-21", "BABA(US:BABA) 36氪·2025-09-21"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a site sets a page."""

    language: str
    one_line: bool
    lead: str | None
    groups: str  # "Group {n}: {title}", "Group {n}", "{title}", "3.{n} {title}"
    bullet: str
    gap: str  # between words and citations
    stop: str  # behind citations
    workflow: bool
    sections: bool
    header: tuple[str, str, str]
    header_below: bool
    bold: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What the page says: statements are words and citations."""

    lead: tuple[tuple[str, tuple[int, ...]], ...]
    groups: tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]


@st.composite
def pages(draw: st.DrawFn) -> tuple[Style, Content]:
    language = draw(st.sampled_from(["en", "zh"]))
    one_line = draw(st.booleans())
    numbered = ("Group {n}: {title}", "Group {n}") if language == "en" else ("分组 {n}：{title}", "分组{n}：{title}")
    groups = draw(st.sampled_from([*numbered, "{title}", "3.{n} {title}"]))
    header = draw(st.sampled_from(HEADERS))
    style = Style(
        language,
        one_line,
        draw(st.sampled_from([*LEADS[language], None])),
        groups,
        draw(st.sampled_from(["-", "*", "•"])),
        draw(st.sampled_from([" ", ""])),
        draw(st.sampled_from(["", "."] if language == "en" else ["", "。"])),
        draw(st.booleans()),
        draw(st.booleans()) and language == "en",
        header,
        draw(st.booleans()) and bool(header[1]),
        draw(st.booleans()),
    )
    texts, titles = (ENGLISH, ENGLISH_TITLES) if language == "en" else (CHINESE, CHINESE_TITLES)
    said = st.tuples(st.sampled_from(texts), st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True).map(sorted).map(tuple))
    lead = draw(st.lists(said, min_size=1, max_size=3)) if style.lead else []
    chosen = draw(st.lists(st.sampled_from(titles), min_size=1, max_size=4, unique=True))
    return style, Content(tuple(lead), tuple((title, tuple(draw(st.lists(said, min_size=1, max_size=4)))) for title in chosen))


def page(style: Style, content: Content) -> str:
    """The page as the site sets it."""

    def statement(said: tuple[str, tuple[int, ...]]) -> str:
        return f"{said[0]}{style.gap}{''.join(f'[{n}]' for n in said[1])}{style.stop}"

    def label(text: str) -> str:
        return f"**{text}**" if style.bold else text

    sections = [(style.lead, content.lead)] if style.lead else []
    sections += [(style.groups.format(n=n, title=title), points) for n, (title, points) in enumerate(content.groups, 1)]
    parts = []
    for name, points in sections:
        if style.one_line:
            parts.append(" - ".join([label(name), *map(statement, points)]))
        else:
            parts.append("\n".join([label(name), *(f"{style.bullet} {statement(point)}" for point in points)]))
    if style.sections and style.lead:
        parts.insert(1, "Summary by Sections")
    between = " " if style.one_line else "\n"
    header = [part for part in style.header[:2] if part]
    top = (["Workflow"] if style.workflow else []) + ([] if style.header_below else header)
    return between.join([*top, *parts, *(header if style.header_below else [])])


def expected(style: Style, content: Content) -> str:
    """The outline of the page."""

    def said(point: tuple[str, tuple[int, ...]]) -> str:
        return f"{point[0]} {''.join(f'[{n}]' for n in point[1])}"

    title, _, head = style.header
    lines = ([f"title: {title}"] if title else []) + ([f"head: {head}"] if head else [])
    if content.lead:
        joined = join_statements([Statement(text=text, citations=numbers) for text, numbers in content.lead])
        lines.append(f"lead: {said((joined.text, joined.citations))}")
    for n, (name, points) in enumerate(content.groups, 1):
        shown = "" if style.groups == "Group {n}" else f"3.{n} {name}" if style.groups.startswith("3.") else name
        lines += [f"# {shown}".rstrip(), *(f"- {said(point)}" for point in points)]
    return "\n".join(lines)


@settings(max_examples=500, deadline=None)
@given(pages())
def test_what_a_site_wrote_is_what_is_read(written: tuple[Style, Content]) -> None:
    style, content = written
    if style.one_line and (style.workflow or style.header[0]) and not style.header[1] and not style.header_below and not style.lead:
        style = replace(style, header=HEADERS[0], workflow=False)  # nothing tells such a title from the first heading
    text = page(style, content)
    assert outline(Summary.parse(text)) == expected(style, content), text
