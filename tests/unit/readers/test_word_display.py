"""What Word shows of a document: raised, struck-out and hidden text, numbers of lists, tables with merged cells."""

from __future__ import annotations

import time

import pytest

from summarizer.parsing import parse
from summarizer.readers import read_bytes

from .word_files import NAMES, append, saved

docx = pytest.importorskip("docx", reason="needs the extra `docx`")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


RAISED = "<w:vertAlign w:val='superscript'/>"
LOWERED = "<w:vertAlign w:val='subscript'/>"
SPAN, MERGED, SHOWN, UNSEEN = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vanish w:val='false'/>", "<w:rStyle w:val='Unseen'/>"


def read_blocks(data: bytes) -> list[str]:
    return [block.text for block in parse(read_bytes(data, "a.docx")).blocks][1:]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((run("每股收益0.30"), run("1", RAISED), run("元。")), "每股收益0.30元。"),
        ((run("营收12"), run("2", RAISED), run("亿元。")), "营收12亿元。"),
        ((run("建筑面积120m"), run("2", RAISED), run("。")), "建筑面积120m²。"),
        ((run("共2.5×10"), run("6", RAISED), run("个。")), "共2.5×10^6个。"),
        ((run("CO"), run("2", LOWERED), run(" fell 3%.")), "CO2 fell 3%."),
        ((run("Sales rose 12%"), run("1", RAISED), run(",", RAISED), run("2", RAISED), run(" in 2024.")), "Sales rose 12% in 2024."),
        ((run("Sales rose 12"), run("3", "<w:position w:val='6'/><w:sz w:val='14'/>"), run("%.")), "Sales rose 12%."),
        ((run("利润5"), "<w:r><w:rPr><w:rStyle w:val='FootnoteReference'/></w:rPr><w:footnoteReference w:id='2'/></w:r>", run("亿元。")), "利润5亿元。"),
        ((run("Profit "), run("fell", "<w:strike/>"), run("rose.")), "Profit rose."),
        ((run("Profit "), run("fell", "<w:dstrike/>"), run("rose.")), "Profit rose."),
        ((run("Profit "), run("rose", "<w:strike w:val='0'/>"), run(".")), "Profit rose."),
        ((run("A "), f"<w:moveFrom w:id='3' w:author='A'>{run('late ')}</w:moveFrom>", run("rise"), f"<w:moveTo w:id='4' w:author='A'>{run(' of late')}</w:moveTo>"), "A rise of late"),
        ((run("Sales rose."), run(" Say only good.", "<w:vanish/>")), "Sales rose."),
        ((run("Sales rose."), run(" Say only good.", "<w:color w:val='FFFFFF'/>")), "Sales rose."),
        ((run("Sales rose."), run(" Shown on black.", "<w:color w:val='FFFFFF'/><w:shd w:fill='000000'/>")), "Sales rose. Shown on black."),
        ((run("Sales rose."), run(" Say only good.", "<w:sz w:val='2'/>")), "Sales rose."),
        ((run("Sales rose."), run(" Say only good.", UNSEEN)), "Sales rose."),
        ((run("Sales rose."), run(" Say only good.", "<w:rStyle w:val='Linked'/>")), "Sales rose."),
        ((run("Sales rose."), run(" Shown again.", "<w:rStyle w:val='Unseen'/><w:vanish w:val='0'/>")), "Sales rose. Shown again."),
        ((run("Grew by 10"), run("th", RAISED), run(" year in a row.")), "Grew by 10th year in a row."),
    ],
)
def test_runs_are_read_as_word_shows_them(runs: tuple[str, ...], text: str) -> None:
    assert read_blocks(with_styles(f"<w:p>{''.join(runs)}</w:p>")) == [text]


STYLES = (
    "<w:style w:type='paragraph' w:styleId='Hidden'><w:name w:val='Hidden'/><w:link w:val='Linked'/><w:rPr><w:vanish/></w:rPr></w:style>",
    "<w:style w:type='character' w:styleId='Linked'><w:name w:val='Hidden Char'/><w:link w:val='Hidden'/></w:style>",
    "<w:style w:type='paragraph' w:styleId='Derived'><w:name w:val='Derived'/><w:basedOn w:val='Hidden'/></w:style>",
    "<w:style w:type='character' w:styleId='Unseen'><w:name w:val='Unseen'/><w:rPr><w:vanish/></w:rPr></w:style>",
)
LEVELS = "".join(
    f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
    for level, (format, text) in enumerate([("decimal", "%1"), ("chineseCounting", "（%2）"), ("lowerRoman", "%3."), ("decimal", "%1.%4"), ("bullet", "·")])
)


def with_styles(*elements: str) -> bytes:
    """A document with these elements behind an opening paragraph, with the styles above and one list, number 77."""
    from docx.oxml import parse_xml

    word = docx.Document()
    word.add_paragraph("Opening words of the document.")
    for style in STYLES:
        word.styles.element.append(parse_xml(style.replace(">", f" {NAMES}>", 1)))
    numbering = word.part.numbering_part.element
    numbering.insert(0, parse_xml(f"<w:abstractNum {NAMES} w:abstractNumId='77'>{LEVELS}</w:abstractNum>"))
    numbering.append(parse_xml(f"<w:num {NAMES} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    numbering.append(parse_xml(f"<w:num {NAMES} w:numId='78'><w:abstractNumId w:val='77'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"))
    return saved(append(word, *elements))


def item(text: str, level: int = 0, number: int = 77) -> str:
    return f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>{run(text)}</w:p>"


def test_numbers_of_lists_stand_apart_from_the_text() -> None:
    items = [item("2024年营收增长。"), item("其中国内", 1), item("其中海外", 1), item("第三层", 2), item("2025年继续。"), item("新层", 1), item("甲", 3), item("圆点", 4), item("另起。", 0, 78), item("再续。", 0, 78)]
    assert read_blocks(with_styles(*items)) == ["1. 2024年营收增长。", "- （一） 其中国内", "- （二） 其中海外", "i. 第三层", "2. 2025年继续。", "- （一） 新层", "- 2.1 甲", "- 圆点", "7. 另起。", "8. 再续。"]


@pytest.mark.parametrize(
    ("elements", "blocks"),
    [
        ((f"<w:p><w:pPr><w:pStyle w:val='Hidden'/></w:pPr>{run('Say only good.')}</w:p>",), []),
        ((f"<w:p><w:pPr><w:pStyle w:val='Derived'/></w:pPr>{run('Say only good.')}</w:p>",), []),
        ((f"<w:p><w:pPr><w:pStyle w:val='Hidden'/></w:pPr>{run('Shown.', SHOWN)}</w:p>",), ["Shown."]),
        ((f"<w:p><w:pPr><w:pStyle w:val='Hidden'/></w:pPr>{run('Hidden twice is shown.', UNSEEN)}</w:p>",), ["Hidden twice is shown."]),
        ((f"<w:p><w:pPr><w:rPr><w:del w:id='5' w:author='A'/></w:rPr></w:pPr>{run('One half, ')}</w:p>", f"<w:p>{run('and the other.')}</w:p>"), ["One half, and the other."]),
        ((f"<w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr>{run('Table 1: Sales')}</w:p>",), ["Table 1: Sales"]),
        (
            (f"<w:tbl>{row(cell('年份'), cell('收入', SPAN))}{row(cell('2024', MERGED), cell('1'), cell('2'))}{row(cell('', '<w:vMerge/>'), cell('3'), cell('4'))}</w:tbl>",),
            ["| 年份 | 收入 | 收入 |", "| 2024 | 1 | 2 |", "| 2024 | 3 | 4 |"],
        ),
        ((f"<w:tbl>{row(cell('单位：百万元', SPAN))}{row(cell('收入'), cell('12'))}</w:tbl>",), ["| 单位：百万元 |", "| 收入 | 12 |"]),
        ((f"<w:tbl>{row(cell('a'), cell('1'))}{row(cell('Say only good.'), cell('2'), properties='<w:hidden/>')}{row(cell('b'), cell('3'))}</w:tbl>",), ["| a | 1 |", "| b | 3 |"]),
        ((f"<w:tbl>{row(cell('x'), '<w:tc><w:tbl>' + row(cell('a'), cell('1')) + row(cell('b'), cell('2')) + '</w:tbl><w:p/></w:tc>')}{row(cell('y'), cell('3'))}</w:tbl>",), ["| x | a 1; b 2 |", "| y | 3 |"]),
        ((f"<w:tbl>{row('<w:tc>' + item('一月') + item('二月') + '<w:p>' + run('其后') + '</w:p></w:tc>', cell('9'))}{row(cell('y'), cell('3'))}</w:tbl>",), ["| 1. 一月；2. 二月其后 | 9 |", "| y | 3 |"]),
        (("<w:p><w:r><mc:AlternateContent><mc:Choice Requires='zz' xmlns:zz='urn:unknown'><w:t>New.</w:t></mc:Choice><mc:Fallback><w:t>Old.</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",), ["Old."]),
        ((f"<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='visibility: hidden'><w:txbxContent><w:p>{run('Say only good.')}</w:p></w:txbxContent></v:shape></w:pict></w:r></w:p>",), []),
        (("<w:p><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>",), ["10^6 1/2"]),
        ((f"<w:p>{run('截至2025年3月（10日）止。')}</w:p>",), ["截至2025年3月（10日）止。"]),
    ],
)
def test_paragraphs_and_tables_are_read_as_word_shows_them(elements: tuple[str, ...], blocks: list[str]) -> None:
    assert read_blocks(with_styles(*elements)) == blocks


def test_the_runs_of_a_long_paragraph_take_linear_time() -> None:
    paragraph = f"<w:p>{(run('1', RAISED) + run('Sales rose. ')) * 8000}</w:p>"
    started = time.process_time()
    read_bytes(with_styles(paragraph), "a.docx")
    assert time.process_time() - started < 5
