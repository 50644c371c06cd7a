"""Workers: the same lines as one process, one document lost with a worker that dies, nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from summarizer import pipeline
from summarizer.batch import worker_pool as pools
from summarizer.batch.inputs import Item, Record
from summarizer.batch.task import ItemProcessor
from summarizer.batch.worker_pool import WorkerPool
from summarizer.errors import InputError, TimeLimitError
from summarizer.models import Document
from summarizer.settings import Settings

TASK = ItemProcessor(Settings())


def _items(count: int) -> list[Item]:
    texts = [f"Sales rose by {i}% in 2024. Profit fell by {i} million euros. The board expects a better year." for i in range(count)]
    return [Item(f"d{i}", f"in:{i}", Record(text=text)) for i, text in enumerate(texts)]


@pytest.fixture(params=[False, True], ids=["started", "forked"], autouse=True)
def _fork(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    monkeypatch.setattr(pools, "_may_fork", lambda: request.param)


def test_two_workers_write_what_one_process_writes() -> None:
    items = [*_items(12), Item("bad", "in:12", InputError("in:12: no record", "mend it"))]
    with WorkerPool(TASK, 2) as pool:
        assert list(pool.outcomes(items)) == [TASK.run_offline(item) for item in items]
        assert len(pool.processes) == 2
    _gone(pool.processes)


def test_a_worker_that_dies_takes_one_document_and_is_replaced() -> None:
    with WorkerPool(TASK, 1) as pool:
        outcomes = pool.outcomes(_items(12))
        first = next(outcomes)
        os.kill(pool.processes[0], signal.SIGKILL)
        lines = [json.loads(outcome.line) for outcome in [first, *outcomes]]
    failed = [line["error"] for line in lines if "error" in line]
    assert [line["id"] for line in lines] == [f"d{i}" for i in range(12)]
    assert len(failed) <= 1 and all(error["exit_code"] == 3 and "signal 9" in error["message"] for error in failed)
    _gone(pool.processes)


def test_a_fault_of_ours_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(item: Item) -> Document:
        raise ZeroDivisionError("by nothing") if item.id == "d1" else InputError("empty")

    task = ItemProcessor(Settings())
    monkeypatch.setattr(task, "document", faulty)
    errors = [json.loads(task.run_offline(item).line)["error"] for item in _items(2)]
    assert [(error["exit_code"], error["message"]) for error in errors] == [(2, "empty"), (3, "internal error: ZeroDivisionError: by nothing")]


def test_the_lines_of_a_record_and_of_a_file_with_the_same_text_differ_in_name_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Sales rose by 5% in 2024. Profit fell.", encoding="utf-8")
    file = json.loads(TASK.run_offline(Item("x", "x", path)).line)
    record = json.loads(TASK.run_offline(Item("x", "x", Record(text=path.read_text(encoding="utf-8")))).line)
    assert file == record
    assert file["summary"]["run"]["seconds"] is None


def _gone(processes: list[int]) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{pid}").exists() for pid in processes):
            return
        time.sleep(0.02)
    pytest.fail("a worker is still there")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask") or not hasattr(os, "fork"), reason="workers that are forks")
def test_a_worker_that_cannot_be_interrupted_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.SourceIndex

    def hang(document: Document, *more: Any) -> pipeline.SourceIndex:
        if "hang" in document.text:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})  # as if in a library that looks at no signals
            time.sleep(600)
        return real(document, *more)

    monkeypatch.setattr(pipeline, "SourceIndex", hang)
    monkeypatch.setattr(pools, "_GRACE", 0.5)
    monkeypatch.setattr(pools, "_may_fork", lambda: True)
    items = [Item(f"{n}", f"{n}", Record(text="The pumps hang." if n == 1 else "The pumps run.")) for n in range(4)]
    with WorkerPool(ItemProcessor(Settings(document_timeout=10)), 2) as pool:
        outcomes = list(pool.outcomes(items))
    assert [outcome.failure for outcome in outcomes] == [None, TimeLimitError, None, None]
