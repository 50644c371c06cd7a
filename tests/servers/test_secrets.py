"""Keys go to their own server alone, and nowhere from there, whatever that server says."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

import summarizer
from summarizer.cli.main import main
from summarizer.errors import SummarizerError
from summarizer.llm import openai_adapter
from summarizer.llm.openai_adapter import is_openai
from summarizer.llm.providers import Endpoint, resolve_endpoint
from summarizer.replay import record
from summarizer.settings import Settings, is_loopback
from tests.batch.articles import article
from tests.batch.scripted_server import ScriptedServer

from .loopback import Handler, LoopbackServer, chunk, delta

KEY = "sk-Secret/of+9876543210"
ESCAPED = "".join(f"\\u{ord(c):04X}" for c in KEY)
ARTICLE = article("en", 600)


class _EchoingServer(ScriptedServer):
    """A server that writes the key, in a form of the test's choice, into every string of its answers."""

    form = KEY

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        completion = super().answer(request)
        message = completion["choices"][0]["message"]
        message["content"] = message["content"].replace('"text": "', f'"text": "{self.form} ').replace('"title": "', f'"title": "{self.form} ')
        return completion


@pytest.mark.parametrize("form", [KEY, ESCAPED, KEY.replace("/", "\\/"), KEY[:5] + ESCAPED[30:]])
def test_a_key_in_an_answer_is_in_no_statement_and_no_record(form: str, tmp_path: Path) -> None:
    with _EchoingServer() as server:
        server.form = form
        kept = record(ARTICLE, model="openai/gpt-5-mini", base_url=server.url, api_key=KEY, mode="json_schema", verify="off")
        streamed = list(summarizer.stream(ARTICLE, model="openai/gpt-5-mini", base_url=server.url, api_key=KEY, mode="json_schema", verify="off"))
    assert server.requests and "… " in kept.summary.core_viewpoint.text
    for shown in (kept.model_dump_json(), repr(kept), repr(streamed)):
        assert KEY not in shown and form not in shown


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
@pytest.mark.parametrize("form", [KEY, ESCAPED])
def test_a_key_in_a_stream_is_not_shown_piece_by_piece(form: str, size: int) -> None:
    class Streaming(Handler):
        def do_POST(self) -> None:
            self.request_json()
            points = [{"sentences": [n], "text": f"Statement {n} of {form} is about sk- and {form[:12]} it."} for n in (1, 2, 3)]
            text = json.dumps({"core_viewpoint": points[0], "groups": [{"title": "Group", "points": points[1:]}]}).replace("\\\\", "\\")
            self.start_stream()
            for at in range(0, len(text), size):
                self.send_event(chunk(delta(text[at : at + size], None)))
            self.send_event(chunk({}, "stop"))
            self.end_stream()

    with LoopbackServer(Streaming) as server:
        items = summarizer.stream(ARTICLE, model="openai/gpt-5-mini", base_url=server.url, api_key=KEY, mode="json_schema", verify="off", repair_tokens=0)
        shown = [item.statement.text for item in items]
    assert len(shown) == 3 and all(KEY not in text and "…" in text and "about sk- and" in text for text in shown)


_ECHOES = {
    "an error": lambda key: (400, json.dumps({"error": {"message": f"key {key} is wrong"}})),
    "an error, escaped": lambda key: (400, '{{"error": {{"message": "key {} is wrong"}}}}'.format("".join(f"\\u{ord(c):04x}" for c in key))),
    "an error in another place": lambda key: (422, json.dumps({"detail": [{"msg": key, "input": {"headers": f"Bearer {key}"}}]})),
    "a page": lambda key: (502, f"<html>{key}</html>"),
    "text": lambda key: (500, f"key={key}&"),
    "a refusal": lambda key: (200, json.dumps({"choices": [{"finish_reason": "stop", "message": {"content": None, "refusal": f"no {key}"}}]})),
    "a reason to end": lambda key: (200, json.dumps({"choices": [{"finish_reason": key, "message": {"content": "{"}}]})),
    "words": lambda key: (200, json.dumps({"choices": [{"finish_reason": "stop", "message": {"content": f"Hello {key}"}}]})),
    "a doubled key": lambda key: (200, json.dumps({"choices": [{"finish_reason": "stop", "message": {"content": f'{{"{key}": 1, "{key}": 2}}'}}]})),
    "an unknown field": lambda key: (200, json.dumps({"choices": [{"finish_reason": "stop", "message": {"content": json.dumps({key: 1})}}]})),
    "an error with status 200": lambda key: (200, json.dumps({"error": {"message": key, "code": 401}})),
    "a redirect": lambda key: (302, key),
}


@pytest.mark.parametrize("echo", _ECHOES)
@pytest.mark.parametrize("secret", ["key", "password"])
def test_an_error_shows_no_secret(echo: str, secret: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    user = "somebody:pass-%77ord"
    forms = [KEY] if secret == "key" else [user, "somebody:pass-word", "pass-word", base64.b64encode(b"somebody:pass-word").decode()]

    class Echoing(Handler):
        def do_POST(self) -> None:
            self.request_json()
            status, body = _ECHOES[echo](" ".join(forms))
            self.send(status, body, **({"Location": f"http://127.0.0.1/{forms[0]}"} if status == 302 else {}))

    (tmp_path / "a.txt").write_text(ARTICLE)
    with LoopbackServer(Echoing) as server:
        url = server.url if secret == "key" else server.url.replace("//", f"//{user}@")
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        with pytest.raises(SummarizerError) as raised:
            summarizer.summarize(ARTICLE, model="openai/gpt-5-mini", base_url=url, attempts=2, mode="json_schema")
        options = ["-m", "openai/gpt-5-mini", "--base-url", url, "--mode", "json_schema"]
        assert main([str(tmp_path / "a.txt"), *options]) == 3
        assert main(["batch", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out.jsonl"), *options, "--patience", "0.1"]) in (1, 3)
    shown = str(raised.value) + repr(raised.value) + "".join(capsys.readouterr()) + (tmp_path / "out.jsonl").read_text()
    assert not [form for form in forms if form in shown], shown


def _sent_headers(monkeypatch: pytest.MonkeyPatch, url: str, model: str = "openai/gpt-5-mini") -> httpx2.Headers:
    """The headers of a request to an address, without sending it."""
    sent = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.headers)
        return httpx2.Response(200, json={"id": "b", "status": "completed"})

    real = openai_adapter.openai.DefaultAsyncHttpxClient
    monkeypatch.setattr(openai_adapter.openai, "DefaultAsyncHttpxClient", lambda **options: real(**options, transport=httpx2.MockTransport(answer)))

    async def ask() -> None:
        settings = Settings(model=model, base_url=url, api_key=KEY)
        connection = openai_adapter.OpenAIConnection(resolve_endpoint(model, settings), settings)
        await connection.retrieve_batch("b")
        await connection.close()

    asyncio.run(ask())
    return sent[0]


@pytest.mark.parametrize(
    ("url", "is_theirs"),
    [
        ("https://api.openai.com/v1", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://api.deepseek.com", False),
        ("https://openai.com.evil.example/v1", False),
        ("https://api.openai.com@evil.example/v1", False),
        ("https://notopenai.com/v1", False),
        ("http://127.0.0.1:8080/v1", False),
    ],
)
def test_what_is_for_openai_goes_to_openai_alone(url: str, is_theirs: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-private")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-private")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Private: secret\nAuthorization: Bearer another")
    headers = _sent_headers(monkeypatch, url)
    shown = str(headers.multi_items())
    assert is_openai(url) == is_theirs == ("org-private" in shown and "proj-private" in shown and "X-Private".lower() in headers)
    if not is_theirs:
        assert "private" not in shown and "another" not in shown
        assert headers["authorization"] == f"Bearer {KEY}" or "@" in url


def test_no_proxy_stands_between_this_machine_and_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://user:password@127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with ScriptedServer() as server:
        for url in (server.url, server.url.replace("127.0.0.1", "localhost")):
            made = summarizer.summarize(ARTICLE, model="openai/gpt-5-mini", base_url=url, api_key=KEY, mode="json_schema", verify="off")
            assert made.groups
    assert all(map(is_loopback, ("localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost.", "127.1", "0x7f.1", "2130706433", "0.0.0.0", "::", "::ffff:127.0.0.1")))
    assert not any(map(is_loopback, ("localhost.example", "10.0.0.1", "128.0.0.1", "example", "", "128.1", "::ffff:8.8.8.8", "本机.example")))
    with pytest.raises(SummarizerError) as raised:  # another machine is reached by the proxy, of which no password is shown
        summarizer.summarize(ARTICLE, model="openai/gpt-5-mini", base_url="http://model.example/v1", api_key=KEY, attempts=1)
    assert "password" not in str(raised.value)


@pytest.mark.parametrize("proxy", ["nonsense://u:password@h", "http://u:password@h:password", "http://u:password@[h", "http://u:password@127.0.0.1:99999"])
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, proxy)
    reached: list[Callable[[], object]] = [
        lambda: summarizer.summarize(ARTICLE, model="openai/gpt-5-mini", base_url="http://model.example/v1", api_key=KEY, attempts=1),
        lambda: summarizer.read_document("http://article.example/"),
    ]
    for reach in reached:
        with pytest.raises(SummarizerError) as raised:
            reach()
        assert "password" not in str(raised.value) and "internal" not in str(raised.value)


@pytest.mark.parametrize("form", [KEY, ESCAPED, ESCAPED.lower()])
def test_a_secret_is_found_however_it_is_cut(form: str) -> None:
    endpoint = Endpoint(name="m", provider="", model="m", url="http://h/v1", modes=("json",), strict=False, key=KEY)
    text, shown, held = f"before {form} after", "", ""
    assert endpoint.scrub(text) == "before … after"
    for character in text:
        held = endpoint.scrub(held + character)
        size = endpoint.unfinished_secret(held)
        shown, held = shown + held[: len(held) - size], held[len(held) - size :]
    assert shown + held == "before … after"


def test_doctor_prints_nothing_that_a_terminal_obeys(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; from summarizer.cli.main import main; sys.exit(main(sys.argv[1:]))"
    environment = {"PATH": "/usr/bin", "SUMMARIZER_MODEL": "openai/\x1b[31mred\u202e", "OPENAI_BASE_URL": f"http://a:{KEY}@127.0.0.1:9/\x1b]0;title\x07v1"}
    for options in ([], ["-f", "json"]):
        done = subprocess.run([sys.executable, "-c", code, "doctor", *options], capture_output=True, text=True, env=environment, timeout=120)
        assert not re.search("[\x1b\x07]|secret", done.stdout + done.stderr, re.I), done.stdout
        assert "\u202e" not in done.stdout or options
