"""The task of a batch: one item is read and summarised, and becomes one line of output."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import SummarizerError, shorten_name
from ..judging import describe_failure
from ..llm.answer_cache import settings_digest
from ..longdoc import describe_missing_sections
from ..models import BatchError, BatchLine, Document, Summary
from ..pipeline import Result, read_document, try_summarize, try_summarize_offline
from ..readers import read_file
from ..settings import Settings
from ..shapes import inline_shape_schema
from ..text.folding import digest_text
from .inputs import Item, Record

if TYPE_CHECKING:
    from asyncio import Semaphore

    from ..llm.client import ModelClient

# Addresses that are read at a time, whatever the concurrency of requests to the model: they may be of one small site.
_MAX_FETCHES = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an item became: its line of output, the kind of error in it, and messages for the user."""

    line: bytes
    failure: type[SummarizerError] | None = None
    messages: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the line has an error in place of a summary."""
        return self.failure is not None


class ItemProcessor:
    """Summarises items with the same settings.

    Attributes:
        digest: of the settings; every line carries it.
        price_factor: what is paid, as a share of the list price.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.shape is not None:
            settings = inline_shape_schema(settings)  # once: the file of a shape may change during a batch
        self.settings = settings
        self.digest = settings_digest(self.settings)
        self.price_factor = 1.0
        self._fetches: Semaphore | None = None

    def run_offline(self, item: Item) -> Outcome:
        """Summarise an item with the offline engine. Any error, a bug of ours included, becomes the item's line."""
        return self._outcome(try_summarize_offline(item, self.settings, self.document, catch_all=True))

    async def run_with_model(self, item: Item, client: ModelClient) -> Outcome:
        """Summarise an item with a model. Errors become the item's line, except `StoppedError`, which is raised."""
        if item.is_remote:
            item = await self._read_remote(item)
        return self._outcome(await try_summarize(item, self.settings, self.document, client, catch_all=True))

    def document(self, item: Item) -> Document:
        """Read and parse the item's document. Raises `InputError` if there is none."""
        settings = self.settings
        if isinstance(item.content, SummarizerError):
            raise item.content
        if isinstance(item.content, Record):
            return item.content.document(item.source, settings.spacy_pipeline, settings.allow_private, settings.kind)
        return read_document(item.content, settings.spacy_pipeline, settings.allow_private, settings.kind)

    def find_text_digest(self, item: Item) -> str | None:
        """The digest of an item's text, as `document.id` has it; None where that takes a request, or fails."""
        if item.is_remote or isinstance(item.content, SummarizerError):
            return None
        try:
            if isinstance(item.content, Path):
                return digest_text(read_file(item.content).text)
            return self.document(item).id
        except SummarizerError:
            return None

    async def _read_remote(self, item: Item) -> Item:
        """The item with its document, or with the error of reading it, while other items go on."""
        import asyncio

        self._fetches = self._fetches or asyncio.Semaphore(_MAX_FETCHES)
        async with self._fetches:
            try:
                return replace(item, content=await asyncio.to_thread(self.document, item))
            except SummarizerError as error:
                return replace(item, content=error)

    def error_outcome(self, item: Item, error: SummarizerError) -> Outcome:
        """The outcome of an item that has no summary."""
        details = BatchError(
            type=type(error).__name__,
            message=error.message,
            hint=error.hint,
            exit_code=error.exit_code,
            retryable=error.retryable,
        )
        line = BatchLine(id=item.id, source=item.source, settings=self.digest, error=details)
        name = shorten_name(item.id)
        prefix = "" if error.message.startswith(name) else f"{name}: "
        return Outcome(line.json_line(), type(error), messages=(f"{prefix}{error}",))

    def _outcome(self, result: Result[Item]) -> Outcome:
        if result.summary:
            return self.summary_outcome(result.source, result.summary)
        return self.error_outcome(result.source, result.error or SummarizerError("no summary"))

    def summary_outcome(self, item: Item, summary: Summary) -> Outcome:
        """The outcome of an item that has a summary."""
        cost = summary.run.cost_usd
        run = summary.run.model_copy(
            update={
                "seconds": None,  # the bytes of a line do not depend on the clock
                "cost_usd": None if cost is None else round(cost * self.price_factor, 8),
            }
        )
        summary = summary.model_copy(update={"run": run})
        line = BatchLine(id=item.id, source=item.source, settings=self.digest, summary=summary)
        failure = describe_failure(summary.run.judging)
        gaps = [*describe_missing_sections(summary), *([failure] if failure else [])]
        return Outcome(line.json_line(), messages=tuple(f"{shorten_name(item.id)}: {gap}" for gap in gaps))
