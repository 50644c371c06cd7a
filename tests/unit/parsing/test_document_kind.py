"""Kinds of documents, and the items of digests."""

from __future__ import annotations

import pytest

from summarizer.models import DocumentKind
from summarizer.parsing import parse, parse_text
from summarizer.readers import ExtractedText

DIGEST = """财经早报

1、央行昨日开展1200亿元逆回购操作，利率1.4%，与此前持平。

2、国家统计局公布，7月社会消费品零售总额同比增长3.7%，环比下降0.1%。

3、北京至雄安的高铁支线将于10月开通，全程只需半小时。

首班车早上六点发出。

4、一家新能源车企宣布在匈牙利建厂，投资20亿欧元，2027年投产。

5、国际金价连续第三日上涨，收于每盎司3412美元。

6、台风预计今晚在浙江沿海登陆，多趟列车停运。
"""
BRIEF = """# Morning briefing

## Rates

The central bank left its rate at 3.5%, as most economists had expected.

## Shipping

Two container lines will sail around the cape again from June because insurers raised premiums.

## Wheat

Farmers in the north report the smallest harvest since 2003 after a dry spring.

## Football

The cup final moves to the new stadium, which seats 61,000.
"""
CASES: list[tuple[str, DocumentKind, str]] = [
    (
        "a speech that opens with thanks for the invitation",
        "speech",
        "I would like to thank the staff of the Harrow school for inviting me to this ceremony. Ferries need welders.\n\n"
        "I have just come from the yard in Leith, where our apprentices build the ninth ferry.\n\n"
        "What that means for young people is that this is a great time to learn our trade.\n",
    ),
    (
        "a transcript by its title alone",
        "transcript",
        "Harrow Q3 2025 Earnings Call Transcript\n\nRevenue was $40 million. The yard posted a net loss of $2 million, or $0.20 per diluted share.\n\n"
        "The company reported results for the third quarter. Statements may be forward-looking statements; see non-GAAP measures.\n",
    ),
    ("a digest with numbers", "digest", DIGEST),
    ("a digest with headings", "digest", BRIEF),
    (
        "measures on one subject",
        "news",
        """市政府发布十条措施支持餐饮业

1、减免餐饮企业三个月房租，国有房屋全部减免。

2、对餐饮企业给予贷款贴息，每户餐饮企业最高贴息20万元。

3、餐饮企业可以延期缴纳社会保险费，最长六个月。

4、支持餐饮企业开展外摆经营，餐饮企业申请三日内办结。

5、对新增的餐饮企业给予一次性奖励5万元。
""",
    ),
    (
        "a filing of Shenzhen",
        "filing",
        """证券代码：399999 证券简称：示例股份 公告编号：2025-017

示例股份有限公司关于签订销售合同的公告

本公司及董事会全体成员保证信息披露的内容真实、准确、完整，没有虚假记载、误导性陈述或重大遗漏。

公司于3月4日与某港务集团签订合同，金额3.2亿元，占公司上年营业收入的11%。
""",
    ),
    (
        "a filing of Hong Kong",
        "filing",
        """Hong Kong Exchanges and Clearing Limited and The Stock Exchange take no responsibility for the contents of this announcement.

EXAMPLE HOLDINGS LIMITED

The Board announces that the Company bought 2,000,000 shares on 4 March 2025 for HK$31 million.
""",
    ),
    (
        "a broker's note",
        "research",
        """事件：公司发布年报，营收10.7亿元，同比增长22%；归母净利润5.3亿元，同比增长20%。

毛利率为76.9%，同比下降3.3个百分点，主要由于产品结构变化。

投资建议：我们预计公司明年净利润6.1亿元，对应PE为28倍，维持“买入”评级，目标价92元。

风险提示：下游需求不及预期；研发进度不及预期。
""",
    ),
    (
        "an English note",
        "research",
        """Example Semiconductor: margins have troughed

We maintain our Buy rating and raise our price target to $92 from $80.

We expect gross margin to recover to 44% in the second half as utilisation improves.

Our estimates imply a P/E of 18 times next year.

Key risks: weaker handset demand and a stronger currency.
""",
    ),
    (
        "a release of results",
        "results",
        """Northwind Robotics Reports Third Quarter 2025 Results

CHICAGO, Oct. 28, 2025 -- Northwind Robotics today announced financial results for the third quarter.

Third quarter revenue was $412 million, up 14%. Non-GAAP diluted earnings were $0.61 per share.

The company will host a conference call today at 5:00 p.m. Eastern.

About Northwind

Northwind makes robots for warehouses.

This release contains forward-looking statements that involve risks.
""",
    ),
    (
        "news of results",
        "news",
        """Northwind beats forecasts

Northwind Robotics reported third-quarter results on Tuesday that beat forecasts, with revenue up 14% to $412 million.

The shares rose 6% in late trading. Analysts had expected $398 million.

"Orders came back," said an analyst at a bank in Boston.
""",
    ),
    (
        "a letter",
        "letter",
        """Dear shareholders,

Our year was better than we feared. Sales rose 6% to $88 million.

We will pay a dividend of 40 cents.

Sincerely,

Ada Moor
""",
    ),
    (
        "a mail",
        "letter",
        """From: Ada Moor
To: Jon Aas
Subject: The fair

The fair costs 40,000 more than planned. Please send me the offers by Friday.
""",
    ),
    (
        "a Chinese letter",
        "letter",
        """尊敬的各位股东：

去年销售额增长6%，达到8800万元。董事会建议每股派息0.4元。

此致

敬礼
""",
    ),
    (
        "a speech",
        "speech",
        """The Price of Water
March 4, 2025
At the Spring Conference of the Water Association, Lisbon

Thank you for having me. Like many of you, I grew up with a tap that never ran dry.

I will argue that we should pay for water by the hour. My office has tried this in two towns, and use fell by 9%.

I do not think the poor must pay more. We can give every household its first 50 litres free.
""",
    ),
    (
        "a Chinese speech",
        "speech",
        """在年会上的致辞

尊敬的各位来宾，女士们、先生们：

今年我国的粮食产量达到7亿吨。我们要继续保护耕地，提高农民的收入。

我希望大家多提意见。
""",
    ),
    (
        "an unlabelled meeting",
        "transcript",
        """那我们就开始吧，这个预算大家都看过了，就是比去年多了一成，我觉得还可以吧。

嗯，我这边没有什么意见，就是这个差旅费是不是可以再少一点呢，去年其实也没有用完。

好的好的，那个差旅费我们再看一下，然后下周一之前给大家一个新的版本。
""",
    ),
    (
        "a meeting of prepared speeches",
        "transcript",
        """各位专家好，东河水泵去年卖出三万台水泵，建成六座仓库，培训农户两千人，服务覆盖六十个县。

感谢李厂长的发言，水泵的推广需要各县的支持。下面请西山水泵的王厂长介绍经验。

西山水泵从2014年开始生产电动水泵，先后两次改造生产线，产量增长四成。
""",
    ),
    (
        "news of a meeting",
        "news",
        """东河水泵举行年会

“各位专家好，”厂长李明说，“下面请大家看新的水泵。”东河水泵去年卖出三万台水泵，建成六座仓库。

西山水泵从2014年开始生产电动水泵，产量增长四成。
""",
    ),
    (
        "news of a ceremony",
        "news",
        """东河市表彰志愿者

东河市周一举行大会，表彰三百名志愿者。市长李明感谢志愿者的分享。大会先请获奖者上台，大家好评如潮的渡轮项目获得一等奖。

大会结束前，主持人感谢医生代表的发言，先请老年志愿者离场。
""",
    ),
    (
        "a release that greets its readers",
        "news",
        """东河水泵卖出三万台水泵

各位网友大家好！东河水泵去年卖出三万台水泵，下面请看各县的销量。首先请注意，西山县的销量增长四成。

公司感谢各位股东的支持。
""",
    ),
    (
        "plain news",
        "news",
        """新桥今日通车

全长3.2公里的新桥今日上午通车，总投资14亿元。市交通局介绍，通车后过江时间由40分钟缩短到8分钟。

附近居民说，以后上班方便多了。
""",
    ),
]


@pytest.mark.parametrize(("name", "kind", "text"), CASES, ids=[name for name, _, _ in CASES])
def test_kind(name: str, kind: DocumentKind, text: str) -> None:
    assert parse_text(text).kind == kind


@pytest.mark.parametrize("text", [text for _, kind, text in CASES if kind == "news"])
def test_a_kind_can_be_named(text: str) -> None:
    assert parse(ExtractedText(text=text), kind="letter").kind == "letter"


def test_the_first_block_begins_an_item() -> None:
    assert [b.role for b in parse_text(DIGEST).blocks] == ["item"] * 3 + ["body"] + ["item"] * 3
    assert [b.role for b in parse_text(BRIEF).blocks] == ["item"] * 4


def test_items_of_a_named_digest_need_no_evidence() -> None:
    measures = next(text for name, _, text in CASES if name == "measures on one subject")
    assert {b.role for b in parse_text(measures).blocks} == {"body"}
    assert {b.role for b in parse(ExtractedText(text=measures), kind="digest").blocks} == {"item"}


def test_quoted_mail_makes_a_letter() -> None:
    text = "The offer stands until Friday.\n\nWe can pay 40,000.\n"
    assert parse(ExtractedText(text=text, roles=((text.index("We"), "quoted"),))).kind == "letter"


def test_a_code_within_a_sentence_makes_no_filing() -> None:
    release = "示例化工公佈2025年中期業績\n\n示例化工集團有限公司（「本集團」，股份代號：9998.HK）今日表示，收益上升百分之六。\n\n毛利率下跌。\n"
    assert parse_text(release).kind == "news"
    assert parse_text("示例化工集團有限公司\n（股份代號：9998）\n\n盈利警告\n\n本公司預期上半年錄得虧損。\n").kind == "filing"
