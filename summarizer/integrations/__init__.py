"""Components for spaCy, LangChain, Haystack, MCP, Daft, Ray and Spark. Each module imports one framework.

A string is always a text here, never the name of a file: the data of a pipeline must not decide which files are opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import InputError

if TYPE_CHECKING:
    from ..models import Document
    from ..pipeline import Result
    from ..settings import Settings


def component_settings(choices: dict[str, Any]) -> Settings:
    """Validate the settings of a new component. The file of a shape is read now, so that a saved component holds it.

    Raises:
        UsageError: a setting is unknown or wrong.
    """
    from ..settings import resolve_settings

    settings = resolve_settings(None, choices)  # type: ignore[arg-type]  # checked by it
    if settings.shape is not None:
        from ..shapes import compile_shape, inline_shape_schema

        settings = inline_shape_schema(settings)
        compile_shape(settings.shape or "")
    return settings


def parse_text(text: str, settings: Settings) -> Document:
    """Parse a text of a pipeline. Raises `InputError` if it is empty."""
    from ..parsing import parse
    from ..readers import ExtractedText

    return parse(ExtractedText(text=text), settings.spacy_pipeline, settings.kind)


def summarize_texts(texts: Iterable[str], settings: Settings, concurrency: int) -> list[Result[Document | InputError]]:
    """The summary of each text, or the error that prevented it, in order."""
    from ..pipeline import summarize_each, unwrap_input

    documents: list[Document | InputError] = []
    for text in texts:
        try:
            documents.append(parse_text(text, settings))
        except InputError as error:
            documents.append(error)
    return list(summarize_each(documents, settings, concurrency, unwrap_input))
