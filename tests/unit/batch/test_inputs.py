"""Inputs of a batch: what becomes an item, under which id, in which order."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from summarizer.batch.inputs import Inputs, Item, Record
from summarizer.batch.task import ItemProcessor
from summarizer.errors import InputError, UsageError
from summarizer.settings import Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")


def _lines(path: Path, *records: object) -> None:
    path.write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in records), encoding="utf-8")


def test_a_folder_gives_its_texts_by_name_and_says_what_it_passes_over(folder: Path) -> None:
    _write(folder, "in/b.txt", "in/a.md", "in/d.PDF", "in/sub/c.txt", "in/.hidden", "in/.git/d.txt", "in/x.png", "in/y.png")
    said: list[str] = []
    assert [item.id for item in Inputs(["in"], said.append)] == ["in/a.md", "in/b.txt", "in/d.PDF", "in/sub/c.txt"]
    assert said == ["in: 2 files .png passed over; name them to have them read"]


def test_a_pattern_reaches_into_folders(folder: Path) -> None:
    _write(folder, "in/b.txt", "in/sub/c.txt", "in/sub/d.md")
    assert [item.id for item in Inputs(["in/**/*.txt"])] == ["in/b.txt", "in/sub/c.txt"]


def test_a_file_named_twice_is_one_document(folder: Path) -> None:
    _write(folder, "in/b.txt")
    assert [item.id for item in Inputs(["in", "in/b.txt", "./in/../in/b.txt"])] == ["in/b.txt"]


def test_records_keep_their_ids_and_take_their_line_for_one(folder: Path) -> None:
    _lines(folder / "a.jsonl", {"id": "x", "text": "T", "source": "Daily"}, "\n", {"text": "U"}, {"id": 7, "text": "V"})
    items = list(Inputs(["a.jsonl"]))
    assert [(item.id, item.source) for item in items] == [("x", "Daily"), ("a.jsonl:3", "a.jsonl:3"), ("7", "a.jsonl:4")]
    assert all(isinstance(item.content, Record) for item in items)


def test_an_id_that_was_there_gets_another_and_a_line(folder: Path) -> None:
    _lines(folder / "a.jsonl", {"id": "x", "text": "T"}, {"id": "x", "text": "U"}, {"id": "x#2", "text": "V"}, {"id": "x", "text": "W"})
    said: list[str] = []
    items = list(Inputs(["a.jsonl"], said.append))
    assert [item.id for item in items] == ["x", "x#2", "x#2#2", "x#3"]
    assert len(said) == 3 and "is called x#2" in said[0]


def test_a_line_that_is_no_record_fails_alone(folder: Path) -> None:
    _lines(folder / "a.jsonl", "{nonsense\n", {"id": "x"}, {"id": "y", "text": "T", "published_at": "soon"}, {"id": "z", "text": "U"})
    items = list(Inputs(["a.jsonl"]))
    errors = [str(item.content) for item in items if isinstance(item.content, InputError)]
    assert [item.id for item in items] == ["a.jsonl:1", "x", "y", "z"]
    assert "neither a `text` nor an `address`" in errors[1] and "`published_at`: is no date" in errors[2]


def test_standard_input_is_records_and_its_number_unknown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"id": "x", "text": "T"}\n{"text": "U"}'))
    monkeypatch.setattr(sys, "stdin", stream)
    inputs = Inputs(["-"])
    assert inputs.count() is None
    assert [item.id for item in inputs] == ["x", "standard input:2"]


def test_count_is_the_number_of_items(folder: Path) -> None:
    _write(folder, "in/b.txt", "in/c.txt")
    _lines(folder / "a.jsonl", {"id": "x", "text": "T"}, "\n", {"text": "U"})
    inputs = Inputs(["in", "a.jsonl"])
    assert inputs.count() == len(list(inputs)) == 4


def test_one_missing_file_is_a_document_that_fails_and_nothing_at_all_is_an_error(folder: Path) -> None:
    _write(folder, "b.txt")
    assert [item.id for item in Inputs(["gone.txt", "b.txt"])] == ["gone.txt", "b.txt"]
    with pytest.raises(InputError, match="no such file"):
        Inputs(["gone.txt", "no*.txt"])


def test_a_record_may_call_its_date_so() -> None:
    record = Record.model_validate({"text": "Sales rose 5%. Profit fell.", "date": "May 1, 2025"})
    assert record.published_at == "2025-05-01"


def test_what_a_record_says_wins_over_its_text() -> None:
    record = Record(id="x", text="Title\n\n虎嗅APP·2025-09-21 02:50\n\n收入增长。利润下降。", source="Daily", published_at="2025-01-02 03:04")
    document = record.document("a.jsonl:1")
    assert (document.source, document.published_at) == ("Daily", "2025-01-02T03:04:00")
    assert Item("x", "y", record).id == "x"


def test_the_output_is_no_input(folder: Path) -> None:
    _write(folder, "in/a.txt")
    _lines(folder / "in/out.jsonl", {"id": "x", "summary": {}})
    said: list[str] = []
    inputs = Inputs(["in", "in/*.jsonl"], said.append, Path("in/../in/out.jsonl"))
    assert [item.id for item in inputs] == ["in/a.txt"] and inputs.count() == 1
    assert said == ["in/out.jsonl: passed over; it is the output"] * 2
    with pytest.raises(UsageError, match="is the input and the output"):
        Inputs(["in/out.jsonl"], output=Path("in/out.jsonl"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_of_a_folder_are_passed_over_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("/dev/null")
    (tmp_path / "d.txt").symlink_to("nowhere")
    said: list[str] = []
    names = [Path(item.id).name for item in Inputs([str(tmp_path)], said.append)]
    assert names == ["a.txt", "d.txt"], "a link to nothing fails by itself"
    assert len(said) == 1 and "2 files .txt passed over" in said[0]


def test_a_line_too_long_for_a_record_costs_itself_and_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.batch.inputs.MAX_BYTES", 100)
    monkeypatch.setattr("summarizer.batch.inputs._SKIP_SIZE", 16)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n' + b"x" * 1000 + b'\n{"text": "b"}\n' + b"x" * 1000)
    items = list(Inputs([str(path)]))
    assert [type(item.content) for item in items] == [Record, InputError, Record, InputError]
    assert max(len(line) for line in batch_lines(path)) == 101
    assert Inputs([str(path)]).count() == 4


def batch_lines(path: Path) -> list[bytes]:
    from summarizer.batch.inputs import _read_lines

    with path.open("rb") as file:
        return list(_read_lines(file))


def test_doubled_ids_take_time_in_proportion_and_few_lines(tmp_path: Path) -> None:
    path, lines = tmp_path / "in.jsonl", []
    path.write_text('{"id": "a", "text": "T"}\n' * 30_000 + '{"id": "a#7", "text": "T"}\n')
    started = time.process_time()
    ids = [item.id for item in Inputs([str(path)], lines.append)]
    assert time.process_time() - started < 10  # where each is counted from the first, n² of 30,000
    assert len(set(ids)) == len(ids) == 30_001 and ids[:3] == ["a", "a#2", "a#3"] and ids[-1] == "a#7#2"
    assert len(lines) == 6 and lines[-1] == "further ids that were there before are renamed likewise"


def test_a_line_that_is_no_record_keeps_its_id(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a1", "text": 5}\n{"id": 7}\n{"text": 5}\n{"id": "b", "text"\n')
    items = list(Inputs([str(path)]))
    assert [item.id for item in items] == ["a1", "7", f"{path}:3", f"{path}:4"]
    outcome = ItemProcessor(Settings()).run_offline(items[0])
    assert json.loads(outcome.line)["id"] == "a1" and outcome.messages[0].startswith(f"a1: {path}:1: no record: `text`")


def test_long_ids_are_cut_in_messages_and_whole_in_lines(tmp_path: Path) -> None:
    path, lines, name = tmp_path / "in.jsonl", [], "x" * 1_000_000
    path.write_text(f'{{"id": "{name}", "text": ""}}\n' * 2)
    first, second = Inputs([str(path)], lines.append)
    assert first.id == name and second.id == f"{name}#2" and len(lines[0]) < 1000
    outcome = ItemProcessor(Settings()).run_offline(first)
    assert json.loads(outcome.line)["id"] == name and len(outcome.messages[0]) < 1000 and "its text is empty" in outcome.messages[0]
