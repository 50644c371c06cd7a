"""Batches with a model: real processes, a real client, a scripted server."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import summarizer
from summarizer.errors import UsageError
from summarizer.llm.answer_cache import AnswerStore

from . import forked
from .articles import article, write_records
from .scripted_server import Busy, Failure, ScriptedServer

_KEY = {"OPENAI_API_KEY": "sk-of-a-test"}


def _arguments(folder: Path, server: ScriptedServer, *options: str, model: str = "openai/gpt-5-mini") -> list[str]:
    return ["batch", str(folder / "in.jsonl"), "-o", str(folder / "out.jsonl"), "-m", model, "--base-url", server.url, "--mode", "json_schema", *options]


def _run(folder: Path, server: ScriptedServer, *options: str, model: str = "openai/gpt-5-mini", **variables: str) -> CompletedProcess[str]:
    return forked.run(_arguments(folder, server, *options, model=model), {**_KEY, **variables})


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_records(tmp_path / "in.jsonl", 24, 600)
    return tmp_path


def test_every_document_once_in_order_and_priced(folder: Path) -> None:
    with ScriptedServer(latency=0.02) as server:
        done = _run(folder, server, "--concurrency", "6", "--ordered")
    assert done.returncode == 0, done.stderr
    lines = _lines(folder)
    assert [line["id"] for line in lines] == [f"d{i}" for i in range(24)]
    assert server.peak <= 6 and len(server.requests) == 24
    cost = sum(line["summary"]["run"]["cost_usd"] for line in lines)
    assert "24 done, 0 failed" in done.stderr and f"${cost:.4f}" in done.stderr


def test_a_document_that_fails_is_a_line_and_resume_tries_it_again(folder: Path) -> None:
    def script(number: int, request: dict[str, Any]) -> None:
        if "北泵" in request["messages"][-1]["content"]:
            raise Failure(501, "no Chinese pumps")

    with ScriptedServer(script) as server:
        first = _run(folder, server)
        failed = [line["id"] for line in _lines(folder) if "error" in line]
        assert first.returncode == 1 and 0 < len(failed) < 24
        server.script = lambda number, request: None
        before = len(server.requests)
        second = _run(folder, server, "--resume", "--ordered")
    assert second.returncode == 0 and len(server.requests) - before == len(failed)
    assert [line["id"] for line in _lines(folder)] == [f"d{i}" for i in range(24)]
    assert all("summary" in line for line in _lines(folder))


def test_a_busy_server_costs_no_document(folder: Path) -> None:
    def script(number: int, request: dict[str, Any]) -> None:
        if number in (3, 4, 9):
            raise Busy(0.3)
        if number == 12:
            raise Failure(0)

    with ScriptedServer(script) as server:
        done = _run(folder, server)
    assert done.returncode == 0 and len(server.requests) == 28, done.stderr


def test_a_wrong_key_stops_at_once_and_nothing_counts_as_failed(folder: Path) -> None:
    def script(number: int, request: dict[str, Any]) -> None:
        raise Failure(401, "Incorrect API key provided: sk-of-a-test")

    with ScriptedServer(script) as server:
        done = _run(folder, server)
    assert done.returncode == 3 and "--resume" in done.stderr and "sk-of-a-test" not in done.stderr
    assert (folder / "out.jsonl").read_bytes() == b"" and len(server.requests) <= 8


def test_the_cap_on_spending(folder: Path) -> None:
    with ScriptedServer() as server:
        done = _run(folder, server, "--max-cost", "0.02")
        assert done.returncode == 1 and "the cap of $0.02 is reached" in done.stderr
        count = len(_lines(folder))
        assert 0 < count < 24 and len(server.requests) == count
        done = _run(folder, server, "--max-cost", "5", "--resume")
    assert done.returncode == 0 and Counter(line["id"] for line in _lines(folder)) == {f"d{i}": 1 for i in range(24)}


def test_a_cap_without_a_price_says_so(folder: Path) -> None:
    with ScriptedServer() as server:
        done = _run(folder, server, "--max-cost", "0.01", model="mine")
    assert done.returncode == 0 and "--max-cost cannot apply" in done.stderr
    assert all(line["summary"]["run"]["cost_usd"] is None for line in _lines(folder))


def test_answers_come_from_the_cache_the_second_time(folder: Path) -> None:
    kept = {"SUMMARIZER_CACHE_DIR": str(folder / "cache"), "SUMMARIZER_NO_CACHE": ""}
    with ScriptedServer() as server:
        assert _run(folder, server, "--ordered", **kept).returncode == 0
        first = (folder / "out.jsonl").read_bytes()
        again = _run(folder, server, "--ordered", **kept)
        assert len(server.requests) == 24 and (folder / "out.jsonl").read_bytes() == first
        assert "tokens" not in again.stderr  # nothing was spent
        _run(folder, server, "--no-cache", **kept)
        _run(folder, server, "--language", "en", **kept)
        assert len(server.requests) > 48
    with AnswerStore(folder / "cache" / "answers.sqlite") as cache:
        assert cache.info().answers >= 24
    assert b"sk-of-a-test" not in (folder / "cache" / "answers.sqlite").read_bytes()
    assert (folder / "cache" / "answers.sqlite").stat().st_mode & 0o077 == 0


def test_interrupted_leaves_whole_lines(folder: Path) -> None:
    with ScriptedServer(latency=0.2) as server:
        process = forked.start(_arguments(folder, server, "--concurrency", "4"), _KEY, folder / "said")
        while server.answered < 16:  # half of them judge
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGINT)
        assert forked.wait(process) == 130 and "Traceback" not in (said := (folder / "said").read_text()), said
        assert (folder / "out.jsonl").read_bytes().endswith(b"\n") and 2 <= len(_lines(folder)) < 24
        assert _run(folder, server, "--resume", "--ordered").returncode == 0
    assert [line["id"] for line in _lines(folder)] == [f"d{i}" for i in range(24)]


@pytest.mark.slow
def test_killed_at_random_moments_every_document_is_there_once(folder: Path) -> None:
    chance = random.Random(8)
    with ScriptedServer(latency=0.03) as server:
        assert _run(folder, server, "--ordered").returncode == 0
        whole = (folder / "out.jsonl").read_bytes()
        for _ in range(3):
            (folder / "out.jsonl").unlink()
            for _ in range(3):
                process = forked.start(_arguments(folder, server, "--resume", "--ordered"), _KEY)
                target = server.answered + chance.randint(0, 8)
                while server.answered < target and process.is_alive():
                    time.sleep(0.002)
                process.kill()
                forked.wait(process)
            assert _run(folder, server, "--resume", "--ordered").returncode == 0
            assert (folder / "out.jsonl").read_bytes() == whole


def test_no_concurrency_at_all_is_refused_and_does_not_hang() -> None:
    with pytest.raises(UsageError, match="concurrency: 0 is not allowed; give a whole number from 1 up"):
        summarizer.summarize_many(["A text."], model="openai/x", api_key="k", concurrency=0)


def test_summarize_many_asks_side_by_side_and_answers_in_order() -> None:
    texts = [article(("en", "zh")[i % 2], 400, i) for i in range(12)] + [" "]
    with ScriptedServer(latency=0.05) as server:
        results = list(summarizer.summarize_many(texts, model="openai/x", base_url=server.url, api_key="k", concurrency=4))
    assert [result.source for result in results] == texts
    assert all(result.summary for result in results[:-1]) and "is empty" in str(results[-1].error)
    assert 2 <= server.peak <= 4


def test_a_caller_that_stops_early_leaves_nothing_running() -> None:
    texts = [article("en", 400, i) for i in range(40)]
    with ScriptedServer(latency=0.05) as server:
        results = summarizer.summarize_many(iter(texts), model="openai/x", base_url=server.url, api_key="k", concurrency=4)
        next(results)
        results.close()  # type: ignore[attr-defined]  # it is a generator
        asked = len(server.requests)
        time.sleep(0.3)
        assert len(server.requests) == asked < 40
