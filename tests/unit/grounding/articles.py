"""Two made-up articles, and the check of a claim that cites one block of an article."""

from __future__ import annotations

from summarizer.grounding import SourceIndex, check_statement
from summarizer.grounding.source import build_evidence_from_blocks
from summarizer.models import Document, GlossaryEntry, Support

CHINESE = """\
阿里云去年第三季度营业收入为333.98亿元，同比增长26%，毛利率提高3.5个百分点。

公司首席执行官吴泳铭表示，未来三年将投入3800亿元建设云和人工智能基础设施，不会裁员。

英伟达在美国的竞争对手超威没有公布出货量，分析师预计其市场份额可能下降到12%左右。

2023年11月，比亚迪在泰国罗勇府的工厂投产，年产能约15万辆，超过一半的零部件在当地采购。
"""
ENGLISH = """\
Northwind Motors said on Tuesday that revenue in the third quarter of 2023 rose 12 percent to $4.5 billion, helped by sales in Germany.

The company will not close its plant in Leeds, chief executive Jane Holloway told reporters, and it may hire 300 workers there.

Its rival Eastgate lost £20 million in the same quarter after demand for diesel engines fell by a third.

Analysts at Brightwater said the strike had delayed deliveries by "at least six weeks", although the union denied it.
"""


def check(claim: str, block: int, source: str, glossary: tuple[GlossaryEntry, ...] = ()) -> Support:
    """The verdict on a claim that cites a block of the article."""
    document = Document.from_text(source)
    return check_statement(claim, build_evidence_from_blocks([block], document), SourceIndex(document), glossary)
