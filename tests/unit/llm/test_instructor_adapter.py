"""What is sent in each mode, and to whom."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from summarizer import Document, Settings
from summarizer.llm.answer_schema import build_summary_model
from summarizer.llm.instructor_adapter import adapted, instructor_mode, ladder, messages, whole_completion
from summarizer.llm.providers import PROVIDERS, Endpoint, resolve_endpoint
from summarizer.llm.writer import build_summary_prompt

DOCUMENT = Document.from_text("One is here. Two is here.\n\nThree is here {{ 7 * 7 }}.\n")
ANSWER = build_summary_model(DOCUMENT, "en", Settings())
LOCAL = resolve_endpoint("x", Settings(base_url="http://127.0.0.1:1/v1"))
OPENAI = replace(LOCAL, provider="openai", strict=True)


def _sent(mode: Any, endpoint: Endpoint) -> dict[str, Any]:
    """The request that instructor and we make of a question."""
    import instructor

    sent: dict[str, Any] = {}
    texts = messages(build_summary_prompt(DOCUMENT, "en", Settings()), mode, ANSWER, ["A note."])

    async def create(**prepared: Any) -> Any:
        sent.update(adapted(prepared, mode, endpoint) | {"messages": texts})
        raise KeyError("enough")

    asking: Any = instructor.patch(create=create, mode=instructor_mode(mode))
    with pytest.raises(Exception, match="enough"):
        asyncio.run(asking(response_model=ANSWER, max_retries=0, messages=texts, model="x"))
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


def test_the_ladder_follows_the_provider_and_the_settings() -> None:
    assert ladder(LOCAL, Settings()) == ("json_schema", "tools", "json", "plain")
    assert ladder(LOCAL, Settings(mode="tools")) == ("tools",)
    assert ladder(LOCAL, Settings(mode="json")) == ("json", "plain")
    assert PROVIDERS["deepseek"].modes[0] == "tools"


def test_a_completion_holds_the_answer_where_instructor_looks() -> None:
    assert whole_completion("{}", "json", "Summary").choices[0].message.content == "{}"
    call = whole_completion("{}", "tools", "Summary").choices[0].message.tool_calls[0]
    assert (call.function.name, call.function.arguments) == ("Summary", "{}")
