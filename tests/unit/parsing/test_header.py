"""Header lines: title, byline, securities, source and time."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from summarizer.models import Document
from summarizer.parsing import parse
from summarizer.readers import ExtractedText

BODY = "公司全年营业收入1476.94亿元，同比增长12.5%。净利润与去年基本持平。\n管理层在会上说，明年将继续加大投入。"


def document(text: str) -> Document:
    return parse(ExtractedText(text=text))


@dataclass(frozen=True)
class HeaderCase:
    id: str
    head: str
    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    byline: str | None = None
    symbols: list[tuple[str, str | None]] = field(default_factory=list)


HEADERS = [
    HeaderCase("contract", "全球AI云竞赛，阿里靠什么打？\nBABA(US:BABA) 虎嗅APP·2025-09-21 02:50\n", "全球AI云竞赛，阿里靠什么打？", "虎嗅APP", "2025-09-21T02:50:00", symbols=[("BABA", "US")]),
    HeaderCase("bare date", "标题在此\n\n2025年9月21日\n", "标题在此", None, "2025-09-21"),
    HeaderCase("labelled source", "标题在此\n来源：新华网 2025-09-21 10:30:05\n", "标题在此", "新华网", "2025-09-21T10:30:05"),
    HeaderCase("byline and source", "标题在此\n作者：编辑部\n经济日报 | 2024-01-05\n", "标题在此", "经济日报", "2024-01-05", "作者：编辑部"),
    HeaderCase("markdown", "# Rates on Hold\n\nBy the Staff\nPublished: March 3, 2025 10:15\n\n", "Rates on Hold", None, "2025-03-03T10:15:00", "By the Staff"),
    HeaderCase("british date", "Rates on Hold\nReuters | 3 March 2025\n", "Rates on Hold", "Reuters", "2025-03-03"),
    HeaderCase("front matter", "---\ntitle: Rates on Hold\nauthor: Staff\ndate: 2025-03-03\nsource: The Desk\n---\n", "Rates on Hold", "The Desk", "2025-03-03", "Staff"),
    HeaderCase("subject", "Subject: Office move in March\n\n", "Office move in March"),
    HeaderCase("wechat", "标题在此\n原创 周予安 城市观察局 2025年8月19日 07:30 江苏\n", "标题在此", "城市观察局", "2025-08-19T07:30:00"),
    HeaderCase("appeal above", "点击上方“城市观察局”关注我们\n\n标题在此\n来源：新华网\n", "标题在此", "新华网"),
    HeaderCase("month above", "March 2025\n\nHarbour Letters Return\n", "Harbour Letters Return"),
    HeaderCase("time without a source", "Harbour Forecast\n342 AM EST Tue Jan 14 2025\n", "Harbour Forecast", None, "2025-01-14"),
    HeaderCase(
        "filing of Hong Kong",
        "香港交易及結算所有限公司對本公告之內容概不負責，並明確表示概不就任何損失承擔責任。\n\n東昇物流控股有限公司\nDONGSHENG LOGISTICS HOLDINGS LIMITED\n（於開曼群島註冊成立之有限公司）\n（股份代號：2381）\n\n盈利警告\n",
        "盈利警告",
        "東昇物流控股有限公司",
        symbols=[("2381", None)],
    ),
    HeaderCase("filing with company", "证券代码：603999　证券简称：海川股份\n海川机械股份有限公司\n关于签订合同的公告\n", "关于签订合同的公告", "海川机械股份有限公司", symbols=[("603999", "SH")]),
    HeaderCase("status of a release", "FOR IMMEDIATE RELEASE\n\nHarrow Glass Opens Second Line\n\n", "Harrow Glass Opens Second Line"),
    HeaderCase("status before the title", "FOR IMMEDIATE RELEASE: Harrow Glass Opens Second Line\n\n", "Harrow Glass Opens Second Line"),
    HeaderCase("chinese subject", "主题：三月搬迁通知\n\n", "三月搬迁通知"),
    HeaderCase("underlined", "Rates on Hold\n=============\n\n", "Rates on Hold"),
    HeaderCase("tickers", "两家公司的年报\n600519.SH 09988.HK NASDAQ: NVDA\n", "两家公司的年报", symbols=[("600519", "SH"), ("09988", "HK"), ("NVDA", "NASDAQ")]),
    HeaderCase("time before date", "Rates on Hold\nBy JANE HALL\nPublished 10:30 AM EDT, Mon March 3, 2025\n", "Rates on Hold", None, "2025-03-03T10:30:00", "By JANE HALL"),
    HeaderCase("afternoon", "Rates on Hold\nMarch 3, 2025, 3:15 p.m. ET\n", "Rates on Hold", None, "2025-03-03T15:15:00"),
    HeaderCase("internet date", "Rates on Hold\nMon, 03 Mar 2025 00:15:00 GMT\n", "Rates on Hold", None, "2025-03-03T00:15:00"),
    HeaderCase("title elsewhere", "原标题：东河港上调吞吐量目标    来源：港口时报\n", "东河港上调吞吐量目标", "港口时报", None),
    HeaderCase("both titles", "东河港上调吞吐量目标 原标题：东河港：吞吐量目标上调\n", "东河港上调吞吐量目标", None, None),
    HeaderCase("site behind the title", "Rates on Hold | Example News\nUpdated: 2025-03-03T10:15:00Z\n", "Rates on Hold", "Example News", "2025-03-03T10:15:00"),
    HeaderCase("bare names", "Rates on Hold\nJane Hall and Ann Moore\nMarch 3, 2025\n", "Rates on Hold", None, "2025-03-03", "Jane Hall and Ann Moore"),
    HeaderCase("two tickers", "Rates on Hold\nNASDAQ: NVDA | NYSE: BRK.B\nReuters · March 3, 2025 10:15 PM\n", "Rates on Hold", "Reuters", "2025-03-03T22:15:00", symbols=[("NVDA", "NASDAQ"), ("BRK.B", "NYSE")]),
    HeaderCase("source and author on one line", "标题在此处\n来源：财新网 作者：张三 2025年9月21日 下午3:30\n", "标题在此处", "财新网", "2025-09-21T15:30:00", "作者：张三"),
    HeaderCase("date first", "标题在此处\n2025-09-21 10:30 [来源:新华社] [责编:李四]\n", "标题在此处", "新华社", "2025-09-21T10:30:00"),
    HeaderCase("reporters", "标题在此处\n新华社“财经眼”记者 张三、李四\n2025年09月21日10:30 | 来源：人民网\n", "标题在此处", "人民网", "2025-09-21T10:30:00", "新华社“财经眼”记者 张三、李四"),
    HeaderCase("traditional", "標題在此處\n記者 王五／台北報導\n2025/09/21 10:30\n", "標題在此處", None, "2025-09-21T10:30:00", "記者 王五／台北報導"),
    HeaderCase("title twice", "公司公布全年业绩预告 - 某某新闻网\n公司公布全年业绩预告\n2025-09-21\n", "公司公布全年业绩预告", "某某新闻网", "2025-09-21"),
    HeaderCase("signature", "公司公布全年业绩预告\n\n张三\n\n", "公司公布全年业绩预告", byline="张三"),
    HeaderCase("agency title", "新华社贵阳3月1日电 题：公司公布全年业绩预告\n", "公司公布全年业绩预告"),
    HeaderCase("no header", ""),
]


@pytest.mark.parametrize(
    "text",
    [
        "新华社贵阳3月1日电（记者张三）公司公布了全年业绩预告，净利润翻番",  # the first paragraph of a dispatch
        "墨西哥又一记者遇害",  # a title, not a reporter
    ],
)
def test_what_is_no_byline_or_title(text: str) -> None:
    doc = document(f"{text}\n{BODY}")
    assert doc.byline is None and (doc.title == text) is text.endswith("遇害")


@pytest.mark.parametrize("case", HEADERS, ids=lambda c: c.id)
def test_header(case: HeaderCase) -> None:
    doc = document(case.head + BODY)
    assert doc.title == case.title
    assert doc.source == case.source
    assert doc.published_at == case.published_at
    assert doc.byline == case.byline
    assert [(s.symbol, s.market) for s in doc.securities] == case.symbols
    assert [b.text for b in doc.blocks] == BODY.split("\n")


def test_the_head_of_a_filing_stands_above_its_title() -> None:
    filing = document("证券代码：600999 证券简称：启明重工 公告编号：2025-041\n启明重工关于签订合同的公告\n\n公司签订了合同，金额8.64亿元。\n")
    assert filing.title == "启明重工关于签订合同的公告"
    assert [(s.symbol, s.name) for s in filing.securities] == [("600999", "启明重工")]


@pytest.mark.parametrize("closing", ["海川机械股份有限公司董事会\n2025年9月15日", "香港，2025年9月15日", "Dated: September 15, 2025", "Monday, 15 September 2025"])
def test_the_date_below_a_text_is_its_date(closing: str) -> None:
    found = document(f"标题在此\n\n{BODY}\n\n{closing}")
    assert found.published_at == "2025-09-15" and found.blocks[-1].role == "byline"


@pytest.mark.parametrize("opening", ["Remarks by Helena Marsh at the Harbour Forum\n15 September 2025", "校长 林志诚\n（2025年9月15日）"])
def test_the_date_behind_other_lines_below_the_title_is_its_date(opening: str) -> None:
    found = document(f"标题在此\n{opening}\n\n{BODY}")
    assert found.published_at == "2025-09-15" and not found.headings


def test_a_date_in_the_text_is_not_its_date() -> None:
    assert document(f"标题在此\n\n{BODY}\n\n自2025年9月15日起施行。").published_at is None


def test_a_name_with_a_symbol_below_the_title_is_a_security_and_as_a_title_none() -> None:
    below = document("Profits fall\n\nBolt Bank (BLT)\n\nIts profit fell by a tenth. It will close shops.\n")
    assert [s.symbol for s in below.securities] == ["BLT"]
    assert document("Consumer prices (CPI)\n\nThey rose by 3 percent. Rents rose most.\n").title == "Consumer prices (CPI)"


def test_the_first_line_of_a_wrapped_sentence_is_no_title() -> None:
    opening = "Example Exchange Limited and\nits clearing house take no responsibility\nfor the contents of this announcement."
    doc = document(f"{opening}\n\nThe company expects a loss for the half year ended\n30 June 2025, after a profit in the half\nyear before.\n")
    assert doc.title is None and doc.blocks[0].text == opening
    assert doc.kind == "filing"
    assert document("Harbour to be closed\nfor the summer\n\nThe port said so on Monday.\n").title == "Harbour to be closed"


@pytest.mark.parametrize(
    "greeting",
    ["Hello, and welcome to our fourth quarter results call", "Good morning everyone", "Welcome to the Harrow earnings call", "各位投资者大家好"],
)
def test_a_greeting_is_no_title(greeting: str) -> None:
    assert document(f"{greeting}\n{BODY}").title is None


def test_a_chat_and_subtitles_have_no_title() -> None:
    chat = document("[2025/10/20 09:12] 王磊: 周三晚上数据库升级\n[2025/10/20 09:13] 李敏: 收到\n[2025/10/20 09:20] 王磊: 超过11点半没完成就回滚\n")
    assert (chat.title, chat.source, len(chat.blocks)) == (None, None, 3)
    assert document("1\n00:00:01,000 --> 00:00:04,200\nThe council voted tonight to raise fares.\n").title is None


def test_the_label_of_one_who_speaks_alone_is_no_title() -> None:
    text = "".join(f"**Ida Holm:**\n\nThe mill closed in {year}. Its wheel still turns.\n\n" for year in (1911, 1934, 1950))
    assert document(text).title is None


@pytest.mark.parametrize("line", ["江苏", "高考", "关税", "成都", "简介"])
def test_a_word_that_begins_with_a_surname_is_no_byline(line: str) -> None:
    document = Document.from_text(f"东河港上调吞吐量目标\n\n{line}\n\n东河港上半年吞吐量增长8%，目标上调。港务局说，码头已经排满。\n")
    assert document.byline is None
