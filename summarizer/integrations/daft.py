"""Daft: a column of texts to a column of summaries, many requests at once in each worker.

The same job runs in one process, or on a Ray cluster after `daft.set_runner_ray()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from ..errors import missing_extra
from ..settings import Choices
from .rows import COLUMNS, Row, Rows

if TYPE_CHECKING:
    from daft import DataFrame


class _AsyncRows:
    """`Rows` as Daft calls it: cell by cell, on the loop of the worker."""

    def __init__(self, rows: Rows, names: tuple[str, ...]) -> None:
        self._rows = rows
        self._names = names

    async def __call__(self, *cells: Any) -> Row:
        return await self._rows.row(dict(zip(self._names, cells, strict=True)))


def with_summaries(frame: DataFrame, concurrency: int = 32, **choices: Unpack[Choices]) -> DataFrame:
    """The frame with the columns `summary` (JSON) and `error` added.

    Args:
        frame: has the column `text` and, if known, `id`, `title`, `source`, `published_at`.
        concurrency: requests under way at once, of each worker.
        choices: the fields of `Settings`.

    Raises:
        UsageError: Daft is not installed, or a setting is wrong.
    """
    try:
        import daft
    except ImportError:
        raise missing_extra("the Daft function", "daft") from None
    names = tuple(name for name in COLUMNS if name in frame.column_names)
    text = daft.DataType.string()
    call = daft.method(_AsyncRows.__call__, return_dtype=daft.DataType.struct({"summary": text, "error": text}))
    worker = daft.cls(type("Summaries", (_AsyncRows,), {"__call__": call}))(Rows(concurrency, **choices), names)
    found = frame.with_column("_found", worker(*(frame[name] for name in names)))
    columns = {name: daft.col("_found").get(name) for name in ("summary", "error")}
    return found.with_columns(columns).exclude("_found")
