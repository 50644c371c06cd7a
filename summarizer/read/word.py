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
from .wordml import NOTES, PARAGRAPH, TABLE, rows, shown, style_and_list, text_and_boxes
from .source import Head, Part, Source, assemble, needs_extra, one_line, table_row, too_big

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Unpacked, a 300-page report has 20 MB of XML and a few hundred entries; a bomb has gigabytes, or thousands.
MAX_UNPACKED, MAX_XML, MAX_ENTRIES = 512 * 1024 * 1024, 64 * 1024 * 1024, 5000
# Such a report has 300,000 tags. A tag without anything in it takes half a kilobyte of memory and 3 microseconds.
MAX_TAGS = 2_000_000
MAX_NESTED, MAX_BASES = 20, 10   # tables and text boxes; styles made from one another
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"toc\s*\d|目录\s*\d|目錄\s*\d|table of figures", re.I)
_LIST = re.compile(r"list|列表|项目符号|編號|编号", re.I)
_RELATION = re.compile(rb'<Relationship\s(?=[^>]{0,2000}?Target="(?P<target>[^">]{0,1000})")[^>]{0,3000}/>')
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|officeDocument/math|wordprocessingml/main)")
_USUAL = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
# What may stand before the first tag of XML: marks of byte order, spaces.
_LEADING = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_PIECE = 1024 * 1024
_PICTURES_ONLY = "it may hold pictures only; save its text"


def extract(data: bytes, name: str, origin: str | None) -> Source:
    """The text of a Word document.

    Raises:
        InputError: it is damaged, protected, or beyond our limits.
        UsageError: the extra `docx` is not installed.
    """
    _refuse_bomb(data, name)
    try:
        import docx
    except ImportError:
        raise needs_extra(name, "docx") from None
    try:
        try:
            document = docx.Document(io.BytesIO(data))
        except (KeyError, ValueError):
            document = docx.Document(io.BytesIO(_mended(data)))
        styles = _style_names(document)
        parts = [*_parts(document.element.body, styles), *_notes(document, styles)]
        fields = document.core_properties
        title, author = one_line(fields.title or ""), one_line(fields.author or "")
    except Exception as error:   # python-docx lets whatever its XML parser and zipfile raise through
        raise InputError(f"{name}: is no Word document that can be read ({type(error).__name__})",
                         "save it again, or save its text") from None
    if not parts:
        raise InputError(f"{name}: holds no text", _PICTURES_ONLY)
    head, parts = _head(title, author, parts)
    return assemble(parts, head, origin)


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_sizes(entries, name)
            tags = 0
            for entry in entries:
                tags += _tags(archive, entry)
                if tags > MAX_TAGS:
                    raise too_big(name, f"has more than {MAX_TAGS:,} tags")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{name}: is a damaged Word document", "save it again") from None


def _refuse_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or largest > MAX_XML or len(entries) > MAX_ENTRIES:
        raise too_big(name, f"unpacks to {unpacked // 2**20} MiB in {len(entries)} entries")


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


def _head(title: str, author: str, parts: list[Part]) -> tuple[Head, list[Part]]:
    """Title and author, when the text bears them out: the fields are often left over from a template."""
    first = parts[0].text
    if first.startswith("# ") or title == first.lstrip("# "):
        title, parts = first.lstrip("# "), parts[1:]
    opening = " ".join(part.text for part in [Part(first), *parts[:6]])
    title, author = (field if field in opening else "" for field in (title, author))
    rest = [part for part in parts[:3] if part.text != author] + parts[3:]
    return Head(title=title or None, byline=author or None), rest or parts


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


def _parts(container: Element, styles: dict[str | None, str], depth: int = 0) -> Iterator[Part]:
    """Paragraphs with their text boxes, and rows of tables."""
    if depth > MAX_NESTED:
        return
    for item in shown(container):
        if item.tag == TABLE:
            yield from _rows(item, styles, depth)
        elif item.tag == PARAGRAPH:
            text, boxes = text_and_boxes(item)
            lines = [line for line in map(one_line, text.splitlines()) if line]
            mark = _mark(item, styles) if lines else None
            yield from (Part(f"{mark}{line}") for line in lines if mark is not None)
            for box in boxes:
                yield from _parts(box, styles, depth + 1)


def _notes(document: Any, styles: dict[str | None, str]) -> Iterator[Part]:
    """Footnotes and endnotes, behind the text."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob).iterchildren(*NOTES):
                yield from _parts(note, styles)


def _mark(paragraph: Element, styles: dict[str | None, str]) -> str | None:
    """What Markdown puts before a paragraph of its kind; None for a line of the table of contents."""
    identifier, numbered = style_and_list(paragraph)
    style = styles.get(identifier, styles[None])
    if _CONTENTS.match(style):
        return None
    if style in ("Title", "标题", "標題"):
        return "# "
    if match := _HEADING.match(style):
        return "#" * min(6, int(match[1]) + 1) + " "
    return "- " if numbered or _LIST.match(style) else ""


def _rows(table: Element, styles: dict[str | None, str], depth: int) -> Iterator[Part]:
    """Each row a part; a table of one cell is a frame around text."""
    rows = rows(table)
    first = list(itertools.islice(rows, 2))
    if len(first) == 1 and len(first[0]) == 1:
        yield from _parts(first[0][0], styles, depth + 1)
        return
    for row in itertools.chain(first, rows):
        cells = [[part.text.lstrip("#").strip("| ") for part in _parts(cell, styles, depth + 1)] for cell in row]
        if any(cells):
            yield Part(table_row(map(" ".join, cells)))
