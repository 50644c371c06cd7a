"""The provider's batch interface, scripted: files, batches, polling, results in any order, and batches that end badly."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.servers.judging import is_judging, judged_items, verdicts
from tests.servers.loopback import completion

from . import forked
from .articles import write_records
from .scripted_server import Failure, ScriptedHandler, ScriptedServer


class _Handler(ScriptedHandler):
    server: ProviderServer

    def do_POST(self) -> None:
        if self.path.endswith("/files"):
            self.send_json(200, self.server.upload(self.rfile.read(int(self.headers["Content-Length"]))))
        elif self.path.endswith("/batches"):
            self.send_json(200, self.server.submit(self.request_json()))
        else:
            super().do_POST()

    def do_GET(self) -> None:
        *_, kind, name = self.path.removesuffix("/content").split("/")
        if kind == "batches":
            self.send_json(200, self.server.look(name))
        else:
            self.send(200, self.server.files[name], "application/jsonl")


class ProviderServer(ScriptedServer):
    """OpenAI's batch interface over the scripted answers.

    Args:
        looks: how often a batch is looked at before it is over.
        ends: how it ends.
    """

    handler = _Handler

    def __init__(self, looks: int = 2, ends: str = "completed", **more: Any) -> None:
        super().__init__(**more)
        self.looks, self.ends = looks, ends
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.seen: dict[str, int] = {}

    def upload(self, form: bytes) -> dict[str, Any]:
        name = f"file-{len(self.files)}"
        lines = [line.strip() for line in form.splitlines()]
        self.files[name] = b"\n".join(line for line in lines if line.startswith(b'{"custom_id"'))
        assert b"batch" in lines, "the purpose"
        return {"id": name, "object": "file", "bytes": len(form), "created_at": 1, "filename": "requests.jsonl", "purpose": "batch", "status": "processed"}

    def submit(self, request: dict[str, Any]) -> dict[str, Any]:
        name = f"batch_{len(self.batches)}"
        self.batches[name] = {
            "id": name,
            "object": "batch",
            "created_at": 1,
            "status": "validating",
            "output_file_id": None,
            "error_file_id": None,
            **request,
        }
        return self.batches[name]

    def look(self, name: str) -> dict[str, Any]:
        batch = self.batches[name]
        self.seen[name] = self.seen.get(name, 0) + 1
        if self.seen[name] > self.looks and batch["status"] == "validating":
            batch["status"] = self.ends
            if self.ends == "completed":
                self._work(batch)
            if self.ends == "failed":
                batch["errors"] = {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "Enqueued token limit reached"}]}
        return batch

    def _work(self, batch: dict[str, Any]) -> None:
        good: list[str] = []
        bad: list[str] = []
        requests = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
        random.Random(1).shuffle(requests)
        for request in requests:
            assert request["method"] == "POST" and request["url"] == batch["endpoint"] == "/v1/chat/completions"
            try:
                answer, status = self.answer(request["body"]), 200
            except Failure as failure:
                answer, status = {"error": {"message": failure.message}}, failure.status
            line = {"id": "r", "custom_id": request["custom_id"], "response": {"status_code": status, "request_id": "x", "body": answer}, "error": None}
            (good if status == 200 else bad).append(json.dumps(line, ensure_ascii=False))
        for key, lines in (("output_file_id", good), ("error_file_id", bad)):
            if lines:
                batch[key] = f"file-{len(self.files)}"
                self.files[batch[key]] = "\n".join(lines).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_records(tmp_path / "in.jsonl", 16, 500)
    return tmp_path


def _arguments(folder: Path, server: ProviderServer, *options: str) -> list[str]:
    return [*_single_arguments(folder / "out.jsonl", server), "--provider-batch", "--poll", "0.05", *options]


def _single_arguments(out: Path, server: ProviderServer) -> list[str]:
    return ["batch", str(out.with_name("in.jsonl")), "-o", str(out), "--resume", "--ordered", "-m", "openai/gpt-5-mini", "--base-url", server.url]


_KEY = {"OPENAI_API_KEY": "k"}


def _run(folder: Path, server: ProviderServer, *options: str) -> CompletedProcess[str]:
    return forked.run(_arguments(folder, server, *options), _KEY)


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


def test_one_batch_for_all_at_half_the_price(folder: Path) -> None:
    with ProviderServer() as server:
        done = _run(folder, server)
        assert done.returncode == 0, done.stderr
        assert len(server.batches) == 1 and len(server.requests) == 16
        single = forked.run(_single_arguments(folder / "single.jsonl", server), _KEY)
    assert single.returncode == 0, single.stderr
    for line, alone in zip(_lines(folder), map(json.loads, (folder / "single.jsonl").open(encoding="utf-8")), strict=True):
        price = line["summary"]["run"].pop("cost_usd")
        assert price == pytest.approx(alone["summary"]["run"].pop("cost_usd") / 2, rel=1e-3)
        assert line == alone
    assert sorted(path.name for path in folder.iterdir()) == ["in.jsonl", "out.jsonl", "single.jsonl"]


def test_a_request_that_fails_fails_its_document_and_a_later_run_tries_again(folder: Path) -> None:
    def script(number: int, request: dict[str, Any]) -> None:
        if "红隼" in request["messages"][-1]["content"]:
            raise Failure(501, "no kestrels")

    with ProviderServer(script=script) as server:
        done = _run(folder, server, "--mode", "json_schema")
        failed = [line["id"] for line in _lines(folder) if "error" in line]
        assert done.returncode == 1 and 0 < len(failed) < 16
        server.script = lambda number, request: None
        assert _run(folder, server, "--mode", "json_schema").returncode == 0
    assert [line["id"] for line in _lines(folder)] == [f"d{i}" for i in range(16)]


def test_killed_while_it_waits_nothing_is_submitted_twice(folder: Path) -> None:
    with ProviderServer(looks=10**6) as server:
        process = forked.start(_arguments(folder, server), _KEY)
        while not any(server.seen.values()):
            time.sleep(0.01)
        process.kill()
        forked.wait(process)
        server.looks = 0
        done = _run(folder, server)
    assert done.returncode == 0 and len(server.batches) == 1 and len(server.requests) == 16, done.stderr
    assert len(_lines(folder)) == 16


def test_a_batch_the_provider_refuses_stops_with_its_reason(folder: Path) -> None:
    with ProviderServer(ends="failed") as server:
        done = _run(folder, server)
        assert done.returncode == 3 and "Enqueued token limit reached" in done.stderr and "Traceback" not in done.stderr
        assert _lines(folder) == []
        server.ends = "completed"
        assert _run(folder, server).returncode == 0
    assert len(_lines(folder)) == 16


def test_the_pace_is_the_providers(folder: Path) -> None:
    with ProviderServer() as server:
        done = _run(folder, server, "--requests-per-minute", "9")
    assert done.returncode == 2 and "leaves the pace to the provider" in done.stderr


def test_the_cap_on_spending_holds_and_a_later_run_goes_on(folder: Path) -> None:
    cap = 0.006  # one request at its worst, which is ten times what it costs
    with ProviderServer() as server:
        done = _run(folder, server, "--max-cost", str(cap))
        assert done.returncode == 1 and "the cap of $0.006 is reached" in done.stderr, done.stderr
        first = _lines(folder)
        assert 0 < len(first) < 16 and len(server.requests) == len(first)
        assert 0 < sum(line["summary"]["run"]["cost_usd"] for line in first) <= cap
        done = _run(folder, server, "--max-cost", "5")
        assert done.returncode == 0 and len(server.requests) == 16, done.stderr
    assert [line["id"] for line in _lines(folder)] == [f"d{i}" for i in range(16)]


def test_what_is_not_affordable_at_once_comes_in_later_rounds(folder: Path) -> None:
    with ProviderServer() as server:
        done = _run(folder, server, "--max-cost", "0.04")
        costs = [line["summary"]["run"]["cost_usd"] for line in _lines(folder)]
    assert done.returncode == 0 and len(server.batches) > 1 and len(server.requests) == 16, done.stderr
    assert sum(costs) <= 0.04


def test_a_cap_that_pays_for_nothing_submits_nothing(folder: Path) -> None:
    with ProviderServer() as server:
        done = _run(folder, server, "--max-cost", "0.0001")
        assert done.returncode == 1 and not server.batches and _lines(folder) == []


class _JudgingServer(ProviderServer):
    """A provider whose statements are no copies, so that they are judged; all of them are supported."""

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if is_judging(request):
            self.requests.append(request)
            return completion(verdicts(*judged_items(request)), "stop", (100, 10))
        answer = super().answer(request)
        message = answer["choices"][0]["message"]
        said = re.sub(r'"text": "', '"text": "报道称，', message["content"])
        return {**answer, "choices": [{**answer["choices"][0], "message": {**message, "content": said}}]}


@pytest.mark.parametrize("judge", ["openai/gpt-5-mini", "openai/gpt-5"])
def test_judging_is_the_next_round(folder: Path, judge: str) -> None:
    with _JudgingServer() as server:
        done = _run(folder, server, "--verify", judge, "--mode", "json_schema")
        bodies = [[json.loads(line)["body"] for line in server.files[batch["input_file_id"]].splitlines()] for batch in server.batches.values()]
    assert done.returncode == 0, done.stderr
    assert [len(bodies_of_one) for bodies_of_one in bodies] == [16, 16] and all(is_judging(body) for body in bodies[1])
    assert {body["model"] for body in bodies[1]} == {judge.partition("/")[2]}
    for line in _lines(folder):
        run = line["summary"]["run"]
        assert run["judging"]["judge"] == judge and run["judging"]["error"] is None and run["attempts"] == 2
        assert {statement["support"]["judge"] for group in line["summary"]["groups"] for statement in group["points"]} == {judge}
