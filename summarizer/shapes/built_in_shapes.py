"""The built-in shapes: a news report, a research report, an earnings call, the minutes of a meeting.

The descriptions are what a model is told of each field; the cues are how the offline engine finds its sentences.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from ..models import Statement


def _field(en: str, zh: str, description: str, cues: str = "", max_items: int | None = None) -> Any:
    """A field with its heading in both languages; cues are separated by semicolons."""
    extra: dict[str, Any] = {"titles": {"en": en, "zh": zh}}
    if cues:
        extra["cues"] = [cue.strip() for cue in cues.split(";")]
    return Field(title=en, description=description, max_length=max_items, json_schema_extra=extra)


def _lead(description: str) -> Any:
    return _field("Core Viewpoint", "核心观点", description)


class News(BaseModel):
    """A news report."""

    core_viewpoint: Statement = _lead("the event and why it matters, with its decisive figure")
    facts: list[Statement] = _field(
        "What happened",
        "事件",
        "who did what, when and where",
        "announced; reported; said on; published; released; 宣布; 发布; 公布; 数据显示; 消息; 召开",
        max_items=5,
    )
    background: list[Statement] = _field(
        "Background",
        "背景",
        "why it happened, and what led to it",
        "because; due to; since; amid; earlier; previously; 由于; 因为; 此前; 原因; 背景; 过去几年; 过去一年; 过去的",
        max_items=4,
    )
    reactions: list[Statement] = _field(
        "Reactions",
        "各方观点",
        "what those concerned and those who know say of it, and whose word it is",
        "said; says; according to; told; argued; critics; 表示; 认为; 称; 指出; 回应; 看来",
        max_items=4,
    )
    outlook: list[Statement] = _field(
        "What comes next",
        "后续",
        "what is planned, expected or still open",
        "will; plans; expected; expects; would; next year; 将; 计划; 预计; 有望; 未来; 接下来",
        max_items=4,
    )


class ResearchReport(BaseModel):
    """A research report on a company, an industry or a market."""

    core_viewpoint: Statement = _lead("the thesis of the report and what it rests on")
    arguments: list[Statement] = _field(
        "Arguments",
        "主要论据",
        "the findings and drivers that carry the thesis",
        "because; driven by; share; growth; demand; found; shows; 受益于; 驱动; 增长; 需求; 份额; 格局; 表明",
        max_items=6,
    )
    forecasts: list[Statement] = _field(
        "Forecasts",
        "预测",
        "figures the report expects, and for which period",
        "forecast; expect; expects; estimate; projected; by 20; 预计; 预测; 有望; 我们认为; 将达",
        max_items=5,
    )
    valuation: list[Statement] = _field(
        "Rating and valuation",
        "评级与估值",
        "rating, target price and the method behind it",
        "rating; target price; valuation; price-to-earnings; multiple; 评级; 目标价; 估值; 市盈率",
        max_items=3,
    )
    risks: list[Statement] = _field(
        "Risks",
        "风险提示",
        "what could make the thesis wrong",
        "risk; risks; uncertain; threat; may not; 风险; 不及预期; 不确定; 波动; 竞争加剧",
        max_items=4,
    )


class EarningsCall(BaseModel):
    """An earnings call, or the report of one."""

    core_viewpoint: Statement = _lead("the period in one sentence: result and direction")
    results: list[Statement] = _field(
        "Results",
        "业绩",
        "revenue, profit, margins and cash flow, each with its change",
        "revenue; profit; net income; margin; earnings; cash flow; sales; 营收; 营业收入; 收入; 利润; 毛利率; 现金流",
        max_items=6,
    )
    segments: list[Statement] = _field(
        "Segments",
        "业务",
        "what the parts of the business contributed",
        "segment; division; business; users; orders; shipments; 业务; 板块; 用户; 订单; 海外; 销量",
        max_items=5,
    )
    guidance: list[Statement] = _field(
        "Guidance",
        "指引",
        "what management expects, and for which period",
        "guidance; outlook; expect; expects; forecast; will; 指引; 展望; 预计; 计划; 将",
        max_items=4,
    )
    capital: list[Statement] = _field(
        "Capital",
        "资本安排",
        "dividends, buybacks, investment and debt",
        "dividend; buyback; repurchase; capital expenditure; capex; debt; 分红; 派息; 回购; 资本开支; 投资; 负债",
        max_items=3,
    )
    risks: list[Statement] = _field(
        "Risks and questions",
        "风险与提问",
        "what worried those who asked, and what was answered",
        "risk; risks; concern; pressure; tariff; competition; asked; 风险; 压力; 竞争; 关税; 担心; 提问",
        max_items=4,
    )


class Topic(BaseModel):
    """Something the meeting discussed."""

    title: str
    points: list[Statement] = Field(min_length=1)


class MeetingMinutes(BaseModel):
    """Minutes of a meeting."""

    core_viewpoint: Statement = _lead("what the meeting came to")
    topics: list[Topic] = _field("Topics", "议题", "what was discussed, by topic, with who held what", max_items=6)
    decisions: list[Statement] = _field(
        "Decisions",
        "决定",
        "what was decided, by whom; a proposal is none",
        "decided; agreed; approved; resolved; voted; adopted; 决定; 同意; 通过; 批准; 一致; 确定",
        max_items=6,
    )
    actions: list[Statement] = _field(
        "Actions",
        "待办",
        "who does what by when",
        "will; shall; to prepare; by the end; deadline; follow up; 负责; 落实; 要求; 尽快; 之前; 推进; 下一步",
        max_items=6,
    )
    open_questions: list[Statement] = _field(
        "Open questions",
        "未决问题",
        "what was left open or put off",
        "whether; unclear; open question; postponed; not yet; 待定; 尚未; 是否; 暂缓; 再议",
        max_items=4,
    )


BUILT_IN: dict[str, type[BaseModel]] = {
    "news": News,
    "research_report": ResearchReport,
    "earnings_call": EarningsCall,
    "meeting_minutes": MeetingMinutes,
}
