"""An answer that was paid for is printed or written before anything else may fail."""

from __future__ import annotations

import errno
import importlib
import json
import re
from pathlib import Path

import pytest

from summarizer.batch import journal
from summarizer.cli import input_output
from summarizer.cli.main import main
from tests.batch.articles import article, write_records
from tests.batch.scripted_server import Failure, ScriptedServer

OPTIONS = ["-m", "openai/gpt-5-mini", "--mode", "json_schema", "--verify", "off"]


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-test")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for n in range(2):
        (tmp_path / f"{n}.txt").write_text(article("en", 400, n))
    return [str(tmp_path / f"{n}.txt") for n in range(2)]


def _fill_disk(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, name, full)


def test_a_record_that_cannot_be_written_costs_no_summary(files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _fill_disk(monkeypatch, importlib.import_module("summarizer.replay"), "write_atomically")
    with ScriptedServer() as server:
        assert main([files[0], *OPTIONS, "--base-url", server.url, "--record", str(tmp_path / "r.json")]) == 2
    shown = capsys.readouterr()
    assert shown.out.count("\n- ") > 1 and "r.json: cannot be written: No space left on device" in shown.err


def test_an_output_that_cannot_be_written_is_printed(files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _fill_disk(monkeypatch, input_output, "write_atomically")
    for options in (["-o", str(tmp_path / "s.txt")], ["-o", str(tmp_path / "s.txt"), "--record", str(tmp_path / "r.json")]):
        with ScriptedServer() as server:
            assert main([files[0], *OPTIONS, "--base-url", server.url, *options]) == 2
        shown = capsys.readouterr()
        assert shown.out.count("\n- ") > 1 and "s.txt: cannot be written: No space left on device; its content is on standard output" in shown.err


@pytest.mark.parametrize("option", ["-o", "--record"])
def test_what_can_never_be_written_is_refused_before_anything_is_paid(option: str, files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ScriptedServer() as server:
        for path in (tmp_path / "no" / "s.txt", tmp_path):
            assert main([files[0], *OPTIONS, "--base-url", server.url, option, str(path)]) == 2
            assert "cannot be written" in capsys.readouterr().err
    assert server.requests == []


@pytest.mark.parametrize("to_file", [False, True])
def test_an_interruption_keeps_what_was_made_before(to_file: bool, files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(number: int, request: dict[str, object]) -> None:
        if number > 1:
            raise Failure(401)

    output = tmp_path / "s.txt"
    with ScriptedServer(script=interrupt) as server:
        options = ["-o", str(output)] if to_file else []
        assert main([*files, *OPTIONS, "--base-url", server.url, *options]) == 3
    shown = output.read_text() if to_file else capsys.readouterr().out
    assert shown.count("Core Viewpoint") == 1


def test_several_files_are_printed_as_before(files: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for extra in ([], ["-f", "json"]):
        assert main([*files, *extra]) == 0
        printed = capsys.readouterr().out
        assert main([*files, *extra, "-o", str(tmp_path / "s")]) == 0
        capsys.readouterr()
        written = (tmp_path / "s").read_text()
        assert re.sub(r'"seconds":[\d.]+', "", printed) == re.sub(r'"seconds":[\d.]+', "", written)


def test_lines_that_a_batch_cannot_write_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write_records(tmp_path / "in.jsonl", 12, 400)
    write, count = journal._write_all, 0

    def full_after_three(file: int, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(file, data)

    monkeypatch.setattr(journal, "_write_all", full_after_three)
    output = tmp_path / "out.jsonl"
    with ScriptedServer() as server:
        assert main(["batch", str(tmp_path / "in.jsonl"), "-o", str(output), *OPTIONS, "--base-url", server.url, "--concurrency", "2"]) == 2
    shown = capsys.readouterr()
    lines = [json.loads(line) for line in (output.read_text() + shown.out).splitlines()]
    assert len({line["id"] for line in lines}) == len(lines) == server.answered > 3
    assert "out.jsonl: cannot be written: No space left on device" in shown.err
