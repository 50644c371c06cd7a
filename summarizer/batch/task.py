"""What is done with one item: read, parse, write, ground; and the line of output that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError, StoppedError, SummarizerError
from ..llm.cache import settings_digest
from ..longdoc import missing
from ..models import BatchError, BatchLine, Document, Summary
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
        from ..pipeline import summarize_offline

        try:
            return self.done(item, summarize_offline(self.document(item), self.settings))
        except Exception as error:
            return self.failed(item, _ours(error))

    async def with_model(self, item: Item, client: ModelClient) -> Outcome:
        """Summarise an item with a model. A stop is no error of the item's, and passes."""
        from ..pipeline import run_pipeline

        try:
            return self.done(item, await run_pipeline(self.document(item), self.settings, client))
        except StoppedError:
            raise
        except Exception as error:
            return self.failed(item, _ours(error))

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
        said = tuple(f"{item.id}: {part}" for part in missing(summary))
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


def _ours(error: Exception) -> SummarizerError:
    """The error, or, for a fault of ours, one that says so: it costs its document and not the thousand after it."""
    if isinstance(error, SummarizerError):
        return error
    hint = "`summarizer FILE` with SUMMARIZER_DEBUG=1 tells more; report it"
    fault = SummarizerError(f"internal error: {type(error).__name__}: {error}", hint)
    fault.exit_code = 3  # another version may do better: --resume tries it again
    return fault
