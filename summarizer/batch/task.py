"""The task of a batch: one item is read and summarised, and becomes one line of output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError, SummarizerError
from ..llm.answer_cache import settings_digest
from ..longdoc import describe_missing_sections
from ..models import BatchError, BatchLine, Document, Summary
from ..pipeline import Result, read_document, try_summarize, try_summarize_offline
from ..settings import Settings
from ..shapes import inline_shape_schema
from .inputs import Item, Record

if TYPE_CHECKING:
    from ..llm.client import ModelClient


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an item became: its line of output, and messages for the user."""

    line: bytes
    failed: bool = False
    messages: tuple[str, ...] = ()


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

    def run_offline(self, item: Item) -> Outcome:
        """Summarise an item with the offline engine. Any error, a bug of ours included, becomes the item's line."""
        return self._outcome(try_summarize_offline(item, self.settings, self.document, catch_all=True))

    async def run_with_model(self, item: Item, client: ModelClient) -> Outcome:
        """Summarise an item with a model. Errors become the item's line, except `StoppedError`, which is raised."""
        return self._outcome(await try_summarize(item, self.settings, self.document, client, catch_all=True))

    def document(self, item: Item) -> Document:
        """Read and parse the item's document. Raises `InputError` if there is none."""
        if isinstance(item.content, InputError):
            raise item.content
        if isinstance(item.content, Record):
            return item.content.document(item.source, self.settings.spacy_pipeline)
        return read_document(item.content, self.settings.spacy_pipeline)

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
        prefix = "" if error.message.startswith(item.id) else f"{item.id}: "
        return Outcome(line.json_line(), failed=True, messages=(f"{prefix}{error}",))

    def _outcome(self, result: Result[Item]) -> Outcome:
        if result.summary:
            return self._summary_outcome(result.source, result.summary)
        return self.error_outcome(result.source, result.error or SummarizerError("no summary"))

    def _summary_outcome(self, item: Item, summary: Summary) -> Outcome:
        cost = summary.run.cost_usd
        run = summary.run.model_copy(
            update={
                "seconds": None,  # the bytes of a line do not depend on the clock
                "cost_usd": None if cost is None else round(cost * self.price_factor, 8),
            }
        )
        summary = summary.model_copy(update={"run": run})
        line = BatchLine(id=item.id, source=item.source, settings=self.digest, summary=summary)
        return Outcome(
            line.json_line(), messages=tuple(f"{item.id}: {gap}" for gap in describe_missing_sections(summary))
        )
