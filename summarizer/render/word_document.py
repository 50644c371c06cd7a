"""The Word document: a summary whose citations are footnotes that quote the evidence.

A footnote begins with its citation, the number of the block: `[2] “…”`. Word numbers the footnotes itself, so that they
stay right when the text is edited; marks of our own, `[2]` in the text, are shown twice by other programs. python-docx
knows no footnotes, so their part of the package is written here.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import missing_extra_error
from ..languages import LANGUAGES, Labels
from ..models import Citation, Evidence, LanguageCode, Statement, Status, Summary, Support
from ..published.article_citations import describe_sources
from ..published.grammar import normalize_spaces
from ..published.header_line import format_header_line
from .finding_parts import format_finding, merge_findings
from .highlights import find_claimed_spans, split_by_spans
from .sanitize import escape_controls
from .text import script_sample

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_STATUS_COLOURS: dict[Status, str] = {"partial": "855300", "unsupported": "A62B1F", "unchecked": "565B66"}
# Fonts that every Word has, by the script of the summary.
_EAST_ASIAN_FONTS = {"zh-Hans": ("Microsoft YaHei", "zh-CN"), "zh-Hant": ("Microsoft JhengHei", "zh-TW")}
# Two marks without a space between them would be one number.
_BETWEEN_MARKS = "\u202f"
# Style, size in points, colour.
_STYLES = (
    ("Normal", 11, "1C1E21"),
    ("Title", 20, "1C1E21"),
    ("Subtitle", 10, "5C5F66"),
    ("Heading 1", 13, "1C1E21"),
    ("Caption", 9, "5C5F66"),
)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_REFERENCE_STYLE, _TEXT_STYLE = "FootnoteReference", "FootnoteText"  # the ids that Word gives them
_SEPARATOR_SETTINGS = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'


def to_docx(summary: Summary, document: object = None, labels: LanguageCode | None = None) -> bytes:
    """A Word file (.docx) of the summary. It does not show the document but for the quotes of the evidence.

    Raises:
        UsageError: the extra `docx` is not installed.
    """
    language = LANGUAGES[labels or summary.language]
    sample = script_sample(summary)
    writer = _WordWriter(language.labels_for(sample), LANGUAGES[summary.language].html_tag_of(sample))
    title, header = normalize_spaces(summary.document.title or ""), format_header_line(summary.document).rstrip("·")
    if title:
        writer.add_paragraph("Title", title)
    if header:
        writer.add_paragraph("Subtitle", header)
    for line in describe_sources(summary.sources, writer.labels):
        writer.add_paragraph("Normal", line)
    if summary.core_viewpoint:
        writer.add_paragraph("Heading 1", writer.labels.core)
        writer.add_statement("Normal", summary.core_viewpoint)
    for number, group in enumerate(summary.groups, 1):
        heading = writer.add_paragraph("Heading 1", writer.labels.group(number, normalize_spaces(group.title)))
        writer.add_verdict(heading, group.support)
        for point in group.points:
            writer.add_statement("List Bullet", point)
    if summary.unparsed:
        writer.add_paragraph("Heading 1", writer.labels.unparsed)
        for piece in summary.unparsed:
            writer.add_paragraph("List Bullet", piece)
    if any(statement.support.judge for _, statement in summary.statements()):
        judged = writer.labels.judged.format(name=summary.judge) if summary.judge else writer.labels.rules_only
        writer.add_paragraph("Caption", judged)
    return writer.finish(title)


def _element(xml: str) -> Any:
    """The element of some WordprocessingML whose prefix is `w`."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w')}", xml))


def _footnote_xml(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{_TEXT_STYLE}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{_REFERENCE_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {html.escape(text, quote=False)}</w:t></w:r></w:p></w:footnote>'
    )


def _underline_wavy(run: Run, colour: str) -> None:
    from docx.enum.text import WD_UNDERLINE
    from docx.oxml.ns import qn

    run.font.underline = WD_UNDERLINE.WAVY
    run._r.get_or_add_rPr().find(qn("w:u")).set(qn("w:color"), colour)


def _printable(text: str) -> str:
    """The text on one line, without characters that XML cannot hold."""
    return escape_controls(" ".join(text.split()))


class _WordWriter:
    """A Word file in the making, with its footnotes."""

    def __init__(self, labels: Labels, tag: str) -> None:
        try:
            import docx
            from docx.shared import Pt, RGBColor
        except ImportError:
            raise missing_extra_error("docx", "docx") from None
        self.labels = labels
        self.footnotes: list[str] = []
        self._word: WordDocument = docx.Document()
        self._colour, self._points = RGBColor.from_string, Pt
        self._set_fonts(tag)
        self._add_footnote_styles()

    def add_paragraph(self, style: str, text: str = "") -> Paragraph:
        """A paragraph at the end."""
        return self._word.add_paragraph(_printable(text), style)

    def add_statement(self, style: str, statement: Statement) -> None:
        """A statement: the words its findings are about underlined, its citations as footnotes, its verdict."""
        paragraph = self.add_paragraph(style)
        colour = _STATUS_COLOURS.get(statement.support.status)
        offset, spans = 0, find_claimed_spans(statement)
        for words, citations in statement.parts():
            for segment in split_by_spans(words, spans, offset=offset):
                run = paragraph.add_run(escape_controls(re.sub(r"\s", " ", segment.text)))
                if segment.owners and colour:
                    _underline_wavy(run, colour)
            for position, citation in enumerate(citations):
                if position:
                    paragraph.add_run(_BETWEEN_MARKS)
                self._add_citation(paragraph, citation, [e for e in statement.evidence if e.citation == citation])
            offset += len(words)
        self.add_verdict(paragraph, statement.support)

    def add_verdict(self, paragraph: Paragraph, support: Support | None) -> None:
        """The verdict and its reasons behind a statement or a title; nothing behind one that is supported."""
        if support is None or support.status == "supported" or (support.status == "unchecked" and not support.findings):
            return
        reasons = "; ".join(format_finding(finding) for finding in merge_findings(support.findings))
        verdict = self.labels.verdict(support) + (f": {reasons}" if reasons else "")
        run = paragraph.add_run(f" — {_printable(verdict)}")
        run.italic, run.font.size = True, self._points(9)
        run.font.color.rgb = self._colour(_STATUS_COLOURS[support.status])

    def finish(self, title: str) -> bytes:
        """The bytes of the file."""
        properties = self._word.core_properties
        properties.title, properties.author, properties.comments = _printable(title)[:255], "summarizer", ""
        if self.footnotes:
            self._add_footnotes_part()
        file = io.BytesIO()
        self._word.save(file)
        return file.getvalue()

    def _add_citation(self, paragraph: Paragraph, citation: Citation, evidence: Iterable[Evidence]) -> None:
        """The mark of a footnote that quotes the evidence; where there is none, the citation itself: `[2]`."""
        quotes = [self._quote(item) for item in evidence]
        run = paragraph.add_run("" if quotes else f"[{citation}]")
        run.style = "footnote reference"
        if quotes:
            self.footnotes.append(_footnote_xml(len(self.footnotes) + 1, f"[{citation}] {' … '.join(quotes)}"))
            run._r.append(_element(f'<w:footnoteReference w:id="{len(self.footnotes)}"/>'))

    def _quote(self, item: Evidence) -> str:
        """The words of the source, and their translation where there is one."""
        quote = f"“{_printable(item.quote)}”"
        if item.gloss is None:
            return quote
        said = self.labels.glossed.format(name=item.gloss.model)
        return f"{quote} (“{_printable(item.gloss.text)}”, {_printable(said)})"

    def _set_fonts(self, tag: str) -> None:
        """Headings in black, and what Word needs to choose Chinese fonts and to check the spelling."""
        from docx.oxml.ns import qn

        font, code = _EAST_ASIAN_FONTS.get(tag, _EAST_ASIAN_FONTS["zh-Hans"])
        styles = self._word.styles
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for language in defaults.findall(qn("w:lang")):
            language.set(qn("w:eastAsia"), code)
        for name, points, colour in _STYLES:
            style = styles[name]
            style.font.size, style.font.color.rgb = self._points(points), self._colour(colour)
            style.font.italic, style.font.bold = False, name in ("Title", "Heading 1")
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), font)
            fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
        for border in styles["Title"].element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            border.getparent().remove(border)

    def _add_footnote_styles(self) -> None:
        """The two styles of footnotes, under the names by which Word knows them."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml.ns import qn

        styles = self._word.styles
        reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        reference.element.set(qn("w:styleId"), _REFERENCE_STYLE)
        reference.font.superscript = True
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.element.set(qn("w:styleId"), _TEXT_STYLE)
        text.base_style, text.font.size = styles["Normal"], self._points(9)
        text.paragraph_format.space_after = self._points(2)

    def _add_footnotes_part(self) -> None:
        """The part of the package that holds the footnotes, and the settings that name its separators."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        part = self._word.part
        notes = _element(f"<w:footnotes>{_SEPARATORS}{''.join(self.footnotes)}</w:footnotes>")
        name = PackURI("/word/footnotes.xml")
        part.relate_to(XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, notes, part.package), RELATIONSHIP_TYPE.FOOTNOTES)
        settings = _element(f"<w:footnotePr>{_SEPARATOR_SETTINGS}</w:footnotePr>")
        self._word.settings.element.insert_element_before(
            settings, "w:endnotePr", "w:compat", "w:rsids", "w:themeFontLang"
        )
