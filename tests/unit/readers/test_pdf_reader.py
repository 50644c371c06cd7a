"""PDF files written on the spot: pages, running heads, hyphens, headings, and what cannot be read."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from summarizer.errors import InputError, SummarizerError
from summarizer.parsing import parse
from summarizer.readers import read_bytes
from summarizer.readers.pdf_reader import normalize_line
from summarizer.render.text import format_blocks

pytest.importorskip("pypdfium2", reason="needs the extra `pdf`")
pytest.importorskip("reportlab", reason="writes the files")

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from .pdf_files import lines_on_pages

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ZH = ParagraphStyle("zh", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK", firstLineIndent=22, spaceAfter=6)
ZH_HEAD = ParagraphStyle("head", fontName="STSong-Light", fontSize=15, leading=24)
ZH_TITLE = ParagraphStyle("title", fontName="STSong-Light", fontSize=20, leading=30)
EN = ParagraphStyle("en", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
EN_HEAD = ParagraphStyle("enhead", fontName="Helvetica-Bold", fontSize=14, leading=18)
CHINESE = "公司全年营业收入1476.94亿元，同比增长12.5%，净利润与去年基本持平，主要原因是研发投入增加以及原材料价格上涨，管理层表示明年将继续加大对海外市场的投入。"
ENGLISH = "The committee met on Monday to discuss the annual plan and the extraordinary cost of the new roads, and members asked for a second reading. "


def written(story: list[Paragraph], decorate: Callable[[Canvas, Any], None], **fields: str) -> bytes:
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, **fields).build(story, onFirstPage=decorate, onLaterPages=decorate)
    return file.getvalue()


def test_a_chinese_report() -> None:
    def decorate(canvas: Canvas, page: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(72, 810, "某某研究报告")
        canvas.drawCentredString(300, 30, f"第 {page.page} 页")

    texts = [f"{number}号项目。" + CHINESE * 2 for number in range(18)]
    story = [Paragraph("年报点评：收入创新高", ZH_TITLE), Paragraph("一、经营情况", ZH_HEAD), *(Paragraph(t, ZH) for t in texts)]
    document = parse(read_bytes(written(story, decorate)))
    assert document.title == "年报点评：收入创新高"
    assert [(heading.text, heading.before) for heading in document.headings] == [("一、经营情况", 1)]
    assert [block.text for block in document.blocks] == texts
    assert document.blocks[0].page == 1 and document.blocks[-1].page == 3
    assert "[1] (p. 1) 0号项目" in format_blocks(document)


def test_an_english_report_mends_hyphens_and_pages() -> None:
    def decorate(canvas: Canvas, page: Any) -> None:
        canvas.drawString(72, 810, "Annual Review 2025")
        canvas.drawCentredString(300, 30, f"Page {page.page} of 3")

    texts = [f"Item {number}. " + (ENGLISH * 3).strip() for number in range(24)]
    story = [Paragraph("Roads and Money", ZH_TITLE), Paragraph("Jane Hall", EN), Paragraph("The plan", EN_HEAD), *(Paragraph(t, EN) for t in texts)]
    document = parse(read_bytes(written(story, decorate, author="Jane Hall")))
    assert (document.title, document.byline) == ("Roads and Money", "Jane Hall")
    assert [block.text for block in document.blocks] == texts
    assert [heading.text for heading in document.headings] == ["The plan"]


def test_divided_words_are_made_whole() -> None:
    document = parse(
        read_bytes(
            lines_on_pages(
                [
                    [
                        "The committee met on Monday to discuss the cost of the extra-",
                        "ordinary new roads, and the inter-municipal office said that inter-",
                        "municipal plans would be ready by the end of the spring term",
                        "at the latest.",
                    ]
                ]
            )
        )
    )
    assert [block.text for block in document.blocks] == [
        "The committee met on Monday to discuss the cost of the extraordinary new roads, and the inter-municipal office said that inter-municipal plans would be ready by the end of the spring term at the latest."
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = ["The committee met on Monday to discuss the cost of all the new", "roads, and several members asked for a second reading of the"]
    document = parse(read_bytes(lines_on_pages([first, ["plan before the vote.", "", "The vote was moved."]])))
    assert [(block.text.split()[-1], block.page) for block in document.blocks] == [("vote.", 1), ("moved.", 2)]


def test_heads_that_change_with_the_chapter_and_leaders_go() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    pages = [[f"Chapter {n // 3}: Part {n // 3} of the plan {n + 9}" if n % 2 else f"{n + 9} The annual plan for roads", "", "The committee said that it would go on.", f"It did so on day {words[n]}."] for n in range(8)]
    pages[0] += ["The roads . . . . . . . . . . . . . . . . . 12"]
    document = parse(read_bytes(lines_on_pages(pages)))
    said = " ".join(block.text for block in document.blocks)
    assert said == " ".join(f"The committee said that it would go on. It did so on day {word}." for word in words)
    assert not document.headings


def test_any_damage_is_said_in_one_line() -> None:
    whole = bytearray(lines_on_pages([["The committee met on Monday.", "The vote was moved."]]))
    generator = random.Random(0)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(generator.randrange(1, 30)):
            data[generator.randrange(9, len(data))] = generator.randrange(256)
        try:
            assert read_bytes(bytes(data), "a.pdf").text.strip()
        except SummarizerError as error:
            assert "\n" not in str(error)


def test_what_cannot_be_read_is_said() -> None:
    empty = lines_on_pages([[]])
    with pytest.raises(InputError, match=r"a\.pdf: holds no text; a scan needs text recognition"):
        read_bytes(empty, "a.pdf")
    with pytest.raises(InputError, match=r"a\.pdf: is a damaged PDF"):
        read_bytes(empty[:200], "a.pdf")
    file = io.BytesIO()
    canvas = Canvas(file, encrypt="secret")
    canvas.drawString(72, 700, "text")
    canvas.save()
    with pytest.raises(InputError, match="is protected by a password"):
        read_bytes(file.getvalue(), "a.pdf")


@pytest.mark.parametrize("filters", [1, 2])
def test_a_bomb_is_refused_before_it_unpacks(filters: int) -> None:
    stream = zlib.compress(b"0 0 m " * 50_000_000, 9)
    for _ in range(filters - 1):
        stream = zlib.compress(stream, 9)
    with pytest.raises(InputError, match=r"a\.pdf: unpacks to more than 1024 MiB"):
        read_bytes(b"%PDF-1.4\n4 0 obj<</Filter/FlateDecode>>\n% stream\nstream\n" + stream + b"\nendstream endobj", "a.pdf")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.readers.pdf_reader.MAX_PAGES", 2)
    with pytest.raises(InputError, match=r"a\.pdf: has 3 pages, more than 2"):
        read_bytes(lines_on_pages([["a"], ["b"], ["c"]]), "a.pdf")


def test_text_of_size_one_that_is_enlarged_is_read_as_any_other() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    lines = ["The committee met on Monday to discuss the cost of all the new roads,", "and several members asked for a second reading."]
    text = canvas.beginText()
    text.setFont("Helvetica", 1)
    for row, line in enumerate(["Roads", *lines]):
        size = 16 if row == 0 else 10
        text.setTextTransform(size, 0, 0, size, 72, 780 - 13 * row)
        text.textOut(line)
    canvas.drawText(text)
    canvas.save()
    document = parse(read_bytes(file.getvalue()))
    assert document.title == "Roads"
    assert [block.text for block in document.blocks] == [" ".join(lines)]


def test_pages_of_a_line_or_two_all_alike_are_kept() -> None:
    document = parse(read_bytes(lines_on_pages([[f"This is slide {number}"] for number in range(1, 5)])))
    assert "This is slide 4" in document.text


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        ("⽤⽕⻓", "用火长"),
        ("e\ufb03cient", "efficient"),
        ("na¨\u0131ve Schr¨odinger", "naïve Schrödinger"),
        ("\uf0b7 One point", "• One point"),
        ("\x88 One\x07 point", "• One point"),
        ("-\ufffe", "-\ufffe"),
    ],
)
def test_letters_are_read_as_people_write_them(drawn: str, written: str) -> None:
    assert normalize_line(drawn) == written
