"""From a Pydantic model, or its JSON Schema, to a shape.

The subset of JSON Schema that a shape may use (what `SomeModel.model_json_schema()` writes for such models):

- an object with `properties`; `title` and `description` name it;
- a property is a statement (`{"$ref": "#/$defs/Statement"}`), an array of statements, an object (a section), an array
  of objects (sections), or, at most once in an object, a string (the title of the section);
- any of them, or null (`anyOf`), when it is optional; `minItems` and `maxItems` bound an array;
- `title` is its heading, `titles: {"zh": …, "en": …}` the heading by language, `description` says to the model what
  belongs there, `cues` lists words by which the offline engine finds it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel
from pydantic.errors import PydanticUserError

from ..errors import UsageError
from ..models import Language
from ..settings import Settings
from .builtin import BUILT_IN
from .shape import Kind, Part, Shape

_DEEPEST = 4   # sections within sections; a model loses its way before that
_HINT = "a field is a Statement, a list of Statement, a section of such fields, or one str as a section's title"
Schema = Mapping[str, Any]


def shape_of(spec: str | Schema | type[BaseModel]) -> Shape:
    """The shape that is meant.

    Args:
        spec: the name of a built-in one, the path of a JSON Schema, a JSON Schema, or a Pydantic model.

    Raises:
        UsageError: it is none, or uses what a shape cannot have; the message names the field.
    """
    schema = _schema_of(spec)
    if not isinstance(schema, Mapping):
        raise UsageError("a shape is a JSON Schema of an object", _HINT)
    top = _resolved(schema, schema, "shape")
    name = str(top.get("title") or "Shape")
    return Shape(name, _description(top), _parts(top, schema, name, 0), schema)


def with_shape_read(settings: Settings) -> Settings:
    """The settings with the schema in place of the path of one: what the file says counts, and it may change.

    Raises:
        UsageError: the file cannot be read as a JSON Schema.
    """
    spec = settings.shape
    if not isinstance(spec, str) or spec in BUILT_IN:
        return settings
    return settings.model_copy(update={"shape": _read(Path(spec))})


def _schema_of(spec: str | Schema | type[BaseModel]) -> Schema:
    if isinstance(spec, str):
        return BUILT_IN[spec].model_json_schema() if spec in BUILT_IN else _read(Path(spec))
    if isinstance(spec, type):
        try:
            return spec.model_json_schema()
        except PydanticUserError as error:
            raise UsageError(f"{spec.__name__}: {str(error).splitlines()[0]}", _HINT) from None
    return spec


def _read(path: Path) -> Schema:
    try:
        return cast(Schema, json.loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such shape", f"built in are {', '.join(BUILT_IN)}; else name a file") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as a JSON Schema: {error}", "check the file") from None


def _parts(schema: Schema, root: Schema, where: str, depth: int) -> tuple[Part, ...]:
    properties = _mapping(schema.get("properties"))
    if not properties:
        raise UsageError(f"{where}: no fields", _HINT)
    if depth > _DEEPEST:
        raise UsageError(f"{where}: sections within sections within sections", "make the shape flatter")
    parts = tuple(_part(name, value, root, f"{where}.{name}", depth) for name, value in properties.items())
    titles = [part.name for part in parts if part.kind == "title"]
    if len(titles) > 1:
        raise UsageError(f"{where}: two titles, {' and '.join(titles[:2])}", "what asserts something is a Statement")
    if len(titles) == len(parts):
        raise UsageError(f"{where}: holds no statement", _HINT)
    return parts


def _part(name: str, schema: Any, root: Schema, where: str, depth: int) -> Part:
    if not isinstance(schema, Mapping):
        raise UsageError(f"{where}: not a schema", _HINT)
    inner, optional = _without_null(schema)
    kind, section = _kind(inner, root, where)
    label = str(schema.get("title") or name.replace("_", " ").capitalize())
    titles = _mapping(schema.get("titles"))
    labels = {language: str(titles.get(language) or label) for language in ("en", "zh")}
    return Part(
        name=name, kind=kind, labels=cast(Mapping[Language, str], labels),
        description=_description(schema) or _description(section or {}),
        optional=optional, least=_bound(inner, "minItems", where) or 0, most=_bound(inner, "maxItems", where),
        cues=tuple(map(str, schema["cues"])) if isinstance(schema.get("cues"), list) else (),
        parts=_parts(section, root, where, depth + 1) if section else (),
    )


def _without_null(schema: Schema) -> tuple[Schema, bool]:
    """The schema apart from `null`, and whether null is allowed."""
    options = [option for option in map(_mapping, schema.get("anyOf") or ()) if option.get("type") != "null"]
    return (options[0], True) if len(options) == 1 else (schema, False)


def _kind(schema: Schema, root: Schema, where: str) -> tuple[Kind, Schema | None]:
    """What a field is, and the schema of its section if it is one."""
    if schema.get("type") == "array":
        item = _mapping(schema.get("items"))
        if _is_statement(item, root):
            return "statements", None
        target = _resolved(item, root, where)
        if target.get("type") == "object":
            return "sections", target
    elif _is_statement(schema, root):
        return "statement", None
    elif schema.get("type") == "string" and "enum" not in schema and "format" not in schema:
        return "title", None
    elif _resolved(schema, root, where).get("type") == "object":
        return "section", _resolved(schema, root, where)
    raise UsageError(f"{where}: cannot be filled", _HINT)


def _is_statement(schema: Schema, root: Schema) -> bool:
    """Whether it points to `Statement`, under whatever name Pydantic gives it beside another of that name."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    fields = _mapping(_mapping(_mapping(root.get("$defs")).get(name)).get("properties"))
    return (name == "Statement" and not fields) or {"text", "citations", "evidence", "support"} <= set(fields)


def _resolved(schema: Schema, root: Schema, where: str) -> Schema:
    if "$ref" not in schema:
        return schema
    start, _, name = str(schema["$ref"]).rpartition("/")
    found = _mapping(_mapping(root.get("$defs")).get(name)) if start == "#/$defs" else None
    if not found:
        raise UsageError(f"{where}: {schema['$ref']} is not defined", "references point into `$defs` of the same file")
    return found


def _bound(schema: Schema, name: str, where: str) -> int | None:
    bound = schema.get(name)
    if bound is not None and (not isinstance(bound, int) or bound < 0):
        raise UsageError(f"{where}: {name} is no number", "give a whole number")
    return bound


def _mapping(value: object) -> Schema:
    return value if isinstance(value, Mapping) else {}


def _description(schema: Schema) -> str:
    return " ".join(str(schema.get("description") or "").split())
