"""One small article in every format: the same texts with the same roles."""

from __future__ import annotations

import email.policy
import io
import re
from email.message import EmailMessage

import pytest

from summarizer.parsing import parse
from summarizer.readers import read_bytes

from .word_files import append, archive, saved

pytest.importorskip("trafilatura", reason="needs the extra `html`")
docx = pytest.importorskip("docx", reason="needs the extra `docx`")
pytest.importorskip("pypdfium2", reason="needs the extra `pdf`")
pytest.importorskip("reportlab", reason="writes the files")

TITLE, HEADING = "Roads and Money", "The plan"
FIRST = "The office will spend more on roads next year than ever before, it said on Friday, because so many of the old bridges are to be mended before the winter begins. The board had asked for a plan of the whole county in the spring, and it heard it twice before the members agreed to pay for it over three years. Most of the money goes to the towns along the river, where floods had carried away two of the bridges and left a third without its railings, and where trucks have had to drive around since."
BEFORE, BEHIND = "Earnings were 0.30", " yuan a share, and the office sold "
STRUCK, REST = "fewer ", "more than 12 thousand trucks in the first quarter of 2025, an eighth of them abroad."
ITEMS = ["It opens two depots in the north.", "It closes one in the south."]
ROWS = [["In thousands", "", ""], ["Year", "Place", "Trucks"], ["2024", "home", "8"], ["", "abroad", "4"]]
NOTE = "Before tax and interest, as the office counts them."
BLOCKS = [
    ("body", FIRST),
    ("body", BEFORE + BEHIND + REST),
    *[("body", f"- {item}") for item in ITEMS],
    ("body", "| In thousands |"),
    ("body", "| Year | Place | Trucks |"),
    ("body", "| 2024 | home | 8 |"),
    ("body", "| 2024 | abroad | 4 |"),
    ("footnote", NOTE),
]


def written_html() -> str:
    cells = [
        "<tr><th colspan='3'>In thousands</th></tr>",
        f"<tr>{''.join(f'<th>{cell}</th>' for cell in ROWS[1])}</tr>",
        "<tr><td rowspan='2'>2024</td><td>home</td><td>8</td></tr>",
        "<tr><td>abroad</td><td>4</td></tr>",
    ]
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    text = f"{BEFORE}<sup><a href='#n1'>1</a></sup>{BEHIND}<s>{STRUCK}</s>{REST}"
    note = f"<section role='doc-endnotes'><p id='n1'>{NOTE}</p></section>"
    return f"<h2>{HEADING}</h2><p>{FIRST}</p><p>{text}</p><ul>{items}</ul><table>{''.join(cells)}</table>{note}"


def as_html() -> bytes:
    return f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{written_html()}</article></body></html>".encode()


def as_mail() -> bytes:
    made = EmailMessage(policy=email.policy.SMTP)
    made["Subject"], made["From"], made["Message-ID"] = TITLE, "Office <office@example.com>", "<1@example.com>"
    made.set_content(f"<html><body>{written_html()}</body></html>", subtype="html")
    return made.as_bytes()


def as_markdown() -> bytes:
    rows = [["In thousands", "", ""], ROWS[1], ROWS[2], ["2024", "abroad", "4"]]
    table = "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * 3, *rows[1:]])
    items = "\n".join(f"- {item}" for item in ITEMS)
    return f"# {TITLE}\n\n## {HEADING}\n\n{FIRST}\n\n{BEFORE}[^1]{BEHIND}~~{STRUCK.strip()}~~ {REST}\n\n{items}\n\n{table}\n\n[^1]: {NOTE}\n".encode()


def as_text() -> bytes:
    rows = ["| In thousands |", *(f"| {' | '.join(row)} |" for row in (ROWS[1], ROWS[2], ["2024", "abroad", "4"]))]
    items = "\n".join(f"- {item}" for item in ITEMS)
    return f"{TITLE}\n\n{HEADING}\n\n{FIRST}\n\n{BEFORE}{BEHIND}{REST}\n\n{items}\n\n{chr(10).join(rows)}\n".encode()


def as_word() -> bytes:
    def run(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    word = docx.Document()
    word.add_heading(TITLE, 0)
    word.add_heading(HEADING, 1)
    word.add_paragraph(FIRST)
    mark = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    append(word, f"<w:p>{run(BEFORE)}{mark}{run(BEHIND)}{run(STRUCK, '<w:strike/>')}{run(REST)}</w:p>")
    for item in ITEMS:
        append(word, f"<w:p><w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>{run(item)}</w:p>")
    span, down = "<w:gridSpan w:val='3'/>", "<w:vMerge w:val='restart'/>"
    rows = [cell(ROWS[0][0], span), "".join(map(cell, ROWS[1])), cell("2024", down) + cell("home") + cell("8"), cell("", "<w:vMerge/>") + cell("abroad") + cell("4")]
    append(word, f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    return _with_footnote(saved(word))


def _with_footnote(data: bytes) -> bytes:
    import zipfile

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:footnotes {names}><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    entries["word/footnotes.xml"] = note.encode()
    entries["word/_rels/document.xml.rels"] = entries["word/_rels/document.xml.rels"].replace(b"</Relationships>", relation)
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(b"</Types>", kind)
    return archive(entries)


def as_pdf() -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=8)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=14, leading=20)
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=30)
    note = ParagraphStyle("note", fontName="Helvetica", fontSize=7, leading=9, spaceBefore=30)
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 2), (0, 3))]
    file = io.BytesIO()
    SimpleDocTemplate(file).build(
        [
            Paragraph(TITLE, title),
            Paragraph(HEADING, head),
            Paragraph(FIRST, text),
            Paragraph(f"{BEFORE}<super>1</super>{BEHIND}{REST}", text),
            *(Paragraph(f"• {item}", text) for item in ITEMS),
            Table(ROWS, colWidths=[80, 90, 60], style=style),
            Paragraph(f"<super size=5 rise=3>1</super>{NOTE}", note),
        ]
    )
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "blocks"),
    [
        (as_html, "a.html", BLOCKS),
        (as_mail, "a.eml", [*BLOCKS[:-1], ("body", NOTE)]),
        (as_markdown, "a.md", BLOCKS),
        (as_word, "a.docx", BLOCKS),
        (as_pdf, "a.pdf", BLOCKS),
        (as_text, "a.txt", BLOCKS[:-1]),
    ],
    ids=["html", "mail", "markdown", "word", "pdf", "text"],
)
def test_an_article_is_the_same_in_every_format(data, name, blocks) -> None:  # type: ignore[no-untyped-def]  # a function
    document = parse(read_bytes(data(), name))
    texts = [" ".join(block.text.split()) for block in document.blocks]
    found = [(block.role, re.sub(r"^\d\s", "", text) if block.role == "footnote" else text) for block, text in zip(document.blocks, texts, strict=True)]
    assert document.title == TITLE and [heading.text for heading in document.headings] == [HEADING]
    assert found == blocks
