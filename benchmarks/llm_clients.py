"""Batches with a model, compared with other clients: wall time relative to the ideal, and CPU time per document.

    python -m benchmarks.llm_clients [--rounds 3] [--latency 1] [--bench FOLDER] [--peers FOLDER] [--clients httpx,langchain-batch,…]

200 documents, 32 at a time, and a loopback server that answers after exactly 1.0 s with a sentence of the document, in
the schema of the request: 7.0 s are ideal. This library parses each document, builds its schema, validates the answer,
grounds it and checks every statement; the other clients do less. `ours, judged` has a model judge the statements too,
which the server puts into other words: two questions, one after the other, so that 14.0 s are ideal. Other clients run if their environments (`--peers`, made by the
shared bench's `setup.sh llm`) and their driver (`--bench`) exist.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import re
import resource
import statistics
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DOCUMENTS = 200
CONCURRENCY = 32  # documents at a time
LATENCY = 1.0  # seconds until the server answers, unless --latency says otherwise
MAX_WALL = 1.03  # target: times the ideal wall time
MAX_JUDGED_WALL = 1.05  # target: times the ideal wall time of two questions
MAX_CPU = 8.0  # target: milliseconds of CPU time per document, without judging
VENVS = {
    "httpx": "instructor",
    "openai-async-parse": "instructor",
    "instructor-async": "instructor",
    "langchain-batch": "langchain",
    "llamaindex": "llamaindex",
    "langextract": "langextract",
}
_KEY_SENTENCE = re.compile(r"Document \d+ reports that[^.\"\\]*\.")
JUDGED = "ours, judged"
JUDGED_MODEL = "openai/gpt-4o"  # the server words its sentences anew for this one
_STATEMENT = re.compile(r"^(\d+)\. ", re.M)
_BODY = (
    "The committee met on Monday to discuss the annual plan and the cost of the new roads. Several members asked for a second "
    "reading, and the vote was moved to the next session. Farmers and shop owners spoke about prices. "
) * 20


def main() -> int:
    """Measure and print. Returns 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency", type=float, default=LATENCY, metavar="SECONDS", help="until the server answers")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument(
        "--peers", type=Path, default=Path(os.environ.get("BENCH_HOME", "~/.cache/summary-bench")).expanduser()
    )
    parser.add_argument("--clients", default=",".join(VENVS))
    parser.add_argument("--ours", metavar="URL", help=argparse.SUPPRESS)
    parser.add_argument("--judged", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ours:
        print(json.dumps(_ours(options.ours, options.judged)))
        return 0
    port = _serve(options.latency)
    ours = [sys.executable, "-m", "benchmarks.llm_clients", "--ours", f"http://127.0.0.1:{port}/v1"]
    commands = {"ours": ours, JUDGED: [*ours, "--judged"]}
    for name in options.clients.split(","):
        python = options.peers / "venvs" / VENVS[name] / "bin" / "python"
        if python.exists():
            commands[name] = [
                str(python),
                str(options.bench / "llm_clients.py"),
                name,
                str(DOCUMENTS),
                str(CONCURRENCY),
                str(port),
            ]
        else:
            print(f"no client at {python}", file=sys.stderr)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            found[name].append(_run(command))
    return _report(found, options.latency)


def _report(found: dict[str, list[dict[str, float]]], latency: float) -> int:
    ideal = math.ceil(DOCUMENTS / CONCURRENCY) * latency
    print(
        f"{'client':20s} {'wall/ideal':>10s} {'CPU ms a document':>18s} {'peak MB':>8s}   load {os.getloadavg()[0]:.1f}"
    )
    missed = False
    for name, runs in found.items():
        wall, cpu, rss = (statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "rss"))
        relative = wall / (2 * ideal if name == JUDGED else ideal)
        missed |= name == "ours" and (relative > MAX_WALL or 1000 * cpu / DOCUMENTS > MAX_CPU)
        missed |= name == JUDGED and relative > MAX_JUDGED_WALL
        print(f"{name:20s} {relative:10.3f} {1000 * cpu / DOCUMENTS:18.2f} {rss:8.0f}")
    print(f"{'target':20s} {MAX_WALL:10.3f} {MAX_CPU:18.2f}   judged {MAX_JUDGED_WALL:.3f}")
    return int(missed)


def _run(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        sys.exit(f"{' '.join(command)} failed: {done.stderr[-500:]}")
    result: dict[str, float] = json.loads(lines[-1])
    return result


def _ours(url: str, judged: bool) -> dict[str, float]:
    """Measure this library in this process; modules are loaded before the clock starts, as for the others."""
    import summarizer
    from summarizer.settings import Settings

    documents = [
        f"Document {i} reports that the council approved a budget of {i} million. " + _BODY for i in range(DOCUMENTS)
    ]
    model = JUDGED_MODEL if judged else "openai/gpt-4o-mini"
    settings = Settings(model=model, base_url=url, api_key="sk-x")  # type: ignore[arg-type]  # pydantic takes a str
    list(summarizer.summarize_many(documents[:1], settings))
    cpu, wall = _cpu(), time.perf_counter()
    results = list(summarizer.summarize_many(documents, settings, CONCURRENCY))
    wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    for result in results:
        assert result.summary is not None, result.error
        assert {s.support.status for _, s in result.summary.statements()} == {"supported"}, result.summary
        assert result.summary.run.attempts == (2 if judged else 1)
    return {"wall": wall, "cpu": cpu, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _serve(latency: float) -> int:
    """Start the server in a thread, and return its port."""
    ports: list[int] = []
    ready = threading.Event()

    async def serve() -> None:
        server = await asyncio.start_server(partial(_connection, latency=latency), "127.0.0.1", 0, limit=2**24)
        ports.append(server.sockets[0].getsockname()[1])
        ready.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    ready.wait()
    return ports[0]


async def _connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, latency: float) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = re.search(rb"content-length: (\d+)", head)
            answer = _answer(json.loads(await reader.readexactly(int(length[1])))) if length else b"{}"
            await asyncio.sleep(latency)
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
                + answer
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _answer(request: dict[str, Any]) -> bytes:
    text = "\n".join(str(message.get("content")) for message in request["messages"])
    sentence = (_KEY_SENTENCE.findall(text) or [text[:60]])[-1]
    if request["model"] == JUDGED_MODEL.partition("/")[2]:
        sentence = sentence.replace("reports that the council approved", "says that the council agreed on")
    message: dict[str, Any] = {"role": "assistant", "content": None}
    form = request.get("response_format") or {}
    if text.startswith("You check statements"):
        message["content"] = json.dumps({"verdicts": [int(n) for n in _STATEMENT.findall(text)]})
    elif request.get("tools"):
        function = request["tools"][0]["function"]
        arguments = json.dumps(_fill_schema(function["parameters"], function["parameters"], "", sentence))
        message["tool_calls"] = [
            {"id": "c", "type": "function", "function": {"name": function["name"], "arguments": arguments}}
        ]
    else:
        schema = form.get("json_schema", {}).get("schema", {"type": "object"})
        message["content"] = json.dumps(_fill_schema(schema, schema, "", sentence))
    return json.dumps(
        {
            "id": "c",
            "object": "chat.completion",
            "created": 1,
            "model": request.get("model", "m"),
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": len(text) // 4, "completion_tokens": 200, "total_tokens": len(text) // 4 + 200},
        }
    ).encode()


def _fill_schema(schema: dict[str, Any], root: dict[str, Any], name: str, sentence: str) -> Any:
    """A value that follows the schema: three items in each list, citations of sentence 1, and the sentence as text."""
    if "$ref" in schema:
        node = root
        for part in schema["$ref"].lstrip("#/").split("/"):
            node = node[part]
        return _fill_schema(node, root, name, sentence)
    if "anyOf" in schema:
        return _fill_schema(next(s for s in schema["anyOf"] if s.get("type") != "null"), root, name, sentence)
    if "properties" in schema:
        return {key: _fill_schema(value, root, key, sentence) for key, value in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_fill_schema(schema["items"], root, name, sentence)] * (1 if name == "extractions" else 3)
    if schema.get("type") == "integer":
        return 1
    return sentence


if __name__ == "__main__":
    sys.exit(main())
