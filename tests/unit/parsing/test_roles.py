"""Roles of blocks: what is no part of an article's own text, and what only looks so."""

from __future__ import annotations

import opencc
import pytest

from summarizer.languages.chinese import chinese_block_cues
from summarizer.models import Document
from summarizer.parsing import parse, parse_text
from summarizer.parsing.body import split_body
from summarizer.parsing.lines import split_lines
from summarizer.parsing.roles import assign_roles
from summarizer.readers import ExtractedText

ENGLISH = (
    "Cranes moved again on Wednesday after dockers accepted a pay rise of 7.5 percent.",
    "The union, which represents 2,300 workers, had asked for a rise of 9 percent.",
    "Retailers had warned that their shelves would be empty before the end of October.",
    "Two supermarket chains flew in spare parts and medicine at their own considerable cost.",
    "Talks about automation, the other matter in dispute, will begin again in November.",
)
CHINESE = (
    "截至三月底，全市公交车中新能源车辆已达2460辆，占比八成以上。",
    "市交通运输局负责人介绍，今年还将淘汰老旧燃油车310辆。",
    "过去一天要提前一个小时到场站等桩，现在十五分钟就能补满半天的电。",
    "该市去年建成公交专用充电站十七座，充电桩六百二十个。",
    "业内人士认为，电池集中退役的高峰将在2028年前后到来。",
)


def _parse(text: str) -> Document:
    """The document of a text whose headings are all marked, so that no short line is taken for one."""
    return parse(ExtractedText(text, structured=True))


def role_of(line: str, place: int, text: tuple[str, ...]) -> str:
    """The role of a line put into a text at a place: the number of paragraphs above it."""
    document = _parse("\n\n".join(["Title of it" if text is ENGLISH else "标题在此", *text[:place], line, *text[place:]]))
    return next(block.role for block in document.blocks if line.lstrip("> ").startswith(block.text[:20]))


ANYWHERE = {
    "caption": [
        "Containers wait on the quay at Marlow. Photograph: Rui Campos/Example News",
        "The Aldgate at anchor on Tuesday. Tom Reyes/Example Agency via Getty Images",
        "Image credit: Lotte Maier",
        "A street in the old town (AP Photo/Sam Smith)",
        "Figure 2. Net debt to EBITDA, 2019 to 2025",
        "图源：受访者供图",
        "题图丨视觉中国",
        "图为临江市第三公交枢纽的充电桩",
        "3月28日，技术人员在检修充电设备。新华社发（郑明 摄）",
        "▲丰源超市西街店的生鲜区",
        "圖：海豐物流於青衣的貨櫃碼頭（資料圖片）",
        "资料来源：公司公告，示例证券研究所",
        "图表3：单季度毛利率（%）",
    ],
    "byline": [
        "By Ellen Forde and Sam Okoye",
        "(Reporting by Pia Sund; Editing by Mark Dell)",
        "Additional reporting by Pia Sund",
        "Published: 3 September 2025, 14:20 GMT",
        "编辑丨管小雯",
        "责任编辑：孙倩 校对：王欣 审核：赵平",
        "（本报记者 何川）",
        "文｜示例周刊 记者 范舟",
        "来源：临江日报",
        "記者：黃子晴 責任編輯：梁文",
        "(本文来自示例财经)",
    ],
    "boilerplate": [
        "Advertisement",
        "Read more: Why the docks matter more than ever",
        "Sign up to our morning newsletter for the stories that matter.",
        "© 2025 Example News. All rights reserved.",
        "Please see the important disclosures and analyst certification at the end of this report.",
        "扫码关注“每日早参”公众号，每天七点准时送达",
        "欢迎在评论区留言，分享你的故事",
        "点击上方蓝字关注我们",
        "请务必阅读正文之后的免责条款部分",
        "未经授权不得转载，转载请在后台回复“转载”",
        "證券代號：1234 公告編號：2025-001",
    ],
}


@pytest.mark.parametrize(("role", "line"), [(role, line) for role, lines in ANYWHERE.items() for line in lines])
def test_roles_told_by_form_wherever_they_stand(role: str, line: str) -> None:
    text = ENGLISH if line.isascii() or "©" in line else CHINESE
    assert role_of(line, 3, text) == role


AT_THE_END = {
    "boilerplate": [
        "This report does not constitute an offer to buy or sell any security, and its accuracy is not guaranteed.",
        "Past performance is not a guide to future results, and investors may not get back the amount invested.",
        "This email is confidential and intended solely for the addressee; please delete it if received in error.",
        "Media contact: Priya Holm, +1 555 0101, press@example.com",
        "市场有风险，投资需谨慎。",
        "本文仅代表作者个人观点，不构成投资建议。",
        "以上資訊由第三方提供，只供參考，本社不會就任何損失承擔責任。",
        "特此公告。",
        "- END -",
    ],
    "byline": ["2025年6月12日", "SOURCE Harrow Glass plc", "The author is a reporter based in Hull."],
    "footnote": ["Note: figures are unaudited.", "注：预测数据未经公司确认。", "* Priced at the close of 12 May 2025."],
}


@pytest.mark.parametrize(("role", "line"), [(role, line) for role, lines in AT_THE_END.items() for line in lines])
def test_roles_told_at_the_end(role: str, line: str) -> None:
    assert role_of(line, 5, ENGLISH if line.isascii() else CHINESE) == role


OWN_TEXT = [
    'The notices said that the research "does not constitute investment advice", but salesmen sent it to clients.',
    "One firm undertook no obligation to update its forecasts, and failed to correct them for seven months.",
    "Acme did not respond to a request for comment. Its website, www.acme.example, was offline on Monday.",
    "Police asked people to call 101 or to follow the force on Twitter for updates.",
    "The app that the firms used, which had been downloaded 3 million times, is no longer on sale.",
    "The firms accept no liability. They have 28 days to appeal, and two have said that they will.",
    "A picture by Rembrandt was sold for 12 million dollars in London on Monday.",
    "About a third of the shops closed, the chamber of commerce said on Friday.",
    "平台客服曾要求用户扫描二维码下载另一款应用，并添加所谓老师的微信。",
    "铁路部门提醒广大旅客，请通过官方网站和客户端购票。",
    "法院认定，平台在页面底部注明“本平台不承担任何责任”的声明无效。",
    "本次签订合同不构成关联交易，也不构成重大资产重组。",
    "Please find below helpful travel advice if you need to travel on Monday morning.",
    "Jonathan Rauch, Brookings Institution/The Atlantic, and Paul Starr signed the letter.",
    "- officially supported by Python Packaging Authority",
    "合同履行过程中可能影响合同的收益，敬请广大投资者注意投资风险。",
    "未经许可转载他人作品的情况同样存在，三家媒体合计索赔八十五万元。",
    "风险提示：原奶价格大幅反弹；行业竞争加剧；食品安全事件。",
    "该公司的公众号去年新增粉丝40万，广告收入增长三成。",
]


@pytest.mark.parametrize("line", OWN_TEXT)
@pytest.mark.parametrize("place", [2, 5])
def test_what_only_speaks_of_boilerplate_is_body(line: str, place: int) -> None:
    assert role_of(line, place, ENGLISH if line.isascii() else CHINESE) == "body"


def test_sections_at_the_end() -> None:
    sections = {
        "About Harrow Glass": ["Harrow Glass is a leading maker of glass. Founded in 1911, it employs 3,400 people."],
        "Forward-Looking Statements": ["Words such as expects identify such statements.", "They may prove wrong."],
        "Related stories": ["Dockers vote on final offer", "What the strike means for Christmas"],
    }
    tail = "\n\n".join("\n\n".join([f"## {heading}", *blocks]) for heading, blocks in sections.items())
    document = parse_text("# Title\n\n" + "\n\n".join(ENGLISH) + "\n\n" + tail)
    assert [block.role for block in document.blocks] == ["body"] * 5 + ["boilerplate"] * 5


def test_a_section_about_something_else_is_body() -> None:
    document = parse_text("# Title\n\n" + "\n\n".join(ENGLISH) + "\n\n## About the price\n\nIt rose by 4 percent in May.")
    assert {block.role for block in document.blocks} == {"body"}


def test_a_table_of_contents_and_the_heads_of_pages() -> None:
    contents = ["1. Summary ........ 2", "2. Method ........ 5", "3. Results ........ 9"]
    head = "Basin Unit | www.basin.example | DRAFT"
    text = [*contents, ENGLISH[0], head, ENGLISH[1], head, ENGLISH[2], head]
    roles = [block.role for block in _parse("Title\n\n" + "\n\n".join(text)).blocks]
    assert roles == ["boilerplate"] * 3 + ["body", "boilerplate"] * 3


def test_rows_of_a_table_may_be_repeated() -> None:
    rows = ["| Option | Value |", "| Sound | on |"] * 3
    assert {block.role for block in _parse("Title\n\n" + "\n".join([*ENGLISH[:2], *rows, *ENGLISH[2:]])).blocks} == {"body"}


def test_a_footnote_is_told_by_the_mark_in_the_text() -> None:
    document = parse_text("Title\n\nTwo thirds of the loss is sediment.[1]\n\n(1) The first step is to measure.\n\n(2) The second is to wait.\n\n[1] Measured at two reservoirs only.")
    assert [block.role for block in document.blocks] == ["body", "body", "body", "footnote"]


def test_menus_around_a_pasted_page() -> None:
    menu, tools = ["Home", "Sport", "Share"], ["Print", "Comments 17", "Five charts on world trade"]
    text = [*menu, "Published: 3 September 2025, 14:20", *ENGLISH, "Editor: Mark Dell", *tools]
    roles = [block.role for block in _parse("Title of it\n\n" + "\n\n".join(text)).blocks]
    assert roles[:3] == ["boilerplate"] * 3
    assert roles[-4:] == ["byline", "boilerplate", "boilerplate", "boilerplate"]
    assert roles.count("body") == len(ENGLISH)


def test_quoted_mail() -> None:
    document = parse_text("Subject: Schedule\n\nThe pour is on Thursday, two days later than planned.\n\nOn Mon, 9 June 2025 at 16:02, Karl Jensen wrote:\n> Does the pour on Tuesday still hold?\n")
    assert [block.role for block in document.blocks] == ["body", "quoted", "quoted"]


def test_a_role_that_the_format_states_wins() -> None:
    text = "# Title\n\nPhoto: A. Example\n\nCranes moved again on Wednesday."
    document = parse(ExtractedText(text, roles=((9, "footnote"),), structured=True))
    assert [block.role for block in document.blocks] == ["footnote", "body"]


def test_roles_change_neither_number_nor_text() -> None:
    text = "\n\n".join([*ENGLISH, *(line for lines in ANYWHERE.values() for line in lines)])
    segments = split_body(text, split_lines(text))
    roles = assign_roles(text, segments, {})
    assert len(roles) == len(segments)
    assert [b.text for b in parse(ExtractedText(text, structured=True)).blocks] == text.split("\n\n")


def test_every_character_of_the_chinese_cues_has_its_traditional_forms() -> None:
    known = set(zip(chinese_block_cues._SIMPLIFIED, chinese_block_cues._TRADITIONAL, strict=True))
    simplified = {simple for simple, _ in known}
    converter = opencc.OpenCC("s2t")
    words = [chinese_block_cues.CUES.byline.pattern, *chinese_block_cues.CUES.legal_terms, *chinese_block_cues.CUES.channels]
    unknown = {char for word in words for char in word if converter.convert(char) != char and char not in simplified}
    assert unknown <= set("丨采制系注准里")  # whose simplified form is a traditional one too
