"""Addresses on the command line, in batches and in the library with a model, from a site on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer.batch.inputs import Inputs, Record
from summarizer.cli.main import main
from tests.servers.loopback import Handler, LoopbackServer

from .scripted_server import ScriptedServer

ARTICLE = "\n\n".join(f"Sales of plant {n} rose {n}% to {10 * n} million yuan in 2024, the company said on Friday." for n in range(2, 9))


class _Site(Handler):
    """Articles by number; `/busy` is so at the first request only."""

    server: _Server

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.asked.append(self.path)
            self.server.now += 1
            self.server.peak = max(self.server.peak, self.server.now)
        time.sleep(self.server.latency)
        if self.path == "/busy" and self.server.asked.count("/busy") == 1:
            self.send(503, "later", "text/plain")
        elif self.path == "/gone":
            self.send(404, "gone", "text/plain")
        else:
            self.send(200, ARTICLE, "text/plain; charset=utf-8")
        with self.server.lock:
            self.server.now -= 1


class _Server(LoopbackServer):
    def __init__(self) -> None:
        super().__init__(_Site)
        self.lock, self.asked, self.now, self.peak, self.latency = threading.Lock(), [], 0, 0, 0.0
        self.root = self.url.removesuffix("/v1")


@pytest.fixture
def site() -> Iterator[_Server]:
    with _Server() as server:
        yield server


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_command_reads_an_address(site: _Server, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    address = f"{site.root}/a.txt"
    assert main([address, "--allow-private", "-f", "json", "-o", str(tmp_path / "s.json")]) == 0
    assert json.loads((tmp_path / "s.json").read_text())["document"]["address"] == address
    assert main(["blocks", address, "--allow-private", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["address"] == address
    assert main(["check", str(tmp_path / "s.json"), "--source", address, "--allow-private"]) == 0
    assert main(["convert", str(tmp_path / "s.json"), "--source", address, "--allow-private"]) == 0


@pytest.mark.parametrize("command", [[], ["blocks"], ["summarize"]])
def test_a_private_address_is_refused_in_one_line(site: _Server, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, f"{site.root}/a"]) == 2
    *_, line = capsys.readouterr().err.splitlines()
    assert line.startswith(f"summarizer: {site.root}/a: leads into a private network (127.0.0.1); give --allow-private")
    assert site.asked == []


def test_a_batch_takes_addresses_as_arguments_and_in_records(site: _Server, tmp_path: Path) -> None:
    records = [{"id": "r", "url": f"{site.root}/r1"}, {"id": "s", "text": ARTICLE, "address": f"{site.root}/kept"}]
    records.append({"id": "t", "address": f"{site.root}/gone", "title": "T"})
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)))
    named = [f"{site.root}/a1", f"{site.root}/busy", str(tmp_path / "in.jsonl")]
    out = tmp_path / "out.jsonl"
    assert main(["batch", *named, "-o", str(out), "--allow-private"]) == 1
    lines = {line["id"]: line for line in _lines(out)}
    assert list(lines) == [f"{site.root}/a1", f"{site.root}/busy", "r", "s", "t"]
    assert lines["r"]["summary"]["document"]["address"] == f"{site.root}/r1"
    assert lines["s"]["summary"]["document"]["address"] == f"{site.root}/kept" and "/kept" not in site.asked
    assert lines["t"]["error"]["type"] == "AddressError" and not lines["t"]["error"]["retryable"]
    assert lines[f"{site.root}/busy"]["error"]["retryable"]
    assert main(["batch", *named, "-o", str(out), "--allow-private", "--resume"]) == 1
    again = {line["id"]: line for line in _lines(out)}
    assert "summary" in again[f"{site.root}/busy"] and site.asked.count("/gone") == 1


def test_a_batch_with_a_model_reads_few_addresses_at_a_time(site: _Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-test")
    site.latency = 0.05
    out = tmp_path / "out.jsonl"
    with ScriptedServer(latency=0.0) as model:
        named = [f"{site.root}/{'a' * n}" for n in range(1, 31)] + [f"{site.root}/gone"]
        options = ["--concurrency", "16", "-m", "openai/gpt-5-mini", "--base-url", model.url, "--mode", "json_schema"]
        assert main(["batch", *named, "-o", str(out), "--allow-private", *options]) == 1
    lines = _lines(out)
    assert sum("summary" in line for line in lines) == 30 and len(lines) == 31
    assert 2 <= site.peak <= 8


def test_the_library_reads_an_address_with_a_model(site: _Server) -> None:
    with ScriptedServer(latency=0.0) as model:
        summary = summarizer.summarize(f"{site.root}/a", model="openai/gpt-5-mini", base_url=model.url, api_key="sk-of-a-test", mode="json_schema", allow_private=True)
    assert summary.document.address == f"{site.root}/a" and summary.statements()


def test_records_need_a_text_or_an_address() -> None:
    assert Record.model_validate({"text": "T", "address": "12 Main Street"}).address is None
    for fields in ({}, {"address": "12 Main Street"}, {"url": "ftp://example.com/a"}):
        with pytest.raises(ValueError, match="neither a `text` nor an `address`"):
            Record.model_validate(fields)


def test_an_address_that_ends_like_records_is_one_document() -> None:
    inputs = Inputs(["https://example.com/a.jsonl"])
    assert inputs.count() == 1 and [item.id for item in inputs] == ["https://example.com/a.jsonl"]
