"""What our own servers have in common: a thread, an address on loopback, JSON answers and streams of events."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Handler(BaseHTTPRequestHandler):
    """A connection. Nagle's algorithm is off and writes are buffered, or each answer would take 40 ms longer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65536
    server: LoopbackServer

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def request_json(self) -> dict[str, Any]:
        """The body of the request."""
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")

    def send(self, status: int, body: bytes | str, kind: str = "application/json", **headers: str) -> None:
        """A whole answer."""
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def send_json(self, status: int, value: object, **headers: str) -> None:
        """A whole answer in JSON."""
        self.send(status, json.dumps(value, ensure_ascii=False), **headers)

    def start_stream(self) -> None:
        """The head of a stream of events."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def send_event(self, value: object) -> None:
        """One event, at once."""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        self.send_chunk(f"data: {text}\n\n".encode())

    def send_chunk(self, data: bytes) -> None:
        """One chunk of the transfer encoding, at once."""
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def end_stream(self) -> None:
        """The regular end of a stream."""
        self.send_event("[DONE]")
        self.end_chunks()

    def end_chunks(self) -> None:
        """The end of the transfer encoding."""
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()


class LoopbackServer(ThreadingHTTPServer):
    """A server in a thread, as a context manager. `url` is its base URL."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, handler: type[Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, address: object) -> None:
        """Clients that go away are part of the tests."""


def completion(text: str | None, finish: str | None, tokens: tuple[int, int], *, function: str | None = None, **message: Any) -> dict[str, Any]:
    """A chat completion: the text as content, or as the arguments of a call of `function`."""
    said: dict[str, Any] = {"role": "assistant", "content": text, **message}
    if function is not None:
        said |= {"content": None, "tool_calls": [_call(function, text or "")]}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "loopback",
        "usage": usage(*tokens),
        "choices": [{"index": 0, "finish_reason": finish, "message": said, "logprobs": None}],
    }


def chunk(delta: dict[str, Any] | None, finish: str | None = None, **more: Any) -> dict[str, Any]:
    """A piece of a streamed completion; without a delta, the one that only counts tokens."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "loopback", "choices": choices, **more}


def delta(text: str, function: str | None) -> dict[str, Any]:
    """What a chunk adds."""
    return {"tool_calls": [{"index": 0, **_call(function, text)}]} if function else {"content": text}


def usage(prompt: int, answer: int) -> dict[str, int]:
    """The count of tokens."""
    return {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}


def called_function(request: dict[str, Any]) -> str | None:
    """The name of the function a request offers, if it offers one."""
    tools = request.get("tools") or []
    return tools[0]["function"]["name"] if tools else None


def _call(function: str, arguments: str) -> dict[str, Any]:
    return {"id": "call_1", "type": "function", "function": {"name": function, "arguments": arguments}}
