"""What decides how bytes are read, and what is said when the reader is not installed."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from summarizer.errors import UsageError, install_command
from summarizer.readers import read_bytes
from summarizer.readers.formats import FORMATS, detect_format, missing_reader_error


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.txt", "pdf"),
        (b"PK\x03\x04....word/document.xml", "a", "docx"),
        (b"PK\x03\x04....xl/book.xml", "a.xlsx", "text"),
        (b"  <!DOCTYPE html><p>", "", "html"),
        (b"<?xml version='1.0'?><!-- x --><html lang='en'>", "a.txt", "html"),
        (b"<htmlish>", "a.txt", "text"),
        ("<html>".encode("utf-16"), "", "html"),
        (b"Received: x\nFrom: a\n\ntext", "", "email"),
        (b"From: a\nSubject: b\n\ntext", "a.txt", "text"),
        (b"From: a\nSubject: b\n\ntext", "a.EML", "email"),
        (b"# T", "a.md", "markdown"),
        (b"", "a.pdf", "text"),
    ],
)
def test_kinds(data: bytes, name: str, kind: str) -> None:
    assert detect_format(data, name) == kind


@pytest.mark.parametrize(
    ("extra", "module", "data"),
    [
        ("html", "trafilatura", b"<html><body><p>text</p></body></html>"),
        ("pdf", "pypdfium2", b"%PDF-1.7\n"),
        ("docx", "docx", b"PK\x05\x06" + b"\0" * 18),
    ],
)
def test_a_missing_extra_names_itself(monkeypatch: pytest.MonkeyPatch, extra: str, module: str, data: bytes) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as caught:
        if extra == "docx":
            from summarizer.readers import word_reader

            word_reader.extract(data, "a.docx", None)
        read_bytes(data, f"a.{extra}")
    assert f"needs the extra `{extra}`; pip install 'cited-summarizer[{extra}]'" in str(caught.value)


def test_the_table_of_formats_is_whole() -> None:
    table = (Path(__file__).parents[3] / "docs" / "inputs.md").read_text(encoding="utf-8")
    suffixes = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for name, format in FORMATS.items():
        assert callable(import_module(f"summarizer.readers.{format.reader}").extract)
        if format.extra:
            assert missing_reader_error("a", name).hint == install_command(format.extra)
            assert install_command(format.extra) in table
