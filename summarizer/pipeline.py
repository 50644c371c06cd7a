"""One article through the five stages: read → parse → write → ground, and a summary that renders itself.

`summarize_with` is the one path with a model; the offline engine never waits and needs no event loop.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .grounding import SourceIndex, ground
from .models import Document, Summary
from .parsing import parse
from .readers import read
from .settings import Settings
from .telemetry import span, summarized

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .llm.client import ModelClient
    from .models.draft import Written

Input: TypeAlias = str | Path | bytes | Document
AtOnce: TypeAlias = "Callable[[Document, Settings, ModelClient], Awaitable[Written]]"


def read_document(source: Input, spacy_pipeline: str | None = None) -> Document:
    """Read and parse a source. A `Document` is returned unchanged.

    Args:
        source: a path, a text, bytes or a `Document`. A str that names an existing file is a path.
        spacy_pipeline: name or path of an installed spaCy pipeline to take sentences and key terms from.

    Raises:
        InputError: the source cannot be read or holds no text.
        UsageError: there is no such pipeline, or the file format needs an extra that is not installed.
    """
    if isinstance(source, Document):
        return source
    return parse(read(source), spacy_pipeline)


def summarize_offline(source: Input, settings: Settings) -> Summary:
    """A summary without a model."""
    from .extractive import write_offline
    from .repair import settle

    started = time.perf_counter()
    with span("summarizer.summarize"):
        document = read_document(source, settings.spacy_pipeline)
        written = write_offline(document, settings)
        summary = settle(ground(written.draft, SourceIndex(document), written.run), settings.on_unsupported)
        return _timed(summary, started)


async def summarize_with(client: ModelClient, source: Input, settings: Settings) -> Summary:
    """A summary by a model, over a connection that many may share."""
    from .repair import repair, settle

    started = time.perf_counter()
    with span("summarizer.summarize"):
        await client.cpu_turn.acquire()
        document = read_document(source, settings.spacy_pipeline)
        written = await written_with(client, document, settings)
        index = SourceIndex(document)
        summary = ground(written.draft, index, written.run)
        summary = await repair(summary, written.draft, index, settings, client)
        return _timed(settle(summary, settings.on_unsupported), started)


async def written_with(
    client: ModelClient, document: Document, settings: Settings, at_once: AtOnce | None = None
) -> Written:
    """The draft of the engine that the settings name; the offline one may have a second opinion.

    Args:
        at_once: what has the model read a document that it can read at once.
    """
    if settings.model is None:
        from .extractive import write_offline

        return write_offline(document, settings)
    from .errors import ContextError
    from .llm.write import write_with_model
    from .longdoc.summarize import halved, is_long, write_long

    if is_long(document, settings, client.endpoint.model):
        return await write_long(document, settings, client)
    try:
        return await (at_once or write_with_model)(document, settings, client)
    except ContextError:  # the model has less room than the settings say
        if len(document.blocks) == 1:
            raise
        return await write_long(document, halved(document, settings, client.endpoint.model), client)


def _timed(summary: Summary, started: float) -> Summary:
    run = summary.run.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})
    summary = summary.model_copy(update={"run": run})
    summarized(summary)
    return summary
