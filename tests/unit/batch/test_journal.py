"""The output of a batch: whole lines, each document once, whatever an earlier process left behind."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.batch import journal as journal_module
from summarizer.batch.journal import Journal
from summarizer.errors import InputError, UsageError
from summarizer.models import BatchError, BatchLine, Run, Statement, Summary

ROOT = Path(__file__).parents[3]
SETTINGS = "0123456789ab"


def _line(name: str, exit_code: int = 0) -> bytes:
    if exit_code:
        error = BatchError(type="E", message="m", exit_code=exit_code)
        return BatchLine(id=name, source=name, settings=SETTINGS, error=error).json_line()
    summary = Summary(language="en", core_viewpoint=Statement(text="好 text"), run=Run(seconds=None))
    return BatchLine(id=name, source=name, settings=SETTINGS, summary=summary).json_line()


def _ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def _run(path: Path, names: list[str], resume: bool = True) -> None:
    with closing(Journal(path, SETTINGS, resume)) as journal:
        before = set(journal.done)
        for name in names:
            if name not in before:
                journal.write(_line(name))


def test_a_line_has_a_summary_or_an_error_and_not_the_other_key() -> None:
    assert "error" not in json.loads(_line("a")) and "summary" not in json.loads(_line("a", 2))
    with pytest.raises(ValueError, match="either"):
        BatchLine(id="a", source="a", settings=SETTINGS)


@given(names=st.lists(st.text(min_size=1), min_size=1, max_size=8, unique=True), data=st.data())
def test_resumed_after_a_cut_anywhere_the_file_is_that_of_an_uninterrupted_run(names: list[str], data: st.DataObject) -> None:
    whole = b"".join(map(_line, names))
    cut = data.draw(st.integers(0, len(whole)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.jsonl"
        path.write_bytes(whole[:cut])
        _run(path, names)
        assert path.read_bytes() == whole
        _run(path, names)
        assert path.read_bytes() == whole


def test_failures_are_done_again_but_for_those_that_a_model_has_answered(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(_line("a") + _line("b", 3) + _line("c", 2) + _line("d", 1) + _line("e")[:20])
    path.chmod(0o640)
    with closing(Journal(path, SETTINGS, resume=True)) as journal:
        assert list(journal.done) == ["a", "d"] and journal.failures == 1
        journal.write(_line("b"))
        journal.write(_line("c"))
        journal.write(_line("e"))
        journal.reorder(["a", "b", "c", "d", "e"])
    assert _ids(path) == ["a", "b", "c", "d", "e"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_lines_of_documents_that_are_no_longer_named_stay_first(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(_line("b") + _line("gone") + _line("a"))
    with closing(Journal(path, SETTINGS, resume=True)) as journal:
        journal.reorder(["a", "b"])
    assert _ids(path) == ["gone", "a", "b"]


def test_without_resume_an_earlier_output_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(_line("a"))
    with closing(Journal(path, SETTINGS)) as journal:
        assert not journal.done and journal.backup == tmp_path / "out.jsonl.bak"
        journal.write(_line("b"))
    assert (_ids(path), _ids(tmp_path / "out.jsonl.bak")) == (["b"], ["a"])


def test_no_backup_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    for name in "abcd":
        with closing(Journal(path, SETTINGS)) as journal:
            journal.write(_line(name))
    found = {p.name: _ids(p) for p in tmp_path.iterdir()}
    assert found == {"out.jsonl": ["d"], "out.jsonl.bak": ["a"], "out.jsonl.bak.2": ["b"], "out.jsonl.bak.3": ["c"]}


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_stays_a_link_and_its_file_is_what_is_locked_and_moved(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    file, link = tmp_path / "real" / "out.jsonl", tmp_path / "link.jsonl"
    file.write_bytes(_line("a", 3) + _line("b"))
    link.symlink_to(file)
    with closing(Journal(link, SETTINGS, resume=True)) as journal:
        journal.write(_line("a"))
        with pytest.raises(UsageError, match="another batch is writing it"):
            Journal(file, SETTINGS)
    assert _ids(file) == ["b", "a"] and link.is_symlink()
    with closing(Journal(link, SETTINGS)):
        assert _ids(tmp_path / "real" / "out.jsonl.bak") == ["b", "a"]


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_the_lock_is_that_of_the_file_under_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, lock = tmp_path / "out.jsonl", journal_module._lock
    path.write_bytes(_line("a"))
    replaced = []

    def replace_first(file: int) -> bool:
        if not replaced:  # what another process that resumes the file does between our opening and locking it
            replaced.append(file)
            (tmp_path / "new").write_bytes(_line("a") + _line("b"))
            os.replace(tmp_path / "new", path)
        return lock(file)

    monkeypatch.setattr(journal_module, "_lock", replace_first)
    _run(path, ["a", "b", "c"])
    assert replaced and _ids(path) == ["a", "b", "c"]


@pytest.mark.skipif(os.name != "posix", reason="forks")
@pytest.mark.parametrize("races", [40, pytest.param(600, marks=pytest.mark.slow)])
def test_of_two_processes_one_works_and_one_is_told(races: int, tmp_path: Path) -> None:
    code = f"from pathlib import Path; from tests.batch.journal_races import race; print([problem for seed in range({races}) if (problem := race(Path({str(tmp_path)!r}), seed))])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)  # a small process forks in a tenth of the time
    assert done.stdout == "[]\n", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"some": "file"}\n', "out.jsonl:1: is no line of a batch"),
        (b"words\n", "is no line of a batch"),
        (_line("a").replace(SETTINGS.encode(), b"ffffffffffff"), "was written with other settings"),
        (_line("a") + _line("a"), "out.jsonl:2: has a second line for a"),
    ],
)
def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        Journal(path, SETTINGS, resume=True)
    assert path.read_bytes() == content


def test_two_processes_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    code = f"from summarizer.batch.journal import Journal; from pathlib import Path; Journal(Path({str(path)!r}), {SETTINGS!r}, True)"
    with closing(Journal(path, SETTINGS)):
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "another batch is writing it" in result.stderr
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_full_disk_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.jsonl"
    write = os.write

    def full(file: int, data: bytes) -> int:
        if b'"c"' in bytes(data):
            write(file, data[:10])
            raise OSError(28, "No space left on device")
        return write(file, data)

    with closing(Journal(path, SETTINGS)) as journal:
        journal.write(_line("a"))
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(InputError, match="No space left"):
            journal.write(_line("c"))
    assert path.read_bytes() == _line("a")


def test_an_output_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: No such file"):
        Journal(tmp_path / "no" / "out.jsonl", SETTINGS)


def test_standard_output_takes_lines_and_is_not_resumed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with closing(Journal(Path("-"), SETTINGS)) as journal:
        journal.write(_line("a"))
    assert capfdbinary.readouterr().out == _line("a")
    with pytest.raises(UsageError, match="cannot be resumed"):
        Journal(Path("-"), SETTINGS, resume=True)


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_laid_where_the_temporary_file_goes_leads_nowhere(tmp_path: Path) -> None:
    victim, output = tmp_path / "victim", tmp_path / "out.jsonl"
    victim.write_text("precious")
    output.write_bytes(_line("a", 3) + _line("b"))
    (tmp_path / ".out.jsonl.tmp").symlink_to(victim)
    _run(output, ["a", "b"])
    assert victim.read_text() == "precious"
    assert not output.is_symlink() and sorted(_ids(output)) == ["a", "b"]


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_a_terminal_is_not_given_what_it_would_obey(monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = os.openpty()
    monkeypatch.setattr(os, "dup", lambda _: terminal)
    monkeypatch.setattr(os, "isatty", lambda descriptor: descriptor == 1)
    error = BatchError(type="E", message="a \x9b31m \u202e b")
    with closing(Journal(Path("-"), SETTINGS)) as journal:
        journal.write(BatchLine(id="x", source="x", settings=SETTINGS, error=error).json_line())
        shown = os.read(controller, 10_000).decode()
    os.close(controller)
    assert "‹U+009B›31m ‹U+202E› b" in shown and "\x9b" not in shown
