"""A server that answers as told: right answers, and everything a real server does rarely.

A script is a list of steps, one a request; the last one repeats. A step is data: what it does (`kind`) and with what. `right`
holds the answer that is right for the document at hand; steps that spoil it do so in a known way.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .loopback import Handler, LoopbackServer, called_function, chunk, completion, delta, usage

TOKENS = (120, 30)  # what an answer claims to have cost, unless the server is told to count


@dataclass(frozen=True)
class Step:
    """What the server does with one request.

    Attributes:
        kind: `answer` (the text, with `finish`), `status`, `raw` (any bytes), `refuse`, `hang`, `reset`,
            `reset_inside` (the connection goes after half the body), `drip` (a byte at a time, `pause` seconds each).
        text: what the answer says; None for what is right.
        spoil: what becomes of the text before it is sent.
        cut: a stream goes on for this share of the text, then does `then`: `reset`, `close` (without a word), `end`
            (the transfer ends properly, the answer does not), `done` (as `end`, with `[DONE]`), `error` (an error event).
    """

    kind: str = "answer"
    text: str | None = None
    spoil: Callable[[str], str] | None = None
    finish: str | None = "stop"
    status: int = 200
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"
    cut: float | None = None
    then: str = "reset"
    pause: float = 0.0
    message: dict[str, Any] = field(default_factory=dict)


RIGHT = Step()


class _Handler(Handler):
    server: ScriptedServer

    def do_POST(self) -> None:
        request = self.request_json()
        step, right = self.server.next_step(request)
        getattr(self, f"_{step.kind}")(step, request, right)

    def _answer(self, step: Step, request: dict[str, Any], right: str) -> None:
        text = right if step.text is None else step.text
        text = step.spoil(text) if step.spoil else text
        if request.get("stream"):
            self._stream(step, request, text)
            return
        if step.cut is not None:
            self._reset_inside(step, request, text)
            return
        finish = "tool_calls" if called_function(request) and step.finish == "stop" else step.finish
        tokens = self.server.tokens(request, text)
        self.send_json(200, completion(text, finish, tokens, function=called_function(request), **step.message))

    def _stream(self, step: Step, request: dict[str, Any], text: str) -> None:
        self.start_stream()
        self.send_event(chunk({"role": "assistant", **step.message}))
        function, size = called_function(request), max(1, len(text) // 40)
        stop = len(text) if step.cut is None else int(len(text) * step.cut)
        for start in range(0, stop, size):
            self.send_event(chunk(delta(text[start : min(start + size, stop)], function)))
            if step.pause:
                time.sleep(step.pause)
        if step.cut is not None:
            self._break_off(step)
            return
        if step.finish is not None:
            self.send_event(chunk({}, "tool_calls" if function and step.finish == "stop" else step.finish))
        if (request.get("stream_options") or {}).get("include_usage"):
            self.send_event(chunk(None, usage=usage(*TOKENS)))
        self.end_stream()

    def _break_off(self, step: Step) -> None:
        if step.then == "error":
            self.send_event({"error": {"message": "the backend failed", "type": "server_error", "code": 500}})
            self.end_chunks()
        elif step.then == "done":
            self.end_stream()
        elif step.then == "end":
            self.end_chunks()
        elif step.then == "close":
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._reset(step, {}, "")

    def _status(self, step: Step, request: dict[str, Any], right: str) -> None:
        body = step.body if step.body is not None else {"error": {"message": f"scripted {step.status}", "type": "error"}}
        data = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        self.send(step.status, data, step.content_type, **dict(step.headers))

    def _raw(self, step: Step, request: dict[str, Any], right: str) -> None:
        body = step.body() if callable(step.body) else step.body
        self.send(step.status, body, step.content_type, **dict(step.headers))

    def _refuse(self, step: Step, request: dict[str, Any], right: str) -> None:
        said = step.text or "I cannot help with that."
        if request.get("stream"):
            self.start_stream()
            self.send_event(chunk({"role": "assistant", "refusal": said}))
            self.send_event(chunk({}, "stop"))
            self.end_stream()
            return
        self.send_json(200, completion(None, "stop", TOKENS, refusal=said))

    def _hang(self, step: Step, request: dict[str, Any], right: str) -> None:
        self.server.closing.wait(60)
        self.close_connection = True

    def _reset(self, step: Step, request: dict[str, Any], right: str) -> None:
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _reset_inside(self, step: Step, request: dict[str, Any], right: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'{"id": "x", "object": "chat.compl')
        self._reset(step, request, right)

    def _drip(self, step: Step, request: dict[str, Any], right: str) -> None:
        """So slowly that no single read times out, and the answer never ends in time."""
        streamed = bool(request.get("stream"))
        if streamed:
            self.start_stream()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
        while not self.server.closing.wait(step.pause):
            if streamed:
                self.send_event(chunk({"content": " "}))
            else:
                self.wfile.write(b" ")
                self.wfile.flush()


class ScriptedServer(LoopbackServer):
    """The server. `requests` holds what it was asked, `times` when."""

    def __init__(
        self,
        steps: list[Step],
        right: str | Callable[[dict[str, Any]], str] = "{}",
        tokens: Callable[[dict[str, Any], str], tuple[int, int]] = lambda request, text: TOKENS,
    ) -> None:
        super().__init__(_Handler)
        self.steps = steps
        self.right = right
        self.tokens = tokens
        self.requests: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()

    def next_step(self, request: dict[str, Any]) -> tuple[Step, str]:
        """Note a request; returns what to do with it, and what would be right."""
        with self._lock:
            number = len(self.requests)
            self.requests.append(request)
            self.times.append(time.monotonic())
        right = self.right(request) if callable(self.right) else self.right
        return self.steps[min(number, len(self.steps) - 1)], right

    def __exit__(self, *exception: object) -> None:
        self.closing.set()
        super().__exit__(*exception)
