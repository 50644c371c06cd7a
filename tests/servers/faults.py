"""The faults, as data: what a server does, and what must become of it.

Every fault is tried in every mode, and from the synchronous, asynchronous and streaming interfaces. A fault that passes
(the second request is answered rightly) must end in a right summary; one that stays, in the right error, in one line,
within its time.
"""

from __future__ import annotations

import json
import time
import zlib
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache

from .scripted import RIGHT, Step

# What an outcome may be: a summary, or the name of the error.
Outcome = str


@dataclass(frozen=True)
class Fault:
    """A fault and what must become of it.

    Attributes:
        outcome: `summary`, or the class of the error.
        streamed: the same for a stream, where it differs: what a stream has told cannot be asked for again.
        requests: how many requests are made, where that matters.
        waits: at least so many seconds pass, because the server asked for them.
        limit: seconds for one request.
    """

    name: str
    steps: tuple[Step, ...]
    outcome: Outcome
    streamed: Outcome | None = None
    requests: int | None = None
    waits: float = 0.0
    limit: float = 5.0


def _status(name: str, status: int, outcome: Outcome, body: object = None, **more: object) -> Fault:
    headers = tuple(more.pop("headers", ()))  # type: ignore[arg-type]  # a tuple of pairs
    return Fault(name, (Step("status", status=status, body=body, headers=headers),), outcome, **more)  # type: ignore[arg-type]  # fields of Fault


def _once(name: str, step: Step, **more: object) -> Fault:
    """A fault that is gone with the second request."""
    return Fault(name, (step, RIGHT), "summary", **more)  # type: ignore[arg-type]  # fields of Fault


def _error(message: str, **more: object) -> dict[str, object]:
    return {"error": {"message": message, "type": "invalid_request_error", **more}}


def _thinking(text: str) -> str:
    return f"<think>\nThe user wants {{JSON}}.\n</think>\n\n{text}"


def _fenced(text: str) -> str:
    return f"Here is the summary:\n\n```json\n{text}\n```\nI hope this helps."


def _changed(**changes: object) -> object:
    def change(text: str) -> str:
        return json.dumps({**json.loads(text), **changes}, ensure_ascii=False)

    return change


def _citing(number: object) -> object:
    def change(text: str) -> str:
        answer = json.loads(text)
        for part in (answer, *answer.get("statements", ())):
            if "core_viewpoint" in part:
                part["core_viewpoint"]["sentences"] = [number]
        return json.dumps(answer, ensure_ascii=False)

    return change


def _twice(text: str) -> str:
    return text[:-1] + ', "core_viewpoint": ' + json.dumps(json.loads(text)["core_viewpoint"], ensure_ascii=False) + "}"


def _far_date() -> str:
    return formatdate(time.time() + 1.2, usegmt=True)


_HTML = "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>"
_QUOTA = _error("You exceeded your current quota, please check your plan and billing details.", code="insufficient_quota")
_MODELLESS = _error("The model `x` does not exist", code="model_not_found")
_TOO_LONG = _error("This model's maximum context length is 4096 tokens.", code="context_length_exceeded")
_LLAMA_TOO_LONG = {"error": {"code": 400, "message": "the request exceeds the available context size", "type": "exceed_context_size_error"}}
_ENDLESS = b"data: " + b"x" * 17_000_000


def _packed_without_end() -> bytes:
    """A kilobyte for each megabyte of spaces, and a gigabyte in all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first, other = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + 1023 * other  # behind a full flush what follows does not depend on what went before


_PACKED = (("Content-Encoding", "gzip"),)
_NO_FORMAT = _error("This response_format type is unavailable now")

FAULTS: tuple[Fault, ...] = (
    Fault("none", (RIGHT,), "summary", requests=1),
    # Status codes.
    _status("400 for everything", 400, "ServerError", _error("unknown field")),
    _status("401", 401, "AuthenticationError", _error("Incorrect API key provided: sk-abcdef***wxyz"), requests=1),
    _status("402 no balance", 402, "ServerError", _error("Insufficient Balance"), requests=1),
    _status("403", 403, "AuthenticationError", requests=1),
    _status("404 no such model", 404, "ServerError", _MODELLESS, requests=1),
    _status("405", 405, "ServerError", requests=1),
    _status("413", 413, "ContextError"),
    _status("422 for everything", 422, "ServerError", {"detail": [{"msg": "extra fields not permitted"}]}),
    _status("400 context too small", 400, "ContextError", _TOO_LONG),
    _status("400 context too small, llama.cpp", 400, "ContextError", _LLAMA_TOO_LONG),
    _status("400 content filter", 400, "RefusalError", _error("blocked", code="content_filter"), requests=1),
    _status("400 data inspection", 400, "RefusalError", {"code": "data_inspection_failed", "message": "Input data may contain inappropriate content."}, requests=1),
    _status("408 stays", 408, "ServerTimeoutError", requests=2),
    _status("500 stays", 500, "ServerError"),
    _status("502 with a page", 502, "ServerError", _HTML),
    _status("503 stays", 503, "ServerError", requests=2),
    _status("529 overloaded", 529, "ServerError", requests=2),
    _once("500 once", Step("status", status=500), requests=2),
    _once("503 with Retry-After", Step("status", status=503, headers=(("Retry-After", "0.3"),)), waits=0.3),
    # Too many requests, and the forms of Retry-After.
    _status("429 stays", 429, "RateLimitError", headers=(("Retry-After", "0"),), requests=2),
    _once("429 for a second", Step("status", status=429, headers=(("Retry-After", "1"),)), waits=0.9, requests=2),
    _once("429 in milliseconds", Step("status", status=429, headers=(("Retry-After-Ms", "300"),)), waits=0.3),
    _once("429 until a date", Step("status", status=429, headers=(("Retry-After", "DATE"),)), requests=2),
    _once("429 without a time", Step("status", status=429), requests=2),
    _once("429 with nonsense", Step("status", status=429, headers=(("Retry-After", "soon"),)), requests=2),
    _status("429 for an hour", 429, "RateLimitError", headers=(("Retry-After", "3600"),), requests=1),
    _status("429 without quota", 429, "ServerError", _QUOTA, requests=1),
    # Answers that ended otherwise than answers end.
    Fault("cut off at the limit", (Step(spoil=lambda t: t[: len(t) // 2], finish="length"),), "TruncatedError"),
    Fault("cut off, though whole", (Step(finish="length"),), "TruncatedError"),
    _once("cut off once", Step(spoil=lambda t: t[: len(t) // 2], finish="length"), streamed="TruncatedError"),
    Fault("aborted", (Step(spoil=lambda t: t[: len(t) // 2], finish="abort"),), "TruncatedError"),
    Fault("cut off with sequences", (Step(spoil=lambda t: t[: len(t) // 2], finish="\x1b[31m\n sk-abcdefghijklmnop"),), "TruncatedError"),
    Fault("cut off unsaid", (Step(spoil=lambda t: t[: len(t) // 2]),), "InvalidAnswerError"),
    Fault("content filter", (Step(spoil=lambda t: t[:40], finish="content_filter"),), "RefusalError"),
    Fault("refused", (Step("refuse"),), "RefusalError", requests=1),
    Fault("refused, with sequences", (Step("refuse", text="\x1b[31mNo.\x1b[0m sk-abcdefghijklmnop"),), "RefusalError"),
    Fault("broke off with an error", (Step(spoil=lambda t: t[:40], finish="error"),), "ServerError"),
    _once("server ran short", Step(spoil=lambda t: "", finish="insufficient_system_resource")),
    # Answers that say the wrong thing.
    Fault("empty", (Step(text=""),), "InvalidAnswerError"),
    _once("empty once", Step(text="")),
    Fault("prose", (Step(text="I am a language model."),), "InvalidAnswerError"),
    Fault("an empty object", (Step(text="{}"),), "InvalidAnswerError"),
    Fault("another schema", (Step(text='{"name": "a", "age": 3}'),), "InvalidAnswerError"),
    Fault("a list", (Step(text="[1, 2, 3]"),), "InvalidAnswerError"),
    Fault("null", (Step(text="null"),), "InvalidAnswerError"),
    Fault("a key too many", (Step(spoil=_changed(note="x")),), "InvalidAnswerError"),
    Fault("a key with sequences", (Step(spoil=_changed(**{"\x1b[31m\n sk-abcdefghijklmnop" + "x" * 9000: 1})),), "InvalidAnswerError"),
    Fault("a text without end", (Step(spoil=lambda t: t.replace("It expects", "It expects" * 200_000)),), "ServerError", requests=1),
    Fault("a key twice", (Step(spoil=_twice),), "InvalidAnswerError"),
    Fault("a string for a list", (Step(spoil=_changed(groups="none")),), "InvalidAnswerError"),
    Fault("no groups", (Step(spoil=_changed(groups=[])),), "InvalidAnswerError"),
    Fault("a sentence that does not exist", (Step(spoil=_citing(9999)),), "InvalidAnswerError"),
    Fault("sentence 0", (Step(spoil=_citing(0)),), "InvalidAnswerError"),
    Fault("a string for a number", (Step(spoil=_citing("1")),), "InvalidAnswerError"),
    Fault("true for a number", (Step(spoil=_citing(True)),), "InvalidAnswerError"),
    _once("a wrong citation once", Step(spoil=_citing(9999)), requests=2),
    Fault("two objects", (Step(spoil=lambda t: t + t),), "InvalidAnswerError"),
    Fault("a comma too many", (Step(spoil=lambda t: t[:-1] + ",}"),), "InvalidAnswerError"),
    Fault("nested without end", (Step(text="{" + '"a":{' * 5000),), "InvalidAnswerError"),
    Fault("half a surrogate", (Step(spoil=lambda t: t.replace('"text": "', '"text": "\\ud800', 1)),), "InvalidAnswerError"),
    # Answers that say the right thing in a strange way.
    Fault("in a code fence", (Step(spoil=_fenced),), "summary", requests=1),
    Fault("after thinking aloud", (Step(spoil=_thinking),), "summary", requests=1),
    Fault("after thoughts opened before", (Step(spoil=lambda t: f"Let me see: {{1, 2}}.\n</think>\n{t}"),), "summary", requests=1),
    Fault("thinking without end", (Step(spoil=lambda t: "<think>" + t),), "InvalidAnswerError"),
    Fault("with a byte order mark", (Step(spoil=lambda t: "\ufeff" + t),), "summary", requests=1),
    Fault("without a reason to end", (Step(finish=None),), "summary", streamed="TruncatedError"),
    # Bodies that are no answer.
    Fault("a page with status 200", (Step("raw", body=_HTML, content_type="text/html"),), "ServerError"),
    Fault("a page that claims to be JSON", (Step("raw", body=_HTML),), "ServerError"),
    _once("a page once", Step("raw", body=_HTML, content_type="text/html")),
    Fault("no body", (Step("raw", body=""),), "ServerError"),
    Fault("bytes", (Step("raw", body=bytes(range(256))),), "ServerError"),
    Fault("no choices", (Step("raw", body=json.dumps({"object": "chat.completion", "choices": []})),), "InvalidAnswerError"),
    Fault("choices of another type", (Step("raw", body=json.dumps({"choices": "none"})),), "ServerError"),
    Fault("an error with status 200", (Step("raw", body=json.dumps({"error": {"message": "overloaded", "code": 503}})),), "ServerError"),
    Fault("a huge answer", (Step("raw", body=lambda: b" " * 20_000_000),), "ServerError", limit=10.0),
    Fault("an endless error", (Step("raw", status=500, body=lambda: b"x" * 2_000_000),), "ServerError", requests=1),
    Fault("packed without end", (Step("raw", body=cache(_packed_without_end), headers=_PACKED),), "ServerError", requests=1),
    Fault("an error packed without end", (Step("raw", status=500, body=cache(_packed_without_end), headers=_PACKED),), "ServerError", requests=1),
    Fault("an event without end", (Step("raw", body=lambda: _ENDLESS, content_type="text/event-stream"),), "ServerError", requests=1),
    Fault("an event nested without end", (Step("raw", body="data: " + "[" * 100_000 + "\n\n", content_type="text/event-stream"),), "ServerError"),
    Fault("a number without end", (Step("raw", body='data: {"choices": [], "x": ' + "9" * 5000 + "}\n\n", content_type="text/event-stream"),), "ServerError"),
    Fault("an error with a strange code", (Step("raw", body=json.dumps({"error": {"message": "x", "code": "²"}})),), "ServerError"),
    _status("sent elsewhere", 307, "ServerError", "", headers=(("Location", "http://127.0.0.2:9/v1"),), requests=1),
    # The connection.
    Fault("no answer", (Step("hang"),), "ServerTimeoutError", limit=0.3),
    Fault("slow drip", (Step("drip", pause=0.05),), "ServerTimeoutError", limit=0.3),
    Fault("reset before", (Step("reset"),), "ServerConnectionError", requests=2),
    _once("reset once", Step("reset"), requests=2),
    Fault("reset inside", (Step("reset_inside"),), "ServerConnectionError"),
    # A stream's own ways to end early; without streaming the connection is reset inside the body.
    Fault("reset in mid-stream", (Step(cut=0.6, then="reset"),), "ServerConnectionError"),
    Fault("closed in mid-stream", (Step(cut=0.6, then="close"),), "ServerConnectionError"),
    Fault("ended without finish", (Step(cut=0.6, then="end"),), "ServerConnectionError", streamed="TruncatedError"),
    Fault("[DONE] without finish", (Step(cut=0.6, then="done"),), "ServerConnectionError", streamed="TruncatedError"),
    Fault("error in mid-stream", (Step(cut=0.6, then="error"),), "ServerConnectionError", streamed="ServerError"),
)


def dated(step: Step) -> Step:
    """The step with the date that `Retry-After: DATE` means, a second from now."""
    if ("Retry-After", "DATE") not in step.headers:
        return step
    return Step(step.kind, status=step.status, headers=(("Retry-After", _far_date()),))
