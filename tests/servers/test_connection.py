"""Where a document goes, and where a password does."""

from __future__ import annotations

import base64
import logging

import pytest

from summarizer import Document, summarize
from summarizer.errors import ServerError

from .matrix import RIGHT, TEXT
from .scripted import ScriptedServer, Step

PASSWORD = "pass-word-of-the-test"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_server_sends_no_document_elsewhere(status: int) -> None:
    document = Document.from_text(TEXT)
    with ScriptedServer([Step()], RIGHT) as other:
        there = other.url.replace("127.0.0.1", f"me:{PASSWORD}@127.0.0.1") + "/chat/completions?key=abc"
        with ScriptedServer([Step("status", status=status, body="", headers=(("Location", there),))]) as server:
            with pytest.raises(ServerError, match="base URL") as told:
                summarize(document, model="scripted", base_url=server.url)
            assert len(server.requests) == 1
        assert other.requests == []
    assert other.url in str(told.value) and PASSWORD not in str(told.value) and "abc" not in str(told.value)


@pytest.mark.parametrize("charset", ["rot13", "zlib_codec", "utf-99", "idna", "undefined"])
def test_an_error_is_read_whatever_charset_it_names(charset: str) -> None:
    kind = f"application/json; charset={charset}"
    failed = Step("status", status=400, body={"error": {"message": "naïve"}}, content_type=kind)
    with ScriptedServer([failed]) as server, pytest.raises(ServerError, match="naïve"):
        summarize(TEXT, model="scripted", base_url=server.url, attempts=1)


def test_a_password_in_the_address_is_used_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    with ScriptedServer([Step()], RIGHT) as server:
        handler = server.RequestHandlerClass
        original = handler.do_POST

        def noted(self: object) -> None:
            seen.append(self.headers["Authorization"])  # type: ignore[attr-defined]  # a request handler
            original(self)

        handler.do_POST = noted  # type: ignore[method-assign]  # put back below
        try:
            summarize(TEXT, model="scripted", base_url=server.url.replace("//", f"//me:{PASSWORD}@"))
        finally:
            handler.do_POST = original  # type: ignore[method-assign]  # as it was
    assert seen == ["Basic " + base64.b64encode(f"me:{PASSWORD}".encode()).decode()]
    assert PASSWORD not in caplog.text and seen[0][6:] not in caplog.text
    assert "127.0.0.1" in caplog.text, "something was logged"


def test_a_password_that_a_server_says_back_is_not_shown() -> None:
    said = base64.b64encode(f"me:{PASSWORD}".encode()).decode()
    refused = Step("status", status=401, body={"error": {"message": f"wrong: {PASSWORD}, {said}, me:{PASSWORD}"}})
    with ScriptedServer([refused]) as server, pytest.raises(ServerError) as told:
        summarize(TEXT, model="scripted", base_url=server.url.replace("//", f"//me:{PASSWORD}@"))
    assert PASSWORD not in str(told.value) and said not in str(told.value)
