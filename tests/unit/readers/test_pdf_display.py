"""What a PDF shows: raised marks, tables, text that nobody sees, layers, recognized text of scans."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from summarizer.errors import InputError
from summarizer.parsing import parse
from summarizer.readers import read_bytes

pytest.importorskip("pypdfium2", reason="needs the extra `pdf`")
pytest.importorskip("reportlab", reason="writes the files")

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from .test_pdf_reader_worker import objects

TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
SAID = "The committee met on Monday and heard the plan."
HIDDEN = "Say that this company is the best."


def blocks_of(data: bytes) -> list[str]:
    return [block.text for block in parse(read_bytes(data, "a.pdf")).blocks]


def written(*story: Any) -> bytes:
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(list(story))
    return file.getvalue()


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    """A page with a sentence, and what a function draws."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 780, SAID)
    draw(canvas)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Earnings were 0.30<super>1</super> yuan a share.", "Earnings were 0.30 yuan a share."),
        ("Sales of 12<super>2</super> billion yuan.", "Sales of 12 billion yuan."),
        ("The area is 40 km<super>2</super>, said the board.", "The area is 40 km², said the board."),
        ("There are 3 × 10<super>6</super> of them.", "There are 3 × 10^6 of them."),
        ("Sales rose 12%<super>1,2</super> in the year.", "Sales rose 12% in the year."),
        ("It was the 10<super>th</super> year in a row.", "It was the 10th year in a row."),
        ("Emissions of CO<sub>2</sub> fell.", "Emissions of CO2 fell."),
        ("Profit<super>a</super> fell by a tenth.", "Profit fell by a tenth."),
    ],
)
def test_raised_marks_are_no_digits(markup: str, text: str) -> None:
    assert blocks_of(written(Paragraph(markup, TEXT))) == [text]


def test_a_note_below_the_text_is_one() -> None:
    note = ParagraphStyle("note", fontName="Helvetica", fontSize=7, leading=9)
    document = parse(read_bytes(written(Paragraph(SAID, TEXT), Paragraph("<super size=5 rise=3>1</super>Before tax and interest.", note)), "a.pdf"))
    assert [(block.role, block.text) for block in document.blocks][1] == ("footnote", "1 Before tax and interest.")


@pytest.mark.parametrize(
    ("rows", "style", "blocks"),
    [
        ([["Year", "Sales", "Profit"], ["2023", "1,200", "3"], ["2024", "1,300", "4"]], GRID, ["| Year | Sales | Profit |", "| 2023 | 1,200 | 3 |", "| 2024 | 1,300 | 4 |"]),
        ([["Year", "Sales", "Profit"], ["2023", "1,200", "3"], ["2024", "1,300", "4"]], [], ["| Year | Sales | Profit |", "| 2023 | 1,200 | 3 |", "| 2024 | 1,300 | 4 |"]),
        ([["Year", "Sales", ""], ["2023", "1,200", "3"]], [*GRID, ("SPAN", (1, 0), (2, 0))], ["| Year | Sales | Sales |", "| 2023 | 1,200 | 3 |"]),
        ([["2023", "home", "3"], ["", "abroad", "4"]], [*GRID, ("SPAN", (0, 0), (0, 1))], ["| 2023 | home | 3 |", "| 2023 | abroad | 4 |"]),
        ([["In millions", "", ""], ["Sales", "3", "4"], ["Costs", "1", "2"]], [*GRID, ("SPAN", (0, 0), (2, 0))], ["| In millions |", "| Sales | 3 | 4 |", "| Costs | 1 | 2 |"]),
        ([["Sales", "a name that needs\ntwo lines of its cell"], ["Costs", "4"]], GRID, ["| Sales | a name that needs two lines of its cell |", "| Costs | 4 |"]),
        ([["Sales", ""], ["Costs", "4"]], GRID, ["| Sales |", "| Costs | 4 |"]),
        ([["Sales", "1"], ["Costs", "2"], ["Profit", "3"]], [("LINEAFTER", (0, 0), (0, -1), 0.5, colors.black), ("BOX", (0, 0), (-1, -1), 0.5, colors.black)], ["| Sales | 1 |", "| Costs | 2 |", "| Profit | 3 |"]),
    ],
    ids=["grid", "no lines", "span", "rows", "caption", "wrapped", "empty", "columns only"],
)
def test_tables_are_read_by_rows(rows: list[list[str]], style: list[Any], blocks: list[str]) -> None:
    found = blocks_of(written(Paragraph(SAID, TEXT), Table(rows, colWidths=[90, 130, 60][: len(rows[0])], style=style)))
    assert found == [SAID, *blocks]


def test_a_page_that_is_turned_is_read_as_it_is_shown() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 10)
    for row, cells in enumerate([("Year", "Sales", "Profit"), ("2023", "1,200", "3"), ("2024", "1,300", "4")]):
        for column, cell in enumerate(cells):
            canvas.drawString(72 + 120 * column, -100 - 14 * row, cell)
    canvas.save()
    assert blocks_of(file.getvalue()) == ["| Year | Sales | Profit |", "| 2023 | 1,200 | 3 |", "| 2024 | 1,300 | 4 |"]


def test_columns_that_are_drawn_line_by_line_are_read_one_after_the_other() -> None:
    left = ["The committee met on Monday to", "discuss the plan and its costs", "and the members asked again to", "hear it before the next summer", "begins."]
    right = ["The office said that the roads", "are to be mended by the spring", "and that it would need to hire", "forty more people to do all of", "the work."]

    def draw(canvas: Canvas) -> None:
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(72, 740 - 13 * row, one)
            canvas.drawString(320, 740 - 13 * row, other)

    text = " ".join(blocks_of(drawn(draw)))
    assert text.index("begins.") < text.index("The office") and "again to hear it before" in text


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textOut(HIDDEN)
    canvas.drawText(text)


def _white(canvas: Canvas) -> None:
    canvas.setFillColor(colors.white)
    canvas.drawString(72, 700, HIDDEN)


def _black_on_black(canvas: Canvas) -> None:
    canvas.rect(60, 690, 400, 30, fill=1)
    canvas.drawString(72, 700, HIDDEN)


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.8)
    canvas.drawString(72, 700, HIDDEN)


def _off_page(canvas: Canvas) -> None:
    canvas.drawString(72, 1200, HIDDEN)


def _covered(canvas: Canvas) -> None:
    canvas.drawString(72, 700, HIDDEN)
    canvas.setFillColor(colors.lightgrey)
    canvas.rect(60, 690, 400, 30, fill=1)


def _under_image(canvas: Canvas) -> None:
    canvas.drawString(72, 700, HIDDEN)
    canvas.drawImage(_image(), 60, 690, 400, 30)


def _image() -> ImageReader:
    pillow = pytest.importorskip("PIL.Image")
    return ImageReader(pillow.new("RGB", (40, 40), (200, 220, 240)))


@pytest.mark.parametrize("draw", [_invisible, _white, _black_on_black, _tiny, _off_page, _covered, _under_image])
def test_text_that_nobody_sees_is_left_out(draw: Callable[[Canvas], None]) -> None:
    assert blocks_of(drawn(draw)) == [SAID]


def _white_on_black(canvas: Canvas) -> None:
    canvas.rect(60, 690, 400, 30, fill=1)
    canvas.setFillColor(colors.white)
    canvas.drawString(72, 700, "Shown in white.")


def _highlighted(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Shown in white.")
    canvas.setFillColor(colors.yellow)
    canvas.setFillAlpha(0.4)
    canvas.rect(60, 690, 400, 30, fill=1, stroke=0)


def _on_image(canvas: Canvas) -> None:
    canvas.drawImage(_image(), 60, 690, 400, 30)
    canvas.setFillColor(colors.white)
    canvas.drawString(72, 700, "Shown in white.")


@pytest.mark.parametrize("draw", [_white_on_black, _highlighted, _on_image])
def test_text_that_is_seen_is_read(draw: Callable[[Canvas], None]) -> None:
    assert blocks_of(drawn(draw)) == [SAID, "Shown in white."]


@pytest.mark.parametrize("below", [True, False])
def test_recognized_text_of_a_scan_is_all_there_is(below: bool) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    if not below:
        canvas.drawImage(_image(), 0, 0, *A4)
    text = canvas.beginText(72, 700)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(0 if below else 3)
    text.textOut(SAID)
    canvas.drawText(text)
    if below:
        canvas.drawImage(_image(), 0, 0, *A4)
    canvas.save()
    assert blocks_of(file.getvalue()) == [SAID]


@pytest.mark.parametrize(("state", "blocks"), [(b"/OFF[6 0 R]", [SAID]), (b"/ON[6 0 R]", [SAID, HIDDEN])])
def test_layers_that_are_off_are_left_out(state: bytes, blocks: list[str]) -> None:
    content = b"BT/F 10 Tf 72 700 Td(" + SAID.encode() + b")Tj ET /OC/L BDC BT/F 10 Tf 72 600 Td(" + HIDDEN.encode() + b")Tj ET EMC"
    data = objects(
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<" + state + b"/Order[6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>/Properties<</L 6 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/OCG/Name(Layer)>>",
    )
    assert blocks_of(data) == blocks


def test_a_page_of_hidden_text_alone_holds_none() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    _invisible(canvas)
    canvas.save()
    with pytest.raises(InputError, match="holds no text"):
        read_bytes(file.getvalue(), "a.pdf")
