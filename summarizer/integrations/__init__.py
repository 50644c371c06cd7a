"""Steps for the pipelines of others: spaCy, LangChain, Haystack. Each module needs its framework and nothing else.

In a pipeline a string is always a text, never the name of a file: what flows through one is not to be trusted with
opening files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import InputError

if TYPE_CHECKING:
    from ..models import Document
    from ..results import Result
    from ..settings import Settings


def settings_of(choices: dict[str, Any]) -> Settings:
    """The settings of a step, wholly checked when it is made. The file of a shape is read then: a saved step holds it.

    Raises:
        UsageError: a setting is unknown or wrong.
    """
    from ..settings import resolve_settings

    settings = resolve_settings(None, choices)  # type: ignore[arg-type]  # checked by it
    if settings.shape is not None:
        from ..shapes import compile_shape, load_shape_file

        settings = load_shape_file(settings)
        compile_shape(settings.shape or "")
    return settings


def document_of(text: str, settings: Settings) -> Document:
    """Parse a text that flows through a pipeline. Raises `InputError` when it holds none."""
    from ..parsing import parse
    from ..readers import ExtractedText

    return parse(ExtractedText(text=text), settings.spacy_pipeline)


def summarize_texts(texts: Iterable[str], settings: Settings, concurrency: int) -> list[Result[Document | InputError]]:
    """The summary of each text, or the error that prevented it, in order."""
    from ..results import input_or_raise, summarize_each

    documents: list[Document | InputError] = []
    for text in texts:
        try:
            documents.append(document_of(text, settings))
        except InputError as error:
            documents.append(error)
    return list(summarize_each(documents, settings, concurrency, input_or_raise))
