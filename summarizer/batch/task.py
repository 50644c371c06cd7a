"""What is done with one item: read, parse, write, ground; and the line of output that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError, SummarizerError
from ..llm.answer_cache import settings_digest
from ..longdoc import missing_sections
from ..models import BatchError, BatchLine, Document, Summary
from ..results import Result, try_summarize, try_summarize_offline
from ..settings import Settings
from .inputs import Item, Record

if TYPE_CHECKING:
    from ..llm.client import ModelClient


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: its line of output, and what the user is told of it besides."""

    line: bytes
    failed: bool = False
    said: tuple[str, ...] = ()


class Work:
    """One way of summarising: the settings, and their digest for the lines.

    Attributes:
        price: what is paid, as a share of the list price.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.shape is not None:
            from ..shapes import with_shape_read

            settings = with_shape_read(settings)  # once: the file may change meanwhile
        self.settings = settings
        self.digest = settings_digest(settings)
        self.price = 1.0

    def offline(self, item: Item) -> Outcome:
        """Summarise an item with the offline engine. An error becomes the item's line, whatever it is."""
        return self._outcome(try_summarize_offline(item, self.settings, self.document, catch_all=True))

    async def with_model(self, item: Item, client: ModelClient) -> Outcome:
        """Summarise an item with a model. A stop is no error of the item's, and passes."""
        return self._outcome(await try_summarize(item, self.settings, self.document, client, catch_all=True))

    def _outcome(self, result: Result[Item]) -> Outcome:
        if result.summary:
            return self.done(result.source, result.summary)
        return self.failed(result.source, result.error or SummarizerError("no summary"))

    def document(self, item: Item) -> Document:
        """The item's document. Raises `InputError` when there is none."""
        from ..pipeline import read_document

        if isinstance(item.content, InputError):
            raise item.content
        if isinstance(item.content, Record):
            return item.content.document(item.source, self.settings.spacy_pipeline)
        return read_document(item.content, self.settings.spacy_pipeline)

    def done(self, item: Item, summary: Summary) -> Outcome:
        """The outcome of an item with a summary."""
        cost = summary.run.cost_usd
        run = summary.run.model_copy(
            update={
                "seconds": None,  # a line's bytes do not depend on the clock
                "cost_usd": None if cost is None else round(cost * self.price, 8),
            }
        )
        summary = summary.model_copy(update={"run": run})
        line = BatchLine(id=item.id, source=item.source, settings=self.digest, summary=summary)
        said = tuple(f"{item.id}: {part}" for part in missing_sections(summary))
        return Outcome(line.json_line(), said=said)

    def failed(self, item: Item, error: SummarizerError) -> Outcome:
        """The outcome of an item that has none."""
        said = BatchError(
            type=type(error).__name__,
            message=error.message,
            hint=error.hint,
            exit_code=error.exit_code,
            retryable=error.retryable,
        )
        line = BatchLine(id=item.id, source=item.source, settings=self.digest, error=said)
        name = "" if error.message.startswith(item.id) else f"{item.id}: "
        return Outcome(line.json_line(), failed=True, said=(f"{name}{error}",))
