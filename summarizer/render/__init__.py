"""Rendering: a summary as text, one line, Markdown, JSON or an HTML page.

`RENDERERS` is the table of formats; a new one is a function and a row of it. `terminal` formats summaries and reports
for a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..errors import UsageError
from ..models import Document, LanguageCode, Summary
from .html import to_html
from .text import to_line, to_markdown, to_text

__all__ = ["RENDERERS", "Format", "Renderer", "render", "to_json"]

Format: TypeAlias = Literal["text", "line", "markdown", "json", "html"]


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format of summaries.

    Attributes:
        function: from a summary, its document if known, and the language of the labels, if it is not the summary's.
        media_type: as registered with IANA.
        suffix: of file names.
    """

    function: Callable[[Summary, Document | None, LanguageCode | None], str]
    media_type: str
    suffix: str


def to_json(summary: Summary, document: Document | None = None, labels: LanguageCode | None = None) -> str:
    """Indented JSON in the schema of `Summary`. It contains neither the document nor labels."""
    return summary.model_dump_json(indent=2)


RENDERERS: Mapping[Format, Renderer] = {
    "text": Renderer(to_text, "text/plain", ".txt"),
    "line": Renderer(to_line, "text/plain", ".txt"),
    "markdown": Renderer(to_markdown, "text/markdown", ".md"),
    "json": Renderer(to_json, "application/json", ".json"),
    "html": Renderer(to_html, "text/html", ".html"),
}


def render(
    summary: Summary, format: str, *, document: Document | None = None, labels: LanguageCode | None = None
) -> str:
    """The summary in a format of `RENDERERS`, without a final line break.

    Args:
        document: the article, which the HTML page shows beside its summary.
        labels: language of the labels; the summary's own when None.

    Raises:
        UsageError: the format is unknown.
    """
    for name, renderer in RENDERERS.items():
        if name == format:
            return renderer.function(summary, document, labels)
    raise UsageError(f"unknown format {format!r}", f"choose one of {', '.join(RENDERERS)}")
