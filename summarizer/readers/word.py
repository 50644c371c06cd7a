"""Word documents: paragraphs, headings, list items and tables in reading order, the document's own fields as header."""

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
from .formats import missing_reader

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(
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
        # Of alternatives the first: text boxes come once for new programs and once for old ones.
        _MC + "AlternateContent",
        _MC + "Choice",
        _M + "oMathPara",
    )
)
_PICTURES = frozenset((_W + "drawing", _W + "pict", _W + "object"))
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
PARAGRAPH, TABLE, NOTES = _W + "p", _W + "tbl", (_W + "footnote", _W + "endnote")
_OFF = ("0", "false", "off")


def iterate_visible(element: Element) -> Iterator[Element]:
    """The children of an element, wrappers opened; without recursion, for they may be nested without end."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in _WRAPPERS:
            if not _is_hidden(child) and not _is_contents(child):
                waiting.append(iter(child))
        else:
            yield child


def split_text_and_boxes(paragraph: Element) -> tuple[str, list[Element]]:
    """The text of a paragraph, and the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[Element] = []
    for leaf in iterate_visible(paragraph):
        if leaf.tag == _W + "t":
            pieces.append(leaf.text or "")
        elif leaf.tag in _SIGNS:
            pieces.append(_SIGNS[leaf.tag])
        elif leaf.tag == _M + "oMath":
            pieces += [piece.text or "" for piece in leaf.iter(_M + "t")]
        elif leaf.tag in _PICTURES:
            boxes += _boxes(leaf)
    return "".join(pieces), boxes


def _boxes(picture: Element) -> Iterator[Element]:
    """The text boxes of a picture but not those within them, which are theirs: told twice a level, text has no end."""
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "txbxContent":
            yield element
        else:
            waiting += reversed(element)


def iterate_rows(table: Element) -> Iterator[list[Element]]:
    """The cells of a table, row by row; a cell that goes on from the row above is empty there."""
    for row in iterate_visible(table):
        if row.tag == _W + "tr" and row.find(f"{_W}trPr/{_W}del") is None:
            yield [cell for cell in iterate_visible(row) if cell.tag == _W + "tc"]


def get_style_and_numbering(paragraph: Element) -> tuple[str | None, bool]:
    """The id of a paragraph's style, and whether it is numbered or has a bullet of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    numbered = number is not None and number.get(_W + "val") != "0"
    return None if style is None else style.get(_W + "val"), numbered


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == _W + "r" else None
    return vanish is not None and vanish.get(_W + "val") not in _OFF


def _is_contents(control: Element) -> bool:
    """Whether a content control is the table of contents, whose lines are the headings again."""
    gallery = control.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery") if control.tag == _W + "sdt" else None
    return gallery is not None and gallery.get(_W + "val") == "Table of Contents"


# Unpacked, a 300-page report has 20 MB of XML and a few hundred entries; a bomb has gigabytes, or thousands.
MAX_UNPACKED, MAX_XML, MAX_ENTRIES = 512 * 1024 * 1024, 64 * 1024 * 1024, 5000
# Such a report has 300,000 tags. A tag without anything in it takes half a kilobyte of memory and 3 microseconds.
MAX_TAGS = 2_000_000
MAX_NESTED, MAX_BASES = 20, 10  # tables and text boxes; styles made from one another
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"toc\s*\d|目录\s*\d|目錄\s*\d|table of figures", re.I)
_LIST = re.compile(r"list|列表|项目符号|編號|编号", re.I)
_RELATION = re.compile(rb'<Relationship\s(?=[^>]{0,2000}?Target="(?P<target>[^">]{0,1000})")[^>]{0,3000}/>')
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|officeDocument/math|wordprocessingml/main)"
)
_USUAL = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
# What may stand before the first tag of XML: marks of byte order, spaces.
_LEADING = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_PIECE = 1024 * 1024
_PICTURES_ONLY = "it may hold pictures only; save its text"


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a Word document.

    Raises:
        InputError: it is damaged, protected, or beyond our limits.
        UsageError: the extra `docx` is not installed.
    """
    _refuse_bomb(data, name)
    try:
        import docx
    except ImportError:
        raise missing_reader(name, "docx") from None
    try:
        try:
            document = docx.Document(io.BytesIO(data))
        except (KeyError, ValueError):
            document = docx.Document(io.BytesIO(_mended(data)))
        styles = _style_names(document)
        parts = [*_parts(document.element.body, styles), *_notes(document, styles)]
        fields = document.core_properties
        title, author = collapse_whitespace(fields.title or ""), collapse_whitespace(fields.author or "")
    except Exception as error:  # python-docx lets whatever its XML parser and zipfile raise through
        raise InputError(
            f"{name}: is no Word document that can be read ({type(error).__name__})", "save it again, or save its text"
        ) from None
    if not parts:
        raise InputError(f"{name}: holds no text", _PICTURES_ONLY)
    head, parts = _head(title, author, parts)
    return assemble_text(parts, head, origin)


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_sizes(entries, name)
            tags = 0
            for entry in entries:
                tags += _tags(archive, entry)
                if tags > MAX_TAGS:
                    raise limit_error(name, f"has more than {MAX_TAGS:,} tags")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{name}: is a damaged Word document", "save it again") from None


def _refuse_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or largest > MAX_XML or len(entries) > MAX_ENTRIES:
        raise limit_error(name, f"unpacks to {unpacked // 2**20} MiB in {len(entries)} entries")


def _tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """How many tags begin or end in an entry that is XML, whatever it is called."""
    tags = 0
    # What cannot be unpacked, for any reason an unpacker has, is refused when it is read.
    with contextlib.suppress(Exception), archive.open(entry) as opened:
        piece = opened.read(_PIECE)
        if piece.lstrip(_LEADING)[:1] not in (b"<", b""):
            return 0
        while piece:
            tags += piece.count(b"<")
            piece = opened.read(_PIECE)
    return tags


def _mended(data: bytes) -> bytes:
    """What python-docx does not take, as it does: names of the strict standard, parts named that are not there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = set(old.namelist())
        for name in sorted(names):
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                part = _STRICT.sub(lambda match: _USUAL[match[1]], part)
            if name.endswith(".rels"):
                folder = name.rpartition("_rels/")[0]
                part = _RELATION.sub(functools.partial(_if_there, names=names, folder=folder), part)
            new.writestr(name, part)
    return made.getvalue()


def _if_there(relation: re.Match[bytes], names: set[str], folder: str) -> bytes:
    """A relation whose target is in the archive, or outside of it; else nothing."""
    target = relation["target"].decode("utf-8", "replace")
    path = target[1:] if target.startswith("/") else posixpath.normpath(folder + target)
    return relation[0] if path in names or b'TargetMode="External"' in relation[0] else b""


def _head(title: str, author: str, parts: list[TextBlock]) -> tuple[Metadata, list[TextBlock]]:
    """Title and author, when the text bears them out: the fields are often left over from a template."""
    first = parts[0].text
    if first.startswith("# ") or title == first.lstrip("# "):
        title, parts = first.lstrip("# "), parts[1:]
    opening = " ".join(part.text for part in [TextBlock(first), *parts[:6]])
    title, author = (field if field in opening else "" for field in (title, author))
    rest = [part for part in parts[:3] if part.text != author] + parts[3:]
    return Metadata(title=title or None, byline=author or None), rest or parts


def _style_names(document: Any) -> dict[str | None, str]:
    """The name of each style by its id, and of the usual one by None; of one made from a heading, that heading's."""
    from docx.enum.style import WD_STYLE_TYPE

    names: dict[str | None, str] = {}
    for style in document.styles:
        base = style if style.type == WD_STYLE_TYPE.PARAGRAPH else None
        for _ in range(MAX_BASES):
            if base is None or _HEADING.match(base.name or ""):
                break
            base = base.base_style
        names[style.style_id] = str((style if base is None or _CONTENTS.match(style.name or "") else base).name or "")
    usual = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return names | {None: str(usual.name or "") if usual is not None else ""}


def _parts(container: Element, styles: dict[str | None, str], depth: int = 0) -> Iterator[TextBlock]:
    """Paragraphs with their text boxes, and rows of tables."""
    if depth > MAX_NESTED:
        return
    for item in iterate_visible(container):
        if item.tag == TABLE:
            yield from _rows(item, styles, depth)
        elif item.tag == PARAGRAPH:
            text, boxes = split_text_and_boxes(item)
            lines = [line for line in map(collapse_whitespace, text.splitlines()) if line]
            mark = _mark(item, styles) if lines else None
            yield from (TextBlock(f"{mark}{line}") for line in lines if mark is not None)
            for box in boxes:
                yield from _parts(box, styles, depth + 1)


def _notes(document: Any, styles: dict[str | None, str]) -> Iterator[TextBlock]:
    """Footnotes and endnotes, behind the text."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob).iterchildren(*NOTES):
                yield from _parts(note, styles)


def _mark(paragraph: Element, styles: dict[str | None, str]) -> str | None:
    """What Markdown puts before a paragraph of its kind; None for a line of the table of contents."""
    identifier, numbered = get_style_and_numbering(paragraph)
    style = styles.get(identifier, styles[None])
    if _CONTENTS.match(style):
        return None
    if style in ("Title", "标题", "標題"):
        return "# "
    if match := _HEADING.match(style):
        return "#" * min(6, int(match[1]) + 1) + " "
    return "- " if numbered or _LIST.match(style) else ""


def _rows(table: Element, styles: dict[str | None, str], depth: int) -> Iterator[TextBlock]:
    """Each row a part; a table of one cell is a frame around text."""
    remaining = iterate_rows(table)
    first = list(itertools.islice(remaining, 2))
    if len(first) == 1 and len(first[0]) == 1:
        yield from _parts(first[0][0], styles, depth + 1)
        return
    for row in itertools.chain(first, remaining):
        cells = [[part.text.lstrip("#").strip("| ") for part in _parts(cell, styles, depth + 1)] for cell in row]
        if any(cells):
            yield TextBlock(format_table_row(map(" ".join, cells)))
