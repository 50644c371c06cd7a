"""Word documents: paragraphs, headings, list items and tables in reading order, the document's own fields as header."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .source import Head, Part, Source, assemble, needs_extra, one_line, table_row, too_big

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

# Unpacked, a 300-page report has 20 MB of XML and a few hundred entries; a bomb has gigabytes, or thousands.
MAX_UNPACKED, MAX_XML, MAX_ENTRIES = 512 * 1024 * 1024, 64 * 1024 * 1024, 5000
MAX_NESTED_TABLES = 20
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
_LIST = re.compile(r"list|列表|项目符号|編號|编号", re.I)
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
        document = docx.Document(io.BytesIO(data))
        parts = list(_parts(document, _style_names(document), 0))
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
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{name}: is a damaged Word document", "save it again") from None
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or largest > MAX_XML or len(entries) > MAX_ENTRIES:
        raise too_big(name, f"unpacks to {unpacked // 2**20} MiB in {len(entries)} entries")


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
    """The name of each style by its id, and of the usual one by None; python-docx looks it up anew each time."""
    from docx.enum.style import WD_STYLE_TYPE

    names: dict[str | None, str] = {style.style_id: str(style.name or "") for style in document.styles}
    usual = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return names | {None: str(usual.name or "") if usual is not None else ""}


def _parts(container: Any, styles: dict[str | None, str], depth: int) -> Iterator[Part]:
    from docx.table import Table

    if depth > MAX_NESTED_TABLES:
        return
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item, styles, depth)
        else:
            yield from _paragraph(item, styles)


def _paragraph(paragraph: Paragraph, styles: dict[str | None, str]) -> Iterator[Part]:
    style = styles.get(paragraph._p.style, styles[None])
    lines = [one_line(line) for line in _shown(paragraph).splitlines()]
    for line in filter(None, lines):
        yield Part(_mark(style, paragraph) + line)


def _shown(paragraph: Paragraph) -> str:
    """Its text without the runs that Word hides."""
    from docx.text.run import Run

    texts = []
    for piece in paragraph.iter_inner_content():
        runs = [piece] if isinstance(piece, Run) else piece.runs
        texts += [run.text for run in runs if not run.font.hidden]
    return "".join(texts)


def _mark(style: str, paragraph: Paragraph) -> str:
    if style in ("Title", "标题", "標題"):
        return "# "
    if match := _HEADING.match(style):
        return "#" * min(6, int(match[1]) + 1) + " "
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    return "- " if numbered or _LIST.match(style) else ""


def _rows(table: Table, styles: dict[str | None, str], depth: int) -> Iterator[Part]:
    """Each row a part; a table of one cell is a frame around text."""
    if len(table.rows) == 1 and len(table.columns) == 1:
        yield from _parts(table.cell(0, 0), styles, depth + 1)
        return
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:   # a merged cell comes once for each column it spans
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        texts = [" ".join(part.text.strip("| ") for part in _parts(cell, styles, depth + 1)) for cell in cells]
        if any(texts):
            yield Part(table_row(texts))
