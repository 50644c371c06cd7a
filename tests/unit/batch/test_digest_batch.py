"""Digests of many articles: what is noted, that only what is new is done again, and that nothing done is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarizer import Document, Summary
from summarizer.batch import digest_batch
from summarizer.batch.digest_batch import notes_path
from summarizer.cli.main import main
from summarizer.digests import Articles, compose_digest
from summarizer.digests.article_notes import ArticleNote, read_note, take_note
from summarizer.digests.collection import collect_articles, split_by_matter
from summarizer.errors import ServerError
from summarizer.models import BatchLine
from summarizer.settings import Settings

BRIDGE = "Second Linjiang bridge opens\n\nYangtze Monitor 2025-10-15 08:00\n\nThe second river bridge of Linjiang opened to traffic on Wednesday. It cost 3.1 billion yuan, the city says.\n"


@pytest.fixture
def articles(examples: Path, tmp_path: Path) -> Path:
    """A folder with the ten articles of the example."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in sorted((examples / "digest").glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the articles that are read and noted."""
    titles: list[str] = []

    def note(document: Document) -> ArticleNote:
        titles.append(document.title or "")
        return take_note(document)

    monkeypatch.setattr(digest_batch, "take_note", note)
    return titles


def lines(path: Path) -> list[BatchLine]:
    return [BatchLine.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_note_is_read_back_as_it_was(articles: Path) -> None:
    for path in sorted(articles.iterdir()):
        note = take_note(Document.from_file(path))
        read = read_note(note.to_text())
        assert (read.info, read.features, read.corrects) == (note.info, note.features, note.corrects)
        assert read.fingerprint.length == note.fingerprint.length and np.array_equal(read.fingerprint.runs, note.fingerprint.runs)
    for damaged in ("", "no note", note.to_text()[:-20]):
        with pytest.raises(ValueError, match=r"(?i)note"):
            read_note(damaged)


def test_a_note_that_somebody_else_wrote_is_data(articles: Path) -> None:
    note = take_note(Document.from_file(next(articles.iterdir())))
    values = json.loads(zlib.decompress(b64decode(note.to_text())))
    changed: dict[str, object] = {"length": "long", "language": "xx", "day": [1], "weights": ["a", "b", "c"], "runs": "~", "info": 1}
    for text in ("[" * 100_000, json.dumps(values | {"runs": "0" * 2**25}), *(json.dumps(values | {name: value}) for name, value in changed.items())):
        with pytest.raises(ValueError, match=r"(?i)note|buffer size"):
            read_note(b64encode(zlib.compress(text.encode())).decode())


def test_a_digest_of_notes_is_that_of_the_articles(articles: Path) -> None:
    documents = [Document.from_file(path) for path in sorted(articles.iterdir())]
    notes = [read_note(take_note(document).to_text()) for document in documents]
    opened: list[int] = []
    lazy = Articles(notes, lambda index: opened.append(index) or documents[index])  # type: ignore[func-returns-value]
    assert compose_digest(lazy, Settings()) == compose_digest(documents, Settings())
    assert len(opened) < 3 * len(documents)


def test_a_matter_is_told_as_it_was_found_among_all(articles: Path) -> None:
    documents = [Document.from_file(path) for path in sorted(articles.iterdir())]
    parts = split_by_matter(Articles.of(documents))
    assert [part.notes[0].info.title for part in parts][:2] == ["临江二桥提前合龙", "Norrland battery plant begins deliveries"]
    collection = collect_articles(parts[0])
    assert collection.copy_of == (None, None, 0) and collection.matters == ((0, 1),)


def test_a_folder_that_grows_costs_its_new_articles(articles: Path, tmp_path: Path, noted: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "digests.jsonl"
    command = ["digest", str(articles), "--by-matter", "-o", str(output), "--resume"]
    assert main(command) == 0
    assert len(noted) == 10 and "10 articles; 5 digests, 0 failed" in capsys.readouterr().err
    before = {line.id: line for line in lines(output)}
    (articles / "11_bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert main(command) == 0
    assert noted[10:] == ["Second Linjiang bridge opens"] and "5 digests, 4 as before" in capsys.readouterr().err
    after = lines(output)
    assert len(after) == 5 and sum(line.id in before for line in after) == 4
    assert after[0].summary is not None and len(after[0].summary.sources) == 4
    fresh = tmp_path / "fresh.jsonl"
    assert main(["digest", str(articles), "--by-matter", "-o", str(fresh)]) == 0
    assert fresh.read_bytes() == output.read_bytes()
    assert notes_path(output).exists() and not notes_path(fresh).exists()


def test_what_was_done_before_a_kill_is_kept(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, write = tmp_path / "digests.jsonl", digest_batch.write_digest  # type: ignore[attr-defined]
    done: list[Summary] = []

    async def killed(*arguments: Any) -> Summary:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(await write(*arguments))
        return done[-1]

    monkeypatch.setattr(digest_batch, "write_digest", killed)
    command = ["digest", str(articles), "--by-matter", "-o", str(output), "--resume"]
    assert main(command) == 130
    kept = lines(output)
    assert len(kept) == 2
    monkeypatch.setattr(digest_batch, "write_digest", write)
    assert main(command) == 0
    assert lines(output)[:2] == kept and len(lines(output)) == 5


def digest_folder(folder: Path, output: Path) -> int:
    return main(["digest", str(folder), "--by-matter", "-o", str(output), "--resume"])


def read_database(path: Path) -> list[BatchLine]:
    from summarizer.batch.database import read_lines

    return read_lines(path)


@pytest.mark.parametrize(("name", "read"), [("digests.jsonl", lines), ("digests.db", read_database)])
def test_digests_that_are_not_asked_for_any_more_go_into_a_backup(name: str, read: Callable[[Path], list[BatchLine]], articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output, backup = tmp_path / name, tmp_path / f"{name}.bak"
    assert digest_folder(articles, output) == 0
    before = {line.id: line for line in read(output)}
    taken = tmp_path / "08_strike_correction.txt"
    (articles / taken.name).rename(taken)
    (articles / "09_library_zh.txt").unlink()
    capsys.readouterr()
    assert digest_folder(articles, output) == 0
    now, saved = {line.id for line in read(output)}, {line.id: line for line in read(backup)}
    assert len(now) == 4 and saved.keys() == before.keys() - now and all(before[name] == line for name, line in saved.items())
    assert f"earlier digests that are not asked for now: 2, moved to {backup}" in capsys.readouterr().err
    taken.rename(articles / taken.name)  # the digest of the other article on the strike is replaced by one of both
    assert digest_folder(articles, output) == 0
    assert {line.id for line in read(output)} < before.keys()
    assert ".bak" not in capsys.readouterr().err and not backup.with_name(f"{backup.name}.2").exists()
    assert digest_folder(articles / "09_library_zh.txt", output) == 2  # there is no such file
    assert {line.id for line in read(output)} < before.keys()


def test_a_digest_stays_until_the_one_of_more_articles_is_made(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    output, write = tmp_path / "digests.jsonl", digest_batch.write_digest  # type: ignore[attr-defined]
    assert digest_folder(articles, output) == 0
    before = {line.id for line in lines(output)}
    (articles / "11_bridge.txt").write_text(BRIDGE, encoding="utf-8")

    async def fail(*arguments: Any) -> Summary:
        raise ServerError("the server is down")

    monkeypatch.setattr(digest_batch, "write_digest", fail)
    assert digest_folder(articles, output) == 1
    assert "digests of fewer articles stay until the new ones can be made: 1" in capsys.readouterr().err
    assert {line.id for line in lines(output) if line.summary} == before and len(lines(output)) == 6
    monkeypatch.setattr(digest_batch, "write_digest", write)
    assert digest_folder(articles, output) == 0
    assert len(lines(output)) == 5 and all(line.summary for line in lines(output)) and not output.with_name("digests.jsonl.bak").exists()


def test_what_a_batch_wrote_is_not_lost_to_a_digest(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert main(["batch", str(articles), "-o", str(output), "-q"]) == 0
    written = output.read_bytes()
    assert main(["digest", str(articles), "-o", str(output), "--resume"]) == 0
    assert sorted(output.with_name("out.jsonl.bak").read_bytes().splitlines()) == sorted(written.splitlines()) and len(lines(output)) == 1


def test_an_output_that_is_not_resumed_is_moved_and_named(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out.jsonl"
    for _ in range(2):
        assert main(["digest", str(articles), "-o", str(output)]) == 0
    assert f"the earlier output is now {output}.bak; --resume would have continued it" in capsys.readouterr().err


def test_notes_that_cannot_be_used_are_told_and_cost_nothing(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out.jsonl"
    notes_path(output).write_bytes(b"nothing of a database" * 100)
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # in tests, one is an error
        assert main(["digest", str(articles), "-o", str(output), "--resume"]) == 0
    assert capsys.readouterr().err.count("the cache is not used") == 1 and len(lines(output)) == 1


def test_a_digest_goes_into_a_pipe(articles: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    with open(os.open(pipe, os.O_RDWR | os.O_NONBLOCK), "rb") as read:
        assert main(["digest", *map(str, sorted(articles.iterdir())[:2]), "-o", str(pipe), "--resume"]) == 0
        assert BatchLine.model_validate_json(read.read1()).summary


def test_one_digest_of_all_is_resumed_in_any_form(articles: Path, tmp_path: Path, noted: list[str]) -> None:
    output = tmp_path / "digest.html"
    command = ["digest", str(articles), "-o", str(output), "--resume"]
    assert main(command) == 0
    page = output.read_text(encoding="utf-8")
    (articles / "11_bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert main(command) == 0
    assert len(noted) == 11
    assert len(Summary.parse(output.read_text(encoding="utf-8")).sources) == 11 != len(Summary.parse(page).sources)


def test_records_are_noted_by_what_they_say(tmp_path: Path, noted: list[str]) -> None:
    records, output = tmp_path / "articles.jsonl", tmp_path / "digest.json"
    texts = [BRIDGE, "Bakers walk out\n\nSome 2,300 bakers stopped work on Monday, the union said.\n"]
    for title in ("A", "A", "B"):  # the title of a record is its own
        records.write_text("".join(json.dumps({"text": text, "title": title}) + "\n" for text in texts), encoding="utf-8")
        assert main(["digest", str(records), "-o", str(output), "--resume"]) == 0
    assert noted == ["A", "A", "B", "B"]


def test_a_database_names_the_articles_and_loses_what_is_no_more(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "digests.db"
    command = ["digest", str(articles), "--by-matter", "-o", str(output), "--resume"]
    assert main(command) == 0
    (articles / "11_bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert main(command) == 0
    with sqlite3.connect(output) as connection:
        rows = connection.execute(
            "select t.text, e.article, e.block, s.title, e.quote from evidence e join statements t on t.id = e.statement join sources s on s.summary = t.summary and s.number = e.article where s.title = 'Correction: bakers in Porto Velho'"
        ).fetchall()
        assert rows and all(row[4].startswith(row[0]) for row in rows)
        [(digests, sources)] = connection.execute("select count(distinct summary), count(*) from sources").fetchall()
        assert (digests, sources) == (5, 11)
        assert connection.execute("select count(*) from statements where summary not in (select id from summaries)").fetchone() == (0,)
        assert connection.execute("select number, copy_of, corrects from sources where copy_of or corrects").fetchall()


def test_a_glossed_statement_has_its_row(tmp_path: Path) -> None:
    pytest.importorskip("sqlite_utils")
    from summarizer.batch.database import DatabaseJournal
    from summarizer.models import Evidence, Gloss, Statement

    gloss = Gloss(text="Sales rose", language="en", model="m")
    evidence = Evidence(block=1, start=0, end=4, quote="收入增长", gloss=gloss)
    summary = Summary(language="en", core_viewpoint=Statement(text="Sales rose", citations=(1,), evidence=(evidence,)), groups=())
    journal = DatabaseJournal(tmp_path / "out.db", "abc", None)
    journal.write(BatchLine(id="a", source="a", settings="abc", summary=summary).json_line())
    journal.close()
    with sqlite3.connect(tmp_path / "out.db") as connection:
        assert connection.execute("select gloss, article from evidence").fetchall() == [("Sales rose", None)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--resume"], "standard output cannot be resumed"),
        (["--by-matter", "-o", "d.txt"], "--by-matter makes many digests"),
        (["-o", "d.jsonl", "-f", "html"], "is no name for -f html"),
    ],
)
def test_options_that_contradict_each_other_are_refused(articles: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["digest", str(articles), *options]) == 2
    err = capsys.readouterr().err
    assert told in err and len(err.splitlines()) == 1


def test_an_article_that_changes_meanwhile_is_named(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def change(document: Document) -> ArticleNote:
        note = take_note(document)
        (articles / "09_library_zh.txt").write_text("另一篇文章。\n\n与图书馆无关。\n", encoding="utf-8")
        return note

    monkeypatch.setattr(digest_batch, "take_note", change)
    assert main(["digest", str(articles / "09_library_zh.txt"), "-o", str(tmp_path / "d.txt")]) == 2
    assert "09_library_zh.txt: changed while it was read" in capsys.readouterr().err
