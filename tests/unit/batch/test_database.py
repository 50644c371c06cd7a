"""The output of a batch as a database: what its tables hold, that it can be searched, and that it resumes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import InputError, Summary, UsageError
from summarizer.batch.database import DatabaseJournal, read_lines
from summarizer.batch.runner import BatchPlan, run_batch
from summarizer.cli.main import main
from summarizer.models import BatchError, BatchLine, Evidence, Finding, Group, Statement, Support
from summarizer.settings import Settings

WRONG = Support(status="unsupported", findings=(Finding(kind="number", claim="12%", message="the source says 21%, not 12%", block=1),), judge="rules", score=0.1)
SAID = Statement(text="公司营业收入增长12%", citations=(1, 2), evidence=(Evidence(block=1, start=0, end=3, quote="营业收入增长21%"), Evidence(block=2, start=4, end=6, quote="Sales rose")), support=WRONG)
SUMMARY = Summary(language="zh", core_viewpoint=SAID, groups=(Group(title="Growth", points=(SAID,), support=WRONG),))


def line(name: str, summary: Summary | None = SUMMARY, error: BatchError | None = None) -> bytes:
    return BatchLine(id=name, source=f"{name}.txt", settings="abc", summary=summary, error=error).json_line()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.db"


@pytest.fixture
def journal(path: Path) -> DatabaseJournal:
    return DatabaseJournal(path, "abc", "openai/m")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """What another program reads: nothing of ours opens the file."""
    with sqlite3.connect(path) as connection:
        return connection.execute(query).fetchall()


def test_a_database_is_read_back_as_the_lines_it_was_written_from(path: Path, journal: DatabaseJournal) -> None:
    failed = BatchError(type="RateLimitError", message="busy", hint="wait", exit_code=3, retryable=True)
    written = [line("b"), line("a"), line("c", None, failed)]
    for text in written:
        journal.write(text)
    assert [read.json_line() for read in read_lines(path)] == written  # while the batch runs, too
    journal.close()
    assert [read.json_line() for read in read_lines(path)] == written


def test_pages_are_made_of_a_database_as_of_lines(path: Path, journal: DatabaseJournal, tmp_path: Path) -> None:
    lines = tmp_path / "out.jsonl"
    failed = line("b", None, BatchError(type="InputError", message="b.txt: is empty"))
    lines.write_bytes(line("a") + failed)
    journal.write(line("a"))
    journal.write(failed)
    journal.close()
    for name in (lines, path):
        assert main(["convert", str(name), "-o", str(tmp_path / name.suffix[1:])]) == 0
    pages = [{page.name: page.read_text(encoding="utf-8") for page in (tmp_path / folder).iterdir()} for folder in ("jsonl", "db")]
    assert pages[0] == pages[1] and sorted(pages[0]) == ["0001-a.html", "index.html"]


@pytest.mark.parametrize(("content", "told"), [(b"no database at all", "is no output of a batch"), (b"", "is no output of a batch"), (None, "no such file")])
def test_what_is_no_output_of_a_batch_becomes_no_pages(content: bytes | None, told: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if content is not None:
        path.write_bytes(content)
    assert main(["convert", str(path), "-o", str(tmp_path / "pages")]) == 2
    err = capsys.readouterr().err
    assert f"{path}: {told}" in err and len(err.splitlines()) == 1
    assert path.exists() == (content is not None)


def test_the_tables_hold_all_of_a_summary(path: Path, journal: DatabaseJournal) -> None:
    journal.write(line("a"))
    assert rows(path, "select id, source, statements, unsupported, supported, core_viewpoint from summaries") == [("a", "a.txt", 2, 2, 0, SAID.text)]
    assert Summary.model_validate_json(str(rows(path, "select json from summaries")[0][0])) == SUMMARY
    assert rows(path, "select place, group_title, citations, status, score, judge from statements") == [
        ("core_viewpoint", None, "[1][2]", "unsupported", 0.1, "rules"),
        ("groups[0].points[0]", "Growth", "[1][2]", "unsupported", 0.1, "rules"),
    ]
    assert rows(path, "select statement, block, quote from evidence where statement = 1") == [(1, 1, "营业收入增长21%"), (1, 2, "Sales rose")]
    assert rows(path, "select place, statement, message from findings") == [
        ("core_viewpoint", 1, "the source says 21%, not 12%"),
        ("groups[0].points[0]", 2, "the source says 21%, not 12%"),
        ("groups[0]", None, "the source says 21%, not 12%"),
    ]
    assert rows(path, "select model, settings, version, ended_at from runs") == [("openai/m", "abc", "0.1.0", None)]
    assert rows(path, "select s.title, t.text from statements t join summaries s on s.id = t.summary join runs r on r.id = s.run where r.id = 1 and t.id = 2") == [(None, SAID.text)]


@pytest.mark.parametrize(("words", "table"), [("营业收入", "statements"), ("增长12%", "statements"), ("growth", "statements"), ("sales", "evidence"), ("增长21", "evidence")])
def test_words_are_found_in_both_languages(path: Path, journal: DatabaseJournal, words: str, table: str) -> None:
    journal.write(line("a"))
    assert rows(path, f"select rowid from {table}_fts where {table}_fts match '\"{words}\"'")
    assert not rows(path, f"select rowid from {table}_fts where {table}_fts match '\"nothing of it\"'")


def test_a_run_resumes_with_what_is_not_done(path: Path, journal: DatabaseJournal) -> None:
    journal.write(line("a"))
    journal.write(line("b", None, BatchError(type="UnsupportedError", message="is not supported", exit_code=1)))
    journal.write(line("d", None, BatchError(type="InputError", message="is empty")))
    journal.write(line("c", None, BatchError(type="ServerError", message="is down", exit_code=3, retryable=True)))
    journal.close()
    again = DatabaseJournal(path, "abc", None, resume=True)
    assert set(again.done) == {"a", "b"} and again.failures == 1
    again.write(line("c"))
    again.close()
    assert rows(path, "select id, run from summaries order by id") == [("a", 1), ("c", 2)] and rows(path, "select id from failures") == [("b",)]
    assert all(ended for (ended,) in rows(path, "select ended_at from runs"))
    with pytest.raises(UsageError, match="was written with other settings"):
        DatabaseJournal(path, "def", None, resume=True)


def test_a_document_is_written_whole_or_not_at_all(path: Path, journal: DatabaseJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*row: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(journal, "_write_findings", fail)
    with pytest.raises(InputError, match="disk is full; check the path and the space left"):
        journal.write(line("a"))
    assert rows(path, "select count(*) from summaries") == rows(path, "select count(*) from statements") == rows(path, "select count(*) from evidence") == [(0,)]


def test_an_earlier_output_is_moved_aside_and_another_file_is_not_resumed(path: Path) -> None:
    path.write_text("some notes of mine " * 100)
    with pytest.raises(UsageError, match="is no output of a batch"):
        DatabaseJournal(path, "abc", None, resume=True)
    journal = DatabaseJournal(path, "abc", None)
    journal.close()
    assert journal.backup and journal.backup.read_text().startswith("some notes") and rows(path, "select count(*) from summaries") == [(0,)]


def test_two_batches_do_not_write_one_file(path: Path, journal: DatabaseJournal) -> None:
    program = f"from summarizer.batch.database import DatabaseJournal as J; from pathlib import Path; J(Path({str(path)!r}), 'abc', None, True)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "another batch is writing it" in done.stderr


def test_a_batch_fills_it_as_it_fills_lines(tmp_path: Path, path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"id": "a", "text": "Sales rose 12% in 2024. Profit fell."}\n{"id": "b", "text": ""}\n{"id": "c", "text": "公司营业收入增长12%。利润下降。"}\n', encoding="utf-8")
    lines = tmp_path / "out.jsonl"
    for output in (path, lines):
        totals = run_batch(BatchPlan((str(articles),), output, workers=2), Settings(), lambda line: None)
        assert (totals.done, totals.failed) == (2, 1)
    expected = {entry["id"]: entry.get("summary") for entry in map(json.loads, lines.read_text(encoding="utf-8").splitlines())}
    assert {name: json.loads(str(text)) for name, text in rows(path, "select id, json from summaries")} == {name: made for name, made in expected.items() if made}
    again = run_batch(BatchPlan((str(articles),), path, resume=True), Settings(), lambda line: None)
    assert (again.done, again.failed, again.done_before, again.failed_before) == (0, 1, 2, 0)


_KILLED_INSIDE_A_WRITE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("pragma cache_size=1")
connection.execute("begin")
connection.execute("update summaries set title='torn', json='{}'")
connection.executemany("insert into evidence (quote) values (?)", [("x" * 500,)] * 2000)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("resume", [False, True])
def test_what_a_killed_process_began_is_undone_before_the_file_is_moved(path: Path, journal: DatabaseJournal, resume: bool) -> None:
    journal.write(line("a"))
    journal.close()
    subprocess.run([sys.executable, "-c", _KILLED_INSIDE_A_WRITE, str(path)], check=False)
    assert path.with_name("out.db-journal").stat().st_size
    again = DatabaseJournal(path, "abc", None, resume)
    again.close()
    kept = path if resume else again.backup
    assert kept and rows(kept, "pragma integrity_check") == [("ok",)] and rows(kept, "select id, title from summaries") == [("a", None)]
    assert set(again.done) == ({"a"} if resume else set())


_KILLED_WHILE_IT_MAKES_THE_TABLES = """
import os, signal, sqlite3, sys
from pathlib import Path
from summarizer.batch import database
def connect(path, uri=False):
    connection = sqlite3.connect(path, uri=uri)
    connection.set_progress_handler(lambda: os.kill(os.getpid(), signal.SIGKILL), int(sys.argv[2]))
    return connection
database._connect = connect
database.DatabaseJournal(Path(sys.argv[1]), "abc", None)
"""


@pytest.mark.parametrize("steps", [1, 20, 50, 100])
def test_a_process_killed_while_it_makes_the_tables_leaves_what_resumes(path: Path, steps: int) -> None:
    subprocess.run([sys.executable, "-c", _KILLED_WHILE_IT_MAKES_THE_TABLES, str(path), str(steps)], check=False, env={"PYTHONPATH": ":".join(sys.path)})
    again = DatabaseJournal(path, "abc", None, resume=True)
    again.write(line("a"))
    again.close()
    assert [read.id for read in read_lines(path)] == ["a"]


_ENDLESS = "with recursive r(settings, id) as (select 'abc', 1 union all select settings, id + 1 from r) select * from r"


@pytest.mark.parametrize(
    "made",
    [
        f"drop table runs; create view runs as {_ENDLESS}",
        "update summaries set json = 'none'",
        "drop table failures",
        f"create trigger t before delete on failures begin insert into runs (settings) {_ENDLESS.replace('select *', 'select settings')}; end",
    ],
)
def test_a_database_that_somebody_else_made_is_refused_in_time(path: Path, journal: DatabaseJournal, made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.batch.database._MAX_STEPS", 10**6)
    journal.write(line("a"))
    journal.write(line("c", None, BatchError(type="ServerError", message="is down", exit_code=3, retryable=True)))
    journal.close()
    connection = sqlite3.connect(path)
    connection.executescript(made)
    connection.close()
    with pytest.raises(UsageError, match="is no output of a batch; name another file, or do not resume"):
        DatabaseJournal(path, "abc", None, resume=True)
    if "trigger" not in made:
        with pytest.raises(InputError, match="is no output of a batch"):
            read_lines(path)


def test_a_database_that_is_in_use_is_not_called_foreign(path: Path, journal: DatabaseJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.close()
    user = sqlite3.connect(path)
    user.execute("begin exclusive")
    monkeypatch.setattr("summarizer.batch.database.sqlite3.connect", lambda path, uri, connect=sqlite3.connect: connect(path, 0.01, uri=uri))
    with pytest.raises(InputError, match="database is locked"):
        DatabaseJournal(path, "abc", None, resume=True)
    user.close()


def test_a_named_pipe_is_no_database(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.db")
    with pytest.raises(InputError, match="is no regular file"):
        DatabaseJournal(tmp_path / "p.db", "abc", None)
