"""The table of formats."""

from __future__ import annotations

import mimetypes
from io import BytesIO
from typing import get_args

import pytest
from docx import Document

from summarizer import Statement, Summary, UsageError
from summarizer.cli.options import FORMATS
from summarizer.render import RENDERERS, Format, render

SUMMARY = Summary(language="en", core_viewpoint=Statement(text="Sales rose 5%", citations=(2,)))


def test_the_command_line_and_the_types_know_the_same_formats() -> None:
    assert tuple(RENDERERS) == FORMATS == get_args(Format)


@pytest.mark.parametrize("format", RENDERERS)
def test_a_format_renders_and_says_what_it_is(format: Format) -> None:
    renderer = RENDERERS[format]
    shown = render(SUMMARY, format)
    assert "Sales rose 5%" in (shown if isinstance(shown, str) else Document(BytesIO(shown)).paragraphs[1].text)
    assert mimetypes.guess_type(f"summary{renderer.suffix}")[0] == renderer.media_type


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown format 'pdf'"):
        render(SUMMARY, "pdf")
