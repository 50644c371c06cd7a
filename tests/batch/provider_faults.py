"""A provider's batch interface that fails in every way we know, and processes that are killed while they use it.

`run_cell` runs one fault with one kill until everything is done, and returns what went wrong: a lost or doubled line, an
answer paid for twice, a traceback, a hang. `make soak` runs all cells, the tests some.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarizer.batch.database import read_lines
from summarizer.batch.journal import is_database

from . import forked
from .articles import article
from .scripted_server import Failure, ScriptedHandler, ScriptedServer

DOCUMENTS = 6
_MAX_RUNS = 6  # until everything is done
_ENVIRONMENT = {"OPENAI_API_KEY": "sk-of-a-test", "SUMMARIZER_NO_CACHE": "1"}


@dataclass(frozen=True)
class Fault:
    """A way to fail.

    Attributes:
        events: of which requests: upload, create, list, look, output, errors; the first `times` of them fail.
        answer: sent in place of the server's own; called with the handler and what the server would send.
        applied: whether the server does what it was asked before it fails.
        batch: changes a finished batch.
        lines: changes the lines of its answers.
        stops: whether a run ends with exit code 3; the fault is over in the next one.
        repaid: how many documents may be asked for twice, for their answers cannot be read.
    """

    events: tuple[str, ...] = ()
    times: int = 2
    answer: Callable[[_Handler, bytes], None] | None = None
    applied: bool = True
    batch: Callable[[dict[str, Any]], None] = lambda batch: None
    lines: Callable[[list[bytes]], bytes] = b"\n".join
    ends: str = "completed"
    answered: float = 1.0
    status: int = 200
    stops: bool = False
    repaid: int = 0


def _status(code: int, **headers: str) -> Callable[[_Handler, bytes], None]:
    return lambda handler, body: handler.send_json(code, {"error": {"message": f"status {code}"}}, **headers)


def _body(text: str, kind: str = "application/json") -> Callable[[_Handler, bytes], None]:
    return lambda handler, body: handler.send(200, text, kind)


def _cut_connection(handler: _Handler, body: bytes) -> None:
    handler.close_connection = True
    handler.connection.close()


def _cut_body(handler: _Handler, body: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.wfile.flush()
    _cut_connection(handler, body)


def _shortened(share: float, at_line: bool = False) -> Callable[[_Handler, bytes], None]:
    def answer(handler: _Handler, body: bytes) -> None:
        short = body[: int(len(body) * share)]
        handler.send(200, short[: short.rfind(b"\n") + 1] if at_line else short)

    return answer


def _damaged(line: bytes) -> Callable[[list[bytes]], bytes]:
    return lambda lines: b"\n".join([line, *lines[1:]])


def _with_counts(counts: object) -> Callable[[dict[str, Any]], None]:
    return lambda batch: batch.update(request_counts=counts)


def _without_files(batch: dict[str, Any]) -> None:
    batch["output_file_id"] = batch["error_file_id"] = None


def _line_of(line: bytes, **changes: Any) -> bytes:
    return json.dumps({**json.loads(line), **changes}, ensure_ascii=False).encode()


def _errors_for_some(lines: list[bytes]) -> bytes:
    return b"\n".join([_line_of(lines[0], response=None, error={"code": "batch_expired", "message": "no time"}), *lines[1:]])


_ALL_FILES = ("output", "errors")
_DEAD = 10**6
FAULTS: dict[str, Fault] = {
    "none": Fault(),
    "looks are refused for a while": Fault(("look",), 5, _status(503)),
    "looks are refused for good": Fault(("look",), _DEAD, _status(503), stops=True),
    "looks are too many": Fault(("look",), 2, _status(429, Retry_After="0.1")),
    "looks are too many for an hour": Fault(("look",), _DEAD, _status(429, Retry_After="3600"), stops=True),
    "looks are cut off": Fault(("look",), 3, _cut_connection),
    "looks show a web page": Fault(("look",), 3, _body("<html>gateway</html>", "text/html")),
    "looks show no batch": Fault(("look",), 2, _body('{"object": "list"}')),
    "looks show nothing": Fault(("look",), 2, _body("")),
    "looks show an unknown state": Fault(("look",), _DEAD, _body('{"id": "batch_0", "status": "paused"}'), stops=True),
    "looks show no state": Fault(("look",), _DEAD, _body('{"id": "batch_0", "status": null}'), stops=True),
    "the key is refused": Fault(("look",), _DEAD, _status(401), stops=True),
    "the batch is not found": Fault(("look",), _DEAD, _status(404), stops=True),
    "uploads fail for a while": Fault(("upload",), 2, _status(502)),
    "uploads are cut off": Fault(("upload",), 2, _cut_connection),
    "uploads are too large": Fault(("upload",), _DEAD, _status(413), stops=True),
    "submissions fail for a while": Fault(("create",), 2, _status(503), applied=False),
    "submissions are too many": Fault(("create",), 2, _status(429), applied=False),
    "submissions are refused": Fault(("create",), _DEAD, _status(400), applied=False, stops=True),
    "submissions are taken, and fail": Fault(("create",), 1, _status(500)),
    "submissions are taken, and cut off": Fault(("create",), 1, _cut_connection),
    "submissions are taken, and show a page": Fault(("create",), 1, _body("<html>", "text/html")),
    "submissions are cut off, and so is the list": Fault(("create", "list"), 2, _cut_connection),
    "submissions are cut off, and none are listed": Fault(("create", "list"), _DEAD, _cut_connection, stops=True),
    "the batch is not valid": Fault(ends="failed", stops=True),
    "the batch expires": Fault(ends="expired", answered=0.5),
    "the batch expires unanswered": Fault(ends="expired", answered=0.0),
    "the batch is cancelled": Fault(ends="cancelled", answered=0.5),
    "the batch fails half-way": Fault(ends="failed", answered=0.5),
    "files are refused for a while": Fault(_ALL_FILES, 3, _status(503)),
    "files are cut off": Fault(_ALL_FILES, 2, _cut_connection),
    "files break off": Fault(_ALL_FILES, 2, _cut_body),
    "files are not found": Fault(_ALL_FILES, _DEAD, _status(404), stops=True),
    "files are short at first": Fault(_ALL_FILES, 2, _shortened(0.6)),
    "files are short at first, by whole lines": Fault(_ALL_FILES, 2, _shortened(0.6, at_line=True)),
    "files are short for good": Fault(_ALL_FILES, _DEAD, _shortened(0.6)),
    "files are empty at first": Fault(_ALL_FILES, 1, _shortened(0.0)),
    "files are not named at first": Fault(("look",), 4, lambda handler, body: handler.send_unnamed(body)),
    "a line is words": Fault(lines=_damaged(b"oops"), repaid=1),
    "a line is half": Fault(lines=lambda lines: b"\n".join([lines[0][: len(lines[0]) // 2], *lines[1:]]), repaid=1),
    "a line is null": Fault(lines=_damaged(b"null"), repaid=1),
    "a line is bytes": Fault(lines=_damaged(b'{"custom_id": "\xff"}'), repaid=1),
    "a line is deep": Fault(lines=_damaged(b"[" * 20_000), repaid=1),
    "a line lost its response": Fault(lines=lambda lines: b"\n".join([_line_of(lines[0], response="gone"), *lines[1:]]), repaid=1),
    "an answer is null": Fault(lines=lambda lines: b"\n".join([_line_of(lines[0], response={"status_code": 200, "body": None}), *lines[1:]]), repaid=1),
    "an answer is something else": Fault(lines=lambda lines: b"\n".join([_line_of(lines[0], response={"status_code": 200, "body": {"object": "x"}}), *lines[1:]]), repaid=3),
    "a line of another batch": Fault(lines=lambda lines: b"\n".join([_line_of(lines[0], custom_id="strange"), *lines])),
    "every line twice": Fault(lines=lambda lines: b"\n".join(lines * 2)),
    "an error and then the answer": Fault(lines=lambda lines: b"\n".join([_line_of(lines[0], response=None), *lines])),
    "lines end in carriage returns": Fault(lines=b"\r\n".join),
    "empty lines and a byte order mark": Fault(lines=lambda lines: b"\xef\xbb\xbf" + b"\n\n".join(lines) + b"\n\n"),
    "raw line separators": Fault(lines=lambda lines: b"\n".join(lines).replace(b"pumps", "pu\u2028mps\u0085\u2029".encode())),
    "some requests fail": Fault(lines=_errors_for_some),
    "all requests fail": Fault(status=500),
    "counts are too high": Fault(batch=_with_counts({"total": 99, "completed": 99, "failed": 7})),
    "counts are nothing": Fault(batch=_with_counts({"total": 0, "completed": 0, "failed": 0})),
    "counts are nonsense": Fault(batch=_with_counts({"total": "x", "completed": -1, "failed": None})),
    "counts are words": Fault(batch=_with_counts("many")),
    "finished without files at first": Fault(("look",), 4, lambda handler, body: handler.send_unnamed(body)),
}
# When the process is killed: before or after the n-th request of a kind is answered; or inside a write of the output.
KILLS: dict[str, tuple[str, int, str] | None] = {
    "never": None,
    "at the upload": ("upload", 1, "before"),
    "after the upload": ("upload", 1, "after"),
    "before the submission": ("create", 1, "before"),
    "in the submission": ("create", 1, "applied"),
    "after the submission": ("create", 1, "after"),
    "at the first look": ("look", 1, "before"),
    "at a later look": ("look", 3, "after"),
    "at the download": ("output", 1, "before"),
    "after the download": ("output", 1, "after"),
    "inside a line": ("write", 0, "inside"),
}


class _Handler(ScriptedHandler):
    server: FaultyProvider

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/files"):
            self._serve("upload", lambda: self.server.upload(data))
        else:
            self._serve("create", lambda: self.server.submit(json.loads(data)))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        *_, kind, name = path.removesuffix("/content").split("/")
        if name == "batches":
            self._serve("list", self.server.listed)
        elif kind == "batches":
            self._serve("look", lambda: self.server.look(name))
        else:
            self._serve("errors" if name.startswith("errors") else "output", lambda: self.server.files[name])

    def _serve(self, event: str, act: Callable[[], Any]) -> None:
        fault = self.server.count(event)
        self.server.kill_if(event, "before")
        if fault is not None and not fault.applied:
            fault.answer(self, b"")
            return
        value = act()
        self.server.kill_if(event, "applied")
        body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        if fault is not None:
            fault.answer(self, body)
        else:
            self.send(200, body)
        self.server.kill_if(event, "after")

    def send_unnamed(self, body: bytes) -> None:
        """A batch without its files."""
        self.send_json(200, {**json.loads(body), "output_file_id": None, "error_file_id": ""})


class FaultyProvider(ScriptedServer):
    """The provider. `victim` is the process that is killed at the event `kill`; `paid` counts answers by request."""

    handler = _Handler

    def __init__(self, fault: Fault, kill: tuple[str, int, str] | None) -> None:
        super().__init__()
        self.fault: Fault | None = fault
        self.kill, self.victim = kill, 0
        self.events: Counter[str] = Counter()
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.looks: Counter[str] = Counter()
        self.paid: Counter[str] = Counter()

    def count(self, event: str) -> Fault | None:
        """Count an event. Returns the fault if it fails."""
        self.events[event] += 1
        fault = self.fault
        return fault if fault and fault.answer and event in fault.events and self.events[event] <= fault.times else None

    def kill_if(self, event: str, phase: str) -> None:
        """Kill the process if this is the moment."""
        if self.kill and self.victim and self.kill == (event, self.events[event], phase):
            if phase == "after":
                time.sleep(random.Random(len(self.files)).random() * 0.02)
            os.kill(self.victim, signal.SIGKILL)
            self.kill = None

    def upload(self, form: bytes) -> dict[str, Any]:
        name = f"file-{len(self.files)}"
        lines = (line.strip() for line in form.split(b"\n"))
        self.files[name] = b"\n".join(line for line in lines if line.startswith(b'{"custom_id"'))
        return {"id": name, "object": "file"}

    def submit(self, request: dict[str, Any]) -> dict[str, Any]:
        name = f"batch_{len(self.batches)}"
        self.batches[name] = {"id": name, "status": "validating", "output_file_id": None, "error_file_id": None, **request}
        return self.batches[name]

    def listed(self) -> dict[str, Any]:
        """The list of batches, the newest first."""
        return {"object": "list", "data": list(self.batches.values())[::-1], "has_more": False}

    def look(self, name: str) -> dict[str, Any]:
        batch = self.batches[name]
        self.looks[name] += 1
        if self.looks[name] > 2 and batch["status"] == "validating":
            fault = self.fault or FAULTS["none"]
            batch["status"] = fault.ends
            if fault.ends == "failed" and fault.answered == 1:
                batch["errors"] = {"data": [{"code": "c", "message": "not valid"}]}
            else:
                self._work(batch, fault)
        return batch

    def _work(self, batch: dict[str, Any], fault: Fault) -> None:
        requests = [json.loads(line) for line in self.files[batch["input_file_id"]].split(b"\n")]
        random.Random(1).shuffle(requests)
        count = int(len(requests) * fault.answered)
        lines = []
        for request in requests[:count]:
            try:
                body, status = self.answer(request["body"]), fault.status
            except Failure as failure:
                body, status = {"error": {"message": failure.message}}, failure.status
            self.paid[request["custom_id"]] += status == 200
            response = {"status_code": status, "request_id": "x", "body": body}
            lines.append(json.dumps({"id": "r", "custom_id": request["custom_id"], "response": response, "error": None}, ensure_ascii=False).encode())
        batch["request_counts"] = {"total": len(requests), "completed": count * (fault.status == 200), "failed": len(requests) - count}
        if lines:
            kind = "output" if fault.status == 200 else "errors"
            batch[f"{kind.removesuffix('s')}_file_id"] = f"{kind}-{batch['id']}"
            data = fault.lines(lines)
            self.files[f"{kind}-{batch['id']}"] = data
            failed = sum(b'"response": null' in line for line in data.split(b"\n"))
            self.paid.subtract({json.loads(line)["custom_id"]: 1 for line in data.split(b"\n") if b'"response": null' in line and data.count(json.loads(line)["custom_id"].encode()) == 1})
            batch["request_counts"]["completed"] -= failed
            batch["request_counts"]["failed"] += failed
        fault.batch(batch)


def _shorten_waits() -> None:
    from summarizer.batch import provider_batch, provider_calls

    provider_batch.ROUND_POLICY = replace(provider_batch.ROUND_POLICY, quiet=0.05)
    provider_calls.OUTAGE_POLICY = replace(provider_calls.OUTAGE_POLICY, first_probe=0.02, unproven_patience=2.0)


def run_cell(fault_name: str, kill_name: str, folder: Path, name: str = "out.jsonl") -> list[str]:
    """Run a fault with a kill until everything is done. Returns what is wrong.

    Args:
        name: of the output: a file of lines, or a database.
    """
    fault, kill = FAULTS[fault_name], KILLS[kill_name]
    records, output, log = folder / "in.jsonl", folder / name, folder / "log"
    records.write_text("".join(json.dumps({"id": f"d{n}", "text": article("en", 400, n)}) + "\n" for n in range(DOCUMENTS)))
    options = ["-m", "openai/gpt-5-mini", "--mode", "json_schema", "--verify", "off", "--provider-batch", "--poll", "0.02", "--patience", "1"]
    codes: list[int] = []
    wrong: list[str] = []
    with FaultyProvider(fault, kill) as server:
        arguments = ["batch", str(records), "-o", str(output), "--resume", "--base-url", server.url, *options]
        while not codes or (codes[-1] != 0 and len(codes) < _MAX_RUNS):
            killed_inside = kill is not None and kill[0] == "write" and not codes
            codes.append(_run(arguments, log, 5000 if killed_inside else None, server))
            lifted = codes[-1] == 3 or (codes[-1] == 1 and fault_name != "none")
            if lifted:
                server.fault = None
        wrong += _faults_of_output(output, server, fault)
    if codes[-1] != 0:
        wrong.append(f"not done: {codes}")
    if any(code not in (0, 1, 3, -signal.SIGKILL, -signal.SIGXFSZ) for code in codes):
        wrong.append(f"ended with {codes}")
    if fault.stops and 3 not in codes and kill is None:
        wrong.append(f"did not stop: {codes}")
    if "Traceback" in log.read_text() or "internal error" in log.read_text():
        wrong.append("a traceback: " + log.read_text()[-2000:])
    return [f"{problem} (log: {log.read_text()[-600:]})" for problem in wrong]


def _run(arguments: list[str], log: Path, max_bytes: int | None, server: FaultyProvider) -> int:
    process = forked.start(arguments, _ENVIRONMENT, log, max_bytes, _shorten_waits)
    server.victim = process.pid or 0
    return forked.wait(process)


def _faults_of_output(output: Path, server: FaultyProvider, fault: Fault) -> list[str]:
    written = output.read_bytes().split(b"\n") if output.exists() else []
    if written and is_database(output):
        written = [line.json_line() for line in read_lines(output)]
    lines = [json.loads(line) for line in written if line]
    wrong = []
    if Counter(line["id"] for line in lines) != Counter(f"d{n}" for n in range(DOCUMENTS)):
        wrong.append(f"lines of {sorted(line['id'] for line in lines)}")
    if any("summary" not in line for line in lines):
        wrong.append("a document without a summary")
    if sum(server.paid.values()) > DOCUMENTS + fault.repaid:
        wrong.append(f"paid {sum(server.paid.values())} answers for {DOCUMENTS} documents")
    if list(output.parent.glob(".out.*")) or list(output.parent.glob("out.db-*")):
        wrong.append("the state is still there")
    return wrong
