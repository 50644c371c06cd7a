"""A server whose answers are borne out and whose moods a test decides.

It reads the numbered lines of each prompt and answers, in whatever schema the request carries, with words of theirs and
their numbers. Before that, the test's script may have it be busy, fail, cut the connection or wait.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any

from tests.servers.loopback import Handler, LoopbackServer, completion

_LINE = re.compile(r"^((?:<\d+>)+) (.+)$", re.M)
_NUMBER = re.compile(r"<(\d+)>")


class Busy(Exception):
    """Answer 429, with `Retry-After` if it names a time."""

    def __init__(self, retry_after: float | None = None) -> None:
        self.retry_after = retry_after


class Failure(Exception):
    """Answer with this status; 0 cuts the connection."""

    def __init__(self, status: int, message: str = "failed") -> None:
        self.status, self.message = status, message


class ScriptedHandler(Handler):
    """A connection: what the script raises as HTTP."""

    server: ScriptedServer

    def do_POST(self) -> None:
        try:
            self.send_json(200, self.server.answer(self.request_json()))
        except Busy as busy:
            named = {} if busy.retry_after is None else {"Retry_After": str(busy.retry_after)}
            self.send_json(429, {"error": {"message": "slow down", "type": "requests", "code": "rate_limit_exceeded"}}, **named)
        except Failure as failure:
            if failure.status:
                self.send_json(failure.status, {"error": {"message": failure.message}})
            else:
                self.close_connection = True
                self.connection.close()


class ScriptedServer(LoopbackServer):
    """The server.

    Args:
        script: called with the number of each request (from 1) and the request; returns, or raises `Busy` or `Failure`.
        latency: seconds until an answer.

    Attributes:
        requests: all that came, in order; `times` when; `answered` how many got an answer.
        peak: most requests under way at once.
    """

    handler: type[Handler] = ScriptedHandler

    def __init__(self, script: Callable[[int, dict[str, Any]], None] | None = None, latency: float = 0.0) -> None:
        super().__init__(self.handler)
        self.script = script or (lambda number, request: None)
        self.latency = latency
        self.requests: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.answered = self.peak = self._now = 0
        self._lock = threading.Lock()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """What is answered to a request. Raises what the script raises."""
        with self._lock:
            self.requests.append(request)
            self.times.append(time.monotonic())
            number = len(self.requests)
            self._now += 1
            self.peak = max(self.peak, self._now)
        try:
            self.script(number, request)
            time.sleep(self.latency)
        finally:
            with self._lock:
                self._now -= 1
        with self._lock:
            self.answered += 1
        prompt = request["messages"][-1]["content"]
        lines = [(int(_NUMBER.findall(m[1])[0]), m[2]) for m in _LINE.finditer(prompt)]
        text = json.dumps(_Filled(lines, request["response_format"]["json_schema"]["schema"]).value(), ensure_ascii=False)
        return completion(text, "stop", (len(json.dumps(request)) // 4, len(text) // 4))


class _Filled:
    """A schema filled with the lines of a prompt, one line after the other."""

    def __init__(self, lines: list[tuple[int, str]], schema: dict[str, Any]) -> None:
        self._lines, self._root, self._next = lines, schema, 0

    def value(self, schema: dict[str, Any] | None = None, name: str = "") -> Any:
        schema = schema or self._root
        if "$ref" in schema:
            node: Any = self._root
            for part in schema["$ref"].lstrip("#/").split("/"):
                node = node[part]
            return self.value(node, name)
        if "properties" in schema:
            return {key: self.value(value, key) for key, value in schema["properties"].items()}
        if schema.get("type") == "array":
            return [self.value(schema["items"], name) for _ in range(self._length(schema, name))]
        if schema.get("type") == "integer":
            return self._number(schema)
        return self._text(schema, name)

    @staticmethod
    def _length(schema: dict[str, Any], name: str) -> int:
        return schema.get("minItems", 0) if name == "glossary" else max(schema.get("minItems", 1), min(2, schema.get("maxItems", 2)))

    def _number(self, schema: dict[str, Any]) -> int:
        """The number of the next line; what the schema does not allow is an error of the prompt or the schema."""
        number = self._lines[self._next % len(self._lines)][0]
        allowed = schema.get("enum") or range(schema["minimum"], schema["maximum"] + 1)
        assert number in allowed, (number, schema)
        return number

    def _text(self, schema: dict[str, Any], name: str) -> str:
        text = self._lines[self._next % len(self._lines)][1]
        self._next += name == "text"
        return text[: schema.get("maxLength", 200)] if name == "text" else text[:20]
