"""One cell of the matrix of faults: a fault, a mode and an interface, and what comes of it."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
import time
from dataclasses import dataclass

import psutil

from summarizer import Document, Settings, Summary, asummarize, summarize
from summarizer.errors import SummarizerError
from summarizer.streaming import stream

from .faults import Fault, dated
from .scripted import ScriptedServer

MODES = ("json_schema", "tools", "json")
WAYS = ("sync", "async", "stream")
ATTEMPTS = 2
TEXT = (
    "Northwind Power raised its forecast on Monday. It expects sales of $3.4 billion in 2025, 12.5% more than in 2024.\n\n"
    "The union disagrees. Ann Doyle said the company would cut 1,250 jobs.\n\nAnalysts had expected less.\n\nNo date was given.\n"
)
RIGHT = json.dumps(
    {
        "core_viewpoint": {"sentences": [2], "text": "It expects sales of $3.4 billion in 2025, 12.5% more than in 2024"},
        "groups": [
            {"title": "Forecast", "points": [{"sentences": [1], "text": "Northwind Power raised its forecast on Monday"}]},
            {"title": "Jobs", "points": [{"sentences": [4], "text": "Ann Doyle said the company would cut 1,250 jobs"}]},
        ],
    }
)


@dataclass(frozen=True)
class Cell:
    """What came of a fault.

    Attributes:
        result: the summary, or the error.
        requests: how many were made.
        left_behind: tasks, threads and open connections, by name; none when all is well.
    """

    result: Summary | SummarizerError
    requests: int
    seconds: float
    left_behind: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """`summary`, or the error's public class."""
        public = (kind.__name__ for kind in type(self.result).__mro__ if kind.__module__ == "summarizer.errors")
        return "summary" if isinstance(self.result, Summary) else next(public)


def run_cell(fault: Fault, mode: str, way: str, document: Document) -> Cell:
    """Have a document summarised by a server with this fault."""
    left: list[str] = []
    result: Summary | SummarizerError
    with ScriptedServer([dated(step) for step in fault.steps], RIGHT) as server:
        settings = Settings(
            model="scripted",
            base_url=server.url,
            api_key="sk-secret-of-the-test",
            mode=mode,  # type: ignore[arg-type]  # one of MODES
            attempts=ATTEMPTS,
            timeout=fault.limit,
            cache=False,
        )
        started = time.monotonic()
        try:
            result = _run(way, document, settings, left)
        except SummarizerError as error:
            result = error
        seconds = time.monotonic() - started
        requests = len(server.requests)
    left += [f"thread {t.name}" for t in threading.enumerate() if t.name == "summarizer"]
    left += [f"connection {c}" for c in _connections(server.server_port)]
    return Cell(result, requests, seconds, tuple(left))


def _run(way: str, document: Document, settings: Settings, left: list[str]) -> Summary:
    if way == "sync":
        return summarize(document, settings)
    if way == "async":
        return asyncio.run(_asynchronous(document, settings, left))
    streamed = stream(document, settings)
    statements = list(streamed)
    summary = streamed.summary
    assert summary is not None
    assert [(s.place, s.statement) for s in statements] == summary.statements()
    return summary


async def _asynchronous(document: Document, settings: Settings, left: list[str]) -> Summary:
    try:
        return await asummarize(document, settings)
    finally:
        await asyncio.sleep(0)
        left += [f"task {t.get_name()}" for t in asyncio.all_tasks() - {asyncio.current_task()}]


def _connections(port: int) -> list[str]:
    """Open connections of this process to a port."""
    end = time.monotonic() + 2
    while True:
        found = [str(c.laddr) for c in psutil.Process().net_connections("tcp") if c.raddr and c.raddr.port == port and c.status == psutil.CONN_ESTABLISHED]
        if not found or time.monotonic() > end:
            return found
        gc.collect()
        time.sleep(0.02)
