"""Word documents for the tests, made from elements of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def archive(entries: dict[str, bytes]) -> bytes:
    """A zip archive of these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in entries.items():
            opened.writestr(name, data)
    return file.getvalue()


def saved(word: Any, mend: Callable[[str, bytes], bytes] = lambda name, part: part) -> bytes:
    """The bytes of a document of python-docx, each part changed by a function."""
    file = io.BytesIO()
    word.save(file)
    with zipfile.ZipFile(file) as opened:
        return archive({name: mend(name, opened.read(name)) for name in opened.namelist()})


def append(word: Any, *elements: str) -> Any:
    """Put elements at the end of a document, and return it."""
    from docx.oxml import parse_xml

    for element in elements:
        word.element.body.append(parse_xml(element.replace(">", f" {NAMES}>", 1)))
    return word
