"""What is sent in each mode, and to whom."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from summarizer import Document, Settings
from summarizer.llm.answer_schema import build_summary_model
from summarizer.llm.instructor_adapter import build_messages, request_answer
from summarizer.llm.providers import PROVIDERS, Endpoint, modes_to_try, resolve_endpoint
from summarizer.llm.writer import build_summary_prompt

DOCUMENT = Document.from_text("One is here. Two is here.\n\nThree is here {{ 7 * 7 }}.\n")
ANSWER = build_summary_model(DOCUMENT, "en", Settings())
LOCAL = resolve_endpoint("x", Settings(base_url="http://127.0.0.1:1/v1"))
OPENAI = replace(LOCAL, provider="openai", strict=True)


def _sent(mode: Any, endpoint: Endpoint) -> dict[str, Any]:
    """The request that is made of a question."""
    sent: dict[str, Any] = {}
    messages = build_messages(build_summary_prompt(DOCUMENT, "en", Settings()), mode, ANSWER, ["A note."])

    async def send(request: dict[str, Any]) -> str:
        sent.update(request)
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        asyncio.run(request_answer(ANSWER, mode, messages, send, strict=endpoint.strict, model="x"))
    return sent


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "plain"])
def test_the_messages_are_ours_to_the_letter(mode: Any) -> None:
    sent = _sent(mode, LOCAL)
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    text = sent["messages"][1]["content"]
    assert "Three is here {{ 7 * 7 }}." in text and text.endswith("A note.")
    assert ("JSON Schema" in text) == (mode in ("json", "plain"))
    assert "genius" not in str(sent)
    kinds = {"json_schema": "json_schema", "json": "json_object"}
    assert (sent.get("response_format") or {}).get("type") == kinds.get(mode)
    assert ("tools" in sent) == (mode == "tools")


def test_openai_gets_strict_schemas() -> None:
    schema = _sent("json_schema", OPENAI)["response_format"]["json_schema"]
    function = _sent("tools", OPENAI)["tools"][0]["function"]
    assert schema["strict"] is True and function["strict"] is True
    for part in (schema["schema"], function["parameters"]):
        assert part["additionalProperties"] is False and "maxLength" not in str(part)
        assert part["$defs"]["Statement"]["properties"]["sentences"]["items"]["maximum"] == 3
    assert "strict" not in _sent("json_schema", LOCAL)["response_format"]["json_schema"]


def test_a_schema_is_not_changed_for_those_who_come_after() -> None:
    before = ANSWER.model_json_schema()
    for mode in ("json_schema", "tools"):
        _sent(mode, OPENAI)
        assert "strict" not in str(_sent(mode, LOCAL))
    assert ANSWER.model_json_schema() == before


def test_the_modes_follow_the_provider_and_the_settings() -> None:
    assert modes_to_try(LOCAL, Settings()) == ("json_schema", "tools", "json", "plain")
    assert modes_to_try(LOCAL, Settings(mode="tools")) == ("tools",)
    assert modes_to_try(LOCAL, Settings(mode="json")) == ("json", "plain")
    assert PROVIDERS["deepseek"].modes[0] == "tools"


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "plain"])
def test_an_answer_is_validated_strictly_and_its_schema_stays_as_it_is(mode: Any) -> None:
    before = json.dumps(ANSWER.model_json_schema())
    right = {"core_viewpoint": {"sentences": [1], "text": "One is here today"}, "groups": []}
    right["groups"] = [{"title": "Numbers", "points": [right["core_viewpoint"]]}]

    async def ask(text: str) -> Any:
        async def send(request: dict[str, Any]) -> str:
            return text

        return await request_answer(ANSWER, mode, [{"role": "user", "content": "x"}], send, strict=False, model="x")

    answer = asyncio.run(ask(json.dumps(right)))
    assert isinstance(answer, ANSWER) and answer.draft().core_viewpoint.text == "One is here today"
    with pytest.raises(ValidationError, match="valid integer"):
        asyncio.run(ask(json.dumps(right).replace("[1]", '["1"]')))
    assert json.dumps(ANSWER.model_json_schema()) == before, "what is a digest's part must not depend on what was asked"


def test_a_failure_is_raised_as_it_is_and_logged_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        _sent("tools", LOCAL)
    assert "enough" not in caplog.text


def test_other_users_of_instructor_keep_its_own_handlers() -> None:
    from instructor import Mode, Provider
    from instructor.v2 import mode_registry

    for mode in (Mode.JSON_SCHEMA, Mode.TOOLS, Mode.JSON, Mode.MD_JSON):
        assert "summarizer" not in type(mode_registry.get_handlers(Provider.OPENAI, mode)).__module__
        assert "summarizer" not in str(mode_registry.get_handlers(Provider.OPENAI, mode).request_handler)
