"""A server that answers any JSON Schema with the least that fits it, at once: for tests that need an answer and no more."""

from __future__ import annotations

import json
from typing import Any

from .loopback import Handler, LoopbackServer, called_function, chunk, completion, delta, usage

SAID = {"English": "Sales rose in that year", "Chinese": "公司收入有所增长"}


class _Handler(Handler):
    server: MinimalServer

    def do_POST(self) -> None:
        request = self.request_json()
        function, schema = called_function(request), _schema_of(request)
        asked = request["messages"][-1]["content"]
        text = "hello"
        if schema is not None:
            said = next((words for name, words in SAID.items() if f"in {name}" in asked), SAID["English"])
            text = json.dumps(_least(schema, schema, said), ensure_ascii=False)
        if request.get("stream"):
            self._stream(text, function)
        else:
            self.send_json(200, completion(text, "tool_calls" if function else "stop", (100, 20), function=function))

    def _stream(self, text: str, function: str | None) -> None:
        self.start_stream()
        for start in range(0, len(text), 20):
            self.send_event(chunk(delta(text[start : start + 20], function)))
        self.send_event(chunk({}, "stop"))
        self.send_event(chunk(None, usage=usage(100, 20)))
        self.end_stream()


class MinimalServer(LoopbackServer):
    """The server."""

    def __init__(self) -> None:
        super().__init__(_Handler)


def _schema_of(request: dict[str, Any]) -> dict[str, Any] | None:
    """The schema a request holds: where its mode has it, or at the end of the prompt."""
    if tools := request.get("tools"):
        return tools[0]["function"]["parameters"]
    if (wanted := request.get("response_format", {})).get("type") == "json_schema":
        return wanted["json_schema"]["schema"]
    _, found, text = request["messages"][-1]["content"].partition("JSON Schema:\n\n")
    return json.JSONDecoder().raw_decode(text)[0] if found else None


def _least(schema: dict[str, Any], root: dict[str, Any], said: str) -> Any:
    """The smallest instance of a schema; texts are what is said, lists have one item where they may."""
    if "$ref" in schema:
        return _least(root["$defs"][schema["$ref"].rpartition("/")[2]], root, said)
    if "anyOf" in schema:
        return _least(schema["anyOf"][0], root, said)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "object":
        return {name: _least(value, root, said) for name, value in schema["properties"].items()}
    if schema.get("type") == "array":
        count = max(schema.get("minItems", 0), 0 if "source" in str(schema["items"]) else 1)
        return [_least(schema["items"], root, said)] * min(count, schema.get("maxItems", count))
    if schema.get("type") == "boolean":
        return True
    return schema.get("minimum", 1) if schema.get("type") == "integer" else said
