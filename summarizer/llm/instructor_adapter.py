"""The only module that knows instructor, through `patch`, `response_schema` and the mode registry of `instructor.v2`.

`request_answer` calls a function that instructor has patched. instructor builds the request of a response mode from the
answer model and has it sent; the response goes to the parser of the mode, which returns the validated answer. The modes
are instructor's own, with a handler of ours around each.

What instructor cannot do, and is therefore done by the handler or by `send`: strict schemas in `json_schema` mode; JSON
modes without wording of its own around the caller's messages; telling a complete answer from one that was cut off,
unless it ended with `length`; telling a refusal from bad JSON; rejecting a second tool call; finding JSON in a code
fence or after reasoning; rejecting a stream that broke off. It also asks again in its own words, wraps every error, and
logs it with words of the answer. So `send` returns the JSON text that `response_parser` found, each call is a single
attempt, and an error passes through instructor as a value.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from instructor import Mode, Provider, patch, response_schema
from instructor.v2 import ModeHandler, mode_registry, register_mode_handler
from pydantic import BaseModel, ValidationError

from .prompts import Prompt
from .providers import ModeName

T = TypeVar("T", bound=BaseModel)
Send = Callable[[dict[str, Any]], Awaitable[str]]

_INSTRUCTOR_MODES = {
    "json_schema": Mode.JSON_SCHEMA,
    "tools": Mode.TOOLS,
    "json": Mode.JSON,
    "plain": Mode.MD_JSON,
}
# instructor has no handlers for this provider: those that other code in the process uses stay as they are.
_HANDLER_NAMESPACE = Provider.UNKNOWN
# Keywords that OpenAI's strict mode does not take, or only from some models; our own validation enforces them instead.
_NOT_IN_STRICT_SCHEMAS = {"minLength", "maxLength"}


async def request_answer(
    answer_model: type[T], mode: ModeName, messages: list[dict[str, str]], send: Send, *, strict: bool, **body: Any
) -> T:
    """Ask for an answer once, and return it validated.

    Args:
        messages: sent as they are.
        send: sends a request, and returns the JSON text of the answer to it.
        strict: whether the server takes OpenAI's strict schemas.
        body: what else the request holds.

    Raises:
        ValidationError: the answer does not follow the model. Apart from that, whatever `send` raises.
    """
    answer: T | _FailedAttempt = await _patched_create(mode)(
        response_model=_wrapped_model(answer_model),
        messages=messages,
        max_retries=0,
        strict=True,
        send=send,
        strict_schema=strict,
        **body,
    )
    if isinstance(answer, _FailedAttempt):
        raise answer.error
    return answer


def build_messages(prompt: Prompt, mode: ModeName, answer_model: type[Any], notes: list[str]) -> list[dict[str, str]]:
    """The messages of a request, which end with the schema if the mode does not send it otherwise."""
    if mode in ("json", "plain"):
        notes = [f"The JSON object follows this JSON Schema:\n\n{schema_text(answer_model)}", *notes]
    return prompt.messages(*notes)


def schema_text(answer_model: type[Any]) -> str:
    """The schema of an answer as a prompt holds it, on one line without spaces."""
    schema = simplify_schema(answer_model.model_json_schema(), strict=False)
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))


def simplify_schema(schema: Any, strict: bool) -> Any:
    """A copy of a JSON Schema with all keys required, and without titles, descriptions and defaults.

    They cost tokens, and OpenAI's strict mode refuses defaults. A definition that is used once stands where it is used.

    Args:
        strict: also leave out what OpenAI's strict mode does not take.
    """
    return _drop_annotations(_inline_single_uses(schema), strict)


def _inline_single_uses(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with each definition that is referred to once in place of the reference."""
    definitions: dict[str, Any] = schema.get("$defs", {})
    uses = Counter(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema, ensure_ascii=False)))
    single = {f"#/$defs/{name}": found for name, found in definitions.items() if uses[name] == 1}

    def fill(part: Any) -> Any:
        if isinstance(part, list):
            return [fill(item) for item in part]
        if not isinstance(part, dict):
            return part
        reference = part.get("$ref")
        if isinstance(reference, str) and reference in single:
            return fill(single.pop(reference))
        return {key: fill(value) for key, value in part.items()}

    filled = {key: fill(value) for key, value in schema.items() if key != "$defs"}
    kept = {name: fill(found) for name, found in definitions.items() if uses[name] != 1}
    return filled | ({"$defs": kept} if kept else {})


def _drop_annotations(schema: Any, strict: bool) -> Any:
    if isinstance(schema, list):
        return [_drop_annotations(item, strict) for item in schema]
    if not isinstance(schema, dict):
        return schema
    omitted = {"description", "default"} | (_NOT_IN_STRICT_SCHEMAS if strict else set())
    simplified = {
        key: {name: _drop_annotations(value, strict) for name, value in item.items()}
        if key in ("properties", "$defs")
        else _drop_annotations(item, strict)
        for key, item in schema.items()
        if key not in omitted and not (key == "title" and isinstance(item, str))
    }
    if simplified.get("type") == "object":
        simplified |= {"additionalProperties": False, "required": list(simplified.get("properties", {}))}
    return simplified


@dataclass(frozen=True, slots=True)
class _FailedAttempt:
    """An error on its way through instructor, which would log and wrap it if it were raised."""

    error: Exception


class _ModeAdapter(ModeHandler):  # type: ignore[misc]  # instructor's class is untyped here
    """One of instructor's modes, with our messages, our form of the schema, and JSON text for a response."""

    def __init__(self, mode: Mode) -> None:
        self._original = mode_registry.get_handlers(Provider.OPENAI, mode)

    def prepare_request(
        self, response_model: type[BaseModel] | None, kwargs: dict[str, Any]
    ) -> tuple[type[BaseModel] | None, dict[str, Any]]:
        """The request as instructor builds it, with our messages and schema."""
        unchanged = {name: kwargs[name] for name in ("messages", "send")}
        strict = kwargs.pop("strict_schema")
        model, request = self._original.request_handler(response_model, kwargs)
        return model, _as_servers_accept(request, strict) | unchanged

    def parse_response(
        self, response: Any, response_model: type[BaseModel], *_: Any, strict: bool | None = None, **__: Any
    ) -> Any:
        """The answer in a JSON text."""
        if isinstance(response, _FailedAttempt):
            return response
        try:
            return response_model.model_validate_json(response, strict=strict)
        except ValidationError as error:
            return _FailedAttempt(error)

    def handle_reask(self, kwargs: dict[str, Any], response: Any, exception: Exception) -> dict[str, Any]:
        """The request unchanged; never called, because nothing is raised."""
        return kwargs


for _mode in _INSTRUCTOR_MODES.values():
    register_mode_handler(_HANDLER_NAMESPACE, _mode)(_ModeAdapter)


def _as_servers_accept(request: dict[str, Any], strict: bool) -> dict[str, Any]:
    """A request of instructor's, with the schema in the form that servers take."""
    mark = {"strict": True} if strict else {}
    if "tools" in request:
        original = request["tools"][0]["function"]
        function = {
            "name": original["name"],
            "description": "Hand in the answer.",
            "parameters": simplify_schema(original["parameters"], strict),
        }
        return request | {"tools": [{"type": "function", "function": function | mark}]}
    if schema := request.get("response_format", {}).get("json_schema"):
        schema = {"name": schema["name"], "schema": simplify_schema(schema["schema"], strict)}
        return request | {"response_format": {"type": "json_schema", "json_schema": schema | mark}}
    return request


@cache
def _patched_create(mode: ModeName) -> Any:
    async def create(send: Send, **request: Any) -> str | _FailedAttempt:
        try:
            return await send(request)
        except Exception as error:
            return _FailedAttempt(error)

    return patch(create=create, provider=_HANDLER_NAMESPACE, mode=_INSTRUCTOR_MODES[mode])


@lru_cache(maxsize=512)
def _wrapped_model(answer_model: type[T]) -> type[T]:
    """A subclass of the model in the form that instructor takes.

    instructor would derive it at each request, and it adds a description to the schema of whatever it is given; ours
    has to stay as it is, because digests are made of it.
    """
    wrapped: type[T] = response_schema(answer_model)
    return wrapped
