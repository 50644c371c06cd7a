"""Rendering: a summary as text, one line, Markdown, JSON, an HTML page or a Word document.

`RENDERERS` is the table of formats; a new one is a function and a row of it. `terminal` formats summaries and reports
for a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, overload

from ..errors import UsageError, wrong_type_error
from ..models import Document, LanguageCode, Summary
from .html import to_html
from .text import to_line, to_markdown, to_text
from .word_document import to_docx

__all__ = ["RENDERERS", "Format", "Renderer", "TextFormat", "render", "to_json"]

Documents: TypeAlias = Document | Sequence[Document]
TextFormat: TypeAlias = Literal["text", "line", "markdown", "json", "html"]
Format: TypeAlias = Literal[TextFormat, "docx"]


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format of summaries.

    Attributes:
        function: from a summary, its document or the articles of a digest if they are known, and the language of the
            labels, if it is not the summary's; bytes where the format is no text.
        media_type: as registered with IANA.
        suffix: of file names.
    """

    function: Callable[[Summary, Documents | None, LanguageCode | None], str | bytes]
    media_type: str
    suffix: str


def to_json(summary: Summary, document: Documents | None = None, labels: LanguageCode | None = None) -> str:
    """Indented JSON in the schema of `Summary`. It contains neither the document nor labels."""
    return summary.model_dump_json(indent=2)


RENDERERS: Mapping[Format, Renderer] = {
    "text": Renderer(to_text, "text/plain", ".txt"),
    "line": Renderer(to_line, "text/plain", ".txt"),
    "markdown": Renderer(to_markdown, "text/markdown", ".md"),
    "json": Renderer(to_json, "application/json", ".json"),
    "html": Renderer(to_html, "text/html", ".html"),
    "docx": Renderer(to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
}


@overload
def render(
    summary: Summary, format: TextFormat, *, document: Documents | None = None, labels: LanguageCode | None = None
) -> str: ...
@overload
def render(
    summary: Summary, format: str, *, document: Documents | None = None, labels: LanguageCode | None = None
) -> str | bytes: ...
def render(
    summary: Summary, format: str, *, document: Documents | None = None, labels: LanguageCode | None = None
) -> str | bytes:
    """The summary in a format of `RENDERERS`: bytes for `docx`, else text without a final line break.

    Args:
        document: the article, which the HTML page shows beside its summary; of a digest its articles in their order.
        labels: language of the labels; the summary's own when None.

    Raises:
        UsageError: the format is unknown, or needs an extra that is not installed, or `document` is none.
    """
    if not isinstance(document, Document | Sequence | None) or isinstance(document, str | bytes):
        raise wrong_type_error("document", document, "a `Document`, or of a digest the list of them")
    for name, renderer in RENDERERS.items():
        if name == format:
            return renderer.function(summary, document, labels)
    raise UsageError(f"unknown format {format!r}", f"choose one of {', '.join(RENDERERS)}")
