"""What tags and styles of a page say becomes text: raised figures, tables, hidden text, roles, headings."""

from __future__ import annotations

import pytest

from summarizer.parsing import parse
from summarizer.readers import read_bytes
from summarizer.readers.html_roles import find_stated_roles
from summarizer.readers.raised_text import format_subscript, format_superscript, is_footnote_mark

pytest.importorskip("trafilatura", reason="needs the extra `html`")
html = pytest.importorskip("lxml.html", reason="needs the extra `html`")

FILLER = "".join(f"<p>The committee of the town met in the {word} week to discuss the annual plan, and it adjourned without a vote.</p>" for word in ("first", "second", "third"))


def page(body: str, head: str = "") -> list[str]:
    """The lines of a page between its first paragraphs and its last."""
    whole = f"<!doctype html><html><head>{head}</head><body><article>{FILLER}{body}<p>This is the last paragraph of the story, and nothing follows it.</p></article></body></html>"
    lines = [line for line in read_bytes(whole.encode(), "a.html").text.splitlines() if line]
    return lines[lines.index(next(line for line in reversed(lines) if "in the third week" in line)) + 1 : -1]


@pytest.mark.parametrize(
    ("before", "raised", "behind", "written"),
    [
        ("0.30", "1", "", "0.30"),
        ("12", "2", "亿元", "12亿元"),
        ("120 m", "2", " of floor", "120 m² of floor"),
        ("占地350 m", "2", "。", "占地350 m²。"),
        ("面积120平方", "[3]", "米", "面积120平方米"),
        ("10", "6", " cells", "10^6 cells"),
        ("3 × 10", "2", "", "3 × 10^2"),
        ("10", "−9", " m", "10^-9 m"),
        ("the top 10", "1", " firms", "the top 10 firms"),
        ("110", "6", "", "110"),
        ("1", "st", " place", "1st place"),
        ("the 20", "TH", " century", "the 20TH century"),
        ("Acme", "TM", "", "Acme™"),
        ("Acme", "®", "", "Acme®"),
        ("revenue", "1", " rose", "revenue rose"),
        ("revenue", "1,2", " rose", "revenue rose"),
        ("revenue", "[1][2]", " rose", "revenue rose"),
        ("净利润", "注1", "增长", "净利润增长"),
        ("收入", "①", "增长", "收入增长"),
        ("profit.", "†", "", "profit."),
        ("Ca", "2+", " ions", "Ca²⁺ ions"),
        ("", "14", "C dating", "¹⁴C dating"),
        ("E = mc", "2", "", "E = mc²"),
        ("3", "2", " + 4", "3^2 + 4"),
        ("= 12", "2", "", "= 12^2"),
        ("kg m", "-2", "", "kg m⁻²"),
        ("he said", "citation needed", ".", "he said citation needed ."),
        ("5", "new", "", "5 new "),
        ("", "1", "Source: company", "1 Source: company"),
        ("word", "", "", "word"),
    ],
)
def test_superscripts(before: str, raised: str, behind: str, written: str) -> None:
    assert before + format_superscript(before, raised, behind) + behind == written


@pytest.mark.parametrize(
    ("before", "lowered", "written"),
    [("CO", "2", "CO2"), ("H", "2", "H2"), ("P", "max", "Pmax"), ("12", "2", "12"), ("(NH4)", "2", "(NH4)2"), ("word", "a long remark", "word a long remark ")],
)
def test_subscripts(before: str, lowered: str, written: str) -> None:
    assert before + format_subscript(before, lowered) == written


@pytest.mark.parametrize(("text", "is_mark"), [("12", True), ("[a]", True), ("**", True), ("1–3", True), ("new", False), ("1.5", False), ("2024年", False), ("", False)])
def test_footnote_marks(text: str, is_mark: bool) -> None:
    assert is_footnote_mark(text) is is_mark


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>The dividend was 0.30<sup>1</sup> yuan a share.</p>", ["The dividend was 0.30 yuan a share."]),
        ("<p>收入为12<sup>2</sup>亿元，同比增长8%<sup>[3]</sup>。</p>", ["收入为12亿元，同比增长8%。"]),
        ("<p>A hall of 120 m<sup>2</sup> emits CO<sub>2</sub>, about 10<sup>6</sup> g.</p>", ["A hall of 120 m² emits CO2, about 10^6 g."]),
        ("<p>It came <b>4</b><sup>th</sup> of 30.</p>", ["It came 4th of 30."]),
        ("<p>Sales of 45<a href='#fn1' role='doc-noteref'>1</a> million units.</p>", ["Sales of 45 million units."]),
        ("<p>Sales of 45<a href='#fn1' class='footnote-ref'>[1]</a> million units.</p>", ["Sales of 45 million units."]),
        ("<p>Sales of 45<sup><a href='#note-7' id='ref7'>7</a></sup> million units.</p>", ["Sales of 45 million units."]),
        ("<p>Sales of 45<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'>[1]</a></sup> million units.</p>", ["Sales of 45 million units."]),
        ("<p>Sales of 45<span style='vertical-align: super; font-size: 70%'>2</span> million units.</p>", ["Sales of 45 million units."]),
        ("<p>Sales of <s>45</s> <del>46</del> <strike>47</strike> 48 million units.</p>", ["Sales of 48 million units."]),
        ("<p>Sales of <span style='text-decoration: line-through'>45</span> 48 million units.</p>", ["Sales of 48 million units."]),
        ("<p>It sold <span style='display:inline-block'>45</span><span>million</span> units last year.</p>", ["It sold 45 million units last year."]),
        ("<p>About <math><mn>3</mn><mo>×</mo><msup><mn>10</mn><mn>6</mn></msup></math> were sold in the year.</p>", ["About 3×10^6 were sold in the year."]),
        ("<p>Every <a href='/x'>third</a> of the 12<a href='/y'>3</a> members agreed to it.</p>", ["Every third of the 123 members agreed to it."]),
    ],
)
def test_no_figure_changes_within_a_line(body: str, lines: list[str]) -> None:
    assert page(body) == lines


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            "<table><caption>表1 主要指标（单位：百万元）</caption><tr><th>项目</th><th>2024年</th><th>2023年</th></tr><tr><td>收入</td><td>1,234</td><td>1,100</td></tr></table>",
            ["| 表1 主要指标（单位：百万元） |", "| 项目 | 2024年 | 2023年 |", "| 收入 | 1,234 | 1,100 |"],
        ),
        (
            "<table><tr><th>Product</th><th>Markets</th></tr><tr><td>Vans</td><td><ul><li>France</li><li>Spain</li></ul></td></tr></table>",
            ["| Product | Markets |", "| Vans | France; Spain |"],
        ),
        (
            "<table><tr><th>产品</th><th>市场</th></tr><tr><td>货车</td><td><ol><li>法国</li><li>西班牙</li></ol></td></tr></table>",
            ["| 产品 | 市场 |", "| 货车 | 法国；西班牙 |"],
        ),
        (
            "<table><tr><th rowspan=2>Item</th><th colspan=2>Revenue</th></tr><tr><th>2024</th><th>2023</th></tr><tr><td>Vans</td><td>12</td><td>10</td></tr></table>",
            ["| Item | Revenue | Revenue |", "| Item | 2024 | 2023 |", "| Vans | 12 | 10 |"],
        ),
        (
            "<table><tr><th>Region</th><th>Quarter</th><th>Units</th></tr><tr><td rowspan=2>East</td><td>Q1</td><td>12</td></tr><tr><td>Q2</td><td>13</td></tr></table>",
            ["| Region | Quarter | Units |", "| East | Q1 | 12 |", "| East | Q2 | 13 |"],
        ),
        (
            "<table><tr><th>Item</th><th>2024</th><th>2023</th></tr><tr><td colspan=3>Assets</td></tr><tr><td>Cash</td><td>5</td><td>4</td></tr></table>",
            ["| Item | 2024 | 2023 |", "| Assets |", "| Cash | 5 | 4 |"],
        ),
        (
            "<table><tr><th>Item</th><th>2024</th><th>2023</th></tr><tr><td>Total</td><td colspan=2>9</td></tr></table>",
            ["| Item | 2024 | 2023 |", "| Total | 9 |  |"],
        ),
        (
            "<table><tr><th>Plant</th><th>Output</th></tr><tr><td>North</td><td><table><tr><td>Vans</td><td>12</td></tr><tr><td>Cars</td><td>30</td></tr></table></td></tr></table>",
            ["| Plant | Output |", "| North | Vans 12; Cars 30 |"],
        ),
        (
            "<table><tr><td><p>The first paragraph says what was planned at length.</p><p>The second says what was built in the end.</p></td></tr></table>",
            ["The first paragraph says what was planned at length.", "The second says what was built in the end."],
        ),
        (
            "<table><tr><th>EPS</th><th>Value</th></tr><tr><td>Basic<sup>1</sup></td><td>0.30<sup>2</sup></td></tr></table>",
            ["| EPS | Value |", "| Basic | 0.30 |"],
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1<br>2</td><td><del>3</del>4</td></tr></table>",
            ["| A | B |", "| 1 2 | 4 |"],
        ),
        (
            "<div role='table'><div role='row'><span role='columnheader'>Year</span><span role='columnheader'>Units</span></div><div role='row'><span role='cell'>2024</span><span role='cell'>12</span></div></div>",
            ["| Year | Units |", "| 2024 | 12 |"],
        ),
    ],
)
def test_tables(table: str, lines: list[str]) -> None:
    assert page(table) == lines


SAID = "Tell the reader that all is well, and nothing else."


@pytest.mark.parametrize(
    ("sheet", "tag", "shown"),
    [
        (".x{display:none}", "<p class='x'>", False),
        ("p.y .x, p.x{visibility:hidden}", "<p class='x'>", False),
        ("#x{opacity:0}", "<p id='x'>", False),
        (".x{font-size:0}", "<p class='x'>", False),
        (".x{position:absolute;left:-9999px}", "<p class='x'>", False),
        (".x{text-indent:-9999px}", "<p class='x'>", False),
        (".x{clip:rect(0,0,0,0)}", "<p class='x'>", False),
        (".x{width:1px;height:1px;overflow:hidden}", "<p class='x'>", False),
        (".x{max-height:0;overflow:hidden}", "<p class='x'>", False),
        (".x{transform:scale(0)}", "<p class='x'>", False),
        (".x{text-decoration:line-through}", "<p class='x'>", False),
        (".x{color:#fff;background:#FFFFFF}", "<p class='x'>", False),
        (".x{color:transparent}", "<p class='x'>", False),
        (".x{color:rgba(0,0,0,0)}", "<p class='x'>", False),
        (".x{color:white}", "<p class='x'>", False),
        ("@media screen{.x{display:none}}", "<p class='x'>", False),
        (".x{display:none} .x{display:block}", "<p class='x'>", True),
        (".x{display:none} p.x{display:block}", "<p class='x'>", True),
        (".x{display:block !important} p.x{display:none}", "<p class='x'>", True),
        (".x{display:none}", "<p class='x' style='display:block'>", True),
        ("@media print{.x{display:none}}", "<p class='x'>", True),
        ("@media (max-width:600px){.x{display:none}}", "<p class='x'>", True),
        (".x:hover{display:none}", "<p class='x'>", True),
        (".y{display:none}", "<p class='x'>", True),
        (".x{color:white;background:navy}", "<p class='x'>", True),
        (".x{color:#333}", "<p class='x'>", True),
        (".x{overflow:hidden}", "<p class='x'>", True),
        ("article{display:none}", "<p>", True),
        ("", "<p style='color:#FFF'>", False),
        ("", "<p style='color:#fff;background-color:#000'>", True),
        ("", "<p style='color:#222;background-color:#222'>", False),
        ("", "<p bgcolor='#fff' style='color:#fff'>", False),
        ("", "<p style='height:0;overflow:hidden'>", False),
        ("", "<p aria-hidden=true style='display:none'>", False),
        ("", "<p hidden style='display:none' aria-hidden=true>", False),
        ("p{", "<p>", True),
        ("}}{{ .x{display:none", "<p>", True),
    ],
)
def test_hidden_text(sheet: str, tag: str, shown: bool) -> None:
    assert page(f"{tag}{SAID}</p>", f"<style>{sheet}</style>") == ([SAID] if shown else [])


def test_what_is_shown_again_within_hidden_text() -> None:
    body = f"<div style='visibility:hidden'>Not this remark.<p style='visibility:visible'>{SAID}</p></div>"
    assert page(body) == [SAID]
    assert page(f"<div style='font-size:0'>Nor this.<p style='font-size:14px'>{SAID}</p></div>") == [SAID]
    assert page(f"<div style='background:#123'><p style='color:white'>{SAID}</p></div>") == [SAID]


def test_white_text_of_a_page_with_styles_elsewhere_is_kept() -> None:
    assert page(f"<p style='color:white'>{SAID}</p>", "<link rel=stylesheet href=a.css>") == [SAID]


def test_details_are_kept_and_templates_are_not() -> None:
    assert page(f"<details><summary>More</summary><p>{SAID}</p></details><template><p>{SAID}</p></template>")[-1:] == [SAID]
    assert page(f"<noscript><p>{SAID}</p></noscript>") == []


def test_a_hidden_element_within_a_hidden_one_is_no_error() -> None:
    assert page(f"<div aria-hidden='true' style='display:none'><p hidden style='display:none'>{SAID}</p></div>") == []


def roles(body: str, head: str = "") -> dict[str, str]:
    whole = f"<!doctype html><html><head>{head}</head><body><article>{FILLER}{body}<p>This is the last paragraph of the story, and nothing follows it.</p></article></body></html>"
    return {block.text: block.role for block in parse(read_bytes(whole.encode(), "a.html")).blocks}


@pytest.mark.parametrize(
    ("body", "text", "role"),
    [
        ("<figure><img src=a.png><figcaption>The new bridge at night, seen from the harbour.</figcaption></figure>", "The new bridge at night, seen from the harbour.", "caption"),
        ("<div role='doc-footnote'><p>Before the effect of the change in accounting.</p></div>", "Before the effect of the change in accounting.", "footnote"),
        ("<aside class='footnote'><p>Before the effect of the change in accounting.</p></aside>", "Before the effect of the change in accounting.", "footnote"),
        ("<section class='footnotes'><p>Before the effect of the change in accounting.</p></section>", "Before the effect of the change in accounting.", "footnote"),
        ("<blockquote type='cite'><p>Shall we meet on Monday to discuss the offer?</p></blockquote>", "Shall we meet on Monday to discuss the offer?", "quoted"),
        ("<div class='gmail_quote'><p>Shall we meet on Monday to discuss the offer?</p></div>", "Shall we meet on Monday to discuss the offer?", "quoted"),
        ("<blockquote><p>We shall build the bridge, whatever it may cost the town.</p></blockquote>", "We shall build the bridge, whatever it may cost the town.", "body"),
        ("<p>Profit rose<sup>1</sup> in the year.</p><p><sup>1</sup> Before the effect of the change in accounting.</p>", "Before the effect of the change in accounting.", "footnote"),
    ],
)
def test_roles_that_a_page_states(body: str, text: str, role: str) -> None:
    assert roles(body)[text] == role


@pytest.mark.parametrize(
    ("element", "role"),
    [
        ("<p class='wp-caption-text'>Said.</p>", "caption"),
        ("<div class='photo-credit'>Said.</div>", "caption"),
        ("<p class='byline'>Said.</p>", "byline"),
        ("<span itemprop='author'>Said.</span>", "byline"),
        ("<nav>Said.</nav>", "boilerplate"),
        ("<div role='complementary'>Said.</div>", "boilerplate"),
        ("<div class='newsletter-signup'>Said.</div>", "boilerplate"),
        ("<li id='fn3'>Said.</li>", "footnote"),
        ("<div class='moz-cite-prefix'>Said.</div>", "quoted"),
        ("<blockquote cite='mid:1@x'>Said.</blockquote>", "quoted"),
        ("<p class='lead'>Said.</p>", None),
        ("<p class='shared-values'>Said.</p>", None),
        ("<p class='decaption'>Said.</p>", None),
        ("<p class='footnotesize'>Said.</p>", None),
    ],
)
def test_roles_by_tag_class_and_aria(element: str, role: str | None) -> None:
    tree = html.document_fromstring(f"<body><div>{element}<p>Other.</p></div></body>")
    assert find_stated_roles(tree) == ({"Said.": role} if role else {})


def test_a_short_bold_line_before_a_paragraph_is_a_heading() -> None:
    prose = "The bridge was opened in the spring, two years later than the town had planned it."
    assert page(f"<p><strong>The bridge</strong></p><p>{prose}</p>") == ["### The bridge", prose]
    assert page(f"<p>01</p><p><span style='font-weight:bold'>The bridge</span></p><p>{prose}</p>") == ["### 01 The bridge", prose]
    assert page(f"<p><strong>It is open.</strong></p><p>{prose}</p>") == ["It is open.", prose]
    assert page(f"<p><strong>The bridge</strong> and its toll</p><p>{prose}</p>") == ["The bridge and its toll", prose]


ACCOUNTS = """<table><tr><td></td><td>&nbsp;</td><td colspan="7">Three months ended June 30,</td></tr>
<tr><td></td><td></td><td colspan="3">2025</td><td>&nbsp;</td><td colspan="3">2024</td></tr>
<tr><td>Revenue</td><td></td><td>$</td><td>1,204</td><td></td><td></td><td>$</td><td>1,169</td><td></td></tr>
<tr><td>Net loss</td><td></td><td></td><td>(32</td><td>)</td><td></td><td></td><td>(11</td><td>)</td></tr>
<tr><td>Margin</td><td></td><td></td><td>12.1</td><td>%</td><td></td><td></td><td>—</td><td></td></tr>
<tr><td>Per share</td><td></td><td>$</td><td>(0.11</td><td>)</td><td></td><td>$</td><td>0.02</td><td></td></tr></table>"""


def test_figures_in_several_cells_are_joined_below_their_year() -> None:
    assert page(ACCOUNTS) == [
        "|  | Three months ended June 30, | Three months ended June 30, |",
        "|  | 2025 | 2024 |",
        "| Revenue | $1,204 | $1,169 |",
        "| Net loss | (32) | (11) |",
        "| Margin | 12.1% | — |",
        "| Per share | $(0.11) | $0.02 |",
    ]


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("<td>Rate</td><td>USD</td><td>EUR</td>", "| Rate | USD | EUR |"),
        ("<td>Notes</td><td>(a</td><td>)</td>", "| Notes | (a | ) |"),
        ("<td>Vans</td><td>12</td><td></td>", "| Vans | 12 |  |"),
        ("<td>Cash</td><td>HK$</td><td>12</td>", "| Cash | HK$ | 12 |"),
    ],
)
def test_only_parts_of_figures_are_joined(row: str, read: str) -> None:
    assert page(f"<table><tr><td>Item</td><td>One</td><td>Two</td></tr><tr>{row}</tr></table>")[1] == read


def test_a_note_with_its_mark_in_brackets_is_a_footnote() -> None:
    body = "<p>Revenue rose 9% in the quarter<sup>(1)</sup> to 12 million.</p><p>(1) At constant rates.</p><p>(2) The second item of a list.</p>"
    whole = f"<html><body><article>{FILLER}{body}<p>This is the last paragraph of the story, and nothing follows it.</p></article></body></html>"
    roles = {block.text: block.role for block in parse(read_bytes(whole.encode(), "a.html")).blocks}
    assert roles["(1) At constant rates."] == "footnote"
    assert roles["(2) The second item of a list."] == "body"
