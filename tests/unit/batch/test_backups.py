"""Lines and rows that are not asked for any more: wherever a process is killed, each is in the output or in a backup."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType

import pytest

from summarizer.batch.journal import Journal
from summarizer.errors import InputError
from summarizer.models import BatchLine, DigestSource, Run, Statement, Summary

SETTINGS = "0123456789ab"
NAMES = ("a", "b", "c", "d", "e")
KEPT, SAVED = ["e", "a"], ["b", "d"]  # c is replaced


def open_output(path: Path) -> Journal:
    """The output, resumed; a database has the interface of lines."""
    if path.suffix != ".db":
        return Journal(path, SETTINGS, resume=True)
    from summarizer.batch.database import DatabaseJournal

    return DatabaseJournal(path, SETTINGS, None, resume=True)  # type: ignore[return-value]


def write_output(path: Path) -> dict[str, BatchLine]:
    written = {}
    with closing(open_output(path)) as journal:
        for name in NAMES:
            summary = Summary(language="en", core_viewpoint=Statement(text=f"Text {name}"), sources=(DigestSource(number=1, id=f"article {name}"),), run=Run(seconds=None))
            written[name] = BatchLine(id=name, source=name, settings=SETTINGS, summary=summary)
            journal.write(written[name].json_line())
    return written


def read_outputs(path: Path) -> list[dict[str, BatchLine]]:
    """What is in the output, and in each of its backups."""
    outputs = [path, *sorted(path.parent.glob(f"{path.name}.bak*"))]
    if path.suffix != ".db":
        read = [[BatchLine.model_validate_json(line) for line in each.read_bytes().splitlines()] for each in outputs]
    else:
        from summarizer.batch.database import read_lines

        read = [read_lines(each) for each in outputs if each.stat().st_size]
    return [{line.id: line for line in lines} for lines in read]


def kill_at(step: int, path: Path) -> bool:
    """Keep some lines in another process, which ends at one of its lines of Python. Returns whether it came so far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = step

    def count(frame: FrameType, event: str, _: object) -> object:
        nonlocal left
        if "/summarizer/batch/" not in frame.f_code.co_filename:
            return None
        left -= event == "line"
        if left < 0:
            os._exit(9)
        return count

    journal = open_output(path)
    sys.settrace(count)
    journal.keep(KEPT, SAVED)
    os._exit(0)


def kill_everywhere(folder: Path, name: str) -> None:
    """Kill at every third line of Python, and see what is left; in a process of its own, without threads to fork."""
    step, killed, start = 0, True, folder / "start"
    start.mkdir()
    written = write_output(start / name)
    while killed:
        path = shutil.copytree(start, folder / str(step)) / name
        killed = kill_at(step, path)
        output, *backups = read_outputs(path)
        found = {key: line for lines in (*backups, output) for key, line in lines.items()}
        assert all(found[key] == written[key] for key in (*KEPT, *SAVED)), step
        with closing(open_output(path)) as journal:  # and the next run does the rest
            journal.keep(KEPT, [key for key in SAVED if key in journal.done])
        output, *backups = read_outputs(path)
        assert sorted(output) == sorted(KEPT) and (path.suffix == ".db" or list(output) == KEPT)
        assert {key: line for lines in backups for key, line in lines.items()} == {key: written[key] for key in SAVED}
        assert not list(path.parent.glob("*.tmp*")) and all(lines.keys() <= set(SAVED) for lines in backups)
        step += 3  # a statement has few lines
    assert step > 60


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("name", ["out.jsonl", "out.db"])
def test_killed_anywhere_every_line_is_in_the_output_or_in_a_backup(name: str, tmp_path: Path) -> None:
    if name.endswith(".db"):
        pytest.importorskip("sqlite_utils")
    code = f"from pathlib import Path; from test_backups import kill_everywhere; kill_everywhere(Path({str(tmp_path)!r}), {name!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["out.jsonl", "out.db"])
def test_without_room_for_a_backup_everything_stays(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    written = write_output(path)
    with closing(open_output(path)) as journal:

        def full(*arguments: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(InputError, match="cannot be written: No space left"):
            journal.keep(KEPT, SAVED)
        monkeypatch.undo()
    assert read_outputs(path)[0] == written


def test_the_articles_of_each_digest_are_known(tmp_path: Path) -> None:
    for name in ("out.jsonl", "out.db"):
        write_output(tmp_path / name)
        with closing(open_output(tmp_path / name)) as journal:
            assert journal.articles == {name: frozenset({f"article {name}"}) for name in NAMES}


def test_rows_that_go_leave_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    write_output(path)
    with closing(open_output(path)) as journal:
        backup = journal.keep(KEPT, SAVED)
    assert backup == tmp_path / "out.db.bak"
    for file, names in ((path, KEPT), (backup, SAVED)):
        with closing(sqlite3.connect(file)) as connection:
            assert {name for (name,) in connection.execute("select summary from statements union select summary from sources")} == set(names)
            assert connection.execute("select count(*) from statements_fts where statements_fts match 'Text'").fetchone() == (2,)
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
