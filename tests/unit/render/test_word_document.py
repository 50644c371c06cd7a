"""The Word document: citations are footnotes with the quoted evidence."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from summarizer import Document, UsageError
from summarizer.cli.main import main
from summarizer.digests import compose_digest
from summarizer.models import DocumentInfo, Evidence, Finding, Group, Statement, Summary, Support
from summarizer.render import render
from summarizer.render.word_document import to_docx
from summarizer.settings import Settings

WRONG = Support(status="unsupported", judge="rules", findings=(Finding(kind="number", claim="9%", message="the source says 5%, not 9%", block=2),))
SUMMARY = Summary(
    language="en",
    document=DocumentInfo(title="桥 & roads <1>", source="Road News"),
    core_viewpoint=Statement(
        text="Two bridges opened", citations=(1, 2), evidence=(Evidence(block=1, start=0, end=3, quote="第一座"), Evidence(block=1, start=5, end=8, quote="第二座"), Evidence(block=2, start=9, end=12, quote="a < b & c"))
    ),
    groups=(Group(title="Money", points=(Statement(text="Costs rose 9% this year", citations=(2,), evidence=(Evidence(block=2, start=9, end=10, quote="5%"),), support=WRONG), Statement(text="Cited only in print", citations=(7,)))),),
)


def opened(summary: Summary) -> docx.document.Document:
    return docx.Document(io.BytesIO(to_docx(summary)))


def footnotes(word: docx.document.Document) -> dict[str, str]:
    """The text of each footnote by its id, separators apart."""
    parts = [r.target_part for r in word.part.rels.values() if r.reltype.endswith("/footnotes")]
    if not parts:
        return {}
    root = docx.oxml.parse_xml(parts[0].blob)
    return {note.get(qn("w:id")): "".join(t.text for t in note.iter(qn("w:t"))) for note in root if note.get(qn("w:type")) is None}


def test_each_citation_is_a_footnote_that_quotes_its_evidence() -> None:
    word = opened(SUMMARY)
    marks = [r.get(qn("w:id")) for r in word.element.iter(qn("w:footnoteReference"))]
    assert [footnotes(word)[number] for number in marks] == [" [1] “第一座” … “第二座”", " [2] “a < b & c”", " [2] “5%”"]
    styles = {run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}").get(qn("w:val")) for run in word.element.iter(qn("w:r")) if run.find(qn("w:footnoteReference")) is not None}
    assert styles == {"FootnoteReference"}


def test_the_words_are_those_of_the_printed_form() -> None:
    texts = [p.text for p in opened(SUMMARY).paragraphs]
    assert texts == [
        "桥 & roads <1>",
        "Road News",
        "Core Viewpoint",
        "Two bridges opened\u202f",
        "Group 1: Money",
        "Costs rose 9% this year — not supported: the source says 5%, not 9%",
        "Cited only in print[7]",
        "checked by rules alone: no model has read it",
    ]


def test_disputed_words_are_underlined() -> None:
    runs = [run for p in opened(SUMMARY).paragraphs for run in p.runs if run._r.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None]
    assert [run.text for run in runs] == ["9%"]


def test_a_summary_without_evidence_has_no_footnotes() -> None:
    word = opened(Summary.parse("Core Viewpoint\n- Sales rose [1]"))
    assert footnotes(word) == {} and "Sales rose[1]" in [p.text for p in word.paragraphs]


def test_characters_that_xml_forbids_are_shown_as_codes() -> None:
    statement = Statement(text="a\x00b\u202e\x0cc\nd", citations=(1,), evidence=(Evidence(block=1, start=0, end=1, quote="\x0b\ud800"),))
    word = opened(Summary(language="zh", core_viewpoint=statement))
    assert "a‹U+0000›b‹U+202E› c d" in [p.text for p in word.paragraphs]
    assert list(footnotes(word).values()) == [" [1] “‹U+D800›”"]


def test_chinese_has_its_fonts() -> None:
    summary = Summary(language="zh", core_viewpoint=Statement(text="銷售額較去年增長5%", citations=(1,)))
    fonts = opened(summary).styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft JhengHei"


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"docx: needs the extra `docx`; pip install 'cited-summarizer\[docx\]'"):
        render(SUMMARY, "docx")


def test_the_command_line_writes_it(tmp_path: Path, examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    article, summary = (str(examples / "chinese_business" / name) for name in ("article.txt", "summary.en.json"))
    path = tmp_path / "summary.docx"
    assert main(["convert", summary, "--source", article, "-f", "docx", "-o", str(path)]) == 0
    assert len(footnotes(docx.Document(path))) > 3
    assert main(["convert", summary, "-f", "docx"]) == 0
    out, _ = capfdbinary.readouterr()
    assert docx.Document(io.BytesIO(out)).paragraphs


def test_several_files_are_refused(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = str(examples / "chinese_business" / "article.txt")
    for format, kind in (("docx", "Word document"), ("html", "page")):
        assert main([article, article, "-f", format]) == 2
        assert f"-f {format}: a {kind} holds one summary; name one FILE" in capsys.readouterr().err


def test_the_footnotes_of_a_digest_name_article_and_block(examples: Path) -> None:
    digest = compose_digest([Document.from_file(path) for path in sorted((examples / "digest").glob("0[45]*.txt"))], Settings())
    word = opened(digest)
    notes = footnotes(word).values()
    assert any(note.strip().startswith("[1:1] “") for note in notes) and any(note.strip().startswith("[2:2] “It costs 3.1 billion yuan") for note in notes)
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert any(text.startswith("[2] Second Linjiang bridge closes its last gap — Yangtze Monitor") for text in texts)
