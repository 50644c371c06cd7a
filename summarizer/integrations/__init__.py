"""Steps for the pipelines of others: spaCy, LangChain, Haystack. Each module needs its framework and nothing else.

In a pipeline a string is always a text, never the name of a file: what flows through one is not to be trusted with
opening files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import InputError

if TYPE_CHECKING:
    from ..api import Result
    from ..models import Document
    from ..settings import Settings


def settings_of(choices: dict[str, Any]) -> Settings:
    """The settings of a step, wholly checked when it is made. The file of a shape is read then: a saved step holds it.

    Raises:
        UsageError: a setting is unknown or wrong.
    """
    from ..api import resolve

    settings = resolve(None, choices)  # type: ignore[arg-type]  # checked by it
    if settings.shape is not None:
        from ..shapes import shape_of, with_shape_read

        settings = with_shape_read(settings)
        shape_of(settings.shape or "")
    return settings


def document_of(text: str, settings: Settings) -> Document:
    """Parse a text that flows through a pipeline. Raises `InputError` when it holds none."""
    from ..parsing import parse
    from ..readers import ExtractedText

    return parse(ExtractedText(text=text), settings.spacy_pipeline)


def summarize_texts(texts: Iterable[str], settings: Settings, concurrency: int) -> list[Result]:
    """What becomes of each text, in their order: its summary, or the error that kept it from one."""
    from ..api import Result, summarize_many

    documents: list[Document] = []
    results: list[Result | None] = []
    for text in texts:
        try:
            documents.append(document_of(text, settings))
            results.append(None)
        except InputError as error:
            results.append(Result(text, error=error))
    written = summarize_many(documents, settings, concurrency)
    return [result or next(written) for result in results]
