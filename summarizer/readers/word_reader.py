"""Word documents: paragraphs, headings, list items and tables in reading order, and the metadata they state.

A document is a zip archive of XML in WordprocessingML (ECMA-376, ISO/IEC 29500), in its transitional or strict form.
"""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .extracted_text import (
    ExtractedText,
    Metadata,
    TextBlock,
    assemble_text,
    collapse_whitespace,
    format_table_row,
    limit_error,
)
from .formats import missing_reader_error

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Bytes that all entries may decompress to; a decompression bomb has gigabytes.
MAX_DECOMPRESSED = 512 * 1024 * 1024
# Bytes that an entry in XML may decompress to; that of a report of 300 pages has 20 MB.
MAX_XML = 64 * 1024 * 1024
# Entries of an archive; such a report has a few hundred.
MAX_ENTRIES = 5000
# Tags of all entries: such a report has 300,000. An empty element takes half a kilobyte of memory and 3 microseconds.
MAX_TAGS = 2_000_000
# Levels of tables and text boxes within one another that are read.
MAX_DEPTH = 20
# Styles derived from one another that are followed to a heading.
_MAX_BASE_STYLES = 10
# Paragraphs at the start of the text that must contain a stated title or author.
_OPENING_PARAGRAPHS = 6
# Paragraphs at the start among which the author's name is no text.
_BYLINE_PARAGRAPHS = 3
# Bytes that are searched for tags at once.
_CHUNK = 1024 * 1024
_HEADING_STYLE = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
_CONTENTS_STYLE = re.compile(r"toc\s*\d|目录\s*\d|目錄\s*\d|table of figures", re.I)
_LIST_STYLE = re.compile(r"list|列表|项目符号|編號|编号", re.I)
_RELATIONSHIP = re.compile(rb'<Relationship\s(?=[^>]{0,2000}?Target="(?P<target>[^">]{0,1000})")[^>]{0,3000}/>')
_STRICT_NAMESPACE = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|officeDocument/math|wordprocessingml/main)"
)
_TRANSITIONAL_NAMESPACES = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
# Bytes that may stand before the first tag of XML: byte order marks, zeros of UTF-16, white space.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_NO_TEXT_HINT = "it may hold pictures only; save its text"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements whose children are read in their place.
_TRANSPARENT = frozenset(
    (
        *(
            _W + name
            for name in (
                "sdt",
                "sdtContent",
                "customXml",
                "smartTag",
                "ins",
                "moveTo",
                "fldSimple",
                "hyperlink",
                "dir",
                "bdo",
                "r",
                "ruby",
                "rubyBase",
            )
        ),
        # Of alternatives, the first only: text boxes come once for new programs and once for old ones.
        _MC + "AlternateContent",
        _MC + "Choice",
        _M + "oMathPara",
    )
)
_PICTURES = frozenset((_W + "drawing", _W + "pict", _W + "object"))
# Elements that stand for a character.
_CHARACTERS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_PARAGRAPH = _W + "p"
_TABLE = _W + "tbl"
_NOTES = (_W + "footnote", _W + "endnote")
# How an attribute says no.
_FALSE = ("0", "false", "off")


def _iterate_visible(element: Element) -> Iterator[Element]:
    """The visible children of an element, wrappers opened. Without recursion: wrappers may be nested without end."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in _TRANSPARENT:
            if not _is_hidden(child) and not _is_table_of_contents(child):
                waiting.append(iter(child))
        else:
            yield child


def _split_text_and_boxes(paragraph: Element) -> tuple[str, list[Element]]:
    """The text of a paragraph, and the text boxes anchored to it."""
    pieces: list[str] = []
    boxes: list[Element] = []
    for leaf in _iterate_visible(paragraph):
        if leaf.tag == _W + "t":
            pieces.append(leaf.text or "")
        elif leaf.tag in _CHARACTERS:
            pieces.append(_CHARACTERS[leaf.tag])
        elif leaf.tag == _M + "oMath":
            pieces += [piece.text or "" for piece in leaf.iter(_M + "t")]
        elif leaf.tag in _PICTURES:
            boxes += _text_boxes(leaf)
    return "".join(pieces), boxes


def _text_boxes(picture: Element) -> Iterator[Element]:
    """The text boxes of a picture, without those nested in them: each belongs to the innermost box around it alone."""
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "txbxContent":
            yield element
        else:
            waiting += reversed(element)


def _iterate_rows(table: Element) -> Iterator[list[Element]]:
    """The cells of a table, row by row, deleted rows left out."""
    for row in _iterate_visible(table):
        if row.tag == _W + "tr" and row.find(f"{_W}trPr/{_W}del") is None:
            yield [cell for cell in _iterate_visible(row) if cell.tag == _W + "tc"]


def _get_style_and_numbering(paragraph: Element) -> tuple[str | None, bool]:
    """The id of a paragraph's style, and whether the paragraph has a number or bullet of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    numbered = number is not None and number.get(_W + "val") != "0"
    return None if style is None else style.get(_W + "val"), numbered


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == _W + "r" else None
    return vanish is not None and vanish.get(_W + "val") not in _FALSE


def _is_table_of_contents(control: Element) -> bool:
    """Whether a content control is the table of contents, which repeats the headings."""
    gallery = control.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery") if control.tag == _W + "sdt" else None
    return gallery is not None and gallery.get(_W + "val") == "Table of Contents"


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a Word document.

    Raises:
        InputError: it is damaged, protected, or beyond the limits above.
        UsageError: the extra `docx` is not installed.
    """
    _refuse_decompression_bomb(data, name)
    try:
        import docx
    except ImportError:
        raise missing_reader_error(name, "docx") from None
    try:
        try:
            document = docx.Document(io.BytesIO(data))
        except (KeyError, ValueError):
            document = docx.Document(io.BytesIO(_repair_archive(data)))
        styles = _style_names(document)
        blocks = [*_iterate_blocks(document.element.body, styles), *_iterate_notes(document, styles)]
        fields = document.core_properties
        title, author = collapse_whitespace(fields.title or ""), collapse_whitespace(fields.author or "")
    except Exception as error:  # python-docx lets through whatever its XML parser and zipfile raise
        raise InputError(
            f"{name}: is not a readable Word document ({type(error).__name__})", "save it again, or save its text"
        ) from None
    if not blocks:
        raise InputError(f"{name}: holds no text", _NO_TEXT_HINT)
    metadata, blocks = _split_header(title, author, blocks)
    return assemble_text(blocks, metadata, origin)


def _refuse_decompression_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_large_archive(entries, name)
            tags = 0
            for entry in entries:
                tags += _count_tags(archive, entry)
                if tags > MAX_TAGS:
                    raise limit_error(name, f"has more than {MAX_TAGS:,} tags")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{name}: is a damaged Word document", "save it again") from None


def _refuse_large_archive(entries: list[zipfile.ZipInfo], name: str) -> None:
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_DECOMPRESSED or largest > MAX_XML or len(entries) > MAX_ENTRIES:
        raise limit_error(name, f"unpacks to {unpacked // 2**20} MiB in {len(entries)} entries")


def _count_tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """The number of tags in an entry that is XML, whatever its name."""
    tags = 0
    # An entry that cannot be decompressed, for whatever reason, is refused when it is read.
    with contextlib.suppress(Exception), archive.open(entry) as opened:
        chunk = opened.read(_CHUNK)
        if chunk.lstrip(_BEFORE_XML)[:1] not in (b"<", b""):
            return 0
        while chunk:
            tags += chunk.count(b"<")
            chunk = opened.read(_CHUNK)
    return tags


def _repair_archive(data: bytes) -> bytes:
    """The archive in a form that python-docx takes: transitional namespaces, no relationships to missing parts."""
    repaired = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(repaired, "w") as new:
        names = set(old.namelist())
        for name in sorted(names):
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                part = _STRICT_NAMESPACE.sub(lambda match: _TRANSITIONAL_NAMESPACES[match[1]], part)
            if name.endswith(".rels"):
                folder = name.rpartition("_rels/")[0]
                part = _RELATIONSHIP.sub(functools.partial(_keep_if_target_exists, names=names, folder=folder), part)
            new.writestr(name, part)
    return repaired.getvalue()


def _keep_if_target_exists(relationship: re.Match[bytes], names: set[str], folder: str) -> bytes:
    """The relationship if its target is in the archive or external, else nothing."""
    target = relationship["target"].decode("utf-8", "replace")
    path = target[1:] if target.startswith("/") else posixpath.normpath(folder + target)
    is_external = b'TargetMode="External"' in relationship[0]
    return relationship[0] if path in names or is_external else b""


def _split_header(title: str, author: str, blocks: list[TextBlock]) -> tuple[Metadata, list[TextBlock]]:
    """Metadata and body. Fields count only if the text confirms them: often they are left over from a template."""
    first = blocks[0].text
    if first.startswith("# ") or title == first.lstrip("# "):
        title, blocks = first.lstrip("# "), blocks[1:]
    opening = " ".join([first, *(block.text for block in blocks[:_OPENING_PARAGRAPHS])])
    title, author = (field if field in opening else "" for field in (title, author))
    start = [block for block in blocks[:_BYLINE_PARAGRAPHS] if block.text != author]
    rest = start + blocks[_BYLINE_PARAGRAPHS:]
    return Metadata(title=title or None, byline=author or None), rest or blocks


def _style_names(document: Any) -> dict[str | None, str]:
    """Style names by id, the default style's by None; a style based on a heading has the heading's name."""
    from docx.enum.style import WD_STYLE_TYPE

    names: dict[str | None, str] = {}
    for style in document.styles:
        base = style if style.type == WD_STYLE_TYPE.PARAGRAPH else None
        for _ in range(_MAX_BASE_STYLES):
            if base is None or _HEADING_STYLE.match(base.name or ""):
                break
            base = base.base_style
        named = style if base is None or _CONTENTS_STYLE.match(style.name or "") else base
        names[style.style_id] = str(named.name or "")
    default = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return names | {None: str(default.name or "") if default is not None else ""}


def _iterate_blocks(container: Element, styles: dict[str | None, str], depth: int = 0) -> Iterator[TextBlock]:
    """Paragraphs with their text boxes, and rows of tables."""
    if depth > MAX_DEPTH:
        return
    for item in _iterate_visible(container):
        if item.tag == _TABLE:
            yield from _iterate_row_blocks(item, styles, depth)
        elif item.tag == _PARAGRAPH:
            text, boxes = _split_text_and_boxes(item)
            lines = [line for line in map(collapse_whitespace, text.splitlines()) if line]
            mark = _markdown_mark(item, styles) if lines else None
            yield from (TextBlock(f"{mark}{line}") for line in lines if mark is not None)
            for box in boxes:
                yield from _iterate_blocks(box, styles, depth + 1)


def _iterate_notes(document: Any, styles: dict[str | None, str]) -> Iterator[TextBlock]:
    """Footnotes and endnotes, behind the text."""
    from docx.oxml import parse_xml

    for relationship in document.part.rels.values():
        if relationship.reltype.endswith(("/footnotes", "/endnotes")) and not relationship.is_external:
            for note in parse_xml(relationship.target_part.blob).iterchildren(*_NOTES):
                yield from _iterate_blocks(note, styles)


def _markdown_mark(paragraph: Element, styles: dict[str | None, str]) -> str | None:
    """The Markdown mark of a paragraph, possibly empty; None for a line of the table of contents."""
    identifier, numbered = _get_style_and_numbering(paragraph)
    style = styles.get(identifier, styles[None])
    if _CONTENTS_STYLE.match(style):
        return None
    if style in ("Title", "标题", "標題"):
        return "# "
    if match := _HEADING_STYLE.match(style):
        return "#" * min(6, int(match[1]) + 1) + " "
    return "- " if numbered or _LIST_STYLE.match(style) else ""


def _iterate_row_blocks(table: Element, styles: dict[str | None, str], depth: int) -> Iterator[TextBlock]:
    """A block for each row; a table of one cell is a frame around text."""
    remaining = _iterate_rows(table)
    first = list(itertools.islice(remaining, 2))
    if len(first) == 1 and len(first[0]) == 1:
        yield from _iterate_blocks(first[0][0], styles, depth + 1)
        return
    for row in itertools.chain(first, remaining):
        blocks = (_iterate_blocks(cell, styles, depth + 1) for cell in row)
        cells = [[block.text.lstrip("#").strip("| ") for block in of_cell] for of_cell in blocks]
        if any(cells):
            yield TextBlock(format_table_row(map(" ".join, cells)))
