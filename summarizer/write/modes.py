"""How a server is made to answer in JSON, and which way it turned out to take.

Strictest first: `json_schema` (the server decodes under the schema), `tools` (a forced call whose arguments are the
answer), `json` (any JSON object) and `plain` (words alone). The last two carry the schema in the prompt, and our side
validates in all of them. instructor prepares the request of each mode and parses its answer; what it sends besides is
put right here: the schema in the form that OpenAI's strict mode takes, and our own messages in place of its wording.
"""

from __future__ import annotations

import json
from typing import Any

from ..settings import Settings
from .prompts import Prompt
from .providers import Endpoint, ModeName

LADDER: tuple[ModeName, ...] = ("json_schema", "tools", "json", "plain")

# What OpenAI's strict mode does not take, or takes from some models only; our own validation holds the bounds instead.
_NOT_STRICT = {"minLength", "maxLength"}


def ladder(endpoint: Endpoint, settings: Settings) -> tuple[ModeName, ...]:
    """The modes to try in turn."""
    if settings.mode == "auto":
        return endpoint.modes
    return ("json", "plain") if settings.mode == "json" else (settings.mode,)


def instructor_mode(mode: ModeName) -> Any:
    """instructor's name of a mode."""
    from instructor import Mode

    return {"json_schema": Mode.JSON_SCHEMA, "tools": Mode.TOOLS}.get(mode, Mode.JSON)


def adapted(prepared: dict[str, Any], mode: ModeName, endpoint: Endpoint) -> dict[str, Any]:
    """The request that instructor prepared, in the form this endpoint takes."""
    request = dict(prepared)
    if mode == "json_schema":
        schema = dict(request["response_format"]["json_schema"])
        schema["schema"] = plain_schema(schema["schema"], endpoint.strict)
        if endpoint.strict:
            schema["strict"] = True
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif mode == "tools":
        function = dict(request["tools"][0]["function"])
        function["description"] = "Hand in the answer."
        function["parameters"] = plain_schema(function["parameters"], endpoint.strict)
        if endpoint.strict:
            function["strict"] = True
        request["tools"] = [{"type": "function", "function": function}]
    elif mode == "plain":
        request.pop("response_format", None)
    return request


def messages(prompt: Prompt, mode: ModeName, model: type[Any], notes: list[str]) -> list[dict[str, str]]:
    """Our messages for a mode: where the server is not given the schema, the prompt ends with it."""
    if mode in ("json", "plain"):
        schema = json.dumps(plain_schema(model.model_json_schema(), False), ensure_ascii=False)
        notes = [f"The JSON object follows this JSON Schema:\n\n{schema}", *notes]
    return prompt.messages(*notes)


def plain_schema(schema: Any, strict: bool) -> Any:
    """A schema without titles, which cost tokens, closed to other keys and with all keys required.

    Args:
        strict: leave out what OpenAI's strict mode does not take.
    """
    if isinstance(schema, list):
        return [plain_schema(item, strict) for item in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = {"description"} | (_NOT_STRICT if strict else set())
    kept = {
        key: {name: plain_schema(value, strict) for name, value in item.items()} if key in ("properties", "$defs")
        else plain_schema(item, strict)
        for key, item in schema.items()
        if key not in left_out and not (key == "title" and isinstance(item, str))
    }
    if kept.get("type") == "object":
        kept |= {"additionalProperties": False, "required": list(kept.get("properties", {}))}
    return kept


def whole_completion(text: str, mode: ModeName, name: str) -> Any:
    """A completion that holds this JSON where instructor looks for it in a mode."""
    from openai.types.chat import ChatCompletion

    message: dict[str, Any] = {"role": "assistant", "content": text}
    if mode == "tools":
        call = {"id": "call", "type": "function", "function": {"name": name, "arguments": text}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return ChatCompletion.model_validate({
        "id": "", "object": "chat.completion", "created": 0, "model": "",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
    })
