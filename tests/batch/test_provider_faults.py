"""Whatever a provider's batch interface does and whenever the process is killed: nothing is lost and nothing paid twice.

Some cells of the matrix by default, every fault with two kills by `make big`, and all of them by `make soak`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.batch.provider_answers import AnswerFiles, find_missing
from summarizer.batch.provider_state import BatchStore, SubmittedBatch
from summarizer.cli.main import main
from summarizer.errors import InputError, UsageError
from summarizer.llm.openai_adapter import BatchState

from .provider_faults import FAULTS, KILLS, run_cell

_QUICK = [
    ("looks are refused for a while", "at a later look"),
    ("looks show an unknown state", "never"),
    ("submissions are taken, and cut off", "after the submission"),
    ("files are short at first", "after the download"),
    ("a line is words", "inside a line"),
    ("raw line separators", "in the submission"),
]
_KILLS = list(KILLS)[1:]
_SLOW = [(fault, kill) for i, fault in enumerate(FAULTS) for kill in ("never", _KILLS[i % len(_KILLS)])]


@pytest.mark.parametrize(("fault", "kill"), _QUICK)
def test_nothing_is_lost_or_paid_twice(fault: str, kill: str, tmp_path: Path) -> None:
    assert run_cell(fault, kill, tmp_path) == []


@pytest.mark.big
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("fault", "kill"), [cell for cell in _SLOW if cell not in _QUICK])
def test_nothing_is_lost_or_paid_twice_by_any_fault(fault: str, kill: str, tmp_path: Path) -> None:
    assert run_cell(fault, kill, tmp_path) == []


def _line(name: str, status: int = 200) -> bytes:
    return json.dumps({"custom_id": name, "response": {"status_code": status, "body": {"x": "a\u2028b"}}}, ensure_ascii=False).encode()


def _missing(data: bytes, status: str = "completed", **counts: int) -> tuple[set[str], set[str], set[str]]:
    files = AnswerFiles()
    files.add_file(data)
    state = BatchState.model_validate({"id": "b", "status": status, "request_counts": counts or None})
    missing = find_missing(["a", "b", "c"], state, files)
    return set(missing.unanswered), set(missing.unreadable), set(missing.withheld)


@pytest.mark.parametrize(
    ("lines", "status", "counts", "expected"),
    [
        ([_line("a"), _line("b"), _line("c")], "completed", {}, (set(), set(), set())),
        ([_line("a"), _line("b")], "completed", {}, (set(), set(), {"c"})),
        ([_line("a"), _line("b")], "completed", {"completed": 2, "failed": 1}, ({"c"}, set(), set())),
        ([_line("a"), _line("b")], "expired", {"completed": 2, "failed": 1}, ({"c"}, set(), set())),
        ([_line("a"), _line("b")], "expired", {"completed": 3}, (set(), set(), {"c"})),
        ([_line("a"), _line("b"), b'{"custom_id": "c"', b""], "expired", {}, (set(), {"c"}, set())),
        ([_line("a"), _line("b"), b'{"custom_id": "c", "response": 1}', b""], "completed", {}, (set(), {"c"}, set())),
        ([_line("a"), _line("b"), b'{"custom_id": "c"'], "expired", {}, (set(), set(), {"c"})),
        ([_line("a"), _line("b", 500), _line("b"), _line("c", 500)], "completed", {}, (set(), set(), set())),
    ],
)
def test_what_became_of_a_request_without_an_answer(lines: list[bytes], status: str, counts: dict[str, int], expected: tuple[set[str], set[str], set[str]]) -> None:
    assert _missing(b"\n".join(lines), status, **counts) == expected


def test_the_state_is_kept_and_read_back_and_nothing_else_is_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / ".out.jsonl.batches"
    store = BatchStore(path, "0123")
    assert store.batches == [] and not path.exists()
    store.add(SubmittedBatch(file_id="f", requests=["a"]))
    assert BatchStore(path, "0123").batches == store.batches
    with pytest.raises(UsageError, match="submitted with other settings"):
        BatchStore(path, "4567")
    store.remove(store.batches[0])
    assert not path.exists()
    path.write_text('["batch_1"]')
    assert [batch.id for batch in BatchStore(path, "0123").batches] == ["batch_1"]
    path.write_text("{")
    with pytest.raises(InputError, match="is no list of submitted batches"):
        BatchStore(path, "0123")


@pytest.mark.parametrize("options", [[], ["--resume"], ["--provider-batch", "-m", "openai/gpt-5-mini"]])
def test_a_run_that_would_forget_paid_batches_is_refused(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, output = tmp_path / "a.txt", tmp_path / "out.jsonl"
    article.write_text("Sales rose 4% in 2024, the company said on Friday.")
    (tmp_path / ".out.jsonl.batches").write_text('["batch_1"]')
    assert main(["batch", str(article), "-o", str(output), *options]) == 2
    assert "batches of an earlier run may still hold its answers; go on with --provider-batch --resume" in capsys.readouterr().err
    assert not output.exists()


def test_batches_of_a_provider_need_a_file_to_be_noted_beside(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", __file__, "--provider-batch", "-m", "openai/gpt-5-mini"]) == 2
    assert "--provider-batch needs a file for its output; name one with -o" in capsys.readouterr().err
