"""Invented articles with summaries, for the browser tests, the screenshots and the benchmark.

The companies do not exist. Blocks are written one a line; `## ` begins a heading.
"""

from __future__ import annotations

import hashlib

from summarizer.languages.sentences import sentence_spans
from summarizer.models import (
    Block,
    BlockKind,
    BlockLanguage,
    Document,
    DocumentInfo,
    Evidence,
    Finding,
    FindingKind,
    Gloss,
    Group,
    HeaderKind,
    HeaderLine,
    Heading,
    LanguageCode,
    Repair,
    Run,
    Security,
    Sentence,
    Statement,
    Status,
    Summary,
    Support,
    Tokens,
)

ZH_HEADER: list[tuple[HeaderKind, str]] = [
    ("title", "禾屿冷链上市第三年：仓库多了，利润去哪了？"),
    ("securities", "禾屿冷链 HYCC(US:HYCC)"),
    ("source", "冷链观察·2025-08-19 07:40"),
]
ZH_BODY = """\
8月18日盘后，禾屿冷链交出了上市以来最分裂的一份中报：收入和仓库都在创新高，利润却退回到两年前的水平。
财报显示，2025年上半年公司实现营业收入46.8亿元，同比增长31.2%；归属于股东的净利润1.9亿元，同比下降42.4%。净利率从上年同期的9.3%降至4.1%。
市场的反应很直接。次日开盘，股价一度下跌13%，收盘跌幅收窄至8.6%，市值缩水约11亿元。
一家以“慢”著称的公司，为什么突然跑了起来？答案要从2023年的那次转向说起。
## 一、从租仓到建仓
2023年以前，禾屿几乎不持有土地。它租下旧厂房，改造成冷库，再把库容按托盘出租给食品企业。这种模式轻，但租约到期时议价权在房东手里。
2023年底，公司宣布“百仓计划”：三年投入120亿元，在38个城市自建或改建100座冷库。截至2025年6月末，已投运61座，总库容达到412万立方米，较2023年末增长1.7倍。
- 华东投运24座，平均利用率83%；
- 华南投运15座，平均利用率76%；
- 中西部投运22座，平均利用率仅为54%。
管理层在业绩会上承认，中西部的节奏“比需求早了大约四个季度”，但强调不会放缓年内新增18座冷库的安排。
建仓改变了成本结构。上半年折旧与摊销达到6.2亿元，是上年同期的2.3倍；财务费用1.4亿元，同比增加0.9亿元。两项合计吃掉了毛利增量的绝大部分。
## 二、客户变了
过去，前五大客户贡献了禾屿58%的收入，其中四家是速冻食品厂。到今年上半年，这一比例降到39%，餐饮连锁和生鲜电商成为新增收入的主要来源。
新客户带来了量，也带来了更碎的订单。公司披露，单票平均重量从2023年的2.4吨降至1.1吨，而单票分拣成本上升了19%。
为此，禾屿在9座枢纽仓上线了自研的调度系统“潮汐”。公司称，系统上线后车辆空驶率由27%降至18%，但尚未在中西部推广。
## 三、账上的钱够不够
截至6月末，公司持有现金及等价物23.5亿元，有息负债71.3亿元，资产负债率升至63.8%。按计划，剩余39座冷库还需投入约45亿元。
公司表示，正在推进首单冷库类基础设施基金的申报，拟以华东6座成熟冷库为底层资产，预计募集18亿元左右，但能否在年内获批仍有不确定性。
全年指引没有调整：收入增长28%至32%，净利率回升到6%以上。要做到这一点，下半年的净利率需要接近8%。
对禾屿来说，接下来的问题不再是能建多少座仓，而是仓里什么时候装满。\
"""

EN_HEADER: list[tuple[HeaderKind, str]] = [
    ("title", "Why the smallest shipyard on the coast stopped quoting for ferries"),
    ("byline", "By the industry desk"),
    ("source", "Harbour Ledger · 2025-05-06"),
]
EN_BODY = """\
For eleven years Marlow & Pike built ferries and little else. In March it declined to bid for three of them in a single week, and the order book it published on Tuesday shows why: service vessels for offshore wind now make up 72% of it by value.
Revenue for the year to March rose 18% to $412m. The operating margin widened from 5.1% to 9.4%, the best since the yard was listed.
## A different kind of boat
A ferry is designed once and built once. A crew-transfer vessel, by contrast, is built in batches: the yard has delivered fourteen of the same hull since 2023, and hours per hull have fallen from 61,000 to 38,000.
That repetition matters more than price. The company says the fourth hull of a series earns twice the margin of the first, and that it will not accept orders for fewer than three.
Not everybody is convinced. Two of its five largest customers have postponed wind projects since January, and one has asked to move two deliveries from 2026 to 2027.
## What could go wrong
Steel plate is 14% dearer than a year ago. About 60% of contracts pass that on to the customer; the rest, mostly signed in 2023, do not.
The yard employs 1,340 people and has 120 vacancies for welders it has been unable to fill since the autumn. Overtime reached 11% of hours worked in the second half.
Management expects revenue of $440m to $460m this year and made no promise on margins.\
"""


def build(header: list[tuple[HeaderKind, str]], body: str, language: LanguageCode, script: BlockLanguage) -> Document:
    """A document of these lines, every one a block or a heading, as the parser would divide it."""
    text = ""
    lines: list[HeaderLine] = []
    blocks: list[Block] = []
    headings: list[Heading] = []
    for header_kind, line in header:
        lines.append(HeaderLine(kind=header_kind, start=len(text), end=len(text) + len(line), text=line))
        text += line + "\n"
    for line in body.split("\n"):
        start, end = len(text), len(text) + len(line)
        text += line + "\n"
        if line.startswith("## "):
            headings.append(Heading(level=2, before=len(blocks) + 1, start=start + 3, end=end, text=line[3:]))
            continue
        kind: BlockKind = "list_item" if line.startswith("- ") else "table_row" if line.startswith("|") else "paragraph"
        blocks.append(Block(number=len(blocks) + 1, kind=kind, language=script, start=start, end=end, text=line))
    sentences = [(block.number, block.start + a, block.start + b) for block in blocks for a, b in sentence_spans(block.text)]
    return Document(
        sentences=tuple(Sentence(number=n, block=number, start=a, end=b, text=text[a:b]) for n, (number, a, b) in enumerate(sentences, 1)),
        id="sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        language=language,
        title=next((t for k, t in header if k == "title"), None),
        header=tuple(lines),
        headings=tuple(headings),
        blocks=tuple(blocks),
    )


def say(
    document: Document,
    text: str,
    evidence: list[tuple[int, str]],
    status: Status = "supported",
    findings: list[tuple[FindingKind, str, str, int | None]] | None = None,
) -> Statement:
    """A statement with its evidence, given as block numbers and verbatim quotes."""
    found = []
    for number, quote in evidence:
        block = document.block(number)
        start = block.start + block.text.index(quote)
        found.append(Evidence(block=number, start=start, end=start + len(quote), quote=quote))
    return Statement(
        text=text,
        citations=tuple(sorted({n for n, _ in evidence})),
        evidence=tuple(found),
        support=Support(status=status, judge="rules", findings=tuple(Finding(kind=k, claim=c, message=m, block=b) for k, c, m, b in findings or [])),
    )


def translate(statement: Statement, words: str) -> Statement:
    """The statement with a gloss of its first evidence."""
    first, *others = statement.evidence
    glossed = first.model_copy(update={"gloss": Gloss(text=words, language="en", model="example/judge")})
    return statement.model_copy(update={"evidence": (glossed, *others)})


def info(document: Document, **more: object) -> DocumentInfo:
    """What the summary says of its document."""
    return DocumentInfo.model_validate({"id": document.id, "title": document.title, "language": document.language, "blocks": len(document.blocks), **more})


def chinese() -> tuple[Summary, Document]:
    """A Chinese business article with an English summary in which some statements fail."""
    d = build(ZH_HEADER, ZH_BODY, "zh", "zh-Hans")
    lead = say(
        d,
        "Heyu Cold Chain's revenue and warehouse count hit records in the first half of 2025, but the cost of building its own cold stores pushed net profit back to the level of two years ago.",
        [(1, "收入和仓库都在创新高，利润却退回到两年前的水平"), (11, "两项合计吃掉了毛利增量的绝大部分")],
    )
    results = Group(
        title="Growth without profit",
        points=(
            say(
                d,
                "Revenue rose 31.2% year on year to 4.68 billion yuan, while net profit attributable to shareholders fell 42.4% to 190 million yuan.",
                [(2, "2025年上半年公司实现营业收入46.8亿元，同比增长31.2%；归属于股东的净利润1.9亿元，同比下降42.4%。")],
            ),
            say(
                d,
                "The net margin dropped from 9.3% to 4.1%, and the shares closed 13% lower the next day.",
                [(2, "净利率从上年同期的9.3%降至4.1%。"), (3, "次日开盘，股价一度下跌13%，收盘跌幅收窄至8.6%")],
                "partial",
                [("number", "closed 13% lower", "the source says 8.6% here, not 13%", 3)],
            ),
            say(d, "Depreciation and amortisation more than doubled to 620 million yuan.", [(11, "上半年折旧与摊销达到6.2亿元，是上年同期的2.3倍")]),
        ),
    )
    stores = Group(
        title="From renting to building",
        points=(
            say(d, "Under the “Hundred Stores” plan the company is investing 12 billion yuan over three years; 61 of 100 cold stores are in operation.", [(6, "三年投入120亿元，在38个城市自建或改建100座冷库"), (6, "已投运61座")]),
            say(d, "Utilisation is 83% in East China but only 54% in the central and western regions.", [(7, "华东投运24座，平均利用率83%"), (9, "中西部投运22座，平均利用率仅为54%")]),
            say(
                d,
                "Management will slow the 18 openings planned for the rest of the year.",
                [(10, "强调不会放缓年内新增18座冷库的安排")],
                "unsupported",
                [("negation", "will slow", "the source denies it (“不会放缓”), the statement does not", 10)],
            ),
        ),
    )
    money = Group(
        title="Customers and cash",
        points=(
            say(
                d,
                "The five largest customers now bring 39% of revenue, down from 58%, as restaurant chains and grocery platforms come in.",
                [(12, "前五大客户贡献了禾屿58%的收入"), (12, "这一比例降到39%，餐饮连锁和生鲜电商成为新增收入的主要来源")],
            ),
            say(d, "The dispatch system Tide cut empty running from 27% to 18% at nine hub warehouses.", [(14, "禾屿在9座枢纽仓上线了自研的调度系统“潮汐”。公司称，系统上线后车辆空驶率由27%降至18%")]),
            say(d, "With 2.35 billion yuan of cash and 7.13 billion of debt, the remaining 39 stores still need about 4.5 billion yuan.", [(15, "公司持有现金及等价物23.5亿元，有息负债71.3亿元"), (15, "剩余39座冷库还需投入约45亿元")]),
            say(
                d,
                "The planned infrastructure fund would make the expansion self-financing.",
                [(16, "拟以华东6座成熟冷库为底层资产，预计募集18亿元左右")],
                "unchecked",
                [("overlap", "self-financing", "Nothing in the cited sentence speaks for or against this.", 16)],
            ),
        ),
    )
    summary = Summary(
        language="en",
        core_viewpoint=lead,
        groups=(results, stores, money),
        document=info(d, source="冷链观察", published_at="2025-08-19T07:40:00", securities=(Security(symbol="HYCC", market="US", name="禾屿冷链"),)),
        run=Run(
            engine="llm",
            model="openai/gpt-5-mini",
            prompt_version="v1",
            attempts=2,
            seconds=6.4,
            tokens=Tokens(input=5210, output=884),
            cost_usd=0.0031,
            repairs=(Repair(action="moved_citation", statement="groups[0].points[2]", before="Depreciation … [10]", after="Depreciation … [11]", reason="6.2亿元 stands in block 11, not in block 10."),),
        ),
    )
    return summary, d


def english() -> tuple[Summary, Document]:
    """An English article with a Chinese summary."""
    d = build(EN_HEADER, EN_BODY, "en", "en")
    lead = say(d, "马洛派克船厂放弃渡轮、转向成批建造海上风电运维船，营业利润率因此升至上市以来最高。", [(1, "service vessels for offshore wind now make up 72% of it by value"), (2, "the best since the yard was listed")])
    gains = Group(
        title="批量建造带来利润",
        points=(
            say(d, "截至3月的财年收入增长18%，达到4.12亿美元，营业利润率由5.1%升至9.4%。", [(2, "Revenue for the year to March rose 18% to $412m. The operating margin widened from 5.1% to 9.4%")]),
            say(d, "自2023年以来已交付14艘同型船，单船工时由61,000小时降至38,000小时。", [(3, "the yard has delivered fourteen of the same hull since 2023, and hours per hull have fallen from 61,000 to 38,000")]),
            say(
                d,
                "同系列第四艘船的利润率是首艘的三倍，公司不接三艘以下的订单。",
                [(4, "the fourth hull of a series earns twice the margin of the first, and that it will not accept orders for fewer than three")],
                "unsupported",
                [("number", "三倍", "the source says twice (两倍), not 三倍", 4)],
            ),
        ),
    )
    risks = Group(
        title="风险",
        points=(
            say(d, "五大客户中有两家已推迟风电项目。", [(5, "Two of its five largest customers have postponed wind projects since January")]),
            say(d, "约六成合同可将14%的钢板涨价转嫁给客户。", [(6, "Steel plate is 14% dearer than a year ago. About 60% of contracts pass that on to the customer")]),
            say(
                d,
                "管理层预计今年收入为4.4亿至4.6亿美元，利润率继续提高。",
                [(8, "Management expects revenue of $440m to $460m this year and made no promise on margins.")],
                "partial",
                [("direction", "利润率继续提高", "管理层对利润率没有作出承诺。", 8)],
            ),
        ),
    )
    return Summary(language="zh", core_viewpoint=lead, groups=(gains, risks), document=info(d, source="Harbour Ledger", published_at="2025-05-06"), run=Run(engine="extractive", attempts=1, seconds=0.04)), d


def troubled() -> tuple[Summary, Document]:
    """A Chinese article whose English summary is wrong in most ways there are, with translated evidence and an address."""
    d = build(ZH_HEADER, ZH_BODY, "zh", "zh-Hans")
    lead = say(
        d,
        "Heyu Cold Chain's revenue reached 468 million yuan, but profit fell.",
        [(2, "2025年上半年公司实现营业收入46.8亿元，同比增长31.2%；归属于股东的净利润1.9亿元，同比下降42.4%。")],
        "unsupported",
        [("number", "468 million yuan", "the source says 46.8亿元 (4.68 billion yuan), not 468 million yuan", 2)],
    )
    wrong = Group(
        title="Everything that can be wrong",
        support=Support(status="unsupported", judge="example/judge", findings=(Finding(kind="overlap", claim="Everything that can be wrong", message="The title fits none of its points.", block=None),)),
        points=(
            say(
                d,
                "The net margin rose from 9.3% to 4.1%.",
                [(2, "净利率从上年同期的9.3%降至4.1%。")],
                "unsupported",
                [("direction", "rose", "the source says “降至”, not “rose”", 2), ("direction", "4.1%", "the source says down, not up: “4.1%”", 2)],
            ),
            say(d, "Tide is a system of Yunhe Logistics.", [(14, "禾屿在9座枢纽仓上线了自研的调度系统“潮汐”")], "unsupported", [("name", "Yunhe Logistics", "the source says 禾屿 here, not Yunhe Logistics", 14)]),
            say(
                d,
                "In the first half of 2024 depreciation was 620 million yuan, 2.3 times as much, and financial costs 140 million.",
                [(11, "上半年折旧与摊销达到6.2亿元，是上年同期的2.3倍")],
                "partial",
                [("date", "In the first half of 2024", "the source says 2025年上半年 (the first half of 2025), not In the first half of 2024", 2)],
            ),
            say(
                d,
                "Cash of 2.35 billion, debt of 7.13 billion, a ratio of 63.8% and 4.5 billion still to spend.",
                [(14, "系统上线后车辆空驶率由27%降至18%")],
                "unsupported",
                [("citation", words, f"{words} is in block [15], not in the cited text", 15) for words in ("2.35 billion", "7.13 billion", "63.8%", "4.5 billion")],
            ),
            say(d, "Moonbeam Capital bought the fund.", [(16, "正在推进首单冷库类基础设施基金的申报")], "unsupported", [("name", "Moonbeam Capital", "the source does not contain the name Moonbeam Capital", None)]),
            Statement(text="The company has no debt.", support=Support(status="unchecked", judge="rules", findings=(Finding(kind="uncited", claim="The company has no debt.", message="the statement has no citation"),))),
            translate(say(d, "Guidance was left unchanged.", [(17, "全年指引没有调整")]), "The guidance for the year was not adjusted"),
        ),
    )
    dismissed = Finding(kind="number", claim="28% to 32%", message="the cited text does not contain the figure 28% to 32% – example/judge: it is the range of the guidance")
    kept = say(d, "Revenue should grow by 28% to 32%.", [(17, "收入增长28%至32%")])
    wrong = wrong.model_copy(update={"points": (*wrong.points, kept.model_copy(update={"support": Support(status="supported", judge="example/judge", dismissed=(dismissed,))}))})
    return Summary(
        language="en",
        core_viewpoint=translate(lead, "In the first half of 2025 revenue was 4.68 billion yuan, up 31.2%; net profit 190 million, down 42.4%."),
        groups=(wrong,),
        document=info(d, source="冷链观察", published_at="2025-08-19", address="https://news.example/2025/heyu?id=7&x=<y>", securities=(Security(symbol="HYCC", market="US", name="禾屿"),)),
        run=Run(engine="llm", model="example/writer", attempts=1, seconds=3.2),
    ), d
