"""Rows of tables to summaries: the callable by itself."""

from __future__ import annotations

import pickle
import sys

import pytest

from summarizer.errors import UsageError
from summarizer.integrations.rows import Rows
from tests.batch.scripted_server import ScriptedServer

from .table import TABLE, assert_summarised


def test_columns_in_columns_out() -> None:
    assert_summarised(Rows()(TABLE))


def test_numpy_and_pandas_are_taken_as_they_are() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(TABLE)
    assert_summarised(Rows()({name: frame[name].to_numpy() for name in frame}))
    assert_summarised(Rows().frame(frame).to_dict("list"))


def test_it_travels_to_a_worker() -> None:
    rows: Rows = pickle.loads(pickle.dumps(Rows(groups=2, concurrency=3)))
    assert rows.settings.groups == 2 and rows.concurrency == 3
    assert_summarised(rows(TABLE))


def test_with_a_model_many_are_asked_at_once() -> None:
    with ScriptedServer(latency=0.05) as server:
        rows = Rows(concurrency=4, model="openai/x", base_url=server.url, api_key="k")
        assert_summarised(rows(TABLE))
    assert 2 <= server.peak <= 4 and len(server.requests) == 8


def test_a_row_that_makes_no_sense_says_why() -> None:
    row = Rows().rows([{"id": "a", "text": None}, {"text": "Profit rose by 5%. It fell.", "published_at": "whenever"}])
    assert [r["summary"] for r in row] == [None, None]
    assert "row a: `text`" in str(row[0]["error"]) and "`published_at`" in str(row[1]["error"])


def test_daft_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer.integrations.rows import with_summaries

    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(UsageError, match="extra `daft`"):
        with_summaries(None)  # type: ignore[arg-type]  # it is not looked at
