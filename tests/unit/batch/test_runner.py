"""A batch from beginning to end, as far as its user is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.batch.runner import BatchPlan, run_batch
from summarizer.settings import Settings


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_failures_are_told_and_all_stand_in_the_output(tmp_path: Path, workers: int) -> None:
    records = [f'{{"id": "d{i}", "text": " "}}' for i in range(7)] + ['{"id": "good", "text": "Sales rose 5% in 2024."}', "none"]
    (tmp_path / "in.jsonl").write_text("\n".join(records), encoding="utf-8")
    said: list[str] = []
    totals = run_batch(BatchPlan((str(tmp_path / "in.jsonl"),), tmp_path / "out.jsonl", workers=workers), Settings(), said.append)
    assert (totals.done, totals.failed) == (1, 8)
    assert [line.split(":")[0] for line in said[:5]] == [f"d{i}" for i in range(5)] and "its text is empty" in said[0]
    assert said[5] == "further failures stand in the output alone" and said[6].startswith("9 documents: 1 done, 8 failed") and len(said) == 7
    assert (tmp_path / "out.jsonl").read_bytes().count(b'"error"') == 8


def test_a_failure_that_names_its_document_is_not_named_twice(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    said: list[str] = []
    run_batch(BatchPlan((str(tmp_path / "empty.txt"),), tmp_path / "out.jsonl"), Settings(), said.append)
    assert said[0].startswith(f"{tmp_path / 'empty.txt'}: is empty; ")


def test_an_output_in_the_folder_of_the_inputs_ends_and_resumes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sales rose 5% in 2024. Profit fell.", encoding="utf-8")
    plan = BatchPlan((str(tmp_path),), tmp_path / "out.jsonl", resume=True)
    assert run_batch(plan, Settings(), lambda line: None).done == 1
    first = plan.output.read_bytes()
    assert run_batch(plan, Settings(), lambda line: None).done == 0 and plan.output.read_bytes() == first
