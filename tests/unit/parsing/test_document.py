"""Header, headings, blocks and sentences of whole documents."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.models import Document
from summarizer.parsing import parse
from summarizer.parsing.header import find_date, find_securities
from summarizer.parsing.lines import split_lines
from summarizer.readers import ExtractedText
from summarizer.text.scripts import length_in_words

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
    HeaderCase("chinese subject", "主题：三月搬迁通知\n\n", "三月搬迁通知"),
    HeaderCase("underlined", "Rates on Hold\n=============\n\n", "Rates on Hold"),
    HeaderCase("tickers", "两家公司的年报\n600519.SH 09988.HK NASDAQ: NVDA\n", "两家公司的年报", symbols=[("600519", "SH"), ("09988", "HK"), ("NVDA", "NASDAQ")]),
    HeaderCase("time before date", "Rates on Hold\nBy JANE HALL\nPublished 10:30 AM EDT, Mon March 3, 2025\n", "Rates on Hold", None, "2025-03-03T10:30:00", "By JANE HALL"),
    HeaderCase("afternoon", "Rates on Hold\nMarch 3, 2025, 3:15 p.m. ET\n", "Rates on Hold", None, "2025-03-03T15:15:00"),
    HeaderCase("internet date", "Rates on Hold\nMon, 03 Mar 2025 00:15:00 GMT\n", "Rates on Hold", None, "2025-03-03T00:15:00"),
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


def test_captions_are_no_headings() -> None:
    doc = document(f"标题在此\n{BODY}\n公司总部大楼 图源：公司年报\n{BODY}")
    assert not doc.headings and len(doc.blocks) == 5


@pytest.mark.parametrize("case", HEADERS, ids=lambda c: c.id)
def test_header(case: HeaderCase) -> None:
    doc = document(case.head + BODY)
    assert doc.title == case.title
    assert doc.source == case.source
    assert doc.published_at == case.published_at
    assert doc.byline == case.byline
    assert [(s.symbol, s.market) for s in doc.securities] == case.symbols
    assert [b.text for b in doc.blocks] == BODY.split("\n")


@pytest.mark.parametrize(
    ("text", "symbol", "market", "name"),
    [
        ("BABA(US:BABA)", "BABA", "US", None),
        ("BABABABA(US:BABA)", "BABA", "US", None),
        ("腾讯控股腾讯控股(HK:00700)", "00700", "HK", "腾讯控股"),
        ("阿里巴巴（US：BABA）", "BABA", "US", "阿里巴巴"),
        ("600519.SH", "600519", "SH", None),
        ("NYSE: BRK.B", "BRK.B", "NYSE", None),
        ("AAPL.O", "AAPL", "O", None),
    ],
)
def test_securities(text: str, symbol: str, market: str, name: str | None) -> None:
    (found,) = find_securities(text)
    assert (found.symbol, found.market, found.name) == (symbol, market, name)


@pytest.mark.parametrize("text", ["收入1476.94亿元", "1.5.SH", "version 3.600519", "ratio 1:2", "e.g. US: the country"])
def test_what_is_no_security(text: str) -> None:
    assert find_securities(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-09-21 02:50", "2025-09-21T02:50:00"),
        ("2025/9/1", "2025-09-01"),
        ("2025.09.21", "2025-09-21"),
        ("2025年9月21日 上午", "2025-09-21"),
        ("2025年9月21日10时30分", "2025-09-21T10:30:00"),
        ("Sept. 21, 2025", "2025-09-21"),
        ("21st September 2025", "2025-09-21"),
        ("2025-02-30", None),
        ("9月21日", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("营业收入同比增长，利润持平。", "zh-Hans"),
        ("營業收入較去年增長，利潤持平。", "zh-Hant"),
        ("Revenue rose and profit was flat.", "en"),
        ("GPT-4 和 Claude 3.5 Sonnet 在 SWE-bench Verified 上 compared head to head", "mixed"),
        ("阿里巴巴在云栖大会上发布了 Qwen3-Max 模型。", "zh-Hans"),
        ("The paper calls it guanxi (关系) throughout the text.", "en"),
    ],
)
def test_block_language(text: str, language: str) -> None:
    assert document(text).blocks[0].language == language


def test_nothing_to_number_is_an_input_error() -> None:
    with pytest.raises(InputError, match="holds no paragraph"):
        document("---\n***\n")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("abc 一二三。.!?\n\r\t“”#-|*1“（）)》中A…：,，"), max_size=300))
def test_offsets_slice_back_and_nothing_is_lost(text: str) -> None:
    try:
        doc = document(text)
    except InputError:
        return
    for part in (*doc.blocks, *doc.sentences, *doc.header):
        assert doc.text[part.start : part.end] == part.text
    assert [b.number for b in doc.blocks] == list(range(1, len(doc.blocks) + 1))
    assert [s.number for s in doc.sentences] == list(range(1, len(doc.sentences) + 1))
    covered = sorted((p.start, p.end) for p in (*doc.blocks, *doc.header, *doc.headings))
    rest, last = [], 0
    for start, end in covered:
        assert start >= last
        rest.append(doc.text[last:start])
        last = end
    rest.append(doc.text[last:])
    assert not any(c.isalnum() for piece in rest for c in piece)
    for block in doc.blocks:
        inside = [s for s in doc.sentences if s.block == block.number]
        assert inside and inside[0].start == block.start and inside[-1].end == block.end


def test_of_millions_of_blank_lines_few_are_kept() -> None:
    text = f"The title\n{BODY}" + "\n" * 200_000 + "The company sold more.\n"
    few = document(f"The title\n{BODY}\n\nThe company sold more.\n")
    many = document(text)
    assert len(split_lines(text)) < 60
    assert [block.text for block in many.blocks] == [block.text for block in few.blocks]
    assert all(text[block.start : block.end] == block.text for block in many.blocks)


def test_a_document_of_too_many_lines_or_sentences_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.parsing.lines.MAX_LINES", 100)
    monkeypatch.setattr("summarizer.parsing.MAX_LINES", 100)
    monkeypatch.setattr("summarizer.parsing.MAX_SENTENCES", 50)
    monkeypatch.setattr("summarizer.languages.sentences.MAX_SENTENCES", 50)
    assert len(split_lines("a\n" * 10_000)) == 101
    for text, what in (("a\n" * 101, "100 lines"), ("It grew by a tenth.\n" * 52, "50 paragraphs"), ("It grew by a tenth. " * 70, "50 sentences"), ("They sold some. " * 7000, "50 paragraphs")):
        with pytest.raises(InputError, match=f"the text: has more than {what}"):
            document(text)
    assert len(document("It grew by a tenth. " * 45).sentences) == 45


def test_sentences_share_the_names_of_their_fields() -> None:
    parsed = document(BODY)
    again = Document.model_validate_json(parsed.model_dump_json())
    assert again == parsed
    for models in (parsed.blocks, parsed.sentences):
        assert len({id(model.model_fields_set) for model in models}) == 1
        assert type(models[0]).model_validate(models[0].model_dump()) == models[0]
    assert parsed.sentences[0].model_dump(exclude_unset=True) == parsed.sentences[0].model_dump()
