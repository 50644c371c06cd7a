"""Rows of a table to summaries: a callable that Ray Data and PySpark take as it is, and a function for Daft.

A Daft job runs in one process, or on a Ray cluster after `daft.set_runner_ray()`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from pydantic import ValidationError

from ..batch.inputs import Record
from ..concurrency import ConcurrencyLimiter
from ..errors import InputError, missing_extra_error
from ..llm.client import ModelClient
from ..models import Document
from ..pipeline import Result, summarize_each, try_summarize, try_summarize_offline, unwrap_input
from ..settings import Choices, resolve_settings

if TYPE_CHECKING:
    import pandas
    from daft import DataFrame

    from ..llm.client import ModelClient

__all__ = ["Rows", "with_summaries"]

COLUMNS = ("text", "id", "title", "source", "published_at")


class Row(TypedDict):
    """The result of a row: its summary in JSON, or the error that prevented it."""

    summary: str | None
    error: str | None


class Rows:
    """Summarises rows that have the column `text` and, if known, `id`, `title`, `source` and `published_at`.

    Ray Data: `dataset.map_batches(Rows, fn_constructor_kwargs={...}, concurrency=4)`. PySpark:
    `frame.mapInPandas(lambda batches: map(rows.frame, batches), schema)`. Daft: `with_summaries`.

    Args:
        concurrency: requests under way at once, of each worker.
        choices: the fields of `Settings`.

    Raises:
        UsageError: a setting is wrong.
    """

    def __init__(self, concurrency: int = 16, **choices: Unpack[Choices]) -> None:
        self.settings = resolve_settings(None, choices)
        self.concurrency = concurrency
        self._connection: tuple[asyncio.AbstractEventLoop, ModelClient] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_connection": None}  # a connection does not travel

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
        """A batch as columns by name, with the columns `summary` and `error` added."""
        given = {name: batch[name] for name in COLUMNS if name in batch}
        found = self.rows([{name: cells[i] for name, cells in given.items()} for i in range(len(batch["text"]))])
        return {**batch, "summary": [row["summary"] for row in found], "error": [row["error"] for row in found]}

    def frame(self, batch: pandas.DataFrame) -> pandas.DataFrame:
        """A batch as a data frame, with the columns `summary` and `error` added."""
        import pandas

        found = self.rows(batch[[name for name in COLUMNS if name in batch]].to_dict("records"))
        # Of type object: columns that pandas infers to hold text turn a None into NaN.
        columns = {
            name: pandas.Series([row[name] for row in found], index=batch.index, dtype=object)
            for name in ("summary", "error")
        }
        return batch.assign(**columns)

    def rows(self, values: Sequence[Mapping[str, Any]]) -> list[Row]:
        """The summary of each row, or why it has none, in order."""
        documents = [self._parse_row(value) for value in values]
        return list(map(to_row, summarize_each(documents, self.settings, self.concurrency, unwrap_input)))

    async def row(self, value: Mapping[str, Any]) -> Row:
        """The summary of one row, or why it has none, for engines that call many at once on a loop of their own."""
        document = self._parse_row(value)
        if self.settings.offline or isinstance(document, InputError):
            return to_row(try_summarize_offline(document, self.settings, unwrap_input))
        return to_row(await try_summarize(document, self.settings, unwrap_input, self._client_of_loop()))

    def _client_of_loop(self) -> ModelClient:
        """The connection of the running loop; engines keep a loop for the life of a worker."""
        loop = asyncio.get_running_loop()
        if self._connection is None or self._connection[0] is not loop:
            self._connection = loop, ModelClient(self.settings, dispatcher=ConcurrencyLimiter(self.concurrency))
        return self._connection[1]

    def _parse_row(self, value: Mapping[str, Any]) -> Document | InputError:
        place = f"row {value['id']}" if value.get("id") is not None else "a row"
        fields = {name: to_python(item) for name, item in value.items()}
        if fields.get("text") is None:
            return InputError(f"{place}: `text`: is missing", "a row's address is not read")
        try:
            record = Record.model_validate(fields)
            return record.document(place, self.settings.spacy_pipeline, kind=self.settings.kind)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            return InputError(f"{place}: `{'.'.join(map(str, first['loc']))}`: {first['msg'].lower()}")
        except InputError as error:
            return error


def to_python(value: Any) -> Any:
    """A cell as a Python value: numpy scalars converted, and NaN, NaT and pandas' NA as None."""
    value = value.item() if hasattr(value, "item") else value
    return value if (value == value) is True else None  # NaN is not equal to itself, and of NA that is not known


def to_row(result: Result[Any]) -> Row:
    """The result of a row."""
    if result.summary is None:
        return Row(summary=None, error=str(result.error))
    run = result.summary.run.model_copy(update={"seconds": None})  # a row's bytes do not depend on the clock
    return Row(summary=result.summary.model_copy(update={"run": run}).model_dump_json(), error=None)


def import_daft() -> Any:
    """The module Daft. Raises `UsageError` if it is not installed."""
    try:
        import daft
    except ImportError:
        raise missing_extra_error("the Daft function", "daft") from None
    return daft


class _AsyncRows:
    """`Rows` as Daft calls it: cell by cell, on the loop of the worker."""

    def __init__(self, rows: Rows, names: tuple[str, ...]) -> None:
        self._rows = rows
        self._names = names

    async def __call__(self, *cells: Any) -> Row:
        return await self._rows.row(dict(zip(self._names, cells, strict=True)))


def with_summaries(frame: DataFrame, concurrency: int = 32, **choices: Unpack[Choices]) -> DataFrame:
    """A Daft frame with the columns `summary` (JSON) and `error` added.

    Args:
        frame: has the column `text` and, if known, `id`, `title`, `source`, `published_at`.
        concurrency: requests under way at once, of each worker.
        choices: the fields of `Settings`.

    Raises:
        UsageError: Daft is not installed, or a setting is wrong.
    """
    daft = import_daft()
    names = tuple(name for name in COLUMNS if name in frame.column_names)
    text = daft.DataType.string()
    call = daft.method(_AsyncRows.__call__, return_dtype=daft.DataType.struct({"summary": text, "error": text}))
    worker = daft.cls(type("Summaries", (_AsyncRows,), {"__call__": call}))(Rows(concurrency, **choices), names)
    found = frame.with_column("_found", worker(*(frame[name] for name in names)))
    columns = {name: daft.col("_found").get(name) for name in ("summary", "error")}
    return found.with_columns(columns).exclude("_found")
