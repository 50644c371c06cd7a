"""Render: a summary as text, one line, Markdown, JSON or a page."""

from __future__ import annotations

from typing import Literal, get_args

from ..errors import UsageError
from ..models import Document, LanguageCode, Summary

Format = Literal["text", "line", "markdown", "json", "html"]


def render(
    summary: Summary, format: str, *, document: Document | None = None, labels: LanguageCode | None = None
) -> str:
    """The summary in a format, without a line break at its end.

    Args:
        format: `text`, `line`, `markdown`, `json` or `html`.
        document: the article, which the page shows beside its summary.
        labels: language of the fixed words; the summary's own when None.

    Raises:
        UsageError: the format is unknown.
    """
    if format == "text":
        from .text import to_text

        return to_text(summary, labels)
    if format == "line":
        from .text import to_line

        return to_line(summary, labels)
    if format == "markdown":
        from .markdown import to_markdown

        return to_markdown(summary, labels)
    if format == "json":
        return summary.model_dump_json(indent=2)
    if format == "html":
        from .html import to_html

        return to_html(summary, document, labels)
    raise UsageError(f"unknown format {format!r}", f"choose one of {', '.join(get_args(Format))}")
