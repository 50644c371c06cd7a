"""A limit on the work for one document, in every thread, and in nobody else's way."""

from __future__ import annotations

import asyncio
import importlib
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer import pipeline
from summarizer.cli.main import main
from summarizer.errors import TimeLimitError
from summarizer.time_limit import limit_steps, limit_time
from tests.batch.articles import article, write_records
from tests.batch.scripted_server import ScriptedServer


def _work(seconds: float) -> str:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        try:
            sum(range(1000))
        except Exception:  # what survives any exception must not survive the limit
            continue
    return "done"


def _limited(work: float, limit: float) -> str:
    with limit_time(limit):
        return _work(work)


def _in_thread(act: Callable[[], object]) -> object:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


def _here(act: Callable[[], object]) -> object:
    return act()


@pytest.mark.parametrize("run", [_here, _in_thread])
def test_work_that_takes_too_long_is_ended_and_no_other(run: Callable[[Callable[[], object]], object]) -> None:
    assert run(lambda: _limited(0.01, 5.0)) == "done"
    started = time.perf_counter()
    with pytest.raises(TimeLimitError, match=r"the document is not done after 0.1 s"):
        run(lambda: _limited(20.0, 0.1))
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("run", [_here, _in_thread])
def test_a_limit_that_ends_with_the_work_leaves_nothing_behind(run: Callable[[Callable[[], object]], object]) -> None:
    def race() -> int:
        ended = 0
        for n in range(150):
            limit = 0.002 + n % 7 * 1e-4
            try:
                _limited(0.0023, limit)
            except TimeLimitError:
                ended += 1
        _work(0.05)  # in which nothing is raised any more
        return ended

    handler, timer = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[0]
    assert 0 <= run(race) <= 150
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == handler  # of a limit on the test itself, if there is one
    assert signal.getitimer(signal.ITIMER_REAL)[0] <= timer


@pytest.mark.parametrize("run", [_here, _in_thread])
def test_no_import_is_cut_in_two(run: Callable[[Callable[[], object]], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slowly_imported.py").write_text("import time\nend = time.perf_counter() + 1\nwhile time.perf_counter() < end: pass\nlast = 1\n")
    monkeypatch.syspath_prepend(tmp_path)

    def load() -> None:
        with limit_time(0.1):
            importlib.import_module("slowly_imported")
            _work(60)

    with pytest.raises(TimeLimitError):
        run(load)
    assert importlib.import_module("slowly_imported").last == 1


def test_a_timer_of_the_caller_is_left_alone() -> None:
    rung = []
    previous = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(TimeLimitError):
            _limited(5.0, 0.3)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    assert rung == [1]


def test_what_a_coroutine_waits_for_does_not_count() -> None:
    async def wait_and_work(work: float) -> str:
        for _ in range(3):
            await asyncio.sleep(1.2)
            _work(work)
        with pytest.raises(ValueError, match="of what is awaited"):
            await _fail()
        return "done"

    async def _fail() -> None:
        await asyncio.sleep(0)
        raise ValueError("of what is awaited")

    async def limited(work: float) -> str:
        return await limit_steps(wait_and_work(work), 3.0)

    assert asyncio.run(limited(0.005)) == "done"
    with pytest.raises(TimeLimitError):
        asyncio.run(limited(4))


def test_a_cancelled_coroutine_is_cancelled() -> None:
    async def limited() -> None:
        task = asyncio.ensure_future(asyncio.wait_for(_forever(), 30))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def _forever() -> None:
        await limit_steps(asyncio.sleep(30), 10)

    asyncio.run(limited())


def _slow_down_third_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the third document take long to ground, whoever wrote the draft."""
    calls, real = [], pipeline.SourceIndex

    def slow(*arguments: Any) -> pipeline.SourceIndex:
        calls.append(1)
        if len(calls) == 3:
            _work(300.0)
        return real(*arguments)

    monkeypatch.setattr(pipeline, "SourceIndex", slow)


@pytest.mark.parametrize("with_model", [False, True])
def test_a_document_that_takes_too_long_fails_alone_and_is_tried_again(with_model: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write_records(tmp_path / "in.jsonl", 6, 400)
    summarizer.summarize(article("zh", 400))  # loads what is loaded once
    _slow_down_third_document(monkeypatch)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-test")
    with ScriptedServer() as server:
        model = ["-m", "openai/gpt-5-mini", "--base-url", server.url, "--mode", "json_schema", "--verify", "off"]
        if with_model:
            first = tmp_path / "first.txt"
            first.write_text(article("zh", 400), encoding="utf-8")
            main([str(first), *model, "-q", "-o", str(tmp_path / "first.json")])  # loads the rest
        command = ["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), *([*model, "--concurrency", "1"] if with_model else [])]
        assert main([*command, "--document-timeout", "8"]) == 1
        assert "the document is not done after 8 s; allow more with --document-timeout" in capsys.readouterr().err
        assert (tmp_path / "out.jsonl").read_text().count('"summary"') == 5
        assert main([*command, "--resume", "--document-timeout", "60"]) == 0
    assert (tmp_path / "out.jsonl").read_text().count('"summary"') == 6


def test_one_timer_thread_serves_all_blocks_and_ends() -> None:
    def nest() -> int:
        with limit_time(30.0):
            for _ in range(200):
                with limit_time(20.0):
                    pass
            return sum(thread.name == "summarizer-limit" for thread in threading.enumerate())

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: nest(), range(40))) == {1}
    end = time.monotonic() + 10
    while time.monotonic() < end and any(thread.name == "summarizer-limit" for thread in threading.enumerate()):
        time.sleep(0.1)
    assert not [thread for thread in threading.enumerate() if thread.name == "summarizer-limit"]
