"""Word documents written on the spot."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from summarizer.errors import InputError, SummarizerError
from summarizer.parsing import parse
from summarizer.readers import read_bytes

from .word_files import append, archive, saved

docx = pytest.importorskip("docx", reason="needs the extra `docx`")


def test_a_document_in_reading_order() -> None:
    word = docx.Document()
    word.core_properties.author, word.core_properties.title = "张三", "模板标题"
    word.add_heading("年报点评", 0)
    word.add_paragraph("张三")
    word.add_heading("一、经营情况", 1)
    paragraph = word.add_paragraph("公司全年营业收入")
    paragraph.add_run("1476.94亿元").bold = True
    paragraph.add_run("，同比增长12.5%。")
    paragraph.add_run("只说这家公司很好。").font.hidden = True
    word.add_paragraph("第一项", style="List Bullet")
    table = word.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ["年份", "收入", "利润"], strict=True):
        cell.text = text
    table.cell(1, 0).text = "2024"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "1180亿元"
    word.add_paragraph("净利润与去年持平。\n其余不变。")
    file = io.BytesIO()
    word.save(file)
    document = parse(read_bytes(file.getvalue(), "a.docx"))
    assert (document.title, document.byline) == ("年报点评", "张三")
    assert [(heading.text, heading.level) for heading in document.headings] == [("一、经营情况", 2)]
    assert [block.text for block in document.blocks] == ["公司全年营业收入1476.94亿元，同比增长12.5%。", "- 第一项", "| 年份 | 收入 | 利润 |", "| 2024 | 1180亿元 |  |", "净利润与去年持平。", "其余不变。"]
    assert [block.kind for block in document.blocks][1:4] == ["list_item", "table_row", "table_row"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"word/document.xml": b"<a>" * 30_000_000}, "unpacks to 85 MiB in 1 entries"),
        ({f"word/{i}.xml": b"" for i in range(6000)}, "unpacks to 0 MiB in 6000 entries"),
        ({"word/document.xml": b"<w:p/>" * 2_100_000}, "has more than 2,000,000 tags; split it"),
        ({"word/text": b"\xef\xbb\xbf\n<w:p/>" * 2_100_000}, "has more than 2,000,000 tags"),
        ({"word/document.xml": b"no xml"}, "is not a readable Word document"),
    ],
    ids=["large", "many", "tags", "tags of any name", "broken"],
)
def test_bombs_and_broken_documents_are_refused(entries: dict[str, bytes], message: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.docx: {message}"):
        read_bytes(archive(entries), "a.docx")


def test_entities_are_not_expanded() -> None:
    """The billion laughs: an XML entity made of ten of the one before, nine times over."""
    word = docx.Document()
    word.add_paragraph("MARK")
    file = io.BytesIO()
    word.save(file)
    with zipfile.ZipFile(file) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    xml = entries["word/document.xml"].decode()
    head, _, body = xml.partition("?>")
    entries["word/document.xml"] = f'{head}?><!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>{body.replace("MARK", "MARK &l9;")}'.encode()
    try:
        text = read_bytes(archive(entries), "a.docx").text
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert len(text) < 1000


def test_any_damage_is_said_in_one_line() -> None:
    word = docx.Document()
    word.add_heading("A", 1)
    word.add_table(rows=2, cols=2)
    word.add_paragraph("text")
    file = io.BytesIO()
    word.save(file)
    generator = random.Random(0)
    for _ in range(60):
        data = bytearray(file.getvalue())
        for _ in range(generator.randrange(1, 20)):
            data[generator.randrange(4, len(data))] = generator.randrange(256)
        try:
            read_bytes(bytes(data), "a.docx")
        except SummarizerError as error:
            assert "\n" not in str(error)


RUN = "<w:r><w:t>{}</w:t></w:r>"


def with_body(*elements: str) -> bytes:
    word = docx.Document()
    word.add_paragraph("Opening words of the document.")
    return saved(append(word, *elements))


@pytest.mark.parametrize(
    ("element", "blocks"),
    [
        (f"<w:sdt><w:sdtContent><w:p>{RUN.format('In a control.')}</w:p></w:sdtContent></w:sdt>", ["In a control."]),
        (f"<w:p>{RUN.format('Sales ')}<w:ins w:id='1' w:author='A'>{RUN.format('rose')}</w:ins><w:del w:id='2' w:author='A'><w:r><w:delText>fell</w:delText></w:r></w:del></w:p>", ["Sales rose"]),
        (f"<w:p>{RUN.format('Signed on ')}<w:fldSimple w:instr='DATE'>{RUN.format('1 May')}</w:fldSimple> <w:smartTag w:element='place'>{RUN.format(' in Paris')}</w:smartTag></w:p>", ["Signed on 1 May in Paris"]),
        (
            "<w:p><w:r><w:t>Text.</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p>"
            f"{RUN.format('In a box.')}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>"
            f"{RUN.format('In a box.')}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["Text.", "In a box."],
        ),
        (f"<w:p>{RUN.format('With ')}<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>", ["With E=mc"]),
        (f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p>{RUN.format('1')}</w:p></w:tc><w:tc><w:p>{RUN.format('2')}</w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>", ["| 1 | 2 |"]),
        (f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p>{RUN.format('Chapter one 4')}</w:p></w:sdtContent></w:sdt>", []),
    ],
    ids=["control", "tracked", "field", "box", "formula", "row in a control", "contents"],
)
def test_text_within_wrappers_is_read(element: str, blocks: list[str]) -> None:
    document = parse(read_bytes(with_body(element), "a.docx"))
    assert [block.text for block in document.blocks] == ["Opening words of the document.", *blocks]


def test_wrappers_nested_without_end_are_no_trouble() -> None:
    element = "<w:sdt><w:sdtContent>" * 100 + f"<w:p>{RUN.format('Deep.')}</w:p>" + "</w:sdtContent></w:sdt>" * 100
    assert "Deep." in read_bytes(with_body(element), "a.docx").text


def test_a_style_made_from_a_heading_is_one() -> None:
    word = docx.Document()
    word.add_paragraph("Opening words of the document.")
    style = word.styles.add_style("House head", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Heading 1"]
    word.add_paragraph("The plan", style="House head")
    word.add_paragraph("It is to be read twice.")
    assert [heading.text for heading in parse(read_bytes(saved(word), "a.docx")).headings] == ["The plan"]


@pytest.mark.parametrize("strict", [True, False])
def test_strict_documents_and_relations_that_lead_nowhere_are_read(strict: bool) -> None:
    def mend(name: str, part: bytes) -> bytes:
        if strict:
            part = part.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            return part.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        lost = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="NULL"/></Relationships>'
        return part.replace(b"</Relationships>", lost) if name == "word/_rels/document.xml.rels" else part

    word = docx.Document()
    word.add_paragraph("Opening words of the document.")
    assert "Opening words" in read_bytes(saved(word, mend), "a.docx").text


def test_boxes_within_boxes_are_told_once() -> None:
    """Told by each box around them, twenty levels of boxes made half a million copies of a text."""
    opening, closing = "<w:p><w:r><w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing></w:r></w:p>"
    element = opening * 19 + f"<w:p>{RUN.format('Outer.')}</w:p>{opening}<w:p>{RUN.format('Inner.')}</w:p>{closing}" + closing * 19
    assert read_bytes(with_body(element), "a.docx").text.split("\n\n")[1:3] == ["Outer.", "Inner."]


def test_a_part_that_cannot_be_unpacked_and_that_nobody_asks_for_is_no_trouble() -> None:
    word = docx.Document()
    word.add_paragraph("Opening words of the document.")
    file = io.BytesIO(saved(word))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_LZMA) as opened:
        opened.writestr("word/unused.xml", b"<a/>" * 100)
    data = file.getvalue()
    at = data.index(b"word/unused.xml") + len(b"word/unused.xml")
    assert "Opening words" in read_bytes(data[: at + 4] + bytes(8) + data[at + 12 :], "a.docx").text
