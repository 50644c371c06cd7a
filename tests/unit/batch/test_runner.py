"""A batch from beginning to end, as far as its user is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.batch.accounting import Totals
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


def test_a_line_of_progress_is_not_taken_for_the_last_one() -> None:
    totals = Totals(total=150, done_before=40, done=70, failed=1)
    assert totals.progress_line().startswith("so far 111 of 150, 1 failed; ")
    assert totals.summary_line().startswith("71 documents: 70 done, 1 failed; 40 before; ") and totals.summary_line().endswith("written by the offline engine")
    assert "written by" not in Totals(total=4, done_before=4).summary_line()  # nothing was


@pytest.mark.parametrize("name", ["out.jsonl", "out.db"])
def test_a_repaired_document_is_done_and_a_changed_one_is_told_of(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    texts = {"empty": "", "kept": "Sales rose 5% in 2024. Profit fell.", "new": "Sales fell 7% in 2024. Profit rose."}
    for title, text in texts.items():
        (tmp_path / "in" / f"{title}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "lines.jsonl").write_text('{"id": "r", "text": "Costs rose 4% in 2024."}\n', encoding="utf-8")
    said: list[str] = []
    plan = BatchPlan((str(tmp_path / "in"),), tmp_path / name, resume=True)
    assert run_batch(plan, Settings(), said.append).failed == 1
    (tmp_path / "in" / "empty.txt").write_text("Costs fell 3% in 2024.", encoding="utf-8")
    (tmp_path / "in" / "new.txt").write_text("Margins rose 9% in 2025.", encoding="utf-8")
    (tmp_path / "in" / "lines.jsonl").write_text('{"id": "r", "text": "Costs rose 6% in 2024."}\n', encoding="utf-8")
    said.clear()
    totals = run_batch(plan, Settings(), said.append)
    assert (totals.done, totals.failed, totals.done_before, totals.failed_before) == (1, 0, 3, 0)
    changed = [line.split(": ")[0] for line in said if "has changed since; its summary is of the old text" in line]
    assert changed == ["r", str(tmp_path / "in" / "new.txt")]


def test_an_output_in_the_folder_of_the_inputs_ends_and_resumes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sales rose 5% in 2024. Profit fell.", encoding="utf-8")
    plan = BatchPlan((str(tmp_path),), tmp_path / "out.jsonl", resume=True)
    assert run_batch(plan, Settings(), lambda line: None).done == 1
    first = plan.output.read_bytes()
    assert run_batch(plan, Settings(), lambda line: None).done == 0 and plan.output.read_bytes() == first
