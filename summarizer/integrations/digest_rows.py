"""Rows of a table to digests, in three steps: notes of each article, matters of all, a digest of each matter.

The first and the last are functions of a batch that Ray Data and PySpark take as they are, and `with_digests` does all
for Daft. The second needs all notes and texts in one place: some kilobytes an article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from .. import api
from ..batch.digest_batch import identify_digest
from ..digests.article_notes import ArticleNote, Articles, read_note, take_note
from ..digests.collection import find_matters
from ..errors import InputError, SummarizerError, TimeLimitError
from ..models import Document
from ..pipeline import Result
from ..settings import Choices
from ..time_limit import limit_time
from .rows import COLUMNS, Row, Rows, import_daft, to_python, to_row

if TYPE_CHECKING:
    import pandas
    from daft import DataFrame

__all__ = ["DigestRows", "with_digests"]

Columns = Mapping[str, Sequence[Any]]


class DigestRows(Rows):
    """Digests of rows that have the columns of `Rows`.

    Ray Data: `articles.map_batches(rows.note)`, `rows.assign` of all rows, `groupby("matter").map_groups(rows.digest)`.
    PySpark: `mapInPandas` with `rows.note_frame`, `applyInPandas` with `lambda group: rows.digest_frame(group)`, for it
    takes a method for a function of two arguments. Daft: `with_digests`.
    """

    def note(self, batch: Columns) -> dict[str, Any]:
        """A batch with the columns `note` and `error` added: step 1, of any rows."""
        found = [self.note_row(value) for value in _to_rows(batch)]
        return {**batch, "note": [note for note, _ in found], "error": [error for _, error in found]}

    def note_row(self, value: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """The note of an article, or why it has none."""
        document = self._parse_row(value)
        if isinstance(document, InputError):
            return None, str(document)
        try:
            with limit_time(self.settings.document_timeout):
                return take_note(document).to_text(), None
        except TimeLimitError as error:
            return None, str(error)

    def assign(self, table: Columns) -> dict[str, Any]:
        """The rows that have a note, with the columns `matter`, `number` and `copy_of` added: step 2, of all rows.

        `matter` names the digest: it is the same for the same articles, so that what was written need not be again.
        `number` and `copy_of` are those of the article in it. Articles are numbered in the order of their ids, since
        engines give rows in any order.
        """
        kept = [place for place, note in enumerate(table["note"]) if to_python(note) is not None]
        found = [{name: cells[place] for name, cells in table.items()} for place in kept]
        noted = sorted(((read_note(row["note"]), row) for row in found), key=_order_key)
        rows = [row for _, row in noted]
        articles = Articles([note for note, _ in noted], lambda index: self._open(rows[index]))
        for members, copies in find_matters(articles):
            name = identify_digest(articles.choose(members))
            for place, (index, copy) in enumerate(zip(members, copies, strict=True), 1):
                rows[index] |= {"matter": name, "number": place, "copy_of": None if copy is None else copy + 1}
        names = [*(name for name in table if name != "error"), "matter", "number", "copy_of"]
        return {name: [row[name] for row in rows] for name in names}

    def digest(self, batch: Columns) -> dict[str, Any]:
        """The digest of the rows of one matter, or why it has none, as a batch of one row: step 3."""
        values = _to_rows(batch)
        row = self.digest_row(values)
        return {"matter": [values[0]["matter"]], "articles": [len(values)], **{name: [row[name]] for name in row}}  # type: ignore[literal-required]

    def digest_row(self, values: Sequence[Mapping[str, Any]]) -> Row:
        """The same as a row."""
        ordered = sorted(values, key=lambda value: value["number"])
        copies = [None if (copy := to_python(value["copy_of"])) is None else int(copy) - 1 for value in ordered]
        notes = [read_note(value["note"]) for value in ordered]
        articles = Articles(notes, lambda index: self._open(ordered[index]), copies)
        try:
            return to_row(Result("", api.digest(articles, self.settings)))
        except SummarizerError as error:
            return to_row(Result("", error=error))

    def note_frame(self, batch: pandas.DataFrame) -> pandas.DataFrame:
        """`note` of a data frame."""
        return _to_frame(self.note(batch.to_dict("list")))

    def digest_frame(self, batch: pandas.DataFrame) -> pandas.DataFrame:
        """`digest` of a data frame."""
        return _to_frame(self.digest(batch.to_dict("list")))

    def _open(self, value: Mapping[str, Any]) -> Document:
        document = self._parse_row(value)
        if isinstance(document, InputError):
            raise document
        return document


def _order_key(noted: tuple[ArticleNote, Mapping[str, Any]]) -> tuple[bool, float, str, str]:
    """What rows are put in order by: their ids, numbers before words, and what they say."""
    note, row = noted
    name = to_python(row.get("id"))
    is_number = isinstance(name, int | float)
    words = "" if name is None or is_number else str(name)
    return not is_number, float(name) if is_number else 0.0, words, note.info.id or ""


def _to_rows(batch: Columns) -> list[dict[str, Any]]:
    return [{name: cells[place] for name, cells in batch.items()} for place in range(len(batch["text"]))]


def _to_frame(columns: Columns) -> pandas.DataFrame:
    import pandas

    # Of type object: columns that pandas infers to hold text turn a None into NaN.
    return pandas.DataFrame({name: pandas.Series(list(cells), dtype=object) for name, cells in columns.items()})


class _DaftDigests:
    """`DigestRows` as Daft calls it, cell by cell."""

    def __init__(self, rows: DigestRows, names: Sequence[str]) -> None:
        self._rows, self._names = rows, names

    def note(self, *cells: Any) -> dict[str, str | None]:
        note, error = self._rows.note_row(dict(zip(self._names, cells, strict=True)))
        return {"note": note, "error": error}

    def digest(self, *lists: Any) -> Row:
        names = (*self._names, "note", "number", "copy_of")
        return self._rows.digest_row(_to_rows(dict(zip(names, lists, strict=True))))


def with_digests(frame: DataFrame, **choices: Unpack[Choices]) -> DataFrame:
    """A Daft frame of digests, one for each matter: the columns `matter`, `articles`, `summary` (JSON) and `error`.

    Args:
        frame: has the column `text` and, if known, `id`, `title`, `source`, `published_at`.
        choices: the fields of `Settings`.

    Raises:
        UsageError: Daft is not installed, or a setting is wrong.
    """
    daft = import_daft()
    rows, names = DigestRows(**choices), [name for name in COLUMNS if name in frame.column_names]
    text = daft.DataType.string()

    def call(function: Any, *fields: str) -> Any:
        types = daft.DataType.struct(dict.fromkeys(fields, text))
        return daft.method(function, return_dtype=types)

    methods = {
        "note": call(_DaftDigests.note, "note", "error"),
        "digest": call(_DaftDigests.digest, *Row.__annotations__),
    }
    worker = daft.cls(type("Digests", (_DaftDigests,), methods))(rows, names)
    noted = frame.select(*names).with_column("_found", worker.note(*(frame[name] for name in names)))
    noted = noted.with_column("note", daft.col("_found").get("note")).exclude("_found")
    table = daft.from_pydict(rows.assign(noted.to_pydict()))
    lists = [*names, "note", "number", "copy_of"]
    count = daft.col("number").count().alias("articles")
    grouped = table.groupby("matter").agg(count, *(daft.col(name).list_agg() for name in lists))
    found = grouped.with_column("_found", worker.digest(*(daft.col(name) for name in lists)))
    columns = {name: daft.col("_found").get(name) for name in Row.__annotations__}
    digests: DataFrame = found.with_columns(columns).select("matter", "articles", *columns)
    return digests
